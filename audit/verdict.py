"""The decision procedure: from a claim to a verdict.

The order is fixed: strict interval, one relaxation, an unstated assumption, and only then "inconsistent".
The claim and its inputs are never widened together: stacking rescues wrong claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import product
from math import isfinite, log10

from nernstian.audit import wording
from nernstian.audit.acceptance import Settings, contains, is_open_ended, is_vague, near_edge, relaxations
from nernstian.audit.claims.base import CELSIUS, KELVIN, Claim, Input
from nernstian.audit.evaluate import enclose, evaluate, needs_temperature, temperature_for
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import interval_of
from nernstian.audit.repairs import Repair, find_repairs
from nernstian.audit.units import ZERO_CELSIUS
from nernstian.codegen.emitted import CONSTANTS


class Kind(StrEnum):
    """The six verdicts, with the words the reports print."""

    VERIFIED = "verified"
    CONSISTENT = "consistent"
    CONDITIONAL = "conditional"
    INCONSISTENT = "inconsistent"
    UNREADABLE = "unreadable"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judged claim; ``computed``, ``low`` and ``high`` are in the claim's unit."""

    claim: Claim
    kind: Kind
    computed: float
    low: float
    high: float
    temperature: Input | None
    message: str
    assumptions: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = field(default=())


BODY = 37.0
# what is computed by hand with a rounded RT/F or slope, and how far the rounding may reach
HAND_COMPUTED = frozenset(
    ("nernst", "ghk_voltage", "boltzmann_ratio", "ussing_flux_ratio", "donnan", "mullins_noda")
)
SLOPE_ROUNDING = 0.004
# as hand calculations round them: J/(mol K), C/mol
ROUNDED_R, ROUNDED_F = (8.314, 8.31), (96485.0, 96500.0)
ROUNDED_E = (1.602e-19, 1.6e-19)  # C
# Temperatures and slopes that texts leave unsaid; slopes in mV per decade.
NAMED_TEMPERATURES = (20.0, 22.0, 25.0, 37.0)
NAMED_SLOPES = (58.0, 60.0, 61.0, 61.5, 62.0)
VAGUE = "too vague to be judged"
LOOSE = "it does not fit the inputs near it, which may belong to something else"
FAR = "its inputs stand in another part of the text"
ORDINARY = (0.0, 42.0)  # degC: outside nobody keeps the cells of a textbook


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the claim's temperature; the first is the text's own."""

    temperature: Input | None
    note: str = ""


def celsius_input(degrees: float, source: str) -> Input:
    """Make a temperature input that the text does not state."""
    return Input("T", f"{degrees:g} degC", CELSIUS.to_si(degrees), degrees, CELSIUS, source)


def arguments(claim: Claim, temperature: Input | None) -> dict[str, float]:
    """Return the SI arguments of the claim's law."""
    values = {given.name: given.value for given in claim.inputs}
    return values | ({"T": temperature.value} if temperature is not None else {})


def recompute(claim: Claim, temperature: Input | None) -> float:
    """Return the law's result in the claim's unit."""
    value = claim.result_unit.from_si(evaluate(claim.formula, arguments(claim, temperature)))
    return abs(value) if claim.magnitude else value


def _bounds(claim: Claim, temperature: Input | None) -> tuple[float, float]:
    """The result's hull over the rounding intervals of the inputs."""
    boxes = {given.name: (given.low, given.high) for given in claim.inputs}
    if temperature is not None:
        boxes["T"] = (temperature.low, temperature.high)
    low, high = sorted(claim.result_unit.from_si(v) for v in enclose(claim.formula, boxes))
    if claim.magnitude:
        low, high = sorted((abs(low), abs(high))) if low * high > 0 else (0.0, max(-low, high))
    return low, high


def _printed(claim: Claim) -> Claim:
    """The claim as it is compared: a magnitude loses its sign."""
    if not claim.magnitude or claim.number.is_range:
        return claim
    return replace(claim, number=replace(claim.number, value=abs(claim.number.value)))


