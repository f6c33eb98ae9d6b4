"""Ions per area that charge the membrane: about 1e-12 mol/cm2 at rest, a vanishing part of what is there."""

from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, V, z
from .capacitor_charge import A, Q, c_m, capacitor_charge

n = Quantity(
    "n", "mol/m2", "real", "excess amount of the ion per area", "n", Fraction(-1, 10**7), Fraction(1, 10**7)
)

surface_charge = Law(
    name="surface_charge",
    title="Ions per area on the membrane capacitor",
    kind="derived",
    equation="n = c_m*V/(z*F)",
    arguments=(c_m, V, z),
    result=n,
    source=cited("hodgkin1951", ("hille2001", "ch. 1")),
    assumptions=(Assumption("one kind of ion carries the whole charge"),),
    near=((("V", "0"),),),
)


@surface_charge.route("capacitor")
def capacitor(d: Draft) -> None:
    """Divide the charge on the capacitor by the area and by the charge per mole."""
    d.quantity(A)
    d.quantity(Q)
    charge = d.cite(capacitor_charge)
    amount = d.define("n = Q/(z*F*A)", note="each mole of ions carries the charge zF")
    d.substitute(charge, of=amount, shows="n = c_m*V/(z*F)")
    d.witness(Q="c_m*A*V")


divided(surface_charge, "c_m", "n*z*F", "V", times="z*F", given=(("nonzero", "V"),))
divided(surface_charge, "V", "n*z*F", "c_m", times="z*F")
divided(surface_charge, "z", "c_m*V", "n*F", times="z*F", given=(("nonzero", "n"),))
