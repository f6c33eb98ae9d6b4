"""From written arguments to a number: names, units and domains checked, one law evaluated.

`compute` is what ``nernstian compute`` runs. It reads the generated facts and plain evaluators of
`nernstian.codegen.emitted`; SymPy is loaded only for a list of ions other than K, Na, Cl.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from nernstian import boundary
from nernstian.boundary import Unit
from nernstian.cases import Case, case_of, shared_dimension
from nernstian.codegen.facts import LawFacts, QuantityFacts
from nernstian.derivations.errors import DomainError, NernstianError, UnitError, UsageError
from nernstian.filling import Filling, FillingJson, fill
from nernstian.literals import Literal, parse_literal
from nernstian.suggestions import did_you_mean

# Two units a bare number could have meant, by SI unit: an error that names them can be mended at once.
_CHOICES: dict[str, tuple[str, ...]] = {
    "K": ("degC", "K"),
    "V": ("mV", "V"),
    "mol/m3": ("mM", "M"),
    "m/s": ("cm/s", "m/s"),
    "m2": ("um2", "cm2"),
    "F/m2": ("uF/cm2", "F/m2"),
}


@dataclass(frozen=True, slots=True)
class Domain:
    """One row of the domain table: what holds, how it is said, how it is written."""

    holds: Callable[[float], bool]
    words: str
    sign: str


DOMAINS: dict[str, Domain] = {
    "real": Domain(lambda _: True, "any number", ""),
    "nonzero": Domain(lambda value: value != 0.0, "other than zero", "!= 0"),
    "nonnegative": Domain(lambda value: value >= 0.0, "zero or greater", ">= 0"),
    "positive": Domain(lambda value: value > 0.0, "greater than zero", "> 0"),
}


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument as it was written and its value in SI."""

    facts: QuantityFacts
    text: str
    value: float
    unit: str


class ArgumentJson(TypedDict):
    """An argument in the JSON output; ``value`` is in ``unit``, which is SI."""

    name: str
    text: str
    value: float
    unit: str


class ResultJson(TypedDict):
    """The result in the JSON output, in the unit asked for and in SI."""

    name: str
    value: float
    unit: str
    si_value: float
    si_unit: str


class ComputationJson(TypedDict):
    """What ``nernstian compute --format json`` prints."""

    schema: int
    law: str
    arguments: list[ArgumentJson]
    result: ResultJson
    warnings: list[str]
    preparation: NotRequired[FillingJson]


@dataclass(frozen=True, slots=True)
class Computation:
    """A law evaluated once: ``value`` in ``unit``, ``si_value`` in the law's own unit."""

    law: LawFacts
    arguments: tuple[Argument, ...]
    value: float
    unit: str
    si_value: float
    warnings: tuple[str, ...]
    filling: Filling | None = None

    def __str__(self) -> str:
        return statement(self.law.result.name, self.value, self.unit)

    def to_json(self) -> ComputationJson:
        """The computation as plain data, schema 1; the preparation, if one was used, beside the rest."""
        plain = self._plain()
        return plain if self.filling is None else {**plain, "preparation": self.filling.to_json()}

    def _plain(self) -> ComputationJson:
        result = self.law.result
        return {
            "schema": 1,
            "law": self.law.name,
            "arguments": [
                {"name": a.facts.name, "text": a.text, "value": a.value, "unit": a.unit}
                for a in self.arguments
            ],
            "result": {
                "name": result.name,
                "value": self.value,
                "unit": self.unit,
                "si_value": self.si_value,
                "si_unit": result.unit,
            },
            "warnings": list(self.warnings),
        }


def compute(
    law: str,
    /,
    *,
    unit: str | None = None,
    ions: Mapping[str, int] | None = None,
    preparation: str | None = None,
    ion: str | None = None,
    **texts: str,
) -> Computation:
    """Evaluate a law from written arguments.

    Parameters
    ----------
    law : str
        The name of a law, as ``nernstian list`` prints it.
    unit : str, optional
        The unit of the result; the law's SI unit if not given.
    ions : mapping of str to int, optional
        Names and valences (+1 or -1) of the ions of ``ghk_voltage`` where they are not K, Na, Cl.
    preparation : str, optional
        The name of a standard preparation: what is not given is taken from it.
    ion : str, optional
        For a law of one ion, with ``preparation``: which.
    **texts : str
        Every argument of the law as a number with its unit; of those a preparation has, the ones to change.

    Raises
    ------
    UsageError
        If the law, an argument, the preparation or the ion does not exist, or an argument is missing.
    GrammarError, UnitError
        If a value cannot be read, has no unit, or has the wrong dimension.
    DomainError
        If an argument is outside the domain of the law, or the law has no finite value there.

    Examples
    --------
    >>> print(compute("nernst", c_out="5mM", c_in="140mM", z="1", T="37degC", unit="mV"))
    E = -89.0587 mV
    >>> print(compute("nernst", preparation="squid_axon", ion="K", T="18degC", unit="mV"))
    E = -75.161 mV
    """
    return evaluate(law, texts, unit, ions, preparation, ion)


