"""All concentrations of an ion that a document states, as a search tries them: also those without a side.

A reader who looks for what a potential follows from takes the value that the sentence has just changed, the
column of a table that is named, the edges of a range, or twice what was said before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from nernstian.audit.claims.base import Facts
from nernstian.audit.concentrations import made_concentration
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number, row_ion, stems
from nernstian.audit.tables import Table, role_of, unit_of
from nernstian.audit.units import CONCENTRATION, Unit

_BEHIND = re.compile(
    r"\s?(?:of\s|an\s|von\s|de\s|d'|di\s|van\s)?(?:extracellular\s|intracellular\s|free\s|ionised\s|ionized\s|external\s|internal\s)?\[?"
)
_JOINED = re.compile(r"\s?±\s?|\s?(?:->|→|-->|to|auf|a|à|naar|and|und|et|y|e|en|,)\s")
_BEFORE = 160


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concentration that is tried: ``side`` is "" where none is said.

    ``changed`` says that a sentence leads to it; ``words`` are those of its column's head,
    ``left`` that a sentence leaves it for another: the 20 of "from 20 to 200 mM".
    """

    concentration: Concentration
    side: str
    changed: bool = False
    words: frozenset[str] = frozenset()
    left: bool = False

    @property
    def at(self) -> int:
        """Where it stands."""
        return self.concentration.at

    @property
    def value(self) -> float:
        """The concentration in mol/m3."""
        return self.concentration.value


def _values(number: Number) -> Iterator[Number]:
    """A number, or both edges of a range."""
    if number.usable:
        yield number
    elif number.low is not None and number.high is not None and not number.damage:
        for edge in (number.low, number.high):
            yield replace(number, value=edge, text=f"{edge:g}", low=None, high=None, doubt="")


def _made(ion: str, side: str, number: Number, unit: Unit | None, changed: bool) -> Iterator[Candidate]:
    for value in _values(number):
        made = made_concentration(ion, side or "out", value, unit)
        if made is not None:
            yield Candidate(made, side, changed)


_LEAVES = re.compile(r"\s?(?:->|→|-->|to|auf|a|à|naar|hasta|bis)\s(?=[\d.])")
_FROM = re.compile(r"\b(?:from|von|de|da|van|desde|dai)\s$", re.IGNORECASE)
_ARROWS = ("-", "→")


def _is_left(context: Context, number: Number) -> bool:
    """Whether a sentence leaves a concentration for another: "from 20 to 200 mM", "20 -> 200 mM"."""
    gap = _LEAVES.match(context.text, number.unit_end)
    if gap is None:
        return False
    led = _FROM.search(context.text, max(0, number.start - 8), number.start) is not None
    return led or gap.group().strip()[:1] in _ARROWS


def _bound(facts: Facts) -> Iterator[Candidate]:
    """The concentrations that are bound to a side, also those that a sentence changes."""
    for concentration in facts.concentrations.all.items:
        number = concentration.number
        if not concentration.blocked:
            yield Candidate(concentration, concentration.side)
        elif number is not None:
            for made in _made(concentration.ion, concentration.side, number, None, True):
                yield replace(made, left=_is_left(facts.context, number))


def _ion_named(context: Context, number: Number) -> str | None:
    """The ion that is named right behind a number, or last in front of it in its paragraph."""
    behind = context.ions.within(number.unit_end, number.unit_end + 26)
    if behind and _BEHIND.fullmatch(context.text[number.unit_end : behind[0].start]):
        return behind[0].ion
    for scope in (Scope.CLAUSE, Scope.BLOCK):
        start, _ = context.layout.bounds(scope, number.start)
        before = context.ions.within(max(start, number.start - _BEFORE), number.start)
        if before:
            return before[-1].ion
    low, high = context.layout.bounds(Scope.SENTENCE, number.start)
    later = {mention.ion for mention in context.ions.within(number.unit_end, high)}
    if len(later) == 1:
        return later.pop()
    return context.ions.only if low < high else None


