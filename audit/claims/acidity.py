"""The pH that a text states for a side of the membrane, and differences of pH."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nernstian.audit.claims.base import DIMENSIONLESS, Input, printed_input
from nernstian.audit.context import Context, once
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number, sided_columns

_OUT = (
    r"outside|out(?!\s?\w)|extracellular(?:ly)?|external(?:ly)?|bath(?:ing\ssolution)?|medium|plasma|blood|serum|interstitial|ha?emolymph|Hämolymphe|sea\s?water|saline|intermembrane\sspace|intermembranaire|intermembranal|lumen|luminal|außen|aussen|extrazellulär\w*"
    r"|dehors|(?:à\sl')?extérieur\w*|extracellulaire|milieu|fuera|exterior|extracelular|buiten|extracellulair\w*|fuori|esterno|extracellulare"
)
_IN = (
    r"inside|in(?!\s?\w)|intracellular(?:ly)?|internal(?:ly)?|cytosol(?:ic)?|cytoplasm(?:ic)?|matrix|axoplasm|cell(?!\s?\w)|pipette|innen|intrazellulär\w*|Zytosol|Cytosol"
    r"|dedans|(?:à\sl')?intérieur\w*|intracellulaire|cytosol(?:ique)?|cytoplasme|matrice|matriciel(?:le)?|dentro|interior|intracelular|citosol|citoplasma|matriz|binnen|intracellulair\w*"
    r"|interno|intracellulare"
)
_SIDE = rf"(?:(?P<{{0}}out>{_OUT})|(?P<{{0}}in>{_IN}))(?![\w-])"
_FILLER = (
    r"(?:\s?(?:\(|,|is|are|of|was|at|=|≈|the|a|an|in|on|to|value|side|cell|about|with|ist|beträgt|liegt|von|der|die|den|im|bei|has|hat|a|ha|heeft|tiene|est|vaut|de|du|la|le|l'|el|es|en|del|dans"
    r"|il|è|di|nella|nel|van|het|de|op|:|-|\|)\s?){0,4}"
)
_TOUCHING = (
    r"(?:\s?(?:\(|the|in|on|to|side|of|auf|der|dem|den|im|du|la|le|dans|el|en|del|nel|nella|het|de)\s?){0,4}"
)
_VALUE = r"(?P<value>\d{1,2}(?:[.,]\d{1,3})?)(?![\d.,]*\d|\s?(?:mM|mV|°|%))"
_SUBSCRIPT = re.compile(
    rf"\bpH_?[({{\[]?(?:(?P<out>o(?:ut)?|e(?:xt?)?|outside|a(?:ußen)?|bath)|(?P<in>i(?:nt?)?|inside|innen|cyt|c))[)}}\]]?\s?(?:=|≈|is|of|:|was|at)?\s?(?:about\s)?{_VALUE}"
)
_BEFORE = re.compile(
    rf"(?<!\w){_SIDE.format('')}{_FILLER}\s?pH(?:\s(?:bei|liegt|is|of|was|at|value|von|de|di|ist|est|es|è))*\s?(?:=|≈|:|\()?\s?(?:about\s)?{_VALUE}",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\bpH(?:[- ]?(?:liegt|bei|is|of|was|values?|Wert|von|ist|beträgt|est|es|è|de|di|van|=|≈|:|are))*\s?(?:=\s?)?{_VALUE}{_TOUCHING}\s?{_SIDE.format('')}",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    rf"\bpH(?:[- ]?(?:Wert|values?|waarde|of|von|de|di|van|del|du|der|des|the|im|in|la|le|l'|el|il|a|al|à|-))*\s?{_SIDE.format('')}{_FILLER}\s?{_VALUE}",
    re.IGNORECASE,
)
_JOINED = r"(?:\s?(?:,|;|and|but|und|et|y|e|en|versus|vs\.?|gegen|contre|frente\sa|tegen|contro)\s?){1,2}(?:\s?(?:is|it\sis|of|at|bei|pH|=|a|the|that)\s?){0,3}"
_THEN_SIDE = re.compile(rf"{_JOINED}{_VALUE}{_FILLER}\s?{_SIDE.format('')}", re.IGNORECASE)
_THEN_VALUE = re.compile(rf"{_JOINED}{_SIDE.format('')}{_FILLER}\s?{_VALUE}", re.IGNORECASE)
# "a pH of 5.1 in the wall, with 7.4 in the cytosol": where one side is named, the other value is the other side's
_OPPOSED = re.compile(
    rf"\bpH\b(?:\s[^\s\d,;.:()]{{1,14}}){{0,6}}[\s=≈]{{1,3}}(?P<first>\d{{1,2}}(?:[.,]\d{{1,2}})?)(?![\d.,]*\d)(?:\s[^\W\d]{{1,14}}){{0,2}},?"
    rf"\s(?:and|with|against|und|mit|gegen|bei|et|avec|contre|y|con|frente\sa|e|contro|en|met|tegen)\s{_VALUE}{_TOUCHING}\s?{_SIDE.format('')}",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"(?:ΔpH\s?(?:=|≈|of|is|von|ist|de|di|es|est|van)?\s?(?:about\s)?|\bpH[- ](?:difference|gradient|Differenz|Unterschied|step|Gradient|verschil|gradiënt)\s(?:of|is|von|ist|van|beträgt)\s(?:about\s|etwa\s)?"
    r"|(?:différence|gradient|diferencia|gradiente|differenza)\s(?:de|di)\spH\s(?:de|di|est\sde|es\sde|è\sdi)\s)(?P<value>-?\d{1,2}(?:[.,]\d{1,3})?)(?![\d.,]*\d|\s?mV)"
    r"|(?<![\w.,])(?P<units>\d(?:[.,]\d{1,2})?|one|two|three|ein|eine|zwei|une?|deux|una|dos|tre|due|een|twee)\s(?:pH[- ]units?|pH[- ]Einheit(?:en)?|unités?\s(?:de\s)?pH|unidad(?:es)?\sde\spH"
    r"|unità\sdi\spH|pH-eenhe(?:id|den)|units?\sof\spH|units?\b(?<=\bof\s\d\.\d\sunits)|units?\b(?<=\bof\s\d\sunits))",
    re.IGNORECASE,
)
_WORDS = {
    "one": 1.0, "two": 2.0, "three": 3.0, "ein": 1.0, "eine": 1.0, "zwei": 2.0, "un": 1.0, "une": 1.0, "deux": 2.0,
    "una": 1.0, "dos": 2.0, "tre": 3.0, "due": 2.0, "een": 1.0, "twee": 2.0,
}  # fmt: skip
_MATRIX = re.compile(r"\bmatri(?:x|ce|z)|mitochond", re.IGNORECASE)
_OUTSIDE = re.compile(rf"\b(?:{_OUT})\b", re.IGNORECASE)
LOW, HIGH = 3.0, 11.0  # outside nothing lives


@dataclass(frozen=True, slots=True)
class Acidity:
    """A pH of one side, or a difference of pH (side ``-``)."""

    side: str
    value: float
    number: Number | None
    text: str
    at: int

    def as_input(self, name: str, source: str) -> Input:
        """Return it as an argument of a law."""
        if self.number is None:
            return Input(name, self.text, self.value, self.value, DIMENSIONLESS, source)
        return printed_input(name, self.number, DIMENSIONLESS, source, False)


def _side(context: Context, match: re.Match[str]) -> str:
    """The side of a pH: to the matrix of mitochondria the cytosol is outside, unless its sentence has another outside."""
    if match["out"]:
        return "out"
    named = match["in"].lower()
    if not named.startswith(("cyto", "cito", "zyto")) or not context.holds(_MATRIX):
        return "in"
    start, end = context.layout.bounds(Scope.SENTENCE, match.start())
    sentence = context.text[max(start, match.start() - 300) : min(end, match.end() + 200)]
    return "in" if _OUTSIDE.search(sentence) and not _MATRIX.search(sentence) else "out"


def _opposed(context: Context) -> Iterator[Acidity]:
    for match in context.matches(_OPPOSED):
        second = _made(context, match)
        first = context.number_at(match.start("first"), 1)
        if second is None or first is None or not (first.usable and first.unit is None):
            continue
        if 0.0 < first.value <= HIGH:
            yield second
            side = "in" if second.side == "out" else "out"
            yield Acidity(side, first.value, first, match["first"], match.start("first"))


def _made(context: Context, match: re.Match[str]) -> Acidity | None:
    number = context.number_at(match.start("value"), 1)
    if number is None or not number.usable or number.unit is not None or not LOW <= number.value <= HIGH:
        return None
    return Acidity(_side(context, match), number.value, number, match["value"], match.start("value"))


def _sided(context: Context) -> Iterator[Acidity]:
    found: dict[int, Acidity] = {}
    for pattern, following in (
        (_SUBSCRIPT, ()), (_BEFORE, (_THEN_VALUE,)), (_MIDDLE, (_THEN_VALUE,)), (_AFTER, (_THEN_SIDE,))
    ):  # fmt: skip
        for match in context.matches(pattern):
            made = _made(context, match)
            if made is None:
                continue
            found.setdefault(made.at, made)
            for second in following:
                again = second.match(context.text, match.end())
                other = _made(context, again) if again is not None else None
                if other is not None:
                    found.setdefault(other.at, other)
    for opposed in _opposed(context):
        found.setdefault(opposed.at, opposed)
    yield from found.values()


_PH = re.compile(r"\bpH(?![a-z])")


def _tabulated(context: Context) -> Iterator[Acidity]:
    """The pH of tables with a column for each side: "H | pH 7.2 | pH 7.4", "pH | 7.1 | 7.4"."""
    for table in context.tables if context.holds(_PH) else ():
        columns = [side for side, _ in sided_columns(context, table)]
        rows = [row for row in table.rows if {"in", "out"} <= set(columns)]
        for row in rows:
            for cell, side in zip(row, columns, strict=True):
                if side not in ("in", "out") or not (_PH.search(cell.text) or _PH.search(row[0].text)):
                    continue
                number = cell_number(context, cell)
                if (
                    number is not None
                    and number.usable
                    and number.unit is None
                    and LOW <= number.value <= HIGH
                ):
                    yield Acidity(side, number.value, number, number.text, number.start)


def _differences(context: Context) -> Iterator[Acidity]:
    for match in context.matches(_DIFFERENCE):
        printed = match["value"] or match["units"]
        value = _WORDS.get(printed.lower())
        if value is None:
            value = abs(float(printed.replace(",", ".")))
        start = match.start("value") if match["value"] else match.start("units")
        if 0.0 < value <= 8.0:
            yield Acidity("-", value, None, f"{value:g}", start)


@once
def find_acidities(context: Context) -> dict[str, Index[Acidity]]:
    """Return the pH of either side, and differences of pH, by ``in``, ``out`` and ``-``."""
    sides: dict[str, list[Acidity]] = {"in": [], "out": [], "-": list(_differences(context))}
    sided = {acidity.at: acidity for acidity in (*_tabulated(context), *_sided(context))}
    for acidity in sorted(sided.values(), key=lambda one: one.at):
        sides[acidity.side].append(acidity)
    return {side: index(found) for side, found in sides.items()}
