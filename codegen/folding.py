"""Constants gathered: every product gets one leading exact factor, which a target rounds once.

`fold` works inside products and leaves sums as they were written. `gather`, for functions in other units than
SI, also moves the factors that the terms of a sum share out of the sum, and on through what is homogeneous: a
scale common to c_out and c_in leaves log_quotient(c_out, c_in, c_out - c_in) altogether. Nothing is rounded
here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import gcd, lcm, prod

import sympy

from nernstian.derivations.constants import Constant
from nernstian.derivations.errors import UsageError
from nernstian.derivations.terms import (
    ONE,
    QSymbol,
    Term,
    absolute,
    add,
    call,
    log_quotient,
    mul,
    neg,
    number,
    power,
    rebuild,
    select,
)

_MAX_POWER = 8
#: Bits of a factor that people write: 1000 and 3/2, not what R and F happen to have in common.
_SHORT = 20

#: A term as an exact number times the rest.
Content = tuple[Fraction, Term]
#: What to do with a node that is no product.
Inside = Callable[[Term], Content]


def fold(term: Term) -> Term:
    """Gather the numbers and constants of every product into one leading exact factor."""
    return _joined(_content(term, _kept))


def gather(term: Term) -> Term:
    """The same, and the factors that the terms of a sum share go outside of it."""
    return _joined(_content(term, _gathered))


def _joined(content: Content) -> Term:
    coefficient, rest = content
    if rest == ONE:
        return number(coefficient)
    if coefficient == 1:
        return rest
    factors = rest.args if isinstance(rest, sympy.Mul) else (rest,)
    return mul(number(coefficient), *factors)


def _content(term: Term, inside: Inside) -> Content:
    if term.is_Rational:
        return Fraction(int(term.p), int(term.q)), ONE
    if isinstance(term, QSymbol):
        quantity = term.quantity
        return (quantity.value, ONE) if isinstance(quantity, Constant) else (Fraction(1), term)
    if isinstance(term, sympy.Mul):
        return _product([_content(factor, inside) for factor in term.args])
    if isinstance(term, sympy.Pow):
        return _power(term, inside)
    return inside(term)


def _product(contents: list[Content]) -> Content:
    rest = [factor for _, factor in contents if factor != ONE]
    return prod((c for c, _ in contents), start=Fraction(1)), mul(*rest) if rest else ONE


def _power(term: Term, inside: Inside) -> Content:
    """Whole powers become repeated factors: no target needs a power function for them."""
    exponent = int(term.exp) if term.exp.is_Integer else 0
    if not 1 <= abs(exponent) <= _MAX_POWER:
        raise UsageError(f"no numeric form for the exponent {term.exp}", "Use whole exponents up to 8.")
    coefficient, rest = _content(term.base, inside)
    if rest == ONE:
        return coefficient**exponent, ONE
    factor = rest if exponent > 0 else power(rest, number(-1))
    return coefficient**exponent, mul(*[factor] * abs(exponent))


def _kept(term: Term) -> Content:
    return Fraction(1), rebuild(term, fold)


# -- through sums and what is homogeneous


def _gathered(term: Term) -> Content:
    through = _THROUGH.get(type(term))
    if through is None:
        return Fraction(1), rebuild(term, gather)
    return through([_content(part, _gathered) for part in term.args])


def _sum(parts: list[Content]) -> Content:
    shared = _shared_factor([c for c, _ in parts])
    return shared, add(*_divided(parts, shared))


def _log_quotient(parts: list[Content]) -> Content:
    """Only the ratio of its arguments counts."""
    return Fraction(1), call("log_quotient", *_divided(parts, _shared_factor([c for c, _ in parts])))


def _select(parts: list[Content]) -> Content:
    """Of the first argument only the sign counts."""
    (sign, tested), *chosen = parts
    shared = _shared_factor([c for c, _ in chosen])
    tested = tested if sign > 0 or tested == ONE else neg(tested)
    return shared, call("select", tested, *_divided(chosen, shared))


def _absolute(parts: list[Content]) -> Content:
    ((coefficient, rest),) = parts
    return abs(coefficient), rest if rest == ONE else call("abs", rest)


_THROUGH: dict[type, Callable[[list[Content]], Content]] = {
    sympy.Add: _sum,
    log_quotient: _log_quotient,
    select: _select,
    absolute: _absolute,
}


def _divided(parts: Sequence[Content], divisor: Fraction) -> list[Term]:
    return [_joined((coefficient / divisor, rest)) for coefficient, rest in parts]


def _shared_factor(coefficients: Sequence[Fraction]) -> Fraction:
    """The positive factor without which the coefficients cost the fewest roundings; 1 if none is better."""
    sizes = [abs(c) for c in coefficients if c]
    candidates = (Fraction(1), _common_divisor(sizes), *sizes)
    return min(candidates, key=lambda factor: sum(_roundings(size / factor) for size in sizes))


def _common_divisor(sizes: Sequence[Fraction]) -> Fraction:
    return Fraction(gcd(*(s.numerator for s in sizes)), lcm(*(s.denominator for s in sizes))) or Fraction(1)


def _roundings(factor: Fraction) -> float:
    """How often a product with a factor is rounded; half for one that is not, and is still to be formed."""
    if factor == 1:
        return 0.0
    above = factor.numerator // (factor.numerator & -factor.numerator)
    short = factor.denominator & (factor.denominator - 1) == 0 and above.bit_length() <= _SHORT
    return 2.0 if not short else 1.0 if above > 1 else 0.5
