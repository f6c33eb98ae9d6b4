"""Reversal potentials of channels for chloride and bicarbonate, ``E_GABA`` and ``E_Gly``.

With two anions of one charge the constant-field equation is that of one anion whose concentrations are sums:
``[Cl] + (P_HCO3/P_Cl) [HCO3]`` on either side. Such potentials are also measured: a column may only be called
wrong where most of its rows follow the equation, a sentence where nothing else is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from nernstian.audit.claims.base import Claim, Facts, Input, concentration_input, exact
from nernstian.audit.claims.ghk_voltage import make_ghk
from nernstian.audit.claims.inferred import fits, known
from nernstian.audit.claims.labels import connected, is_potential
from nernstian.audit.claims.nernst_tables import potential_unit
from nernstian.audit.claims.permeabilities import ratio_weights
from nernstian.audit.claims.permeability_changes import find_changes
from nernstian.audit.claims.rows import by_majority
from nernstian.audit.claims.searched_ghk import Chosen, GhkSearch, Slot, ghk_search, is_slip
from nernstian.audit.claims.stated import MILLIVOLT, is_found
from nernstian.audit.context import Context, once
from nernstian.audit.given import Concentration
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table
from nernstian.audit.units import MILLIMOLAR, POTENTIAL

_BICARBONATE, _CHLORIDE = r"HCO_?3\^?-?", r"Cl\^?-?"
_ANION = r"P_?[({]?(?:HCO_?3|Cl)(?:\^?-)?[)}]?(?:\^?-)?"
_IS = (
    r"\s?(?:=|≈|~|:|of|is|was|were|as|von|ist|beträgt|de|est|vaut|es|vale|è|van|di)?"
    r"\s?(?:about\s|only\s|rund\s|etwa\s|environ\s|circa\s)?(?=[\d.])"
)
_RATIO = re.compile(rf"{_ANION}\s?[:/]\s?{_ANION}{_IS}")
_IN_WORDS = re.compile(
    rf"(?:\b{_BICARBONATE}\s?/\s?{_CHLORIDE}|bicarbonate[-/ ](?:to[- ])?chloride)"
    rf"\spermeability(?:\sratio)?{_IS}"
)
_OF_RATIO = re.compile(r"HCO_?3|Cl")
_COLON = re.compile(r"\s?[:/]\s?")
_PERCENT = re.compile(
    rf"(?:bicarbonate|{_BICARBONATE})(?:'s)?\)?\s(?:ions?\s)?[^.;\d]{{0,60}}?(?P<value>\d{{1,2}}(?:[.,]\d{{1,2}})?)\s?%\s(?:of|as)\s"
    rf"[^.;\d]{{0,40}}?(?:chloride|{_CHLORIDE})"
)
_CHANNEL = (
    r"(?:E|V)_?[{(]?(?:rev|R)?[_,]?[{(]?(?:GABA(?:_?-?\(?A\)?)?R?|Gly(?:R|cin\w*)?|IPSP|IPSC|anion)[)}]{0,2}"
)
_NAME = rf"(?<![A-Za-z0-9_-]){_CHANNEL}(?:_?R)?(?![A-Za-z0-9])"
_LABEL = re.compile(
    rf"{_NAME}|\breversal\spotential\s(?:of|for)\s(?:the\s)?(?:GABA|glycine)\w*(?:[_-]?\(?A\)?)?"
    r"(?:\s(?:receptors?|channels?|currents?|responses?))?"
)
_HEADER = re.compile(rf"{_NAME}|\bGABA|glycin|two[- ]anion|\bGHK\b|Goldman", re.IGNORECASE)
_MEASURED = re.compile(r"measur|record|observ|gemessen|mesur|medid|misurat|±|\bS\.?E\.?M\b", re.IGNORECASE)
_CUE = re.compile(
    r"GABA|[Gg]lycin|\bE_?Gly|\bIPS[PC]|predict|ratio|permeab|equation|\bGHK\b|Goldman|vorhers|Verhältnis|rapport|relación"
)
_SLOTS: tuple[Slot, ...] = (("Cl", "out"), ("Cl", "in"), ("HCO3", "out"), ("HCO3", "in"))
_MOST = 50


@dataclass(frozen=True, slots=True)
class Ratio:
    """The permeability of bicarbonate relative to chloride, and where it stands."""

    value: float
    at: int


def _read(context: Context) -> Iterator[Ratio]:
    for pattern in (_RATIO, _IN_WORDS):
        for match in islice(context.matches(pattern), _MOST):
            names = [name.replace("_", "") for name in _OF_RATIO.findall(match.group())]
            names = names if pattern is _RATIO else ["HCO3", "Cl"]
            weights = ratio_weights(context, match, names, _COLON)
            if weights is None and pattern is _IN_WORDS and (number := context.number_at(match.end(), 2)):
                yield Ratio(number.value, match.start())
            values = dict(weights.values) if weights is not None else {}
            if values.get("Cl"):
                yield Ratio(round(values["HCO3"] / values["Cl"], 6), match.start())
    for match in islice(context.matches(_PERCENT), _MOST):
        yield Ratio(round(float(match["value"].replace(",", ".")) / 100.0, 6), match.start())


@once
def _ratios(context: Context) -> Index[Ratio]:
    """The relative permeabilities of bicarbonate that a text states, also anew: "a ratio of 0.3"."""
    found = list(_read(context))
    if found:
        found += [
            Ratio(c.value, c.at) for c in find_changes(context).items if not c.ion and 0.0 < c.value < 1.0
        ]
    return index(ratio for ratio in found if ratio.value > 0.0)


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


def _claim(facts: Facts, number: Number, ratio: float, chosen: Chosen) -> Claim:
    """The claim that a number is the potential of two anions."""
    layout = facts.context.layout
    scopes = {slot: layout.distance(number.start, chosen[slot].at) for slot in _SLOTS}
    made = {slot: concentration_input("_".join(slot), chosen[slot], scopes[slot]) for slot in _SLOTS}
    sums = tuple(_sum(f"Cl_{side}", made["Cl", side], made["HCO3", side], ratio) for side in ("out", "in"))
    unused = tuple(
        Input(f"{ion}_{side}", "1 mM", 1.0, 1.0, MILLIMOLAR, "default")
        for ion in ("K", "Na")
        for side in ("out", "in")
    )
    weights = (exact("P_K", 0.0, "default"), exact("P_Na", 0.0, "default"), exact("P_Cl", 1.0))
    claim = make_ghk(facts, number, (*unused, *sums, *weights), max(scopes.values()))
    return replace(claim, quantity="E_GABA")


# -- what is stated once ---------------------------------------------------------------------------------


def _stated(facts: Facts, number: Number, row: tuple[Cell, ...] | None) -> Chosen | None:
    """The four concentrations of a number: its row's own, else the only one that is near."""
    chosen: dict[Slot, Concentration] = {}
    for ion, side in _SLOTS:
        found: list[Concentration] = []
        if row is not None:
            own = facts.concentrations.of(ion, side).within(row[0].start, row[-1].end)
            found = [c for c in own if not c.blocked and c.number is not None]
        found = found or known(facts, ion, side, number.start)
        if len({c.value for c in found}) != 1:
            return None
        chosen[ion, side] = found[0]
    return chosen


