"""Currents by search: conductances tried on the potentials that a document states.

The words for a current, and the conductance, the membrane potential and the reversal potential of its ion may
stand anywhere; where few sets were tried and one gives the digits, the number is that current.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import log10

from nernstian.audit.claims.base import Claim, Facts, Input, printed_input
from nernstian.audit.claims.conductance_facts import weights_of
from nernstian.audit.claims.driving import NAMED
from nernstian.audit.claims.searched_forces import ForceSearch
from nernstian.audit.claims.stated import (
    cells_of,
    column_cells,
    conductances,
    is_found,
    named_cells,
    values_near,
)
from nernstian.audit.claims.wholes import per_area
from nernstian.audit.context import Context
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import (
    CONDUCTANCE,
    CURRENT,
    CURRENT_DENSITY,
    POTENTIAL,
    SPECIFIC_CONDUCTANCE,
    Dimension,
    Unit,
)

_OF: dict[Dimension, Dimension] = {CURRENT: CONDUCTANCE, CURRENT_DENSITY: SPECIFIC_CONDUCTANCE}
_CHANCE = 0.07
_DECADES = 3.0  # how wide currents are spread, in powers of e
_TRIED = 60
_SURE = 3  # of so few sets one may say that a power of ten is wrong
_SLIP = 0.01  # how likely the digits of a slip may be without it
_SHARP = 0.011  # relative width of three digits
_FAR = 3
_SEVERAL = re.compile(
    r"\b(?:\w*(?<!\ba\s)channels|Kanäle|canaux|canales|canali|kanalen|total|together|all|each|whole|thousand\w*|million\w*|N\s?=)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b[Ii]_?\{?\(?(?P<ion>[A-Z][A-Za-z]{0,3})[+\-\d^]{0,3}\)?\}?\s?[=≈:](?:(?!\b[Ii]_?\{?\(?[A-Z])[^;\n]){0,70}$"
)
_NEUTRAL = Input("E", "0 mV", 0.0, 0.0, Unit("mV", 1e-3, POTENTIAL), "default")
_NONE: Index[Number] = index(())


@dataclass(frozen=True, slots=True)
class _Set:
    """A conductance, and what drives a current through it: V and E, or their difference alone."""

    conductance: Number
    membrane: Number
    reversal: Number | None

    @property
    def current(self) -> float:
        """The current, outward positive."""
        drive = self.membrane.si() - (self.reversal.si() if self.reversal is not None else 0.0)
        return self.conductance.si() * drive

    @property
    def sum_of_potentials(self) -> float:
        """What the current would be if the potentials were added."""
        return self.conductance.si() * (self.membrane.si() + (self.reversal.si() if self.reversal else 0.0))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All that was tried."""
        return tuple(n for n in (self.conductance, self.membrane, self.reversal) if n is not None)


