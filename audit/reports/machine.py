"""Reports for machines that show findings beside a text: GitHub annotations and JUnit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from nernstian.audit.baseline import FINDINGS
from nernstian.audit.document import Span
from nernstian.audit.engine import DocumentReport
from nernstian.audit.reports.common import remarks, safe
from nernstian.audit.verdict import Kind, Verdict

_ANNOTATIONS = {Kind.INCONSISTENT: "error", Kind.UNREADABLE: "warning", Kind.CONDITIONAL: "notice"}


def _findings(report: DocumentReport) -> Iterator[tuple[Verdict, Span]]:
    """The verdicts that somebody has to look at, each with its place."""
    for verdict in report.verdicts:
        if report.document is not None and verdict.kind in FINDINGS:
            number = verdict.claim.number
            yield verdict, report.document.span(number.start, number.unit_end)


# -- GitHub


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def github(reports: Sequence[DocumentReport], show_unchecked: bool = False) -> str:  # as all reports
    """Return the findings as workflow commands, which annotate the lines of a pull request."""
    lines: list[str] = []
    for report in reports:
        where = f"file={_property(safe(report.path))}"
        if report.error is not None:
            lines.append(f"::error {where}::{_data(safe(report.error))}")
        for verdict, span in _findings(report):
            place = f"{where},line={span.line},col={span.column}"
            title = _property(f"{verdict.claim.rule} {verdict.kind.value}")
            lines.append(
                f"::{_ANNOTATIONS[verdict.kind]} {place},title={title}::{_data(safe(verdict.message))}"
            )
        for path, line, text in remarks(report):
            at = "" if line is None else f",line={line}"
            lines.append(f"::notice file={_property(safe(path))}{at}::{_data(safe(text))}")
    return "".join(f"{line}\n" for line in lines)


# -- JUnit


def _xml(text: str) -> str:
    """Text that XML allows: no control characters, no lone surrogates."""
    return safe(text).encode("utf-8", "backslashreplace").decode("utf-8")


def _xml_lines(lines: Sequence[str]) -> str:
    return "\n".join(_xml(line) for line in lines)


def _case(report: DocumentReport) -> str:
    name = quoteattr(_xml(report.path))
    inside = ""
    if report.error is not None:
        inside = f"<error message={quoteattr(_xml(report.error))}/>"
    found = [(v, s) for v, s in _findings(report) if v.kind == Kind.INCONSISTENT]
    if found:
        text = "\n".join(f"{s.line}:{s.column}: {v.claim.rule} {_xml(v.message)}" for v, s in found)
        count = f"{len(found)} inconsistent number{'' if len(found) == 1 else 's'}"
        inside += f"<failure message={quoteattr(count)}>{escape(text)}</failure>"
    said = [f"{path}{'' if line is None else f':{line}'}: {text}" for path, line, text in remarks(report)]
    if said:
        inside += f"<system-out>{escape(_xml_lines(said))}</system-out>"
    return f'  <testcase classname="nernstian.audit" name={name}>{inside}</testcase>\n'


def junit(reports: Sequence[DocumentReport], show_unchecked: bool = False) -> str:  # as all reports
    """Return a JUnit report: a test case a document, which fails where a number is inconsistent."""
    errors = sum(report.error is not None for report in reports)
    failures = sum(any(v.kind == Kind.INCONSISTENT for v in report.verdicts) for report in reports)
    counts = f'tests="{len(reports)}" failures="{failures}" errors="{errors}"'
    head = f'<testsuite name="nernstian audit" {counts}>'
    cases = "".join(_case(report) for report in reports)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{cases}</testsuite>\n'
