"""From written arguments to a number: names, units and domains checked, one law evaluated.

`compute` is what ``nernstian compute`` runs. With the result given and an argument missing it solves for that
argument. It reads the generated facts and plain evaluators of
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
from nernstian.confirmation import confirmed
from nernstian.derivations.errors import DomainError, UsageError
from nernstian.filling import Filling, FillingJson, fill
from nernstian.requirements import (
    DOMAINS,
    answer_unit,
    demand_literal,
    demand_shared,
    expectations,
    no_value,
    outside,
    read_literal,
    shared_unit,
    written,
)
from nernstian.solving import Question, Solution, SolvedJson, solve
from nernstian.suggestions import did_you_mean

#: What is written for a value that is to be solved for.
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument, or a given result, as it was written, and its value in SI."""

    facts: QuantityFacts
    text: str
    value: float
    unit: str
    written: Unit


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
    solved_for: NotRequired[SolvedJson]
    preparation: NotRequired[FillingJson]


@dataclass(frozen=True, slots=True)
class Computation:
    """A law evaluated once: ``value`` in ``unit``, ``si_value`` in the law's own unit.

    Where the law was solved for an argument, that is the value, and the result stands last of the arguments.
    """

    law: LawFacts
    arguments: tuple[Argument, ...]
    value: float
    unit: str
    si_value: float
    warnings: tuple[str, ...]
    filling: Filling | None = None
    solution: Solution | None = None
    si_unit: str = ""

    def __str__(self) -> str:
        return statement(self.answer.name, self.value, self.unit)

    @property
    def answer(self) -> QuantityFacts:
        """What the value is one of: the result of the law, or the argument it was solved for."""
        return self.law.result if self.solution is None else self.solution.wanted

    def to_json(self) -> ComputationJson:
        """The computation as plain data, schema 1; the preparation, if one was used, beside the rest."""
        plain = self._plain()
        if self.solution is not None:
            plain["solved_for"] = self.solution.to_json()
        if self.filling is not None:
            plain["preparation"] = self.filling.to_json()
        return plain

    def _plain(self) -> ComputationJson:
        return {
            "schema": 1,
            "law": self.law.name,
            "arguments": [
                {"name": a.facts.name, "text": a.text, "value": a.value, "unit": a.unit}
                for a in self.arguments
            ],
            "result": {
                "name": self.answer.name,
                "value": self.value,
                "unit": self.unit,
                "si_value": self.si_value,
                "si_unit": self.si_unit,
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
        With the result among them, and one argument missing (or written ``"?"``), the law is solved for that
        argument, and ``unit`` is its unit.

    Raises
    ------
    UsageError
        If the law, an argument, the preparation or the ion does not exist, or an argument is missing.
    GrammarError, UnitError
        If a value cannot be read, has no unit, or has the wrong dimension.
    DomainError
        If an argument is outside the domain of the law, or the law has no finite value there; if no value of
        the argument that is asked for gives the result, or several do.

    Examples
    --------
    >>> print(compute("nernst", c_out="5mM", c_in="140mM", z="1", T="37degC", unit="mV"))
    E = -89.0587 mV
    >>> print(compute("nernst", preparation="squid_axon", ion="K", T="18degC", unit="mV"))
    E = -75.161 mV
    >>> print(compute("nernst", E="-92mV", c_out="5mM", c_in="150mM", z="1", unit="degC"))
    T = 40.7441 degC
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
    unknown, given = _unknown(case.law, texts)
    filling = _fill(case.law, given, unknown, preparation, ion)
    given = given if filling is None else {**filling.texts, **given}
    wanted = _wanted(case.law, given, unknown)
    arguments = _read(case.law, wanted, given)
    for argument in arguments:
        _check_domain(case.law, argument)
    asked = _asked_unit(case.law, wanted, unit, arguments)
    if wanted is case.law.result:
        solution, si_value = None, _evaluate(case, arguments)
    else:
        solution = solve(_question(case, wanted, asked, arguments))
        si_value = solution.value
    warnings = (*_argument_warnings(arguments), *_result_warnings(wanted, si_value))
    return Computation(
        case.law,
        arguments,
        asked.from_si(si_value),
        asked.text,
        si_value,
        warnings,
        filling,
        solution,
        _si_unit(wanted, asked),
    )


def statement(name: str, value: float, unit: str, digits: int = 6) -> str:
    """``name = value unit`` with a readable number of digits; a pure number has no unit."""
    return f"{name} = {value:.{digits}g}{'' if unit == '1' else ' ' + unit}"


def _unknown(law: LawFacts, texts: Mapping[str, str]) -> tuple[str | None, dict[str, str]]:
    """The name that a question mark is written for, and what is given."""
    asked = [name for name, text in texts.items() if text.strip() == UNKNOWN]
    if len(asked) > 1:
        raise UsageError(
            f"{' and '.join(asked)} are asked for, and one law gives one answer", "Give all of them but one."
        )
    given = {name: text for name, text in texts.items() if name not in asked}
    names = [quantity.name for quantity in (*law.arguments, law.result)]
    if unknown := [name for name in texts if name not in names]:
        raise UsageError(
            f"{law.name} has no argument {unknown[0]}",
            did_you_mean(unknown[0], names) + f"It takes {', '.join(names[:-1])}.",
        )
    return (asked[0] if asked else None), given


def _fill(
    law: LawFacts, given: Mapping[str, str], unknown: str | None, preparation: str | None, ion: str | None
) -> Filling | None:
    if preparation is not None:
        known = [*given, *([unknown] if unknown else [])]
        lacking = law.result.name in given and unknown is None
        return fill(law, preparation, ion, known, lacking=int(lacking))
    if ion is not None:
        raise UsageError(f"--ion {ion} says which ion of a preparation", "Add --preparation, or drop --ion.")
    return None


def _wanted(law: LawFacts, given: Mapping[str, str], unknown: str | None) -> QuantityFacts:
    """What is to be found: the result, or the one argument that is missing where the result is given."""
    missing = [argument for argument in law.arguments if argument.name not in given]
    result, listed = law.result.name, ", ".join(f"{a.name} ({a.meaning})" for a in missing)
    if result not in given:
        if unknown not in (None, result):
            raise UsageError(
                f"{unknown} is asked for, and {result}, from which it would follow, is not given",
                f"Give {result} ({law.result.meaning}).",
            )
        if missing:
            raise UsageError(
                f"{law.name} also needs {listed}",
                f"Run 'nernstian compute {law.name} --help' for a line to start from.",
            )
        return law.result
    if not missing:
        last = law.arguments[-1].name
        raise UsageError(
            f"{result} is the result of {law.name}, and every argument is given, too",
            f"Leave {result} out, or ask for an argument: {last}={UNKNOWN}.",
        )
    if len(missing) > 1:
        raise UsageError(
            f"{law.name} is solved for one argument, and {len(missing)} are missing: {listed}",
            "Give all of them but one.",
        )
    return missing[0]


def _asked_unit(
    law: LawFacts, wanted: QuantityFacts, text: str | None, arguments: Sequence[Argument]
) -> Unit:
    shared = shared_dimension(law)
    if wanted.name not in shared:
        return answer_unit(wanted, text)
    return shared_unit(wanted, text, [a.written for a in arguments if a.facts.name in shared])


def _question(case: Case, wanted: QuantityFacts, unit: Unit, arguments: Sequence[Argument]) -> Question:
    *others, result = arguments
    values = {argument.facts.name: argument.value for argument in others}
    return Question(case, wanted, unit, result.value, result.written, values)


def _read(law: LawFacts, wanted: QuantityFacts, texts: Mapping[str, str]) -> tuple[Argument, ...]:
    shared = [name for name in shared_dimension(law) if name != wanted.name]
    arguments, units = [], {}
    for facts in (*law.arguments, law.result):
        if facts is wanted:
            continue
        literal, unit = read_literal(facts.name, texts[facts.name])
        units[facts.name] = unit
        if facts.name not in shared:
            demand_literal(facts, literal, unit)
        arguments.append(
            Argument(facts, literal.text, unit.to_si(literal.number), _si_unit(facts, unit), unit)
        )
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
    values = {argument.facts.name: argument.value for argument in arguments}
    try:
        value = float(case.evaluate(**values))
    except (ArithmeticError, ValueError):
        value = math.nan
    value = confirmed(case, values, value)
    if not math.isfinite(value):
        raise DomainError(*no_value(case.law, values))
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
