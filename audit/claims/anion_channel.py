"""Reversal potentials of channels for chloride and bicarbonate, ``E_GABA`` and ``E_Gly``.

With two anions of one charge the constant-field equation is that of one anion whose concentrations are sums:
``[Cl] + (P_HCO3/P_Cl) [HCO3]`` on either side. Such potentials are also measured; a number may only be
called wrong where most rows of its column follow the equation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import Pair, find_pair
from nernstian.audit.claims.base import Claim, Facts, Input, concentration_input, exact
from nernstian.audit.claims.ghk_voltage import make_ghk
from nernstian.audit.claims.labels import connected, is_potential
from nernstian.audit.claims.permeabilities import ratio_weights
from nernstian.audit.claims.rows import by_majority
from nernstian.audit.claims.stated import MILLIVOLT, column_cells, is_found
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.tables import Table
from nernstian.audit.units import MILLIMOLAR

_CHANNEL = r"(?:E|V)_?[{(]?(?:rev|R)?[_,]?[{(]?(?:GABA(?:_?-?A)?R?|Gly(?:R|cin\w*)?|IPSP|IPSC|anion)[)}]{0,2}"
_COLUMN = re.compile(rf"^\W{{0,3}}{_CHANNEL}(?![A-Za-z])")
_NAME = re.compile(rf"(?<![A-Za-z0-9_-]){_CHANNEL}(?![A-Za-z0-9])")
_ANION = r"P_?[({]?(?:HCO_?3|Cl)[)}]?(?:\^?-)?"
_RATIO = re.compile(
    rf"{_ANION}\s?[:/]\s?{_ANION}\s?(?:=|≈|~|of|is|as|von|ist|de|est|vaut|es|vale|è|van)?\s?(?:about\s|rund\s|etwa\s|environ\s)?(?=[\d.])"
)
_OF_RATIO = re.compile(r"HCO_?3|Cl")
_COLON = re.compile(r"\s?[:/]\s?")
_PERCENT = re.compile(
    r"(?:bicarbonate|HCO_?3\^?-?)\s(?:ions?\s)?[^.;\d]{0,60}?(?P<value>\d{1,2}(?:[.,]\d{1,2})?)\s?%\s(?:of|as)\s[^.;\d]{0,40}?(?:chloride|Cl\^?-)"
)
_MOST_RATIOS = 50


def _ratio(context: Context) -> float | None:
    """The permeability of bicarbonate relative to chloride, where a text states one."""
    found: set[float] = set()
    for match in context.matches(_RATIO):
        names = [name.replace("_", "") for name in _OF_RATIO.findall(match.group())]
        weights = ratio_weights(context, match, names, _COLON)
        values = dict(weights.values) if weights is not None else {}
        if values.get("Cl"):
            found.add(round(values["HCO3"] / values["Cl"], 6))
        if len(found) > _MOST_RATIOS:
            break
    for match in context.matches(_PERCENT):
        found.add(round(float(match["value"].replace(",", ".")) / 100.0, 6))
    return found.pop() if len(found) == 1 else None


def _sum(name: str, chloride: Input, bicarbonate: Input, ratio: float) -> Input:
    """``[Cl] + ratio [HCO3]`` of one side as one concentration."""
    value = chloride.value + ratio * bicarbonate.value
    return Input(
        name,
        f"{chloride.text} + {ratio:g}×{bicarbonate.text}",
        value,
        value / MILLIMOLAR.scale,
        MILLIMOLAR,
        chloride.source,
        chloride.low + ratio * bicarbonate.low,
        chloride.high + ratio * bicarbonate.high,
        chloride.number,
    )


def _inputs(facts: Facts, at: int, ratio: float) -> tuple[tuple[Input, ...], Scope] | None:
    pairs = [find_pair(facts.context, facts.concentrations, ion, at) for ion in ("Cl", "HCO3")]
    chloride, bicarbonate = pairs
    if not isinstance(chloride, Pair) or not isinstance(bicarbonate, Pair):
        return None
    scope = max(chloride.scope, bicarbonate.scope)
    sums = tuple(
        _sum(
            f"Cl_{side}",
            concentration_input(f"Cl_{side}", first, chloride.scope),
            concentration_input(f"HCO3_{side}", second, bicarbonate.scope),
            ratio,
        )
        for side, first, second in (
            ("out", chloride.out, bicarbonate.out),
            ("in", chloride.inside, bicarbonate.inside),
        )
    )
    unused = tuple(
        Input(f"{ion}_{side}", "1 mM", 1.0, 1.0, MILLIMOLAR, "default")
        for ion in ("K", "Na")
        for side in ("out", "in")
    )
    weights = (exact("P_K", 0.0, "default"), exact("P_Na", 0.0, "default"), exact("P_Cl", 1.0))
    return (*unused, *sums, *weights), scope


def _claim(facts: Facts, number: Number, ratio: float) -> Claim | None:
    found = _inputs(facts, number.start, ratio)
    if found is None:
        return None
    return replace(make_ghk(facts, number, *found), quantity="E", firm=False)


def _of_table(facts: Facts, table: Table, ratio: float) -> Iterator[Claim]:
    cells = column_cells(facts.context, table, _COLUMN)
    claims = [claim for cell in cells if (claim := _claim(facts, cell, ratio)) is not None]
    for judged in by_majority(claims):
        if isinstance(judged, Claim):
            yield replace(judged, reach=min(judged.reach, Scope.SECTION)) if judged.firm else judged


def _of_prose(facts: Facts, ratio: float) -> Iterator[Claim]:
    context = facts.context
    tables = [(table.start, table.end) for table in context.tables]
    for match in context.matches(_NAME):
        number = next(iter(context.numbers_in(match.end(), match.end() + 40)), None)
        if number is None or not number.usable or any(s <= match.start() < e for s, e in tables):
            continue
        given = number if number.unit is not None else replace(number, unit=MILLIVOLT)
        told = connected(context.text, match.end(), number.start) and not is_found(context, number)
        if told and is_potential(given) and (number.unit is not None or number.sign):
            claim = _claim(facts, given, ratio)
            if claim is not None:
                yield claim


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the reversal potentials of anion channels that two anions and their permeabilities give."""
    context = facts.context
    if "hco" not in context.lowered and "bicarbonate" not in context.lowered:
        return
    ratio = _ratio(context)
    if ratio is None or not context.holds(_NAME):
        return
    for table in context.tables:
        yield from _of_table(facts, table, ratio)
    yield from _of_prose(facts, ratio)
