"""Tables of thermal voltages and slopes at several temperatures, in rows or in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import cell_number
from nernstian.audit.claims.base import CELSIUS, KELVIN, Claim, Facts, Input, exact
from nernstian.audit.claims.slope_words import THERMAL
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.tables import Cell, Table, unit_of
from nernstian.audit.units import POTENTIAL, TEMPERATURE, Unit, parse_unit

_THERMAL = re.compile(THERMAL)
_SLOPE = re.compile(
    r"2[.,]30?[23]?\d{0,3}\s?[·×*]?\s?\(?RT|ln\s?\(?10\)?|RT\s?/\s?z?F\s?[·×*]?\s?ln|slope|Steigung|pente|pendiente|pendenza"
    r"|helling|decade|Dekade|décade|década|tenfold",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"measur|gemessen|mesur|medid|misurat|gemeten|observ|fit|experiment", re.IGNORECASE)
_TEMPERATURE = re.compile(r"^\W{0,3}T\b|temp[eé]ratur|°\s?C|degC|\bK\)", re.IGNORECASE)
_SCALE = re.compile(r"(?P<celsius>°\s?C|degC)|[/(\[,\s]\s?K(?![\w+^])")
_DIVALENT = re.compile(r"z\s?=\s?\+?2|divalent|bivalent|zweiwertig|2F\b|\bCa\b|\bMg\b", re.IGNORECASE)
_COLUMN = re.compile(r"[^\s|]+(?:[ ][^\s|]+){0,8}")
_PRINTED = re.compile(r"[+-]?\d{1,4}(?:[.,]\d{1,4})?")
_MOST = 200  # rows of a table of plain text
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
    unit = number.unit or unit_of(header) or unit_of(f"({header.strip()})")
    scale = _SCALE.search(header)
    if unit is None and scale is not None:
        unit = CELSIUS if scale["celsius"] else KELVIN
    if unit is None or unit.dimension != TEMPERATURE:
        return None
    shown = CELSIUS if unit.offset else KELVIN
    kelvin = unit.to_si(number.value)
    if not 263.0 < kelvin < 330.0:
        return None
    return Input("T", f"{number.value:g} {shown.text}", kelvin, number.value, shown, "table", number=number)


def _potential_unit(header: str) -> Unit | None:
    unit = unit_of(header)
    if unit is None:
        found = re.search(r"\bm?V\b", header)
        unit = parse_unit(header, found.start())[0] if found else None
    return unit if unit is not None and unit.dimension == POTENTIAL else None


def _claim(context: Context, cell: Cell, name: str, temperature: Input | None) -> Claim | None:
    law, number = _law(name), cell_number(context, cell)
    if law is None or number is None or not number.usable or temperature is None:
        return None
    unit = number.unit or _potential_unit(name)
    if unit is None or unit.dimension != POTENTIAL:
        return None
    rule, formula, quantity, valence = law
    inputs = (exact("z", valence, "table"),) if formula == "nernst_slope" else ()
    given = replace(number, unit=unit)
    return Claim(rule, formula, quantity, given, unit, inputs, temperature, Scope.CLAUSE, magnitude=True)


def _by_rows(context: Context, table: Table) -> Iterator[Claim]:
    """A row a temperature: ``| 20 °C | 25.3 | 58.2 |`` below the names of the quantities."""
    headers = [cell.text for cell in table.header]
    at = next((i for i, header in enumerate(headers) if _TEMPERATURE.search(header)), None)
    if at is None or not any(_law(header) for header in headers):
        return
    for row in table.rows:
        temperature = _temperature(context, row[at], headers[at])
        for i, cell in enumerate(row):
            claim = _claim(context, cell, headers[i], temperature) if i != at else None
            if claim is not None:
                yield claim


def _by_columns(context: Context, table: Table) -> Iterator[Claim]:
    """A column a temperature: ``| RT/F (mV) | 25.3 | 26.7 |`` below ``| | 20 °C | 37 °C |``."""
    temperatures = [_temperature(context, cell, table.header[0].text) for cell in table.header]
    if sum(t is not None for t in temperatures) < 2:
        return
    for row in table.rows:
        for cell, temperature in zip(row[1:], temperatures[1:], strict=True):
            claim = _claim(context, cell, row[0].text, temperature)
            if claim is not None:
                yield claim


def _plain_tables(context: Context) -> Iterator[Table]:
    """Tables of plain text whose header names RT/F or a slope: columns held by two blanks or more."""
    for named in _THERMAL.finditer(context.text):
        begin = context.text.rfind("\n", 0, named.start()) + 1
        header, at = _columns(context.text, begin)
        if len(header) < 2 or (begin > 0 and _THERMAL.search(context.text, begin, named.start())):
            continue
        rows: list[tuple[Cell, ...]] = []
        while at < len(context.text) and len(rows) < _MOST:
            cells, at = _columns(context.text, at + 1)
            if len(cells) == len(header) and all(_PRINTED.fullmatch(cell.text) for cell in cells):
                rows.append(cells)
            elif any(c.text.strip("-=_ ") for c in cells) or (rows and not cells):
                break
        if rows:
            yield Table(begin, at, header, tuple(rows))


def _columns(text: str, begin: int) -> tuple[tuple[Cell, ...], int]:
    """The cells of the line that begins at a place, and where it ends."""
    end = text.find("\n", begin)
    end = len(text) if end < 0 else end
    if end - begin > 300:
        return (), end
    found = _COLUMN.finditer(text, begin, end)
    return tuple(Cell(m.start(), m.end(), m.group()) for m in found), end


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the thermal voltages and slopes of tables."""
    for table in (*facts.context.tables, *_plain_tables(facts.context)):
        yield from _by_rows(facts.context, table)
        yield from _by_columns(facts.context, table)
