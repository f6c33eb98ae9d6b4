"""Slow patterns tried only where they can match: near literals that every match of theirs holds.

An alternation that ignores case is tried at every character of a text. Finding a literal is some hundred
times faster, and most texts hold few of them. The literals are read from the pattern itself: a match holds
one of each of several sets, so that a text without any of one set has no match, and the set that occurs least
says where to try. A text looks for every literal once, however many patterns ask for it.
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

_SAME = ("ı", "i"), ("ſ", "s"), ("ϰ", "κ")  # letters that a pattern which ignores case takes for others
_LETTERS = frozenset("λτκγδψχéèêëàâäáóòôöúùûüíìîïñç")  # those with one small and one capital form
# how frequent characters are about; those that are not named here are rare
_FREQUENT = dict.fromkeys("etaoinsrhl ", 0.07) | dict.fromkeys("dcumfpgwybv.,(", 0.015)
_RARE = 0.004
_FARTHEST = 400  # beyond it a stretch before a literal is no shorter than the text
_COMMON = 1e-3  # as a word of the field is in its texts
_LOOKUP = 3e-4  # what it costs to look for a literal that is not there, in places tried per character
_WORD = re.compile(r"[^\W_]+")
_FREQUENTLY = 0.1  # literals that are found so often per character are not worth finding
_SELDOM = 0.005  # no rarer literals need be looked for
_WORTHLESS = 0.2  # a pattern that must be tried so often per character is better tried everywhere


def lowered(text: str) -> str:
    """Return a text in small letters, every character in its place."""
    small = text.lower()
    small = small if len(small) == len(text) else "".join(c.lower()[0] for c in text)
    for letter, other in _SAME:
        small = small.replace(letter, other)
    return small


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
    def frequency(self) -> float:
        """How often one of them is found, per character of a text."""
        return sum(_frequency(word) for word, _ in self.literals)

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
    plain = letter.isascii() or letter in _LETTERS or letter.upper() == letter
    return letter if len(letter) == 1 and plain else None


def _inside(code: Any, argument: Any) -> list[_Needed]:
    """What an item that is no letter needs."""
    if code is _codes.SUBPATTERN:
        return _needed(argument[-1])
    if code is _codes.BRANCH:
        branches = [_cheapest(_needed(branch)) for branch in argument[1]]
        found = [one for branch in branches if branch is not None for one in branch.literals]
        return [] if None in branches else [_Needed(tuple(found))]
    repeats = (_codes.MAX_REPEAT, _codes.MIN_REPEAT, getattr(_codes, "POSSESSIVE_REPEAT", None))
    return _needed(argument[2]) if code in repeats and argument[0] > 0 else []


def _cheapest(found: list[_Needed]) -> _Needed | None:
    return min(found, key=lambda needed: needed.cost, default=None)


def _needed(items: Any) -> list[_Needed]:
    """What every match of a parsed pattern holds: one of each of these sets."""
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
            found += [inner.behind(before) for inner in _inside(code, argument)]
        width = _width(items[at : at + 1])
        before = None if before is None or width is None else before + width
    found += [_Needed(((word, word_at),))] if word else []
    return found


@cache
def needed(pattern: re.Pattern[str]) -> tuple[_Needed, ...]:
    """Return sets of literals: every match of a pattern holds one of each. The cheapest comes first."""
    if _parser is None:
        return ()
    found = _needed(_parser.parse(pattern.pattern, pattern.flags))
    return tuple(sorted((one for one in found if one.frequency < _FREQUENTLY), key=lambda one: one.cost))


class Sieve:
    """A text in which patterns are tried near their literals."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.small = lowered(text)
        self._words = "\n".join(set(_WORD.findall(self.small)))
        self._present: dict[str, bool] = {}
        self._places: dict[str, tuple[int, ...]] = {}

    def has(self, literal: str) -> bool:
        """Return whether a literal of small letters is in the text."""
        found = self._present.get(literal)
        if found is None:
            # a text's different words are much shorter than the text
            found = self._present[literal] = literal in (self._words if literal.isalnum() else self.small)
        return found

    def places(self, literal: str) -> tuple[int, ...]:
        """Return where a literal of small letters stands."""
        found = self._places.get(literal)
        if found is None:
            found = self._places[literal] = tuple(self._find(literal)) if self.has(literal) else ()
        return found

    def _find(self, literal: str) -> Iterator[int]:
        at = self.small.find(literal)
        while at >= 0:
            yield at
            at = self.small.find(literal, at + 1)

    def stretches(self, literals: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        """Yield where a match may begin: from so many characters before each literal up to the literal."""
        for literal, before in literals.items():
            for at in self.places(literal):
                yield max(0, at - before), at

    def may_hold(self, pattern: re.Pattern[str]) -> bool:
        """Return False where no part of the text matches."""
        return all(any(self.has(word) for word, _ in one.literals) for one in needed(pattern))

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Return whether ``pattern.search(text)`` finds something."""
        return next(self.matches(pattern), None) is not None

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield what ``pattern.finditer(text)`` does."""
        if not self.may_hold(pattern):
            return
        near = self._rarest(pattern)
        if near is None:
            yield from pattern.finditer(self.text)
        else:
            yield from sieved(pattern, self.text, self.stretches(near))

    def _rarest(self, pattern: re.Pattern[str]) -> dict[str, int] | None:
        """The literals near which a pattern need be tried least; None where that is too often."""
        least, near = _WORTHLESS * len(self.text), None
        for one in needed(pattern):
            known = _farthest((word, far) for word, far in one.literals if self.has(word))
            if known is None:
                continue
            tries = sum(len(self.places(word)) * (1 + far) for word, far in known.items())
            if tries < least:
                least, near = tries, known
            if least < _SELDOM * len(self.text):
                break
        return near


def _farthest(literals: Iterable[tuple[str, int | None]]) -> dict[str, int] | None:
    """How far each literal may be from the beginning of a match; None where one may be anywhere."""
    farthest: dict[str, int] = {}
    for word, far in literals:
        if far is None:
            return None
        farthest[word] = max(farthest.get(word, 0), far)
    return farthest
