"""Pipe tables: cells with their place, and what each column holds."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from nernstian.audit.layout import Block
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, Unit, parse_unit


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: where its text stands."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the header, the rows, and where it stands.

    ``groups`` are rows of one cell, which speak of the rows below them: "Snail neurone, 20 °C".
    """

    start: int
    end: int
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    groups: tuple[Cell, ...] = ()

    def group_of(self, row: tuple[Cell, ...]) -> Cell | None:
        """Return the nearest row of one cell above a row."""
        above = [group for group in self.groups if group.start < row[0].start]
        return above[-1] if above else None


_CELL = re.compile(r"[^|]*")
_SEPARATOR_ROW = re.compile(r"[\s|:+-]+")
_HEADER_UNIT = re.compile(r"[(\[]\s*(?:in\s+)?(?=[^)\]]{1,24}[)\]])|,\s|/\s(?=[mµu]?[MV])|\s(?=m[MV]\b)")
_UNIT_ALONE = re.compile(r"[A-Za-zµΩ]{1,6}/\S{1,8}|[a-zµ](?:[A-Z]|mol)")  # "kcal/mol", "mV"
_PART = re.compile(r"\([a-h]\)")
_SUFFIX = re.compile(r"_(mM|uM|µM|nM|M|mV|V|pA|nA|nS|pF)$")
_JOINED = re.compile(r"(?<=[a-zA-Z])_(?=[a-z]{3})")
_CAPTION_UNIT = re.compile(r"(?:[(\[,:]\s?|\b(?:in|en)\s(?:units?\sof\s)?)(?=(?:m?M|mmol|µM|mEq|millimol)\b)")
_CONCENTRATIONS = re.compile(
    r"\b(?:con[cz]entra\w+|Konzentration\w*|koncentration\w*|conc\.)(?=[^.;\n\d]{0,36})", re.IGNORECASE
)
_MILLIMOLAR = re.compile(r"\b(?:mmol\sper\slit(?:re|er)|millimol\w*)", re.IGNORECASE)
_ABOVE, _FAR, _BELOW = 300, 1000, 400
_SHORT = 200  # only short headers are remembered
MAX_CELLS = 200_000
ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("potential", re.compile(
        r"(?:equilibrium|nernst|reversal|gleichgewicht|umkehr|équilibre|equilibrio|equilíbrio|evenwicht|jämvikt|ligevægt)"
        r"|^(?!.*[-−]\s?E)(?:|.*\bis\s|(?:approx\w*\.?|about|calc\w*\.?|computed|predicted|theor\w*\.?)\s)\s*"
        r"\$?E(?:[_ ]?\(?(?:ion|K|Na|Cl|Ca|Mg|HCO_?3|NO_?3|H|Li|X|i|rev|eq|S)(?:\^?\d?[+-])?\)?)?(?![_/]?\w)",
        re.IGNORECASE)),
    ("permeability", re.compile(r"^\s*P\b|permeab", re.IGNORECASE)),
    ("ratio", re.compile(
        r"\bratio\b|Verhältnis|quotient|\brapport\b|\brelación\b|\brapporto\b"
        r"|(?:out(?:side)?|\bext\w*|[\])]_?[oe]\w*|c_?[oe]|außen|a)\s?[/÷:]\s?"
        r"(?:in(?:side)?\b|\bint\w*|\[|\(|c_?i|innen|i\b)", re.IGNORECASE)),
    ("out", re.compile(
        r"outside|extracellular|external|\bout\b|\]_?o(?:ut)?\b|\]_?e(?:xt?)?\b|_o(?:ut)?\b|dehors|extracellulaire"
        r"|buiten|außen|extrazellulär|fuera|extracelular|\bext\b|\bbath\b|\bud(?:e|vendig)"
        r"|h(?:a?e)molymph|\bserum|\bplasma\b|sea\s?water|Meerwasser|eau\sde\smer|agua\sde\smar|acqua\sdi\smare|zeewater|\bsaline|\bringer"
        r"|\bmedium|\blumen|stroma|\bestern|\bfuori|extérieur|exterior|esterno|uitwendig|extracellulair"
        r"|\bA?CSF\b|interstiti|\bblood\b|\bBlut\b|\bsang\b|\bsangre\b|\btyrode|\bpond\s?water|^\s*c_?(?:e|o|ext)\b|^\s*c_(?-i:a)\b|\]_?(?-i:a)\b",
        re.IGNORECASE)),
    ("in", re.compile(
        r"inside|intracellular|internal|\bin\b(?!\s+[A-Za-z])|\]_?in?t?\b|_in?\b|dedans|intracellulaire|binnen|innen"
        r"|intrazellulär|dentro|intracelular|\bint\b|cytosol|cytoplasm|\binde\b|axoplasm|\bcells?\b|\bZelle|\bcellule|\bcélula|\bcellula|\bcel\b|\bfib(?:re|er)\b|\bFaser|citosol|citoplasma"
        r"|Zytosol|Zytoplasma|cytoplasme|\bintern|\bdentro|intérieur|interior|inwendig|intracellulair"
        r"|\bpipette|myoplasm|sarcoplasm|\baxone?\b|^\s*c_?i\b",
        re.IGNORECASE)),
    ("temperature", re.compile(r"^\s*T\b|temperatur|\btemp\b|températ", re.IGNORECASE)),
    ("ion", re.compile(r"\bions?\b|species|ión|íon|jon", re.IGNORECASE)),
)  # fmt: skip