class _Search:
    """The currents of one document."""

    def __init__(self, facts: Facts) -> None:
        self.context = facts.context
        self.forces = ForceSearch(facts.context)
        self.known = {
            dimension: _by_name(facts.context, dimension) for dimension in (CONDUCTANCE, SPECIFIC_CONDUCTANCE)
        }
        self.differences = index(
            n for table in facts.context.tables for n in column_cells(facts.context, table, NAMED)
        )

    def sets(self, number: Number, dimension: Dimension) -> Iterator[_Set]:
        """The sets that may give a current, what its ion names first."""
        forces, at = self.forces, number.start
        own = self._labelled(number)
        ions = [own] if own else forces.ions(number, more=True)
        drives = self._drives(number)
        for ion in ions if own else (*ions, ""):
            reversal = [e for of in ([ion] if ion else ions) for e in forces.reversals_of(number, of, 3)]
            for g in values_near(self.known[dimension].get(ion, _NONE), at, 3):
                yield from (_Set(g, force, None) for force in drives)
                for membrane in forces.membranes_of(number, 4):
                    yield from (_Set(g, membrane, e) for e in reversal)
        yield from self._of_row(number, dimension)

    def _of_row(self, number: Number, dimension: Dimension) -> Iterator[_Set]:
        """The sets with a reversal potential of the row that is named, as "E_GABA", and any conductance."""
        row = self.forces.row(number)
        cells = named_cells(self.context).within(row.start, row.end) if row is not None else ()
        all_of_them = index(n for known in self.known[dimension].values() for n in known.items)
        for g in values_near(all_of_them, number.start, 3) if cells else ():
            for membrane in self.forces.membranes_of(number, 4):
                yield from (_Set(g, membrane, e) for e in cells)

    def _labelled(self, number: Number) -> str | None:
        """The ion of "I_Na = "."""
        label = _LABEL.search(self.context.text, max(0, number.start - 90), number.start)
        if label is None:
            return None
        return "leak" if label["ion"] == "L" else ion_of(label["ion"])

    def slipped(self, number: Number, dimension: Dimension) -> _Set | None:
        """The one set of a current's own ion that gives its digits, but another power of ten."""
        if number.unit is None or number.value == 0.0 or number.hedge is not None:
            return None
        low, high = sorted(abs(number.unit.to_si(edge)) for edge in interval_of(number))
        tried = islice(self.sets(number, dimension), _TRIED)
        sets = list({f"{found.current:.9g}": found for found in tried}.values())
        width = (high - low) / high if high > 0.0 else 1.0
        few = len(sets) <= _SURE or 2 * _FAR * len(sets) * width / _DECADES <= _SLIP
        if not 0.0 < width <= _SHARP or not few:
            return None
        for found in sets:
            if found.current == 0.0:
                continue
            power = round(log10(abs(number.si() / found.current)))
            if 0 < abs(power) <= _FAR and low <= abs(found.current) * float(f"1e{power}") <= high:
                return found
        return None

    def only(self, number: Number, dimension: Dimension) -> _Set | None:
        """The one set of a current's sentence, if V and E were added or a prefix is another power's."""
        start, _ = self.context.layout.bounds(Scope.SENTENCE, number.start)
        tried = list(islice(self.sets(number, dimension), _TRIED))
        first = tried[0].conductance if tried else None
        if first is None or first.start < start or number.unit is None or number.hedge is not None:
            return None
        if self.context.speaks(_SEVERAL, start, number.unit_end):
            return None
        low, high = sorted(abs(number.unit.to_si(edge)) for edge in interval_of(number))
        own = [s for s in tried if s.conductance is first]
        if any(low <= abs(s.current) <= high for s in tried):
            return None
        added = [s for s in own if low <= abs(s.sum_of_potentials) <= high and s.reversal is not None]
        if added and added[0].reversal is not None and added[0].reversal.start >= start:
            return added[0]
        alone = own[0] if len(own) == 1 and own[0].membrane.start >= start else None
        if alone is not None and any(low <= abs(alone.current) * f <= high for f in (1e3, 1e-3)):
            return alone
        return None

    def turned(self, number: Number, dimension: Dimension) -> _Set | None:
        """The first set that gives a current with the other sign."""
        if number.unit is None or not number.sign or number.hedge is not None:
            return None
        low, high = sorted(number.unit.to_si(edge) for edge in interval_of(number))
        tried = islice(self.sets(number, dimension), _SURE)
        return next((s for s in tried if low <= -s.current <= high), None)

    def _drives(self, number: Number) -> list[Number]:
        """Printed driving forces near a current: of its row, or said just before."""
        start, end = self.context.layout.bounds(Scope.BLOCK, number.start)
        row = self.differences.within(start, end)
        said = self.forces.others.within(max(start, number.start - 200), number.start)
        return values_near(index([*row, *said]), number.start, 3)

    def agreeing(self, number: Number, dimension: Dimension) -> _Set | None:
        """The one set that gives a current, if few were tried."""
        if number.unit is None or number.value == 0.0:
            return None
        low, high = sorted(number.unit.to_si(edge) for edge in interval_of(number))
        width = (high - low) / abs(number.si())
        for tried, found in enumerate(islice(self.sets(number, dimension), _TRIED), 1):
            value = found.current if number.sign else abs(found.current)
            slack = 1e-9 * abs(value)
            if low - slack <= value <= high + slack:
                return found if tried * width / _DECADES <= _CHANCE else None
        return None


def _by_name(context: Context, dimension: Dimension) -> dict[str, Index[Number]]:
    """The conductances of everything that has a name, and of what has none."""
    found: dict[str, list[Number]] = {}
    known = weights_of(context).get(dimension)
    for weight in known.items if known is not None else ():
        found.setdefault(weight.name, []).append(weight.number)
    return {name: index(numbers) for name, numbers in found.items()}


def _input(name: str, number: Number, scope: Scope) -> Input:
    source = "stated" if scope <= Scope.GROUP else "context"
    if number.unit is None:
        raise ValueError("what was tried has a unit")
    return per_area(printed_input(name, number, number.unit, source, "." in number.text))


def _current(context: Context, number: Number, found: _Set) -> Claim:
    reach = max(context.layout.distance(number.start, n.start) for n in found.numbers)
    reversal = _input("E", found.reversal, reach) if found.reversal is not None else _NEUTRAL
    inputs = (_input("g", found.conductance, reach), _input("V", found.membrane, reach), reversal)
    unit = number.unit or Unit("A", 1.0, CURRENT)
    return Claim(
        "NE108",
        "ohmic_current",
        "I",
        number,
        unit,
        inputs,
        reach=reach,
        firm=False,
        magnitude=not number.sign,
    )


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the currents that a conductance and two potentials of the document give."""
    context = facts.context
    if not conductances(context).items:
        return
    search = _Search(facts)
    for dimension, of in _OF.items():
        stated = {number.start: number for number, _ in cells_of(context, dimension)}
        signed: list[Number] = []
        stated |= {n.start: n for n in context.by_dimension.get(dimension, index(())).items}
        for number in stated.values():
            if not number.usable or is_found(context, number):
                continue
            found = search.agreeing(number, of)
            if found is not None:
                signed += [number] if number.sign == "-" else []
                yield _current(context, number, found)
            elif (slip := _slip(search, number, of, signed)) is not None:
                yield replace(_current(context, number, slip), firm=True, reach=Scope.BLOCK)


def _slip(search: _Search, number: Number, dimension: Dimension, signed: list[Number]) -> _Set | None:
    """The set that a slip makes a current of; a sign counts where the sentence has a right one with it."""
    layout = search.context.layout
    if any(layout.distance(number.start, n.start) <= Scope.SENTENCE for n in signed):
        turned = search.turned(number, dimension)
        if turned is not None:
            return turned
    return search.slipped(number, dimension) or search.only(number, dimension)
