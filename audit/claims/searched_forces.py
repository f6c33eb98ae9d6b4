"""Driving forces by search: V - E of all membrane and reversal potentials that a document states.

Authors list driving forces as answers, in tables and in the middle of sentences; the words that name them
stand in the question, the heading or the caption. Where a number is the difference of two potentials to its
last digit, one of them of the ion that it is said of, and few pairs were tried, it is their driving force.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, product

from nernstian.audit.claims.base import Claim, Facts, printed_input
from nernstian.audit.claims.conductance_facts import sources_of, unnamed_sources
from nernstian.audit.claims.driving import (
    LAW,
    MEMBRANE_COLUMN,
    NAMED,
    QUANTITY,
    RULE,
    find_potentials,
    is_magnitude,
)
from nernstian.audit.claims.named_rows import Row, named_rows, row_before
from nernstian.audit.claims.stated import (
    MILLIVOLT,
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
_LISTED = 30  # characters from one number of a list to the next
_CHARGE = re.compile(r"[\^\d+\-]{0,3}[:=]?\s+")
_ENDS = re.compile(r"\s?(?:[,;.)\n\"]|\Z|(?:and|und|et|y|e|en)\s)")
_IT_IS = re.compile(
    r"[\s:,=(≈~]*(?:(?:it|they|this|es|sie|il|elle|lo|la)\s)?(?:is|are|was|ist|sind|est|es|vale|è)?[\s:=(≈~]*"
)
_LARGEST = 0.35  # V
_SIBLINGS = 2
_NONE: Index[Number] = index(())


def _by_name(context: Context) -> dict[str, Index[Number]]:
    """The reversal potentials of every thing that has a name."""
    found: dict[str, list[Number]] = {}
    for source in sources_of(context).items:
        if source.name:
            found.setdefault(source.name, []).append(source.number)
    return {name: index(numbers) for name, numbers in found.items()}


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
        self.reversals = _by_name(context)
        self.free = unnamed_sources(context)
        self.printed = {round(n.value, 9) for n in context.by_dimension.get(POTENTIAL, _NONE).items}
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

    def reversals_of(self, number: Number, ion: str, most: int = _MOST) -> list[Number]:
        """The reversal potentials of an ion that a number may have: of the row that its sentence names."""
        known, row = self.reversals.get(ion, _NONE), self.row(number)
        own = known.within(row.start, row.end) if row is not None else ()
        return list(own) or values_near(known, number.start, most)

    def row(self, number: Number) -> Row | None:
        """The row that the sentence of a number names, or that it stands in."""
        named = row_before(self.context, number.start)
        return named[0] if named is not None else named_rows(self.context).at(number.start)

    def membranes_of(self, number: Number, most: int = _MOST) -> list[Number]:
        """The potentials that are called the membrane's, likewise."""
        row = self.row(number)
        own = self.membrane.within(row.start, row.end) if row is not None else ()
        return list(own) or values_near(self.membrane, number.start, most)

    def _of_one_row(self, membrane: Number, reversal: Number) -> bool:
        """Whether no other row's membrane potential is meant: both stand in one, or the one in none."""
        rows = named_rows(self.context)
        return (
            rows.at(membrane.start) is None
            or rows.are_one(membrane, reversal)
            or rows.at(reversal.start) is None
        )

    def _pairs(self, number: Number, ion: str) -> Iterator[Force]:
        """What may be subtracted, the likeliest first: what words call the membrane potential."""
        own = self.reversals_of(number, ion)
        # a table that lost the minus sign of a potential that the text uses with it
        own += [
            replace(n, value=-n.value, text=f"-{n.text.lstrip('+')}")
            for n in own
            if n.value > 0.0 and round(-n.value, 9) in self.printed
        ]
        named = self.membranes_of(number)
        first = [n for n in self.others.items[:_FIRST] if n.start != number.start]
        rest = [n for n in values_near(self.others, number.start, _MOST) if n not in first][: _MOST - _FIRST]
        for membrane, reversal in product((*named, *first, *rest), own):
            if self._of_one_row(membrane, reversal):
                yield Force(membrane, reversal)

    def agreeing(self, number: Number) -> Force | None:
        """The difference that a number is, if few were tried."""
        low, high = _edges(number)
        magnitude = is_magnitude(self.context, number)
        ions = self.ions(number)
        pairs = chain(
            (pair for ion in ions for pair in self._pairs(number, ion)), () if ions else self._unnamed(number)
        )
        for tried, pair in enumerate(pairs, 1):
            if tried * (high - low) / _SPREAD > _CHANCE:
                return None
            value = pair.membrane.si() - pair.reversal.si()
            if low <= (abs(value) if magnitude else value) <= high:
                return pair
        return None

    def _unnamed(self, number: Number) -> Iterator[Force]:
        """The membrane potential of a number's sentence and what reverses anywhere: "V - E_GABA is"."""
        start, end = self.context.layout.bounds(Scope.SENTENCE, number.start)
        if not self.context.speaks(NAMED, start, number.start):
            return
        section, _ = self.context.layout.bounds(Scope.SECTION, number.start)
        known = values_near(index(s.number for s in self.free.within(section, start)), start, _MOST + 2)
        for membrane in self.membrane.within(start, end)[:1]:
            yield from (Force(membrane, reversal) for reversal in known)

    def added(self, number: Number) -> Force | None:
        """The one pair whose potentials were added for what its sentence calls a force on one ion."""
        ions = self.ions(number)
        start, _ = self.context.layout.bounds(Scope.SENTENCE, number.start)
        sharp = number.last_digit * (number.unit.scale if number.unit else 1.0) < 0.2e-3
        if (
            len(ions) != 1
            or not number.sign
            or not sharp
            or not self.context.speaks(NAMED, start, number.start)
        ):
            return None
        low, high = _edges(number)
        pairs = (Force(v, e) for v in self.membranes_of(number) for e in self.reversals_of(number, ions[0]))
        fits = [pair for pair in pairs if low <= pair.membrane.si() + pair.reversal.si() <= high]
        return fits[0] if len(fits) == 1 else None

    def _named_pairs(self, number: Number) -> list[Force]:
        """The pairs that are surely meant, where the text calls a number the force on one ion."""
        ions = self.ions(number)
        if len(ions) != 1 or not self._is_called(number):
            return []
        pairs = product(self.membranes_of(number), self.reversals_of(number, ions[0]))
        return [Force(v, e) for v, e in pairs if self._of_one_row(v, e)]

    def said(self, number: Number) -> Force | None:
        """The one difference that a number is called; or the one whose sign was turned, or that was added."""
        pairs = self._named_pairs(number)
        if len(pairs) == 1:
            return pairs[0]
        slips = [pair for pair in pairs or self._row_pairs(number) if self._is_slip(number, pair)]
        return slips[0] if len(slips) == 1 else None

    def _row_pairs(self, number: Number) -> list[Force]:
        """The pairs of the row that is named right in front of a number, below the words for a force."""
        named, ions = row_before(self.context, number.start), self.ions(number)
        block, _ = self.context.layout.bounds(Scope.BLOCK, number.start)
        if named is None or len(ions) != 1 or not self.context.speaks(NAMED, block, number.start):
            return []
        row, end = named
        if not _IT_IS.fullmatch(self.context.text[end : number.start]):
            return []
        own = self.reversals.get(ions[0], _NONE).within(row.start, row.end)
        pairs = product(self.membranes_of(number), own)
        return [Force(v, e) for v, e in pairs if self._of_one_row(v, e)]

    def _is_slip(self, number: Number, pair: Force) -> bool:
        """Whether the potentials of a pair were added, or their difference has the other sign."""
        if not number.sign:
            return False
        low, high = _edges(number)
        v, e = pair.membrane.si(), pair.reversal.si()
        magnitude = is_magnitude(self.context, number)
        return any(low <= value <= high for value in (v + e, v + e if magnitude else e - v))

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
    yield from _bare(context)


