"""Driving forces by search: V - E of all membrane and reversal potentials that a document states.

Authors list driving forces as answers, in tables and in the middle of sentences; the words that name them
stand in the question, the heading or the caption. Where a number is the difference of two potentials to its
last digit, one of them of the ion that it is said of, and few pairs were tried, it is their driving force.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from nernstian.audit.claims.base import Claim, Facts, printed_input
from nernstian.audit.claims.driving import (
    LAW,
    MEMBRANE_COLUMN,
    NAMED,
    QUANTITY,
    RULE,
    find_potentials,
    is_magnitude,
)
from nernstian.audit.claims.stated import (
    by_ion,
    column_cells,
    is_difference,
    is_found,
    reversals,
    values_near,
)
from nernstian.audit.context import Context
from nernstian.audit.ions import IonMention
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import POTENTIAL

_SPREAD = 0.2  # V; how wide driving forces are spread
_CHANCE = 0.06
_MOST = 6  # values of one kind that are tried
_FIRST = 3  # potentials at the beginning of a document, where it introduces the cell
_BESIDE = re.compile(r"[\s:=(≈~]*(?:is\s|of\s|nur\s|only\s|about\s|ist\s|est\s|de\s|auf\s)?[\s:=(≈~]*")
_LARGEST = 0.35  # V
_NONE: Index[Number] = index(())


@dataclass(frozen=True, slots=True)
class Force:
    """A difference of two printed potentials that a number agrees with, or is said to be."""

    membrane: Number
    reversal: Number


def _edges(number: Number) -> tuple[float, float]:
    """The interval of a printed number in SI, with a little slack."""
    if number.unit is None:
        return 0.0, 0.0
    low, high = sorted(number.unit.to_si(edge) for edge in interval_of(number))
    return low - 1e-9, high + 1e-9


class ForceSearch:
    """The driving forces of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.reversals = by_ion(reversals(context))
        named = [p.number for p in find_potentials(context).items if p.of == "V"]
        for table in context.tables:
            named += column_cells(context, table, MEMBRANE_COLUMN)
        self.membrane = index(named)
        taken = {n.start for n in named} | {r.at for r in reversals(context).items}
        every = context.by_dimension.get(POTENTIAL, _NONE).items
        self.others = index(n for n in every if n.start not in taken and not context.is_prefactor(n))

    def ions(self, number: Number, more: bool = False) -> list[str]:
        """The ions with E (any, if ``more``) that a number may be of: beside it, in its clause or list."""
        for scope in (Scope.CLAUSE, Scope.SENTENCE, Scope.BLOCK, Scope.GROUP):
            start, end = self.context.layout.bounds(scope, number.start)
            near = self.context.ions.within(max(start, number.start - 160), min(end, number.unit_end + 30))
            known = [m for m in near if more or m.ion in self.reversals]
            before = [m for m in known if m.start < number.start]
            if before and _BESIDE.fullmatch(self._gap(before[-1], number)):
                return [before[-1].ion]
            found = list(dict.fromkeys([*(m.ion for m in reversed(before)), *(m.ion for m in known)]))
            if found:
                return found[:2]
        return sorted(self.reversals) if len(self.reversals) <= 2 else []

    def _gap(self, ion: IonMention, number: Number) -> str:
        """What stands between an ion and a number behind it, without the ion's charge."""
        return re.sub(r"^[\^_{}\d+\-)\]]*", "", self.context.text[ion.end : number.start])

    def _pairs(self, number: Number, ion: str) -> Iterator[Force]:
        """What may be subtracted, the likeliest first: what words call the membrane potential."""
        own = values_near(self.reversals.get(ion, _NONE), number.start, _MOST)
        named = values_near(self.membrane, number.start, _MOST)
        first = [n for n in self.others.items[:_FIRST] if n.start != number.start]
        rest = [n for n in values_near(self.others, number.start, _MOST) if n not in first][: _MOST - _FIRST]
        for membrane, reversal in product((*named, *first, *rest), own):
            yield Force(membrane, reversal)

    def agreeing(self, number: Number) -> Force | None:
        """The difference that a number is, if few were tried."""
        low, high = _edges(number)
        magnitude = is_magnitude(self.context, number)
        pairs = (pair for ion in self.ions(number) for pair in self._pairs(number, ion))
        for tried, pair in enumerate(pairs, 1):
            if tried * (high - low) / _SPREAD > _CHANCE:
                return None
            value = pair.membrane.si() - pair.reversal.si()
            if low <= (abs(value) if magnitude else value) <= high:
                return pair
        return None

    def _named_pairs(self, number: Number) -> list[Force]:
        """The pairs that are surely meant, where the text calls a number the force on one ion."""
        ions = self.ions(number)
        if len(ions) != 1 or not self._is_called(number):
            return []
        own = values_near(self.reversals.get(ions[0], _NONE), number.start, _MOST)
        named = values_near(self.membrane, number.start, _MOST)
        return [Force(membrane, reversal) for membrane, reversal in product(named, own)]

    def said(self, number: Number) -> Force | None:
        """The one difference that a number is called; or the one whose sign was turned, or that was added."""
        pairs = self._named_pairs(number)
        if len(pairs) == 1:
            return pairs[0]
        if not number.sign:
            return None
        low, high = _edges(number)
        magnitude = is_magnitude(self.context, number)
        slips: list[Force] = []
        for pair in pairs:
            v, e = pair.membrane.si(), pair.reversal.si()
            slips += (
                [pair]
                if any(low <= value <= high for value in (v + e, v + e if magnitude else e - v))
                else []
            )
        return slips[0] if len(slips) == 1 else None

    def _is_called(self, number: Number) -> bool:
        """Whether the words for a force stand in front of a number, and an ion right before it."""
        context = self.context
        start, _ = context.layout.bounds(Scope.BLOCK, number.start)
        near = context.ions.within(max(start, number.start - 30), number.start)
        if not near or not _BESIDE.fullmatch(self._gap(near[-1], number)):
            return False
        if is_difference(context, near[-1].start - 2) or is_difference(context, near[-1].start):
            return True
        asked = context.layout.answers.question(number.start)
        if asked is not None and context.speaks(NAMED, *asked):
            return True
        sentence, _ = context.layout.bounds(Scope.SENTENCE, number.start)
        if "=" not in self._gap(near[-1], number) and sentence > start:
            # "Give both driving forces. Sodium -130 mV, potassium +15 mV."
            sentence, _ = context.layout.bounds(Scope.SENTENCE, sentence - 1)
        return context.speaks(NAMED, max(sentence, number.start - 300), number.start)


