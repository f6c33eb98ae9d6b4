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


def _logarithm(d: Draft) -> None:
    """The law with the exponential taken away: its ratio is positive, so the logarithm is defined."""
    d.cite(boltzmann_ratio)
    d.take_ln()
    d.identity("ln_exp", "-z*F*V/(R*T)")
    d.witness(ratio="exp(-z*F*V/(R*T))")


@boltzmann_ratio.inverse("V", "-R*T/(z*F)*ln(ratio)")
def for_voltage(d: Draft) -> None:
    """The logarithm undoes the exponential."""
    _logarithm(d)
    d.multiply("-R*T/(z*F)", shows="-R*T/(z*F)*ln(ratio) = V")
    d.rearrange("V = -R*T/(z*F)*ln(ratio)")


@boltzmann_ratio.inverse("z", "-R*T*ln(ratio)/(F*V)")
def for_valence(d: Draft) -> None:
    """Divide the logarithm by the voltage."""
    d.assume_that("nonzero", "V", note="at V = 0 every ion has the same concentrations")
    _logarithm(d)
    d.multiply("-R*T/(F*V)", shows="-R*T*ln(ratio)/(F*V) = z")
    d.rearrange("z = -R*T*ln(ratio)/(F*V)")


@boltzmann_ratio.inverse("T", "-z*F*V/(R*ln(ratio))")
def for_temperature(d: Draft) -> None:
    """Divide the voltage by the logarithm."""
    d.assume_that("nonzero", "ln(ratio)", note="at equal concentrations any temperature will do")
    _logarithm(d)
    d.multiply("T/ln(ratio)", shows="T = -z*F*V/(R*ln(ratio))")
