"""Free energies of transport: the printed terms RT ln(10/150) and zFV, totals with a direction."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import find_pair
from nernstian.audit.claims.base import (
    KELVIN,
    Claim,
    Facts,
    Input,
    Unbound,
    concentration_input,
    exact,
    printed_input,
)
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.energy_sums import LAW, named_ions, one_ion, sum_claim
from nernstian.audit.claims.roles import INDEPENDENT, is_quoted, make_claim, only
from nernstian.audit.context import VOLT, Context
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, MOLAR_ENERGY, POTENTIAL, Unit
from nernstian.codegen.emitted import CONSTANTS

_VOLT = Unit("V", 1.0, POTENTIAL)
_NUMBER = r"[+-]?\d{1,9}(?:\.\d{1,9})?"
_CHEMICAL = re.compile(
    r"(?<![\w)×·*/+-])(?<![×·*/+-]\s)(?<!\d\s)(?<!\b[a-z]\s)R\s?[×·*]?\s?T\s?[×·*]?\s?(?:ln|log_?\(?(?:10|e)?\)?)\s?[(\[]\s?"
    rf"(?:10\^\(?(?P<power>-?\d{{1,2}})\)?|(?P<to>{_NUMBER})(?:\s?(?P<to_unit>mM|µM|nM|M))?"
    rf"\s?/\s?(?P<from>{_NUMBER})(?:\s?(?P<from_unit>mM|µM|nM|M))?)\s?[)\]]\s?(?:=|≈)\s?$"
)
_ELECTRICAL = re.compile(
    r"(?<![\w.)])(?<![×·*/+-]\s)(?<!\d\s)(?<!\b[A-Za-z]\s)(?:(?P<z>[+-]?[123])\s?[×·*]?\s?)?"
    r"(?:F|96[ ,\u2009]?485(?:\.\d{1,4})?|96[ ,\u2009]?500)"
    rf"\s?[×·*]\s?\(?(?P<V>{_NUMBER})(?:\s?(?P<unit>mV|V))?\)?\s?(?:=|≈)\s?$"
)
# RT as a number: 2.479 × ln(12.5) = 2.479 × 2.5257 = 6.26, or 2577 ln(145/15)
_NUMERIC = re.compile(
    r"(?:^|[:;,|(\n=]\s?|\b(?:term|part|is|gives|of)\s)(?P<RT>2\.[2-7]\d{0,3}|2[2-7]\d\d(?:\.\d)?)"
    rf"(?:\s?k?J(?:/mol)?)?\s?[×·*]?\s?ln\s?[(\[]\s?(?P<to>{_NUMBER})(?:\s?/\s?(?P<from>{_NUMBER}))?\s?[)\]]"
    rf"(?:\s?[=≈]\s?(?P=RT)\s?[×·*]\s?\(?{_NUMBER}\)?)?\s?[=≈]\s?$"
)
_GAS = CONSTANTS["R"].value
_ABOVE, _MAX_ROWS = 2000, 100  # characters above a table, and rows of it, that are looked at
_MOLAR = {"mM": 1.0, "µM": 1e-3, "nM": 1e-6, "M": 1e3}
_INWARD = re.compile(
    r"\binto\sthe\s(?:cell|cytosol|axon)|\benter|\binflux|\binward|\bentry\b|\buptake", re.IGNORECASE
)
_OUTWARD = re.compile(
    r"\bout\sof\sthe\s(?:cell|cytosol|axon)|\bleav(?:e|ing)|\befflux|\boutward|\bexport|\bextru|\bpump\w{0,3}\sout",
    re.IGNORECASE,
)
_TAKEN_OUT = re.compile(
    _OUTWARD.pattern + r"|\b(?:take|carry|move|bring|transport)\s[^.?;]{0,30}\bout(?:side|wards)?\b",
    re.IGNORECASE,
)
_ENERGY = re.compile(r"Δ\s?G|\bDG\b|free\senerg|\bcosts?\b|\bwork\b", re.IGNORECASE)
_PART = re.compile(
    r"(?:chemical|electrical|concentration|voltage)\s(?:part|term)|per\sATP|\b(?:two|three|both)\b",
    re.IGNORECASE,
)


def _concentration(name: str, value: float, unit: str) -> Input:
    shown = Unit(unit, _MOLAR[unit], CONCENTRATION)
    return Input(name, f"{value:g} {unit}", shown.to_si(value), value, shown)


def _chemical(context: Context, number: Number, match: re.Match[str], unit: Unit) -> Claim | None:
    """The concentration term: end over start of the path, whichever way the path leads."""
    if match["power"]:
        to, start, units = float(f"1e{match['power']}"), 1.0, ("mM", "mM")
    else:
        to, start = float(match["to"]), float(match["from"])
        last = match["from_unit"] or match["to_unit"] or "mM"
        units = (match["to_unit"] or last, last)
    if to <= 0.0 or start <= 0.0:
        return None
    inputs = (
        Input("V", "0 V", 0.0, 0.0, _VOLT, "default"),
        _concentration("c_in", to, units[0]),
        _concentration("c_out", start, units[1]),
        exact("z", 1.0, "default"),
    )
    return replace(make_claim(context, LAW, number, unit, inputs, True), inline=True)


def _numeric(number: Number, match: re.Match[str], unit: Unit) -> Claim | None:
    """The concentration term with RT as a number, which stands for the temperature."""
    given, to, start = float(match["RT"]), float(match["to"]), float(match["from"] or 1)
    scale = 1e3 if given < 10.0 else 1.0
    decimals = len(match["RT"].partition(".")[2])
    kelvin, half = given * scale / _GAS, 0.5 * 10.0**-decimals * scale / _GAS
    if to <= 0.0 or start <= 0.0 or not 270.0 < kelvin < 320.0:
        return None
    shown = f"RT = {match['RT']} {'kJ/mol' if scale > 1.0 else 'J/mol'}"
    temperature = Input("T", shown, kelvin, kelvin, KELVIN, "stated", kelvin - half, kelvin + half)
    inputs = (
        Input("V", "0 V", 0.0, 0.0, _VOLT, "default"),
        _concentration("c_in", to, "mM"),
        _concentration("c_out", start, "mM"),
        exact("z", 1.0, "default"),
    )
    return Claim(LAW.rule, LAW.name, LAW.quantity, number, unit, inputs, temperature, inline=True)


def _electrical(number: Number, match: re.Match[str], unit: Unit) -> Claim:
    """The voltage term as printed; the temperature does not enter."""
    shown = Unit("mV", 1e-3, POTENTIAL) if match["unit"] == "mV" else _VOLT
    value = float(match["V"])
    inputs = (
        Input("V", f"{value:g} {shown.text}", shown.to_si(value), value, shown),
        Input("c_in", "1 mM", 1.0, 1.0, MILLIMOLAR, "default"),
        Input("c_out", "1 mM", 1.0, 1.0, MILLIMOLAR, "default"),
        exact("z", float(match["z"] or 1)),
    )
    return Claim(LAW.rule, LAW.name, LAW.quantity, number, unit, inputs, INDEPENDENT, inline=True)


def _direction(context: Context, number: Number, scope: Scope = Scope.SENTENCE) -> int:
    """Return 1 for a path into the cell, -1 out of it, 0 where both or none are named."""
    start, end = context.layout.bounds(scope, number.start)
    inward = _INWARD.search(context.text, start, end) is not None
    return inward - (_OUTWARD.search(context.text, start, end) is not None)


def _total(facts: Facts, number: Number, unit: Unit) -> Claim | Unbound | None:
    """A total bound to concentrations, potential and direction; it may agree, but is never called wrong."""
    context = facts.context
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    if not _ENERGY.search(context.text, start, end) or _PART.search(context.text, start, end):
        return None
    ion = one_ion(context, number.start)
    if ion is None:
        return Unbound(number, "no one ion is named beside the free energy")
    direction = _direction(context, number) or _direction(context, number, Scope.BLOCK)
    if not direction:
        return Unbound(number, "the direction of transport is not stated")
    voltage = only(context, "V", number, POTENTIAL)
    if voltage is None:
        return Unbound(number, "no one membrane potential is stated near it")
    return _along(facts, number, unit, ion, direction, voltage)


def _along(
    facts: Facts, number: Number, unit: Unit, ion: str, direction: int, voltage: Input
) -> Claim | Unbound:
    """The total for one mole of an ion along a path into the cell (1) or out of it (-1)."""
    context = facts.context
    pair = find_pair(context, facts.concentrations, ion, number.start)
    if isinstance(pair, str):
        return Unbound(number, pair)
    voltage = replace(
        voltage,  # the potential of the end of the path minus that of its start
        text=f"{direction * voltage.printed:g} {voltage.unit.text}",
        value=direction * voltage.value,
        printed=direction * voltage.printed,
        low=direction * voltage.value,
        high=direction * voltage.value,
    )
    end_side, start_side = (pair.inside, pair.out) if direction > 0 else (pair.out, pair.inside)
    inputs = (
        voltage,
        concentration_input("c_in", end_side, pair.scope),
        concentration_input("c_out", start_side, pair.scope),
        exact("z", float(VALENCE[ion]), "context"),
    )
    return replace(make_claim(context, LAW, number, unit, inputs, False), reach=pair.scope)


def _in_row(facts: Facts, number: Number, unit: Unit) -> Claim | Unbound | None:
    """A total in a table's row, for the path stated once above the table; never called wrong."""
    context = facts.context
    if context.layout.block_at(number.start).kind != "row":
        return None
    blocks = context.layout.blocks
    place = bisect_right(context.layout.block_starts, number.start) - 1
    first = max(0, place - _MAX_ROWS)
    while place > first and blocks[place - 1].kind in ("row", "rule"):
        place -= 1
    if place == first:
        return None
    row = blocks[place].start
    top = max(context.layout.bounds(Scope.SECTION, number.start)[0], row - _ABOVE)
    ions = named_ions(context, top, row)
    inward, outward = (p.search(context.text, top, row) is not None for p in (_INWARD, _TAKEN_OUT))
    potentials = [
        n
        for n in context.by_dimension.get(POTENTIAL, NONE).within(top, row, around=top)
        if n.usable and n.unit is not None and n.unit.dimension == POTENTIAL
    ]
    if len(ions) != 1 or inward == outward or len(potentials) != 1 or potentials[0].unit is None:
        return None
    if not _ENERGY.search(context.text, top, row) or _PART.search(context.text, top, row):
        return None
    voltage = printed_input("V", potentials[0], potentials[0].unit, "context", False)
    return _along(facts, number, unit, ions.pop(), 1 if inward else -1, voltage)


