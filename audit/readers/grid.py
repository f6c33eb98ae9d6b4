"""Tables of markup languages as pipe rows: spans filled, header rows merged, part titles as lines.

Cells are collected as pieces of the source and written row by row, so that the map back never runs backwards.
What is written a second time (a spanning cell, a header under a part title) stands for no new place of the
source: it is repeated only where it holds no number, so that a number is quoted from where it is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nernstian.audit.extract import Writer

MAX_SPAN = 40  # columns or rows that one cell may fill
MAX_WIDTH = 200
_LONG_CELL = 600  # a longer cell makes the table a frame for prose
_NUMBER = re.compile(r"(?<![A-Za-z\]^_{\d])\d")
_MAX_FILLED = 20_000  # places of a table that spanning cells may fill
_LONG_HEADER = 400  # a longer header is not repeated
_FILL = 80  # a longer text is not repeated

Piece = tuple[str, int, int]


@dataclass(slots=True)
class Cell:
    """A cell: pieces of text with their places, and what it spans."""

    pieces: list[Piece] = field(default_factory=list)
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """The cell's text."""
        return "".join(piece[0] for piece in self.pieces)

    def fill(self) -> str:
        """Text for the other places that the cell spans: what may be repeated of it."""
        text = self.text
        return "" if len(text) > _FILL or _NUMBER.search(text) else text


@dataclass(slots=True)
class Row:
    """A row, or a caption; ``head`` says that every cell of it is a header."""

    start: int
    cells: list[Cell] = field(default_factory=list)
    head: bool = False
    caption: bool = False


@dataclass(slots=True)
class _Slot:
    """A place of the grid: the cell that begins there, or the text that fills it."""

    cell: Cell | None
    fill: str


class _Layer:
    """Gives every row its places, with those filled that a cell spans from the left or from above."""

    def __init__(self) -> None:
        self._above: dict[int, tuple[int, str]] = {}
        self._slots: list[_Slot] = []
        self._left = _MAX_FILLED

    def row(self, row: Row) -> list[_Slot]:
        """Return the places of the next row."""
        self._slots = []
        for cell in row.cells[:MAX_WIDTH]:
            self._take_over()
            self._place(cell)
        self._take_over()
        return self._slots

    def _take_over(self) -> None:
        while (held := self._above.get(len(self._slots))) is not None:
            left, text = held
            if left > 1:
                self._above[len(self._slots)] = (left - 1, text)
            else:
                del self._above[len(self._slots)]
            self._slots.append(_Slot(None, text))
            self._left -= 1

    def _place(self, cell: Cell) -> None:
        fill = cell.fill() if cell.columns > 1 or cell.rows > 1 else ""
        for nth in range(min(cell.columns, max(1, MAX_WIDTH - len(self._slots)))):
            if cell.rows > 1 and self._left > 0:
                self._above[len(self._slots)] = (cell.rows - 1, fill)
            self._slots.append(_Slot(cell if nth == 0 else None, fill))
            self._left -= nth > 0
            if self._left <= 0:
                break


class TableWriter:
    """Writes collected rows as pipe rows."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._at = 0

    def _put(self, text: str) -> None:
        """Write what the table's form adds."""
        place = min(self._at, max(0, len(self._writer.source) - 1))
        self._writer.put(text, place, place + 1)

    def _cell(self, cell: Cell) -> None:
        for text, start, end in cell.pieces:
            bare = text.replace("|", "\u2223").replace("\n", " ")
            if self._writer.source[start:end] == bare:
                self._writer.copy(start, end)
            else:
                self._writer.put(bare, start, end)
            self._at = max(start, end - 1)

    def _row(self, slots: list[_Slot]) -> None:
        for slot in slots:
            self._put("| ")
            if slot.cell is not None:
                self._cell(slot.cell)
            else:
                self._put(slot.fill)
            self._put(" ")
        self._put("|\n")

    def _lines(self, row: Row, between: str) -> None:
        for at, cell in enumerate(row.cells):
            self._put(between if at else "")
            self._cell(cell)
        self._put("\n\n")

    def write(self, rows: list[Row], begun: bool = True) -> None:
        """Write a table, after an empty line where text went before; a frame for prose becomes prose."""
        rows = [row for row in rows if any(cell.pieces for cell in row.cells)]
        if not rows:
            return
        self._at = rows[0].start
        self._put("\n\n" if begun else "")
        table = [row for row in rows if not row.caption]
        width = max((sum(c.columns for c in row.cells) for row in table), default=0)
        longest = max((len(cell.text) for row in table for cell in row.cells), default=0)
        if width < 2 or len(table) < 2 or longest > _LONG_CELL:
            for row in rows:
                self._at = max(self._at, row.start)
                self._lines(row, "\n\n" if longest > _LONG_CELL else " ")
            return
        self._grid(rows)
        self._put("\n")

    def _grid(self, rows: list[Row]) -> None:
        layer = _Layer()
        places = [layer.row(row) for row in rows]
        header: list[str] = []
        at = 0
        while at < len(rows):
            row = rows[at]
            self._at = max(self._at, row.start)
            if row.caption or _is_title(row, places[at]):
                self._title(row, header if at + 1 < len(rows) else [])
                at += 1
                continue
            if not header:
                last = _last_head(rows, places, at)
                header = _merged(places[at : last + 1])
                if last > at:
                    self._merged_header(rows, places[last], header, last)
                    at = last + 1
                    continue
            self._row(places[at])
            at += 1

    def _title(self, row: Row, header: list[str]) -> None:
        """A line over the rows that follow it, which get the header once more."""
        self._put("\n")
        for cell in row.cells:
            self._cell(cell)
        self._put("\n")
        short = sum(len(text) for text in header) < _LONG_HEADER
        if header and short and not row.caption and not any(_NUMBER.search(text) for text in header):
            self._put("".join(f"| {text} " for text in header) + "|\n")

    def _merged_header(self, rows: list[Row], slots: list[_Slot], header: list[str], last: int) -> None:
        self._at = max(self._at, rows[last].start)
        for slot, text in zip(slots, header, strict=False):
            if slot.cell is not None and slot.cell.pieces:
                self._at = slot.cell.pieces[0][1]
            self._put(f"| {text} ")
        self._put("|\n")


def _is_title(row: Row, slots: list[_Slot]) -> bool:
    """Whether a row is one cell across the table."""
    return len(row.cells) == 1 and row.cells[0].columns >= 2 and row.cells[0].columns == len(slots)


def _last_head(rows: list[Row], places: list[list[_Slot]], first: int) -> int:
    """Last of the header rows from ``first`` on that can be merged into one."""
    last = first
    while last + 1 < len(rows) and rows[last].head and rows[last + 1].head and not rows[last + 1].caption:
        last += 1
        if _is_title(rows[last], places[last]):
            return last - 1
    wide = {len(slots) for slots in places[first : last + 1]}
    upper = (slot.cell for slots in places[first:last] for slot in slots if slot.cell is not None)
    return first if len(wide) > 1 or any(_NUMBER.search(cell.text) for cell in upper) else last


def _merged(rows: list[list[_Slot]]) -> list[str]:
    """The header of each column: what stands over it, from the top down."""
    columns = zip(*rows, strict=False)
    texts = ((s.cell.text if s.cell is not None else s.fill for s in column) for column in columns)
    return [" ".join(dict.fromkeys(t for t in column if t)).replace("|", "\u2223") for column in texts]
