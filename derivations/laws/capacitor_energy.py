"""Energy of the charged membrane per area."""

from fractions import Fraction

from ..draft import Draft
from ..law import Assumption, Law
from ..literature import Citation, cited
from ..quantities import Quantity, V
from .capacitor_charge import c_m

W = Quantity("W", "J/m2", "nonnegative", "energy per area", "W", Fraction(0), Fraction(1))

capacitor_energy = Law(
    name="capacitor_energy",
    title="Energy of the charged membrane",
    kind="derived",
    equation="W = 1/2*c_m*V^2",
    arguments=(c_m, V),
    result=W,
    source=cited(
        Citation("feynman1964", "ch. 8", seen="its title, Electrostatic Energy, in a reading group")
    ),
    assumptions=(Assumption("the capacitance does not depend on voltage"),),
    near=((("V", "0"),),),
)


@capacitor_energy.route("charging")
def charging(d: Draft) -> None:
    """Add up the work of carrying the charge across a membrane that is already at v."""
    d.quantity(V.renamed("v", "v", "membrane potential while it is charged"))
    d.assume("W = int(c_m*v, v, 0, V)", note="the charge per area c_m dv is carried through the potential v")
    d.identity("derivative", "1/2*c_m*v^2", "v", shows="W = int(diff(1/2*c_m*v^2, v), v, 0, V)")
    d.identity("integral_of_derivative", "1/2*c_m*v^2", "v", "0", "V", shows="W = 1/2*c_m*V^2")
    d.witness(W="1/2*c_m*V^2")
