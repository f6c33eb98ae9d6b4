"""Electrogenic shift: Mullins-Noda voltage minus GHK voltage, what the pump current adds at steady state."""

from ..draft import Draft
from ..law import Law, Stable
from ..literature import cited
from ..quantities import V
from .ghk_voltage import for_ions
from .mullins_noda import ABOVE, BELOW, mullins_noda

shift = V.renamed("shift", "\\Delta V_\\mathrm{pump}", "electrogenic shift of the membrane potential")
LEAK_ABOVE, LEAK_BELOW = "P_K*K_out + P_Na*Na_out", "P_K*K_in + P_Na*Na_in"
_TOP, _BOTTOM = f"({ABOVE})*({LEAK_BELOW})", f"({BELOW})*({LEAK_ABOVE})"

electrogenic_shift = Law(
    name="electrogenic_shift",
    title="Electrogenic shift by the pump",
    kind="derived",
    equation=f"shift = R*T/F*ln(({_TOP})/({_BOTTOM}))",
    arguments=mullins_noda.arguments,
    result=shift,
    source=cited("mullins_noda1963", "jacquez_schultz1974"),
    # The difference of the products is (r - 1) P_K P_Na (K_out Na_in - K_in Na_out): nothing large cancels.
    stable=Stable(f"R*T/F*log_quotient({_TOP}, {_BOTTOM}, (r - 1)*P_K*P_Na*(K_out*Na_in - K_in*Na_out))"),
    assumptions=mullins_noda.assumptions,
    conditions=(*mullins_noda.conditions, ("positive", LEAK_ABOVE), ("positive", LEAK_BELOW)),
    near=((("r", "1"),), (("P_Na", "0"),)),
)


@electrogenic_shift.route("difference")
def difference(d: Draft) -> None:
    """Subtract the voltage without the pump from that with it."""
    d.quantity(V.renamed("V_pump", "V_\\mathrm{pump}", "membrane potential with the pump"))
    d.quantity(V.renamed("V_leak", "V_\\mathrm{leak}", "membrane potential without the pump"))
    pump = d.cite(mullins_noda, V="V_pump")
    leak = d.cite(for_ions({"K": 1, "Na": 1}), V="V_leak")
    added = d.define("shift = V_pump - V_leak", note="what the pump adds")
    d.substitute(pump, of=added)
    d.substitute(leak)
    d.identity(
        "ln_quotient",
        f"({ABOVE})/({BELOW})",
        f"({LEAK_ABOVE})/({LEAK_BELOW})",
        shows=electrogenic_shift.equation,
    )
    d.witness(
        V_pump=f"R*T/F*ln(({ABOVE})/({BELOW}))",
        V_leak=f"R*T/F*ln(({LEAK_ABOVE})/({LEAK_BELOW}))",
    )


@electrogenic_shift.limit(
    "electroneutral_pump", "shift_1 = 0", "a pump that moves one for one shifts nothing"
)
def electroneutral_pump(d: Draft) -> None:
    """Put r = 1."""
    d.quantity(shift.renamed("shift_1", "\\Delta V_1", "shift by an electroneutral pump"))
    for name in ("P_K", "K_in", "K_out"):
        d.assume_that("positive", name, note="potassium is present and permeant")
    d.cite(electrogenic_shift, r="1", shift="shift_1")
    d.identity("ln_one", shows="shift_1 = 0")
    d.witness(shift_1="0")
