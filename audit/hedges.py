"""Hedges: the words that widen a number, in the languages that textbooks of the field are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class HedgeKind(Enum):
    """What a hedge does to the number behind it."""

    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ORDER = "on the order of"


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge as printed."""

    kind: HedgeKind
    text: str


_WORDS: dict[HedgeKind, tuple[str, ...]] = {
    HedgeKind.ORDER: (
        r"(?:on|of|in) the order of(?: magnitude(?: of)?)?", r"de l'ordre de", r"in der Größenordnung von",
        r"del orden de", r"dell'ordine di", r"in de orde van",
    ),
    HedgeKind.ABOUT: (
        r"about", r"around", r"roughly", r"approximately", r"approx\.?", r"circa", r"ca\.?", r"c\.", r"some",
        r"something like", r"close to", r"near", r"in the neighbou?rhood of", r"on average", r"typically",
        r"etwa", r"rund", r"ungefähr", r"zirka", r"environ", r"à peu près", r"près de", r"aproximadamente",
        r"alrededor de", r"cerca de", r"unos", r"ongeveer", r"omkring", r"cirka", r"ungefär", r"noin",
        r"około", r"in etwa", r"≈", r"~",
    ),
    HedgeKind.NEARLY: (r"almost", r"nearly", r"just under", r"just below", r"presque", r"casi", r"bijna",
                       r"næsten", r"nästan", r"quasi"),
    HedgeKind.AT_LEAST: (
        r"at least", r"more than", r"over", r"above", r"exceeding", r"mindestens", r"au moins", r"al menos",
        r">", r"≥",
    ),
    HedgeKind.AT_MOST: (
        r"at most", r"less than", r"up to", r"under", r"below", r"no more than", r"höchstens", r"au plus",
        r"como máximo", r"<", r"≤",
    ),
}  # fmt: skip


def _pattern(words: tuple[str, ...]) -> str:
    parts = [word if not word[0].isalpha() else rf"(?<![^\W_]){word}" for word in words]
    return "|".join(parts)


# Up to two small words may stand between a hedge and its number: "about the same −70", "close to a".
_BEFORE = re.compile(
    "(?:"
    + "|".join(f"(?P<{kind.name}>{_pattern(words)})" for kind, words in _WORDS.items())
    + r")\s{0,3}(?:(?:a|the|equal to|one)\s){0,2}\(?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s{0,2}(?:or so|or thereabouts|approximately|approx\.?|environ)\b", re.IGNORECASE)
WINDOW = 40


_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]+)\.?\s{0,3}\(?$|(?P<mark>[≈~<>≥≤])\s{0,3}\(?$")
_LAST_WORDS = {
    re.split(r"[ ']", re.sub(r"\\.\?|\(\?:.*", "", phrase).strip())[-1].lower()
    for words in _WORDS.values()
    for phrase in words
} | {"a", "the", "to", "one", "of", "magnitude", "neighborhood"}


_NEVER_LAST = frozenset("0123456789,;|=")
_FIRST_AFTER = frozenset("oOaAeE")


def _may_end_in_hedge(window: str) -> bool:
    """A cheap look at the last word: nearly all numbers have no hedge."""
    if window[-2:].rstrip()[-1:] in _NEVER_LAST:
        return False
    last = _LAST_WORD.search(window[-16:])
    return last is not None and (last["mark"] is not None or last["word"].lower() in _LAST_WORDS)


def hedge_around(text: str, start: int, end: int) -> Hedge | None:
    """Return the hedge of the number at ``text[start:end]``, or None."""
    window = text[max(0, start - WINDOW) : start]
    # every word is tried from the left, so the longest phrase that reaches the number wins
    match = _BEFORE.search(window) if _may_end_in_hedge(window) else None
    if match is not None:
        kind = HedgeKind[match.lastgroup or "ABOUT"]
        return Hedge(kind, match.group(match.lastgroup or 0).strip())
    if text[end : end + 3].lstrip()[:1] not in _FIRST_AFTER:
        return None
    after = _AFTER.match(text, end, min(len(text), end + 20))
    return Hedge(HedgeKind.ABOUT, after.group().strip()) if after else None
