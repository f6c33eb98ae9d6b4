"""Constant-field currents and fluxes: an ion, its permeability and concentrations, a membrane potential."""

# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import (
    Claim,
    Facts,
    Unbound,
    exact,
    printed_input,
)
from nernstian.audit.claims.columns import header_unit
from nernstian.audit.claims.ion_arguments import (
    Given,
    ion_of_claim,
    only_one,
    sentence_of,
    sides_of,
    voltage_of,
)
from nernstian.audit.claims.roles import Law, is_quoted, make_claim
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.ions import VALENCE, ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Table
from nernstian.audit.units import CURRENT_DENSITY, POTENTIAL, VELOCITY, Dimension, Unit

FLUX: Dimension = (0, -2, -1, 0, 0, 1, 0)
LAWS: dict[Dimension, Law] = {
    CURRENT_DENSITY: Law("NE125", "ghk_current", "I"),
    FLUX: Law("NE128", "ghk_flux", "J"),
}
_GHK = re.compile(
    r"\bGHK\b|Goldman|constant[- ]field|Konstantfeld|champ\sconstant|campo\sconstante|constant\sveld",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"one-way|unidirectional|einseitig|unidirec|per\s(?:pump|channel)|\bmeasured|\bpeak|g\s?\(?V|conductance",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?P<which>first|second|third|erste|zweite|premier|deuxième|primer[ao]?|segund[ao])\s(?:current|flux|Strom|Fluss|courant|flux|corriente|flujo)",
    re.IGNORECASE,
)
_PLACES = {"f": 0, "s": 1, "t": 2, "e": 0, "z": 1, "p": 0, "d": 1}
_VOLTS = re.compile(
    r"^\s*(?:V(?:_?m)?(?![\w])|(?:membrane\s)?(?:voltage|potential)|Spannung|Membranpotential|potentiel|potencial)",
    re.IGNORECASE,
)
_REACH, _MAX_ROWS = 1500, 300
_BODY, _CLOSE = 310.15, 0.06  # K; relative


def _named(context: Context, number: Number) -> bool:
    """Whether the section names the constant field in front of a number."""
    _, end = context.layout.bounds(Scope.BLOCK, number.start)
    top = context.layout.bounds(Scope.SECTION, number.start)[0]
    return (
        _GHK.search(context.text, max(top, number.start - _REACH), min(end, number.start + 300)) is not None
        or _GHK.search(context.text[:200]) is not None
    )


def _bound(
    facts: Facts, number: Number, unit: Unit, ion: str | None, voltage: Given | None
) -> Claim | Unbound:
    context = facts.context
    permeability = only_one(context, "P", number, VELOCITY, Scope.SECTION)
    if ion is None or permeability is None or voltage is None:
        return Unbound(number, "no one ion, permeability and potential are stated near it")
    found = sides_of(facts, ion, number)
    if isinstance(found, str):
        return Unbound(number, found)
    given, reach = found
    valence = exact("z", float(VALENCE[ion]), "context")
    inputs = (voltage.value, given["c_in"], given["c_out"], permeability.value, valence)
    # the voltage of another item of a list is only taken where "the same voltage" says so
    near = permeability.scope <= Scope.BLOCK and voltage.scope <= Scope.GROUP
    stated = permeability.value.number
    # a permeability in a later sentence may be that of other cells
    near = near and (
        permeability.scope <= Scope.SENTENCE or (stated is not None and stated.start < number.start)
    )
    claim = make_claim(context, LAWS[unit.dimension], number, unit, inputs, near, magnitude=not number.sign)
    return replace(claim, reach=max(reach, min(permeability.scope, Scope.SECTION)))


def _again(number: Number, which: re.Match[str], earlier: list[Claim], voltage: Given | None) -> Claim | None:
    """The first current of a list at another voltage: "At V = 0 the first current becomes ..."."""
    place = _PLACES[which["which"][0].lower()]
    if place >= len(earlier) or voltage is None or voltage.scope > Scope.SENTENCE:
        return None
    claim = earlier[place]
    inputs = tuple(voltage.value if given.name == "V" else given for given in claim.inputs)
    if number.unit is None or number.unit.dimension != claim.unit.dimension:
        return None
    return replace(claim, number=number, unit=number.unit, inputs=inputs, magnitude=not number.sign)