def _readings(claim: Claim) -> list[_Reading]:
    """How the temperature may be read, the text's own way first."""
    stated, prefactor = claim.temperature, claim.prefactor
    if stated is None or prefactor is None:
        only = stated or prefactor
        return [_Reading(only)] if only else []
    if not (prefactor.low <= stated.value <= prefactor.high or _rounds_to(prefactor, stated)):
        ordinary = ORDINARY[0] <= prefactor.value - ZERO_CELSIUS <= ORDINARY[1]
        if ordinary and claim.temperature_scope == Scope.DOCUMENT:
            return [_Reading(prefactor)]  # the temperature is that of another part
        return [_Reading(stated)]  # a prefactor that contradicts the temperature is a finding of its own
    by_slope = f"with the printed prefactor {prefactor.text}"
    by_degrees = f"at the stated {wording.temperature(stated)} rather than with the printed {prefactor.text}"
    if claim.inline:
        return [_Reading(prefactor), _Reading(stated, by_degrees)]
    return [_Reading(stated), _Reading(prefactor, by_slope)]


def _rounds_to(prefactor: Input, stated: Input) -> bool:
    """Whether a prefactor is the stated temperature's own, coarsely rounded (60 for 61.5, 26 for 26.7)."""
    return abs(prefactor.value / stated.value - 1.0) < 0.035


def judge(claim: Claim, settings: Settings) -> Verdict:
    """Judge one claim.

    Parameters
    ----------
    claim : Claim
        What the text says and what it is bound to.
    settings : Settings
        The width of a hedge and the temperature to assume where none is stated.
    """
    if claim.settled is not None:
        nothing = float("nan")
        return Verdict(
            claim, Kind(claim.settled.kind), nothing, nothing, nothing, None, claim.settled.message
        )
    claim = _printed(claim)
    if claim.number.damage:
        return _unreadable(claim)
    if claim.obstacle:
        nothing = float("nan")
        return Verdict(claim, Kind.UNCHECKED, nothing, nothing, nothing, claim.temperature, claim.obstacle)
    if needs_temperature(claim.formula):
        readings = _readings(claim)
        if not readings:
            return _unstated(claim, settings)
    else:
        readings = [_Reading(None)]
    return _decide(claim, readings, settings)


def _decide(claim: Claim, readings: list[_Reading], settings: Settings) -> Verdict:
    first = readings[0].temperature
    computed = recompute(claim, first)
    if not isfinite(computed):
        return _verdict(claim, Kind.UNCHECKED, first, "outside the domain of the law")
    if contains(interval_of(claim.number), computed) and _is_exact(claim) and not claim.spread:
        return _settled(claim, Kind.VERIFIED, first, ())
    for assumption in _one_relaxation(claim, readings, settings):
        if is_vague(claim.number, settings):
            return _verdict(claim, Kind.UNCHECKED, first, VAGUE)
        return _settled(claim, Kind.CONSISTENT, first, (assumption,), settings)
    return _rejected(claim, first, settings)


def _is_exact(claim: Claim) -> bool:
    return not (claim.number.bare_power or claim.number.is_range)


def _one_relaxation(claim: Claim, readings: list[_Reading], settings: Settings) -> Iterator[str]:
    """The relaxations under which the claim holds, each taken alone."""
    first = readings[0].temperature
    values = _bounds(claim, first) if claim.spread else (recompute(claim, first),)
    for name, interval in relaxations(claim.number, settings):
        if all(contains(interval, value) for value in values):
            yield name
    if claim.spread:
        return  # several values are equally near: only agreement with all of them counts
    strict = interval_of(claim.number)
    for reading in readings[1:]:
        if contains(strict, recompute(claim, reading.temperature)):
            yield reading.note
    low, high = _bounds(claim, first)
    if low <= strict[1] and strict[0] <= high and low != high and _is_exact(claim):
        yield "the rounding of the inputs"
    if claim.law == "charge_to_ions":
        yield from _rounded_charge(claim, strict)
    yield from _rounded_constants(claim, first, strict)


