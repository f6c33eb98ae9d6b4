"""Falsification: every line of a derivation is evaluated with balls at points of its model.

The points are seeded, drawn from the ranges of the free quantities, and placed at and beside the delicate
places of the law (``Law.near``). A line is refuted when the balls of its sides do not overlap: that is a
proof that it is false there. That none is refuted is evidence, never a proof.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import flint
import sympy

from ..constants import Constant
from ..draft import Derivation
from ..errors import NernstianError
from ..grammar import parse
from ..law import Law
from ..quantities import Quantity
from ..signs import Condition, Relation
from ..statements import Line, Statement
from ..terms import CONSTANT_SYMBOLS, QSymbol, Term, free_symbols, subterms
from .arithmetic import PRECISION, Number, Point, exact

Bound = dict[QSymbol, Number]

SEED = 20_221
POINTS = 24
#: Rigorous integration costs more: fewer points, fewer bits, still far beyond any mutation.
INTEGRAL_POINTS, INTEGRAL_PRECISION = 3, 96

_GUARD = 40  # bits that the radius of a difference must stay below the largest value met


@dataclass(frozen=True)
class Refutation:
    """Where a statement is false, or cannot be evaluated."""

    reason: str
    point: str
    #: False where nothing was found to be false: the line could not be evaluated, or no point fits.
    decided: bool = True


_EMPTY = Refutation("no point of the model satisfies the assumptions", "", decided=False)


def sample(quantity: Quantity, rng: random.Random) -> Fraction:
    """A value of the quantity's range: whole for valences, logarithmic over many decades, else uniform."""
    if quantity.integer:
        choices = range(math.ceil(quantity.low), math.floor(quantity.high) + 1)
        return Fraction(rng.choice([n for n in choices if n or quantity.domain == "real"]))
    low, high = float(quantity.low), float(quantity.high)
    if low > 0 and high / low > 100:
        return Fraction(math.exp(rng.uniform(math.log(low), math.log(high))))
    value = Fraction(rng.uniform(low, high))
    return value or Fraction(1, 1024)


def free_quantities(derivation: Derivation) -> dict[QSymbol, Quantity]:
    """Symbols to be sampled.

    Constants, what the witness gives, profiles and interval variables are not among them.
    """
    seen: set[QSymbol] = set()
    running: set[QSymbol] = set()
    for line in derivation.lines:
        if line.statement is not None:
            seen |= line.statement.symbols()
            if line.statement.over is not None:
                running.add(line.statement.over.variable)
                seen |= free_symbols(line.statement.over.low) | free_symbols(line.statement.over.high)
    for term in (*derivation.witness.given.values(), *derivation.witness.profiles.values()):
        seen |= free_symbols(term)
    fixed = set(derivation.witness.given) | set(derivation.witness.profiles) | running
    if derivation.witness.variable is not None:
        fixed.add(derivation.witness.variable)
    found = {s for s in seen if not isinstance(s.quantity, Constant)} - fixed
    return {s: cast(Quantity, s.quantity) for s in sorted(found, key=lambda s: s.name)}


