"""Constant-field currents: arguments by dimension in the narrowest scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import find_pair
from nernstian.audit.claims.base import Claim, Facts, Unbound, concentration_input, exact
from nernstian.audit.claims.roles import Law, is_quoted, make_claim, only
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import CURRENT_DENSITY, POTENTIAL, VELOCITY, Unit

CURRENT = Law("NE125", "ghk_current", "I")
_GHK = re.compile(r"\bGHK\b|Goldman|constant[- ]field", re.IGNORECASE)


def _current(facts: Facts, number: Number, unit: Unit) -> Claim | Unbound | None:
    context = facts.context
    if not _GHK.search(context.text):
        return None
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    ions = {mention.ion for mention in context.ions.within(start, end)}
    permeability = only(context, "P", number, VELOCITY)
    voltage = only(context, "V", number, POTENTIAL)
    if len(ions) != 1 or permeability is None or voltage is None:
        return Unbound(number, "no one ion, permeability and potential are stated near it")
    ion = ions.pop()
    pair = find_pair(context, facts.concentrations, ion, number.start)
    if isinstance(pair, str):
        return Unbound(number, pair)
    inputs = (
        voltage,
        concentration_input("c_in", pair.inside, pair.scope),
        concentration_input("c_out", pair.out, pair.scope),
        permeability,
        exact("z", float(VALENCE[ion]), "context"),
    )
    return replace(make_claim(context, CURRENT, number, unit, inputs, False), reach=pair.scope)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield constant-field currents."""
    for number in facts.context.numbers:
        unit = number.unit
        if unit is None or not number.usable or unit.dimension != CURRENT_DENSITY:
            continue
        found = None if is_quoted(facts.context, number) else _current(facts, number, unit)
        if found is not None:
            yield found
