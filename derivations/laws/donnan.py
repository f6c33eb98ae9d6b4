"""Donnan potential: impermeant anions inside hold back cations and keep out anions, without any pump."""

from fractions import Fraction

from ..draft import Draft
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import Quantity, T, V, c_in, c_out
from .nernst import nernst

X = Quantity(
    "X",
    "mol/m3",
    "nonnegative",
    "concentration of the charge on the impermeant anions inside",
    "X",
    Fraction(1, 10),
    Fraction(300),
)
_ROOT = "sqrt((X/2)^2 + c_out^2)"
_CATION = f"(X/2 + {_ROOT})"

donnan = Law(
    name="donnan",
    title="Donnan potential",
    kind="derived",
    equation=f"V = -R*T/F*ln({_CATION}/c_out)",
    arguments=(X, c_out, T),
    result=V,
    source=cited("gibbs1876", "donnan1924"),
    # root - c_out is (X/2)^2/(root + c_out): nothing cancels where X is small.
    stable=Stable("-R*T/F*log_quotient(X/2 + root, c_out, X/2 + (X/2)^2/(root + c_out))", (("root", _ROOT),)),
    assumptions=(
        Assumption("one permeant 1:1 salt, of the concentration c_out outside, is in equilibrium"),
        Assumption("both sides are electroneutral; the anions X cannot leave"),
        Assumption("dilute solutions; the difference of pressure that this needs is not counted"),
    ),
    near=((("X", "0"),),),
)


@donnan.route("equilibrium")
def equilibrium(d: Draft) -> None:
    """Both permeant ions are in equilibrium at one voltage, and both sides are neutral."""
    d.quantity(c_in.renamed("cation", "c_+", "concentration of the permeant cation inside"))
    d.quantity(c_in.renamed("anion", "c_-", "concentration of the permeant anion inside"))
    plus = d.cite(nernst, z="1", c_in="cation", E="V", shows="V = R*T/F*ln(c_out/cation)", note="the cation")
    minus = d.cite(nernst, z="-1", c_in="anion", E="V", shows="V = -R*T/F*ln(c_out/anion)", note="the anion")
    neutral = d.assume("anion = cation - X", note="the inside is electroneutral")
    d.identity("ln_reciprocal", "c_out", "anion", of=minus, shows="V = R*T/F*ln(anion/c_out)")
    d.substitute(plus, shows="R*T/F*ln(c_out/cation) = R*T/F*ln(anion/c_out)")
    d.multiply("F/(R*T)", shows="ln(c_out/cation) = ln(anion/c_out)")
    d.take_exp()
    d.identity("exp_ln", "c_out/cation")
    d.identity("exp_ln", "anion/c_out", shows="c_out/cation = anion/c_out")
    d.multiply("c_out*cation", shows="c_out^2 = anion*cation", note="the Donnan product")
    d.substitute(neutral, shows="c_out^2 = (cation - X)*cation")
    d.rearrange(
        f"(cation + ({_ROOT} - X/2))*(cation - X/2 - {_ROOT}) = 0", note="a quadratic equation in factors"
    )
    d.divide(
        f"cation + ({_ROOT} - X/2)", shows=f"cation - X/2 - {_ROOT} = 0", note="the root that is positive"
    )
    inside = d.rearrange(f"cation = X/2 + {_ROOT}")
    d.identity("ln_reciprocal", "c_out", "cation", of=plus, shows="V = -R*T/F*ln(cation/c_out)")
    d.substitute(inside, shows=donnan.equation)
    d.witness(cation=_CATION, anion=f"{_ROOT} - X/2", V=f"-R*T/F*ln({_CATION}/c_out)")


@donnan.limit("no_impermeant_anions", "V_0 = 0", "without impermeant anions there is no potential")
def no_impermeant_anions(d: Draft) -> None:
    """Put X = 0."""
    d.quantity(V.renamed("V_0", "V_0", "membrane potential without impermeant anions"))
    d.cite(donnan, X="0", V="V_0")
    d.rearrange("V_0 = -R*T/F*ln(sqrt(c_out^2)/c_out)")
    d.identity("root_of_square", "c_out", shows="V_0 = -R*T/F*ln(1)")
    d.identity("ln_one", shows="V_0 = 0")
    d.witness(V_0="0")


@donnan.limit("inside_negative", "-V >= 0", "the inside is negative, or at 0 mV without impermeant anions")
def inside_negative(d: Draft) -> None:
    """The cation is at least as concentrated inside as outside."""
    d.cite(donnan)
    d.multiply(
        "-1", shows=f"-V = R*T/F*ln(1 + (X/2 + (X/2)^2/({_ROOT} + c_out))/c_out)", note="the root less c_out"
    )
    d.conclude("nonnegative")
    d.witness(V=f"-R*T/F*ln({_CATION}/c_out)")
