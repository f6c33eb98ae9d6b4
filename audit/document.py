"""A document: its source, the normalised text that is scanned, and the way back.

Every stage after this one works on ``Document.text``; every report speaks of ``Document.source``.
``starts`` and ``ends`` hold, for each character of the text, the code points of the source it stands for.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_right
from dataclasses import dataclass

from nernstian.audit.extract import Extract
from nernstian.audit.normalise import normalise


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the source, in code points; ``line`` and ``column`` count from 1."""

    start: int
    end: int
    line: int
    column: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded document with its normalised text and the offset map between them."""

    path: str
    format: str
    sha256: str
    source: str
    text: str
    starts: array[int]
    ends: array[int]
    line_starts: array[int]
    page_starts: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an offset map that does not cover the text."""
        if not len(self.text) == len(self.starts) == len(self.ends):
            raise ValueError("the offset map does not cover the text")

    def span(self, start: int, end: int) -> Span:
        """Return the place in the source of ``text[start:end]``."""
        if start >= end or start >= len(self.text):
            low = high = len(self.source) if start >= len(self.text) else self.starts[start]
        else:
            low, high = self.starts[start], self.ends[min(end, len(self.text)) - 1]
        line = bisect_right(self.line_starts, low)
        page = bisect_right(self.page_starts, low) if self.page_starts else None
        return Span(low, high, line, low - self.line_starts[line - 1] + 1, page)

    def quote(self, start: int, end: int) -> str:
        """Return the exact substring of the source that ``text[start:end]`` stands for."""
        place = self.span(start, end)
        return self.source[place.start : place.end]

    def source_line(self, line: int) -> str:
        """Return line ``line`` (from 1) of the source without its line end."""
        low = self.line_starts[line - 1]
        high = self.line_starts[line] if line < len(self.line_starts) else len(self.source)
        return self.source[low:high].rstrip("\r\n")


def _line_starts(source: str) -> array[int]:
    """Offsets at which lines begin; only a line feed ends a line, as in editors and compilers."""
    found = array("L", [0])
    at = source.find("\n")
    while at >= 0:
        found.append(at + 1)
        at = source.find("\n", at + 1)
    return found


def make_document(
    source: str,
    path: str = "<text>",
    kind: str = "text",
    raw: bytes | None = None,
    extract: Extract | None = None,
    page_starts: tuple[int, ...] = (),
) -> Document:
    """Build the document of a decoded text.

    Parameters
    ----------
    source : str
        The decoded text.
    path : str
        The name that reports print.
    kind : str
        The format: ``"text"``, ``"markdown"``, ``"html"`` ...
    raw : bytes, optional
        What was decoded, for the hash; without it the UTF-8 bytes of ``source`` are hashed.
    extract : Extract, optional
        What a reader of a markup language found in the source; without it the source itself is the text.
    page_starts : tuple of int
        Where pages begin in ``source``, for formats that have pages.
    """
    content = raw if raw is not None else source.encode("utf-8", "surrogatepass")
    text, starts, ends = normalise(source if extract is None else extract.text)
    if extract is not None:
        starts, ends = extract.back(starts, ends)
    digest = hashlib.sha256(content).hexdigest()
    return Document(path, kind, digest, source, text, starts, ends, _line_starts(source), page_starts)
