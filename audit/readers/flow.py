"""Running text with its gaps and marks, and tables collected on the way: what readers of markup share."""

from __future__ import annotations

from nernstian.audit.extract import Extract, Writer
from nernstian.audit.readers.grid import Cell, Row, TableWriter

SPACE, LINE, PARAGRAPH = 1, 2, 3
_GAPS = ("", " ", "\n", "\n\n")


class Flow:
    """Where a reader writes: gaps are remembered and written before the text that follows them.

    Inside a table the text goes to the open cell; between the cells of a table there is no text.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.writer = Writer(source)
        self.rows: list[Row] = []
        self.depth = 0  # of tables in tables
        self.cell: Cell | None = None
        self.prefix = ""
        self._gap, self._gap_start, self._gap_end = 0, 0, 1
        self._begun = False

    def part(self, level: int, start: int, end: int) -> None:
        """Ask for a space, a new line or an empty line before what comes next."""
        if level > self._gap:
            self._gap, self._gap_start, self._gap_end = level, start, end

    def mark(self, prefix: str, level: int, start: int, end: int) -> None:
        """Begin a heading or an item: ask for a gap and for the mark behind it."""
        self.part(level, start, end)
        self.prefix = prefix

    def _emit(self, text: str, start: int, end: int) -> None:
        if self.cell is not None:
            self.cell.pieces.append((text, start, end))
            return
        if self.source[start:end] == text:
            self.writer.copy(start, end)
        else:
            self.writer.put(text, start, end)
        self._begun = True

    def write(self, text: str, start: int, end: int) -> None:
        """Write text that stands for a piece of the source, after the gap that is due."""
        if (self.depth and self.cell is None) or not text:
            return
        if self._gap or self.prefix:
            self._write_gap()
        self._emit(text, start, end)

    def _write_gap(self) -> None:
        if self.cell is not None:
            gap = _GAPS[min(self._gap, SPACE)] if self.cell.pieces else ""
        else:
            gap = (_GAPS[self._gap] if self._begun else "") + self.prefix
        if gap:
            self._emit(gap, self._gap_start, max(self._gap_end, self._gap_start + 1))
        self._gap, self.prefix = 0, ""

    def open_row(self, start: int, head: bool = False, caption: bool = False) -> None:
        """Begin a row of the table."""
        self.cell = None
        self.rows.append(Row(start, head=head, caption=caption))

    def open_cell(self, start: int, columns: int = 1, rows: int = 1) -> Cell:
        """Begin a cell of the last row."""
        if not self.rows:
            self.open_row(start)
        self.cell = Cell([], columns, rows)
        self.rows[-1].cells.append(self.cell)
        self._gap, self.prefix = 0, ""
        return self.cell

    def flush(self) -> None:
        """Write the table that has been collected."""
        self.cell = None
        if self.rows:
            TableWriter(self.writer).write(self.rows, self._begun)
            self._begun = True
        self.rows, self._gap = [], 0

    def finish(self) -> Extract:
        """Return the extract."""
        self.flush()
        return self.writer.finish()
