"""Tables with a column for every concentration: ``[K+]ext (mM) | 0.5 | 5 | 50`` above ``E_K (mV) | ...``.

The other side stands beside the table. Where two cells or more follow the law, the others are computed alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import Pair, nearest_concentrations
from nernstian.audit.claims.base import Claim, Facts
from nernstian.audit.claims.nernst import make_nernst
from nernstian.audit.claims.nernst_tables import potential_unit
from nernstian.audit.claims.rows import agrees
from nernstian.audit.claims.table_sides import stated_beside
from nernstian.audit.concentrations import made_concentration
from nernstian.audit.given import Concentration
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table, role_of, unit_of
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, POTENTIAL

_FEWEST = 2
_FOUND = re.compile(
    r"measur|observ|record|found|gemessen|mesur|medid|misurat|gemeten|experiment", re.IGNORECASE
)


def _varied(facts: Facts, table: Table) -> tuple[str, str, list[Concentration | None]] | None:
    """The ion and side of a header row of concentrations, and those of each column."""
    head = table.header[0].text
    ion, side = ion_of(head), role_of(head)
    if ion is None or side not in ("out", "in") or len(table.header) < _FEWEST + 1:
        return None
    unit = unit_of(head) or MILLIMOLAR
    made: list[Concentration | None] = [None]
    for cell in table.header[1:]:
        number = cell_number(facts.context, cell)
        usable = number is not None and number.usable and number.value > 0.0
        own = number.unit if number is not None and number.unit is not None else unit
        if number is None or not usable or own.dimension != CONCENTRATION:
            return None
        made.append(made_concentration(ion, side, number, own))
    return ion, side, made


def _other(facts: Facts, table: Table, ion: str, side: str) -> Concentration | None:
    """The one concentration of the other side that the words beside a table state."""
    beside = stated_beside(facts.context, ion, side, table)
    if not beside:
        found, _ = nearest_concentrations(
            facts.context, facts.concentrations, ion, side, max(0, table.start - 1)
        )
        beside = [c for c in found if c.at < table.start]
    return beside[0] if len(beside) == 1 and not beside[0].blocked else None


def _row(
    facts: Facts,
    table: Table,
    row: tuple[Cell, ...],
    columns: list[Concentration | None],
    other: Concentration,
) -> Iterator[Claim]:
    for cell, own in zip(row, columns, strict=False):
        number: Number | None = cell_number(facts.context, cell) if own is not None else None
        unit = potential_unit(facts.context, table, number, row[0].text) if number is not None else None
        if own is None or number is None or unit is None or unit.dimension != POTENTIAL or not number.usable:
            continue
        pair = Pair(own, other, Scope.SENTENCE) if own.side == "out" else Pair(other, own, Scope.SENTENCE)
        yield make_nernst(facts, own.ion, replace(number, unit=unit), pair, symbolic=True)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the rows of equilibrium potentials below a row of concentrations."""
    for table in facts.context.tables:
        varied = _varied(facts, table) if table.header else None
        if varied is None:
            continue
        ion, side, columns = varied
        other = _other(facts, table, ion, "in" if side == "out" else "out")
        for row in table.rows if other is not None else ():
            named = role_of(row[0].text) == "potential" and ion_of(row[0].text) in (None, ion)
            if other is None or not named or _FOUND.search(row[0].text):
                continue
            made = list(_row(facts, table, row, columns, other))
            if sum(map(agrees, made)) >= _FEWEST and 2 * sum(map(agrees, made)) >= len(made):
                yield from (replace(claim, firm=True) for claim in made)
