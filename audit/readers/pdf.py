"""PDF: lines, raised and lowered characters, rows of tables and paragraphs, from where runs of text stand."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import pypdf
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from nernstian.audit.readers import marks
from nernstian.audit.readers.pdf_runs import Run, runs
from nernstian.derivations.errors import ReadError

MAX_PAGES = 2_000
MAX_RUNS = 200_000
MAX_TEXT = 8_000_000
_BOMB = "unpacks to far more than a document holds"
_REMEDY = "print it to a new PDF, or convert it to text"
# All in heights of the font.
WORD_GAP, CELL_GAP = 0.17, 0.9
SAME_LINE = 0.12
TOUCHING = (-0.6, 0.7)
MARK_GAP = 0.25
RAISED, LOWERED = (0.15, 0.8), (-0.5, -0.06)
SMALLER, SAME_SIZE = 0.86, 1.02
HALF_LINE = 0.6  # no line of text stands nearer to another
_ENDS_SENTENCE = re.compile(r"[.:!?]\W?$")
_BULLET = re.compile(r"[•▪∙●]\s*")
_ITEM = re.compile(r"\s*(?:[•▪∙●*–—-]|\(?\w{1,3}[.)])\s*$")
_TAG = re.compile(r"\s*\(\d{1,3}(?:\.\d{1,3})?[a-z]?\)\s*$")  # the number of an equation
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u2010]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run, or neighbours of one font on one baseline; ``mark`` when it is raised or lowered."""

    run: Run
    mark: str = ""


