"""Debye length: how far a charge is felt in an electrolyte."""

from fractions import Fraction

from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, T
from .plate_capacitance import eps_r

ionic_strength = Quantity(
    "ionic_strength", "mol/m3", "positive", "ionic strength", "I", Fraction(1, 100), Fraction(1000)
)
length = Quantity(
    "length", "m", "positive", "Debye length", "\\kappa^{-1}", Fraction(1, 10**11), Fraction(1, 10**6)
)

debye_length = Law(
    name="debye_length",
    title="Debye length",
    kind="derived",
    equation="length = sqrt(eps_r*eps_0*k_B*T/(2*N_A*e^2*ionic_strength))",
    arguments=(ionic_strength, eps_r, T),
    result=length,
    source=cited("debye_hueckel1923"),
    assumptions=(Assumption("linearised Poisson-Boltzmann equation: |z e phi| below about kT"),),
)
