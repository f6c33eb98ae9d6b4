"""The concentrations of tables: ions as rows or as columns, sides as columns or as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from nernstian.audit.concentrations import made_concentration
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.grids import recipe_of
from nernstian.audit.ions import SYMBOL, ion_of, symbol_of
from nernstian.audit.table_rows import cell_number, row_ion, row_label, sided_columns, stems, stub_of
from nernstian.audit.tables import Cell, Table, role_of, unit_above, unit_of
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, NUMBER, Unit

SIDES = ("out", "in")
_OF_ROWS = (*SIDES, "potential")
_PH = re.compile(r"\bpH(?![a-z])")  # no concentration, though its side may be named


def table_concentrations(context: Context, table: Table) -> tuple[Concentration, ...]:
    """Return the concentrations of a table, row by row; they are looked for once."""
    key = table_concentrations, table.start, len(table.rows)
    if key not in context.kept:
        context.kept[key] = tuple(_concentrations(context, table))
    return cast("tuple[Concentration, ...]", context.kept[key])


def row_concentrations(context: Context, table: Table, row: tuple[Cell, ...]) -> list[Concentration]:
    """Return the concentrations of a row of a table."""
    return [c for c in table_concentrations(context, table) if row[0].start <= c.at < row[-1].end]


def _concentrations(context: Context, table: Table) -> Iterator[Concentration]:
    columns = [
        ("", None) if _PH.search(cell.text) else column
        for cell, column in zip(table.header, _columns(context, table), strict=True)
    ]
    if not any(role in SIDES for role, _ in columns):
        yield from _turned(context, table)
        return
    shared = unit_above(context.text, table) or _unstated([role for role, _ in columns])
    named = header_ions(table, [role for role, _ in columns])
    for row in table.rows:
        if _is_of_something_else(row[0].text):
            continue
        label = _label(table, row)
        own = row_ion(table, row)
        for cell, (role, unit), printed in zip(row, columns, named, strict=True):
            ion = printed or own
            number = cell_number(context, cell) if role in SIDES and ion else None
            if number is None or ion is None:
                continue
            found = made_concentration(ion, role, number, number.unit or unit or shared, tabulated=True)
            if found is not None:
                yield replace(found, label=label)


def _columns(context: Context, table: Table) -> list[tuple[str, Unit | None]]:
    """What each column holds: by its header, else by what the numbers themselves say."""
    columns = sided_columns(context, table)
    recipe = recipe_of(context, table)
    if recipe is None or recipe.turned or set(SIDES) <= {role for role, _ in columns}:
        return columns
    sides = {recipe.out: "out", recipe.inside: "in"}
    return [(sides.get(at, "" if role in SIDES else role), unit) for at, (role, unit) in enumerate(columns)]


_OTHER = re.compile(
    r"flux|current|conductanc|permeab|charge|mobility|Fluss|Strom|courant|corriente|corrente", re.IGNORECASE
)


def _is_of_something_else(stub: str) -> bool:
    """Whether the first cell of a row names another quantity than a concentration: "K+ flux (pmol/s)"."""
    unit = unit_of(stub)
    return _OTHER.search(stub) is not None or (
        unit is not None and unit.dimension not in (CONCENTRATION, NUMBER)
    )


def _unstated(roles: list[str]) -> Unit | None:
    """The unit of a table that states none: of a ratio both sides have the same, whichever it is."""
    return MILLIMOLAR if set(SIDES) <= set(roles) else None


_WITH_SIDE = re.compile(rf"\s*\[?\s?(?P<ion>{SYMBOL})(?:\^?\d?[+-])?\s?\]?_?\(?(?:out|in|o|i|ext?|int|e|a)\b")


def header_ion(header: str) -> str | None:
    """Return the ion of a column's header: "[K+]o (mM)", "K_out", "sodium outside"."""
    match = _WITH_SIDE.match(header)
    return ion_of(header) or (symbol_of(match["ion"]) if match is not None else None)


def header_ions(table: Table, roles: list[str]) -> list[str | None]:
    """The ion of each column of concentrations, if several: "[K]o, [K]i, [Na]o, [Na]i"."""
    named = [
        header_ion(cell.text) if role in SIDES else None
        for cell, role in zip(table.header, roles, strict=True)
    ]
    return named if len({ion for ion in named if ion}) > 1 else [None] * len(named)


def _label(table: Table, row: tuple[Cell, ...]) -> frozenset[str]:
    """The words that name the preparation of a row."""
    group = table.group_of(row)
    own = row_label(row) or row_label((stub_of(table, row),))
    return own | (stems(group.text) if group else frozenset())


def column_ions(table: Table) -> list[str | None]:
    """The ion of each column of a table that has ions as columns; nothing where one is named twice.

    Where the rows name ions, "[Cl-]o (mM)", columns such as "high K+" are states of the cell.
    """
    if any(ion_of(row[0].text) and role_of(row[0].text) in _OF_ROWS for row in table.rows):
        return []
    ions = [None, *(ion_of(cell.text) for cell in table.header[1:])]
    known = [ion for ion in ions if ion is not None]
    return ions if len(known) > 1 and len(set(known)) == len(known) else []


def row_side(row: tuple[Cell, ...]) -> tuple[str, Unit | None]:
    """The side that the first cells of a row name, and its unit: "out (mM)", "squid | inside"."""
    for cell in row[:2]:
        side = role_of(cell.text)
        if side in SIDES:
            return side, unit_of(cell.text)
    return "", None


def _sided_rows(context: Context, table: Table) -> list[tuple[tuple[Cell, ...], str, Unit | None]]:
    """Which side each row is of: by its first cells, else by what the numbers themselves say."""
    rows = [(row, *row_side(row)) for row in table.rows]
    recipe = recipe_of(context, table)
    if recipe is None or not recipe.turned or set(SIDES) <= {side for _, side, _ in rows}:
        return rows
    sides = {recipe.out: "out", recipe.inside: "in"}
    return [(row, sides.get(at, ""), unit_of(row[0].text)) for at, row in enumerate(table.rows)]


def _turned(context: Context, table: Table) -> Iterator[Concentration]:
    """The concentrations of a table whose columns are ions and whose rows are sides."""
    ions = column_ions(table)
    if not ions:
        return
    corner = unit_of(table.header[0].text)
    rows = _sided_rows(context, table)
    shared = corner or unit_above(context.text, table) or _unstated([side for _, side, _ in rows])
    for row, side, unit in rows:
        if not side:
            continue
        for cell, header, ion in zip(row, table.header, ions, strict=True):
            number = cell_number(context, cell) if ion else None
            if number is None or ion is None:
                continue
            stated = number.unit or unit or unit_of(header.text) or shared
            if stated is None or stated.dimension != CONCENTRATION:
                continue
            found = made_concentration(ion, side, number, stated, tabulated=True)
            if found is not None:
                yield replace(found, label=_label(table, row))
