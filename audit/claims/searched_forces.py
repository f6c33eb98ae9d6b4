"""Driving forces by search: V - E of all membrane and reversal potentials that a document states.

Authors list driving forces as answers, in tables and in the middle of sentences; the words that name them stand
in the question, the heading or the caption. Where a number is the difference of two potentials to its last
digit, one of them of the ion that it is said of, and few pairs were tried, it is their driving force.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.stated import Reversal, column_cells, is_difference, reversals
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import POTENTIAL

_SPREAD = 0.2  # V; how wide driving forces are spread
_CHANCE = 0.06
_MOST = 6  # values of one kind that are tried
_BESIDE = re.compile(r"[\s:=(≈~]*(?:is\s|of\s|nur\s|only\s|about\s|ist\s|est\s|de\s|auf\s)?[\s:=(≈~]*")
_LARGEST = 0.35  # V


@dataclass(frozen=True, slots=True)
class Force:
    """A difference of two printed potentials that a number agrees with, or is said to be."""

    membrane: Number
    reversal: Number
    ion: str
    reach: Scope


def _half(number: Number) -> float:
    return 0.5 * number.last_digit * (number.unit.scale if number.unit is not None else 0.0)


def _distinct(numbers: Iterator[Number] | list[Number], at: int) -> list[Number]:
    """The nearest numbers of different values, those in front first."""
    nearest = sorted(numbers, key=lambda n: (abs(n.start - at), n.start))
    firsts: dict[float, Number] = {}
    for number in nearest:
        firsts.setdefault(round(number.si(), 9), number)
    return list(firsts.values())[:_MOST]


class ForceSearch:
    """The driving forces of one document."""

    def __init__(self, facts: Facts) -> None:
        self.context = facts.context
        self.reversals: Index[Reversal] = reversals(facts.context)
        named = find_potentials(facts.context)
        self.membrane = [p.number for p in named.items if p.of == "V"]
        for table in facts.context.tables:
            self.membrane += column_cells(facts.context, table, MEMBRANE_COLUMN)
        taken = {r.at for r in self.reversals.items} | {n.start for n in self.membrane}
        every = facts.context.by_dimension.get(POTENTIAL, index(())).items
        self.others = [n for n in every if n.start not in taken and not facts.context.is_prefactor(n)]

    def ions(self, number: Number, every: bool = False) -> list[str]:
        """The ions whose force a number may be: named beside it, in its clause, sentence or list, and known."""
        layout, context = self.context.layout, self.context
        known = {r.ion for r in self.reversals.items}
        known |= {mention.ion for mention in context.ions.within(0, 4000)} if every else set()
        for scope in (Scope.CLAUSE, Scope.SENTENCE, Scope.BLOCK, Scope.GROUP):
            start, end = layout.bounds(scope, number.start)
            near = context.ions.within(max(start, number.start - 160), min(end, number.unit_end + 30))
            before = [m.ion for m in near if m.start < number.start and m.ion in known]
            if before and _BESIDE.fullmatch(self._gap(number)):
                return [before[-1]]
            found = list(dict.fromkeys([*reversed(before), *(m.ion for m in near if m.ion in known)]))
            if found:
                return found[:2]
        return sorted(known) if len(known) <= 2 else []

    def _gap(self, number: Number) -> str:
        """What stands between the ion in front of a number and the number, without the ion's charge."""
        near = self.context.ions.within(max(0, number.start - 30), number.start)
        gap = self.context.text[near[-1].end : number.start] if near else "x"
        return re.sub(r"^[\^_{}\d+\-)\]]*", "", gap)

    def agreeing(self, number: Number) -> Force | None:
        """The difference that a number is, if few were tried."""
        if number.unit is None:
            return None
        low, high = (number.unit.to_si(edge) for edge in interval_of(number))
        low, high = min(low, high), max(low, high)
        tried = 0
        for ion in self.ions(number):
            own = _distinct(
                [r.number for r in self.reversals.items if r.ion == ion and r.at != number.start],
                number.start,
            )
            named = _distinct([n for n in self.membrane if n.start != number.start], number.start)
            others = self._others(number)
            for membrane in (*named, *others):
                for reversal in own:
                    tried += 1
                    value = membrane.si() - reversal.si()
                    if not number.sign or is_magnitude(self.context, number):
                        value = abs(value)
                    slack = 1e-9
                    if low - slack <= value <= high + slack and tried * (high - low) / _SPREAD <= _CHANCE:
                        return self._force(number, membrane, reversal, ion)
        return None

    def _others(self, number: Number) -> list[Number]:
        """Potentials that no word calls the membrane's: the first of the document, and those nearest."""
        rest = [n for n in self.others if n.start != number.start]
        first = list({round(n.si(), 9): n for n in reversed(rest[:4])}.values())[::-1][:3]
        near = [n for n in _distinct(rest, number.start) if n.si() not in {f.si() for f in first}]
        return [*first, *near[: _MOST - len(first)]]

    def _force(self, number: Number, membrane: Number, reversal: Number, ion: str) -> Force:
        layout = self.context.layout
        reach = max(layout.distance(number.start, n.start) for n in (membrane, reversal))
        return Force(membrane, reversal, ion, reach)

    def said(self, number: Number) -> Force | None:
        """The one difference that a number is said to be: "V - E_K is", or its ion behind the words for a force."""
        ions = self.ions(number)
        if len(ions) != 1 or not self._is_called(number):
            return None
        start, end = self.context.layout.bounds(Scope.SECTION, number.start)
        own = {round(r.number.si(), 9): r.number for r in self.reversals.items if r.ion == ions[0]}
        named = {round(n.si(), 9): n for n in self.membrane}
        if (
            len(own) != 1
            or len(named) != 1
            or number.start in {n.start for n in (*own.values(), *named.values())}
        ):
            return None
        return self._force(number, next(iter(named.values())), next(iter(own.values())), ions[0])

    def slipped(self, number: Number) -> Force | None:
        """The one pair whose sum a number is, or whose difference with the other sign, where it is called a force."""
        ions = self.ions(number)
        if len(ions) != 1 or number.unit is None or not number.sign or not self._is_called(number):
            return None
        low, high = sorted(number.unit.to_si(edge) for edge in interval_of(number))
        found: dict[tuple[float, float], Force] = {}
        for reversal in (r.number for r in self.reversals.items if r.ion == ions[0]):
            for membrane in self.membrane:
                v, e = membrane.si(), reversal.si()
                turned = e - v if not is_magnitude(self.context, number) else v + e
                if any(low - 1e-9 <= value <= high + 1e-9 for value in (turned, v + e)):
                    found.setdefault((v, e), self._force(number, membrane, reversal, ions[0]))
        return next(iter(found.values())) if len(found) == 1 else None

    def _is_called(self, number: Number) -> bool:
        """Whether the words for a force stand in the sentence, and an ion right in front of the number."""
        context = self.context
        start, _ = context.layout.bounds(Scope.BLOCK, number.start)
        near = context.ions.within(max(start, number.start - 30), number.start)
        if not near or not _BESIDE.fullmatch(self._gap(number)):
            return False
        if is_difference(context, near[-1].start - 2) or is_difference(context, near[-1].start):
            return True
        asked = context.layout.answers.question(number.start)
        return context.speaks(NAMED, max(start, number.start - 300), number.start) or (
            asked is not None and context.speaks(NAMED, *asked)
        )


