"""The JSON report, schema 1: the contract for scripts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import isfinite
from typing import Any

from nernstian.audit.claims.base import Input
from nernstian.audit.document import Document
from nernstian.audit.engine import DocumentReport, Unchecked
from nernstian.audit.numbers import Number
from nernstian.audit.reports.common import counts, plain_json, remarks, reproduce
from nernstian.audit.verdict import Verdict

SCHEMA = 1


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None


def _span(document: Document, start: int, end: int) -> dict[str, int | None]:
    span = document.span(start, end)
    return {"start": span.start, "end": span.end, "line": span.line, "column": span.column, "page": span.page}


def _plain(unit: str) -> str:
    return unit.replace("µ", "u")


def _number_span(document: Document, number: Number | None) -> dict[str, int | None] | None:
    return (
        _span(document, number.start, number.end)
        if number is not None and number.end > number.start
        else None
    )


def _input(document: Document, given: Input) -> dict[str, Any]:
    return {
        "name": given.name,
        "text": given.text,
        "value": given.printed,
        "unit": _plain(given.unit.text),
        "source": given.source,
        "span": _number_span(document, given.number),
    }


def _claimed(document: Document, verdict: Verdict) -> dict[str, Any]:
    number = verdict.claim.number
    # a magnitude is compared without its sign, and reported as it is printed
    sign = -1.0 if verdict.claim.magnitude and number.sign == "-" and number.value > 0.0 else 1.0
    claimed: dict[str, Any] = {
        "text": document.quote(number.start, number.unit_end),
        "value": _finite(sign * number.value),
        "unit": _plain(verdict.claim.unit.text),
        "hedge": number.hedge.text if number.hedge else None,
    }
    return claimed | ({"low": number.low, "high": number.high} if number.is_range else {})


def _temperature(verdict: Verdict) -> dict[str, Any] | None:
    given = verdict.temperature
    if given is None:
        return None
    celsius = given.unit.text in ("degC", "K")
    value, unit = (given.printed, given.unit.text) if celsius else (given.value, "K")
    return {"value": value, "unit": unit, "source": given.source if celsius else "prefactor"}


def _claim(document: Document, verdict: Verdict, ordinal: int) -> dict[str, Any]:
    claim = verdict.claim
    return {
        "id": f"{claim.rule}-{ordinal}",
        "rule": claim.rule,
        "law": claim.law,
        "quantity": claim.quantity,
        "verdict": verdict.kind.value,
        "quote": document.quote(claim.number.start, claim.number.unit_end),
        "span": _span(document, claim.number.start, claim.number.unit_end),
        "claimed": _claimed(document, verdict),
        "computed": {
            "value": _finite(verdict.computed),
            "unit": _plain(claim.unit.text),
            "low": _finite(verdict.low),
            "high": _finite(verdict.high),
        },
        "inputs": [_input(document, given) for given in claim.inputs],
        "temperature": _temperature(verdict),
        "assumptions": list(verdict.assumptions),
        "repairs": [{"name": repair.name, "explanation": repair.explanation} for repair in verdict.repairs],
        "message": verdict.message,
        "reproduce": reproduce(verdict),
    }


def _unchecked(document: Document, item: Unchecked) -> dict[str, Any]:
    number = item.number
    return {
        "text": document.quote(number.start, number.unit_end),
        "span": _span(document, number.start, number.unit_end),
        "reason": item.reason,
    }


def document(report: DocumentReport) -> dict[str, Any]:
    """The entry of one document."""
    found = report.document
    return {
        "path": report.path,
        "sha256": report.sha256,
        "format": report.format,
        "error": report.error,
        "numbers": report.numbers,
        "claims": [_claim(found, v, n) for n, v in enumerate(report.verdicts, 1)] if found else [],
        "unchecked": [_unchecked(found, item) for item in report.unchecked] if found else [],
        "notes": [{"path": path, "line": at, "text": text} for path, at, text in remarks(report)],
    }


def as_json(reports: Sequence[DocumentReport], show_unchecked: bool = True) -> str:  # as all reports
    """Return the report as JSON; unchecked numbers are always listed."""
    content = {"schema": SCHEMA, "documents": [document(r) for r in reports], "summary": counts(reports)}
    return plain_json(json.dumps(content, ensure_ascii=False, indent=1)) + "\n"
