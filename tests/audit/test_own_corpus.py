"""The audit on documents that were written before it read them, and are not changed for what it says.

In ``corpus/`` a line of ``labels.jsonl`` (``notebooks.jsonl`` for notebooks) is a number that can be recomputed: its quote, what
is claimed and whether that is ``ok``, ``wrong``, ``conditional`` (true at a temperature that the text leaves out) or ``either``
(not scored). A line of ``traps.jsonl`` is a number that must stay without finding: measured, disowned, an option, a date. A
mistake in a label may be put right; a document may not be made easier.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nernstian.audit import audit

FOLDER = Path(__file__).parent / "corpus"
DOCUMENTS = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".jsonl")
RIGHT = {
    "ok": {"verified", "consistent", "conditional"},
    "wrong": {"inconsistent"},
    "conditional": {"conditional", "consistent"},
}
#: Measured; to be raised whenever the audit gets better, never lowered. The rest of arithmetic (``other``) is not aimed at.
FOUND, CAUGHT, AS_LABELLED = 105, 21, 104
NOTHING_TO_CHECK = 5


@dataclass(slots=True)
class Result:
    """What the audit said about one document: (label, verdict) pairs, and findings that no label explains."""

    pairs: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


@cache
def _labels() -> dict[str, list[dict[str, Any]]]:
    of_document = defaultdict(list)
    for label in _lines("labels.jsonl") + _lines("notebooks.jsonl"):
        of_document[label["doc"]].append(label)
    return of_document


def _digits(value: float) -> str:
    """The significant digits: units and signs are left to the place."""
    return f"{abs(value):.5e}".split("e")[0].rstrip("0.")


def _source(name: str) -> str | None:
    """The text that spans count in; a Word document has only the one that is read from it."""
    return None if name.endswith(".docx") else (FOLDER / name).read_text(encoding="utf-8")


def _belongs(claim: dict[str, Any], label: dict[str, Any], source: str | None) -> bool:
    if not isinstance(claim["claimed"]["value"], int | float):
        return False
    if _digits(claim["claimed"]["value"]) != _digits(float(label["claimed"].split()[0])):
        return False
    if source is None:
        return True
    start = source.index(label["quote"])
    span = claim["span"]
    return bool(span["start"] < start + len(label["quote"]) and span["end"] > start)


@cache
def _result(name: str) -> Result:
    report = json.loads(audit(FOLDER / name).to_json())
    claims = [claim for claim in report["documents"][0]["claims"] if claim["verdict"] != "unchecked"]
    result, source = Result(), _source(name)
    for label in _labels().get(name, []):
        own = next((claim for claim in claims if _belongs(claim, label, source)), None)
        if own is not None:
            claims.remove(own)
        verdict = own["verdict"] if own else "missed"
        result.pairs.append((label, verdict))
        if verdict == "inconsistent" and label["expected"] in {"ok", "conditional"}:
            result.alarms.append(f"{label['quote']!r} is {label['expected']}")
    result.alarms += [claim["message"] for claim in claims if claim["verdict"] == "inconsistent"]
    return result


def _scored() -> Iterator[tuple[dict[str, Any], str]]:
    for name in DOCUMENTS:
        for label, verdict in _result(name).pairs:
            if label["relation"] != "other" and label["expected"] != "either":
                yield label, verdict


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_that_is_right_is_called_wrong(name: str) -> None:
    assert _result(name).alarms == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_that_is_wrong_is_verified(name: str) -> None:
    pairs = _result(name).pairs
    assert [
        label["quote"] for label, said in pairs if label["expected"] == "wrong" and said == "verified"
    ] == []


def test_no_less_is_found_than_before() -> None:
    verdicts = Counter(verdict for _, verdict in _scored())
    assert verdicts.total() - verdicts["missed"] >= FOUND


def test_no_fewer_mistakes_are_caught_than_before() -> None:
    caught = [
        label for label, verdict in _scored() if (label["expected"], verdict) == ("wrong", "inconsistent")
    ]
    assert len(caught) >= CAUGHT


def test_no_fewer_verdicts_are_those_of_the_labels() -> None:
    assert sum(verdict in RIGHT[label["expected"]] for label, verdict in _scored()) >= AS_LABELLED


def test_the_labels_and_traps_stand_in_their_documents() -> None:
    labels = [label for of_document in _labels().values() for label in of_document]
    for line in labels + _lines("traps.jsonl"):
        source = _source(line["doc"])
        assert source is None or source.count(line["quote"]) == 1, line
    assert len(set(DOCUMENTS) - set(_labels())) == NOTHING_TO_CHECK
