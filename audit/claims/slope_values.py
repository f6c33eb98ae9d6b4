"""Slopes and thermal voltages that a text lists with their temperatures: "at 18 °C use 57.8, at 6 °C 55.4".

Each value has its own temperature beside it, in front or behind. One that has the digits of the slope or of
RT/F there agrees with it. One that has not may be called wrong in a list whose other values agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import Claim, Facts, exact, temperature_input
from nernstian.audit.claims.empirical import COMPUTED
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.slope_words import DIVALENT, THERMAL, rounds_to
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.given import Temperature
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import POTENTIAL, TEMPERATURE, ZERO_CELSIUS, Unit

MILLIVOLT = Unit("mV", 1e-3, POTENTIAL)
_TOPIC = re.compile(
    rf"{THERMAL}|\bln\s?\(?10|\b2[.,]30?3?\s?RT|\blog(?:_?10)?\b|\bdecade|Dekade|décade|década|ten-?fold|zehnfach|\bslope|pre-?factor"
    r"|Vorfaktor|\bfactor\b|Faktor\b|\bfacteur|\bfattore|Steigung|\bpente\b|pendiente|pendenza|helling",
    re.IGNORECASE,
)
# between a temperature and its value: a few words of no other quantity
_BETWEEN = re.compile(r"\)?[^.;:\d|()\n]{0,70}[=≈:(~]?\s?")
_BEHIND = re.compile(
    r"(?:\s?(?:is|are|was|holds|applies|gilt|vaut|vale|est|ist|es)(?:\s(?:right|correct|valid|true|meant|good|only|exact|richtig|juste|correcto))?)?"
    r"(?:\s?\(?(?:at|bei|à|a|bij|for|für|pour|para|per|voor|@)\s{1,8}"
    # a card: "25.3 mV (20 C)", "30.8 mV for Ca2+ (37 C)"
    r"|(?:\s(?:for|für|pour|para|per|voor)\s[\w+^/ ]{1,24}+)?\s{0,3}\((?:T\s?=\s?)?)"
)
_BARE_END = re.compile(r"\s?(?:[,.;:)](?!\d)|$|\n|(?:at|bei|à|a|and|und|et|y|e|en|for)\s)")
_JOIN = re.compile(r"\b(?:and|und|et|y|e|en|but|while|whereas)\b")
_OTHER = re.compile(
    r"\b[EVU]_|\bpotential|\bpotenti|(?<!thermal\s)\bvoltage\b|\bSpannung|\btension|\bforce\b|\brest(?:s|ing)?\b|\bRuhe|\brepos|driving|treibend"
    r"|\bthreshold|\bspike|\bshift|\bhold|\bclamp|\bpeak|\bjunction|\boffset|\bamplitude|\bcells?\b|\bfrom\b|\bby\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b2[.,]30?[23]?\d{0,3}\s?[·×*]?\s?\(?RT/F\)?\s?[=≈]\s?|\bRT/F\)?\s?\(?ln\s?10\)?\s?[=≈]\s?"
)
_MEASURED = re.compile(
    r"measur|record|observ|electrode|\bfit(?:s|ted)?\b|\bactual|\breal\b|\bgave\b|\bgot\b|calibrat|practice|gemessen|mesur|medid|misurat"
    r"|gemeten|\b(?:contre|versus|vs|against|compared|expected|attendu\w*|erwartet\w*|esperad\w*|attes[oaie]|was|were|war|était|fue|era)\b|instead\sof|rather\sthan|\bnot\b|statt|au\slieu|wrong|falsch|\bfaux|mistake|error",
    re.IGNORECASE,
)
_SLOPES, _HALVES, _THERMAL_RANGE = (40.0, 70.0), (22.0, 35.0), (20.0, 30.0)  # mV
_NEAR = 400


@dataclass(frozen=True, slots=True)
class _Value:
    """A number that may be a slope, and the temperature beside it."""

    number: Number
    temperature: Temperature

    @property
    def millivolts(self) -> float:
        return 1e3 * abs(self.number.si())


_Found = tuple[_Value, Claim]


def _beside(context: Context, number: Number) -> list[Temperature]:
    """The temperatures behind a value, "61.5 mV at 37 °C", and in front of it, "at 37 °C use 61.5"."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    text, found = context.text, []
    behind = context.temperatures.within(number.unit_end, min(end, number.unit_end + 40))
    if behind and _BEHIND.fullmatch(text, number.unit_end, behind[0].at):
        found.append(behind[0])
        last = behind[0].number
        if (
            last is not None
            and "(" in text[number.unit_end : behind[0].at]
            and text[last.unit_end : last.unit_end + 1] == ")"
        ):
            return [behind[0]] if not behind[0].blocked else []  # closed in brackets it is this value's own
    before = context.temperatures.within(max(start, number.start - 90), number.start)
    if before and before[-1].number is not None:
        gap_start = before[-1].number.unit_end
        gap = text[gap_start : number.start]
        plain = _BETWEEN.fullmatch(gap) is not None and gap.count(",") <= 2
        if plain and not _JOIN.search(gap) and not _OTHER.search(gap):
            found += [] if context.ions.within(gap_start, number.start) else [before[-1]]
    return [t for t in found if t.number is not None and not t.blocked]


