"""Roots of a function of one double: looked for over a whole domain, found between neighbouring doubles.

Doubles are counted in their order, so that a step of the count is a step of the logarithm, whatever the sign
and the size: no scale has to be chosen, and no tolerance.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

Function = Callable[[float], float]

#: An eighth of a binade, in doubles.
_STEP = 2**49
#: No quantity of a cell is as small or as large, in SI; beyond it formulas begin to overflow.
SMALLEST, LARGEST = 1e-100, 1e100
#: Values this many units in the last place apart are not told apart: an evaluator is worth about that.
_ULPS = 4.0
#: A relative change from which a slope is taken, and how much of the spread it tells an answer may be off.
_CHANGE = 2.0**-20
_UNIT_ROUNDOFF = 2.0**-53
_FEW = 8.0
_AGREES = 1e-12


@dataclass(frozen=True, slots=True)
class Root:
    """A root and the neighbouring doubles it was closed in by; both are the root where it is exact."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Flat:
    """Points between which the function has the wanted value to the last digits: there is no telling them."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: its roots, in order, and where there is nothing to tell them by."""

    roots: tuple[Root, ...]
    flats: tuple[Flat, ...]


def count(value: float) -> int:
    """The place of a double among all of them in order, 0 for 0.

    Examples
    --------
    >>> count(0.0), count(-0.0), count(5e-324), count(-1.0) == -count(1.0)
    (0, 0, 1, True)
    """
    bits: int = struct.unpack("<q", struct.pack("<d", value))[0]
    return bits if bits >= 0 else -(bits + 2**63)


def double(place: int) -> float:
    """The double at a place; the inverse of `count`."""
    value: float = struct.unpack("<d", struct.pack("<q", abs(place)))[0]
    return value if place >= 0 else -value


@cache
def grid(domain: str) -> tuple[float, ...]:
    """The points at which a function is looked at: eight in a doubling, over the whole of a domain."""
    above = [double(place) for place in range(count(SMALLEST), count(LARGEST) + 1, _STEP)]
    zero = [0.0] if domain in ("real", "nonnegative") else []
    below = [-value for value in reversed(above)] if domain in ("real", "nonzero") else []
    return (*below, *zero, *above)


def search(function: Function, target: float, points: Sequence[float], values: Sequence[float]) -> Found:
    """Where a function has the value ``target``; ``values`` are those at ``points``, in order.

    Besides changes of sign it follows every extremum that comes close to the target, between whose
    neighbours two roots may hide.
    """
    gaps = [value - target for value in values]
    slack = _ULPS * math.ulp(target)
    # One point on the target is a root; several in a row say that the function does not tell them apart.
    runs = [(first, last) for first, last in _runs([abs(gap) <= slack for gap in gaps]) if last > first]
    level = {n for first, last in runs for n in range(first, last + 1)}
    # What cannot be told from 0 is 0, unless nothing can be told at all.
    near = [run for run in runs if points[run[0]] <= 0.0 <= points[run[1]] and run != (0, len(points) - 1)]
    roots = [Root(0.0, points[first], points[last]) for first, last in near]
    for n in range(len(points)):
        if n not in level:
            roots += _beside(function, target, n, points, gaps)
    unique = {root.value: root for root in roots}
    flats = tuple(Flat(points[first], points[last]) for first, last in runs if (first, last) not in near)
    return Found(tuple(unique[value] for value in sorted(unique)), flats)


def _beside(
    function: Function, target: float, n: int, points: Sequence[float], gaps: Sequence[float]
) -> Iterator[Root]:
    """The roots at a point, before it, and hidden around it."""
    if gaps[n] == 0.0:
        yield Root(points[n], points[n], points[n])
    elif n and _changes_sign(gaps[n - 1], gaps[n]):
        yield from _between(function, target, points[n - 1], points[n])
    if 0 < n < len(points) - 1:
        yield from _hidden(function, target, points[n - 1 : n + 2], gaps[n - 1 : n + 2])


def _runs(marks: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last index of every run of what is marked."""
    start = None
    for n, mark in enumerate([*marks, False]):
        if mark and start is None:
            start = n
        elif not mark and start is not None:
            yield start, n - 1
            start = None


def _changes_sign(first: float, second: float) -> bool:
    return first < 0.0 < second or second < 0.0 < first


def _between(function: Function, target: float, low: float, high: float) -> list[Root]:
    """Halve until the ends are neighbours; none where the function has no value on the way."""
    bottom, top = count(low), count(high)
    rising = function(high) > target
    while top - bottom > 1:
        middle = (bottom + top) // 2
        gap = function(double(middle)) - target
        if gap == 0.0:
            return [Root(double(middle), double(middle), double(middle))]
        if math.isnan(gap):
            return []
        bottom, top = (bottom, middle) if (gap > 0.0) == rising else (middle, top)
    ends = (double(bottom), double(top))
    return [Root(min(ends, key=lambda x: abs(function(x) - target)), *ends)]


def _hidden(
    function: Function, target: float, points: Sequence[float], gaps: Sequence[float]
) -> Iterator[Root]:
    """The two roots beside an extremum that lies beyond the target, while the grid does not."""
    side = math.copysign(1.0, gaps[1])
    heights = [side * gap for gap in gaps]
    rounding = _ULPS * math.ulp(max(abs(target), abs(target + gaps[1])))
    if not min(heights[0], heights[2]) > heights[1] + rounding or heights[1] <= 0.0:
        return
    low, high = count(points[0]), count(points[2])
    while high - low > 2:
        first, second = low + (high - low) // 3, high - (high - low) // 3
        height, other = (side * (function(double(n)) - target) for n in (first, second))
        best = first if height <= other else second
        if min(height, other) <= 0.0:
            yield from _between(function, target, points[0], double(best))
            yield from _between(function, target, double(best), points[2])
            return
        low, high = (low, second) if height <= other else (first, high)


def least(function: Function, low: float, high: float) -> float:
    """The least value that a function with one minimum takes between two points."""
    bottom, top = count(low), count(high)
    while top - bottom > 2:
        first, second = bottom + (top - bottom) // 3, top - (top - bottom) // 3
        falls = function(double(first)) > function(double(second))
        bottom, top = (first, top) if falls else (bottom, second)
    return min(function(double(place)) for place in range(bottom, top + 1))


def put_back(evaluate: Callable[..., Any], values: Mapping[str, Any], target: Any) -> tuple[Any, Any]:
    """What a law makes of an answer: how far that is from the result given, and whether that is rounding.

    The values are floats or arrays, the answer among them. An answer may be off by a few u(1+kappa), which is
    what rounding all values can cause: kappa is taken from a small relative change of each.
    """
    at = evaluate(**values)
    spread = abs(at)
    for name, value in values.items():
        changed = evaluate(**{**values, name: value * (1.0 + _CHANGE)})
        spread = spread + abs(changed - at) / _CHANGE
    off = abs(at - target)
    return at - target, (off <= _AGREES * abs(target)) | (off <= _FEW * _UNIT_ROUNDOFF * spread)
