"""A table on its way from markup to rows of cells: spans filled, header rows made one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from nernstian.audit.extract import Writer

MAX_CELLS = 200_000


class _Sink(Protocol):
    def put(self, text: str, start: int, end: int) -> None: ...


@dataclass(slots=True)
class Text:
    """Text in pieces, each with its place; written later, when the table is known."""

    source: str
    pieces: list[tuple[str, int, int]] = field(default_factory=list)

    def copy(self, start: int, end: int) -> None:
        """Take over a piece of the source, character by character."""
        self.pieces += [(self.source[at], at, at + 1) for at in range(start, end)]

    def put(self, text: str, start: int, end: int) -> None:
        """Write text that stands for a piece of the source."""
        if text:
            self.pieces.append((text, start, end))

    def ends_with(self, character: str) -> bool:
        """Whether what was written last is this character."""
        return bool(self.pieces) and self.pieces[-1][0].endswith(character)

    @property
    def plain(self) -> str:
        """The text on one line, without bars, which divide cells."""
        return "".join(piece for piece, _, _ in self.pieces).replace("\n", " ").replace("|", "/").strip()

    @property
    def end(self) -> int:
        """Where the last piece ends in the source."""
        return self.pieces[-1][2] if self.pieces else 0

    def into(self, sink: _Sink) -> None:
        """Write the pieces, without space around them."""
        pieces = self.pieces
        while pieces and not pieces[0][0].strip():
            pieces = pieces[1:]
        while pieces and not pieces[-1][0].strip():
            pieces = pieces[:-1]
        for text, start, end in pieces:
            sink.put(text.replace("\n", " ").replace("|", "/"), start, end)


@dataclass(slots=True)
class Cell:
    """A cell: its text, whether it is a header, and how many columns and rows it covers."""

    text: Text
    head: bool = False
    columns: int = 1
    rows: int = 1
    #: A cell that only fills the place of another that covers it.
    filler: bool = False


class Grid:
    """A table being read."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.cell: Cell | None = None
        self._captions: list[Text] = []
        self._count = 0

    def start_row(self) -> None:
        """Begin a row; one that is still open ends."""
        self.cell = None
        self.rows.append([])

    def end_row(self) -> None:
        """End the open cell; what follows belongs to no cell."""
        self.cell = None

    def start_cell(self, cell: Cell) -> None:
        """Begin a cell, in a row of its own where none is open."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(cell)
        self._count += 1
        self.cell = cell

    def end_cell(self) -> None:
        """End the open cell."""
        self.cell = None

    def caption(self, text: Text | None) -> None:
        """Begin the caption, or with None end it."""
        if text is None:
            self.cell = None
        else:
            self._captions.append(text)
            self.cell = Cell(text)

    def write(self, writer: Writer, at: int) -> None:
        """Write the caption and the rows; ``at`` is where the table ends in the source."""
        writer.put("\n\n", _first(self, at), _first(self, at))
        for caption in self._captions:
            caption.into(writer)
            writer.put("\n\n", caption.end, caption.end)
        rows = [row for row in self.rows if row]
        if self._count > MAX_CELLS:
            rows = []
        while len(rows) > 2 and len(rows[0]) == 1 and rows[0][0].columns > 1:  # a title over all columns
            title = rows.pop(0)[0].text
            title.into(writer)
            writer.put("\n\n", title.end, title.end)
        filled = list(_filled(rows))
        heads = _header_rows(filled)
        if heads > 1:
            filled = [_merged(filled[:heads]), *filled[heads:]]
        for row in filled:
            _write_row(writer, row)
        writer.put("\n", at, at)


def _first(grid: Grid, at: int) -> int:
    """Where the text of a table begins in the source."""
    texts = [*grid._captions, *(cell.text for row in grid.rows for cell in row)]  # noqa: SLF001
    return min((text.pieces[0][1] for text in texts if text.pieces), default=at)


def _write_row(writer: Writer, row: list[Cell]) -> None:
    last = writer.position
    for cell in row:
        writer.put("| ", last, last)
        cell.text.into(writer)
        last = max(last, writer.position)
        writer.put(" ", last, last)
    writer.put("|\n", last, last)


def _filled(rows: list[list[Cell]]) -> Iterator[list[Cell]]:
    """The rows with a cell in every place; a filler repeats words, and no numbers: those stand once."""
    below: dict[int, tuple[int, Cell]] = {}
    for row in rows:
        made: list[Cell] = []
        waiting = list(row)
        while waiting or len(made) in below:
            column = len(made)
            if column in below:
                left, cell = below.pop(column)
                if left > 1:
                    below[column] = (left - 1, cell)
                made.append(_filler(cell))
                continue
            cell = waiting.pop(0)
            for offset in range(cell.columns):
                made.append(cell if offset == 0 else _filler(cell))
                if cell.rows > 1:
                    below[column + offset] = (cell.rows - 1, cell)
        yield made


def _filler(cell: Cell) -> Cell:
    plain = cell.text.plain
    text = Text(cell.text.source)
    if plain and not any(c.isdigit() for c in plain):
        text.put(plain, -1, -1)
    return Cell(text, cell.head, filler=True)


def _header_rows(rows: list[list[Cell]]) -> int:
    """How many rows at the top are headers throughout."""
    count = 0
    for row in rows[:4]:
        if not all(cell.head or not cell.text.plain for cell in row) or not any(cell.head for cell in row):
            break
        count += 1
    return count if count < len(rows) else 0


def _merged(rows: list[list[Cell]]) -> list[Cell]:
    """One header of several: each column's words from above to below, without repeating them."""
    width = max(len(row) for row in rows)
    made: list[Cell] = []
    for column in range(width):
        words: list[str] = []
        for row in rows:
            plain = row[column].text.plain if column < len(row) else ""
            if plain and plain not in words:
                words.append(plain)
        text = Text("")
        text.put(" ".join(words), -1, -1)
        made.append(Cell(text, head=True))
    return made
