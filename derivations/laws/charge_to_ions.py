"""Number of ions that carry a charge."""

from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Law
from ..literature import cited
from ..quantities import Quantity, V, z
from .capacitor_charge import A, Q, c_m, capacitor_charge

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


@charge_to_ions.limit(
    "of_a_voltage_step",
    "N = c_m*A*DV/(z*e)",
    "ions for a step of the voltage: the duration cancels",
)
def of_a_voltage_step(d: Draft) -> None:
    """A current for a time is a charge: the time cancels."""
    for quantity in (c_m, A, Q.renamed("DQ", "\\Delta Q", "change of the charge on the inner face")):
        d.quantity(quantity)
    d.quantity(V.renamed("DV", "\\Delta V", "change of the membrane potential"))
    d.quantity(Quantity("dt", "s", "positive", "duration", "\\Delta t", Fraction(1, 10**4), Fraction(1)))
    needed = d.cite(capacitor_charge, V="DV", Q="DQ", note="the capacitor is linear: a change needs a change")
    current = d.define("I = DQ/dt", note="a current that is steady for the time dt")
    d.cite(charge_to_ions, Q="I*dt", note="the ions of this current")
    d.substitute(current, shows="N = DQ/(z*e)")
    d.substitute(needed, shows="N = c_m*A*DV/(z*e)")
    d.witness(DQ="c_m*A*DV", N="c_m*A*DV/(z*e)")


divided(charge_to_ions, "Q", "N*z*e", "1", times="z*e")
divided(charge_to_ions, "z", "Q", "N*e", times="z*e", given=(("nonzero", "N"),))
