"""Reports for machines that show findings beside a text: SARIF 2.1.0, GitHub annotations, JUnit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote as percent
from xml.sax.saxutils import escape, quoteattr

from nernstian.audit.baseline import FINDINGS, fingerprints
from nernstian.audit.document import Span
from nernstian.audit.engine import DocumentReport
from nernstian.audit.reports.common import plain_json, reproduce, safe
from nernstian.audit.rules import RULES
from nernstian.audit.verdict import Kind, Verdict

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Kind.INCONSISTENT: "error", Kind.UNREADABLE: "warning", Kind.CONDITIONAL: "note"}
_ANNOTATIONS = {Kind.INCONSISTENT: "error", Kind.UNREADABLE: "warning", Kind.CONDITIONAL: "notice"}


def _findings(report: DocumentReport) -> Iterator[tuple[Verdict, str, Span]]:
    """The verdicts that somebody has to look at, each with its fingerprint and place."""
    document = report.document
    if document is None:
        return
    for verdict, print_ in zip(report.verdicts, fingerprints(report), strict=True):
        if verdict.kind in FINDINGS:
            number = verdict.claim.number
            yield verdict, print_, document.span(number.start, number.unit_end)


# -- SARIF


def _uri(path: str) -> str:
    # a name need not be valid Unicode: its bytes are what it is
    return percent(PurePath(path).as_posix(), safe="/:~", errors="surrogateescape")


def _region(report: DocumentReport, span: Span) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": span.line,
        "startColumn": span.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }
    if report.document is not None:
        region["snippet"] = {"text": report.document.source[span.start : span.end]}
    return region


def _result(report: DocumentReport, verdict: Verdict, print_: str, span: Span) -> dict[str, Any]:
    properties = {"verdict": verdict.kind.value, "law": verdict.claim.law, "page": span.page}
    if line := reproduce(verdict):
        properties["reproduce"] = line
    return {
        "ruleId": verdict.claim.rule,
        "ruleIndex": list(RULES).index(verdict.claim.rule),
        "level": _LEVELS[verdict.kind],
        "message": {"text": verdict.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(report.path)},
                    "region": _region(report, span),
                }
            }
        ],
        "partialFingerprints": {"nernstian/v1": print_},
        "properties": {name: value for name, value in properties.items() if value is not None},
    }


def _notification(report: DocumentReport) -> dict[str, Any]:
    text = f"{report.error} ({report.remedy})" if report.remedy else str(report.error)
    return {
        "level": "error",
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(report.path)}}}],
    }


def sarif(reports: Sequence[DocumentReport], show_unchecked: bool = False) -> str:  # as all reports
    """Return the findings as a SARIF 2.1.0 log; columns count code points."""
    known = version("nernstian")

    rules = [
        {
            "id": rule.id,
            "name": "".join(word.capitalize() for word in rule.law.split("_")),
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.explanation},
            "help": {"text": f"{rule.explanation}\n\nnernstian audit --explain {rule.id}"},
            "defaultConfiguration": {"level": "error"},
        }
        for rule in RULES.values()
    ]
    notifications = [_notification(report) for report in reports if report.error is not None]
    run = {
        "tool": {"driver": {"name": "nernstian", "version": known, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {"location": {"uri": _uri(report.path)}, "hashes": {"sha-256": report.sha256}}
            for report in reports
            if report.sha256
        ],
        "invocations": [
            {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}
        ],
        "results": [_result(report, *found) for report in reports for found in _findings(report)],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return plain_json(json.dumps(log, ensure_ascii=False, indent=1)) + "\n"


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
        for verdict, _, span in _findings(report):
            place = f"{where},line={span.line},col={span.column}"
            title = _property(f"{verdict.claim.rule} {verdict.kind.value}")
            lines.append(
                f"::{_ANNOTATIONS[verdict.kind]} {place},title={title}::{_data(safe(verdict.message))}"
            )
    return "".join(f"{line}\n" for line in lines)


# -- JUnit


def _xml(text: str) -> str:
    """Text that XML allows: no control characters, no lone surrogates."""
    return safe(text).encode("utf-8", "backslashreplace").decode("utf-8")


def _case(report: DocumentReport) -> str:
    name = quoteattr(_xml(report.path))
    inside = ""
    if report.error is not None:
        inside = f"<error message={quoteattr(_xml(report.error))}/>"
    found = [(v, s) for v, _, s in _findings(report) if v.kind == Kind.INCONSISTENT]
    if found:
        text = "\n".join(f"{s.line}:{s.column}: {v.claim.rule} {_xml(v.message)}" for v, s in found)
        count = f"{len(found)} inconsistent number{'' if len(found) == 1 else 's'}"
        inside += f"<failure message={quoteattr(count)}>{escape(text)}</failure>"
    return f'  <testcase classname="nernstian.audit" name={name}>{inside}</testcase>\n'


def junit(reports: Sequence[DocumentReport], show_unchecked: bool = False) -> str:  # as all reports
    """Return a JUnit report: a test case a document, which fails where a number is inconsistent."""
    errors = sum(report.error is not None for report in reports)
    failures = sum(any(v.kind == Kind.INCONSISTENT for v in report.verdicts) for report in reports)
    counts = f'tests="{len(reports)}" failures="{failures}" errors="{errors}"'
    head = f'<testsuite name="nernstian audit" {counts}>'
    cases = "".join(_case(report) for report in reports)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{cases}</testsuite>\n'
