"""Tables of what transport costs: a movement a row, its ratio of concentrations, and the terms of its energy.

``Na+ out | 12 | 6.16 | 5.79 | 11.95`` below ``movement | ratio (to/from) | chemical | electrical | total``.
The rows say which way the solute moves, the text above the table the temperature and the potential. A term
is only called wrong where half of its column follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.acceptance import contains
from nernstian.audit.claims.base import Claim, Facts, Input, exact, printed_input
from nernstian.audit.claims.energy_path import voltage_at
from nernstian.audit.claims.energy_sums import LAW
from nernstian.audit.claims.energy_words import NEUTRAL
from nernstian.audit.claims.roles import INDEPENDENT, make_claim
from nernstian.audit.claims.rows import agrees
from nernstian.audit.context import Context
from nernstian.audit.ions import VALENCE, ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table, role_of, unit_of
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, MOLAR_ENERGY, POTENTIAL, Unit

TERMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (term, re.compile(words, re.IGNORECASE))
    for term, words in (
        ("chemical", r"chemi|chimi|quími|konzentration|concentration\s(?:term|part)|RT\s?ln"),
        ("electrical", r"electric|elektri|électri|eléctri|elettri|voltage\s(?:term|part)|z\s?F\s?V"),
        ("total", r"total|\bsum\b|Δ\s?_?G|\bDG\b|summe|gesamt|somme|suma|somma|free\senergy|\bcost|\bwork"),
    )
)
_RATIO = re.compile(r"ratio|\bfold|verhältnis|rapport|cociente|razón|rapporto|verhouding", re.IGNORECASE)
_FROM_TO = re.compile(r"from\s?/\s?to|von\s?/\s?nach|de\s?/\s?à", re.IGNORECASE)
_OUT_IN = re.compile(r"(?:out(?:side)?|\bo|ext\w*)\]?\s?/\s?\[?(?:in|i|int\w*)", re.IGNORECASE)
_IN_OUT = re.compile(r"(?:\bin(?:side)?|\bi|int\w*)\]?\s?/\s?\[?(?:out|o|ext\w*)", re.IGNORECASE)
_WAY = re.compile(
    r"\b(?:(?P<outward>out(?:wards?|side)?|efflux|export\w*|extru\w+|expulsion|hinaus|heraus|außen|Ausstrom|sortie|dehors"
    r"|salida|fuera|uscita|fuori|buiten|uit)|(?P<inward>in(?:to|wards?|side)?|influx|import\w*|uptake|entry|hinein|herein|innen"
    r"|Einstrom|Aufnahme|entrée|dedans|entrada|dentro|ingresso|entrata|binnen))\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"(?:inside|interior|cytoplasm|cytosol|matrix|cell)\s(?:is\s)?(?:electrically\s)?negative|innen\snegativ"
    r"|intérieur\snégatif|interior\snegativ[oa]|interno\snegativo|binnen\snegatief",
    re.IGNORECASE,
)
_VOLT = Unit("V", 1.0, POTENTIAL)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table: its terms with their units, and the ratio or both concentrations."""

    terms: dict[str, tuple[int, Unit]]
    ratio: int | None
    sides: dict[str, tuple[int, Unit]]


def _columns(table: Table) -> _Columns | None:
    terms: dict[str, tuple[int, Unit]] = {}
    sides: dict[str, tuple[int, Unit]] = {}
    ratio = None
    for at, cell in enumerate(table.header):
        unit = unit_of(cell.text)
        term = next((name for name, pattern in TERMS if pattern.search(cell.text)), "")
        if unit is not None and unit.dimension == MOLAR_ENERGY and term:
            if term in terms:
                return None
            terms[term] = (at, unit)
        elif unit is not None and unit.dimension == CONCENTRATION and role_of(cell.text) in ("out", "in"):
            sides[role_of(cell.text)] = (at, unit)
        elif unit is None and _RATIO.search(cell.text):
            ratio = at
    return _Columns(terms, ratio, sides) if terms and (ratio is not None or len(sides) == 2) else None


def _way(row: tuple[Cell, ...]) -> int:
    """One into the cell, minus one out of it, zero where the row's name says neither; "in → out" is out."""
    ways = list(_WAY.finditer(row[0].text))
    return 0 if not ways else 1 if ways[-1]["inward"] else -1


