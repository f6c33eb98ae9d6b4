"""Slope conductance of the GHK current at its reversal potential: permeability is not conductance."""

from ..draft import Draft
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import P, T, c_in, c_out, z
from .ohmic_current import g

slope_conductance = Law(
    name="slope_conductance",
    title="Slope conductance at the reversal potential",
    kind="derived",
    equation="g = P*z^2*F^2/(R*T)*c_in*B(ln(c_in/c_out))",
    arguments=(c_in, c_out, P, z, T),
    result=g,
    source=cited("goldman1943", "hodgkin_katz1949"),
    stable=Stable("P*z^2*F^2/(R*T)*c_in*B(log_quotient(c_in, c_out, c_in - c_out))"),
    assumptions=(Assumption("those of the Goldman-Hodgkin-Katz current"),),
    textbook="P*z^2*F^2/(R*T)*c_in*c_out*ln(c_in/c_out)/(c_in - c_out)",
    near=((("c_out", "c_in"),),),
)


@slope_conductance.limit(
    "equal_concentrations", "g_0 = P*z^2*F^2/(R*T)*c_in", "equal concentrations: ohmic, P z2 F2 c/(RT)"
)
def equal_concentrations(d: Draft) -> None:
    """B(0) = 1."""
    d.quantity(g.renamed("g_0", "g_0", "conductance at equal concentrations"))
    d.cite(slope_conductance, c_out="c_in", g="g_0")
    d.identity("ln_one", shows="g_0 = P*z^2*F^2/(R*T)*c_in*B(0)")
    d.identity("bernoulli_zero", shows="g_0 = P*z^2*F^2/(R*T)*c_in")
    d.witness(g_0="P*z^2*F^2/(R*T)*c_in")
