"""The oracle on cases whose answer is known without it."""

from __future__ import annotations

import math
from decimal import Decimal, getcontext
from fractions import Fraction

import flint
import pytest

from nernstian.codegen.oracle import condition_number, exact, reach, scaled_error, ulp_error
from nernstian.derivations import laws
from nernstian.derivations.errors import UsageError

NERNST = {"c_out": 5.0, "c_in": 140.0, "z": 1.0, "T": Fraction("310.15")}


def test_the_truth_agrees_with_decimal_arithmetic():
    getcontext().prec = 60
    slope = Decimal("1.380649e-23") / Decimal("1.602176634e-19") * Decimal("310.15")
    expected = slope * (Decimal(5) / Decimal(140)).ln()
    truth = exact(laws.get("nernst"), NERNST)
    assert abs(float(truth.mid()) - float(expected)) == 0.0
    assert truth.str(40, radius=False)[:42] == str(expected)[:42]


def test_a_removable_point_is_evaluated():
    values = {"V": 0, "c_in": 3, "c_out": Fraction(1, 2), "P": 1, "z": 1, "T": 300}
    fick = exact(laws.get("ghk_current"), values)
    assert fick.overlaps(flint.arb(flint.fmpq(5, 2)) * flint.arb("96485.3321233100184"))


def test_a_truth_of_zero_is_narrow_enough_to_judge_zero():
    equal = exact(laws.get("nernst"), NERNST | {"c_out": 140.0})
    assert equal.contains(0)
    assert ulp_error(0.0, equal) < 1e-9
    assert ulp_error(5e-324, equal) == pytest.approx(1.0)


def test_an_undefined_point_is_not_finite():
    assert not exact(laws.get("nernst"), NERNST | {"c_in": 0.0}).is_finite()


def test_arguments_are_named_exactly():
    with pytest.raises(UsageError, match="c_out, c_in, z, T"):
        exact(laws.get("nernst"), {"c_out": 1.0})


@pytest.mark.parametrize(
    ("computed", "truth", "error"),
    [
        (1.0, "1", 0.0),
        (1.0 + 2**-52, "1", 1.0),
        (1.0 - 2**-53, "1", 0.5),
        (-3.0, "-3", 0.0),
        (5e-324, "0", 1.0),
        (0.0, "1e-330", 2.0240225e-7),
        (math.nan, "1", math.inf),
        (math.inf, "1", math.inf),
        (math.inf, "1e309", 0.0),
        (-math.inf, "-1e309", 0.0),
        (math.inf, "-1e309", math.inf),
        (math.inf, "1.7976931348623157e308", math.inf),
        (1.7976931348623157e308, "1e309", None),
        (1.0, "nan", math.inf),
    ],
)
def test_the_error_in_ulp_is_what_it_is_by_hand(computed, truth, error):
    with flint.ctx.workprec(400):
        found = ulp_error(computed, flint.arb(truth))
    assert found > 1e10 if error is None else found == pytest.approx(error, rel=1e-6, abs=1e-12)


def test_the_condition_number_is_that_of_the_formula():
    # E = k T ln(a/b): 1 for T, 1/|ln(a/b)| for each concentration, nothing for z.
    expected = 1 + 2 / math.log(28)
    assert condition_number(laws.get("nernst"), NERNST) == pytest.approx(expected, rel=1e-12)
    assert condition_number(laws.get("nernst"), NERNST | {"c_out": 140.0}) == math.inf


def test_the_reach_of_fick_is_the_sum_of_its_terms():
    values = {"V": 0.0, "c_in": 3.0, "c_out": 2.0, "P": 1.0, "z": 1.0, "T": 300.0}
    # |i| + |c_in slope| + |c_out slope| + |P slope| in units of F: 1 + 3 + 2 + 1.
    assert float(reach(laws.get("ghk_current"), values)) == pytest.approx(7 * 96485.33212331, rel=1e-12)


def test_a_scaled_error_counts_in_what_the_arguments_allow():
    one = flint.arb(1)
    assert scaled_error(1.0 + 2**-52, one, one) == pytest.approx(2.0)
    assert scaled_error(1.0 + 2**-52, one, 4 * one) == pytest.approx(0.5)
    assert scaled_error(math.nan, one, one) == math.inf
