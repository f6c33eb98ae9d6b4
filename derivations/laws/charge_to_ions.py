"""Number of ions that carry a charge."""

from fractions import Fraction

from ..law import Law
from ..quantities import Quantity, z
from .capacitor_charge import Q

N = Quantity("N", "1", "real", "number of ions", "N", Fraction(-(10**12)), Fraction(10**12))

charge_to_ions = Law(
    name="charge_to_ions",
    title="Number of ions in a charge",
    kind="definition",
    equation="N = Q/(z*e)",
    arguments=(Q, z),
    result=N,
    source="SI 2019: the elementary charge",
    near=((("Q", "0"),),),
)
