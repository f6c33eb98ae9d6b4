"""Goldman-Hodgkin-Katz flux: the ion current per charge carried."""

from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import P, Quantity, T, V, z
from .ghk_current import U, c_in_any, c_out_any, ghk_current, i

J = Quantity(
    "J", "mol/(m2*s)", "real", "flux per area, outward positive", "J", Fraction(-1, 100), Fraction(1, 100)
)

ghk_flux = Law(
    name="ghk_flux",
    title="Goldman-Hodgkin-Katz flux",
    kind="derived",
    equation=f"J = P*(B(-{U})*c_in - B({U})*c_out)",
    arguments=(V, c_in_any, c_out_any, P, z, T),
    result=J,
    source=cited("goldman1943", "hodgkin_katz1949"),
    stable=Stable("P*((c_in - c_out)*B(abs(u)) + u*select(u, c_in, c_out))", (("u", U),)),
    assumptions=(Assumption("those of the Goldman-Hodgkin-Katz current"),),
    near=ghk_current.near,
)


@ghk_flux.route("per_charge")
def per_charge(d: Draft) -> None:
    """Divide the current by the charge per mole."""
    d.quantity(i)
    current = d.cite(ghk_current)
    flux = d.define("J = i/(z*F)", note="each mole of ions carries the charge zF")
    d.substitute(current, of=flux, shows=ghk_flux.equation)
    d.witness(i=f"z*F*P*(B(-{U})*c_in - B({U})*c_out)")


@ghk_flux.limit("fick", "J_0 = P*(c_in - c_out)", "at V = 0: Fick's law")
def fick(d: Draft) -> None:
    """B(0) = 1."""
    d.quantity(J.renamed("J_0", "J_0", "flux at V = 0"))
    d.cite(ghk_flux, V="0", J="J_0")
    d.identity("bernoulli_zero", shows="J_0 = P*(c_in - c_out)")
    d.witness(J_0="P*(c_in - c_out)")


_DRIVE = f"B(-{U})*c_in - B({U})*c_out"

divided(ghk_flux, "P", "J", f"({_DRIVE})", given=(("nonzero", _DRIVE),))
divided(ghk_flux, "c_in", f"J + P*B({U})*c_out", f"P*B(-{U})", given=(("nonzero", "P"),))
divided(ghk_flux, "c_out", f"P*B(-{U})*c_in - J", f"P*B({U})", given=(("nonzero", "P"),))
