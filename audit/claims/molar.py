"""Energies of a mole: printed as kJ/mol, as kJ where the text counts in moles, or as eV of one ion."""

from __future__ import annotations

import re
from dataclasses import replace

from nernstian.audit.context import Context, once
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import ENERGY, MOLAR_ENERGY, Unit
from nernstian.codegen.emitted import CONSTANTS

_MOLES = re.compile(r"\bmol(?:e|es|s|en|i|écule|écules)?\b|\bMol\b|mol\^-1|\bmoles\b", re.IGNORECASE)
_OF_ONE = frozenset(("eV", "meV", "zJ", "aJ"))  # in which nobody prints the energy of a mole
_NEAR = 1500
_AVOGADRO = CONSTANTS["N_A"].value


def molar_unit(context: Context, number: Number) -> Unit | None:
    """Return the unit of a mole that an energy is meant in; None where it is none of a mole or of an ion."""
    unit = number.unit
    if unit is None or unit.dimension == MOLAR_ENERGY:
        return unit
    if unit.dimension != ENERGY:
        return None
    if unit.text in _OF_ONE:
        return Unit(unit.text, unit.scale * _AVOGADRO, MOLAR_ENERGY)
    if unit.scale < 1e3:
        return None
    start, end = context.layout.bounds(Scope.SECTION, number.start)
    start, end = max(start, number.start - _NEAR), min(end, number.unit_end + _NEAR)
    counted = _MOLES.search(context.text, start, end) is not None
    return Unit(unit.text, unit.scale, MOLAR_ENERGY) if counted else None


@once
def molar_energies(context: Context) -> Index[Number]:
    """Return the energies of a text that are those of a mole, with the unit of a mole."""
    return index(
        replace(number, unit=unit)
        for number in context.with_unit
        if number.usable and (unit := molar_unit(context, number)) is not None
        if unit.dimension == MOLAR_ENERGY
    )
