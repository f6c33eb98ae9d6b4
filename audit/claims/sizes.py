"""Sizes that are given in passing: a "10 µm cell", a cell of 20 µm diameter, a centimetre of axon.

Whether a "10 µm cell" has that diameter or that radius, and that a cell is a sphere, the text does not say:
what fits is conditional, and names what it rests on.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import pi

from nernstian.audit.claims.base import Claim, Facts, Input, printed_input
from nernstian.audit.claims.electrical_table import FROM_DIAMETER, RADIUS
from nernstian.audit.claims.ion_arguments import sentence_of
from nernstian.audit.claims.slots import Finder, is_round
from nernstian.audit.claims.wholes import ONE_VOLT
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import AREA, CAPACITANCE, LENGTH, SPECIFIC_CAPACITANCE, VOLUME, Dimension, Unit

_BODY = r"(?:cell(?:\sbody|\sbodies)?s?|neurons?|somata|soma|oocytes?|lymphocytes?|protoplasts?|spheroplasts?|eggs?|Protoplast(?:en)?|Ei\b|protoplastes?|ovocytes?|ovocitos?|protoplasti?|Zelle|cellule|neurone|célula|neurona|cel|cellula)\b"
_SIZED = re.compile(rf"[\"']?[\s-](?:(?:round|spherical|isolated|small|large)\s)?{_BODY}", re.IGNORECASE)
_OF_SIZE = re.compile(
    rf"{_BODY}[\"']?\s(?:of|with\sa\ssize\sof|von|de|van|di)\s(?:about\s|etwa\s|environ\s|unos\s|circa\s)?$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"[\"')]?\s?-?\s?(?:(?:in|de|of|im|di|en)\s)?(?:diam|Durchmesser|radi|Radius|rayon|wide|across|long|thick|straal|raggio)",
    re.IGNORECASE,
)
_CALLED_BEFORE = re.compile(
    r"(?:diam\w*|Durchmesser|radi\w*|rayon|straal|raggio|length|long\w*)\s(?:\w+\s){0,2}$", re.IGNORECASE
)
_NOT_ROUND = re.compile(
    r"cylind|axon|dendrit|cable|fib(?:re|er)|invaginat|fold|spine|\bbath|\bdish|coverslip|chamber|pipette|electrode"
    r"|Zylinder|Faser|myocyte|muscle",
    re.IGNORECASE,
)
_AREA = re.compile(r"area|surface|membrane|Oberfläche|superficie|área|oppervlak", re.IGNORECASE)
_VOLUME = re.compile(r"volum|holds|contains|Volumen|enthält|contient|contiene|bevat", re.IGNORECASE)
_CAPACITY = re.compile(r"capacit|Kapazität|\bC(?:_m)?\s?=|\bhas\s$", re.IGNORECASE)
_CUES: dict[Dimension, re.Pattern[str]] = {AREA: _AREA, VOLUME: _VOLUME, CAPACITANCE: _CAPACITY}
_FIBRE = r"(?:axons?|fib(?:re|er)s?|dendrites?|cable|Axons?|Faser|Dendriten?|axone|fibra|axón|dendrita|assone|vezel)\b"
_LENGTHS = re.compile(
    r"\b(?:one|an?|per|each|every|ein(?:en|em|er)?|pro|une?|par|chaque|un|cada|por|één|een|per|ogni)\s"
    r"(?P<unit>(?:centi|milli|micro)met(?:re|er)|(?:centí|milí|micró)metro|(?:centi|milli|micro)metro|(?:centi|milli|micro)mètre|(?:Zenti|Milli|Mikro)meter|cm|mm|µm)\s"
    rf"(?:of|des|der|einer|de|du|del|della|van|di)?\s?(?:the\s|this\s|such\s|la\s|l')?(?:[\w-]+\s){{0,2}}?{_FIBRE}",
    re.IGNORECASE,
)
_SCALES = {"c": ("cm", 1e-2), "z": ("cm", 1e-2), "m": ("mm", 1e-3), "µ": ("µm", 1e-6)}
_SQUARE_MICRON = Unit("µm2", 1e-12, AREA)
_CLOSE = 0.06


@dataclass(frozen=True, slots=True)
class _Size:
    """A radius with what it rests on, and how far away it stands."""

    radius: Input
    assumed: str
    scope: Scope


def _halved(given: Input) -> Input:
    printed = given.printed * 0.5
    return replace(
        given, value=given.value * 0.5, low=given.low * 0.5, high=given.high * 0.5, printed=printed,
        text=f"{printed:g} {given.unit.text}",
    )  # fmt: skip


def _readings(context: Context, finder: Finder, number: Number) -> list[_Size]:
    """The radii that a size near a number may stand for: one in passing, else one that is called by its name."""
    passing = _passing(context, number)
    if passing is not None:
        return passing
    for slot in (RADIUS, FROM_DIAMETER):
        bound = finder.fill(number, slot)
        if bound.given is not None:
            return [_Size(bound.given, "if the cell is a sphere", bound.scope)]
        if bound.tied:
            return []
    return []


def _passing(context: Context, number: Number) -> list[_Size] | None:
    """The two readings of a "10 µm cell" in front of a number; none where there are several such sizes."""
    start, _ = context.layout.bounds(Scope.BLOCK, number.start)
    start = max(start, number.start - 300)
    sizes = {
        f"{n.si():.6g}": n
        for n in context.numbers_in(start, number.start)
        if n.usable and n.unit is not None and n.unit.dimension == LENGTH and _is_size(context, n)
    }
    size = next(iter(sizes.values()), None)
    if size is None or size.unit is None:
        return None
    if len(sizes) != 1:
        return []
    shown = f"{size.value:g} {size.unit.text}"
    given = printed_input("radius", size, size.unit, "stated", False)
    scope = context.layout.distance(number.start, size.start)
    return [
        _Size(_halved(given), f"if {shown} is the diameter of a sphere", scope),
        _Size(given, f"if {shown} is the radius of a sphere", scope),
    ]


def _is_size(context: Context, number: Number) -> bool:
    """Whether a length is the size of a cell, without saying which."""
    text = context.text
    before = text[max(0, number.start - 40) : number.start]
    if _CALLED.match(text, number.unit_end) or _CALLED_BEFORE.search(before):
        return False
    return _SIZED.match(text, number.unit_end) is not None or _OF_SIZE.search(before) is not None


def _specific(context: Context, number: Number) -> Input | None:
    """The one specific capacitance of the document."""
    known = context.by_dimension.get(SPECIFIC_CAPACITANCE)
    values = {f"{n.si():.6g}": n for n in known.items} if known is not None else {}
    given = next(iter(values.values())) if len(values) == 1 else None
    return printed_input("c_m", given, given.unit, "context", False) if given and given.unit else None


def _sphere(context: Context, number: Number, unit: Unit, size: _Size) -> Claim | None:
    rule, law, quantity = "NE112", "sphere", "area"
    inputs: tuple[Input, ...] = (replace(size.radius, name="radius"),)
    if unit.dimension == VOLUME:
        law, quantity = "sphere_volume", "volume"
    if unit.dimension == CAPACITANCE:
        specific = _specific(context, number)
        if specific is None:
            return None
        radius = size.radius
        area = 4.0 * pi * radius.value**2
        shown = Input("A", f"4π({radius.text})^2", area, area / _SQUARE_MICRON.scale, _SQUARE_MICRON)
        rule, law, quantity, inputs = "NE105", "capacitor_charge", "C", (specific, shown, ONE_VOLT)
    return Claim(
        rule, law, quantity, number, unit, inputs, reach=min(size.scope, Scope.SECTION), magnitude=True,
        firm=False, assumed=size.assumed,
    )  # fmt: skip


def _fits(claim: Claim) -> bool:
    value = claim.unit.from_si(evaluate(claim.formula, {given.name: given.value for given in claim.inputs}))
    return abs(value - abs(claim.number.value)) <= _CLOSE * abs(claim.number.value)


def _cell(context: Context, finder: Finder, number: Number, unit: Unit) -> Claim | None:
    start, end = sentence_of(context, number)
    sentence = context.text[max(start, number.start - 300) : min(end, number.unit_end + 100)]
    before = context.text[max(start, number.start - 90) : number.start]
    if not _CUES[unit.dimension].search(before) or _NOT_ROUND.search(sentence):
        return None
    top = context.layout.bounds(Scope.SECTION, number.start)[0]
    if not re.search(_BODY, context.text[max(top, number.start - 600) : number.unit_end], re.IGNORECASE):
        return None
    claims = [_sphere(context, number, unit, size) for size in _readings(context, finder, number)]
    return next((claim for claim in claims if claim is not None and _fits(claim)), None)


def _length(context: Context, number: Number) -> Input | None:
    """The length of "a centimetre of axon", named in the sentence of a number."""
    start, end = sentence_of(context, number)
    found = list(
        _LENGTHS.finditer(context.text, max(start, number.start - 200), min(end, number.unit_end + 120))
    )
    if len(found) != 1:
        return None
    shown, scale = _SCALES.get(found[0]["unit"][0].lower(), ("", 0.0))
    if found[0]["unit"].lower().startswith(("mic", "mik")):
        shown, scale = _SCALES["µ"]
    return Input("length", f"1 {shown}", scale, 1.0, Unit(shown, scale, LENGTH)) if scale else None


def _piece(context: Context, finder: Finder, number: Number, unit: Unit) -> Claim | None:
    """The membrane or the inside of a length of fibre."""
    length = _length(context, number)
    if length is None or unit.dimension not in (AREA, VOLUME):
        return None
    bounds = [finder.fill(number, slot) for slot in (RADIUS, FROM_DIAMETER)]
    given = [bound for bound in bounds if bound.given is not None]
    if not given or any(bound.tied for bound in bounds):
        return None
    radii = {f"{bound.given.value:.6g}" for bound in given if bound.given is not None}
    nearest = min(given, key=lambda bound: bound.scope)
    if len(radii) != 1 or nearest.given is None:
        return None
    law, quantity = ("cylinder_side", "area") if unit.dimension == AREA else ("cylinder_volume", "volume")
    inputs = (replace(nearest.given, name="radius"), length)
    claim = Claim("NE112", law, quantity, number, unit, inputs, reach=nearest.scope, magnitude=True)
    value = claim.unit.from_si(evaluate(claim.formula, {each.name: each.value for each in claim.inputs}))
    firm = nearest.scope <= Scope.SENTENCE or _is_slip(claim)
    return replace(claim, firm=firm and not is_round(number, value))


def _is_slip(claim: Claim) -> bool:
    """Whether only the power of ten is wrong: then the inputs surely belong to the number."""
    value = claim.unit.from_si(evaluate(claim.formula, {given.name: given.value for given in claim.inputs}))
    low, high = interval_of(claim.number)
    return any(low <= value * float(f"1e{power}") <= high for power in (-6, -4, -3, -2, -1, 1, 2, 3, 4, 6))


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield areas, volumes and capacitances of cells and pieces of fibres whose size is given in passing."""
    context = facts.context
    finder = Finder(context)
    for number in context.numbers:
        unit = number.unit
        if unit is None or not number.usable or unit.dimension not in _CUES or number.value <= 0.0:
            continue
        found = _piece(context, finder, number, unit) or _cell(context, finder, number, unit)
        if found is not None:
            yield found
