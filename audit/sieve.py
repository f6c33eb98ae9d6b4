"""Slow patterns tried only where they can match: near literals that every match of theirs holds.

An alternation that ignores case is tried at every character of a text. Finding a literal is some hundred
times faster, and most texts hold few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping


def lowered(text: str) -> str:
    """Return a text in small letters, every character in its place."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower()[0] for c in text)


def places(lowered: str, literals: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield where a match may begin: from so many characters before each literal up to the literal."""
    for literal, before in literals.items():
        at = lowered.find(literal)
        while at >= 0:
            yield max(0, at - before), at
            at = lowered.find(literal, at + 1)


def sieved(pattern: re.Pattern[str], text: str, starts: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer(text)`` does, if all matches begin in the stretches ``starts``."""
    done = 0
    for low, high in sorted(starts):
        at = max(low, done)
        while at <= high:
            match = pattern.match(text, at)
            if match is not None:
                yield match
            at = done = match.end() if match is not None else at + 1
