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
    difference = _evaluated(derivation, line.statement.lhs) - _evaluated(derivation, line.statement.rhs)
    known = _positive_symbols(derivation)
    return _is_zero(difference.xreplace(known)) or _is_zero(
        difference.xreplace(known | _positive_sums(derivation))
    )


def _positive_symbols(derivation: Derivation) -> dict[Term, Any]:
    """What the derivation assumes to be positive, as symbols of which SymPy knows it."""
    assumed = [line.assumed for line in derivation.lines if line.assumed is not None]
    terms = [c.term for c in assumed if c.relation == "positive" and isinstance(c.term, QSymbol)]
    return {term: sympy.Dummy(term.name, positive=True) for term in terms}


def _positive_sums(derivation: Derivation) -> dict[Any, Any]:
    """The sums that a law demands to be positive, as symbols: equal with them free is equal."""
    sums = [to_sympy(c.term) for c in derivation.conditions if c.relation == "positive"]
    return {s: sympy.Dummy(f"sum_{n}", positive=True) for n, s in enumerate(sums) if s.is_Add}


def _evaluated(derivation: Derivation, term: Term) -> Any:
    return to_sympy(_insert(derivation, term))


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


def _is_zero(difference: Any) -> bool:
    for attempt in _ATTEMPTS:
        difference = attempt(difference)
        if difference == 0:
            return True
    return False


def _gather(expression: Any) -> Any:
    """One fraction, exponentials of sums split, so that polynomial arithmetic in exp(u) can finish."""
    split = sympy.expand(sympy.powsimp(expression), power_exp=True)
    return sympy.cancel(sympy.together(split))


_ATTEMPTS = (
    lambda e: e,
    sympy.expand,
    lambda e: sympy.expand(sympy.expand_log(e, force=False)),
    lambda e: sympy.cancel(sympy.together(e)),
    _gather,
    sympy.simplify,
)
