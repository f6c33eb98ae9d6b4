"""Shifts of an equilibrium potential by search: between two concentrations of one side, or by a named fold.

"With 8 mM outside it depolarises 18.5 mV" follows from the 8 mM and the 4 mM of the cell; "both are a factor
of two, that is 18.5 mV" from the factor; "1 mM less inside makes 0.18 mV" from 149 and 150 mM. Where few
changes were tried for the digits that are printed, one that agrees is meant. Only a shift with the
digits of a slip of the one change that its sentence names is called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log

from nernstian.audit.claims.base import Claim, Facts
from nernstian.audit.claims.candidates import NOTHING, Candidate
from nernstian.audit.claims.changed_nernst import ratio_claim
from nernstian.audit.claims.inferred import LARGEST, SMALLEST, fits
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.searched_nernst import NernstSearch, has_digits_of, search_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import AMOUNT, CONCENTRATION

# what a sentence calls a shift; in six languages
_SHIFT = re.compile(
    r"\b(?:shift\w*|mov(?:e[sd]?|ing)|chang\w+|differ\w*|worth|depolari\w+|hyperpolari\w+|ris(?:es?|ing)|rose|drops?|dropp?\w+|falls?|fell|gains?|los(?:es?|t)|jump\w*|step\w*|reduc\w+|réduc\w+|riduz\w+|reduz\w+"
    r"|verschieb\w*|verändert?|ändert|Änderung|Unterschied|Differenz|steigt|stieg|sinkt|sank|wert"
    r"|décal\w+|dépla\w+|remont\w+|augment\w+|diminu\w+|vari\w+|écart|différence|vaut|dépolaris\w+|hyperpolaris\w+|baisse|chute|gagne|perd"
    r"|desplaz\w+|sub(?:e|ir\w*|ió)|baj(?:a|ar\w*|ó)|aument\w+|disminu\w+|cambi\w+|mueve|difer\w+|vale|despolari\w+|hiperpolari\w+"
    r"|spost\w+|sal(?:e|ire|irebbe|ito)|scend\w+|depolarizz\w+|iperpolarizz\w+|divario"
    r"|verschui\w+|verschuif\w*|stijg\w*|daal\w*|verander\w*|verschil\w*|scheelt|waard)\b",
    re.IGNORECASE,
)
_FOLDS = {
    "two": 2.0, "zwei": 2.0, "deux": 2.0, "dos": 2.0, "due": 2.0, "twee": 2.0,
    "three": 3.0, "drei": 3.0, "trois": 3.0, "tres": 3.0, "tre": 3.0, "drie": 3.0,
    "four": 4.0, "vier": 4.0, "quatre": 4.0, "cuatro": 4.0, "quattro": 4.0,
    "five": 5.0, "fünf": 5.0, "cinq": 5.0, "cinco": 5.0, "cinque": 5.0, "vijf": 5.0,
    "ten": 10.0, "zehn": 10.0, "dix": 10.0, "diez": 10.0, "dieci": 10.0, "tien": 10.0,
    "hundred": 100.0, "hundert": 100.0, "cent": 100.0, "cien": 100.0, "cento": 100.0, "honderd": 100.0,
}  # fmt: skip
_N = rf"(?P<{{}}>\d{{{{1,4}}}}(?:[.,]\d)?|{'|'.join(sorted(_FOLDS, key=len, reverse=True))})"
_FOLD = re.compile(
    r"\b(?:(?:factors?|facteur|factor|fattore|Faktor)\s(?:of\s|de\s|di\s|von\s|van\s)?" + _N.format("factor")
    + r"\b|" + _N.format("fold")
    + r"(?:-|\s)?(?:-?fold|fach\w*|voud\w*|\s(?:times|fois|veces|volte|keer|mal))\b"
    r"|(?P<twice>doubl\w+|twice|verdopp\w+|doublement|dupli\w+|doble\b|raddopp\w+|il\sdoppio|le\sdouble"
    r"|verdubbel\w*|halv(?:e[sd]?|ing)|halbier\w+|dimezz\w+|moitié|mitad|halver\w+)"
    r"|(?P<ten>verzehnf\w+|décupl\w+|decuplic\w*|vertienvoud\w*))",
    re.IGNORECASE,
)  # fmt: skip
# a small change of a concentration: "1 mM more", "say 1 mmol moving"
_STEP = re.compile(
    r"\b(?:more|less|additional|extra|added|adding|lost?|losing|moving|leav\w+|leak\w*|cross\w*|chang\w+|per|each|every|few|say|mehr|weniger|zusätzlich\w*"
    r"|je|pro|jede[rsn]?|plus|moins|chaque|más|menos|cada|più|meno|ogni|meer|minder|elke?|extra)\b",
    re.IGNORECASE,
)
_SLIPS = (2.0, 0.5, log(10.0), 1.0 / log(10.0))
# of a value that is reached, not of a shift: "rises to -76 mV"
_REACHES = re.compile(r"\b(?:to|auf|à|a|naar|from|von|de(?=\s-)|da|van)\s$")
_FOUND = re.compile(
    r"measur|record|observ|gemessen|mesur|medid|misura|gemeten|wrong|falsch|instead", re.IGNORECASE
)
_CHANCE, _SPREAD = 0.06, 0.1
_MOST, _REACH = 5, 300
_SMALLEST_STEP, _LARGEST_STEP = 5e-5, 8e-3  # V


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A change that is tried: from what and to what, and what it assumes."""

    after: float
    before: float
    caveat: str = ""
    sure: bool = True  # whether both are of one side


