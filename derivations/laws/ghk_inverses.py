"""The voltages of a quotient of sums of permeability times concentration, solved for what stands in them.

With x = exp(FV/RT) such a voltage says x*below = above, which is linear in every permeability and in every
concentration. A permeability in units of one that is 1 is the permeability ratio that a voltage tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..draft import Draft
from ..inverses import divided
from ..law import Stable
from ..signs import Relation

if TYPE_CHECKING:
    from ..law import Law

X = "exp(F*V/(R*T))"


@dataclass(frozen=True)
class Quotient:
    """V = RT/F ln(above/below), both sums of terms: a weight times the concentration on top, or below it.

    ``terms`` gives for every ion its weight and its two concentrations; ``difference`` is above less below
    with like terms paired.
    """

    terms: Mapping[str, tuple[str, str, str]]
    difference: str

    @property
    def above(self) -> str:
        """The sum above."""
        return self.total(1)

    @property
    def below(self) -> str:
        """The sum below."""
        return self.total(2)

    def total(self, side: int, without: str = "") -> str:
        """One of the sums, possibly without an ion."""
        return " + ".join(f"{t[0]}*{t[side]}" for ion, t in self.terms.items() if ion != without) or "0"

    @property
    def voltage(self) -> str:
        """The right side of the law."""
        return f"R*T/F*ln(({self.above})/({self.below}))"

    @property
    def present(self) -> tuple[tuple[Relation, str], ...]:
        """Both sums are positive: then there is a voltage."""
        return ("positive", self.above), ("positive", self.below)


def state(law: Law, q: Quotient) -> None:
    """State and derive the inverses of a law ``V = quotient``."""
    _temperature(law, q)
    for ion, (weight, top, bottom) in q.terms.items():
        if len(q.terms) > 1:
            for factor in weight.split("*"):
                _weight(law, q, ion, factor)
        rest_above, rest_below = q.total(1, ion), q.total(2, ion)
        more = "" if rest_above == "0" else f" - ({rest_above})"
        _concentration(law, q, top, weight, f"{X}*({q.below}){more}", weight)
        less = "" if rest_below == "0" else f" - {X}*({rest_below})"
        _concentration(law, q, bottom, weight, f"{q.above}{less}", f"{weight}*{X}")


def _temperature(law: Law, q: Quotient) -> None:
    quotient = f"ln(({q.above})/({q.below}))"
    divided(
        law,
        "T",
        "F*V",
        f"R*{quotient}",
        times="F",
        given=(*q.present, ("nonzero", quotient)),
        stable=Stable(f"F*V/(R*log_quotient({q.above}, {q.below}, {q.difference}))"),
    )


def _weight(law: Law, q: Quotient, ion: str, factor: str) -> None:
    """A permeability, or the ratio of a pump that stands beside one."""
    weight, top, bottom = q.terms[ion]
    beside = "".join(f"{other}*" for other in weight.split("*") if other != factor)
    by = f"{beside}({top} - {X}*{bottom})"
    other = " + ".join(f"{w}*({X}*{b} - {t})" for k, (w, t, b) in q.terms.items() if k != ion)
    _solve(law, q, factor, other, by, (("nonzero", by),))


def _concentration(law: Law, q: Quotient, name: str, weight: str, other: str, by: str) -> None:
    positive: tuple[tuple[Relation, str], ...] = tuple(
        ("positive", w) for w in weight.split("*") if w.startswith("P_")
    )
    _solve(law, q, name, other, by, positive)


def _solve(
    law: Law, q: Quotient, argument: str, other: str, by: str, given: tuple[tuple[Relation, str], ...]
) -> None:
    """From x*below = above, which is linear in the argument."""
    formula = f"({other})/({by})"
    stable = Stable(formula.replace(X, "x"), (("x", X),))

    @law.inverse(argument, formula, stable)
    def author(d: Draft) -> None:
        for relation, text in (*q.present, *given):
            d.assume_that(relation, text, note=f"else nothing follows for {argument}")
        quotient = f"({q.above})/({q.below})"
        d.cite(law)
        d.multiply("F/(R*T)", shows=f"F*V/(R*T) = ln({quotient})")
        d.take_exp()
        d.identity("exp_ln", quotient)
        d.multiply(q.below, shows=f"{X}*({q.below}) = {q.above}")
        d.rearrange(f"{by}*{argument} = {other}")
        d.divide(by, shows=f"{argument} = {formula}")
        d.witness({law.result.name: q.voltage})
