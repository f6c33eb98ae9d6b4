"""Statements and lines: what a derivation is made of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from .signs import Condition, Proof
from .terms import QSymbol, Term, free_symbols, substitute


@dataclass(frozen=True)
class Interval:
    """``for x in (low, high)``: the points at which a statement about profiles holds."""

    variable: QSymbol
    low: Term
    high: Term


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
    """A point or profile at which the assumptions hold.

    ``given`` maps symbols to terms in the free ones; ``profiles`` maps profile symbols to terms in
    ``variable``.
    """

    given: dict[QSymbol, Term] = field(default_factory=dict)
    profiles: dict[QSymbol, Term] = field(default_factory=dict)
    variable: QSymbol | None = None
