"""Nernst potentials of tables: a column of them, a column for every ion, or a row below its ions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nernstian.audit.binding import Pair, find_pair, nearest_concentrations
from nernstian.audit.claims.base import Claim, Facts, Input, Unbound, temperature_input
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.nernst import SUBJECT, make_nernst
from nernstian.audit.claims.rows import by_majority
from nernstian.audit.claims.table_sides import stated_beside
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration, Temperature
from nernstian.audit.grids import MEASURED, recipe_of
from nernstian.audit.ion_tables import column_ions, row_concentrations, table_concentrations
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number, row_ion, stub_of
from nernstian.audit.tables import Cell, Table, role_of, spelled_out, unit_of
from nernstian.audit.units import POTENTIAL, TEMPERATURE, Unit, parse_unit

_MILLIVOLT = Unit("mV", 1e-3, POTENTIAL)
_SMALLEST, _LARGEST = 1.0, 400.0  # of numbers without a unit that may be meant in mV
_CAPTION_UNIT = re.compile(r"(?:[(\[,]\s?|\bin\s|\ben\s)(?=m?V\b|millivolts?\b)")
_ABOVE = 500


def _potential_columns(facts: Facts, table: Table) -> list[int]:
    """The columns of equilibrium potentials: by header, else the only one in volts."""
    context = facts.context
    roles = [role_of(spelled_out(context.text, table, cell.text)) for cell in table.header]
    named = [at for at, role in enumerate(roles) if role == "potential"]
    recipe = recipe_of(context, table)
    inside = recipe is not None and not recipe.turned and recipe.potential < len(roles)
    if recipe is not None and inside and recipe.potential not in named:
        named = [at for at in named if ion_of(table.header[at].text)] or [recipe.potential]
    if len(named) == 1 and not MEASURED.search(table.header[named[0]].text):
        return named
    if named:
        return _told_apart(context, table, [at for at in named if not MEASURED.search(table.header[at].text)])
    if not {"in", "out"} <= set(roles):
        return []
    caption = context.text[max(0, table.start - 200) : table.start]
    columns = [
        at
        for at, role in enumerate(roles)
        if role not in ("in", "out", "permeability")
        and table.rows
        and all(is_potential(cell_number(context, row[at])) for row in table.rows)
    ]
    return columns if len(columns) == 1 and SUBJECT.search(caption) else []


def _told_apart(context: Context, table: Table, columns: list[int]) -> list[int]:
    """Several columns of potentials, if each header names an ion or temperature of its own."""
    ions = [ion_of(table.header[at].text) for at in columns]
    if all(ions) and len(set(ions)) == len(ions):
        return columns
    stated = [context.temperatures.within(table.header[at].start, table.header[at].end) for at in columns]
    apart = {round(found[0].kelvin, 1) for found in stated if len(found) == 1 and not found[0].blocked}
    return columns if len(apart) == len(columns) else []


def potential_unit(context: Context, table: Table, number: Number, header: str) -> Unit | None:
    """The unit of a potential: its own, its header's, its caption's; mV where nothing says another."""
    unit = number.unit or unit_of(header)
    if unit is not None:
        return unit
    above = context.text[max(0, table.start - _ABOVE) : table.start]
    for match in _CAPTION_UNIT.finditer(above):
        unit, _ = parse_unit(above, match.end())
        if unit is not None and unit.dimension == POTENTIAL:
            return unit
    return _MILLIVOLT if number.usable and _SMALLEST <= abs(number.value) <= _LARGEST else None


def table_row(facts: Facts, table: Table, row: tuple[Cell, ...], column: int) -> Iterator[Claim | Unbound]:
    """The claim of a row of an ion table, or why there is none."""
    context = facts.context
    number = cell_number(context, row[column])
    unit = potential_unit(context, table, number, table.header[column].text) if number else None
    if number is None or unit is None or unit.dimension != POTENTIAL:
        return
    named = ion_of(spelled_out(context.text, table, table.header[column].text))
    stated = row_concentrations(context, table, row)
    several = len({concentration.ion for concentration in stated}) > 1
    ion = (named if several else None) or row_ion(table, row) or named or _only_ion(facts, number)
    if ion is None:
        yield Unbound(number, "the row names no ion")
        return
    own = {c.side: c for c in stated if not several or c.ion == ion}
    pair = _row_pair(facts, table, own, ion, number)
    if isinstance(pair, str):
        yield Unbound(number, pair)
        return
    claim = make_nernst(facts, ion, replace(number, unit=unit), pair, symbolic=True)
    yield at_row_temperature(facts, _at_header_temperature(facts, claim, table.header[column]), table, row)


def _row_pair(
    facts: Facts, table: Table, own: dict[str, Concentration], ion: str, number: Number
) -> Pair | str:
    """The concentrations of a row; a side that it lacks is the one stated above the table."""
    if not own:
        return _pair_around(facts, ion, number)
    if len(own) == 2:
        return Pair(own["out"], own["in"], Scope.SENTENCE)
    lacking = "in" if "out" in own else "out"
    found, scope = nearest_concentrations(
        facts.context, facts.concentrations, ion, lacking, max(0, table.start - 1)
    )
    above = [c for c in found if c.at < table.start and not c.blocked]
    if not above and not any(c.blocked for c in found):
        above, scope = stated_beside(facts.context, ion, lacking, table), Scope.SECTION
    if len(above) != 1:
        return "the row states one concentration only"
    sides = {**own, lacking: above[0]}
    return Pair(sides["out"], sides["in"], max(scope, Scope.SENTENCE), above[0].at < table.start)


def _only_ion(facts: Facts, number: Number) -> str | None:
    """The ion of a table that names none: the only one whose concentrations the section states."""
    ions = facts.concentrations.ions_in(*facts.context.layout.bounds(Scope.SECTION, number.start))
    return ions.pop() if len(ions) == 1 else None


def _pair_around(facts: Facts, ion: str, number: Number) -> Pair | str:
    """The concentrations of a row that states none; those below the table belong to something else."""
    pair = find_pair(facts.context, facts.concentrations, ion, number.start)
    if isinstance(pair, Pair) and max(pair.out.at, pair.inside.at) > number.start:
        return "its concentrations stand below the table"
    return pair


# "I valori sono calcolati a 37 °C", in the paragraph behind or in front of a table
_COMPUTED = re.compile(
    r"\b(?:(?:were|are|is|was|been|sono|stati|werden|wurden|sind|ont\sété|sont|están|fueron|han\ssido|zijn|werden)\s(?:all\s|alle\s|tutti\s)?"
    r"(?:calculated|computed|worked\sout|calcolati|berechnet|calculé\w*|calculad\w+|berekend)"
    r"|(?:values?|potentials?|columns?|Werte|Potentiale|valeurs|valores|valori|potenziali|potenciales|waarden)"
    r"\s(?:are\s|is\s|sind\s|sont\s|son\s|sono\s|zijn\s|hold\s|gelten\s|valgono\s|valent\s|valen\s))"
    r"[^.;\n\d]{0,40}(?:\bat|\bfor|\bbei|\bfür|\bà|\ba|\bbij|\bvoor)\s(?:\w+\s){0,3}(?:\(|T\s?=\s?)?(?=\d)",
    re.IGNORECASE,
)
_BESIDE = 500


def computed_at(context: Context, table: Table) -> Input | None:
    """The one temperature that the words beside a table say its values are computed at."""
    low, high = context.layout.bounds(Scope.SECTION, table.start)
    if not context.speaks(_COMPUTED, max(low, table.start - _BESIDE), min(high, table.end + _BESIDE)):
        return None
    found: dict[float, Temperature] = {}
    spans = ((max(low, table.start - _BESIDE), table.start), (table.end, min(high, table.end + _BESIDE)))
    for start, end in spans:
        for match in _COMPUTED.finditer(context.text, start, end):
            stated = context.temperatures.within(match.end(), match.end() + 1)
            found |= {round(t.kelvin, 2): t for t in stated if not t.blocked}
    return temperature_input(next(iter(found.values())), Scope.BLOCK) if len(found) == 1 else None


def _at_computed(facts: Facts, claim: Claim, table: Table) -> Claim:
    """A row without a temperature of its own holds at the one that its table is said to be computed at."""
    if claim.temperature is not None or claim.prefactor is not None:
        return claim
    stated = computed_at(facts.context, table)
    if stated is None:
        return claim
    return replace(
        claim, temperature=stated, temperature_scope=Scope.BLOCK, firm=claim.reach <= Scope.SENTENCE
    )


def _at_header_temperature(facts: Facts, claim: Claim, header: Cell) -> Claim:
    """A temperature in the column's header holds for the whole column."""
    inside = facts.context.temperatures.within(header.start, header.end)
    if len(inside) != 1 or inside[0].blocked or inside[0].number is None:
        return claim
    stated = temperature_input(inside[0], Scope.SENTENCE)
    return replace(claim, temperature=stated, temperature_scope=Scope.SENTENCE)


