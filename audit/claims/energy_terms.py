"""Tables of the terms of one free energy, a row each: ``chemical | −1.54``, ``electrical | −1.15``, a sum.

The concentrations stand in the row itself or in front of the table, as does the potential; which way the ion
moves follows from the signs. Where two of the three terms hold, the third one must.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from nernstian.audit.claims.base import Claim, Facts, Input, exact, printed_input
from nernstian.audit.claims.energy_sums import LAW
from nernstian.audit.claims.energy_tables import TERMS
from nernstian.audit.claims.roles import INDEPENDENT, make_claim
from nernstian.audit.claims.rows import agrees
from nernstian.audit.context import Context
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table, unit_of
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, MOLAR_ENERGY, POTENTIAL, Dimension, Unit

_NEAREST = 4
_NONE: Index[Number] = index(())
_VOLT = Unit("V", 1.0, POTENTIAL)
_NEUTRAL = Input("V", "0 V", 0.0, 0.0, _VOLT, "default")
_ONE = Input("c_in", "1 mM", 1.0, 1.0, MILLIMOLAR, "default")
_FEWEST = 2  # terms that show how the others are meant


def _terms(context: Context, table: Table, at: int) -> dict[str, tuple[Cell, Number]]:
    """The rows of one column that name a term, each once, with their numbers."""
    unit = unit_of(table.header[at].text)
    found: dict[str, tuple[Cell, Number]] = {}
    for row in table.rows:
        term = next((name for name, pattern in TERMS if pattern.search(row[0].text)), "")
        number = cell_number(context, row[at])
        if not term or number is None or not number.usable or term in found:
            continue
        known = number.unit or unit
        if known is not None and known.dimension == MOLAR_ENERGY and number.value:
            found[term] = (row[0], replace(number, unit=known))
    return found


def _before(context: Context, table: Table, dimension: Dimension) -> list[Number]:
    """The last values of a kind in front of a table, in its section."""
    low, _ = context.layout.bounds(Scope.SECTION, table.start)
    found = context.by_dimension.get(dimension, _NONE).within(low, table.start, around=table.start)
    return [number for number in reversed(found) if number.usable and number.value][:_NEAREST]


def _ends(context: Context, table: Table, label: Cell) -> Iterator[tuple[Input, Input]]:
    """The concentrations at the end and start of a path: those of the row itself, else the last stated."""
    own = [n for n in context.numbers_in(label.start, label.end) if n.usable and n.value > 0.0]
    pairs = (
        [(own[0], own[1])] if len(own) == 2 else list(permutations(_before(context, table, CONCENTRATION), 2))
    )
    for end, start in pairs:
        yield (
            printed_input("c_in", end, end.unit or MILLIMOLAR, "stated", False),
            printed_input("c_out", start, start.unit or MILLIMOLAR, "stated", False),
        )


def _claim(context: Context, number: Number, inputs: tuple[Input, ...], electrical: bool) -> Claim:
    claim = make_claim(context, LAW, number, number.unit or _VOLT, inputs, True)
    claim = replace(claim, reach=Scope.BLOCK, symbolic=False)
    return replace(claim, temperature=INDEPENDENT) if electrical else claim


def _voltages(context: Context, table: Table) -> Iterator[Input]:
    """The potentials in front of a table, along the path and against it."""
    for number in _before(context, table, POTENTIAL):
        for way in (1.0, -1.0):
            given = printed_input(
                "V", replace(number, value=way * number.value), number.unit or _VOLT, "stated", False
            )
            yield replace(given, text=f"{given.printed:g} {given.unit.text}")


def _readings(context: Context, table: Table, found: dict[str, tuple[Cell, Number]]) -> Iterator[list[Claim]]:
    """The claims of all terms, for each path that may be meant."""
    label, chemical = found["chemical"]
    low, _ = context.layout.bounds(Scope.SECTION, table.start)
    ions = context.ions.within(low, table.start)
    charge = exact("z", float(VALENCE[ions[-1].ion]) if ions else 1.0, "context")
    one = replace(_ONE, name="c_out")
    for c_in, c_out in _ends(context, table, label):
        for voltage in _voltages(context, table):
            yield [
                _claim(context, chemical, (_NEUTRAL, c_in, c_out, charge), False),
                _claim(context, found["electrical"][1], (voltage, _ONE, one, charge), True),
                _claim(context, found["total"][1], (voltage, c_in, c_out, charge), False),
            ]


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the terms of free energies that stand below each other."""
    context = facts.context
    for table in context.tables:
        for at in range(1, len(table.header)):
            found = _terms(context, table, at)
            if len(found) < len(TERMS):
                continue
            counted = [(sum(map(agrees, claims)), claims) for claims in _readings(context, table, found)]
            most, best = max(counted, key=lambda one: one[0], default=(0, []))
            if most >= _FEWEST:
                yield from best
