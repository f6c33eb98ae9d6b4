"""Whole-cell quantities in laws per area: 30 nS is the conductance of one square metre of 30 nS/m2."""

from __future__ import annotations

from dataclasses import replace

from nernstian.audit.claims.base import Input
from nernstian.audit.units import (
    AREA,
    CAPACITANCE,
    CONDUCTANCE,
    MEMBRANE_RESISTANCE,
    POTENTIAL,
    RESISTANCE,
    SPECIFIC_CAPACITANCE,
    SPECIFIC_CONDUCTANCE,
    Dimension,
    Unit,
)

UNIT_AREA = Input("A", "1 m2", 1.0, 1.0, Unit("m2", 1.0, AREA), "default")
ONE_VOLT = Input("V", "1 V", 1.0, 1.0, Unit("V", 1.0, POTENTIAL), "default")
_PER_AREA: dict[Dimension, tuple[Dimension, str]] = {
    CAPACITANCE: (SPECIFIC_CAPACITANCE, "/m2"),
    CONDUCTANCE: (SPECIFIC_CONDUCTANCE, "/m2"),
    RESISTANCE: (MEMBRANE_RESISTANCE, "*m2"),
}


def per_area(given: Input) -> Input:
    """Return the input as that of one square metre; ``text`` stays what was printed."""
    found = _PER_AREA.get(given.unit.dimension)
    if found is None:
        return given
    dimension, suffix = found
    return replace(given, unit=Unit(given.unit.text + suffix, given.unit.scale, dimension))
