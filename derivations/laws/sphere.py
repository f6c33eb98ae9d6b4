"""Surface of a sphere: the area of a round cell's membrane."""

from fractions import Fraction

from ..draft import Draft
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, c, z
from .capacitor_charge import A, c_m
from .concentration_change import DV, Dc, concentration_change, volume
from .sphere_volume import radius, sphere_volume

surface_to_volume = Quantity(
    "surface_to_volume",
    "1/m",
    "positive",
    "surface over volume",
    "A/\\mathcal{V}",
    Fraction(1),
    Fraction(10**9),
)

sphere = Law(
    name="sphere",
    title="Surface of a sphere",
    kind="definition",
    equation="A = 4*pi*radius^2",
    arguments=(radius,),
    result=A,
    source=cited("geometry"),
    assumptions=(Assumption("a smooth sphere: folds of the membrane are not counted", "mathematical"),),
)


@sphere.limit("surface_to_volume", "surface_to_volume = 3/radius", "surface over volume: 3/r")
def over_volume(d: Draft) -> None:
    """Divide the surface by the volume."""
    d.quantity(volume)
    surface = d.cite(sphere)
    inside = d.cite(sphere_volume)
    ratio = d.define("surface_to_volume = A/volume", note="surface over volume")
    d.substitute(surface, of=ratio)
    d.substitute(inside, shows="surface_to_volume = 3/radius")
    d.witness(A="4*pi*radius^2", volume="4/3*pi*radius^3")


@sphere.limit(
    "fraction",
    "fraction = 3*c_m*DV/(z*F*c*radius)",
    "charging a round cell changes its ions by a share that falls with 1/r",
)
def fraction(d: Draft) -> None:
    """Surface over volume in the change of the concentration."""
    for quantity in (c_m, DV, z, volume, Dc, c):
        d.quantity(quantity)
    surface = d.cite(sphere)
    inside = d.cite(sphere_volume)
    change = d.cite(concentration_change)
    share = d.define("fraction = Dc/c", note="the change as a share of what was there")
    d.substitute(change, of=share)
    d.substitute(surface)
    d.substitute(inside, shows="fraction = 3*c_m*DV/(z*F*c*radius)")
    d.witness(A="4*pi*radius^2", volume="4/3*pi*radius^3", Dc="3*c_m*DV/(z*F*radius)")
