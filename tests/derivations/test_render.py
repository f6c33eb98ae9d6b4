"""A derivation written down: text, LaTeX that compiles, Markdown and JSON say the same thing."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from nernstian.codegen import emitted
from nernstian.derivations import laws
from nernstian.derivations.assumptions import used, used_lines
from nernstian.derivations.checks.status import report
from nernstian.derivations.draft import Draft
from nernstian.derivations.literature import reference
from nernstian.derivations.render import json as as_json
from nernstian.derivations.render import latex, markdown, text
from nernstian.derivations.render.view import View, view
from nernstian.derivations.statements import Statement

DERIVED = [name for name in laws.names() if laws.get(name).routes]
PROVED = [name for name in DERIVED if report(name).status == "proved"]


@pytest.fixture(scope="module")
def pages() -> dict[str, View]:
    return {name: view(laws.get(name)) for name in laws.names()}


@pytest.mark.parametrize("name", laws.names())
def test_text_shows_relation_status_source_and_every_line(pages: dict[str, View], name: str) -> None:
    page, law = pages[name], laws.get(name)
    shown = text.render(page)
    assert law.equation.replace(" ", "") in shown.replace(" ", "")
    assert f"status: {page.status}" in shown
    assert str(law.source) in shown
    assert law.hash in shown
    numbers = [int(n) for n in re.findall(r"^ +\((\d+)\)  ", shown, flags=re.MULTILINE)]
    expected = [line.number for line in law.derivation().lines] if law.routes else []
    assert numbers == expected


@pytest.mark.parametrize("name", laws.names())
def test_text_never_breaks_a_terminal(pages: dict[str, View], name: str) -> None:
    shown = text.render(pages[name])
    assert shown.isprintable() or {c for c in shown if not c.isprintable()} == {"\n"}
    prose = [
        line for line in shown.splitlines() if " = " not in line and "!=" not in line and " > 0" not in line
    ]
    assert all(len(line) <= 100 for line in prose)


@pytest.mark.parametrize("name", PROVED)
def test_json_carries_every_step_with_its_verdicts(pages: dict[str, View], name: str) -> None:
    data = json.loads(as_json.render([pages[name]]))
    assert (data["schema"], data["law"], data["status"]) == (1, name, "proved")
    for step in data["steps"]:
        assert set(step["checks"]) == {"dimension", "replay", "balls", "algebra"}
        assert set(step["checks"].values()) == {"passed"}
        assert step["statement"]["plain"]
        assert step["statement"]["latex"]
        assert all(p < step["number"] for p in step["premises"])
    assert data["assumptions"]


def test_nothing_that_was_only_assumed_defined_or_cited_is_called_proved(pages: dict[str, View]) -> None:
    words = {
        "assume": "assumed",
        "condition": "assumed",
        "define": "defined",
        "cite": "cited",
        "step": "proved",
    }
    for page in pages.values():
        for step in page.steps:
            proved = step.kind != "step" or step.checks["algebra"] == "passed"
            assert step.status == (words[step.kind] if proved else "sampled")


@pytest.mark.parametrize("name", laws.names())
def test_a_page_lists_what_it_cites_and_marks_what_is_unconfirmed(pages: dict[str, View], name: str) -> None:
    page, law = pages[name], laws.get(name)
    keys = [row.key for row in page.references]
    assert len(set(keys)) == len(keys)
    assert set(keys) >= {
        key for source in (law.source, *(a.source for a in page.assumptions)) for key in source.keys
    }
    data = json.loads(as_json.render([page]))
    assert [(row["key"], row["confirmed"]) for row in data["references"]] == [
        (key, reference(key).is_confirmed) for key in keys
    ]
    assert all(("(unconfirmed)" in row.text) is not row.confirmed for row in page.references)
    words = text.render(page).split("\nReferences\n")[1].split()
    assert words == [word for row in page.references for word in row.text.split()]
    for row in page.references:
        assert f"- {row.text}\n" in markdown.render([page])
        assert f"\\item {latex.escape(row.text)}\n" in latex.render([page])


@pytest.mark.parametrize("name", laws.names())
def test_markdown_has_balanced_mathematics(pages: dict[str, View], name: str) -> None:
    shown = markdown.render([pages[name]])
    assert shown.count("$$") % 2 == 0
    assert shown.replace("$$", "").count("$") % 2 == 0
    assert shown.count("{") == shown.count("}")


def test_latex_compiles_without_a_warning(
    pages: dict[str, View], tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    limits = [view(laws.get(name), c.name) for name in laws.names() for c in laws.get(name).consequences]
    source = tmp_path / "all.tex"
    source.write_text(latex.render([*pages.values(), *limits], standalone=True), encoding="utf-8")
    command = [require_tool("pdflatex"), "-interaction=nonstopmode", "-halt-on-error", source.name]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]
    log = (tmp_path / "all.log").read_text(errors="replace")
    complaints = [
        line for line in log.splitlines() if re.search(r"(?i)warning|overfull|underfull|undefined", line)
    ]
    assert complaints == []


def test_a_latex_fragment_can_be_included_twice(tmp_path: Path, require_tool: Callable[[str], str]) -> None:
    fragment = tmp_path / "part.tex"
    fragment.write_text(latex.render([view(laws.get("nernst"))]), encoding="utf-8")
    source = tmp_path / "book.tex"
    preamble = r"\documentclass{article}\usepackage{amsmath,amssymb,siunitx,graphicx}"
    source.write_text(preamble + r"\begin{document}\input{part}\input{part}\end{document}", encoding="utf-8")
    command = [require_tool("pdflatex"), "-interaction=nonstopmode", "-halt-on-error", source.name]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("1", ""),
        ("V", "V"),
        ("mol/m3", "mol.m^{-3}"),
        ("J/(mol*K)", "J.mol^{-1}.K^{-1}"),
        ("mol/(m2*s)", "mol.m^{-2}.s^{-1}"),
        ("kg1*m2*s-3*A-1", "kg.m^{2}.s^{-3}.A^{-1}"),
    ],
)
def test_units_are_typeset_as_siunitx_reads_them(plain: str, expected: str) -> None:
    assert latex.unit(plain) == expected


def test_special_characters_are_escaped() -> None:
    assert latex.escape(r"50 % of {x}_1 & \y^2 ~ #$") == (
        r"50 \% of \{x\}\_1 \& \textbackslash{}y\textasciicircum{}2 \textasciitilde{} \#\$"
    )


def test_exactly_the_used_assumptions_are_listed() -> None:
    law = laws.get("surface_charge")
    draft = Draft(law, "capacitor")
    draft.assume("c_m = c_m", note="used by nobody")
    law._routes["capacitor"](draft)
    padded = draft.finish(Statement(*law.relation), law.title)
    assert used(padded, law) == used(law.derivation(), law)
    assert 1 not in used_lines(padded)


def test_assumptions_of_cited_laws_are_inherited() -> None:
    law = laws.get("ghk_voltage")
    found = used(law.derivation(), law)
    assert {u.law for u in found} == {"ghk_voltage", "ghk_current", "nernst_planck"}
    assert any("constant field" in u.text for u in found)


@pytest.mark.parametrize("form", ["to_text", "to_latex", "to_markdown", "to_json"])
def test_a_derivation_writes_itself(form: str) -> None:
    derivation = laws.derivation("nernst")
    assert "Nernst potential" in getattr(derivation, form)()
    assert derivation.check("proved").reaches
    assert not derivation.check("kernel").reaches


@pytest.mark.parametrize("name", laws.names())
def test_what_follows_is_never_shown_without_the_conditions_under_which_it_is_shown(
    pages: dict[str, View], name: str
) -> None:
    law = laws.get(name)
    for shown in (item for item in pages[name].limits if item.claim):
        given = [str(c) for c in law.consequence(shown.name).given]
        assert [c.condition for c in shown.where] == given
        facts = next(item for item in emitted.LAWS[name].limits if item.name == shown.name)
        assert all(condition in facts.statement for condition in given)
    written = " ".join(text.render(pages[name]).split())
    assert all(c.condition in written for item in pages[name].limits for c in item.where)
