"""The share of ions that moved: "2.2×10^-5 of them", "0.058 %"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from math import isfinite, log10

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound
from nernstian.audit.claims.counts import as_count
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.hedges import hedge_around
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import index
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, NUMBER

_SHARE_BEFORE = re.compile(
    r"(?:\bshare|\bfraction|\bproportion|\bportion|\bpercentage|\bonly\b|\bnur\b|\bseulement\b|\bs[oó]lo\b|\bsoltanto\b|\bslechts\b|\bBruchteil|\bi\.e\.|\bthat\sis\b|\bor\b|=|≈|\bAnteil"
    r"|\b(?:change|rise|increase|drop|fall|variation|variación|variazione|aumento|augmentation|Änderung|verandering)\sof|\bpar[ts]e?\b)"
    r"(?:[^\d;]){0,40}$"
)
_SHARE_AFTER = re.compile(
    r"\s?(?:of\s(?:them|all|the\s(?:total|\w+\sinside|ions?|cell'?s?)|its)\b|extra\b|more\b)"
)
_NOT = re.compile(
    r"relative\shumidity|CO_?2|O_?2|error|drift|confidence|probab|channels?\sopen", re.IGNORECASE
)
_ADDED = re.compile(
    r"\badds?\s(?:about\s|only\s)?[\d.]{1,8}\s?[mµn]M\sto\s[^.;]{0,20}[\d.]{1,8}\s?[mµ]M\b(?:[^.;%]|\.\d){0,50}$"
)
_ONE_IN = re.compile(
    r"\b(?:one|1)\s(?:part\s|ion\s)?(?:in|out\sof)(?:\severy)?\s$|\bein(?:es)?\svon\s$"
    r"|\bun[oe]?\s(?:sur|de\scada|su)\s$"
)
_REACH = 600


def _pair(context: Context, number: Number) -> tuple[Number, Number, Scope] | None:
    """The two counts of ions, else the two concentrations, that stand in front of a share."""
    for scope in (Scope.SENTENCE, Scope.BLOCK, Scope.SECTION):
        start, _ = context.layout.bounds(scope, number.start)
        near = context.numbers_in(max(start, number.start - _REACH), number.start)
        counts = {n.value: n for n in (as_count(context, n) for n in near) if n is not None}
        if len(counts) == 2:
            return min(counts.values(), key=_si), max(counts.values(), key=_si), scope
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    start, end = max(start, number.start - _REACH), min(end, number.start + _REACH)
    found = context.by_dimension.get(CONCENTRATION, index(())).within(start, end, around=number.start)
    levels = {n.si(): n for n in found if n.value > 0.0}
    if len(levels) != 2:
        return None
    return min(levels.values(), key=_si), max(levels.values(), key=_si), Scope.SENTENCE


def _si(number: Number) -> float:
    return number.si()


def _text(number: Number) -> str:
    shown = f" {number.unit.text}" if number.unit is not None and number.unit.text != "1" else ""
    return f"{' '.join(number.text.split())}{shown}"


def _ratio(first: Number, second: Number) -> Input:
    steps = [0.5 * n.last_digit * (n.unit.scale if n.unit else 1.0) for n in (first, second)]
    low = (first.si() - steps[0]) / (second.si() + steps[1])
    high = (first.si() + steps[0]) / max(second.si() - steps[1], 1e-300)
    value = first.si() / second.si()
    return Input(
        "value", f"{_text(first)} / {_text(second)}", value, value, DIMENSIONLESS, "stated", low, high, first
    )


def _is_slip(claimed: float, value: float) -> bool:
    """Whether the digits are right and the power of ten is not: then the two numbers surely belong to it."""
    power = log10(claimed / value)
    return isfinite(power) and abs(power - round(power)) < 0.02 and round(power) != 0


def _is_added(context: Context, number: Number) -> bool:
    """Whether the words say which share is meant: "adds 30 µM to 12 mM, a change of 0.3 %"."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    return _ADDED.search(context.text, max(start, number.start - 160), number.start) is not None


def _one_in(context: Context, number: Number) -> Claim | None:
    """The claim of "one part in 40 000": how many times the smaller count goes into the larger."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    led = _ONE_IN.search(context.text, max(start, number.start - 24), number.start)
    pair = _pair(context, number) if led is not None and number.usable and number.value >= 10.0 else None
    if led is None or pair is None or number.unit is not None:
        return None
    hedge = number.hedge or hedge_around(context.text, led.start(), led.end())
    ratio = _ratio(pair[1], pair[0])
    counted = replace(number, unit=DIMENSIONLESS, hedge=hedge)
    return Claim("NE114", ARITHMETIC, "1/share", counted, DIMENSIONLESS, (ratio,), reach=pair[2], firm=False)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the shares of ions that are counted, or of concentrations that are stated, beside them."""
    context = facts.context
    for number in context.numbers:
        inverse = _one_in(context, number)
        if inverse is not None:
            yield inverse
            continue
        unit = number.unit or DIMENSIONLESS
        if not number.usable or unit.dimension != NUMBER or number.value <= 0.0 or number.si() >= 1.0:
            continue
        start, end = context.layout.bounds(Scope.SENTENCE, number.start)
        before = context.text[max(start, number.start - 60) : number.start]
        after = context.text[number.unit_end : min(end, number.unit_end + 30)]
        if not (_SHARE_BEFORE.search(before) or _SHARE_AFTER.match(after)) or _NOT.search(before + after):
            continue
        if unit.text == "1" and not (
            _SHARE_AFTER.match(after) or re.search("share|fraction|proportion", before)
        ):
            continue
        pair = _pair(context, number)
        if pair is None:
            continue
        ratio = _ratio(pair[0], pair[1])
        yield Claim(
            "NE114", ARITHMETIC, "share", replace(number, unit=unit), unit, (ratio,), reach=pair[2],
            firm=_is_slip(number.si(), ratio.value) or _is_added(context, number),
        )  # fmt: skip
