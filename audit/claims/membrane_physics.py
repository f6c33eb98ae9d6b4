"""Constant-field currents: arguments by dimension in the narrowest scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import find_pair
from nernstian.audit.claims.base import (
    Claim,
    Facts,
    Input,
    Unbound,
    concentration_input,
    exact,
    printed_input,
)
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.roles import Law, is_quoted, make_claim, only
from nernstian.audit.context import Context
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, CURRENT_DENSITY, POTENTIAL, VELOCITY, Unit

CURRENT = Law("NE125", "ghk_current", "I")
_SIDE = re.compile(r"\bc_?[({]?(?P<side>in?|o(?:ut)?)[)}]?\s?[=≈]\s?$", re.IGNORECASE)
_SAME = re.compile(r"\bsame\s(?:voltage|potential|membrane\spotential)", re.IGNORECASE)
_GHK = re.compile(r"\bGHK\b|Goldman|constant[- ]field", re.IGNORECASE)


def _labelled(context: Context, number: Number) -> dict[str, Input] | None:
    """The concentrations printed as c_i and c_o in the claim's block; None unless there is one of each."""
    start, end = context.layout.bounds(Scope.BLOCK, number.start)
    found: dict[str, Input] = {}
    for given in context.by_dimension.get(CONCENTRATION, NONE).within(start, end, around=number.start):
        label = _SIDE.search(context.text[max(start, given.start - 12) : given.start])
        if label is None or given.unit is None or not given.usable:
            continue
        name = "c_in" if label["side"].startswith("i") else "c_out"
        if name in found:
            return None
        found[name] = printed_input(name, given, given.unit, "stated", False)
    return found if len(found) == 2 else None


def _concentrations(facts: Facts, ion: str, number: Number) -> tuple[dict[str, Input], Scope] | str:
    """Both concentrations, by the labels c_i and c_o or by what is said of the ion; else why not."""
    labelled = _labelled(facts.context, number)
    if labelled is not None:
        return labelled, Scope.BLOCK
    pair = find_pair(facts.context, facts.concentrations, ion, number.start)
    if isinstance(pair, str):
        return pair
    sides = {"c_in": pair.inside, "c_out": pair.out}
    return {name: concentration_input(name, side, pair.scope) for name, side in sides.items()}, pair.scope


def _current(facts: Facts, number: Number, unit: Unit) -> Claim | Unbound | None:
    context = facts.context
    if not _GHK.search(context.text):
        return None
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    ions = {mention.ion for mention in context.ions.within(start, end)}
    same = _SAME.search(context.text, start, number.start) is not None
    permeability = only(context, "P", number, VELOCITY)
    voltage = only(context, "V", number, POTENTIAL, Scope.GROUP if same else Scope.BLOCK)
    if len(ions) != 1 or permeability is None or voltage is None:
        return Unbound(number, "no one ion, permeability and potential are stated near it")
    ion = ions.pop()
    bound = _concentrations(facts, ion, number)
    if isinstance(bound, str):
        return Unbound(number, bound)
    given, reach = bound
    valence = exact("z", float(VALENCE[ion]), "context")
    inputs = (voltage, given["c_in"], given["c_out"], permeability, valence)
    return replace(make_claim(context, CURRENT, number, unit, inputs, False), reach=reach)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield constant-field currents."""
    for number in facts.context.with_unit:
        unit = number.unit
        if unit is None or not number.usable or unit.dimension != CURRENT_DENSITY:
            continue
        found = None if is_quoted(facts.context, number) else _current(facts, number, unit)
        if found is not None:
            yield found