def _width(number: Number) -> float:
    return number.last_digit * (number.unit.scale if number.unit is not None else 1e-3)


def _factor(match: re.Match[str]) -> float:
    if match["twice"] or match["ten"]:
        return 2.0 if match["twice"] else 10.0
    printed = (match["factor"] or match["fold"]).lower().replace(",", ".")
    return _FOLDS[printed] if printed in _FOLDS else float(printed)


def _folds(search: NernstSearch, number: Number) -> Iterator[_Ratio]:
    """The folds that the number's own sentence names, and the one in front of it."""
    layout, text = search.context.layout, search.context.text
    start, end = layout.bounds(Scope.SENTENCE, number.start)
    block, _ = layout.bounds(Scope.BLOCK, number.start)
    low = max(
        block, min(start, layout.bounds(Scope.SENTENCE, max(block, start - 1))[0]), number.start - _REACH
    )
    found = list(_FOLD.finditer(text, low, min(end, number.unit_end + 60)))
    factors = dict.fromkeys(_factor(m) for m in sorted(found, key=lambda m: abs(m.start() - number.start)))
    yield from (_Ratio(factor, 1.0) for factor in factors if factor > 1.0)


def _near(search: NernstSearch, ion: str, number: Number) -> list[Candidate]:
    """The nearest concentrations of an ion, one of every value, those in front first."""
    layout = search.context.layout
    _, end = layout.bounds(Scope.SENTENCE, number.start)
    found = [c for c in search.known.get(ion, NOTHING).near(number.start) if c.at < end]
    firsts: dict[tuple[float, str], Candidate] = {}
    for one in sorted(found, key=lambda c: (layout.distance(number.start, c.at), abs(c.at - number.start))):
        firsts.setdefault((round(one.value, 12), one.side), one)
    return list(firsts.values())[: 2 * _MOST]


def _pairs(near: list[Candidate]) -> Iterator[_Ratio]:
    """Pairs of concentrations that may be of one side, the nearest first."""
    ranked = [
        (i + j, one, other)
        for j, other in enumerate(near)
        for i, one in enumerate(near[:j])
        if one.value != other.value and (one.side == other.side or "" in (one.side, other.side))
    ]
    for _, one, other in sorted(ranked, key=lambda r: r[0]):
        yield _Ratio(one.value, other.value, sure=one.side == other.side)


def _agreeing(search: NernstSearch, ion: str, number: Number, ratios: Iterator[_Ratio]) -> Claim | None:
    allowed = _CHANCE * _SPREAD / max(_width(number), 1e-9)
    for tried, ratio in enumerate(ratios, start=1):
        if tried > allowed:
            return None
        if number.sign and not ratio.sure:
            continue  # of two sides it would be the potential itself, whose sign counts
        claim = ratio_claim(search, ion, number, ratio.after, ratio.before)
        for reading, one in enumerate(search.readings(claim), start=1):
            known = one.temperature is not None or one.prefactor is not None
            if known and tried * reading <= allowed and fits(one):
                return replace(one, firm=False, caveat=ratio.caveat or one.caveat)
    return None


