"""Membrane potentials that the constant-field equation gives from permeabilities and concentrations near them.

A text varies one thing at a time: "at the peak 1 : 20 : 0.45", "with 12 mM potassium", "drop chloride". Each
variation is tried; a number that one of them gives agrees with it. Only where the text names the equation and
leaves one reading may a number be called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, concentration_input, exact
from nernstian.audit.claims.ghk_voltage import make_ghk
from nernstian.audit.claims.inferred import (
    LARGEST,
    SMALLEST,
    fits,
    is_sharp,
    known,
    readings,
    words_around,
)
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.permeabilities import IONS, Weights, find_weights
from nernstian.audit.context import Concentration, Context
from nernstian.audit.ions import mentions
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index
from nernstian.audit.numbers import Number
from nernstian.audit.sides import sides_in
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR

_EQUATION = re.compile(r"\bGHK\b|goldman|constant[- ]field|Hodgkin[- ]?Katz", re.IGNORECASE)
_NEAR = re.compile(
    r"permeab|P_?\(?(?:K|Na|Cl)\b|\bratio|\bequation|\bresting|\brests?\b|\bneuron|\bcell|\bmembrane|Ruhe|repos|reposo|riposo|rust|potenti"
    r"|\bpeak|\bspike|\bpico\b",
    re.IGNORECASE,
)
_NO_CHLORIDE = re.compile(
    r"(?:drop|omit|leav\w+\sout|neglect|ignor|without|no|impermea\w+\sto|disregard|despreci\w+|vernachlässig\w*|ohne|néglige\w*|sans|sin|senza"
    r"|zonder|trascur\w+)\s[^.;]{0,20}(?:chlor|clor|Cl\b)|(?:chlor|clor)\w*[^.;]{0,12}\b(?:impermea|neglect|ignor|vernachl)",
    re.IGNORECASE,
)
_NOT_NEW = re.compile(
    r"\b(?:mV|from|between|lies|measured|gemessen|mesuré|medido|threshold|clamp\w*|held|dynamic|pump\w*|electrogenic|Mullins)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
_MOST = 4  # sets of permeabilities that are tried
_REACH = 400


@dataclass(frozen=True, slots=True)
class _Variation:
    """What a sentence changes: a concentration it states itself, or chloride that is left out."""

    replaced: dict[tuple[str, str], Concentration]
    without_chloride: bool


def _sentence(context: Context, number: Number) -> tuple[int, int]:
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    return max(start, number.start - _REACH), min(end, number.start + _REACH // 2)


def _variation(facts: Facts, number: Number) -> _Variation:
    """The concentrations that a number's own sentence states: "at 12 mM potassium it becomes −54.7 mV"."""
    context = facts.context
    start, end = _sentence(context, number)
    replaced: dict[tuple[str, str], Concentration] = {}
    for stated in context.numbers_in(start, end):
        if stated.unit is None or stated.unit.dimension != CONCENTRATION or not stated.usable:
            continue
        near = mentions(context.text, max(start, stated.start - 50), min(end, stated.unit_end + 25))
        if not near or stated.value <= 0.0:
            continue
        ion = min(near, key=lambda mention: abs(mention.start - stated.start)).ion
        sides = sides_in(context.text, max(start, stated.start - 40), min(end, stated.unit_end + 20))
        side = sides[-1].side if sides else "out"  # it is the bath that experiments change
        replaced.setdefault(
            (ion, side), Concentration(ion, side, stated, stated.unit, stated.si(), False, stated.start)
        )
    text = context.text[start : number.start]
    return _Variation(replaced, _NO_CHLORIDE.search(text) is not None)


def _weights_near(context: Context, weights: Index[Weights], number: Number) -> tuple[list[Weights], bool]:
    """The sets of permeabilities that a number may follow from; whether its own sentence states one."""
    start, end = _sentence(context, number)
    own = list(weights.within(start, end))
    if own:
        before = [w for w in own if w.at < number.start]
        return [(before or own)[-1]], True
    before = [w for w in weights.items if w.at < number.start][-_MOST:]
    return list(reversed(before)), False


def _inputs(
    facts: Facts, weights: Weights, number: Number, variation: _Variation
) -> Iterator[tuple[tuple[Input, ...], Scope]]:
    """All arguments of the law, for every chloride permeability that the text allows."""
    permeability = dict(weights.values)
    if variation.without_chloride:
        permeability["Cl"] = 0.0
    concentrations: list[Input] = []
    reach = Scope.SENTENCE
    for ion in IONS:
        if permeability.get(ion, 0.0) == 0.0:
            concentrations += [
                Input(f"{ion}_{side}", "1 mM", 1.0, 1.0, MILLIMOLAR, "default") for side in ("out", "in")
            ]
            continue
        for side in ("out", "in"):
            own = variation.replaced.get((ion, side))
            found = [own] if own is not None else known(facts, ion, side, number.start)
            if len(found) != 1:
                return
            scope = facts.context.layout.distance(number.start, found[0].at)
            reach = max(reach, scope)
            concentrations.append(concentration_input(f"{ion}_{side}", found[0], scope))
    given = [
        exact(f"P_{ion}", permeability[ion])
        if ion in permeability
        else Input(f"P_{ion}", "0", 0.0, 0.0, DIMENSIONLESS, "default")
        for ion in IONS
    ]
    yield (*concentrations, *given), reach


def _hypotheses(facts: Facts, sets: list[Weights], number: Number) -> Iterator[Claim]:
    variation = _variation(facts, number)
    plain = _Variation({}, variation.without_chloride)
    for weights in sets:
        for tried in (variation, plain) if variation.replaced else (plain,):
            for inputs, reach in _inputs(facts, weights, number, tried):
                yield replace(make_ghk(facts, number, inputs, reach), firm=False)


def _is_only(context: Context, number: Number) -> bool:
    """Whether the number is the first potential of its sentence behind the name of the equation."""
    start, _ = _sentence(context, number)
    named = [m.end() for m in _EQUATION.finditer(context.text, start, number.start)]
    between = context.numbers_in(named[-1] if named else start, number.start)
    return bool(named) and not any(is_potential(n) for n in between)


def _inferred(facts: Facts, weights: Index[Weights], number: Number) -> Claim | None:
    context = facts.context
    start, end = _sentence(context, number)
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    before = context.text[start : number.start]
    words = words_around(context, number)
    sets, own = _weights_near(context, weights, number)
    named = _EQUATION.search(context.text, start, end) is not None
    cue = named or own or _NEAR.search(before) is not None
    if not sets or not cue or _NOT_NEW.search(before[-60:]) or (words.excluded and not own):
        return None
    if not (named or own) and not weights.within(max(block, number.start - 1500), number.start):
        return None
    tried = list(_hypotheses(facts, sets, number))
    agreeing = [claim for claim in tried if fits(claim, named or own)]
    if agreeing and (is_sharp(number) or named or own):
        return agreeing[0]
    firm = named and own and len(tried) == 1 and _is_only(context, number) and tried[0].reach <= Scope.SECTION
    stated = tried[0].temperature is not None or tried[0].prefactor is not None if tried else False
    return replace(tried[0], firm=True) if firm and stated and readings(tried[0]) else None


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the potentials that the constant-field equation gives from what stands near them."""
    weights = find_weights(facts.context)
    if not weights.items:
        return
    for number in facts.context.with_unit:
        if not is_potential(number) or not number.usable or facts.context.is_prefactor(number):
            continue
        if SMALLEST <= abs(number.si()) <= LARGEST:
            found = _inferred(facts, weights, number)
            if found is not None:
                yield found
