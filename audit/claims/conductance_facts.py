"""Conductances and reversal potentials of everything a membrane has: ions, leaks, synapses, relative ones.

Texts give conductances with a unit, as a ratio ("g_K : g_Na : g_Cl = 10 : 1 : 2", "g_Na = 0.05 g_K"), and
tell how they change ("g_Na rises to 40 nS", "if g_Na is multiplied by 100", "chloride channels are blocked").
"""

# ruff: noqa: E501, ERA001
# the words of a pattern stay in one piece, and examples of text look like code
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import DIMENSIONLESS
from nernstian.audit.claims.stated import MILLIVOLT, conductances, is_difference, reversals
from nernstian.audit.context import Context, once
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import POTENTIAL, Dimension

_OTHERS = r"L(?:eak)?|leak|leck|fuite|fuga|perdita|lek|GABA(?:_?A)?|[Gg]ly(?:cine)?|AMPA|NMDA|syn|Glu|glutamate|ACh|s"
_ION = r"(?:HCO_?3|Na|Cl|Ca|K)"
_BOTH = rf"(?P<name>{_ION}|{_OTHERS})"
_G = rf"\b[gG]_?[{{(]?{_ION}(?:\^?\d?[+-])?[)}}]?"
# "leak of 10 nS", "leak conductance is 10 nS", "g_L = 10 nS"
_OTHER_BEFORE = re.compile(
    rf"(?:\b[gG]_?[{{(]?(?P<symbol>{_OTHERS})[)}}]?\s?[=≈:]\s?|"
    r"\b(?P<word>leak|Leck\w*|fuite|fuga|perdita|lek)\b[^.;\d]{0,40})$"
)
_OTHER_E = re.compile(
    rf"(?<![A-Za-z])[EV]_?[{{(]?(?P<symbol>{_OTHERS}|rev)[)}}]?\s?(?:=|≈|:|of|is|at)\s?$"
    r"|\b(?P<word>leak|Leck\w*|fuite|fuga|perdita|lek)\b[^.;\d]{0,60}(?:reversal|revers\w+|E|at|bei|à|a)\s?(?:potential\s)?(?:of|is|at|=|:)?\s?$"
)
# "a leak of 10 nS (reversal -65 mV)", "5 nS (E = -70 mV)"
_OF_IT = re.compile(
    r"\s?[(,]\s?(?:with\s)?(?:its\s|the\s|a\s)?(?:reversal|reversing|reverses|E(?:_?\w{1,5})?|E_rev|Umkehrpotential|inversion|inversión|inversione)\b[^\d;.()]{0,25}$"
)
_BARE_E = re.compile(rf"(?<![A-Za-z])E_?[{{(]?{_BOTH}(?:\^?\d?[+-])?[)}}]?\s?[=:]\s?$")
# "conductances in mS/cm2: g_K 0.36, g_Na 0.012"
_BARE_G = re.compile(
    rf"\b[gG]_?[{{(]?{_BOTH}(?:\^?\d?[+-])?[)}}]?(?:\s?[=:]\s?|\s(?:(?:rises|sale|steigt|monte|sube)\s(?:to|a|auf|à)\s)?)(?=\d[\d.,]*(?![\d%]|\s?(?:[:/×·*]|times|fold|g_)))"
)
_LEFT_OUT = re.compile(
    r"(?:left\sout|ignored|omitted|(?:without|ohne|sans|senza|sin|zonder)\s[\w+\-]{1,12}|weggelassen)\s?\(\s?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s?(?:[·*×/+\-\d(]|log|ln|lg|Log|x\s)")
_RATIO_OF = re.compile(
    rf"(?P<names>{_G}(?:\s?[:/]\s?{_G}){{1,2}})\s?(?:=|≈|is|of|are|ist|wie|est|es|è|,|\s){{1,4}}\s?"
    r"(?P<values>[\d.,]+(?:\s?[:/]\s?[\d.,]+){0,2})(?![\d%])"
)
# "g_Na = 0.05 g_K", "g_Na is 5 % of g_K", "g_K is twenty times g_Na"
_SHARE_OF = re.compile(
    rf"(?P<small>{_G})\s?(?:=|≈|is|ist|est|es|vale|è|to|auf|à|a)\s(?:about\s|only\s|now\s)?(?P<n>[\d.,]+)\s?"
    rf"(?P<unit>%|times|fold|×|x|·|\*|mal|fois|veces|volte)?\s?(?:of\s|von\s|de\s|di\s|as\slarge\sas\s)?(?P<large>{_G})(?!\s?[:/])"
)
_NAMES = re.compile(rf"[gG]_?[{{(]?({_ION})")


