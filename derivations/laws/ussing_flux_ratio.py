"""Ussing flux ratio: one-way efflux over one-way influx of an ion that moves independently."""

from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import E, Quantity, T, V, c_in, c_out, z
from .nernst import nernst

ratio = Quantity(
    "ratio",
    "1",
    "positive",
    "one-way efflux over one-way influx",
    "J_\\mathrm{out}/J_\\mathrm{in}",
    Fraction(1, 1000),
    Fraction(1000),
)

ussing_flux_ratio = Law(
    name="ussing_flux_ratio",
    title="Ussing flux ratio",
    kind="derived",
    equation="ratio = c_in/c_out*exp(z*F*V/(R*T))",
    arguments=(V, c_in, c_out, z, T),
    result=ratio,
    source=cited("ussing1949"),
    assumptions=(Assumption("ions move independently: no single-file coupling, no exchange diffusion"),),
)


@ussing_flux_ratio.limit("no_voltage", "ratio_0 = c_in/c_out", "at V = 0: the ratio of the concentrations")
def no_voltage(d: Draft) -> None:
    """exp(0) = 1."""
    d.quantity(ratio.renamed("ratio_0", "r_0", "flux ratio at V = 0"))
    d.cite(ussing_flux_ratio, V="0", ratio="ratio_0")
    d.identity("exp_zero", shows="ratio_0 = c_in/c_out")
    d.witness(ratio_0="c_in/c_out")


@ussing_flux_ratio.limit("equilibrium", "ratio_E = 1", "at the Nernst potential: 1")
def equilibrium(d: Draft) -> None:
    """Put V = E; the exponential of the logarithm is the ratio of the concentrations."""
    d.quantity(E)
    d.quantity(ratio.renamed("ratio_E", "r_E", "flux ratio at V = E"))
    potential = d.cite(nernst)
    d.cite(ussing_flux_ratio, V="E", ratio="ratio_E")
    d.substitute(potential)
    d.identity("exp_ln", "c_out/c_in", shows="ratio_E = 1")
    d.witness(E="R*T/(z*F)*ln(c_out/c_in)", ratio_E="1")


divided(ussing_flux_ratio, "c_in", "ratio*c_out", "exp(z*F*V/(R*T))", times="c_out")
divided(ussing_flux_ratio, "c_out", "c_in*exp(z*F*V/(R*T))", "ratio", times="c_out")


@ussing_flux_ratio.inverse("V", "R*T/(z*F)*ln(ratio*c_out/c_in)")
def for_voltage(d: Draft) -> None:
    """The logarithm undoes the exponential."""
    d.cite(ussing_flux_ratio)
    d.multiply("c_out/c_in", shows="ratio*c_out/c_in = exp(z*F*V/(R*T))")
    d.take_ln()
    d.identity("ln_exp", "z*F*V/(R*T)", shows="ln(ratio*c_out/c_in) = z*F*V/(R*T)")
    d.multiply("R*T/(z*F)", shows="R*T/(z*F)*ln(ratio*c_out/c_in) = V")
    d.rearrange("V = R*T/(z*F)*ln(ratio*c_out/c_in)")
    d.witness(ratio="c_in/c_out*exp(z*F*V/(R*T))")