def _prose(facts: Facts) -> Iterator[Claim | Unbound]:
    context = facts.context
    earlier: list[Claim] = []
    for number in context.numbers:
        unit = number.unit
        if unit is None or not number.usable or unit.dimension not in LAWS or is_quoted(context, number):
            continue
        start, end = sentence_of(context, number)
        if not _named(context, number) or _OTHER.search(context.text, start, end):
            continue
        voltage = voltage_of(context, number)
        which = _ORDINAL.search(context.text, start, number.start)
        again = _again(number, which, earlier, voltage) if which is not None else None
        found = again or _bound(facts, number, unit, ion_of_claim(context, number), voltage)
        if isinstance(found, Claim):
            earlier.append(found)
        yield found


def _columns(table: Table) -> Iterator[tuple[int, int, Unit, Unit]]:
    """The columns of voltages and of currents or fluxes, with their units."""
    units = [header_unit(cell.text) for cell in table.header]
    volts = [
        at
        for at, (cell, unit) in enumerate(zip(table.header, units, strict=True))
        if unit is not None and unit.dimension == POTENTIAL and _VOLTS.search(cell.text)
    ]
    for at, unit in enumerate(units):
        if len(volts) == 1 and unit is not None and unit.dimension in LAWS:
            shown = units[volts[0]]
            if shown is not None:
                yield volts[0], at, shown, unit


def _ion_above(context: Context, table: Table) -> str | None:
    """The one ion of the last sentence above a table, else of the paragraph."""
    above = max(0, table.start - 1)
    while above > 0 and context.text[above].isspace():
        above -= 1
    for scope in (Scope.SENTENCE, Scope.BLOCK):
        start = max(context.layout.bounds(scope, above)[0], above - 600)
        ions = {mention.ion for mention in context.ions.within(start, above + 1)}
        if ions:
            return ions.pop() if len(ions) == 1 else None
    return None


def _tables(facts: Facts) -> Iterator[Claim | Unbound]:
    """Currents and fluxes in a table with a column of voltages."""
    context = facts.context
    for table in context.tables:
        top = max(context.layout.bounds(Scope.SECTION, table.start)[0], table.start - _REACH)
        bottom = min(context.layout.bounds(Scope.SECTION, table.start)[1], table.end + 400)
        around = context.text[top : table.start] + context.text[table.end : bottom]
        if not _GHK.search(around) or _OTHER.search(around):
            continue
        ions = {mention.ion for mention in context.ions.within(top, bottom)}
        only = ions.pop() if len(ions) == 1 else _ion_above(context, table)
        for volts, at, volt_unit, unit in _columns(table):
            ion = ion_of(table.header[at].text) or only
            found: list[Claim | Unbound] = []
            for row in table.rows[:_MAX_ROWS]:
                number, volt = cell_number(context, row[at]), cell_number(context, row[volts])
                if number is None or volt is None or not (number.usable and volt.usable):
                    continue
                voltage = Given(printed_input("V", volt, volt_unit, "table", False), Scope.SENTENCE)
                found.append(_bound(facts, replace(number, unit=unit), unit, ion, voltage))
            claims = [each for each in found if isinstance(each, Claim)]
            # what leads into a table belongs to all of its rows; measured currents agree with none
            firm = 2 * sum(_agrees(claim) for claim in claims) >= len(claims)
            measured = _OTHER.search(table.header[at].text) is not None
            yield from (replace(c, firm=firm and not measured) for c in claims)
            yield from (each for each in found if isinstance(each, Unbound))


def _agrees(claim: Claim) -> bool:
    kelvin = claim.temperature.value if claim.temperature is not None else _BODY
    value = evaluate(claim.law, {**{given.name: given.value for given in claim.inputs}, "T": kelvin})
    return abs(abs(claim.unit.from_si(value)) - abs(claim.number.value)) <= _CLOSE * abs(claim.number.value)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield constant-field currents and fluxes."""
    if facts.context.holds(_GHK):
        yield from _tables(facts)
        yield from _prose(facts)
