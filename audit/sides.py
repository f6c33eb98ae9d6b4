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
    rf"(?<![A-Za-zÀ-ÿ_-])(?:(?P<out>{_OUT})|(?P<in>{_IN}|(?P<holder>{_HOLDERS})))(?![A-Za-zÀ-ÿ])",
    re.IGNORECASE,
)
# "10 mM K and 430 mM Na" between a holder and a word for a side: that word governs the whole list
_LIST = re.compile(
    r"[^.;:\d]{0,24}+(?:\d[\d.,]{0,8}+\s?(?:[mµu]?M\b|m?mol/[lL]\b)?\s?(?:of\s|de\s|di\s)?[A-Za-zÀ-ÿ]{1,10}(?:\^?\d?[+-])?"
    r"\s?(?:,\s(?:and\s)?|(?:and|und|et|y|e|en)\s)?){2,12}+\(?"
)


@dataclass(frozen=True, slots=True)
class Side:
    """A word for a side (``"out"`` or ``"in"``) and its place.

    ``holder`` says that it only names what holds the ions ("the axon has"): a word for a side outweighs it.
    """

    side: str
    start: int
    end: int
    holder: bool = False


def sides_in(text: str, start: int, end: int) -> list[Side]:
    """Return the words for a side in ``text[start:end]``, in order."""
    found = [
        Side("out" if m["out"] else "in", m.start(), m.end(), bool(m["holder"]))
        for m in _SIDE.finditer(text, start, end)
    ]
    return without_holders(text, found)


def without_holders(text: str, found: list[Side]) -> list[Side]:
    """Return words for a side without the holders that other words outweigh."""
    if not any(side.holder for side in found):
        return found
    return [s for at, s in enumerate(found) if not (s.holder and _is_outweighed(text, s, found[at + 1 :]))]


def _is_outweighed(text: str, holder: Side, later: list[Side]) -> bool:
    """Whether the words behind a holder say the sides themselves: both of them, or one of the whole list."""
    said = [side for side in later if not side.holder]
    if len({side.side for side in said}) == 2:
        return True
    return bool(said) and _LIST.fullmatch(text, holder.end, said[0].start) is not None


def side_after(text: str, end: int) -> str | None:
    """Return the side named right behind a number that ends at ``end``."""
    match = _SIDE.match(text, end + (text[end : end + 1] == " "))
    return ("out" if match["out"] else "in") if match else None
