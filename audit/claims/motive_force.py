"""Proton-motive forces: a membrane potential and a pH difference that drive protons the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nernstian.audit.claims.base import Claim, Facts, Unbound, exact
from nernstian.audit.claims.roles import Law, is_quoted, make_claim, only
from nernstian.audit.layout import Scope
from nernstian.audit.units import POTENTIAL

LAW = Law("NE121", "proton_motive_force", "Δp")
_NAME = re.compile(
    r"(?:\bpmf|\bPMF|Δp|proton[- ]motive\sforce)\s(?:is|of|=|≈|then|reaches|comes\sto){1,2}\s?(?:about\s)?$"
)
_PH = re.compile(r"ΔpH\s?(?:=|of|is|≈)?\s?$")


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the proton-motive forces, as magnitudes: texts differ in the sign convention."""
    context = facts.context
    for number in context.with_unit:
        unit = number.unit
        if unit is None or unit.dimension != POTENTIAL or not number.usable:
            continue
        named = _NAME.search(context.text[max(0, number.start - 50) : number.start]) is not None
        if not named or is_quoted(context, number):
            continue
        low, high = context.layout.bounds(Scope.BLOCK, number.start)
        steps = {
            abs(n.value)
            for n in context.numbers_in(max(low, number.start - 1000), min(high, number.start + 1000))
            if n.usable and n.unit is None and _PH.search(context.text[max(0, n.start - 10) : n.start])
        }
        voltage = only(context, "V", number, POTENTIAL)
        if len(steps) != 1 or voltage is None or voltage.value >= 0.0:
            yield Unbound(number, "no one inside-negative potential and pH difference are stated near it")
            continue
        inputs = (voltage, exact("pH_in", steps.pop()), exact("pH_out", 0.0, "default"))
        caveat = "both terms driving protons inwards"
        yield make_claim(context, LAW, number, unit, inputs, False, magnitude=True, caveat=caveat)
