"""Membrane time constant: specific resistance times specific capacitance, whatever the size of the cell."""

from fractions import Fraction

from ..inverses import divided
from ..law import Law
from ..literature import cited
from ..quantities import Quantity
from .capacitor_charge import c_m

R_m = Quantity(
    "R_m",
    "ohm*m2",
    "positive",
    "membrane resistance times area",
    "R_\\mathrm{m}",
    Fraction(1, 1000),
    Fraction(100),
)
tau = Quantity("tau", "s", "positive", "membrane time constant", "\\tau", Fraction(1, 10**5), Fraction(10))

time_constant = Law(
    name="time_constant",
    title="Membrane time constant",
    kind="definition",
    equation="tau = R_m*c_m",
    arguments=(R_m, c_m),
    result=tau,
    source=cited("hodgkin_rushton1946", "rall1977"),
)


divided(time_constant, "R_m", "tau", "c_m")
divided(time_constant, "c_m", "tau", "R_m")
