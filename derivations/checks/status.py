"""The status ladder: what may be said of a line, a derivation, a law.

    unchecked   nothing was shown, or a check could not be run
    sampled     no counterexample at seeded points of a model
    proved      exact: the closed rules replay and exact algebra agrees (or balls cover the whole statement)
    kernel      a proof assistant accepted it

A derivation has the status of its weakest line. ``refuted`` stands below the ladder: a check failed.
Definitions and constitutive laws are ``stated``: there is nothing to prove.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

import flint

from .. import laws
from ..dimensions import check_statement, infer
from ..draft import Derivation
from ..errors import DimensionError
from ..inverses import solved
from ..law import Inverse, Law, NumericStatement
from ..statements import Line, Witness
from ..terms import symbol
from . import algebra, balls, stable
from .arithmetic import PRECISION, Point, exact
from .replay import replay
from .reports import LADDER, LineReport, Report, weakest


def check(derivation: Derivation, law: Law) -> Report:
    """All checks on all lines of a derivation."""
    replayed = replay(derivation, law, laws.get)
    reports = tuple(
        _check_line(derivation, law, line, replayed.get(line.number, "")) for line in derivation.lines
    )
    whole = (f"whole: {replayed[0]}",) if 0 in replayed else ()
    lines = tuple(f"line {r.number}: {f}" for r in reports for f in r.failures)
    cited = [_cited_status(line.rule, law) for line in derivation.lines if line.kind == "cite"]
    status = weakest([r.status for r in reports] + cited + (["refuted"] if whole else []))
    return Report(law.name, derivation.name, derivation.title, reports, status, whole + lines)


def _cited_status(name: str, law: Law) -> str:
    """A derivation is worth no more than the laws it cites.

    A stated law is a premise, not a claim. So is the own law of a limiting form, which says what follows from
    it: the status of the law stands beside it.
    """
    cited = law if name == law.reference else laws.get(name)
    if cited is law or cited.kind != "derived":
        return "proved"
    return part(cited, cited.routes[0]).status if cited.routes else "unchecked"


_NO_WITNESS = balls.Refutation("no witness: nothing shows that the assumptions can hold", "", decided=False)


def _check_line(derivation: Derivation, law: Law, line: Line, replayed: str) -> LineReport:
    refutation = balls.check_line(law, derivation, line) if derivation.witness.stated else _NO_WITNESS
    agreed = algebra.agrees(derivation, line)
    return LineReport(
        line.number,
        _dimension(line),
        replayed,
        " at ".join(filter(None, (refutation.reason, refutation.point))) if refutation else "",
        "" if agreed else "SymPy cannot tell whether the sides agree on the model",
        undecided=refutation is not None and not refutation.decided,
    )


def _dimension(line: Line) -> str:
    try:
        if line.statement is not None:
            check_statement(line.statement)
        if line.assumed is not None:
            infer(line.assumed.term)
        if line.concluded is not None:
            infer(line.concluded.term)
    except DimensionError as error:
        return error.cause
    return ""


def check_numeric(law: Law, statement: NumericStatement) -> Report:
    """A printed value: proved when the ball of the law lies inside the interval that rounds to it."""
    with flint.ctx.workprec(PRECISION):
        values = {symbol(q): exact(Fraction(dict(statement.at)[q.name])) for q in law.arguments}
        computed = Point(values, Witness()).evaluate(law.relation[1]) / exact(Fraction(statement.scale))
        inside = rounds_to(computed, statement.printed)
        shown = computed.str(10, radius=False)
    failures = (
        ()
        if inside
        else (f"the value is {shown} {statement.unit}, which does not round to {statement.printed}",)
    )
    return Report(law.name, statement.name, statement.title, (), "proved" if inside else "refuted", failures)


def check_inverse(law: Law, inverse: Inverse) -> Report:
    """A law solved for an argument: the derivation, and the numeric form against the formula it ends in."""
    derived = check(law.consequence(inverse.name), law)
    form = stable.check(solved(law, inverse.argument))
    return replace(
        derived,
        status=weakest([derived.status, form.status]),
        failures=(*derived.failures, *form.failures),
    )


def rounds_to(ball: flint.arb, printed: str) -> bool:
    """Whether the whole ball lies strictly inside half a unit of the last printed digit."""
    value = Fraction(printed)
    half = Fraction(1, 2 * 10 ** len(printed.partition(".")[2]))
    return bool(ball > exact(value - half)) and bool(ball < exact(value + half))


@dataclass(frozen=True)
class LawReport:
    """Everything checked about a law: its routes, its limiting forms, its printed values, its stable form."""

    law: str
    kind: str
    routes: tuple[Report, ...]
    limits: tuple[Report, ...]
    stable: Report

    @property
    def status(self) -> str:
        """Status of the law itself: stated, or that of its default route."""
        return self.routes[0].status if self.kind == "derived" and self.routes else _stated(self.kind)

    @property
    def parts(self) -> tuple[Report, ...]:
        """Every statement that was checked: routes, limits, printed values, stable form."""
        return (*self.routes, *self.limits, self.stable)


def _stated(kind: str) -> str:
    return "unchecked" if kind == "derived" else "stated"


def part(law: Law, name: str) -> Report:
    """The report on one derivation of a law, a route or a limiting form.

    For a law of the registry it is computed once a process.
    """
    registered = law.name in laws.names() and laws.get(law.reference) is law
    return _registered_part(law.reference, name) if registered else _part(law, name)


@lru_cache(maxsize=1024)
def _registered_part(reference: str, name: str) -> Report:
    return _part(laws.get(reference), name)


def _part(law: Law, name: str) -> Report:
    inverses = {inverse.name: inverse for inverse in law.inverses}
    if name in inverses:
        return check_inverse(law, inverses[name])
    return check(law.derivation(name) if name in law.routes else law.consequence(name), law)


def check_law(law: Law) -> LawReport:
    """Check a law with everything that is said of it."""
    routes = tuple(part(law, route) for route in law.routes)
    if law.kind == "derived" and not routes:
        routes = (Report(law.name, "derivation", "the derivation is not written yet", (), "unchecked"),)
    limits = [part(law, c.name) for c in law.consequences]
    limits += [check_numeric(law, s) for s in law.numeric_statements]
    return LawReport(law.name, law.kind, routes, tuple(limits), stable.check(law))


@lru_cache(maxsize=64)
def report(name: str) -> LawReport:
    """The report on a law of the registry; computed once a process."""
    return check_law(laws.get(name))


__all__ = [
    "LADDER",
    "LawReport",
    "LineReport",
    "Report",
    "check",
    "check_inverse",
    "check_law",
    "check_numeric",
    "part",
    "report",
    "rounds_to",
    "weakest",
]
