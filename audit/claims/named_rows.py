"""Rows of tables that sentences name: "at P8 it is -26 mV", "in frog muscle V - E_K is +9.7 mV".

What a sentence says of a preparation, an age or a cell belongs to the row of that name, and to no other one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from nernstian.audit.context import Context, once
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.tables import Table

_WORD = re.compile(r"[^\W_]{2,}")
_LETTER = re.compile(r"[^\W\d_]")
_REACH = 240


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table and the words of its first cell that no other row of a table has."""

    start: int
    end: int
    words: frozenset[str]


def _words(text: str) -> set[str]:
    found = {match.group().lower() for match in _WORD.finditer(text)}
    return {word for word in found if _LETTER.search(word)}


def _rows(table: Table) -> list[tuple[int, int, set[str]]]:
    return [
        (row[0].start, row[-1].end, set() if ion_of(row[0].text) else _words(row[0].text))
        for row in table.rows
    ]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of all tables of a document, in order."""

    items: tuple[Row, ...]
    starts: tuple[int, ...]
    known: frozenset[str]

    def at(self, offset: int) -> Row | None:
        """Return the row that an offset lies in."""
        at = bisect_right(self.starts, offset) - 1
        return self.items[at] if at >= 0 and offset < self.items[at].end else None

    def are_one(self, first: Number, second: Number) -> bool:
        """Whether two numbers stand in the same row."""
        row = self.at(first.start)
        return row is not None and row == self.at(second.start)


@once
def named_rows(context: Context) -> Rows:
    """Return the rows of the tables of a document with the words that name them."""
    found = [row for table in context.tables for row in _rows(table)]
    often = Counter(word for _, _, words in found for word in words)
    items = tuple(
        Row(start, end, frozenset(word for word in words if often[word] == 1)) for start, end, words in found
    )
    return Rows(items, tuple(row.start for row in items), frozenset(often))


def row_before(context: Context, at: int) -> tuple[Row, int] | None:
    """Return the row that the sentence of a place names last in front of it, and where the name ends."""
    rows = named_rows(context)
    if not rows.known:
        return None
    start, _ = context.layout.bounds(Scope.SENTENCE, at)
    for match in reversed(list(_WORD.finditer(context.text, max(start, at - _REACH), at))):
        word = match.group().lower()
        if word in rows.known:
            named = [row for row in rows.items if word in row.words]
            if len(named) == 1 and not named[0].start <= at < named[0].end:
                return named[0], match.end()
    return None
