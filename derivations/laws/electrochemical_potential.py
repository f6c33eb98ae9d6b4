"""Electrochemical potential of an ion in a dilute (ideal) solution: a constitutive law."""

from ..draft import Draft
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import T, V, c, c_in, c_out, mu, phi, z

c_ref = c.renamed("c_ref", "c_\\mathrm{ref}", "reference concentration, e.g. 1 mol/L")
mu_ref = mu.renamed("mu_ref", "\\mu_\\mathrm{ref}", "chemical potential at the reference concentration")

electrochemical_potential = Law(
    name="electrochemical_potential",
    title="Electrochemical potential",
    kind="constitutive",
    equation="mu = mu_ref + R*T*ln(c/c_ref) + z*F*phi",
    arguments=(c, phi, z, T, mu_ref, c_ref),
    result=mu,
    source=cited("guggenheim1929", "planck1890"),
    assumptions=(
        Assumption("the solution is ideal (dilute): concentrations stand for activities"),
        Assumption("temperature and pressure are the same on both sides"),
    ),
    near=((("c", "c_ref"),),),
)


@electrochemical_potential.limit(
    "reference", "mu_0 = mu_ref", "at the reference concentration and potential 0"
)
def reference(d: Draft) -> None:
    """The logarithm and the electric term vanish."""
    d.quantity(mu.renamed("mu_0", "\\tilde\\mu_0", "electrochemical potential in the reference state"))
    d.cite(electrochemical_potential, c="c_ref", phi="0", mu="mu_0")
    d.identity("ln_one", shows="mu_0 = mu_ref")
    d.witness(mu_0="mu_ref")


@electrochemical_potential.limit(
    "across_the_membrane",
    "cost = R*T*ln(c_in/c_out) + z*F*V",
    "the difference across the membrane",
)
def across_the_membrane(d: Draft) -> None:
    """Subtract the potentials on the two sides; what they refer to cancels."""
    difference(d, "cost")


def difference(d: Draft, cost: str) -> None:
    """Derive ``cost``, the cost of moving a mole of the ion from outside to inside."""
    for quantity in (V, mu_ref, c_ref):
        d.quantity(quantity)
    for side, quantity, word in (("in", c_in, "inside"), ("out", c_out, "outside")):
        d.quantity(quantity)
        d.quantity(phi.renamed(f"phi_{side}", f"\\varphi_\\mathrm{{{side}}}", f"electric potential {word}"))
        d.quantity(
            mu.renamed(f"mu_{side}", f"\\tilde\\mu_\\mathrm{{{side}}}", f"electrochemical potential {word}")
        )
    inside = d.cite(electrochemical_potential, c="c_in", phi="phi_in", mu="mu_in", note="inside")
    outside = d.cite(electrochemical_potential, c="c_out", phi="phi_out", mu="mu_out", note="outside")
    voltage = d.assume("V = phi_in - phi_out", note="what is called the membrane potential")
    total = d.define(
        f"{cost} = mu_in - mu_out", note="the cost of moving the ion in", latex="\\Delta\\tilde\\mu"
    )
    d.substitute(inside, of=total)
    d.substitute(outside)
    d.rearrange(f"{cost} = R*T*(ln(c_in/c_ref) - ln(c_out/c_ref)) + z*F*(phi_in - phi_out)")
    shown = f"{cost} = R*T*ln(c_in/c_out) + z*F*(phi_in - phi_out)"
    d.identity("ln_quotient", "c_in/c_ref", "c_out/c_ref", shows=shown)
    d.fold(voltage, shows=f"{cost} = R*T*ln(c_in/c_out) + z*F*V")
    d.witness(
        phi_in="phi_out + V",
        mu_in="mu_ref + R*T*ln(c_in/c_ref) + z*F*phi_in",
        mu_out="mu_ref + R*T*ln(c_out/c_ref) + z*F*phi_out",
    )