def _shares(context: Context, first: Number, second: Number) -> bool:
    """Whether a bare number has the unit of the one that it is joined to: "13 and 70 mM"."""
    return first.unit is None and _JOINED.fullmatch(context.text, first.end, second.start) is not None


def _unsided(facts: Facts, bound: set[int]) -> Iterator[Candidate]:
    """Concentrations that no side is said of, and the bare first value of "20 -> 200 mM"."""
    context = facts.context
    for at, number in enumerate(context.numbers):
        if number.unit is None or number.unit.dimension != CONCENTRATION:
            continue
        ion = _ion_named(context, number)
        if ion is None:
            continue
        if number.doubt != "a tolerance" and number.start not in bound:
            for made in _made(ion, "", number, None, False):
                yield replace(made, left=_is_left(context, number))
        previous = context.numbers[at - 1] if at else None
        if previous is not None and previous.start not in bound and _shares(context, previous, number):
            for made in _made(ion, "", previous, number.unit, False):
                yield replace(made, left=_is_left(context, previous))


def _of_rows(facts: Facts, bound: set[int]) -> Iterator[Candidate]:
    """The cells of rows such as ``K+ (mEq/L) | 4.2 | 8.1``, whose columns are occasions or solutions."""
    for table in facts.context.tables:
        if {"out", "in"} & {role_of(cell.text) for cell in table.header}:
            continue
        yield from _of_table(facts.context, table, bound)


def _of_table(context: Context, table: Table, bound: set[int]) -> Iterator[Candidate]:
    for row in table.rows:
        ion, unit = row_ion(table, row), unit_of(row[0].text)
        for cell, header in zip(row[1:], table.header[1:], strict=False):
            number = cell_number(context, cell)
            found = ion_of(header.text) or ion
            if number is None or found is None or number.start in bound:
                continue
            for made in _made(found, "", number, number.unit or unit_of(header.text) or unit, False):
                yield replace(made, words=frozenset(stems(header.text)))


_NEAR = 16  # candidates on either side of a place that are tried
_FIRST = 8  # and those that introduce the cell, at the beginning of a document


class Known:
    """The candidates of one ion, in the order of the text."""

    def __init__(self, found: list[Candidate]) -> None:
        self.all = found
        self.starts = [one.at for one in found]
        #: for each side the first settled concentration, and where a second one contradicts it
        self.once: dict[str, tuple[Concentration, float]] = {}
        for one in found:
            if not one.side or one.changed or one.concentration.blocked:
                continue
            first, until = self.once.setdefault(one.side, (one.concentration, inf))
            if until == inf and round(first.value, 9) != round(one.value, 9):
                self.once[one.side] = first, one.at

    def near(self, at: int) -> list[Candidate]:
        """Return those around a place."""
        middle = bisect_left(self.starts, at)
        low = max(0, middle - _NEAR)
        return self.all[: min(low, _FIRST)] + self.all[low : middle + _NEAR]

    def before(self, at: int) -> list[Candidate]:
        """Return the last ones in front of a place, and the first."""
        middle = bisect_left(self.starts, at)
        low = max(0, middle - _NEAR)
        return self.all[: min(low, _FIRST)] + self.all[low:middle]

    def stated_once(self, side: str, at: int) -> Concentration | None:
        """Return the one value of a side that is stated in front of a place; None where two are, or none."""
        first, until = self.once.get(side, (None, 0.0))
        return first if first is not None and first.at < at <= until else None


NOTHING = Known([])


def candidates(facts: Facts) -> dict[str, Known]:
    """Return what may be tried of every ion, in the order of the text."""
    found: dict[str, dict[tuple[int, float], Candidate]] = {}
    bound = {c.number.start for c in facts.concentrations.all.items if c.number is not None}
    for one in (*_bound(facts), *_of_rows(facts, bound), *_unsided(facts, bound)):
        found.setdefault(one.concentration.ion, {}).setdefault((one.at, one.value), one)
    return {ion: Known(sorted(of.values(), key=lambda c: c.at)) for ion, of in found.items()}
