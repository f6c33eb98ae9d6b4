"""A computation laid open: the formula, every number in it, and under which assumptions it holds."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping

from nernstian.codegen import emitted
from nernstian.codegen.facts import ConstantFacts, LawFacts
from nernstian.computation import Computation, statement
from nernstian.derivations.literature import references
from nernstian.layout import aligned
from nernstian.requirements import DOMAINS

# Numbers first, so that the e of 1e-3 is never taken for the elementary charge.
_TOKEN = re.compile(
    r"(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)(?P<call>\s*\()?|(?P<other>.)"
)

# The functions of the formulas that a reader may not know by name.
_FUNCTIONS = {"B": "B(x) = x/(exp(x) - 1), B(0) = 1"}


def explain(computation: Computation) -> str:
    """Lay a computation open, from the formula and the substitution to the assumptions and the source."""
    law = computation.law
    sections = (
        [f"{law.title} ({law.kind}, {law.status})", f"  {law.formula}", *_functions(law)],
        ["Arguments", *_table(_argument_rows(computation))],
        [*_preparation(computation)],
        ["Constants", *_table(_constant_rows(law))],
        [f"Solved for {computation.answer.name}", *_solution(computation)],
        ["Substituted, in SI units", *_substitution(computation)],
        ["Result", f"  {computation}"],
        ["Domain", f"  {_domain(law)}"],
        ["Assumptions", *(f"  - {assumption}" for assumption in law.assumptions)],
        ["Source", f"  {law.source}", *_references(law)],
    )
    return "\n\n".join("\n".join(section) for section in sections if len(section) > 1)


def substitute(formula: str, values: Mapping[str, float]) -> str:
    """Write numbers for names, token by token, right of the first equals sign.

    Examples
    --------
    >>> substitute("E = R*T/(z*F)*ln(c_out/c_in)", {"c_out": 5.0, "c_in": 140.0, "z": -1.0, "T": 310.0})
    'E = R*310/((-1)*F)*ln(5/140)'
    """
    left, equals, right = formula.partition("=")
    return left + equals + "".join(_substituted(match, values) for match in _TOKEN.finditer(right))


def constants_of(law: LawFacts) -> dict[str, ConstantFacts]:
    """The physical constants a law's formula names; an argument of the same name goes first."""
    taken = {argument.name for argument in law.arguments} | {law.result.name}
    names = dict.fromkeys(m["name"] for m in _TOKEN.finditer(law.formula) if m["name"] and not m["call"])
    return {
        name: emitted.CONSTANTS[name] for name in names if name in emitted.CONSTANTS and name not in taken
    }


def _references(law: LawFacts) -> Iterator[str]:
    for row in references(law.references):
        yield from textwrap.wrap(
            row.marked, 100, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False
        )


def _substituted(match: re.Match[str], values: Mapping[str, float]) -> str:
    if match["name"] is None or match["call"] or match["name"] not in values:
        return match.group()
    number = _digits(values[match["name"]])
    return f"({number})" if number.startswith("-") else number


def _solution(computation: Computation) -> Iterator[str]:
    """From which form the answer came, and what the law makes of it."""
    found, result = computation.solution, computation.law.result
    if found is None:
        return
    if found.closed is not None:
        yield f"  {found.closed.formula}"
        where = f", where {' and '.join(found.closed.conditions)}" if found.closed.conditions else ""
        yield f"  the closed form ({found.closed.status}){where}"
    elif found.bracket is not None:
        low, high = (f"{end!r}{_in(computation.si_unit)}" for end in found.bracket)
        ends = f"at {low}" if low == high else f"between {low} and {high}"
        yield f"  no closed form; bracketed, and halved down to neighbouring doubles: {ends}"
    off = f"within {abs(found.residual):.1g}{_in(result.unit)}" if found.residual else "to the last digit"
    yield f"  put back, the law gives {result.name} {off}"


def _in(unit: str) -> str:
    return "" if unit == "1" else f" {unit}"


def _substitution(computation: Computation) -> Iterator[str]:
    law, solution = computation.law, computation.solution
    values = {name: constant.value for name, constant in constants_of(law).items()}
    values |= {argument.facts.name: argument.value for argument in computation.arguments}
    if solution is None:
        yield f"  {substitute(law.formula, values)}"
        yield f"  {statement(law.result.name, computation.si_value, law.result.unit)}"
    elif solution.closed is not None:
        yield f"  {substitute(solution.closed.formula, values)}"
        yield f"  {statement(computation.answer.name, computation.si_value, computation.si_unit)}"
    else:
        found = {**values, computation.answer.name: computation.si_value}
        yield f"  {substitute(law.formula, found)}"
        yield f"  {statement(law.result.name, values[law.result.name] + solution.residual, law.result.unit)}"


def _preparation(computation: Computation) -> Iterator[str]:
    if filling := computation.filling:
        yield f"From the preparation {filling.preparation.name} ({filling.preparation.title})"
        yield from filling.table()


def _argument_rows(computation: Computation) -> Iterator[tuple[str, ...]]:
    for argument in computation.arguments:
        unit = "" if argument.unit == "1" else f" {argument.unit}"
        yield argument.facts.name, argument.text, f"{_digits(argument.value)}{unit}", argument.facts.meaning


def _constant_rows(law: LawFacts) -> Iterator[tuple[str, ...]]:
    for name, constant in constants_of(law).items():
        exact = "exact" if constant.exact else "measured"
        yield name, f"{constant.value!r} {constant.unit}", constant.name, f"{constant.source}, {exact}"


def _functions(law: LawFacts) -> list[str]:
    called = {m["name"] for m in _TOKEN.finditer(law.formula) if m["call"]}
    return [f"  where {meaning}" for name, meaning in _FUNCTIONS.items() if name in called]


def _table(rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield from aligned(list(rows), "  ")


def _domain(law: LawFacts) -> str:
    bounded = [f"{a.name} {DOMAINS[a.domain].sign}" for a in law.arguments if DOMAINS[a.domain].sign]
    return ", ".join(bounded) or "every real argument"


def _digits(value: float) -> str:
    return f"{value:.10g}"
