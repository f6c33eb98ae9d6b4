"""The bound concentrations of a text, looked up by place, ion and side."""

from __future__ import annotations

from collections.abc import Iterable
from math import nan

from nernstian.audit.given import Concentration
from nernstian.audit.ions import VALENCE
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, Unit


def made_concentration(
    ion: str, side: str, number: Number, unit: Unit | None, tabulated: bool = False
) -> Concentration | None:
    """Return the concentration that a number is in a unit, or in its own; None where it is none."""
    unit = unit if unit is not None else number.unit
    if unit is None or unit.dimension != CONCENTRATION or not number.usable or number.value <= 0.0:
        return None
    # an equivalent is a mole of charge
    value = unit.to_si(number.value) / (abs(VALENCE[ion]) if unit.equivalents else 1)
    return Concentration(ion, side, number, unit, value, tabulated, number.start)


def is_concentration(number: Number) -> bool:
    """Return whether a number is a usable concentration."""
    return (
        number.usable
        and number.unit is not None
        and number.unit.dimension == CONCENTRATION
        and number.value > 0.0
    )


def is_mentioned(number: Number) -> bool:
    """Whether a number is meant as a concentration, usable or not."""
    return number.unit is not None and number.unit.dimension == CONCENTRATION


def blocked(ion: str, side: str, number: Number | None, at: int, reason: str) -> Concentration:
    """A mention of a concentration that cannot be used; it hides those farther away."""
    return Concentration(ion, side, number, MILLIMOLAR, nan, False, at, reason)


def same_concentration(concentration: Concentration) -> object:
    """What is the same of two concentrations that do not contradict each other."""
    return concentration.blocked or round(concentration.value, 12)


def _next_other(ions: list[str]) -> list[int]:
    """For every place of a list, the next place where it says something else."""
    found = [len(ions)] * len(ions)
    for at in range(len(ions) - 2, -1, -1):
        found[at] = found[at + 1] if ions[at] == ions[at + 1] else at + 1
    return found


class Concentrations:
    """The bound concentrations of a text, in order and by ion and side."""

    def __init__(self, found: Iterable[Concentration]) -> None:
        self.all = index(found)
        self._other = _next_other([concentration.ion for concentration in self.all.items])
        sides: dict[tuple[str, str], list[Concentration]] = {}
        for concentration in self.all.items:
            sides.setdefault((concentration.ion, concentration.side), []).append(concentration)
        self._sides = {key: index(same, same_concentration) for key, same in sides.items()}

    def of(self, ion: str, side: str) -> Index[Concentration]:
        """Return the concentrations of an ion on one side."""
        return self._sides.get((ion, side), NONE)

    def ions_in(self, start: int, end: int) -> set[str]:
        """Return the ions whose concentrations stand in ``start:end``; of several, two."""
        low, high = self.all.bounds(start, end)
        if low >= high:
            return set()
        other = self._other[low]
        return {self.all.items[at].ion for at in (low, other) if at < high}


NONE: Index[Concentration] = index(())
