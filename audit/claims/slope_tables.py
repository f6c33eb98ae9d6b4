"""Tables of thermal voltages and slopes at several temperatures, in rows or in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import CELSIUS, KELVIN, Claim, Facts, Input, exact
from nernstian.audit.claims.rows import agrees
from nernstian.audit.claims.slope_words import THERMAL
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table, unit_of
from nernstian.audit.units import POTENTIAL, TEMPERATURE, Unit, parse_unit

_THERMAL = re.compile(THERMAL)
_SLOPE = re.compile(
    r"2[.,]30?[23]?\d{0,3}\s?[·×*]?\s?\(?RT|ln\s?\(?10\)?|RT\s?/\s?z?F\s?[·×*]?\s?ln|slope|Steigung|pente|pendiente|pendenza"
    r"|helling|decade|Dekade|décade|década|tenfold",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"measur|gemessen|mesur|medid|misurat|gemeten|observ|fit|experiment", re.IGNORECASE)
_TEMPERATURE = re.compile(
    r"^\W{0,3}T\b(?!\s?/\s?(?:m?s|min|h)\b)|temp[eé]ratur|°\s?C|°C|\bdeg_?C\b|\bK\)", re.IGNORECASE
)
_SYMBOLS = re.compile(
    r"R\s?T\)?\s?(?:/|ln)|k_?B?\s?T\s?/|V_T"
)  # a formula in the header: its column is computed
MILLIVOLT, VOLT = Unit("mV", 1e-3, POTENTIAL), Unit("V", 1.0, POTENTIAL)
_DISAGREE = 0.3  # K between two columns of one temperature: 20 °C is 293 K
_DIVALENT = re.compile(r"z\s?=\s?\+?2|divalent|bivalent|zweiwertig|2F\b|\bCa\b|\bMg\b", re.IGNORECASE)
_FACTOR = re.compile(r"[\d)]\s?[·×*]?\s?$")


def _law(name: str) -> tuple[str, str, str, float] | None:
    """What a header or the first cell of a row names: rule, law, quantity, charge."""
    if _MEASURED.search(name):
        return None
    if _SLOPE.search(name):
        return "NE103", "nernst_slope", "slope", 2.0 if _DIVALENT.search(name) else 1.0
    thermal = _THERMAL.search(name)
    if thermal is None or _FACTOR.search(name[: thermal.start()]):
        return None
    return "NE102", "thermal_voltage", "RT/F", 1.0


def _temperature(context: Context, cell: Cell, header: str) -> Input | None:
    """The temperature of a cell, by its own unit or that of its header."""
    number = cell_number(context, cell)
    if number is None or not number.usable:
        return None
    unit = number.unit or _header_unit(header)
    if unit is None or unit.dimension != TEMPERATURE:
        return None
    shown = CELSIUS if unit.offset else KELVIN
    kelvin = unit.to_si(number.value)
    if not 263.0 < kelvin < 330.0:
        return None
    return Input("T", f"{number.value:g} {shown.text}", kelvin, number.value, shown, "table", number=number)


def _header_unit(header: str) -> Unit | None:
    """The unit of a column: ``T (K)``, ``degC`` alone, or behind a stroke, ``T/K``."""
    _, stroke, behind = header.rpartition("/")
    return unit_of(header) or unit_of(f"({header.strip()})") or (unit_of(f"({behind})") if stroke else None)


def _potential_unit(header: str) -> Unit | None:
    unit = unit_of(header)
    if unit is None:
        found = re.search(r"\bm?V\b", header)
        unit = parse_unit(header, found.start())[0] if found else None
    return unit if unit is not None and unit.dimension == POTENTIAL else None


def _unsaid_unit(number: Number, name: str) -> Unit | None:
    """Millivolts or volts below a formula of a voltage that names no unit: "RT/F", 25.3."""
    if _SYMBOLS.search(name) is None or unit_of(name) is not None:
        return None
    size = abs(number.value)
    return MILLIVOLT if 10.0 < size < 100.0 else VOLT if 0.01 < size < 0.1 else None


def _claim(context: Context, cell: Cell, name: str, temperature: Input | None) -> Claim | None:
    law, number = _law(name), cell_number(context, cell)
    if law is None or number is None or not number.usable or temperature is None:
        return None
    unit = number.unit or _potential_unit(name) or _unsaid_unit(number, name)
    if unit is None or unit.dimension != POTENTIAL:
        return None
    rule, formula, quantity, valence = law
    inputs = (exact("z", valence, "table"),) if formula == "nernst_slope" else ()
    given = replace(number, unit=unit)
    return Claim(rule, formula, quantity, given, unit, inputs, temperature, Scope.CLAUSE, magnitude=True)


def _by_rows(context: Context, table: Table) -> Iterator[Claim]:
    """A row a temperature: ``| 20 °C | 25.3 | 58.2 |`` below the names of the quantities."""
    headers = [cell.text for cell in table.header]
    scales = [
        i
        for i, header in enumerate(headers)
        if not _law(header) and (_TEMPERATURE.search(header) or _is_scale(context, table, i))
    ]
    if not scales or not any(_law(header) for header in headers):
        return
    given = [
        _one_temperature([_temperature(context, row[i], headers[i]) for i in scales]) for row in table.rows
    ]
    for i, header in enumerate(headers):
        if i not in scales:
            made = (_claim(context, row[i], header, t) for row, t in zip(table.rows, given, strict=True))
            yield from _judged(header, [claim for claim in made if claim is not None])


def _is_scale(context: Context, table: Table, column: int) -> bool:
    """Whether every cell of a column is a temperature by its own unit."""
    numbers = [cell_number(context, row[column]) for row in table.rows]
    return bool(numbers) and all(
        number is not None and number.unit is not None and number.unit.dimension == TEMPERATURE
        for number in numbers
    )


def _one_temperature(found: list[Input | None]) -> Input | None:
    """The temperature of a row that may print it in several scales; None where these disagree."""
    first = found[0]
    if first is None or any(t is None or abs(t.value - first.value) > _DISAGREE for t in found):
        return None
    return first


def _by_columns(context: Context, table: Table) -> Iterator[Claim]:
    """A column a temperature: ``| RT/F (mV) | 25.3 | 26.7 |`` below ``| | 20 °C | 37 °C |``."""
    temperatures = [_temperature(context, cell, table.header[0].text) for cell in table.header]
    if sum(t is not None for t in temperatures) < 2:
        return
    for row in table.rows:
        name, cells = row[0].text, zip(row[1:], temperatures[1:], strict=True)
        made = (_claim(context, cell, name, temperature) for cell, temperature in cells)
        yield from _judged(name, [claim for claim in made if claim is not None])


def _judged(name: str, claims: list[Claim]) -> Iterator[Claim]:
    """The values of one column or row: slopes may be measured, unless a formula or half of them says no."""
    computed = _SYMBOLS.search(name) is not None or 2 * sum(map(agrees, claims)) >= len(claims)
    for claim in claims:
        yield replace(claim, firm=computed)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the thermal voltages and slopes of tables."""
    for table in facts.context.tables:
        yield from _by_rows(facts.context, table)
        yield from _by_columns(facts.context, table)
