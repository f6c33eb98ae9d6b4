"""The nearest facts: what is stated in the same clause, sentence, paragraph, list, section or document.

Facts are kept in the order of the text, so that each scope is a slice; a search never looks at more than
``MANY`` facts of a scope, those closest to the claim.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from nernstian.audit.layout import Layout, Scope

MANY = 200


class Placed(Protocol):
    """Something with a place in the text."""

    @property
    def at(self) -> int:
        """Offset in the normalised text."""


F = TypeVar("F", bound=Placed)


@dataclass(frozen=True, slots=True)
class Index(Generic[F]):
    """Facts in the order of the text."""

    items: tuple[F, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int, around: int | None = None) -> tuple[F, ...]:
        """Return the facts in ``start:end``; of very many, those closest to ``around``."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if around is not None and high - low > MANY:
            middle = bisect_left(self.starts, around)
            low, high = max(low, middle - MANY // 2), min(high, middle + MANY // 2)
        return self.items[low:high]


def index(facts: Iterable[F]) -> Index[F]:
    """Make an index of facts."""
    items = tuple(sorted(facts, key=lambda fact: fact.at))
    return Index(items, tuple(fact.at for fact in items))


def nearest(
    layout: Layout,
    at: int,
    facts: Index[F],
    key: Callable[[F], object],
    limit: Scope = Scope.DOCUMENT,
) -> tuple[list[F], Scope]:
    """Return the facts of the narrowest scope that holds any, one per distinct ``key``.

    More than one fact is a tie: the caller must abstain or show that all of them agree. What a later clause
    of the same sentence states belongs to something else.
    """
    clause_end = layout.bounds(Scope.CLAUSE, at)[1]
    sentence_end = layout.bounds(Scope.SENTENCE, at)[1]
    for scope in Scope:
        if scope > limit or not facts.items:
            break
        start, end = layout.bounds(scope, at)
        found: dict[object, F] = {}
        for fact in facts.within(start, end, around=at):
            if not clause_end <= fact.at < sentence_end:
                found.setdefault(key(fact), fact)
        if found:
            return list(found.values()), scope
    return [], limit