def _rounded_constants(claim: Claim, temperature: Input | None, strict: tuple[float, float]) -> Iterator[str]:
    """Rounded R and F, and 273 for 273.15, are what most hand calculations use."""
    if not _is_exact(claim) or not any(
        given.name in ("z", "T") for given in (*claim.inputs, temperature) if given
    ):
        return
    computed = recompute(claim, temperature)
    gases = ROUNDED_R if temperature is not None else (CONSTANTS["R"].value,)
    for gas, faraday in product(gases, ROUNDED_F):
        if contains(strict, _with_constants(claim, temperature, computed, gas, faraday)):
            named = f"R = {gas:g} and " if temperature is not None else ""
            yield f"{named}F = {faraday:g}"
    if temperature is not None and claim.law in HAND_COMPUTED:
        yield from _rounded_slope(claim, temperature, strict)
    in_kelvin = temperature is not None and temperature.unit.text == "K" and temperature.printed % 1.0 == 0.0
    if (
        in_kelvin
        and temperature
        and contains(strict, computed * (temperature.value + 0.15) / temperature.value)
    ):
        yield f"{temperature.printed:g}.15 for {temperature.printed:g} K"
    in_celsius = temperature is not None and temperature.unit.text == "degC"
    if (
        in_celsius
        and temperature
        and contains(strict, computed * (temperature.value - 0.15) / temperature.value)
    ):
        yield "273 for 273.15 K"


def _rounded_slope(claim: Claim, stated: Input, strict: tuple[float, float]) -> Iterator[str]:
    """The RT/F or the slope of the stated temperature as hand calculations round it: 26.7, 61.5, 58 mV."""
    for wording_of, law in (("RT/F = {}", "thermal_voltage"), ("a slope of {} per decade", "nernst_slope")):
        exact = 1e3 * evaluate(law, {"T": stated.value} | ({"z": 1.0} if law == "nernst_slope" else {}))
        for digits in (1, 0):
            rounded = round(exact, digits)
            if abs(rounded / exact - 1.0) > SLOPE_ROUNDING:
                continue
            kelvin = stated.value * rounded / exact
            if contains(strict, recompute(claim, replace(stated, value=kelvin, low=kelvin, high=kelvin))):
                yield wording_of.format(f"{rounded:g} mV")


def _with_constants(
    claim: Claim, temperature: Input | None, computed: float, gas: float, faraday: float
) -> float:
    """What a law gives with other values of R and F: most hold RT/F, a free energy holds RT and FV."""
    gas, faraday = gas / CONSTANTS["R"].value, faraday / CONSTANTS["F"].value
    if claim.formula != "transport_free_energy":
        return computed * gas / faraday
    values = arguments(claim, temperature)
    values["T"], values["V"] = values["T"] * gas, values["V"] * faraday
    value = claim.result_unit.from_si(evaluate(claim.formula, values))
    return abs(value) if claim.magnitude else value


def _rounded_charge(claim: Claim, strict: tuple[float, float]) -> Iterator[str]:
    """The elementary charge as hand calculations round it: in a count of ions it divides."""
    computed, exact = recompute(claim, None), CONSTANTS["e"].value
    for rounded in ROUNDED_E:
        ratio = rounded / exact if claim.solved else exact / rounded
        if contains(strict, computed * ratio):
            yield f"e = {rounded:g} C"


def _rejected(claim: Claim, temperature: Input | None, settings: Settings) -> Verdict:
    """No ordinary reading makes the claim true: find out whether it may be called wrong."""
    computed = recompute(claim, temperature)
    if is_open_ended(claim.number, computed):
        return _verdict(claim, Kind.UNCHECKED, temperature, VAGUE)
    if claim.spread:
        return _verdict(claim, Kind.UNCHECKED, temperature, "several values of an input are equally near")
    mirrored = contains(interval_of(claim.number), -computed)
    if mirrored and not claim.number.sign and not claim.symbolic:
        note = "if the printed magnitude is meant without its sign (potentials are inside minus outside)"
        return _settled(claim, Kind.CONDITIONAL, temperature, (note,))
    if (
        claim.temperature is not None
        and claim.temperature_scope == Scope.DOCUMENT
        and claim.prefactor is None
    ):
        rescued = _unstated(claim, settings)
        if rescued.kind == Kind.CONDITIONAL:
            return rescued
    if (
        (claim.reach == Scope.DOCUMENT and not _is_slip(claim, temperature))
        or claim.assumed
        or not claim.firm
    ):
        return _verdict(claim, Kind.UNCHECKED, temperature, FAR if claim.firm else LOOSE)
    lost = _lost(claim, computed, mirrored) if claim.damaged else ""
    return _verdict(claim, Kind.UNREADABLE, temperature, lost) if lost else _inconsistent(claim, temperature)


