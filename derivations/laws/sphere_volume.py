"""Volume of a sphere: of a round cell."""

from fractions import Fraction

from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity
from .concentration_change import volume

radius = Quantity("radius", "m", "positive", "radius", "r", Fraction(1, 10**8), Fraction(1, 1000))

sphere_volume = Law(
    name="sphere_volume",
    title="Volume of a sphere",
    kind="definition",
    equation="volume = 4/3*pi*radius^3",
    arguments=(radius,),
    result=volume,
    source=cited("geometry"),
    assumptions=(Assumption("a smooth sphere, all of it filled", "mathematical"),),
)