def _of_table(facts: Facts, table: Table, column: int, ratio: float) -> Iterator[Claim]:
    """The rows of a column of reversal potentials, which may be wrong where most of them agree."""
    context, header = facts.context, table.header[column].text
    rows = []
    for row in table.rows:
        number = cell_number(context, row[column])
        unit = potential_unit(context, table, number, header) if number is not None else None
        if number is None or not number.usable or unit is None or unit.dimension != POTENTIAL:
            continue
        stated = _stated(facts, number, row)
        if stated is not None:
            rows.append(replace(_claim(facts, replace(number, unit=unit), ratio, stated), firm=False))
    for found in by_majority(rows):
        if isinstance(found, Claim):
            yield replace(found, reach=min(found.reach, Scope.SECTION)) if found.firm else found


def _named(context: Context) -> Iterator[Number]:
    """The potentials that a sentence calls those of an anion channel."""
    tables = [(table.start, table.end) for table in context.tables]
    for match in context.matches(_LABEL):
        number = next(iter(context.numbers_in(match.end(), match.end() + 40)), None)
        if number is None or not number.usable or any(s <= match.start() < e for s, e in tables):
            continue
        given = number if number.unit is not None else replace(number, unit=MILLIVOLT)
        told = connected(context.text, match.end(), number.start) and not is_found(context, number)
        if told and is_potential(given) and (number.unit is not None or number.sign):
            yield given


