"""Charge on the membrane capacitor: specific capacitance times area times voltage."""

from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, V

c_m = Quantity(
    "c_m",
    "F/m2",
    "positive",
    "capacitance of the membrane per area",
    "c_\\mathrm{m}",
    Fraction("1/1000"),
    Fraction("1/10"),
)
A = Quantity("A", "m2", "positive", "membrane area", "A", Fraction("1/1000000000000"), Fraction("1/1000000"))
Q = Quantity(
    "Q", "C", "real", "charge on the inner face", "Q", Fraction("-1/1000000000"), Fraction("1/1000000000")
)

capacitor_charge = Law(
    name="capacitor_charge",
    title="Charge on the membrane capacitor",
    kind="constitutive",
    equation="Q = c_m*A*V",
    arguments=(c_m, A, V),
    result=Q,
    source=cited("cole_curtis1938", "hodgkin_huxley1952"),
    assumptions=(
        Assumption("the capacitance does not depend on voltage or frequency"),
        Assumption("the membrane is at one potential (isopotential patch)"),
    ),
    near=((("V", "0"),),),
)


@capacitor_charge.limit(
    "two_charges", "DeltaQ = c_m*A*DeltaV", "a change of voltage needs the charge c_m A times the change"
)
def two_charges(d: Draft) -> None:
    """Subtract the charges at two voltages."""
    d.quantity(V.renamed("V_0", "V_0", "membrane potential before"))
    d.quantity(V.renamed("V_1", "V_1", "membrane potential after"))
    d.quantity(Q.renamed("Q_0", "Q_0", "charge before"))
    d.quantity(Q.renamed("Q_1", "Q_1", "charge after"))
    before = d.cite(capacitor_charge, V="V_0", Q="Q_0", note="before")
    after = d.cite(capacitor_charge, V="V_1", Q="Q_1", note="after")
    voltage = d.define("DeltaV = V_1 - V_0", note="change of voltage", latex="\\Delta V")
    change = d.define("DeltaQ = Q_1 - Q_0", note="change of charge", latex="\\Delta Q")
    d.substitute(after, of=change)
    d.substitute(before)
    d.fold(voltage, shows="DeltaQ = c_m*A*DeltaV")
    d.witness(Q_0="c_m*A*V_0", Q_1="c_m*A*V_1")


divided(capacitor_charge, "c_m", "Q", "A*V", given=(("nonzero", "V"),))
divided(capacitor_charge, "A", "Q", "c_m*V", given=(("nonzero", "V"),))
divided(capacitor_charge, "V", "Q", "c_m*A")
