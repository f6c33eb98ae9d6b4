"""The report as a SARIF 2.1.0 log, which code scanning and editors read.

Findings that a comment, a sidecar or a baseline silences are in it as suppressed results. Columns count code
points; lines of a PDF or Word document are those of the text read from it.
"""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote as percent

from nernstian.audit.baseline import FINDINGS, fingerprints
from nernstian.audit.document import Document
from nernstian.audit.engine import DocumentReport, Silenced
from nernstian.audit.readers import GUARDED, is_address
from nernstian.audit.reports.common import plain_json, remarks, reproduce
from nernstian.audit.rules import RULES
from nernstian.audit.verdict import Kind, Verdict

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Kind.INCONSISTENT: "error", Kind.UNREADABLE: "warning", Kind.CONDITIONAL: "note"}
#: Where a suppression stands, in the words of the standard.
_KINDS = {"comment": "inSource", "sidecar": "external", "baseline": "external"}
_LINK = re.compile(r"\[(?=[^\[\]]{0,999}\]\()")
_PLACEHOLDER = re.compile(r"\{(\d{1,9})\}")


def _message(text: str) -> dict[str, str]:
    """A message without the links and placeholders that its text might be taken for."""
    return {"text": _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[", text))}


def _uri(path: str) -> str:
    """A path as a URI reference: its first part must not look like a scheme."""
    if is_address(path):
        return percent(_bytes(path), safe="/:~")
    pure = PurePath(path)
    return pure.as_uri() if pure.drive else percent(_bytes(pure.as_posix()), safe="/~")


def _bytes(path: str) -> bytes:
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:  # a name that no file has, given to a text
        return path.encode("utf-8", "backslashreplace")


def _artifact(report: DocumentReport) -> dict[str, Any]:
    return {"uri": _uri(report.path)}


def _region(document: Document, verdict: Verdict) -> dict[str, Any]:
    number = verdict.claim.number
    span = document.span(number.start, number.unit_end)
    last = bisect_right(document.line_starts, max(span.start, span.end - 1))
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": last,
        "endColumn": span.end - document.line_starts[last - 1] + 1,
        "charOffset": span.start,
        "charLength": span.end - span.start,
        "snippet": {"text": document.source[span.start : span.end]},
    }


def _location(report: DocumentReport, document: Document, verdict: Verdict) -> dict[str, Any]:
    region = _region(document, verdict)
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(report), "region": region}}
    if document.format in GUARDED:
        location["message"] = {"text": "The region is one of the text that was read from the document."}
    page = document.span(verdict.claim.number.start, verdict.claim.number.end).page
    if page is not None:
        location["logicalLocations"] = [{"name": f"page {page}", "kind": "page"}]
    return location


def _result(
    report: DocumentReport, document: Document, verdict: Verdict, print_: str, by: Silenced | None
) -> dict[str, Any]:
    properties = {"verdict": verdict.kind.value, "law": verdict.claim.law}
    if line := reproduce(verdict):
        properties["reproduce"] = line
    # Where one result tells whether it is suppressed, all must: the empty list says that this one is not.
    silenced = [] if by is None else [{"kind": _KINDS[by.by], "justification": by.reason}]
    return {
        "ruleId": verdict.claim.rule,
        "ruleIndex": list(RULES).index(verdict.claim.rule),
        "level": _LEVELS[verdict.kind],
        "message": _message(verdict.message),
        "locations": [_location(report, document, verdict)],
        "partialFingerprints": {"nernstian/v1": print_},
        "suppressions": silenced,
        "properties": properties,
    }


def _results(report: DocumentReport) -> Iterator[dict[str, Any]]:
    """The verdicts that somebody has to look at, in the order of the text, those silenced among them."""
    if report.document is None:
        return
    prints = fingerprints(report)
    found: list[tuple[Verdict, Silenced | None]] = [(verdict, None) for verdict in report.verdicts]
    found += [(one.verdict, one) for one in report.silenced]
    for verdict, by in sorted(found, key=lambda pair: pair[0].claim.number.start):
        if verdict.kind in FINDINGS:
            yield _result(report, report.document, verdict, prints[verdict.claim.number.start], by)


def _failure(report: DocumentReport) -> dict[str, Any]:
    text = f"{report.error} ({report.remedy})" if report.remedy else str(report.error)
    return {
        "level": "error",
        "message": _message(text),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(report)}}],
    }


def _notes(report: DocumentReport) -> Iterator[dict[str, Any]]:
    """What is to be said of the comments that speak to the audit, and of what stands beside the document."""
    for path, line, text in remarks(report):
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
        place |= {"region": {"startLine": line}} if line is not None else {}
        yield {"level": "warning", "message": _message(text), "locations": [{"physicalLocation": place}]}


def _rules() -> list[dict[str, Any]]:
    return [
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


def sarif(reports: Sequence[DocumentReport], show_unchecked: bool = False) -> str:  # as all reports
    """Return the findings as a SARIF 2.1.0 log."""
    failures = [_failure(report) for report in reports if report.error is not None]
    invocation = {
        "executionSuccessful": not failures,
        "toolExecutionNotifications": failures,
        "toolConfigurationNotifications": [note for report in reports for note in _notes(report)],
    }
    driver = {"name": "nernstian", "version": version("nernstian"), "rules": _rules()}
    artifacts = [
        {"location": _artifact(report), "hashes": {"sha-256": report.sha256}}
        for report in reports
        if report.sha256
    ]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": artifacts,
        "invocations": [invocation],
        "results": [result for report in reports for result in _results(report)],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return plain_json(json.dumps(log, ensure_ascii=False, indent=1)) + "\n"