def _ends(
    context: Context, table: Table, columns: _Columns, row: tuple[Cell, ...], way: int
) -> tuple[Input, Input] | None:
    """The concentrations at the end and at the start of a row's path."""
    if columns.ratio is None:
        found = {}
        for side, (at, unit) in columns.sides.items():
            number = cell_number(context, row[at])
            if number is None or not number.usable or number.value <= 0.0:
                return None
            found[side] = (number, number.unit or unit)
        end, start = ("in", "out") if way > 0 else ("out", "in")
        return (
            printed_input("c_in", *found[end], "table", True),
            printed_input("c_out", *found[start], "table", True),
        )
    number, header = cell_number(context, row[columns.ratio]), table.header[columns.ratio].text
    if number is None or not number.usable or number.unit is not None or number.value <= 0.0:
        return None
    inverted = _FROM_TO.search(header) or (way > 0 and _OUT_IN.search(header))
    inverted = inverted or (way < 0 and _IN_OUT.search(header))
    ratio = printed_input("c_out" if inverted else "c_in", number, MILLIMOLAR, "table", False)
    ratio = replace(ratio, text=number.text.strip())
    one = Input("c_in" if inverted else "c_out", "1", 1.0, 1.0, MILLIMOLAR, "default")
    return (one, ratio) if inverted else (ratio, one)


def _voltage(context: Context, table: Table) -> Number | None:
    """The one membrane potential stated above the table; "inside negative by 60 mV" is -60 mV."""
    number = voltage_at(context, max(0, table.start - 1))
    if number is None or number.start >= table.start:
        return None
    around = context.text[max(0, number.start - 40) : number.unit_end + 30]
    if number.value > 0.0 and not number.sign:
        if not _NEGATIVE.search(around):
            return None  # perhaps of the path
        return replace(number, value=-number.value)
    return number


@dataclass(frozen=True, slots=True)
class _Row:
    """The path of a row: the ends, the charge that moves (none: 0), and the potential along it."""

    ends: tuple[Input, Input]
    valence: int
    voltage: Input | None


def _row(
    context: Context, table: Table, columns: _Columns, row: tuple[Cell, ...], voltage: Number | None
) -> _Row | None:
    way, ion = _way(row), ion_of(row[0].text)
    neutral = NEUTRAL.search(row[0].text) is not None
    ends = _ends(context, table, columns, row, way) if way and (neutral != (ion is not None)) else None
    if ends is None:
        return None
    if ion is None:
        return _Row(ends, 0, Input("V", "0 V", 0.0, 0.0, _VOLT, "default"))
    if voltage is None or voltage.unit is None:
        return _Row(ends, VALENCE[ion], None)
    along = printed_input("V", replace(voltage, value=way * voltage.value), voltage.unit, "context", False)
    along = replace(along, text=f"{along.printed:g} {voltage.unit.text}")
    return _Row(ends, VALENCE[ion], along)


def _claim(context: Context, number: Number, unit: Unit, path: _Row, term: str) -> Claim | None:
    """The claim that a cell is a term of its row's path."""
    if term == "electrical" and path.valence == 0:
        return None
    none = Input("V", "0 V", 0.0, 0.0, _VOLT, "default")
    volts = none if term == "chemical" else path.voltage
    if volts is None:
        return None
    c_in, c_out = path.ends
    if term == "electrical":
        one = Input("c_in", "1 mM", 1.0, 1.0, MILLIMOLAR, "default")
        c_in, c_out = one, replace(one, name="c_out")
    inputs = (volts, c_in, c_out, exact("z", float(path.valence or 1), "context"))
    claim = replace(make_claim(context, LAW, number, unit, inputs, True), reach=Scope.SECTION)
    return replace(claim, temperature=INDEPENDENT) if term == "electrical" else claim


def _column(
    context: Context, paths: list[tuple[tuple[Cell, ...], _Row | None]], at: int, unit: Unit, term: str
) -> dict[int, Claim]:
    """The claims of one column, by row."""
    made: dict[int, Claim] = {}
    for line, (row, path) in enumerate(paths):
        number = cell_number(context, row[at]) if path is not None else None
        if path is None or number is None or not number.usable or number.unit is not None:
            continue
        claim = _claim(context, replace(number, unit=unit), unit, path, term)
        if claim is not None:
            made[line] = claim
    firm = 2 * sum(map(agrees, made.values())) >= len(made)
    return {line: replace(claim, firm=firm and claim.firm) for line, claim in made.items()}


def _is_sum(total: Claim, terms: list[Claim]) -> bool:
    """Whether a total is the sum of right terms as they are printed, each rounded by itself."""
    low, high = interval_of(total.number)
    printed = sum(term.number.value for term in terms)
    return len(terms) == 2 and all(map(agrees, terms)) and contains((low, high), printed)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the energies of tables with a movement a row."""
    context = facts.context
    for table in context.tables:
        columns = _columns(table) if table.rows else None
        if columns is None:
            continue
        voltage = _voltage(context, table)
        paths = [(row, _row(context, table, columns, row, voltage)) for row in table.rows]
        made = {term: _column(context, paths, *columns.terms[term], term) for term in columns.terms}
        for term, claims in made.items():
            for line, claim in claims.items():
                others = [made[name][line] for name in made if name != term and line in made[name]]
                rounded = term == "total" and _is_sum(claim, others)
                yield replace(claim, firm=claim.firm and not rounded)