def at_row_temperature(facts: Facts, claim: Claim, table: Table, row: tuple[Cell, ...]) -> Claim:
    """A column of temperatures holds row by row; one that cannot be read keeps the row from being judged."""
    columns = [at for at, cell in enumerate(table.header) if role_of(cell.text) == "temperature"]
    if not columns:
        return _at_group_temperature(facts, claim, table, row)
    at = columns[0]
    number, unit = cell_number(facts.context, row[at]), unit_of(table.header[at].text)
    if number is not None and number.usable:
        unit = number.unit or unit
        if unit is not None and unit.dimension == TEMPERATURE and 250.0 < unit.to_si(number.value) < 330.0:
            kelvin = unit.to_si(number.value)
            stated = temperature_input(
                Temperature(replace(number, unit=unit), kelvin, number.start), Scope.SENTENCE
            )
            return replace(claim, temperature=stated, temperature_scope=Scope.SENTENCE)
    return replace(claim, obstacle="the table's column of temperatures cannot be read")


def _at_group_temperature(facts: Facts, claim: Claim, table: Table, row: tuple[Cell, ...]) -> Claim:
    """A temperature in the row of one cell above holds for the rows below it."""
    group = table.group_of(row) if row[0].text else stub_of(table, row)
    stated = facts.context.temperatures.within(group.start, group.end) if group is not None else ()
    if len(stated) != 1 or stated[0].blocked:
        return _at_computed(facts, claim, table)
    given = temperature_input(stated[0], Scope.SENTENCE)
    firm = claim.firm or claim.reach <= Scope.SENTENCE
    return replace(claim, temperature=given, temperature_scope=Scope.SENTENCE, firm=firm)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the equilibrium potentials of ion tables."""
    for table in facts.context.tables:
        recipe = recipe_of(facts.context, table)
        turned = recipe is not None and recipe.turned
        for column in () if turned else _potential_columns(facts, table):
            yield from by_majority(
                [found for row in table.rows for found in table_row(facts, table, row, column)]
            )
        yield from _turned(facts, table)


def _turned(facts: Facts, table: Table) -> Iterator[Claim | Unbound]:
    """The rows of potentials of a table whose columns are ions."""
    yield from turned_rows(facts, table, [row for row in table.rows if role_of(row[0].text) == "potential"])


def turned_rows(facts: Facts, table: Table, rows: Sequence[tuple[Cell, ...]]) -> Iterator[Claim | Unbound]:
    """Rows of potentials of a table whose columns are ions, from the rows of both sides above them."""
    ions = column_ions(table)
    rows = rows if ions else []
    stated = table_concentrations(facts.context, table) if rows else ()
    for row in rows:
        for cell, ion in zip(row, ions, strict=True):
            number = cell_number(facts.context, cell) if ion else None
            unit = potential_unit(facts.context, table, number, row[0].text) if number else None
            if number is None or ion is None or unit is None or unit.dimension != POTENTIAL:
                continue
            own = {c.side: c for c in stated if c.ion == ion and c.at < number.start}
            if len(own) == 2:
                pair = Pair(own["out"], own["in"], Scope.SENTENCE)
                yield make_nernst(facts, ion, replace(number, unit=unit), pair, symbolic=True)
