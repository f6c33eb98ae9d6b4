"""What stands beside a document that cannot hold comments: ``paper.pdf.nernstian.toml`` beside ``paper.pdf``.

    T = "37degC"                                  # a fact, as the comment T=37degC states it

    [[ignore]]
    rule = "NE101"
    reason = "quoted as an example of the slip"   # rule and reason are required
    until = 2027-01-01
    quote = "E_K = -65.3 mV"                      # where: a quote around the number, a page, a line

An entry that is not obeyed, or silences nothing, is told. A sidecar that cannot be read silences nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from nernstian.audit.context import Context
from nernstian.audit.document import Document
from nernstian.audit.given import Temperature, same_temperature
from nernstian.audit.nearness import index
from nernstian.audit.normalise import normalise
from nernstian.audit.rules import RULES
from nernstian.audit.suppress import stated_temperature
from nernstian.audit.toml import read_toml, shown
from nernstian.audit.verdict import Verdict
from nernstian.derivations.errors import ReadError

SUFFIX = ".nernstian.toml"
MAX_BYTES = 200_000
MAX_ENTRIES = 500
_MOST_TEXT = 500
_NOT_OBEYED = "and is not obeyed"


@dataclass(frozen=True, slots=True)
class Entry:
    """Rules silenced where a quote, a page and a line say; everywhere, where they say nothing."""

    number: int
    rules: frozenset[str]
    reason: str
    quote: re.Pattern[str] | None = None
    page: int | None = None
    line: int | None = None

    def covers(self, document: Document, verdict: Verdict) -> bool:
        """Whether the entry silences a verdict."""
        number = verdict.claim.number
        if verdict.claim.rule not in self.rules:
            return False
        span = document.span(number.start, number.end)
        if (self.page or span.page) != span.page or (self.line or span.line) != span.line:
            return False
        return self.quote is None or any(
            found.start() <= number.start and number.end <= found.end()
            for found in self.quote.finditer(document.text)
        )


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The entries of a sidecar, the temperature it states, and what is wrong with it."""

    entries: tuple[Entry, ...] = ()
    temperature: Temperature | None = None
    complaints: tuple[str, ...] = ()

    def silencing(self, document: Document, verdict: Verdict) -> list[Entry]:
        """The entries that silence a verdict."""
        return [entry for entry in self.entries if entry.covers(document, verdict)]

    def notes(self, used: Iterable[Entry]) -> tuple[str, ...]:
        """What is to be said of the sidecar: what is not obeyed, and what silences nothing."""
        known = {entry.number for entry in used}
        unused = (
            f"entry {entry.number} ({', '.join(sorted(entry.rules))}) silences nothing"
            for entry in self.entries
            if entry.number not in known
        )
        return (*self.complaints, *unused)

    def apply(self, context: Context) -> Context:
        """Add the temperature that the sidecar states, to every section that states none of its own."""
        if self.temperature is None:
            return context
        starts = (*context.layout.sections, context.layout.length)
        placed = [
            replace(self.temperature, at=start)
            for start, end in pairwise(starts)
            if not context.temperatures.within(start, end)
        ]
        stated = (*placed, *context.temperatures.items)
        return replace(context, temperatures=index(stated, same_temperature), bound={})


NOTHING = Sidecar()


def read_sidecar(path: str, today: date | None = None) -> Sidecar:
    """Read what stands beside a document; nothing where there is no such file."""
    file = path + SUFFIX
    try:
        if not os.path.lexists(file):
            return NOTHING
        content = read_toml(Path(file), MAX_BYTES, "mend it, or take it away")
    except (ReadError, ValueError) as error:
        cause = str(error).splitlines()[0].removeprefix(f"{file}: ")
        return Sidecar(complaints=(f"{cause}, {_NOT_OBEYED}",))
    return _sidecar(content, today or date.today())  # noqa: DTZ011  the reader's own day


