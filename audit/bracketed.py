"""Units of lengths in brackets behind assignments: "L = 100, diam = 500 (um)" gives both their unit."""

from __future__ import annotations

import re
from dataclasses import replace

from nernstian.audit.numbers import Number
from nernstian.audit.units import LENGTH, Unit, parse_unit

_BRACKET = re.compile(r"\s?\((?=[^()\s]{1,12}\))")
_SET = re.compile(r"=\s?$")
_SIZE = re.compile(r"\b(?:[LlDdr]|diam(?:eter)?|len(?:gth)?|radius)\s?=\s?$")
_NEXT = re.compile(r"(?:,|\sand|,\sand|;)\s\w{1,10}\s?=\s?")


def _bracketed(text: str, number: Number) -> tuple[Unit | None, int]:
    """The unit in brackets behind a number, and where the bracket ends."""
    bracket = _BRACKET.match(text, number.end)
    unit, end = parse_unit(text, bracket.end()) if bracket is not None else (None, number.end)
    return (unit, end + 1) if text[end : end + 1] == ")" else (None, number.end)


def with_bracketed_units(text: str, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """Return the numbers, those in front of a bracketed unit with it, and those listed before them."""
    made = list(numbers)
    for at, number in enumerate(numbers):
        if not number.usable or not _SET.search(text, max(0, number.start - 3), number.start):
            continue
        unit, end = (number.unit, number.unit_end) if number.unit is not None else _bracketed(text, number)
        if unit is None or unit.dimension != LENGTH:
            continue
        made[at] = replace(number, unit=unit, unit_end=end)
        before = at - 1
        while before >= 0 and numbers[before].unit is None and numbers[before].usable:
            gap = text[numbers[before].end : numbers[before + 1].start]
            led = _SET.search(text, max(0, numbers[before].start - 3), numbers[before].start)
            named = _SIZE.search(text, max(0, numbers[before].start - 12), numbers[before].start)
            if not (_NEXT.fullmatch(gap) and led and named):
                break
            made[before] = replace(numbers[before], unit=unit)
            before -= 1
    return tuple(made)
