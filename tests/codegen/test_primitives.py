"""The primitives alone: accuracy against balls, and the special values of IEEE 754, for floats and for arrays alike."""

from __future__ import annotations

import itertools
import math
import random

import flint
import numpy as np
import pytest

from nernstian.codegen import enclosures, primitives, runtime, targets
from nernstian.codegen.oracle import ulp_error

INF, NAN, TINY, HUGE = math.inf, math.nan, 5e-324, 1.7976931348623157e308


def _array(function):
    def scalar(*values: float) -> float:
        with np.errstate(all="ignore"):
            return float(function(*(np.array([v, v]) for v in values))[1])

    return scalar


PAIRS = {
    "bernoulli": (primitives.bernoulli, _array(runtime.bernoulli)),
    "log_quotient": (primitives.log_quotient, _array(runtime.log_quotient)),
    "select": (primitives.select, _array(runtime.select)),
    "divide": (primitives.divide, _array(np.divide)),
    "ln": (primitives.ln, _array(np.log)),
    "exp": (primitives.exp, _array(np.exp)),
    "sqrt": (primitives.sqrt, _array(np.sqrt)),
}

#: The same as expressions of the grammar, for the languages.
EXPRESSIONS = {
    "bernoulli": ("B(x)", "x"),
    "log_quotient": ("log_quotient(a, b, d)", "a b d"),
    "select": ("select(x, a, b)", "x a b"),
    "divide": ("a/b", "a b"),
    "ln": ("ln(x)", "x"),
    "exp": ("exp(x)", "x"),
    "sqrt": ("sqrt(x)", "x"),
}

SPECIAL = [
    ("bernoulli", (0.0,), 1.0),
    ("bernoulli", (-0.0,), 1.0),
    ("bernoulli", (TINY,), 1.0),
    ("bernoulli", (-TINY,), 1.0),
    ("bernoulli", (INF,), 0.0),
    ("bernoulli", (-INF,), INF),
    ("bernoulli", (NAN,), NAN),
    ("bernoulli", (HUGE,), 0.0),
    ("bernoulli", (-HUGE,), HUGE),
    ("bernoulli", (746.0,), 746 * math.exp(-373) * math.exp(-373)),
    ("log_quotient", (1.0, 1.0, 0.0), 0.0),
    ("log_quotient", (0.0, 1.0, -1.0), -INF),
    ("log_quotient", (-0.0, 1.0, -1.0), -INF),
    ("log_quotient", (1.0, 0.0, 1.0), INF),
    ("log_quotient", (1.0, -0.0, 1.0), INF),
    ("log_quotient", (0.0, 0.0, 0.0), NAN),
    ("log_quotient", (-1.0, 1.0, -2.0), NAN),
    ("log_quotient", (-1.0, -2.0, 1.0), NAN),
    ("log_quotient", (1.0, -1.0, 2.0), NAN),
    ("log_quotient", (INF, 1.0, INF), INF),
    ("log_quotient", (1.0, INF, -INF), -INF),
    ("log_quotient", (INF, INF, NAN), NAN),
    ("log_quotient", (NAN, 1.0, NAN), NAN),
    ("log_quotient", (1.0, NAN, NAN), NAN),
    ("log_quotient", (1.0, 2.0, NAN), NAN),
    ("log_quotient", (INF, 0.0, INF), INF),
    ("log_quotient", (HUGE, TINY, HUGE), math.log(HUGE) - math.log(TINY)),
    ("select", (1.0, 2.0, 3.0), 2.0),
    ("select", (0.0, 2.0, 3.0), 3.0),
    ("select", (-0.0, 2.0, 3.0), 3.0),
    ("select", (-1.0, 2.0, 3.0), 3.0),
    ("divide", (1.0, 0.0), INF),
    ("divide", (1.0, -0.0), -INF),
    ("divide", (-1.0, 0.0), -INF),
    ("divide", (0.0, 0.0), NAN),
    ("divide", (NAN, 0.0), NAN),
    ("divide", (INF, 0.0), INF),
    ("divide", (HUGE, TINY), INF),
    ("divide", (1.0, INF), 0.0),
    ("ln", (0.0,), -INF),
    ("ln", (-0.0,), -INF),
    ("ln", (-1.0,), NAN),
    ("ln", (NAN,), NAN),
    ("ln", (INF,), INF),
    ("exp", (INF,), INF),
    ("exp", (-INF,), 0.0),
    ("exp", (710.0,), INF),
    ("exp", (NAN,), NAN),
    ("sqrt", (0.0,), 0.0),
    ("sqrt", (-0.0,), -0.0),
    ("sqrt", (-TINY,), NAN),
    ("sqrt", (INF,), INF),
    ("sqrt", (NAN,), NAN),
]


