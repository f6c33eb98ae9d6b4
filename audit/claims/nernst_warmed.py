"""Tables of equilibrium potentials with a row for every ion and a column for every temperature.

The concentrations stand elsewhere. Where two cells or more follow the law, the others are computed alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import Pair, find_pair
from nernstian.audit.claims.base import Claim, Facts, temperature_input
from nernstian.audit.claims.nernst import SUBJECT, make_nernst
from nernstian.audit.claims.nernst_tables import potential_unit
from nernstian.audit.claims.rows import agrees
from nernstian.audit.given import Temperature
from nernstian.audit.ions import VALENCE, ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table
from nernstian.audit.units import POTENTIAL

_SMALL = {ion.lower(): ion for ion in VALENCE}
_ABOVE = 300
_FEWEST = 2


def _columns(facts: Facts, table: Table) -> dict[int, Temperature]:
    """The columns whose header states one temperature and no ion."""
    found: dict[int, Temperature] = {}
    for at, cell in enumerate(table.header):
        stated = facts.context.temperatures.within(cell.start, cell.end)
        if len(stated) == 1 and not stated[0].blocked and ion_of(cell.text) is None:
            found[at] = stated[0]
    return found


def _ion(row: tuple[Cell, ...]) -> str | None:
    """The ion of a row's first word, also as simulators write it: ``k``, ``ena``."""
    cell = next((cell for cell in row if any(map(str.isalpha, cell.text))), row[0])
    name = cell.text.strip(" :*`")
    return ion_of(cell.text) or _SMALL.get(name) or _SMALL.get(name.removeprefix("e").lstrip("_"))


def _claims(facts: Facts, table: Table, columns: dict[int, Temperature]) -> Iterator[Claim]:
    context = facts.context
    for row in table.rows:
        ion = _ion(row)
        pair = find_pair(context, facts.concentrations, ion, table.start) if ion is not None else ""
        if ion is None or not isinstance(pair, Pair):
            continue
        for at, temperature in columns.items():
            number = cell_number(context, row[at]) if at < len(row) else None
            unit = potential_unit(context, table, number, table.header[at].text) if number else None
            if number is None or unit is None or unit.dimension != POTENTIAL or not number.usable:
                continue
            claim = make_nernst(facts, ion, replace(number, unit=unit), pair, symbolic=True)
            given = temperature_input(temperature, Scope.SENTENCE)
            yield replace(claim, temperature=given, temperature_scope=Scope.SENTENCE, prefactor=None)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the cells of tables with a temperature for every column."""
    context = facts.context
    for table in context.tables:
        columns = _columns(facts, table)
        above = context.text[max(0, table.start - _ABOVE) : table.start]
        if not columns or not SUBJECT.search(above + " ".join(cell.text for cell in table.header)):
            continue
        made = list(_claims(facts, table, columns))
        following = sum(map(agrees, made))
        if following >= _FEWEST and 2 * following >= len(made):
            yield from (replace(claim, firm=True) for claim in made)
