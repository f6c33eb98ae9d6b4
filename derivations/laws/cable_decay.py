"""Steady decay of voltage along an infinite passive cable."""

from fractions import Fraction

from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, V
from .length_constant import lam
from .rc_charging import V_0

x = Quantity("x", "m", "real", "distance from the source", "x", Fraction(-1, 100), Fraction(1, 100))
V_x = V.renamed("V", "V", "departure from rest at x")
V_at_source = V_0.renamed("V_0", "V_0", "departure from rest at the source")

cable_decay = Law(
    name="cable_decay",
    title="Voltage along a cable",
    kind="derived",
    equation="V = V_0*exp(-abs(x)/lam)",
    arguments=(V_at_source, x, lam),
    result=V_x,
    source=cited("hodgkin_rushton1946", "rall1977"),
    assumptions=(Assumption("steady state, infinite uniform passive cable"),),
    near=((("x", "0"),),),
)
