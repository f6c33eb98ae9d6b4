"""A derivation as Markdown with $...$ mathematics, for notebooks and wikis."""

from __future__ import annotations

from ..literature import Source
from .view import SideCondition, StepView, View


def render(pages: list[View]) -> str:
    """All pages, one section each."""
    return "\n".join(_page(page) for page in pages)


def _page(page: View) -> str:
    route = f", route `{page.route}`" if page.route else ""
    lines = [f"## {page.title}", "", f"$$ {page.relation.latex} $$", ""]
    lines += [f"`{page.law}`{route}; {page.kind}; status: **{page.status}**; source: {page.source}.", ""]
    lines += ["| symbol | unit | meaning |", "|---|---|---|"]
    lines += [f"| ${q.latex}$ | {q.unit} | {q.meaning} |" for q in page.quantities]
    lines += [f"| ${k.latex}$ | {k.unit} | {k.value}, {k.meaning} |" for k in page.constants]
    if page.conditions:
        lines += ["", "Domain: " + ", ".join(f"${c.latex}$" for c in page.conditions) + "."]
    lines += [line for note in page.notes for line in ("", f"Here ${note.latex}$.")]
    if page.assumptions:
        lines += ["", "### Assumptions used", ""]
        lines += [_assumption(a.line, a.law, a.equation_latex, a.text, a.source) for a in page.assumptions]
    if page.steps:
        lines += ["", "### Derivation", ""]
        lines += [line for step in page.steps for line in _step(step)]
    if page.limits:
        lines += ["", "### What follows: limiting forms and printed values", ""]
        lines += [
            f"- {x.title} ({x.status})"
            + (f": ${x.claim_latex}$" if x.claim_latex else "")
            + (", where " + ", ".join(f"${c.latex}$" for c in x.where) if x.where else "")
            for x in page.limits
        ]
    lines += ["", "### References", "", *(f"- {row.text}" for row in page.references)]
    return "\n".join(lines) + "\n"


def _assumption(line: int, law: str, equation: str, text: str, source: Source) -> str:
    place = f"({line})" if line else f"`{law}`:"
    return (
        f"- {place}"
        + (f" ${equation}$:" if equation else "")
        + f" {text}"
        + (f" [{source}]" if source else "")
    )


def _since(side: SideCondition) -> str:
    return "as assumed" if side.because == side.condition else f"since {side.because_latex}"


def _step(step: StepView) -> list[str]:
    over = rf" \qquad {step.formula.over_latex}" if step.formula.over_latex else ""
    note = f": {step.note}" if step.note else ""
    sides = "".join(f" Here ${s.latex}$, {_since(s)}." for s in step.sides)
    return [
        f"({step.number}) {step.reason}{note}. *{step.status}.*{sides}",
        "",
        f"$$ {step.formula.latex}{over} $$",
        "",
    ]
