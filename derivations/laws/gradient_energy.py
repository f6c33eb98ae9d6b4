"""Free energy stored in a concentration gradient, per volume of the cell, with a large bath outside."""

from fractions import Fraction

from ..draft import Draft
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import Quantity, T, c_in, c_out

w = Quantity("w", "J/m3", "real", "free energy per volume", "w", Fraction(-(10**7)), Fraction(10**7))

gradient_energy = Law(
    name="gradient_energy",
    title="Free energy of a concentration gradient",
    kind="derived",
    equation="w = R*T*(c_in*ln(c_in/c_out) - c_in + c_out)",
    arguments=(c_out, c_in, T),
    result=w,
    source=cited(("keener_sneyd2009", "ch. 2")),
    # Near equal concentrations the logarithm of the rounded quotient would lose what the difference keeps.
    stable=Stable("R*T*(c_in*log_quotient(c_in, c_out, c_in - c_out) - (c_in - c_out))"),
    near=((("c_out", "c_in"),),),
    assumptions=(Assumption("ideal solutions; the bath outside is so large that c_out does not change"),),
)


@gradient_energy.limit("no_gradient", "w_0 = 0", "without a gradient nothing is stored")
def no_gradient(d: Draft) -> None:
    """Ln 1 = 0."""
    d.quantity(w.renamed("w_0", "w_0", "energy without a gradient"))
    d.cite(gradient_energy, c_out="c_in", w="w_0")
    d.identity("ln_one", shows="w_0 = 0")
    d.witness(w_0="0")
