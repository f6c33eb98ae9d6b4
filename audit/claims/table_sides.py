"""The side that a table of concentrations lacks: stated once above or below it, for all of its rows."""

from __future__ import annotations

import re

from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.layout import Scope
from nernstian.audit.sides import sides_in
from nernstian.audit.tables import Table
from nernstian.audit.units import CONCENTRATION

_ABOVE, _BELOW = 800, 400
_CHANGED = re.compile(
    r"\b(?:from|by|between|von|auf|depuis|desde|hasta)\s(?:about\s|~\s?)?\d"
    r"|\b(?:rais|lower|increas|decreas|chang|vari|stepp)(?:ed|ing|es)\b",
    re.IGNORECASE,
)


def stated_beside(context: Context, ion: str, side: str, table: Table) -> list[Concentration]:
    """Return the concentrations that clauses about this ion and side state: above a table, else below."""
    low, high = context.layout.bounds(Scope.SECTION, table.start)
    for start, end in (
        (max(low, table.start - _ABOVE), table.start),
        (table.end, min(high, table.end + _BELOW)),
    ):
        found = {c.value: c for c in _in(context, ion, side, start, end)}
        if found:
            return list(found.values())
    return []


def _in(context: Context, ion: str, side: str, start: int, end: int) -> list[Concentration]:
    """The concentrations of clauses that hold one number of this kind, one side and one ion."""
    found = []
    known = context.by_dimension.get(CONCENTRATION, NONE)
    for number in known.within(start, end):
        low, high = context.layout.bounds(Scope.CLAUSE, number.start)
        low, high = max(low, start, number.start - 200), min(high, end, number.unit_end + 100)
        ions = {mention.ion for mention in context.ions.within(low, high)}
        sides = {word.side for word in sides_in(context.text, low, high)}
        if ions != {ion} or sides != {side} or len(known.within(low, high)) > 1 or number.unit is None:
            continue
        if number.value > 0.0 and not _CHANGED.search(context.text, low, high):
            value = number.unit.to_si(number.value)
            found.append(Concentration(ion, side, number, number.unit, value, False, number.start))
    return found
