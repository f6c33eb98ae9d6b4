"""The checkers checked: every line of a derivation is damaged, and every check says whether it notices.

A mutant is one small damage, of the kinds that are made in print: a sign, an exponent, a lost factor or
term, the valence, the two sides of the membrane taken for each other. Damaged are

    conclusion   the statement of a cited line or a step
    assumption   the statement of an assumption
    definition   the statement of a definition
    parameter    what a step or a citation was told
    premise      the line a step starts from
    interval     where a statement holds
    sign         what is concluded of a sign

and each mutant is held against replay, dimensions and balls separately. What neither dimensions nor balls
reject must be explained: the mutant says the same (``equivalent``), or it is another true statement
(``true``, by exact algebra on the model).

Replay's rate is nearly a tautology, as it recomputes what was damaged. Dimensions and balls know nothing of
the rules: ``wrong_rule`` makes a rule compute the damaged conclusion, so that replay agrees and only they
can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice

import flint
import sympy

from .. import laws
from ..dimensions import check_statement, infer
from ..draft import Derivation
from ..errors import DimensionError, NernstianError, RuleError
from ..law import Law
from ..rational import is_zero, proportional, same
from ..rules import RULES, Conclusion, Parameters, Premises
from ..statements import Line, Statement
from ..terms import (
    MINUS_ONE,
    B,
    QSymbol,
    Term,
    add,
    children,
    mul,
    neg,
    number,
    power,
    rebuild,
    sub,
    substitute,
    subterms,
)
from . import algebra, balls
from .arithmetic import Point
from .replay import follows, replay

#: Points at which a mutant may be seen to be false, and bits: a damage is never small.
_POINTS, _PRECISION = 8, 96
#: Points drawn at most to find as many that fit: bounds drawn at random are rarely bounds.
_TRIES = 200
_INTEGRAL_POINTS = 2


@dataclass(frozen=True)
class Mutant:
    """A damaged line: which one, what was damaged and how."""

    line: Line
    part: str
    damage: str


@dataclass(frozen=True)
class Outcome:
    """Which checks reject a mutant; ``excuse`` says why dimensions and balls do not.

    It is equivalent, true, or for a sign unrefuted.
    """

    mutant: Mutant
    replay: str
    dimension: str
    balls: str
    excuse: str = ""

    @property
    def seen(self) -> bool:
        """Whether dimensions or balls reject the mutant, without any rule."""
        return bool(self.dimension or self.balls)


# -- damages to a term


def damages(term: Term) -> Iterator[tuple[str, Term]]:
    """Every small damage to a term: its name, and the damaged term."""
    yield "sign", neg(term)
    yield "factor 2", mul(number(2), term)
    swapped = swap_sides(term)
    if swapped != term:
        yield "sides swapped", swapped
    yield from _inner(term)


def _inner(term: Term) -> Iterator[tuple[str, Term]]:
    yield from _local(term)
    for index, part in enumerate(children(term)):
        for name, changed in _inner(part):
            yield name, _with_child(term, index, changed)


def _with_child(term: Term, index: int, changed: Term) -> Term:
    turn = iter(range(len(children(term))))
    return rebuild(term, lambda part: changed if next(turn) == index else part)


def _local(term: Term) -> Iterator[tuple[str, Term]]:
    if isinstance(term, sympy.Add):
        for i, part in enumerate(term.args):
            yield "sign of a term", add(*term.args[:i], neg(part), *term.args[i + 1 :])
            yield "term lost", add(*term.args[:i], *term.args[i + 1 :])
    elif isinstance(term, sympy.Mul):
        for i, part in enumerate(term.args):
            name = "valence lost" if str(part) == "z" else "sign" if part == MINUS_ONE else "factor lost"
            yield name, mul(*term.args[:i], *term.args[i + 1 :])
    elif isinstance(term, sympy.Pow):
        yield "exponent sign", power(term.base, neg(term.exp))
        yield "exponent", power(term.base, add(term.exp, number(1)) if term.exp != MINUS_ONE else number(-2))
    elif isinstance(term, (sympy.exp, B)):
        yield "sign of an argument", term.func(neg(term.args[0]), evaluate=False)
    elif isinstance(term, QSymbol) and term.name == "z":
        yield "valence sign", neg(term)


def swap_sides(term: Term) -> Term:
    """The term with inside and outside taken for each other."""
    sides = {s: _other_side(s, term) for s in subterms(term) if isinstance(s, QSymbol)}
    try:
        return substitute(term, {a: b for a, b in sides.items() if b is not None})
    except RuleError:
        return term  # a derivative by the one side is none by the other


def _other_side(symbol: QSymbol, term: Term) -> QSymbol | None:
    for ending, other in (("_in", "_out"), ("_out", "_in")):
        if symbol.name.endswith(ending):
            wanted = symbol.name.removesuffix(ending) + other
            return next((s for s in subterms(term) if isinstance(s, QSymbol) and s.name == wanted), None)
    return None


# -- mutants of a derivation


def mutants(derivation: Derivation) -> Iterator[Mutant]:
    """Every mutant of every line."""
    for line in derivation.lines:
        yield from _statements(line)
        yield from _signs(line)
        yield from _parameters(line)
        yield from _premises(line)
        yield from _intervals(line)


_PARTS = {"assume": "assumption", "define": "definition"}


def _statements(line: Line) -> Iterator[Mutant]:
    s, part = line.statement, _PARTS.get(line.kind, "conclusion")
    if s is None:
        return
    for side in ("lhs", "rhs"):
        if side == "lhs" and line.kind == "define":
            continue  # the left side of a definition is a name
        for name, term in damages(getattr(s, side)):
            yield Mutant(replace(line, statement=replace(s, **{side: term})), part, f"{side}: {name}")


def _signs(line: Line) -> Iterator[Mutant]:
    """What is said of a sign, said of its opposite or of a damaged term."""
    c = line.concluded
    if c is None:
        return
    yield Mutant(replace(line, concluded=replace(c, term=neg(c.term))), "sign", "turned around")
    for name, term in damages(c.term):
        yield Mutant(replace(line, concluded=replace(c, term=term)), "sign", name)


def _intervals(line: Line) -> Iterator[Mutant]:
    s = line.statement
    if s is None or s.over is None:
        return
    over = s.over
    damaged = {
        "lost": None,
        "turned around": replace(over, low=over.high, high=over.low),
        "longer": replace(over, high=mul(number(2), over.high)),
    }
    for name, other in damaged.items():
        yield Mutant(replace(line, statement=replace(s, over=other)), "interval", name)


def _parameters(line: Line) -> Iterator[Mutant]:
    for index, parameter in enumerate(line.parameters):
        for name, changed in _changed(parameter):
            parameters = (*line.parameters[:index], changed, *line.parameters[index + 1 :])
            yield Mutant(replace(line, parameters=parameters), "parameter", f"{index}: {name}")


def _changed(parameter: object) -> Iterator[tuple[str, object]]:
    if isinstance(parameter, tuple):
        key, term = parameter
        yield from ((f"{key}, {name}", (key, changed)) for name, changed in damages(term))
    elif isinstance(parameter, str):
        yield "no such identity", parameter + "_"
    elif isinstance(parameter, sympy.Basic):
        yield from damages(parameter)


def _premises(line: Line) -> Iterator[Mutant]:
    for index, premise in enumerate(line.premises):
        for other in range(1, line.number):
            if other != premise:
                premises = (*line.premises[:index], other, *line.premises[index + 1 :])
                yield Mutant(replace(line, premises=premises), "premise", f"{premise} -> {other}")


# -- judging them


@dataclass
class Bench:
    """A derivation with points of its model, on which its mutants are judged."""

    law: Law
    derivation: Derivation
    _points: dict[bool, list[Point]] = field(default_factory=dict)

    def judge(self, mutant: Mutant) -> Outcome:
        """Hold a mutant against every check."""
        line = mutant.line
        replayed = self._replayed(mutant)
        if mutant.part in {"parameter", "premise", "interval"}:
            excuse = "" if replayed else "equivalent"  # the step it says leads to the same conclusion
            return Outcome(mutant, replayed, "", "", excuse)
        dimension = _dimension(line)
        seen = "" if dimension else self._refuted(line)
        return Outcome(mutant, replayed, dimension, seen, "" if dimension or seen else self._excuse(line))

    def _replayed(self, mutant: Mutant) -> str:
        line = mutant.line
        lines = (*self.derivation.lines[: line.number - 1], line, *self.derivation.lines[line.number :])
        damaged = replace(self.derivation, lines=lines)
        alone = follows(damaged, self.law, laws.get, line.number)
        if alone or mutant.part not in {"assumption", "definition"}:
            return alone
        failures = replay(damaged, self.law, laws.get)
        return "; ".join(f"line {n}: {why}" for n, why in failures.items())

    def _refuted(self, line: Line) -> str:
        heavy = any(isinstance(t, sympy.Integral) for term in balls.terms(line) for t in subterms(term))
        with flint.ctx.workprec(_PRECISION):
            for point in self._model(heavy=heavy):
                try:
                    found = balls.refute_line(line, point, balls.place(line.statement, point))
                except (NernstianError, ZeroDivisionError, ValueError) as error:
                    return f"not evaluated: {error}"
                if found is not None:
                    return found.reason
        return ""

    def _model(self, *, heavy: bool) -> list[Point]:
        if heavy not in self._points:
            made = balls.points(self.law, self.derivation, _TRIES, each=0)
            fitting = islice((p for p in made if self._fits(p)), _POINTS)
            kept: list[Point] = [_Remembering(p.values, p.witness) for p in fitting]
            self._points[False] = kept
            self._points[True] = kept[:_INTEGRAL_POINTS]
        return self._points[heavy]

    def _fits(self, point: Point) -> bool:
        return balls.fits(self.law, self.derivation, point)

    def _excuse(self, line: Line) -> str:
        whole = self.derivation.lines[line.number - 1]
        if whole.concluded is not None and line.concluded is not None:
            # What is not refuted is positive too at every point looked at: a weaker claim, or another one.
            return "equivalent" if same(whole.concluded.term, line.concluded.term) else "unrefuted"
        original = whole.statement
        if original is not None and line.statement is not None and equivalent(original, line.statement):
            return "equivalent"
        return "true" if algebra.agrees(self.derivation, line) else ""


@dataclass
class _Remembering(Point):
    """A point that integrates each integral once."""

    known: dict[Term, object] = field(default_factory=dict)

    def _integral(self, term: Term, bound: dict[QSymbol, object]) -> object:
        if bound:
            return super()._integral(term, bound)
        if term not in self.known:
            self.known[term] = super()._integral(term, bound)
        return self.known[term]


def _dimension(line: Line) -> str:
    try:
        if line.statement is not None:
            check_statement(line.statement)
        if line.concluded is not None:
            infer(line.concluded.term)
    except DimensionError as error:
        return error.cause
    return ""


def equivalent(a: Statement, b: Statement) -> bool:
    """Whether two statements say the same: equal sides, or differences that are multiples by a number."""
    if same(a.lhs, b.lhs) and same(a.rhs, b.rhs):
        return True
    first, second = sub(a.lhs, a.rhs), sub(b.lhs, b.rhs)
    return proportional(first, second) and is_zero(first) == is_zero(second)


@contextmanager
def wrong_rule(line: Line) -> Iterator[None]:
    """While open, the rule of the line computes what the damaged line shows, under its side conditions."""
    rule = RULES[line.rule]

    def wrong(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
        statement = shown if shown is not None else line.statement
        if statement is None:
            return rule.compute(premises, parameters, shown)
        return Conclusion(statement, tuple(s.condition for s in line.sides))

    RULES[line.rule] = replace(rule, compute=wrong)
    try:
        yield
    finally:
        RULES[line.rule] = rule
