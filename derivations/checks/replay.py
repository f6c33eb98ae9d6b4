"""Structural replay: the derivation is done again from its lines, by the rules alone.

What the author's draft accepted is not believed: every conclusion is recomputed, every side condition
discharged again from the assumptions and definitions that stand above it, every citation instantiated
again from the cited law.
"""

from __future__ import annotations

from collections.abc import Callable

from ..draft import Derivation
from ..errors import NernstianError, RuleError
from ..law import Law
from ..rational import is_zero, proportional, same
from ..rules import apply
from ..signs import Condition, Facts, definedness
from ..statements import Claim, Line, Statement, binding_fault, ends_in, read_claim
from ..terms import QSymbol, free_symbols, sub, substitute, symbol

Lookup = Callable[[str], Law]


def replay(derivation: Derivation, law: Law, lookup: Lookup) -> dict[int, str]:
    """The lines that do not follow, with the reason; empty when all do.

    ``lookup`` finds a cited law by name. Line 0 stands for the derivation as a whole.
    """
    facts, seen = _start(derivation, law), set[QSymbol]()
    failures: dict[int, str] = {}
    for position, line in enumerate(derivation.lines, start=1):
        why = _check(derivation, line, facts, seen, law, lookup)
        if line.number != position:
            why = "the lines are not numbered in order"
        if why:
            failures[position] = why
        _learn(line, facts, seen)
    failures.update(_whole(derivation, law, derivation.name in law.routes))
    return failures


def follows(derivation: Derivation, law: Law, lookup: Lookup, number: int) -> str:
    """Why one line does not follow from those above it, which are believed; empty if it does."""
    facts, seen = _start(derivation, law), set[QSymbol]()
    for line in derivation.lines[: number - 1]:
        _learn(line, facts, seen)
    return _check(derivation, derivation.lines[number - 1], facts, seen, law, lookup)


def _start(derivation: Derivation, law: Law) -> Facts:
    return Facts(assumed=set(law.condition_terms) if derivation.name in law.routes else set())


def _check(d: Derivation, line: Line, facts: Facts, seen: set[QSymbol], law: Law, lookup: Lookup) -> str:
    try:
        _LINES[line.kind](d, line, facts, seen, law, lookup)
    except (NernstianError, KeyError, TypeError, ValueError) as error:
        return str(getattr(error, "cause", f"malformed: {error}"))
    return ""


def _learn(line: Line, facts: Facts, seen: set[QSymbol]) -> None:
    """What the lines below may use of a line, whether or not it was found to follow."""
    if line.assumed is not None:
        facts.assumed.add(line.assumed)
    if line.statement is None:
        return
    seen |= line.statement.symbols()
    if line.kind == "define" and isinstance(line.statement.lhs, QSymbol):
        facts.definitions[line.statement.lhs] = line.statement.rhs


def _whole(derivation: Derivation, law: Law, own: bool) -> dict[int, str]:
    claim = derivation.claim
    if not ends_in(derivation.lines[-1], claim):
        return {0: "the last line is not the claim"}
    if claim != _claimed(derivation, law, own):
        return {0: "the claim is not what the law states"}
    conditions = [line.assumed for line in derivation.lines if line.assumed is not None]
    fault = binding_fault(derivation.lines, conditions) or derivation.witness.fault(law.arguments)
    if fault:
        return {0: fault}
    narrowed = _narrowed(conditions, law) if own else None
    if narrowed is not None:
        return {0: f"the law does not state the condition {narrowed}, which its derivation assumes"}
    for line in derivation.lines:
        if _assumes(line, claim):
            return {0: f"line {line.number} assumes what is to be shown"}
        if own and line.kind == "cite" and line.rule == law.reference:
            return {0: f"line {line.number} cites the law that is being derived"}
    return {}


def _narrowed(conditions: list[Condition], law: Law) -> Condition | None:
    """A condition on the arguments alone: the law would be shown on less than the domain it states."""
    arguments = {symbol(q) for q in law.arguments}
    signs = [c for c in conditions if c.relation != "continuous" and c not in law.condition_terms]
    return next((c for c in signs if free_symbols(c.term) and free_symbols(c.term) <= arguments), None)


def _claimed(derivation: Derivation, law: Law, own: bool) -> Claim | None:
    if own:
        return Statement(*law.relation)
    texts = [c.claim for c in law.consequences if c.name == derivation.name]
    return read_claim(texts[0], {s.name: s for s in derivation.scope}) if texts else None


