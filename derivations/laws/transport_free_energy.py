"""Free energy of transport: what it costs to move a mole of ions into the cell."""

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import T, V, c_in, c_out, mu, z
from .electrochemical_potential import difference

DG = mu.renamed("DG", "\\Delta G", "free energy of moving a mole from outside to inside")

transport_free_energy = Law(
    name="transport_free_energy",
    title="Free energy of transport",
    kind="derived",
    equation="DG = R*T*ln(c_in/c_out) + z*F*V",
    arguments=(V, c_in, c_out, z, T),
    result=DG,
    source=cited(("laeuger1991", "ch. 1")),
    assumptions=(Assumption("ideal solutions, equal temperature and pressure on both sides"),),
    near=((("c_out", "c_in"),),),
)


@transport_free_energy.route("difference")
def subtract(d: Draft) -> None:
    """The difference of the electrochemical potentials on the two sides."""
    difference(d, "DG")


@transport_free_energy.limit(
    "uncharged_step", "DG_0 = R*T*ln(c_in/c_out)", "at V = 0: the chemical part alone"
)
def uncharged_step(d: Draft) -> None:
    """Put V = 0."""
    d.quantity(DG.renamed("DG_0", "\\Delta G_0", "free energy at V = 0"))
    d.cite(transport_free_energy, V="0", DG="DG_0")
    d.rearrange("DG_0 = R*T*ln(c_in/c_out)")
    d.witness(DG_0="R*T*ln(c_in/c_out)")


divided(
    transport_free_energy,
    "V",
    "DG - R*T*ln(c_in/c_out)",
    "z*F",
    stable=Stable("(DG - R*T*log_quotient(c_in, c_out, c_in - c_out))/(z*F)"),
)
divided(
    transport_free_energy,
    "z",
    "DG - R*T*ln(c_in/c_out)",
    "F*V",
    given=(("nonzero", "V"),),
    stable=Stable("(DG - R*T*log_quotient(c_in, c_out, c_in - c_out))/(F*V)"),
)
divided(
    transport_free_energy,
    "T",
    "DG - z*F*V",
    "R*ln(c_in/c_out)",
    given=(("nonzero", "ln(c_in/c_out)"),),
    stable=Stable("(DG - z*F*V)/(R*log_quotient(c_in, c_out, c_in - c_out))"),
)


@transport_free_energy.inverse("c_in", "c_out*exp((DG - z*F*V)/(R*T))")
def for_inside(d: Draft) -> None:
    """The exponential undoes the logarithm."""
    _ratio(d, "c_in", "c_out")


@transport_free_energy.inverse("c_out", "c_in*exp(-(DG - z*F*V)/(R*T))")
def for_outside(d: Draft) -> None:
    """The exponential undoes the logarithm, of the reciprocal."""
    _ratio(d, "c_out", "c_in")


def _ratio(d: Draft, wanted: str, other: str) -> None:
    sign = "" if wanted == "c_in" else "-"
    exponent = f"{sign}(DG - z*F*V)/(R*T)"
    d.cite(transport_free_energy)
    d.rearrange("DG - z*F*V = R*T*ln(c_in/c_out)")
    d.multiply(f"{sign}1/(R*T)", shows=f"{exponent} = {sign}ln(c_in/c_out)")
    if sign:
        d.identity("ln_reciprocal", "c_in", "c_out", shows=f"{exponent} = ln({wanted}/{other})")
    d.take_exp()
    d.identity("exp_ln", f"{wanted}/{other}")
    d.multiply(other, shows=f"{other}*exp({exponent}) = {wanted}")
    d.rearrange(f"{wanted} = {other}*exp({exponent})")
    d.witness(DG="R*T*ln(c_in/c_out) + z*F*V")