def _values(context: Context) -> Iterator[list[_Value]]:
    for number in context.numbers:
        if not number.usable or number.sign or not (number.unit is None or is_potential(number)):
            continue
        if number.unit is None and not _BARE_END.match(context.text, number.end):
            continue  # of something that is counted
        given = number if number.unit is not None else replace(number, unit=MILLIVOLT)
        if _HALVES[0] < 1e3 * abs(given.si()) < _SLOPES[1]:
            found = [_Value(given, temperature) for temperature in _beside(context, number)]
            if found:
                yield found


def _claim(value: _Value, valence: float) -> Claim:
    """The slope of a charge, or for 0 the thermal voltage."""
    rule, law, name = ("NE103", "nernst_slope", "slope") if valence else ("NE102", "thermal_voltage", "RT/F")
    inputs = (exact("z", valence, "context"),) if valence else ()
    temperature = temperature_input(value.temperature, Scope.CLAUSE)
    unit = value.number.unit or MILLIVOLT
    return Claim(rule, law, name, value.number, unit, inputs, temperature, magnitude=True, firm=False)


def _agreeing(context: Context, value: _Value) -> Claim | None:
    """The law that gives the digits of a value at its temperature."""
    start, end = context.layout.bounds(Scope.SENTENCE, value.number.start)
    start, end = max(start, value.number.start - _NEAR), min(end, value.number.start + _NEAR)
    divalent = DIVALENT.search(context.text, start, end) is not None
    for valence in (1.0, 0.0, *([2.0] if divalent else [])):
        claim = _claim(value, valence)
        if rounds_to(claim, value.temperature.kelvin):
            return claim
    return None


def _is_sharp(number: Number) -> bool:
    return number.last_digit < 1.0 and number.hedge is None


def _wrong(value: _Value, agreeing: list[_Found]) -> Claim | None:
    """A value of a list whose neighbours agree: as large as theirs, or scaled with degrees Celsius."""
    agreeing = [found for found in agreeing if all(given.value == 1.0 for given in found[1].inputs)]
    laws = {claim.law for _, claim in agreeing if _size_of(claim.law, value)}
    scaled = _scaled_with_celsius(value, agreeing)
    if scaled is not None or len(laws) != 1:
        return scaled
    return _firm(_claim(value, 1.0 if laws == {"nernst_slope"} else 0.0))


def _scaled_with_celsius(value: _Value, agreeing: list[_Found]) -> Claim | None:
    """A value that is one of the others times the quotient of the degrees Celsius."""
    celsius = value.temperature.kelvin - ZERO_CELSIUS
    if value.number.unit is None:
        return None
    low, high = sorted(1e3 * abs(value.number.unit.to_si(e)) for e in interval_of(value.number))
    for other, claim in agreeing:
        degrees = other.temperature.kelvin - ZERO_CELSIUS
        if degrees > 1.0 and low <= other.millivolts * celsius / degrees <= high:
            return _firm(_claim(value, 1.0 if claim.law == "nernst_slope" else 0.0))
    return None


def _size_of(law: str, value: _Value) -> bool:
    """Whether a value is as large as those of a law, where a list has slopes and thermal voltages."""
    low, high = _SLOPES if law == "nernst_slope" else _THERMAL_RANGE
    return low < value.millivolts < high


