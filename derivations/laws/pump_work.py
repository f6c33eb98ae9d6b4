"""Work of one turn of the sodium pump: three sodium out, two potassium in, per mole of ATP."""

from ..law import Assumption, Law
from ..quantities import V, mu
from .chord_conductance_equation import reversal

W = mu.renamed("W", "W", "work per mole of ATP")

pump_work = Law(
    name="pump_work",
    title="Work of the sodium pump",
    kind="derived",
    equation="W = 3*F*(E_Na - V) + 2*F*(V - E_K)",
    arguments=(V, reversal("Na"), reversal("K")),
    result=W,
    source="Läuger 1991, ch. 8",
    assumptions=(Assumption("3 Na out and 2 K in per ATP, tightly coupled"),),
)