def _in_prose(facts: Facts, ratio: float) -> Iterator[Claim]:
    """The named potentials whose concentrations and permeability are each stated once."""
    context = facts.context
    for number in _named(context):
        stated = _stated(facts, number, None)
        if stated is None:
            continue
        claim = _claim(facts, number, ratio, stated)
        start, end = context.layout.bounds(Scope.SENTENCE, number.start)
        firm = claim.reach <= Scope.SECTION and not _MEASURED.search(context.text, start, end)
        yield claim if fits(claim) else replace(claim, firm=claim.firm and firm)


# -- what is searched for --------------------------------------------------------------------------------


def _near_ratios(context: Context, number: Number) -> list[Ratio]:
    """The ratios in front of a number, the last one first; where its sentence has some, those alone."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = list(reversed(_ratios(context).within(0, number.start, around=number.start)))
    own = [r for r in before if r.at >= start]
    return (own or before)[:3]


def _trials(facts: Facts, search: GhkSearch, number: Number, ratios: list[Ratio]) -> Iterator[Claim]:
    for ratio in ratios:
        for chosen in islice(search.choices(_SLOTS, number), 12):
            yield _claim(facts, number, ratio.value, chosen)


def _is_meant(facts: Facts, search: GhkSearch, number: Number, named: set[int]) -> bool:
    """Whether a number may be the potential of two anions: by name, or by the words of its sentence."""
    context = facts.context
    if number.start in named:
        return True
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    near = _ratios(context).within(max(block, number.start - 600), number.start)
    return bool(near) and context.speaks(_CUE, start, number.start) and search.is_open(number)


def _searched(facts: Facts) -> Iterator[Claim]:
    """The potentials that some choice of ratio and concentrations gives, and slips beside them."""
    context, search = facts.context, ghk_search(facts)
    named = {number.start for number in _named(context)}
    tables = [(table.start, table.end) for table in context.tables]
    following: list[Claim] = []
    open_: list[Number] = []
    for number in context.with_unit:
        if any(s <= number.start < e for s, e in tables):
            continue
        if not number.usable or not is_potential(number) or not _is_meant(facts, search, number, named):
            continue
        found = search.agreeing(number, _trials(facts, search, number, _near_ratios(context, number)))
        if found is not None:
            following.append(found)
            yield found
        else:
            open_.append(number)
    if len(following) >= 2:
        yield from _slipped(facts, search, open_)


def _slipped(facts: Facts, search: GhkSearch, numbers: list[Number]) -> Iterator[Claim]:
    """Numbers beside two that follow the equation: a slip gives their digits."""
    context = facts.context
    for number in numbers:
        start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
        own = [r for r in _near_ratios(context, number) if r.at >= start]
        if len(own) != 1:
            continue
        for claim in map(search.settled, islice(_trials(facts, search, number, own), 3)):
            if is_slip(claim):
                yield replace(claim, firm=True, reach=min(claim.reach, Scope.SECTION))
                break


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the reversal potentials of channels that pass chloride and bicarbonate."""
    context = facts.context
    if "hco" not in context.lowered and "bicarbonate" not in context.lowered:
        return
    ratios = _ratios(context)
    if not ratios.items:
        return
    values = {ratio.value for ratio in _read(context)}
    if len(values) == 1:
        for table in context.tables:
            for column, cell in enumerate(table.header):
                if _HEADER.search(cell.text) and not _MEASURED.search(cell.text):
                    yield from _of_table(facts, table, column, ratios.items[0].value)
    searched = list(_searched(facts))
    yield from searched
    if len({ratio.value for ratio in ratios.items}) == 1:
        found = {claim.number.start for claim in searched}
        yield from (c for c in _in_prose(facts, ratios.items[0].value) if c.number.start not in found)
