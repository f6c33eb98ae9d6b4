"""Potentials of two concentrations whose ion, or whose sides, the text does not name."""

from __future__ import annotations

from dataclasses import replace

from nernstian.audit.binding import Pair
from nernstian.audit.claims.base import Claim, Facts
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.inferred import (
    UNNAMED,
    fits,
    free_concentrations,
    ions_near,
    is_sharp,
    words_around,
)
from nernstian.audit.claims.nernst import make_nernst
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.sides import sides_in
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR

_MOST_PAIRED = 6
_SIDES = "these two concentrations, whose sides the text does not name"


def _side(context: Context, number: Number) -> str:
    """The side that stands right behind a number, or right in front of it."""
    behind = sides_in(context.text, number.unit_end, number.unit_end + 14)
    if behind and behind[0].start - number.unit_end <= 2:
        return behind[0].side
    ahead = sides_in(context.text, max(0, number.start - 16), number.start)
    return ahead[-1].side if ahead and number.start - ahead[-1].end <= 3 else ""


def _bare_sided(context: Context, number: Number) -> list[Number]:
    """Numbers of a sentence without a unit and with a side right behind: "12.0 inside, 145.0 outside"."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    near = context.numbers_in(max(start, number.start - 120), number.start)
    return [n for n in near if n.unit is None and n.usable and n.value > 0.0 and _side(context, n)]


def unnamed(facts: Facts, number: Number) -> Claim | None:
    """Return the potential of a univalent ion that is not named: "4 mM outside, 160 inside give −93 mV"."""
    context = facts.context
    stated = [*free_concentrations(facts, number), *_bare_sided(context, number)]
    sides = {_side(context, n): n for n in stated}
    if set(sides) != {"out", "in"} or not is_sharp(number) or not words_around(context, number).cue:
        return None
    for ion in ("K", "Cl"):
        pair = [
            Concentration(ion, side, n, n.unit or MILLIMOLAR, n.si(), False, n.start)
            for side, n in (("out", sides["out"]), ("in", sides["in"]))
        ]
        claim = make_nernst(
            facts, ion, number, Pair(pair[0], pair[1], Scope.SENTENCE, firm=False), symbolic=False
        )
        if fits(claim):
            return replace(claim, quantity="E", firm=False, caveat=UNNAMED)
    return None


def _concentrations_near(facts: Facts, number: Number, ion: str) -> list[Number]:
    """The concentrations of a paragraph and the one in front of it that may be an ion's, the nearest last."""
    context = facts.context
    block, end = context.layout.bounds(Scope.BLOCK, number.start)
    before, _ = context.layout.bounds(Scope.BLOCK, max(0, block - 2))
    start = max(before, number.start - 600)
    end = min(end, number.start + 160)
    others = {
        c.number.start
        for c in facts.concentrations.all.within(start, end)
        if c.number is not None and c.ion != ion
    }
    found = [
        n
        for n in context.by_dimension.get(CONCENTRATION, NONE).within(start, end)
        if n.usable and n.value > 0.0 and n.start not in others
    ]
    return found if len({n.si() for n in found}) <= _MOST_PAIRED else []


def _is_sided(facts: Facts, number: Number, ion: str) -> bool:
    """Whether both sides of an ion are known, or one was changed: then no other pair is looked for."""
    start, end = facts.context.layout.bounds(Scope.SECTION, number.start)
    sides = [
        facts.concentrations.of(ion, side).within(start, end, around=number.start) for side in ("out", "in")
    ]
    return all(sides) or any(c.blocked for side in sides for c in side)


def sideless(facts: Facts, number: Number) -> Claim | None:
    """Return the potential of two concentrations whose sides are not said: its sign tells which is which."""
    context = facts.context
    ions, named = ions_near(facts, number)
    words = words_around(context, number)
    if not ions or not named or not words.cue or words.excluded:
        return None
    ion = ions[0]
    if _is_sided(facts, number, ion):
        return None
    stated = _concentrations_near(facts, number, ion)
    agreeing: dict[tuple[float, float], Claim] = {}
    for out in stated:
        for inside in stated:
            if out.si() == inside.si():
                continue
            pair = [
                Concentration(ion, side, n, n.unit or MILLIMOLAR, n.si(), False, n.start)
                for side, n in (("out", out), ("in", inside))
            ]
            claim = make_nernst(
                facts, ion, number, Pair(pair[0], pair[1], Scope.BLOCK, firm=False), symbolic=False
            )
            if fits(claim):
                agreeing.setdefault((out.si(), inside.si()), claim)
    few = len({n.si() for n in stated}) <= 2
    if len(agreeing) != 1 or not (is_sharp(number) or few or len(stated) <= 3):
        return None
    (found,) = agreeing.values()
    return replace(found, firm=False, caveat=_SIDES)
