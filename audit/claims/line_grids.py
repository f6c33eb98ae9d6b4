"""Equilibrium potentials of lines without words, "K+  5 / 120  -80.3 mV", and of series in one column.

Each ion of a list has two amounts and a potential, always in the same order; or a table has a column of
amounts of one ion, whose other side the text states. Which is inside follows from the numbers alone, where
most of the potentials obey the Nernst relation at one temperature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nernstian.audit.binding import Pair
from nernstian.audit.claims.base import Claim, Facts
from nernstian.audit.claims.grids import judged, unless_measured
from nernstian.audit.claims.nernst import make_nernst
from nernstian.audit.claims.nernst_tables import potential_unit
from nernstian.audit.claims.stated import MILLIVOLT
from nernstian.audit.concentrations import made_concentration
from nernstian.audit.context import Context
from nernstian.audit.grids import (
    COLDEST,
    MEASURED,
    fitted,
    holds,
    recipe_of,
    stated_temperatures,
    temperatures,
)
from nernstian.audit.ions import SYMBOL, ion_of, symbol_of
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.table_rows import cell_number, row_ion
from nernstian.audit.tables import Table, role_of, table_at, unit_of
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, POTENTIAL, Unit

_PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")
_SUBSCRIPTED = re.compile(rf"(?<![A-Za-z])(?P<ion>{SYMBOL})(?=_)")
_SHORT, _MOST, _FEWEST = 1200, 6, 3
_SMALLEST, _LARGEST = 1e-3, 0.4  # V
_NONE: Index[Number] = index(())


@dataclass(frozen=True, slots=True)
class _Line:
    """An ion with two amounts and a potential."""

    ion: str
    first: Number
    second: Number
    potential: Number


def _ion_places(context: Context, start: int, end: int) -> list[tuple[int, str]]:
    found = [(mention.start, mention.ion) for mention in context.ions.within(start, end)]
    for match in _SUBSCRIPTED.finditer(context.text, start, end):
        ion = symbol_of(match["ion"])
        found += [(match.start(), ion)] if ion is not None else []
    return sorted(found)


def _by_ion(context: Context, start: int, end: int) -> list[tuple[str, list[Number]]]:
    """The numbers of a paragraph behind each ion, on its own line."""
    found: list[tuple[str, list[Number]]] = []
    places = _ion_places(context, start, end)
    for number in context.numbers_in(start, end):
        line = context.text.rfind("\n", start, number.start)
        before = [ion for at, ion in places if line < at < number.start]
        if not before:
            continue
        if not found or found[-1][0] != before[-1]:
            found.append((before[-1], []))
        found[-1][1].append(number)
    return found


def _is_amount(number: Number) -> bool:
    unit = number.unit
    return number.usable and number.value > 0.0 and (unit is None or unit.dimension == CONCENTRATION)


def _is_voltage(number: Number) -> bool:
    unit = number.unit
    if unit is None or unit.dimension != POTENTIAL or not number.usable:
        return False
    return _SMALLEST <= abs(number.si()) <= _LARGEST


def _lines(found: Sequence[tuple[str, list[Number]]]) -> list[_Line]:
    """The ions that have two amounts and a potential, if no other has anything else, and none twice."""
    lines = []
    for ion, numbers in found:
        amounts, voltages = [n for n in numbers if _is_amount(n)], [n for n in numbers if _is_voltage(n)]
        if len(numbers) != 3 or len(amounts) != 2 or len(voltages) != 1:
            return []
        lines.append(_Line(ion, amounts[0], amounts[1], voltages[0]))
    orders = {
        (line.potential.start > line.first.start, line.potential.start > line.second.start) for line in lines
    }
    return lines if len(lines) > 1 and len(orders) == 1 and len({x.ion for x in lines}) == len(lines) else []


def _amount(number: Number, unit: Unit) -> float:
    return (number.unit or unit).to_si(number.value)


def _edges(number: Number, unit: Unit) -> tuple[float, float]:
    low, high = interval_of(number)
    return unit.to_si(low), unit.to_si(high)


def _turned(
    context: Context, ratios: Sequence[tuple[float, str]], edges: Sequence[tuple[float, float]], tried: int
) -> bool | None:
    """Whether the second amount is outside (True) or the first (False); None where no relation holds."""
    if any(ratio == 1.0 for ratio, _ in ratios):
        return None
    intervals = temperatures(ratios, edges)
    mirrored = [(-high, -low) for low, high in intervals]
    stated = stated_temperatures(context)
    for turned, found in ((False, intervals), (True, mirrored)):
        if any(high >= COLDEST for _, high in found) and holds(fitted(found, stated), tried):
            return turned
    return None


def _of_paragraph(facts: Facts, start: int, end: int) -> Iterator[Claim]:
    """The potentials of lines of text."""
    lines = _lines(_by_ion(facts.context, start, end))
    yield from judged(facts.context, _of_lines(facts, lines, start, end), start)


def _of_column(facts: Facts, table: Table, at: int) -> Iterator[Claim]:
    """The potentials of a column whose rows are amounts and potentials of ions in turn."""
    found: list[tuple[str, list[Number]]] = []
    for row in table.rows:
        stub, number = row[0].text, cell_number(facts.context, row[at])
        match = _SUBSCRIPTED.search(stub)
        ion = symbol_of(match["ion"]) if match is not None else ion_of(stub)
        if ion is None or number is None:
            continue
        unit = number.unit or unit_of(stub) or (MILLIVOLT if role_of(stub) == "potential" else None)
        if not found or found[-1][0] != ion:
            found.append((ion, []))
        found[-1][1].append(replace(number, unit=unit))
    claims = _of_lines(facts, _lines(found), table.start, table.end)
    yield from unless_measured(facts.context, table, judged(facts.context, claims, table.start, table.end))


def _of_lines(facts: Facts, lines: Sequence[_Line], start: int, end: int) -> list[Claim]:
    """The claims of lines that one way round obey the Nernst relation, unless words say the other way."""
    ratios = [(_amount(x.first, MILLIMOLAR) / _amount(x.second, MILLIMOLAR), x.ion) for x in lines]
    edges = [_edges(x.potential, x.potential.unit or MILLIVOLT) for x in lines]
    turned = _turned(facts.context, ratios, edges, 2) if lines else None
    pairs = [(x.second, x.first) if turned else (x.first, x.second) for x in lines]
    known = {c.at: c.side for c in facts.concentrations.all.within(start, end) if not c.blocked}
    opposed = any(known.get(o.start) == "in" or known.get(i.start) == "out" for o, i in pairs)
    if turned is None or opposed or not any(x.potential.sign for x in lines):
        return []
    made = [_claim(facts, x.ion, x.potential, *pair) for x, pair in zip(lines, pairs, strict=True)]
    return [claim for claim in made if claim is not None]


def _claim(facts: Facts, ion: str, number: Number, out: Number, inside: Number) -> Claim | None:
    made = [
        made_concentration(ion, side, one, one.unit or MILLIMOLAR, tabulated=True)
        for side, one in (("out", out), ("in", inside))
    ]
    if made[0] is None or made[1] is None:
        return None
    pair = Pair(made[0], made[1], Scope.SENTENCE)
    return make_nernst(facts, ion, number, pair, symbolic=True)


def _series(facts: Facts, table: Table) -> Iterator[Claim]:
    """A column of potentials that follow from one column of amounts, and one value of the other side."""
    context = facts.context
    ions = {row_ion(table, row) for row in table.rows}
    ion = ions.pop() if len(ions) == 1 else None
    if ion is None or len(table.rows) < _FEWEST or recipe_of(context, table) is not None:
        return
    heads = [cell.text for cell in table.header]
    voltages = [
        at for at, head in enumerate(heads) if role_of(head) == "potential" and not MEASURED.search(head)
    ]
    if len(voltages) != 1:
        return
    for at, head in enumerate(heads):
        unit = unit_of(head)
        if at == voltages[0] or (unit is not None and unit.dimension != CONCENTRATION):
            continue
        if role_of(head) in ("out", "in"):
            return  # its other side is looked for by name
        pairs = list(_cells(context, table, at, voltages[0]))
        claims = list(_with_other(facts, table, ion, pairs)) if len(pairs) >= _FEWEST else []
        if claims:
            yield from unless_measured(context, table, judged(context, claims, table.start, table.end))
            return


def _cells(context: Context, table: Table, at: int, voltage: int) -> Iterator[tuple[Number, Number]]:
    """The amounts and potentials of the rows, each with its unit."""
    heads = [table.header[i].text for i in (at, voltage)]
    for row in table.rows:
        amount, potential = (cell_number(context, row[i]) for i in (at, voltage))
        if amount is None or potential is None or not potential.usable or not _is_amount(amount):
            continue
        unit = potential_unit(context, table, potential, heads[1])
        if unit is not None and unit.dimension == POTENTIAL and potential.value:
            known = amount.unit or unit_of(heads[0]) or MILLIMOLAR
            yield replace(amount, unit=known), replace(potential, unit=unit)


def _with_other(
    facts: Facts, table: Table, ion: str, pairs: Sequence[tuple[Number, Number]]
) -> Iterator[Claim]:
    """The claims with the one stated concentration that most rows of a series follow from."""
    context = facts.context
    low, high = context.layout.bounds(Scope.SECTION, table.start)
    stated = context.by_dimension.get(CONCENTRATION, _NONE).within(low, high, around=table.start)
    others = {
        n.si(): n
        for n in stated
        if not table.start <= n.start < table.end and _is_amount(n) and not _is_of_other(facts, ion, n)
    }
    edges = [_edges(potential, potential.unit or MILLIVOLT) for _, potential in pairs]
    for other in list(others.values())[:_MOST]:
        apart = [(pair, edge) for pair, edge in zip(pairs, edges, strict=True) if pair[0].si() != other.si()]
        ratios = [(amount.si() / other.si(), ion) for (amount, _), _ in apart]
        turned = _turned(context, ratios, [edge for _, edge in apart], 2 * len(others))
        if turned is None:
            continue
        for amount, potential in pairs:
            sides = (other, amount) if turned else (amount, other)
            claim = _claim(facts, ion, potential, *sides)
            if claim is not None:
                yield claim
        return


def _is_of_other(facts: Facts, ion: str, number: Number) -> bool:
    """Whether a concentration is bound to another ion, or stands in a clause that names only others."""
    bound = facts.concentrations.all.within(number.start, number.start + 1)
    low, high = facts.context.layout.bounds(Scope.CLAUSE, number.start)
    named = {mention.ion for mention in facts.context.ions.within(low, high)}
    return any(c.ion != ion or c.blocked for c in bound) or (bool(named) and ion not in named)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the equilibrium potentials of lines, and of series, that most of them prove."""
    context = facts.context
    if POTENTIAL in context.by_dimension:
        for match in _PARAGRAPH.finditer(context.text):
            short = match.end() - match.start() < _SHORT
            if short and table_at(context.tables, match.start()) is None:
                yield from _of_paragraph(facts, match.start(), match.end())
    for table in context.tables:
        yield from _series(facts, table)
        for at in range(1, len(table.header)) if len(table.rows) >= 2 * _FEWEST else ():
            yield from _of_column(facts, table, at)
