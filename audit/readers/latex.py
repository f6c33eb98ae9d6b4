r"""LaTeX: the words and formulas of a source, with the place of every character. Nothing is run or read in.

What stands for text is masked or rewritten here (comments, preamble, sections, lists, tables, siunitx and
mhchem commands, macros without arguments); fractions, scripts and symbols are left to the normalisation that
every text goes through.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from nernstian.audit.extract import Extract, Writer
from nernstian.audit.readers.grid import Cell, Grid, Text
from nernstian.audit.readers.siunitx import printed_number, printed_unit

_TOKEN = re.compile(
    r"(?P<comment>%[^\n]*+)"
    r"|\\(?P<edge>begin|end)\s?\{(?P<environment>[A-Za-z]{1,30}+\*?)\}"
    r"|\\(?P<command>[A-Za-z@]{1,40}+)\*?"
    r"|\\(?P<escape>[^A-Za-z@])"
    r"|(?P<paragraph>\n[ \t]*+\n\s*+)"
    r"|(?P<space>\s++)"
    r"|(?P<plain>&|~|---?|``|'')"
)
_TABLES = frozenset({"tabular", "tabularx", "tabulary", "longtable", "array", "tblr"})
_FORMULAS = frozenset(
    {"align", "aligned", "gather", "gathered", "multline", "eqnarray", "split", "alignat", "cases"}
)
_VERBATIM = frozenset({"verbatim", "lstlisting", "minted", "Verbatim"})
_HIDDEN = frozenset({"comment", "tikzpicture", "thebibliography", "filecontents"})
_HEADINGS = frozenset({"part", "chapter", "section", "subsection", "subsubsection", "title"})
_PARAGRAPHS = frozenset(
    {"paragraph", "subparagraph", "caption", "par", "bigskip", "medskip", "smallskip", "maketitle"}
)
#: Commands whose arguments are no text: how many are dropped.
_DROPPED = {
    "label": 1, "ref": 1, "eqref": 1, "cite": 1, "citep": 1, "citet": 1, "autoref": 1, "cref": 1,
    "includegraphics": 1, "vspace": 1, "hspace": 1, "href": 1, "url": 1, "input": 1, "include": 1,
    "usepackage": 1, "documentclass": 1, "bibliography": 1, "bibliographystyle": 1, "color": 1,
    "textcolor": 1, "setlength": 2, "newcommand": 2, "renewcommand": 2, "providecommand": 2,
    "DeclareSIUnit": 2, "sisetup": 1, "cline": 1, "cmidrule": 1, "rule": 2, "index": 1, "hypertarget": 1,
    "phantom": 1, "tag": 1, "sout": 1, "st": 1, "pagestyle": 1, "thispagestyle": 1,
}  # fmt: skip
#: Rules of tables, and what only places its text.
_SILENT = frozenset({
    "hline", "toprule", "midrule", "bottomrule", "centering", "noindent", "left", "right", "big", "Big",
    "bigl", "bigr", "Bigl", "Bigr", "displaystyle", "nonumber", "notag", "limits", "boxed", "hfill",
    "newpage", "footnotesize", "small", "large", "Large",
})  # fmt: skip
_MACRO = re.compile(
    r"\\(?:re|provide)?newcommand\*?\s{0,3}\{?\\(?P<name>[A-Za-z]{1,30}+)\}?\s{0,3}\{|\\def\\(?P<defined>[A-Za-z]{1,30}+)\{"
)
_OPTIONAL = re.compile(r"\s{0,3}\[[^\]\n]{0,200}+\]")
_REACH = 3_000  # how far an argument's end is looked for
_MAX_MACROS = 200
_MAX_EXPANSION = 300


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.writer = Writer(source)
        self.grid: Grid | None = None
        self.depth = 0  # tables inside the open one
        self.formula = 0
        self.macros = _macros(source)

    # -- writing

    def _out(self) -> Writer | Text | None:
        if self.grid is None:
            return self.writer
        return None if self.grid.cell is None else self.grid.cell.text

    def copy(self, start: int, end: int) -> None:
        out = self._out()
        if out is None and self.source[start:end].strip():
            out = self._new_cell().text
        if out is not None and start < end:
            out.copy(start, end)

    def put(self, text: str, start: int, end: int) -> None:
        out = self._out()
        if out is None and text.strip():
            out = self._new_cell().text
        if out is not None:
            out.put(text, start, end)

    def block(self, text: str, start: int, end: int) -> None:
        self.put(text if self.grid is None else " ", start, end)

    def _new_cell(self) -> Cell:
        if self.grid is None:
            raise ValueError("no table is open")
        cell = Cell(Text(self.source))
        self.grid.start_cell(cell)
        return cell

    # -- arguments

    def argument(self, at: int) -> tuple[int, int] | None:
        """Where the argument in braces that begins at ``at`` (after spaces) starts and ends, inside them."""
        while at < len(self.source) and self.source[at] in " \t\n":
            at += 1
        if self.source[at : at + 1] != "{":
            return None
        end = _closing(self.source, at)
        return (at + 1, end) if end > 0 else None

    def behind(self, at: int, arguments: int) -> int:
        """Where ``arguments`` arguments, and the optional ones in front of each, end."""
        for _ in range(arguments):
            while (optional := _OPTIONAL.match(self.source, at)) is not None:
                at = optional.end()
            found = self.argument(at)
            if found is None:
                return at
            at = found[1] + 1
        return at

    # -- the whole

    def read(self) -> Extract:
        begin = self.source.find(r"\begin{document}")
        at = max(0, begin)
        while (match := _TOKEN.search(self.source, at)) is not None:
            self.copy(at, match.start())
            if match["environment"] == "document" and match["edge"] == "end":
                at = len(self.source)
                break
            at = self._token(match)
        self.copy(at, len(self.source))
        self._end_table(len(self.source))
        return self.writer.finish()

    def _token(self, match: re.Match[str]) -> int:
        start, end = match.span()
        if match["comment"] is not None:
            return end
        if match["environment"]:
            return self._environment(match["environment"].rstrip("*"), match["edge"] == "begin", start, end)
        if match["command"]:
            return self._command(match["command"], start, end)
        if match["escape"]:
            return self._escape(match["escape"], start, end)
        if match["paragraph"]:
            self.block("\n\n", start, end)
        elif match["space"]:
            self.put(" ", start, end)
        else:
            self._plain(match["plain"], start, end)
        return end

    def _plain(self, text: str, start: int, end: int) -> None:
        if text == "&":
            if self.grid is not None and not self.depth:
                if self.grid.cell is None:
                    self._new_cell()
                self.grid.end_cell()
                self._new_cell()
            elif not self.formula:
                self.put(" ", start, end)
        else:
            self.put({"~": "\u00a0", "``": '"', "''": '"', "--": "–", "---": "—"}[text], start, end)

    def _escape(self, character: str, start: int, end: int) -> int:
        if character != "\\":
            self.copy(start, end)
            return end
        skip = _OPTIONAL.match(self.source, end)
        end = skip.end() if skip and re.match(r"\s*\[-?[\d.]+\s?(?:pt|em|ex|cm|mm)\]", skip.group()) else end
        if self.grid is not None and not self.depth:
            self.grid.start_row()
        elif self.formula:
            going_on = re.compile(r"\s{0,20}&?\s{0,20}[=≈]").match(self.source, end)
            self.block(" " if going_on else "\n\n", start, end)
        else:
            self.block("\n", start, end)
        return end

    # -- environments

    def _environment(self, name: str, begins: bool, start: int, end: int) -> int:
        if begins and (name in _VERBATIM or name in _HIDDEN):
            close = self.source.find(f"\\end{{{name}", end)
            close = len(self.source) if close < 0 else close
            if name in _VERBATIM:
                self.block("\n\n", start, end)
                self.copy(end, close)
            return close
        if name in _TABLES:
            return self._table(name, begins, start, end)
        if name in _FORMULAS or name in ("equation", "displaymath", "math"):
            self.formula = max(0, self.formula + (1 if begins and name in _FORMULAS else -1))
            self.block("\n", start, end)
            return self.behind(end, 1) if begins and name == "alignat" else end
        self.block("\n\n", start, end)
        return self.behind(end, 0) if begins else end

    def _table(self, name: str, begins: bool, start: int, end: int) -> int:
        if not begins:
            if self.depth:
                self.depth -= 1
            else:
                self._end_table(start)
            return end
        if self.grid is None:
            self.grid = Grid()
            self.grid.start_row()
        else:
            self.depth += 1
        skip = _OPTIONAL.match(self.source, end)
        return self.behind(skip.end() if skip else end, 2 if name in ("tabularx", "tabulary") else 1)

    def _end_table(self, at: int) -> None:
        grid, self.grid, self.depth = self.grid, None, 0
        if grid is not None:
            grid.write(self.writer, at)

    # -- commands

    def _command(self, name: str, start: int, end: int) -> int:
        special = _SPECIAL.get(name)
        if special is not None:
            return special(self, start, end)
        if name in _HEADINGS or name in _PARAGRAPHS:
            self.block("\n\n# " if name in _HEADINGS else "\n\n", start, end)
            return self._text_argument(end, "\n\n") if name not in ("par", "maketitle") else end
        if name in _DROPPED:
            return self.behind(end, _DROPPED[name])
        if name in _SILENT:
            return end
        if name == "item":
            self.block("\n- ", start, end)
            return end
        if name in self.macros:
            self.put(self.macros[name], start, end)
            return end
        self.copy(start, end)
        return end

    def _text_argument(self, at: int, behind: str) -> int:
        """The argument as it is, and what stands behind it (an empty line behind a heading)."""
        while (optional := _OPTIONAL.match(self.source, at)) is not None:
            at = optional.end()
        found = self.argument(at)
        if found is None:
            return at
        self._inside(*found)
        self.block(behind, found[1], found[1] + 1)
        return found[1] + 1

    def _inside(self, start: int, end: int) -> None:
        """Read a piece of the source; commands in it are read, environments are not expected."""
        at = start
        while (match := _TOKEN.search(self.source, at, end)) is not None:
            self.copy(at, match.start())
            at = max(self._token(match), match.end()) if match["command"] not in _NESTING else match.end()
        self.copy(at, end)

    def quantity(self, start: int, end: int) -> int:
        r"""``\qty{5}{\milli\molar}``, ``\SI``."""
        end = self.behind(end, 0)
        value = self._argument_behind_options(end)
        unit = self.argument(value[1] + 1) if value else None
        if value is None or unit is None:
            return end
        text = f"{printed_number(self.source[slice(*value)])} {printed_unit(self.source[slice(*unit)])}"
        self.put(text, start, unit[1] + 1)
        return unit[1] + 1

    def _argument_behind_options(self, at: int) -> tuple[int, int] | None:
        while (optional := _OPTIONAL.match(self.source, at)) is not None:
            at = optional.end()
        return self.argument(at)

    def number(self, start: int, end: int) -> int:
        value = self._argument_behind_options(end)
        if value is None:
            return end
        self.put(printed_number(self.source[slice(*value)]), start, value[1] + 1)
        return value[1] + 1

    def unit(self, start: int, end: int) -> int:
        value = self._argument_behind_options(end)
        if value is None:
            return end
        self.put(printed_unit(self.source[slice(*value)]), start, value[1] + 1)
        return value[1] + 1

    def range(self, start: int, end: int) -> int:
        r"""``\qtyrange{2}{10}{\milli\volt}``."""
        first = self._argument_behind_options(end)
        second = self.argument(first[1] + 1) if first else None
        unit = self.argument(second[1] + 1) if second else None
        if first is None or second is None or unit is None:
            return end
        low, high = (printed_number(self.source[slice(*found)]) for found in (first, second))
        self.put(f"{low}–{high} {printed_unit(self.source[slice(*unit)])}", start, unit[1] + 1)
        return unit[1] + 1

    def chemistry(self, start: int, end: int) -> int:
        r"""``\ce{Ca^2+}``, ``\ce{K+}``: the charge is a superscript, digits behind a letter a subscript."""
        value = self.argument(end)
        if value is None:
            return end
        text = self.source[slice(*value)].replace("{", "").replace("}", "").replace("$", "")
        text = re.sub(r"(?<=[A-Za-z\d)])(?<!\^)(?<!\^\d)([+-])(?=\s|$)", r"^\1", text)
        self.put(re.sub(r"(?<=[A-Za-z)])(\d)", r"_\1", text), start, value[1] + 1)
        return value[1] + 1

    def script(self, mark: str, start: int, end: int) -> int:
        self.put(mark, start, end)
        return end

    def columns(self, start: int, end: int) -> int:
        r"""``\multicolumn{2}{c}{text}``."""
        count = self.argument(end)
        end = self.behind(end, 2)
        if self.grid is not None and count is not None and not self.depth:
            cell = self.grid.cell or self._new_cell()
            digits = self.source[slice(*count)].strip()
            cell.columns = min(int(digits), 50) if re.fullmatch(r"[1-9]\d?", digits) else 1
        return end

    def rows(self, start: int, end: int) -> int:
        r"""``\multirow{2}{*}{text}``: the text stands in the first row."""
        return self.behind(end, 2)

    def footnote(self, start: int, end: int) -> int:
        self.put(" ", start, end)
        return end


_NESTING = frozenset({"section", "caption", "paragraph", "title"})
_SPECIAL: dict[str, Callable[[_Reader, int, int], int]] = {
    "qty": _Reader.quantity, "SI": _Reader.quantity, "num": _Reader.number, "ang": _Reader.number,
    "unit": _Reader.unit, "si": _Reader.unit, "qtyrange": _Reader.range, "SIrange": _Reader.range,
    "ce": _Reader.chemistry, "multicolumn": _Reader.columns, "multirow": _Reader.rows,
    "footnote": _Reader.footnote,
    "textsuperscript": lambda reader, start, end: reader.script("^", start, end),
    "textsubscript": lambda reader, start, end: reader.script("_", start, end),
}  # fmt: skip


def _closing(source: str, opening: int) -> int:
    """Offset of the brace that closes the one at ``opening``; -1 where none does within reach."""
    depth, at, end = 0, opening, min(len(source), opening + _REACH)
    while at < end:
        character = source[at]
        if character == "\\":
            at += 1
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return -1


def _macros(source: str) -> dict[str, str]:
    """The macros without arguments that a source defines, each with what it stands for."""
    found: dict[str, str] = {}
    for match in _MACRO.finditer(source):
        end = _closing(source, match.end() - 1)
        if end > 0 and len(found) < _MAX_MACROS and end - match.end() < _MAX_EXPANSION:
            found[match["name"] or match["defined"]] = source[match.end() : end]
    # one macro inside another is written out once: no more is needed, and a loop cannot run
    return {name: _written_out(text, found) for name, text in found.items()}


def _written_out(text: str, macros: dict[str, str]) -> str:
    def body(match: re.Match[str]) -> str:
        return macros.get(match[1], match[0])

    return re.sub(r"\\([A-Za-z]{1,30}+)", body, text)[:_MAX_EXPANSION]


def extract(source: str) -> Extract:
    """Return the text of a LaTeX source: paragraphs, headings, items, formulas, and tables as rows."""
    return _Reader(source).read()
