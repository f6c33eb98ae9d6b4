"""Findings that are known and accepted for now: only new ones fail.

A finding is known by its file, its rule and what it quotes, not by its line: text may move. Of two that are
quoted alike in one file, the first is one finding and the second another.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from nernstian.audit.engine import DocumentReport, Silenced
from nernstian.audit.verdict import Kind, Verdict
from nernstian.derivations.errors import ReadError

SCHEMA = 1
MAX_BYTES = 50_000_000
FINDINGS = frozenset({Kind.INCONSISTENT, Kind.UNREADABLE, Kind.CONDITIONAL})
_SPACES = re.compile(r"\s+")


def fingerprints(report: DocumentReport) -> dict[int, str]:
    """The fingerprint of every verdict, by where its number starts.

    It is made of the rule, the quote, and which of those alike it is. Those that are silenced are counted as
    well: else silencing one would give another its fingerprint.
    """
    seen: Counter[str] = Counter()
    prints: dict[int, str] = {}
    everything = (*report.verdicts, *(one.verdict for one in report.silenced))
    for verdict in sorted(everything, key=lambda v: v.claim.number.start):
        known = f"{verdict.claim.rule}\0{_quote(report, verdict)}"
        seen[known] += 1
        content = f"{known}\0{seen[known]}".encode("utf-8", "surrogatepass")
        prints[verdict.claim.number.start] = hashlib.sha256(content).hexdigest()[:32]
    return prints


def _quote(report: DocumentReport, verdict: Verdict) -> str:
    number = verdict.claim.number
    document = report.document
    text = document.quote(number.start, number.unit_end) if document is not None else number.text
    return _SPACES.sub(" ", text).strip()


def _name(path: str, folder: Path) -> str:
    """A path as it is kept: from the folder of the baseline, with slashes on every system."""
    if path == "-":
        return path
    return PurePath(os.path.relpath(path, folder)).as_posix()


def write(reports: Sequence[DocumentReport], path: str) -> int:
    """Write the findings of a run as known; return how many.

    Raises
    ------
    ReadError
        The file cannot be written.
    """
    folder = Path(path).resolve().parent
    known: dict[str, list[str]] = {}
    for report in reports:
        prints = fingerprints(report)
        found = [prints[v.claim.number.start] for v in report.verdicts if v.kind in FINDINGS]
        if found:
            known[_name(report.path, folder)] = sorted(found)
    content = json.dumps({"schema": SCHEMA, "findings": dict(sorted(known.items()))}, indent=1) + "\n"
    try:
        Path(path).write_text(content, encoding="utf-8")
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}", "name a file that can be written") from error
    return sum(len(found) for found in known.values())


def apply(reports: Iterable[DocumentReport], path: str) -> Iterator[DocumentReport]:
    """The reports as they come, without the findings that a baseline knows; those count as suppressed.

    Raises
    ------
    ReadError
        The baseline cannot be read, or is not one.
    """
    known, folder = _read(path), Path(path).resolve().parent
    reason = f"known in {PurePath(path).name}"
    return (
        _without(report, frozenset(known.get(_name(report.path, folder), ())), reason) for report in reports
    )


def _without(report: DocumentReport, known: Collection[str], reason: str) -> DocumentReport:
    prints = fingerprints(report)
    old = {start for start, print_ in prints.items() if print_ in known}
    dropped = [v for v in report.verdicts if v.kind in FINDINGS and v.claim.number.start in old]
    if not dropped:
        return report
    gone = {verdict.claim.number.start for verdict in dropped}
    kept = tuple(v for v in report.verdicts if v.claim.number.start not in gone)
    silenced = (Silenced(verdict, "baseline", reason) for verdict in dropped)
    return replace(report, verdicts=kept, silenced=(*report.silenced, *silenced))


def _read(path: str) -> dict[str, list[str]]:
    remedy = "make it anew with --write-baseline"
    try:
        with Path(path).open("rb") as stream:
            content = json.loads(stream.read(MAX_BYTES + 1))
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}", remedy) from error
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{path} is not a baseline: not JSON", remedy) from error
    found = content.get("findings") if isinstance(content, dict) else None
    if not isinstance(found, dict) or content.get("schema") != SCHEMA or not _is_plain(found):
        raise ReadError(f"{path} is not a baseline of schema {SCHEMA}", remedy)
    return found


def _is_plain(found: dict[str, Any]) -> bool:
    return all(isinstance(kept, list) and all(isinstance(p, str) for p in kept) for kept in found.values())
