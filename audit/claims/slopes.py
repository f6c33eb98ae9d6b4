"""Thermal voltages and Nernst slopes: ``RT/F = 26.7 mV``, ``61.5 mV × log10``, "58 mV per decade"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts, Unbound, bind_temperature, exact, temperature_input
from nernstian.audit.claims.labels import connected, is_potential
from nernstian.audit.context import Context, Prefactor
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.normalise import NARROW
from nernstian.audit.numbers import Number

_THERMAL = re.compile(
    r"(?:RT\s?/\s?F|\(RT\)/\(F\)|k_?B?T\s?/\s?[eq]|V_T|thermal voltage|Temperaturspannung)(?![A-Za-z])"
)
_FACTOR = re.compile(
    r"(?:(?P<value>\d[\d.,]*)|[)\]}]|\bln\s?10|\blog\s?e|\b(?:half|twice|double|triple|times))"
    r"[\s×·*\\,~{$" + NARROW + r"(]{0,6}$"
)
_TEN = re.compile(r"2[.,]30?[23]?\d{0,3}|2[.,]3")
_DIVALENT = re.compile(r"divalent|zweiwertig|bivalent|z\s?=\s?2|\bCa\b|calcium", re.IGNORECASE)
_HALVED = re.compile(
    r"\b(?:halved|halve|half\s(?:of\s(?:it|that)|as\smuch)|divided\sby\s(?:two|2))\b", re.IGNORECASE
)
# RT/F = (8.314 × 310)/96485 = ...
_WORKED = re.compile(r"\s?[=≈]\s?[(\d][-\d\s.,×·*/()^+]{3,60}+(?:[JKCV]|mol|\s|[/·]){0,12}+[=≈]\s?")
_FOR = re.compile(r"\s?(?:per\s(?:decade|tenfold(?:\schange)?)\s)?\(?(?:for|with|in\sthe\scase\sof)\s\[?")
_FROM = re.compile(r"\sfrom\s(?:about\s|roughly\s|≈\s?)?")
_NEXT_VALUE = re.compile(r"\s?to\s(?:about\s|roughly\s|≈\s?)?")


def _slope_law(prefactor: Prefactor) -> tuple[str, str, str]:
    return ("NE102", "thermal_voltage", "RT/F") if prefactor.natural else ("NE103", "nernst_slope", "slope")


def _valence(context: Context, number: Number) -> float | None:
    """Two where the sentence speaks of divalent ions, else one; None where it speaks of both."""
    if "z" in context.text[number.end : number.end + 6]:
        return 1.0
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    halved = _HALVED.search(context.text, number.unit_end, end)
    end = halved.start() if halved else end  # what is said of other valences there is no slope of theirs
    valences = {abs(VALENCE[mention.ion]) for mention in context.ions.within(start, end)}
    beside = context.ions.within(number.unit_end, number.unit_end + 40)
    if len(valences) > 1 and beside and _FOR.fullmatch(context.text[number.unit_end : beside[0].start]):
        return float(abs(VALENCE[beside[0].ion]))
    if _DIVALENT.search(context.text[start:end]):
        valences.add(2)
    return None if len(valences) > 1 else float(max(valences, default=1))


def _claim(context: Context, number: Number, rule: str, law: str, quantity: str) -> Claim | Unbound:
    if number.unit is None:
        return Unbound(number, "no unit")
    temperature, scope = bind_temperature(context, number.start, number.unit_end)
    valence = _valence(context, number) if law == "nernst_slope" else 1.0
    if valence is None:
        return Unbound(number, "ions of several valences are named near it")
    inputs = (exact("z", valence, "context"),) if law == "nernst_slope" else ()
    return Claim(rule, law, quantity, number, number.unit, inputs, temperature, scope, magnitude=True)


def recognise_slopes(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the prefactors that a text states, before symbols or as slopes."""
    context = facts.context
    for prefactor in context.prefactors:
        if not prefactor.symbolic:
            continue
        number = replace(prefactor.number, unit=prefactor.unit)
        plausible = 150.0 < prefactor.kelvin < 2000.0
        if plausible:
            yield _claim(context, number, *_slope_law(prefactor))


def recognise_thermal(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the values given to RT/F, both ends of "from 26.7 mV to 25.3 mV" included."""
    context = facts.context
    for match in _THERMAL.finditer(context.text):
        worked = _WORKED.match(context.text, match.end())
        if worked is not None and is_potential(result := context.number_at(worked.end(), 3)) and result:
            yield _claim(context, result, "NE102", "thermal_voltage", "RT/F")
            continue
        nearest = context.numbers_in(match.end(), match.end() + 60)
        number = nearest[0] if nearest else None
        if number is None or not is_potential(number) or "\n\n" in context.text[match.end() : number.start]:
            continue
        factor = _FACTOR.search(context.text, max(0, match.start() - 24), match.start())
        if factor is not None:
            yield _multiple(context, number, factor["value"])
        elif connected(context.text, match.end(), number.start):
            yield _claim(context, number, "NE102", "thermal_voltage", "RT/F")
        elif _FROM.fullmatch(context.text[match.end() : number.start]):
            yield from _both_ends(context, number, nearest)


def _multiple(context: Context, number: Number, factor: str | None) -> Claim | Unbound:
    """A multiple of RT/F: 2.303 RT/F is the slope per decade; any other factor is not computed."""
    if factor is None or not _TEN.fullmatch(factor):
        return Unbound(number, "a factor stands in front of RT/F")
    claim = _claim(context, number, "NE103", "nernst_slope", "2.303 RT/F")
    if not isinstance(claim, Claim):
        return claim
    return replace(claim, inputs=(exact("z", 1.0, "context"),), firm=False)


def _both_ends(context: Context, first: Number, nearest: tuple[Number, ...]) -> Iterator[Claim | Unbound]:
    """Both values of "cooling from 37 °C to 20 °C lowers RT/F from 26.7 mV to 25.3 mV", in their order."""
    start, end = context.layout.bounds(Scope.SENTENCE, first.start)
    stated = [t for t in context.temperatures.within(start, end) if not t.blocked]
    values = [number for number in nearest if is_potential(number) and number.usable]
    if (
        len(stated) != 2
        or len(values) != 2
        or not _NEXT_VALUE.fullmatch(context.text[first.unit_end : values[1].start])
    ):
        return
    for number, temperature in zip(values, stated, strict=True):
        claim = _claim(context, number, "NE102", "thermal_voltage", "RT/F")
        if isinstance(claim, Claim):
            yield replace(claim, temperature=temperature_input(temperature, Scope.SENTENCE))


def recognise_contradictions(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield prefactors inside calculations where a temperature is stated near: they may contradict it."""
    context = facts.context
    for prefactor in context.prefactors:
        if prefactor.symbolic or not 270.0 < prefactor.kelvin < 325.0:
            continue
        claim = _claim(context, replace(prefactor.number, unit=prefactor.unit), *_slope_law(prefactor))
        if (
            isinstance(claim, Claim)
            and claim.temperature is not None
            and claim.temperature_scope <= Scope.SECTION
        ):
            yield claim
