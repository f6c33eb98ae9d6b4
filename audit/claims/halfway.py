"""A membrane that is as permeable to two ions and rests halfway between their equilibrium potentials.

The mean is that of two equal conductances. Of equal permeabilities it is true only where the concentrations
of the two ions, and not just their ratios, are mirrored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts, exact, printed_input
from nernstian.audit.claims.said import statement
from nernstian.audit.claims.stated import MILLIVOLT, by_ion, reversals, values_near
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import POTENTIAL

_HALFWAY = re.compile(
    r"\bhalf[\s-]?way\b|\bmid[\s-]?way\b|\bin\sthe\smiddle\b|\b(?:genau|exakt)\sin\sder\sMitte\b|\bauf\shalbem\sWege?\b"
    r"|\bà\smi-chemin\b|\ba\smedio\scamino\b|\ba\smet[àa]\sstrada\b|\bhalverwege\b",
    re.IGNORECASE,
)
_EQUALLY = re.compile(
    r"\b(?:equal(?:ly)?|same|identical|gleich\w*|mêmes?|égale\w*|igual\w*|misma\w*|stess[ao]|ugual\w*|evenveel|gelijk\w*|dezelfde)\b",
    re.IGNORECASE,
)
_PERMEABLE = re.compile(r"permeab|perméab|durchläss|doorla", re.IGNORECASE)
_OPPOSITE = re.compile(
    r"\bequal\s(?:but|and|in\ssize\sbut)\s(?:of\s)?(?:the\s)?opposite|\bentgegengesetzt\s(?:gleich|gro(?:ß|ss))|\bégau?x?\s(?:et|mais)\sopposés"
    r"|\biguales\s(?:y|pero)\sopuestos|\buguali\s(?:e|ma)\sopposti|\bgelijk\s(?:en|maar)\stegengesteld",
    re.IGNORECASE,
)
_MIRRORED = "of permeabilities it holds where concentrations, and not just their ratios, are mirrored"
_NONE: Index[Number] = index(())
_BEFORE = 600


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the potentials that are said to lie halfway between two equilibrium potentials."""
    context = facts.context
    if not context.holds(_HALFWAY):
        return
    for match in context.matches(_HALFWAY):
        start, end = context.layout.bounds(Scope.SENTENCE, match.start())
        near = [n for n in context.numbers_in(match.start(), min(end, match.end() + 160)) if _may_rest(n)]
        low = max(context.layout.bounds(Scope.BLOCK, match.start())[0], start - _BEFORE)
        if near and context.speaks(_EQUALLY, low, end):
            yield from _claims(context, near[-1], (low, end))


def _may_rest(number: Number) -> bool:
    return number.usable and number.unit is not None and number.unit.dimension == POTENTIAL


def _claims(context: Context, number: Number, said: tuple[int, int]) -> Iterator[Claim]:
    known = by_ion(reversals(context))
    found = {ion: values_near(known.get(ion, _NONE), number.start, 1) for ion in ("K", "Na")}
    potentials = [(ion, near[0]) for ion, near in found.items() if near]
    caveat = _MIRRORED if context.speaks(_PERMEABLE, *said) else ""
    if number.value == 0.0 and context.speaks(_OPPOSITE, *said):
        message = "halfway between two opposite potentials is 0 mV" + (f"; {caveat}" if caveat else "")
        kind = "conditional" if caveat else "verified"
        made = statement(
            context, "NE109", "chord_conductance_equation", kind, message, (number.start, number.unit_end)
        )
        if made is not None:
            yield made
    elif len(potentials) == 2:
        yield replace(_mean(number, potentials), caveat=caveat)


def _mean(number: Number, potentials: list[tuple[str, Number]]) -> Claim:
    given = [exact(f"g_{ion}", 1.0) for ion, _ in potentials] + [exact("g_Cl", 0.0, "default")]
    for ion, potential in (*potentials, ("Cl", potentials[0][1])):
        source = "default" if ion == "Cl" else "stated"
        given.append(printed_input(f"E_{ion}", potential, potential.unit or MILLIVOLT, source, False))
    return Claim(
        "NE109", "chord_conductance_equation", "V_m", number, number.unit or MILLIVOLT, tuple(given),
        reach=Scope.BLOCK, firm=False,
    )  # fmt: skip
