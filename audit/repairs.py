"""Slips that explain a wrong number, most likely first: each must reproduce the printed digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from nernstian.audit.acceptance import contains
from nernstian.audit.claims.base import Claim
from nernstian.audit.evaluate import evaluate, needs_temperature
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import POTENTIAL, ZERO_CELSIUS


@dataclass(frozen=True, slots=True)
class Repair:
    """A slip whose result is the printed number."""

    name: str
    explanation: str


Arguments = Mapping[str, float]
Slip = Callable[[str, Arguments], float]


def _with(law: str, arguments: Arguments, **changes: float) -> float:
    return evaluate(law, {**arguments, **changes})


def _log_ratio(arguments: Arguments) -> float:
    """How much larger a decimal logarithm's prefactor is than a natural one's."""
    temperature = {"T": arguments.get("T", 300.0)}
    return evaluate("nernst_slope", {"z": 1.0, **temperature}) / evaluate("thermal_voltage", temperature)


def _sign(law: str, arguments: Arguments) -> float:
    return -evaluate(law, arguments)


def _ln_for_log(law: str, arguments: Arguments) -> float:
    return evaluate(law, arguments) * _log_ratio(arguments)


def _log_for_ln(law: str, arguments: Arguments) -> float:
    return evaluate(law, arguments) / _log_ratio(arguments)


def _no_valence(law: str, arguments: Arguments) -> float:
    return _with(law, arguments, z=1.0) if abs(arguments.get("z", 1.0)) != 1.0 else float("nan")


def _valence_sign(law: str, arguments: Arguments) -> float:
    return _with(law, arguments, z=-arguments["z"]) if arguments.get("z", 1.0) < 0.0 else float("nan")


def _times_valence(law: str, arguments: Arguments) -> float:
    z = arguments.get("z", 1.0)
    return evaluate(law, arguments) * z * z if abs(z) != 1.0 else float("nan")


def _celsius_for_kelvin(law: str, arguments: Arguments) -> float:
    return _with(law, arguments, T=arguments["T"] - ZERO_CELSIUS) if "T" in arguments else float("nan")


def _scaled(names: tuple[str, ...], factor: float) -> Slip:
    """A slip that takes an argument for another one in a fixed ratio to it."""

    def slip(law: str, arguments: Arguments) -> float:
        name = next((name for name in names if name in arguments), "")
        return _with(law, arguments, **{name: arguments[name] * factor}) if name else float("nan")

    return slip


def _other_voltage(factor: float) -> Slip:
    """A slip in the electrical term of a free energy: its sign, or the whole of it."""

    def slip(law: str, arguments: Arguments) -> float:
        known = law == "transport_free_energy" and arguments["V"] != 0.0
        return _with(law, arguments, V=factor * arguments["V"]) if known else float("nan")

    return slip


def _other_reversal(law: str, arguments: Arguments) -> float:
    """A reversal potential that was added instead of subtracted."""
    known = law in ("driving_force", "ohmic_current") and arguments.get("E", 0.0) != 0.0
    return _with(law, arguments, E=-arguments["E"]) if known else float("nan")


def _chloride(law: str, arguments: Arguments) -> float:
    """The sides of chloride were not exchanged, as if it were a cation."""
    if law != "ghk_voltage" or not arguments.get("P_Cl"):
        return float("nan")
    return _with(law, arguments, Cl_out=arguments["Cl_in"], Cl_in=arguments["Cl_out"])


_RADII = ("radius", "a")
SLIPS: tuple[tuple[str, str, Slip], ...] = (
    ("chloride", "the sides of chloride were not exchanged", _chloride),
    ("valence sign", "the sign of the valence was forgotten", _valence_sign),
    ("sign", "the sign is wrong, or inside and outside are swapped", _sign),
    ("valence", "the valence was forgotten", _no_valence),
    ("voltage sign", "the electrical term has the wrong sign", _other_voltage(-1.0)),
    ("no voltage", "the electrical term was left out", _other_voltage(0.0)),
    ("times valence", "multiplied by the valence instead of divided", _times_valence),
    ("reversal sign", "the reversal potential was added instead of subtracted", _other_reversal),
    ("ln for log10", "a natural logarithm was taken for a decimal one (factor 2.303)", _ln_for_log),
    ("log10 for ln", "a decimal logarithm was taken for a natural one (factor 2.303)", _log_for_ln),
    ("diameter", "the diameter was used for the radius", _scaled(_RADII, 2.0)),
    ("radius", "the radius was taken for a diameter, and halved", _scaled(_RADII, 0.5)),
    ("degC for K", "the temperature in °C was used for kelvin", _celsius_for_kelvin),
)
_OTHER_TEMPERATURES = (20.0, 25.0, 37.0)


def _slips(claim: Claim, arguments: Arguments) -> Iterator[tuple[Repair, float]]:
    for name, explanation, slip in SLIPS:
        yield Repair(name, explanation), slip(claim.formula, arguments)
    value = evaluate(claim.formula, arguments)
    for factor in (1e3, 1e-3):
        yield Repair("factor 1000", "a factor 1000 (a unit prefix)"), value * factor
    powers = (
        (1, -1, 2, -2)
        if claim.unit.dimension == POTENTIAL
        else (1, -1, 2, -2, 4, -4, 5, -5, 6, -6, 9, -9, 12, -12)
    )
    for power in powers:
        yield Repair("power of ten", f"a power of ten (10^{power})"), value * float(f"1e{power}")


def _temperatures(claim: Claim, arguments: Arguments) -> Iterator[tuple[Repair, float]]:
    if not needs_temperature(claim.formula):
        return
    for celsius in _OTHER_TEMPERATURES:
        if abs(celsius + ZERO_CELSIUS - arguments["T"]) > 1.0:
            repair = Repair("temperature", f"{celsius:g} °C was used")
            yield repair, _with(claim.formula, arguments, T=celsius + ZERO_CELSIUS)


def swapped_digits(number: Number) -> Iterator[float]:
    """Yield the values of the number with two neighbouring digits exchanged."""
    text = number.text.replace(",", ".")
    for at in range(len(text) - 1):
        if text[at].isdigit() and text[at + 1].isdigit() and text[at] != text[at + 1]:
            swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            try:
                yield float(swapped.replace(" ", ""))
            except ValueError:
                return  # a power of ten or a grouped number: its digits are not plain


def find_repairs(claim: Claim, arguments: Arguments) -> tuple[Repair, ...]:
    """Return the slips that give the printed number, most likely first, at most three."""
    strict = interval_of(claim.number)
    found: list[Repair] = []
    for repair, value in (*_slips(claim, arguments), *_temperatures(claim, arguments)):
        printed = claim.result_unit.from_si(value)
        printed = abs(printed) if claim.magnitude else printed
        if isfinite(printed) and contains(strict, printed) and not _is_repeated(repair, found):
            found.append(repair)
    computed = claim.result_unit.from_si(evaluate(claim.formula, arguments))
    half = 0.5 * claim.number.last_digit
    if any(contains((value - half, value + half), computed) for value in swapped_digits(claim.number)):
        found.append(Repair("digits", "two neighbouring digits were exchanged"))
    return tuple(found[:3])


def _is_repeated(repair: Repair, found: list[Repair]) -> bool:
    names = {repair.name for repair in found}
    return repair.name in names or (repair.name == "sign" and "valence sign" in names)
