"""Shifts by a named fold: "a twofold ratio 18.5 mV", a column headed "shift when [K]o doubles"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.nernst_tables import at_row_temperature, potential_unit
from nernstian.audit.claims.rows import by_majority
from nernstian.audit.claims.series import fold_claim
from nernstian.audit.context import Context
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Table
from nernstian.audit.units import POTENTIAL

_FOLDS = {
    "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "ten": 10.0, "hundred": 100.0, "thousand": 1000.0,
    "doppelt": 2.0, "zwei": 2.0, "drei": 3.0, "vier": 4.0, "fünf": 5.0, "zehn": 10.0, "hundert": 100.0,
}  # fmt: skip
_WORDS = "|".join(_FOLDS)
_RATIO = re.compile(
    rf"\b(?P<fold>{_WORDS}|\d{{1,4}})(?:-|\s)?(?:fold|fach(?:e[rsn]?)?)\s(?:ratio|gradient|change|step|difference|Verhältnis|Unterschied)\s?"
    r"(?:of\sconcentrations?\s|in\sconcentration\s)?(?:(?:is|gives|means|makes|corresponds\sto|=|:|→|ergibt|entspricht)\s?)?(?:about\s|\(|≈\s?|~\s?)?$",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"(?P<two>doubl|twofold|two-fold|×\s?2\b|verdopp|doublement|dupli|verdubbel|raddopp)"
    r"|(?P<ten>ten-?fold|10-?fold|decade|verzehnf|décupl|decuplic|décade|×\s?10\b)",
    re.IGNORECASE,
)
_SHIFT = re.compile(r"shift|chang|mov|ΔE|\bdE\b|Änderung|Verschieb|variation|cambi|E\b", re.IGNORECASE)
_SLOPE = re.compile(r"slope|factor|prefactor|Steigung|pente|per\sdecade", re.IGNORECASE)
_MEASURED = re.compile(r"measur|observ|record|\brest|V_?m\b|gemessen|mesur|medid", re.IGNORECASE)


def _factor(printed: str) -> float:
    return float(printed) if printed.isdigit() else _FOLDS[printed.lower()]


def _stated(context: Context, number: Number) -> Claim | None:
    """The shift that a fold right in front of a number makes, of a univalent ion if none is named."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    match = _RATIO.search(context.text, max(start, number.start - 60), number.start)
    if match is None or _MEASURED.search(context.text, start, number.start):
        return None
    factor = _factor(match["fold"])
    low, _ = context.layout.bounds(Scope.CLAUSE, number.start)
    ions = {mention.ion for mention in context.ions.within(max(low, number.start - 200), number.start)}
    if factor <= 1.0 or len(ions) > 1:
        return None
    claim = fold_claim(context, number, factor, ions.pop() if ions else None)
    firm = claim.temperature is not None and number.hedge is None
    return replace(claim, quantity=claim.quantity.removeprefix("Δ"), firm=firm)


def _columns(facts: Facts, table: Table) -> Iterator[tuple[int, float]]:
    """The columns of shifts by a fold, and the fold."""
    for at, cell in enumerate(table.header):
        match = _COLUMN.search(cell.text)
        plain = match is not None and _SHIFT.search(cell.text) and not _SLOPE.search(cell.text)
        if match is not None and plain and not _MEASURED.search(cell.text):
            yield at, 2.0 if match["two"] else 10.0


def _tabulated(facts: Facts, table: Table, column: int, factor: float) -> Iterator[Claim]:
    header = table.header[column].text
    for row in table.rows:
        number = cell_number(facts.context, row[column])
        unit = potential_unit(facts.context, table, number, header) if number else None
        if number is None or unit is None or unit.dimension != POTENTIAL or not number.usable:
            continue
        claim = fold_claim(facts.context, replace(number, unit=unit), factor, ion_of(header))
        placed = at_row_temperature(facts, claim, table, row)
        if placed.temperature is not None:
            yield replace(placed, quantity=placed.quantity.removeprefix("Δ"), prefactor=None)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the shifts that a text says a fold makes, in sentences and in columns."""
    context = facts.context
    for table in context.tables:
        for column, factor in _columns(facts, table):
            for claim in by_majority(list(_tabulated(facts, table, column, factor))):
                if isinstance(claim, Claim):
                    yield claim
    if not context.may_hold(_RATIO):
        return
    for number in context.with_unit:
        found = _stated(context, number) if is_potential(number) and number.usable else None
        if found is not None:
            yield found
