"""Work of one turn of the sodium pump: three sodium out, two potassium in, per mole of ATP."""

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import T, V, mu
from .chord_conductance_equation import reversal
from .ghk_voltage import concentration
from .nernst import nernst
from .transport_free_energy import DG, transport_free_energy

W = mu.renamed("W", "W", "work per mole of ATP")

pump_work = Law(
    name="pump_work",
    title="Work of the sodium pump",
    kind="derived",
    equation="W = 3*F*(E_Na - V) + 2*F*(V - E_K)",
    arguments=(V, reversal("Na"), reversal("K")),
    result=W,
    source=cited(("laeuger1991", "ch. 8")),
    # Three V and two V cancel before they can be rounded.
    stable=Stable("F*(3*E_Na - 2*E_K - V)"),
    assumptions=(Assumption("3 Na out and 2 K in per ATP, tightly coupled"),),
)


@pump_work.route("transport")
def transport(d: Draft) -> None:
    """Three sodium ions out and two potassium ions in, each at its free energy of transport."""
    d.quantity(T)
    inward, potentials = [], []
    for ion in ("Na", "K"):
        for side in ("in", "out"):
            d.quantity(concentration(ion, side))
            d.assume_that("positive", f"{ion}_{side}", note=f"{ion} is present on both sides")
        d.quantity(
            DG.renamed(f"DG_{ion}", rf"\Delta G_\mathrm{{{ion}}}", f"cost of moving a mole of {ion} inward")
        )
        ends = {"c_in": f"{ion}_in", "c_out": f"{ion}_out", "z": "1"}
        inward.append(
            d.cite(
                transport_free_energy,
                DG=f"DG_{ion}",
                instance=ends,
                shows=f"DG_{ion} = R*T*ln({ion}_in/{ion}_out) + F*V",
            )
        )
        d.cite(nernst, E=f"E_{ion}", instance=ends, shows=f"E_{ion} = R*T/F*ln({ion}_out/{ion}_in)")
        d.multiply("F", shows=f"F*E_{ion} = R*T*ln({ion}_out/{ion}_in)")
        potentials.append(d.rearrange(f"R*T*ln({ion}_out/{ion}_in) = F*E_{ion}"))
    work = d.define("W = 2*DG_K - 3*DG_Na", note="two potassium ions in, three sodium ions out")
    d.substitute(inward[1], of=work)
    d.substitute(inward[0])
    d.identity("ln_reciprocal", "K_in", "K_out")
    d.identity(
        "ln_reciprocal",
        "Na_in",
        "Na_out",
        shows="W = 3*(R*T*ln(Na_out/Na_in)) - 2*(R*T*ln(K_out/K_in)) - F*V",
    )
    for potential in potentials:
        d.substitute(potential)
    d.rearrange(pump_work.equation)
    d.witness(
        {f"{ion}_out": f"{ion}_in*exp(F*E_{ion}/(R*T))" for ion in ("Na", "K")},
        DG_Na="-F*E_Na + F*V",
        DG_K="-F*E_K + F*V",
    )


divided(pump_work, "V", "F*(3*E_Na - 2*E_K) - W", "F")
divided(pump_work, "E_Na", "W + F*(2*E_K + V)", "3*F")
divided(pump_work, "E_K", "F*(3*E_Na - V) - W", "2*F")
