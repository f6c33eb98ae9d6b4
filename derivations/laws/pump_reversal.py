"""Reversal potential of the sodium pump: where the work of one turn equals the free energy of ATP."""

from dataclasses import replace
from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import V, mu
from .chord_conductance_equation import reversal
from .pump_work import W, pump_work

DG_ATP = replace(
    mu.renamed("DG_ATP", "|\\Delta G_\\mathrm{ATP}|", "free energy of ATP hydrolysis, as a positive number"),
    domain="positive",
    low=Fraction(30000),
    high=Fraction(70000),
)
V_rev = V.renamed("V_rev", "V_\\mathrm{rev}", "membrane potential at which the pump stands still")

pump_reversal = Law(
    name="pump_reversal",
    title="Reversal potential of the sodium pump",
    kind="derived",
    equation="V_rev = 3*E_Na - 2*E_K - DG_ATP/F",
    arguments=(reversal("Na"), reversal("K"), DG_ATP),
    result=V_rev,
    source=cited(("laeuger1991", "ch. 8")),
    assumptions=(Assumption("3 Na out and 2 K in per ATP, tightly coupled"),),
)


@pump_reversal.route("balance")
def balance(d: Draft) -> None:
    """The work of one turn equals what ATP gives."""
    d.quantity(W)
    work = d.cite(pump_work, V="V_rev")
    d.assume("W = DG_ATP", note="the pump stands still: its work is what ATP gives")
    d.substitute(work)
    d.rearrange("F*V_rev = F*(3*E_Na - 2*E_K) - DG_ATP")
    d.divide("F", shows="V_rev = 3*E_Na - 2*E_K - DG_ATP/F")
    d.witness(V_rev="3*E_Na - 2*E_K - DG_ATP/F", W="DG_ATP")


divided(pump_reversal, "E_Na", "F*(V_rev + 2*E_K) + DG_ATP", "3*F", times="F")
divided(pump_reversal, "E_K", "F*(3*E_Na - V_rev) - DG_ATP", "2*F", times="F")
divided(pump_reversal, "DG_ATP", "F*(3*E_Na - 2*E_K - V_rev)", "1", times="F")