def _cells(block: Block, text: str) -> tuple[Cell, ...]:
    line = text[block.start : block.end].rstrip()
    cells: list[Cell] = []
    for match in _CELL.finditer(line):
        raw = match.group()
        inner = raw.strip()
        if match.start() == match.end() or (not inner and match.start() == 0):
            continue
        start = block.start + match.start() + len(raw) - len(raw.lstrip())
        cells.append(Cell(start, start + len(inner), inner))
    return tuple(cells)


def find_tables(blocks: tuple[Block, ...], text: str) -> tuple[Table, ...]:
    """Return the pipe tables of a text; a table needs a header and at least one row of the same width."""
    tables: list[Table] = []
    run: list[Block] = []
    for at, block in enumerate((*blocks, None), start=1):
        following = blocks[at] if at < len(blocks) else None
        is_row = block is not None and block.kind == "row"
        if block is not None and is_row and not (run and _begins_anew(text, run[-1], block, following)):
            run.append(block)
            continue
        table = _table(run, text)
        tables += [table] if table else []
        run = [block] if block is not None and is_row else []
    return tuple(tables)


def _begins_anew(text: str, last: Block, block: Block, following: Block | None) -> bool:
    """Whether a row behind a blank line is the header of a further table: a line of dashes follows it."""
    if following is None or not text[last.end - 1 : block.start + 1].count("\n") > 1:
        return False
    return _SEPARATOR_ROW.fullmatch(text[following.start : following.end].strip() or " ") is not None


def _table(run: list[Block], text: str) -> Table | None:
    lines = [b for b in run if not _SEPARATOR_ROW.fullmatch(text[b.start : b.end].strip() or " ")]
    if len(lines) < 2 or sum(text.count("|", b.start, b.end) for b in lines) > MAX_CELLS:
        return None
    header, *found = (_cells(block, text) for block in lines)
    if len(found) > 1 and _is_second_header(header, found[0]):
        header = _joined(header, found.pop(0))
    rows, groups = [], []
    for row in found:
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and len(header) > 1 and filled[0].start == row[0].start:
            groups.append(filled[0])
        elif len(row) == len(header):
            rows.append(row)
    return Table(lines[0].start, lines[-1].end, header, tuple(rows), tuple(groups))


def _is_second_header(header: tuple[Cell, ...], row: tuple[Cell, ...]) -> bool:
    """Whether a row is a second line of the header: it says cells of the first again and holds no number."""
    if len(row) != len(header) or any(re.search(r"\d", cell.text) for cell in row):
        return False
    again = sum(bool(a.text) and a.text == b.text for a, b in zip(header, row, strict=True))
    return bool(again) and any(not cell.text for cell in header)


