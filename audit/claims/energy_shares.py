"""Which share of an ATP is spent: "41.8/48.1 ≈ 87 %", "with 52 kJ/mol from ATP that is 81 %"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims import rows
from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound
from nernstian.audit.claims.molar import molar_energies
from nernstian.audit.claims.roles import INDEPENDENT
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import NUMBER

_RULE, _QUANTITY = "NE122", "share of ATP"
_OF_ENERGY = re.compile(
    r"\bATP\b|efficien\w+|\benergy|Wirkungsgrad|Energie|rendement|énergie|eficiencia|rendimiento|energía|efficienza|rendimento|energia",
    re.IGNORECASE,
)
_QUOTIENT = re.compile(r"\s?/\s?\(?[-]?$")
_EQUALS = re.compile(r"\s?\)?\s?[=≈]\s?(?:about\s)?$")
_LOW_ATP, _HIGH_ATP = 25e3, 75e3  # J/mol
_REACH, _MOST = 1500, 4


def _quotient(first: Number, second: Number, scale: tuple[float, float]) -> Input | None:
    """A work divided by what ATP gives, with the rounding of both."""
    values = [abs(n.value) * s for n, s in zip((first, second), scale, strict=True)]
    halves = [0.5 * n.last_digit * s for n, s in zip((first, second), scale, strict=True)]
    if values[0] <= 0.0 or values[1] <= halves[1]:
        return None
    low, high = (
        (values[0] - halves[0]) / (values[1] + halves[1]),
        (values[0] + halves[0]) / (values[1] - halves[1]),
    )
    value = values[0] / values[1]
    text = f"{abs(first.value):g}/{abs(second.value):g}"
    return Input("value", text, value, value, DIMENSIONLESS, "stated", low, high)


def _printed(context: Context, number: Number) -> Claim | None:
    """The claim of a quotient of two bare numbers or energies right in front of a percentage."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.numbers_in(max(start, number.start - 60), number.start)
    if len(before) < 2 or not (before[-1].usable and before[-2].usable):
        return None
    first, second = before[-2:]
    divided = _QUOTIENT.fullmatch(context.text[first.unit_end : second.start])
    equal = _EQUALS.fullmatch(context.text[second.unit_end : number.start])
    if divided is None or equal is None:
        return None
    scale = (first.unit.scale if first.unit else 1.0, second.unit.scale if second.unit else 1.0)
    ratio = _quotient(first, second, scale if first.unit and second.unit else (1.0, 1.0))
    return _claim(number, ratio, True) if ratio is not None else None


def _claim(number: Number, ratio: Input, firm: bool) -> Claim | None:
    if number.unit is None:
        return None
    return Claim(_RULE, ARITHMETIC, _QUANTITY, number, number.unit, (ratio,), INDEPENDENT, firm=firm)


def _is_atp(context: Context, number: Number) -> bool:
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    return "ATP" in context.text[max(start, number.start - 160) : min(end, number.unit_end + 80)]


def _stated(context: Context, number: Number) -> Claim | None:
    """The claim that fits one work in front of a percentage and one free energy of ATP of its section."""
    top = max(context.layout.bounds(Scope.SECTION, number.start)[0], number.start - _REACH)
    energies = [
        n for n in molar_energies(context).within(top, number.start) if n.usable and n.unit is not None
    ]
    atp = [n for n in energies if _LOW_ATP <= abs(n.si()) <= _HIGH_ATP and _is_atp(context, n)]
    fitting: dict[tuple[float, float], Claim] = {}
    for given in {abs(n.si()): n for n in reversed(atp)}.values():
        for work in energies[-_MOST:]:
            if work.start == given.start or work.unit is None or given.unit is None:
                continue
            ratio = _quotient(work, given, (work.unit.scale, given.unit.scale))
            claim = _claim(number, ratio, False) if ratio is not None else None
            if claim is not None and rows.agrees(claim):
                fitting[round(abs(work.si()), 6), round(abs(given.si()), 6)] = claim
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the percentages that say how much of an ATP is spent."""
    context = facts.context
    if not context.holds(_OF_ENERGY) or not molar_energies(context).items:
        return
    for number in context.with_unit:
        if (
            number.unit is None
            or number.unit.dimension != NUMBER
            or number.unit.text != "%"
            or not number.usable
        ):
            continue
        start, end = context.layout.bounds(Scope.BLOCK, number.start)
        if not _OF_ENERGY.search(
            context.text, max(start, number.start - 400), min(end, number.unit_end + 60)
        ):
            continue
        found = _printed(context, number) or _stated(context, number)
        if found is not None:
            yield replace(found, reach=Scope.SECTION)
