"""Special values of every law, the same for the NumPy function, the emitted evaluator and every language."""

from __future__ import annotations

import itertools
import math
import random
import struct
import warnings
from collections.abc import Callable

import numpy as np
import pytest

from nernstian.codegen import emitted
from nernstian.codegen.function import function
from nernstian.derivations import laws

INF, NAN, TINY = math.inf, math.nan, 5e-324
T = 310.15


def _of_arrays(name: str) -> Callable[..., float]:
    """The array code of a function, which scalars do not reach, as a function of scalars."""

    def evaluate(*args: float, **kwargs: float) -> float:
        found = function(name)(*([v] * 9 for v in args), **{k: [v] * 9 for k, v in kwargs.items()})
        assert found.shape == (9,)
        assert np.array_equal(found, np.full(9, found[0]), equal_nan=True)
        return float(found[0])

    return evaluate


MAKERS = {"arrays": _of_arrays, "scalars": function, "emitted": emitted.EVALUATORS.__getitem__}

TABLE = [
    # Nernst: a side that is empty, in the limit; outside the domain NaN.
    ("nernst", (0.0, 140.0, 1.0, T), -INF),
    ("nernst", (-0.0, 140.0, 1.0, T), -INF),
    ("nernst", (0.0, 140.0, -1.0, T), INF),
    ("nernst", (5.0, 0.0, 1.0, T), INF),
    ("nernst", (5.0, 0.0, -2.0, T), -INF),
    ("nernst", (0.0, 0.0, 1.0, T), NAN),
    ("nernst", (-5.0, 140.0, 1.0, T), NAN),
    ("nernst", (5.0, -140.0, 1.0, T), NAN),
    ("nernst", (-5.0, -140.0, 1.0, T), NAN),
    ("nernst", (5.0, 140.0, 0.0, T), NAN),
    ("nernst", (5.0, 140.0, -0.0, T), NAN),
    ("nernst", (5.0, 140.0, 1.0, NAN), NAN),
    ("nernst", (NAN, 140.0, 1.0, T), NAN),
    ("nernst", (5.0, NAN, 1.0, T), NAN),
    ("nernst", (5.0, 140.0, NAN, T), NAN),
    ("nernst", (5.0, 140.0, 1.0, -T), NAN),
    ("nernst", (5.0, 140.0, 1.0, 0.0), 0.0),
    ("nernst", (INF, 140.0, 1.0, T), INF),
    ("nernst", (5.0, INF, 1.0, T), -INF),
    ("nernst", (INF, INF, 1.0, T), NAN),
    ("nernst", (7.0, 7.0, 1.0, T), 0.0),
    ("nernst", (TINY, TINY, 1.0, T), 0.0),
    ("nernst", (2 * TINY, TINY, 1.0, T), 1.380649e-23 / 1.602176634e-19 * T * math.log(2)),
    # GHK current: V = 0 is Fick's law, empty sides are finite, a neutral particle is outside the domain.
    ("ghk_current", (0.0, 140.0, 5.0, 1e-7, 1.0, T), 96485.33212331 * 1e-7 * 135.0),
    ("ghk_current", (-0.0, 140.0, 5.0, 1e-7, 1.0, T), 96485.33212331 * 1e-7 * 135.0),
    ("ghk_current", (TINY, 140.0, 5.0, 1e-7, 1.0, T), 96485.33212331 * 1e-7 * 135.0),
    ("ghk_current", (-TINY, 140.0, 5.0, 1e-7, 1.0, T), 96485.33212331 * 1e-7 * 135.0),
    ("ghk_current", (0.1, 0.0, 0.0, 1e-7, 1.0, T), 0.0),
    ("ghk_current", (0.1, 140.0, 5.0, 0.0, 1.0, T), 0.0),
    ("ghk_current", (0.0, 5.0, 5.0, 1e-7, 1.0, T), 0.0),
    ("ghk_current", (NAN, 140.0, 5.0, 1e-7, 1.0, T), NAN),
    ("ghk_current", (0.1, NAN, 5.0, 1e-7, 1.0, T), NAN),
    ("ghk_current", (0.1, 140.0, NAN, 1e-7, 1.0, T), NAN),
    ("ghk_current", (0.1, -140.0, 5.0, 1e-7, 1.0, T), NAN),
    ("ghk_current", (0.1, 140.0, 5.0, -1e-7, 1.0, T), NAN),
    ("ghk_current", (0.1, 140.0, 5.0, 1e-7, 0.0, T), NAN),
    ("ghk_current", (0.1, 140.0, 5.0, 1e-7, 1.0, -T), NAN),
    ("ghk_current", (INF, 140.0, 5.0, 1e-7, 1.0, T), INF),
    ("ghk_current", (-INF, 140.0, 5.0, 1e-7, 1.0, T), -INF),
    ("ghk_current", (1e300, 140.0, 5.0, 1e-307, 1.0, T), 96485.33212331**2 * 140 / 8.314462618 / T * 1e-7),
    # GHK voltage: nothing permeant, one side empty.
    ("ghk_voltage", (5.0, 140.0, 145.0, 12.0, 110.0, 10.0, 0.0, 0.0, 0.0, T), NAN),
    ("ghk_voltage", (0.0, 140.0, 0.0, 12.0, 110.0, 0.0, 1.0, 1.0, 1.0, T), -INF),
    ("ghk_voltage", (5.0, 0.0, 145.0, 0.0, 0.0, 10.0, 1.0, 1.0, 1.0, T), INF),
    ("ghk_voltage", (5.0, 140.0, 145.0, 12.0, 110.0, 10.0, 1.0, -0.04, 0.45, T), NAN),
    ("ghk_voltage", (-5.0, -140.0, -145.0, -12.0, -110.0, -10.0, 1.0, 0.04, 0.45, T), NAN),
    ("ghk_voltage", (5.0, 5.0, 7.0, 7.0, 9.0, 9.0, 1.0, 0.04, 0.45, T), 0.0),
    ("ghk_voltage", (5.0, 140.0, 145.0, 12.0, 110.0, NAN, 1.0, 0.04, 0.45, T), NAN),
    # The others.
    ("electrochemical_potential", (0.0, 0.0, 1.0, T, 0.0, 1000.0), -INF),
    ("electrochemical_potential", (1.0, 0.0, 1.0, T, 0.0, 0.0), INF),
    ("electrochemical_potential", (0.0, 0.0, 1.0, T, 0.0, 0.0), NAN),
    ("electrochemical_potential", (1000.0, 0.0, 1.0, T, 7.0, 1000.0), 7.0),
    ("thermal_voltage", (0.0,), 0.0),
    ("thermal_voltage", (-1.0,), NAN),
    ("thermal_voltage", (INF,), INF),
    ("nernst_slope", (0.0, T), NAN),
    ("nernst_slope", (INF, T), 0.0),
    ("nernst_planck", (1e-9, 0.0, 0.0, 1.0, 0.0, T), 0.0),
    ("nernst_planck", (1e-9, 1.0, 0.0, 1.0, 1.0, 0.0), -INF),
    ("nernst_planck", (1e-9, -1.0, 0.0, 1.0, 1.0, T), NAN),
    ("capacitor_charge", (0.01, 1e-9, 0.0), 0.0),
    ("capacitor_charge", (-0.01, 1e-9, 0.1), NAN),
    ("surface_charge", (0.01, 0.1, 0.0), NAN),
    ("surface_charge", (0.01, 0.0, 1.0), 0.0),
]


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize(("name", "arguments", "expected"), TABLE)
def test_special_value(name, arguments, expected, maker):
    found = MAKERS[maker](name)(*arguments)
    assert isinstance(found, float)
    assert found == pytest.approx(expected, rel=1e-9, nan_ok=True)


