"""Tables with a column for each permeability and one of membrane potentials: a row for each state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts, Unbound
from nernstian.audit.claims.ghk_voltage import ghk_inputs, make_ghk
from nernstian.audit.claims.nernst_tables import potential_unit
from nernstian.audit.claims.permeabilities import IONS, Weights
from nernstian.audit.claims.rows import by_majority
from nernstian.audit.context import Context
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table
from nernstian.audit.units import POTENTIAL

_PERMEABILITY = re.compile(
    r"\s*\$?[Pp]_?\(?(?P<ion>K|Na|Cl)\)?(?:\s?/\s?[Pp]_?\(?(?P<of>K|Na|Cl)\)?)?(?![A-Za-z])"
)
_RATIO = re.compile(r"\s*\$?[Pp]_?(?:K|Na|Cl)\s?:\s?[Pp]_?(?:K|Na|Cl)")
_POTENTIAL = re.compile(
    r"(?<![A-Za-z])[VEU]_?(?:m|M|rest|GHK)?(?![A-Za-z_])|\bGHK\b|Goldman|potential|Potential|potentiel|potencial|potenziale|voltage"
)
_OTHER = re.compile(
    r"measur|observ|record|gemessen|mesur|medid|misurat|E_?(?:K|Na|Cl)\b|Nernst|±", re.IGNORECASE
)


def _columns(table: Table) -> tuple[dict[int, str], int] | None:
    """The columns of permeabilities by ion, and that of potentials; None where they are not clear."""
    permeabilities: dict[int, str] = {}
    for at, cell in enumerate(table.header):
        found = _PERMEABILITY.match(cell.text)
        if found is not None and not _RATIO.match(cell.text) and found["of"] in (None, "K"):
            permeabilities[at] = found["ion"]
    named = [
        at
        for at, cell in enumerate(table.header)
        if at not in permeabilities and _POTENTIAL.search(cell.text) and not _OTHER.search(cell.text)
    ]
    ions = list(permeabilities.values())
    if len(named) != 1 or not ions or len(set(ions)) != len(ions) or not set(ions) - {"K"}:
        return None
    return permeabilities, named[0]


def _weights(context: Context, row: tuple[Cell, ...], columns: dict[int, str]) -> Weights | None:
    values = {"K": 1.0}
    for at, ion in columns.items():
        number = cell_number(context, row[at])
        if number is None or not number.usable or number.value < 0.0:
            return None
        values[ion] = number.value
    return Weights(tuple((ion, values[ion]) for ion in IONS if ion in values), row[0].start)


def _row(
    facts: Facts, table: Table, row: tuple[Cell, ...], columns: tuple[dict[int, str], int]
) -> Claim | None:
    context, (permeabilities, column) = facts.context, columns
    number, weights = cell_number(context, row[column]), _weights(context, row, permeabilities)
    if number is None or not number.usable or weights is None:
        return None
    unit = potential_unit(context, table, number, table.header[column].text)
    bound = ghk_inputs(facts, weights, number.start, IONS)
    if unit is None or unit.dimension != POTENTIAL or isinstance(bound, str):
        return None
    return replace(make_ghk(facts, replace(number, unit=unit), *bound), firm=False)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the potentials of rows; they may be wrong where two and half of them agree."""
    for table in facts.context.tables:
        columns = _columns(table)
        if columns is None:
            continue
        made = (_row(facts, table, row, columns) for row in table.rows)
        rows: list[Claim | Unbound] = [claim for claim in made if claim is not None]
        yield from (found for found in by_majority(rows) if isinstance(found, Claim))
