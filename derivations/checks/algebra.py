"""Exact algebra: with the model put in, both sides of a line are the same function. SymPy is the oracle here.

The witness expresses every symbol and profile in free ones; SymPy then differentiates, integrates and
simplifies the difference of the sides. It agrees (zero), or it cannot tell: a check that cannot tell
never counts as a pass. B(u) is replaced by its quotient, so the identity is shown where the arguments of
B are not 0; the balls stand on those points.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from ..draft import Derivation
from ..statements import Line
from ..terms import (
    B,
    Profile,
    QSymbol,
    Term,
    absolute,
    log_quotient,
    rebuild,
    select,
    square_root,
    substitute,
)


def agrees(derivation: Derivation, line: Line) -> bool:
    """Whether SymPy shows both sides equal on the model."""
    if line.statement is None:
        return True
    lhs, rhs = (_insert(derivation, side) for side in (line.statement.lhs, line.statement.rhs))
    known, sums = _positive_symbols(derivation), _positive_sums(derivation)
    written = {to_sympy(term): name for term, name in sums.items()}
    difference = to_sympy(lhs) - to_sympy(rhs)
    forms = [difference.xreplace(known), difference.xreplace(known | written)]
    if sums:
        forms.append((_named(lhs, sums) - _named(rhs, sums)).xreplace(known))
    return any(_is_zero(form, _QUICK) for form in forms) or any(_is_zero(form, _SLOW) for form in forms)


def _positive(derivation: Derivation) -> list[Term]:
    """What the derivation assumes or shows, or its law demands, to be positive."""
    assumed = [line.assumed for line in derivation.lines if line.assumed is not None]
    shown = [side.condition for line in derivation.lines for side in line.sides]
    found = [c.term for c in (*assumed, *derivation.conditions, *shown) if c.relation == "positive"]
    return list(dict.fromkeys(found))


def _positive_symbols(derivation: Derivation) -> dict[Term, Any]:
    """Symbols that are positive by assumption, as symbols of which SymPy knows it."""
    names = [term for term in _positive(derivation) if isinstance(term, QSymbol)]
    return {term: sympy.Dummy(term.name, positive=True) for term in names}


def _positive_sums(derivation: Derivation) -> dict[Term, Any]:
    """The sums that are positive, each as a positive symbol: equal with them free is equal."""
    sums = [term for term in _positive(derivation) if isinstance(term, sympy.Add)]
    return {term: sympy.Dummy(f"sum_{n}", positive=True) for n, term in enumerate(sums)}


def _named(term: Term, names: dict[Term, Any]) -> Any:
    """The term evaluated by SymPy, with a symbol for each sum that stands in it as one tree."""
    if term in names:
        return names[term]
    if not term.args or isinstance(term, (sympy.Derivative, sympy.Integral, sympy.Limit)):
        return to_sympy(term)
    return _WRITTEN_OUT.get(type(term), term.func)(*(_named(a, names) for a in term.args))


def _insert(derivation: Derivation, term: Term) -> Term:
    """The term with profiles and given symbols written out in the free ones."""
    witness = derivation.witness
    if isinstance(term, Profile) and term.args[0] in witness.profiles:
        shape = substitute(witness.profiles[term.args[0]], {witness.variable: term.args[1]})
        return _insert(derivation, shape)
    if isinstance(term, QSymbol) and term in witness.given:
        return _insert(derivation, witness.given[term])
    return rebuild(term, lambda part: _insert(derivation, part)) if term.args else term


def to_sympy(term: Term) -> Any:
    """The term evaluated by SymPy: B and log_quotient written out, derivatives, integrals and limits done."""
    if isinstance(term, sympy.Derivative):
        return sympy.diff(to_sympy(term.args[0]), term.variables[0])
    if isinstance(term, sympy.Integral):
        x, low, high = term.limits[0]
        return sympy.integrate(to_sympy(term.args[0]), (x, to_sympy(low), to_sympy(high)), conds="none")
    if isinstance(term, sympy.Limit):
        return sympy.limit(to_sympy(term.args[0]), term.args[1], to_sympy(term.args[2]))
    if not term.args:
        return term
    args = [to_sympy(a) for a in term.args]
    return _WRITTEN_OUT.get(type(term), term.func)(*args)


def _bernoulli(u: Any) -> Any:
    return sympy.Integer(1) if u == 0 else u / (sympy.exp(u) - 1)


#: How SymPy is told the functions of our language.
_WRITTEN_OUT: dict[Any, Callable[..., Any]] = {
    B: _bernoulli,
    log_quotient: lambda a, b, d: sympy.log(a / b),
    absolute: sympy.Abs,
    square_root: sympy.sqrt,
    select: lambda x, a, b: sympy.Piecewise((a, x > 0), (b, True)),
}


def _is_zero(difference: Any, attempts: Attempts) -> bool:
    for attempt in attempts:
        difference = attempt(difference)
        if difference == 0:
            return True
    return False


def _gather(expression: Any) -> Any:
    """One fraction, exponentials of sums split, so that polynomial arithmetic in exp(u) can finish."""
    split = sympy.expand(sympy.powsimp(expression), power_exp=True)
    return sympy.cancel(sympy.together(split))


def _as_polynomial(expression: Any) -> Any:
    """Whether the numerator vanishes, multiplied out; a root is a symbol whose square is known.

    For the general simplifiers a root of a long sum is out of reach. Logarithms and exponentials are symbols
    too: equal with them free is equal.
    """
    roots = _roots(expression)
    functions = {f: sympy.Dummy("f") for f in expression.atoms(sympy.log, sympy.exp)}
    radicands = {base.xreplace(functions): sympy.Dummy("root") for base in roots}
    freed = expression.xreplace(functions).replace(
        lambda e: e.is_Pow and e.base in radicands and e.exp.is_Rational,
        lambda e: radicands[e.base] ** (2 * e.exp),
    )
    if not all(e.is_rational_function(*e.free_symbols) for e in (freed, *radicands)):
        return expression
    above, below = sympy.fraction(sympy.together(freed))
    squares = [sympy.fraction(sympy.together(root**2 - radicand))[0] for radicand, root in radicands.items()]
    others = set().union(*(e.free_symbols for e in (above, below, *squares))) - set(radicands.values())
    if not others:
        return expression
    # Roots first: their squares are then the leading terms, and division by them decides.
    ring = sympy.ring([*radicands.values(), *sorted(others, key=str)], sympy.QQ)[0]
    relations = [ring.from_expr(square) for square in squares]
    left, right = (_remainder(ring.from_expr(part), relations) for part in (above, below))
    return sympy.Integer(0) if left == 0 and right != 0 else expression


def _roots(expression: Any) -> set[Any]:
    """What stands under the roots of an expression."""
    return {p.base for p in expression.atoms(sympy.Pow) if p.exp.is_Rational and p.exp.q == 2}


def _remainder(polynomial: Any, relations: list[Any]) -> Any:
    return polynomial.rem(relations) if relations else polynomial


def _factored_roots(expression: Any) -> Any:
    """Roots of squares taken."""
    return expression.replace(
        lambda e: e.is_Pow and e.exp.is_Rational and e.exp.q == 2, lambda e: sympy.factor(e.base) ** e.exp
    )


def _one_logarithm(expression: Any) -> Any:
    """A sum of whole multiples of logarithms is 0 where the product of their arguments is 1."""
    logarithms = sorted(expression.atoms(sympy.log), key=str)
    names = [sympy.Dummy("log") for _ in logarithms]
    freed = sympy.expand(expression.xreplace(dict(zip(logarithms, names, strict=True))))
    factors = [sympy.cancel(freed.diff(name)) for name in names]
    if (
        not names
        or 0 in factors
        or sympy.cancel(freed - sum(f * n for f, n in zip(factors, names, strict=True)))
    ):
        return expression
    powers = [sympy.cancel(f / factors[0]) for f in factors]
    if not all(power.is_Integer for power in powers):
        return expression
    product = sympy.prod([log.args[0] ** power for log, power in zip(logarithms, powers, strict=True)])
    return sympy.Integer(0) if _is_zero(product - 1, _RATIONAL) else expression


def _whole_powers(expression: Any) -> set[Any]:
    return {p for p in expression.atoms(sympy.Pow) if p.exp.is_Integer and p.exp > 0}


Attempts = tuple[Callable[[Any], Any], ...]

_RATIONAL: Attempts = (
    lambda e: e,
    _as_polynomial,
    _factored_roots,
    lambda e: sympy.cancel(sympy.together(e)),
)
_QUICK: Attempts = (
    lambda e: e,
    lambda e: e if _roots(e) else sympy.expand(e),
    _as_polynomial,
    _factored_roots,
    sympy.expand,
    lambda e: sympy.expand(sympy.expand_log(e, force=False)),
    lambda e: sympy.cancel(sympy.together(e)),
    _one_logarithm,
)
_SLOW: Attempts = (_gather, sympy.simplify)
