"""Temperatures spelled out: "eighteen degrees Celsius", "at thirty-seven degrees"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nernstian.audit.numbers import Number
from nernstian.audit.units import parse_unit

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40}
_SPELLED = re.compile(
    rf"(?P<at>\b(?:at|to|of)\s)?\b(?:(?P<ten>{'|'.join(_TENS)})(?:[-\s](?P<one>{'|'.join(_ONES[1:10])}))?"
    rf"|(?P<small>{'|'.join(_ONES)}))\sdegrees(?P<scale>\s(?:Celsius|centigrade|C\b))?"
    r"(?!\s(?:Fahrenheit|kelvin|F\b|of\b|north|south|east|west|below|above|lower|higher|warmer|colder|cooler))",
    re.IGNORECASE,
)


def spelled_temperatures(text: str, lowered: str) -> Iterator[Number]:
    """Yield temperatures in words as numbers in degrees Celsius; bare degrees must stand behind "at"."""
    celsius, _ = parse_unit("degC", 0)
    if "degrees" not in lowered:
        return
    for match in _SPELLED.finditer(text):
        if not (match["scale"] or match["at"]):
            continue
        small = match["small"] or match["one"]
        value = float(
            _TENS.get((match["ten"] or "").lower(), 0) + (_ONES.index(small.lower()) if small else 0)
        )
        start = match.end("at") if match["at"] else match.start()
        words = text[start : match.end()]
        yield Number(start, match.end(), match.end(), words, value, 1.0, 0.0, "", celsius)
