"""Marks in extracted text: what layout means (a cell, a raised character, a page) in one character each.

A guarded child process hands over one string. The source that reports speak of is that string without its
marks; the extract that is scanned has them spelled out: bars around cells, ``^`` and ``_``.
"""

from __future__ import annotations

import re

from nernstian.audit.extract import Extract, Writer

# None of them is white space to str.split and str.strip, as the separators of ASCII are.
ROW, END_ROW, CELL, RAISED, LOWERED, PAGE = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
# What each mark is in the source, and what in the text that is scanned.
_MEANING = {
    ROW: ("", "| "),
    END_ROW: ("", " |"),
    CELL: (" ", " | "),
    RAISED: ("", "^"),
    LOWERED: ("", "_"),
    PAGE: ("", ""),
}
_DEGREE = re.compile(RAISED + r"[o0°º◦∘]\s?(?=[CF]\b)")
_MARK = re.compile("([" + "".join(_MEANING) + "])")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    """Return text of a document without control characters, so that none can pass for a mark."""
    return _CONTROL.sub("", text)


def degrees(text: str) -> str:
    """Return text whose degrees Celsius are not written as a raised letter."""
    return _DEGREE.sub("°", text)


def row(cells: list[str]) -> str:
    """Return a row of a table with its marks; line ends and bars within a cell cannot stay."""
    return ROW + CELL.join(" ".join(cell.replace("|", "¦").split()) for cell in cells) + END_ROW


def spell(marked: str) -> tuple[str, Extract, tuple[int, ...]]:
    """Return the source, its extract, and where pages begin in the source."""
    pieces = _MARK.split(marked)
    source = "".join(_MEANING[piece][0] if piece in _MEANING else piece for piece in pieces)
    writer, at, pages = Writer(source), 0, []
    for piece in pieces:
        if piece not in _MEANING:
            writer.copy(at, at + len(piece))
            at += len(piece)
            continue
        if piece == PAGE:
            pages.append(at)
        plain, spelled = _MEANING[piece]
        writer.put(spelled, at, at + len(plain))
        at += len(plain)
    return source, writer.finish(), tuple(pages)
