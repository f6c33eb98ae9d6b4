"""Differentiation of terms by our own table of rules, so that a derivative step does not rest on SymPy."""

from __future__ import annotations

import sympy

from .errors import RuleError
from .terms import (
    ONE,
    ZERO,
    B,
    Profile,
    QSymbol,
    Term,
    add,
    derivative,
    div,
    free_symbols,
    mul,
    number,
    power,
    square_root,
    sub,
)


def differentiate(term: Term, x: QSymbol) -> Term:
    """d(term)/dx, worked out; the derivative of a profile c(x) stays ``diff(c(x), x)``.

    Raises
    ------
    RuleError
        For a node without a rule (integrals, limits, derivatives, functions of stable forms).
    """
    if x not in free_symbols(term):
        return ZERO
    if term == x:
        return ONE
    if isinstance(term, Profile):
        if term.args[1] != x:
            raise RuleError("a profile is differentiated only by its own variable")
        return derivative(term, x)
    for kind, rule in _RULES:
        if isinstance(term, kind):
            return rule(term, x)
    raise RuleError(f"no differentiation rule for {type(term).__name__}")


def _sum(term: Term, x: QSymbol) -> Term:
    parts = [d for d in (differentiate(a, x) for a in term.args) if d != ZERO]
    return add(*parts)


def _product(term: Term, x: QSymbol) -> Term:
    parts = []
    for i, factor in enumerate(term.args):
        d = differentiate(factor, x)
        if d == ZERO:
            continue
        others = [*term.args[:i], *([] if d == ONE else [d]), *term.args[i + 1 :]]
        parts.append(mul(*others) if others else ONE)
    return add(*parts)


def _power(term: Term, x: QSymbol) -> Term:
    base, exponent = term.args
    if not exponent.is_Rational:
        raise RuleError("a power with a variable exponent is not differentiated: write it with exp")
    return mul(exponent, power(base, exponent - 1), differentiate(base, x))


def _exp(term: Term, x: QSymbol) -> Term:
    return mul(differentiate(term.args[0], x), term)


def _ln(term: Term, x: QSymbol) -> Term:
    return div(differentiate(term.args[0], x), term.args[0])


def _sqrt(term: Term, x: QSymbol) -> Term:
    return div(differentiate(term.args[0], x), mul(number(2), term))


def _bernoulli(term: Term, x: QSymbol) -> Term:
    # B'(u) = B(u) (1 - B(u) - u)/u, from u = B(u) (exp(u) - 1); for u /= 0.
    u = term.args[0]
    slope = div(mul(term, sub(sub(ONE, term), u)), u)
    return mul(slope, differentiate(u, x))


_RULES = (
    (sympy.Add, _sum),
    (sympy.Mul, _product),
    (sympy.Pow, _power),
    (sympy.exp, _exp),
    (sympy.log, _ln),
    (B, _bernoulli),
    (square_root, _sqrt),
)
