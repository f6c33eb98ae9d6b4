"""What a law demands of its arguments: a dimension, a domain, and what is usual in a living cell.

Text (`nernstian.computation`), quantities (`nernstian.quantities`) and tables of units (`nernstian.units`)
are held to the same demands, and told of it in the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nernstian import boundary
from nernstian.boundary import Unit
from nernstian.cases import shared_dimension
from nernstian.codegen.facts import LawFacts, QuantityFacts
from nernstian.derivations.errors import NernstianError, UnitError
from nernstian.literals import Literal, parse_literal

# Two units a bare number could have meant, by SI unit: an error that names them can be mended at once.
_CHOICES: dict[str, tuple[str, ...]] = {
    "K": ("degC", "K"),
    "V": ("mV", "V"),
    "mol/m3": ("mM", "M"),
    "m/s": ("cm/s", "m/s"),
    "m2": ("um2", "cm2"),
    "F/m2": ("uF/cm2", "F/m2"),
    "m": ("um", "nm", "m"),
    "m3": ("pL", "um3"),
    "S/m2": ("mS/cm2", "S/m2"),
    "A/m2": ("uA/cm2", "A/m2"),
    "ohm*m2": ("kohm*cm2", "ohm*cm2"),
    "ohm*m": ("ohm*cm", "ohm*m"),
    "s": ("ms", "s"),
    "V/s": ("mV/ms", "V/s"),
    "C": ("pC", "C"),
    "J/mol": ("kJ/mol", "J/mol"),
    "m2/s": ("um2/ms", "m2/s"),
}


def choices(facts: QuantityFacts) -> tuple[str, ...]:
    """Units an argument is usually given in, the most usual first."""
    return _CHOICES.get(facts.unit, (facts.unit,))


# -- domains


@dataclass(frozen=True, slots=True)
class Domain:
    """One row of the domain table: what holds, how it is said, how it is written.

    ``holds`` takes a number, or an array by its elements; of a NaN nothing holds.
    """

    holds: Callable[[Any], Any]
    words: str
    sign: str


DOMAINS: dict[str, Domain] = {
    "real": Domain(lambda value: abs(value) >= 0.0, "any number", ""),
    "nonzero": Domain(lambda value: abs(value) > 0.0, "other than zero", "!= 0"),
    "nonnegative": Domain(lambda value: value >= 0.0, "zero or greater", ">= 0"),
    "positive": Domain(lambda value: value > 0.0, "greater than zero", "> 0"),
}


def outside(law: LawFacts, facts: QuantityFacts, given: str, value: float, unit: str) -> tuple[str, str]:
    """Cause and remedy for an argument outside its domain; ``value`` is in ``unit``, which is SI."""
    words = DOMAINS[facts.domain].words
    in_si = "" if unit == "1" else f" ({value:g} {unit})"
    return (
        f"{given}{in_si} is outside the domain of {law.name}, where {facts.name} is {words}",
        f"Give {facts.name} ({facts.meaning}) a value {words}.",
    )


def no_value(law: LawFacts, values: Mapping[str, float], place: str = "") -> tuple[str, str]:
    """Cause and remedy for a law without a finite value at these arguments, all inside their domains."""
    shared = shared_dimension(law)
    if shared and all(values[name] == 0.0 for name in shared):
        return (
            f"{', '.join(shared)} are all zero{place}: no ion permeates, so {law.name} defines no potential",
            "Give at least one of them a value greater than zero.",
        )
    zeros = [name for name, value in values.items() if value == 0.0]
    blame = f"with {', '.join(zeros)} at zero" if zeros else "at these arguments"
    return f"{law.name} has no finite value {blame}{place}", f"Check them against {law.formula}."


# -- what is usual


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual in a living cell: outside of it a value is legal and probably a slip."""

    concerns: Callable[[QuantityFacts], bool]
    holds: Callable[[Any], Any]
    complaint: str


_USUAL = (
    Usual(
        lambda q: q.unit == "K",
        lambda v: (v >= 273.0) & (v <= 320.0),
        "is outside 273-320 K: is the unit right?",
    ),
    Usual(lambda q: q.unit == "V", lambda v: abs(v) <= 1.0, "is beyond 1 V: is the unit right?"),
    Usual(lambda q: q.unit == "mol/m3", lambda v: v <= 1e4, "is above 10000 mM: is the unit right?"),
    Usual(lambda q: q.name == "z", lambda v: v % 1.0 == 0.0, "is not a whole number: valences are"),
)


