"""Thermal voltages and Nernst slopes: ``RT/F = 26.7 mV``, ``61.5 mV × log10``, "58 mV per decade"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts, Unbound, bind_temperature, exact, temperature_input
from nernstian.audit.claims.labels import connected, is_potential
from nernstian.audit.claims.slope_words import THERMAL, at_one_temperature, in_order, settle, valence_beside
from nernstian.audit.context import Context
from nernstian.audit.given import Prefactor, Temperature
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.normalise import NARROW
from nernstian.audit.numbers import Number
from nernstian.audit.units import POTENTIAL, Unit

MILLIVOLT = Unit("mV", 1e-3, POTENTIAL)

_THERMAL = re.compile(THERMAL)
_FACTOR = re.compile(
    r"(?:(?P<value>\d{1,9}(?:[.,]\d{1,9})?)|[(\[{]\s?[-\d.,/+ ]{1,12}[)\]}]|\bln\s?\(?10\)?|\blog\s?e"
    r"|\b(?:half|twice|double|triple|times))[ \t×·*\\~{$" + NARROW + r"(]{0,6}$"
)
_TEN = re.compile(r"2[.,]30?[23]?\d{0,3}|2[.,]3")
_DIVALENT = re.compile(r"divalent|zweiwertig|bivalent|z\s?=\s?2|\bCa\b|calcium", re.IGNORECASE)
_HALVED = re.compile(
    r"\b(?:halved|halve|half\s(?:of\s(?:it|that)|as\smuch)|divided\sby\s(?:two|2))\b", re.IGNORECASE
)
# "61.5 mV, and for divalent ions half of it": what follows speaks of other ions
_OTHERS = re.compile(
    r"(?:,|;|\band|\bund|\bet|\by|\be|\ben)\s(?:for|für|pour|para|per|voor|with|bei)\s", re.IGNORECASE
)
# RT/F = (8.314 × 310)/96485 = ...
_WORKED = re.compile(r"\s?[=≈]\s?[(\d][-\d\s.,×·*/()^+]{3,60}+(?:[JKCV]|mol|\s|[/·]){0,12}+[=≈]\s?")
_FOR = re.compile(r"\s?(?:per\s(?:decade|tenfold(?:\schange)?)\s)?\(?(?:for|with|in\sthe\scase\sof)\s\[?")
_JOINS = re.compile(  # "takes at 20 °C the value of", in six languages
    r"[\s,:=≈~(\"*$]{0,6}(?:(?:is|are|was|equals?|of|about|then|here|therefore|hence|thus|amounts|comes|to|takes|has|the|a"
    r"|gleich|fa|fait|macht|value|roughly|or|and|i\.e\.|namely|it|ist|sind|beträgt|ergibt|rund|etwa|circa|ca\.|also|dann|hier|den|Wert|von|est"
    r"|vaut|égale|environ|donc|alors|soit|la|valeur|es|vale|unos|de|entonces|è|di|pari|quindi|bedraagt|ongeveer|dus)"
    r"[\s,:=≈~(\"*$]{1,6}){0,6}"
)
_AT_WORD = re.compile(
    r"(?:\s(?:is|equals|ist|beträgt|vaut|est|es|vale|è|bedraagt)(?=\s))?[\s,;(]{0,3}"
    r"(?:and\s|und\s|et\s|y\s|e\s|en\s|but\s)?(?:at|bei|à|a|bij|for|@|T\s?=)\s?"
    r"(?:the\s|den\s|les\s|los\s|i\s|de\s)?"
)
_NAMED_ONLY = re.compile(
    r"\s(?:at|for)\s(?:the\s|our\s)?(?:default|usual|standard|reference|other|lower|higher)\stemperature(?!\s(?:of|\())"
)
_APART = re.compile(r"[;,]|\b(?:and|und|et|y|e|en|but)\b")
_AND = re.compile(r"\)?\s?[,;]\s(?:and\s|und\s|et\s|y\s|e\s|en\s)?|\)?\s(?:and|und|et|y|e|en)\s")
_DENOMINATOR = re.compile(r"(?:\bexp\s?\(|\be\^\s?\(?)[^()=;\n]{1,30}/\s?$")
_FROM = re.compile(r"\sfrom\s(?:about\s|roughly\s|≈\s?)?")
_NEXT_VALUE = re.compile(r"\s?to\s(?:about\s|roughly\s|≈\s?)?")


def _slope_law(prefactor: Prefactor) -> tuple[str, str, str]:
    return ("NE102", "thermal_voltage", "RT/F") if prefactor.natural else ("NE103", "nernst_slope", "slope")


def _valence(context: Context, number: Number) -> float | None:
    """Two where the sentence speaks of divalent ions, else one; None where it speaks of both."""
    if "z" in context.text[number.end : number.end + 6]:
        return 1.0
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    several = [n for n in context.numbers_in(start, end) if is_potential(n)]
    if len(several) > 1 and (own := valence_beside(context, number)) is not None:
        return own
    halved = _HALVED.search(context.text, number.unit_end, end) or _OTHERS.search(
        context.text, number.unit_end, end
    )
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
    if _NAMED_ONLY.match(context.text, number.unit_end):
        return Unbound(number, "the temperature behind it is named and not printed")
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
        plausible = 130.0 < prefactor.kelvin < 2000.0  # a divalent ion's slope is half as large
        if plausible:
            claim = _claim(context, number, *_slope_law(prefactor))
            yield in_order(context, claim) if isinstance(claim, Claim) else claim


def recognise_thermal(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the values given to RT/F, both ends of "from 26.7 mV to 25.3 mV" included."""
    context = facts.context
    for match in context.matches(_THERMAL):
        worked = _WORKED.match(context.text, match.end())
        if worked is not None and is_potential(result := context.number_at(worked.end(), 3)) and result:
            yield _claim(context, result, "NE102", "thermal_voltage", "RT/F")
            continue
        nearest = context.numbers_in(match.end(), match.end() + 60)
        number = nearest[0] if nearest else None
        late = _past_temperature(context, match.end(), nearest)
        if late is not None and not _FACTOR.search(context.text, max(0, match.start() - 24), match.start()):
            yield from _thermal(context, *late)
            continue
        if number is None or not is_potential(number) or "\n\n" in context.text[match.end() : number.start]:
            continue
        factor = _FACTOR.search(context.text, max(0, match.start() - 24), match.start())
        if factor is not None:
            yield _multiple(context, number, factor["value"])
        elif connected(context.text, match.end(), number.start) or _JOINS.fullmatch(
            context.text[match.end() : number.start]
        ):
            yield from _thermal(context, number)
        elif _FROM.fullmatch(context.text[match.end() : number.start]):
            yield from _both_ends(context, number, nearest)


