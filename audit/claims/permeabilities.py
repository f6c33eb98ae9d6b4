"""Relative permeabilities as texts state them: ratios, words, tables, settings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from nernstian.audit.context import Context, once
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number, row_ion
from nernstian.audit.tables import Cell, Table, role_of
from nernstian.audit.units import VELOCITY

IONS = ("K", "Na", "Cl")
_RATIO_NAMES = re.compile(
    r"(?<![A-Za-z])[Pp]_?(?:K|Na|Cl)[+-]?(?:\s?[:/]\s?[Pp]_?(?:K|Na|Cl)[+-]?){1,2}\s?"
    r"(?:=|≈|~|of|is|are|as|:|(?:goes|rises|falls|jumps|increases|decreases|drops)\sto|sube\sa|baja\sa|(?:steigt|sinkt)\sauf|passe\sà|sale\sa|scende\sa|stijgt\snaar|becomes|were|was|von|ist|wäre|beträgt|de|est|vaut|était|es|fuera|vale|è|fosse|van)?"
    r"\s?(?:about\s)?(?=[\d.])"
)
_NAME = re.compile(r"[Pp]_?(K|Na|Cl)")
_RATIO_HEAD = re.compile(r"[Pp]_?(?:K|Na|Cl)\+?(?:\s?[:/]\s?[Pp]_?(?:K|Na|Cl)\+?){1,2}")
_COLON = re.compile(r"\s?:\s?")
_WORDS: dict[str, float] = {
    "half": 0.5, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0,
    "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0,
    "forty": 40.0, "fifty": 50.0, "hundred": 100.0, "thousand": 1000.0,
}  # fmt: skip
# what is so many times as large: P_Na is twelve times P_K, or "12 P_K"
_MULTIPLE = re.compile(
    rf"(?<![:/]\s)(?<![:/])P_?(?P<ion>Na|Cl)\^?[+-]?\s?(?:=|is|becomes|rises\sto|reaches|ist|vaut|est|es|vale|auf|to|at)\s?(?:about\s)?"
    rf"(?P<count>{'|'.join(_WORDS)}|\d{{1,4}}(?:[.,]\d{{1,4}})?)\s?(?:(?:times|×|·|mal|fois|veces|volte|keer)\s?)?P_?K\b"
)
_TIMES = re.compile(
    rf"(?P<ion>K|Na|potassium|sodium)\^?\+?\s(?:is\s)?(?:a\s)?(?P<count>{'|'.join(_WORDS)}|\d{{1,4}})\s(?:times|×)\s"
    r"(?:as|more)\spermea(?:ble|nt)",
)
_TIMES_TO = re.compile(
    rf"\b(?P<count>{'|'.join(_WORDS)}|\d{{1,4}})(?:\s(?:times|×)|-fold|-times)\s(?:as|more)\spermea(?:ble|nt)\s(?:to|for)\s(?P<ion>K|Na|potassium|sodium)\b"
    r"\^?\+?\s(?:ions\s)?(?:as|than)\s(?:it\sis\s)?(?:to\s|for\s)?(?P<of>K|Na|potassium|sodium)\b",
)
_FRACTION = re.compile(r"\s?/\s?(?=\d)")
_NAMELESS = re.compile(r"(?<![\d:.,])\d[\d.,]{0,8}(?:\s?:\s?\d[\d.,]{0,8}){2}(?![\d:])")
_SETTING = re.compile(r"(?<![:/])(?<![:/]\s)\b[pP]_?\(?(?P<ion>K|Na|Cl)\)?\^?[+-]?\s?[:=]\s?(?=[\d.])")
_PERCENT = re.compile(
    r"P_?(?P<ion>K|Na|Cl)\^?[+-]?\s(?:is|was|be|to|at|of|ist|beträgt|est|es|è)\s(?:only\s|about\s)?(?P<value>[\d.,]{1,6})\s?%\s"
    r"(?:of|von|de|del|di|van)\sP_?(?P<of>K|Na|Cl)\b"
)
_ONE = r"(?:[Ss]odium|[Pp]otassium|[Cc]hloride|(?:K|Na|Cl)\^?[+-]?)"
_PERCENT_OF = re.compile(
    rf"(?:(?P<ion>{_ONE})(?:'s)?\spermeability|[Pp]ermeability\s(?:to|for|of)\s(?P<ion2>{_ONE}))\s(?:is|was|being|of)\s(?:only\s|about\s)?"
    rf"(?P<value>[\d.,]{{1,6}})\s?%\sof\s(?:that\s(?:to|for|of)\s|the\s)?(?P<of>{_ONE})(?:'s)?(?![\w])"
)
# lists that name their ions: "1 (K), 0.05 (Na) and 0.45 (Cl)", or "1, 0.05 and 0.45 for K, Na and Cl"
_PERMEABILITIES = re.compile(r"[Pp]erm[eé]ab\w+")
_WITH_ION = re.compile(
    r"(?<![\d.,])(?=\d)[\d.,]{1,8}?\s?(?:\(|for\s|für\s|pour\s|para\s)(?P<ion>K|Na|Cl)(?:\^?[+-])?\b\)?"
)
_IN_ORDER = re.compile(
    r"[^.;\n\d]{0,30}(?P<values>\d[\d.,]{0,7}(?:(?:,\s|\s(?:and|und|et|y|e|en)\s|\s?:\s?)\d[\d.,]{0,7}){1,2})\s(?:for|to|of|für|pour|para|per|voor)\s"
    r"(?P<ions>(?:K|Na|Cl)\^?[+-]?(?:(?:,\s|\s(?:and|und|et|y|e|en)\s|\s?:\s?)(?:K|Na|Cl)\^?[+-]?){1,2})"
)
_ABSOLUTE = 1e-3  # m/s: where all are smaller, they are permeabilities in cm/s
_LISTED = 120  # characters from the word to the last of its values
_OWN = 40  # characters from the names of a ratio to its numbers, or from one setting to the next
_EQUAL = re.compile(
    r"(?:[Ee]qual\spermeabilit(?:ies|y)|(?:equally|just\sas)\spermea\w+|[Ss]ame\spermeability\s(?:to|for)|gleich\s(?:gut\s)?(?:durchlässig|permeabel)"
    r"|gleichen?\sPermeabilität\w*|également\sperméable|igualmente\spermeable|ugualmente\spermeabile|even\s(?:goed\s)?doorlaatbaar"
    r"|(?<![:/+*·×\w])(?<![:/+*·×]\s)P_?\(?(?:Na|K)\)?\s?=\s?P_?\(?(?:Na|K)\)?(?![\w(/:*·×])(?!\s?[=:/+*·×\d]))"
)
_JOINED = r"(?:\s?[,/:]\s?|\s(?:and|to|und|zu|et|y|e|en|a)\s)"
_NAMED_ION = r"(?:K|Na|Cl)(?:\^?[+-])?"
# ions in words with their ratio: "a cell passing K+ and Na+ as 100 : 3"
_AS_RATIO = re.compile(
    rf"\b(?:pass\w+|permea\w+|Permea\w+|perméa\w+|durchlässig|lässt|doorlaat\w*)[^.;:\d\n]{{0,24}}?\b(?P<ions>{_NAMED_ION}(?:{_JOINED}{_NAMED_ION}){{1,2}})"
    r"[^.;\d\n]{0,30}?\b(?:as|like|ratios?|wie|Verhältnis|rapport|relación|rapporto|come|como|comme|verhouding)\b"
    r"\s?(?:of\s|is\s|von\s|de\s|di\s|van\s|=\s?|:\s?)?(?=\d)"
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Relative permeabilities as printed, with their place."""

    values: tuple[tuple[str, float], ...]
    at: int