def expectations(facts: QuantityFacts) -> list[Usual]:
    """The rows of the table of what is usual that concern a quantity."""
    return [usual for usual in _USUAL if usual.concerns(facts)]


# -- units and dimensions


def read_literal(name: str, text: str) -> tuple[Literal, Unit]:
    """The literal written for an argument and the unit in it; the argument is named in every error."""
    try:
        literal = parse_literal(text)
        return literal, boundary.unit_of(literal.unit, literal.unit_text)
    except NernstianError as error:
        raise type(error)(f"{name}: {error.cause}", error.remedy) from None


def written(dimension: boundary.Dimension) -> str:
    """A dimension as a unit for display; 1 where there is none."""
    return boundary.describe(dimension) if any(dimension) else "1"


def demand_literal(facts: QuantityFacts, literal: Literal, unit: Unit) -> None:
    """Refuse text without a unit where one is needed, with one where none is, and of a wrong dimension."""
    if facts.unit == "1" and literal.unit:
        raise UnitError(
            f"{facts.name} is a pure number, and {literal.text} has the unit {unit.text}",
            f"Write {facts.name}={literal.number}.",
        )
    if facts.unit != "1" and not literal.unit:
        texts = [f"{literal.number}{' ' * (facts.unit not in _CHOICES)}{choice}" for choice in choices(facts)]
        raise UnitError(
            f"{facts.name} needs a unit: {literal.text} could be {' or '.join(texts)}",
            f"Write {facts.name}='{texts[0]}'." if " " in texts[0] else f"Write {facts.name}={texts[0]}.",
        )
    demand_dimension(facts, literal.text, unit.text, unit.dimension)


def demand_dimension(facts: QuantityFacts, given: str, unit_text: str, dimension: Sequence[float]) -> None:
    """Refuse a wrong dimension: ``given`` is what the user wrote, ``unit_text`` the unit in it."""
    if tuple(dimension) == facts.dimension:
        return
    got = boundary.describe(dimension)
    if facts.unit == "1":
        raise UnitError(
            f"{facts.name} is a pure number, and {given} is not: {unit_text} is {got}",
            f"Give {facts.name} ({facts.meaning}) without a unit.",
        )
    raise UnitError(
        f"{facts.name} is measured in {facts.unit}, and {given} is not: {unit_text} is {got}, "
        f"{facts.unit} is {boundary.describe(facts.dimension)}",
        f"Give {facts.name} ({facts.meaning}) in {choices(facts)[0]} or the like.",
    )


def demand_shared(units: Mapping[str, tuple[str, Sequence[float]]]) -> None:
    """Refuse different dimensions where only ratios count; a name has the text and dimension of its unit."""
    if len({tuple(dimension) for _, dimension in units.values()}) > 1:
        listed = ", ".join(f"{name} in {text or 'no unit'}" for name, (text, _) in units.items())
        raise UnitError(
            f"only the ratios of {', '.join(units)} count, so they must share one dimension: {listed}",
            "Give all of them the same unit, or none.",
        )


def result_unit(law: LawFacts, text: str | None) -> Unit:
    """The unit asked for the result; the law's own if none is."""
    return answer_unit(law.result, text)


def answer_unit(facts: QuantityFacts, text: str | None) -> Unit:
    """The unit asked for an answer; the law's own if none is."""
    text = facts.unit if text is None else text.strip()
    wanted = boundary.unit(text)
    if wanted.dimension != facts.dimension:
        raise UnitError(
            f"{facts.name} is measured in {facts.unit}, and {text} is not: "
            f"{text} is {boundary.describe(wanted.dimension)}",
            f"Ask for {choices(facts)[0]} or the like.",
        )
    return wanted


def shared_unit(facts: QuantityFacts, text: str | None, others: Sequence[Unit]) -> Unit:
    """The unit asked for one of the arguments of which only ratios count; that of the first other if none."""
    first = others[0] if others else boundary.unit("1")
    wanted = boundary.unit((first.text or "1") if text is None else text.strip())
    if wanted.dimension != first.dimension:
        raise UnitError(
            f"only ratios with {facts.name} count, so it has the dimension of the others, "
            f"{first.text or 'no unit'}, and {wanted.text} is another",
            f"Ask for {first.text or '1'} or the like.",
        )
    return wanted
