"""Equality in the field of rational functions over opaque atoms.

Two terms are ``same`` when they are equal as fractions of polynomials with rational coefficients in their
symbols and in opaque atoms (logarithms, exponentials, derivatives, integrals ...), whose arguments are
compared the same way. Of one kind of atom more is known: the square of a square root is what stands under
it. This is the only notion of "equal" the rules know: exact, decidable, and independent of SymPy's
simplifier.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce

import sympy

from .errors import RuleError
from .terms import Term, bound_variable, square_root

Monomial = tuple[tuple[int, int], ...]
Polynomial = dict[Monomial, Fraction]

_MAX_MONOMIALS = 20_000
_MAX_POWER = 64


@dataclass(frozen=True)
class Quotient:
    """A fraction of two polynomials; the denominator is never the zero polynomial."""

    above: Polynomial
    below: Polynomial


def _constant(value: Fraction) -> Polynomial:
    return {(): value} if value else {}


_ONE: Polynomial = {(): Fraction(1)}


def _plus(a: Polynomial, b: Polynomial) -> Polynomial:
    total = dict(a)
    for monomial, coefficient in b.items():
        value = total.get(monomial, Fraction(0)) + coefficient
        if value:
            total[monomial] = value
        else:
            total.pop(monomial, None)
    return total


def _times(a: Polynomial, b: Polynomial) -> Polynomial:
    if len(a) * len(b) > _MAX_MONOMIALS:
        raise RuleError("a comparison grew beyond the size that is expanded", "Split the step.")
    total: Polynomial = {}
    for left, p in a.items():
        for right, q in b.items():
            powers = dict(left)
            for atom, exponent in right:
                powers[atom] = powers.get(atom, 0) + exponent
            monomial = tuple(sorted(powers.items()))
            total[monomial] = total.get(monomial, Fraction(0)) + p * q
    return {m: c for m, c in total.items() if c}


def _scaled(a: Polynomial, factor: Fraction) -> Polynomial:
    return {monomial: factor * coefficient for monomial, coefficient in a.items()}


def _without_square(polynomial: Polynomial, root: int, radicand: Quotient) -> tuple[Polynomial, Polynomial]:
    """Every square of a root written out, times the power of the radicand's denominator that this needs."""
    parts: dict[int, Polynomial] = {}
    for monomial, coefficient in polynomial.items():
        exponent = dict(monomial).get(root, 0)
        rest = tuple((atom, power) for atom, power in monomial if atom != root)
        left = tuple(sorted((*rest, (root, 1)))) if exponent % 2 else rest
        parts.setdefault(exponent // 2, {})[left] = coefficient
    most = max(parts, default=0)
    if not most:
        return polynomial, _ONE
    total: Polynomial = {}
    for squares, part in parts.items():
        factors = [radicand.above] * squares + [radicand.below] * (most - squares)
        total = _plus(total, reduce(_times, factors, part))
    return total, reduce(_times, [radicand.below] * most, _ONE)


@dataclass
class Field:
    """The atoms met so far. Terms are comparable when they were read by the same Field."""

    atoms: list[tuple[object, tuple[Quotient, ...]]] = field(default_factory=list)

    def read(self, term: Term) -> Quotient:
        """The term as a quotient of polynomials in the atoms of this field."""
        if term.is_Rational:
            return Quotient(_constant(Fraction(int(term.p), int(term.q))), _ONE)
        if isinstance(term, sympy.Add):
            return self._sum([self.read(a) for a in term.args])
        if isinstance(term, sympy.Mul):
            return self._product([self.read(a) for a in term.args])
        if isinstance(term, sympy.Pow) and term.exp.is_Integer and abs(int(term.exp)) <= _MAX_POWER:
            return self._power(self.read(term.base), int(term.exp))
        return Quotient({((self._atom(term), 1),): Fraction(1)}, _ONE)

    def equal(self, a: Quotient, b: Quotient) -> bool:
        """Whether two quotients of this field are equal."""
        for quotient in (a, b):
            if self.vanishes(quotient.below):
                raise RuleError("a term divides by zero")
        left, right = _times(a.above, b.below), _times(b.above, a.below)
        return left == right or self.vanishes(_plus(left, _scaled(right, Fraction(-1))))

    def vanishes(self, polynomial: Polynomial) -> bool:
        """Whether a polynomial is 0, knowing what the squares of the roots in it are."""
        return not self.reduced(polynomial)[0]

    def reduced(self, polynomial: Polynomial) -> tuple[Polynomial, Polynomial]:
        """A polynomial with no root squared, and the factor it was multiplied by on the way.

        A root stands behind the atoms under it, so that the last one is written out first. Where the roots
        are independent, only the polynomial 0 is left for what is 0.
        """
        factor = _ONE
        for index in reversed(range(len(self.atoms))):
            head, arguments = self.atoms[index]
            if head is square_root:
                polynomial, widened = _without_square(polynomial, index, arguments[0])
                factor = _times(factor, widened)
        return polynomial, factor

    def _sum(self, parts: list[Quotient]) -> Quotient:
        total = parts[0]
        for part in parts[1:]:
            if total.below == part.below:
                total = Quotient(_plus(total.above, part.above), total.below)
            else:
                above = _plus(_times(total.above, part.below), _times(part.above, total.below))
                total = Quotient(above, _times(total.below, part.below))
        return total

    def _product(self, parts: list[Quotient]) -> Quotient:
        above, below = _ONE, _ONE
        for part in parts:
            above, below = _times(above, part.above), _times(below, part.below)
        return Quotient(above, below)

    def _power(self, base: Quotient, exponent: int) -> Quotient:
        if exponent < 0:
            if self.vanishes(base.above):
                raise RuleError("a term divides by zero")
            base = Quotient(base.below, base.above)
        return self._product([base] * abs(exponent))

    def _atom(self, term: Term) -> int:
        head, arguments = self._signature(term)
        for index, (other, others) in enumerate(self.atoms):
            alike = other == head and len(others) == len(arguments)
            if alike and all(self.equal(a, b) for a, b in zip(arguments, others, strict=True)):
                return index
        self.atoms.append((head, arguments))
        return len(self.atoms) - 1

    def _signature(self, term: Term) -> tuple[object, tuple[Quotient, ...]]:
        if not term.args:
            return term, ()
        if isinstance(term, sympy.Derivative):
            return ("derivative", term.variables[0]), (self.read(term.args[0]),)
        bound = bound_variable(term)
        if isinstance(term, sympy.Integral):
            _, low, high = term.limits[0]
            return ("integral", bound), (self.read(term.args[0]), self.read(low), self.read(high))
        if bound is not None:
            return ("limit", bound), (self.read(term.args[0]), self.read(term.args[2]))
        return type(term), tuple(self.read(a) for a in term.args)


def same(a: Term, b: Term) -> bool:
    """Whether two terms are equal in the field of rational functions over opaque atoms."""
    shared = Field()
    return shared.equal(shared.read(a), shared.read(b))


def is_zero(term: Term) -> bool:
    """Whether a term is identically 0."""
    shared = Field()
    return shared.vanishes(shared.read(term).above)


def proportional(a: Term, b: Term) -> bool:
    """Whether a is b times a number other than 0."""
    shared = Field()
    left, right = shared.read(a), shared.read(b)
    first, widened = shared.reduced(_times(left.above, right.below))
    second, other = shared.reduced(_times(right.above, left.below))
    first, second = _times(first, other), _times(second, widened)
    ratios = {first[m] / second[m] for m in first if m in second}
    return first.keys() == second.keys() and len(ratios) <= 1