def evaluate(
    law: str,
    texts: Mapping[str, str],
    unit: str | None = None,
    ions: Mapping[str, int] | None = None,
    preparation: str | None = None,
    ion: str | None = None,
) -> Computation:
    """Do what `compute` does, with the arguments in a mapping: their names may be anything a user typed."""
    case = case_of(law, ions)
    filling = _fill(case.law, texts, preparation, ion)
    texts = texts if filling is None else {**filling.texts, **texts}
    _check_names(case.law, texts)
    arguments = _read(case.law, texts)
    for argument in arguments:
        _check_domain(case.law, argument)
    wanted = _result_unit(case.law, unit)
    si_value = _evaluate(case, arguments)
    warnings = (*_argument_warnings(arguments), *_result_warnings(case.law.result, si_value))
    return Computation(
        case.law, arguments, wanted.from_si(si_value), wanted.text, si_value, warnings, filling
    )


def statement(name: str, value: float, unit: str, digits: int = 6) -> str:
    """``name = value unit`` with a readable number of digits; a pure number has no unit."""
    return f"{name} = {value:.{digits}g}{'' if unit == '1' else ' ' + unit}"


def _fill(
    law: LawFacts, texts: Mapping[str, str], preparation: str | None, ion: str | None
) -> Filling | None:
    if preparation is not None:
        return fill(law, preparation, ion, texts)
    if ion is not None:
        raise UsageError(f"--ion {ion} says which ion of a preparation", "Add --preparation, or drop --ion.")
    return None


def _check_names(law: LawFacts, texts: Mapping[str, str]) -> None:
    names = [argument.name for argument in law.arguments]
    if unknown := [name for name in texts if name not in names]:
        raise UsageError(
            f"{law.name} has no argument {unknown[0]}",
            did_you_mean(unknown[0], names) + f"It takes {', '.join(names)}.",
        )
    if missing := [argument for argument in law.arguments if argument.name not in texts]:
        listed = ", ".join(f"{argument.name} ({argument.meaning})" for argument in missing)
        raise UsageError(
            f"{law.name} also needs {listed}",
            f"Run 'nernstian compute {law.name} --help' for a line to start from.",
        )


def _read(law: LawFacts, texts: Mapping[str, str]) -> tuple[Argument, ...]:
    shared = shared_dimension(law)
    arguments, units = [], {}
    for facts in law.arguments:
        literal, unit = _literal(facts.name, texts[facts.name])
        units[facts.name] = unit
        if facts.name not in shared:
            _check_dimension(facts, literal, unit)
        arguments.append(Argument(facts, literal.text, unit.to_si(literal.number), _si_unit(facts, unit)))
    _check_shared({name: units[name] for name in shared})
    return tuple(arguments)


def _literal(name: str, text: str) -> tuple[Literal, Unit]:
    try:
        literal = parse_literal(text)
        return literal, boundary.unit_of(literal.unit, literal.unit_text)
    except NernstianError as error:
        raise type(error)(f"{name}: {error.cause}", error.remedy) from None


def _si_unit(facts: QuantityFacts, unit: Unit) -> str:
    return facts.unit if unit.dimension == facts.dimension else _written(unit.dimension)


def _written(dimension: boundary.Dimension) -> str:
    return boundary.describe(dimension) if any(dimension) else "1"


def _check_dimension(facts: QuantityFacts, literal: Literal, unit: Unit) -> None:
    if facts.unit == "1" and literal.unit:
        raise UnitError(
            f"{facts.name} is a pure number, and {literal.text} has the unit {unit.text}",
            f"Write {facts.name}={literal.number}.",
        )
    if facts.unit != "1" and not literal.unit:
        choices = [f"{literal.number}{choice}" for choice in _CHOICES.get(facts.unit, (f" {facts.unit}",))]
        raise UnitError(
            f"{facts.name} needs a unit: {literal.text} could be {' or '.join(choices)}",
            f"Write {facts.name}='{choices[0]}'."
            if " " in choices[0]
            else f"Write {facts.name}={choices[0]}.",
        )
    if unit.dimension != facts.dimension:
        raise UnitError(
            f"{facts.name} is measured in {facts.unit}, and {literal.text} is not: {unit.text} is "
            f"{boundary.describe(unit.dimension)}, {facts.unit} is {boundary.describe(facts.dimension)}",
            f"Give {facts.name} ({facts.meaning}) in {_usual_unit(facts)} or the like.",
        )