def _is_slip(claim: Claim, temperature: Input | None) -> bool:
    """Whether a known slip gives the digits of a symbol's value: then far inputs are its own."""
    if not claim.symbolic or claim.law not in ("nernst", "ghk_voltage") or not claim.number.usable:
        return False
    step = max(claim.number.last_digit, SLOPE_ROUNDING * abs(claim.number.value))
    rounded = replace(claim, number=replace(claim.number, last_digit=step))
    return bool(find_repairs(rounded, arguments(claim, temperature)))


def _lost(claim: Claim, computed: float, mirrored: bool) -> str:
    """What a text that lost characters may have lost in a number that does not fit ("" for nothing)."""
    if mirrored:
        return wording.lost_minus(claim, computed)
    return wording.lost_power(claim, computed) if _lost_power(claim, computed) else ""


def _lost_power(claim: Claim, computed: float) -> bool:
    """Whether the digits are right and only the power of ten is not, by a lost exponent or decimal point."""
    if claim.number.value == 0.0 or computed == 0.0 or not isfinite(computed):
        return False
    power = round(log10(abs(claim.number.value / computed)))
    return power != 0 and contains(interval_of(claim.number), computed * float(f"1e{power}"))


def _inconsistent(claim: Claim, temperature: Input | None) -> Verdict:
    repairs = find_repairs(claim, arguments(claim, temperature))
    computed = recompute(claim, temperature)
    holds = _temperature_of(claim) if temperature is not None else None
    message = wording.wrong(claim, computed, temperature, holds, repairs)
    low, high = _bounds(claim, temperature)
    return Verdict(claim, Kind.INCONSISTENT, computed, low, high, temperature, message, (), repairs)


def _temperature_of(claim: Claim) -> float | None:
    """The temperature in degC that would make the claim true, or None."""
    if claim.number.is_range:
        return None
    target = claim.result_unit.to_si(claim.number.value)
    kelvin = temperature_for(claim.formula, arguments(claim, None), target)
    return kelvin - ZERO_CELSIUS if isfinite(kelvin) and kelvin > 0.0 else None


def _holding_temperatures(claim: Claim) -> tuple[float, float] | None:
    """The temperatures in degC for which the strict interval holds, or None."""
    ends = [
        temperature_for(claim.formula, arguments(claim, None), claim.result_unit.to_si(edge)) - ZERO_CELSIUS
        for edge in interval_of(claim.number)
    ]
    return (min(ends), max(ends)) if all(isfinite(end) for end in ends) else None


def _unstated(claim: Claim, settings: Settings) -> Verdict:
    """No temperature is stated: conditional at best, and the temperature that would do is named."""
    assumed = settings.temperature if settings.temperature is not None else BODY
    body = celsius_input(assumed, "default")
    computed = recompute(claim, body)
    if not isfinite(computed):
        return _verdict(claim, Kind.UNCHECKED, body, "outside the domain of the law")
    held = _holding_temperatures(claim)
    reasons = _assumptions(claim, body, held, settings)
    reasons += [claim.assumed] if reasons and claim.assumed else []
    if reasons:
        if is_vague(claim.number, settings):
            return _verdict(claim, Kind.UNCHECKED, body, VAGUE)
        message = wording.conditional(claim, computed, body, held, reasons)
        return Verdict(
            claim, Kind.CONDITIONAL, computed, *_bounds(claim, body), body, message, tuple(reasons)
        )
    if not claim.number.sign and not claim.symbolic and contains(interval_of(claim.number), -computed):
        return _settled(
            claim, Kind.CONDITIONAL, body, ("if a magnitude is meant, at an assumed temperature",)
        )
    if claim.reach == Scope.DOCUMENT or claim.assumed or not claim.firm:
        return _verdict(claim, Kind.UNCHECKED, body, FAR if claim.firm else LOOSE)
    return _inconsistent(claim, body)


