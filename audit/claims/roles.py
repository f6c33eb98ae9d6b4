"""Arguments by dimension: the one value nearest to a claim, or nothing where several are equally near."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nernstian.audit.claims.base import Claim, Input, bind_temperature, printed_input
from nernstian.audit.claims.capacitor import nearest
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import TEMPERATURE, Dimension, Unit

#: For terms that no temperature enters; the law wants one, and the reports do not print it.
INDEPENDENT = Input("T", "298.15 K", 298.15, 298.15, Unit("K", 1.0, TEMPERATURE), "irrelevant")
_NOT_CLAIMED = re.compile(
    r"\bATP\b|\bstudents?\b|\bmeasured\b|\bwrong|\bmistak|\boption\b|\bet\sal\b|\bdoi\b|^\s?\(?[A-E]\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Law:
    """A law with the rule it is reported under and the quantity's printed name."""

    rule: str
    name: str
    quantity: str


def is_quoted(context: Context, number: Number) -> bool:
    """Whether a sentence quotes a value rather than derives it: an answer, a measurement, a yield of ATP."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    return (
        _NOT_CLAIMED.search(context.text, max(start, number.start - 300), min(end, number.end + 200))
        is not None
    )


def only(
    context: Context, name: str, number: Number, dimension: Dimension, limit: Scope = Scope.BLOCK
) -> Input | None:
    """Return the one number of a dimension nearest to a claim as an input; None for none or a tie."""
    found = nearest(context, number, dimension, limit)
    if len(found.numbers) != 1 or found.numbers[0].unit is None:
        return None
    given = found.numbers[0]
    source = "stated" if found.scope <= Scope.GROUP else "context"
    return printed_input(name, given, found.numbers[0].unit, source, False)


def make_claim(
    context: Context,
    law: Law,
    number: Number,
    unit: Unit,
    inputs: tuple[Input, ...],
    firm: bool,
    **more: bool | str,
) -> Claim:
    """Make a claim with the temperature that the text states for it."""
    temperature, scope = bind_temperature(context, number.start, number.unit_end)
    return Claim(
        law.rule,
        law.name,
        law.quantity,
        number,
        unit,
        inputs,
        temperature,
        scope,
        firm=firm,
        magnitude=bool(more.get("magnitude", False)),
        caveat=str(more.get("caveat", "")),
    )