@dataclass(frozen=True, slots=True)
class Weight:
    """A conductance of something with a name, in SI or relative to another's."""

    name: str
    value: float
    number: Number
    at: int


@dataclass(frozen=True, slots=True)
class Source:
    """A reversal potential of something with a name ("" where it is only called one)."""

    name: str
    number: Number

    @property
    def at(self) -> int:
        """Where it stands."""
        return self.number.start


def _other(printed: str) -> str:
    return "leak" if re.match(r"L\b|leak|leck|fuite|fuga|perdita|lek", printed, re.IGNORECASE) else printed


def _name(context: Context, number: Number, ion: str) -> str:
    before = context.text[max(0, number.start - 60) : number.start]
    other = _OTHER_BEFORE.search(before)
    if other is None and _LEFT_OUT.search(before):
        return ""  # "without chloride (30 nS and 1 nS)"
    return _other(other["symbol"] or other["word"]) if other is not None else ion


@once
def weights_of(context: Context) -> dict[Dimension, Index[Weight]]:
    """Return the conductances by their dimension; those that are only relative have none."""
    found: dict[Dimension, list[Weight]] = {}
    for conductance in conductances(context).items:
        number = conductance.number
        if number.unit is not None and number.usable and number.value >= 0.0:
            weight = Weight(_name(context, number, conductance.ion), number.si(), number, number.start)
            found.setdefault(number.unit.dimension, []).append(weight)
    for weight in _relative(context):
        found.setdefault(DIMENSIONLESS.dimension, []).append(weight)
    return {dimension: index(same) for dimension, same in found.items()}


def _relative(context: Context) -> Iterator[Weight]:
    for match in context.matches(_RATIO_OF):
        names = _NAMES.findall(match["names"])
        values = list(context.numbers_in(match.start("values"), match.end("values")))
        if len(values) == 1 and len(names) == 2 and re.fullmatch(r"[\d.,]+", match["values"]):
            yield Weight(names[0], values[0].value, values[0], match.start())
            yield Weight(names[1], 1.0, values[0], match.start() + 1)
        elif len(values) == len(names) and all(value.usable for value in values):
            yield from (Weight(n, v.value, v, v.start) for n, v in zip(names, values, strict=True))
    for match in context.matches(_BARE_G):
        number = context.number_at(match.end(), 1)
        if number is not None and number.unit is None and number.usable and number.value >= 0.0:
            name = ion_of(match["name"]) or _other(match["name"])
            yield Weight(name, number.value, number, number.start)
    for match in context.matches(_SHARE_OF):
        number = context.number_at(match.start("n"), 1)
        small, large = (_NAMES.match(match[each]) for each in ("small", "large"))
        if number is None or small is None or large is None or small[1] == large[1]:
            continue
        share = number.value / 100.0 if match["unit"] == "%" else number.value
        yield Weight(small[1], share, number, match.start())
        yield Weight(large[1], 1.0, number, match.start() + 1)


def _bare(context: Context) -> Iterator[Source]:
    """The potentials of a list that prints its unit once: "V = -65 mV, EK = -77, ENa = +50"."""
    for number in context.numbers:
        if number.unit is None and number.usable and 1.0 <= abs(number.value) <= 300.0:
            named = _BARE_E.search(context.text, max(0, number.start - 14), number.start)
            if named is not None and not _GOES_ON.match(context.text, number.end):
                name = ion_of(named["name"]) or _other(named["name"])
                yield Source(name, replace(number, unit=MILLIVOLT))


def _weight_before(context: Context, at: int) -> Weight | None:
    """The last conductance within some words in front of a place."""
    near = [w for same in weights_of(context).values() for w in same.within(at - 60, at)]
    return max(near, key=lambda w: w.at) if near else None


def _others(context: Context) -> Iterator[Source]:
    """The potentials of leaks and synapses."""
    same = context.by_dimension.get(POTENTIAL)
    for number in same.items if same is not None else ():
        weight = _weight_before(context, number.start)
        named = _OTHER_E.search(context.text[max(0, number.start - 80) : number.start])
        if weight is not None and _OF_IT.fullmatch(context.text[weight.number.unit_end : number.start]):
            yield Source(weight.name, number)
        elif named is not None and not is_difference(context, number.start - len(named.group())):
            yield Source(_other(named["symbol"] or named["word"]), number)