@pytest.mark.parametrize("kind", [0, 1], ids=["float", "array"])
@pytest.mark.parametrize(("name", "arguments", "expected"), SPECIAL)
def test_special_values(name, arguments, expected, kind):
    found = PAIRS[name][kind](*arguments)
    assert found == pytest.approx(expected, rel=1e-15, nan_ok=True)
    assert math.copysign(1.0, found) == math.copysign(1.0, expected) or math.isnan(expected)


@pytest.mark.parametrize("name", PAIRS)
def test_floats_and_arrays_agree_on_every_combination_of_odd_values(name):
    odd = (0.0, -0.0, TINY, -TINY, 1.0, -1.0, 1.5, HUGE, -HUGE, INF, -INF, NAN)
    count = {"log_quotient": 2, "select": 3, "divide": 2}.get(name, 1)
    for values in itertools.product(odd, repeat=count):
        arguments = (*values, values[0] - values[1]) if name == "log_quotient" else values
        plain, array = (f(*arguments) for f in PAIRS[name])
        assert plain == pytest.approx(array, rel=1e-14, nan_ok=True), arguments


def _sizes(low: float, high: float, count: int, seed: str) -> list[float]:
    rng = random.Random(seed)
    return [rng.choice((-1, 1)) * 10.0 ** rng.uniform(low, high) for _ in range(count)]


@pytest.fixture
def in_language(language, expression):
    """Values of primitives by name in a language: all in one program, one run."""
    target, tool = language
    routines = [expression(f"primitive_{n}", *EXPRESSIONS[name]) for n, name in enumerate(EXPRESSIONS)]
    files = {file: text for r in routines for file, text in target.files(r).items()}

    def values(rows):
        numbers = list(EXPRESSIONS)
        with target.program(tool, routines, files) as program:
            return program.evaluate([(numbers.index(name), arguments) for name, arguments in rows])

    return values


def test_every_primitive_is_an_expression():
    assert set(EXPRESSIONS) == set(PAIRS) == {f.__name__ for f in targets.get("python").primitives}


def test_special_values_are_the_same_in_every_language(in_language):
    found = in_language([(name, arguments) for name, arguments, _ in SPECIAL])
    for (name, arguments, expected), value in zip(SPECIAL, found, strict=True):
        assert value == pytest.approx(expected, rel=1e-15, nan_ok=True), (name, arguments)
        assert math.copysign(1.0, value) == math.copysign(1.0, expected) or math.isnan(expected)


def test_every_language_agrees_on_every_combination_of_odd_values(in_language):
    odd = (0.0, -0.0, TINY, -TINY, 1.0, -1.0, 1.5, 750.0, HUGE, -HUGE, INF, -INF, NAN)
    rows = []
    for name, (_, arguments) in EXPRESSIONS.items():
        count = len(arguments.split()) - (name == "log_quotient")
        every = itertools.product(odd, repeat=count)
        rows += [(name, (*v, v[0] - v[1]) if name == "log_quotient" else v) for v in every]
    for (name, arguments), value in zip(rows, in_language(rows), strict=True):
        assert value == pytest.approx(PAIRS[name][0](*arguments), rel=1e-14, nan_ok=True), (name, arguments)


