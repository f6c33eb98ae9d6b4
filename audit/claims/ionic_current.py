"""Currents of a named ion, from its conductance, its reversal potential and the membrane potential.

All three may stand in different places (a list, a table, the sentence before); the ion says which belong
together. Nothing is called wrong here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nernstian.audit.claims.base import Claim, Facts, Input, printed_input
from nernstian.audit.claims.chord import IONS, find_known, nearest_known
from nernstian.audit.claims.driving import bind_potential, find_potentials
from nernstian.audit.claims.wholes import per_area
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import index
from nernstian.audit.numbers import Number
from nernstian.audit.units import (
    CONDUCTANCE,
    CURRENT,
    CURRENT_DENSITY,
    SPECIFIC_CONDUCTANCE,
    Dimension,
    Unit,
)

_CURRENT = re.compile(
    r"current|courant|Strom|corriente|corrente|stroom|\bI_?(?:K|Na|Cl)\b|\b(?:brings?|carr(?:y|ies)|contribut\w+|adds?|fließ\w*)\b",
    re.IGNORECASE,
)
_SPENT = re.compile(r"measur|record|gemess|mesur|medid|misurat|gemeten", re.IGNORECASE)
_OF: dict[Dimension, Dimension] = {CURRENT: CONDUCTANCE, CURRENT_DENSITY: SPECIFIC_CONDUCTANCE}


def _named_ion(context: Context, number: Number) -> str | None:
    """The one ion that the words in front of a current name, where they are of a current."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.numbers_in(max(start, number.start - 80), number.start)
    start = before[-1].unit_end if before else max(start, number.start - 80)
    words = context.text[start : number.start]
    ions = {mention.ion for mention in context.ions.within(start, number.start)}
    if len(ions) != 1 or not _CURRENT.search(words) or _SPENT.search(words):
        return None
    ion = ions.pop()
    return ion if ion in IONS else None


def _input(name: str, number: Number, unit: Unit, scope: Scope) -> Input:
    source = "stated" if scope <= Scope.GROUP else "context"
    return per_area(printed_input(name, number, unit, source, "." in number.text))


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the currents that sentences say an ion carries."""
    context = facts.context
    if not any(dimension in context.by_dimension for dimension in _OF):
        return
    known, potentials = find_known(context), find_potentials(context)
    for dimension, conductance in _OF.items():
        for number in context.by_dimension.get(dimension, index(())).items:
            ion = _named_ion(context, number)
            if ion is None or number.unit is None:
                continue
            g, first, _ = nearest_known(context, number.start, known, ion, True)
            reversal, second, _ = nearest_known(context, number.start, known, ion, False)
            earlier = index(potentials.within(0, number.start, around=number.start))
            voltage, third, _ = bind_potential(context, number, earlier, "V")
            if g is None or reversal is None or voltage is None or g.unit.dimension != conductance:
                continue
            inputs = (
                _input("g", g.number, g.unit, first),
                _input("V", voltage, voltage.unit or reversal.unit, third),
                _input("E", reversal.number, reversal.unit, second),
            )
            yield Claim(
                "NE108", "ohmic_current", "I", number, number.unit, inputs,
                reach=max(first, second, third), firm=False, magnitude=not number.sign,
            )  # fmt: skip