def _inline(context: Context, number: Number, unit: Unit) -> Claim | Unbound | None:
    """The printed term that an equals sign joins to a number."""
    before = context.text[max(0, number.start - 100) : number.start]
    if chemical := _CHEMICAL.search(before):
        return _chemical(context, number, chemical, unit)
    if numeric := _NUMERIC.search(before):
        return _numeric(number, numeric, unit)
    if electrical := _ELECTRICAL.search(before):
        found = _electrical(number, electrical, unit)
        if found.inputs[0].value < 0.0 and _direction(context, number) < 0:
            # outwards the term is -zFV: the product may be right and the term not
            return Unbound(number, "the sign of the potential is that of the other direction")
        return found
    return None


def _bound(facts: Facts, number: Number, unit: Unit) -> Claim | Unbound | None:
    """A printed sum, or a total that stands alone."""
    if summed := sum_claim(facts, number, unit, _total):
        return summed
    if tabulated := _in_row(facts, number, unit):
        return tabulated
    if is_quoted(facts.context, number):
        return Unbound(number, "a quoted or measured value")
    return _total(facts, number, unit)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the free energies of transport."""
    for number in facts.context.with_unit:
        unit = number.unit
        if unit is None or unit.dimension != MOLAR_ENERGY or not number.usable or VOLT is None:
            continue
        found = _inline(facts.context, number, unit) or _bound(facts, number, unit)
        if found is not None:
            yield found
