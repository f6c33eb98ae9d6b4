"""The units a function is made for: exact scales, resolved before they come here.

What a unit is called and how it is read is the front door's business. Here a unit is its text and two exact
numbers, which `lowering` folds into the constants of a law: a function in other units does no more work per
call than one in SI.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from nernstian.derivations.errors import DefinitionError
from nernstian.derivations.law import Law
from nernstian.derivations.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit by its way to SI: ``si = scale * number + offset``, all three exact.

    Parameters
    ----------
    text
        The unit as it was written.
    scale
        One of the unit in SI; greater than 0.
    offset
        Where its zero lies in SI: 273.15 for degC, 0 for what is no temperature scale.
    """

    text: str
    scale: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        if self.scale <= 0:
            raise DefinitionError(f"the unit {self.text} has the scale {self.scale}, and needs one above 0")

    @property
    def is_si(self) -> bool:
        """Whether numbers of this unit are numbers in SI."""
        return self.scale == 1 and self.offset == 0

    @property
    def shift(self) -> Fraction:
        """The offset in this unit: ``si = scale * (number + shift)``."""
        return self.offset / self.scale

    def to_si(self, number: Fraction | float) -> Fraction:
        """The exact value in SI of a number of this unit."""
        return self.scale * Fraction(number) + self.offset

    def from_si(self, value: Fraction | float) -> Fraction:
        """The exact number of this unit that a value in SI is."""
        return (Fraction(value) - self.offset) / self.scale


@dataclass(frozen=True, slots=True)
class Units:
    """The units of some quantities of a law, by name; a quantity that is not named is in SI.

    Examples
    --------
    >>> mM = Scale("mM")
    >>> Units.of({"c_out": mM, "E": Scale("mV", Fraction(1, 1000))}).names
    ('c_out', 'E')
    """

    rows: tuple[tuple[str, Scale], ...] = ()

    @classmethod
    def of(cls, scales: Mapping[str, Scale]) -> Units:
        """The units of a mapping."""
        return cls(tuple(scales.items()))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the quantities that have a unit here."""
        return tuple(name for name, _ in self.rows)

    def __getitem__(self, quantity: Quantity) -> Scale:
        """The unit of a quantity."""
        return dict(self.rows).get(quantity.name) or Scale(quantity.unit)

    def __bool__(self) -> bool:
        """Whether any number in these units differs from the number in SI."""
        return not all(scale.is_si for _, scale in self.rows)

    def texts(self, law: Law) -> Iterator[tuple[str, str]]:
        """The name and the unit of every argument of a law, and of its result."""
        return ((q.name, self[q].text) for q in (*law.arguments, law.result))


#: Every quantity in its SI unit.
SI = Units()


def least_double(bound: Fraction) -> float:
    """The least double that is not below a bound: ``x < bound`` is ``x < least_double(bound)``, exactly.

    Examples
    --------
    >>> least_double(Fraction("-273.15"))
    -273.15
    >>> least_double(Fraction(1, 3)) > Fraction(1, 3)
    True
    """
    nearest = float(bound)
    return nearest if nearest >= bound else math.nextafter(nearest, math.inf)
