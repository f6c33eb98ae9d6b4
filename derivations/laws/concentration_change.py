"""Change of concentration when an ion charges the membrane: small, and larger in thinner cells."""

from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, V, c, z
from .capacitor_charge import A, Q, c_m, capacitor_charge

DV = V.renamed("DV", "\\Delta V", "change of the membrane potential")
volume = Quantity(
    "volume", "m3", "positive", "volume of the cell", "\\mathcal{V}", Fraction(1, 10**18), Fraction(1, 10**12)
)
Dc = Quantity(
    "Dc", "mol/m3", "real", "change of the inner concentration", "\\Delta c", Fraction(-1), Fraction(1)
)

concentration_change = Law(
    name="concentration_change",
    title="Concentration change by charging the membrane",
    kind="derived",
    equation="Dc = c_m*A*DV/(z*F*volume)",
    arguments=(c_m, A, DV, z, volume),
    result=Dc,
    source=cited("hodgkin1951"),
    assumptions=(Assumption("one kind of ion carries the whole charge, and mixes in the whole volume"),),
    near=((("DV", "0"),),),
)


@concentration_change.route("charge")
def charge(d: Draft) -> None:
    """The charge that changes the voltage, as an amount of the ion, spread over the volume."""
    d.quantity(Q.renamed("DQ", "\\Delta Q", "change of the charge on the inner face"))
    needed = d.cite(capacitor_charge, V="DV", Q="DQ", note="the capacitor is linear: a change needs a change")
    change = d.define("Dc = DQ/(z*F*volume)", note="each mole of ions carries the charge zF")
    d.substitute(needed, of=change, shows="Dc = c_m*A*DV/(z*F*volume)")
    d.witness(DQ="c_m*A*DV")


@concentration_change.limit(
    "fraction",
    "fraction = c_m*DV/(z*F*c)*(A/volume)",
    "as a share of the concentration it scales with surface over volume",
)
def fraction(d: Draft) -> None:
    """Divide by the concentration."""
    d.quantity(c)
    change = d.cite(concentration_change)
    share = d.define("fraction = Dc/c", note="the change as a share of what was there")
    d.substitute(change, of=share, shows="fraction = c_m*DV/(z*F*c)*(A/volume)")
    d.witness(Dc="c_m*A*DV/(z*F*volume)")


_AMOUNT = "Dc*z*F*volume"

divided(concentration_change, "c_m", _AMOUNT, "A*DV", times="z*F*volume", given=(("nonzero", "DV"),))
divided(concentration_change, "A", _AMOUNT, "c_m*DV", times="z*F*volume", given=(("nonzero", "DV"),))
divided(concentration_change, "DV", _AMOUNT, "c_m*A", times="z*F*volume")
divided(concentration_change, "z", "c_m*A*DV", "Dc*F*volume", times="z*F*volume", given=(("nonzero", "Dc"),))
divided(concentration_change, "volume", "c_m*A*DV", "Dc*z*F", times="z*F*volume", given=(("nonzero", "Dc"),))
