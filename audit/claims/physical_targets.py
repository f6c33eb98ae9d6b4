"""The numbers that a law of sizes, capacitors, ions and cables may give, and the words around them."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import DIMENSIONLESS
from nernstian.audit.claims.counts import with_millions
from nernstian.audit.claims.guards import is_answer_option, is_option
from nernstian.audit.claims.measures import Measure, measures
from nernstian.audit.context import Context
from nernstian.audit.hedges import HedgeKind
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import AREA, Dimension, Unit, parse_unit

_REACH = 120
_WIDE = 320
_SHORT = 60
_SHARE, _FEW = 0.05, 100.0
_ANSWER = re.compile(
    r"\b(?:answer|key|solution|about|roughly|Antwort|Lösung|etwa|rund|réponse|environ|respuesta|risposta|circa|antwoord|student)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{3}")
_PER_AREA = re.compile(
    r"\s?(?:(?:univalent|monovalent|elementary|singly\scharged|einwertige|Elementar)\s?)?(?:ions?|charges|Ionen|[ÜU]berschussionen|\w*[Ii]onen|Ladungen|ioni|iones|ions|cargas|cariche|ladingen)"
    r"\s?(?:per|/|pro|par|por|al|auf|on|su|sur|sobre|op)\s?(?:each\s|every\s|one\s|jede[mn]\s|chaque\s|ogni\s|cada\s|elke\s)?(?=[cmµu])"
)
_ON_AREA = re.compile(
    r"\b(?:auf|on|per|sur|pro|su|por|each|jedem|every)\s(?:every\s|each\s|jede[mn]\s|chaque\s|ogni\s|cada\s|one\s)?(?P<unit>[cµum]m\^?2)\b[^.;\d]{0,40}$"
)
_PERMITTIVITY = re.compile(
    r"(?:permittiv\w*|dielectric\sconstant|Dielektrizit\w*|Permittivitätszahl|diélectrique\w*|dieléctric\w*|dielettric\w*|ε(?:_?\{?r\}?)?|κ)(?:[^.;]|\.(?=\d)){0,60}$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:measur|record|mesur|gemess|medid|misurat|gemeten|literature|typical|range\b|usually|between|published|observed|found)",
    re.IGNORECASE,
)
# "8.4 × 10^9. Three powers too many"
_REFUSED = re.compile(
    r"[\s.,;:()*_]{0,6}(?:(?:no|wrong|nope|sign|false|too\s\w+|not\squite|falsch|nein|zu\s\w+|faux|non|trop|mal|no|sbagliato|fout)\b|\w+\s(?:powers?|times|orders?)\b|(?:you|he|she|they)\sforgot)",
    re.IGNORECASE,
)
_VESSEL = re.compile(
    r"\bbath|\bdish|plated|coverslip|chamber|\bwells?\b|pipette|electrode|seal\b|Schale|Pipette|perfus|\bml\sof",
    re.IGNORECASE,
)
_AT = re.compile(r"(?:\b(?:at|in|bei|à|a|after|along|than|nach|dopo|après|op|and\sat|from)|\bx\s?=)\s$")
_NOT_SHARE = re.compile(
    r"humidity|CO_?2|O_?2|error|drift|confidence|probab|open\b|voted|class\b|mark|Punkte|survive|is\sleft|remain|after\s(?:one|two|three)|fall",
    re.IGNORECASE,
)
_LAMBDA = re.compile(
    r"λ|\blambda|(?:length|space)[_\s]const|Längskonst|constante\sd|costante\sdi|\breach\b|lengteconst",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Target:
    """A number that may be a result: its kind, its interval in SI, and the words in front of it and behind."""

    kind: str
    number: Number
    low: float
    high: float
    lead: str
    wide: str
    behind: str

    @property
    def value(self) -> float:
        """Its magnitude in SI."""
        return abs(self.number.si())


def target(context: Context, kind: str, number: Number) -> Target | None:
    """Return a number as what laws are tried on; None where its words say that it was measured, or offered."""
    unit = number.unit or DIMENSIONLESS
    low, high = sorted(abs(unit.to_si(edge)) for edge in interval_of(number))
    if (
        low <= 0.0
        or number.value == 0.0
        or is_option(context, number.start)
        or _is_bare_option(context, number)
    ):
        return None
    hedge = number.hedge
    if hedge is not None and hedge.kind in (HedgeKind.ABOUT, HedgeKind.NEARLY):
        low, high = min(low, 0.95 * abs(number.si())), max(high, 1.05 * abs(number.si()))
    if kind == "N" and number.zero_step > 0.0:  # zeros at the end of a count say nothing
        low, high = (
            min(low, number.value - 0.5 * number.zero_step),
            max(high, number.value + 0.5 * number.zero_step),
        )
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    own = context.text[max(start, number.start - _REACH) : number.start]
    top, _ = context.layout.bounds(Scope.SECTION, number.start)
    wide = context.text[max(top, number.start - _WIDE) : number.start]
    if not _LETTERS.search(_ANSWER.sub(" ", own)):
        own = wide[-_REACH:] if _LETTERS.search(wide[-_REACH:]) else own
    asked = context.layout.answers.question(number.start)
    if asked is not None:
        wide = context.text[asked[0] : min(asked[1], asked[0] + 1500)] + wide
    behind = context.text[number.unit_end : min(end, number.unit_end + 40)]
    if kind in ("A", "vol") and _VESSEL.search(own + behind):
        return None
    if _MEASURED.search(own[-40:]) or _REFUSED.match(context.text, number.unit_end):
        return None
    return Target(kind, number, low, high, own, wide, behind)


def _is_bare_option(context: Context, number: Number) -> bool:
    """Whether a number is an answer to be chosen: a letter, and hardly a word beside it."""
    block = context.layout.block_at(number.start)
    return block.end - block.start < _SHORT and is_answer_option(context, number)


_LENGTHS = ("s", "l", "lambda")


def targets(context: Context, sought: Collection[str]) -> Iterator[Target]:
    """Yield the numbers of a document that a law of a sought kind may give, in the order of their kinds."""
    for kind, known in measures(context).items():
        of_kind = "lambda" if kind in _LENGTHS else kind
        for measure in known.items if of_kind in sought or kind == "N" else ():
            found = _of_measure(context, kind, measure)
            if found is not None:
                yield found
    yield from _without_unit(context)


def _of_measure(context: Context, kind: str, measure: Measure) -> Target | None:
    number = measure.number
    if kind in ("r", "d", "w"):
        return None
    if kind in _LENGTHS:
        found = target(context, "lambda", number)
        if found is None or (kind != "lambda" and _AT.search(found.lead[-14:])):
            return None
        return found if _LAMBDA.search(found.wide[-240:]) is not None else None
    if kind == "N":
        return _count(context, number)
    return target(context, kind, number)


def _count(context: Context, number: Number) -> Target | None:
    """A number of ions, or of those on an area."""
    text = context.text
    per = _PER_AREA.match(text, number.end)
    unit, end = parse_unit(text, per.end()) if per is not None else (None, number.end)
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    on = _ON_AREA.search(text, max(start, number.start - 90), number.start) if per is None else None
    if on is not None:
        unit, _ = parse_unit(text, on.start("unit"))
    if unit is not None and unit.dimension == AREA:
        dimension: Dimension = (0, -2, 0, 0, 0, 0, 0)
        counted = replace(
            number,
            unit=Unit(f"1/{unit.text}", 1.0 / unit.scale, dimension),
            unit_end=max(end, number.unit_end),
        )
        return target(context, "N_A", counted)
    return target(context, "N", number)


def _without_unit(context: Context) -> Iterator[Target]:
    """Shares, in per cent or as they are, permittivities, and charges per area."""
    for number in context.numbers:
        if not number.usable or number.value <= 0.0:
            continue
        percent = number.unit is not None and number.unit.text == "%"
        if number.unit is not None and not percent:
            continue
        if percent or number.value < _SHARE:
            found = _share(context, number)
        else:
            found = _permittivity(context, number) or _charges(context, number)
        if found is not None:
            yield found


def _share(context: Context, number: Number) -> Target | None:
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    around = context.text[max(start, number.start - 70) : min(end, number.unit_end + 40)]
    if number.si() >= 0.5 or _NOT_SHARE.search(around):
        return None
    return target(context, "share", number if number.unit else replace(number, unit=DIMENSIONLESS))


def _permittivity(context: Context, number: Number) -> Target | None:
    before = context.text[max(0, number.start - 90) : number.start]
    if not 1.0 <= number.value <= 100.0 or not _PERMITTIVITY.search(before):
        return None
    return target(context, "eps", replace(number, unit=DIMENSIONLESS))


def _charges(context: Context, number: Number) -> Target | None:
    """The ions of an area that the counts of ions leave out: those per area."""
    scaled = with_millions(context, number)
    if scaled.value < _FEW or not _PER_AREA.match(context.text, scaled.end):
        return None
    found = _count(context, replace(scaled, unit=DIMENSIONLESS))
    return found if found is not None and found.kind == "N_A" else None
