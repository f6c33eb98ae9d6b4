"""Proton-motive force: membrane potential minus the Nernst potential of protons."""

from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, T, V

pH_in = Quantity("pH_in", "1", "real", "pH inside", "\\mathrm{pH_{in}}", Fraction(3), Fraction(11))
pH_out = Quantity("pH_out", "1", "real", "pH outside", "\\mathrm{pH_{out}}", Fraction(3), Fraction(11))
dp = V.renamed("dp", "\\Delta p", "proton-motive force, as a voltage, inside minus outside")

proton_motive_force = Law(
    name="proton_motive_force",
    title="Proton-motive force",
    kind="derived",
    equation="dp = V - R*T*ln(10)/F*(pH_in - pH_out)",
    arguments=(V, pH_in, pH_out, T),
    result=dp,
    source=cited("mitchell1961", "nicholls_ferguson2013"),
    assumptions=(Assumption("pH is the negative decimal logarithm of the proton activity on both sides"),),
    near=((("pH_out", "pH_in"),),),
)


@proton_motive_force.limit("equal_pH", "dp_0 = V", "at equal pH: the membrane potential")
def equal_ph(d: Draft) -> None:
    """The chemical part vanishes."""
    d.quantity(dp.renamed("dp_0", "\\Delta p_0", "proton-motive force at equal pH"))
    d.cite(proton_motive_force, pH_out="pH_in", dp="dp_0")
    d.rearrange("dp_0 = V")
    d.witness(dp_0="V")


divided(proton_motive_force, "V", "dp + R*T*ln(10)/F*(pH_in - pH_out)", "1")
divided(proton_motive_force, "pH_in", "F*(V - dp) + R*T*ln(10)*pH_out", "R*T*ln(10)", times="F")
divided(proton_motive_force, "pH_out", "R*T*ln(10)*pH_in - F*(V - dp)", "R*T*ln(10)", times="F")
divided(
    proton_motive_force,
    "T",
    "F*(V - dp)",
    "R*ln(10)*(pH_in - pH_out)",
    times="F",
    given=(("nonzero", "pH_in - pH_out"),),
)