@dataclass(slots=True)
class Line:
    """Pieces on one baseline."""

    y: float
    height: float
    pieces: list[Piece]

    @property
    def x(self) -> float:
        """Where the line starts."""
        return min(piece.run.x for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line between wide gaps."""

    x: float
    end: float
    text: str


def _joined(found: list[Run]) -> list[Run]:
    """Join runs that touch on one baseline in one size."""
    out: list[Run] = []
    for run in found:
        last = out[-1] if out else None
        if (
            last
            and abs(last.y - run.y) < 0.02 * run.height
            and abs(last.height - run.height) < 0.02 * run.height
        ):
            gap = (run.x - last.end) / run.height
            if -0.3 < gap < CELL_GAP:
                space = " " if gap > WORD_GAP and not last.text.endswith(" ") else ""
                out[-1] = replace(last, text=last.text + space + run.text, end=run.end)
                continue
        out.append(run)
    return out


def _mark(run: Run, base: Run) -> str:
    """Return how a run is set against one before it: raised, lowered, or neither."""
    if run.height > SAME_SIZE * base.height:
        return ""
    gap, step = (run.x - base.end) / base.height, (run.y - base.y) / base.height
    if not TOUCHING[0] < gap < TOUCHING[1]:
        return ""
    if run.height > SMALLER * base.height and abs(step) > HALF_LINE:
        return ""
    if RAISED[0] < step < RAISED[1]:
        return marks.RAISED
    return marks.LOWERED if LOWERED[0] < step < LOWERED[1] else ""


def _lines(found: list[Run]) -> list[Line]:
    """Gather runs into lines in the order in which they are drawn, as columns of a page are."""
    lines: list[Line] = []
    bases: list[Run] = []
    for run in found:
        mark = next((m for base in reversed(bases[-3:]) if (m := _mark(run, base))), "")
        if mark and lines:
            lines[-1].pieces.append(Piece(run, mark))
            continue
        if lines and abs(lines[-1].y - run.y) < SAME_LINE * max(run.height, lines[-1].height):
            lines[-1].pieces.append(Piece(run))
            lines[-1].height = max(lines[-1].height, run.height)
            bases.append(run)
        else:
            lines.append(Line(run.y, run.height, [Piece(run)]))
            bases = [run]
    return lines


def _cells(line: Line) -> list[Cell]:
    """Split a line at its wide gaps; words are set apart by narrow ones."""
    out: list[Cell] = []
    end = 0.0
    for piece in sorted(line.pieces, key=lambda p: (round(p.run.x, 1), p.mark != marks.LOWERED)):
        run = piece.run
        text = piece.mark + (run.text.strip() if piece.mark else run.text)
        gap = (run.x - end) / line.height
        if not out or (gap > CELL_GAP and not piece.mark):
            out.append(Cell(run.x, run.end, text))
        else:
            last = out[-1]
            space = " " if gap > (MARK_GAP if piece.mark else WORD_GAP) else ""
            out[-1] = Cell(last.x, max(last.end, run.end), last.text + space + text)
        end = max(end, run.end) if out and out[-1].x != run.x else run.end
    return [replace(cell, text=" ".join(cell.text.split(" "))) for cell in out]


def _columns(rows: list[list[Cell]]) -> list[tuple[float, float]]:
    """Return the columns of rows: what overlaps stands in one."""
    out: list[tuple[float, float]] = []
    for x, end in sorted((cell.x, cell.end) for row in rows for cell in row):
        if out and x < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((x, end))
    return out


def _placed(row: list[Cell], columns: list[tuple[float, float]]) -> list[str]:
    return [" ".join(c.text for c in row if low <= c.x < high) for low, high in columns]


def _is_table(rows: list[list[Cell]]) -> bool:
    """Whether rows share their columns: two at least in each, and cells, not lines of text."""
    if len(rows) < 2 or any(_ITEM.match(row[0].text) or _TAG.match(row[-1].text) for row in rows):
        return False
    columns = _columns(rows)
    placed = [_placed(row, columns) for row in rows]
    cells = [text for row in placed for text in row if text]
    shared = all(sum(1 for text in row if text) >= 2 for row in placed)
    return len(columns) >= 2 and shared and sum(map(len, cells)) <= 30 * len(cells)


def _apart(above: Line, line: Line, leading: float) -> bool:
    """Whether a paragraph, or another kind of text, begins with this line."""
    step = above.y - line.y
    other = abs(above.height - line.height) > 0.1 * above.height
    return other or step < 0 or step > 1.35 * leading


def _page(found: list[Run]) -> str:
    """Return the marked text of a page."""
    lines = _lines(_joined(found))
    steps = [a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 3 * a.height]
    leading = median(steps) if steps else 0.0
    out, at = "", 0
    while at < len(lines):
        rows, taken = _rows(lines, at, leading)
        if rows:
            out += ("\n\n" if out else "") + "\n".join(rows) + "\n\n"
            at += taken
            continue
        text = " ".join(cell.text for cell in _cells(lines[at])).strip()
        text = _BULLET.sub("- ", text, count=1) if _BULLET.match(text) else text
        fresh = at == 0 or out.endswith("\n\n") or _fresh(lines[at - 1], lines[at], out, leading)
        out = _append(out, text, fresh=fresh)
        at += 1
    return marks.degrees(re.sub(r"\n{3,}", "\n\n", out).strip("\n"))


def _fresh(above: Line, line: Line, out: str, leading: float) -> bool:
    indented = line.x > above.x + 0.8 * line.height and _ENDS_SENTENCE.search(out[-3:])
    return bool(indented) or _apart(above, line, leading)


def _append(out: str, text: str, *, fresh: bool) -> str:
    """Append a line to a page: as a paragraph, as its next line, or joined where a word was torn."""
    if not out or fresh:
        return out + ("\n\n" if out and not out.endswith("\n\n") else "") + text
    if text[:1].islower() and _HYPHENATED.search(out[-2:]):
        return out[:-1] + text
    return out + ("" if out.endswith("−") and text[:1].isdigit() else "\n") + text


def _continues(row: list[Cell], cell: Cell) -> bool:
    """Append a line that stands under one cell, right of the first, to that cell."""
    for index, above in enumerate(row[1:], 1):
        if abs(above.x - cell.x) < 1.0:
            row[index] = Cell(above.x, max(above.end, cell.end), f"{above.text} {cell.text}")
            return True
    return False


def _rows(lines: list[Line], at: int, leading: float) -> tuple[list[str], int]:
    """Return the rows of the table that begins with a line, and how many lines it takes."""
    rows: list[list[Cell]] = []
    taken = 0
    for index in range(at, len(lines)):
        cells = _cells(lines[index])
        apart = index > at and not 0 < lines[index - 1].y - lines[index].y < 2.5 * max(
            leading, lines[index].height
        )
        if len(cells) == 1 and rows and not apart and _continues(rows[-1], cells[0]):
            taken += 1
            continue
        if len(cells) < 2 or apart or (rows and not _is_table([*rows, cells])):
            break
        rows.append(cells)
        taken += 1
    if not _is_table(rows):
        return [], 0
    columns = _columns(rows)
    return [marks.row(_placed(row, columns)) for row in rows], taken


def _reader(content: bytes) -> pypdf.PdfReader:
    if b"%PDF-" not in content[:1024]:
        raise ReadError("is no PDF file", "check what it is; save it as PDF or text")
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("is encrypted", "save it without a password")
        pages = len(reader.pages)
    except DependencyError as error:
        raise ReadError("is encrypted", "save it without a password") from error
    except LimitReachedError as error:
        raise ReadError(_BOMB, _REMEDY) from error
    except PyPdfError as error:
        raise ReadError("is a damaged or truncated PDF file", _REMEDY) from error
    if pages > MAX_PAGES:
        raise ReadError(f"has more than {MAX_PAGES} pages", "split the document")
    return reader


def marked_text(content: bytes) -> str:
    """Return the text of a PDF file with marks.

    Raises
    ------
    ReadError
        It is encrypted, damaged, no PDF file, or larger than a document can be.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    out: list[str] = []
    size = 0
    for page in _reader(content).pages:
        try:
            found = runs(page)
        except LimitReachedError as error:
            raise ReadError(_BOMB, _REMEDY) from error
        if len(found) > MAX_RUNS:
            raise ReadError("a page holds more text than a page can show", _REMEDY)
        out.append(marks.PAGE + _page(found) + "\n\n")
        size += len(out[-1])
        if size > MAX_TEXT:
            raise ReadError(f"holds more than {MAX_TEXT} characters", "split the document")
    return "".join(out)
