"""Nernst-Planck flux: diffusion down the gradient and drift in the field, mobility by Einstein."""

from fractions import Fraction

from ..draft import Draft
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, T, z

D = Quantity(
    "D",
    "m2/s",
    "positive",
    "diffusion coefficient",
    "D",
    Fraction("1/1000000000000"),
    Fraction("1/100000000"),
)
J = Quantity(
    "J", "mol/(m2*s)", "real", "flux per area, towards larger x", "J", Fraction(-1, 100), Fraction(1, 100)
)
dc_dx = Quantity(
    "dc_dx", "mol/m4", "real", "concentration gradient", "c'", Fraction(-(10**9)), Fraction(10**9)
)
dphi_dx = Quantity(
    "dphi_dx", "V/m", "real", "potential gradient", "\\varphi'", Fraction(-(10**7)), Fraction(10**7)
)
c_local = Quantity(
    "c", "mol/m3", "nonnegative", "local concentration", "c", Fraction("1/10000"), Fraction(1000)
)

nernst_planck = Law(
    name="nernst_planck",
    title="Nernst-Planck flux",
    kind="constitutive",
    equation="J = -D*(dc_dx + z*F/(R*T)*c*dphi_dx)",
    arguments=(D, c_local, dc_dx, z, dphi_dx, T),
    result=J,
    source=cited("nernst1888", "planck1890", "einstein1905"),
    assumptions=(
        Assumption("dilute solution: ions of one kind do not hinder each other"),
        Assumption("mobility and diffusion coefficient are tied by D = u R T", source=cited("einstein1905")),
        Assumption("no bulk flow"),
    ),
)


@nernst_planck.limit("no_field", "J_0 = -D*dc_dx", "without a field: Fick's law")
def no_field(d: Draft) -> None:
    """Put the potential gradient to 0."""
    d.quantity(J.renamed("J_0", "J_0", "flux without a field"))
    d.cite(nernst_planck, dphi_dx="0", J="J_0")
    d.rearrange("J_0 = -D*dc_dx")
    d.witness(J_0="-D*dc_dx")


@nernst_planck.limit("no_gradient", "J_d = -D*z*F/(R*T)*c*dphi_dx", "without a gradient: drift alone")
def no_gradient(d: Draft) -> None:
    """Put the concentration gradient to 0."""
    d.quantity(J.renamed("J_d", "J_\\mathrm{d}", "flux without a concentration gradient"))
    d.cite(nernst_planck, dc_dx="0", J="J_d")
    d.rearrange("J_d = -D*z*F/(R*T)*c*dphi_dx")
    d.witness(J_d="-D*z*F/(R*T)*c*dphi_dx")