def ratio_weights(
    context: Context, match: re.Match[str], names: list[str], between: re.Pattern[str]
) -> Weights | None:
    """``P_K : P_Na : P_Cl = 1 : 0.04 : 0.45``; ``P_Na/P_K = 0.04``: the numbers behind a ratio's names."""
    first = context.number_at(match.end(), 2)
    values: list[float] = [first.value] if first is not None and first.usable else []
    position = first.end if first is not None else match.end()
    fraction = _FRACTION.match(context.text, position) if "/" in match.group() and len(names) == 2 else None
    below = context.number_at(fraction.end(), 1) if fraction is not None else None
    if values and below is not None and below.usable and below.value > 0.0:  # "P_Na/P_K is 1/25"
        return Weights(((names[0], values[0] / below.value), (names[1], 1.0)), match.start())
    while len(values) < len(names):
        colon = between.match(context.text, position)
        number = context.number_at(colon.end(), 2) if colon else None
        if number is None or not number.usable:
            break
        values.append(number.value)
        position = number.end
    if len(names) == 2 and len(values) == 1 and "/" in match.group():
        values.append(1.0)
    if len(values) != len(names) or len(set(names)) != len(names):
        return None
    return Weights(tuple(zip(names, values, strict=True)), match.start())


def _from_words(context: Context) -> Iterator[Weights]:
    for match in context.matches(_TIMES):
        ion = "K" if match["ion"] in ("K", "potassium") else "Na"
        count = _WORDS.get(match["count"]) or float(match["count"])
        yield Weights(((ion, count), ("Na" if ion == "K" else "K", 1.0)), match.start())
    for match in context.matches(_TIMES_TO):
        more, less = ion_of(match["ion"]), ion_of(match["of"])
        if more and less and more != less:
            count = _WORDS.get(match["count"]) or float(match["count"])
            yield Weights(((more, count), (less, 1.0)), match.start())
    for match in context.matches(_MULTIPLE):
        count = _WORDS.get(match["count"]) or float(match["count"].replace(",", "."))
        yield Weights((("K", 1.0), (match["ion"], count)), match.start())
    for match in context.matches(_EQUAL):
        yield Weights((("K", 1.0), ("Na", 1.0)), match.start())


