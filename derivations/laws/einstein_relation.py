"""Einstein relation: diffusion coefficient from electrical mobility."""

from fractions import Fraction

from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, T, z
from .nernst_planck import D

u = Quantity(
    "u",
    "m2/(V*s)",
    "positive",
    "electrical mobility (drift speed per field, magnitude)",
    "u",
    Fraction(1, 10**10),
    Fraction(1, 10**6),
)

einstein_relation = Law(
    name="einstein_relation",
    title="Einstein relation",
    kind="constitutive",
    equation="D = u*R*T/(abs(z)*F)",
    arguments=(u, z, T),
    result=D,
    source=cited("einstein1905"),
    assumptions=(Assumption("linear response near equilibrium, dilute solution"),),
)


divided(einstein_relation, "u", "D*abs(z)*F", "R*T", times="abs(z)*F")
divided(einstein_relation, "T", "D*abs(z)*F", "u*R", times="abs(z)*F")
