"""Debye lengths beside ionic strengths: ``at I = 0.01 M it is 3.04 nm``, in sentences that list several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from nernstian.audit.claims.base import CELSIUS, Claim, Facts, Input, Unbound, exact, printed_input
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.roles import Law, is_quoted, make_claim
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, LENGTH, Unit

LAW = Law("NE124", "debye_length", "λ_D")
_NAMED = re.compile(r"Debye|screening\slength|λ_?D", re.IGNORECASE)
# Between the name and its value stand words that join them, or the ionic strength: else it may be a distance.
_TIED = re.compile(
    r"(?:Debye(?:\sscreening)?\slength|screening\slength|λ_?D)(?:[\s,(=≈~)]{1,3}(?:is|of|was|then|about|roughly|only"
    r"|falls|drops|rises|to|becomes|at|in|I|water|here|thus|NaCl|KCl|saline|an?|ionic|strength|\d{1,4}(?:\.\d{1,4})?"
    r"|m?M)(?![\w.])){0,9}[\s=≈~]{0,4}$"
)
_IONIC = re.compile(
    r"\bI\s?[=≈]|\bionic\sstrength|\bsalt|\bsaline|\bbuffer|\belectrolyte|\bsea\s?water|\b(?:NaCl|KCl)\b"
    r"|λ_?D|Debye",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\bBjerrum|\bpores?\b|\bdiameter|\bradi(?:us|i)\b|\bvesicle|\bbilayer|\bthick|\bmembrane\sof",
    re.IGNORECASE,
)
_MULTIVALENT = re.compile(
    r"divalent|trivalent|2:1|2:2|1:2|Ca\^?2|Mg\^?2|CaCl|MgCl|SO_?4|La\^?3", re.IGNORECASE
)
_WATERY = re.compile(r"\bwater|\baqueous|\bsaline|\bbuffer", re.IGNORECASE)
_SOLVENT = re.compile(
    r"\b(?:m?ethanol|alcohol|glycerol|DMSO|formamide|acetonitrile|organic|solvent|sucrose)", re.IGNORECASE
)
_PERMITTIVITY = re.compile(
    r"(?:permittivity|dielectric\sconstant|[εϵ]_?r)\s?(?:=|of|is|≈)?\s?(?:about\s)?$", re.IGNORECASE
)
# Pure water between 0 and 42 degC is 88 to 73; texts that name none use 78.5 or 80.
_ROOM = Input("T", "25 degC", 298.15, 25.0, CELSIUS, "context")
_WATER = Input("eps_r", "78.5", 78.5, 78.5, Unit("1", 1.0, (0, 0, 0, 0, 0, 0, 0)), "context", 73.0, 81.0)


def _permittivity(context: Context) -> Input:
    stated = {
        n.value
        for n in context.numbers
        if n.usable
        and n.unit is None
        and 60.0 < n.value < 90.0
        and _PERMITTIVITY.search(context.text[max(0, n.start - 40) : n.start])
    }
    return exact("eps_r", stated.pop(), "context") if len(stated) == 1 else _WATER


def is_length(number: Number) -> bool:
    """Whether a number may be a screening length: between 0.01 nm and 1 µm."""
    return number.unit is not None and number.unit.dimension == LENGTH and 1e-11 < number.si() < 1e-6


def _partner(context: Context, number: Number) -> Number | None:
    """The concentration of the same rank, where lengths and concentrations alternate in the sentence."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    strengths = context.by_dimension.get(CONCENTRATION, NONE).within(start, end, around=number.start)
    lengths = context.by_dimension.get(LENGTH, NONE).within(start, end, around=number.start)
    placed = sorted([*strengths, *lengths], key=lambda n: n.start)
    units = [n.unit.dimension if n.unit else None for n in placed]
    if len(placed) % 2 or any(a == b for a, b in pairwise(units)):
        return None
    rank = next((i for i, n in enumerate(placed) if n.start == number.start), None)
    if rank is None:
        return None
    found = placed[rank - 1 if rank % 2 else rank + 1]
    return found if found.usable and found.value > 0.0 else None


def _is_named(context: Context, number: Number) -> bool:
    """Whether the sentence names the Debye length, or speaks of salt in a paragraph on it."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    if _OTHER.search(context.text, start, end):
        return False
    if _NAMED.search(context.text, start, end):
        return True
    top = context.layout.bounds(Scope.SECTION, number.start)[0]
    return bool(
        _IONIC.search(context.text, start, end)
        and _NAMED.search(context.text, max(top, number.start - 1500), start)
    )


def _is_watery(context: Context) -> bool:
    """Whether a text speaks of water and of no other solvent."""
    return _WATERY.search(context.text) is not None and _SOLVENT.search(context.text) is None


def _claim(
    context: Context, number: Number, unit: Unit, permittivity: Input, watery: bool
) -> Claim | Unbound | None:
    if not _is_named(context, number):
        return None
    start, end = context.layout.bounds(Scope.BLOCK, number.start)
    if _MULTIVALENT.search(context.text, start, end):
        return Unbound(number, "the ionic strength of ions of several valences is not read")
    partner = _partner(context, number)
    if partner is None or partner.unit is None:
        return Unbound(number, "no one ionic strength is stated beside it")
    strength = printed_input("ionic_strength", partner, partner.unit, "stated", False)
    default = permittivity is _WATER
    tied = _TIED.search(context.text, max(0, number.start - 100), number.start) is not None
    firm = tied and (watery or not default)
    caveat = "a relative permittivity of 78.5, which the text does not state" if default else ""
    claim = make_claim(context, LAW, number, unit, (strength, permittivity), firm, caveat=caveat)
    if claim.temperature is None and default and watery:
        # in water the product of permittivity and temperature hardly changes between 0 and 42 degC
        return replace(claim, temperature=_ROOM, caveat="the permittivity of water at 25 degC")
    return claim


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield Debye lengths."""
    context = facts.context
    if not _NAMED.search(context.text):
        return
    permittivity, watery = _permittivity(context), _is_watery(context)
    for number in context.with_unit:
        if number.unit is None or not number.usable or not is_length(number) or is_quoted(context, number):
            continue
        found = _claim(context, number, number.unit, permittivity, watery)
        if found is not None:
            yield found
