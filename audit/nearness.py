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
    """Facts in the order of the text; ``keys`` says which of them are the same, if that is known."""

    items: tuple[F, ...]
    starts: tuple[int, ...]
    keys: tuple[object, ...] = ()

    def within(self, start: int, end: int, around: int | None = None) -> tuple[F, ...]:
        """Return the facts in ``start:end``; of very many, those closest to ``around``."""
        low, high = self.bounds(start, end, around)
        return self.items[low:high]

    def bounds(self, start: int, end: int, around: int | None = None) -> tuple[int, int]:
        """Return where in the index the facts of ``within`` begin and end."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if around is not None and high - low > MANY:
            middle = bisect_left(self.starts, around)
            low, high = max(low, middle - MANY // 2), min(high, middle + MANY // 2)
        return low, high

    def distinct(self, key: Callable[[F], object], pieces: Iterable[tuple[int, int]]) -> list[F]:
        """Return the first fact of every key in pieces of the index, in the order of the text."""
        firsts: dict[object, F] = {}
        for low, high in pieces:
            items = self.items[low:high]
            for same, fact in zip(self.keys[low:high] or map(key, items), items, strict=True):
                firsts.setdefault(same, fact)
        return list(firsts.values())


def index(facts: Iterable[F], key: Callable[[F], object] | None = None) -> Index[F]:
    """Make an index of facts; with ``key`` it is known once for all which of them are the same."""
    items = tuple(sorted(facts, key=lambda fact: fact.at))
    return Index(items, tuple(fact.at for fact in items), tuple(map(key, items)) if key is not None else ())


def nearest(
    layout: Layout,
    at: int,
    facts: Index[F],
    key: Callable[[F], object],
    limit: Scope = Scope.DOCUMENT,
) -> tuple[list[F], Scope]:
    """Return the facts of the narrowest scope that holds any, one per distinct ``key``.

    More than one fact is a tie: the caller must abstain or show that all of them agree. What a later clause
    of the same sentence states belongs to something else. Of an answer, what its question states is near; of
    a passage that refers to another section, what that states is nearer than the rest of the document.
    """
    question = layout.answers.question(at)
    if question is not None and limit > Scope.BLOCK:
        return _of_answer(layout, at, facts, key, limit, question)
    there = layout.answers.referred(at) if limit >= Scope.SECTION else None
    if there is None:
        return _nearest(layout, at, facts, key, limit)
    found, scope = _nearest(layout, at, facts, key, Scope.SECTION)
    if found:
        return found, scope
    found = facts.distinct(key, (facts.bounds(*there, around=at),))
    return (found, Scope.SECTION) if found else _nearest(layout, at, facts, key, limit)


def _of_answer(
    layout: Layout,
    at: int,
    facts: Index[F],
    key: Callable[[F], object],
    limit: Scope,
    question: tuple[int, int],
) -> tuple[list[F], Scope]:
    """The facts of an answer: its own paragraph's, the rest of it, its question's, those of the text."""
    found, scope = _nearest(layout, at, facts, key, Scope.BLOCK)
    if found:
        return found, scope
    answers = layout.answers
    own = answers.answer(at)
    found = facts.distinct(key, (facts.bounds(own[0], at, around=at),)) if own is not None else []
    if found:
        return found, Scope.BLOCK
    near = facts.within(0, layout.length, question[0])
    asked = index(f for f in near if not answers.is_of_another(f.at, question))
    found, scope = _nearest(layout, question[1] - 1, asked, key, limit)
    if not found:  # "the bath is changed to 75 mM": the rest is that of an earlier question
        earlier = index(f for f in near if f.at < question[1])
        found, scope = _nearest(layout, question[1] - 1, earlier, key, limit)
    if len(found) > 1 and scope > Scope.BLOCK:  # what comes later is the next question's
        found = [f for f in found if f.at < question[1]] or found
    return found, max(scope, Scope.BLOCK)


def _nearest(
    layout: Layout, at: int, facts: Index[F], key: Callable[[F], object], limit: Scope
) -> tuple[list[F], Scope]:
    """The facts of the narrowest scope around a place."""
    clause_end = layout.whole(Scope.CLAUSE, at)[1]
    sentence_end = layout.whole(Scope.SENTENCE, at)[1]
    for scope in Scope:
        if scope > limit or not facts.items:
            break
        low, high = facts.bounds(*layout.bounds(scope, at), around=at)
        if low >= high:
            continue
        later = bisect_left(facts.starts, clause_end), bisect_left(facts.starts, sentence_end)
        found = facts.distinct(key, ((low, min(high, later[0])), (max(low, later[1]), high)))
        if found:
            return found, scope
    return [], limit
