"""Thermal voltages and Nernst slopes: ``RT/F = 26.7 mV``, ``61.5 mV × log10``, "58 mV per decade"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts, Unbound, bind_temperature, exact, temperature_input
from nernstian.audit.claims.labels import connected, is_potential
from nernstian.audit.context import Context, Prefactor
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number

_THERMAL = re.compile(
    r"(?:RT\s?/\s?F|\(RT\)/\(F\)|k_?B?T\s?/\s?[eq]|V_T|thermal voltage|Temperaturspannung)(?![A-Za-z])"
)
_DIVALENT = re.compile(r"divalent|zweiwertig|bivalent|z\s?=\s?2|\bCa\b|calcium", re.IGNORECASE)
_FROM = re.compile(r"\sfrom\s(?:about\s|roughly\s|≈\s?)?")
_NEXT_VALUE = re.compile(r"\s?to\s(?:about\s|roughly\s|≈\s?)?")


def _slope_law(prefactor: Prefactor) -> tuple[str, str, str]:
    return ("NE102", "thermal_voltage", "RT/F") if prefactor.natural else ("NE103", "nernst_slope", "slope")


def _valence(context: Context, number: Number) -> float:
    """Two where the sentence speaks of divalent ions, else one."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    return (
        2.0
        if _DIVALENT.search(context.text[start:end]) and "z" not in context.text[number.end : number.end + 6]
        else 1.0
    )


def _claim(context: Context, number: Number, rule: str, law: str, quantity: str) -> Claim | Unbound:
    if number.unit is None:
        return Unbound(number, "no unit")
    temperature, scope = bind_temperature(context, number.start, number.unit_end)
    inputs = (exact("z", _valence(context, number), "context"),) if law == "nernst_slope" else ()
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
        nearest = context.numbers_in(match.end(), match.end() + 60)
        number = nearest[0] if nearest else None
        if number is None or not is_potential(number) or "\n\n" in context.text[match.end() : number.start]:
            continue
        if connected(context.text, match.end(), number.start):
            yield _claim(context, number, "NE102", "thermal_voltage", "RT/F")
        elif _FROM.fullmatch(context.text[match.end() : number.start]):
            yield from _both_ends(context, number, nearest)


def _both_ends(context: Context, first: Number, nearest: tuple[Number, ...]) -> Iterator[Claim | Unbound]:
    """Both values of "cooling from 37 °C to 20 °C lowers RT/F from 26.7 mV to 25.3 mV", in their order."""
    start, end = context.layout.bounds(Scope.SENTENCE, first.start)
    stated = context.temperatures.within(start, end)
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
