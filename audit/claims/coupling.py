"""What texts say of pumps: how many ions one turn moves which way, and relative permeabilities in words."""

# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nernstian.audit.claims.permeabilities import Weights, find_weights
from nernstian.audit.context import Context, once
from nernstian.audit.nearness import Index, index

_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "ein": 1, "zwei": 2, "drei": 3, "un": 1, "deux": 2, "trois": 3,
    "uno": 1, "dos": 2, "tres": 3, "due": 2, "tre": 3, "een": 1, "één": 1, "twee": 2, "drie": 3,
}  # fmt: skip
_COUNT = rf"(?P<{{}}>[1-4]|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_ADJECTIVES = r"(?:(?:ions?|iones|ioni|cations?)\s(?:de\s|di\s)?)?"
_SODIUM = r"(?:Na(?:\^?\+)?(?![a-z])|sodium|[Nn]atrium|sodio)"
_POTASSIUM = r"(?:K(?:\^?\+)?(?![a-zA-Z])|potassium|[Kk]alium|potasio|potassio)"
# three sodium ions out for two potassium ions in; 3 Na+ : 2 K+
_IONS = re.compile(
    rf"(?<![\w.,]){_COUNT.format('first')}\s?{_ADJECTIVES}(?:(?P<sodium>{_SODIUM})|{_POTASSIUM})[^.;\n\d]{{0,60}}?"
    rf"(?<![\w.]){_COUNT.format('second')}\s?{_ADJECTIVES}(?:(?P<also>{_SODIUM})|{_POTASSIUM})",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"(?:\br\s?[=≈|]\s?|(?:(?:coupling|pump|exchange|transport)\s(?:ratio|number|coefficient)|stoichiometr\w*)\s(?:\(?r\)?\s)?(?:of|is|=|:)?\s?(?:r\s?=\s?)?"
    r"|Kopplungsverhältnis\s(?:r\s?=?\s?|von\s)?|(?:rapport|coefficient)\sde\scouplage\s(?:r\s?=?\s?|de\s)?"
    r"|(?:relación|razón|cociente)\sde\sacoplamiento\s(?:r\s?=?\s?|de\s)?|rapporto\sdi\saccoppiamento\s(?:r\s?=?\s?|di\s)?"
    r"|koppelingsverhouding\s(?:r\s?=?\s?|van\s)?)(?P<above>[1-4](?:[.,]\d{1,2})?)(?:\s?[:/]\s?(?P<below>[1-4])(?!\d|\.\d))?(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_STOICHIOMETRY = re.compile(
    r"(?<![\d.:])(?P<above>[1-4])\s?[:/]\s?(?P<below>[1-4])(?![\d.:/])\s(?:pump|coupl|stoichiom|exchange)"
)


@dataclass(frozen=True, slots=True)
class Coupling:
    """Sodium ions out and potassium ions in per turn, as a ratio, and where it is said."""

    ratio: float
    text: str
    at: int


def _count(word: str) -> float:
    return float(_COUNTS.get(word.lower(), 0)) or float(word)


def _said(context: Context) -> Iterator[Coupling]:
    for match in context.matches(_IONS):
        if bool(match["sodium"]) == bool(match["also"]):
            continue
        first, second = _count(match["first"]), _count(match["second"])
        sodium, potassium = (first, second) if match["sodium"] else (second, first)
        yield Coupling(sodium / potassium, f"{sodium:g} Na : {potassium:g} K", match.start())
    for pattern in (_RATIO, _STOICHIOMETRY):
        for match in context.matches(pattern):
            above = float(match["above"].replace(",", "."))
            value = above / float(match["below"] or 1)
            if 0.5 <= value <= 4.0:
                yield Coupling(value, f"{value:g}", match.start())


@once
def find_couplings(context: Context) -> Index[Coupling]:
    """Return the coupling ratios that a text states for its sodium pump."""
    return index(_said(context))


_VALUE = r"(?P<{}>\d{{1,3}}(?:[.,]\d{{1,4}})?)"
_K_AND_NA = re.compile(
    rf"\b{_POTASSIUM}\s(?:and|und|et|y|e|en|to)\s{_SODIUM}\s(?:ions?\s)?(?:in\s(?:the|a)\sratio|im\sVerhältnis|dans\s(?:le|un)\srapport"
    r"|en\s(?:la|una)\s(?:proporción|relación)|nel\srapporto|in\sde\sverhouding)\s(?:of\s|von\s|de\s|di\s|van\s)?"
    rf"{_VALUE.format('K')}\s?:\s?{_VALUE.format('Na')}"
)
_OF_PK = re.compile(
    rf"\bP_?\(?Na\)?\s?(?:=|≈|is|ist|est|es|è)\s?{_VALUE.format('Na')}\s?(?P<percent>%)?\s?(?:·|×|\*|of|von|de|di|van)?\s?P_?\(?K\b"
)
_TABULATED = re.compile(rf"\bP_?Na\s?/\s?P_?K\s?\|\s?{_VALUE.format('Na')}")
_EACH = re.compile(
    rf"\bP_?\(?K\)?\s?=\s?{_VALUE.format('K')}(?:\s?,\s?|\s?;\s?|\s(?:and|und|et|y|e|en)\s)P_?\(?Na\)?\s?=\s?{_VALUE.format('Na')}(?!\s?[×·x]\s?10|\s?[cµn]?m/s)"
)


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))


@once
def find_permeabilities(context: Context) -> Index[Weights]:
    """Return the permeabilities of potassium and sodium: those the GHK voltage knows, and some in words."""
    found = [weights for weights in find_weights(context).items if {"K", "Na"} <= set(dict(weights.values))]
    for pattern in (_K_AND_NA, _EACH):
        found += [
            Weights((("K", _decimal(m["K"])), ("Na", _decimal(m["Na"]))), m.start())
            for m in context.matches(pattern)
        ]
    found += [
        Weights((("K", 1.0), ("Na", _decimal(m["Na"]))), m.start()) for m in context.matches(_TABULATED)
    ]
    found += [
        Weights((("K", 1.0), ("Na", _decimal(m["Na"]) * (0.01 if m["percent"] else 1.0))), m.start())
        for m in context.matches(_OF_PK)
    ]
    return index(found)
