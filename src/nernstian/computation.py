"""From written arguments to a number: names, units and domains checked, one law evaluated.

`compute` is what ``nernstian compute`` runs. It reads the generated facts and plain evaluators of
`nernstian.codegen.emitted`; SymPy is loaded only for a list of ions other than K, Na, Cl.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from nernstian.boundary import Unit
from nernstian.cases import Case, case_of, shared_dimension
from nernstian.codegen.facts import LawFacts, QuantityFacts
from nernstian.derivations.errors import DomainError, UsageError
from nernstian.filling import Filling, FillingJson, fill
from nernstian.requirements import (
    DOMAINS,
    demand_literal,
    demand_shared,
    expectations,
    no_value,
    outside,
    read_literal,
    result_unit,
    written,
)
from nernstian.suggestions import did_you_mean


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
        For ``ghk_voltage`` and ``ghk_voltage_divalent``: names and valences of other ions.
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
    wanted = result_unit(case.law, unit)
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
        literal, unit = read_literal(facts.name, texts[facts.name])
        units[facts.name] = unit
        if facts.name not in shared:
            demand_literal(facts, literal, unit)
        arguments.append(Argument(facts, literal.text, unit.to_si(literal.number), _si_unit(facts, unit)))
    demand_shared({name: (units[name].text, units[name].dimension) for name in shared})
    return tuple(arguments)


def _si_unit(facts: QuantityFacts, unit: Unit) -> str:
    return facts.unit if unit.dimension == facts.dimension else written(unit.dimension)


def _check_domain(law: LawFacts, argument: Argument) -> None:
    facts, given = argument.facts, f"{argument.facts.name}={argument.text}"
    if not math.isfinite(argument.value):
        raise DomainError(f"{given} is too large for double precision", "Give a smaller value.")
    if not DOMAINS[facts.domain].holds(argument.value):
        raise DomainError(*outside(law, facts, given, argument.value, argument.unit))


def _evaluate(case: Case, arguments: Sequence[Argument]) -> float:
    try:
        value = float(case.evaluate(**{argument.facts.name: argument.value for argument in arguments}))
    except (ArithmeticError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise DomainError(*no_value(case.law, {a.facts.name: a.value for a in arguments}))
    return value + 0.0  # no "-0 mV" for two equal concentrations


def _argument_warnings(arguments: Iterable[Argument]) -> list[str]:
    return [
        f"{argument.facts.name}={argument.text} {complaint}"
        for argument in arguments
        for complaint in _complaints(argument.facts, argument.value)
    ]


def _result_warnings(result: QuantityFacts, value: float) -> list[str]:
    return [f"the result {result.name} {complaint}" for complaint in _complaints(result, value)]


def _complaints(facts: QuantityFacts, value: float) -> list[str]:
    return [usual.complaint for usual in expectations(facts) if not usual.holds(value)]
