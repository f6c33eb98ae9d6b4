"""Where the accuracy of a law is looked at: seeded points in strata, each of which asks another question.

physiological   inside the ranges of the quantities
wide            many decades beyond them
near_zero       voltages and other signed arguments down to 1e-300 of their unit
near            at the delicate places of the law (reversal, equal concentrations) and last places beside
zeros           arguments that may be 0 are, one or two at a time
extreme         60 decades to either side
overflow        where a naive step overflows or underflows although the result does not
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from fractions import Fraction

import flint

from nernstian.derivations.checks.arithmetic import PRECISION, Point, exact
from nernstian.derivations.checks.balls import sample
from nernstian.derivations.grammar import parse
from nernstian.derivations.law import Law
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.statements import Witness
from nernstian.derivations.terms import symbol

SEED = 20_260
COUNT = 200

Values = dict[str, float]
Maker = Callable[[Law, random.Random, int], Iterator[Values]]

#: Delicate places beyond those the law names for its own checks: where terms of the numeric form cancel. By
#: reference, like the overflows below: a member of a family with other ions has other arguments.
_CANCELLATION: dict[str, tuple[tuple[tuple[str, str], ...], ...]] = {
    "ghk_current": ((("V", "R*T/(z*F)*ln(c_out/c_in)"),),),
    "ghk_voltage": ((("P_Na", "(P_K*(K_in - K_out) + P_Cl*(Cl_out - Cl_in))/(Na_out - Na_in)"),),),
    "electrochemical_potential": ((("mu_ref", "-(R*T*ln(c/c_ref) + z*F*phi)"),),),
    "nernst_planck": ((("dc_dx", "-z*F/(R*T)*c*dphi_dx"),),),
}
_NUDGE = 20  # doublings of the last place


def strata(law: Law, count: int = COUNT, seed: int = SEED) -> dict[str, tuple[Values, ...]]:
    """Points of every stratum the law has, ``count`` in each at most; the same for the same seed."""
    found = {
        name: tuple(make(law, random.Random(f"{seed}:{law.name}:{name}"), count))
        for name, make in _STRATA.items()
    }
    return {name: points for name, points in found.items() if points}


def _physiological(law: Law, rng: random.Random, count: int) -> Iterator[Values]:
    for _ in range(count):
        yield _inside(law, rng)


def _inside(law: Law, rng: random.Random) -> Values:
    return {q.name: float(sample(q, rng)) for q in law.arguments}


def _decades(low: float, high: float) -> Callable[[Quantity, random.Random], float]:
    """A sampler of sizes, even in the logarithm, so many decades around the range of the quantity."""

    def draw(quantity: Quantity, rng: random.Random) -> float:
        if quantity.integer:
            return float(sample(quantity, rng))
        size = max(abs(float(quantity.low)), abs(float(quantity.high)))
        value: float = size * 10.0 ** rng.uniform(low, high)
        return value if quantity.domain in ("positive", "nonnegative") else rng.choice((-1.0, 1.0)) * value

    return draw


def _spread(low: float, high: float) -> Maker:
    draw = _decades(low, high)

    def make(law: Law, rng: random.Random, count: int) -> Iterator[Values]:
        for _ in range(count):
            yield {q.name: draw(q, rng) for q in law.arguments}

    return make


def _near_zero(law: Law, rng: random.Random, count: int) -> Iterator[Values]:
    signed = [q for q in law.arguments if q.domain == "real" and not q.integer]
    draw = _decades(-300.0, -6.0)
    for _ in range(count if signed else 0):
        yield _inside(law, rng) | {q.name: draw(q, rng) for q in signed}


def _near(law: Law, rng: random.Random, count: int) -> Iterator[Values]:
    places = (*law.near, *_CANCELLATION.get(law.reference, ()))
    # Some places lie outside the domain for some points: those are passed over, within reason.
    found = 0
    for attempt in range(4 * count if places else 0):
        values = _at(law, places[attempt % len(places)], _inside(law, rng), rng)
        if found < count and values is not None:
            found += 1
            yield values


def _at(law: Law, place: tuple[tuple[str, str], ...], values: Values, rng: random.Random) -> Values | None:
    """The values moved to a place, a few last places beside it; None where that leaves the domain."""
    domains = {q.name: q.domain for q in law.arguments}
    for name, text in place:
        with flint.ctx.workprec(PRECISION):
            balls = {symbol(q): exact(Fraction(values[q.name])) for q in law.arguments}
            ball = Point(balls, Witness()).evaluate(parse(text, law.scope))
        if not ball.is_finite():
            return None
        value = _nudged(float(ball.mid()), rng)
        if value < 0.0 and domains[name] != "real":
            return None
        values = values | {name: value}
    return values


def _nudged(value: float, rng: random.Random) -> float:
    steps = rng.choice((0, 1, 2, 3, int(2 ** rng.uniform(2, _NUDGE))))
    return value + rng.choice((-1, 1)) * steps * math.ulp(value) if value else value


def _zeros(law: Law, rng: random.Random, count: int) -> Iterator[Values]:
    names = [q.name for q in law.arguments if q.domain == "nonnegative"]
    for number in range(count if names else 0):
        values = _inside(law, rng)
        zero = [names[number % len(names)], *rng.sample(names, rng.randrange(2))]
        yield values | dict.fromkeys(zero, 0.0)


def _overflow(law: Law, rng: random.Random, count: int) -> Iterator[Values]:
    make = _OVERFLOWS.get(law.reference)
    for _ in range(count if make else 0):
        if make:
            yield _inside(law, rng) | make(rng)


def _far_ratio(rng: random.Random) -> Values:
    """A ratio of concentrations beyond the largest double."""
    sizes = [10.0 ** rng.uniform(150, 307), 10.0 ** rng.uniform(-307, -150)]
    rng.shuffle(sizes)
    return dict(zip(("c_out", "c_in"), sizes, strict=True))


def _steep_field(rng: random.Random) -> Values:
    """So strong a field that exp overflows, with nothing on the side the ions are driven from."""
    x = rng.uniform(600.0, 700.0) * rng.choice((-1, 1))
    z, temperature = float(rng.choice((-2, -1, 1, 2))), 310.0
    empty = "c_in" if x > 0 else "c_out"
    # RT/F to a few digits: only the size matters.
    return {"V": x * 8.617e-5 * temperature / z, "z": z, "T": temperature, empty: 0.0}


def _one_sided(rng: random.Random) -> Values:
    """One permeant ion in far apart concentrations."""
    far = _far_ratio(rng)
    return {"K_out": far["c_out"], "K_in": far["c_in"], "P_K": 1.0, "P_Na": 0.0, "P_Cl": 0.0}


_OVERFLOWS: dict[str, Callable[[random.Random], Values]] = {
    "nernst": _far_ratio,
    "gradient_energy": _far_ratio,
    "ghk_current": _steep_field,
    "ghk_voltage": _one_sided,
}

_STRATA: dict[str, Maker] = {
    "physiological": _physiological,
    "wide": _spread(-12.0, 3.0),
    "near_zero": _near_zero,
    "near": _near,
    "zeros": _zeros,
    "extreme": _spread(-60.0, 60.0),
    "overflow": _overflow,
}
