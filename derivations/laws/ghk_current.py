"""Goldman-Hodgkin-Katz current: one ion through a constant field, for any concentration profile.

Written with B(u) = u/(exp(u) - 1), B(0) = 1, the relation has no hole at V = 0. The textbook quotient has
one.
"""

from dataclasses import replace
from fractions import Fraction

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import E, P, Quantity, T, V, c_in, c_out, z
from .nernst import nernst
from .nernst_planck import D, J, c_local, dphi_dx, nernst_planck

i = Quantity("i", "A/m2", "real", "current per area, outward positive", "i", Fraction(-1000), Fraction(1000))
c_in_any = replace(c_in, domain="nonnegative")
c_out_any = replace(c_out, domain="nonnegative")
x = Quantity(
    "x",
    "m",
    "real",
    "place in the membrane, from inside (0) to outside (d)",
    "x",
    Fraction("1/1000000000"),
    Fraction("4/1000000000"),
)
d_membrane = Quantity(
    "d",
    "m",
    "positive",
    "thickness of the membrane",
    "d",
    Fraction("41/10000000000"),
    Fraction("1/100000000"),
)
beta = Quantity("beta", "1", "positive", "partition coefficient", "\\beta", Fraction("1/1000"), Fraction(10))

U = "z*F*V/(R*T)"

ghk_current = Law(
    name="ghk_current",
    title="Goldman-Hodgkin-Katz current",
    kind="derived",
    equation=f"i = z*F*P*(B(-{U})*c_in - B({U})*c_out)",
    arguments=(V, c_in_any, c_out_any, P, z, T),
    result=i,
    source=cited("goldman1943", "hodgkin_katz1949"),
    stable=Stable("z*F*P*((c_in - c_out)*B(abs(u)) + u*select(u, c_in, c_out))", (("u", U),)),
    assumptions=(
        Assumption("the field in the membrane is constant", source=cited("goldman1943")),
        Assumption("the ion moves by the Nernst-Planck law, independently of the others"),
        Assumption("the flux is steady: the same at every place in the membrane"),
        Assumption("the concentrations at the faces are beta times those in the solutions"),
        Assumption("the concentration profile is continuously differentiable", "regularity"),
    ),
    textbook=f"P*z^2*V*F^2/(R*T)*(c_in - c_out*exp(-{U}))/(1 - exp(-{U}))",
    near=(
        (("V", "0"),),
        (("V", "R*T/F/100000000000000"),),
        (("V", "-R*T/F/100000000000000"),),
        (("c_out", "c_in"),),
        (("c_in", "0"),),
    ),
)


@ghk_current.route("constant_field")
def constant_field(d: Draft) -> None:
    """Steady Nernst-Planck flux in a constant field, for any profile, by an integrating factor."""
    local_flux = J.renamed("j", "j", "flux at a place in the membrane")
    for quantity in (D, J, local_flux, c_local, dphi_dx, x, d_membrane, beta):
        d.quantity(quantity)
    d.assume_that("continuous", "c(x)", note="the profile is continuous")
    d.assume_that("continuous", "diff(c(x), x)", note="and so is its slope")
    inside = ("x", "0", "d")
    flux = d.cite(
        nernst_planck,
        c="c(x)",
        dc_dx="diff(c(x), x)",
        J="j(x)",
        over=inside,
        note="at every place in the membrane",
    )
    steady = d.assume("j(x) = J", over=inside, note="steady state: the same flux at every place")
    field = d.assume(
        "dphi_dx = -V/d",
        note="constant field: the potential falls from V to 0 along the membrane",
        source=cited("goldman1943"),
    )
    at_inner = d.assume("c(0) = beta*c_in", note="partition at the inner face")
    at_outer = d.assume("c(d) = beta*c_out", note="partition at the outer face")
    permeability = d.assume("P = D*beta/d", note="what is called the permeability")
    d.substitute(steady, of=flux)
    d.substitute(field)
    u = d.define(f"u = {U}", note="membrane potential in units of RT/(zF)")
    d.fold(u, of=d.lines[-2], shows="J = -D*(diff(c(x), x) - u/d*c(x))")
    d.multiply(
        "exp(-u*x/d)",
        note="integrating factor",
        shows="J*exp(-u*x/d) = -D*(diff(c(x), x)*exp(-u*x/d) - u/d*c(x)*exp(-u*x/d))",
    )
    d.identity("derivative", "c(x)*exp(-u*x/d)", "x", shows="J*exp(-u*x/d) = -D*diff(c(x)*exp(-u*x/d), x)")
    d.integrate(shows="int(J*exp(-u*x/d), x, 0, d) = int(-D*diff(c(x)*exp(-u*x/d), x), x, 0, d)")
    d.identity("integral_constant_factor", "J", "exp(-u*x/d)", "x", "0", "d")
    d.identity(
        "integral_constant_factor",
        "-D",
        "diff(c(x)*exp(-u*x/d), x)",
        "x",
        "0",
        "d",
        shows="J*int(exp(-u*x/d), x, 0, d) = -D*int(diff(c(x)*exp(-u*x/d), x), x, 0, d)",
    )
    d.identity(
        "integral_of_derivative",
        "c(x)*exp(-u*x/d)",
        "x",
        "0",
        "d",
        shows="J*int(exp(-u*x/d), x, 0, d) = -D*(c(d)*exp(-u) - c(0)*exp(0))",
    )
    d.identity("exp_zero", shows="J*int(exp(-u*x/d), x, 0, d) = -D*(c(d)*exp(-u) - c(0))")
    d.substitute(at_outer)
    d.substitute(at_inner, shows="J*int(exp(-u*x/d), x, 0, d) = D*beta*(c_in - c_out*exp(-u))")
    d.identity("integral_exponential", "u", "x", "d", shows="J*d/B(-u) = D*beta*(c_in - c_out*exp(-u))")
    d.multiply("B(-u)/d", shows="J = D*beta/d*(B(-u)*c_in - exp(-u)*B(-u)*c_out)")
    d.identity("exp_negative", "u", shows="J = D*beta/d*(B(-u)*c_in - B(-u)/exp(u)*c_out)")
    d.identity("bernoulli_reflection", "u", shows="J = D*beta/d*(B(-u)*c_in - B(u)*c_out)")
    goldman = d.fold(permeability, shows="J = P*(B(-u)*c_in - B(u)*c_out)")
    current = d.define("i = z*F*J", note="each mole of ions carries the charge zF")
    d.substitute(goldman, of=current)
    d.substitute(u, shows=ghk_current.equation)
    d.witness(
        D="P*d/beta",
        dphi_dx="-V/d",
        J="P*(B(-u)*c_in - B(u)*c_out)",
        profiles={
            "j": "P*(B(-u)*c_in - B(u)*c_out)",
            "c": "beta*(c_in + (c_out - c_in)*x/d*B(u)/B(u*x/d))",
        },
    )


