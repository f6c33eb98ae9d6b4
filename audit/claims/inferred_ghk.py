"""Membrane potentials that the constant-field equation gives from permeabilities near them.

A text varies one thing at a time: "at the peak 1 : 20 : 0.45", "with 12 mM potassium", "drop chloride". Each
variation is tried; a number that one of them gives agrees with it. Only where the text names the equation and
leaves one reading may a number be called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import (
    DIMENSIONLESS,
    Claim,
    Facts,
    Input,
    concentration_input,
    exact,
    prefactor_input,
)
from nernstian.audit.claims.ghk_voltage import OTHER_LAW, incomplete, make_ghk
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
from nernstian.audit.claims.permeability_changes import changed, find_omissions, single_changes
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.ions import mentions
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index
from nernstian.audit.numbers import Number
from nernstian.audit.repairs import find_repairs
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR

_EQUATION = re.compile(r"\bGHK\b|goldman|constant[- ]field|Hodgkin[- ]?Katz", re.IGNORECASE)
_NEAR = re.compile(
    r"permeab|P_?\(?(?:K|Na|Cl)\b|\bratio|\bequation|\bresting|\brests?\b|\bneuron|\bcell|\bmembrane|Ruhe|repos|reposo|riposo|rust|potenti"
    r"|\bpeak|\bspike|\bpico\b",
    re.IGNORECASE,
)
_NOT_NEW = re.compile(
    r"\b(?:mV|from|between|lies|measured|gemessen|mesuré|medido|threshold|clamp\w*|held|dynamic|pump\w*|electrogenic|Mullins)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
# of cells that were looked at, not of the equation
OF_CELLS = re.compile(
    r"\b(?:was|were|been)\s(?:usually\s|often\s)?(?:found|seen|stable)\b|\b(?:in|of|for)\s(?:most|many|some|all|these)\s(?:\w+\s){0,2}?(?:cells|fib(?:re|er)s|neurone?s"
    r"|axons|preparations|experiments|textbooks)\b|\b(?:typical\w*|usually|often|commonly|impal\w+|electrode\w*|penetrat\w+)\b",
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


def _scenarios(context: Context, weights: Index[Weights], number: Number) -> tuple[list[Weights], bool, int]:
    """The permeabilities that a number may follow from, whether its sentence states them, and where.

    What its sentence changes, or leaves out, is changed in each set that is near; the nearest comes first.
    """
    sets, own = _weights_near(context, weights, number)
    start, _ = _sentence(context, number)
    since = max([start, *(w.at + 1 for w in sets[:1] if own and w.at < number.start)])
    changes = single_changes(context, since, number.start)
    omitted = find_omissions(context).within(start, number.start)
    again = [c.at for c in changes if c.ion == "Cl"]
    if omitted and not (again and again[-1] > omitted[-1].at):
        changes = [*(c for c in changes if c.ion != "Cl"), omitted[-1]]
    made = [altered for w in sets if (altered := changed(w, changes)) is not None] if changes else sets
    places = [c.at for c in changes] + ([sets[0].at] if own and sets and sets[0].at < number.start else [])
    return made, own or bool(changes), max(places, default=-1)


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
    own = _own(facts, number)
    seen: set[tuple[float, ...]] = set()
    for weights in sets:
        permeability = dict(weights.values)
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


_NAME = re.compile(
    r"(?:(?<![A-Za-z0-9_])(?:[VEU]_?(?:m|rest|M|GHK|R)|[VU])(?:\s?\([^()\d]{0,3}\d?[^()]{0,6}\))?|potentials?|Potential\w*|potentiel|potencial|potenziale)"
    r"\s?(?:=|≈|~|:|is|of|ist|est|es|è|von|de|di|becomes|at)\s?[(]?\s?$"
)
_GIVES = re.compile(
    r"\b(?:gives?|yields?|gets?|find|finds|obtains?|result\w*|answer|erhält|ergibt|liefert|trouve|obtient|donne|obtien\w+|da|resulta|ottien\w+|dà|krijgt)\b"
    r"[^.;\n\d]{0,40}$",
    re.IGNORECASE,
)
_QUOTIENT = re.compile(r"(?=\d)(?<![\d.,])[\d.,]{1,9}\s?/\s?(?=\d)")


def _is_computed_with(facts: Facts, number: Number, claim: Claim) -> bool:
    """Whether the sums of the unchanged permeabilities and the same concentrations are printed before it."""
    sets, _ = _weights_near(facts.context, find_weights(facts.context), number)
    used = {i.number.start for i in claim.inputs if i.number is not None}
    return any(
        used == {i.number.start for i in base.inputs if i.number is not None}
        and _shows_sums(facts.context, number, base)
        for base in _hypotheses(facts, sets[:1], number)
    )


def _shows_sums(context: Context, number: Number, claim: Claim) -> bool:
    """Whether the quotient of the claim's sums is printed in front of its number: "log(13/150.75)"."""
    start, _ = _sentence(context, number)
    start = min(start, max(context.layout.bounds(Scope.BLOCK, number.start)[0], number.start - 160))
    value = {given.name: given.value for given in claim.inputs}
    above = value["P_K"] * value["K_out"] + value["P_Na"] * value["Na_out"] + value["P_Cl"] * value["Cl_in"]
    below = value["P_K"] * value["K_in"] + value["P_Na"] * value["Na_in"] + value["P_Cl"] * value["Cl_out"]
    for match in _QUOTIENT.finditer(context.text, start, number.start):
        first, second = context.number_at(match.start(), 1), context.number_at(match.end(), 1)
        if first is None or second is None or not (first.usable and second.usable):
            continue
        if abs(first.value / above - 1.0) < 0.01 and abs(second.value / below - 1.0) < 0.01:
            return True
    return False


