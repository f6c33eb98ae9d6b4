"""Driving forces of tables by ion, "K+ | +1.5 mV | +96.5 mV", whose columns no header explains.

What a column holds follows from the reversal potentials that the document states: with one membrane
potential V - E gives most of its rows. Then a row that it does not give is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import Claim, Facts, printed_input
from nernstian.audit.claims.driving import LAW, NAMED, QUANTITY, RULE
from nernstian.audit.claims.stated import MILLIVOLT, reversals
from nernstian.audit.context import Context
from nernstian.audit.grids import MEASURED, recipe_of
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number, row_ion
from nernstian.audit.tables import Cell, Table, role_of, unit_of
from nernstian.audit.units import POTENTIAL, Unit

_SPREAD = 0.15  # V; how wide driving forces are spread
_CHANCE, _SURE = 0.01, 1e-3
_MOST_V, _MOST_E, _MOST_ROWS = 12, 3, 30
_NONE: Index[Number] = index(())


@dataclass(frozen=True, slots=True)
class _Entry:
    """A number that may be a driving force, and the reversal potentials of its ion, the nearest first."""

    number: Number
    reversals: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A membrane potential, and the reversal potential with which each entry holds (None: with none)."""

    voltage: Number
    used: tuple[Number | None, ...]
    chance: float


def _volts(context: Context, cell: Cell, unit: Unit | None) -> Number | None:
    """The potential of a cell, with the unit of its column or row."""
    number = cell_number(context, cell)
    if number is None or not number.usable or number.value == 0.0:
        return None
    unit = number.unit or unit
    return replace(number, unit=unit) if unit is not None and unit.dimension == POTENTIAL else None


def _signed(context: Context, cells: Sequence[Cell]) -> Unit | None:
    """Millivolts, where numbers without a unit have signs."""
    numbers = [cell_number(context, cell) for cell in cells]
    return MILLIVOLT if any(number is not None and number.sign for number in numbers) else None


def _columns(context: Context, table: Table) -> Iterator[tuple[Cell, list[tuple[str, Number]]]]:
    """The columns (or, where ions are columns, the rows) of potentials by ion, with their head."""
    recipe = recipe_of(context, table)
    rows = table.rows[:_MOST_ROWS]
    for at, head in enumerate(table.header[1:], start=1):
        known = recipe is not None and not recipe.turned and recipe.potential == at
        if known or role_of(head.text) == "potential" or ion_of(head.text) is not None:
            continue
        unit = unit_of(head.text) or _signed(context, [row[at] for row in rows])
        found = [
            (ion, number)
            for row in rows
            if (number := _volts(context, row[at], unit)) is not None
            and (ion := row_ion(table, row)) is not None
        ]
        yield head, found
    ions = [ion_of(cell.text) for cell in table.header]
    for row in rows if sum(ion is not None for ion in ions[1:]) > 1 else ():
        if role_of(row[0].text) != "potential":
            unit = unit_of(row[0].text) or _signed(context, row[1:])
            numbers = [_volts(context, cell, unit) for cell in row]
            yield row[0], [(ion, n) for ion, n in zip(ions, numbers, strict=True) if ion and n is not None]


def _room(*numbers: Number) -> float:
    """The rounding, in volts, of numbers that are added."""
    return 0.51 * sum(n.unit.scale * n.last_digit for n in numbers if n.unit is not None)


def _voltages(context: Context, table: Table, head: Cell, entries: Sequence[_Entry]) -> list[Number]:
    """The membrane potentials that are tried: of the head, else those stated nearest in front or behind."""
    known = context.by_dimension.get(POTENTIAL, _NONE).items
    used = {e.start for entry in entries for e in entry.reversals}
    own = [n for n in known if head.start <= n.start < head.end]
    outside = [
        n for n in known if not table.start <= n.start < table.end and n.start not in used and n.usable
    ]
    firsts: dict[float, Number] = {}
    for number in (*own, *sorted(outside, key=lambda n: (n.start > table.start, abs(n.start - table.start)))):
        if number.usable:
            firsts.setdefault(round(number.si(), 6), number)
    return list(firsts.values())[:_MOST_V]


