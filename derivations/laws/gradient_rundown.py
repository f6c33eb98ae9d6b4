"""Run-down of a gradient: what an ion current does to the concentration inside when no pump brings it back.

The rate at one instant. A time course needs the currents as the concentrations change: near rest the time it
takes is proportional to the radius of the cell and to the resistance of its membrane.
"""

from fractions import Fraction

from ..draft import Draft
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, c, z
from .capacitor_charge import A
from .concentration_change import volume
from .ghk_current import i
from .ghk_flux import J

dc_dt = Quantity(
    "dc_dt",
    "mol/(m3*s)",
    "real",
    "rate of change of the concentration inside",
    "\\dot c",
    Fraction(-1),
    Fraction(1),
)
amount_rate = Quantity(
    "dn_dt",
    "mol/s",
    "real",
    "rate of change of the amount inside",
    "\\dot n",
    Fraction(-1, 10**9),
    Fraction(1, 10**9),
)

gradient_rundown = Law(
    name="gradient_rundown",
    title="Run-down of a concentration gradient",
    kind="derived",
    equation="dc_dt = -A*i/(z*F*volume)",
    arguments=(i, z, A, volume),
    result=dc_dt,
    source=cited(("keener_sneyd2009", "ch. 2")),
    assumptions=(
        Assumption("no pump or exchanger moves the ion, and nothing inside binds or releases it"),
        Assumption("the volume of the cell does not change, and its inside is well mixed"),
    ),
    near=((("i", "0"),),),
)


@gradient_rundown.route("conservation")
def conservation(d: Draft) -> None:
    """What leaves through the membrane is lost inside."""
    d.quantity(J)
    d.quantity(amount_rate)
    loss = d.assume("dn_dt = -A*J", note="what flows out through the membrane leaves the cell")
    current = d.assume("i = z*F*J", note="each mole of ions carries the charge zF")
    rate = d.define("dc_dt = dn_dt/volume", note="the volume stays as it is")
    d.substitute(loss, of=rate, shows="dc_dt = -A*J/volume")
    d.multiply("z*F", shows="z*F*dc_dt = -A*(z*F*J)/volume")
    d.fold(current, shows="z*F*dc_dt = -A*i/volume")
    d.divide("z*F", shows=gradient_rundown.equation)
    d.witness(J="i/(z*F)", dn_dt="-A*i/(z*F)")


@gradient_rundown.limit("no_current", "dc_dt_0 = 0", "without a current nothing runs down")
def no_current(d: Draft) -> None:
    """Put i = 0."""
    d.quantity(dc_dt.renamed("dc_dt_0", "\\dot c_0", "rate of change without a current"))
    d.cite(gradient_rundown, i="0", dc_dt="dc_dt_0")
    d.rearrange("dc_dt_0 = 0")
    d.witness(dc_dt_0="0")


@gradient_rundown.limit(
    "half_at_constant_current",
    "time = z*F*c*volume/(2*A*i)",
    "at a constant current: the time until half has left",
)
def half_at_constant_current(d: Draft) -> None:
    """The rate times the time is half of what there is."""
    d.quantity(
        Quantity("time", "s", "real", "time until half has left", "t_{1/2}", Fraction(0), Fraction(10**6))
    )
    d.quantity(c)
    d.assume_that("nonzero", "i", note="a current flows")
    rate = d.cite(gradient_rundown)
    gone = d.assume("dc_dt*time = -c/2", note="half of the ion has left at the constant rate")
    d.substitute(rate, of=gone)
    d.divide("-A*i/(z*F*volume)", shows="time = z*F*c*volume/(2*A*i)")
    d.witness(dc_dt="-A*i/(z*F*volume)", time="z*F*c*volume/(2*A*i)")
