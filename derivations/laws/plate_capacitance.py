"""Capacitance per area of a plate capacitor: permittivity over thickness."""

from fractions import Fraction

from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity
from .capacitor_charge import c_m
from .membrane_field import d_m

eps_r = Quantity(
    "eps_r", "1", "positive", "relative permittivity", "\\varepsilon_\\mathrm{r}", Fraction(1), Fraction(100)
)

plate_capacitance = Law(
    name="plate_capacitance",
    title="Capacitance per area of a plate capacitor",
    kind="constitutive",
    equation="c_m = eps_r*eps_0/d",
    arguments=(eps_r, d_m),
    result=c_m,
    source=cited("fricke1925"),
    assumptions=(Assumption("plates much wider than their distance; one uniform dielectric"),),
)


divided(plate_capacitance, "eps_r", "c_m*d", "eps_0", times="d")
divided(plate_capacitance, "d", "eps_r*eps_0", "c_m", times="d")
