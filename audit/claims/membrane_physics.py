"""Debye lengths and constant-field currents: arguments by dimension in the narrowest scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import find_pair
from nernstian.audit.claims.base import Claim, Facts, Input, Unbound, concentration_input, exact
from nernstian.audit.claims.roles import Law, is_quoted, make_claim, only
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, CURRENT_DENSITY, LENGTH, POTENTIAL, VELOCITY, Unit

DEBYE = Law("NE124", "debye_length", "λ_D")
CURRENT = Law("NE125", "ghk_current", "I")
_DEBYE = re.compile(r"Debye|screening\slength|λ_?D", re.IGNORECASE)
_MULTIVALENT = re.compile(r"divalent|trivalent|2:1|2:2|Ca\^?2|Mg\^?2|CaCl|MgCl|SO_?4", re.IGNORECASE)
_PERMITTIVITY = re.compile(
    r"(?:permittivity|dielectric\sconstant|[εϵ]_?r)\s?(?:=|of|is|≈)?\s?(?:about\s)?$", re.IGNORECASE
)
_GHK = re.compile(r"\bGHK\b|Goldman|constant[- ]field", re.IGNORECASE)
# Pure water between 0 and 42 degC is 88 to 73; texts that name none use 78.5 or 80.
_WATER = Input("eps_r", "78.5", 78.5, 78.5, Unit("1", 1.0, (0, 0, 0, 0, 0, 0, 0)), "context", 73.0, 81.0)


def _permittivity(facts: Facts) -> Input:
    context = facts.context
    stated = {
        n.value
        for n in context.numbers
        if n.usable
        and n.unit is None
        and 60.0 < n.value < 90.0
        and _PERMITTIVITY.search(context.text[max(0, n.start - 40) : n.start])
    }
    return exact("eps_r", stated.pop(), "context") if len(stated) == 1 else _WATER


def _debye(facts: Facts, number: Number, unit: Unit, permittivity: Input) -> Claim | Unbound | None:
    context = facts.context
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    if not _DEBYE.search(context.text, max(start, number.start - 200), number.start):
        return None
    if _MULTIVALENT.search(context.text, start, end):
        return Unbound(number, "the ionic strength of ions of several valences is not read")
    strength = only(context, "ionic_strength", number, CONCENTRATION, Scope.SENTENCE)
    if strength is None:
        return Unbound(number, "no one ionic strength is stated beside it")
    caveat = (
        "" if permittivity is not _WATER else "a relative permittivity of 78.5, which the text does not state"
    )
    return make_claim(
        context, DEBYE, number, unit, (strength, permittivity), permittivity is not _WATER, caveat=caveat
    )


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
    """Yield Debye lengths and constant-field currents."""
    permittivity = _permittivity(facts)
    for number in facts.context.numbers:
        unit = number.unit
        if unit is None or not number.usable or is_quoted(facts.context, number):
            continue
        found: Claim | Unbound | None = None
        if unit.dimension == LENGTH and 1e-11 < number.si() < 1e-6:
            found = _debye(facts, number, unit, permittivity)
        elif unit.dimension == CURRENT_DENSITY:
            found = _current(facts, number, unit)
        if found is not None:
            yield found
