"""Constant-field currents and fluxes by search: of the permeabilities, voltages and concentrations stated.

A list of checks gives the permeabilities and concentrations once and then a voltage and a current a line. The
values of the ion that the current's symbol names are tried, the nearest first. A current is wrong only beside
one that follows the equation, where a slip (the sign, the valence, a power of ten) gives its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from nernstian.audit.claims.base import Claim, Facts, Input, concentration_input, exact, printed_input
from nernstian.audit.claims.inferred import fits
from nernstian.audit.claims.membrane_physics import LAWS
from nernstian.audit.claims.roles import is_quoted, make_claim
from nernstian.audit.claims.searched_ghk import GhkSearch, ghk_search
from nernstian.audit.claims.stated import values_near
from nernstian.audit.claims.trials import relative_width
from nernstian.audit.context import Context
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.repairs import find_repairs
from nernstian.audit.units import POTENTIAL, VELOCITY

_FIELD = re.compile(
    r"\bGHK\b|Goldman|constant[- ]field|Konstantfeld|champ\sconstant|campo\scost?ante|constant\sveld",
    re.IGNORECASE,
)
_CHANCE = 0.08
_MOST, _FEW = 3, 2
_REACH = 400
_SLIPS = ("sign", "valence", "factor 1000", "power of ten")
_REVERSAL = re.compile(
    r"(?<![A-Za-z])E_?\{?(?:K|Na|Cl|Ca|rev)[^\n\d]{0,12}$|RT/F\s?=\s?$|rever\w+[^.\n\d]{0,20}$"
)
_SYMBOL = re.compile(
    r"(?<![A-Za-z])[IiJj]_?[{(]?(?P<ion>K|Na|Cl|Ca|k|na|cl|ca)[)}]?[^\w\n]{0,8}(?:is|=|:|≈)?\s?$"
)
_IONS = {"k": "K", "na": "Na", "cl": "Cl", "ca": "Ca"}
_NONE: Index[Number] = index(())


class FluxSearch:
    """The searched constant-field currents of one document."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.context: Context = facts.context
        self.search: GhkSearch = ghk_search(facts)
        self.permeabilities = self.context.by_dimension.get(VELOCITY, _NONE)
        potentials = self.context.by_dimension.get(POTENTIAL, _NONE).items
        self.voltages = index(
            n
            for n in potentials
            if n.usable and not self.context.is_prefactor(n) and not self._is_reversal(n)
        )

    def _is_reversal(self, number: Number) -> bool:
        return _REVERSAL.search(self.context.text, max(0, number.start - 30), number.start) is not None

    def symbol(self, number: Number) -> str | None:
        """The ion of the symbol of a current that a number is the value of: ``I_K = ``, ``ica = ``."""
        match = _SYMBOL.search(self.context.text, max(0, number.start - 24), number.start)
        return _IONS[match["ion"].lower()] if match is not None else None

    def ions(self, number: Number) -> list[str]:
        """The ions that a current may be of: the last one named in front of it, in its clause or block."""
        symbol = self.symbol(number)
        if symbol is not None:
            return [symbol]
        for scope in (Scope.CLAUSE, Scope.SENTENCE, Scope.BLOCK, Scope.SECTION):
            start, _ = self.context.layout.bounds(scope, number.start)
            near = self.context.ions.within(max(start, number.start - _REACH), number.start)
            if near:
                return (
                    [near[-1].ion]
                    if scope <= Scope.SENTENCE
                    else list(dict.fromkeys(m.ion for m in near))[:_FEW]
                )
        return []

    def permeabilities_of(self, ion: str, number: Number) -> list[Number]:
        """The permeabilities that are tried, those named after the ion first, else those of no other one."""
        near = values_near(self.permeabilities, number.start, 2 * _MOST)
        named = {p.start: {m.ion for m in self.context.ions.within(p.start - 16, p.start)} for p in near}
        own = [p for p in near if ion in named[p.start]]
        return (own or [p for p in near if not named[p.start]])[:_MOST]

    def voltages_of(self, number: Number) -> list[Number]:
        """The voltages that are tried: the last ones in front of a current, in its sentence first."""
        start, _ = self.context.layout.bounds(Scope.SENTENCE, number.start)
        before = list(reversed(self.voltages.within(0, number.start, around=number.start)))
        own = [v for v in before if v.start >= start]
        return (own or before)[:_MOST]

    def trials(self, number: Number) -> Iterator[Claim]:
        """The claims of every choice, the likeliest first."""
        for ion in self.ions(number):
            sides = [self.search.options(ion, side, number)[:_FEW] for side in ("out", "in")]
            choices: Sequence[Sequence[object]] = [
                self.permeabilities_of(ion, number), self.voltages_of(number), *sides,
            ]  # fmt: skip
            places = product(*(range(len(one)) for one in choices))
            for p, v, o, i in sorted(places, key=sum):
                out, inside = sides[0][o].concentration, sides[1][i].concentration
                if out.at == inside.at:
                    continue
                scope = max(self.context.layout.distance(number.start, c.at) for c in (out, inside))
                inputs = (
                    self._printed("V", self.voltages_of(number)[v]),
                    concentration_input("c_in", inside, scope),
                    concentration_input("c_out", out, scope),
                    self._printed("P", self.permeabilities_of(ion, number)[p]),
                    exact("z", float(VALENCE[ion]), "context"),
                )
                yield self._claim(number, inputs, scope)

    @staticmethod
    def _printed(name: str, number: Number) -> Input:
        if number.unit is None:
            raise ValueError("a voltage or permeability without a unit is not tried")
        return printed_input(name, number, number.unit, "stated", False)

    def _claim(self, number: Number, inputs: tuple[Input, ...], scope: Scope) -> Claim:
        unit = number.unit
        if unit is None:
            raise ValueError("a current without a unit is not tried")
        claim = make_claim(
            self.context, LAWS[unit.dimension], number, unit, inputs, False, magnitude=not number.sign
        )
        return replace(claim, reach=scope)

    def agreeing(self, number: Number) -> Claim | None:
        """The first choice that gives a number, unless too many were tried."""
        allowed = int(_CHANCE / max(relative_width(number), 1e-6))
        return next((c for c in islice(self.trials(number), max(allowed, 1)) if fits(c, False)), None)

    def slipped(self, number: Number) -> Claim | None:
        """The likeliest choice, if a slip in it gives the digits."""
        start, _ = self.context.layout.bounds(Scope.SENTENCE, number.start)
        named = self.symbol(number) or self.context.ions.within(start, number.start)
        for claim in islice(self.trials(number), 1 if named else 0):
            temperature = claim.prefactor or claim.temperature
            given = {i.name: i.value for i in claim.inputs}
            if temperature is None:
                return None
            if any(r.name in _SLIPS for r in find_repairs(claim, given | {"T": temperature.value})):
                return replace(claim, firm=True, reach=min(claim.reach, Scope.SECTION))
        return None

    def recognise(self) -> Iterator[Claim]:
        """Yield the currents and fluxes that follow, and those beside them that a slip explains."""
        found: list[Claim] = []
        rest: list[Number] = []
        for number in self.context.with_unit:
            if number.unit is None or number.unit.dimension not in LAWS or not number.usable:
                continue
            if number.value == 0.0 or is_quoted(self.context, number):
                continue
            claim = self.agreeing(number)
            if claim is not None:
                found.append(claim)
            else:
                rest.append(number)
        yield from found
        if found:
            yield from (claim for number in rest if (claim := self.slipped(number)) is not None)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the constant-field currents and fluxes that a search finds."""
    context = facts.context
    if VELOCITY in context.by_dimension and context.holds(_FIELD):
        yield from FluxSearch(facts).recognise()
