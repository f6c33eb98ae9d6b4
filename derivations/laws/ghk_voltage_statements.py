"""What holds of the GHK voltage whatever the numbers: its hull, its pulls, its symmetries.

Each statement is one of the law (see ``ghk_voltage``), for any list of monovalent ions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ..draft import Draft
from ..law import Consequence
from ..quantities import E, Quantity, V
from ..statements import Line
from .nernst import nernst

if TYPE_CHECKING:
    from ..law import Law


@dataclass(frozen=True)
class GhkSums:
    """A member of the family: its ions, and the sums of permeability times concentration above and below."""

    ions: Mapping[str, int]
    above: str
    below: str

    @property
    def voltage(self) -> str:
        """The right side of the law."""
        return f"R*T/F*ln(({self.above})/({self.below}))"

    def sides(self, ion: str) -> tuple[str, str]:
        """The concentration of an ion that stands above, and the one below."""
        return (f"{ion}_out", f"{ion}_in") if self.ions[ion] > 0 else (f"{ion}_in", f"{ion}_out")


def statements(law: Law, s: GhkSums) -> tuple[Consequence, ...]:
    """The statements of one member."""
    first = next(iter(s.ions))
    hull = (
        Consequence(
            "above_lowest",
            "V is not below the lowest Nernst potential",
            "V - lowest >= 0",
            lambda d: _hull(d, law, s, low=True),
        ),
        Consequence(
            "below_highest",
            "V is not above the highest Nernst potential",
            "highest - V >= 0",
            lambda d: _hull(d, law, s, low=False),
        ),
    )
    symmetries = (
        Consequence(
            "only_ratios",
            "only ratios of permeabilities count: a common factor changes nothing",
            "V_scaled = V",
            lambda d: _only_ratios(d, law, s),
        ),
        Consequence(
            "sides_swapped",
            "inside and outside swapped: V changes its sign",
            "V_swapped = -V",
            lambda d: _sides_swapped(d, law, s),
        ),
    )
    # An ion alone rests at its potential, and there is nothing to pull.
    return (*hull, *(_pulls(law, s, first) if len(s.ions) > 1 else ()), *symmetries)


def _pulls(law: Law, s: GhkSums, first: str) -> tuple[Consequence, ...]:
    slope = f"diff({s.voltage}, P_{first})"
    return (
        Consequence(
            "pulled_up",
            f"more permeable to {first}, V rises where it lies below E_{first}",
            f"{slope} > 0",
            lambda d: _pull(d, law, s, first, up=True),
        ),
        Consequence(
            "pulled_down",
            f"more permeable to {first}, V falls where it lies above E_{first}",
            f"-{slope} > 0",
            lambda d: _pull(d, law, s, first, up=False),
        ),
    )


def _present(d: Draft, s: GhkSums) -> None:
    """All ions on both sides, and one of them permeant: then both sums are positive."""
    for ion in s.ions:
        for side in ("out", "in"):
            d.assume_that("positive", f"{ion}_{side}", note=f"{ion} is present {side}side")
    first = next(iter(s.ions))
    d.assume_that("positive", f"P_{first}", note=f"the membrane is permeable to {first}")


def _potential(d: Draft, s: GhkSums, ion: str) -> Line:
    """The Nernst potential of an ion with the concentration on top that stands above in the GHK voltage."""
    d.quantity(E.renamed(f"E_{ion}", rf"E_\mathrm{{{ion}}}", f"Nernst potential of {ion}"))
    above, below = s.sides(ion)
    line = d.cite(nernst, c_out=f"{ion}_out", c_in=f"{ion}_in", z=str(s.ions[ion]), E=f"E_{ion}")
    if s.ions[ion] < 0:
        line = d.identity("ln_reciprocal", f"{ion}_out", f"{ion}_in")
    return d.rearrange(f"E_{ion} = R*T/F*ln({above}/{below})", of=line)


def _hull(d: Draft, law: Law, s: GhkSums, *, low: bool) -> None:
    """Every term of one sum is at least the bound's exponential times that of the other.

    For the upper bound the membrane is turned around: -V, -E and the sums exchanged.
    """
    bound, sign = ("lowest", "") if low else ("highest", "-")
    where = "below" if low else "above"
    d.quantity(
        E.renamed(bound, rf"E_\mathrm{{{bound}}}", f"a potential that no Nernst potential lies {where}")
    )
    _present(d, s)
    top, bottom = (s.above, s.below) if low else (s.below, s.above)
    lifted, gains, given = [], [], {}
    for ion in s.ions:
        over, under = s.sides(ion) if low else s.sides(ion)[::-1]
        distance = f"E_{ion} - lowest" if low else f"highest - E_{ion}"
        potential = _potential(d, s, ion)
        d.assume_that("nonnegative", distance, note=f"no Nernst potential lies {where} {bound}")
        d.multiply(f"{sign}F/(R*T)", of=potential)
        if not low:
            d.identity("ln_reciprocal", under, over)
        d.rearrange(f"{sign}F*E_{ion}/(R*T) = ln({over}/{under})")
        d.take_exp()
        d.identity("exp_ln", f"{over}/{under}")
        d.multiply(under, shows=f"{under}*exp({sign}F*E_{ion}/(R*T)) = {over}")
        lifted.append((over, d.rearrange(f"{over} = {under}*exp({sign}F*E_{ion}/(R*T))"), distance))
        gains.append(f"P_{ion}*{under}*(exp(F*({distance})/(R*T)) - 1)")
        given[f"E_{ion}"] = f"R*T/F*ln({'/'.join(s.sides(ion))})"
    _compare(d, law, s, (top, bottom), (bound, sign), lifted, gains)
    d.conclude("nonnegative")
    d.witness(given, V=s.voltage)


def _compare(
    d: Draft,
    law: Law,
    s: GhkSums,
    sums: tuple[str, str],
    bound: tuple[str, str],
    lifted: list[tuple[str, Line, str]],
    gains: list[str],
) -> None:
    """From the law to the distance from the bound as the logarithm of 1 and what is not negative."""
    (top, bottom), (name, sign) = sums, bound
    distance = f"V - {name}" if not sign else f"{name} - V"
    line = d.cite(law)
    if sign:
        d.multiply("-1")
        line = d.identity("ln_reciprocal", s.above, s.below, shows=f"-V = R*T/F*ln(({top})/({bottom}))")
    d.subtract(f"{sign}{name}", of=line, shows=f"{distance} = R*T/F*ln(({top})/({bottom})) - ({sign}{name})")
    exponent = f"{sign}F*{name}/(R*T)"
    d.identity("ln_exp", exponent, shows=f"{distance} = R*T/F*(ln(({top})/({bottom})) - ln(exp({exponent})))")
    d.identity(
        "ln_quotient",
        f"({top})/({bottom})",
        f"exp({exponent})",
        shows=f"{distance} = R*T/F*ln(({top})/(({bottom})*exp({exponent})))",
    )
    total = d.lines[-1]
    for _, lift, _ in lifted:
        total = d.substitute(lift, of=total)
    for _, _, gap in lifted:
        d.identity("exp_sum", f"F*({gap})/(R*T)", exponent)
    d.rearrange(f"{distance} = R*T/F*ln(1 + ({' + '.join(gains)})/({bottom}))")


def _pull(d: Draft, law: Law, s: GhkSums, ion: str, *, up: bool) -> None:
    """The slope is the difference of two exponentials, of which the one is larger as its potential is."""
    _present(d, s)
    above, below = s.sides(ion)
    potential = _potential(d, s, ion)
    high, low, sign = (f"E_{ion}", "V", "") if up else ("V", f"E_{ion}", "-")
    d.assume_that("positive", f"{high} - {low}", note=f"V lies {'below' if up else 'above'} E_{ion}")
    grown = []
    for name, quotient, line in (
        (f"E_{ion}", f"{above}/{below}", potential),
        ("V", f"({s.above})/({s.below})", d.cite(law)),
    ):
        d.multiply("F/(R*T)", of=line, shows=f"F*{name}/(R*T) = ln({quotient})")
        d.take_exp()
        grown.append(d.identity("exp_ln", quotient, shows=f"exp(F*{name}/(R*T)) = {quotient}"))
    slope = f"diff({s.voltage}, P_{ion})"
    law_line = next(line for line in d.lines if line.rule == law.reference)
    d.differentiate(
        f"P_{ion}",
        of=law_line,
        shows=f"{slope} = R*T/F*{below}/({s.above})*({above}/{below} - ({s.above})/({s.below}))",
    )
    factor = f"R*T/F*{below}/({s.above})"
    ends = [f"exp(F*{name}/(R*T))" for name in (f"E_{ion}", "V")]
    d.fold(grown[0], shows=f"{slope} = {factor}*({ends[0]} - ({s.above})/({s.below}))")
    d.fold(grown[1], shows=f"{slope} = {factor}*({ends[0]} - {ends[1]})")
    if not up:
        d.multiply("-1", shows=f"-{slope} = {factor}*({ends[1]} - {ends[0]})")
    gap, base = f"F*({high} - {low})/(R*T)", f"F*{low}/(R*T)"
    d.identity("exp_sum", gap, base, shows=f"{sign}{slope} = {factor}*exp({base})*(exp({gap}) - 1)")
    d.conclude("positive")
    d.witness({f"E_{ion}": f"R*T/F*ln({above}/{below})"}, V=s.voltage)


def _only_ratios(d: Draft, law: Law, s: GhkSums) -> None:
    """The factor cancels in the quotient."""
    d.quantity(V.renamed("V_scaled", "V_k", "membrane potential with all permeabilities times k"))
    d.quantity(Quantity("k", "1", "positive", "a common factor", "k", Fraction(1, 10), Fraction(10)))
    _present(d, s)
    plain = d.cite(law)
    d.cite(law, V="V_scaled", instance={f"P_{ion}": f"k*P_{ion}" for ion in s.ions})
    d.rearrange(f"V_scaled = {s.voltage}")
    d.fold(plain, shows="V_scaled = V")
    d.witness(V=s.voltage, V_scaled=s.voltage)


def _sides_swapped(d: Draft, law: Law, s: GhkSums) -> None:
    """The sums change places, and the logarithm its sign."""
    d.quantity(V.renamed("V_swapped", "V_\\leftrightarrow", "membrane potential with the sides swapped"))
    _present(d, s)
    plain = d.cite(law)
    swapped = {f"{ion}_out": f"{ion}_in" for ion in s.ions} | {f"{ion}_in": f"{ion}_out" for ion in s.ions}
    d.cite(law, V="V_swapped", instance=swapped)
    d.identity("ln_reciprocal", s.below, s.above, shows=f"V_swapped = -{s.voltage}")
    d.fold(plain, shows="V_swapped = -V")
    d.witness(V=s.voltage, V_swapped=f"-{s.voltage}")