def table_weights(context: Context, table: Table) -> Weights | None:
    """The column of permeabilities of a table with an ion a row."""
    roles = [role_of(cell.text) for cell in table.header]
    if roles.count("permeability") != 1:
        return None
    column = roles.index("permeability")
    values: list[tuple[str, float]] = []
    for row in table.rows:
        ion, number = row_ion(table, row), cell_number(context, row[column])
        if ion is not None and ion not in IONS and (number is None or not number.usable):
            continue  # calcium "~0", bicarbonate "n.d."
        if ion is None or number is None or not number.usable:
            return None
        if ion in IONS or number.value > 0.0:  # calcium with the permeability 0 is left out
            values.append((ion, number.value))
    return Weights(tuple(values), table.start) if len(values) >= 2 else None


def _ratio_columns(context: Context) -> Iterator[Weights]:
    """Columns of ratios whose head names the ions: ``P_K : P_Na : P_Cl`` above ``1 : 0.04 : 0.45``."""
    for table in context.tables:
        for column, cell in enumerate(table.header):
            head = _RATIO_HEAD.search(cell.text)
            names = _NAME.findall(head.group()) if head is not None else []
            if not 1 < len(set(names)) == len(names):
                continue
            for row in table.rows:
                weights = _ratio_cell(context, names, row[column]) if column < len(row) else None
                if weights is not None:
                    yield weights


def _ratio_cell(context: Context, names: list[str], cell: Cell) -> Weights | None:
    numbers = list(context.numbers_in(cell.start, cell.end))
    values = [n.value for n in numbers if n.usable and n.unit is None]
    if len(names) == 2 and len(values) == 1:
        values.append(1.0)  # P_Na : P_K below which stands 0.04
    if len(values) != len(names) or len(values) - len(numbers) not in (0, 1):
        return None
    return Weights(tuple(zip(names, values, strict=True)), cell.start)


def _as_ratios(context: Context) -> Iterator[Weights]:
    """Ratios of ions that are named in words: "passes K+ and Na+ as 100 : 3"."""
    for match in context.matches(_AS_RATIO):
        weights = ratio_weights(context, match, re.findall(r"K|Na|Cl", match["ions"]), _COLON)
        if weights is not None:
            yield weights


def _nameless(context: Context, named: list[Weights]) -> Iterator[Weights]:
    """``1 : 20 : 0.45`` without names has the ions of the last ratio of as many that names them."""
    starts = [weights.at for weights in named]
    for match in context.matches(_NAMELESS):
        numbers = [n for n in context.numbers_in(match.start(), match.end()) if n.usable and n.unit is None]
        before = [w for w in named[: bisect_left(starts, match.start())] if len(w.values) == len(numbers)]
        if not before or len(numbers) != match.group().count(":") + 1 or match.start() - before[-1].at < _OWN:
            continue
        names = (ion for ion, _ in before[-1].values)
        yield Weights(tuple(zip(names, (n.value for n in numbers), strict=True)), match.start())


def _from_settings(context: Context) -> Iterator[Weights]:
    """``pK = 1.0, pNa = 0.05, pCl = 0.45``: settings that stand together."""
    run: list[tuple[str, float]] = []
    first = last = 0
    for match in context.matches(_SETTING):
        number = context.number_at(match.end(), 2)
        if number is None or not number.usable or not _is_permeability(number):
            continue
        if run and (match.start() - last > _OWN or match["ion"] in dict(run)):
            yield _relative(run, first)
            run = []
        first = first if run else match.start()
        run.append((match["ion"], number.value if number.unit is None else number.si()))
        last = number.unit_end
    if run:
        yield _relative(run, first)


