"""Membrane potentials that the constant-field equation gives from permeabilities near them.

A text varies one thing at a time: "at the peak 1 : 20 : 0.45", "with 12 mM potassium", "drop chloride". Each
variation is tried; a number that one of them gives agrees with it. Only where the text names the equation and
leaves one reading may a number be called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, concentration_input, exact
from nernstian.audit.claims.ghk_voltage import incomplete, make_ghk
from nernstian.audit.claims.inferred import (
    LARGEST,
    SMALLEST,
    at_stated_temperature,
    fits,
    is_sharp,
    known,
    words_around,
)
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.permeabilities import IONS, Weights, find_weights
from nernstian.audit.context import Concentration, Context
from nernstian.audit.ions import mentions
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index
from nernstian.audit.numbers import Number
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
_MOST = 4  # sets of permeabilities, and lists of concentrations, that are tried
_MOST_OWN = 7
_REACH = 400


Stated = dict[tuple[str, str], Concentration]


def _sentence(context: Context, number: Number) -> tuple[int, int]:
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    return max(start, number.start - _REACH), min(end, number.start + _REACH // 2)


def _own(facts: Facts, number: Number) -> list[Stated]:
    """What a number's own sentence states, "at 12 mM potassium": as bound, else on either side."""
    context = facts.context
    start, end = _sentence(context, number)
    bound: Stated = {}
    for c in facts.concentrations.all.within(start, end):
        if not c.blocked:
            bound.setdefault((c.ion, c.side), c)
    made = [bound]
    for stated in context.numbers_in(start, end):
        unit = stated.unit
        if unit is None or unit.dimension != CONCENTRATION or not stated.usable or stated.value <= 0.0:
            continue
        near = mentions(context.text, max(start, stated.start - 50), min(end, stated.unit_end + 25))
        if not near:
            continue
        ion = min(near, key=lambda mention: abs(mention.start - stated.start)).ion
        for side in ("out", "in"):  # it is the bath that most experiments change
            own = Concentration(ion, side, stated, unit, stated.si(), False, stated.start)
            without = {key: c for key, c in bound.items() if c.at != stated.start}
            made.append({**without, (ion, side): own})
    return sorted(made[:_MOST_OWN], key=len, reverse=True)


def _groups(facts: Facts, number: Number) -> Iterator[Stated]:
    """The concentrations of each list or table in front of a number, the last one first."""
    layout = facts.context.layout
    found: dict[int, dict[tuple[str, str], list[Concentration]]] = {}
    for c in facts.concentrations.all.within(0, number.start, around=number.start):
        if c.blocked or c.number is None:
            continue
        start = layout.bounds(Scope.GROUP, c.at)[0]
        found.setdefault(start, {}).setdefault((c.ion, c.side), []).append(c)
    for start in sorted(found, reverse=True)[:_MOST]:
        yield {key: same[0] for key, same in found[start].items() if len({c.value for c in same}) == 1}


def _weights_near(context: Context, weights: Index[Weights], number: Number) -> tuple[list[Weights], bool]:
    """The sets of permeabilities that a number may follow from; whether its own sentence states one."""
    start, end = _sentence(context, number)
    own = list(weights.within(start, end))
    earlier = [w for w in weights.items if w.at < (own[0].at if own else number.start)]
    before = [w for w in own if w.at < number.start]
    if own and (before or not earlier):
        chosen = (before or own)[-1]
        return [chosen, *_with_chloride(chosen, earlier)], True
    return list(reversed(earlier[-_MOST:])), False


def _with_chloride(weights: Weights, earlier: list[Weights]) -> list[Weights]:
    """A ratio of sodium to potassium with the chloride of the last ratio that had it."""
    before = [dict(w.values) for w in earlier if "Cl" in dict(w.values) and dict(w.values).get("K")]
    given = dict(weights.values)
    if "Cl" in given or not before or not given.get("K"):
        return []
    return [
        replace(weights, values=(*weights.values, ("Cl", before[-1]["Cl"] / before[-1]["K"] * given["K"])))
    ]


def _inputs(
    facts: Facts, permeability: dict[str, float], number: Number, stated: Stated, near: bool
) -> tuple[tuple[Input, ...], Scope] | None:
    """All arguments of the law from what is stated, and where ``near`` from the nearest of the rest."""
    concentrations: list[Input] = []
    reach = Scope.SENTENCE
    for ion in IONS:
        if permeability.get(ion, 0.0) == 0.0:
            concentrations += [
                Input(f"{ion}_{side}", "1 mM", 1.0, 1.0, MILLIMOLAR, "default") for side in ("out", "in")
            ]
            continue
        for side in ("out", "in"):
            own = stated.get((ion, side))
            found = [own] if own is not None else known(facts, ion, side, number.start) if near else []
            if len(found) != 1:
                return None
            scope = facts.context.layout.distance(number.start, found[0].at)
            reach = max(reach, scope)
            concentrations.append(concentration_input(f"{ion}_{side}", found[0], scope))
    given = [
        exact(f"P_{ion}", permeability[ion])
        if ion in permeability
        else Input(f"P_{ion}", "0", 0.0, 0.0, DIMENSIONLESS, "default")
        for ion in IONS
    ]
    return (*concentrations, *given), reach


def _hypotheses(facts: Facts, sets: list[Weights], number: Number) -> Iterator[Claim]:
    """Every reading of a number as a voltage of the equation, the nearest first; none twice."""
    start, _ = _sentence(facts.context, number)
    without = _NO_CHLORIDE.search(facts.context.text, start, number.start) is not None
    own = _own(facts, number)
    seen: set[tuple[float, ...]] = set()
    for weights in sets:
        permeability = dict(weights.values) | ({"Cl": 0.0} if without else {})
        sources = [(stated, True) for stated in own]
        sources += [({**group, **stated}, False) for group in _groups(facts, number) for stated in own[-2:]]
        for stated, near in sources:
            found = _inputs(facts, permeability, number, stated, near)
            values = tuple(item.value for item in found[0]) if found is not None else ()
            if found is not None and values not in seen:
                seen.add(values)
                yield replace(make_ghk(facts, number, *found), firm=False)


def _is_only(context: Context, number: Number, at: int) -> bool:
    """Whether the number is the first potential of its sentence behind the permeabilities or the equation."""
    start, _ = _sentence(context, number)
    named = [m.end() for m in _EQUATION.finditer(context.text, start, number.start)]
    first = max([*named, at] if at < number.start else named, default=-1)
    return first >= start and not any(is_potential(n) for n in context.numbers_in(first, number.start))


def _is_unique(facts: Facts, number: Number, weights: Weights) -> bool:
    """Whether the section states one concentration on each side of every ion that counts."""
    start, end = facts.context.layout.bounds(Scope.SECTION, number.start)
    for ion, permeability in weights.values:
        for side in ("out", "in"):
            found = facts.concentrations.of(ion, side).within(start, end)
            values = {c.blocked or round(c.value, 9) for c in found}
            if permeability and len(values) != 1:
                return False
    return True


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
    if not tried or not own or incomplete(context, sets[0], number) or not _is_unique(facts, number, sets[0]):
        return None
    firm = tried[0].reach <= Scope.SECTION and _is_only(context, number, sets[0].at)
    return replace(tried[0], firm=True) if firm else None


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
                yield at_stated_temperature(facts, found)