def _bare(context: Context) -> Iterator[Number]:
    """The signed numbers of lists that leave the unit out: "Na+ -128.2, K+ +26.4" are millivolts."""
    last = -_LISTED
    for number in context.numbers:
        if (
            number.unit is None
            and number.sign
            and number.usable
            and 1.0 <= abs(number.value) <= 1e3 * _LARGEST
        ):
            near = context.ions.within(number.start - 16, number.start)
            gap = context.text[near[-1].end : number.start] if near else "x"
            sharp = number.last_digit < 1.0  # one without decimals goes on from one with them
            if _CHARGE.fullmatch(gap) and _ENDS.match(context.text, number.end):
                if sharp or number.start - last < _LISTED:
                    yield replace(number, unit=MILLIVOLT)
                last = number.end if sharp else last


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the numbers that are the difference of a membrane and a reversal potential."""
    context = facts.context
    if not context.holds(NAMED):
        return
    search = ForceSearch(context)
    if not search.reversals and not search.free.items:
        return
    given = {n.start for n in search.membrane.items} | {r.at for r in reversals(context).items}
    agreed: list[Number] = []
    missed: list[Number] = []
    for number in _forces(context, given):
        force, firm = search.agreeing(number), False
        if force is None:
            force, firm = search.said(number) or search.added(number), True
        claim = _claim(context, number, force, firm) if force is not None else None
        if claim is not None:
            agreed += [] if firm else [number]
            yield claim
        else:
            missed.append(number)
    for number in missed:
        yield from _listed_with(search, number, agreed)


def _listed_with(search: ForceSearch, number: Number, agreed: list[Number]) -> Iterator[Claim]:
    """Yield a number of a list whose other items are driving forces, if its own potentials were added."""
    context, ions = search.context, search.ions(number)
    block = context.layout.block_at(number.start)
    same = [n for n in agreed if context.layout.block_at(n.start).group == block.group]
    if block.kind != "item" or len(ions) != 1 or len(same) < _SIBLINGS or not number.sign:
        return
    low, high = _edges(number)
    for membrane in search.membranes_of(number)[:_SIBLINGS]:
        for reversal in search.reversals_of(number, ions[0])[:1]:
            v, e = membrane.si(), reversal.si()
            if low <= v + e <= high or low <= e - v <= high:
                claim = _claim(context, number, Force(membrane, reversal), True)
                if claim is not None:
                    yield replace(claim, reach=Scope.BLOCK)
                return