def _joined(header: tuple[Cell, ...], below: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Both lines of a header; a cell that spans columns speaks of each of them."""
    joined: list[Cell] = []
    spanning = ""
    for first, second in zip(header, below, strict=True):
        spanning = first.text or spanning
        text = second.text if first.text == second.text else f"{second.text} {spanning}"
        joined.append(Cell(second.start, second.end, text))
    return tuple(joined)


def role_of(header: str) -> str:
    """Return what a column holds (one of the roles, or "")."""
    return _known_role(header) if len(header) <= _SHORT else _role(header)


def _role(header: str) -> str:
    plain = _plain(header)
    return next((role for role, pattern in ROLES if pattern.search(plain)), "")


def _plain(header: str) -> str:
    """A header as words: ``E_rev_mV`` of a data file is E_rev (mV)."""
    return _JOINED.sub(" ", _SUFFIX.sub(r" (\1)", header))


_known_role = lru_cache(maxsize=1024)(_role)  # tables of one document have the same headers


def unit_of(header: str) -> Unit | None:
    """Return the unit printed in a header such as ``Inside (mM)``, or None."""
    return _known_unit(header) if len(header) <= _SHORT else _unit(header)


def _unit(header: str) -> Unit | None:
    header = _plain(header)
    for match in _HEADER_UNIT.finditer(header):
        unit, end = parse_unit(header, match.end())
        if unit is not None and end > match.end():
            return unit
    alone, end = parse_unit(header, 0) if _UNIT_ALONE.fullmatch(header) else (None, 0)
    return alone if end == len(header) else None


_known_unit = lru_cache(maxsize=1024)(_unit)


def table_at(tables: tuple[Table, ...], offset: int) -> Table | None:
    """Return the table whose rows hold an offset."""
    at = bisect_right(tables, offset, key=lambda table: table.start) - 1
    return tables[at] if at >= 0 and offset < tables[at].end else None


def row_at(table: Table, offset: int) -> tuple[Cell, ...] | None:
    """Return the row of a table that holds an offset."""
    at = bisect_right(table.rows, offset, key=lambda row: row[0].start) - 1
    row = table.rows[at] if at >= 0 else None
    return row if row is not None and offset <= row[-1].end else None


def spelled_out(text: str, table: Table, header: str) -> str:
    """Return a header; the letter of a question, "(a)", stands for the question above the table."""
    if not _PART.fullmatch(header):
        return header
    question = re.search(
        re.escape(header) + r"\s(?P<text>(?:[^()?.]|\.\d){1,120}?)(?:[?.](?!\d)|,?\s(?=\([a-h]\)))",
        text[max(0, table.start - 600) : table.start],
    )
    return question["text"] if question else header


def unit_above(text: str, table: Table) -> Unit | None:
    """Return the unit of concentrations that the lines above a table state for it: "all in mmol/l".

    What is near it counts first, then what is farther above or just below: "Concentrations are in mM".
    """
    near = _stated_unit(text, max(0, table.start - _ABOVE), table.start)
    if near is not None:
        return near
    for start, end in ((max(0, table.start - _FAR), table.start), (table.end, table.end + _BELOW)):
        for match in _CONCENTRATIONS.finditer(text, start, end):
            found = _stated_unit(text, match.end(), min(end, match.end() + 40))
            if found is not None:
                return found
    return None


def _stated_unit(text: str, start: int, end: int) -> Unit | None:
    """The one unit of concentrations that a stretch of text states apart from a number."""
    found = {
        unit.text: unit
        for match in _CAPTION_UNIT.finditer(text, start, end)
        if (unit := parse_unit(text, match.end())[0])
    }
    if not found and _MILLIMOLAR.search(text, start, end):
        return MILLIMOLAR
    units = [unit for unit in found.values() if unit.dimension == CONCENTRATION]
    return units[0] if len(units) == 1 else None
