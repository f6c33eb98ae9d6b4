"""Two compartments with names: "A holds 0.1 M KCl, B 0.01 M ... V_A - V_B = -58 mV"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import Pair
from nernstian.audit.claims.base import Claim, Facts
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.nernst import make_nernst
from nernstian.audit.concentrations import is_concentration, made_concentration
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number

_NAME = r"(?P<name>[A-D]|[1-4]|I{1,3})"
_WORD = (
    r"(?:compartments?|compartiments?|compartimentos?|compartiment[io]|Kompartiments?|Kammer|chambers?|sides?|solutions?|cuves?"
    r"|Seite|Lösung|côté|lado|lato|kant|cámara)"
)
_HOLDS = re.compile(rf"\b{_WORD}\s{_NAME}\b(?![-.]\d)[^.;:\n\d]{{0,40}}$", re.IGNORECASE)
_IN = re.compile(
    rf"\s(?:\w{{1,5}}\^?[+-]?\s)?(?:in|on|dans|du|im|auf|en|nel|in\sthe)\s(?:{_WORD}\s)?{_NAME}\b",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"\b(?P<symbol>[VEUφψ])_?\(?(?P<first>[A-D]|[1-4]|I{1,3})\)?\s?-\s?(?P=symbol)_?\(?(?P<second>[A-D]|[1-4]|I{1,3})\)?\s?(?:=|≈|:)\s?(?=[-+\d])"
)
_REACH = 1200


def _named(context: Context, number: Number) -> str:
    """The compartment that a concentration stands in ("" for none)."""
    before = _HOLDS.search(context.text, max(0, number.start - 70), number.start)
    if before is not None:
        return before["name"]
    behind = _IN.match(context.text, number.unit_end)
    return behind["name"] if behind is not None else ""


def _contents(context: Context, number: Number) -> dict[str, Number]:
    """The one concentration of every compartment that the section states in front of a number."""
    start, _ = context.layout.bounds(Scope.SECTION, number.start)
    found: dict[str, dict[float, Number]] = {}
    for stated in context.numbers_in(max(start, number.start - _REACH), number.start):
        name = _named(context, stated) if is_concentration(stated) else ""
        if name:
            found.setdefault(name, {}).setdefault(stated.si(), stated)
    return {name: next(iter(values.values())) for name, values in found.items() if len(values) == 1}


def _ion(context: Context, number: Number) -> str | None:
    """The last ion that is named in front of a number, in its sentence or paragraph."""
    for scope in (Scope.SENTENCE, Scope.BLOCK):
        start, _ = context.layout.bounds(scope, number.start)
        named = {mention.ion for mention in context.ions.within(start, number.start)}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the potentials of one named compartment against another."""
    context = facts.context
    for match in context.matches(_DIFFERENCE):
        number = context.number_at(match.end(), 2)
        if number is None or not (is_potential(number) and number.usable) or context.is_prefactor(number):
            continue
        contents, ion = _contents(context, number), _ion(context, number)
        inside, out = contents.get(match["first"]), contents.get(match["second"])
        if inside is None or out is None or ion is None:
            continue
        pair = [made_concentration(ion, side, n, n.unit) for side, n in (("out", out), ("in", inside))]
        if pair[0] is not None and pair[1] is not None:
            claim = make_nernst(facts, ion, number, Pair(pair[0], pair[1], Scope.SENTENCE), symbolic=True)
            yield replace(claim, quantity=match.group().rstrip(" =≈:"), firm=True)
