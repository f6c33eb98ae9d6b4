"""The thickness of a membrane beside its capacitance: the permittivity that the two need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nernstian.audit.claims.base import Claim, Facts, Settled, Unbound
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import index
from nernstian.audit.units import LENGTH, SPECIFIC_CAPACITANCE

RULE = "NE111"
_THICK = re.compile(r"\s?(?:thick\b|in\sthickness\b)")
_MEMBRANE = re.compile(r"\b(?:membranes?|bilayers?)\b", re.IGNORECASE)
_GIVEN = re.compile(r"permittivity|dielectric|\bε", re.IGNORECASE)
_LEAST, _MOST = 1.8, 10.0  # relative permittivities of a lipid membrane, with its headgroups


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield thicknesses beside a capacitance without a permittivity; they agree or stay unchecked."""
    context = facts.context
    levels = context.by_dimension.get(SPECIFIC_CAPACITANCE, index(())).items
    for number in context.by_dimension.get(LENGTH, index(())).items:
        if not 2e-9 < number.si() < 2e-8 or not _THICK.match(context.text, number.unit_end):
            continue
        start, end = context.layout.bounds(Scope.SECTION, number.start)
        around = context.text[max(start, number.start - 600) : min(end, number.start + 1500)]
        near = {level.si() for level in levels if start <= level.start < end and level.usable}
        if len(near) != 1 or _GIVEN.search(around) or not _MEMBRANE.search(around):
            continue
        capacitance = near.pop()
        needed = evaluate("plate_capacitance:eps_r", {"c_m": capacitance, "d": number.si()})
        given = f"{1e9 * number.si():g} nm and {100 * capacitance:.3g} µF/cm2"
        message = f"{given} need the relative permittivity {needed:.3g}"
        if _LEAST < needed < _MOST and number.unit is not None:
            yield Claim(
                RULE,
                "plate_capacitance",
                "d",
                number,
                number.unit,
                (),
                settled=Settled("conditional", message),
            )
