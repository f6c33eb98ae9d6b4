"""Columns whose name does not say that they are equilibrium potentials, but whose rows do.

Beside the concentrations of both sides, "theory (mV)" or a mere "mV" may be anything. Where half of the rows
or more follow the law at the temperature that the text states, the column is computed from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts
from nernstian.audit.claims.nernst_tables import table_row
from nernstian.audit.claims.rows import agrees
from nernstian.audit.tables import Table, role_of, unit_of
from nernstian.audit.units import POTENTIAL

# of a cell, not of an ion
_OTHER = re.compile(
    r"measur|observ|record|found|gemessen|mesur|medid|misurat|gemeten|experiment|driving|V_?m?\s?-\s?E|\brest|±|\bSEM?\b|\bSD\b",
    re.IGNORECASE,
)
_FEWEST = 2


def _columns(table: Table) -> list[int]:
    """The columns in volts of a table without a named one, that are not said to be something else."""
    roles = [role_of(cell.text) for cell in table.header]
    if "potential" in roles or not {"in", "out"} & set(roles):
        return []
    units = [unit_of(cell.text) for cell in table.header]
    return [
        at
        for at, (role, unit) in enumerate(zip(roles, units, strict=True))
        if role not in ("in", "out", "permeability", "temperature")
        and unit is not None
        and unit.dimension == POTENTIAL
        and not _OTHER.search(table.header[at].text)
    ]


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the rows of columns that follow the law by majority."""
    for table in facts.context.tables:
        for column in _columns(table) if len(table.rows) >= _FEWEST else []:
            made = [found for row in table.rows for found in table_row(facts, table, row, column)]
            claims = [claim for claim in made if isinstance(claim, Claim) and claim.temperature is not None]
            following = sum(map(agrees, claims))
            if following >= _FEWEST and 2 * following >= len(claims):
                yield from (replace(claim, firm=True) for claim in claims)
