"""From a law to what is computed: its stable form with the constants folded, still exact.

The order is fixed: stable form, then constants, then hoisting, then (in a target) printing. Products of exact
constants such as R/F stay exact rationals until a target prints them as the nearest double, so that every
target rounds once, and alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import prod

import sympy

from nernstian.derivations.constants import Constant
from nernstian.derivations.errors import UsageError
from nernstian.derivations.grammar import parse
from nernstian.derivations.law import Law
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.terms import (
    KINDS,
    ONE,
    QSymbol,
    Term,
    call,
    log_quotient,
    mul,
    number,
    power,
    rebuild,
    symbol,
)

_MAX_POWER = 8
#: What the arguments of a hoisted log_quotient are called in the generated code.
_HOISTED = ("above", "below", "difference")


@dataclass(frozen=True)
class Lowered:
    """A law as a sequence of assignments and a result.

    Parameters
    ----------
    law
        The law it computes.
    lets
        Intermediate names, each with its term, in the order in which they are computed.
    result
        The value, in the arguments and the intermediate names.
    """

    law: Law
    lets: tuple[tuple[QSymbol, Term], ...]
    result: Term

    @property
    def arguments(self) -> tuple[QSymbol, ...]:
        """The arguments, in the order of the signature."""
        return tuple(symbol(q) for q in self.law.arguments)

    @property
    def nonnegative(self) -> tuple[str, ...]:
        """Arguments below 0 of which lie outside the domain; a positive one may be 0, as a limit."""
        return tuple(q.name for q in self.law.arguments if q.domain in ("positive", "nonnegative"))

    @property
    def nonzero(self) -> tuple[str, ...]:
        """Arguments that must not be 0."""
        return tuple(q.name for q in self.law.arguments if q.domain == "nonzero")

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms: those of the intermediate names, then the result."""
        return (*(term for _, term in self.lets), self.result)

    def map(self, change: Callable[[int, Term], Term]) -> Lowered:
        """The same with ``change(index, term)`` in place of every term of `terms`."""
        lets = tuple((name, change(index, term)) for index, (name, term) in enumerate(self.lets))
        return Lowered(self.law, lets, change(len(lets), self.result))


def lower(law: Law) -> Lowered:
    """The stable form of a law (else the relation), constants folded, compound arguments named."""
    if law.stable is None:
        return _hoisted(Lowered(law, (), fold(law.relation[1])))
    scope = dict(law.scope)
    lets = []
    for name, text in law.stable.lets:
        term = fold(parse(text, scope))
        scope[name] = intermediate(name)
        lets.append((scope[name], term))
    return _hoisted(Lowered(law, tuple(lets), fold(parse(law.stable.result, scope))))


def lower_relation(law: Law) -> Lowered:
    """The relation as the field states it, constants folded: what balls evaluate."""
    return Lowered(law, (), fold(law.relation[1]))


def fold(term: Term) -> Term:
    """Gather the numbers and constants of every product into one leading exact factor."""
    coefficient, rest = _content(term)
    if rest == ONE:
        return number(coefficient)
    if coefficient == 1:
        return rest
    factors = rest.args if isinstance(rest, sympy.Mul) else (rest,)
    return mul(number(coefficient), *factors)


def _content(term: Term) -> tuple[Fraction, Term]:
    """A term as an exact number times the rest; a sum or a call keeps its numbers inside."""
    if term.is_Rational:
        return Fraction(int(term.p), int(term.q)), ONE
    if isinstance(term, QSymbol):
        quantity = term.quantity
        return (quantity.value, ONE) if isinstance(quantity, Constant) else (Fraction(1), term)
    if isinstance(term, sympy.Mul):
        return _product([_content(factor) for factor in term.args])
    if isinstance(term, sympy.Pow):
        return _power(term)
    return Fraction(1), rebuild(term, fold)


def _product(contents: list[tuple[Fraction, Term]]) -> tuple[Fraction, Term]:
    rest = [factor for _, factor in contents if factor != ONE]
    return prod((c for c, _ in contents), start=Fraction(1)), mul(*rest) if rest else ONE


def _power(term: Term) -> tuple[Fraction, Term]:
    """Whole powers become repeated factors: no target needs a power function for them."""
    exponent = int(term.exp) if term.exp.is_Integer else 0
    if not 1 <= abs(exponent) <= _MAX_POWER:
        raise UsageError(f"no numeric form for the exponent {term.exp}", "Use whole exponents up to 8.")
    coefficient, rest = _content(term.base)
    if rest == ONE:
        return coefficient**exponent, ONE
    factor = rest if exponent > 0 else power(rest, number(-1))
    return coefficient**exponent, mul(*[factor] * abs(exponent))


def _hoisted(lowered: Lowered) -> Lowered:
    """Give the compound arguments of every log_quotient a name: they are sums that deserve one."""
    lets: list[tuple[QSymbol, Term]] = []
    taken = {s.name for s in (*lowered.arguments, symbol(lowered.law.result), *(n for n, _ in lowered.lets))}

    def change(term: Term) -> Term:
        changed = rebuild(term, change)
        if not isinstance(changed, log_quotient):
            return changed
        return call("log_quotient", *(name(a, word) for a, word in zip(changed.args, _HOISTED, strict=True)))

    def name(term: Term, word: str) -> Term:
        if not term.args:
            return term
        found = intermediate(_free_name(word, taken))
        taken.add(found.name)
        lets.append((found, term))
        return found

    for target, term in lowered.lets:
        lets.append((target, change(term)))
    result = change(lowered.result)
    return Lowered(lowered.law, tuple(lets), result)


def shortened(lowered: Lowered, fits: Callable[[Term], bool]) -> Lowered:
    """The same with sums and arguments of functions named, inside a term that does not fit its line."""
    lets: list[tuple[QSymbol, Term]] = []
    taken = {s.name for s in (*lowered.arguments, *(n for n, _ in lowered.lets))}

    def outside(term: Term) -> Term:
        if fits(term):
            return term
        return inside(term) if isinstance(term, KINDS.Call) else rebuild(term, inside)

    def inside(term: Term) -> Term:
        if isinstance(term, sympy.Add):
            return named(term)
        changed = rebuild(term, inside)
        return rebuild(changed, named) if isinstance(term, KINDS.Call) else changed

    def named(term: Term) -> Term:
        if not term.args:
            return term
        name = intermediate(_free_name("part", taken))
        taken.add(name.name)
        lets.append((name, term))
        return name

    for target, term in lowered.lets:
        lets.append((target, outside(term)))
    result = outside(lowered.result)
    return Lowered(lowered.law, tuple(lets), result)


def _free_name(word: str, taken: Iterable[str]) -> str:
    name, count = word, 1
    while name in taken:
        count += 1
        name = f"{word}_{count}"
    return name


def intermediate(name: str) -> QSymbol:
    """A symbol for an intermediate result."""
    return symbol(Quantity(name, "1", "real", "intermediate of a numeric form"))
