"""What the rows and columns of a table are of: ions, sides, preparations, and the number of a cell."""

from __future__ import annotations

import re
from bisect import bisect_right

from nernstian.audit.context import Context
from nernstian.audit.ions import ion_of
from nernstian.audit.numbers import Number
from nernstian.audit.tables import Cell, Table, role_of, unit_of
from nernstian.audit.units import CONCENTRATION, Unit

_SPANNED = 20  # rows that one cell speaks of
_IN_CODE = frozenset(("na", "k", "ca", "cl", "mg"))  # how simulators name ions
_BRACKET = re.compile(r"\s?\([^()\d]{0,12}(?=[\d+-])")
_LETTER = re.compile(
    r"\s*\(?(?P<side>[aoei])\)?\s?(?:[\[(/,].{0,16})?$"
)  # außen, outside, extérieur; innen, inside
_NUMERIC = re.compile(r"[^A-Za-zÀ-ÿ]{0,6}\d")
_WORDS = re.compile(r"[^\W\d_]{4,30}")


def cell_number(context: Context, cell: Cell) -> Number | None:
    """Return the number of a cell that holds exactly one, beside what a bracket says of it."""
    found = context.numbers_in(cell.start - 1, cell.end)
    if len(found) > 1 and _BRACKET.match(context.text, found[0].unit_end, found[1].start + 1):
        return found[0]  # "0.00008 (= 80 nM)", "4 (3-5)"
    return found[0] if len(found) == 1 else None


def row_ion(table: Table, row: tuple[Cell, ...]) -> str | None:
    """Return the ion of a table row: from its ion column or first cells, else from the header."""
    roles = [role_of(cell.text) for cell in table.header]
    column = roles.index("ion") if "ion" in roles else 0
    if "ion" in roles and row[column].text == "H":
        return "H"  # elsewhere a bare H names no proton
    if row[column].text in _IN_CODE and ("ion" in roles or _names_ions(table, column)):
        return row[column].text.capitalize()
    ion = ion_of(row[column].text) or ion_of(row[0].text)
    if ion is None and len(row) > 2 and not re.search(r"\d", row[0].text):
        ion = ion_of(row[1].text)  # the preparation stands first: "squid | K+ | 400 | 20"
    return ion or _inherited(table, row) or ion_of(" ".join(cell.text for cell in table.header))


def _names_ions(table: Table, column: int) -> bool:
    """Whether a column holds several ions as simulators name them: k, na, cl."""
    return len({row[column].text for row in table.rows[:20]} & _IN_CODE) > 1


def stub_of(table: Table, row: tuple[Cell, ...]) -> Cell:
    """The first cell of a row; where it is empty, that of the nearest row above that has one."""
    if row[0].text:
        return row[0]
    end = bisect_right(table.rows, row[0].start - 1, key=lambda other: other[0].start)
    above = reversed(table.rows[max(0, end - _SPANNED) : end])
    return next((other[0] for other in above if other[0].text), row[0])


def _inherited(table: Table, row: tuple[Cell, ...]) -> str | None:
    """The ion of the rows above one whose first cell is empty, or of the row of one cell above it."""
    if row[0].text:
        group = table.group_of(row)
        return ion_of(group.text) if group is not None else None
    return ion_of(stub_of(table, row).text)


def row_label(row: tuple[Cell, ...]) -> frozenset[str]:
    """The words of a row's cells that hold no number and name no ion: the preparation it is of."""
    words = (cell.text for cell in row[:3] if not _NUMERIC.match(cell.text) and not ion_of(cell.text))
    return frozenset(stem for text in words for stem in stems(text))


def stems(text: str) -> set[str]:
    """Return the words of a text of four letters or more, in lower case and without a plural's s."""
    return {word.lower().rstrip("s") for word in _WORDS.findall(text)}


def _is_named(header: str) -> bool:
    return re.match(r"c[_ ]|\[|conc|Konz", header, re.IGNORECASE) is not None


def sided_columns(context: Context, table: Table) -> list[tuple[str, Unit | None]]:
    """What each column holds; of two columns of concentrations the one without a known side is the other."""
    columns = [(role_of(cell.text), unit_of(cell.text)) for cell in table.header]
    letters = [_LETTER.match(cell.text) for cell in table.header]
    if sum(letter is not None for letter in letters) == 2 and "i" in {m["side"] for m in letters if m}:
        return [
            ("in" if letter["side"] == "i" else "out", unit) if letter is not None else (role, unit)
            for letter, (role, unit) in zip(letters, columns, strict=True)
        ]
    sided = [role for role, _ in columns if role in ("out", "in")]
    if len(sided) != 1:
        return columns
    other = [
        at
        for at, (role, unit) in enumerate(columns)
        if role == ""
        and (unit.dimension == CONCENTRATION if unit is not None else _is_named(table.header[at].text))
    ]
    if len(other) == 1:
        columns[other[0]] = ("in" if sided[0] == "out" else "out", columns[other[0]][1])
    return columns
