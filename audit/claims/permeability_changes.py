"""Permeabilities that a text changes one at a time: "now with P_Cl = 2", "a ratio of 0.1", "no chloride"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nernstian.audit.claims.permeabilities import IONS, Weights, find_weights
from nernstian.audit.context import Context, once
from nernstian.audit.ions import ion_of
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number

_SINGLE = re.compile(
    r"(?<![:/\w])(?<![:/]\s)P_?\(?(?P<ion>K|Na|Cl)\)?\^?[+-]?\s?"
    r"(?:[=≈]|(?:(?:is|of|becomes|rises\sto|falls\sto|goes\sto|to|at|auf|ist|von|est|vaut|à|passe\sà|es|vale|de|sube\sa|a|è|di|wordt|op)\s))"
    r"\s?(?:about\s|only\s)?(?=[\d.])"
)
_ION_WORD = (
    r"(?:[Ss]odium|[Pp]otassium|[Cc]hloride|Na|K|Cl|[Nn]atrium|[Kk]alium|[Cc]hlorid|[Cc]hlorure|[Ss]odio"
    r"|[Pp]otasio|[Cc]loruro|[Pp]otassio)"
)
_PERMEABILITY = re.compile(
    rf"(?:(?P<before>{_ION_WORD})\^?[+-]?[\s-]?permeab\w+"
    rf"|[Pp](?:erm[eé]ab\w+)\s(?:to|for|of|für|au|du|al|del|à|van|voor|per\sil|de)\s(?:the\s|le\s|el\s)?(?P<after>{_ION_WORD})\b)"
    r"[^.;:\n\d]{0,40}?\b(?:to|auf|à|a|of|is|von|at|naar|op|hasta|becomes)\s(?:about\s|only\s)?(?=[\d.])"
)
_RATIO = re.compile(
    r"\b(?:[Rr]atio|[Rr]apport|[Vv]erhältnis|[Rr]elación|[Cc]ociente|[Rr]apporto|[Vv]erhouding)\s"
    r"(?:of\s|de\s|von\s|di\s|van\s|vaut\s|is\s|(?:instead\s)?were\s|was\s|becomes\s|wäre\s|était\sde\s|fuera\s(?:de\s)?|fosse\s(?:di\s)?|=\s?|auf\s"
    r"|(?:rises|falls|increases|decreases|goes|drops|changes)\sto\s|sube\sa\s|baja\sa\s|passe\sà\s|sale\sa\s|scende\sa\s|stijgt\snaar\s)"
    r"(?:only\s|about\s)?(?=[\d.])"
)
# a letter for the ratio, which is then varied
_ALIAS = re.compile(r"(?<![\w.])(?P<name>[αβρab]|alpha|beta|rho)\s?=\s?P_?Na\s?/\s?P_?K\b")
_CHLORIDE = r"(?:chlor(?:ide|ure|id|e)?\b|Chlorid\w*|cloruro|cloro\b|chloor|Cl\b)"
_OMITTED = (
    r"dropp\w+|omit\w*|left\sout|leav\w+\sout|neglect\w*|ignor\w*|disregard\w*|remov\w+|weg\w*|vernachlässig\w*|unberücksichtigt|ausgelassen"
    r"|négligé\w*|ignoré\w*|omis\w*|despreci\w+|omit\w+|ignorad\w+|trascurat\w+"
)
NO_CHLORIDE = re.compile(
    rf"(?:drop\w*|omit\w*|leav\w+\sout|neglect\w*|ignor\w*|without|no|impermea\w+\sto|disregard\w*|despreci\w+|vernachlässig\w*|ohne|néglige\w*|sans|sin"
    rf"|senza|zonder|trascur\w+|forget\w*\sabout)\s[^.;]{{0,20}}?{_CHLORIDE}"
    rf"|{_CHLORIDE}[^.;:\d]{{0,24}}?\b(?:{_OMITTED}|impermea\w+)",
    re.IGNORECASE,
)
_NOT_VALUE = re.compile(
    r"\s?(?:[:/]\s?\d[\d.,]*+(?!\s?m?V\b)|%|-?fold|times|×|-?fach|fois|veces|\s?P_?K\b\s?[+-])"
)


_FOLDS = {
    "doubl": 2.0, "verdoppel": 2.0, "tripl": 3.0, "tenfold": 10.0, "ten-fold": 10.0, "zehnfach": 10.0,
    "fivefold": 5.0, "sixfold": 6.0, "fourfold": 4.0, "twofold": 2.0, "threefold": 3.0, "hundredfold": 100.0,
    "halv": 0.5, "halbier": 0.5,
    "duplic": 2.0, "raddopp": 2.0,
}  # fmt: skip
_SUBJECT = (
    rf"(?:(?P<before>{_ION_WORD})\^?[+-]?[\s-]?permeab\w+|[Pp]ermeab\w+\s(?:to|for|of|für)\s(?:the\s)?(?P<after>{_ION_WORD})\b"
    r"|P_?(?P<symbol>K|Na|Cl)\b)"
)
_RISES = (
    r"\b(?:increas|rais|ris(?:es|ing)|rose|grow|doubl|tripl|fall|fell|lower|drop|decreas|reduc|halv|steigt|stieg|erhöh|sinkt|verdoppel|augment"
    r"|diminu|double|sube|aument|baja|multipl|cuts?\b|(?:two|three|four|five|six|ten|hundred)-?fold|\d-?fold)"
)
_FOLD = re.compile(
    rf"{_SUBJECT}[^.;:\n\d]{{0,40}}?(?:\b(?P<word>{'|'.join(_FOLDS)})\w*(?!\s(?:to|auf)\b)|\b(?:by\sa\sfactor\s(?:of\s)?|um\sden\sFaktor\s)(?P<factor>\d{{1,4}})"
    r"|(?<![\d.,])(?P<fold>\d{1,4})[- ]?fold)",
)
_RATIO_FOLD = re.compile(
    rf"\b(?:[Rr]atio|[Rr]apport|[Vv]erhältnis|[Rr]elación|[Rr]apporto|P_?Na\s?/\s?P_?K)\b[^.;:\n\d]{{0,24}}?"
    rf"(?:\b(?P<word>{'|'.join(_FOLDS)})\w*(?!\s(?:to|auf)\b)|\b(?:by\sa\sfactor\s(?:of\s)?|um\sden\sFaktor\s)(?P<factor>\d{{1,4}})(?![.,]\d)"
    r"|(?<![\d.,])(?P<fold>\d{1,4})[- ]?fold)",
)
_VARIED = re.compile(
    rf"(?:{_ION_WORD}\^?[+-]?[\s-]?permeab\w+|[Pp]erm[eé]ab\w+|P_?(?:K|Na|Cl)\b)[^.;\n]{{0,40}}?{_RISES}"
    rf"|{_RISES}\w*\s[^.;\n]{{0,40}}?(?:[Pp]erm[eé]ab\w+|P_?(?:K|Na|Cl)\b)"
)


@dataclass(frozen=True, slots=True)
class Change:
    """A permeability in units of potassium's, and where it stands; a ratio's ion is not named ("").

    With ``factor`` it is multiplied by the value.
    """

    ion: str
    value: float
    at: int
    factor: bool = False


def _value(context: Context, at: int) -> Number | None:
    number = context.number_at(at, 2)
    if number is None or not number.usable or number.unit is not None or number.value < 0.0:
        return None
    return None if _NOT_VALUE.match(context.text, number.end) else number


def _found(context: Context) -> Iterator[Change]:
    for match in context.matches(_SINGLE):
        if number := _value(context, match.end()):
            yield Change(match["ion"], number.value, match.start())
    for match in context.matches(_PERMEABILITY):
        ion, number = ion_of(match["before"] or match["after"]), _value(context, match.end())
        if ion in IONS and number is not None:
            yield Change(ion, number.value, match.start())
    for match in context.matches(_RATIO):
        if number := _value(context, match.end()):
            yield Change("", number.value, match.start())


def _letters(context: Context) -> Iterator[Change]:
    """Ratios that have a letter: "with α = P_Na/P_K = 0.04 ... for α = 0.1"."""
    for name in sorted({match["name"] for match in context.matches(_ALIAS)}):
        for match in re.finditer(rf"(?<![\w.]){name}\s?=\s?(?=[\d.])", context.text):
            if number := _value(context, match.end()):
                yield Change("", number.value, match.start())


def _folds(context: Context) -> Iterator[Change]:
    """Permeabilities that are so many times what they were."""
    for match in context.matches(_FOLD):
        ion = ion_of(match["before"] or match["after"] or match["symbol"])
        count = _FOLDS[match["word"]] if match["word"] else float(match["factor"] or match["fold"])
        if ion in IONS and count > 0.0:
            yield Change(ion, count, match.start(), factor=True)
    for match in context.matches(_RATIO_FOLD):
        count = _FOLDS[match["word"]] if match["word"] else float(match["factor"] or match["fold"])
        if count > 0.0:
            yield Change("", count, match.start(), factor=True)


@once
def find_changes(context: Context) -> Index[Change]:
    """Return the permeabilities that a text gives alone."""
    return index([*_found(context), *_letters(context), *_folds(context)])


@once
def find_omissions(context: Context) -> Index[Change]:
    """Return where a text leaves chloride out."""
    return index(Change("Cl", 0.0, match.start()) for match in context.matches(NO_CHLORIDE))


def single_changes(context: Context, start: int, end: int) -> list[Change]:
    """Return the changes in ``start:end`` that are no part of a whole set of permeabilities."""
    sets = find_weights(context)
    return [c for c in find_changes(context).within(start, end) if not sets.within(c.at, c.at + 1)]


def is_varied(context: Context, start: int, end: int) -> bool:
    """Return whether a stretch of text says that a permeability rises or falls."""
    return context.speaks(_VARIED, start, end)


def changed(weights: Weights, changes: list[Change]) -> Weights | None:
    """Return a set of permeabilities with some of them changed; None where a change is of no known ion."""
    values = dict(weights.values)
    potassium = values.get("K", 1.0) or 1.0
    for change in changes:
        ion = change.ion
        if not ion:  # a ratio: of the one ion that is compared with potassium
            others = [name for name in values if name != "K"]
            if len(others) != 1:
                return None
            ion = others[0]
        if change.factor and ion not in values:
            return None
        unit = values[ion] if change.factor else 1.0 if change.ion else potassium
        values[ion] = change.value * unit
    return Weights(tuple(values.items()), max([weights.at, *(change.at for change in changes)]))
