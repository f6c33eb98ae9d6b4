"""Chord-conductance equation: the conductance-weighted mean of the Nernst potentials (Millman's theorem).

With conductances it is exact at the voltage at which they were measured; with permeabilities it is not.
"""

from ..draft import Draft
from ..inverses import divided
from ..law import Assumption, Law
from ..literature import cited
from ..quantities import E, Quantity, V
from .ghk_current import i
from .ohmic_current import g, ohmic_current

IONS = ("K", "Na", "Cl")


def conductance(ion: str) -> Quantity:
    """Conductance of an ion."""
    return g.renamed(f"g_{ion}", rf"g_\mathrm{{{ion}}}", f"conductance of {ion} per area")


def reversal(ion: str) -> Quantity:
    """Nernst potential of an ion."""
    return E.renamed(f"E_{ion}", rf"E_\mathrm{{{ion}}}", f"Nernst potential of {ion}")


_TOTAL = " + ".join(f"g_{ion}" for ion in IONS)
_WEIGHTED = " + ".join(f"g_{ion}*E_{ion}" for ion in IONS)

chord_conductance_equation = Law(
    name="chord_conductance_equation",
    title="Chord-conductance equation",
    kind="derived",
    equation=f"V = ({_WEIGHTED})/({_TOTAL})",
    arguments=(*(conductance(ion) for ion in IONS), *(reversal(ion) for ion in IONS)),
    result=V,
    source=cited("hodgkin_huxley1952", "millman1940"),
    assumptions=(
        Assumption("the membrane carries no net current"),
        Assumption("every ion obeys Ohm's law with its chord conductance at this voltage"),
        Assumption("pumps, capacitive and injected currents carry nothing"),
    ),
    conditions=(("positive", _TOTAL),),
)


@chord_conductance_equation.route("zero_net_current")
def zero_net_current(d: Draft) -> None:
    """The ohmic currents add up to zero."""
    currents = []
    for ion in IONS:
        d.quantity(i.renamed(f"i_{ion}", rf"i_\mathrm{{{ion}}}", f"current carried by {ion}"))
        currents.append(d.cite(ohmic_current, g=f"g_{ion}", E=f"E_{ion}", i=f"i_{ion}"))
    total = d.assume(" + ".join(f"i_{ion}" for ion in IONS) + " = 0", note="no net current")
    for current in currents:
        total = d.substitute(current, of=total)
    d.rearrange(f"({_TOTAL})*V = {_WEIGHTED}", of=total)
    d.divide(_TOTAL, shows=f"V = ({_WEIGHTED})/({_TOTAL})")
    d.witness({f"i_{ion}": f"g_{ion}*(V - E_{ion})" for ion in IONS}, V=f"({_WEIGHTED})/({_TOTAL})")


@chord_conductance_equation.limit("one_conductance", "V_1 = E_K", "one conductance: its Nernst potential")
def one_conductance(d: Draft) -> None:
    """Put the other conductances to 0."""
    d.quantity(V.renamed("V_1", "V_1", "membrane potential with one conductance"))
    d.assume_that("positive", "g_K", note="potassium conducts")
    d.cite(chord_conductance_equation, g_Na="0", g_Cl="0", V="V_1")
    d.rearrange("V_1 = E_K")
    d.witness(V_1="E_K")


@chord_conductance_equation.limit(
    "above_lowest", "V - lowest >= 0", "V is not below the lowest Nernst potential"
)
def above_lowest(d: Draft) -> None:
    """V less the lowest potential is a mean of what is not negative."""
    d.quantity(E.renamed("lowest", "E_\\mathrm{lowest}", "a potential that no Nernst potential lies below"))
    _bounded(d, "V - lowest", [f"g_{ion}*(E_{ion} - lowest)" for ion in IONS])


@chord_conductance_equation.limit(
    "below_highest", "highest - V >= 0", "V is not above the highest Nernst potential"
)
def below_highest(d: Draft) -> None:
    """The highest potential less V is a mean of what is not negative."""
    d.quantity(E.renamed("highest", "E_\\mathrm{highest}", "a potential that no Nernst potential lies above"))
    _bounded(d, "highest - V", [f"g_{ion}*(highest - E_{ion})" for ion in IONS])


def _bounded(d: Draft, distance: str, parts: list[str]) -> None:
    for part in parts:
        d.assume_that("nonnegative", part.partition("*")[2], note="by the choice of the bound")
    d.assume_that("positive", "g_K", note="something conducts")
    d.cite(chord_conductance_equation)
    d.rearrange(f"{distance} = ({' + '.join(parts)})/({_TOTAL})")
    d.conclude("nonnegative")
    d.witness(V=f"({_WEIGHTED})/({_TOTAL})")


@chord_conductance_equation.limit(
    "pull",
    f"diff(({_WEIGHTED})/({_TOTAL}), g_K) = (E_K - V)/({_TOTAL})",
    "a conductance that grows pulls V towards its own Nernst potential",
)
def pull(d: Draft) -> None:
    """The quotient rule."""
    d.assume_that("positive", "g_K", note="something conducts")
    rest = d.cite(chord_conductance_equation)
    slope = f"diff(({_WEIGHTED})/({_TOTAL}), g_K)"
    d.differentiate("g_K", shows=f"{slope} = (E_K - ({_WEIGHTED})/({_TOTAL}))/({_TOTAL})")
    d.fold(rest, shows=f"{slope} = (E_K - V)/({_TOTAL})")
    d.witness(V=f"({_WEIGHTED})/({_TOTAL})")


for wanted in IONS:
    others = [ion for ion in IONS if ion != wanted]
    divided(
        chord_conductance_equation,
        f"g_{wanted}",
        " + ".join(f"g_{ion}*(V - E_{ion})" for ion in others),
        f"E_{wanted} - V",
        times=_TOTAL,
        given=(("positive", _TOTAL), ("nonzero", f"E_{wanted} - V")),
    )
    divided(
        chord_conductance_equation,
        f"E_{wanted}",
        f"g_{wanted}*V + " + " + ".join(f"g_{ion}*(V - E_{ion})" for ion in others),
        f"g_{wanted}",
        times=_TOTAL,
        given=(("positive", _TOTAL), ("positive", f"g_{wanted}")),
    )
