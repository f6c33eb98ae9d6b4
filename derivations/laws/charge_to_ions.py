"""Number of ions that carry a charge."""

from fractions import Fraction

from ..law import Law
from ..literature import cited
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
    source=cited("si2019"),
    near=((("Q", "0"),),),
)
