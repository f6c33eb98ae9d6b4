"""Inputs that the capacitor's laws share: the specific capacitance, the area, the voltage."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nernstian.audit import nearness
from nernstian.audit.claims.base import Input, printed_input
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import Dimension

NONE: Index[Number] = index(())
_HYPOTHETICAL = re.compile(r"\bwould\s\w{2,6}\s(?:only\s|about\s)?$")


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers of one dimension in the narrowest scope that holds any, one per distinct value."""

    numbers: tuple[Number, ...]
    scope: Scope


def nearest(
    context: Context,
    number: Number,
    dimension: Dimension,
    limit: Scope,
    accept: Callable[[Number], bool] = lambda _: True,
) -> Found:
    """Return the numbers of a dimension nearest to another number, no farther than ``limit``."""
    start, end = context.layout.bounds(limit, number.start)
    same = context.by_dimension.get(dimension, NONE).within(start, end, around=number.start)
    candidates = index(
        n for n in same if n.start != number.start and accept(n) and not is_hypothetical(context, n)
    )
    found, scope = nearness.nearest(
        context.layout, number.start, candidates, lambda n: f"{abs(n.si()):.6g}", limit
    )
    return Found(tuple(found), scope)


def is_hypothetical(context: Context, number: Number) -> bool:
    """Return whether a value is only supposed, as in "with 10 it would be 17.7 µF/cm2"."""
    return _HYPOTHETICAL.search(context.text[max(0, number.start - 24) : number.start]) is not None


def magnitude_input(name: str, number: Number, scope: Scope) -> Input:
    """Make an input of a number's magnitude, with its rounding interval only where it is hedged."""
    if number.unit is None:
        raise ValueError("a number without a unit is no input")
    source = "stated" if scope <= Scope.GROUP else "context"
    sign = -1.0 if number.value < 0.0 else 1.0
    made = printed_input(name, number, number.unit, source, False, sign)
    text = f"{abs(number.value):g} {number.unit.text}"
    return Input(name, text, made.value, abs(number.value), number.unit, source, made.low, made.high, number)
