"""Volume of a cylinder: of a long cell or a stretch of axon."""

from ..law import Assumption, Law
from ..literature import cited
from .concentration_change import volume
from .cylinder_side import length
from .sphere_volume import radius

cylinder_volume = Law(
    name="cylinder_volume",
    title="Volume of a cylinder",
    kind="definition",
    equation="volume = pi*radius^2*length",
    arguments=(radius, length),
    result=volume,
    source=cited("geometry"),
    assumptions=(Assumption("a cylinder, all of it filled", "mathematical"),),
)
