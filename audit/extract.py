"""What a reader of a markup language gets out of a source: plain text, each character with its place.

A reader walks through its source once and writes what a person sees: text as it is, a table as rows of cells
between bars, a paragraph as lines with an empty line around them. Whatever it writes it writes with the piece
of the source that it stands for.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extract:
    """Extracted text; ``starts`` and ``ends`` hold the code points of the source each character stands for.

    ``starts`` never falls from one character to the next.
    """

    text: str
    starts: array[int]
    ends: array[int]

    def back(self, starts: array[int], ends: array[int]) -> tuple[array[int], array[int]]:
        """Turn places in the extracted text (where pieces start and end) into places in the source."""
        last = len(self.ends) - 1
        return (
            array("L", (self.starts[min(at, last)] for at in starts)),
            array("L", (self.ends[min(max(at - 1, 0), last)] for at in ends)),
        )


class Writer:
    """Collects the extract of a source, piece by piece, in the order of the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._parts: list[str] = []
        self._starts, self._ends = array("L"), array("L")
        self._last = ""

    def copy(self, start: int, end: int) -> None:
        """Take over a piece of the source as it is."""
        if start < end:
            self._parts.append(self.source[start:end])
            self._last = (self._last + self.source[max(start, end - 2) : end])[-2:]
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))

    def put(self, text: str, start: int, end: int) -> None:
        """Write text that stands for the piece of the source from ``start`` to ``end``.

        Text that stands for nothing of its own (a header said again) has its place where the writer is:
        places never go back.
        """
        if text:
            start, end = max(start, self.position), max(end, self.position)
            self._parts.append(text)
            self._last = (self._last + text)[-2:]
            self._starts.extend([start] * len(text))
            self._ends.extend([max(end, start)] * len(text))

    @property
    def position(self) -> int:
        """Where in the source what was written last begins."""
        return self._starts[-1] if self._starts else 0

    def ends_with(self, text: str) -> bool:
        """Whether what was written last is this text, of one or two characters."""
        return self._last.endswith(text)

    def finish(self) -> Extract:
        """Return the extract."""
        return Extract("".join(self._parts), self._starts, self._ends)
