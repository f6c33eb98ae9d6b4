"""How the audit's verdicts agree with a careful reader's on documents read statement by statement.

    python tests/benchmarks/audit_sources.py FOLDER [--misses] [--numeric]

FOLDER holds documents and ``claims.tsv``: a row a statement with its file, an exact quote, its kind, what it
claims, and the reader's verdict. A row is found where a verdict of the audit lies in its quote and has a number
that it claims, or is the verdict of a statement.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nernstian.audit.batch import Options, audit_each
from nernstian.audit.engine import DocumentReport
from nernstian.audit.verdict import Verdict

#: What a reader's verdict may be called by the audit; the longest beginning that fits counts.
AGREES: dict[str, frozenset[str]] = {
    "exact": frozenset({"verified", "consistent"}),
    "consistent": frozenset({"consistent", "conditional", "verified"}),
    "off": frozenset({"inconsistent"}),
    "wrong": frozenset({"inconsistent"}),
    "internally inconsistent": frozenset({"inconsistent"}),
    "unreadable": frozenset({"unreadable"}),
    "holds": frozenset({"verified", "consistent"}),
    "holds conditionally": frozenset({"verified", "consistent", "conditional"}),
    "not checkable": frozenset({"unchecked"}),
}
NUMERIC = ("numeric value", "derived number", "ratio", "range")
STATED = ("formula", "unit statement")
UNCHECKED = "unchecked"
_REACH = 130  # a quote may lead up to its number
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Row:
    """A statement of the reader's table."""

    identifier: str
    files: tuple[str, ...]
    quote: str
    kind: str
    claimed: str
    verdict: str

    @property
    def allowed(self) -> frozenset[str]:
        """What the audit may say."""
        fits = [start for start in AGREES if self.verdict.startswith(start)]
        return AGREES[max(fits, key=len)]


@dataclass(frozen=True)
class Outcome:
    """A row with what the audit says of it; ``said`` is "" where nothing lies there."""

    row: Row
    said: str
    why: str

    @property
    def found(self) -> bool:
        """Whether a verdict was passed, or a number there is listed as unchecked."""
        return self.said != ""

    @property
    def agrees(self) -> bool:
        """Whether the audit says what the reader says; silence agrees with "not checkable"."""
        return (self.said or UNCHECKED) in self.row.allowed


def read_rows(folder: Path) -> list[Row]:
    """The rows of the table."""
    with (folder / "claims.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Row(
                line["id"],
                tuple(line["source_file"].split(" + ")),
                line["quote"],
                line["kind"],
                line["claimed"],
                line["verdict"],
            )
            for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _digits(text: str) -> set[str]:
    """The numbers of a text, without signs, zeros in front, or what a power of ten adds."""
    plain = text.replace(",", "").replace("\u2212", "-")
    return {
        found.group().lstrip("0") or "0" for found in _NUMBER.finditer(re.sub(r"(?<![\d.])\.", "0.", plain))
    }


def _value(text: str) -> set[float]:
    found = re.findall(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?", text.replace(",", ""))
    return {float(each) for each in found}


def _matches(row: Row, verdict: Verdict) -> bool:
    """Whether a verdict is on a number that the row claims."""
    number = verdict.claim.number
    if _digits(number.text) & _digits(row.claimed):
        return True
    return any(abs(abs(number.value) - value) <= 1e-6 * value for value in _value(row.claimed) if value)


def outcome(row: Row, reports: dict[str, DocumentReport]) -> Outcome:
    """What the audit says of a row."""
    for name in row.files:
        report = reports[name]
        pattern = r"\s+".join(re.escape(word) for word in row.quote.split())
        place = re.search(pattern, report.document.source) if report.document is not None else None
        if place is not None:
            return _outcome(row, report, place.start(), place.end())
    return Outcome(row, "", "its quote was not found")


def _outcome(row: Row, report: DocumentReport, low: int, high: int) -> Outcome:
    document = report.document
    if document is None:
        raise ValueError("a document that could not be read has no outcomes")
    inside: list[Verdict] = []
    behind: list[Verdict] = []
    for verdict in report.verdicts:
        span = document.span(verdict.claim.number.start, verdict.claim.number.unit_end)
        if span.start < high and span.end > low:
            inside.append(verdict)
        elif high <= span.start < high + _REACH:
            behind.append(verdict)
    numbered = [v for v in (*inside, *behind) if v.claim.settled is None and _matches(row, v)]
    stated = [v for v in inside if v.claim.settled is not None]
    wanted = stated + numbered if row.kind.startswith(("qualitative", *STATED)) else numbered + stated
    # several verdicts may lie in one quote: that one counts for the row which agrees with it
    for found in sorted(wanted[:3], key=lambda v: v.kind.value not in row.allowed)[:1]:
        return Outcome(row, found.kind.value, found.message)
    for item in report.unchecked:
        span = document.span(item.number.start, item.number.unit_end)
        if low <= span.start < high and _digits(item.number.text) & _digits(row.claimed):
            return Outcome(row, UNCHECKED, item.reason)
    return Outcome(row, "", "")


def table(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The rows, a line each."""
    for each in outcomes:
        mark = "ok " if each.agrees else "-- "
        shown = f"{each.row.identifier:4} {mark} {each.row.verdict[:26]:26} {each.said or 'not found':12}"
        yield f"{shown} {each.row.kind[:14]:14} {each.row.claimed[:28]:28} {each.why[:110]}"


def totals(outcomes: list[Outcome]) -> Iterator[str]:
    """Rows, found, agreed and contradicted, by kind."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for each in outcomes:
        for kind in (each.row.kind, "all", *(["numeric"] if each.row.kind in NUMERIC else [])):
            judged = each.said not in ("", UNCHECKED)
            kinds[kind]["rows"] += 1
            kinds[kind]["judged"] += judged
            kinds[kind]["agree"] += each.agrees
            kinds[kind]["contradict"] += judged and not each.agrees
            kinds[kind]["checkable"] += each.row.allowed != AGREES["not checkable"]
            kinds[kind]["judged and agree"] += judged and each.agrees
    columns = ("rows", "checkable", "judged", "judged and agree", "contradict", "agree")
    yield f"{'':30}" + "".join(f"{column:>18}" for column in columns)
    for kind, counts in sorted(kinds.items(), key=lambda item: item[1]["rows"]):
        yield f"{kind:30}" + "".join(f"{counts[column]:18}" for column in columns)


def main() -> None:
    """Read the folder, audit it, and print the rows and the totals."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="only rows without agreement")
    parser.add_argument(
        "--numeric", action="store_true", help="only rows that are numbers, formulas or units"
    )
    arguments = parser.parse_args()
    rows = read_rows(arguments.folder)
    names = sorted({name for row in rows for name in row.files})
    paths = [str(arguments.folder / name) for name in names]
    reports = {Path(report.path).name: report for report in audit_each(paths, Options())}
    outcomes = [outcome(row, reports) for row in rows]
    if arguments.numeric:
        outcomes = [each for each in outcomes if each.row.kind in NUMERIC + STATED]
    for line in table(each for each in outcomes if not (arguments.misses and each.agrees)):
        print(line)  # noqa: T201
    for line in totals(outcomes):
        print(line)  # noqa: T201


if __name__ == "__main__":
    main()
