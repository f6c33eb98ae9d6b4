"""What a float was computed to, held against a rigorous enclosure of the law.

A product of two permeabilities of 1e-200 m/s is below the least double, and a function of floats then goes
wrong without a sign. Whoever asks for one number can wait for the enclosure that tells.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from nernstian.cases import Case
from nernstian.codegen import emitted

#: Beyond this relative distance digits were lost that the law has.
_LOST = 1e-13
_PRECISIONS = (200, 800, 3200)


def confirmed(case: Case, values: Mapping[str, float], computed: float) -> float:
    """The computed double, or the double nearest to the law's true value where the computed one is not it.

    A law that has no value there, or one that cannot be told from an infinity, keeps what was computed.
    """
    truth = _enclosure(case, values)
    if truth is None:
        return computed
    nearest = float(truth.mid())
    if not math.isfinite(nearest) or math.isclose(computed, nearest, rel_tol=_LOST, abs_tol=0.0):
        return computed
    return nearest


def _enclosure(case: Case, values: Mapping[str, float]) -> Any:
    """A ball so narrow that its middle rounds to the nearest double, or next to it; None without one."""
    import flint

    if case.listed:  # its ball is made from the law, which is loaded already
        from nernstian.codegen.oracle import exact
        from nernstian.derivations.laws import get

        ball = exact(get(case.law.name, case.ions), values)
        return ball if ball.is_finite() else None
    for precision in _PRECISIONS:
        with flint.ctx.workprec(precision):
            ball = emitted.BALLS[case.law.name](**values)
            if ball.is_finite() and (ball.rel_accuracy_bits() > 60 or ball == 0):
                return ball
    return None
