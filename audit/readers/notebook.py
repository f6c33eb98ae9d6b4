"""Jupyter notebooks: the text of the cells, each character with its place among the escapes of the JSON file.

The file is walked through once with its strings' places kept, instead of being loaded: a report has to name
the line of the file. Outputs are left out; they repeat what code computes.
"""

from __future__ import annotations

import re

from nernstian.audit.extract import Extract, Writer
from nernstian.derivations.errors import ReadError

_TOKEN = re.compile(r"[ \t\r\n,:]*+(?P<piece>\"(?:[^\"\\]++|\\.)*+\"|[{}\[\]]|[^\s\"{}\[\],:]++)", re.DOTALL)
_PIECE = re.compile(
    r"[^\\]++|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": " "}
_SHOWN = ("markdown", "code", "raw", "heading")
_CELL_DEPTH = 3  # { "cells": [ {

Place = tuple[int, int]


def _unescape(text: str) -> str:
    if text == "\\u":
        return "\ufffd"  # four digits do not follow
    if text.startswith("\\u"):
        units = [int(unit, 16) for unit in text[2:].split("\\u")]
        if len(units) == 2:
            return chr(0x10000 + ((units[0] - 0xD800) << 10) + (units[1] - 0xDC00))
        return "\ufffd" if 0xD800 <= units[0] < 0xE000 else chr(units[0])
    return _ESCAPES.get(text[1], text[1])


class _Walk:
    """What is known while the tokens of the file go by."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.writer = Writer(source)
        self.depth = 0
        self.keys: dict[int, str] = {}  # the key that is open at each depth of interest
        self.waits: dict[int, bool] = {}  # whether a key comes next
        self.kind = ""
        self.places: list[Place] = []
        self.cells = 0

    def opens(self, piece: str) -> None:
        self.depth += 1
        if self.depth <= _CELL_DEPTH + 1:
            self.waits[self.depth] = piece == "{"
            self.keys[self.depth] = ""
        if self.depth == _CELL_DEPTH and piece == "{":
            self.kind, self.places = "", []

    def closes(self) -> None:
        if self.depth == _CELL_DEPTH and self.keys.get(1) == "cells":
            self._cell()
        self.depth -= 1
        self._value_done()

    def _value_done(self) -> None:
        if self.keys.get(self.depth):
            if self.depth != 1 or self.keys[1] != "cells":
                self.keys[self.depth] = ""
            self.waits[self.depth] = True

    def value(self, start: int, end: int) -> None:
        """A string, number or word: a key, or the value of the key that is open."""
        text = self.source[start + 1 : end - 1]
        if self.depth <= _CELL_DEPTH and self.waits.get(self.depth):
            self.keys[self.depth], self.waits[self.depth] = text, False
            return
        if self.keys.get(1) == "cells":
            here = self.keys.get(_CELL_DEPTH, "")
            if self.depth == _CELL_DEPTH and here == "cell_type":
                self.kind = text
            if (
                here == "source"
                and self.depth in (_CELL_DEPTH, _CELL_DEPTH + 1)
                and self.source[start] == '"'
            ):
                self.places.append((start + 1, end - 1))
        self._value_done()

    def _cell(self) -> None:
        self.cells += 1
        if self.kind not in _SHOWN or not self.places:
            return
        first = self.places[0][0]
        self.writer.put("\n\n", first - 1, first)
        for start, end in self.places:
            self._string(start, end)

    def _string(self, start: int, end: int) -> None:
        for match in _PIECE.finditer(self.source, start, end):
            low, high = match.span()
            if self.source[low] == "\\":
                self.writer.put(_unescape(match.group()), low, high)
            else:
                self.writer.copy(low, high)


def extract(source: str) -> Extract:
    """Return the text of a notebook's cells with the place of every character.

    Raises
    ------
    ReadError
        The file is no notebook.
    """
    walk = _Walk(source)
    position = 0
    while (match := _TOKEN.match(source, position)) is not None:
        start, position = match.span("piece")
        piece = source[start]
        if piece in "{[":
            walk.opens(piece)
        elif piece in "}]":
            walk.closes()
        else:
            walk.value(start, position)
    if (
        source[position:].strip()
        or walk.depth
        or not source.lstrip().startswith("{")
        or '"cells"' not in source
    ):
        raise ReadError("not a Jupyter notebook", "save it in notebook format 4, or as Markdown")
    return walk.writer.finish()
