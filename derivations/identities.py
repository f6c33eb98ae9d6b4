"""The named identities a derivation may use.

A closed table, each row with the conditions under which it
holds.

A row reads ``atom = expression``. The atom on the left is what is rewritten; a step is accepted when both
of its forms agree after the rewriting. tests/derivations/test_identities.py samples every row with
rigorous balls.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from .calculus import differentiate
from .errors import RuleError
from .grammar import parse, parse_equation
from .quantities import Quantity
from .signs import Condition, Relation
from .terms import (
    CONSTANT_SYMBOLS,
    QSymbol,
    Term,
    derivative,
    free_symbols,
    integral,
    mul,
    sub,
    substitute,
    symbol,
)


@dataclass(frozen=True)
class Identity:
    """``atom = expression`` under ``conditions``; ``names`` are its pattern variables in order."""

    name: str
    names: tuple[str, ...]
    text: str
    conditions: tuple[tuple[Relation, str], ...] = ()
    meaning: str = ""


TABLE: dict[str, Identity] = {
    row.name: row
    for row in (
        Identity(
            "ln_quotient",
            ("a", "b"),
            "ln(a/b) = ln(a) - ln(b)",
            (("positive", "a"), ("positive", "b")),
            "logarithm of a quotient",
        ),
        Identity(
            "ln_product",
            ("a", "b"),
            "ln(a*b) = ln(a) + ln(b)",
            (("positive", "a"), ("positive", "b")),
            "logarithm of a product",
        ),
        Identity(
            "ln_reciprocal",
            ("a", "b"),
            "ln(a/b) = -ln(b/a)",
            (("positive", "a"), ("positive", "b")),
            "logarithm of a reciprocal",
        ),
        Identity("ln_one", (), "ln(1) = 0", (), "logarithm of 1"),
        Identity("ln_root", ("a",), "ln(sqrt(a)) = ln(a)/2", (("positive", "a"),), "logarithm of a root"),
        Identity(
            "root_of_product",
            ("a", "b"),
            "sqrt(a*b) = b*sqrt(a/b)",
            (("positive", "a"), ("positive", "b")),
            "factor taken out of a root",
        ),
        Identity("root_of_square", ("a",), "sqrt(a^2) = a", (("nonnegative", "a"),), "root of a square"),
        Identity("ln_exp", ("a",), "ln(exp(a)) = a", (), "logarithm of an exponential"),
        Identity("exp_ln", ("a",), "exp(ln(a)) = a", (("positive", "a"),), "exponential of a logarithm"),
        Identity("exp_zero", (), "exp(0) = 1", (), "exponential of 0"),
        Identity("exp_negative", ("a",), "exp(-a) = 1/exp(a)", (), "exponential of a negative"),
        Identity("exp_sum", ("a", "b"), "exp(a + b) = exp(a)*exp(b)", (), "exponential of a sum"),
        Identity("bernoulli_zero", (), "B(0) = 1", (), "B at 0"),
        Identity("bernoulli_reflection", ("a",), "B(-a) = exp(a)*B(a)", (), "reflection of B"),
        Identity("bernoulli_negation", ("a",), "B(-a) = B(a) + a", (), "B of a negative"),
        Identity(
            "bernoulli_double",
            ("a",),
            "B(2*a) = 2*B(a)/(exp(a) + 1)",
            (),
            "B of a double",
        ),
        Identity(
            "bernoulli_definition", ("a",), "B(a) = a/(exp(a) - 1)", (("nonzero", "a"),), "definition of B"
        ),
        Identity(
            "exponential_by_bernoulli", ("a",), "exp(a) = 1 + a/B(a)", (), "exponential by B, exact near 0"
        ),
        Identity(
            "integral_exponential",
            ("a", "x", "d"),
            "int(exp(-a*x/d), x, 0, d) = d/B(-a)",
            (("positive", "d"),),
            "integral of an exponential",
        ),
    )
}


@dataclass(frozen=True)
class Instance:
    """An identity applied to terms: rewrite ``atom`` to ``expression``."""

    atom: Term
    expression: Term
    conditions: tuple[Condition, ...]


@lru_cache(maxsize=64)
def pattern_scope(names: tuple[str, ...]) -> dict[str, QSymbol]:
    """The pattern variables as symbols, beside the constants."""
    made = {n: symbol(Quantity(n, "1", "real", "pattern variable of an identity")) for n in names}
    return made | CONSTANT_SYMBOLS


def instantiate(name: str, arguments: tuple[Term, ...]) -> Instance:
    """The identity ``name`` for the given terms.

    Raises
    ------
    RuleError
        For an unknown identity, a wrong number of terms, or terms for which it makes no sense.
    """
    if name in _COMPUTED:
        return _COMPUTED[name](*arguments)
    if name not in TABLE:
        raise RuleError(f"no identity {name!r}", f"Known: {', '.join([*TABLE, *_COMPUTED])}.")
    row = TABLE[name]
    if len(arguments) != len(row.names):
        raise RuleError(f"identity {name} takes {len(row.names)} terms, {len(arguments)} were given")
    scope = pattern_scope(row.names)
    mapping = {scope[n]: a for n, a in zip(row.names, arguments, strict=True)}
    lhs, rhs = parse_equation(row.text, scope)
    if "int(" in row.text:
        lhs = _rebind(lhs, mapping)
    conditions = tuple(Condition(r, substitute(parse(t, scope), mapping)) for r, t in row.conditions)
    return Instance(
        substitute(lhs, mapping) if "int(" not in row.text else lhs, substitute(rhs, mapping), conditions
    )


def _rebind(term: Term, mapping: dict[Term, Term]) -> Term:
    """Instantiate an integral whose bound variable is itself a pattern variable."""
    bound, low, high = term.limits[0]
    variable = mapping[bound]
    if not isinstance(variable, QSymbol):
        raise RuleError("the integration variable must be a variable")
    others = [v for k, v in mapping.items() if k != bound]
    if any(variable in free_symbols(v) for v in others):
        raise RuleError(f"the terms depend on the integration variable {variable.name}")
    return integral(
        substitute(term.args[0], mapping), variable, substitute(low, mapping), substitute(high, mapping)
    )


def _derivative(inner: Term, x: Term) -> Instance:
    return Instance(derivative(inner, x), differentiate(inner, x), (Condition("continuous", inner),))


def _integral_of_derivative(inner: Term, x: Term, low: Term, high: Term) -> Instance:
    slope = derivative(inner, x)
    ends = sub(substitute(inner, {x: high}), substitute(inner, {x: low}))
    return Instance(integral(slope, x, low, high), ends, (Condition("continuous", slope),))


def _constant_factor(factor: Term, inner: Term, x: Term, low: Term, high: Term) -> Instance:
    if x in free_symbols(factor):
        raise RuleError("the factor taken out of the integral depends on the integration variable")
    whole = integral(mul(factor, inner), x, low, high)
    return Instance(whole, mul(factor, integral(inner, x, low, high)), (Condition("continuous", inner),))


_COMPUTED: dict[str, Callable[..., Instance]] = {
    "derivative": _derivative,
    "integral_of_derivative": _integral_of_derivative,
    "integral_constant_factor": _constant_factor,
}

MEANINGS: dict[str, str] = {name: row.meaning for name, row in TABLE.items()} | {
    "derivative": "derivative worked out",
    "integral_of_derivative": "fundamental theorem of calculus",
    "integral_constant_factor": "constant factor taken out of an integral",
}