def _past_temperature(
    context: Context, start: int, numbers: tuple[Number, ...]
) -> tuple[Number, Temperature] | None:
    """The potential of "RT/F at 20 °C is 25.3 mV", with the temperature in between."""
    if len(numbers) < 2 or not is_potential(numbers[1]):
        return None
    given = context.temperatures.within(numbers[0].start, numbers[0].start + 1)
    text, (first, second) = context.text, numbers[:2]
    joined = _AT_WORD.fullmatch(text[start : first.start]) and _JOINS.fullmatch(
        text[first.unit_end : second.start].removeprefix(")")
    )
    return (second, given[0]) if given and not given[0].blocked and joined else None


def _thermal(
    context: Context, number: Number, temperature: Temperature | None = None
) -> Iterator[Claim | Unbound]:
    """The values of "at 22 °C, kT/e = 25.4 mV; at 37 °C, 26.7 mV", each at its own temperature."""
    for _ in range(6):
        claim = _claim(context, number, "NE102", "thermal_voltage", "RT/F")
        if temperature is not None and isinstance(claim, Claim):
            claim = replace(claim, temperature=temperature_input(temperature, Scope.CLAUSE))
        if isinstance(claim, Claim):
            claim = settle(context, _led(context, claim))
        yield claim
        further = _goes_on(context, number)
        if further is None:
            return
        number, temperature = further


_LEADS = re.compile(r"\)?\s?[,:]\s(?:the\s|die\s|la\s)?$")
_OWN_BEHIND = re.compile(r"\s?\(?(?:at|bei|à|a|bij|for|@)?\s?$")


def _led(context: Context, claim: Claim) -> Claim:
    """A thermal voltage at the temperature right in front of its name: "rig, 12 °C: RT/F = ..."."""
    number = claim.number
    if claim.temperature is not None:
        return claim
    names = list(_THERMAL.finditer(context.text, max(0, number.start - 40), number.start))
    behind = context.temperatures.within(number.unit_end, number.unit_end + 12)
    if not names or (behind and _OWN_BEHIND.fullmatch(context.text[number.unit_end : behind[0].at])):
        return claim
    for given in context.temperatures.within(names[-1].start() - 24, names[-1].start()):
        if given.number is None or given.blocked:
            continue
        if _LEADS.fullmatch(context.text[given.number.unit_end : names[-1].start()]):
            return replace(claim, temperature=temperature_input(given, Scope.CLAUSE))
    return claim


def _goes_on(context: Context, number: Number) -> tuple[Number, Temperature] | None:
    """The next value of a list of thermal voltages and its temperature, in front or behind."""
    behind, end = context.numbers_in(number.unit_end, number.unit_end + 80), number.unit_end
    if behind and not is_potential(behind[0]) and not _APART.search(context.text[end : behind[0].start]):
        behind, end = behind[1:], behind[0].unit_end  # its own temperature
    if behind and not is_potential(behind[0]):
        return _past_temperature(context, end, behind)
    if len(behind) < 2 or not is_potential(behind[0]):
        return None
    given = context.temperatures.within(behind[1].start, behind[1].start + 1)
    joined = _AND.fullmatch(context.text[end : behind[0].start]) and _AT_WORD.fullmatch(
        context.text[behind[0].unit_end : behind[1].start]
    )
    return (behind[0], given[0]) if given and not given[0].blocked and joined else None


def recognise_denominators(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the thermal voltages that divide a potential in a printed exponential: ``exp(-18.3/25.3)``."""
    context = facts.context
    for match in re.finditer(r"/\s?(?=2[3-7][.,]\d)", context.text):
        number = context.number_at(match.end(), 1)
        if number is None or not number.usable or not (number.unit is None or is_potential(number)):
            continue
        if 23.5 <= number.value <= 27.5 and _DENOMINATOR.search(
            context.text, max(0, match.start() - 44), match.end()
        ):
            given = number if number.unit is not None else replace(number, unit=MILLIVOLT)
            claim = _claim(context, given, "NE102", "thermal_voltage", "RT/F")
            if isinstance(claim, Claim) and (claim := settle(context, claim)).temperature is not None:
                yield replace(claim, firm=False)


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
        if not isinstance(claim, Claim):
            continue
        if claim.inputs:  # of this size it is that of one charge, whatever ion the logarithm is of
            claim = replace(claim, inputs=(exact("z", 1.0, "context"),))
        if claim.temperature is not None and claim.temperature_scope <= Scope.SECTION:
            yield claim
        elif (settled := at_one_temperature(context, claim)) is not None and claim.temperature is None:
            yield settled
