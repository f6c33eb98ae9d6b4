"""Boltzmann ratio: inner over outer concentration of an ion at equilibrium with the membrane potential."""

from fractions import Fraction

from ..draft import Draft
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, T, V, z

ratio = Quantity(
    "ratio",
    "1",
    "positive",
    "inner over outer concentration at equilibrium",
    "c_\\mathrm{in}/c_\\mathrm{out}",
    Fraction(1, 1000),
    Fraction(1000),
)

boltzmann_ratio = Law(
    name="boltzmann_ratio",
    title="Boltzmann ratio",
    kind="derived",
    equation="ratio = exp(-z*F*V/(R*T))",
    arguments=(V, z, T),
    result=ratio,
    source=cited(("hille2001", "ch. 1")),
    assumptions=(Assumption("the ion is at equilibrium across the membrane"),),
)


@boltzmann_ratio.limit("no_voltage", "ratio_0 = 1", "at V = 0: equal concentrations")
def no_voltage(d: Draft) -> None:
    """exp(0) = 1."""
    d.quantity(ratio.renamed("ratio_0", "r_0", "ratio at V = 0"))
    d.cite(boltzmann_ratio, V="0", ratio="ratio_0")
    d.identity("exp_zero", shows="ratio_0 = 1")
    d.witness(ratio_0="1")
