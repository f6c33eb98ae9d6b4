"""Slow patterns tried only where they can match: near literals that every match of theirs holds.

An alternation that ignores case is tried at every character of a text. Finding a literal is some hundred
times faster, and most texts hold few of them. The literals are read from the pattern itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Any

try:
    from re import _constants as _codes
    from re import _parser
except ImportError:  # a later Python may keep them elsewhere: then patterns are tried everywhere
    _parser = None

_SAME = str.maketrans("ıſ", "is")  # letters that a pattern which ignores case takes for others
# how frequent characters are about; those that are not named here are rare
_FREQUENT = dict.fromkeys("etaoinsrhl ", 0.07) | dict.fromkeys("dcumfpgwybv.,(", 0.015)
_RARE = 0.004
_FARTHEST = 400  # beyond it a stretch before a literal is no shorter than the text
_COMMON = 1e-3  # as a word of the field is in its texts
_LOOKUP = 3e-4  # what it costs to look for a literal that is not there, in places tried per character
_WORTHLESS = 0.2  # a pattern that must be tried so often per character is better tried everywhere


def lowered(text: str) -> str:
    """Return a text in small letters, every character in its place."""
    small = text.lower()
    small = small if len(small) == len(text) else "".join(c.lower()[0] for c in text)
    return small.translate(_SAME) if not small.isascii() else small


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


def _frequency(word: str) -> float:
    return max(_COMMON, prod(_FREQUENT.get(letter, _RARE) for letter in word))


def _or_farthest(far: int | None) -> int:
    return _FARTHEST if far is None else far


@dataclass(frozen=True, slots=True)
class _Needed:
    """Literals of which every match holds one, and how far from its beginning at most (None: anywhere)."""

    literals: tuple[tuple[str, int | None], ...]

    @property
    def cost(self) -> float:
        """How often a pattern is tried at them, per character of a text."""
        return sum(_LOOKUP + _frequency(word) * (1 + _or_farthest(far)) for word, far in self.literals)

    def behind(self, width: int | None) -> _Needed:
        """The same behind something of at most this width."""
        moved = ((word, None if far is None or width is None else far + width) for word, far in self.literals)
        return _Needed(tuple(moved))


def _width(items: Any) -> int | None:
    widest = items.getwidth()[1]
    return None if widest > _FARTHEST else int(widest)


def _letter(code: Any, argument: Any) -> str | None:
    """The one small letter that an item stands for."""
    if code is _codes.LITERAL:
        letters = {chr(argument).lower()}
    elif code is _codes.IN and all(kind is _codes.LITERAL for kind, _ in argument):
        letters = {chr(value).lower() for _, value in argument}
    else:
        return None
    letter = letters.pop() if len(letters) == 1 else ""
    return letter if len(letter) == 1 and letter.isascii() else None


def _inside(code: Any, argument: Any) -> _Needed | None:
    """What an item that is no letter needs."""
    if code is _codes.SUBPATTERN:
        return _needed(argument[-1])
    if code is _codes.BRANCH:
        branches = [_needed(branch) for branch in argument[1]]
        found = [one for branch in branches if branch is not None for one in branch.literals]
        return None if None in branches else _Needed(tuple(found))
    repeats = (_codes.MAX_REPEAT, _codes.MIN_REPEAT, getattr(_codes, "POSSESSIVE_REPEAT", None))
    return _needed(argument[2]) if code in repeats and argument[0] > 0 else None


def _needed(items: Any) -> _Needed | None:
    """What every match of a parsed pattern holds: the cheapest of what its items need."""
    found: list[_Needed] = []
    before: int | None = 0
    word, word_at = "", before
    for at in range(len(items)):
        code, argument = items[at]
        letter = _letter(code, argument)
        if letter is not None:
            word, word_at = (word + letter, word_at) if word else (letter, before)
        else:
            found += [_Needed(((word, word_at),))] if word else []
            word = ""
            inner = _inside(code, argument)
            found += [inner.behind(before)] if inner is not None else []
        width = _width(items[at : at + 1])
        before = None if before is None or width is None else before + width
    found += [_Needed(((word, word_at),))] if word else []
    return min(found, key=lambda needed: needed.cost, default=None)


@cache
def needed(pattern: re.Pattern[str]) -> _Needed | None:
    """Return literals of which every match of a pattern holds one; None where they would not help."""
    if _parser is None:
        return None
    found = _needed(_parser.parse(pattern.pattern, pattern.flags))
    return found if found is not None and found.cost < _WORTHLESS else None


def may_hold(pattern: re.Pattern[str], small: str) -> bool:
    """Return False where no part of a text matches; ``small`` is the text :func:`lowered`."""
    literals = needed(pattern)
    return literals is None or any(word in small for word, _ in literals.literals)


def holds(pattern: re.Pattern[str], text: str, small: str) -> bool:
    """Return whether ``pattern.search(text)`` finds something; ``small`` is the text :func:`lowered`."""
    return next(matches(pattern, text, small), None) is not None


def matches(pattern: re.Pattern[str], text: str, small: str) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer(text)`` does; ``small`` is the text :func:`lowered`."""
    literals = needed(pattern)
    if literals is None:
        yield from pattern.finditer(text)
        return
    known = [(word, far) for word, far in literals.literals if word in small]
    if any(far is None for _, far in known):
        yield from pattern.finditer(text)
    elif known:
        yield from sieved(pattern, text, places(small, _shortest(known)))


def _shortest(known: Iterable[tuple[str, int | None]]) -> dict[str, int]:
    """The literals without those that begin with another, and are found with it."""
    farthest: dict[str, int] = {}
    for word, far in known:
        farthest[word] = max(farthest.get(word, 0), _or_farthest(far))
    return {
        word: far
        for word, far in farthest.items()
        if not any(word != other and word.startswith(other) and far <= farthest[other] for other in farthest)
    }