def _usual_unit(facts: QuantityFacts) -> str:
    return _CHOICES.get(facts.unit, (facts.unit,))[0]


def _check_shared(units: Mapping[str, Unit]) -> None:
    dimensions = {unit.dimension for unit in units.values()}
    if len(dimensions) > 1:
        listed = ", ".join(f"{name} in {unit.text or 'no unit'}" for name, unit in units.items())
        raise UnitError(
            f"only the ratios of {', '.join(units)} count, so they must share one dimension: {listed}",
            "Give all of them the same unit, or none.",
        )


def _check_domain(law: LawFacts, argument: Argument) -> None:
    name, domain = argument.facts.name, DOMAINS[argument.facts.domain]
    if not math.isfinite(argument.value):
        raise DomainError(
            f"{name}={argument.text} is too large for double precision", "Give a smaller value."
        )
    if not domain.holds(argument.value):
        in_si = "" if argument.unit == "1" else f" ({argument.value:g} {argument.unit})"
        raise DomainError(
            f"{name}={argument.text}{in_si} is outside the domain of {law.name}, "
            f"where {name} is {domain.words}",
            f"Give {name} ({argument.facts.meaning}) a value {domain.words}.",
        )


def _result_unit(law: LawFacts, text: str | None) -> Unit:
    result = law.result
    text = result.unit if text is None else text.strip()
    wanted = boundary.unit(text)
    if wanted.dimension != result.dimension:
        raise UnitError(
            f"{result.name} is measured in {result.unit}, and {text} is not: "
            f"{text} is {boundary.describe(wanted.dimension)}",
            f"Ask for {_usual_unit(result)} or the like.",
        )
    return wanted


def _evaluate(case: Case, arguments: Sequence[Argument]) -> float:
    try:
        value = float(case.evaluate(**{argument.facts.name: argument.value for argument in arguments}))
    except (ArithmeticError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise DomainError(*_no_value(case.law, arguments))
    return value + 0.0  # no "-0 mV" for two equal concentrations


def _no_value(law: LawFacts, arguments: Sequence[Argument]) -> tuple[str, str]:
    shared = shared_dimension(law)
    if shared and all(argument.value == 0.0 for argument in arguments if argument.facts.name in shared):
        return f"{', '.join(shared)} are all zero: no ion permeates, so {law.name} defines no potential", (
            "Give at least one of them a value greater than zero."
        )
    zeros = [argument.facts.name for argument in arguments if argument.value == 0.0]
    blame = f"with {', '.join(zeros)} at zero" if zeros else "at these arguments"
    return f"{law.name} has no finite value {blame}", f"Check them against {law.formula}."


def _argument_warnings(arguments: Iterable[Argument]) -> list[str]:
    return [
        f"{argument.facts.name}={argument.text} {complaint}"
        for argument in arguments
        for complaint in _complaints(argument.facts, argument.value)
    ]


def _result_warnings(result: QuantityFacts, value: float) -> list[str]:
    return [f"the result {result.name} {complaint}" for complaint in _complaints(result, value)]


def _complaints(facts: QuantityFacts, value: float) -> list[str]:
    return [usual.complaint for usual in _USUAL if usual.concerns(facts) and not usual.holds(value)]


@dataclass(frozen=True, slots=True)
class _Usual:
    """What is usual in a living cell: outside of it a value is legal and probably a slip."""

    concerns: Callable[[QuantityFacts], bool]
    holds: Callable[[float], bool]
    complaint: str


_USUAL = (
    _Usual(
        lambda q: q.unit == "K", lambda v: 273.0 <= v <= 320.0, "is outside 273-320 K: is the unit right?"
    ),
    _Usual(lambda q: q.unit == "V", lambda v: abs(v) <= 1.0, "is beyond 1 V: is the unit right?"),
    _Usual(lambda q: q.unit == "mol/m3", lambda v: v <= 1e4, "is above 10000 mM: is the unit right?"),
    _Usual(lambda q: q.name == "z", lambda v: v == round(v), "is not a whole number: valences are"),
)
