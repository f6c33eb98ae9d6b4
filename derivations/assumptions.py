"""What a derivation really rests on: its used lines, and what the laws it cites rest on."""

from __future__ import annotations

from dataclasses import dataclass

from . import laws
from .draft import Derivation
from .law import Law
from .literature import Source
from .render.printing import latex, plain
from .signs import Condition, Proof
from .statements import Line


@dataclass(frozen=True)
class Used:
    """An assumption that was used: of this derivation, or of a law it cites."""

    law: str
    text: str
    equation: str
    equation_latex: str
    kind: str
    source: Source
    line: int = 0


def used_lines(derivation: Derivation) -> set[int]:
    """Numbers of the lines the last line rests on, through premises and through proofs of side conditions."""
    by_number = {line.number: line for line in derivation.lines}
    conditions = {line.assumed: line.number for line in derivation.lines if line.assumed is not None}
    definitions = {
        line.statement.lhs: line.number
        for line in derivation.lines
        if line.kind == "define" and line.statement
    }
    found: set[int] = set()
    waiting = [derivation.lines[-1].number]
    while waiting:
        number = waiting.pop()
        if number in found:
            continue
        found.add(number)
        line = by_number[number]
        waiting += line.premises
        for side in line.sides:
            for proof in _leaves(side.proof):
                if proof.reason == "assumed" and proof.condition in conditions:
                    waiting.append(conditions[proof.condition])
                if proof.condition.term in definitions and proof.reason == "definition":
                    waiting.append(definitions[proof.condition.term])
    return found


def _leaves(proof: Proof) -> list[Proof]:
    return [proof, *(leaf for part in proof.parts for leaf in _leaves(part))]


def used(derivation: Derivation, law: Law) -> tuple[Used, ...]:
    """All assumptions used, without repetition: this derivation's first, then those of the cited laws."""
    lines = used_lines(derivation)
    own = [_of_line(derivation, line) for line in derivation.assumed if line.number in lines]
    cited = [line.rule for line in derivation.lines if line.kind == "cite" and line.number in lines]
    inherited = [
        u for name in dict.fromkeys(cited) for u in of_law(law if name == law.reference else laws.get(name))
    ]
    return tuple(dict.fromkeys([*own, *inherited]))


def of_law(law: Law) -> tuple[Used, ...]:
    """What a law rests on: its stated assumptions, or those its default derivation uses."""
    if law.routes:
        return tuple(Used(**{**vars(u), "line": 0}) for u in used(law.derivation(), law))
    return tuple(Used(law.name, a.text, "", "", a.kind, a.source) for a in law.assumptions)


def _of_line(derivation: Derivation, line: Line) -> Used:
    if line.statement is None:
        condition = line.assumed
        text = str(condition) if condition is not None else ""
        shown = condition_latex(condition) if condition is not None else ""
        return Used(derivation.law, line.note, text, shown, "regularity", line.source, line.number)
    s = line.statement
    equation = f"{plain(s.lhs)} = {plain(s.rhs)}"
    return Used(
        derivation.law,
        line.note,
        equation,
        f"{latex(s.lhs)} = {latex(s.rhs)}",
        "physical",
        line.source,
        line.number,
    )


_RELATIONS = {
    "positive": " > 0",
    "nonnegative": r" \ge 0",
    "nonzero": r" \ne 0",
    "continuous": r"\ \text{is continuous}",
}


def condition_latex(condition: Condition) -> str:
    """A side condition in LaTeX."""
    return latex(condition.term) + _RELATIONS[condition.relation]