def test_the_bernoulli_function_and_the_logarithm_are_as_accurate_in_every_language(in_language):
    pairs, points = _near_pairs(), _bernoulli_points()
    rows = [("bernoulli", (x,)) for x in points] + [("log_quotient", (a, b, a - b)) for a, b in pairs]
    found = in_language(rows)
    with flint.ctx.workprec(400):
        for x, value in zip(points, found, strict=False):
            assert ulp_error(value, _true_bernoulli(x)) <= 2.0, x.hex()
        for (a, b), value in zip(pairs, found[len(points) :], strict=True):
            assert ulp_error(value, _true_logarithm(a, b)) <= 2.5, (a.hex(), b.hex())


def _bernoulli_points() -> list[float]:
    rng = random.Random("bernoulli")
    sizes = [*_sizes(-320, 2.9, 1500, "sizes"), *(rng.uniform(-745, 745) for _ in range(1500))]
    return [*sizes, 700.0, 700.5, 745.0]


def _true_bernoulli(x: float) -> flint.arb:
    ball = flint.arb(x)
    return ball / ball.expm1() if ball != 0 else flint.arb(1)


def _near_pairs() -> list[tuple[float, float]]:
    rng = random.Random("log_quotient")
    sides = (_sizes(-308, 308, 800, side) for side in "ab")
    pairs = [(abs(a), abs(b)) for a, b in zip(*sides, strict=True)]
    for _ in range(1600):
        b = 10.0 ** rng.uniform(-300, 300)
        steps = rng.choice((-1, 1)) * rng.choice((1, 2, 3, 2 ** rng.uniform(0, 51)))
        pairs.append((b * (1 + steps * 2**-52), b))
    return pairs


def _true_logarithm(a: float, b: float) -> flint.arb:
    return flint.arb(0) if a == b else (flint.arb(a) / flint.arb(b)).log()


@pytest.mark.parametrize("kind", [0, 1], ids=["float", "array"])
def test_the_bernoulli_function_is_within_two_ulp_everywhere(kind):
    function = PAIRS["bernoulli"][kind]
    with flint.ctx.workprec(400):
        for x in _bernoulli_points():
            assert ulp_error(function(x), _true_bernoulli(x)) <= 2.0, x.hex()


@pytest.mark.parametrize("kind", [0, 1], ids=["float", "array"])
def test_the_logarithm_of_a_quotient_is_within_two_and_a_half_ulp_everywhere(kind):
    function = PAIRS["log_quotient"][kind]
    with flint.ctx.workprec(400):
        for a, b in _near_pairs():
            assert ulp_error(function(a, b, a - b), _true_logarithm(a, b)) <= 2.5, (a.hex(), b.hex())


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_a_primitive_raises_for_no_float(name):
    """The odd values above went through every primitive; here random bit patterns do."""
    rng = random.Random(name)
    import struct

    count = {"log_quotient": 3, "select": 3, "divide": 2}.get(name, 1)
    for _ in range(2000):
        values = struct.unpack(f"{count}d", rng.randbytes(8 * count))
        for function in PAIRS[name]:
            function(*values)


@pytest.mark.parametrize(
    ("low", "high"),
    [(-1.0, 2.0), (0.0, 0.0), (0.0, 1.0), (-3.0, 0.0), (-1e-300, 1e-300), (2.0, 3.0), (-700.0, -600.0)],
)
def test_the_ball_of_the_bernoulli_function_encloses_it(low, high):
    with flint.ctx.workprec(200):
        wide = enclosures.bernoulli_ball(flint.arb(low).union(flint.arb(high)))
        for step in range(11):
            x = flint.arb(low) + (flint.arb(high) - flint.arb(low)) * step / 10
            assert wide.overlaps(x / x.expm1() if x != 0 else flint.arb(1))
        assert wide.is_finite()
        # Tight too: hardly wider than the values at the ends.
        ends = [1.0 if x == 0 else x / math.expm1(x) for x in (low, high)]
        assert float(wide.rad()) <= (abs(ends[0] - ends[1]) / 2) * 60 + 1e-40
