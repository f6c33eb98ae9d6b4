"""The work of the calcium pump of the cell membrane, for one calcium ion: per mole, in meV or in zJ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts, Input, Unbound, exact
from nernstian.audit.claims.ion_arguments import sentence_of, sides_of, voltage_of
from nernstian.audit.claims.pump_energy import is_atp, is_cost, per_mole
from nernstian.audit.claims.roles import Law, make_claim
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import Unit

LAW = Law("NE122", "transport_free_energy", "W")
_PUMP = re.compile(
    r"\bPMCA\b|(?:Ca\^?2?\+?|[Cc]alcium|calcio|Kalzium)[- ]?(?:pump|ATPase|Pumpe|pomp)"
    r"|[Cc]alcium(?:pumpe|pomp)|pompe\s(?:à|de)\scalcium|bomba\sde\scalcio|pompa\sdel\scalcio"
)
# another membrane, another ion on the way back, or more than one calcium ion a turn
_OTHER = re.compile(
    r"\bSERCA\b|reticulum|mitochond|exchang|\b(?:two|2|zwei|deux|dos|due|twee)\s(?:Ca|calcium|calcio|Kalzium)|\bH\^?\+"
    r"|students?\b|measured|wrong|mistak",
    re.IGNORECASE,
)


def _reversed(given: Input) -> Input:
    """The potential of the end of the path, outside, minus that of its start."""
    return replace(
        given, value=-given.value, low=-given.high, high=-given.low, printed=-given.printed,
        text=f"{-given.printed:g} {given.unit.text}",
    )  # fmt: skip


def _claim(facts: Facts, number: Number, unit: Unit) -> Claim | Unbound:
    context = facts.context
    voltage = voltage_of(context, number)
    if voltage is None:
        return Unbound(number, "no one membrane potential is stated near it")
    found = sides_of(facts, "Ca", number)
    if isinstance(found, str):
        return Unbound(number, found)
    sides, reach = found
    inputs = (
        _reversed(voltage.value),
        replace(sides["c_out"], name="c_in"),
        replace(sides["c_in"], name="c_out"),
        exact("z", 2.0, "context"),
    )
    near = voltage.scope <= Scope.BLOCK and reach <= Scope.SECTION
    claim = make_claim(context, LAW, replace(number, unit=unit), unit, inputs, near, magnitude=True)
    return replace(claim, reach=reach)


def _is_meant(context: Context, number: Number) -> bool:
    block, end = context.layout.bounds(Scope.BLOCK, number.start)
    near = context.text[max(block, number.start - 600) : min(end, number.unit_end + 100)]
    if not _PUMP.search(near) or _OTHER.search(near):
        return False
    start, _ = sentence_of(context, number)
    return (
        "Na" not in context.text[start : number.start]
        and is_cost(context, number)
        and not is_atp(context, number)
    )


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield what the calcium pump spends on one calcium ion."""
    context = facts.context
    if not context.holds(_PUMP):
        return
    for number in context.numbers:
        unit = per_mole(number.unit) if number.unit is not None and number.usable else None
        if unit is not None and _is_meant(context, number):
            yield _claim(facts, number, unit)
