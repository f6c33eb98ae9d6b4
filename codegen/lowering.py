"""From a law to what is computed: its stable form with the constants folded, still exact.

The order is fixed: stable form, then constants, then hoisting, then (in a target) printing. Products of exact
constants such as R/F stay exact rationals until a target prints them as the nearest double, so that every
target rounds once, and alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

import sympy

from nernstian.derivations.constants import pi
from nernstian.derivations.grammar import parse
from nernstian.derivations.law import Law
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.terms import (
    KINDS,
    QSymbol,
    Term,
    add,
    call,
    log_quotient,
    mul,
    number,
    rebuild,
    substitute,
    symbol,
)

from .folding import fold, gather
from .units import SI, Units

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
    units
        The units of the arguments and of the result, already folded into the terms.
    """

    law: Law
    lets: tuple[tuple[QSymbol, Term], ...]
    result: Term
    units: Units = SI

    @property
    def arguments(self) -> tuple[QSymbol, ...]:
        """The arguments, in the order of the signature."""
        return tuple(symbol(q) for q in self.law.arguments)

    @property
    def nonnegative(self) -> tuple[str, ...]:
        """Arguments below 0 of which lie outside the domain; a positive one may be 0, as a limit."""
        return tuple(q.name for q in self.law.arguments if q.domain in ("positive", "nonnegative"))

    @property
    def lower_bounds(self) -> dict[str, Fraction]:
        """Those of `nonnegative`, each with the number of its unit that is 0 in SI: -273.15 for degC."""
        scales = {q.name: self.units[q] for q in self.law.arguments}
        return {name: -scales[name].shift for name in self.nonnegative}

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
        return replace(self, lets=lets, result=change(len(lets), self.result))


def lower(law: Law, units: Units = SI) -> Lowered:
    """The stable form of a law (else the relation), constants folded, compound arguments named.

    In other units than SI every argument is written as its scale times a number, the result is divided by its
    own, and the scales are gathered into the constants; a temperature scale gets its zero added once.
    """
    written = _written(law)
    if not units:
        return _hoisted(written.map(lambda _, term: fold(term)))
    return _hoisted(_scaled(written, units).map(lambda _, term: gather(term)))


def _written(law: Law) -> Lowered:
    """The stable form, else the relation, as it is written."""
    if law.stable is None:
        return Lowered(law, (), law.relation[1])
    scope = dict(law.scope)
    lets = []
    for name, text in law.stable.lets:
        term = parse(text, scope)
        scope[name] = intermediate(name)
        lets.append((scope[name], term))
    return Lowered(law, tuple(lets), parse(law.stable.result, scope))


def _scaled(lowered: Lowered, units: Units) -> Lowered:
    """The same from numbers in the units, to a number in the unit of the result."""
    shifts: list[tuple[QSymbol, Term]] = []
    numbers: dict[Term, Term] = {}
    taken = {s.name for s in (*lowered.arguments, symbol(lowered.law.result), *(n for n, _ in lowered.lets))}
    for quantity in lowered.law.arguments:
        scale, plain = units[quantity], symbol(quantity)
        counted = plain
        if scale.shift:
            counted = intermediate(_free_name(f"{quantity.name}_absolute", taken))
            shifts.append((counted, add(plain, number(scale.shift))))
        numbers[plain] = mul(number(scale.scale), counted)
    lets = tuple((name, substitute(term, numbers)) for name, term in lowered.lets)
    unit = units[lowered.law.result]
    result = mul(number(1 / unit.scale), substitute(lowered.result, numbers))
    if unit.shift:
        result = add(result, number(-unit.shift))
    return replace(lowered, lets=(*shifts, *lets), result=result, units=units)


def lower_relation(law: Law) -> Lowered:
    """The relation as the field states it, constants folded: what balls evaluate."""
    # Balls have a pi of their own, as narrow as they are: it is no number to be folded.
    relation = substitute(law.relation[1], {symbol(pi): intermediate(pi.symbol)})
    return Lowered(law, (), fold(relation))


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
    return replace(lowered, lets=tuple(lets), result=result)


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
        term = rebuild(term, outside)
        name = intermediate(_free_name("part", taken))
        taken.add(name.name)
        lets.append((name, term))
        return name

    for target, term in lowered.lets:
        lets.append((target, outside(term)))
    result = outside(lowered.result)
    return replace(lowered, lets=tuple(lets), result=result)


def _free_name(word: str, taken: Iterable[str]) -> str:
    name, count = word, 1
    while name in taken:
        count += 1
        name = f"{word}_{count}"
    return name


def intermediate(name: str) -> QSymbol:
    """A symbol for an intermediate result."""
    return symbol(Quantity(name, "1", "real", "intermediate of a numeric form"))