def _assumptions(
    claim: Claim, body: Input, held: tuple[float, float] | None, settings: Settings
) -> list[str]:
    """The unstated assumptions under which the claim holds."""
    reasons: list[str] = []
    if held is not None and held[0] <= ORDINARY[1] and held[1] >= ORDINARY[0]:
        reasons.append(wording.at_temperatures(held, NAMED_TEMPERATURES))
    for slope in NAMED_SLOPES:
        kelvin = slope * 1e-3 / evaluate("nernst_slope", {"z": 1.0, "T": 1.0})
        value = recompute(claim, Input("T", f"{slope:g} mV", kelvin, kelvin, KELVIN, "default"))
        if contains(interval_of(claim.number), value) and claim.law != "nernst_slope":
            reasons.append(f"the rounded slope {slope:g} mV per decade")
    hedged = [
        name
        for name, interval in relaxations(claim.number, settings)
        if contains(interval, recompute(claim, body))
    ]
    if not reasons and hedged:
        reasons.append(f"{wording.temperature(body)}, with {hedged[0]}")
    return reasons


def _is_turned(claim: Claim, temperature: Input | None) -> bool:
    """Whether a number that is meant as a magnitude is printed with the other sign."""
    if not claim.magnitude or claim.number.sign not in ("+", "-"):
        return False
    raw = evaluate(claim.formula, arguments(claim, temperature))
    return isfinite(raw) and (raw < 0.0) != (claim.number.sign == "-")


def _settled(
    claim: Claim,
    kind: Kind,
    temperature: Input | None,
    notes: tuple[str, ...],
    settings: Settings | None = None,
) -> Verdict:
    """A claim that holds; inputs from elsewhere in the text cap it at consistent."""
    computed = recompute(claim, temperature)
    far = claim.reach == Scope.DOCUMENT or (
        temperature is not None and claim.temperature_scope == Scope.DOCUMENT
    )
    if kind == Kind.VERIFIED and far and claim.reach == Scope.DOCUMENT:
        kind, notes = Kind.CONSISTENT, ("inputs stated in another part of the text",)
    if kind == Kind.VERIFIED and _is_turned(claim, temperature):
        kind, notes = Kind.CONSISTENT, ("its magnitude: the sign is not the law's",)
    if kind == Kind.VERIFIED and claim.caveat:
        kind, notes = Kind.CONSISTENT, (claim.caveat,)
    if claim.assumed and kind in (Kind.VERIFIED, Kind.CONSISTENT):
        kind, notes = Kind.CONDITIONAL, (claim.assumed, *notes)
    edge = settings is not None and near_edge(claim.number, computed, settings)
    holds = _temperature_of(claim) if edge and temperature is not None else None
    message = wording.holds(claim, computed, temperature, notes, holds)
    return Verdict(claim, kind, computed, *_bounds(claim, temperature), temperature, message, notes)


def _verdict(claim: Claim, kind: Kind, temperature: Input | None, message: str) -> Verdict:
    computed = recompute(claim, temperature)
    return Verdict(claim, kind, computed, computed, computed, temperature, message)


def _unreadable(claim: Claim) -> Verdict:
    """A damaged number is never wrong; where its digits fit the recomputed value, that value is named."""
    temperature = claim.temperature or claim.prefactor
    computed = (
        recompute(claim, temperature) if temperature or not needs_temperature(claim.formula) else float("nan")
    )
    return Verdict(
        claim, Kind.UNREADABLE, computed, computed, computed, temperature, wording.unreadable(claim, computed)
    )
