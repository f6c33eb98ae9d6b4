"""Goldman-Hodgkin-Katz voltage: where the currents of all permeant monovalent ions cancel.

Often misdescribed: it is logarithmic in permeability-weighted CONCENTRATIONS, not a weighted mean of the
Nernst potentials, and it needs the concentrations themselves, not their ratios.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from ..draft import Draft
from ..errors import DomainError, UsageError
from ..law import Assumption, Law, Stable
from ..literature import cited
from ..quantities import E, P, Quantity, T, V
from ..statements import Line
from .ghk_current import c_in_any, c_out_any, ghk_current, i
from .ghk_inverses import Quotient, state
from .ghk_voltage_statements import GhkSums, statements
from .nernst import nernst

#: A letter first, as the grammar of formulas reads names.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,11}")

IONS = {"K": 1, "Na": 1, "Cl": -1}


def concentration(ion: str, side: str) -> Quantity:
    """Concentration of an ion on one side."""
    base = c_out_any if side == "out" else c_in_any
    word = "outside" if side == "out" else "inside"
    return base.renamed(
        f"{ion}_{side}", rf"[\mathrm{{{ion}}}]_\mathrm{{{side}}}", f"{ion} concentration {word}"
    )


def permeability(ion: str) -> Quantity:
    """Permeability to an ion."""
    # Only ratios count, so any common dimension will do; m/s is the coherent one.
    base = replace(P, low=Fraction(1, 10**10))
    return base.renamed(f"P_{ion}", rf"P_\mathrm{{{ion}}}", f"permeability to {ion}")


def sums(ions: Mapping[str, int]) -> tuple[str, str, str]:
    """Numerator, denominator, and their difference with like terms paired, of ions of one |valence|."""
    cation_out = [(f"P_{k}*{k}_out" if v > 0 else f"P_{k}*{k}_in") for k, v in ions.items()]
    cation_in = [(f"P_{k}*{k}_in" if v > 0 else f"P_{k}*{k}_out") for k, v in ions.items()]
    pairs = [f"P_{k}*({k}_out - {k}_in)" if v > 0 else f"P_{k}*({k}_in - {k}_out)" for k, v in ions.items()]
    return " + ".join(cation_out), " + ".join(cation_in), " + ".join(pairs)


def demand_name(ion: object) -> None:
    """Refuse what is no name for an ion."""
    if not _NAME.fullmatch(str(ion)):
        raise UsageError(f"{ion!r} is not a name for an ion", "Use a short name such as K or HCO3.")


def for_ions(ions: Mapping[str, int]) -> Law:
    """The law for a list of monovalent ions: name -> valence (+1 or -1).

    Raises
    ------
    DomainError
        For a valence other than +1 or -1: divalent ions need another relation.
    UsageError
        For no ions, or a name that is not an identifier.
    """
    if not ions:
        raise UsageError(
            "the GHK voltage needs at least one ion", "Name the ions, e.g. {'K': 1, 'Na': 1, 'Cl': -1}."
        )
    for ion, valence in ions.items():
        demand_name(ion)
        if valence not in (1, -1):
            raise DomainError(
                f"the GHK voltage equation holds for monovalent ions, and {ion} has valence {valence}",
                "Leave it out, or use ghk_voltage_divalent for a divalent ion.",
            )
    return _build(tuple(ions.items()))


@lru_cache(maxsize=32)
def _build(pairs: tuple[tuple[str, int], ...]) -> Law:
    ions = dict(pairs)
    above, below, difference = sums(ions)
    law = Law(
        name="ghk_voltage",
        title="Goldman-Hodgkin-Katz voltage",
        kind="derived",
        equation=f"V = R*T/F*ln(({above})/({below}))",
        arguments=(
            *(concentration(ion, side) for ion in ions for side in ("out", "in")),
            *(permeability(ion) for ion in ions),
            T,
        ),
        result=V,
        source=cited("goldman1943", "hodgkin_katz1949"),
        stable=Stable(f"R*T/F*log_quotient({above}, {below}, {difference})"),
        assumptions=(
            Assumption("the membrane carries no net current"),
            Assumption("every ion obeys the GHK current law in the same constant field"),
            Assumption("all permeant ions are monovalent"),
            Assumption("pumps, capacitive and injected currents carry nothing"),
        ),
        conditions=(("positive", above), ("positive", below)),
        near=_near(list(ions)),
        ions=() if ions == IONS else pairs,
    )
    law.route("zero_net_current")(lambda d: _zero_net_current(d, ions))
    first = next(iter(ions))
    law.limit("one_permeant_ion", f"V_1 = E_{first}", f"one permeant ion ({first}): its Nernst potential")(
        lambda d: _one_permeant_ion(d, ions, first, law)
    )
    like = [k for k, v in ions.items() if v == ions[first]]
    if len(like) > 1:
        law.limit(
            "mirrored_ions", "V_mirror = 0", f"mirrored {like[0]} and {like[1]}, equal permeabilities: 0 mV"
        )(lambda d: _mirrored_ions(d, ions, like[0], like[1], law))
    for s in statements(law, GhkSums(ions, above, below)):
        law.limit(s.name, s.claim, s.title)(s.author)
    state(law, Quotient({ion: _term(ion, valence) for ion, valence in ions.items()}, difference))
    return law


def _term(ion: str, valence: int) -> tuple[str, str, str]:
    """The permeability to an ion, and its concentration that stands above and that below."""
    sides = (f"{ion}_out", f"{ion}_in") if valence > 0 else (f"{ion}_in", f"{ion}_out")
    return f"P_{ion}", *sides


def _near(names: list[str]) -> tuple[tuple[tuple[str, str], ...], ...]:
    equal = tuple((f"{k}_out", f"{k}_in") for k in names)
    return (equal, *(((f"P_{k}", "0"),) for k in names[1:]))


def _zero_net_current(d: Draft, ions: Mapping[str, int]) -> None:
    """The GHK currents of all ions add up to zero."""
    above, below, _ = sums(ions)
    u, total = no_net_current(d, ions)
    d.fold(u, of=total, shows=f"F*(B(-u)*({below}) - B(u)*({above})) = 0")
    d.divide("F", shows=f"B(-u)*({below}) - B(u)*({above}) = 0")
    solve_for_voltage(d, u, above, below)
    d.witness(
        {f"i_{k}": current(k, v) for k, v in ions.items()},
        V=f"R*T/F*ln(({above})/({below}))",
    )


def solve_for_voltage(d: Draft, u: Line, above: str, below: str) -> None:
    """From B(-u) below - B(u) above = 0 to V; ``u`` is the line that defines u."""
    d.identity("bernoulli_reflection", "u", shows=f"B(u)*(exp(u)*({below}) - ({above})) = 0")
    d.divide("B(u)", shows=f"exp(u)*({below}) - ({above}) = 0")
    d.rearrange(f"exp(u)*({below}) = {above}")
    d.divide(below, shows=f"exp(u) = ({above})/({below})")
    d.take_ln()
    d.identity("ln_exp", "u", shows=f"u = ln(({above})/({below}))")
    d.substitute(u)
    d.multiply("R*T/F", shows=f"V = R*T/F*ln(({above})/({below}))")


def no_net_current(d: Draft, ions: Mapping[str, int]) -> tuple[Line, Line]:
    """The GHK currents of the ions add up to zero: the line that defines u = FV/(RT), and the sum."""
    currents = []
    for ion, valence in ions.items():
        d.quantity(i.renamed(f"i_{ion}", rf"i_\mathrm{{{ion}}}", f"current carried by {ion}"))
        currents.append(
            d.cite(
                ghk_current,
                c_in=f"{ion}_in",
                c_out=f"{ion}_out",
                P=f"P_{ion}",
                z=str(valence),
                i=f"i_{ion}",
                shows=f"i_{ion} = {current(ion, valence)}",
                note=f"the current carried by {ion}",
            )
        )
    total = d.assume(
        " + ".join(f"i_{ion}" for ion in ions) + " = 0",
        note="no net current",
        source=cited("hodgkin_katz1949"),
    )
    u = d.define("u = F*V/(R*T)", note="membrane potential in units of RT/F")
    for line in currents:
        total = d.substitute(line, of=total)
    return u, total


def current(ion: str, valence: int) -> str:
    """The current of one ion with u written out: the valence in the arguments of B."""
    size = "" if abs(valence) == 1 else f"{abs(valence)}*"
    u = f"{size}F*V/(R*T)"
    if valence > 0:
        return f"{size}F*P_{ion}*(B(-{u})*{ion}_in - B({u})*{ion}_out)"
    return f"-{size}F*P_{ion}*(B({u})*{ion}_in - B(-{u})*{ion}_out)"


def _one_permeant_ion(d: Draft, ions: Mapping[str, int], ion: str, law: Law) -> None:
    d.quantity(E.renamed(f"E_{ion}", rf"E_\mathrm{{{ion}}}", f"Nernst potential of {ion}"))
    d.quantity(V.renamed("V_1", "V_1", "membrane potential with one permeant ion"))
    for name in (f"P_{ion}", f"{ion}_in", f"{ion}_out"):
        d.assume_that("positive", name, note=f"{ion} is present and permeant")
    valence = ions[ion]
    sign = "" if valence > 0 else "-"
    potential = d.cite(
        nernst,
        c_out=f"{ion}_out",
        c_in=f"{ion}_in",
        z=str(valence),
        E=f"E_{ion}",
        shows=f"E_{ion} = {sign}R*T/F*ln({ion}_out/{ion}_in)",
    )
    others = {f"P_{k}": "0" for k in ions if k != ion}
    d.cite(law, V="V_1", instance=others)
    above, below = (f"{ion}_out", f"{ion}_in") if valence > 0 else (f"{ion}_in", f"{ion}_out")
    d.rearrange(f"V_1 = R*T/F*ln({above}/{below})")
    if valence < 0:
        d.identity("ln_reciprocal", above, below, shows=f"V_1 = -R*T/F*ln({below}/{above})")
    d.fold(potential, shows=f"V_1 = E_{ion}")
    ratio = f"R*T/F*ln({above}/{below})"
    d.witness({"V_1": ratio, f"E_{ion}": ratio})


def _mirrored_ions(d: Draft, ions: Mapping[str, int], a: str, b: str, law: Law) -> None:
    d.quantity(V.renamed("V_mirror", "V_\\mathrm{mirror}", "membrane potential with mirrored ions"))
    for name in (f"P_{a}", f"{a}_in", f"{a}_out"):
        d.assume_that("positive", name, note=f"{a} is present and permeant")
    others = {f"P_{k}": "0" for k in ions if k not in (a, b)}
    mirror = {f"{b}_out": f"{a}_in", f"{b}_in": f"{a}_out", f"P_{b}": f"P_{a}"}
    d.cite(law, V="V_mirror", instance=mirror | others)
    d.identity("ln_one", shows="V_mirror = 0")
    d.witness(V_mirror="0")


ghk_voltage = for_ions(IONS)
