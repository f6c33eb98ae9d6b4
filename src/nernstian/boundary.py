"""The boundary where written units become SI numbers; besides `nernstian.quantities` the one to load pint."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, getcontext
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from nernstian.derivations.errors import UnitError
from nernstian.literals import Factors, parse_unit

if TYPE_CHECKING:
    import pint

# The order of `QuantityFacts.dimension`: kg, m, s, A, K, mol, cd.
_AXES = ("[mass]", "[length]", "[time]", "[current]", "[temperature]", "[substance]", "[luminosity]")
_BASE_UNITS = ("kg", "m", "s", "A", "K", "mol", "cd")
# What people mean when they miss: for suggestions only, never a limit.
_COMMON = (
    "M", "mM", "uM", "nM", "mol", "mmol", "L", "mL", "K", "degC", "degF", "V", "mV", "uV", "A", "mA", "uA",
    "nA", "pA", "s", "ms", "us", "min", "h", "m", "cm", "mm", "um", "nm", "S", "mS", "uS", "nS", "pS", "ohm",
    "kohm", "Mohm", "F", "uF", "nF", "pF", "C", "nC", "pC", "J", "kJ", "kcal", "eV", "Hz", "kHz", "Pa", "kPa",
)  # fmt: skip
MAX_EXPONENT = 30
_LONGEST_DENOMINATOR = 10**6

Dimension = tuple[int, ...]
DIMENSIONLESS: Dimension = (0,) * len(_AXES)
TEMPERATURE: Dimension = tuple(int(axis == "[temperature]") for axis in _AXES)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, its dimension, and its way to SI: ``si = number * scale + offset``."""

    text: str
    dimension: Dimension
    scale: Decimal
    offset: Decimal = Decimal(0)

    def to_si(self, number: Decimal) -> float:
        """The SI value of ``number`` of this unit, rounded once."""
        return float(number * self.scale + self.offset)

    def from_si(self, value: float) -> float:
        """The number of this unit that ``value`` in SI is; by its shortest digits, so 310.15 K is 37 degC."""
        return float((Decimal(repr(value)) - self.offset) / self.scale)

    def exact(self) -> tuple[Fraction, Fraction]:
        """Scale and offset as the ratios they are: 5/9 for degF, of which a decimal keeps 28 digits."""
        return _ratio(self.scale), _ratio(self.offset)


def _ratio(value: Decimal) -> Fraction:
    """The ratio of short numbers a decimal is to its last digit, if there is one; else the decimal itself."""
    simple = Fraction(value).limit_denominator(_LONGEST_DENOMINATOR)
    rounded = Decimal(simple.numerator) / Decimal(simple.denominator)
    return simple if abs(rounded - value) <= abs(value).scaleb(1 - getcontext().prec) else Fraction(value)


def unit(text: str) -> Unit:
    """Look a written unit up.

    Raises
    ------
    GrammarError
        If the text is not in the grammar of `nernstian.literals`.
    UnitError
        If a name is unknown, or a temperature scale stands where only a difference makes sense.

    Examples
    --------
    >>> unit("degC").to_si(Decimal(37))
    310.15
    >>> unit("uA/cm2").to_si(Decimal(1))
    0.01
    """
    return unit_of(parse_unit(text), text)


def unit_of(factors: Factors, text: str) -> Unit:
    """Multiply the factors of a parsed unit together; a lone temperature scale keeps its offset."""
    parts = [(_symbol(name), exponent) for name, exponent in factors]
    if len(parts) == 1 and parts[0][1] == 1:
        return Unit(text, parts[0][0].dimension, parts[0][0].scale, parts[0][0].offset)
    if shifted := [part.text for part, _ in parts if part.offset]:
        raise UnitError(
            f"{shifted[0]} names a point on a temperature scale, so it cannot be part of {text}",
            f"Write K for a temperature difference: {text.replace(shifted[0], 'K')}.",
        )
    dimension, scale = DIMENSIONLESS, Decimal(1)
    for part, exponent in parts:
        dimension = tuple(a + exponent * b for a, b in zip(dimension, part.dimension, strict=True))
        scale *= part.scale**exponent
    if max(map(abs, dimension)) > MAX_EXPONENT:
        raise UnitError(
            f"the unit {text} has an exponent beyond {MAX_EXPONENT}", "Check the powers in the unit."
        )
    return Unit(text, dimension, scale)


def describe(dimension: Sequence[float]) -> str:
    """A dimension in SI base units, for messages: ``m/s`` reads ``m s-1``, none reads ``no unit``."""
    powers = zip(_BASE_UNITS, dimension, strict=True)
    return " ".join(f"{name}{power if power != 1 else ''}" for name, power in powers if power) or "no unit"


def base_unit(dimension: Sequence[float]) -> str:
    """The product of SI base units of a dimension, as pint reads it."""
    powers_of = zip(_BASE_UNITS, dimension, strict=True)
    return " * ".join(f"{name} ** {power}" for name, power in powers_of if power) or "dimensionless"


@cache
def _registry() -> pint.UnitRegistry[Decimal]:
    import pint

    # Decimal keeps 5 mM at 5 mol/m3 where binary fractions give 4.999999999999999.
    return pint.UnitRegistry(non_int_type=Decimal)


@cache
def _symbol(name: str) -> Unit:
    refuse_difference(name)
    import pint

    registry = _registry()
    try:
        scale, base = registry.get_base_units(name)
        zero = registry.Quantity(Decimal(0), name).to_base_units()
    except (pint.PintError, AssertionError, KeyError, ValueError) as error:
        # Besides its own errors pint raises these for words its parser knows, such as nan.
        raise _unknown(name) from error
    except TypeError as error:  # decibels: decimals have no logarithm in pint
        raise logarithmic(name) from error
    dimension = tuple(round(power) for power in powers(name, base.dimensionality))
    offset = Decimal(str(zero.magnitude))
    if offset and dimension != TEMPERATURE:
        raise logarithmic(name)
    return Unit(name, dimension, Decimal(str(scale)), offset)


def powers(text: str, dimensionality: Mapping[str, Any]) -> tuple[float, ...]:
    """The exponents of pint's dimensions, in our order; refused where a dimension is none of ours."""
    if strange := set(dimensionality) - set(_AXES):
        raise UnitError(
            f"{text} measures {strange.pop()}, which no law here knows", "Use SI units or their multiples."
        )
    found = (float(dimensionality.get(axis, 0)) for axis in _AXES)
    return tuple(int(power) if power.is_integer() else power for power in found)


def refuse_difference(name: str, of: str = "") -> None:
    """Refuse the unit of a temperature difference, which is no temperature; ``of`` goes before the error."""
    if "delta_" in name:
        raise UnitError(f"{of}{name} is a temperature difference, not a temperature", "Write degC or K.")


def logarithmic(name: str) -> UnitError:
    """The error for a logarithmic unit."""
    return UnitError(f"{name} is a logarithmic unit", "Give the value in a linear unit.")


def _unknown(name: str) -> UnitError:
    folded = {known.casefold(): known for known in _COMMON}
    near = folded.get(name.casefold()) or next(iter(difflib.get_close_matches(name, _COMMON, 1, 0.5)), None)
    hint = f"Did you mean {near}? " if near else ""
    return UnitError(f"unknown unit {name}", f"{hint}Units are case-sensitive: mM, mV, degC, uA/cm2, cm/s.")
