"""A derivation as plain text for a terminal: numbered lines, each with its reason, conditions and status."""

from __future__ import annotations

import textwrap

from .view import StepView, View

WIDTH = 100
NOT_DERIVED = "Not derived here yet: stated from its source; only what follows from it is checked."


def render(page: View) -> str:
    """The page as text, at most 100 columns wide where words can be broken; formulas are never cut."""
    sections = [
        _head(page),
        _quantities(page),
        _assumptions(page),
        _steps(page),
        _limits(page),
        _failures(page),
        _references(page),
    ]
    return "\n\n".join(s for s in sections if s) + "\n"


def _head(page: View) -> str:
    route = f", route {page.route}" if page.route else ""
    lines = [
        f"{page.title}  ({page.law}{route})",
        "=" * min(WIDTH, len(page.title) + len(page.law) + len(route) + 4),
        "",
        f"    {page.relation.plain}",
        "",
        f"kind: {page.kind}    status: {page.status}    relation {page.hash}",
        f"source: {page.source}",
    ]
    if page.conditions:
        lines += _wrapped("domain: ", ", ".join(c.condition for c in page.conditions))
    return "\n".join(lines)


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(label + text, WIDTH, subsequent_indent=" " * len(label), break_long_words=False)


def _quantities(page: View) -> str:
    rows = [(q.name, q.unit, q.meaning) for q in page.quantities]
    rows += [(k.name, k.unit, f"{k.value}, {k.meaning}") for k in page.constants]
    notes = "".join(f"\n    {note.condition}" for note in page.notes)
    wide, unit = (max((len(r[i]) for r in rows), default=0) for i in (0, 1))
    return "Quantities\n" + "\n".join(f"    {n:<{wide}}  {u:<{unit}}  {m}" for n, u, m in rows) + notes


def _assumptions(page: View) -> str:
    if not page.assumptions:
        return ""
    lines = ["Assumptions used"]
    for item in page.assumptions:
        equation = f"{item.equation}: " if item.equation else ""
        origin = f" [{item.source}]" if item.source else ""
        place = f"({item.line}) " if item.line else f"{item.law}: "
        lines += textwrap.wrap(
            f"{place}{equation}{item.text}{origin}",
            WIDTH - 4,
            initial_indent="    ",
            subsequent_indent="        ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def _steps(page: View) -> str:
    if not page.steps:
        return NOT_DERIVED if page.kind == "derived" else f"Stated, not derived: a {page.kind} law."
    return "Derivation\n" + "\n".join(_step(s) for s in page.steps)


def _step(step: StepView) -> str:
    over = f"   {step.formula.over}" if step.formula.over else ""
    lines = [f"{f'({step.number})':>6}  {step.formula.plain}{over}"]
    note = f": {step.note}" if step.note else ""
    origin = f" [{step.source}]" if step.source else ""
    lines += textwrap.wrap(
        f"{step.reason}{note}{origin}   [{step.status}]",
        WIDTH - 12,
        initial_indent=" " * 12,
        subsequent_indent=" " * 12,
        break_long_words=False,
    )
    for side in step.sides:
        lines += textwrap.wrap(
            f"{side.condition}, since {side.because}"
            if side.because != side.condition
            else f"{side.condition}, assumed",
            WIDTH - 14,
            initial_indent=" " * 14,
            subsequent_indent=" " * 16,
            break_long_words=False,
        )
    return "\n".join(lines)


def _limits(page: View) -> str:
    if not page.limits:
        return ""
    wide = max(len(item.name) for item in page.limits)
    lines = ["What follows from the law: limiting forms and printed values"]
    for item in page.limits:
        lines += textwrap.wrap(
            f"{item.name:<{wide}}  [{item.status}]  {item.title}",
            WIDTH,
            initial_indent="    ",
            subsequent_indent=" " * (wide + 8),
            break_long_words=False,
        )
        if item.claim:
            lines.append(f"    {'':<{wide}}  {item.claim}")
        if item.where:
            lines += textwrap.wrap(
                "where " + ", ".join(c.condition for c in item.where),
                WIDTH,
                initial_indent=" " * (wide + 6),
                subsequent_indent=" " * (wide + 6),
                break_long_words=False,
            )
    return "\n".join(lines)


def _references(page: View) -> str:
    lines = ["References"]
    for row in page.references:
        lines += textwrap.wrap(
            row.text,
            WIDTH - 4,
            initial_indent="    ",
            subsequent_indent="        ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def _failures(page: View) -> str:
    return (
        "Checks that did not pass\n" + "\n".join(f"    {f}" for f in page.failures) if page.failures else ""
    )
