"""The words for the two sides of a membrane, in the languages of the field's textbooks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OUT = (
    r"outside|out(?!\s?of|side|ward|come)|extracellular(?:ly)?|external(?:ly)?|exterior|in\sthe\s(?:bath|medium|saline)"
    r"|\bbath\b|dehors|(?:milieu\s)?extracellulaire|buiten|außen|aussen|extrazellulär|fuera|extracelular|udenfor|\bude\b"
)
_IN = (
    r"inside|in(?=\s?(?:[,;.:)/\]|*]|and\b|versus\b|vs\b|but\b|$|\n))|intracellular(?:ly)?|internal(?:ly)?|interior"
    r"|in\sthe\s(?:cell|cytosol|cytoplasm|axoplasm|axon)|cytoplasm(?:ic)?|cytosol(?:ic)?|dedans"
    r"|(?:dans\sle\s)?cytoplasme|intracellulaire|binnen|innen|intrazellulär|dentro|intracelular|indenfor|\binde\b"
)
_SIDE = re.compile(rf"(?<![A-Za-z_-])(?:(?P<out>{_OUT})|(?P<in>{_IN}))(?![A-Za-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Side:
    """A word for a side (``"out"`` or ``"in"``) and its place."""

    side: str
    start: int
    end: int


def sides_in(text: str, start: int, end: int) -> list[Side]:
    """Return the words for a side in ``text[start:end]``, in order."""
    return [Side("out" if m["out"] else "in", m.start(), m.end()) for m in _SIDE.finditer(text, start, end)]


def side_after(text: str, end: int) -> str | None:
    """Return the side named right behind a number that ends at ``end``."""
    match = _SIDE.match(text, end + (text[end : end + 1] == " "))
    return ("out" if match["out"] else "in") if match else None
