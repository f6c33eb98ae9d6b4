"""The page of laws is what its generator writes, and says of every law what the facts say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nernstian.codegen import emitted, handbook
from nernstian.derivations.literature import reference
from nernstian.derivations.preparations import preparations


@pytest.mark.parametrize(
    ("path", "page"),
    [(handbook.PATH, handbook.page), (handbook.PREPARATIONS_PATH, handbook.preparations_page)],
)
def test_a_page_is_what_the_generator_writes(root: Path, path: Path, page: Callable[[], str]) -> None:
    written = (root / path).read_text(encoding="utf-8")
    assert written == page(), "run: python -m nernstian.codegen.handbook"


@pytest.mark.parametrize("name", preparations())
def test_every_figure_stands_on_the_page_of_preparations(name: str) -> None:
    section = handbook.preparations_page().split(f"\n## {name}\n")[1].split("\n## ")[0]
    for figure in preparations()[name].figures:
        row = next(line for line in section.splitlines() if line.startswith(f"| `{figure.name}` "))
        assert f"| {figure.text} |" in row
        assert figure.origin in row
        assert figure.note in row


@pytest.mark.parametrize("name", emitted.LAWS)
def test_every_law_stands_there_with_its_formula_status_and_source(name: str) -> None:
    law, page = emitted.LAWS[name], handbook.page()
    section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
    assert law.formula in section
    assert f"Status: **{law.status}**" in section
    assert law.source in section
    assert all(f"| `{q.name}` | {q.unit} |" in section for q in (*law.arguments, law.result))
    solved = {f"inverse_{inverse.argument}" for inverse in law.inverses}
    assert all(limit.statement in section for limit in law.limits if limit.name not in solved)
    for inverse in law.inverses:
        row = next(line for line in section.splitlines() if f"for {inverse.argument}: " in line)
        assert inverse.formula in row
        assert all(f"`{condition}`" in row for condition in inverse.conditions)


def test_every_reference_of_a_law_stands_at_the_end_and_says_how_it_was_confirmed() -> None:
    section = handbook.page().split("\n## References\n")[1]
    keys = {key for law in emitted.LAWS.values() for key in law.references}
    rows = [reference(key) for key in keys]
    assert len([line for line in section.splitlines() if line.startswith("- ")]) == len(rows)
    assert all(f"- {row.full} *{row.standing}*" in section.splitlines() for row in rows)
    assert f"{sum(row.is_confirmed for row in rows)} of them confirmed" in section
