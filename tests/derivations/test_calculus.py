"""Differentiation by our table, against dual numbers on balls and against SymPy."""

from __future__ import annotations

from fractions import Fraction

import flint
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from nernstian.derivations.calculus import differentiate
from nernstian.derivations.checks.algebra import to_sympy
from nernstian.derivations.checks.arithmetic import Point, exact
from nernstian.derivations.errors import RuleError
from nernstian.derivations.grammar import parse
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.render.printing import plain
from nernstian.derivations.statements import Witness
from nernstian.derivations.terms import Term, derivative, symbol

SCOPE = {n: symbol(Quantity(n, "1", "real", n)) for n in ("a", "b", "f", "g", "x")}
X = SCOPE["x"]


def read(text: str) -> Term:
    return parse(text, SCOPE)


#: f(x) = x^3 - 2x and g(x) = exp(-x) as profiles, at a and b.
WITNESS = Witness({}, {SCOPE["f"]: read("x^3 - 2*x"), SCOPE["g"]: read("exp(-x)")}, X)


def at(place: Fraction) -> Point:
    return Point(
        {SCOPE["a"]: exact(Fraction(7, 5)), SCOPE["b"]: exact(Fraction(-3, 4)), X: exact(place)}, WITNESS
    )


def overlap(one: flint.arb, other: flint.arb) -> bool:
    return bool((one - other).contains(0)) and bool((one - other).rad() < 1e-20)


TERMS = [
    "x", "a", "x^2", "x^-1", "1/x^3", "a*x + b", "(a*x + b)^3", "x*(x + 1)*(x + 2)", "x/(x + 5)", "exp(x)", "exp(-a*x/b)",
    "x*exp(x^2)", "ln(x)", "ln(x/a)*x", "ln(1 + exp(x))", "B(x)", "B(-x)", "x*B(a*x)", "B(x)*exp(x) - B(-x)", "exp(B(x))",
    "f(x)", "f(x)*exp(-a*x)", "f(x)^2", "f(x)*g(x)", "f(x)/g(x)", "exp(f(x))", "ln(2 + g(x))*x", "-x", "-(x^2) - 3*x", "0", "5",
    "a^b", "x^2/x", "1/(1/x)",
]  # fmt: skip


@pytest.mark.parametrize("text", TERMS)
@pytest.mark.parametrize("place", [Fraction(1, 3), Fraction(11, 7), Fraction(4)])
def test_the_derivative_agrees_with_dual_numbers(text: str, place: Fraction) -> None:
    with flint.ctx.workprec(200):
        point = at(place)
        term = read(text)
        if "a^b" in text:
            return
        assert overlap(point.evaluate(differentiate(term, X)), point.evaluate(derivative(term, X)))


@pytest.mark.parametrize("text", [t for t in TERMS if "f(" not in t and "g(" not in t])
def test_the_derivative_agrees_with_sympy(text: str) -> None:
    term = read(text)
    assert sympy.simplify(to_sympy(differentiate(term, X)) - sympy.diff(to_sympy(term), X)) == 0


leaves = st.sampled_from(["x", "a", "b", "2", "f(x)", "exp(x)", "B(x)"])


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner, st.sampled_from("+-*")).map(lambda p: f"({p[0]}) {p[2]} ({p[1]})")
    return st.one_of(
        two,
        inner.map(lambda p: f"-({p})"),
        inner.map(lambda p: f"({p})^2"),
        inner.map(lambda p: f"1/(100 + ({p}))"),
        inner.map(lambda p: f"exp(({p})/50)"),
        inner.map(lambda p: f"B(({p})/50)"),
    )


@given(st.recursive(leaves, grown, max_leaves=6), st.fractions(Fraction(1, 5), 2, max_denominator=40))
def test_generated_derivatives_agree_with_dual_numbers(text: str, place: Fraction) -> None:
    with flint.ctx.workprec(300):
        term = read(text)
        point = at(place)
        ours, theirs = point.evaluate(differentiate(term, X)), point.evaluate(derivative(term, X))
        if ours.is_finite() and theirs.is_finite():
            assert bool((ours - theirs).contains(0)), plain(term)


@pytest.mark.parametrize(
    "text",
    [
        "x^a",
        "2^x",
        "abs(x)",
        "select(x, 1, 2)*x",
        "int(x*a, a, 0, x)",
        "diff(f(x), x)",
        "lim(a*x, a, 0)",
        "f(2*x)",
        "log_quotient(x, a, x - a)",
    ],
)
def test_what_has_no_rule_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        differentiate(read(text), X)


def test_the_derivative_of_a_profile_stays_unknown() -> None:
    assert differentiate(read("f(x)"), X) == read("diff(f(x), x)")
    assert plain(differentiate(read("a*f(x)"), X)) == "a*diff(f(x), x)"
    assert differentiate(read("f(a)*b"), X) == 0
