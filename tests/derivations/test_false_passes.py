"""False passes seen in checkers, each beside a correct twin that must be accepted.

A row writes the false step into a draft, and the true one into another. Drafts and replay use the same rules,
so what a draft refuses here replay refuses too (test_mutation.py and test_replay.py show it on forged lines).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from nernstian.derivations.draft import Draft
from nernstian.derivations.errors import DimensionError, GrammarError, NernstianError, RuleError
from nernstian.derivations.errors import SideConditionError as Side

Write = Callable[[Draft], object]
ON = ("x", "0", "1")


@dataclass(frozen=True)
class Pair:
    name: str
    false: Write
    true: Write
    error: type[NernstianError]
    says: str = ""


def smooth(d: Draft) -> None:
    d.assume_that("continuous", "f(x)", note="")
    d.assume_that("continuous", "diff(f(x), x)", note="")


def given(
    text: str, then: Write, *, over: tuple[str, str, str] | None = None, before: Write | None = None
) -> Write:
    """Assume an equation (after ``before``), then write the step."""

    def write(d: Draft) -> None:
        if before is not None:
            before(d)
        d.assume(text, note="", over=over)
        then(d)

    return write


def nonzero(text: str) -> Write:
    return lambda d: d.assume_that("nonzero", text, note="")


CORPUS = (
    Pair(
        "x/x = 1 without x != 0",
        given("b = w", lambda d: d.rearrange("b*a/a = w")),
        given("b = w", lambda d: d.rearrange("b*k/k = w")),
        Side,
    ),
    Pair(
        "divide by what may be 0",
        given("a*b = a*w", lambda d: d.divide("a", shows="b = w")),
        given("n*b = n*w", lambda d: d.divide("n", shows="b = w")),
        Side,
    ),
    Pair(
        "divide by a difference that may be 0",
        given("(a - b)*w = (a - b)*y", lambda d: d.divide("a - b")),
        given("(a - b)*w = (a - b)*y", lambda d: d.divide("a - b"), before=nonzero("a - b")),
        Side,
    ),
    Pair(
        "multiply both sides by 0",
        given("a = b", lambda d: d.multiply("0")),
        given("a = b", lambda d: d.multiply("2")),
        Side,
    ),
    Pair(
        "multiply both sides by a - a",
        given("a = b", lambda d: d.multiply("w - w")),
        given("a = b", lambda d: d.multiply("k + m")),
        Side,
    ),
    Pair(
        "multiply by what may be 0",
        given("a = b", lambda d: d.multiply("p")),
        given("a = b", lambda d: d.multiply("1 + p")),
        Side,
    ),
    Pair(
        "the integral from 0 to 1 of 0 is 7",
        given("f(x) = 0", lambda d: d.integrate(shows="int(f(x), x, 0, 1) = 7"), over=ON, before=smooth),
        given(
            "f(x) = 0",
            lambda d: d.integrate(shows="int(f(x), x, 0, 1) = int(0, x, 0, 1)"),
            over=ON,
            before=smooth,
        ),
        RuleError,
    ),
    Pair(
        "swapped integration bounds",
        given(
            "f(x) = k",
            lambda d: d.integrate(shows="int(f(x), x, 1, 0) = int(k, x, 0, 1)"),
            over=ON,
            before=smooth,
        ),
        given(
            "f(x) = k",
            lambda d: d.integrate(shows="int(f(x), x, 0, 1) = int(k, x, 0, 1)"),
            over=ON,
            before=smooth,
        ),
        RuleError,
    ),
    Pair(
        "V = 2V + 1 as a definition",
        lambda d: d.define("w = 2*w + 1"),
        lambda d: d.define("new = 2*w + 1"),
        RuleError,
    ),
    Pair(
        "an unknown symbol defined by itself",
        lambda d: d.define("new = 2*new + 1"),
        lambda d: d.define("new = 2*a + 1"),
        GrammarError,
    ),
    Pair(
        "a definition used twice",
        lambda d: (d.define("q = a"), d.define("q = b")),
        lambda d: (d.define("q = a"), d.define("r = b")),
        RuleError,
        "already in use",
    ),
    Pair(
        "the result defined after it was used",
        given("y = a", lambda d: d.define("y = b")),
        lambda d: d.define("y = b"),
        RuleError,
        "already in use",
    ),
    Pair(
        "(x^2 - 1)/(x - 1) is x + 1 at every x",
        given("w = a + 1", lambda d: d.rearrange("w = (a^2 - 1)/(a - 1)")),
        given("w = a + 1", lambda d: d.rearrange("w = (a^2 - 1)/(a - 1)"), before=nonzero("a - 1")),
        Side,
    ),
    Pair(
        "the value of (x^2 - 1)/(x - 1) at 1 by continuity",
        given("w = (a^2 - 1)/(a - 1)", lambda d: d.limit("a", "1"), before=nonzero("a - 1")),
        given("w = (a^2 - 1)/k", lambda d: d.limit("a", "1")),
        RuleError,
    ),
    Pair(
        "exp(volt) + ln(metre)",
        lambda d: d.assume("w = exp(U) + ln(ell)", note=""),
        lambda d: d.assume("w = exp(F*U/(R*t)) + ln(ell/(2*ell))", note=""),
        DimensionError,
    ),
    Pair(
        "log(volt)",
        given(
            "U = W",
            lambda d: d.take_ln(),
            before=lambda d: [d.assume_that("positive", v, note="") for v in ("U", "W")],
        ),
        given("k = m", lambda d: d.take_ln()),
        DimensionError,
    ),
    Pair(
        "v = d - v passes by cancellation",
        lambda d: d.assume("U = s - s + U", note=""),
        lambda d: d.assume("U = W - W + U", note=""),
        DimensionError,
    ),
    Pair(
        "a substitution that is not performed",
        lambda d: d.substitute(d.define("q = a"), of=d.assume("b = w", note="")),
        lambda d: d.substitute(d.assume("b = a", note=""), of=d.assume("b = w", note="")),
        RuleError,
        "does not occur",
    ),
    Pair(
        "a substitution shown but not performed",
        lambda d: d.substitute(d.assume("b = a", note=""), of=d.assume("b = w", note=""), shows="b = w"),
        lambda d: d.substitute(d.assume("b = a", note=""), of=d.assume("b = w", note=""), shows="a = w"),
        RuleError,
    ),
    Pair(
        "a substitution of one occurrence of two",
        lambda d: d.substitute(
            d.assume("b = a", note=""), of=d.assume("b + b^2 = w", note=""), shows="a + b^2 = w"
        ),
        lambda d: d.substitute(
            d.assume("b = a", note=""), of=d.assume("b + b^2 = w", note=""), shows="a + a^2 = w"
        ),
        RuleError,
    ),
    Pair(
        "a definition put back that does not occur",
        lambda d: d.fold(d.define("q = a*b"), of=d.assume("w = a", note=""), shows="w = a"),
        lambda d: d.fold(d.define("q = a*b"), of=d.assume("w = a*b", note=""), shows="w = q"),
        RuleError,
        "does not occur",
    ),
    Pair(
        "an identity that rewrites nothing",
        given("w = a", lambda d: d.identity("exp_zero", shows="w = a")),
        given("w = exp(0)*a", lambda d: d.identity("exp_zero", shows="w = a")),
        RuleError,
        "changes nothing",
    ),
    Pair(
        "a derivative step that is not checked",
        given(
            "w = diff(exp(2*a), a)", lambda d: d.identity("derivative", "exp(2*a)", "a", shows="w = exp(2*a)")
        ),
        given(
            "w = diff(exp(2*a), a)",
            lambda d: d.identity("derivative", "exp(2*a)", "a", shows="w = 2*exp(2*a)"),
        ),
        RuleError,
    ),
    Pair(
        "a sign lost in d/dx exp(-x)",
        given(
            "w = diff(exp(-a), a)", lambda d: d.identity("derivative", "exp(-a)", "a", shows="w = exp(-a)")
        ),
        given(
            "w = diff(exp(-a), a)", lambda d: d.identity("derivative", "exp(-a)", "a", shows="w = -exp(-a)")
        ),
        RuleError,
    ),
    Pair(
        "an unknown rule",
        given("a = b", lambda d: d.step("l_hopital")),
        given("a = b", lambda d: d.step("rearrange", shows="b = a")),
        RuleError,
        "no rule",
    ),
    Pair(
        "sides swapped and one sign changed",
        given("a = b + w", lambda d: d.rearrange("a + b = w")),
        given("a = b + w", lambda d: d.rearrange("a - b = w")),
        RuleError,
    ),
    Pair(
        "variable capture under an integral",
        lambda d: d.substitute(d.assume("b = x", note=""), of=d.assume("w = int(b*x, x, 0, 1)", note="")),
        lambda d: d.substitute(d.assume("b = a", note=""), of=d.assume("w = int(b*x, x, 0, 1)", note="")),
        RuleError,
        "capture",
    ),
    Pair(
        "variable capture under a limit",
        lambda d: d.substitute(d.assume("b = x", note=""), of=d.assume("w = lim(b*x, x, 0)", note="")),
        lambda d: d.substitute(d.assume("b = a", note=""), of=d.assume("w = lim(b*x, x, 0)", note="")),
        RuleError,
        "capture",
    ),
    Pair(
        "an equation that holds at one point put under a derivative",
        lambda d: d.substitute(d.assume("b = x^2", note=""), of=d.assume("w = diff(b*x, x)", note="")),
        lambda d: d.substitute(d.assume("b = a^2", note=""), of=d.assume("w = diff(b*x, x)", note="")),
        RuleError,
        "under a derivative",
    ),
    Pair(
        "the value of a profile at one point put under its derivative",
        lambda d: (
            smooth(d),
            d.substitute(d.assume("f(x) = 0", note=""), of=d.assume("w = diff(f(x), x)", note="")),
        ),
        lambda d: (
            smooth(d),
            d.substitute(d.assume("f(x) = 0", note=""), of=d.assume("w = f(x) + 1", note="")),
        ),
        RuleError,
        "under a derivative",
    ),
    Pair(
        "a definition by x folded into a statement for all x",
        lambda d: d.fold(d.define("q = 2*x"), of=d.assume("g(x) = 2*x", note="", over=ON), shows="g(x) = q"),
        lambda d: d.fold(
            d.define("q = 2*a"), of=d.assume("g(x) = 2*a*x", note="", over=ON), shows="g(x) = q*x"
        ),
        RuleError,
        "at one x",
    ),
    Pair(
        "an equation at one x used for all x",
        lambda d: d.substitute(d.assume("f(x) = 5", note=""), of=d.assume("g(x) = f(x)", note="", over=ON)),
        lambda d: d.substitute(
            d.assume("f(x) = 5", note="", over=ON), of=d.assume("g(x) = f(x)", note="", over=ON)
        ),
        RuleError,
        "at one x",
    ),
    Pair(
        "the variable of an interval replaced by a point outside",
        lambda d: d.substitute(d.assume("x = 7", note=""), of=d.assume("g(x) = x", note="", over=ON)),
        lambda d: d.substitute(d.assume("a = 7", note=""), of=d.assume("g(x) = a*x", note="", over=ON)),
        RuleError,
        "at one x",
    ),
    Pair(
        "statements over different intervals added",
        lambda d: d.add_lines(
            d.assume("f(x) = 1", note="", over=ON), d.assume("g(x) = 1", note="", over=("x", "0", "2"))
        ),
        lambda d: d.add_lines(d.assume("f(x) = 1", note="", over=ON), d.assume("g(x) = 1", note="", over=ON)),
        RuleError,
        "different intervals",
    ),
    Pair(
        "a profile integrated that nobody assumed continuous",
        given("g(x) = f(x)", lambda d: d.integrate(), over=ON),
        given("f(x) = k", lambda d: d.integrate(), over=ON, before=smooth),
        Side,
    ),
    Pair(
        "the derivative of a profile that nobody assumed differentiable",
        lambda d: d.assume("w = diff(f(x)*x, x)", note=""),
        lambda d: (smooth(d), d.assume("w = diff(f(x)*x, x)", note="")),
        Side,
    ),
    Pair(
        "a step function taken as continuous",
        given("w = select(a, 1, 2)", lambda d: d.limit("a", "0")),
        given("w = abs(a)", lambda d: d.limit("a", "0")),
        Side,
    ),
    Pair(
        "log_quotient of what may be negative",
        lambda d: d.assume("w = log_quotient(a, k, a - k)", note=""),
        lambda d: d.assume("w = log_quotient(m, k, m - k)", note=""),
        Side,
    ),
    Pair(
        "an integral over a variable by its own domain",
        lambda d: d.assume("w = int(ln(k), k, -1, 1)", note=""),
        lambda d: d.assume("w = int(ln(k), x, -1, 1)", note=""),
        NernstianError,
        "not a real variable",
    ),
    Pair(
        "an interval as the range of a positive quantity",
        lambda d: d.assume("f(k) = 1", note="", over=("k", "-1", "1")),
        lambda d: d.assume("f(x) = 1", note="", over=("x", "-1", "1")),
        RuleError,
        "not a real variable",
    ),
    Pair(
        "the second derivative is the first",
        lambda d: d.term("diff(diff(f(x), x), x)"),
        lambda d: d.term("diff(f(x), x)*diff(g(x), x)"),
        GrammarError,
    ),
    Pair(
        "a double integral is the inner one",
        lambda d: d.term("int(int(f(x), x, 0, 1), a, 0, 2)"),
        lambda d: d.term("int(int(f(x), x, 0, 1)*a, a, 0, 2)"),
        GrammarError,
    ),
    Pair("R(T) is a product", lambda d: d.term("R(t)"), lambda d: d.term("R*(t)"), GrammarError, "constant"),
    Pair(
        "the slope of B at a point that may be 0",
        given("w = diff(B(a), a)", lambda d: d.identity("derivative", "B(a)", "a")),
        given("w = diff(B(a), a)", lambda d: d.identity("derivative", "B(a)", "a"), before=nonzero("a")),
        Side,
    ),
    Pair(
        "a factor taken out of an integral that depends on its variable",
        lambda d: (
            smooth(d),
            d.assume("w = int(x*f(x), x, 0, 1)", note=""),
            d.identity("integral_constant_factor", "x", "f(x)", "x", "0", "1"),
        ),
        lambda d: (
            smooth(d),
            d.assume("w = int(a*f(x), x, 0, 1)", note=""),
            d.identity("integral_constant_factor", "a", "f(x)", "x", "0", "1"),
        ),
        RuleError,
    ),
    Pair(
        "the logarithm of what may be negative",
        given("a = b", lambda d: d.take_ln()),
        given("k = m", lambda d: d.take_ln()),
        Side,
    ),
    Pair(
        "ln(a/b) = ln(a) - ln(b) for negative a and b",
        given("w = ln(n/k)", lambda d: d.identity("ln_quotient", "n", "k")),
        given("w = ln(m/k)", lambda d: d.identity("ln_quotient", "m", "k")),
        Side,
    ),
    Pair(
        "exp(ln(a)) = a for negative a",
        given("w = k", lambda d: d.identity("exp_ln", "a", shows="w = exp(ln(a))*k/a")),
        given("w = k", lambda d: d.identity("exp_ln", "m", shows="w = exp(ln(m))*k/m")),
        Side,
    ),
    Pair(
        "parameters that are no parameters",
        given("a = b", lambda d: d.step("divide", d.term("2"), d.term("3"))),
        given("a = b", lambda d: d.step("divide", d.term("2"))),
        RuleError,
        "parameters",
    ),
    Pair(
        "a premise of another derivation",
        lambda d: d.substitute(Draft(d.law, "other").assume("a = k", note=""), of=d.assume("a = y", note="")),
        lambda d: d.substitute(d.assume("a = k", note=""), of=d.assume("a = y", note="")),
        RuleError,
        "premise",
    ),
)


@pytest.mark.parametrize("pair", CORPUS, ids=lambda p: p.name)
def test_false_pass_is_refused(pair: Pair, draft: Draft) -> None:
    with pytest.raises(pair.error) as caught:
        pair.false(draft)
    assert pair.says in str(caught.value)


@pytest.mark.parametrize("pair", CORPUS, ids=lambda p: p.name)
def test_correct_twin_is_accepted(pair: Pair, draft: Draft) -> None:
    pair.true(draft)