def _slipped(search: NernstSearch, ion: str, number: Number, near: list[Candidate]) -> Claim | None:
    """The shift with the digits of a slip: of the only change of the potential that its sentence names."""
    context = search.context
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    named = search.labels.within(max(start, number.start - _REACH), number.start)
    if not named or named[-1].label.ion != ion or number.hedge is not None:
        return None
    gap = context.text[max(start, named[-1].label.start - 24) : number.start]
    if not _SHIFT.search(gap) or _REACHES.search(gap) or context.speaks(_FOUND, start, end):
        return None
    sides = {side: {c.value for c in near if c.side == side and c.at >= block} for side in ("out", "in")}
    changed = [values for values in sides.values() if len(values) == 2]
    if len(changed) != 1 or any(c.side == "" for c in near if c.at >= block):
        return None
    before, after = sorted(changed[0])
    claim = ratio_claim(search, ion, number, after, before)
    for one in search.readings(claim):
        if not one.assumed and has_digits_of(one, _SLIPS):
            return replace(one, firm=True, reach=Scope.BLOCK)
    return None


# -- a small change ------------------------------------------------------------------------------------


def _steps(search: NernstSearch, number: Number) -> Iterator[tuple[float, str]]:
    """The small amounts (mol/m3) that the paragraph says a concentration changes by."""
    context = search.context
    block, end = context.layout.bounds(Scope.BLOCK, number.start)
    start = max(block, number.start - _REACH)
    for other in context.numbers_in(start, min(end, number.unit_end + 80)):
        beside = context.speaks(_STEP, max(start, other.start - 30), other.unit_end + 40)
        if not beside or not other.usable or other.value <= 0.0:
            continue
        if other.unit is None:
            continue
        if other.unit.dimension == CONCENTRATION:
            yield other.si(), f"a change of a stated concentration by {other.text.strip()} {other.unit.text}"
        elif other.unit.dimension == AMOUNT:
            # of a litre: then mol are mol/m3 times a thousand
            yield 1e3 * other.si(), f"{other.text.strip()} {other.unit.text} meant per litre of one side"


def _small(search: NernstSearch, ion: str, number: Number) -> Iterator[_Ratio]:
    stated = {c.value for c in search.known.get(ion, NOTHING).near(number.start) if not c.changed}
    for step, caveat in _steps(search, number):
        for value in sorted(stated, reverse=True):
            if 0.0 < step < 0.3 * value:
                yield _Ratio(value - step, value, caveat)
                yield _Ratio(value + step, value, caveat)


def _is_small(number: Number) -> bool:
    value = abs(number.si())
    return _SMALLEST_STEP <= value <= _LARGEST_STEP and _width(number) <= 0.12 * value


def _ion(search: NernstSearch, number: Number) -> str | None:
    """The ion of the last label or name, or the only one of the paragraph."""
    ion = search.ion_of(number)
    if ion is not None:
        return ion
    start, end = search.context.layout.bounds(Scope.BLOCK, number.start)
    ions = {
        m.ion
        for m in search.context.ions.within(max(start, number.start - _REACH), min(end, number.end + 80))
    }
    return ions.pop() if len(ions) == 1 else None


def _may_be_shift(search: NernstSearch, number: Number) -> bool:
    context = search.context
    if not is_potential(number) or not number.usable or context.is_prefactor(number):
        return False
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    low, high = max(start, number.start - 160), min(end, number.unit_end + 60)
    return context.speaks(_SHIFT, low, high) or context.speaks(_FOLD, low, high)


def _of_ion(search: NernstSearch, ion: str, number: Number) -> Claim | None:
    """The claim of a number that may be a shift of an ion's potential."""
    if SMALLEST <= abs(number.si()) <= LARGEST and search.is_open(number, fold=True):
        near = _near(search, ion, number)
        found = _agreeing(search, ion, number, _folds(search, number))
        found = found or _agreeing(search, ion, number, _pairs(near))
        if found is not None:
            return found
        slip = _slipped(search, ion, number, near)
        if slip is not None:
            return slip
    return _agreeing(search, ion, number, _small(search, ion, number)) if _is_small(number) else None


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the shifts that a change of a stated concentration, or a named fold, gives."""
    search = search_of(facts)
    if not search.known and not facts.context.may_hold(_FOLD):
        return
    for number in facts.context.with_unit:
        ion = _ion(search, number) if _may_be_shift(search, number) else None
        found = _of_ion(search, ion, number) if ion is not None else None
        if found is not None:
            yield found