_REVERSES = re.compile(
    r"revers\w*|equilibrium|\bE_?[A-Z]\w*|Umkehr\w*|inversi\w+|Gleichgewicht\w*|équilibre|equilibrio",
    re.IGNORECASE,
)


def measured_or_not(context: Context) -> Iterator[Number]:
    """The potentials of a text; of one with a spread, "-44 ± 5 mV", its mean."""
    before: Number | None = None
    for number in context.numbers:
        if number.unit is not None and number.unit.dimension == POTENTIAL:
            if number.usable:
                yield number
            elif (
                before is not None
                and before.usable
                and before.unit is None
                and context.text[before.end : number.start].strip() == "±"
            ):
                yield replace(before, unit=number.unit)
        before = number


def _said_to_reverse(context: Context, taken: set[int]) -> Iterator[Source]:
    """The potentials of sentences that speak of reversal, of whatever it is."""
    for number in measured_or_not(context):
        start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
        if number.start not in taken and context.speaks(
            _REVERSES, max(start, number.start - 160), number.start
        ):
            yield Source("", number)


@once
def sources_of(context: Context) -> Index[Source]:
    """Return the reversal potentials of a document, each with the name of what it is of."""
    found: dict[int, Source] = {}
    for source in _others(context):
        found.setdefault(source.at, source)
    for reversal in reversals(context).items:
        found.setdefault(reversal.at, Source(reversal.ion, reversal.number))
    for source in _bare(context):
        if not is_difference(context, source.at - 6):
            found.setdefault(source.at, source)
    return index(found.values())


@once
def unnamed_sources(context: Context) -> Index[Source]:
    """Return the other potentials that are called reversal potentials, but of nothing with a name."""
    return index(_said_to_reverse(context, {s.at for s in sources_of(context).items}))


_WORDS_FOR = {
    "twice": 2.0, "double": 2.0, "doubles": 2.0, "doubled": 2.0, "verdoppelt": 2.0, "doublée": 2.0, "duplica": 2.0,
    "raddoppia": 2.0, "triple": 3.0, "tripled": 3.0, "triples": 3.0, "halved": 0.5, "halves": 0.5, "half": 0.5,
    "halbiert": 0.5, "ten": 10.0, "tenfold": 10.0, "zehnfach": 10.0, "hundredfold": 100.0, "twentyfold": 20.0,
    "fivefold": 5.0,
}  # fmt: skip
_FACTOR = re.compile(
    r"(?<![\w.,])(?P<n>\d+(?:[.,]\d+)?)\s?-?(?:times|fold|×|mal\b|fach|fois|veces|volte|keer|x\b)"
    r"|(?:multipl\w+\s(?:by|por|per)|multipliée?s?\spar|factor\s(?:of\s)?|Faktor\s|facteur\s(?:de\s)?|fattore\s(?:di\s)?)\s?(?P<by>\d+(?:[.,]\d+)?)"
    rf"|\b(?P<word>{'|'.join(_WORDS_FOR)})\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:without|block\w*|blocked|no\schloride|no\ssodium|remov\w+|only|alone|left\sout|weg|lässt\sman|retir\w+|quit\w+|toglie\w*|trascura\w*|ignor\w+|neglect\w*|omit\w*|absen\w+|zero|gesperrt|ohne|nur|sans|seul\w*|sin|solo|bloque\w*|senza|zonder|alleen|bloccat\w+|two\sions)\b",
    re.IGNORECASE,
)


def factors_in(context: Context, start: int, end: int) -> list[float]:
    """Return by what the words in ``start:end`` multiply something."""
    found: list[float] = []
    for match in _FACTOR.finditer(context.text, start, end):
        printed = match["n"] or match["by"]
        found.append(float(printed.replace(",", ".")) if printed else _WORDS_FOR[match["word"].lower()])
    return [factor for factor in dict.fromkeys(found) if factor > 0.0]


def something_gone(context: Context, start: int, end: int) -> bool:
    """Return whether words in ``start:end`` leave a conductance out."""
    return context.speaks(_GONE, start, end)