def _firm(claim: Claim) -> Claim:
    """A claim that may be wrong: it is no measured slope, since the others of its list are computed."""
    return replace(claim, firm=True, quantity=COMPUTED if claim.law == "nernst_slope" else claim.quantity)


def _neighbours(context: Context, value: _Value, agreeing: list[_Found]) -> list[_Found]:
    """The agreeing values of the same sentence, else of the paragraph's sentence in front of it."""
    start, end = context.layout.bounds(Scope.SENTENCE, value.number.start)
    own = [found for found in agreeing if start <= found[0].number.start < end]
    if own:
        return own
    block, _ = context.layout.bounds(Scope.BLOCK, value.number.start)
    if start > block:
        start = max(block, context.layout.bounds(Scope.SENTENCE, start - 1)[0])
    return [found for found in agreeing if start <= found[0].number.start < end]


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the slopes and thermal voltages that stand beside their temperatures."""
    context = facts.context
    if not context.temperatures.items or not context.may_hold(_TOPIC):
        return
    agreeing: list[_Found] = []
    open_ones: list[_Value] = []
    for values in _values(context):
        at = values[0].number.start
        pairs = [(value, claim) for value in values if (claim := _agreeing(context, value)) is not None]
        topical = context.speaks(_TOPIC, max(0, at - _NEAR), at + _NEAR)
        if pairs and (topical or _is_sharp(values[0].number)):
            agreeing.append(pairs[0])
            yield pairs[0][1]
        elif not pairs and len(values) == 1:
            open_ones += values
    if open_ones:
        agreeing += _stated_otherwise(context, {value.number.start for value, _ in agreeing})
    for value in open_ones:
        claim = _left_out(context, value, agreeing)
        if claim is not None:
            yield claim


def _stated_otherwise(context: Context, seen: set[int]) -> Iterator[_Found]:
    """The slopes of symbols, "2.303 RT/F = 61.5 mV", that agree with a temperature of their sentence."""
    for prefactor in context.prefactors:
        number = replace(prefactor.number, unit=prefactor.unit)
        if number.start in seen or not _SLOPES[0] < 1e3 * abs(number.si()) < _SLOPES[1]:
            continue
        yield from _agreeing_in_sentence(context, number, 1.0)
    for match in context.matches(_NAMED):
        for number in context.numbers_in(match.end(), match.end() + 12)[:1]:
            if is_potential(number) and number.usable and number.start not in seen:
                yield from _agreeing_in_sentence(context, number, 1.0)


def _agreeing_in_sentence(context: Context, number: Number, valence: float) -> Iterator[_Found]:
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    for temperature in context.temperatures.within(start, end, around=number.start):
        if temperature.number is None or temperature.blocked:
            continue
        value = _Value(number, temperature)
        claim = _claim(value, valence)
        if rounds_to(claim, temperature.kelvin):
            yield value, claim
            return


def _counts_others(context: Context, start: int, value: _Value) -> bool:
    """Whether the sentence has numbers of other quantities in front of a value: currents, concentrations."""
    degrees = {t.number.start for t in context.temperatures.within(start, value.number.start) if t.number}
    counted = [n for n in context.numbers_in(start, value.number.start) if n.start not in degrees]
    units = [n.unit for n in counted if n.unit is not None]
    return any(unit.dimension not in (POTENTIAL, TEMPERATURE) for unit in units)


def _left_out(context: Context, value: _Value, agreeing: list[_Found]) -> Claim | None:
    """The claim of a value that its list shows to be wrong; None where it may be something else."""
    start, end = context.layout.bounds(Scope.SENTENCE, value.number.start)
    found = _neighbours(context, value, agreeing)
    if not found or _MEASURED.search(context.text, start, end):
        return None
    if _OTHER.search(context.text, start, value.number.start) or _counts_others(context, start, value):
        return None
    block, _ = context.layout.bounds(Scope.BLOCK, value.number.start)
    if not context.speaks(_TOPIC, max(block, start - _NEAR), end):
        return None
    claim = _wrong(value, found)
    if claim is None or claim.temperature is None:
        return None
    right = 1e3 * evaluate(
        claim.law, {g.name: g.value for g in claim.inputs} | {"T": claim.temperature.value}
    )
    return claim if abs(right - value.millivolts) > value.number.last_digit else None  # no mere rounding
