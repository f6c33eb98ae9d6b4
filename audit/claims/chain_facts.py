"""What a number of a damaged text is in a chain of laws: its part, its digits, and its possible readings.

A chain goes from the size of a cell over its area and capacitance to a current, the ions that carry it, and
what they do to a concentration. In a damaged text units run into the next word ("2 mscm"), and a number may
have lost its power of ten without a trace ("an area of 3.3 m2").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log10

from nernstian.audit.chain import Reading
from nernstian.audit.claims.counts import as_count
from nernstian.audit.context import Context
from nernstian.audit.numbers import Number
from nernstian.audit.units import (
    AREA,
    CHARGE,
    CONCENTRATION,
    CURRENT,
    LENGTH,
    POTENTIAL,
    SPECIFIC_CAPACITANCE,
    TIME,
    VOLUME,
    Dimension,
    Unit,
    parse_unit,
)

#: The parts of the chain that are sizes with one dimension.
BY_DIMENSION: dict[Dimension, str] = {
    AREA: "A", VOLUME: "V", CURRENT: "I", SPECIFIC_CAPACITANCE: "c_m", TIME: "dt", CHARGE: "Q",
}  # fmt: skip
NAMES = {
    "A": "area", "V": "volume", "I": "current", "c_m": "specific capacitance", "dt": "time", "Q": "charge",
    "n": "number of ions", "dc": "change of the concentration", "c": "concentration",
    "e": "charges of a coulomb", "N_A": "Avogadro constant", "r": "radius", "L": "length", "dV": "voltage",
}  # fmt: skip
LITERAL = "as it stands"
LOST = tuple(range(-30, 31))  # powers of ten that a lost exponent may have been

_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("e", re.compile(r"\b[Cc]oulombs?\s(?:is|has|=|equals|makes|holds|contains|corresponds)[^\d.;]{0,20}$")),
    ("N_A", re.compile(r"Avogadro\b[^\d.;]{0,60}$|\bN_?A\s?[=≈]\s?$")),
    ("A", re.compile(r"(?<![A-Za-z])area\b[^\d.;=]{0,30}[=:]?\s?$|(?<![A-Za-z])A\s?=\s?$", re.IGNORECASE)),
    ("V", re.compile(r"(?<![A-Za-z])volume\b[^\d.;=]{0,30}[=:]?\s?$", re.IGNORECASE)),
    ("dc", re.compile(r"\b(?:(?:rise|change|increase)\sof|(?:rises|changes|increases)\sby)\b[^\d.;]{0,30}$")),
    ("I", re.compile(r"I_?[cC]?\s?=\s?$|\bcurrents?\b[^\d.;]{0,30}$")),
)  # fmt: skip
_NAMED_RESULT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("I", re.compile(r"I_?[cC]?(?:ap)?\s?=$")),
    ("n", re.compile(r"(?<![A-Za-z])[nN]\s?=$")),
    ("Q", re.compile(r"(?<![A-Za-z])Q\s?=$")),
    ("A", re.compile(r"(?<![A-Za-z])A\s?=$")),
    ("V", re.compile(r"(?<![A-Za-z])V(?:ol)?\s?=$")),
    ("dc", re.compile(r"Δ[^=]{0,12}=$")),
)  # fmt: skip
_RADIUS = re.compile(r"\bradius\b[^\d.;]{0,20}$|(?<![A-Za-z])r\s?[=:]\s?$", re.IGNORECASE)
_LENGTH = re.compile(r"\blength\b[^\d.;]{0,20}$|(?<![A-Za-z])L\s?[=:]\s?$", re.IGNORECASE)
_AFTER_RADIUS = re.compile(r"\s(?:in\s)?radius\b")
_AFTER_LENGTH = re.compile(r"\s(?:long\b|in\slength\b)")
_SWING = re.compile(r"d'{0,2}V\s?[:=]\s?$|\bΔV\s?[:=]\s?$|\b(?:by|of)\s(?:say,?\s)?$")
_IN_TIME = re.compile(r"\s(?:in|within)\s\d")
_INSIDE = re.compile(r"\b(?:intracellular|inside|internal|already|cytosolic)\b[^.;]{0,80}$", re.IGNORECASE)
_ADDED = re.compile(r"\s?(?:entering|more\b|extra\b|that\senter)")
_FUSED = re.compile(r"\s?(?P<unit>mV|µm|nm|mm|ms|µs|mM|pF|nA|pA|pL|lit(?:er|re)s)(?=[A-Za-z])")
_FLAT = re.compile(r"10(?P<power>-?\d{1,3})$")
_BARE = re.compile(r"10-?(?!0)\d{1,2}")
_MANTISSA = re.compile(r"[\d.,']+")


@dataclass(frozen=True, slots=True)
class Token:
    """A number of the chain: what it is ("" where that is not said), its digits, its unit if one is left."""

    number: Number
    part: str
    digits: float
    spread: float
    unit: Unit | None

    @property
    def name(self) -> str:
        """Its name in the solver."""
        return f"{self.part or '?'}@{self.number.start}"

    @property
    def damaged(self) -> bool:
        """Whether it is marked as damaged."""
        return bool(self.number.damage)

    @property
    def bare(self) -> bool:
        """Whether it may be a power of ten that lost its superscript: 107 for 10^7, 10-6 for 10^-6."""
        return _BARE.fullmatch(self.number.text.strip()) is not None and not self.damaged

    @property
    def flattened(self) -> bool:
        """Whether its exponent stands on the line, so that it may be meant as it stands."""
        return self.damaged and _FLAT.search(self.number.text) is not None

    def readings(self, base: Unit, free: bool) -> tuple[Reading, ...]:
        """Return its possible values in SI; ``free`` lets an unmarked number have lost a power of ten."""
        unit = self.unit or base
        if self.bare:
            return self._bare_readings(unit)
        if self.number.is_range:
            return tuple(Reading(unit.to_si(v)) for v in (self.number.low, self.number.high) if v)
        powers = self._powers() if self.damaged or free else (0,)
        made = [Reading(unit.to_si(self.digits * float(f"1e{k}")), self.spread, f"10^{k}") for k in powers]
        flat = _FLAT.search(self.number.text) if self.damaged else None
        if flat and not flat["power"].startswith("-"):
            literal = unit.to_si(self.digits * float("10" + flat["power"]))
            made.append(Reading(literal, self.spread, LITERAL))
        return tuple(made)

    def _bare_readings(self, unit: Unit) -> tuple[Reading, ...]:
        """A bare power has no digits: it stands for a factor 2, as elsewhere."""
        power = int(self.number.text.strip()[2:])
        powers = (power,) if power < 0 else (power, -power)
        made = [Reading(unit.to_si(float(f"1e{k}")), 1.0, f"10^{k}") for k in powers]
        if not self.number.is_range:
            made.append(Reading(unit.to_si(self.digits), self.spread, LITERAL))
        return tuple(made)

    def _powers(self) -> tuple[int, ...]:
        flat = _FLAT.search(self.number.text)
        if flat is None:
            return LOST
        power = int(flat["power"])
        return (power,) if power < 0 else (power, -power)


def token_of(context: Context, number: Number) -> Token | None:
    """Return a number as a part of a chain; None where it is none."""
    counted = as_count(context, number) if number.usable else None
    if counted is not None:
        number = counted
    digits, spread = _digits(number)
    if digits <= 0.0:
        return None
    unit = number.unit or _fused(context, number)
    part = "n" if counted is not None else _part(context, number, unit)
    if counted is not None:
        spread = max(spread, 0.5 * counted.zero_step / counted.value)
    return Token(number, part, digits, spread, unit) if part or number.damage else None


def _digits(number: Number) -> tuple[float, float]:
    """The digits as a number, and the relative half-width of its rounding."""
    if number.is_range:
        return abs(number.high or 0.0), 0.0
    if not number.damage:
        value = abs(number.value) if number.usable else 0.0
        return value, 0.5 * number.last_digit / value if value > 0.0 else 0.0
    found = _MANTISSA.match(number.text.lstrip("+- "))
    if found is None:
        return 0.0, 0.0
    plain = found.group().rstrip(".,").replace(",", ".")
    value = float(plain) if plain.count(".") < 2 and "'" not in plain else 0.0
    step = float(f"1e-{len(plain.partition('.')[2])}")
    return value, 0.5 * step / value if value > 0.0 else 0.0


def _fused(context: Context, number: Number) -> Unit | None:
    """The unit of a number whose unit runs into the next word; only a text that lost markup has such."""
    match = _FUSED.match(context.text, number.end)
    return parse_unit(match["unit"], 0)[0] if match is not None else None


def _part(context: Context, number: Number, unit: Unit | None) -> str:
    before = context.text[max(0, number.start - 90) : number.start]
    after = context.text[number.unit_end : number.unit_end + 30]
    if unit is None or unit.dimension in (AREA, VOLUME):
        named = _named(context, number) or next(
            (p for p, pattern in _BEFORE if pattern.search(before[-80:])), ""
        )
        if unit is None or named == BY_DIMENSION[unit.dimension]:
            return named
    if unit.dimension == LENGTH:
        radius = _RADIUS.search(before) or _AFTER_RADIUS.match(after)
        return "r" if radius else "L" if _LENGTH.search(before) or _AFTER_LENGTH.match(after) else ""
    if unit.dimension == POTENTIAL:
        return "dV" if _IN_TIME.match(after) or _SWING.search(before[-16:]) else ""
    if unit.dimension == CONCENTRATION:
        return "dc" if _ADDED.match(after) else "c" if _INSIDE.search(before) else ""
    if number.damage and unit.text == "1/mol":
        return "N_A"
    return BY_DIMENSION.get(unit.dimension, "")


def _named(context: Context, number: Number) -> str:
    """What a printed equation that ends in the number names on its left: ``I_c = (...) (...) = 3.3×10^``."""
    if context.text[max(0, number.start - 3) : number.start].rstrip()[-1:] != "=":
        return ""
    window = context.text[max(0, number.start - 160) : number.start]
    places = [at for at, character in enumerate(window) if character == "="]
    for at in reversed(places):
        head = window[: at + 1]
        found = next((part for part, pattern in _NAMED_RESULT if pattern.search(head[-20:])), "")
        if found:
            return found
    return ""


def same_digits(first: Token, second: Token) -> bool:
    """Whether two numbers have the same digits, one of them perhaps rounded."""
    ratio = log10(first.digits / second.digits)
    off = abs(ratio - round(ratio))
    return off <= log10(1.0 + max(first.spread, second.spread)) + 1e-9
