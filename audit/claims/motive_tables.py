"""Tables of the forces on protons: pH of both sides, potential, what the difference is worth, and the whole force."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import CELSIUS, DIMENSIONLESS, Claim, Facts, Input, Unbound, printed_input
from nernstian.audit.claims.columns import header_unit
from nernstian.audit.claims.motive_force import CHEMICAL, EQUILIBRIUM, FORCE, zero_input
from nernstian.audit.claims.roles import make_claim
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table
from nernstian.audit.units import POTENTIAL, Unit

_IN_HEADER = re.compile(
    r"pH[_\s]?\(?(?:i(?:nt?)?|inside|cyt)\b|(?:in(?:side|tracellular|nen)|dedans|dentro|binnen|cytosol\w*|matrix)[^|]*pH|pH[^|]*(?:inside|intracellular|innen|dedans|dentro|binnen|cytosol|matrix)",
    re.IGNORECASE,
)
_OUT_HEADER = re.compile(
    r"pH[_\s]?\(?(?:o(?:ut)?|e(?:xt?)?|outside|bath)\b|(?:out(?:side)?|extracellular|außen|dehors|fuera|buiten|bath)[^|]*pH|pH[^|]*(?:outside|extracellular|außen|dehors|fuera|buiten|bath)",
    re.IGNORECASE,
)
_E_HEADER = re.compile(
    r"^\s*E_?\(?H\^?\+?\)?(?![\w])|(?:equilib|Nernst|Gleichgewicht|équilibre|equilibrio|evenwicht)",
    re.IGNORECASE,
)


_V_HEADER = re.compile(
    r"^\s*(?:Δ\s?[ψΨφϕ]|V(?:_?m)?(?!\w)|(?:membrane\s)?(?:potential|voltage)|Membranpotential|potentiel\sde\smembrane|potencial\sde\smembrana)",
    re.IGNORECASE,
)
_P_HEADER = re.compile(r"Δp(?!H)|\bpmf\b|proton[- ]?motive|protonmotor", re.IGNORECASE)
_T_HEADER = re.compile(r"^\s*T\b|°C|temperatur", re.IGNORECASE)


_TERM_HEADER = re.compile(
    r"Δ\s?pH\W{0,3}(?:term|part|share|contribution|Anteil|Beitrag|terme|part|término|parte|termine|deel)|(?:term|part|Anteil|Beitrag|terme|término|termine)\s(?:of|from|in|von|de|di)\s(?:the\s)?Δ?pH"
    r"|(?:RT/F|slope|59|61)\W{0,4}\s?Δ\s?pH|(?:chemical|concentration)\s(?:term|part)",
    re.IGNORECASE,
)
_BODY = 298.15


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of a table holds the pH of either side, the potential, the temperature; and the results."""

    inside: int
    out: int
    voltage: int | None
    celsius: int | None
    results: tuple[tuple[str, int, Unit], ...]


def _column(table: Table, pattern: re.Pattern[str]) -> int | None:
    found = [at for at, cell in enumerate(table.header) if pattern.search(cell.text)]
    return found[0] if len(found) == 1 else None


def _results(table: Table) -> Iterator[tuple[str, int, Unit]]:
    """The columns of forces: the whole, its chemical term, the equilibrium potential where no whole is."""
    kinds = {"force": _column(table, _P_HEADER), "term": _column(table, _TERM_HEADER)}
    if kinds["force"] is None:
        kinds["equilibrium"] = _column(table, _E_HEADER)
    for kind, at in kinds.items():
        unit = header_unit(table.header[at].text) if at is not None else None
        if at is not None and unit is not None and unit.dimension == POTENTIAL:
            yield kind, at, unit


def _columns(table: Table) -> _Columns | None:
    inside, out = _column(table, _IN_HEADER), _column(table, _OUT_HEADER)
    results = tuple(_results(table))
    if inside is None or out is None or not results:
        return None
    return _Columns(inside, out, _column(table, _V_HEADER), _column(table, _T_HEADER), results)


def _acidities(context: Context, row: tuple[Cell, ...], columns: _Columns) -> tuple[Input, Input] | None:
    numbers = [cell_number(context, row[at]) for at in (columns.inside, columns.out)]
    if any(number is None or not number.usable for number in numbers):
        return None
    inside, out = (
        printed_input(name, number, DIMENSIONLESS, "table", False)
        for name, number in zip(("pH_in", "pH_out"), numbers, strict=True)
        if number is not None
    )
    return inside, out


def _claim(
    context: Context, row: tuple[Cell, ...], columns: _Columns, result: tuple[str, int, Unit]
) -> Claim | None:
    kind, at, unit = result
    inputs, claimed = _acidities(context, row, columns), cell_number(context, row[at])
    if inputs is None or claimed is None or not claimed.usable:
        return None
    claimed = replace(claimed, unit=unit)
    if kind == "equilibrium":
        claim = make_claim(context, EQUILIBRIUM, claimed, unit, (*inputs, zero_input("dp")), True)
        return replace(claim, solved="V", damaged=context.damaged)
    if kind == "term":
        given = zero_input("V")
        return make_claim(
            context, CHEMICAL, claimed, unit, (given, *inputs), True, magnitude=not claimed.sign
        )
    voltage = cell_number(context, row[columns.voltage]) if columns.voltage is not None else None
    if voltage is None or not voltage.usable:
        return None
    given = printed_input("V", voltage, voltage.unit or unit, "table", False)
    return make_claim(context, FORCE, claimed, unit, (given, *inputs), True, magnitude=not claimed.sign)


def _degrees(context: Context, row: tuple[Cell, ...], columns: _Columns) -> Number | None:
    """The temperature of a row that has a column for it."""
    degrees = cell_number(context, row[columns.celsius]) if columns.celsius is not None else None
    return degrees if degrees is not None and degrees.usable and 0.0 <= degrees.value <= 60.0 else None


def _follows(claim: Claim) -> int:
    """1 where a term has the sign of the law, -1 where it has the other, 0 where it is another number."""
    given = {item.name: item.value for item in claim.inputs}
    kelvin = claim.temperature.value if claim.temperature is not None else _BODY
    value = claim.unit.from_si(evaluate(claim.formula, given | {"T": kelvin}))
    near = abs(abs(claim.number.value) - abs(value)) <= 0.06 * abs(value) + claim.number.last_digit
    return 0 if not near else 1 if value * claim.number.value > 0.0 else -1


def _column_of(facts: Facts, table: Table, columns: _Columns, result: tuple[str, int, Unit]) -> list[Claim]:
    """The claims of one column; a column of terms may be printed with the other sign throughout."""
    made: list[Claim] = []
    for row in table.rows:
        claim = _claim(facts.context, row, columns, result)
        degrees = _degrees(facts.context, row, columns)
        if claim is not None and degrees is not None:
            claim = replace(claim, temperature=printed_input("T", degrees, CELSIUS, "table", False))
        made += [claim] if claim is not None else []
    if result[0] != "term":
        return made
    way = sum(map(_follows, made))
    return [replace(claim, firm=way > 0, magnitude=claim.magnitude or way < 0) for claim in made]


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield E_H, the proton-motive force and its chemical term in tables of the pH inside and outside."""
    for table in facts.context.tables:
        columns = _columns(table) if table.rows else None
        for result in columns.results if columns is not None else ():
            if columns is not None:
                yield from _column_of(facts, table, columns, result)
