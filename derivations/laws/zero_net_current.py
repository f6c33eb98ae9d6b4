"""Zero net current of two ions: their conductances stand inversely as their driving forces.

The currents are equal and opposite: it is their ratio that is 1, not that of the conductances.
"""

from fractions import Fraction

from ..law import Assumption, Law
from ..quantities import Quantity, V
from .chord_conductance_equation import reversal

ratio = Quantity(
    "ratio",
    "1",
    "real",
    "conductance of K over that of Na",
    "g_\\mathrm{K}/g_\\mathrm{Na}",
    Fraction(-100),
    Fraction(100),
)

zero_net_current = Law(
    name="zero_net_current",
    title="Zero net current of two ions",
    kind="derived",
    equation="ratio = (E_Na - V)/(V - E_K)",
    arguments=(V, reversal("K"), reversal("Na")),
    result=ratio,
    source="Hodgkin & Huxley 1952",
    assumptions=(Assumption("K and Na alone carry current, and no pump does"),),
    conditions=(("nonzero", "V - E_K"),),
)