def _sidecar(content: Mapping[str, Any], today: date) -> Sidecar:
    complaints = [
        f"there is no key {shown(key)}: there are T and [[ignore]]"
        for key in content
        if key not in ("T", "ignore")
    ]
    temperature = _temperature(content["T"]) if "T" in content else None
    if "T" in content and temperature is None:
        complaints.append(f'T = {shown(content["T"])} is no temperature: write T = "37degC" or "310K"')
    listed = content.get("ignore", [])
    if not isinstance(listed, list):
        complaints.append(f"ignore is no list, {_NOT_OBEYED}: write [[ignore]]")
        listed = []
    if len(listed) > MAX_ENTRIES:
        complaints.append(f"only the first {MAX_ENTRIES} entries are obeyed")
    entries: list[Entry] = []
    for number, given in enumerate(listed[:MAX_ENTRIES], 1):
        try:
            entries.append(_entry(number, given, today))
        except _RefusedError as error:
            complaints.append(f"entry {number} {error}")
    return Sidecar(tuple(entries), temperature, tuple(complaints))


def _temperature(value: object) -> Temperature | None:
    return stated_temperature(f"T={value.strip()}", 0, whole=True) if isinstance(value, str) else None


class _RefusedError(Exception):
    """Why an entry is not obeyed."""


# -- entries: each value is what it must be, or the entry is not obeyed, and it is said why


def _entry(number: int, given: object, today: date) -> Entry:
    if not isinstance(given, dict):
        raise _RefusedError(f"is no table, {_NOT_OBEYED}: write [[ignore]]")
    unknown = next((key for key in given if key not in _KEYS), None)
    if unknown is not None:
        raise _RefusedError(f"has a key {shown(unknown)}, {_NOT_OBEYED}: there are {', '.join(_KEYS)}")
    for key in ("rule", "reason"):
        if key not in given:
            raise _RefusedError(f'gives no {key}, {_NOT_OBEYED}: add {key} = "..."')
    values = {key: _KEYS[key](key, value) for key, value in given.items()}
    until = values.get("until")
    if until is not None and until < today:
        raise _RefusedError(f"held until {until.isoformat()}, and is not obeyed any more")
    return Entry(
        number,
        values["rule"],
        values["reason"],
        values.get("quote"),
        values.get("page"),
        values.get("line"),
    )


def _text(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _MOST_TEXT:
        raise _wrong(key, value, f"a text of at most {_MOST_TEXT} characters")
    return value.strip()


def _rules(key: str, value: object) -> frozenset[str]:
    given = value if isinstance(value, list) else [value]
    named = [name.strip().upper() for name in given if isinstance(name, str)]
    if not named or len(named) < len(given):
        raise _wrong(key, value, 'a rule such as "NE101", or a list of them')
    unknown = [name for name in named if name not in RULES]
    if unknown:
        raise _RefusedError(f"ignores {shown(unknown[0])}, {_NOT_OBEYED}: there is no such rule")
    return frozenset(named)


def _date(key: str, value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(_text(key, value))
    except (ValueError, _RefusedError):
        raise _wrong(key, value, "a date such as 2027-01-01") from None


def _count(key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _wrong(key, value, "a whole number from 1 on")
    return value


def _quote(key: str, value: object) -> re.Pattern[str]:
    """A pattern of a quote in the normalised text: minus signs are alike there, and so are spaces."""
    words = normalise(_text(key, value))[0].split()
    if not words:
        raise _wrong(key, value, "a text to be found in the document")
    return re.compile(r"\s+".join(map(re.escape, words)))


def _wrong(key: str, value: object, wanted: str) -> _RefusedError:
    return _RefusedError(f"has {key} = {shown(value)}, {_NOT_OBEYED}: {wanted} is wanted")


_KEYS: dict[str, Callable[[str, object], Any]] = {
    "rule": _rules,
    "reason": _text,
    "until": _date,
    "quote": _quote,
    "page": _count,
    "line": _count,
}
