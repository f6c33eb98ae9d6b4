"""Zero net current of two ions: their conductances stand inversely as their driving forces.

The currents are equal and opposite: it is their ratio that is 1, not that of the conductances.
"""

from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, V
from .chord_conductance_equation import conductance, reversal
from .ghk_current import i
from .ohmic_current import ohmic_current

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
    source=cited("hodgkin_huxley1952"),
    assumptions=(Assumption("K and Na alone carry current, and no pump does"),),
    conditions=(("nonzero", "V - E_K"),),
)


@zero_net_current.route("ohmic")
def ohmic(d: Draft) -> None:
    """The ohmic currents of the two ions cancel."""
    currents = []
    for ion in ("K", "Na"):
        d.quantity(conductance(ion))
        d.quantity(i.renamed(f"i_{ion}", rf"i_\mathrm{{{ion}}}", f"current carried by {ion}"))
        currents.append(d.cite(ohmic_current, g=f"g_{ion}", E=f"E_{ion}", i=f"i_{ion}"))
    d.assume_that("nonzero", "g_Na", note="sodium conducts")
    total = d.assume("i_K + i_Na = 0", note="no net current")
    share = d.define("ratio = g_K/g_Na", note="the ratio of the conductances")
    for current in currents:
        total = d.substitute(current, of=total)
    d.rearrange("g_K*(V - E_K) = g_Na*(E_Na - V)", of=total)
    d.divide("g_Na", shows="g_K/g_Na*(V - E_K) = E_Na - V")
    d.fold(share, shows="ratio*(V - E_K) = E_Na - V")
    d.divide("V - E_K", shows="ratio = (E_Na - V)/(V - E_K)")
    d.witness(g_K="g_Na*(E_Na - V)/(V - E_K)", i_K="g_Na*(E_Na - V)", i_Na="g_Na*(V - E_Na)")


@zero_net_current.limit("equal_and_opposite", "i_K = -i_Na", "the two currents are equal and opposite")
def equal_and_opposite(d: Draft) -> None:
    """With the conductances in this ratio the ohmic currents cancel."""
    currents = []
    for ion in ("K", "Na"):
        d.quantity(conductance(ion))
        d.quantity(i.renamed(f"i_{ion}", rf"i_\mathrm{{{ion}}}", f"current carried by {ion}"))
        currents.append(d.cite(ohmic_current, g=f"g_{ion}", E=f"E_{ion}", i=f"i_{ion}"))
    d.assume_that("nonzero", "V - E_K", note="potassium is not in equilibrium")
    balance = d.cite(zero_net_current)
    share = d.assume("g_K = ratio*g_Na", note="the conductances are in this ratio")
    d.substitute(share, of=currents[0])
    d.substitute(balance, shows="i_K = -(g_Na*(V - E_Na))")
    d.fold(currents[1], shows="i_K = -i_Na")
    d.witness(
        ratio="(E_Na - V)/(V - E_K)",
        g_K="g_Na*(E_Na - V)/(V - E_K)",
        i_K="g_Na*(E_Na - V)",
        i_Na="g_Na*(V - E_Na)",
    )


divided(
    zero_net_current,
    "V",
    "E_Na + ratio*E_K",
    "1 + ratio",
    times="V - E_K",
    given=(("nonzero", "V - E_K"), ("nonzero", "1 + ratio")),
)
divided(
    zero_net_current,
    "E_K",
    "ratio*V + V - E_Na",
    "ratio",
    times="V - E_K",
    given=(("nonzero", "V - E_K"), ("nonzero", "ratio")),
)
divided(
    zero_net_current,
    "E_Na",
    "V + ratio*(V - E_K)",
    "1",
    times="V - E_K",
    given=(("nonzero", "V - E_K"),),
)
