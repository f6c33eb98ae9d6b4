"""What cable theory computes with, as texts state it: sizes, resistivities, constants, and what is derived."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from math import isfinite

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Input
from nernstian.audit.claims.electrical_table import CABLE, CABLE_DIAMETER
from nernstian.audit.claims.slots import Finder, Slot
from nernstian.audit.claims.trials import rounding
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import LENGTH, MEMBRANE_RESISTANCE, RESISTIVITY, TIME, Dimension

RULE = "NE117"
FREQUENCY: Dimension = (0, 0, -1, 0, 0, 0, 0)
LAMBDA_WORDS = (
    r"(?:λ|\blambda\b|(?:length|space)\sconstant|Längskonstante|constante\sd(?:'espace|e\s(?:longueur|longitud|espacio))"
    r"|lengteconstante|costante\sdi\s(?:spazio|lunghezza))"
)
TAU_WORDS = r"(?:τ|\btau\b|time\sconstant|Zeitkonstante|constante\sde\st(?:emps|iempo)|costante\sdi\stempo|tijdconstante)"
_TO = r"(?!_AC|_f)(?:_?[A-Za-z]{0,2})?(?:[\s=≈~:]|is|of|ist|est|es|è|vale|di|de|about|of\sabout|circa|rund|becomes|diventa|m?m|cm|µm|[\d.,]){0,8}$"
LAMBDA = Slot("lambda", LENGTH, before=re.compile(LAMBDA_WORDS + _TO, re.IGNORECASE), low=1e-6, high=0.1)
TAU = Slot("tau", TIME, before=re.compile(TAU_WORDS + _TO, re.IGNORECASE), low=1e-6, high=1.0)
R_M = Slot("R_m", MEMBRANE_RESISTANCE)
R_I = Slot("R_i", RESISTIVITY)
_WIDE = 3e-5  # m: of what is longer, it is rather a length than a width


def last_before(finder: Finder, number: Number, slot: Slot) -> tuple[Input, Scope] | None:
    """Return the last value of a slot in front of a number in its section, else in the one it refers to."""
    context = finder.context
    start, _ = context.layout.bounds(Scope.SECTION, number.start)
    near = [n for n in finder.fits(slot).within(start, number.start, around=number.start) if n.usable]
    if near:
        scope = context.layout.distance(number.start, near[-1].start)
        return _rounded(finder.made(slot, near[-1], scope), near[-1]), scope
    there = context.layout.answers.referred(number.start) or context.layout.answers.question(number.start)
    if there is None:
        return None
    far = finder.fits(slot).within(there[0], there[1])
    values = {f"{n.si():.6g}": n for n in far}
    if len(values) != 1:
        return None
    only = next(iter(values.values()))
    return _rounded(finder.made(slot, only, Scope.SECTION), only), Scope.SECTION


def _rounded(given: Input, number: Number) -> Input:
    half = rounding(number) * abs(given.value)
    return replace(given, low=given.value - half, high=given.value + half)


def is_only(finder: Finder, number: Number, slots: tuple[Slot, ...]) -> bool:
    """Return whether a section states one value of some slots, and the sentence of a number no size without a role."""
    start, end = finder.context.layout.bounds(Scope.SECTION, number.start)
    for slot in slots:
        near = finder.fits(slot).within(start, end, around=number.start)
        if len({f"{n.si():.6g}" for n in near}) > 1:
            return False
    return True


def _has_other_size(finder: Finder, number: Number) -> bool:
    """Whether the sentence of a number states a size in front of it that no words call radius or diameter."""
    start, _ = finder.context.layout.bounds(Scope.SENTENCE, number.start)
    start = max(start, number.start - 300)
    called = {
        n.start for slot in (CABLE, CABLE_DIAMETER) for n in finder.fits(slot).within(start, number.start)
    }
    return any(
        n.unit is not None and n.unit.dimension == LENGTH and n.start not in called and n.si() < _WIDE
        for n in finder.context.numbers_in(start, number.start)
    )


def cable_of(finder: Finder, number: Number) -> tuple[tuple[Input, Input, Input], Scope] | None:
    """Return radius, membrane resistance and resistivity of the one cable that is described near a number."""
    sizes = [found for slot in (CABLE, CABLE_DIAMETER) if (found := last_before(finder, number, slot))]
    membrane, inside = last_before(finder, number, R_M), last_before(finder, number, R_I)
    if not sizes or membrane is None or inside is None:
        return None
    size = max(sizes, key=lambda found: found[0].number.start if found[0].number is not None else 0)
    if size[1] > Scope.SENTENCE and _has_other_size(finder, number):
        return None
    scope = max(size[1], membrane[1], inside[1])
    return (size[0], membrane[0], inside[0]), scope


def derived(
    number: Number, quantity: str, text: str, function: Callable[..., float], inputs: tuple[Input, ...], scope: Scope,
    firm: bool = False,
) -> Claim | None:  # fmt: skip
    """Return the claim of a number that a function of some inputs gives; each input keeps its rounding."""
    try:
        value = function(*(given.value for given in inputs))
        corners = [function(*corner) for corner in product(*((given.low, given.high) for given in inputs))]
    except (ArithmeticError, ValueError):
        return None
    if not (isfinite(value) and all(map(isfinite, corners))):
        return None
    unit = number.unit or DIMENSIONLESS
    shown = f"{text}: {', '.join(given.text for given in inputs)}" if inputs else text
    given = Input("value", shown, value, value, DIMENSIONLESS, "stated", min(corners), max(corners))
    return Claim(
        RULE, ARITHMETIC, quantity, replace(number, unit=unit), unit, (given,), reach=min(scope, Scope.SECTION),
        magnitude=True, firm=firm,
    )  # fmt: skip


def agrees(claim: Claim) -> bool:
    """Return whether a derived value, with the rounding of its inputs, reaches the interval of its number."""
    low, high = sorted(abs(claim.unit.to_si(edge)) for edge in interval_of(claim.number))
    if claim.number.hedge is not None:
        low, high = low * 0.95, high * 1.05
    given = claim.inputs[0]
    least, most = sorted((abs(given.low), abs(given.high)))
    return least <= high * (1.0 + 1e-9) and low * (1.0 - 1e-9) <= most


def is_multiple(claim: Claim, factors: tuple[float, ...]) -> bool:
    """Return whether a number with two digits or more is a derived value times one of some factors."""
    low, high = sorted(abs(edge) for edge in interval_of(claim.number))
    if low <= 0.0 or high > 1.12 * low:
        return False
    value = abs(claim.unit.from_si(claim.inputs[0].value))
    return any(low <= value * factor <= high for factor in factors)


def sentence(context: Context, number: Number, before: int = 300, after: int = 120) -> str:
    """Return what stands around a number in its sentence."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    return context.text[max(start, number.start - before) : min(end, number.unit_end + after)]


def lead(context: Context, number: Number, reach: int = 120) -> str:
    """Return what stands in front of a number in its sentence."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    return context.text[max(start, number.start - reach) : number.start]
