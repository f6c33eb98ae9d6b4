"""Membrane capacitance and charge: C = c_m A is the charge at one volt, Q = c_m A V."""

# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator

from nernstian.audit.claims.base import Claim, Facts, Input, Unbound
from nernstian.audit.claims.capacitor import Found, magnitude_input, nearest
from nernstian.audit.claims.guards import SHOWN
from nernstian.audit.claims.wholes import ONE_VOLT, UNIT_AREA
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import AREA, CAPACITANCE, CHARGE, POTENTIAL, SPECIFIC_CAPACITANCE, Unit

RULE, LAW = "NE105", "capacitor_charge"
_CAPACITANCE = re.compile(
    r"(?:capacitance|capacity|Kapazität|capacité|capacidad|capaciteit|\bC(?:_m|_cell)?\s?=)[^.;,\n\d]{0,30}$"
    r"|comes\sout\sat\s(?:about\s)?$|\bat\s(?:about\s)?$"
)
_CHARGE = re.compile(r"(?:\bQ\b|charge|Ladung|carga|lading)(?:[^.;\n]|\.\d){0,90}$")
_PER_AREA = re.compile(r"specific|per\s(?:unit\s)?area|per\ssquare", re.IGNORECASE)
_NOT_MEMBRANE = re.compile(r"pipette|electrode|stray|amplifier|compensat|parasitic|measured", re.IGNORECASE)
_AGAIN = re.compile(
    r"(?:\s(?:of|di|de|von|van)?\s?(?:the\s)?(?:cell\s)?(?:membran[ea]?|surface|Membran|Oberfläche|membraan))?\s?[,;(]?\s?(?:(?:and|und|et|y|e|en)\s)?"
    r"(?:(?:which|that|this|das|ce\squi|lo\sque|il\sche)\s)?(?:i\.e\.|that\sis|is|means|makes|gives|thus|hence|so|or|cioè|ossia|dunque|d\.\s?h\.|das\sheißt|also|sind|soit|c'est-à-dire|donc"
    r"|es\sdecir|o\ssea|dat\swil\szeggen|d\.w\.z\.|dus)\s(?:about\s|ca\.\s|circa\s)?",
    re.IGNORECASE,
)
_CLOSE = 0.06
_FACTOR_BEFORE = re.compile(r"[)\s×·*(]{1,5}$")


def _make(
    number: Number, quantity: str, inputs: tuple[Input, ...], reach: Scope, firm: bool = True
) -> Claim | Unbound:
    if number.unit is None:
        return Unbound(number, "no unit")
    return Claim(RULE, LAW, quantity, number, number.unit, inputs, reach=reach, magnitude=True, firm=firm)


def _capacitance(context: Context, number: Number) -> Iterator[Claim | Unbound]:
    """A capacitance beside an area and a specific capacitance."""
    before = context.text[max(0, number.start - 60) : number.start]
    clause = context.layout.bounds(Scope.CLAUSE, number.start)
    device = _NOT_MEMBRANE.search(context.text, *clause) and not SHOWN.search(before)
    equal = _said_again(context, number)
    if equal is None and (device or not _CAPACITANCE.search(before) or _PER_AREA.search(before[-40:])):
        return
    area = nearest(context, number, AREA, Scope.SECTION)
    specific = nearest(context, number, SPECIFIC_CAPACITANCE, Scope.DOCUMENT)
    if equal is not None:
        area = equal
    elif len(area.numbers) != 1:
        area = _same_phrase(context, number)
    if len(area.numbers) != 1 or len(specific.numbers) != 1:
        missing = "area" if len(area.numbers) != 1 else "specific capacitance"
        yield Unbound(number, f"no one {missing} is stated near it")
        return
    inputs = (
        magnitude_input("c_m", specific.numbers[0], specific.scope),
        magnitude_input("A", area.numbers[0], area.scope),
        ONE_VOLT,
    )
    if area.numbers[0].start > number.start and not _is_near(number, inputs):
        yield Unbound(number, "the area behind it may be that of something else")
        return
    yield _make(number, "C", inputs, area.scope, _is_firm(context, number, area.numbers[0]))


def _is_near(number: Number, inputs: tuple[Input, ...]) -> bool:
    """Whether a product has about the value of a number."""
    value = 1.0
    for given in inputs:
        value *= given.value
    return abs(value - abs(number.si())) <= _CLOSE * abs(number.si())


def _is_firm(context: Context, number: Number, area: Number) -> bool:
    """Whether an area surely belongs to a capacitance: in one sentence, or in one list of properties."""
    distance = context.layout.distance(number.start, area.start)
    listed = context.layout.block_at(number.start).kind == context.layout.block_at(area.start).kind == "item"
    return distance <= Scope.SENTENCE or (distance == Scope.GROUP and listed)


