"""Ohmic (chord) current of one ion: conductance per area times driving force."""

from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import E, Quantity, V
from .driving_force import DF, driving_force
from .ghk_current import i

g = Quantity(
    "g", "S/m2", "nonnegative", "conductance of the membrane per area", "g", Fraction(1, 1000), Fraction(1000)
)

ohmic_current = Law(
    name="ohmic_current",
    title="Ohmic current",
    kind="constitutive",
    equation="i = g*(V - E)",
    arguments=(g, V, E),
    result=i,
    source=cited("hodgkin_huxley1952"),
    assumptions=(
        Assumption("the instantaneous current-voltage relation is linear; g may depend on V and t"),
    ),
    near=((("V", "E"),),),
)


@ohmic_current.limit("no_conductance", "i_0 = 0", "without conductance there is no current")
def no_conductance(d: Draft) -> None:
    """Put g = 0."""
    d.quantity(i.renamed("i_0", "i_0", "current without conductance"))
    d.cite(ohmic_current, g="0", i="i_0")
    d.rearrange("i_0 = 0")
    d.witness(i_0="0")


@ohmic_current.limit("driving", "i = g*DF", "conductance times driving force")
def driving(d: Draft) -> None:
    """Write V - E as the driving force."""
    d.quantity(DF)
    force = d.cite(driving_force)
    d.cite(ohmic_current)
    d.fold(force, shows="i = g*DF")
    d.witness(DF="V - E", i="g*(V - E)")


divided(ohmic_current, "g", "i", "V - E", given=(("nonzero", "V - E"),))
divided(ohmic_current, "V", "i + g*E", "g", given=(("nonzero", "g"),))
divided(ohmic_current, "E", "g*V - i", "g", given=(("nonzero", "g"),))
