"""The words for the two sides of a membrane, in the languages of the field's textbooks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OUT = (
    r"outside|out(?!\s?of|side|ward|come)|extracellular(?:ly)?|external(?:ly)?|exterior|in\s(?:the|my|our|a)\s(?:bath|medium|saline|Ringer)|bathed\sin|bathing\s(?:fluid|solution|medium)"
    r"|\bbath\b|dehors|(?:milieu\s)?extracellulaires?|à\sl'extérieur|extérieure?s?|buiten|uitwendige?|außen|aussen|außerhalb"
    r"|(?:im\s)?\bSerums?\b|\bplasma(?!\s?(?:membran|lemma))|\bserum\b(?!\salbumin)|\bsuero\b|\bsiero\b"
    r"|extrazelluläre?[nrs]?|fuera|afuera|extracelular(?:es)?|udenfor|\bude\b|estern[aoe]|fuori|(?:in\s(?:the\s)?)?\ba?CSF\b|(?:a|the|in)\s(?:\w+\s)?saline(?=\swith|\sof)|acqua\sdi\smare|agua\sde\smar|eau\sde\smer|Meerwasser|zeewater|sea\s?water|h(?:a?e)molymph|all'esterno|extracellulare"
)
_IN = (
    r"inside|in(?=\s{0,4}(?:[,;.:)/\]|*→=·•(–]|->|and\b|versus\b|vs\b|but\b|$|\n))|intracellular(?:ly)?|internal(?:ly)?|interior"
    r"|in\s(?:the|my|our|a)\s(?:\w+\s)?(?:cell|cytosol|cytoplasm|axoplasm|axon|pipette|fibre)|cytoplasm(?:ic)?|cytosol(?:ic)?|dedans"
    r"|(?:dans\sle\s)?cytoplasme|intracellulaires?|à\sl'intérieur|intérieure?s?|binnen|inwendige?|innen|innerhalb"
    r"|in\sder\s(?:\w*zelle|\w*faser)|dans\sla\s(?:cellule|fibre)|en\sla\s(?:célula|fibra)|nella\s(?:cellula|fibra)|in\sde\s(?:\w*cel|\w*vezel)"
    r"|intrazelluläre?[nrs]?|dentro|intracelular(?:es)?|indenfor|\binde\b|intern[aoe]|nell'assone|en\sel\sax[oó]n|dans\sl'axone|im\sAxon|in\shet\saxon|citosol|citoplasma|Zytosol|Zytoplasma|all'interno|intracellulare"
)
_HOLDERS = (
    r"(?:cell|fib(?:re|er)|axon|neurone?|muscle|myocyte|oocyte|Zelle|Faser|Nervenzelle|Muskelzelle|cellule|célula|fibra|cellula)[ns]?\s"
    r"(?:holds?|contains?|has|have|keeps?|enthält|enthalten|hat|haben|contient|contiennent|contiene|contienen|tiene|tienen)"
    r"(?=\s[^.;\d]{0,24}\d)"
)
_SIDE = re.compile(
    rf"(?<![A-Za-zÀ-ÿ_-])(?:(?P<out>{_OUT})|(?P<in>{_IN}|{_HOLDERS}))(?![A-Za-zÀ-ÿ])", re.IGNORECASE
)


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
