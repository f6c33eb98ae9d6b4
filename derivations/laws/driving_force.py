"""Driving force: membrane potential minus Nernst potential. It is a voltage, not a force.

Often misprinted: E - V in the prose beside V - E in the formula. It vanishes with V = E, not with V.
"""

from ..draft import Draft
from ..inverses import divided
from ..law import Law
from ..literature import cited
from ..quantities import E, V

DF = V.renamed("DF", "V - E", "driving force on the ion, positive where it drives an outward current")

driving_force = Law(
    name="driving_force",
    title="Driving force",
    kind="definition",
    equation="DF = V - E",
    arguments=(V, E),
    result=DF,
    source=cited(("hille2001", "ch. 1")),
    near=((("V", "E"),),),
)


@driving_force.limit("equilibrium", "DF_E = 0", "at the Nernst potential it vanishes")
def equilibrium(d: Draft) -> None:
    """Put V = E."""
    d.quantity(DF.renamed("DF_E", "\\mathrm{DF}_E", "driving force at V = E"))
    d.cite(driving_force, V="E", DF="DF_E")
    d.rearrange("DF_E = 0")
    d.witness(DF_E="0")


@driving_force.limit("at_zero_voltage", "DF_0 = -E", "at V = 0 it is -E, not 0")
def at_zero_voltage(d: Draft) -> None:
    """Put V = 0."""
    d.quantity(DF.renamed("DF_0", "\\mathrm{DF}_0", "driving force at V = 0"))
    d.cite(driving_force, V="0", DF="DF_0")
    d.rearrange("DF_0 = -E")
    d.witness(DF_0="-E")


divided(driving_force, "V", "DF + E", "1")
divided(driving_force, "E", "V - DF", "1")
