"""Which cell, solution or experiment a fact is of: the words of its row, or of the head in front of it.

"Squid axon (20 °C): K+ 20 out, 400 in. Muscle (37 °C): ..." - of several facts that are equally near, the one
whose preparation the claim names is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from nernstian.audit.layout import Layout, Scope
from nernstian.audit.sides import sides_in
from nernstian.audit.table_rows import stems

_HEAD = re.compile(r"[\s>*_•-]{0,6}(?P<head>[^:\n.;\d]{3,60}?)[\s*_]{0,4}(?:\([^()]{0,40}\))?\s?:")
_BEHIND = re.compile(
    r"[-+\d.,\s]{1,12}(?:m?V\b)?(?P<words>[^,;.:()\d]{0,60}?)(?=,|;|\.|\sand\b|\sund\b|\set\b|\sy\b|\n|\(|\Z)"
)
_ANY = frozenset(
    ("cell", "tissue", "membrane", "concentration", "with", "from", "table", "value", "that", "this")
)
_REACH, _BRACKET = 600, 40  # a fact may stand in the bracket of its head
F = TypeVar("F")


def head_label(text: str, layout: Layout, at: int) -> frozenset[str]:
    """Return the words of the head of a sentence or paragraph: "Muscle (37 °C): ..."."""
    for scope in (Scope.SENTENCE, Scope.BLOCK):
        start, _ = layout.bounds(scope, at)
        match = _HEAD.match(text, start, at + _BRACKET)
        if match is not None and not sides_in(text, *match.span("head")):
            return frozenset(stems(match["head"])) - _ANY
    return frozenset()


def of_preparation(
    text: str, layout: Layout, found: list[F], labels: Sequence[frozenset[str]], at: int
) -> list[F]:
    """Return the facts whose preparation is named right behind a claim, in its sentence, block or heading."""
    if len(found) < 2 or not all(labels):
        return found
    behind = _BEHIND.match(text, at)
    for scope in (None, Scope.SENTENCE, Scope.BLOCK, Scope.SECTION):
        if scope is None:
            named = stems(behind["words"]) if behind is not None else set()
        else:
            start, end = layout.bounds(scope, at)
            end = end if scope < Scope.SECTION else layout.bounds(Scope.BLOCK, start)[1]
            named = stems(text[max(start, at - _REACH) : min(end, at + _REACH)])
        shared = [len((label - _ANY) & named) for label in labels]
        if max(shared):
            return [fact for fact, count in zip(found, shared, strict=True) if count == max(shared)]
    return found
