"""Statements and lines: what a derivation is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sympy

from .constants import Constant
from .errors import RuleError
from .grammar import parse, parse_equation
from .literature import UNCITED, Source
from .quantities import Quantity
from .rational import same
from .signs import Condition, Proof, Relation
from .terms import QSymbol, Term, bound_variable, free_symbols, substitute, subterms, symbol


@dataclass(frozen=True)
class Interval:
    """``for x in (low, high)``: the points at which a statement about profiles holds.

    The variable is a real quantity: it runs over the interval, not over a domain of its own.
    """

    variable: QSymbol
    low: Term
    high: Term

    def __post_init__(self) -> None:
        quantity = self.variable.quantity
        if isinstance(quantity, Constant) or quantity.domain != "real":
            raise RuleError(f"{self.variable.name} is not a real variable, so no interval can be its range")
        if self.variable in free_symbols(self.low) | free_symbols(self.high):
            raise RuleError(f"the ends of the interval depend on {self.variable.name}")


@dataclass(frozen=True)
class Statement:
    """lhs = rhs, possibly for every x of an interval."""

    lhs: Term
    rhs: Term
    over: Interval | None = None

    def map(self, mapping: dict[Term, Term]) -> Statement:
        """Both sides with subterms replaced."""
        return replace(self, lhs=substitute(self.lhs, mapping), rhs=substitute(self.rhs, mapping))

    def symbols(self) -> set[QSymbol]:
        """All symbols of both sides."""
        return free_symbols(self.lhs) | free_symbols(self.rhs)


@dataclass(frozen=True)
class Discharged:
    """A side condition with the proof that it holds."""

    condition: Condition
    proof: Proof


@dataclass(frozen=True)
class Line:
    """One line of a derivation.

    ``kind`` is assume, condition, define, cite, step or conclude. A ``condition`` line assumes a side
    condition (regularity) and has no statement of its own; neither has a ``conclude`` line, which says what
    sign the left side of its premise has, since the right side has it.
    """

    number: int
    kind: str
    statement: Statement | None
    rule: str = ""
    parameters: tuple[Any, ...] = ()
    premises: tuple[int, ...] = ()
    sides: tuple[Discharged, ...] = ()
    assumed: Condition | None = None
    concluded: Condition | None = None
    note: str = ""
    source: Source = UNCITED


@dataclass(frozen=True)
class Witness:
    """A point or profile at which the assumptions hold, for every value of the free symbols.

    ``given`` maps symbols to terms in the free ones; ``profiles`` maps profile symbols to terms in
    ``variable``.
    """

    given: dict[QSymbol, Term] = field(default_factory=dict)
    profiles: dict[QSymbol, Term] = field(default_factory=dict)
    variable: QSymbol | None = None
    #: Whether the author gave one; without it nothing can be said of a derivation.
    stated: bool = True

    def fault(self, arguments: Iterable[Quantity]) -> str:
        """What is wrong with the witness; empty if nothing.

        The arguments of a law stay free: a witness that fixes one makes every check look at a slice.
        """
        fixed = [q.name for q in arguments if symbol(q) in self.given]
        return f"the witness fixes {', '.join(fixed)}, which the law takes as arguments" if fixed else ""


#: What a derivation shows: an equation, or a sign.
Claim = Statement | Condition

_SIGNS: dict[str, Relation] = {" > 0": "positive", " >= 0": "nonnegative", " != 0": "nonzero"}


def read_claim(text: str, scope: Mapping[str, QSymbol]) -> Claim:
    """``lhs = rhs``, or ``term > 0``, ``term >= 0``, ``term != 0``."""
    for ending, relation in _SIGNS.items():
        if text.endswith(ending):
            return Condition(relation, parse(text.removesuffix(ending), scope))
    return Statement(*parse_equation(text, scope))


def ends_in(last: Line, claim: Claim) -> bool:
    """Whether the last line of a derivation is its claim."""
    if isinstance(claim, Condition):
        found = last.concluded
        return found is not None and found.relation == claim.relation and same(found.term, claim.term)
    s = last.statement
    return s is not None and s.over == claim.over and same(s.lhs, claim.lhs) and same(s.rhs, claim.rhs)


def binding_fault(lines: Iterable[Line], conditions: Iterable[Condition]) -> str:
    """What is wrong with the bound variables; empty if nothing.

    A condition on, or a definition of, a variable that an interval, integral or limit binds holds at some of
    its points; sign reasoning under the binder would use it at all of them. A name that is defined by the
    variable would look like a constant where the variable runs.
    """
    stated = [line for line in lines if line.statement is not None]
    bound: set[QSymbol] = set().union(*(_bound(line.statement) for line in stated if line.statement))
    for condition in conditions:
        if condition.relation != "continuous" and bound & free_symbols(condition.term):
            return f"the condition {condition} is on a variable that an interval, integral or limit binds"
    pairs = [line.statement for line in stated if line.kind == "define" and line.statement]
    definitions = {s.lhs: s.rhs for s in pairs if isinstance(s.lhs, QSymbol)}
    for name, rhs in definitions.items():
        if name in bound:
            return f"{name.name} is defined, and bound by an interval, integral or limit"
        inside = _reach(rhs, definitions)
        for line in stated:
            hidden = _hidden(line.statement, name, inside)
            if hidden is not None:
                return f"{name.name} is defined by {hidden.name}, which runs in line {line.number}"
    return ""


def _reach(term: Term, definitions: dict[QSymbol, Term]) -> set[QSymbol]:
    """The symbols a term depends on, also through definitions."""
    found: set[QSymbol] = set()
    waiting = free_symbols(term)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting |= free_symbols(definitions[name]) if name in definitions else set()
    return found


def _hidden(statement: Statement | None, name: QSymbol, inside: set[QSymbol]) -> QSymbol | None:
    """The running variable that a defined name hides where it runs; None if there is none."""
    if statement is None:
        return None
    if statement.over is not None and statement.over.variable in inside and name in statement.symbols():
        return statement.over.variable
    for node in (n for side in (statement.lhs, statement.rhs) for n in subterms(side)):
        runs: QSymbol | None = bound_variable(node)
        if isinstance(node, sympy.Derivative):
            runs = node.variables[0]
        if runs in inside and name in free_symbols(node.args[0]):
            return runs
    return None


def _bound(statement: Statement) -> set[QSymbol]:
    found = {statement.over.variable} if statement.over is not None else set()
    nodes = [node for side in (statement.lhs, statement.rhs) for node in subterms(side)]
    return found | {variable for node in nodes if (variable := bound_variable(node)) is not None}
