"""Rigorous values of terms: balls (python-flint) at a point, derivatives by dual numbers, integrals by Arb.

Nothing here uses SymPy's calculus or the rules of the engine: it is evidence from another side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import flint
import sympy

from ..constants import Constant, pi
from ..errors import DefinitionError
from ..statements import Witness
from ..terms import B, Profile, QSymbol, Term, absolute, log_quotient, select, square_root

PRECISION = 400
#: Terms of the series of expm1(x)/x used where a ball touches 0.
_SERIES = 120

Number = Any  # flint.arb, flint.acb or Dual

_TINY = flint.arb(flint.fmpq(1, 2**20))


def exact(value: Fraction) -> flint.arb:
    """An exact rational as a ball."""
    return flint.arb(flint.fmpq(value.numerator, value.denominator))


@dataclass(frozen=True)
class Dual:
    """A value and its derivative by one variable, both balls."""

    value: Number
    slope: Number

    def __add__(self, other: Number) -> Dual:
        o = _lift(other)
        return Dual(self.value + o.value, self.slope + o.slope)

    def __mul__(self, other: Number) -> Dual:
        o = _lift(other)
        return Dual(self.value * o.value, self.slope * o.value + self.value * o.slope)

    def __abs__(self) -> Dual:
        # Where the sign is not known the ball of the value says so, and the slope is not defined.
        sign = 1 if bool(self.value > 0) else -1 if bool(self.value < 0) else flint.arb("nan")
        return Dual(abs(self.value), self.slope * sign)

    def __pow__(self, power: int) -> Dual:
        return Dual(self.value**power, power * self.value ** (power - 1) * self.slope)


def _lift(x: Number) -> Dual:
    return x if isinstance(x, Dual) else Dual(x, x * 0)


def _exp(x: Number) -> Number:
    if isinstance(x, Dual):
        grown = x.value.exp()
        return Dual(grown, grown * x.slope)
    return x.exp()


def _ln(x: Number) -> Number:
    return Dual(x.value.log(), x.slope / x.value) if isinstance(x, Dual) else x.log()


def bernoulli(x: Number) -> Number:
    """B(x) = x/(exp(x) - 1) as a ball, also where x is or contains 0."""
    if isinstance(x, Dual):
        return Dual(bernoulli(x.value), _bernoulli_slope(x.value) * x.slope)
    if not _touches_zero(x):
        return x / (x.expm1() if hasattr(x, "expm1") else x.exp() - 1)
    return 1 / _exprel(x)[0]


def _bernoulli_slope(x: Number) -> Number:
    if not _touches_zero(x):
        b = bernoulli(x)
        return b * (1 - b - x) / x
    value, slope = _exprel(x)
    return -slope / (value * value)


def _touches_zero(x: Number) -> bool:
    small = x.abs_upper() < _TINY
    return bool(small) or bool(x.contains(0))


def _exprel(x: Number) -> tuple[Number, Number]:
    """expm1(x)/x and its derivative from the Taylor series, with a bound on what is cut off."""
    size = x.abs_upper()
    if not bool(size < 1):
        nan = x * flint.arb("nan")
        return nan, nan
    value, slope, power, factorial = x * 0, x * 0, x * 0 + 1, flint.arb(1)
    for k in range(_SERIES):
        factorial = factorial * (k + 1)
        value = value + power / factorial
        slope = slope + power * (k + 1) / (factorial * (k + 2))
        power = power * x
    # What is cut off is below 4 |x|^N / N! for |x| < 1, for the value and for the slope.
    rest = 4 * size**_SERIES / factorial
    ball = flint.arb(0, rest)
    return value + ball, slope + ball


@dataclass
class Point:
    """A point of a derivation: values of the free symbols, terms for the given ones, profiles."""

    values: dict[QSymbol, Number]
    witness: Witness
    largest: Number = field(default_factory=lambda: flint.arb(0))

    def evaluate(self, term: Term, bound: Mapping[QSymbol, Number] | None = None) -> Number:
        """The term as a ball. ``bound`` holds integration variables and the variable of a derivative."""
        return self._evaluate(term, dict(bound or {}))

    def _evaluate(self, term: Term, bound: dict[QSymbol, Number]) -> Number:
        for kind, method in _METHODS:
            if isinstance(term, kind):
                value = getattr(self, method)(term, bound)
                self._note(value)
                return value
        raise DefinitionError(f"no ball rule for {type(term).__name__}")

    def _note(self, value: Number) -> None:
        size = (value.value if isinstance(value, Dual) else value).abs_upper()
        if size.is_finite() and bool(size > self.largest):
            self.largest = size

    def _symbol(self, term: QSymbol, bound: dict[QSymbol, Number]) -> Number:
        if term in bound:
            return bound[term]
        if isinstance(term.quantity, Constant):
            return flint.arb.pi() if term.quantity == pi else exact(term.quantity.value)
        if term in self.values:
            return self.values[term]
        if term not in self.witness.given:
            raise DefinitionError(f"the witness gives no value for {term.name}")
        value = self._evaluate(self.witness.given[term], {})
        self.values[term] = value
        return value

    def _rational(self, term: Term, bound: dict[QSymbol, Number]) -> Number:
        return exact(Fraction(int(term.p), int(term.q)))

    def _sum(self, term: Term, bound: dict[QSymbol, Number]) -> Number:
        total = self._evaluate(term.args[0], bound)
        for part in term.args[1:]:
            value = self._evaluate(part, bound)
            total = value + total if isinstance(value, Dual) else total + value
        return total

    def _product(self, term: Term, bound: dict[QSymbol, Number]) -> Number:
        total = self._evaluate(term.args[0], bound)
        for part in term.args[1:]:
            value = self._evaluate(part, bound)
            total = value * total if isinstance(value, Dual) else total * value
        return total

    def _power(self, term: Term, bound: dict[QSymbol, Number]) -> Number:
        base = self._evaluate(term.base, bound)
        if not term.exp.is_Integer:
            raise DefinitionError("only whole powers have a ball rule")
        return base ** int(term.exp)

    def _profile(self, term: Term, bound: dict[QSymbol, Number]) -> Number:
        profile, place = term.args
        if profile not in self.witness.profiles or self.witness.variable is None:
            raise DefinitionError(f"the witness gives no profile for {profile.name}")
        at = self._evaluate(place, bound)
        return self._evaluate(self.witness.profiles[profile], {**bound, self.witness.variable: at})

    def _derivative(self, term: Term, bound: dict[QSymbol, Number]) -> Number:
        x = term.variables[0]
        at = self._symbol(x, bound)
        if isinstance(at, Dual):
            raise DefinitionError("derivatives of derivatives have no ball rule")
        inner = self._evaluate(term.args[0], {**bound, x: Dual(at, at * 0 + 1)})
        return _lift(inner).slope

    def _integral(self, term: Term, bound: dict[QSymbol, Number]) -> Number:
        x, low, high = term.limits[0]
        a, b = self._evaluate(low, bound), self._evaluate(high, bound)
        inside = Point(self.values, self.witness)

        def integrand(at: flint.acb, _: bool) -> flint.acb:
            value: flint.acb = flint.acb(1) * inside.evaluate(term.args[0], {**bound, x: at})
            return value

        return flint.acb.integral(integrand, flint.acb(a), flint.acb(b)).real

    def _limit(self, term: Term, bound: dict[QSymbol, Number]) -> Number:
        """Sampled evidence only: the values on both sides, very near the point."""
        x, at = term.args[1], self._evaluate(term.args[2], bound)
        step = flint.arb(2) ** -160
        below, above = (self._evaluate(term.args[0], {**bound, x: at + s * step}) for s in (-1, 1))
        return (below + above) / 2 + flint.arb(0, flint.arb(2) ** -80 * self.largest)

    def _call(self, term: Term, bound: dict[QSymbol, Number]) -> Number:
        values = [self._evaluate(a, bound) for a in term.args]
        return _CALLS[type(term)](*values)


def _sqrt(x: Number) -> Number:
    if isinstance(x, Dual):
        root = x.value.sqrt()
        return Dual(root, x.slope / (2 * root))
    return x.sqrt()


def _select(x: Number, a: Number, b: Number) -> Number:
    return a if bool(x > 0) else b if bool(x <= 0) else a * flint.arb("nan")


_CALLS: dict[Any, Callable[..., Number]] = {
    sympy.exp: _exp,
    sympy.log: _ln,
    B: bernoulli,
    absolute: abs,
    select: _select,
    log_quotient: lambda a, b, d: (a / b).log(),
    square_root: _sqrt,
}

#: Node kind -> name of the method of Point that evaluates it; the first that fits.
_METHODS: tuple[tuple[Any, str], ...] = (
    (QSymbol, "_symbol"),
    (sympy.Rational, "_rational"),
    (sympy.Add, "_sum"),
    (sympy.Mul, "_product"),
    (sympy.Pow, "_power"),
    (Profile, "_profile"),
    (sympy.Derivative, "_derivative"),
    (sympy.Integral, "_integral"),
    (sympy.Limit, "_limit"),
    (sympy.Function, "_call"),
)
