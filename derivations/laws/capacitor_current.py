"""Capacitive current: what charges the membrane when its potential changes."""

from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity
from .capacitor_charge import A, c_m

dV_dt = Quantity(
    "dV_dt",
    "V/s",
    "real",
    "rate of change of the membrane potential",
    "\\dot V",
    Fraction(-1000),
    Fraction(1000),
)
I_c = Quantity(
    "I_c",
    "A",
    "real",
    "capacitive current, outward positive",
    "I_\\mathrm{c}",
    Fraction(-1, 10**6),
    Fraction(1, 10**6),
)

capacitor_current = Law(
    name="capacitor_current",
    title="Capacitive current",
    kind="derived",
    equation="I_c = c_m*A*dV_dt",
    arguments=(c_m, A, dV_dt),
    result=I_c,
    source=cited("hodgkin_huxley1952"),
    assumptions=(Assumption("the capacitance does not change with time or voltage"),),
    near=((("dV_dt", "0"),),),
)


@capacitor_current.limit("steady", "I_s = 0", "at a steady potential no capacitive current flows")
def steady(d: Draft) -> None:
    """Put dV/dt = 0."""
    d.quantity(I_c.renamed("I_s", "I_\\mathrm{s}", "capacitive current at a steady potential"))
    d.cite(capacitor_current, dV_dt="0", I_c="I_s")
    d.rearrange("I_s = 0")
    d.witness(I_s="0")


divided(capacitor_current, "c_m", "I_c", "A*dV_dt", given=(("nonzero", "dV_dt"),))
divided(capacitor_current, "A", "I_c", "c_m*dV_dt", given=(("nonzero", "dV_dt"),))
divided(capacitor_current, "dV_dt", "I_c", "c_m*A")
