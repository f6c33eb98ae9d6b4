"""Ions per area that charge the membrane: "1 µF/cm2 and 70 mV need 7e-13 mol/cm2"."""

# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts, Input, Unbound, exact
from nernstian.audit.claims.capacitor import Found, magnitude_input, nearest
from nernstian.audit.context import Context
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import POTENTIAL, SPECIFIC_CAPACITANCE, SURFACE_AMOUNT, Unit

_SQUARE = (
    r"(?:square\s(?:centimet(?:re|er)|cm)|cm\^?2|Quadratzentimeter|centimètre\scarré|centímetro\scuadrado"
    r"|centimetro\squadrato|vierkante\scentimeter)"
)
_PER_AREA = re.compile(
    rf"(?:[Pp]er|[Pp]ro|[Pp]ar|[Pp]or|\b(?:[Ff]or|[Oo]n|[Ii]n|[Ff]ür|[Aa]uf|[Pp]our|[Ss]ur|[Pp]ara|[Ss]u|[Vv]oor|[Oo]p)\s(?:one|a|each|every|1|ein(?:en|em)?|un[oa]?|één))"
    rf"\s{_SQUARE}(?:,?\s(?:and|at|with|und|bei|et|à|y|a|e|en|bij)\s[^.;:,A-Z]{{0,16}}m?V)?(?:\s(?:[^.;:\n]|\.\d){{0,30}}(?=:))?\s?(?::|,|it\sis|this\sis|that\sis)?\s?$"
)
_IONS_PER_AREA = re.compile(
    r"\s(?:of|de|an|di|aan)\s(?:\S{1,14}\s){0,2}(?:ions?|charges?|iones|ioni|ionen|Ionen)\s(?:per|par|por|pro|al)\s"
    r"(?:square\s(?:centimet(?:re|er)|cm)|cm\^?2)"
)
_OF = re.compile(r"\s?(?:of\s|\()?(?:the\s)?")
_DIVALENT = re.compile(r"\bdivalent|\bbivalent|z\s?=\s?2", re.IGNORECASE)
_FLUX = re.compile(r"influx|efflux|\bflux|uptake|turnover|measur|leak|pump", re.IGNORECASE)
_AMOUNT = (0, 0, 0, 0, 0, 1, 0)


def _surface_unit(context: Context, number: Number) -> Unit | None:
    """The unit of an amount per area; "per square centimetre: 1.1 pmol" has its area in front."""
    unit = number.unit
    if unit is None or unit.dimension == SURFACE_AMOUNT:
        return unit
    before = context.text[max(0, number.start - 70) : number.start]
    after = context.text[number.unit_end : number.unit_end + 60]
    if unit.dimension == _AMOUNT and (_PER_AREA.search(before) or _IONS_PER_AREA.match(after)):
        return Unit(f"{unit.text}/cm2", unit.scale * 1e4, SURFACE_AMOUNT)
    return None


def _voltage(found: Found) -> Input:
    """The voltage; where several are equally near, all of them: the claim must hold for each."""
    inputs = [magnitude_input("V", number, found.scope) for number in found.numbers]
    first = inputs[0]
    values = [given.value for given in inputs]
    text = first.text if len(inputs) == 1 else f"{' or '.join(given.text for given in inputs)}"
    return replace(first, text=text, low=min(values), high=max(values))


def _is_membrane_potential(number: Number) -> bool:
    return 0.005 <= abs(number.si()) <= 0.25


def valence_near(context: Context, number: Number) -> float | None:
    """Return the magnitude of the named ion's valence; without a name a univalent one, None for a tie."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    # bounded, so that a text without full stops takes no more than linear time
    start, end = max(start, number.start - 400), min(end, number.start + 400)
    beside = context.ions.within(number.unit_end, min(end, number.unit_end + 24))
    if beside and _OF.fullmatch(context.text[number.unit_end : beside[0].start]):
        return float(abs(VALENCE[beside[0].ion]))
    valences = {abs(VALENCE[mention.ion]) for mention in context.ions.within(start, end)}
    if context.may_hold(_DIVALENT) and _DIVALENT.search(context.text, start, end):
        valences.add(2)
    return None if len(valences) > 1 else float(max(valences, default=1))


def _claim(context: Context, number: Number, unit: Unit) -> Claim | Unbound:
    valence = valence_near(context, number)
    if valence is None:
        return Unbound(number, "ions of several valences are named near it")
    if _FLUX.search(context.text, *context.layout.bounds(Scope.CLAUSE, number.start)):
        return Unbound(number, "a flux, not the charge of the membrane")
    specific = nearest(context, number, SPECIFIC_CAPACITANCE, Scope.DOCUMENT)
    voltage = nearest(context, number, POTENTIAL, Scope.SECTION, _is_membrane_potential)
    swing = [
        n for n in voltage.numbers if context.text[max(0, n.start - 30) : n.start].rstrip().endswith("=")
    ]
    if len(voltage.numbers) > 1 and len(swing) == 1:
        voltage = Found(tuple(swing), voltage.scope)
    if len(specific.numbers) != 1 or not voltage.numbers:
        return Unbound(
            number,
            f"no one {'specific capacitance' if len(specific.numbers) != 1 else 'voltage'} is stated near it",
        )
    spread = len(voltage.numbers) > 1
    if spread and not number.bare_power:
        return Unbound(number, "several voltages are equally near")
    inputs = (
        magnitude_input("c_m", specific.numbers[0], specific.scope),
        _voltage(voltage),
        exact("z", valence, "context"),
    )
    return Claim(
        "NE106",
        "surface_charge",
        "n",
        replace(number, unit=unit),
        unit,
        inputs,
        reach=voltage.scope,
        firm=voltage.scope <= Scope.BLOCK,
        magnitude=True,
        spread=spread,
    )


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the amounts of ions per membrane area."""
    for number in facts.context.with_unit:
        if number.unit is None or number.is_range or number.doubt:
            continue
        unit = _surface_unit(facts.context, number)
        if unit is not None and unit.dimension == SURFACE_AMOUNT:
            yield _claim(facts.context, number, unit)