def _of_block(facts: Facts, claim: Claim) -> Claim:
    """A claim without a temperature at the prefactor that its paragraph has just computed with."""
    context, at = facts.context, claim.number.start
    if claim.temperature is not None or claim.prefactor is not None:
        return claim
    start, _ = context.layout.bounds(Scope.BLOCK, at)
    used = [p for p in context.prefactors if start <= p.at < at and 255.0 < p.kelvin < 330.0]
    if not used or len({round(p.kelvin, 2) for p in used}) > 1:
        return claim
    return replace(claim, prefactor=prefactor_input(used[-1], "stated"), firm=True)


def _is_slip(claim: Claim) -> bool:
    """Whether a known slip gives the digits of a number: then the inputs are surely its own."""
    temperature = claim.prefactor or claim.temperature
    if temperature is None or not is_sharp(claim.number):
        return False
    given = {item.name: item.value for item in claim.inputs} | {"T": temperature.value}
    return any(repair.name in _SLIPS for repair in find_repairs(claim, given))


_SLIPS = ("chloride", "sign", "ln for log10", "log10 for ln", "degC for K", "digits")


def _is_in_reach(facts: Facts, weights: Index[Weights], number: Number) -> bool:
    """Whether the section states permeabilities in front of a number, not too far away."""
    start, _ = facts.context.layout.bounds(Scope.SECTION, number.start)
    return bool(weights.within(max(start, number.start - 1500), number.start))


def _inferred(facts: Facts, weights: Index[Weights], number: Number) -> Claim | None:
    context = facts.context
    start, end = _sentence(context, number)
    before = context.text[start : number.start]
    words = words_around(context, number)
    sets, own, at = _scenarios(context, weights, number)
    named = _EQUATION.search(context.text, start, end) is not None
    labelled = _NAME.search(before[-60:]) is not None
    cue = named or own or labelled or _NEAR.search(before) is not None
    if not sets or not cue or _NOT_NEW.search(before[-60:]) or (words.excluded and not own):
        return None
    if not (named or own or labelled) and not _is_in_reach(facts, weights, number):
        return None
    tried = [_of_block(facts, claim) for claim in _hypotheses(facts, sets, number)]
    agreeing = [claim for claim in tried if fits(claim, named or own)]
    shown = [claim for claim in agreeing if _shows_sums(context, number, claim)]
    if agreeing and (is_sharp(number) or named or own or shown):
        return replace((shown or agreeing)[0], firm=False)
    said = labelled or (own and _GIVES.search(before) is not None)
    return _wrong(facts, number, sets, tried, (own, said, at)) if tried else None


def _wrong(
    facts: Facts, number: Number, sets: list[Weights], tried: list[Claim], words: tuple[bool, bool, int]
) -> Claim | None:
    """The first reading of a number that none gives, where it is sure; None where it is not."""
    context, (own, said, at) = facts.context, words
    if said and _is_slip(tried[0]):
        return replace(tried[0], firm=True)
    start, end = _sentence(context, number)
    if OTHER_LAW.search(context.text, start, number.start):
        return None
    if not own or OF_CELLS.search(context.text, max(start, number.start - 90), min(end, number.end + 40)):
        return None
    changed_here = at >= 0 and sets[0].at == at and not weights_at(context, at)
    if changed_here and said and _is_computed_with(facts, number, tried[0]):
        return replace(tried[0], firm=True, reach=min(tried[0].reach, Scope.SECTION))
    reason = "" if changed_here and said else incomplete(context, sets[0], number)
    if reason or not _is_unique(facts, number, sets[0]):
        return None
    firm = tried[0].reach <= Scope.SECTION and _is_only(context, number, at if at >= 0 else sets[0].at)
    return replace(tried[0], firm=True) if firm else None


def weights_at(context: Context, at: int) -> bool:
    """Return whether a whole set of permeabilities stands at a place: nothing was changed there."""
    return any(w.at == at for w in find_weights(context).within(at, at + 1))


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
