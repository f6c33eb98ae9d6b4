"""The shape of the facts in the generated module: plain data, standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConstantFacts:
    """A physical constant as the generated module holds it: the nearest double and where it comes from."""

    name: str
    symbol: str
    value: float
    unit: str
    exact: bool
    source: str


@dataclass(frozen=True, slots=True)
class QuantityFacts:
    """An argument or result of a law.

    ``unit`` is the plain SI unit (``"mol/m3"``, ``"V"``, ``"1"``); ``dimension`` the exponents of
    kg, m, s, A, K, mol, cd; ``domain`` one of real, nonzero, nonnegative, positive;
    ``example`` a value with its unit, to show.
    """

    name: str
    symbol: str
    unit: str
    dimension: tuple[int, ...]
    domain: str
    meaning: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class LimitFacts:
    """A limiting form or numeric statement of a law, with the trust it has."""

    name: str
    statement: str
    status: str


@dataclass(frozen=True, slots=True)
class InverseFacts:
    """A law solved for one of its arguments: the formula, the trust it has, and where it holds."""

    argument: str
    formula: str
    status: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawFacts:
    """What can be said of a law without loading SymPy.

    ``source`` is text, with what could not be confirmed marked in it; ``source_confirmed`` says whether all
    of it was; ``references`` are the keys of what the law and its assumptions cite.
    """

    name: str
    title: str
    kind: str
    status: str
    routes: tuple[str, ...]
    arguments: tuple[QuantityFacts, ...]
    result: QuantityFacts
    formula: str
    assumptions: tuple[str, ...]
    source: str
    source_confirmed: bool
    references: tuple[str, ...]
    limits: tuple[LimitFacts, ...]
    inverses: tuple[InverseFacts, ...]
    relation_hash: str
