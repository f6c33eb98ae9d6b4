"""Free energy of transport: what it costs to move a mole of ions into the cell."""

from ..draft import Draft
from ..law import Assumption, Law
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
