"""HTML: what a person sees of a page, each character with its place in the source.

A scanner of its own instead of a parser: pages are rarely well formed, and it has to know positions, take
linear time and never recurse. Comments are dropped here; directives are read from the source.
"""

from __future__ import annotations

import html
import re

from nernstian.audit.extract import Extract
from nernstian.audit.readers.flow import LINE, PARAGRAPH, SPACE, Flow
from nernstian.audit.readers.grid import MAX_SPAN

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\n\r\f]++)
  | (?P<text>[^ \t\n\r\f<&|]++(?:[ ][^ \t\n\r\f<&|]++)*+)
  | (?P<entity>&(?:\#[0-9]{1,7};?|\#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,30};
      |(?:nbsp|deg|micro|plusmn|middot|times|lt|gt|amp|quot)(?![A-Za-z0-9])))
  | (?P<comment><!--)
  | (?P<declaration><[!?])
  | (?P<tag></?[A-Za-z][A-Za-z0-9:-]{0,30})
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTES = re.compile(r"(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>")
_WINDOW = 1000  # how far quoted attributes are looked through
_SPAN = re.compile(r"\b(colspan|rowspan)\s{0,4}=\s{0,4}[\"']?\s{0,4}(\d{1,4})", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_HIDDEN = re.compile(r"\shidden(?=[\s>=/])", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s{0,3}:\s{0,3}none|\saria-hidden\s{0,3}=\s{0,3}[\"']?true", re.IGNORECASE)
_REFERENCE = re.compile(r"\s{0,9}(?:<a[\s>]|\[)", re.IGNORECASE)

_RAW = {
    "script",
    "style",
    "title",
    "textarea",
    "template",
    "iframe",
    "svg",
    "noscript",
    "annotation",
    "annotation-xml",
    "head",
}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "ul",
    "ol",
    "dl",
    "table",
    "figure",
    "figcaption",
    "blockquote",
    "pre",
    "form",
    "body",
    "html",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "address",
    "details",
    "summary",
    "fieldset",
}
_LINES = {"br", "dt", "dd", "li", "option", "legend"}
_SCRIPTS = {"sup": "^", "sub": "_"}
# MathML: what is written before the first and the second child, before the third, and at the end
_MATH = {
    "mfrac": ("(", ")/(", "", ")"),
    "msup": ("", "^", "", ""),
    "msub": ("", "_", "", ""),
    "msubsup": ("", "_", "^", ""),
    "msqrt": ("√(", "", "", ")"),
}
_MATH_DEPTH = 200


def _is_hidden(attributes: str) -> bool:
    """Whether an element's attributes say that it is not shown, or only beside a twin."""
    if not attributes or ("hid" not in attributes.lower() and "none" not in attributes.lower()):
        return False
    return bool(_UNSEEN.search(attributes) or _HIDDEN.search(_QUOTED.sub('""', attributes)))


class _Page:
    """The state of the scan: where text goes, what separates it from what came before."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.flow = Flow(source)
        self.pre = False
        self.math: list[tuple[str, int]] = []
        self.missing: set[str] = set()  # elements of which no end is left
        self.next_close = -1

    def close_of(self, name: str, position: int) -> int:
        """Where the end tag of an element begins, or -1."""
        if name in self.missing:
            return -1
        found = re.compile(rf"</{re.escape(name)}(?![A-Za-z0-9-])", re.IGNORECASE).search(
            self.source, position
        )
        if found is None:
            self.missing.add(name)
            return -1
        return found.start()

    def balance(self, name: str, position: int) -> int:
        """Where the element opened before ``position`` ends, with elements of its name inside it; or -1."""
        if name in self.missing:
            return -1
        tags = re.compile(rf"<(/?){re.escape(name)}(?![A-Za-z0-9-])", re.IGNORECASE)
        depth = 1
        for match in tags.finditer(self.source, position):
            depth += -1 if match[1] else 1
            if not depth:
                return match.start()
        self.missing.add(name)
        return -1

    def tag_end(self, position: int) -> int:
        """Where the tag ends whose attributes begin at ``position``; -1 when nothing ends it."""
        match = _ATTRIBUTES.match(self.source, position, position + _WINDOW)
        if match is not None:
            return match.end()
        if self.next_close != len(self.source) and self.next_close < position:
            found = self.source.find(">", position)
            self.next_close = len(self.source) if found < 0 else found
        return self.next_close + 1 if self.next_close < len(self.source) else -1

    def tag(self, start: int, name_end: int) -> int:
        """Read a tag; return where the scan goes on."""
        closing = self.source[start + 1] == "/"
        name = self.source[start + 1 + closing : name_end].lower().removeprefix("m:").removeprefix("mml:")
        end = self.tag_end(name_end)
        if end < 0:
            self.flow.write("<", start, start + 1)
            return start + 1
        attributes = self.source[name_end : min(end, name_end + _WINDOW)]
        if not closing and (name in _RAW or _is_hidden(attributes)):
            return self._skip(name, attributes, end)
        self._math(name, closing, attributes.endswith("/>"), start, end)
        if name in _SCRIPTS:
            return self._script(name, closing, start, end)
        if name in ("table", "tr", "td", "th", "caption", "thead", "tbody", "tfoot"):
            self._table(name, closing, attributes, start, end)
        else:
            self._block(name, closing, start, end)
        return end

    def _block(self, name: str, closing: bool, start: int, end: int) -> None:
        if name in _BLOCKS:
            self.flow.part(PARAGRAPH, start, end)
            if name[0] == "h" and name[1:].isdigit():
                self.flow.prefix = "" if closing else "#" * int(name[1:]) + " "
            if name == "pre":
                self.pre = not closing
        elif name in _LINES:
            self.flow.part(LINE, start, end)
            if name == "li":
                self.flow.prefix = "" if closing else "- "

    def _skip(self, name: str, attributes: str, end: int) -> int:
        """Leave an element out that is not shown."""
        if attributes.endswith("/>") or name in ("input", "img", "br", "meta", "link", "hr"):
            return end
        close = self.close_of(name, end) if name in _RAW else self.balance(name, end)
        if name == "head" and close < 0 and "body" in self.missing:
            return end
        if name == "head":
            body = re.compile(r"<body[\s>]", re.IGNORECASE).search(self.source, end) if close < 0 else None
            self.missing |= {"head", "body"}
            return close if close >= 0 else body.start() if body is not None else end
        if close < 0:
            return len(self.source) if name in ("script", "style") else end
        return close

    def _script(self, name: str, closing: bool, start: int, end: int) -> int:
        if closing:
            return end
        if name == "sup" and _REFERENCE.match(self.source, end):
            close = self.close_of("sup", end)  # a footnote's mark is no exponent
            return close if 0 <= close < end + _WINDOW else end
        self.flow.write(_SCRIPTS[name], start, end)
        return end

    def _math(self, name: str, closing: bool, empty: bool, start: int, end: int) -> None:
        if not self.math and name != "math":
            return
        if closing:
            while self.math and any(held == name for held, _ in self.math[-20:]):
                held, _ = self.math.pop()
                self._put_mark(_MATH.get(held, ("",) * 4)[3], start, end)
                if held == name:
                    break
            return
        if self.math:
            parent, count = self.math[-1]
            self.math[-1] = (parent, count + 1)
            marks = _MATH.get(parent)
            if marks is not None and count < 3:
                self._put_mark(marks[count], start, end)
        if not empty and name not in ("br", "img", "mspace") and len(self.math) < _MATH_DEPTH:
            self.math.append((name, 0))

    def _put_mark(self, mark: str, start: int, end: int) -> None:
        if mark:
            self.flow.write(mark, start, end)

    def _table(self, name: str, closing: bool, attributes: str, start: int, end: int) -> None:
        if name == "table":
            self._table_edge(closing, start, end)
        elif self.flow.depth != 1:
            self.flow.part(SPACE, start, end)
        elif name in ("td", "th", "caption"):
            self.flow.cell = None
            if not closing:
                self._open_cell(name, attributes, start)
        else:
            self.flow.cell = None
            if name == "tr" and not closing:
                self.flow.open_row(start, head=True)

    def _table_edge(self, closing: bool, start: int, end: int) -> None:
        if not closing:
            self.flow.depth += 1
        elif self.flow.depth:
            self.flow.depth -= 1
            if not self.flow.depth:
                self.flow.flush()
        self.flow.part(
            SPACE if self.flow.depth > 1 or (self.flow.depth and closing) else PARAGRAPH, start, end
        )

    def _open_cell(self, name: str, attributes: str, start: int) -> None:
        rows = self.flow.rows
        if name == "caption" or not rows or rows[-1].caption:
            self.flow.open_row(start, head=True, caption=name == "caption")
        spans = {key.lower(): min(max(int(n), 1), MAX_SPAN) for key, n in _SPAN.findall(attributes)}
        self.flow.open_cell(start, spans.get("colspan", 1), spans.get("rowspan", 1))
        rows[-1].head &= name == "th"

    def entity(self, start: int, end: int) -> None:
        """Write what an entity stands for; a bare ``<`` or ``&`` must not begin markup again."""
        text = html.unescape(self.source[start:end])
        following = self.source[end : end + 1]
        if text in ("<", "&") and (following.isalpha() or following in ("/", "#", "!")) and following:
            text += " "
        if not text.isspace() or "\u00a0" in text or "\u2009" in text or "\u202f" in text:
            self.flow.write(text, start, end)
        else:
            self.flow.part(SPACE, start, end)

    def space(self, start: int, end: int) -> None:
        """White space: kept in preformatted text, a single space elsewhere."""
        if self.pre and self.flow.cell is None:
            self.flow.write(self.source[start:end], start, end)
        else:
            self.flow.part(SPACE, start, end)


def extract(source: str) -> Extract:
    """Return the text of a page with the place of every character.

    Parameters
    ----------
    source : str
        The decoded page.
    """
    page = _Page(source)
    position, length = 0, len(source)
    while position < length:
        match = _TOKEN.match(source, position)
        if match is None:  # never: the last branch takes any character
            break
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind == "tag":
            position = page.tag(start, end)
            continue
        position = end
        if kind == "space":
            page.space(start, end)
        elif kind == "entity":
            page.entity(start, end)
        elif kind == "comment":
            close = source.find("-->", start + 2)
            position = length if close < 0 else close + 3
        elif kind == "declaration":
            close = page.tag_end(end)
            position = close if close > 0 else end
        else:
            shown = "\u2223" if source[start] == "|" and not page.pre else source[start:end]
            page.flow.write(shown, start, end)
    return page.flow.finish()
