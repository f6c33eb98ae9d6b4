"""SI dimension vectors and their inference on unevaluated terms.

The two sides of a statement, and the terms of every sum, are inferred apart, before anything can cancel:
``V - V`` has the dimension of a voltage, and ``exp`` of a volt is an error even where it stands times
zero.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .errors import DimensionError, UnitError

if TYPE_CHECKING:
    from .statements import Statement
    from .terms import Term

BASE = ("kg", "m", "s", "A", "K", "mol", "cd")


@dataclass(frozen=True)
class Dimension:
    """Exponents of kg, m, s, A, K, mol, cd. ``*``, ``/`` and ``**`` act on the exponents."""

    exponents: tuple[Fraction, ...] = (Fraction(0),) * 7

    def __mul__(self, other: Dimension) -> Dimension:
        return Dimension(tuple(a + b for a, b in zip(self.exponents, other.exponents, strict=True)))

    def __truediv__(self, other: Dimension) -> Dimension:
        return self * other ** Fraction(-1)

    def __pow__(self, power: Fraction) -> Dimension:
        return Dimension(tuple(a * power for a in self.exponents))

    @property
    def dimensionless(self) -> bool:
        """Whether all exponents are 0."""
        return not any(self.exponents)

    def __str__(self) -> str:
        parts = [b if p == 1 else f"{b}^{p}" for b, p in zip(BASE, self.exponents, strict=True) if p]
        return " ".join(parts) or "1"


DIMENSIONLESS = Dimension()


def _base(index: int) -> Dimension:
    return Dimension(tuple(Fraction(int(i == index)) for i in range(7)))


_KG, _M, _S, _A, _K, _MOL, _CD = (_base(i) for i in range(7))
_JOULE = _KG * _M ** Fraction(2) / _S ** Fraction(2)
_COULOMB = _A * _S
_VOLT = _JOULE / _COULOMB

#: Coherent SI units: the only ones a law is written in.
UNITS: dict[str, Dimension] = {
    "1": DIMENSIONLESS,
    "kg": _KG,
    "m": _M,
    "s": _S,
    "A": _A,
    "K": _K,
    "mol": _MOL,
    "cd": _CD,
    "J": _JOULE,
    "C": _COULOMB,
    "V": _VOLT,
    "F": _COULOMB / _VOLT,
    "S": _A / _VOLT,
    "ohm": _VOLT / _A,
    "N": _JOULE / _M,
    "W": _JOULE / _S,
    "Hz": DIMENSIONLESS / _S,
}

_TOKEN = re.compile(r"(?P<sign>[*/])|(?P<open>\()|(?P<close>\))|(?P<name>[A-Za-z]+|1)(?P<power>-?\d{1,2})?")


@lru_cache(maxsize=256)
def unit_dimension(unit: str) -> Dimension:
    """Dimension of a plain coherent SI unit such as ``mol/(m2*s)``.

    Raises
    ------
    UnitError
        For a name that is not a coherent SI unit, or a malformed expression.
    """
    frames, sign, wanted = [(DIMENSIONLESS, 1)], 1, "operand"
    for token in _tokens(unit):
        if token["sign"] or token["close"]:
            _demand(unit, wanted == "operator" and (not token["close"] or len(frames) > 1))
        else:
            _demand(unit, wanted == "operand")
        wanted = "operand" if token["sign"] or token["open"] else "operator"
        if token["sign"]:
            sign = -1 if token["sign"] == "/" else 1
            continue
        if token["open"]:
            frames.append((DIMENSIONLESS, sign))
        elif token["close"]:
            inner, outer_sign = frames.pop()
            frames[-1] = (frames[-1][0] * inner ** Fraction(outer_sign), frames[-1][1])
        else:
            power = Fraction(token["power"] or 1) * sign
            frames[-1] = (frames[-1][0] * _unit(token["name"], unit) ** power, frames[-1][1])
        sign = 1
    _demand(unit, wanted == "operator" and len(frames) == 1)
    return frames[0][0]


def _tokens(unit: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(unit):
        token = _TOKEN.match(unit, position)
        _demand(unit, token is not None)
        if token is not None:
            yield token
            position = token.end()


def _unit(name: str, unit: str) -> Dimension:
    if name not in UNITS:
        raise UnitError(f"{name!r} in {unit!r} is not a coherent SI unit", f"Known: {', '.join(UNITS)}.")
    return UNITS[name]


def _demand(unit: str, well_formed: bool) -> None:
    if not well_formed:
        raise UnitError(f"cannot read the unit {unit!r}", "Write it like mol/(m2*s).")


#: Units a reader expects, tried before SI base units are written out.
_FAMILIAR = (
    *UNITS,
    *("mol/m3", "m/s", "m2/s", "m2", "m3", "1/m", "1/s", "V/m", "V/s", "J/mol", "mol/m2", "mol/(m2*s)"),
    *("A/m2", "C/m2", "F/m2", "S/m2", "C/mol", "J/(mol*K)"),
)


def coherent_unit(dimension: Dimension) -> str:
    """A unit string with the given dimension: a familiar one, or SI base units."""
    for unit in _FAMILIAR:
        if unit_dimension(unit) == dimension:
            return unit
    powers = [(base, power) for base, power in zip(BASE, dimension.exponents, strict=True) if power]
    return "*".join(base if power == 1 else f"{base}{int(power)}" for base, power in powers)


def infer(term: Term) -> Dimension | None:
    """Dimension of a term; None for a literal zero, which has every dimension.

    Raises
    ------
    DimensionError
        Where terms of a sum disagree, or an argument of exp, ln, B or a power is not dimensionless.
    """
    for kind, rule in _rules():
        if isinstance(term, kind):
            return rule(term)
    raise DimensionError(f"no dimension rule for {type(term).__name__}")


def check_sides(lhs: Term, rhs: Term) -> Dimension:
    """Common dimension of two sides, each inferred by itself."""
    left, right = infer(lhs), infer(rhs)
    if left is not None and right is not None and left != right:
        raise DimensionError(f"left side has dimension {left}, right side {right}")
    return left or right or DIMENSIONLESS


def check_statement(statement: Statement) -> None:
    """Both sides agree, and so do the variable and the ends of the interval."""
    check_sides(statement.lhs, statement.rhs)
    if statement.over is not None:
        for end in (statement.over.low, statement.over.high):
            check_sides(statement.over.variable, end)


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[Any, Callable[[Term], Dimension | None]], ...]:
    from . import terms

    kinds = terms.KINDS
    return (
        (kinds.Symbol, lambda t: t.dimension),
        (kinds.Number, lambda t: None if t == 0 else DIMENSIONLESS),
        (kinds.Sum, lambda t: _common(t.args)),
        (kinds.Product, _product),
        (kinds.Power, _power),
        (kinds.Profile, _profile),
        (kinds.Derivative, lambda t: _divide(infer(t.args[0]), infer(t.variables[0]))),
        (kinds.Integral, _integral),
        (kinds.Limit, _limit),
        # Functions of quantities that keep or compare a dimension; all others demand a pure number.
        (terms.absolute, lambda t: infer(t.args[0])),
        (terms.square_root, lambda t: _root(infer(t.args[0]))),
        (terms.select, lambda t: (infer(t.args[0]), _common(t.args[1:]))[1]),
        (terms.log_quotient, lambda t: (_common(t.args), DIMENSIONLESS)[1]),
        (kinds.Call, _call),
    )


def _root(dimension: Dimension | None) -> Dimension | None:
    return None if dimension is None else dimension ** Fraction(1, 2)


def _common(parts: Sequence[Term]) -> Dimension | None:
    known = [d for d in map(infer, parts) if d is not None]
    for other in known[1:]:
        if other != known[0]:
            raise DimensionError(
                f"{known[0]} is added to or compared with {other}", "Both must have one dimension."
            )
    return known[0] if known else None


def _product(term: Term) -> Dimension | None:
    # Every factor must be sound by itself, also beside a literal 0, which then has every dimension.
    found = [infer(factor) for factor in term.args]
    total = DIMENSIONLESS
    for dimension in found:
        if dimension is None:
            return None
        total = total * dimension
    return total


def _power(term: Term) -> Dimension | None:
    base, exponent = term.args
    _demand_dimensionless(exponent, "an exponent")
    dimension = infer(base)
    if dimension is None:  # a power of a literal zero is one, if it is anything
        return None
    if dimension.dimensionless:
        return DIMENSIONLESS
    if not exponent.is_Rational:
        raise DimensionError(f"a quantity of dimension {dimension} is raised to a power that is not a number")
    return dimension ** Fraction(int(exponent.p), int(exponent.q))


def _profile(term: Term) -> Dimension | None:
    infer(term.args[1])
    return infer(term.args[0])


def _call(term: Term) -> Dimension | None:
    for argument in term.args:
        _demand_dimensionless(argument, f"the argument of {type(term).__name__}")
    return DIMENSIONLESS


def _integral(term: Term) -> Dimension | None:
    width = _common(term.limits[0])
    inner = infer(term.args[0])
    return None if inner is None else inner * (width or DIMENSIONLESS)


def _limit(term: Term) -> Dimension | None:
    _common(term.args[1:3])
    return infer(term.args[0])


def _divide(above: Dimension | None, below: Dimension | None) -> Dimension | None:
    return None if above is None else above / (below or DIMENSIONLESS)


def _demand_dimensionless(term: Term, what: str) -> None:
    dimension = infer(term)
    if dimension is not None and not dimension.dimensionless:
        raise DimensionError(f"{what} has dimension {dimension}", "It must be dimensionless.")
