"""Charging of the membrane to a plateau: exponential, monotone, bounded."""

from fractions import Fraction

from ..draft import Draft
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import Quantity, V
from .time_constant import tau

t = Quantity("t", "s", "nonnegative", "time since the step", "t", Fraction(1, 10**5), Fraction(1))
V_0 = V.renamed("V_0", "V_0", "membrane potential at t = 0")
V_inf = V.renamed("V_inf", "V_\\infty", "membrane potential in the end")

rc_charging = Law(
    name="rc_charging",
    title="Charging of the membrane",
    kind="derived",
    equation="V = V_inf + (V_0 - V_inf)*exp(-t/tau)",
    arguments=(t, V_0, V_inf, tau),
    result=V,
    source=cited("hodgkin_rushton1946", "rall1977"),
    # 1 - exp(-x) is x/B(-x): neither what is left of V_0 nor what has come of V_inf loses a digit.
    stable=Stable("V_0*exp(-x) + V_inf*x/B(-x)", (("x", "t/tau"),)),
    assumptions=(Assumption("constant conductance and capacitance"),),
    near=((("t", "0"),), (("V_0", "V_inf"),)),
)


@rc_charging.limit("start", "V_start = V_0", "at t = 0: where it began")
def start(d: Draft) -> None:
    """exp(0) = 1."""
    d.quantity(V.renamed("V_start", "V_\\mathrm{start}", "membrane potential at the start"))
    d.cite(rc_charging, t="0", V="V_start")
    d.identity("exp_zero", shows="V_start = V_0")
    d.witness(V_start="V_0")
