"""Tables of free energies with a ratio a row: ``| Na+ out | 12 | 6.16 | 5.79 | 11.95 |``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import cell_number
from nernstian.audit.claims.base import Claim, Facts, Input, exact
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.energy_sums import LAW
from nernstian.audit.claims.roles import INDEPENDENT, make_claim
from nernstian.audit.context import Context
from nernstian.audit.ions import VALENCE, ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.tables import Cell, Table, unit_of
from nernstian.audit.units import MILLIMOLAR, MOLAR_ENERGY, POTENTIAL, Unit

_RATIO = re.compile(r"\bratio\b.*(?:to\s?/\s?from|c_?2\s?/\s?c_?1|end\s?/\s?start)", re.IGNORECASE)
_COLUMNS = (
    ("c", re.compile(r"chemical|concentration|RT\s?ln", re.IGNORECASE)),
    ("e", re.compile(r"electric|zF|voltage", re.IGNORECASE)),
    ("ce", re.compile(r"\btotal|\bsum\b|ΔG|\bnet\b", re.IGNORECASE)),
)
_WAY = re.compile(
    r"\b(?:(?P<out>out(?:wards?)?|efflux|leaving|export)|(?P<in>in(?:wards?|to)?|influx|entering|import))\b"
)
_NEUTRAL = re.compile(r"glucose|sucrose|sugar|urea|lactose|glycerol|neutral|uncharged|amino", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:inside|interior|cytosol|cell)\s(?:is\s)?negative", re.IGNORECASE)
_ONE = Input("c_in", "1 mM", 1.0, 1.0, MILLIMOLAR, "default")
_VOLT = Unit("V", 1.0, POTENTIAL)


def _membrane(context: Context, table: Table) -> float | None:
    """The one membrane potential stated above a table, with its sign."""
    low = max(context.layout.bounds(Scope.SECTION, table.start)[0], table.start - 1500)
    found = context.by_dimension.get(POTENTIAL, NONE).within(low, table.start)
    values = {n.si(): n for n in found if n.usable and 5e-3 <= abs(n.si()) <= 0.3}
    if len(values) != 1:
        return None
    (volts,) = values
    if volts < 0.0:
        return volts
    return -volts if _NEGATIVE.search(context.text, low, table.start) else None


def _path(name: str) -> tuple[float, float] | None:
    """The valence of what moves, 0 for what has no charge, and 1 into the cell or -1 out of it."""
    way = _WAY.search(name)
    if way is None:
        return None
    sign = -1.0 if way["out"] else 1.0
    if _NEUTRAL.search(name):
        return 0.0, sign
    ion = ion_of(name[: way.start()].strip())
    return (float(VALENCE[ion]), sign) if ion is not None else None


def _claim(
    context: Context, number: Number, unit: Unit, ratio: Number, path: tuple[float, float], part: str
) -> Claim:
    """The claim that a cell holds the terms ``part``; ``path`` is a valence and the potential along it."""
    valence, volts = path
    ends = (
        Input("c_in", f"{ratio.text.strip()} mM", ratio.value, ratio.value, MILLIMOLAR, "table"),
        replace(_ONE, name="c_out"),
    )
    along = volts if "e" in part and valence else 0.0
    voltage = Input("V", f"{along:g} V", along, along, _VOLT, "table" if along else "default")
    concentrations = ends if "c" in part else (_ONE, replace(_ONE, name="c_out"))
    inputs = (voltage, *concentrations, exact("z", valence if along else 1.0))
    claim = replace(make_claim(context, LAW, number, unit, inputs, True), inline=True)
    return claim if "c" in part else replace(claim, temperature=INDEPENDENT)


def _row(
    context: Context,
    row: tuple[Cell, ...],
    at: int,
    parts: dict[int, str],
    units: dict[int, Unit],
    volts: float | None,
) -> Iterator[Claim]:
    path, ratio = _path(row[0].text), cell_number(context, row[at])
    if path is None or ratio is None or not ratio.usable or ratio.value <= 0.0:
        return
    valence, sign = path
    for i, part in parts.items():
        number = cell_number(context, row[i])
        if number is None or not number.usable or ("e" in part and valence and volts is None):
            continue
        if part == "e" and number.value == 0.0:
            continue
        given = replace(number, unit=units[i])
        yield _claim(context, given, units[i], ratio, (valence, sign * (volts or 0.0)), part)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the terms and totals of tables that print a ratio a row."""
    for table in facts.context.tables:
        headers = [cell.text for cell in table.header]
        at = next((i for i, header in enumerate(headers) if _RATIO.search(header)), None)
        if at is None:
            continue
        parts = {
            i: part for i, header in enumerate(headers) for part, named in _COLUMNS if named.search(header)
        }
        parts.pop(at, None)
        second = {i: unit_of(table.rows[0][i].text) for i in parts} if table.rows else {}
        units = {i: unit_of(headers[i]) or second.get(i) for i in parts}
        known = {i: unit for i, unit in units.items() if unit is not None and unit.dimension == MOLAR_ENERGY}
        volts = _membrane(facts.context, table)
        for row in table.rows:
            yield from _row(facts.context, row, at, {i: parts[i] for i in known}, known, volts)
