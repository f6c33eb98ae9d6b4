"""How well the audit does on labelled documents; writes docs/audit-accuracy.md.

    python tests/benchmarks/audit_accuracy.py FOLDER [--write]

FOLDER holds documents and ``labels.jsonl``, a line a claim: ``doc``, ``quote`` (an exact piece of the source),
``relation``, ``claimed`` ("-61.2 mV") and ``expected`` (ok, wrong, conditional or either).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nernstian.audit.batch import Options, audit_each
from nernstian.audit.engine import DocumentReport
from nernstian.audit.units import parse_unit

PAGE = Path(__file__).parents[2] / "docs" / "audit-accuracy.md"
#: Kinds of labels that are reported and not scored.
BONUS = {"other", "unit_statement", "formula_statement"}
RIGHT = {
    "ok": {"verified", "consistent", "conditional"},
    "wrong": {"inconsistent"},
    "conditional": {"conditional", "consistent"},
}
_REACH = 120


@dataclass(frozen=True)
class Label:
    """A labelled claim: where its quote stands, its value in SI, and what is expected."""

    relation: str
    expected: str
    start: int | None
    length: int
    value: float | None

    @property
    def scored(self) -> bool:
        """Whether it counts."""
        return self.relation not in BONUS and self.expected != "either"


def labels_of(row: dict[str, Any], report: DocumentReport) -> Label:
    """The label of a row, placed in its document."""
    source = report.document.source if report.document is not None else ""
    at = source.find(row["quote"])
    number = re.match(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?", row["claimed"])
    value = None
    if number is not None:
        text = row["claimed"][number.end() :].strip()
        unit, end = parse_unit(text, 0) if text else (None, 0)
        value = (
            float(number.group()) if unit is None or end < len(text) else unit.to_si(float(number.group()))
        )
    return Label(row["relation"], row["expected"], at if at >= 0 else None, len(row["quote"]), value)


def outcomes(
    rows: list[dict[str, Any]], reports: dict[str, DocumentReport]
) -> Iterator[tuple[Label, str, str]]:
    """Each label with the verdict it got ("missed"), and why it was missed."""
    used: set[tuple[str, int]] = set()
    for row in rows:
        report = reports[row["doc"]]
        label = labels_of(row, report)
        document = report.document
        best: tuple[int, int, str] | None = None
        for verdict in report.verdicts if document is not None else ():
            number = verdict.claim.number
            span = document.span(number.start, number.unit_end) if document is not None else None
            if (
                span is None
                or (row["doc"], number.start) in used
                or not _same(label.value, verdict.claim.unit.to_si(number.value))
            ):
                continue
            gap = abs(span.start - label.start) if label.start is not None else 0
            if gap <= label.length + _REACH and (best is None or gap < best[0]):
                best = gap, number.start, verdict.kind.value
        if best is None:
            yield label, "missed", _reason(label, report)
        else:
            used.add((row["doc"], best[1]))
            yield label, best[2], ""


def _same(wanted: float | None, found: float) -> bool:
    return wanted is not None and abs(wanted - found) <= 1e-6 * max(abs(wanted), abs(found))


def _reason(label: Label, report: DocumentReport) -> str:
    """Why the number of a label was not judged: what the audit itself says of it."""
    if report.document is None or label.start is None:
        return "the document could not be read" if report.document is None else "its quote was not found"
    for item in report.unchecked:
        place = report.document.span(item.number.start, item.number.unit_end)
        if label.start <= place.start < label.start + label.length and (
            item.number.unit is None or _same(label.value, item.number.si())
        ):
            return re.sub(r"\(unit .*\)", "(with a unit)", item.reason)
    return "no number was seen there"


def page(rows: list[dict[str, Any]], reports: dict[str, DocumentReport]) -> str:
    """The page of results."""
    confusion: Counter[tuple[str, str]] = Counter()
    relations: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    for label, got, why in outcomes(rows, reports):
        if not label.scored:
            continue
        confusion[label.expected, got] += 1
        relations[label.relation]["missed" if got == "missed" else "found"] += 1
        reasons[why] += got == "missed"
    total = sum(confusion.values())
    found = sum(n for (_, got), n in confusion.items() if got != "missed")
    right = sum(n for (expected, got), n in confusion.items() if got in RIGHT[expected])
    wrong = sum(n for (expected, _), n in confusion.items() if expected == "wrong")
    kinds = ["verified", "consistent", "conditional", "inconsistent", "unreadable", "missed"]
    alarms = sum(
        n for (expected, got), n in confusion.items() if got == "inconsistent" and expected != "wrong"
    )
    lines = [
        "# How well the audit does",
        "",
        "Generated by `tests/benchmarks/audit_accuracy.py` from labelled documents: short texts in Markdown, HTML, LaTeX, plain",
        "text, PDF and Word, whose claims a person labelled. A label is found if a judged number has its value and place.",
        "",
        f"- {len(reports)} documents, {total} scored claims: {found} found (recall {found / max(total, 1):.3f}).",
        f"- Verdicts right among those found: {right / max(found, 1):.3f}.",
        f"- Wrong numbers caught: {confusion['wrong', 'inconsistent']} of {wrong}; right ones called wrong: {alarms}.",
        "",
        "| expected | " + " | ".join(kinds) + " |",
        "|---|" + "---|" * len(kinds),
        *(f"| {e} | " + " | ".join(str(confusion[e, k]) for k in kinds) + " |" for e in RIGHT),
        "",
        "## By relation",
        "",
        "| relation | found | missed |",
        "|---|---|---|",
        *(f"| {name} | {count['found']} | {count['missed']} |" for name, count in sorted(relations.items())),
        "",
        "## What is missed, and why",
        "",
        "What the audit itself says of the numbers that it did not judge (`--show-unchecked`):",
        "",
        *(f"- {count} × {reason}" for reason, count in reasons.most_common() if count),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Score a folder, and print or write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    given = parser.parse_args()
    rows = [
        json.loads(line) for line in (given.folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    names = sorted(p.name for p in given.folder.iterdir() if p.suffix not in ("", ".jsonl"))
    audited = audit_each([str(given.folder / name) for name in names], Options())
    text = page(rows, dict(zip(names, audited, strict=True)))
    print(text)  # noqa: T201
    if given.write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
