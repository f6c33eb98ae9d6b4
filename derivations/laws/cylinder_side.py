"""Side of a cylinder: the membrane of a stretch of axon or dendrite, which has no ends."""

from fractions import Fraction

from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity
from .capacitor_charge import A
from .sphere_volume import radius

length = Quantity("length", "m", "positive", "length", "L", Fraction(1, 10**6), Fraction(1))

cylinder_side = Law(
    name="cylinder_side",
    title="Side of a cylinder",
    kind="definition",
    equation="A = 2*pi*radius*length",
    arguments=(radius, length),
    result=A,
    source=cited("geometry"),
    assumptions=(Assumption("a smooth cylinder, of which the ends are not membrane", "mathematical"),),
)
