"""Nernst slope: what a tenfold concentration ratio is worth, 61.54 mV at 37 degC for a monovalent cation."""

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import E, T, c_in, c_out, z
from .nernst import nernst

s = E.renamed("s", "s", "change of the Nernst potential per tenfold concentration ratio")

nernst_slope = Law(
    name="nernst_slope",
    title="Nernst slope per decade",
    kind="derived",
    equation="s = R*T*ln(10)/(z*F)",
    arguments=(z, T),
    result=s,
    source=cited(("hille2001", "ch. 1")),
    assumptions=(Assumption("those of the Nernst potential"),),
)

for name, celsius, kelvin, printed in (
    ("at_37_degC", "37", "31015/100", "61.5"),
    ("at_25_degC", "25", "29815/100", "59.2"),
    ("at_20_degC", "20", "29315/100", "58.2"),
):
    nernst_slope.printed(
        name,
        printed,
        unit="mV",
        scale="1/1000",
        z="1",
        T=kelvin,
        title=f"RT ln 10 / F is {printed} mV at {celsius} degC, to the printed digits",
    )


@nernst_slope.route("tenfold")
def tenfold(d: Draft) -> None:
    """Compare the Nernst potentials before and after the outer concentration grows tenfold."""
    for quantity in (c_out, c_in):
        d.quantity(quantity)
    d.quantity(E.renamed("E_1", "E_1", "Nernst potential at c_out"))
    d.quantity(E.renamed("E_10", "E_{10}", "Nernst potential at ten times c_out"))
    before = d.cite(nernst, E="E_1", note="before")
    after = d.cite(nernst, c_out="10*c_out", E="E_10", note="after")
    change = d.define("s = E_10 - E_1", note="the change per tenfold ratio")
    d.substitute(after, of=change)
    d.substitute(before)
    d.identity("ln_product", "10", "c_out/c_in", shows="s = R*T*ln(10)/(z*F)")
    d.witness(E_1="R*T/(z*F)*ln(c_out/c_in)", E_10="R*T/(z*F)*ln(10*c_out/c_in)")


@nernst_slope.limit("divalent", "s_2 = 1/2*s", "a divalent cation has half the slope of a monovalent one")
def divalent(d: Draft) -> None:
    """Compare the slopes for z = 1 and z = 2."""
    d.quantity(s.renamed("s_2", "s_2", "slope of a divalent cation"))
    one = d.cite(nernst_slope, z="1")
    d.cite(nernst_slope, z="2", s="s_2")
    d.fold(one, shows="s_2 = 1/2*s")
    d.witness(s="R*T*ln(10)/F", s_2="R*T*ln(10)/(2*F)")


divided(nernst_slope, "z", "R*T*ln(10)", "F*s", times="z*F", given=(("nonzero", "s"),))
divided(nernst_slope, "T", "z*F*s", "R*ln(10)", times="z*F")