def _claim(search: ForceSearch, number: Number, force: Force, firm: bool) -> Claim | None:
    if number.unit is None or force.membrane.unit is None or force.reversal.unit is None:
        return None
    source = "stated" if force.reach <= Scope.GROUP else "context"
    inputs = (
        printed_input("V", force.membrane, force.membrane.unit, source, False),
        printed_input("E", force.reversal, force.reversal.unit, source, False),
    )
    magnitude = is_magnitude(search.context, number)
    return Claim(
        RULE, LAW, QUANTITY, number, number.unit, inputs, reach=force.reach, firm=firm, magnitude=magnitude
    )


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the numbers that are the difference of a membrane and a reversal potential."""
    context = facts.context
    if not context.holds(NAMED):
        return
    search = ForceSearch(facts)
    if not search.reversals.items:
        return
    for number in _forces(context):
        force, firm = search.agreeing(number), False
        if force is None:
            force, firm = search.slipped(number) or search.said(number), True
        claim = _claim(search, number, force, firm) if force is not None else None
        if claim is not None:
            yield claim


def _forces(context: Context) -> Iterator[Number]:
    """The potentials that may be driving forces: in text, and in the cells of a table with such a column."""
    cells = {n.start: n for table in context.tables for n in column_cells(context, table, NAMED)}
    stated = {n.start: n for n in context.by_dimension.get(POTENTIAL, index(())).items}
    for number in (cells | stated).values():
        if (
            is_potential(number)
            and number.usable
            and abs(number.si()) <= _LARGEST
            and not context.is_prefactor(number)
        ):
            yield number
