"""Electric field in the membrane: voltage over thickness; it points inward where V < 0."""

from fractions import Fraction

from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import Quantity, V

d_m = Quantity("d", "m", "positive", "thickness of the membrane", "d", Fraction(1, 10**9), Fraction(1, 10**8))
field = Quantity(
    "field",
    "V/m",
    "real",
    "electric field, outward positive",
    "\\mathcal{E}",
    Fraction(-(10**8)),
    Fraction(10**8),
)

membrane_field = Law(
    name="membrane_field",
    title="Field in the membrane",
    kind="definition",
    equation="field = V/d",
    arguments=(V, d_m),
    result=field,
    source=cited(("hille2001", "ch. 1")),
    assumptions=(Assumption("the field is uniform between the faces"),),
    near=((("V", "0"),),),
)


divided(membrane_field, "V", "field*d", "1", times="d")
divided(membrane_field, "d", "V", "field", times="d", given=(("nonzero", "field"),))
