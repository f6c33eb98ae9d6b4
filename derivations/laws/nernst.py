"""Nernst potential: the voltage at which one ion is at equilibrium across the membrane.

Often misprinted: it is the logarithm of the ratio that counts, not the difference of the concentrations,
and the valence carries its sign. Without z the formula turns chloride around and doubles calcium.
"""

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import E, T, c_in, c_out, mu, phi, z
from .electrochemical_potential import c_ref, electrochemical_potential, mu_ref

nernst = Law(
    name="nernst",
    title="Nernst potential",
    kind="derived",
    equation="E = R*T/(z*F)*ln(c_out/c_in)",
    arguments=(c_out, c_in, z, T),
    result=E,
    source=cited("nernst1888", "nernst1889", ("hille2001", "ch. 1")),
    stable=Stable("R*T/(z*F)*log_quotient(c_out, c_in, c_out - c_in)"),
    assumptions=(
        Assumption("the ion is at equilibrium: its electrochemical potential is the same on both sides"),
        Assumption("the solution is ideal (dilute): concentrations stand for activities"),
        Assumption("temperature, pressure and solvent are the same on both sides"),
    ),
    near=((("c_out", "c_in"),), (("c_out", "c_in*(1 + 1/1000000000000)"),)),
)


@nernst.route("equilibrium")
def equilibrium(d: Draft) -> None:
    """The ion is at equilibrium when its electrochemical potential is the same on both sides."""
    for quantity in (mu_ref, c_ref):
        d.quantity(quantity)
    for side, word in (("in", "inside"), ("out", "outside")):
        d.quantity(phi.renamed(f"phi_{side}", f"\\varphi_\\mathrm{{{side}}}", f"electric potential {word}"))
        d.quantity(
            mu.renamed(f"mu_{side}", f"\\tilde\\mu_\\mathrm{{{side}}}", f"electrochemical potential {word}")
        )

    inside = d.cite(electrochemical_potential, c="c_in", phi="phi_in", mu="mu_in", note="inside")
    outside = d.cite(electrochemical_potential, c="c_out", phi="phi_out", mu="mu_out", note="outside")
    equal = d.assume(
        "mu_in = mu_out", note="equilibrium: moving the ion costs nothing", source=cited("planck1890")
    )
    potential = d.define(
        "E = phi_in - phi_out", note="the membrane potential, inside minus outside, at which this holds"
    )
    d.substitute(inside, of=equal)
    d.substitute(outside)
    d.rearrange("z*F*(phi_in - phi_out) = R*T*(ln(c_out/c_ref) - ln(c_in/c_ref))")
    d.identity(
        "ln_quotient", "c_out/c_ref", "c_in/c_ref", shows="z*F*(phi_in - phi_out) = R*T*ln(c_out/c_in)"
    )
    d.fold(potential, shows="z*F*E = R*T*ln(c_out/c_in)")
    d.divide("z*F", shows="E = R*T/(z*F)*ln(c_out/c_in)")
    d.witness(
        phi_in="phi_out + R*T/(z*F)*ln(c_out/c_in)",
        mu_in="mu_ref + R*T*ln(c_in/c_ref) + z*F*phi_in",
        mu_out="mu_ref + R*T*ln(c_out/c_ref) + z*F*phi_out",
    )


@nernst.limit("equal_concentrations", "E_equal = 0", "equal concentrations: the Nernst potential is 0")
def equal_concentrations(d: Draft) -> None:
    """The logarithm of 1 is 0."""
    d.quantity(E.renamed("E_equal", "E_{=}", "Nernst potential at equal concentrations"))
    d.cite(nernst, c_out="c_in", E="E_equal")
    d.identity("ln_one", shows="E_equal = 0")
    d.witness(E_equal="0")


_SLOPE = "diff(R*T/(z*F)*ln(c_out/c_in), c_out)"


@nernst.limit("rises_with_outside", f"{_SLOPE} > 0", "E of a cation rises with the concentration outside")
def rises_with_outside(d: Draft) -> None:
    """The slope is RT/(zF c_out)."""
    d.assume_that("positive", "z", note="a cation")
    d.cite(nernst)
    d.differentiate("c_out", shows=f"{_SLOPE} = R*T/(z*F*c_out)")
    d.conclude("positive")
    d.witness(E="R*T/(z*F)*ln(c_out/c_in)")


@nernst.limit("falls_with_outside", f"-{_SLOPE} > 0", "E of an anion falls with the concentration outside")
def falls_with_outside(d: Draft) -> None:
    """The slope is RT/(zF c_out), and z is negative."""
    d.assume_that("positive", "-z", note="an anion")
    d.cite(nernst)
    d.differentiate("c_out", shows=f"{_SLOPE} = R*T/(z*F*c_out)")
    d.multiply("-1", shows=f"-{_SLOPE} = R*T/((-z)*F*c_out)")
    d.conclude("positive")
    d.witness(E="R*T/(z*F)*ln(c_out/c_in)")


@nernst.inverse("c_out", "c_in*exp(z*F*E/(R*T))")
def outside(d: Draft) -> None:
    """The exponential undoes the logarithm."""
    d.cite(nernst)
    d.multiply("z*F/(R*T)", shows="z*F*E/(R*T) = ln(c_out/c_in)")
    d.take_exp()
    d.identity("exp_ln", "c_out/c_in")
    d.multiply("c_in", shows="c_in*exp(z*F*E/(R*T)) = c_out")
    d.rearrange("c_out = c_in*exp(z*F*E/(R*T))")
    d.witness(E="R*T/(z*F)*ln(c_out/c_in)")


@nernst.inverse("c_in", "c_out*exp(-z*F*E/(R*T))")
def inside(d: Draft) -> None:
    """The exponential undoes the logarithm, of the reciprocal."""
    d.cite(nernst)
    d.multiply("-z*F/(R*T)")
    d.identity("ln_reciprocal", "c_out", "c_in", shows="-z*F*E/(R*T) = ln(c_in/c_out)")
    d.take_exp()
    d.identity("exp_ln", "c_in/c_out")
    d.multiply("c_out", shows="c_out*exp(-z*F*E/(R*T)) = c_in")
    d.rearrange("c_in = c_out*exp(-z*F*E/(R*T))")
    d.witness(E="R*T/(z*F)*ln(c_out/c_in)")


divided(
    nernst,
    "z",
    "R*T*ln(c_out/c_in)",
    "F*E",
    times="z*F",
    given=(("nonzero", "E"),),
    stable=Stable("R*T*log_quotient(c_out, c_in, c_out - c_in)/(F*E)"),
)
divided(
    nernst,
    "T",
    "z*F*E",
    "R*ln(c_out/c_in)",
    times="z*F",
    given=(("nonzero", "ln(c_out/c_in)"),),
    stable=Stable("z*F*E/(R*log_quotient(c_out, c_in, c_out - c_in))"),
)
