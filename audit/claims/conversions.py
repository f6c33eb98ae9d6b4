"""The same quantity in two units: ``0.050 M (50 mM)``, ``100 nM = 10^-4 mM``, ``1 µF/cm2 (0.01 F/m2)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from nernstian.audit.claims.base import Claim, Facts, Input, Unbound
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import TEMPERATURE

RULE = "NE140"
_LINK = re.compile(r"\s?(?P<open>\(|\[)?\s?(?P<sign>=|≈|≡|i\.e\.,?\s|or\s)?\s?$")
_CLOSE = re.compile(r"\s?[)\]]")
# What stands in front of a number that is a term or a factor of something larger.
_OPERAND = re.compile(r"[-+×·*/^(]\s?$|\b(?:per|times|by)\s$")
_FOLLOWED = re.compile(r"\s?[-+×·*/^]\s?\d")


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the second of two numbers that are said to be the same, in units of one dimension."""
    context = facts.context
    for first, second in pairwise(context.numbers):
        if first.unit is not None and _are_two_units(first, second) and _are_linked(context, first, second):
            yield _claim(first, second)


def _are_two_units(first: Number, second: Number) -> bool:
    if first.unit is None or second.unit is None or not (first.usable and second.usable):
        return False
    same = first.unit.dimension == second.unit.dimension != TEMPERATURE
    scales = (first.unit.scale, second.unit.scale)
    return same and scales[0] != scales[1] and first.value != 0.0 and not first.unit.equivalents


def _are_linked(context: Context, first: Number, second: Number) -> bool:
    text = context.text
    link = _LINK.fullmatch(text[first.unit_end : second.start])
    if link is None or _FOLLOWED.match(text, second.unit_end):
        return False
    if _OPERAND.search(text[max(0, first.start - 8) : first.start]) and link["sign"] != "or ":
        return False
    if link["open"]:
        return _CLOSE.match(text, second.unit_end) is not None
    return link["sign"] in ("=", "≈", "≡")


def _claim(first: Number, second: Number) -> Claim:
    unit, printed = first.unit, second.unit
    if unit is None or printed is None:
        raise ValueError("a number without a unit is no conversion")
    low, high = sorted(unit.to_si(edge) for edge in interval_of(first))
    text = f"{first.text.strip()} {unit.text}"
    value = Input("value", text, first.si(), first.value, unit, "stated", low, high, first)
    # "0.62 µM = 620 nM": the bracket of a second writing carries no hedge of its own
    number = second if second.hedge or not first.hedge else replace(second, hedge=first.hedge)
    return Claim(RULE, ARITHMETIC, "conversion", number, printed, (value,))
