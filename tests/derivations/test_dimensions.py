"""Dimensions: the unit table, inference on terms, and everything that must be refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.derivations.dimensions import (
    BASE,
    DIMENSIONLESS,
    Dimension,
    check_sides,
    infer,
    unit_dimension,
)
from nernstian.derivations.errors import DimensionError, UnitError
from nernstian.derivations.grammar import parse, parse_equation
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.terms import CONSTANT_SYMBOLS, number, power, symbol

SCOPE = CONSTANT_SYMBOLS | {
    q.name: symbol(q)
    for q in (
        Quantity("U", "V", "real", "voltage"),
        Quantity("W", "V", "real", "voltage"),
        Quantity("t", "K", "positive", "temperature", low=Fraction(1), high=Fraction(2)),
        Quantity("c", "mol/m3", "positive", "concentration", low=Fraction(1), high=Fraction(2)),
        Quantity("c2", "mol/m3", "positive", "concentration", low=Fraction(1), high=Fraction(2)),
        Quantity("z", "1", "nonzero", "valence", low=Fraction(1), high=Fraction(2)),
        Quantity("x", "m", "real", "place"),
        Quantity("d", "m", "positive", "length", low=Fraction(1), high=Fraction(2)),
        Quantity("D", "m2/s", "positive", "diffusion", low=Fraction(1), high=Fraction(2)),
    )
}

EXPONENTS = [
    ("1", {}),
    ("J", {"kg": 1, "m": 2, "s": -2}),
    ("C", {"A": 1, "s": 1}),
    ("V", {"kg": 1, "m": 2, "s": -3, "A": -1}),
    ("F", {"kg": -1, "m": -2, "s": 4, "A": 2}),
    ("S", {"kg": -1, "m": -2, "s": 3, "A": 2}),
    ("ohm", {"kg": 1, "m": 2, "s": -3, "A": -2}),
    ("N", {"kg": 1, "m": 1, "s": -2}),
    ("W", {"kg": 1, "m": 2, "s": -3}),
    ("Hz", {"s": -1}),
    ("mol/m3", {"mol": 1, "m": -3}),
    ("mol/(m2*s)", {"mol": 1, "m": -2, "s": -1}),
    ("J/(mol*K)", {"kg": 1, "m": 2, "s": -2, "mol": -1, "K": -1}),
    ("1/(m/s)", {"m": -1, "s": 1}),
    ("m/s/s", {"m": 1, "s": -2}),
    ("m/(s/(m/s))", {"m": 2, "s": -2}),
    ("s-1", {"s": -1}),
    ("1/mol", {"mol": -1}),
]


@pytest.mark.parametrize(("unit", "expected"), EXPONENTS)
def test_units_have_their_si_exponents(unit: str, expected: dict[str, int]) -> None:
    assert unit_dimension(unit).exponents == tuple(Fraction(expected.get(b, 0)) for b in BASE)


@pytest.mark.parametrize(
    "unit",
    [
        "",
        "m s",
        "m**2",
        "m^2",
        "mm",
        "(m",
        "m)",
        "()",
        "m/",
        "*m",
        "m//s",
        "m)(",
        "()m",
        "m2m",
        "s1 m",
        "(m)(s)",
        "*",
    ],
)
def test_a_malformed_unit_is_refused(unit: str) -> None:
    with pytest.raises(UnitError):
        unit_dimension(unit)


dims = st.builds(Dimension, st.tuples(*[st.fractions(-3, 3, max_denominator=3)] * 7))


@given(dims, dims)
def test_dimensions_form_a_group(a: Dimension, b: Dimension) -> None:
    assert a * b == b * a
    assert (a * b) / b == a
    assert a ** Fraction(0) == DIMENSIONLESS
    assert (a * b) ** Fraction(2) == a ** Fraction(2) * b ** Fraction(2)


INFERRED = [
    ("R*t/F", "V"),
    ("R*t/(z*F)*ln(c/c2)", "V"),
    ("z*F*U/(R*t)", "1"),
    ("exp(-z*F*U/(R*t))", "1"),
    ("B(F*U/(R*t))*c", "mol/m3"),
    ("U - U", "V"),
    ("0*U + U", "V"),
    ("0 + U", "V"),
    ("c(x)", "mol/m3"),
    ("diff(c(x), x)", "mol/m4"),
    ("diff(U*U, U)", "V"),
    ("-D*diff(c(x), x)", "mol/(m2*s)"),
    ("int(c(x), x, 0, d)", "mol/m2"),
    ("int(exp(-x/d), x, 0, d)", "m"),
    ("lim(c*B(F*U/(R*t)), U, 0)", "mol/m3"),
    ("U^2", "V2"),
    ("U^(-1)", "1/V"),
    ("d^3*c", "mol"),
    ("z^z", "1"),
    ("abs(U)", "V"),
    ("select(U, c, c2)", "mol/m3"),
    ("log_quotient(c, c2, c - c2)", "1"),
    ("2^(c/c2)", "1"),
]


@pytest.mark.parametrize(("text", "unit"), INFERRED)
def test_the_dimension_of_a_term_is_inferred(text: str, unit: str) -> None:
    assert infer(parse(text, SCOPE)) == unit_dimension(unit)


@pytest.mark.parametrize("text", ["0", "0*U", "U*0*F", "int(0, x, 0, d)", "diff(0, x)", "0 + 0"])
def test_a_literal_zero_has_every_dimension(text: str) -> None:
    assert infer(parse(text, SCOPE)) is None


def test_a_rational_power_halves_the_exponents() -> None:
    assert infer(power(SCOPE["U"], number(Fraction(1, 2)))) == unit_dimension("V") ** Fraction(1, 2)


REFUSED = [
    "exp(U)",
    "ln(c)",
    "ln(U)",
    "B(U)",
    "U + t",
    "U - d",
    "U - U + t",
    "t + U - U",
    "0*(U + t)",
    "0*exp(U)",
    "(U + t)/(U + t)",
    "exp(U) - exp(U)",
    "2^U",
    "U^z",
    "U^(c/c2)",
    "ln(c) - ln(c2)",
    "U + 1",
    "1 - U",
    "int(c(x), x, 0, U)",
    "int(c(x), x, 0, 1)",
    "lim(U, U, 1)",
    "diff(exp(x), x)",
    "c(exp(U))",
    "log_quotient(c, U, c)",
    "log_quotient(c, c2, 1)",
    "select(U, c, t)",
    "select(exp(U), 1, 2)",
    "abs(ln(U))",
    "exp(ln(U/W) + U)",
    "B(0*exp(U))",
]


@pytest.mark.parametrize("text", REFUSED)
def test_an_unsound_term_is_refused(text: str) -> None:
    with pytest.raises(DimensionError):
        infer(parse(text, SCOPE))


@pytest.mark.parametrize(
    "text",
    [
        "U = t",
        "U = c",
        "U = 1",
        "U = t - t + U",
        "U = 0*exp(U)",
        "0 = ln(c)",
        "ln(c/c2) = U",
        "U*t = t + U",
        "d - d = U",
    ],
)
def test_the_sides_are_inferred_apart_before_anything_cancels(text: str) -> None:
    with pytest.raises(DimensionError):
        check_sides(*parse_equation(text, SCOPE))


@pytest.mark.parametrize(
    "text", ["U = R*t/F", "U = 0", "0 = U", "0 = 0", "U - U = W", "U = U + W - W", "c/c2 = 2"]
)
def test_sound_sides_pass(text: str) -> None:
    check_sides(*parse_equation(text, SCOPE))
