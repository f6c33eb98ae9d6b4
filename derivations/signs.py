"""Discharge of side conditions by sign reasoning, with a proof term for each.

Facts are the domains of the quantities, the constants, the assumptions of the derivation, and the
definitions it made: a defined symbol has no domain of its own, it is proved through its definition. Facts
match by exact tree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import sympy

from .calculus import differentiate
from .constants import Constant
from .errors import SideConditionError
from .rational import same
from .terms import (
    ZERO,
    B,
    Profile,
    QSymbol,
    Term,
    absolute,
    add,
    children,
    derivative,
    log_quotient,
    mul,
    neg,
    select,
    square_root,
    subterms,
)

Relation = Literal["positive", "nonnegative", "nonzero", "continuous"]

SYMBOLS = {"positive": "> 0", "nonnegative": ">= 0", "nonzero": "!= 0", "continuous": "is continuous"}


@dataclass(frozen=True)
class Condition:
    """A side condition: ``term`` is positive, nonnegative, nonzero, or continuous."""

    relation: Relation
    term: Term

    def __str__(self) -> str:
        from .render.printing import plain

        return f"{plain(self.term)} {SYMBOLS[self.relation]}"


@dataclass(frozen=True)
class Proof:
    """Why a condition holds: the rule of sign reasoning, what it was applied to, and the proofs below it."""

    reason: str
    condition: Condition
    parts: tuple[Proof, ...] = ()


@dataclass
class Facts:
    """What is known while a derivation runs."""

    assumed: set[Condition] = field(default_factory=set)
    definitions: dict[QSymbol, Term] = field(default_factory=dict)

    def prove(self, condition: Condition) -> Proof:
        """A proof of the condition.

        Raises
        ------
        SideConditionError
            If sign reasoning does not find one: the condition may hold, but it is not shown.
        """
        proof = _PROVERS[condition.relation](self, condition.term)
        if proof is None:
            raise SideConditionError(
                f"the side condition {condition} is not shown",
                "State it as an assumption, or choose another step.",
            )
        return proof

    def try_prove(self, relation: Relation, term: Term) -> Proof | None:
        """A proof, or None."""
        return _PROVERS[relation](self, term)

    def domain(self, symbol: QSymbol) -> str:
        """Domain of a symbol; a defined symbol has none of its own."""
        if isinstance(symbol.quantity, Constant):
            return "positive"
        return "real" if symbol in self.definitions else symbol.quantity.domain


def _known(facts: Facts, relation: Relation, term: Term) -> Proof | None:
    condition = Condition(relation, term)
    if condition in facts.assumed:
        return Proof("assumed", condition)
    if isinstance(term, QSymbol):
        if facts.domain(term) == relation:
            return Proof("domain", condition)
        if term in facts.definitions:
            inner = _PROVERS[relation](facts, facts.definitions[term])
            return Proof("definition", condition, (inner,)) if inner else None
    if isinstance(term, Profile) and term.args[0].quantity.domain == relation:
        return Proof("domain", condition)
    return None


def _all(facts: Facts, relation: Relation, parts: tuple[Term, ...], reason: str, term: Term) -> Proof | None:
    found = [_PROVERS[relation](facts, part) for part in parts]
    if any(f is None for f in found):
        return None
    return Proof(reason, Condition(relation, term), tuple(f for f in found if f is not None))


def _positive(facts: Facts, term: Term) -> Proof | None:
    known = _known(facts, "positive", term)
    if known is not None:
        return known
    condition = Condition("positive", term)
    if term.is_Rational:
        return Proof("number", condition) if term > 0 else None
    if isinstance(term, (sympy.exp, B)):
        return Proof(f"{'exp' if isinstance(term, sympy.exp) else 'B'} is positive", condition)
    if isinstance(term, (square_root, absolute)):
        return _positive_by_argument(facts, term)
    for kind, prover in _POSITIVE:
        if isinstance(term, kind):
            return prover(facts, term)
    return None


def _positive_power(facts: Facts, term: Term) -> Proof | None:
    even = term.exp.is_Integer and term.exp % 2 == 0
    base = (_nonzero if even else _positive)(facts, term.base)
    return Proof("even power" if even else "power", Condition("positive", term), (base,)) if base else None


def _positive_by_argument(facts: Facts, term: Term) -> Proof | None:
    """A root is positive where its argument is, a modulus where its argument is not 0."""
    inner = (_positive if isinstance(term, square_root) else _nonzero)(facts, term.args[0])
    return Proof("root or modulus", Condition("positive", term), (inner,)) if inner else None


def _product_sign(facts: Facts, term: Term) -> Proof | None:
    proofs, negatives = [], 0
    for factor in term.args:
        proof = _positive(facts, factor)
        if proof is None:
            proof = _positive(facts, neg(factor)) if factor.is_Rational else None
            negatives += 1
        if proof is None:
            return None
        proofs.append(proof)
    return Proof("product", Condition("positive", term), tuple(proofs)) if negatives % 2 == 0 else None


def _positive_sum(facts: Facts, term: Term) -> Proof | None:
    return (
        _sum_of_signs(facts, term)
        or _above_one(facts, "positive", term)
        or _beside_its_root(facts, "positive", term)
    )


def _sum_of_signs(facts: Facts, term: Term) -> Proof | None:
    proofs = [_positive(facts, a) or _nonnegative(facts, a) for a in term.args]
    if any(p is None for p in proofs) or not any(p and p.condition.relation == "positive" for p in proofs):
        return None
    return Proof("sum", Condition("positive", term), tuple(p for p in proofs if p))


def _above_one(facts: Facts, relation: Relation, term: Term) -> Proof | None:
    """exp(a) - 1 has the sign of a, and 1 - exp(a) the other one."""
    found = _exponential_minus_one(term)
    if found is None:
        return None
    exponent, turned = found
    inner = _PROVERS[relation](facts, _opposite(exponent) if turned else exponent)
    return Proof("exp grows, and exp(0) is 1", Condition(relation, term), (inner,)) if inner else None


def _opposite(term: Term) -> Term:
    """The negative of a term; of -x it is x."""
    if isinstance(term, sympy.Mul) and term.args[0] == -1:
        return mul(*term.args[1:])
    return neg(term)


def _beside_its_root(facts: Facts, relation: Relation, term: Term) -> Proof | None:
    """The sum r + sqrt(r^2 + y) > 0 where y > 0, and >= 0 where y >= 0, whatever the sign of r."""
    roots = [part for part in term.args if isinstance(part, square_root)]
    if len(roots) != 1 or not isinstance(roots[0].args[0], sympy.Add):
        return None
    rest = _without(term, roots[0])
    squares = [part for part in roots[0].args[0].args if _is_square_of(part, rest)]
    if not squares:
        return None
    inner = _PROVERS[relation](facts, _without(roots[0].args[0], squares[0]))
    return Proof("a root of more than its square", Condition(relation, term), (inner,)) if inner else None


def _without(total: Term, part: Term) -> Term:
    """A sum without one of its terms."""
    rest = list(total.args)
    rest.remove(part)
    return add(*rest)


def _is_square_of(term: Term, base: Term) -> bool:
    return (
        isinstance(term, sympy.Pow)
        and term.exp == 2
        and (same(term.base, base) or same(term.base, neg(base)))
    )


def _logarithm(facts: Facts, relation: Relation, term: Term) -> Proof | None:
    """ln(1 + x) has the sign of x, and so has that of a number."""
    inner = term.args[0]
    if inner.is_Rational:
        grown = inner > 1 or (inner == 1 and relation == "nonnegative")
        return Proof("ln grows, and ln(1) is 0", Condition(relation, term)) if grown else None
    if not isinstance(inner, sympy.Add) or inner.args[0] != 1:
        return None
    proof = _PROVERS[relation](facts, add(*inner.args[1:]))
    return Proof("ln grows, and ln(1) is 0", Condition(relation, term), (proof,)) if proof else None


def _nonnegative(facts: Facts, term: Term) -> Proof | None:
    known = _known(facts, "nonnegative", term) or _positive(facts, term)
    if known is not None:
        return known
    condition = Condition("nonnegative", term)
    if term == ZERO:
        return Proof("number", condition)
    if isinstance(term, sympy.log):
        return _logarithm(facts, "nonnegative", term)
    if isinstance(term, sympy.Mul):
        return _all(facts, "nonnegative", term.args, "product", term)
    if isinstance(term, (square_root, absolute)):
        return Proof("a root or modulus is not negative", condition)
    if isinstance(term, select):
        return _all(facts, "nonnegative", term.args[1:], "either case", term)
    return _nonnegative_sum(facts, term) if isinstance(term, sympy.Add) else _even_power(term)


def _nonnegative_sum(facts: Facts, term: Term) -> Proof | None:
    return (
        _all(facts, "nonnegative", term.args, "sum", term)
        or _above_one(facts, "nonnegative", term)
        or _beside_its_root(facts, "nonnegative", term)
    )


def _even_power(term: Term) -> Proof | None:
    even = isinstance(term, sympy.Pow) and term.exp.is_Integer and term.exp > 0 and term.exp % 2 == 0
    return Proof("even power", Condition("nonnegative", term)) if even else None


def _nonzero(facts: Facts, term: Term) -> Proof | None:
    known = _known(facts, "nonzero", term) or _positive(facts, term)
    if known is not None:
        return known
    condition = Condition("nonzero", term)
    if term.is_Rational:
        return Proof("number", condition) if term != 0 else None
    if isinstance(term, sympy.Mul):
        return _all(facts, "nonzero", term.args, "product", term)
    if isinstance(term, sympy.Pow):
        base = _nonzero(facts, term.base)
        return Proof("power", condition, (base,)) if base else None
    found = _exponential_minus_one(term)
    if found is not None:
        inner = _nonzero(facts, found[0])
        return Proof("exp(a) = 1 only at a = 0", condition, (inner,)) if inner else None
    return None


def _exponential_minus_one(term: Term) -> tuple[Term, bool] | None:
    """a, and whether the sides are turned around: False for exp(a) - 1, True for 1 - exp(a)."""
    if not isinstance(term, sympy.Add) or len(term.args) != 2:
        return None
    first, second = term.args
    if isinstance(first, sympy.exp) and second == -1:
        return first.args[0], False
    if first == 1 and isinstance(second, sympy.Mul) and second.args[0] == -1 and len(second.args) == 2:
        return (second.args[1].args[0], True) if isinstance(second.args[1], sympy.exp) else None
    return None


def _continuous(facts: Facts, term: Term) -> Proof | None:
    """A composition is continuous where it is defined; profiles, slopes, limits, select only if assumed."""
    condition = Condition("continuous", term)
    if condition in facts.assumed:
        return Proof("assumed", condition)
    if isinstance(term, sympy.Derivative):
        expanded = differentiate(term.args[0], term.variables[0])
        inner = None if expanded == term else _continuous(facts, expanded)
        return Proof("derivative worked out", condition, (inner,)) if inner else None
    if isinstance(term, (sympy.Limit, Profile, select)):
        return None
    parts = [_PROVERS[c.relation](facts, c.term) for c in _own_conditions(term)]
    parts += [_continuous(facts, child) for child in children(term)]
    if any(p is None for p in parts):
        return None
    return Proof("composition of continuous functions", condition, tuple(p for p in parts if p))


_PROVERS = {
    "positive": _positive,
    "nonnegative": _nonnegative,
    "nonzero": _nonzero,
    "continuous": _continuous,
}


#: What shows a term to be positive, by its head.
_POSITIVE: tuple[tuple[Any, Callable[[Facts, Term], Proof | None]], ...] = (
    (sympy.Mul, _product_sign),
    (sympy.Add, _positive_sum),
    (sympy.Pow, _positive_power),
    (sympy.log, lambda facts, term: _logarithm(facts, "positive", term)),
    (select, lambda facts, term: _all(facts, "positive", term.args[1:], "either case", term)),
)


def _own_conditions(node: Term) -> list[Condition]:
    if isinstance(node, sympy.Derivative):
        return _differentiability(node)
    if isinstance(node, log_quotient):
        return [Condition("positive", node.args[0]), Condition("positive", node.args[1])]
    if isinstance(node, sympy.Pow) and not (node.exp.is_Integer and node.exp > 0):
        return [Condition("nonzero" if node.exp.is_Integer else "positive", node.base)]
    if isinstance(node, square_root):
        return [Condition("nonnegative", node.args[0])]
    return [Condition("positive", node.args[0])] if isinstance(node, sympy.log) else []


def _differentiability(node: Term) -> list[Condition]:
    """Profiles must be shown to have a slope; the other functions have one where they are defined."""
    inner, x = node.args[0], node.variables[0]
    if any(isinstance(part, (absolute, select)) for part in subterms(inner)):
        return [Condition("continuous", node)]
    slopes = [derivative(part, x) for part in subterms(inner) if isinstance(part, Profile)]
    return [Condition("continuous", slope) for slope in dict.fromkeys(slopes)]


def definedness(term: Term) -> list[Condition]:
    """What must hold for the term to mean anything.

    Denominators are not 0, arguments of ln positive, and what is differentiated has a continuous slope.
    """
    found = [condition for node in subterms(term) for condition in _own_conditions(node)]
    return list(dict.fromkeys(found))