def _assumes(line: Line, claim: Claim) -> bool:
    """Whether a line assumes what is to be shown."""
    if isinstance(claim, Condition):
        found = line.assumed
        return found is not None and found.relation == claim.relation and same(found.term, claim.term)
    return line.kind == "assume" and line.statement is not None and _restates(line.statement, claim)


def _restates(assumed: Statement, claim: Statement) -> bool:
    """Whether the assumption is the claim, with its terms moved or both sides multiplied by a number."""
    difference = sub(assumed.lhs, assumed.rhs)
    return proportional(difference, sub(claim.lhs, claim.rhs)) and not is_zero(difference)


def _assume(d: Derivation, line: Line, facts: Facts, seen: set[QSymbol], law: Law, lookup: Lookup) -> None:
    _discharge(facts, _defined(line), line)


def _condition(d: Derivation, line: Line, facts: Facts, seen: set[QSymbol], law: Law, lookup: Lookup) -> None:
    if line.assumed is None:
        raise RuleError("a condition line without a condition")


def _define(d: Derivation, line: Line, facts: Facts, seen: set[QSymbol], law: Law, lookup: Lookup) -> None:
    statement = _statement(line)
    new = statement.lhs
    if (
        not isinstance(new, QSymbol)
        or new in seen
        or new in Statement(statement.rhs, statement.rhs).symbols()
    ):
        raise RuleError("a definition must introduce a symbol that was not there before")
    if new in facts.definitions:
        raise RuleError(f"{new.name} is defined twice")
    facts.definitions[new] = statement.rhs
    _discharge(facts, _defined(line), line)


def _cite(d: Derivation, line: Line, facts: Facts, seen: set[QSymbol], law: Law, lookup: Lookup) -> None:
    cited = law if line.rule == law.reference else lookup(line.rule)
    if d.name in law.routes and (cited.name == law.name or law.name in cited.rests_on()):
        raise RuleError(f"{cited.name} rests on the law that is being derived")
    mapping = dict(line.parameters)
    fault = cited.instance_fault(mapping)
    if fault:
        raise RuleError(fault)
    statement, (lhs, rhs) = _statement(line), cited.relation
    if not (same(statement.lhs, substitute(lhs, mapping)) and same(statement.rhs, substitute(rhs, mapping))):
        raise RuleError(f"this is not an instance of {cited.name}")
    _discharge(
        facts, [*cited.demands(mapping), *definedness(substitute(rhs, mapping)), *_defined(line)], line
    )


def _step(d: Derivation, line: Line, facts: Facts, seen: set[QSymbol], law: Law, lookup: Lookup) -> None:
    if any(not 1 <= p < line.number for p in line.premises):
        raise RuleError("a premise does not stand above the step")
    premises = tuple(_statement(d.lines[p - 1]) for p in line.premises)
    conclusion = apply(line.rule, premises, line.parameters, _statement(line))
    _discharge(facts, list(conclusion.sides), line)


def _conclude(d: Derivation, line: Line, facts: Facts, seen: set[QSymbol], law: Law, lookup: Lookup) -> None:
    """The sign of the right side, shown from the facts above, is the sign of the left side."""
    if line.concluded is None or line.statement is not None or len(line.premises) != 1:
        raise RuleError("a conclusion is a sign, drawn from one line")
    if not 1 <= line.premises[0] < line.number:
        raise RuleError("a premise does not stand above the conclusion")
    premise = _statement(d.lines[line.premises[0] - 1])
    if premise.over is not None or line.concluded.relation == "continuous":
        raise RuleError("a sign is concluded from an equation that holds at every point")
    if not same(line.concluded.term, premise.lhs):
        raise RuleError(f"the sign is not said of the left side of line {line.premises[0]}")
    _discharge(facts, [Condition(line.concluded.relation, premise.rhs)], line)


def _statement(line: Line) -> Statement:
    if line.statement is None:
        raise RuleError(f"line {line.number} states no equation")
    return line.statement


def _defined(line: Line) -> list[Condition]:
    statement = _statement(line)
    return [*definedness(statement.lhs), *definedness(statement.rhs)]


def _discharge(facts: Facts, conditions: list[Condition], line: Line) -> None:
    for condition in dict.fromkeys(conditions):
        facts.prove(condition)


_LINES = {
    "assume": _assume,
    "condition": _condition,
    "define": _define,
    "cite": _cite,
    "step": _step,
    "conclude": _conclude,
}
