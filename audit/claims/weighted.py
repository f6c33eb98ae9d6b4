"""Two ions and one relative permeability: differences of potentials, and means weighted with permeabilities.

Texts say "sodium's permeability is 5 % of potassium's" and place the membrane potential so far between the
two equilibrium potentials. The arithmetic may be right; as a law it needs conductances: it is consistent at
best. What is said of currents is another matter: at rest the currents of two ions are equal and opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound, exact, printed_input
from nernstian.audit.claims.said import statement
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC, evaluate
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import NUMBER, POTENTIAL

_ION = r"(?:[Pp]otassium|[Ss]odium|[Cc]hloride|K|Na|Cl)(?:\^?[+-])?"
_SHARE = re.compile(
    rf"(?P<small>{_ION})(?:'s)?\spermeability\sis\s(?:\w+\s){{0,2}}?(?:only\s|about\s|around\s|roughly\s|approximately\s|some\s)?$"
)
_OF = re.compile(rf"\s?of\s(?:the\s|that\sof\s|its\s)?(?P<large>{_ION})(?:'s)?(?:\spermeability)?(?![\w])")
_DIFFERENCE = re.compile(rf"\sdifference\sbetween\sE_?(?P<first>{_ION})\sand\sE_?(?P<second>{_ION})(?![\w])")
_PART = re.compile(
    rf"\sof\sthe\s[\d.]+\smV\sdifference\sbetween\sE_?(?P<first>{_ION})\sand\sE_?(?P<second>{_ION})(?![\w])"
)
_REST = re.compile(
    r"\b(?:rest(?:s|ing)?\s(?:membrane\s)?(?:potential|voltage)|membrane\spotential|rests)\b[^.;\n\d]{0,40}$"
)
_CURRENT = re.compile(
    rf"(?P<first>{_ION})\s(?:ions\s)?(?:carr(?:y|ies)|conducts?|passes)\s(?:about\s|around\s|roughly\s)?(?P<n>\d{{1,4}})\s"
    rf"times\s(?:more|as\smuch|the)\s(?:\w+\s)?current\s(?:than|as|of)\s(?P<second>{_ION})(?![\w])"
)
_INFLUENCE = re.compile(
    rf"(?P<n>\d{{1,4}})\stimes\s(?:more|as\smuch|the)\sinfluence\sover\s(?:the\s)?(?:E_?m|V_?m|membrane\spotential|membrane)"
    rf"(?:\s(?:than|as)\s(?:does\s)?(?P<second>{_ION}))?(?![\w])"
)
_MEAN = (
    "if the mean of the equilibrium potentials is weighted with permeabilities, which is not the GHK voltage"
)
_NAMED = re.compile(
    rf"\bE_?(?P<ion>{_ION})\s(?:is\s|was\s|=\s?|≈\s?|of\s|at\s)?(?:\w+\s){{0,2}}(?:about|around|≈|~)?\s?[+-]?\s?$"
)
_REACH = 3000


@dataclass(frozen=True, slots=True)
class _Pair:
    """The permeability of one ion as a share of another's, and where it is stated."""

    small: str
    large: str
    share: float
    number: Number

    @property
    def weight(self) -> float:
        """The share of both permeabilities together."""
        return self.share / (1.0 + self.share)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield what follows from two equilibrium potentials and one relative permeability."""
    context = facts.context
    if "difference between" in context.lowered:
        yield from _differences(context)
    if " permeability is " not in context.lowered:
        return
    pairs = list(_pairs(context))
    for pair in pairs[:1] if len({(p.small, p.large, p.share) for p in pairs}) == 1 else []:
        yield from _of_pair(context, pair)


def _pairs(context: Context) -> Iterator[_Pair]:
    for number in context.numbers:
        if not number.usable or number.unit is None or number.unit.text != "%":
            continue
        before = _SHARE.search(context.text[max(0, number.start - 60) : number.start])
        after = _OF.match(context.text, number.unit_end)
        small, large = (
            ion_of(before["small"]) if before else None,
            ion_of(after["large"]) if after else None,
        )
        if small and large and small != large and number.value > 0.0:
            yield _Pair(small, large, number.si(), number)


def _potential(context: Context, ion: str, at: int) -> Number | None:
    """The one equilibrium potential of an ion near a place; None where there are several, or none."""
    near = context.numbers_in(max(0, at - _REACH), at + 300)
    values = {n.value: n for n in near if _is_equilibrium(context, n, ion)}
    return next(iter(values.values())) if len(values) == 1 else None


def _is_equilibrium(context: Context, number: Number, ion: str) -> bool:
    """Whether a number is printed as the equilibrium potential of an ion: ``E_K is about -80 mV``."""
    if not number.usable or number.unit is None or number.unit.dimension != POTENTIAL:
        return False
    named = _NAMED.search(context.text[max(0, number.start - 45) : number.start])
    return named is not None and ion_of(named["ion"]) == ion


def _input(name: str, number: Number) -> Input:
    if number.unit is None:
        raise ValueError("a number without a unit is no potential")
    return printed_input(name, number, number.unit, "stated", False)


def _differences(context: Context) -> Iterator[Claim]:
    for number in context.numbers:
        if not number.usable or number.unit is None or number.unit.dimension != POTENTIAL:
            continue
        match = _DIFFERENCE.match(context.text, number.unit_end)
        ions = [ion_of(match[name]) for name in ("first", "second")] if match is not None else [None]
        found = [_potential(context, ion, number.start) for ion in ions if ion]
        if len(found) != 2 or found[0] is None or found[1] is None:
            continue
        value = abs(found[0].si() - found[1].si())
        shown = f"{found[0].text.strip()} and {found[1].text.strip()} mV"
        given = Input("value", shown, value, 1e3 * value, number.unit, "stated", number=found[0])
        yield Claim(
            "NE107", ARITHMETIC, "difference", number, number.unit, (given,), reach=Scope.BLOCK, firm=False
        )


def _of_pair(context: Context, pair: _Pair) -> Iterator[Claim]:
    start, end = pair.number.start, min(context.layout.length, pair.number.start + _REACH)
    small, large = (_potential(context, ion, start) for ion in (pair.small, pair.large))
    if small is None or large is None:
        return
    for number in context.numbers_in(pair.number.unit_end, end):
        if not number.usable or number.unit is None:
            continue
        before = context.text[max(0, number.start - 90) : number.start]
        part = _PART.match(context.text, number.unit_end)
        if number.unit.dimension == NUMBER and part is not None:
            shown = f"{pair.share:g} / (1 + {pair.share:g})"
            given = Input(
                "value", shown, pair.weight, 100 * pair.weight, number.unit, "stated", number=pair.number
            )
            yield Claim(
                "NE109", ARITHMETIC, "weight", number, number.unit, (given,), reach=Scope.BLOCK, firm=False,
                caveat=_MEAN, magnitude=True,
            )  # fmt: skip
        elif number.unit.dimension == POTENTIAL and _REST.search(before):
            yield _mean(pair, small, large, number)
    yield from _currents(context, pair, small, large)
    yield from _influences(context, pair)


def _mean(pair: _Pair, small: Number, large: Number, number: Number) -> Claim:
    """The membrane potential as the weighted mean of two equilibrium potentials."""
    third = ({"K", "Na", "Cl"} - {pair.small, pair.large}).pop()
    given = (
        exact(f"g_{pair.large}", 1.0), exact(f"g_{pair.small}", pair.share),
        exact(f"g_{third}", 0.0, "default"),
        _input(f"E_{pair.large}", large), _input(f"E_{pair.small}", small),
        replace(_input(f"E_{third}", large), source="default"),
    )  # fmt: skip
    unit = number.unit or DIMENSIONLESS
    return Claim(
        "NE109",
        "chord_conductance_equation",
        "V_m",
        number,
        unit,
        given,
        reach=Scope.BLOCK,
        firm=False,
        caveat=_MEAN,
    )


def _currents(context: Context, pair: _Pair, small: Number, large: Number) -> Iterator[Claim]:
    """At rest, where the weighted mean holds, the two currents are equal: no ion carries the more."""
    for match in _CURRENT.finditer(context.text, pair.number.end):
        ions = ion_of(match["first"]), ion_of(match["second"])
        rest = re.compile(r"\brest(?:ing)?\b").search(
            context.text, max(0, match.start() - 400), match.start()
        )
        if ions != (pair.large, pair.small) or rest is None:
            continue
        volts = evaluate(
            "chord_conductance_equation",
            {"g_K": 0.0, "g_Na": 0.0, "g_Cl": 0.0, "E_K": 0.0, "E_Na": 0.0, "E_Cl": 0.0}
            | {f"g_{pair.large}": 1.0, f"g_{pair.small}": pair.share}
            | {f"E_{pair.large}": large.si(), f"E_{pair.small}": small.si()},
        )
        forces = abs(volts - large.si()), abs(volts - small.si())
        message = (
            f"at rest the two currents are equal and opposite: {1 / pair.share:g} times the permeability "
            f"and a driving force {forces[1] / forces[0]:.3g} times smaller"
        )
        kind = "inconsistent" if float(match["n"]) > 1.5 else "consistent"
        made = statement(context, "NE108", "zero_net_current", kind, message, (match.start("n"), match.end()))
        if made is not None:
            yield made


def _influences(context: Context, pair: _Pair) -> Iterator[Claim]:
    """``K has 20 times more influence``: the ratio of the weights, if they are conductances."""
    for match in _INFLUENCE.finditer(context.text, pair.number.end):
        if abs(float(match["n"]) * pair.share - 1.0) > 0.05:
            continue
        message = f"the weights of {pair.large} and {pair.small} are 1 and {pair.share:g}; it holds {_MEAN}"
        made = statement(context, "NE109", "chord_conductance_equation", "conditional", message, match.span())
        if made is not None:
            yield made
