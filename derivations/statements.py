"""Statements and lines: what a derivation is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from .constants import Constant
from .errors import RuleError
from .quantities import Quantity
from .signs import Condition, Proof
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

    ``kind`` is assume, condition, define, cite or step. A ``condition`` line assumes a side condition
    (regularity) and has no statement of its own.
    """

    number: int
    kind: str
    statement: Statement | None
    rule: str = ""
    parameters: tuple[Any, ...] = ()
    premises: tuple[int, ...] = ()
    sides: tuple[Discharged, ...] = ()
    assumed: Condition | None = None
    note: str = ""
    source: str = ""


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


def binding_fault(lines: Iterable[Line], conditions: Iterable[Condition]) -> str:
    """What is wrong with the bound variables; empty if nothing.

    A condition on, or a definition of, a variable that an interval, integral or limit binds holds at some of
    its points; sign reasoning under the binder would use it at all of them.
    """
    stated = [line for line in lines if line.statement is not None]
    bound: set[QSymbol] = set().union(*(_bound(line.statement) for line in stated if line.statement))
    for condition in conditions:
        if condition.relation != "continuous" and bound & free_symbols(condition.term):
            return f"the condition {condition} is on a variable that an interval, integral or limit binds"
    defined = [line.statement.lhs for line in stated if line.statement and line.kind == "define"]
    twice = next((symbol.name for symbol in defined if symbol in bound), "")
    return f"{twice} is defined, and bound by an interval, integral or limit" if twice else ""


def _bound(statement: Statement) -> set[QSymbol]:
    found = {statement.over.variable} if statement.over is not None else set()
    nodes = [node for side in (statement.lhs, statement.rhs) for node in subterms(side)]
    return found | {variable for node in nodes if (variable := bound_variable(node)) is not None}
