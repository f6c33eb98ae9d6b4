"""The semantics of a printed number: which values it may stand for, strictly and with one relaxation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, sqrt

from nernstian.audit.hedges import HedgeKind
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import POTENTIAL

Interval = tuple[float, float]
POTENTIAL_FLOOR = 3e-3  # V: "about" a potential is never meant to less than this
ROOT_TEN = sqrt(10.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set: the relative half-width of "about", and the temperature (degC) to assume."""

    hedge: float = 0.05
    temperature: float | None = None


def contains(interval: Interval, value: float) -> bool:
    """Whether a value lies in a closed interval, with room for the rounding of binary fractions."""
    low, high = interval
    slack = 1e-9 * max(abs(value), 1e-300)
    return low - slack <= value <= high + slack


def _hedge_interval(number: Number, settings: Settings) -> Interval:
    kind = number.hedge.kind if number.hedge is not None else HedgeKind.ABOUT
    value = number.value
    if kind == HedgeKind.ORDER or number.bare_power:
        return tuple(sorted((value / ROOT_TEN, value * ROOT_TEN)))  # type: ignore[return-value]  # two of two
    if kind == HedgeKind.NEARLY:
        low, high = sorted((0.95 * value, value))
        return low, high
    if kind in (HedgeKind.AT_LEAST, HedgeKind.AT_MOST):
        return _half_line(value, kind)
    half = half_width(number, settings)
    return value - half, value + half


def _half_line(value: float, kind: HedgeKind) -> Interval:
    """A half-line, cut at a factor 2: beyond it the statement says nothing about the value."""
    if value <= 0.0:
        return inf, -inf  # "more than -70 mV" is read both ways: it accepts nothing
    return (value, 2.0 * value) if kind == HedgeKind.AT_LEAST else (0.5 * value, value)


def half_width(number: Number, settings: Settings) -> float:
    """Return the half-width that "about" gives a number, in its unit."""
    floor = 0.0
    if number.unit is not None and number.unit.dimension == POTENTIAL:
        floor = POTENTIAL_FLOOR / number.unit.scale
    return max(0.5 * number.last_digit, settings.hedge * abs(number.value), floor)


def relaxations(number: Number, settings: Settings) -> Iterator[tuple[str, Interval]]:
    """Yield the single relaxations a number allows: (name, interval)."""
    if number.is_range:
        yield "the printed range", interval_of(number)
        return
    if number.hedge is not None:
        yield _hedge_name(number, settings), _hedge_interval(number, settings)
    elif number.bare_power:
        yield "a bare power of ten (a factor 2)", interval_of(number)
    if number.zero_step:
        half = 0.5 * number.zero_step
        yield f"insignificant trailing zeros (± {half:g})", (number.value - half, number.value + half)
    if not number.bare_power:
        away = number.last_digit * (1.0 if number.value >= 0.0 else -1.0)
        low, high = sorted((number.value, number.value + away))
        yield "truncation instead of rounding", (low, high)


def _hedge_name(number: Number, settings: Settings) -> str:
    hedge = number.hedge
    if hedge is None or hedge.kind == HedgeKind.ORDER or number.bare_power:
        return f'the hedge "{hedge.text if hedge else ""}" (a factor √10)'
    if hedge.kind == HedgeKind.ABOUT:
        unit = f" {number.unit.text}" if number.unit else ""
        return f'the hedge "{hedge.text}" (± {half_width(number, settings):.3g}{unit})'
    return f'the hedge "{hedge.text}"'


def is_vague(number: Number, settings: Settings) -> bool:
    """Whether a hedge is so wide that agreement says nothing: it holds both signs."""
    if number.hedge is None or number.is_range or number.bare_power:
        return False
    low, high = _hedge_interval(number, settings)
    return low <= 0.0 <= high


def is_open_ended(number: Number, computed: float) -> bool:
    """Whether a half-line ("more than", "up to") holds so loosely, or so unclearly, that it says nothing."""
    if number.hedge is None or number.hedge.kind not in (HedgeKind.AT_LEAST, HedgeKind.AT_MOST):
        return False
    beyond = computed >= number.value if number.hedge.kind == HedgeKind.AT_LEAST else computed <= number.value
    return number.value <= 0.0 or beyond


def near_edge(number: Number, computed: float, settings: Settings) -> bool:
    """Whether a hedged number holds only near the edge of its hedge."""
    if number.hedge is None or number.hedge.kind != HedgeKind.ABOUT or number.bare_power:
        return False
    return abs(computed - number.value) > 0.7 * half_width(number, settings)
