"""What generated code gives at special values, and whether that is right.

One argument at a time is 0, -0, the least subnormal, 1e308, an infinity or NaN, the others are ordinary; and
every two arguments that may come to 0 do so together, and all of them. Who says what is right:

domain      an argument lies outside its domain, or is NaN: the result must be NaN
oracle      zeros alone, and the law is defined there: rigorous balls
evaluator   all else (limits at 0, overflow, infinities): the plain evaluator, whose special values are tested
            by themselves
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from nernstian.derivations.law import Law
from nernstian.derivations.quantities import Quantity

from .bounds import DEFAULT, promise
from .lowering import Lowered
from .oracle import exact, reach, scaled_error
from .strata import SEED, Values, strata
from .targets.python import PythonTarget

SPECIAL = (0.0, -0.0, 5e-324, 1e308, math.inf, -math.inf, math.nan)

#: Two libraries may differ in the last places of an ordinary value.
_CLOSE = 1e-12


@dataclass(frozen=True)
class Judged:
    """One special point: what was changed, what came out, what is right and who says so."""

    changed: tuple[tuple[str, float], ...]
    value: float
    expected: float
    by: str
    agrees: bool

    def __str__(self) -> str:
        at = ", ".join(f"{name} = {value!r}" for name, value in self.changed)
        return f"special value at {at}: {self.value!r}, and {self.expected!r} is right ({self.by})"


def base(law: Law) -> Values:
    """The ordinary point around which arguments are made special."""
    return strata(law, 1, SEED)["physiological"][0]


def changes(law: Law) -> list[Values]:
    """What is changed in the ordinary point, one entry a point."""
    singles = [{q.name: value} for q in law.arguments for value in SPECIAL]
    may_vanish = [q.name for q in law.arguments if q.domain in ("positive", "nonnegative")]
    pairs = [dict.fromkeys(pair, 0.0) for pair in itertools.combinations(may_vanish, 2)]
    together = [dict.fromkeys(may_vanish, 0.0)] if len(may_vanish) > 2 else []
    return [*singles, *pairs, *together]


def judge(lowered: Lowered, computed: Sequence[float]) -> tuple[Judged, ...]:
    """A verdict on each value computed at `changes`."""
    law = lowered.law
    evaluate = PythonTarget().compiled(lowered)
    found = []
    for changed, value in zip(changes(law), computed, strict=True):
        values = base(law) | changed
        expected, by = _expected(law, values, changed)
        if by == "evaluator":
            expected = evaluate(**values)
        agrees = same_value(value, expected) or (by == "oracle" and _within(law, values, value))
        found.append(Judged(tuple(changed.items()), value, expected, by, agrees))
    return tuple(found)


def _expected(law: Law, values: Values, changed: Values) -> tuple[float, str]:
    if any(_outside(q, values[q.name]) for q in law.arguments):
        return math.nan, "domain"
    if not any(changed.values()):
        truth = exact(law, values)
        if truth.is_finite():
            return float(truth.mid()), "oracle"
    return math.nan, "evaluator"


def _outside(quantity: Quantity, value: float) -> bool:
    if math.isnan(value):
        return True
    if quantity.domain == "nonzero":
        return value == 0.0
    return quantity.domain in ("positive", "nonnegative") and value < 0.0


def _within(law: Law, values: Values, value: float) -> bool:
    bound = promise(law, "physiological") or DEFAULT
    return scaled_error(value, exact(law, values), reach(law, values)) <= bound.scaled


def same_value(value: float, expected: float) -> bool:
    """Whether two values are one, but for what two math libraries may differ by."""
    if math.isnan(expected) or math.isinf(expected):
        return value == expected or (math.isnan(value) and math.isnan(expected))
    return math.isclose(value, expected, rel_tol=_CLOSE)
