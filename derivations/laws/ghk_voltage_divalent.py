"""GHK voltage with divalent ions: where the currents of monovalent and divalent ions cancel together.

A divalent ion makes the equation for w = exp(FV/RT) quadratic: with the sums of the monovalent ions above and
below, and those of all ions p and q, it reads q w^2 - (above - below) w - p = 0 and has one positive root.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ..draft import Draft
from ..errors import DomainError
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import E, T, V
from .ghk_voltage import concentration, current, demand_name, no_net_current, permeability, sums
from .nernst import nernst

IONS = {"K": 1, "Na": 1, "Cl": -1, "Ca": 2}
VALENCES = (1, -1, 2, -2)


def for_ions(ions: Mapping[str, int]) -> Law:
    """The law for a list of ions: name -> valence (+1, -1, +2 or -2), with both kinds among them.

    Raises
    ------
    DomainError
        For another valence, or ions of one kind alone, for which there are simpler laws.
    UsageError
        For a name that is not an identifier.
    """
    for ion, valence in ions.items():
        demand_name(ion)
        if valence not in VALENCES:
            raise DomainError(
                f"this law holds for monovalent and divalent ions, and {ion} has valence {valence}",
                "Leave it out, or solve for zero net current.",
            )
    sizes = {abs(valence) for valence in ions.values()}
    if sizes != {1, 2}:
        simpler = "ghk_voltage, which is simpler" if sizes == {1} else "the Nernst potential of the one ion"
        raise DomainError(
            "this law is for monovalent and divalent ions together",
            f"Use {simpler}, or name an ion of the other kind.",
        )
    return _build(tuple(ions.items()))


@lru_cache(maxsize=32)
def _build(pairs: tuple[tuple[str, int], ...]) -> Law:
    ions = dict(pairs)
    sides = _Sides(ions)
    law = Law(
        name="ghk_voltage_divalent",
        title="Goldman-Hodgkin-Katz voltage with divalent ions",
        kind="derived",
        equation=f"V = R*T/F*ln({sides.voltage_ratio})",
        arguments=(
            *(concentration(ion, side) for ion in ions for side in ("out", "in")),
            *(permeability(ion) for ion in ions),
            T,
        ),
        result=V,
        source=cited("spangler1972", "lewis1979"),
        # Of the two ways to write the positive root, the one in which delta and the root add up; and the
        # difference of its two sides without what cancels in it.
        stable=Stable(
            "R*T/F*log_quotient(select(delta, m, 2*p), select(delta, 2*q, m), "
            "(4*delta + 8*exchange)*m/(m + 2*select(delta, p, q)))",
            (
                ("delta", sides.paired),
                ("exchange", sides.exchange),
                ("p", sides.p),
                ("q", sides.q),
                ("m", "abs(delta) + sqrt(delta^2 + 4*p*q)"),
            ),
        ),
        assumptions=(
            Assumption("the membrane carries no net current"),
            Assumption("every ion obeys the GHK current law in the same constant field"),
            Assumption("all permeant ions are monovalent or divalent"),
            Assumption("pumps, capacitive and injected currents carry nothing"),
        ),
        conditions=(("positive", sides.p), ("positive", sides.q)),
        near=_near(ions),
        ions=() if ions == IONS else pairs,
    )
    law.route("zero_net_current")(lambda d: _zero_net_current(d, ions, sides))
    law.limit(
        "without_divalents", f"V_1 = {sides.monovalent_voltage}", "no permeant divalent ion: the GHK voltage"
    )(lambda d: _without_divalents(d, sides, law))
    first = next(ion for ion, valence in ions.items() if abs(valence) == 2)
    law.limit("one_permeant_ion", f"V_1 = E_{first}", f"one permeant ion ({first}): its Nernst potential")(
        lambda d: _one_permeant_ion(d, ions, first, law)
    )
    return law


class _Sides:
    """The sums of a list of ions as text: of the monovalent ones above and below, of all p and q."""

    def __init__(self, ions: Mapping[str, int]) -> None:
        self.monovalent = {ion: valence for ion, valence in ions.items() if abs(valence) == 1}
        self.divalent = {ion: valence for ion, valence in ions.items() if abs(valence) == 2}
        self.above, self.below, self.paired = sums(self.monovalent)
        self.outer, self.inner, self.exchange = sums(self.divalent)
        self.p = f"({self.above}) + 4*({self.outer})"
        self.q = f"({self.below}) + 4*({self.inner})"
        self.delta = f"({self.above}) - ({self.below})"
        #: The root of the discriminant: it is larger than delta, whatever the sign of that.
        self.root = f"sqrt(({self.delta})^2 + 4*({self.p})*({self.q}))"

    @property
    def voltage_ratio(self) -> str:
        """The positive root exp(FV/RT)."""
        return f"({self.delta} + {self.root})/(2*({self.q}))"

    @property
    def monovalent_voltage(self) -> str:
        """The voltage of the monovalent ions alone."""
        return f"R*T/F*ln(({self.above})/({self.below}))"


def _near(ions: Mapping[str, int]) -> tuple[tuple[tuple[str, str], ...], ...]:
    equal = tuple((f"{ion}_out", f"{ion}_in") for ion in ions)
    return (equal, *(((f"P_{ion}", "0"),) for ion in list(ions)[1:]))


def _zero_net_current(d: Draft, ions: Mapping[str, int], s: _Sides) -> None:
    """The GHK currents of all ions add up to zero: a quadratic equation for exp(FV/RT)."""
    u, total = no_net_current(d, ions)
    monovalent = f"B(-u)*({s.below}) - B(u)*({s.above})"
    d.fold(u, of=total, shows=f"F*({monovalent}) + 2*F*(B(-2*u)*({s.inner}) - B(2*u)*({s.outer})) = 0")
    d.divide("F", shows=f"{monovalent} + 2*(B(-2*u)*({s.inner}) - B(2*u)*({s.outer})) = 0")
    d.identity("bernoulli_reflection", "u")
    d.identity("bernoulli_reflection", "2*u")
    d.identity("exp_sum", "u", "u")
    one = f"exp(u)*({s.below}) - ({s.above})"
    two = f"exp(u)^2*({s.inner}) - ({s.outer})"
    d.identity("bernoulli_double", "u", shows=f"B(u)*({one}) + 4*B(u)/(exp(u) + 1)*({two}) = 0")
    d.multiply("(exp(u) + 1)/B(u)", shows=f"(exp(u) + 1)*({one}) + 4*({two}) = 0")
    w = d.define("w = exp(u)", note="what the equation is quadratic in")
    d.fold(
        w,
        of=d.lines[-2],
        shows=f"(w + 1)*(w*({s.below}) - ({s.above})) + 4*(w^2*({s.inner}) - ({s.outer})) = 0",
    )
    d.multiply(
        f"4*({s.q})",
        shows=f"(2*({s.q})*w + ({s.root} - ({s.delta})))*(2*({s.q})*w - ({s.delta}) - {s.root}) = 0",
        note="a quadratic equation in factors",
    )
    d.divide(
        f"2*({s.q})*w + ({s.root} - ({s.delta}))",
        shows=f"2*({s.q})*w - ({s.delta}) - {s.root} = 0",
        note="the root that is positive",
    )
    d.rearrange(f"2*({s.q})*w = {s.delta} + {s.root}")
    d.divide(f"2*({s.q})", shows=f"w = {s.voltage_ratio}")
    d.take_ln()
    d.substitute(w)
    d.identity("ln_exp", "u", shows=f"u = ln({s.voltage_ratio})")
    d.substitute(u)
    d.multiply("R*T/F", shows=f"V = R*T/F*ln({s.voltage_ratio})")
    d.witness({f"i_{k}": current(k, v) for k, v in ions.items()}, V=f"R*T/F*ln({s.voltage_ratio})")


def _without_divalents(d: Draft, s: _Sides, law: Law) -> None:
    """Without divalent ions the root is that of a square."""
    d.quantity(V.renamed("V_1", "V_1", "membrane potential without permeant divalent ions"))
    for side in (s.above, s.below):
        d.assume_that("positive", side, note="a monovalent ion is permeant and present")
    d.cite(law, V="V_1", instance={f"P_{ion}": "0" for ion in s.divalent})
    d.identity("root_of_square", f"({s.above}) + ({s.below})", shows=f"V_1 = {s.monovalent_voltage}")
    d.witness(V_1=s.monovalent_voltage)


def _one_permeant_ion(d: Draft, ions: Mapping[str, int], ion: str, law: Law) -> None:
    """One divalent ion alone rests at its Nernst potential: the logarithm of a root is half of one."""
    d.quantity(E.renamed(f"E_{ion}", rf"E_\mathrm{{{ion}}}", f"Nernst potential of {ion}"))
    d.quantity(V.renamed("V_1", "V_1", "membrane potential with one permeant ion"))
    for name in (f"P_{ion}", f"{ion}_in", f"{ion}_out"):
        d.assume_that("positive", name, note=f"{ion} is present and permeant")
    above, below = (f"{ion}_out", f"{ion}_in") if ions[ion] > 0 else (f"{ion}_in", f"{ion}_out")
    d.cite(nernst, c_out=f"{ion}_out", c_in=f"{ion}_in", z=str(ions[ion]), E=f"E_{ion}")
    if ions[ion] < 0:
        d.identity("ln_reciprocal", f"{ion}_out", f"{ion}_in")
    half = d.rearrange(f"E_{ion} = R*T/(2*F)*ln({above}/{below})")
    d.cite(law, V="V_1", instance={f"P_{k}": "0" for k in ions if k != ion})
    top, bottom = f"8*P_{ion}*{above}", f"8*P_{ion}*{below}"
    product = f"({top})*({bottom})"
    d.rearrange(f"V_1 = R*T/F*ln(sqrt({product})/({bottom}))")
    d.identity("root_of_product", top, bottom, shows=f"V_1 = R*T/F*ln(sqrt({above}/{below}))")
    d.identity("ln_root", f"{above}/{below}", shows=f"V_1 = R*T/(2*F)*ln({above}/{below})")
    d.fold(half, shows=f"V_1 = E_{ion}")
    value = f"R*T/(2*F)*ln({above}/{below})"
    d.witness({"V_1": value, f"E_{ion}": value})


ghk_voltage_divalent = for_ions(IONS)