def _reading(voltage: Number, entries: Sequence[_Entry], tried: int) -> _Reading:
    used: list[Number | None] = []
    chance = float(tried)
    for entry in entries:
        room = _room(entry.number)
        fitting = (e for e in entry.reversals if abs(voltage.si() - e.si() - entry.number.si()) <= room)
        one = next(fitting, None)
        used.append(one)
        chance *= min(1.0, len(entry.reversals) * 2.0 * room / _SPREAD) if one is not None else 2.0
    return _Reading(voltage, tuple(used), chance)


def _claim(entry: _Entry, voltage: Number, potential: Number, firm: bool) -> Claim:
    unit, of_v, of_e = (n.unit or MILLIVOLT for n in (entry.number, voltage, potential))
    inputs = (
        printed_input("V", voltage, of_v, "context", False),
        printed_input("E", potential, of_e, "context", False),
    )
    return Claim(RULE, LAW, QUANTITY, entry.number, unit, inputs, reach=Scope.BLOCK, firm=firm)


def _proven(context: Context, table: Table, head: Cell, entries: Sequence[_Entry]) -> Iterator[Claim]:
    voltages = _voltages(context, table, head, entries)
    readings = [_reading(voltage, entries, len(voltages)) for voltage in voltages]
    best = min(readings, key=lambda r: (-sum(e is not None for e in r.used), r.chance), default=None)
    if best is None:
        return
    held = sum(e is not None for e in best.used)
    if held < 2 or 2 * held <= len(entries) or best.chance > _CHANCE:
        return
    sure = best.chance < _SURE and not MEASURED.search(head.text)
    for entry, potential in zip(entries, best.used, strict=True):
        sole = sure and len(entry.reversals) == 1 and not _is_stated_otherwise(context, entry, best.voltage)
        yield _claim(entry, best.voltage, potential or entry.reversals[0], sole)


def _is_stated_otherwise(context: Context, entry: _Entry, voltage: Number) -> bool:
    """Whether the document states the potential that a row would follow from: its E may be misprinted."""
    implied, room = voltage.si() - entry.number.si(), _room(entry.number)
    known = context.by_dimension.get(POTENTIAL, _NONE).items
    return any(abs(n.si() - implied) <= room for n in known if n.usable and n.start != entry.number.start)


def _entries(context: Context, found: Sequence[tuple[str, Number]]) -> list[_Entry]:
    known = reversals(context).items
    entries = []
    for ion, number in found:
        firsts: dict[float, Number] = {}
        for one in sorted(known, key=lambda r: abs(r.number.start - number.start)):
            if one.ion == ion and one.number.start != number.start and one.number.usable:
                firsts.setdefault(round(one.number.si(), 6), one.number)
        if firsts:
            entries.append(_Entry(number, tuple(firsts.values())[:_MOST_E]))
    return entries


def _paired(context: Context, table: Table) -> Iterator[Claim]:
    """A row of driving forces below one of reversal potentials: "E_Na | 65 | 52", "V - E at -70 mV | ..."."""
    forces = [row for row in table.rows if NAMED.search(row[0].text)]
    potentials = [row for row in table.rows if role_of(row[0].text) == "potential" and row not in forces]
    if len(forces) != 1 or len(potentials) != 1:
        return
    stated = context.numbers_in(forces[0][0].start, forces[0][0].end)
    voltages = [n for n in stated if n.usable and n.unit is not None and n.unit.dimension == POTENTIAL]
    if len(voltages) != 1:
        return
    units = [unit_of(r[0].text) or _signed(context, r[1:]) for r in (forces[0], potentials[0])]
    for force, potential in list(zip(forces[0], potentials[0], strict=True))[1:]:
        number, of = _volts(context, force, units[0]), _volts(context, potential, units[1])
        if number is not None and of is not None:
            yield _claim(_Entry(number, (of,)), voltages[0], of, True)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the driving forces of tables that most of their rows prove."""
    context = facts.context
    for table in context.tables:
        yield from _paired(context, table)
        for head, found in _columns(context, table):
            if len(found) > 1 and len({ion for ion, _ in found}) == len(found):
                entries = _entries(context, found)
                if len(entries) > 1:
                    yield from _proven(context, table, head, entries)
