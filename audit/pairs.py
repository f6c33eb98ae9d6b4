"""Concentrations written in pairs behind a lead: "Concentrations (mM, out/in): Na+ 145/15, K+ 4.5/150"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.ions import SYMBOL, VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.sieve import sieved
from nernstian.audit.units import CONCENTRATION, Unit, parse_unit

_OUT = r"out(?:side)?|ext(?:ernal|racellular|érieur|erior|erno)?|au(?:ß|ss)en|dehors|fuera|fuori|buiten"
_IN = r"in(?:side)?|int(?:ernal|racellular|érieur|erior|erno)?|innen|dedans|dentro|binnen"
_THEN = r"\s?/\s?|\s(?:then|and|puis|et|dann|und|luego|y|poi|e|dan|en)\s"
_LEAD = re.compile(
    rf"(?<![A-Za-z])(?:(?P<out>{_OUT})(?:{_THEN})(?:{_IN})|(?P<in>{_IN})(?:{_THEN})(?:{_OUT}))(?![A-Za-z])"
    rf"(?P<rest>[^:;.\n]{{0,30}}?)(?::|\)(?=\s{{1,3}}{SYMBOL}(?:\^?\d?\^?[+-])?\s\d))",
    re.IGNORECASE,
)
_STROKES = re.compile(r"(?:/\s?|\s(?:then|and|puis|et|dann|und|luego|y|poi|e|dan|en)\s)[oeadfbiOEADFBI]")
_UNIT = re.compile(r"[(,\s](?=m?M\b|mmol/[lL]|mol/[lL]|mEq/[lL]|[µu]M\b)")
_GAP = re.compile(r"\^?\d?[+-]?\s?[:=]?\s?\(?")
_STROKE = re.compile(r"\s?/\s?|\s(?:and|et|und|y|e|en)\s")


def slashed(context: Context) -> Iterator[Concentration]:
    """Yield both concentrations of every ion behind a lead that says which stands first."""
    strokes = (match.start() for match in context.matches(_STROKES))
    for lead in sieved(_LEAD, context.text, ((max(0, at - 14), at) for at in strokes)):
        unit = _unit(context, lead)
        first, second = ("out", "in") if lead["out"] else ("in", "out")
        _, end = context.layout.bounds(Scope.SENTENCE, lead.end() - 1)
        for mention in context.ions.within(lead.end(), min(end, lead.end() + 600)):
            pair = _pair(context, mention.end)
            if pair is not None:
                yield from _one(mention.ion, first, pair[0], unit or pair[1].unit)
                yield from _one(mention.ion, second, pair[1], unit)
    yield from _trailing(context)


_TRAIL = re.compile(
    rf"\((?:[^()]{{0,12}}?\b)?(?:(?P<out>{_OUT})\s?/\s?(?:{_IN})|(?P<in>{_IN})\s?/\s?(?:{_OUT}))(?![A-Za-z])(?P<rest>[^()]{{0,30}})\)",
    re.IGNORECASE,
)


def _trailing(context: Context) -> Iterator[Concentration]:
    """Pairs in front of the bracket that says which side stands first: "K 4/138, Na 144/13 (out/in)"."""
    for trail in context.matches(_TRAIL):
        places = list(_UNIT.finditer(context.text, trail.start(), trail.end()))
        unit = parse_unit(context.text, places[-1].end())[0] if places else None
        first, second = ("out", "in") if trail["out"] else ("in", "out")
        start, _ = context.layout.bounds(Scope.SENTENCE, trail.start())
        for mention in context.ions.within(max(start, trail.start() - 300), trail.start()):
            pair = _pair(context, mention.end)
            if pair is not None:
                yield from _one(mention.ion, first, pair[0], unit or pair[1].unit)
                yield from _one(mention.ion, second, pair[1], unit)


def _unit(context: Context, lead: re.Match[str]) -> Unit | None:
    """The unit that stands in the lead, in front of the sides or behind them."""
    start = max(0, lead.start() - 25)
    places = list(_UNIT.finditer(context.text, start, lead.end()))
    return parse_unit(context.text, places[-1].end())[0] if places else None


def _pair(context: Context, at: int) -> tuple[Number, Number] | None:
    gap = _GAP.match(context.text, at)
    first = context.number_at(gap.end(), 2) if gap else None
    stroke = _STROKE.match(context.text, first.unit_end) if first is not None else None
    second = context.number_at(stroke.end(), 2) if stroke else None
    if first is None or second is None or not (first.usable and second.usable):
        return None
    return first, second


def _one(ion: str, side: str, number: Number, unit: Unit | None) -> Iterator[Concentration]:
    unit = number.unit or unit
    if unit is None or unit.dimension != CONCENTRATION or number.value <= 0.0 or ion not in VALENCE:
        return
    value = unit.to_si(number.value) / (abs(VALENCE[ion]) if unit.equivalents else 1)
    yield Concentration(ion, side, number, unit, value, True, number.start)