def test_special_values_are_the_same_in_every_language(built):
    found = built.evaluate([(name, arguments) for name, arguments, _ in TABLE])
    for (name, arguments, expected), value in zip(TABLE, found, strict=True):
        assert value == pytest.approx(expected, rel=1e-9, nan_ok=True), (name, arguments)


def test_the_table_is_about_laws():
    """A law without a row still goes through the tests of NaN, domain and odd values below."""
    covered = {name for name, _, _ in TABLE}
    assert covered <= set(laws.names())
    assert covered >= {
        "electrochemical_potential", "thermal_voltage", "nernst", "nernst_slope", "nernst_planck", "ghk_current",
        "ghk_voltage", "capacitor_charge", "surface_charge",
    }  # fmt: skip


@pytest.mark.parametrize("name", laws.names())
def test_a_nan_in_any_argument_is_a_nan_in_the_result(name, truths):
    values = truths(name)["physiological"][0].values
    for argument, maker in itertools.product(values, MAKERS.values()):
        assert math.isnan(maker(name)(**(values | {argument: NAN}))), argument


@pytest.mark.parametrize("name", laws.names())
def test_a_value_outside_the_domain_of_any_argument_is_a_nan_in_the_result(name, truths):
    values = truths(name)["physiological"][0].values
    outside = {"positive": -1e-300, "nonnegative": -1e-300, "nonzero": 0.0}
    for quantity in laws.get(name).arguments:
        if quantity.domain in outside:
            for maker in MAKERS.values():
                assert math.isnan(maker(name)(**(values | {quantity.name: outside[quantity.domain]})))


ODD = (0.0, -0.0, 1.0, -1.0, TINY, 1e308, -1e308, INF, -INF, NAN)


def _odd_rows(name: str) -> list[tuple[float, ...]]:
    """Odd values, and random patterns of bits."""
    rng = random.Random(name)
    count = len(laws.get(name).arguments)
    rows = [tuple(rng.choice(ODD) for _ in range(count)) for _ in range(400)]
    rows += [struct.unpack(f"{count}d", rng.randbytes(8 * count)) for _ in range(400)]
    return rows + [tuple(abs(v) for v in row) for row in rows]


def test_every_language_agrees_with_the_evaluators_on_odd_values(built):
    rows = [(name, row) for name in laws.names() for row in _odd_rows(name)]
    for (name, row), value in zip(rows, built.evaluate(rows), strict=True):
        expected = emitted.EVALUATORS[name](*row)
        assert value == pytest.approx(expected, rel=1e-12, nan_ok=True), (name, row)


@pytest.mark.parametrize("name", laws.names())
def test_nothing_raises_or_warns_and_both_agree_on_odd_values(name):
    numpy_function, plain, rows = function(name), emitted.EVALUATORS[name], _odd_rows(name)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        array = numpy_function(*np.array(rows).T)
        for row, vectorised in zip(rows, array, strict=True):
            single, scalar = numpy_function(*row), plain(*row)
            assert single == pytest.approx(scalar, rel=1e-12, nan_ok=True), row
            assert vectorised == pytest.approx(scalar, rel=1e-12, nan_ok=True), row
