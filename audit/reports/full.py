"""Every verdict with its source line, what it was recomputed from, and how to reproduce it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nernstian.audit.document import Document
from nernstian.audit.engine import DocumentReport
from nernstian.audit.reports.common import reproduce, safe
from nernstian.audit.reports.text import line, note_lines, summary, unchecked_lines
from nernstian.audit.rules import RULES
from nernstian.audit.verdict import Kind, Verdict

_WIDTH = 100


def _excerpt(document: Document, verdict: Verdict) -> Iterator[str]:
    """The source line (a window of a long one) with carets below the number."""
    number = verdict.claim.number
    span = document.span(number.start, number.unit_end)
    source = document.source_line(span.line)
    column = span.column - 1
    first = max(0, column - _WIDTH // 2) if len(source) > _WIDTH else 0
    shown = source[first : first + _WIDTH]
    before, marked = (
        safe(shown[: column - first]),
        safe(shown[column - first : span.end - span.start + column - first]),
    )
    yield f"    | {safe(shown)}"
    yield f"    | {' ' * len(before)}{'^' * max(1, len(marked))}"


def _details(verdict: Verdict) -> Iterator[str]:
    claim = verdict.claim
    for given in claim.inputs:
        if given.source != "default":
            yield f"    {given.name} = {given.text} ({given.source})"
    if verdict.temperature is not None:
        yield f"    T = {verdict.temperature.text} ({verdict.temperature.source})"
    for assumption in verdict.assumptions:
        yield f"    assuming: {assumption}"
    for repair in verdict.repairs:
        yield f"    perhaps: {repair.explanation}"
    if verdict.kind != Kind.UNREADABLE and (command := reproduce(verdict)):
        yield f"    reproduce: {command}"


def full(reports: Sequence[DocumentReport], show_unchecked: bool = False) -> str:
    """Return the report with an explanation of every verdict."""
    lines: list[str] = []
    for report in reports:
        if report.error is not None:
            lines += [safe(report.error), f"    {safe(report.remedy)}", ""]
        for verdict in report.verdicts:
            lines.append(line(report, verdict))
            if report.document is not None:
                lines += _excerpt(report.document, verdict)
            lines += [
                *(safe(detail) for detail in _details(verdict)),
                f"    rule: {RULES[verdict.claim.rule].title}",
                "",
            ]
        lines += note_lines(report)
        if show_unchecked:
            lines += unchecked_lines(report)
    lines.append(summary(reports))
    return "\n".join(lines) + "\n"
