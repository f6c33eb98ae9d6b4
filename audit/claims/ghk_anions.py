"""Reversal potentials of anion channels: chloride and bicarbonate with their relative permeability.

The constant-field equation knows sodium, potassium and chloride. An anion on one side counts as a cation of
the same permeability on the other: bicarbonate inside stands in for sodium outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import (
    Claim,
    Facts,
    Input,
    concentration_input,
    exact,
)
from nernstian.audit.claims.ghk_voltage import make_ghk
from nernstian.audit.claims.inferred import fits, known
from nernstian.audit.claims.labels import connected, is_potential
from nernstian.audit.claims.nernst_tables import potential_unit
from nernstian.audit.claims.rows import by_majority
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table
from nernstian.audit.units import MILLIMOLAR, POTENTIAL

_BICARBONATE, _CHLORIDE = r"HCO_?3\^?-?", r"Cl\^?-?"
_P_BICARBONATE, _P_CHLORIDE = rf"P_?\(?{_BICARBONATE}\)?", rf"P_?\(?{_CHLORIDE}\)?"
_RATIO = re.compile(
    rf"(?:{_P_BICARBONATE}\s?[/:]\s?{_P_CHLORIDE}|{_P_CHLORIDE}\s?(?P<turned>:)\s?{_P_BICARBONATE}"
    rf"|(?:\b{_BICARBONATE}\s?/\s?{_CHLORIDE}|bicarbonate[- /](?:to[- ])?chloride)\spermeability"
    r"(?:\sratio)?)\)?"
    r"\s?(?:=|≈|~|of|is|was|as|von|ist|de|est|es|:)\s?(?:about\s)?(?=[\d.])"
)
_PERCENT = re.compile(
    rf"(?:{_P_BICARBONATE}|(?:bicarbonate|{_BICARBONATE})(?:'s)?\spermeability)"
    r"\s(?:is|was|be|of|=)\s(?:only\s|about\s)?"
    rf"(?=[\d.,]{{1,6}}\s?%\sof\s(?:P_?\(?{_CHLORIDE}|(?:that\sof\s|the\s)?(?:chloride|{_CHLORIDE})))"
)
_NAME = (
    r"(?<![A-Za-z0-9])[EV]_?\(?(?:GABA(?:_?\(?A\)?)?|Gly(?:R|cine)?|IPSP|IPSC|anion)\)?(?:_?R)?"
    r"(?![A-Za-z0-9])"
)
_LABEL = re.compile(
    rf"{_NAME}|\breversal\spotential\s(?:of|for)\s(?:the\s)?(?:GABA|glycine)\w*(?:[_-]?\(?A\)?)?"
    r"(?:\s(?:receptors?|channels?|currents?|responses?))?"
)
_HEADER = re.compile(rf"{_NAME}|\bGABA|glycin|two[- ]anion|\bGHK\b|Goldman", re.IGNORECASE)
_MEASURED = re.compile(r"measur|record|observ|gemessen|mesur|medid|misurat|±|\bS\.?E\.?M\b", re.IGNORECASE)
_SIDES = (("Cl", "out"), ("Cl", "in"), ("HCO3", "out"), ("HCO3", "in"))


def _ratios(context: Context) -> list[float]:
    """The permeabilities of bicarbonate that a text states, in units of that of chloride."""
    found: list[float] = []
    for match in context.matches(_RATIO):
        first = context.number_at(match.end(), 2)
        if first is None or not first.usable or first.unit is not None or first.value <= 0.0:
            continue
        behind = re.compile(r"\s?:\s?").match(context.text, first.end)
        second = context.number_at(behind.end(), 1) if behind else None
        if second is not None and second.usable and second.value > 0.0:
            ratio = first.value / second.value
            found.append(1.0 / ratio if match["turned"] else ratio)
        elif not match["turned"]:
            found.append(first.value)
    for match in context.matches(_PERCENT):
        number = context.number_at(match.end(), 1)
        if number is not None and number.usable:
            found.append(number.value / 100.0)
    return list(dict.fromkeys(found))


def _stated(facts: Facts, number: Number, row: tuple[Cell, ...] | None) -> list[Concentration] | None:
    """The four concentrations of a number: its row's own, else the only one that is near."""
    chosen: list[Concentration] = []
    for ion, side in _SIDES:
        found: list[Concentration] = []
        if row is not None:
            own = facts.concentrations.of(ion, side).within(row[0].start, row[-1].end)
            found = [c for c in own if not c.blocked and c.number is not None]
        found = found or known(facts, ion, side, number.start)
        if len({c.value for c in found}) != 1:
            return None
        chosen.append(found[0])
    return chosen


def _claim(facts: Facts, number: Number, ratio: float, row: tuple[Cell, ...] | None) -> Claim | None:
    stated = _stated(facts, number, row)
    if stated is None:
        return None
    layout = facts.context.layout
    scopes = [layout.distance(number.start, c.at) for c in stated]
    out, inside, bicarbonate_out, bicarbonate_in = (
        concentration_input(name, c, scope)
        for name, c, scope in zip(("Cl_out", "Cl_in", "Na_in", "Na_out"), stated, scopes, strict=True)
    )
    unused = [Input(f"K_{side}", "1 mM", 1.0, 1.0, MILLIMOLAR, "default") for side in ("out", "in")]
    inputs = (
        out, inside,
        replace(bicarbonate_in, text=f"{bicarbonate_in.text} (bicarbonate inside)"),
        replace(bicarbonate_out, text=f"{bicarbonate_out.text} (bicarbonate outside)"),
        replace(exact("P_Na", ratio), text=f"{ratio:g} (of bicarbonate)"),
        exact("P_Cl", 1.0), *unused, exact("P_K", 0.0, "default"),
    )  # fmt: skip
    return replace(make_ghk(facts, number, inputs, max(scopes)), quantity="E_GABA")


def _of_table(facts: Facts, table: Table, column: int, ratio: float) -> Iterator[Claim]:
    """The rows of a column of reversal potentials, which may be wrong where most of them agree."""
    context, header = facts.context, table.header[column].text
    rows = []
    for row in table.rows:
        number = cell_number(context, row[column])
        unit = potential_unit(context, table, number, header) if number is not None else None
        if number is None or not number.usable or unit is None or unit.dimension != POTENTIAL:
            continue
        claim = _claim(facts, replace(number, unit=unit), ratio, row)
        if claim is not None:
            rows.append(replace(claim, firm=False))
    yield from (found for found in by_majority(rows) if isinstance(found, Claim))


def _in_prose(facts: Facts, ratio: float) -> Iterator[Claim]:
    """The potentials that are named in a sentence."""
    context = facts.context
    for match in context.matches(_LABEL):
        number = next(iter(context.numbers_in(match.end(), match.end() + 40)), None)
        if number is None or not number.usable or not is_potential(number):
            continue
        if not connected(context.text, match.end(), number.start):
            continue
        claim = _claim(facts, number, ratio, None)
        start, end = context.layout.bounds(Scope.SENTENCE, number.start)
        if claim is not None:
            firm = claim.reach <= Scope.SECTION and not _MEASURED.search(context.text, start, end)
            yield claim if fits(claim) else replace(claim, firm=claim.firm and firm)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the reversal potentials of channels that pass chloride and bicarbonate."""
    ratios = _ratios(facts.context)
    if len(ratios) != 1:
        return
    for table in facts.context.tables:
        for column, cell in enumerate(table.header):
            if _HEADER.search(cell.text) and not _MEASURED.search(cell.text):
                yield from _of_table(facts, table, column, ratios[0])
    yield from _in_prose(facts, ratios[0])
