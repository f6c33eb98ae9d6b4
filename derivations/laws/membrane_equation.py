"""Membrane equation: injected minus ionic current charges the capacitor."""

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from .capacitor_charge import c_m
from .capacitor_current import dV_dt
from .ghk_current import i

i_ion = i.renamed("i_ion", "i_\\mathrm{ion}", "sum of the ionic currents per area, outward positive")
i_inj = i.renamed("i_inj", "i_\\mathrm{inj}", "injected current per area, depolarising positive")

membrane_equation = Law(
    name="membrane_equation",
    title="Membrane equation",
    kind="constitutive",
    equation="dV_dt = (i_inj - i_ion)/c_m",
    arguments=(c_m, i_ion, i_inj),
    result=dV_dt,
    source=cited("hodgkin_huxley1952"),
    assumptions=(Assumption("isopotential membrane; charge is conserved"),),
    near=((("i_inj", "i_ion"),),),
)


@membrane_equation.limit("steady_state", "rate = 0", "balanced currents: a steady potential")
def steady_state(d: Draft) -> None:
    """Put i_inj = i_ion."""
    d.quantity(dV_dt.renamed("rate", "\\dot V_0", "rate of change at balanced currents"))
    d.cite(membrane_equation, i_inj="i_ion", dV_dt="rate")
    d.rearrange("rate = 0")
    d.witness(rate="0")


divided(membrane_equation, "c_m", "i_inj - i_ion", "dV_dt", times="c_m", given=(("nonzero", "dV_dt"),))
divided(membrane_equation, "i_ion", "i_inj - c_m*dV_dt", "1", times="c_m")
divided(membrane_equation, "i_inj", "i_ion + c_m*dV_dt", "1", times="c_m")