def _claim(context: Context, number: Number, force: Force, firm: bool) -> Claim | None:
    membrane, reversal = force.membrane, force.reversal
    if number.unit is None or membrane.unit is None or reversal.unit is None:
        return None
    reach = max(context.layout.distance(number.start, n.start) for n in (membrane, reversal))
    source = "stated" if reach <= Scope.GROUP else "context"
    inputs = (
        printed_input("V", membrane, membrane.unit, source, False),
        printed_input("E", reversal, reversal.unit, source, False),
    )
    magnitude = is_magnitude(context, number)
    return Claim(
        RULE, LAW, QUANTITY, number, number.unit, inputs, reach=reach, firm=firm, magnitude=magnitude
    )


def _forces(context: Context, given: set[int]) -> Iterator[Number]:
    """The potentials that may be driving forces: in text, and in the cells of a table with such a column."""
    cells = {n.start: n for table in context.tables for n in column_cells(context, table, NAMED)}
    stated = {n.start: n for n in context.by_dimension.get(POTENTIAL, _NONE).items}
    for number in (cells | stated).values():
        if (
            number.start not in given
            and not is_found(context, number)
            and number.usable
            and abs(number.si()) <= _LARGEST
            and not context.is_prefactor(number)
        ):
            yield number


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the numbers that are the difference of a membrane and a reversal potential."""
    context = facts.context
    if not context.holds(NAMED):
        return
    search = ForceSearch(context)
    if not search.reversals:
        return
    given = {n.start for n in search.membrane.items} | {r.at for r in reversals(context).items}
    for number in _forces(context, given):
        force, firm = search.agreeing(number), False
        if force is None:
            force, firm = search.said(number), True
        claim = _claim(context, number, force, firm) if force is not None else None
        if claim is not None:
            yield claim
