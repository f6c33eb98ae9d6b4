"""LaTeX: what is printed, each character with its place in the source.

A masking scanner: it drops what is not printed, lays out sections, lists and tables, and leaves simple
mathematics to the normaliser, which reads it in Markdown too. It reads no other file and follows a document's
own macros only so far.
"""

from __future__ import annotations

import re
import unicodedata

from nernstian.audit.extract import Extract
from nernstian.audit.readers.flow import LINE, PARAGRAPH, SPACE, Flow
from nernstian.audit.readers.grid import MAX_SPAN
from nernstian.audit.readers.siunitx import formula_pieces, unit_text
from nernstian.audit.readers.texmacros import (
    ACCENTS,
    ARGUMENTS,
    DELIMITERS,
    DROPPED,
    ENVIRONMENTS,
    FUNCTIONS,
    HEADINGS,
    LINES,
    QUANTITIES,
    RULES,
    SYMBOLS,
    TABLES,
    UNPRINTED,
    Macros,
    braces,
    collect,
)  # fmt: skip

_TOKEN = re.compile(
    r"""
    (?P<comment>%[^\n]*+\n?[ \t]*+)
  | (?P<blank>[ \t\r]*+\n(?:[ \t\r]*+\n)++[ \t\r]*+)
  | (?P<space>[ \t\r\n]++)
  | (?P<degree>\^\{?\\circ(?![A-Za-z])\}?)
  | (?P<command>\\[A-Za-z@]{1,60}+\*?)
  | (?P<row>\\\\(?:\*?[ \t]{0,5}\[[^\]\n]{0,20}\])?|\\cr(?![A-Za-z]))
  | (?P<accent>\\["'`^~=.](?:\{[A-Za-z]\}|[A-Za-z]))
  | (?P<escape>\\.)
  | (?P<dash>(?<=[\w.})$\]])---?(?=[\w${\\]))
  | (?P<text>[^\\%&~$|{}\s-]++(?:[ ][^\\%&~$|{}\s-]++)*+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_GAP = re.compile(r"[ \t]*+\n?[ \t]*+")
_OPTION = re.compile(r"\[[^\]\n]{0,200}\]|<[^>\n]{0,20}>")
_REACH = 2000  # how far the end of \\verb is looked for
_LABEL = re.compile(r"[ \t]{0,5}\[([^\]\n]{0,80})\]")
_FRACTION = re.compile(r"(?:_\{?10\}?|\\[,!]|\s){0,4}\\[dt]?frac(?=[\s{])")
_LETTER = re.compile(r"[ \t]++(?=[A-Za-z])")
_MAX_EXPANSION = 400
_MAX_EXPANDED = 2_000_000  # characters in all that a document's own macros may write
_KIND_GAPS = {"space": SPACE, "blank": PARAGRAPH}
_ENCLOSED = {
    "sqrt": ("√(", ")"),
    "footnote": (" (", ")"),
    "textsuperscript": ("^", ""),
    "textsubscript": ("_", ""),
}
_NUMBER_PART = re.compile(r"\\pm|\+-|\\times|\\cdot|;|[dD](?=[+-]?\d)|[^\\+;dD]+|.", re.DOTALL)
_NUMBER_SIGNS = {
    "\\pm": "±",
    "+-": "±",
    ";": ", ",
    "\\times": "×",
    "\\cdot": "×",
    "d": "e",
    "D": "e",
    "\\": "",
}
_SHOWN_ESCAPES = {"%": "%", "&": "&", "#": "#", "$": "", "_": "_"}


class _Page:
    """The state of the scan."""

    def __init__(self, source: str, macros: Macros, depth: int = 0) -> None:
        self.source = source
        self.macros = macros
        self.depth = depth  # of macros in macros
        self.flow = Flow(source)
        self.closing = braces(source)
        self.closers: dict[int, tuple[str, int]] = {}  # at a closing brace: the text and the gap due there
        self.expanded = 0

    def group(self, position: int) -> tuple[int, int] | None:
        """Inside of the braces that begin at ``position`` (after blanks), or None."""
        gap = _GAP.match(self.source, position)
        opening = gap.end() if gap else position
        if self.source[opening : opening + 1] != "{":
            return None
        close = self.closing[opening]
        return (opening + 1, close) if close else None

    def options(self, position: int) -> int:
        """Skip arguments in brackets."""
        while (match := _OPTION.match(self.source, position)) is not None:
            position = match.end()
        return position

    def skip_groups(self, position: int, count: int) -> int:
        """Skip so many arguments in braces, with the options between them."""
        for _ in range(count):
            position = self.options(position)
            inside = self.group(position)
            if inside is None:
                break
            position = inside[1] + 1
        return self.options(position) if count else position

    def enclose(self, before: str, after: str, position: int, start: int, gap: int = 0) -> int:
        """Write ``before`` for the opening brace and ``after`` for the closing one."""
        inside = self.group(position)
        if inside is None:
            return position
        self.flow.write(before, start, inside[0])
        self.closers[inside[1]] = (after, gap)
        return inside[0]

    def command(self, start: int, end: int) -> int:
        """Read a command; return where the scan goes on."""
        name = self.source[start + 1 : end].rstrip("*")
        if name in self.macros.bodies and self.depth < 3:
            return self._expand(name, start, end)
        if name in ("begin", "end"):
            return self._environment(name == "begin", start, end)
        if name in SYMBOLS:
            self.flow.write(SYMBOLS[name], start, end)
            return self._after_word(end)
        if name in FUNCTIONS:
            return self._function(start, end)
        if name in DROPPED:
            return self.skip_groups(end, DROPPED[name])
        if name in QUANTITIES:
            return self._quantity(name, start, end)
        return self._structure(name, start, end)

    def _after_word(self, end: int) -> int:
        """TeX eats the blanks after a command's name; an empty group keeps them."""
        if self.source.startswith("{}", end):
            return end + 2
        match = _LETTER.match(self.source, end)
        return match.end() if match is not None else end

    def _function(self, start: int, end: int) -> int:
        """A logarithm stands apart from its factor, and a fraction behind it is its argument as a whole."""
        if start and (self.source[start - 1].isalnum() or self.source[start - 1] in ")}"):
            self.flow.part(SPACE, start, end)
        self.flow.write(self.source[start:end], start, end)
        match = _FRACTION.match(self.source, end)
        above = self.group(match.end()) if match is not None else None
        below = self.group(above[1] + 1) if above is not None else None
        if match is None or below is None:
            return end
        word = self.source.rindex("\\", end, match.end())
        self.flow.write(self.source[end:word].strip(), end, max(word, end + 1))
        self.flow.write("(" + self.source[word : match.end()], word, match.end())
        self.closers[below[1]] = ("})", 0)
        return match.end()

    def _structure(self, name: str, start: int, end: int) -> int:
        if name in HEADINGS:
            self.flow.mark("#" * HEADINGS[name] + " ", PARAGRAPH, start, end)
            return self.enclose("", "", self.options(end), start, PARAGRAPH)
        if name in LINES:
            gap, gap_after = LINES[name]
            self.flow.part(gap, start, end)
            return self.enclose("", "", self.options(end), start, gap_after) if gap_after else end
        if name == "item":
            return self._item(start, end)
        if name in _ENCLOSED:
            before, after_it = _ENCLOSED[name]
            return self.enclose(before, after_it, end if name == "sqrt" else self.options(end), start)
        return self._other_command(name, start, end)

    def _other_command(self, name: str, start: int, end: int) -> int:
        if name == "ce":
            return self._formula(end)
        if name in DELIMITERS:
            return end + 1 if self.source[end : end + 1] == "." else end
        if name == "multicolumn":
            return self._multicolumn(end)
        if name in RULES:
            return self._rule(name, end)
        if name in ("verb", "lstinline"):
            return self._verb(end)
        self.flow.write(self.source[start:end], start, end)  # the normaliser knows or blanks it
        return end

    def _item(self, start: int, end: int) -> int:
        self.flow.mark("- ", LINE, start, end)
        label = _LABEL.match(self.source, end)
        if label is None:
            return end
        self.flow.write(label[1], label.start(1), label.end(1))
        self.flow.part(SPACE, label.end() - 1, label.end())
        return label.end()

    def _verb(self, end: int) -> int:
        mark = self.source[end : end + 1]
        close = self.source.find(mark, end + 1, end + _REACH) if mark else -1
        if close > 0:
            self.flow.write(self.source[end + 1 : close].replace("\\", ""), end + 1, close)
            return close + 1
        return end

    def _expand(self, name: str, start: int, end: int) -> int:
        """Write what a macro of the document stands for; its place is the place where it is used."""
        body = self.macros.rendered.get(name)
        if body is None:
            self.macros.rendered[name] = ""  # a macro that names itself is empty
            page = _Page(self.macros.bodies[name], self.macros, self.depth + 1)
            body = page.scan(0, len(page.source)).text[:_MAX_EXPANSION]
            self.macros.rendered[name] = body
        self.expanded += len(body)
        if self.expanded <= _MAX_EXPANDED:
            self.flow.write(body, start, end)
        return self._after_word(end)

    def _quantity(self, name: str, start: int, end: int) -> int:
        """A number or a unit of siunitx: the number as it is printed, the unit in plain notation."""
        numbers, units = QUANTITIES[name]
        position = self.options(end)
        for nth in range(numbers):
            inside = self.group(position)
            if inside is None:
                return position
            if nth:
                self.flow.write(" to ", position - 1, inside[0])
            self._number(*inside)
            position = self.options(inside[1] + 1)
        inside = self.group(position) if units else None
        if inside is not None:
            unit = unit_text(self.source[inside[0] : inside[1]], self.macros.units)
            self.flow.write((" " if numbers else "") + unit, inside[0], max(inside[1], inside[0] + 1))
            position = inside[1] + 1
        elif name == "ang":
            self.flow.write("°", position - 1, position)
        return position

    def _number(self, start: int, end: int) -> None:
        for match in _NUMBER_PART.finditer(self.source, start, end):
            text = _NUMBER_SIGNS.get(match.group(), match.group())
            self.flow.write(text.replace("~", ""), match.start(), match.end())

    def _formula(self, end: int) -> int:
        inside = self.group(end)
        if inside is None:
            return end
        for text, low, high in formula_pieces(self.source[inside[0] : inside[1]]):
            self.flow.write(text, inside[0] + low, inside[0] + high)
        return inside[1] + 1

    def _environment(self, begins: bool, start: int, end: int) -> int:
        inside = self.group(end)
        if inside is None or inside[1] - inside[0] > 40:
            return end
        name = self.source[inside[0] : inside[1]].rstrip("*")
        position = inside[1] + 1
        if begins and name in UNPRINTED:
            close = self._end_of(name, position)
            shown = UNPRINTED[name]
            if close > position and shown:
                self.flow.part(PARAGRAPH, start, end)
                self.flow.write(self.source[position:close].strip("\n"), position, close)
            return close if close >= 0 else position
        if name in TABLES:
            return self._tabular(begins, TABLES[name], start, position)
        self.flow.part(ENVIRONMENTS.get(name, PARAGRAPH), start, position)
        return self.options(self.skip_groups(position, ARGUMENTS.get(name, 0))) if begins else position

    def _end_of(self, name: str, position: int) -> int:
        if name in self.macros.unclosed:
            return -1
        close = self.source.find(f"\\end{{{name}", position)
        if close < 0:
            self.macros.unclosed.add(name)
        return close

    def _tabular(self, begins: bool, arguments: int, start: int, position: int) -> int:
        flow = self.flow
        if begins:
            flow.depth += 1
            position = self.skip_groups(position, arguments)
            if flow.depth == 1:
                flow.open_row(start)
                flow.open_cell(start)
        elif flow.depth:
            flow.depth -= 1
            if not flow.depth:
                flow.flush()
        flow.part(PARAGRAPH if not flow.depth else SPACE, start, position)
        return position

    def _rule(self, name: str, end: int) -> int:
        """A rule across a table: the rows over the first one are its header."""
        rows = [row for row in self.flow.rows[:4] if any(cell.pieces for cell in row.cells)]
        if name in ("hline", "midrule") and rows and len(self.flow.rows) <= len(rows) + 1:
            for row in rows:
                row.head = True
        if name in ("cmidrule", "cline"):
            match = re.compile(r"\([lr]{1,4}\)").match(self.source, end)
            return self.skip_groups(match.end() if match else end, 1)
        return self.options(end)

    def _multicolumn(self, end: int) -> int:
        count, kind = self.group(end), None
        if count is not None:
            kind = self.group(count[1] + 1)
        if count is None or kind is None:
            return end
        number = self.source[count[0] : count[1]].strip()
        if self.flow.cell is not None and self.flow.depth == 1 and number.isdecimal():
            self.flow.cell.columns = min(max(1, int(number[:4])), MAX_SPAN)
        return kind[1] + 1

    def row_end(self, start: int, end: int) -> None:
        """A line's end: of a table's row, or of a line in a formula."""
        if self.flow.depth == 1:
            self.flow.open_row(start)
            self.flow.open_cell(start)
        else:
            self.flow.part(LINE if not self.flow.depth else SPACE, start, end)

    def other(self, start: int, end: int) -> None:
        """A character that has a meaning in TeX."""
        character = self.source[start]
        if character == "&":
            if self.flow.depth == 1:
                self.flow.open_cell(start)
            else:
                self.flow.part(SPACE, start, end)
        elif character == "~":
            self.flow.write("\u00a0", start, end)
        elif character == "}" and start in self.closers:
            text, gap = self.closers.pop(start)
            self.flow.write(text, start, end)
            self.flow.part(gap, start, end)
        else:
            self.flow.write("\u2223" if character == "|" else character, start, end)

    def piece(self, kind: str, start: int, end: int) -> None:
        """Write a token that is no command."""
        text = self.source[start:end]
        if kind in _KIND_GAPS:
            self.flow.part(_KIND_GAPS[kind], start, end)
        elif kind == "row":
            self.row_end(start, end)
        elif kind == "accent":
            letter = text[2:].strip("{}") + ACCENTS[text[1]]
            self.flow.write(unicodedata.normalize("NFC", letter), start, end)
        elif kind == "escape":
            self.flow.write(_SHOWN_ESCAPES.get(text[1], text), start, end)
        elif kind == "dash":
            self.flow.write("\u2013", start, end)
        elif kind == "other":
            self.other(start, end)
        elif kind == "text":
            self.flow.write(text, start, end)

    def scan(self, position: int, stop: int) -> Extract:
        """Read the source from ``position`` to ``stop``."""
        while position < stop:
            match = _TOKEN.match(self.source, position)
            if match is None:
                break  # never: the last branch takes any character
            position = match.end()
            if match.lastgroup == "degree":
                self.flow.write("°", match.start(), position)
                position = self._after_word(position)
            elif match.lastgroup == "command":
                position = self.command(match.start(), position)
            else:
                self.piece(match.lastgroup or "", match.start(), position)
        return self.flow.finish()


def extract(source: str) -> Extract:
    """Return the printed text of a LaTeX document with the place of every character.

    Parameters
    ----------
    source : str
        The decoded document, or a part of one without a preamble.
    """
    begin, stop = source.find("\\begin{document}"), source.find("\\end{document}")
    page = _Page(source, collect(source))
    return page.scan(max(begin, 0), stop if stop > begin else len(source))
