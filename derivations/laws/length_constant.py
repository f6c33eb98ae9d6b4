"""Length constant of a passive cable; a is the radius, not the diameter."""

from fractions import Fraction

from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity
from .time_constant import R_m

a = Quantity("a", "m", "positive", "radius of the cable", "a", Fraction(1, 10**7), Fraction(1, 1000))
R_i = Quantity(
    "R_i", "ohm*m", "positive", "resistivity of the axoplasm", "R_\\mathrm{i}", Fraction(1, 10), Fraction(10)
)
lam = Quantity("lam", "m", "positive", "length constant", "\\lambda", Fraction(1, 10**5), Fraction(1, 10))

length_constant = Law(
    name="length_constant",
    title="Length constant of a cable",
    kind="derived",
    equation="lam = sqrt(a*R_m/(2*R_i))",
    arguments=(a, R_m, R_i),
    result=lam,
    source=cited("hodgkin_rushton1946", "rall1977"),
    assumptions=(Assumption("uniform passive cable; the outside has no resistance"),),
)
