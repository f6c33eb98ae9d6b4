"""Temperatures where ``celsius`` is a setting of a simulator: "celsius = 34 ... at 34 it is 26.5 mV"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from nernstian.audit.numbers import Number
from nernstian.audit.units import ZERO_CELSIUS

_SET = re.compile(r"(?<!degrees )(?<!degree )\bcelsius\s?=\s?(?=\d)")
_SAID = re.compile(r"(?<!degrees )(?<!degree )\bcelsius\b(?:[^.\n]|\.(?=\d)|\n(?!\n)){0,160}")
_AT = re.compile(r"\b[Aa]t\s(?:celsius\s?=\s?)?$")
_BEHIND = re.compile(r"[\s,;:)]|\.\s")
_MOST = 200


def _is_bare(text: str, number: Number) -> bool:
    behind = text[number.end : number.end + 2]
    return number.usable and number.unit is None and _BEHIND.match(behind or " ") is not None


def setting_temperatures(text: str, numbers: tuple[Number, ...]) -> Iterator[tuple[Number, float]]:
    """Yield the numbers that are settings of ``celsius``, and those equal to one behind "at", in kelvin."""
    if _SET.search(text) is None:
        return
    starts = [number.start for number in numbers]
    known: set[float] = set()
    placed: set[int] = set()
    for said in list(_SAID.finditer(text))[:_MOST]:
        for number in numbers[bisect_left(starts, said.start()) : bisect_left(starts, said.end())]:
            if _is_bare(text, number) and 0.0 <= number.value <= 45.0:
                known.add(number.value)
    for match in _SET.finditer(text):
        placed.add(match.end())
    for number in numbers:
        set_here = number.start in placed and number.usable and 0.0 <= number.value <= 45.0
        meant = number.value in known and _AT.search(text, max(0, number.start - 20), number.start)
        if set_here or (meant and _is_bare(text, number)):
            yield number, number.value + ZERO_CELSIUS
