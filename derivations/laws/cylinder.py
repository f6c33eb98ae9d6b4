"""Surface of a closed cylinder: its side and both ends, as of a cell.

Of a stretch of axon or dendrite only the side is membrane: see ``cylinder_side``.
"""

from ..draft import Draft
from ..law import Assumption, Law
from ..literature import cited
from .capacitor_charge import A
from .concentration_change import volume
from .cylinder_side import cylinder_side, length
from .cylinder_volume import cylinder_volume
from .sphere_volume import radius

cylinder = Law(
    name="cylinder",
    title="Surface of a closed cylinder",
    kind="definition",
    equation="A = 2*pi*radius*length + 2*pi*radius^2",
    arguments=(radius, length),
    result=A,
    source=cited("geometry"),
    assumptions=(
        Assumption("a smooth cylinder with flat ends: folds of the membrane are not counted", "mathematical"),
    ),
)


@cylinder.limit(
    "surface_to_volume",
    "surface_to_volume = 2/radius + 2/length",
    "surface over volume: 2/r + 2/L, large in thin cells",
)
def over_volume(d: Draft) -> None:
    """Divide the surface by the volume."""
    d.quantity(volume)
    surface = d.cite(cylinder)
    inside = d.cite(cylinder_volume)
    ratio = d.define("surface_to_volume = A/volume", note="surface over volume")
    d.substitute(surface, of=ratio)
    d.substitute(inside, shows="surface_to_volume = 2/radius + 2/length")
    d.witness(A="2*pi*radius*length + 2*pi*radius^2", volume="pi*radius^2*length")


@cylinder.limit("ends", "ends = 2*pi*radius^2", "the side alone is smaller by the two ends")
def without_ends(d: Draft) -> None:
    """Subtract the side."""
    d.quantity(A.renamed("A_side", "A_\\mathrm{side}", "area of the side"))
    whole = d.cite(cylinder)
    side = d.cite(cylinder_side, A="A_side")
    ends = d.define("ends = A - A_side", note="the two ends")
    d.substitute(whole, of=ends)
    d.substitute(side, shows="ends = 2*pi*radius^2")
    d.witness(A="2*pi*radius*length + 2*pi*radius^2", A_side="2*pi*radius*length")
