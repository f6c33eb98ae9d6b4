"""HTML: what a browser would show, with the place of every character.

Own scanner: one pattern finds tags, comments and entities in one pass, so that unclosed or deeply nested
markup costs no more than its length. Nothing is loaded, and nothing is run.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from nernstian.audit.extract import Extract, Writer
from nernstian.audit.readers.grid import Cell, Grid, Text

_TOKEN = re.compile(
    r"<!--(?P<comment>)"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9:-]{0,40}+)"
    r"(?P<attributes>(?:[^<>\"']++|\"[^\"]{0,20000}+\"|'[^']{0,20000}+'){0,400}+)>"
    r"|<[!?][^<>]{0,20000}+>"
    r"|(?P<entity>&(?:\#[0-9]{1,7}+|\#[xX][0-9a-fA-F]{1,6}+|[A-Za-z][A-Za-z0-9]{1,30}+);?)"
    r"|(?P<space>\s++)"
)
_SPAN = re.compile(r"\b(?P<kind>col|row)span\s{0,3}=\s{0,3}[\"']?(?P<count>\d{1,3})", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "aside", "header", "footer", "nav", "figure", "figcaption",
    "ul", "ol", "dl", "blockquote", "form", "fieldset", "details", "summary", "address", "center", "body",
    "html", "pre",
})  # fmt: skip
_LINES = frozenset({"br", "dt", "dd", "option", "label", "legend", "hr"})
#: What is not shown, or is shown as struck out.
_HIDDEN = frozenset({
    "script", "style", "template", "noscript", "svg", "title", "head", "del", "s", "strike", "annotation",
    "annotation-xml", "textarea", "select", "iframe", "object",
})  # fmt: skip
_MAX_SPAN = 50

# Where the pieces of mathematics are joined: element -> what stands before its first, second, third child,
# and behind the last.
_MATHS: dict[str, tuple[str, ...]] = {
    "mfrac": ("(", ")/(", "", ")"),
    "msup": ("", "^", "", ""),
    "msub": ("", "_", "", ""),
    "msubsup": ("", "_", "^", ""),
    "msqrt": ("√(", "", "", ")"),
}
_MATHS_PARTS = frozenset({"mi", "mn", "mo", "mtext", "mrow", "mspace", "mstyle", "mover", "munder", *_MATHS})


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.writer = Writer(source)
        self.grids: list[Grid] = []
        self.verbatim = 0
        self.maths: list[tuple[str, int]] = []
        self._closers: dict[str, list[int]] = {}

    # -- writing: into the text or into the open cell of a table

    def _out(self) -> Writer | Text:
        cell = self.grids[-1].cell if self.grids else None
        return self.writer if cell is None else cell.text

    def copy(self, start: int, end: int) -> None:
        if start < end and not (self.grids and self.grids[-1].cell is None):
            self._out().copy(start, end)

    def put(self, text: str, start: int, end: int) -> None:
        if not (self.grids and self.grids[-1].cell is None):
            self._out().put(text, start, end)

    def space(self, start: int, end: int) -> None:
        if self.verbatim and not self.grids:
            self.copy(start, end)
        elif not self._out().ends_with(" ") and not self._out().ends_with("\n"):
            self.put(" ", start, end)

    def block(self, text: str, start: int, end: int) -> None:
        """A new paragraph, which in a cell is no more than a space."""
        if self.grids:
            self.space(start, end)
        elif not (text.isspace() and self.writer.ends_with("\n\n")):
            self.put(text, start, end)

    # -- tags

    def tag(self, name: str, closing: bool, attributes: str, start: int, end: int) -> None:
        if name in _TABLE:
            _TABLE[name](self, closing, attributes, start, end)
        elif name in ("sup", "sub"):
            self.put("" if closing else "^" if name == "sup" else "_", start, end)
        elif name in _MATHS_PARTS:
            self._maths(name, closing, attributes, start, end)
        elif name in _HEADINGS:
            self.block("\n\n" if closing else "\n\n# ", start, end)
        elif name == "li":
            self.block("\n" if closing else "\n- ", start, end)
        elif name in _LINES:
            self.block("\n", start, end)
        elif name in _BLOCKS:
            self.verbatim = max(0, self.verbatim + (-1 if closing else 1)) if name == "pre" else self.verbatim
            self.block("\n\n", start, end)

    def _maths(self, name: str, closing: bool, attributes: str, start: int, end: int) -> None:
        if closing:
            while self.maths and self.maths[-1][0] != name and len(self.maths) > 1:
                self.maths.pop()
            if self.maths and self.maths[-1][0] == name:
                self.maths.pop()
                self.put(_MATHS.get(name, ("", "", "", ""))[3], start, end)
            return
        if self.maths:
            parent, child = self.maths[-1]
            self.maths[-1] = (parent, child + 1)
            self.put(_MATHS.get(parent, ("", "", "", ""))[min(child, 2)], start, end)
        if not attributes.rstrip().endswith("/"):
            self.maths.append((name, 0))

    def _table(self, closing: bool, attributes: str, start: int, end: int) -> None:
        if not closing:
            self.grids.append(Grid())
            return
        if self.grids:
            grid = self.grids.pop()
            if self.grids:  # a table in a cell: its text is text of the cell
                self._flatten(grid)
            else:
                grid.write(self.writer, start)

    def _flatten(self, grid: Grid) -> None:
        for row in grid.rows:
            for cell in row:
                cell.text.into(self._out())
                self._out().put(" ", cell.text.end, cell.text.end)

    def _row(self, closing: bool, attributes: str, start: int, end: int) -> None:
        if self.grids:
            self.grids[-1].end_row() if closing else self.grids[-1].start_row()

    def _cell(self, closing: bool, attributes: str, start: int, end: int, *, head: bool) -> None:
        if not self.grids:
            self.space(start, end)
        elif closing:
            self.grids[-1].end_cell()
        else:
            spans = {m["kind"].lower(): min(int(m["count"]), _MAX_SPAN) for m in _SPAN.finditer(attributes)}
            cell = Cell(Text(self.source), head, max(1, spans.get("col", 1)), max(1, spans.get("row", 1)))
            self.grids[-1].start_cell(cell)

    def _head_cell(self, closing: bool, attributes: str, start: int, end: int) -> None:
        self._cell(closing, attributes, start, end, head=True)

    def _data_cell(self, closing: bool, attributes: str, start: int, end: int) -> None:
        self._cell(closing, attributes, start, end, head=False)

    def _caption(self, closing: bool, attributes: str, start: int, end: int) -> None:
        if self.grids:
            self.grids[-1].caption(None if closing else Text(self.source))

    # -- the whole

    def read(self) -> Extract:
        at, source = 0, self.source
        while (match := _TOKEN.search(source, at)) is not None:
            self.copy(at, match.start())
            at = self._token(match)
        self.copy(at, len(source))
        while self.grids:
            self._table(True, "", len(source), len(source))
        return self.writer.finish()

    def _token(self, match: re.Match[str]) -> int:
        start, end, kind = match.start(), match.end(), match.lastgroup
        if kind == "space":
            self.space(start, end)
        elif kind == "entity":
            plain = html.unescape(match.group())
            self.put(" " if plain.isspace() and plain in "\n\t " else plain, start, end)
        elif kind == "comment":
            close = self.source.find("-->", end)
            return len(self.source) if close < 0 else close + 3
        elif match["tag"]:
            name, closing = match["tag"].lower(), bool(match["close"])
            if name in _HIDDEN and not closing:
                return self._behind(name, match["attributes"], end)
            self.tag(name, closing, match["attributes"], start, end)
        return end

    def _behind(self, name: str, attributes: str, end: int) -> int:
        """Where an element that is not shown ends; one that is never closed hides nothing."""
        if attributes.rstrip().endswith("/"):
            return end
        if name not in self._closers:
            pattern = rf"</{name}\s{{0,9}}>" + (r"|(?=<body\b)" if name == "head" else "")
            self._closers[name] = [m.end() for m in re.finditer(pattern, self.source, re.IGNORECASE)][::-1]
        closers = self._closers[name]
        while closers and closers[-1] < end:
            closers.pop()
        return closers[-1] if closers else end


_TABLE: dict[str, Callable[[_Reader, bool, str, int, int], None]] = {
    "table": _Reader._table,  # noqa: SLF001  the class's own
    "tr": _Reader._row,  # noqa: SLF001
    "td": _Reader._data_cell,  # noqa: SLF001
    "th": _Reader._head_cell,  # noqa: SLF001
    "caption": _Reader._caption,  # noqa: SLF001
}


def extract(source: str) -> Extract:
    """Return what a page shows: paragraphs, headings, list items, and tables as rows of cells."""
    return _Reader(source).read()
