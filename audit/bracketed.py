"""Units of lengths in brackets behind assignments: "L = 100, diam = 500 (um)" gives both their unit."""

from __future__ import annotations

import re
from dataclasses import replace

from nernstian.audit.numbers import Number
from nernstian.audit.units import LENGTH, parse_unit

_BRACKET = re.compile(r"\s?\((?=[^()\s]{1,12}\))")
_SET = re.compile(r"=\s?$")
_NEXT = re.compile(r"(?:,|\sand|,\sand|;)\s\w{1,10}\s?=\s?")


def with_bracketed_units(text: str, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """Return the numbers, those in front of a bracketed unit with it, and those listed before them."""
    made = list(numbers)
    for at, number in enumerate(numbers):
        if number.unit is not None or not number.usable or text[number.end : number.end + 2].strip() != "(":
            continue
        bracket = _BRACKET.match(text, number.end)
        if bracket is None or not _SET.search(text, max(0, number.start - 3), number.start):
            continue
        unit, end = parse_unit(text, bracket.end())
        if unit is None or text[end : end + 1] != ")" or unit.dimension != LENGTH:
            continue
        made[at] = replace(number, unit=unit, unit_end=end + 1)
        before = at - 1
        while before >= 0 and numbers[before].unit is None and numbers[before].usable:
            gap = text[numbers[before].end : numbers[before + 1].start]
            led = _SET.search(text, max(0, numbers[before].start - 3), numbers[before].start)
            if not (_NEXT.fullmatch(gap) and led):
                break
            made[before] = replace(numbers[before], unit=unit)
            before -= 1
    return tuple(made)
