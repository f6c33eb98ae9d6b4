"""What a computed law is worth: its error at seeded points, against the oracle. Sampled, and called so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nernstian.derivations.law import Law

from .oracle import exact, reach, scaled_error, ulp_error
from .strata import COUNT, SEED, Values, strata
from .units import SI, Units


@dataclass(frozen=True)
class Reference:
    """A point with the truth there, computed once for everything that is measured at it."""

    values: Values
    truth: Any
    reached: Any


@dataclass(frozen=True)
class Measurement:
    """Errors of one function in one stratum.

    Parameters
    ----------
    law, stratum
        What was measured, and where.
    points, skipped
        How many points were measured, and at how many the law is undefined.
    seed
        Seed of the points.
    max_ulp, mean_ulp
        Error in units in the last place of the truth.
    argmax
        The arguments of the largest error in ulp, as hex floats.
    max_scaled
        Largest error in units of u (1 + kappa) |truth|.
    argmax_scaled
        The arguments of that one, as hex floats.
    """

    law: str
    stratum: str
    points: int
    skipped: int
    seed: int
    max_ulp: float
    mean_ulp: float
    argmax: tuple[tuple[str, str], ...]
    max_scaled: float
    argmax_scaled: tuple[tuple[str, str], ...]


def references(law: Law, points: Sequence[Values], units: Units = SI) -> tuple[Reference, ...]:
    """The truth at the points at which the law is defined; they and it are in the units."""
    found = []
    for values in points:
        truth = exact(law, values, units)
        if truth.is_finite():
            found.append(Reference(values, truth, reach(law, values, units)))
    return tuple(found)


def measure(
    law: Law,
    function: Callable[..., Any],
    points: Sequence[Reference],
    *,
    arrays: bool = False,
    stratum: str = "",
    skipped: int = 0,
    seed: int = SEED,
) -> Measurement:
    """Errors of a function of the law's arguments (by keyword) at reference points.

    ``arrays`` gives it all points in one call: `function` computes arrays by other code than scalars.
    """
    if arrays:
        columns = {q.name: np.array([r.values[q.name] for r in points]) for q in law.arguments}
        computed = [float(value) for value in function(**columns)]
    else:
        computed = [float(function(**reference.values)) for reference in points]
    return judge(law, computed, points, stratum=stratum, skipped=skipped, seed=seed)


def judge(
    law: Law,
    computed: Sequence[float],
    points: Sequence[Reference],
    *,
    stratum: str = "",
    skipped: int = 0,
    seed: int = SEED,
) -> Measurement:
    """Errors of values that were computed, here or by another program, at reference points."""
    errors = [ulp_error(value, r.truth) for value, r in zip(computed, points, strict=True)]
    scaled = [scaled_error(value, r.truth, r.reached) for value, r in zip(computed, points, strict=True)]
    return Measurement(
        law.name,
        stratum,
        len(points),
        skipped,
        seed,
        max(errors),
        sum(errors) / len(errors),
        _worst(points, errors),
        max(scaled),
        _worst(points, scaled),
    )


def _worst(points: Sequence[Reference], errors: Sequence[float]) -> tuple[tuple[str, str], ...]:
    worst = points[max(range(len(points)), key=errors.__getitem__)]
    return tuple((name, value.hex()) for name, value in worst.values.items())


def measure_all(
    law: Law, function: Callable[..., Any], *, arrays: bool = False, count: int = COUNT, seed: int = SEED
) -> tuple[Measurement, ...]:
    """One measurement for every stratum of the law."""
    found = []
    for stratum, points in strata(law, count, seed).items():
        known = references(law, points)
        skipped = len(points) - len(known)
        if known:
            found.append(
                measure(law, function, known, arrays=arrays, stratum=stratum, skipped=skipped, seed=seed)
            )
    return tuple(found)
