"""Numbers whose digits survived and whose power of ten did not: what a chain of laws leaves of them.

Every damaged number has several readings. A relation is a product of numbers that must be 1 within their
rounding: a law, or a printed product. The readings that satisfy all relations are the repairs; a number of
which only one reading is left is repaired, any other cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10

MOST = 20_000  # places that the search visits before it gives up


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a number: its value, and the relative half-width of its rounding."""

    value: float
    spread: float = 0.0
    shown: str = ""

    def __post_init__(self) -> None:
        """Refuse what has no logarithm."""
        if not self.value > 0.0 or self.spread < 0.0:
            raise ValueError("a reading is a positive number")


@dataclass(frozen=True, slots=True)
class Relation:
    """``constant`` times the product of the named numbers, each to its power, is 1.

    ``spread`` is the relative half-width of what is rounded in the relation itself.
    """

    terms: tuple[tuple[str, int], ...]
    constant: float = 1.0
    spread: float = 0.0

    def holds(self, given: Mapping[str, Reading]) -> bool:
        """Whether the relation holds for readings of all its numbers, within their rounding."""
        total = log10(self.constant)
        room = self.spread + 1e-9
        for name, power in self.terms:
            total += power * log10(given[name].value)
            room += abs(power) * given[name].spread
        return abs(total) <= log10(1.0 + room)


def solve(
    unknown: Mapping[str, Sequence[Reading]], relations: Sequence[Relation]
) -> list[dict[str, Reading]] | None:
    """Return every choice of readings that satisfies all relations; None where there are too many."""
    found: list[dict[str, Reading]] = []
    visits = 0
    bound = [r for r in relations if all(name in unknown for name, _ in r.terms)]
    order = _order(unknown, bound)
    closed = _closed(order, bound)

    def extend(at: int, chosen: dict[str, Reading]) -> bool:
        nonlocal visits
        if at == len(order):
            found.append(dict(chosen))
            return True
        for reading in unknown[order[at]]:
            visits += 1
            if visits > MOST:
                return False
            chosen[order[at]] = reading
            if all(r.holds(chosen) for r in closed[at]) and not extend(at + 1, chosen):
                return False
        chosen.pop(order[at], None)
        return True

    return found if extend(0, {}) else None


def _order(unknown: Mapping[str, Sequence[Reading]], relations: Sequence[Relation]) -> list[str]:
    """The numbers, each chosen so that relations are complete as early as possible."""
    order: list[str] = []
    rest = set(unknown)

    def rank(name: str) -> tuple[int, int, str]:
        open_terms = [
            sum(1 for other, _ in r.terms if other != name and other in rest)
            for r in relations
            if any(other == name for other, _ in r.terms)
        ]
        single = len(unknown[name]) == 1
        return (0 if single else 1 + min(open_terms, default=len(unknown)), len(unknown[name]), name)

    while rest:
        order.append(min(rest, key=rank))
        rest.discard(order[-1])
    return order


def _closed(order: Sequence[str], relations: Sequence[Relation]) -> list[list[Relation]]:
    """For each place of the order, the relations whose last number is chosen there."""
    place = {name: at for at, name in enumerate(order)}
    closed: list[list[Relation]] = [[] for _ in order]
    for relation in relations:
        closed[max(place[name] for name, _ in relation.terms)].append(relation)
    return closed


def repaired(
    unknown: Mapping[str, Sequence[Reading]], relations: Sequence[Relation]
) -> dict[str, Reading | None]:
    """Return the only reading of each number, or None where several are left, or none at all.

    A number that no relation narrows does not keep the others from being read: each connected part of the
    chain is solved by itself.
    """
    result: dict[str, Reading | None] = {}
    for part in _parts(unknown, relations):
        inside = [r for r in relations if any(name in part for name, _ in r.terms)]
        solutions = solve({name: unknown[name] for name in part}, inside)
        for name in part:
            values = {reading[name].value: reading[name] for reading in solutions or ()}
            result[name] = next(iter(values.values())) if len(values) == 1 else None
    return result


def _parts(unknown: Mapping[str, Sequence[Reading]], relations: Sequence[Relation]) -> list[set[str]]:
    """The connected parts of a chain."""
    parts = [{name} for name in sorted(unknown)]
    for relation in relations:
        names = {name for name, _ in relation.terms}
        if not names <= set(unknown):
            continue
        joined = [part for part in parts if part & names]
        parts = [part for part in parts if not part & names] + [set().union(*joined)]
    return parts
