"""Tables of plain text, whose columns are held together by spaces, tabs or separators, as rows between bars.

A column is what stands between two gutters: columns of blanks that run through every line of the table. Bars
are written where the gutters are, so that every later stage sees one kind of table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nernstian.audit.extract import Extract, Writer

_LINE = re.compile(r"[^\n]*\n?")
_LEAD = re.compile(r"[ \t]*(?:[#%;]{1,3}|//)?[ \t]*")
_WIDE = re.compile(r"\S(?:[ \u00a0]{2,}|[ \u00a0]*\t[ \u00a0]*)\S")
_SEPARATED = re.compile(r"[^,;\n]{0,60}(?:[,;][^,;\n]{0,60}){2,30}\n?")
_RULE = re.compile(r"[\s=_+:-]*[-=]{3,}[\s=_+:-]*")
_UNIT = re.compile(r"[(\[]?(?:[mµμun]?M|m?mol/[lL]|mEq/[lL]|mV|V|°C|degC|cm/s|in m?[MV])[)\]]?")
# a line of a table that speaks of the lines below it: "Snail neurone, 20 °C"
_GROUP = re.compile(r"\s{0,40}[A-ZÀ-Þ][^.;:!?|]{2,50}")
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(
    r"(?:[~≈<>]\s?|ca\.?\s|about\s)?[+−–‐-]?\s?\d[\d.,×·^⁻⁰¹²³⁴⁵⁶⁷⁸⁹eE+/-]*(?:\s?[%°µμa-zA-Z/]{1,10}\d?)?(?:\s?\(.{1,20}\))?"
)
# "2.303RT/F/mV" begins with a number and names a quantity all the same
_SYMBOLIC = re.compile(r"[Rk]_?B?T")
_MAX_LINE, _MAX_CELL, _MAX_ROWS, _MAX_COLUMNS = 240, 60, 2000, 40

Cells = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The lines of a table with their cells; ``units`` is a second line of the header that holds units."""

    lines: tuple[_Line, ...]
    cells: tuple[Cells, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str  # without its line end; a tab counts as one column


def _lines(source: str) -> Iterator[_Line]:
    for match in _LINE.finditer(source):
        if match.group():
            yield _Line(match.start(), match.end(), match.group().rstrip("\r\n"))


def _may_be_row(line: str) -> bool:
    """Whether a line can belong to an aligned table: a wide gap in it, and no bars."""
    return len(line) <= _MAX_LINE and "|" not in line and (_WIDE.search(line) is not None or _is_rule(line))


def _is_group(line: str) -> bool:
    return _WIDE.search(line) is None and not _is_rule(line)


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None


def _gutters(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The columns of blanks that run through every line, where some line has two blanks or more in a row."""
    width = max(len(line) for line in lines)
    blank = [all(at >= len(line) or line[at].isspace() for line in lines) for at in range(width)]
    runs: list[tuple[int, int]] = []
    at = 0
    while at < width:
        end = at
        while end < width and blank[end]:
            end += 1
        if end > at:
            runs.append((at, end))
        at = end + 1
    inner = [run for run in runs if run[0] > 0 and run[1] < width]
    return [run for run in inner if any(_parts(line, run) for line in lines)]


def _without_empty_columns(lines: Sequence[str], gutters: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The gutters but those in front of a column that only the header fills: "[K]o (mM)" is one header."""
    cut = [_cut(line, gutters) for line in lines[1:]]
    return [
        gutter
        for at, gutter in enumerate(gutters, start=1)
        if any(low < high for low, high in (c[at] for c in cut))
    ]


def _parts(line: str, run: tuple[int, int]) -> bool:
    """Whether a line has text on both sides of a gutter and at least two blanks in it."""
    before, after = line[: run[0]].rstrip(), line[run[1] :].lstrip()
    if not before or not after:
        return False
    return len(line) - len(after) - len(before) >= 2


def _cut(line: str, gutters: list[tuple[int, int]]) -> Cells:
    """The cells of a line: start and end of their text, empty ones with both ends equal."""
    edges = [0, *(low for low, _ in gutters)]
    ends = [*(low for low, _ in gutters), len(line)]
    cells: Cells = []
    for start, end in zip(edges, ends, strict=True):
        piece = line[start:end]
        inner = piece.strip()
        first = min(start + len(piece) - len(piece.lstrip()), len(line)) if inner else min(start, len(line))
        cells.append((first, first + len(inner)))
    return cells


def _whole(line: str, gutters: list[tuple[int, int]]) -> Cells:
    """The cells of a line that is one cell, and empty ones behind it."""
    first, last = len(line) - len(line.lstrip()), len(line.rstrip())
    return [(first, last)] + [(last, last)] * len(gutters)


def _at_tabs(line: str) -> Cells:
    cells: Cells = []
    at = 0
    for piece in line.split("\t"):
        inner = piece.strip()
        first = at + len(piece) - len(piece.lstrip()) if inner else at
        cells.append((first, first + len(inner)))
        at += len(piece) + 1
    return cells


def _split(line: str, separator: str) -> Cells:
    cells: Cells = []
    at = 0
    for piece in line.split(separator):
        inner = piece.strip().strip('"')
        first = at + (piece.find(inner) if inner else 0)
        cells.append((first, first + len(inner)))
        at += len(piece) + 1
    return cells


def _is_table(rows: list[list[str]]) -> bool:
    """Whether rows are a table: a header without bare numbers, and a column that is mostly numbers."""
    if len(rows) < 3 or not 2 <= len(rows[0]) <= _MAX_COLUMNS:
        return False
    if any(len(cell) > _MAX_CELL for row in rows for cell in row):
        return False
    header, body = rows[0], [row for row in rows[1:] if any(row[1:])]
    if len(body) < 2:
        return False
    numbers = (cell for cell in header if _NUMERIC.fullmatch(cell) and not _SYMBOLIC.search(cell))
    if any(numbers) or sum(map(bool, header)) < 2:
        return False
    columns = zip(*body, strict=True)
    numeric = [sum(_NUMERIC.fullmatch(cell) is not None for cell in column) for column in columns]
    return sum(2 * count >= len(body) for count in numeric[1:]) >= 2 or (
        len(numeric) == 2 and 2 * numeric[1] > len(body)
    )


def _texts(line: str, cells: Cells) -> list[str]:
    return [line[start:end] for start, end in cells]


def _aligned(run: list[_Line]) -> _Grid | None:
    """Cut a run of lines at their gutters (or tabs), or None where they are no table."""
    full = [line for line in run if not _is_rule(line.text)]
    while full and _is_group(full[-1].text):
        full.pop()
    if not 3 <= len(full) <= _MAX_ROWS:
        return None
    leads = [_LEAD.match(line.text) for line in full]
    commented = all(lead is not None and lead.group().strip() for lead in leads)
    texts = [
        " " * lead.end() + line.text[lead.end() :] if commented and lead is not None else line.text
        for line, lead in zip(full, leads, strict=True)
    ]
    if all("\t" in text.strip() for text in texts):
        cut = [_at_tabs(text) for text in texts]
        if len({len(cells) for cells in cut}) != 1:
            return None
    else:
        whole = [text for text in texts if not _is_group(text)]
        gutters = _without_empty_columns(whole, _gutters(whole))
        cut = [_whole(text, gutters) if _is_group(text) else _cut(text, gutters) for text in texts]
    return _grid(full, texts, cut)


def _grid(lines: list[_Line], texts: list[str], cut: list[Cells]) -> _Grid | None:
    """Make the grid of lines that were cut, or None where they are no table."""
    rows = [_texts(text, cells) for text, cells in zip(texts, cut, strict=True)]
    below = len(rows) > 3 and any(rows[1]) and all(not cell or _UNIT.fullmatch(cell) for cell in rows[1])
    if not _is_table([rows[0], *rows[2:]] if below else rows):
        return None
    return _Grid(tuple(lines), tuple(cut), tuple(rows[1]) if below else ())


def _separated(run: list[_Line]) -> _Grid | None:
    """Cut lines of separated values, or None where they are none."""
    for separator in (";", ","):
        if len({line.text.count(separator) for line in run}) != 1 or run[0].text.count(separator) < 2:
            continue
        cut = [_split(line.text, separator) for line in run]
        header = _texts(run[0].text, cut[0])
        if 3 <= len(run) <= _MAX_ROWS and all(cell and len(cell.split()) <= 4 for cell in header):
            return _grid(run, [line.text for line in run], cut)
    return None


def _runs(source: str) -> Iterator[tuple[str, list[_Line]]]:
    """Runs of consecutive lines that may be a table, with the way they would be cut."""
    run: list[_Line] = []
    kind = ""
    for line in _lines(source):
        own = "wide" if _may_be_row(line.text) else "separated" if _SEPARATED.fullmatch(line.text) else ""
        if kind == "wide" and not own and _GROUP.fullmatch(line.text):
            own = kind
        if own != kind and run:
            yield kind, run
            run = []
        kind = own
        if own:
            run.append(line)
    if run:
        yield kind, run


_CUTTERS = {"wide": _aligned, "separated": _separated}


def extract(source: str) -> Extract | None:
    """Return the text with its aligned tables as rows between bars; None where it has none."""
    grids = [
        grid for kind, run in _runs(source) if len(run) >= 3 and (grid := _CUTTERS[kind](run)) is not None
    ]
    if not grids:
        return None
    writer = Writer(source)
    done = 0
    for grid in grids:
        writer.copy(done, grid.lines[0].start)
        _write(writer, source, grid)
        done = grid.lines[-1].end
    writer.copy(done, len(source))
    return writer.finish()


def _write(writer: Writer, source: str, grid: _Grid) -> None:
    """Write the rows between bars; an empty first cell says again what stands above it."""
    label = ""
    for at, (line, cells) in enumerate(zip(grid.lines, grid.cells, strict=True)):
        if grid.units and at == 1:
            continue  # said with the header
        alone = all(low == high for low, high in cells[1:])
        for column, (low, high) in enumerate(cells):
            start, end = line.start + low, line.start + high
            writer.put("| ", start, start)
            writer.copy(start, end)
            if at == 0 and grid.units:
                writer.put(" " + grid.units[column], end, end)
            elif column == 0 and at > 0:
                label = "" if alone else source[start:end] or label
                if start == end and not _DIGIT.search(label):
                    writer.put(label, start, start)
            writer.put(" ", end, end)
        writer.put("|\n", max(line.start, line.end - 1), line.end)