def points(
    law: Law, derivation: Derivation, count: int = POINTS, seed: int = SEED, each: int = 2
) -> Iterator[Point]:
    """Points of the model: random ones, then ``each`` at every delicate place of the law."""
    rng = random.Random(f"{seed}:{derivation.law}:{derivation.name}")
    free = free_quantities(derivation)
    places = [(), *law.near]
    for number in range(count + each * len(law.near)):
        values = {s: exact(sample(q, rng)) for s, q in free.items()}
        place = places[0] if number < count else places[1 + (number - count) // each]
        point = Point(values, derivation.witness)
        for name, text in place:
            target = next((s for s in free if s.name == name), None)
            scope = {s.name: s for s in derivation.scope}
            if target is not None:
                values[target] = point.evaluate(parse(text, scope))
        yield point


def _holds(condition: Condition, point: Point, bound: Bound) -> bool:
    if condition.relation == "continuous":
        return True  # a regularity assumption: true of every profile a witness can write
    value = point.evaluate(condition.term, bound)
    tests = {"positive": value > 0, "nonnegative": value >= 0, "nonzero": not value.contains(0)}
    return bool(tests[condition.relation])


#: Where in its interval a statement is looked at, in turn: the middle, near both ends, and between.
PLACES = (Fraction(3, 7), Fraction(1, 1000), Fraction(999, 1000), Fraction(1, 5), Fraction(4, 5))


def place(statement: Statement | None, point: Point, at: Fraction = PLACES[0]) -> Bound:
    """Where in its interval a statement is looked at."""
    if statement is None or statement.over is None:
        return {}
    low, high = point.evaluate(statement.over.low), point.evaluate(statement.over.high)
    return {statement.over.variable: low + exact(at) * (high - low)}


def refute_statement(statement: Statement, point: Point, bound: Bound) -> Refutation | None:
    """Why the statement is false at the point, or tells nothing there; None if it is not refuted."""
    point.largest = flint.arb(0)
    left, right = point.evaluate(statement.lhs, bound), point.evaluate(statement.rhs, bound)
    difference = left - right
    if not difference.is_finite():
        return Refutation("the sides cannot be evaluated", _describe(point), decided=False)
    if not difference.contains(0):
        shown = f"left side {left.str(12, radius=False)}, right side {right.str(12, radius=False)}"
        return Refutation(shown, _describe(point))
    if bool(difference.rad() > flint.arb(2) ** -_GUARD * point.largest):
        return Refutation("the balls are too wide to say anything", _describe(point), decided=False)
    return None


def refute_line(line: Line, point: Point, bound: Bound) -> Refutation | None:
    """Why what a line says, an equation or a sign, is false at the point; None if it is not refuted."""
    if line.statement is not None:
        return refute_statement(line.statement, point, bound)
    return refute_sign(line.concluded, point) if line.concluded is not None else None


def refute_sign(condition: Condition, point: Point) -> Refutation | None:
    """Why a sign is not what is said of it at the point; None if it is not refuted."""
    point.largest = flint.arb(0)
    value = point.evaluate(condition.term)
    if _holds(condition, point, {}):
        return None
    narrow = value.is_finite() and bool(value.rad() <= flint.arb(2) ** -_GUARD * point.largest)
    if narrow and value.contains(0) and condition.relation == "nonnegative":
        return None
    decided = narrow and not value.contains(0)
    return Refutation(f"{condition} fails: {value.str(12, radius=False)}", _describe(point), decided=decided)


def _refute_sides(line: Line, point: Point, bound: Bound) -> Refutation | None:
    """The side conditions that were discharged by sign reasoning must hold on the model too."""
    for condition in (side.condition for side in line.sides):
        known = {
            *point.values,
            *point.witness.given,
            *point.witness.profiles,
            *bound,
            *CONSTANT_SYMBOLS.values(),
        }
        if free_symbols(condition.term) <= known and not _holds(condition, point, bound):
            return Refutation(f"the side condition {condition} does not hold", _describe(point))
    return None


def _describe(point: Point) -> str:
    shown = [f"{s.name} = {v.str(8, radius=False)}" for s, v in point.values.items()]
    return ", ".join(shown[:12])


def check_line(law: Law, derivation: Derivation, line: Line, count: int = POINTS) -> Refutation | None:
    """The first refutation of a line over the points of the model; None if none was found."""
    said = terms(line)
    if not said:
        return None
    integrals = any(isinstance(t, sympy.Integral) for s in said for t in subterms(s))
    if integrals:
        count = min(count, INTEGRAL_POINTS)
    with flint.ctx.workprec(INTEGRAL_PRECISION if integrals else PRECISION):
        tested = 0
        for point in points(law, derivation, count, each=1 if integrals else 2):
            try:
                bound = place(line.statement, point, PLACES[tested % len(PLACES)])
                if not fits(law, derivation, point, bound):
                    continue
                found = refute_line(line, point, bound) or _refute_sides(line, point, bound)
            except (NernstianError, ZeroDivisionError, ValueError) as error:
                return Refutation(f"not evaluated: {error}", _describe(point), decided=False)
            tested += 1
            if found is not None:
                return found
    return (
        None if tested else Refutation("no point of the model satisfies the assumptions", "", decided=False)
    )


def terms(line: Line) -> tuple[Term, ...]:
    """The terms a line says something of."""
    if line.statement is not None:
        return line.statement.lhs, line.statement.rhs
    return (line.concluded.term,) if line.concluded is not None else ()


def fits(law: Law, derivation: Derivation, point: Point, bound: Bound | None = None) -> bool:
    """Whether a point is one of the model: what the derivation assumes of it holds."""
    return all(_holds(c, point, bound or {}) for c in _conditions(law, derivation))


def _conditions(law: Law, derivation: Derivation) -> list[Condition]:
    """What a point must satisfy to be one of the model: the assumed conditions, and the domains."""
    conditions = [line.assumed for line in derivation.lines if line.assumed is not None]
    conditions += [Condition(r, s) for s in derivation.witness.given if (r := _domain(s)) is not None]
    return [*conditions, *(law.condition_terms if derivation.name in law.routes else ())]


def _domain(symbol: QSymbol) -> Relation | None:
    quantity = symbol.quantity
    return (
        None
        if isinstance(quantity, Constant) or quantity.domain == "real"
        else cast(Relation, quantity.domain)
    )
