"""Mullins-Noda voltage: the GHK voltage of K and Na with a pump that moves r sodium for one potassium."""

from fractions import Fraction

from ..draft import Draft
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import Quantity, T, V
from .ghk_flux import J, ghk_flux
from .ghk_inverses import Quotient, state
from .ghk_voltage import concentration, permeability, solve_for_voltage

r = Quantity(
    "r", "1", "positive", "sodium ions per potassium ion moved by the pump", "r", Fraction(1), Fraction(3)
)
IONS = ("K", "Na")
ABOVE, BELOW = "r*P_K*K_out + P_Na*Na_out", "r*P_K*K_in + P_Na*Na_in"
DIFFERENCE = "r*P_K*(K_out - K_in) + P_Na*(Na_out - Na_in)"

mullins_noda = Law(
    name="mullins_noda",
    title="Mullins-Noda voltage",
    kind="derived",
    equation=f"V = R*T/F*ln(({ABOVE})/({BELOW}))",
    arguments=(
        *(concentration(ion, side) for ion in IONS for side in ("out", "in")),
        *(permeability(ion) for ion in IONS),
        r,
        T,
    ),
    result=V,
    source=cited("mullins_noda1963"),
    stable=Stable(f"R*T/F*log_quotient({ABOVE}, {BELOW}, {DIFFERENCE})"),
    assumptions=(
        Assumption("K and Na are each in a steady state: the pump carries back what leaks"),
        Assumption("both leak by the GHK law; chloride is passive"),
    ),
    conditions=(("positive", ABOVE), ("positive", BELOW)),
    near=((("K_out", "K_in"), ("Na_out", "Na_in")), (("P_Na", "0"),)),
)


@mullins_noda.route("steady_state")
def steady_state(d: Draft) -> None:
    """What leaks of each ion the pump brings back: r potassium leave for one sodium that enters."""
    for ion in IONS:
        d.quantity(J.renamed(f"J_{ion}", rf"J_\mathrm{{{ion}}}", f"leak of {ion} per area, outward positive"))
    leaks = [
        d.cite(
            ghk_flux,
            c_in=f"{ion}_in",
            c_out=f"{ion}_out",
            P=f"P_{ion}",
            z="1",
            J=f"J_{ion}",
            shows=f"J_{ion} = {_leak(ion)}",
            note=f"the leak of {ion}",
        )
        for ion in IONS
    ]
    total = d.assume("r*J_K + J_Na = 0", note="the pump balances both leaks, r sodium for one potassium")
    u = d.define("u = F*V/(R*T)", note="membrane potential in units of RT/F")
    for leak in leaks:
        total = d.substitute(leak, of=total)
    d.fold(u, of=total, shows=f"B(-u)*({BELOW}) - B(u)*({ABOVE}) = 0")
    solve_for_voltage(d, u, ABOVE, BELOW)
    d.witness({f"J_{ion}": _leak(ion) for ion in IONS}, V=f"R*T/F*ln(({ABOVE})/({BELOW}))")


def _leak(ion: str) -> str:
    return f"P_{ion}*(B(-F*V/(R*T))*{ion}_in - B(F*V/(R*T))*{ion}_out)"


@mullins_noda.limit(
    "potassium_alone", "V_1 = R*T/F*ln(K_out/K_in)", "without sodium leak: the Nernst potential of K"
)
def potassium_alone(d: Draft) -> None:
    """Put P_Na = 0."""
    d.quantity(V.renamed("V_1", "V_1", "membrane potential without sodium leak"))
    for name in ("P_K", "K_in", "K_out"):
        d.assume_that("positive", name, note="potassium is present and permeant")
    d.cite(mullins_noda, P_Na="0", V="V_1")
    d.rearrange("V_1 = R*T/F*ln(K_out/K_in)")
    d.witness(V_1="R*T/F*ln(K_out/K_in)")


state(
    mullins_noda,
    Quotient({"K": ("r*P_K", "K_out", "K_in"), "Na": ("P_Na", "Na_out", "Na_in")}, DIFFERENCE),
)
