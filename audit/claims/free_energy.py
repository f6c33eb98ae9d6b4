"""Free energies of transport: the printed terms RT ln(10/150) and zFV, totals with a direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import (
    KELVIN,
    Claim,
    Facts,
    Input,
    Unbound,
    exact,
)
from nernstian.audit.claims.energy_path import direction_at
from nernstian.audit.claims.energy_sums import LAW, sum_claim
from nernstian.audit.claims.energy_words import claim_of, unit_in_table
from nernstian.audit.claims.molar import molar_unit
from nernstian.audit.claims.roles import INDEPENDENT, make_claim
from nernstian.audit.context import Context
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
_MOLAR = {"mM": 1.0, "µM": 1e-3, "nM": 1e-6, "M": 1e3}


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


def _inline(context: Context, number: Number, unit: Unit) -> Claim | Unbound | None:
    """The printed term that an equals sign joins to a number."""
    before = context.text[max(0, number.start - 100) : number.start]
    if chemical := _CHEMICAL.search(before):
        return _chemical(context, number, chemical, unit)
    if numeric := _NUMERIC.search(before):
        return _numeric(number, numeric, unit)
    if electrical := _ELECTRICAL.search(before):
        found = _electrical(number, electrical, unit)
        if found.inputs[0].value < 0.0 and direction_at(context, number.start, (Scope.SENTENCE,))[0] < 0:
            # outwards the term is -zFV: the product may be right and the term not
            return Unbound(number, "the sign of the potential is that of the other direction")
        return found
    return None


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the free energies of transport."""
    for number in facts.context.numbers:
        unit = molar_unit(facts.context, number)
        if number.unit is None and not facts.context.layout.is_wide(number.start):
            unit = unit_in_table(facts.context, number)
        if unit is None or unit.dimension != MOLAR_ENERGY or not number.usable:
            continue
        given = replace(number, unit=unit)
        found = _inline(facts.context, given, unit) or sum_claim(facts, given, unit, claim_of)
        found = found or claim_of(facts, given, unit)
        if found is not None:
            yield found
