"""One line per judged claim, then one line of totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nernstian.audit.engine import DocumentReport
from nernstian.audit.reports.common import counts, remarks, safe
from nernstian.audit.verdict import Kind, Verdict


def place(report: DocumentReport, start: int, end: int) -> str:
    """Return ``file:line:col`` of a place in the normalised text."""
    if report.document is None:
        return safe(report.path)
    span = report.document.span(start, end)
    return f"{safe(report.path)}:{span.line}:{span.column}"


def line(report: DocumentReport, verdict: Verdict) -> str:
    """Return the line of one verdict."""
    number = verdict.claim.number
    where = place(report, number.start, number.end)
    return f"{where}: {verdict.claim.rule} {verdict.kind.value}: {safe(verdict.message)}"


def unchecked_lines(report: DocumentReport) -> Iterator[str]:
    """Yield a line per number that was not judged."""
    for item in report.unchecked:
        number = item.number
        shown = safe(number.text + (f" {number.unit.text}" if number.unit else ""))
        yield f"{place(report, number.start, number.end)}: unchecked: {shown}: {safe(item.reason)}"


def note_lines(report: DocumentReport) -> Iterator[str]:
    """Yield a line for all that is to be said of comments and of the sidecar."""
    for path, line_number, note in remarks(report):
        at = "" if line_number is None else f":{line_number}"
        yield f"{safe(path)}{at}: note: {safe(note)}"


def summary(reports: Sequence[DocumentReport]) -> str:
    """Return the line of totals."""
    totals = counts(reports)
    parts = [
        f"{totals[kind.value]} {kind.value}" for kind in Kind if kind != Kind.UNCHECKED and totals[kind.value]
    ]
    unread = sum(report.error is not None for report in reports)
    read = totals["documents"] - unread
    documents = f"{read} document{'s' if read != 1 else ''}"
    judged = f": {', '.join(parts)}" if parts else ""
    suppressed = sum(report.suppressed for report in reports)
    tail = f"; {suppressed} suppressed" if suppressed else ""
    tail += f"; {unread} not read" if unread else ""
    return f"{documents}, {totals['numbers']} numbers seen, {totals['claims']} judged{judged}{tail}"


def text(reports: Sequence[DocumentReport], show_unchecked: bool = False) -> str:
    """Return the report in lines that editors and people can read."""
    lines: list[str] = []
    for report in reports:
        if report.error is not None:
            lines.append(
                f"{safe(report.error)}\n  {safe(report.remedy)}" if report.remedy else safe(report.error)
            )
        lines += [line(report, verdict) for verdict in report.verdicts]
        lines += note_lines(report)
        if show_unchecked:
            lines += unchecked_lines(report)
    lines.append(summary(reports))
    return "\n".join(lines) + "\n"
