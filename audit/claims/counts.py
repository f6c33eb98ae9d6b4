"""Numbers that a scanner gives no unit: counts of ions, and "17 million volts per metre"."""

from __future__ import annotations

import re
from dataclasses import replace

from nernstian.audit.claims.base import DIMENSIONLESS
from nernstian.audit.context import Context
from nernstian.audit.numbers import Number
from nernstian.audit.units import parse_unit

_MILLIONS = re.compile(
    r"\s(?P<word>thousand|million|billion|Millionen|millions?|millones|milioni|miljoen|Milliarden?|milliards?|miliardi|miljard)\b(?:\s(?:de|d'))?"
)
_POWER = {"thousand": 1e3, "billion": 1e9} | dict.fromkeys(
    ("Milliarde", "Milliarden", "milliard", "milliards", "miliardi", "miljard"), 1e9
)
_IONS = re.compile(
    r"\s?(?:(?:singly|doubly|excess|extra|such|these|positive|negative|elementary|monovalent|univalent|divalent|charged|"
    r"elementaire|elementare|elementales|einwertigen?|zweiwertigen?|monovalente?s?|divalente?s?|univalente?s?|de|d'|di|"
    r"sodium|potassium|calcium|chloride|(?:K|Na|Ca|Cl)\^?\d?[+-])[\s-]){0,3}"
    r"(?:ions?|charges|cations|anions|\w{0,12}[Ii]onen|iones|ioni|ladingen|Ladungen|cargas|cariche)\b(?!\s?(?:per|/|in\seach|channels?|pumps?|transported))"
)
PER_SECOND = (
    r"\s?(?:\w+[+-]?\s){0,2}(?:ions?|charges|cations|anions|Ionen|iones|ioni|ionen)"
    r"(?:\sper\ssecond|/s\b|\spro\sSekunde|\spar\sseconde|\spor\ssegundo|\sal\ssecondo)"
)
# "contains 1.5×10^11 K^+"
_SYMBOL = re.compile(
    r"\s?(?:of\s)?(?:K|Na|Cl|Ca|Mg|Li)\^?\d?[+-](?![\w\]/-])(?!\s?(?:channel|pump|current|Kan))"
)
_MANY = 1e4  # of fewer, the symbol may be an adjective: 300 K^+ channels
# "In ions: 3.5 million", and the answer to "How many ions?"
_ASKED = re.compile(
    r"(?:\b(?:in|number\sof|how\smany|wie\sviele|combien\sd'|cuántos|quanti|hoeveel|Zahl\sder|nombre\sd')\s?(?:\S{1,12}\s){0,2}"
    r"(?:ions?|charges|cations|Ionen|iones|ioni|ionen))[?:*\s]{1,6}[^A-Za-z]{0,60}$",
    re.IGNORECASE,
)
_RATE = re.compile(PER_SECOND)


def with_millions(context: Context, number: Number) -> Number:
    """Return the number with a "million" behind it, and the unit after that, taken in."""
    match = _MILLIONS.match(context.text, number.end) if number.usable and number.unit is None else None
    if match is None:
        return number
    factor = _POWER.get(match["word"], 1e6)
    unit, end = parse_unit(context.text, match.end())
    return replace(
        number,
        value=number.value * factor,
        last_digit=number.last_digit * factor,
        zero_step=number.zero_step * factor,
        text=context.text[number.start : match.end()],
        end=match.end(),
        unit=unit,
        unit_end=end if unit is not None else match.end(),
    )


def as_count(context: Context, number: Number) -> Number | None:
    """Return a number of ions with the unit 1, or None where no ions are counted."""
    scaled = with_millions(context, number)
    if scaled.unit is not None or not scaled.usable or scaled.value <= 0.0:
        return None
    named = _IONS.match(context.text, scaled.end) or (
        scaled.value >= _MANY and _SYMBOL.match(context.text, scaled.end)
    )
    if scaled.value < 100.0 or not (named or _is_asked(context.text, scaled)):
        return None
    return replace(scaled, unit=DIMENSIONLESS, zero_step=_zero_step(scaled))


def _is_asked(text: str, number: Number) -> bool:
    """Whether a number without a unit ends the answer to a question for a number of ions."""
    behind = text[number.end : number.end + 3].strip(" .*)")
    return (not behind or behind[0] == "\n") and _ASKED.search(
        text[max(0, number.start - 120) : number.start]
    ) is not None


def as_rate(context: Context, number: Number) -> Number | None:
    """Return a number of ions per second with the unit 1, or None where no such rate is printed."""
    scaled = with_millions(context, number)
    if scaled.unit is not None or not scaled.usable or scaled.value < 100.0:
        return None
    return replace(scaled, unit=DIMENSIONLESS) if _RATE.match(context.text, scaled.end) else None


def _zero_step(number: Number) -> float:
    """All zeros at the end of a count are insignificant, but never to more than a tenth: 40,000,000 ions."""
    if number.zero_step == 0.0:
        return 0.0
    step = number.zero_step
    while step < 0.2 * number.value and round(number.value / step) % 10 == 0:
        step *= 10.0
    return min(step, 0.2 * number.value)
