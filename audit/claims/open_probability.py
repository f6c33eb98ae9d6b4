"""Open probabilities of a gate some millivolts from where half of the channels are open.

"A gate with 3 charges, 15 mV above the midpoint: 0.85" is 1/(1 + exp(-z·ΔV/(kT/e))). Where the sentence itself
names one gating charge and one distance, nothing else can be meant, and a wrong value is called wrong; else the
charges and distances of the paragraph are tried, and a number may agree.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import exp

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, bind_temperature
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.roles import is_quoted
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC, evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import POTENTIAL

_OPEN = re.compile(
    r"(?:open(?:ing)?|activation)\s(?:probabilit|channels?|fraction)|\bP_?o(?:pen)?\b|fraction\s(?:of\s)?(?:\w+\s){0,2}open|(?:fraction|proportion)\sopen"
    r"|Offenwahrscheinlichkeit|probabilité\sd'ouverture|probabilidad\sde\sapertura|probabilità\sdi\sapertura|open-?kans|openingskans",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\bV_?\(?(?:1/2|½|half|0\.5|h)\)?|V½|half[- ](?:activation|maximal)\w*|midpoint|halbmaximal\w*|Halbaktivierung\w*|Mittelpunkt|demi-activation|point\smilieu"
    r"|semiactivación|punto\smedio|semiattivazione|halfwaarde|halfpunt",
    re.IGNORECASE,
)
_CHARGES = re.compile(
    r"(?:\bgat\w+\s(?:with|of|charges?)\s(?:a\s|of\s)?|\bz(?:_?\w{1,2})?\s?=\s?|(?:gating\scharge|effective\svalence|Gatingladung|charge\sd'activation|carga\sde\sactivación)\s(?:\w+\s){0,2}(?:=\s?)?)"
    r"(?:z\s?=\s?)?(?P<value>\d(?:[.,]\d)?)(?![\d.,]*\d|\s?(?:mV|nm|%))",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\s(?:above|beyond|positive|more\spositive|over|oberhalb|über|positiver|au-dessus|par-dessus|por\sencima|sopra|al\sdi\ssopra|boven)\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\s(?:below|negative|more\snegative|under|unterhalb|unter|negativer|au-dessous|en\sdessous|por\sdebajo|sotto|onder)\b",
    re.IGNORECASE,
)
# of what inactivates less is open above the midpoint, and not all channels may open at all
_OTHERWISE = re.compile(
    r"inactiv|inaktiv|\bavailab|\bclosed?\b|\bmaxim(?:um|al)|\brelative|\bHodgkin|\bgates\b|\bcubed?\b|\bfourth\b",
    re.IGNORECASE,
)
_USUAL = (291.15, 293.15, 295.15, 298.15, 303.15, 310.15)
_REACH, _MOST = 500, 3
_CHANCE = 0.05  # of a number between 0 and 1: its width times the values tried


@dataclass(frozen=True, slots=True)
class _Gate:
    """A gating charge, a distance from half activation, and whether the sentence itself says both."""

    charge: float
    shift: Number
    sign: float
    own: bool


def _shifts(context: Context, low: int, number: Number) -> list[tuple[Number, float]]:
    """The distances from half activation in front of a number, with their direction."""
    found: list[tuple[Number, float]] = []
    for n in context.numbers_in(low, number.start):
        if n.unit is None or n.unit.dimension != POTENTIAL or not n.usable or n.sign:
            continue
        above = _ABOVE.match(context.text, n.unit_end)
        if above or _BELOW.match(context.text, n.unit_end):
            found.append((n, 1.0 if above else -1.0))
    return found


def _gates(context: Context, number: Number) -> list[_Gate]:
    block, end = context.layout.bounds(Scope.BLOCK, number.start)
    low = max(block, number.start - _REACH)
    if not _HALF.search(context.text, low, min(end, number.end + 100)):
        return []
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    charges = [
        (m.start(), float(m["value"].replace(",", ".")))
        for m in _CHARGES.finditer(context.text, low, number.start)
    ]
    shifts = _shifts(context, low, number)
    own = {value for at, value in charges if at >= start}, [s for s in shifts if s[0].start >= start]
    if len(own[0]) == 1 and len(own[1]) == 1:
        return [_Gate(own[0].pop(), *own[1][0], True)]
    values = list(dict.fromkeys(value for _, value in reversed(charges)))[:_MOST]
    return [_Gate(value, *shift, False) for value, shift in product(values, (own[1] or shifts)[-_MOST:])]


_THERMAL = re.compile(r"(?:\bk_?B?\s?T\s?/\s?e|\bR\s?T\s?/\s?F)\s?[=≈]\s?$")


def _printed_thermal(context: Context) -> float | None:
    """The one thermal voltage that the text prints as kT/e."""
    printed = context.by_dimension.get(POTENTIAL, NONE).items
    found = {n.si() for n in printed if _THERMAL.search(context.text, max(0, n.start - 14), n.start)}
    return found.pop() if len(found) == 1 else None


def _thermal(context: Context, number: Number, printed: float | None) -> float | None:
    """The thermal voltage at the temperature near a number, else the printed one."""
    temperature, _ = bind_temperature(context, number.start, number.end)
    if temperature is not None:
        return evaluate("thermal_voltage", {"T": temperature.value})
    return printed


def _stands_alone(context: Context, number: Number, gate: _Gate) -> bool:
    """Whether no other probability stands behind the distance in the sentence: "from 0.5 to 0.77"."""
    _, end = context.layout.bounds(Scope.SENTENCE, number.start)
    behind = context.numbers_in(gate.shift.unit_end, min(end, number.end + 200))
    return sum(n.unit is None and 0.0 < n.value < 1.0 for n in behind) == 1


def _claim(number: Number, gate: _Gate, thermal: float) -> Claim:
    volts = gate.shift.si()
    half = 0.5 * gate.shift.last_digit * (gate.shift.unit.scale if gate.shift.unit is not None else 0.0)
    open_at = [
        1.0 / (1.0 + exp(-gate.sign * gate.charge * v / thermal)) for v in (volts, volts - half, volts + half)
    ]
    text = f"1/(1 + exp({-gate.sign * gate.charge:g} × {gate.shift.value:g} mV/{thermal * 1e3:.4g} mV))"
    low, high = sorted(open_at[1:]) if "." in gate.shift.text else (open_at[0], open_at[0])
    value = Input("value", text, open_at[0], open_at[0], DIMENSIONLESS, "stated", low, high)
    return Claim("NE132", ARITHMETIC, "open probability", number, DIMENSIONLESS, (value,), firm=gate.own)


def _agrees(claim: Claim) -> bool:
    low, high = interval_of(claim.number)
    return low <= claim.inputs[0].value <= high


def _is_of_another_temperature(claim: Claim, gate: _Gate) -> bool:
    """Whether a number that is not right at the stated temperature is so at a usual one."""
    if _agrees(claim):
        return False
    usual = (evaluate("thermal_voltage", {"T": kelvin}) for kelvin in _USUAL)
    return any(_agrees(_claim(claim.number, gate, thermal)) for thermal in usual)


def _of(context: Context, number: Number, printed: float | None) -> Claim | None:
    gates = _gates(context, number)
    thermal = _thermal(context, number, printed)
    if not gates or thermal is None or len(gates) * number.last_digit > _CHANCE:
        return None
    claims = [_claim(number, gate, thermal) for gate in gates]
    if gates[0].own and _stands_alone(context, number, gates[0]):
        return None if _is_of_another_temperature(claims[0], gates[0]) else claims[0]
    fitting = [claim for claim in claims if _agrees(claim)]
    return fitting[0] if len(fitting) == 1 else None


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the open probabilities of gates."""
    context = facts.context
    if not context.holds(_HALF) or not context.holds(_OPEN):
        return
    printed = _printed_thermal(context)
    for number in context.numbers:
        if number.unit is not None or not number.usable or not 0.0 < number.value < 1.0 or number.sign:
            continue
        block, end = context.layout.bounds(Scope.BLOCK, number.start)
        lead = context.text[max(block, number.start - _REACH) : min(end, number.end + 60)]
        behind = context.text[number.end : number.end + 3].strip()
        if (
            not _OPEN.search(lead)
            or _OTHERWISE.search(lead)
            or behind[:1].isalnum()
            or behind[:1] in ("%", "·", "×", "*", "/")
        ):
            continue
        found = None if is_quoted(context, number) else _of(context, number, printed)
        if found is not None:
            yield found