def _said_again(context: Context, number: Number) -> Found | None:
    """The area that a capacitance says again: "0.02 cm2 of membrane, i.e. 0.02 µF"."""
    before = context.numbers_in(max(0, number.start - 60), number.start)
    area = before[-1] if before else None
    if area is None or not area.usable or area.unit is None or area.unit.dimension != AREA:
        return None
    again = _AGAIN.fullmatch(context.text[area.unit_end : number.start])
    return Found((area,), Scope.CLAUSE) if again is not None else None


def _same_phrase(context: Context, number: Number) -> Found:
    """The area of the same phrase where a sentence lists cells: "a fibre of 20,000 um2 at 200 pF"."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    comma = max(start, context.text.rfind(", ", start, number.start))
    areas = [
        n for n in context.numbers_in(comma, number.start) if n.usable and n.unit and n.unit.dimension == AREA
    ]
    return Found(tuple(areas), Scope.CLAUSE)


def _voltage(context: Context, number: Number) -> Input | None:
    found = nearest(context, number, POTENTIAL, Scope.SECTION)
    return magnitude_input("V", found.numbers[0], found.scope) if len(found.numbers) == 1 else None


def _charge(context: Context, number: Number) -> Iterator[Claim | Unbound]:
    """A charge: from a printed product, else from capacitance or area and the voltage near it."""
    if not _CHARGE.search(context.text[max(0, number.start - 110) : number.start]):
        return
    if number.sign and _sign_differs(context, number):
        yield Unbound(number, "the sign of the charge is not that of the voltage")
        return
    factors = _printed_factors(context, number)
    if factors is not None:
        yield _make(number, "Q", factors, Scope.SENTENCE)
        return
    voltage = _voltage(context, number)
    area = nearest(context, number, AREA, Scope.SECTION)
    specific = nearest(context, number, SPECIFIC_CAPACITANCE, Scope.DOCUMENT)
    whole = nearest(context, number, CAPACITANCE, Scope.SECTION)
    if voltage is None:
        return
    if len(area.numbers) == len(specific.numbers) == 1:
        inputs = (
            magnitude_input("c_m", specific.numbers[0], specific.scope),
            magnitude_input("A", area.numbers[0], area.scope),
            voltage,
        )
        yield _make(number, "Q", inputs, area.scope, firm=False)
    elif len(whole.numbers) == 1:
        yield _make(number, "Q", (*_as_capacitance(whole.numbers[0]), voltage), whole.scope, firm=False)


def _sign_differs(context: Context, number: Number) -> bool:
    """Whether an explicit sign contradicts the voltage near it."""
    found = nearest(context, number, POTENTIAL, Scope.SECTION)
    negative = {voltage.value < 0.0 for voltage in found.numbers}
    return negative != {number.value < 0.0} if number.sign == "+" or found.numbers else False


def _as_capacitance(number: Number) -> tuple[Input, Input]:
    """A whole capacitance as that of one square metre."""
    unit = number.unit
    if unit is None:
        raise ValueError("a number without a unit is no input")
    per_area = Unit(f"{unit.text}/m2", unit.scale, SPECIFIC_CAPACITANCE)
    c_m = Input(
        "c_m",
        f"{number.value:g} {unit.text}/m2",
        number.si(),
        number.value,
        per_area,
        "stated",
        number=number,
    )
    return c_m, UNIT_AREA


def _printed_factors(context: Context, number: Number) -> tuple[Input, ...] | None:
    """The factors of ``(5e-8 F)(0.110 V) = 5.5e-9 C`` in front of the number."""
    before = [n for n in context.numbers_in(max(0, number.start - 70), number.start) if n.usable]
    if len(before) < 2:
        return None
    first, second = before[-2:]
    gap = context.text[first.unit_end : second.start]
    equals = context.text[second.unit_end : number.start]
    if not _FACTOR_BEFORE.fullmatch(gap or "?") or not re.fullmatch(r"[\s)]*[=≈]\s*", equals):
        return None
    by_dimension = {n.unit.dimension: n for n in (first, second) if n.unit is not None}
    if set(by_dimension) != {CAPACITANCE, POTENTIAL}:
        return None
    volts = magnitude_input("V", by_dimension[POTENTIAL], Scope.SENTENCE)
    return (*_as_capacitance(by_dimension[CAPACITANCE]), volts)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the capacitances and charges of membranes."""
    for number in facts.context.with_unit:
        if number.unit is None or number.is_range or number.doubt:
            continue
        if number.unit.dimension == CAPACITANCE:
            yield from _capacitance(facts.context, number)
        elif number.unit.dimension == CHARGE:
            yield from _charge(facts.context, number)