def _is_permeability(number: Number) -> bool:
    return number.unit is None or number.unit.dimension == VELOCITY


def _relative(run: list[tuple[str, float]], at: int) -> Weights:
    """Absolute permeabilities in units of potassium's; relative ones as they are printed."""
    values = dict(run)
    potassium = values.get("K", 0.0)
    small = potassium > 0.0 and max(values.values()) < _ABSOLUTE
    return Weights(tuple((ion, value / potassium if small else value) for ion, value in run), at)


def _from_percent(context: Context) -> Iterator[Weights]:
    """Ratios such as "P_Na is 4 % of P_K"."""
    for match in context.matches(_PERCENT):
        number: Number | None = context.number_at(match.start("value"), 1)
        if number is not None and number.usable and match["ion"] != match["of"]:
            yield Weights(((match["of"], 1.0), (match["ion"], number.value / 100.0)), match.start())
    for match in context.matches(_PERCENT_OF):
        number = context.number_at(match.start("value"), 1)
        small, large = ion_of(match["ion"] or match["ion2"]), ion_of(match["of"])
        if number is not None and number.usable and small and large and small != large:
            yield Weights(((large, 1.0), (small, number.value / 100.0)), match.start())


def _from_lists(context: Context) -> Iterator[Weights]:
    """Permeabilities that name their ions in brackets, or in the same order behind them."""
    for match in context.matches(_PERMEABILITIES):
        end = min(context.layout.bounds(Scope.SENTENCE, match.start())[1], match.end() + _LISTED)
        ordered = _IN_ORDER.match(context.text, match.end())
        if ordered is not None:
            names = re.findall(r"K|Na|Cl", ordered["ions"])
            numbers = list(context.numbers_in(ordered.start("values"), ordered.end("values")))
        else:
            named = list(_WITH_ION.finditer(context.text, match.end(), end))
            names = [m["ion"] for m in named]
            numbers = [n for m in named if (n := context.number_at(m.start(), 1)) is not None]
        if not 1 < len(names) == len(set(names)) == len(numbers):
            continue
        if all(n.usable and n.unit is None for n in numbers):
            yield Weights(tuple(zip(names, (n.value for n in numbers), strict=True)), match.start())


def _completed(context: Context, named: list[Weights]) -> Iterator[Weights]:
    """Ratios of one ion to potassium, "P_Na/P_K = 0.05 and P_Cl/P_K = 0.45", with that of the other one.

    A ratio of chloride alone has the sodium of the last set that states it.
    """
    sodium: Weights | None = None
    for at, weights in enumerate(named):
        values = dict(weights.values)
        following = named[at + 1] if at + 1 < len(named) else None
        if "Na" in values and values.get("K"):
            sodium = weights
            if (
                following is not None
                and set(values) == {"K", "Na"}
                and _goes_with(context, weights, following)
            ):
                continue  # both are yielded as one
        elif set(values) == {"K", "Cl"} and values["K"] and sodium is not None:
            known = dict(sodium.values)
            share = values["Cl"] / values["K"]
            place = sodium.at if _goes_with(context, sodium, weights) else weights.at
            yield Weights((("K", 1.0), ("Na", known["Na"] / known["K"]), ("Cl", share)), place)
            continue
        yield weights


def _goes_with(context: Context, sodium: Weights, chloride: Weights) -> bool:
    """Whether a ratio of chloride stands in the sentence of one of sodium, right behind it."""
    if set(dict(chloride.values)) != {"K", "Cl"} or chloride.at - sodium.at > 2 * _OWN:
        return False
    end = context.layout.bounds(Scope.SENTENCE, sodium.at)[1]
    return chloride.at < end


@once
def find_weights(context: Context) -> Index[Weights]:
    """Return the relative permeabilities that a text states."""
    found = [
        ratio_weights(context, match, _NAME.findall(match.group()), _COLON)
        for match in context.matches(_RATIO_NAMES)
    ]
    found += [table_weights(context, table) for table in context.tables]
    found += [*_ratio_columns(context), *_as_ratios(context)]
    found += [*_from_words(context), *_from_settings(context), *_from_percent(context), *_from_lists(context)]
    named = sorted((w for w in found if w is not None), key=lambda weights: weights.at)
    found = list(_completed(context, named))
    named = sorted((w for w in found if w is not None), key=lambda weights: weights.at)
    found += list(_nameless(context, named))
    return index(weights for weights in found if weights is not None and _known(weights))


def _known(weights: Weights) -> bool:
    return (
        all(ion in IONS and value >= 0.0 for ion, value in weights.values) and len(dict(weights.values)) > 1
    )
