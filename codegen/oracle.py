"""The truth about a number: the relation of a law, evaluated with rigorous balls until nothing is in doubt.

The oracle reads the relation as the field states it, never the stable form whose values it judges.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from nernstian.derivations.checks.arithmetic import PRECISION, Dual, Point
from nernstian.derivations.checks.arithmetic import exact as exact_ball
from nernstian.derivations.errors import UsageError
from nernstian.derivations.law import Law
from nernstian.derivations.statements import Witness
from nernstian.derivations.terms import QSymbol, symbol

from .units import SI, Scale, Units

Value = Fraction | float
Ball = Any  # flint.arb; python-flint ships no types

#: Unit roundoff of float64.
U = Fraction(1, 2**53)
#: The least positive double: below it, an ulp shrinks no more.
QUANTUM = Fraction(1, 2**1074)
#: The least number that rounds to infinity.
OVERFLOW = Fraction(2**1024 - 2**970)

#: Bits to try in turn. The last resolves differences far below the least double.
_PRECISIONS = (PRECISION, 4 * PRECISION, 16 * PRECISION)
_SLACK = 2**-40
_SLOPE_PRECISION = 200


def exact(law: Law, values: Mapping[str, Value], units: Units = SI) -> Ball:
    """The law at exact values, as a ball narrower than 1e-12 ulp of a double, wherever it is defined.

    Parameters
    ----------
    law
        The law; its relation is evaluated.
    values
        Each argument in its unit: a float is taken as the rational it is, and converted exactly.
    units
        The units of the arguments and of the result.

    Returns
    -------
    flint.arb
        An enclosure. It is not finite where the relation is undefined (a logarithm of 0, a division by 0).
    """
    ball, unit = None, units[law.result]
    for precision in _PRECISIONS:
        with flint.ctx.workprec(precision):
            found = Point(_balls(law, values, units), Witness()).evaluate(law.relation[1])
            ball = found / exact_ball(unit.scale) - exact_ball(unit.shift)
            if not ball.is_finite() or ball.rad() < _SLACK * _ulp(ball):
                return ball
    return ball


def reach(law: Law, values: Mapping[str, Value], units: Units = SI) -> Ball:
    """|value| plus the sum of |argument * slope|: the size to which rounded arguments determine the law.

    In the unit of the result. An argument on a scale with a zero of its own (degC) counts with its number and
    with that zero: both are rounded before they are added.

    ``reach / |value|`` is 1 + kappa, kappa the condition number; as a sum it also means something where the
    value is 0. Arguments that are whole by nature (valences) are exact and count for nothing.
    """
    with flint.ctx.workprec(_SLOPE_PRECISION):
        balls = _balls(law, values, units)
        term = law.relation[1]
        total = abs(Point(dict(balls), Witness()).evaluate(term))
        for quantity in law.arguments:
            at = balls[symbol(quantity)]
            size = _rounded_size(values[quantity.name], units[quantity])
            if quantity.integer or size == 0:
                continue
            moved: dict[QSymbol, Any] = {**balls, symbol(quantity): Dual(at, at * 0 + 1)}
            total += abs(exact_ball(size) * Point(moved, Witness()).evaluate(term).slope)
        return total / exact_ball(units[law.result].scale)


def _rounded_size(value: Value, scale: Scale) -> Fraction:
    return abs(scale.scale * Fraction(value)) + abs(scale.offset)


def condition_number(law: Law, values: Mapping[str, Value]) -> float:
    """Relative change of the law per relative change of its arguments, added up; inf where the law is 0."""
    value = abs(exact(law, values))
    return math.inf if value.contains(0) else float((reach(law, values) / value - 1).mid())


def ulp_error(computed: float, truth: Ball) -> float:
    """Distance of a computed double from the truth in units of the truth's last place.

    0 for a correct infinity (the truth overflows); inf for NaN, for a wrong infinity, or where there is no
    truth.
    """
    if not truth.is_finite() or math.isnan(computed):
        return math.inf
    if math.isinf(computed):
        signed = truth if computed > 0 else -truth
        return 0.0 if signed >= exact_ball(OVERFLOW) else math.inf
    with flint.ctx.workprec(PRECISION):
        return float((abs(flint.arb(computed) - truth) / _ulp(truth)).upper())


def scaled_error(computed: float, truth: Ball, reached: Ball) -> float:
    """The error in units of u (1 + kappa) |truth|: what rounding the arguments alone may cost."""
    if math.isinf(computed) or math.isnan(computed):
        return ulp_error(computed, truth)
    with flint.ctx.workprec(PRECISION):
        unit = max(float(reached.upper()) * float(U), float(QUANTUM))
        return float((abs(flint.arb(computed) - truth) / unit).upper())


def _ulp(ball: Ball) -> float:
    """Spacing of the doubles at the middle of a ball."""
    return math.ulp(min(abs(float(ball.mid())), sys.float_info.max))


def _balls(law: Law, values: Mapping[str, Value], units: Units) -> dict[QSymbol, Any]:
    names = [q.name for q in law.arguments]
    if set(values) != set(names):
        raise UsageError(
            f"{law.name} takes {', '.join(names)}, and got {', '.join(values)}", "Name every argument once."
        )
    return {symbol(q): exact_ball(units[q].to_si(values[q.name])) for q in law.arguments}
