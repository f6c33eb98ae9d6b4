"""Energy of the charged membrane per area."""

from fractions import Fraction

from ..law import Assumption, Law
from ..quantities import Quantity, V
from .capacitor_charge import c_m

W = Quantity("W", "J/m2", "nonnegative", "energy per area", "W", Fraction(0), Fraction(1))

capacitor_energy = Law(
    name="capacitor_energy",
    title="Energy of the charged membrane",
    kind="derived",
    equation="W = 1/2*c_m*V^2",
    arguments=(c_m, V),
    result=W,
    source="Feynman, Leighton & Sands 1964, vol. 2, ch. 8",
    assumptions=(Assumption("the capacitance does not depend on voltage"),),
    near=((("V", "0"),),),
)
