"""Ions by symbol and by name, with their valence."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

VALENCE: dict[str, int] = {
    "K": 1, "Na": 1, "Cl": -1, "Ca": 2, "Mg": 2, "H": 1, "HCO3": -1, "Li": 1, "NH4": 1, "Rb": 1, "Cs": 1,
    "NO3": -1, "Br": -1, "Ba": 2,
}  # fmt: skip
_NAMES: dict[str, tuple[str, ...]] = {
    "K": ("potassium", "kalium", "potasio", "potassio", "potássio", "kalia"),
    "Na": ("sodium", "natrium", "sodio", "sódio", "natria"),
    "Cl": ("chloride", "chlorid", "chlorure", "cloruro", "cloreto", "klorid", "chlorine", "kloride", "cloro"),
    "Ca": ("calcium", "kalzium", "calcio", "cálcio", "kalcium"),
    "Mg": ("magnesium", "magnésium", "magnesio"),
    "H": ("proton", "protons", "hydrogen ion", "hydrogen ions"),
    "HCO3": ("bicarbonate", "bikarbonat", "bicarbonato"),
    "Li": ("lithium", "litio"),
    "NH4": ("ammonium",),
    "NO3": ("nitrate", "nitrat", "nitrato"),
    "Br": ("bromide", "bromid", "bromure"),
    "Ba": ("barium", "bario"),
}
_BY_NAME = {name: ion for ion, names in _NAMES.items() for name in names}
_CHARGE = r"(?:\^?\d?\^?[+-]{1,2}|\^\d?[+-])"
SYMBOL = r"(?:HCO_?3|NO_?3|NH_?4|Na|Cl|Ca|Mg|Li|Rb|Cs|Br|Ba|K|H)"
_SHORT = 40  # only short texts are remembered
_MENTION = re.compile(
    rf"(?<![A-Za-z_/])(?:(?P<name>{'|'.join(sorted(_BY_NAME, key=len, reverse=True))})(?:ions?|es?|s)?"
    rf"|[EVU]_?(?P<potential>{SYMBOL})(?![A-Za-z0-9])"
    rf"|(?P<symbol>{SYMBOL})(?P<charge>{_CHARGE})?)(?![A-Za-z0-9_/]|-(?!selectiv|permeab|specific|conduct)[A-Z])",
    re.IGNORECASE,
)


def _beginnings() -> re.Pattern[str]:
    """How a mention begins: by its first two letters, a search is much faster than by all names."""
    second: dict[str, set[str]] = {}
    for name in _BY_NAME:
        second.setdefault(name[0], set()).add(name[1])
    rows = [f"(?<=[{c}{c.upper()}])[{''.join(n)}{''.join(n).upper()}]" for c, n in second.items()]
    rows += [f"(?<={symbol[0]}){symbol[1:2]}" for symbol in VALENCE]
    return re.compile(
        rf"[{''.join(second)}{''.join(second).upper()}EVUevuRK](?<![A-Za-z_/].)"
        rf"(?:{'|'.join(rows)}|(?<=[EVUevu])_?[{''.join({s[0] for s in VALENCE})}])"
    )


_BEGINS = _beginnings()


@dataclass(frozen=True, slots=True)
class IonMention:
    """A place where a text names an ion."""

    ion: str
    start: int
    end: int


def ion_of(text: str) -> str | None:
    """Return the one ion that a short text (a table cell, a subscript) names, or None."""
    return _known_ion(text) if len(text) <= _SHORT else _ion(text)


def _ion(text: str) -> str | None:
    ions = {mention.ion for mention in mentions(text)}
    return ions.pop() if len(ions) == 1 else None


_known_ion = lru_cache(maxsize=1024)(_ion)  # the same few symbols stand all over a document


def symbol_of(printed: str) -> str | None:
    """Return the ion of a printed symbol such as ``Ca2+`` or ``HCO_3``, or None."""
    match = re.match(SYMBOL, printed)
    return match.group().replace("_", "") if match else None


def _mention(match: re.Match[str]) -> IonMention | None:
    if match["name"]:
        return IonMention(_BY_NAME[match["name"].lower()], match.start(), match.end())
    symbol = (match["potential"] or match["symbol"]).replace("_", "")
    bare_proton = symbol == "H" and not match["potential"] and not match["charge"]
    if symbol not in VALENCE or bare_proton:
        return None  # the pattern ignores case for names only; symbols are case-sensitive
    return IonMention(symbol, match.start(), match.end())


def mentions(text: str, start: int = 0, end: int | None = None) -> list[IonMention]:
    """Return the ions named in ``text[start:end]``, in order."""
    stop = len(text) if end is None else end
    found: list[IonMention] = []
    for first in _BEGINS.finditer(text, start, stop):
        match = _MENTION.match(text, first.start(), stop)
        mention = _mention(match) if match is not None else None
        if mention is not None and (not found or mention.start >= found[-1].end):
            found.append(mention)
    return found


class IonIndex:
    """All ion mentions of a text, found once and looked up by place."""

    def __init__(self, text: str) -> None:
        self.all = mentions(text)
        self._starts = [mention.start for mention in self.all]
        ions = {mention.ion for mention in self.all}
        #: The ion of a text that names no other, and this one several times.
        self.only = self.all[0].ion if len(ions) == 1 and len(self.all) > 1 else None

    def within(self, start: int, end: int) -> list[IonMention]:
        """Return the mentions that lie in ``start:end``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