@ghk_current.limit(
    "fick",
    f"lim(z*F*P*(B(-{U})*c_in - B({U})*c_out), V, 0) = z*F*P*(c_in - c_out)",
    "V towards 0: Fick's law",
)
def fick(d: Draft) -> None:
    """The relation is continuous at V = 0, where B is 1."""
    d.cite(ghk_current)
    d.limit("V", "0")
    d.identity(
        "bernoulli_zero", shows=f"lim(z*F*P*(B(-{U})*c_in - B({U})*c_out), V, 0) = z*F*P*(c_in - c_out)"
    )
    d.witness(i=f"z*F*P*(B(-{U})*c_in - B({U})*c_out)")


@ghk_current.limit("reversal", "i_E = 0", "at the Nernst potential the current is 0")
def reversal(d: Draft) -> None:
    """Put V = E and reflect B."""
    d.quantity(E)
    d.quantity(i.renamed("i_E", "i_E", "current at V = E"))
    d.assume_that("positive", "c_in", note="the ion is present inside")
    d.assume_that("positive", "c_out", note="and outside")
    potential = d.cite(nernst, c_out="c_out", c_in="c_in")
    d.cite(ghk_current, V="E", i="i_E")
    d.substitute(potential)
    d.identity("bernoulli_reflection", "ln(c_out/c_in)")
    d.identity("exp_ln", "c_out/c_in", shows="i_E = 0")
    d.witness(E="R*T/(z*F)*ln(c_out/c_in)", i_E="0")


@ghk_current.limit("textbook", f"i = {ghk_current.textbook}", "away from V = 0: the textbook quotient")
def textbook(d: Draft) -> None:
    """Write out B, which needs V away from 0."""
    d.assume_that("nonzero", "V", note="the quotient has a hole at V = 0")
    d.cite(ghk_current)
    d.identity("bernoulli_definition", U)
    d.identity("bernoulli_definition", f"-{U}")
    d.identity("exp_negative", U, shows=f"i = {ghk_current.textbook}")
    d.witness(i=f"z*F*P*(B(-{U})*c_in - B({U})*c_out)")


_DRIVE = f"B(-{U})*c_in - B({U})*c_out"

divided(ghk_current, "P", "i", f"z*F*({_DRIVE})", given=(("nonzero", _DRIVE),))
divided(ghk_current, "c_in", f"i + z*F*P*B({U})*c_out", f"z*F*P*B(-{U})", given=(("nonzero", "P"),))
divided(ghk_current, "c_out", f"z*F*P*B(-{U})*c_in - i", f"z*F*P*B({U})", given=(("nonzero", "P"),))
