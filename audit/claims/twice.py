"""The same quantity printed twice: a value that the text says it gave before, a ratio beside its parts.

Documents speak of many cells, and two values of a potential mean nothing by themselves. Only where a text
says that it repeats itself ("the E_K of -89 mV found above") the two must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from nernstian.audit.binding import find_pair
from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound
from nernstian.audit.claims.said import statement
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.ions import ion_of
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import POTENTIAL

RULE = "NE148"
_ION = r"(?:potassium|sodium|chloride|calcium|K|Na|Cl|Ca)(?:\^?\d?[+-])?"
_HEDGE = r"(?:(?:about|around|roughly|approximately|≈|~|typically|near|close\sto)\s?){0,2}"
_LINK = (
    r"\s?(?:(?:is|was|are|of|at|=|≈|:|lies|stands|will\sbe|be|came\sout\s(?:as|at))\s?){0,2}"
    rf"(?:therefore\s|thus\s|then\s)?{_HEDGE}$"
)
_NAMED = re.compile(
    rf"(?:\bE_?(?P<symbol>K|Na|Cl|Ca)(?:\^?\d?[+-])?|(?P<ion2>{_ION})\s(?:equilibrium|reversal|Nernst)\spotential"
    rf"|(?:equilibrium|reversal|Nernst)\spotential\s(?:of|for)\s(?:the\s)?(?P<ion>{_ION})(?:\sions?)?"
    rf"|(?P<rest>\bresting\s(?:membrane\s)?potential))" + _LINK
)
_AGAIN = re.compile(
    r"\b(?:earlier|previously|already|once\smore|recall(?:ing|ed)?|remember|above-mentioned)\b[^.;\n]{0,60}$",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\s?,?\s?(?:that\swe\s|which\swe\s|as\s|that\swas\s|we\s)?(?:found|calculated|computed|obtained|derived|given|stated|quoted)\s"
    r"(?:above|before|earlier|in\sthe\stable)\b"
)
_RATIO = re.compile(
    rf"\bratio\b[^.;\n]{{0,25}}?(?P<ion>{_ION})\b[^.;\n]{{0,45}}?\s(?:is|was|=|of)\s$", re.IGNORECASE
)
_COLON = re.compile(r"\s?:\s?$")


@dataclass(frozen=True, slots=True)
class _Named:
    """A potential with its name: the ion, or "rest"."""

    of: str
    number: Number


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield repeated potentials, and ratios of concentrations that are stated as well."""
    yield from _repeated(facts.context)
    yield from _ratios(facts)


def _repeated(context: Context) -> Iterator[Claim]:
    if not any(
        word in context.lowered
        for word in ("above", "earlier", "previously", "recall", "already", "remember")
    ):
        return
    seen: list[_Named] = []
    for number in context.numbers:
        named = _named(context, number)
        if named is None:
            continue
        if _says_again(context, number):
            made = _compared(context, named, [other.number for other in seen if other.of == named.of])
            if made is not None:
                yield made
        else:
            seen.append(named)


def _named(context: Context, number: Number) -> _Named | None:
    if not number.usable or number.unit is None or number.unit.dimension != POTENTIAL:
        return None
    match = _NAMED.search(context.text[max(0, number.start - 90) : number.start])
    if match is None:
        return None
    ion = ion_of(match["symbol"] or match["ion"] or match["ion2"] or "")
    of = "rest" if match["rest"] else ion
    return _Named(of, number) if of else None


def _says_again(context: Context, number: Number) -> bool:
    before = context.text[max(0, number.start - 130) : number.start]
    return _AGAIN.search(before) is not None or _ABOVE.match(context.text, number.unit_end) is not None


def _compared(context: Context, named: _Named, earlier: list[Number]) -> Claim | None:
    """Whether a repeated value is one that was given before; with several different ones nothing is wrong."""
    number = named.number
    name = "the resting potential" if named.of == "rest" else f"E_{named.of}"
    place = (number.start, number.unit_end)
    law = "ghk_voltage" if named.of == "rest" else "nernst"
    if any(_agree(number, other) for other in earlier):
        return statement(context, RULE, law, "verified", f"{name} is what the text gave before", place)
    if len({other.si() for other in earlier}) != 1 or any(n.hedge for n in (number, *earlier)):
        return None
    given = " ".join(context.text[earlier[0].start : earlier[0].unit_end].split())
    return statement(context, RULE, law, "inconsistent", f"{name} was given as {given} before", place)


def _agree(first: Number, second: Number) -> bool:
    """Whether the rounding intervals of two values meet."""
    ranges = [
        [n.unit.to_si(edge) for edge in interval_of(n)] if n.unit else [n.si()] * 2 for n in (first, second)
    ]
    return ranges[0][0] <= ranges[1][1] + 1e-12 and ranges[1][0] <= ranges[0][1] + 1e-12


def _ratios(facts: Facts) -> Iterator[Claim]:
    """``the ratio of K+ inside and outside is 150:5``, where both concentrations are stated."""
    context = facts.context
    if "ratio" not in context.lowered:
        return
    plain = [n for n in context.numbers if n.usable and n.unit is None and n.value > 0.0]
    for first, second in pairwise(plain):
        if not _COLON.fullmatch(context.text[first.end : second.start]):
            continue
        match = _RATIO.search(context.text[max(0, first.start - 110) : first.start])
        ion = ion_of(match["ion"]) if match is not None else None
        pair = find_pair(context, facts.concentrations, ion, first.start) if ion is not None else ""
        if isinstance(pair, str):
            continue
        wanted, printed = pair.inside.value / pair.out.value, first.value / second.value
        if abs(printed * wanted - 1.0) < abs(printed / wanted - 1.0):
            wanted = 1.0 / wanted
        shown = f"{ion} {pair.inside.value:g} mM inside and {pair.out.value:g} mM outside"
        given = Input("value", shown, wanted, wanted, DIMENSIONLESS, "stated")
        half = printed * (0.5 * first.last_digit / first.value)
        ratio = replace(
            first, value=printed, last_digit=2.0 * half, zero_step=0.0, unit=DIMENSIONLESS, end=second.end,
            unit_end=second.end, text=context.text[first.start : second.end],
        )  # fmt: skip
        yield Claim(RULE, ARITHMETIC, "ratio", ratio, DIMENSIONLESS, (given,), reach=pair.scope, firm=False)
