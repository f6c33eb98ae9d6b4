"""A printed formula evaluated on the rows of the document's own table.

``E = 61.5 mV × log10([out]/[in])`` gives the potentials of monovalent cations only. Where a text prints it
for any ion, and a table right behind it follows the law and not the formula, the formula lacks the valence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from nernstian.audit.claims import nernst_tables
from nernstian.audit.claims.base import Claim, Facts, Unbound
from nernstian.audit.claims.formulas import FORMULA, GENERIC, HAS_VALENCE, is_outside
from nernstian.audit.claims.said import statement
from nernstian.audit.context import Context
from nernstian.audit.given import Prefactor
from nernstian.audit.numbers import interval_of

RULE = "NE141"
_REACH = 1500  # how far behind its formula a table begins
_APPLIED = re.compile(
    r"\b(?:[Pp]lug\w*|[Pp]ut(?:ting)?|[Ii]nsert\w*|[Aa]pply\w*|[Aa]pplied|[Uu]s(?:e|ing)|[Ww]ith\s(?:it|this)|[Gg]ives|(?:you|we)\sget)\b"
)
_VALENCE = re.compile(r"\bvalen(?:ce|cy)\b|\bdivalent\b|\bcations?\sonly\b|\bdivide|\bhal(?:f|ve)|\bz\b")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: the ion, what is printed, and what the formula gives, in mV."""

    ion: str
    printed: float
    given: float
    fits: bool


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield formulas without valence that the document's own table does not follow."""
    context = facts.context
    if not context.tables or not context.prefactors:
        return
    rows = None
    for prefactor in context.prefactors:
        match = _formula(context, prefactor)
        if match is None:
            continue
        if rows is None:
            rows = [claim for claim in nernst_tables.recognise(facts) if isinstance(claim, Claim)]
        near = [claim for claim in rows if 0 < claim.number.start - match.end() < _REACH]
        if not near:
            continue
        between = context.text[match.end() : near[0].number.start]
        if not _APPLIED.search(between) or _VALENCE.search(between):
            continue
        made = _judged(context, match, [_row(prefactor, claim) for claim in near])
        if made is not None:
            yield made


def _formula(context: Context, prefactor: Prefactor) -> re.Match[str] | None:
    """The formula of any ion, outside over inside and without valence, that a printed prefactor stands in."""
    match = FORMULA.search(context.text, max(0, prefactor.at - 12), prefactor.at + 160)
    if match is None or not match.start() < prefactor.at < match.end() or prefactor.natural:
        return None
    ions = {match["name"] or "", match["ion1"] or "", match["ion2"] or ""} - GENERIC
    if ions or HAS_VALENCE.search(match["before"]) or prefactor.number.value <= 0.0:
        return None
    return match if is_outside(match, 1) and not is_outside(match, 2) else None


def _row(prefactor: Prefactor, claim: Claim) -> _Row:
    values = {given.name: given.value for given in claim.inputs}
    slope = 1e3 * abs(prefactor.unit.to_si(prefactor.number.value))
    given = slope * log10(values["c_out"] / values["c_in"])
    low, high = (1e3 * claim.unit.to_si(edge) for edge in interval_of(claim.number))
    room = max(3.0, 0.05 * abs(given)) if claim.number.hedge is not None else 0.02 * abs(given)
    printed = 1e3 * claim.unit.to_si(claim.number.value)
    return _Row(claim.quantity.removeprefix("E_"), printed, given, low - room <= given <= high + room)


def _judged(context: Context, match: re.Match[str], rows: list[_Row]) -> Claim | None:
    wrong = [row for row in rows if not row.fits]
    if not wrong or len(rows) < 3 or len(wrong) == len(rows):
        return None
    named = ", ".join(f"{row.given:+.1f} mV for {row.ion} ({row.printed:+g} in the table)" for row in wrong)
    message = (
        f"the valence is missing: {len(rows) - len(wrong)} of the {len(rows)} rows follow; it gives {named}"
    )
    return statement(context, RULE, "nernst", "inconsistent", message, match.span())
