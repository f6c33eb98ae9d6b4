"""The sentences of a verdict: one line that names the value, the inputs and what would make it true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import floor, isfinite, log10

from nernstian.audit.claims.base import Claim, Input
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.repairs import Repair

_SPOKEN = re.compile(r"^(?:negative|minus|moins|menos|meno)\s", re.IGNORECASE)
_PRETTY = {"degC": "°C"}
#: Laws of a path from outside to inside: the ratio is that of its end to its start.
IN_OVER_OUT = frozenset({"transport_free_energy"})


def decimals(step: float) -> int:
    """Return how many decimals a step such as 0.01 has."""
    return max(0, -floor(log10(step) + 1e-9)) if step > 0.0 and isfinite(step) else 2


def value(number: float, step: float, signed: bool = False) -> str:
    """Print a value to one digit more than the step it is compared with."""
    if not isfinite(number):
        return "undefined"
    if number != 0.0 and not 1e-3 <= abs(number) < 1e6:
        return f"{number:.3g}"
    # one digit more than the claim, and three significant ones where the claim is far too large
    significant = 2 - floor(log10(abs(number))) if number != 0.0 else 0
    places = min(max(decimals(step) + 1, significant if decimals(step) == 0 or abs(number) < step else 0), 9)
    return f"{number:+.{places}f}" if signed else f"{number:.{places}f}"


def unit_text(text: str) -> str:
    """Return the unit as prose prints it."""
    return "" if text == "1" else " " + _PRETTY.get(text, text)


def temperature(given: Input) -> str:
    """Print a temperature, or the prefactor that stands for one."""
    if given.unit.text in ("degC", "K"):
        return f"{given.printed:g}{unit_text(given.unit.text)}"
    return f"prefactor {given.text}"


def inputs(claim: Claim, temperature_used: Input | None) -> str:
    """Print what a value was recomputed from: ``1.2/0.0001 mM, z = 2, 37 °C``."""
    if claim.law == ARITHMETIC:
        return ", ".join(given.text for given in claim.inputs)
    listed = _inputs(claim, temperature_used)
    return ", ".join(listed if claim.times == 1 else [f"{claim.times} times", *listed])


def _inputs(claim: Claim, temperature_used: Input | None) -> list[str]:
    named = {given.name: given for given in claim.inputs}
    parts: list[str] = []
    if "c_out" in named and "c_in" in named:
        above, below = ("c_in", "c_out") if claim.law in IN_OVER_OUT else ("c_out", "c_in")
        pair = named.pop(above), named.pop(below)
        parts += [_ratio(*pair)] if pair[0].source != "default" else []
    if "c_m" in named and "A" in named and named["A"].source == "default":
        parts.append(f"C = {named.pop('c_m').text.removesuffix('/m2')}")
    if "E" in named and named["E"].source == "default" and "V" in named:
        parts.append(f"V - E = {named.pop('V').text}")
    if "c_m" in named and named["c_m"].unit.text.endswith("F/m2") and "/m2" not in named["c_m"].text:
        parts.append(f"C = {named.pop('c_m').text}")
    if "R_m" in named and named["R_m"].unit.text.endswith("*m2") and "m2" not in named["R_m"].text:
        parts.append(f"R = {named.pop('R_m').text}")
    parts += [f"{name} = {given.text}" for name, given in named.items() if given.source != "default"]
    if temperature_used is not None and temperature_used.source != "irrelevant":
        parts.append(temperature(temperature_used))
    return parts


def _ratio(above: Input, below: Input) -> str:
    if above.unit.text == below.unit.text:
        return f"{above.printed:g}/{below.printed:g}{unit_text(above.unit.text)}"
    return f"{above.printed:g}{unit_text(above.unit.text)}/{below.printed:g}{unit_text(below.unit.text)}"


def claimed(claim: Claim) -> str:
    """Print the claim: ``E_Ca = +120 mV``."""
    number = claim.number
    shown = _SPOKEN.sub("-", " ".join(number.text.split()))
    sign = "≈" if number.hedge is not None else "="
    return f"{claim.quantity} {sign} {shown}{unit_text(claim.unit.text)}"


def recomputed(claim: Claim, computed: float, used: Input | None) -> str:
    """Print the recomputed value with its inputs."""
    signed = claim.number.sign == "+"
    shown = value(computed, claim.number.last_digit, signed)
    return f"recomputed {shown}{unit_text(claim.unit.text)} ({inputs(claim, used)})"


def _plain(claim: Claim) -> str:
    return _SPOKEN.sub("-", claim.number.text).lstrip("+").strip()


def holds(claim: Claim, computed: float, used: Input | None, notes: Sequence[str], at: float | None) -> str:
    """Word a claim that holds."""
    text = f"{claimed(claim)}, {recomputed(claim, computed, used)}"
    if notes:
        text += (
            f"; holds {notes[0]}"
            if notes[0].startswith(("at ", "with ", "if "))
            else f"; holds with {notes[0]}"
        )
    if at is not None and used is not None:
        shown = value(computed, claim.number.last_digit)
        text += (
            f"; close to the edge: {shown}{unit_text(claim.unit.text)} at {temperature(used)}; "
            f"{_plain(claim)} holds at {at:.1f} °C"
        )
    return text


def wrong(
    claim: Claim, computed: float, used: Input | None, at: float | None, repairs: Iterable[Repair]
) -> str:
    """Word a claim that does not hold."""
    text = f"{claimed(claim)}, {recomputed(claim, computed, used)}"
    if at is not None and 0.0 <= at <= 60.0:
        text += f"; {_plain(claim)} holds at {at:.1f} °C"
    slips = [repair.explanation for repair in repairs]
    return text + (f"; perhaps {' or '.join(slips)}" if slips else "")


def conditional(
    claim: Claim, computed: float, used: Input, held: tuple[float, float] | None, reasons: Sequence[str]
) -> str:
    """Word a claim that needs an assumption the text does not state."""
    text = f"{claimed(claim)}, no temperature stated: {recomputed(claim, computed, used)}; "
    text += f"holds with {' or '.join(reasons)}"
    if held is not None and not any("°C" in reason for reason in reasons) and held[0] > -50.0:
        text += f" ({0.5 * (held[0] + held[1]):.1f} °C)"
    return text


def at_temperatures(held: tuple[float, float], named: Sequence[float]) -> str:
    """Word the temperatures that make a claim true, with the ordinary ones among them."""
    low, high = held
    ordinary = [f"{t:g}" for t in named if low - 0.05 <= t <= high + 0.05]
    middle = 0.5 * (low + high)
    span = f"{middle:.1f} °C" if high - low < 0.3 else f"{middle:.1f} °C ({low:.1f} to {high:.1f} °C)"
    return f"{span}, {' or '.join(ordinary)} °C among them" if ordinary else span


def lost_minus(claim: Claim, computed: float) -> str:
    """Word a match in magnitude only, in a text that lost characters."""
    return (
        f"{claimed(claim)}: the text lost characters, a minus sign perhaps among them; "
        f"the value must be {value(computed, claim.number.last_digit)}{unit_text(claim.unit.text)}"
    )


def lost_power(claim: Claim, computed: float) -> str:
    """Word right digits with a wrong power of ten, in a text that lost characters."""
    return (
        f"{claimed(claim)}: numbers near it lost their powers of ten, and so perhaps did this one; "
        f"recomputed {value(computed, claim.number.last_digit)}{unit_text(claim.unit.text)}"
    )


def unreadable(claim: Claim, computed: float) -> str:
    """Word a damaged number, with the value it must have had if its digits say so."""
    text = f'"{" ".join(claim.number.text.split())}": {claim.number.damage}'
    mantissa = claim.number.value
    if not isfinite(computed) or computed == 0.0 or not isfinite(mantissa) or mantissa == 0.0:
        return text
    power = round(log10(abs(computed / mantissa)))
    if abs(mantissa * float(f"1e{power}") / computed - 1.0) < 0.02:
        text += f"; the value must be {mantissa:g}×10^{power}{unit_text(claim.unit.text)}"
    return text
