"""A law solved for one argument: by its closed form, else by a root closed in between neighbouring doubles.

Every answer is put back into the law. Where there is none, the error says which results the law has at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from nernstian.boundary import Unit
from nernstian.cases import Case, Closed
from nernstian.codegen import emitted
from nernstian.codegen.facts import InverseFacts, QuantityFacts
from nernstian.derivations.errors import DomainError
from nernstian.requirements import DOMAINS
from nernstian.roots import Flat, Root, grid, least, put_back, search

# Voltages that lie between the Nernst potentials of the ions that carry current: what weighs the ions.
_WEIGHTS = {"ghk_voltage": "P_", "ghk_voltage_divalent": "P_", "chord_conductance_equation": "g_"}
# A law levels off at the end of a domain where a tenfold step there changes it by no more than this part.
_LEVEL, _TENFOLD = 1e-6, 26
_SHOWN = 6


class SolvedJson(TypedDict):
    """How an argument was found, in the JSON output; the bracket and the residual are in SI."""

    name: str
    method: str
    residual: float
    formula: NotRequired[str]
    status: NotRequired[str]
    conditions: NotRequired[list[str]]
    bracket: NotRequired[list[float]]


@dataclass(frozen=True, slots=True)
class Question:
    """A result that is given, the arguments beside it, and the argument from which it would follow.

    Parameters
    ----------
    case
        The law.
    wanted
        The argument to solve for.
    unit
        Its unit, to say a value in.
    target, result_unit
        The result in SI, and its unit.
    values
        The other arguments in SI.
    """

    case: Case
    wanted: QuantityFacts
    unit: Unit
    target: float
    result_unit: Unit
    values: Mapping[str, float]

    def result(self, value: float) -> float:
        """What the law gives with a value of the argument that is asked for; NaN where it gives nothing."""
        try:
            return float(self.case.evaluate(**self.values, **{self.wanted.name: value}))
        except (ArithmeticError, ValueError):
            return math.nan

    @property
    def given(self) -> str:
        """The result, as it is said in an error."""
        number = _with_unit(self.result_unit.from_si(self.target), self.result_unit.text, 10)
        return f"{self.case.law.result.name} = {number}"

    def said(self, value: float) -> str:
        """A value of the argument with its unit."""
        return _with_unit(self.unit.from_si(value), self.unit.text, _SHOWN)

    def of_result(self, value: float, digits: int = 4) -> str:
        """A value of the result with its unit."""
        return _with_unit(self.result_unit.from_si(value), self.result_unit.text, digits)


@dataclass(frozen=True, slots=True)
class Solution:
    """An argument that was solved for, in SI.

    ``closed`` is the form it came from; without one, ``bracket`` holds the neighbouring doubles between which
    the law passes the result. ``residual`` is the law at the answer less the result given.
    """

    wanted: QuantityFacts
    value: float
    residual: float
    closed: InverseFacts | None
    bracket: tuple[float, float] | None

    def to_json(self) -> SolvedJson:
        """The solution as plain data."""
        plain: SolvedJson = {"name": self.wanted.name, "method": "closed", "residual": self.residual}
        if self.closed is not None:
            plain["formula"], plain["status"] = self.closed.formula, self.closed.status
            plain["conditions"] = list(self.closed.conditions)
        elif self.bracket is not None:
            plain["method"], plain["bracket"] = "bracketed", list(self.bracket)
        return plain


def solve(question: Question) -> Solution:
    """Solve for the argument that is asked for.

    Raises
    ------
    DomainError
        If no value in the domain of the argument gives the result, several do, or all in some range do.
    """
    closed = question.case.closed(question.wanted.name)
    return (closed and _by_closed_form(question, closed)) or _by_bracket(question)


def _by_closed_form(question: Question, closed: Closed) -> Solution | None:
    value = closed.evaluate(**{question.case.law.result.name: question.target}, **question.values) + 0.0
    residual = _residual(question, value)
    return None if residual is None else Solution(question.wanted, value, residual, closed.facts, None)


def _residual(question: Question, value: float) -> float | None:
    """How far the law is from the result at a value; None if that is more than rounding."""
    if not (math.isfinite(value) and DOMAINS[question.wanted.domain].holds(value)):
        return None
    try:
        off, agrees = put_back(
            question.case.evaluate, {**question.values, question.wanted.name: value}, question.target
        )
    except (ArithmeticError, ValueError):
        return None
    return float(off) if agrees else None


def _by_bracket(question: Question) -> Solution:
    points = grid(question.wanted.domain)
    values = [question.result(point) for point in points]
    found = search(question.result, question.target, points, values)
    # A change of sign may be a pole: that the law gives the result there is what makes it a root.
    roots = [(root, off) for root in found.roots if (off := _residual(question, root.value)) is not None]
    if len(roots) == 1 and not found.flats:
        root, residual = roots[0]
        return Solution(question.wanted, root.value, residual, None, (root.low, root.high))
    if roots or found.flats:
        raise DomainError(*_not_one(question, [root for root, _ in roots], found.flats))
    raise DomainError(*(_outside_hull(question) or _none(question, values)))


# -- what is said where there is not one answer


def _not_one(question: Question, roots: list[Root], flats: tuple[Flat, ...]) -> tuple[str, str]:
    name = question.wanted.name
    if flats:
        low, high = flats[0].low, flats[-1].high
        points = grid(question.wanted.domain)
        whole = low == points[0] and high == points[-1]
        where = "any value" if whole else f"any from {question.said(low)} to {question.said(high)}"
        return (
            f"{question.given} does not tell {name}: {where} gives it to the last digit",
            f"Give {name}, and leave out another argument.",
        )
    listed = ", ".join(question.said(root.value) for root in roots[:-1])
    return (
        f"{question.given} has {len(roots)} answers: {name} = {listed} or {question.said(roots[-1].value)}",
        f"It takes one more fact about {name} ({question.wanted.meaning}) to tell which.",
    )


def _outside_hull(question: Question) -> tuple[str, str] | None:
    """No weights of the ions give a voltage that lies beyond all their Nernst potentials."""
    name, weight = question.wanted.name, _WEIGHTS.get(question.case.law.name, "")
    if not weight or not name.startswith(weight):
        return None
    potentials = list(_potentials(question, weight))
    if not all(math.isfinite(value) for value, _ in potentials):
        return None
    (low, lowest), (high, highest) = min(potentials), max(potentials)
    if low <= question.target <= high:
        return None
    result, weighs = question.case.law.result.name, question.wanted.meaning.split()[0]
    hull = f"{question.of_result(low)} ({lowest}) to {question.of_result(high)} ({highest})"
    cause = f"{question.given} lies outside the hull of the Nernst potentials, {hull}"
    pump = "what else carries current, such as a pump, is not in this law"
    return (
        f"{cause}: no {weighs} {name} gives it",
        f"Give {result} a value between them, or check the concentrations; {pump}.",
    )


def _potentials(question: Question, weight: str) -> Iterator[tuple[float, str]]:
    """The Nernst potential of every ion that carries current, the one that is asked for among them."""
    wanted, values = question.wanted.name, question.values
    for argument in question.case.law.arguments:
        if not argument.name.startswith(weight):
            continue
        if argument.name != wanted and values[argument.name] == 0.0:
            continue
        ion = argument.name.removeprefix(weight)
        if f"E_{ion}" in values:
            yield values[f"E_{ion}"], ion
        else:
            sides = values[f"{ion}_out"], values[f"{ion}_in"]
            yield emitted.nernst(*sides, question.case.ions[ion], values["T"]), ion


def _none(question: Question, values: list[float]) -> tuple[str, str]:
    wanted, law = question.wanted, question.case.law
    words = DOMAINS[wanted.domain].words
    cause = f"no {wanted.name} ({wanted.meaning}) that is {words} gives {question.given}"
    low, high = _range(_with_extrema(question, values))
    if math.isinf(low) and math.isinf(high):
        return cause, f"Check the other arguments against {law.formula}."
    if low <= question.target <= high:
        # What was searched holds it, and the solver found nothing: a jump, or a place between two floats.
        return cause, f"Check the other arguments against {law.formula}."
    if max(abs(low), abs(high)) == 0.0:
        return (
            f"{cause}: whatever {wanted.name} is, {law.result.name} is 0",
            "Check the other arguments: one of them makes it vanish.",
        )
    runs = f"from {question.of_result(low, 3)}" if math.isfinite(low) else "from below all bounds"
    runs += f" to {question.of_result(high, 3)}" if math.isfinite(high) else " beyond all bounds"
    return (
        f"{cause}: as {wanted.name} covers its domain, {law.result.name} runs {runs}",
        f"Give {law.result.name} a value in this range, or check the other arguments.",
    )


def _turned(function: Callable[[float], float], side: float) -> Callable[[float], float]:
    return lambda x: side * function(x)


def _with_extrema(question: Question, values: list[float]) -> list[float]:
    """The values that are numbers, the lowest and the highest of them at their own place, not on the grid."""
    known = [
        (point, v) for point, v in zip(grid(question.wanted.domain), values, strict=True) if not math.isnan(v)
    ]
    found = [value for _, value in known]
    for side in (1.0, -1.0):
        at = min(range(len(known)), key=lambda n: side * known[n][1], default=0)
        if 0 < at < len(known) - 1:
            ends = known[at - 1][0], known[at + 1][0]
            found[at] = side * least(_turned(question.result, side), *ends)
    return found


def _range(values: list[float]) -> tuple[float, float]:
    """The least and the greatest result, with what the law tends to at the ends of the domain."""
    if len(values) <= _TENFOLD:
        return -math.inf, math.inf
    ends = [
        _tends_to(values[0], values[_TENFOLD]),
        _tends_to(values[-1], values[-1 - _TENFOLD]),
    ]
    inner = values[1:-1]
    return min(*ends, *inner), max(*ends, *inner)


def _tends_to(end: float, before: float) -> float:
    """What a law tends to beyond ``end``: it grows without bound, dies away, or levels off."""
    if abs(end - before) <= _LEVEL * abs(end):
        return end
    return math.copysign(math.inf, end) if abs(end) > abs(before) else 0.0


def _with_unit(value: float, unit: str, digits: int) -> str:
    return f"{value:.{digits}g}{'' if unit in ('', '1') else f' {unit}'}"
