"""Word documents: paragraphs, lists, tables, raised and lowered characters, formulas, notes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from nernstian.audit.readers import glyphs, marks
from nernstian.derivations.errors import ReadError

MAX_MEMBERS = 5_000
MAX_UNCOMPRESSED = 200_000_000
MAX_RATIO = 200
RATIO_FROM = 1_000_000  # a small member may compress as well as it likes
MAX_DEPTH = 150
MAX_ELEMENTS = 2_000_000
_SAVE = "save it anew in a word processor, or convert it to text"
_SPACES = (("/math", "m:"), ("/wordprocessingml/", "w:"), ("/markup-compatibility/", "mc:"))


@dataclass(slots=True)
class Node:
    """An element: its name with ``w:``, ``m:`` or ``mc:``, attributes by local name, children, text."""

    name: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def child(self, name: str) -> Node | None:
        """Return the first child of a name, or None."""
        return next((c for c in self.children if c.name == name), None)

    def value(self, *path: str) -> str | None:
        """Return the ``val`` of the element under this one, or None."""
        node: Node | None = self
        for name in path:
            node = node.child(name) if node else None
        return node.attributes.get("val", "") if node else None


def _name(full: str) -> str:
    space, _, local = full.rpartition("}")
    return next((prefix for part, prefix in _SPACES if part in space or space.endswith(part)), "x:") + local


def _refuse(*_: Any) -> None:
    raise ReadError("its XML declares a document type or entities", "no word processor writes that")


def parse(content: bytes) -> Node:
    """Parse XML into nodes, with a cap on nesting and count; document types and entities are refused."""
    root = Node("", {})
    stack, count = [root], 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(stack) > MAX_DEPTH or count > MAX_ELEMENTS:
            raise ReadError("its XML is nested too deeply or has too many elements", _SAVE)
        node = Node(_name(name), {key.rpartition("}")[2]: value for key, value in attributes.items()})
        stack[-1].children.append(node)
        stack.append(node)

    def characters(data: str) -> None:
        stack[-1].text.append(data)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ReadError(f"its XML is damaged (line {error.lineno})", _SAVE) from error
    return root.children[0]


def _open(content: bytes) -> zipfile.ZipFile:
    """Open the archive, unless its directory already tells of a bomb."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError("is encrypted, or in the old Word format", "save it as .docx without a password")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:  # a version that is not known
        raise ReadError("is truncated or no docx file", _SAVE) from error
    members = archive.infolist()
    total = sum(m.file_size for m in members)
    dense = any(m.file_size > RATIO_FROM and m.file_size > MAX_RATIO * m.compress_size for m in members)
    if len(members) > MAX_MEMBERS or total > MAX_UNCOMPRESSED or dense:
        raise ReadError("unpacks to far more than a document holds", _SAVE)
    return archive


def _member(archive: zipfile.ZipFile, name: str) -> Node | None:
    try:
        size = archive.getinfo(name).file_size
    except KeyError:
        return None
    try:
        with archive.open(name) as stream:
            return parse(stream.read(size + 1))  # never more than the directory says
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"its part {name} is damaged", _SAVE) from error


def _leaf(node: Node) -> str:
    return marks.clean("".join(node.text)).translate(glyphs.TABLE)


def _symbol(node: Node) -> str:
    try:
        return glyphs.symbol(int(node.attributes.get("char", ""), 16))
    except ValueError:
        return "\ufffd"


def _run(node: Node) -> str:
    """Return a run's text, marked when it is raised or lowered; hidden text shows nothing."""
    properties = node.child("w:rPr")
    if properties and properties.value("w:vanish") in {"", "1", "true"}:
        return ""
    text = "".join(inline(child) for child in node.children)
    mark = {"superscript": marks.RAISED, "subscript": marks.LOWERED}.get(
        (properties and properties.value("w:vertAlign")) or "", ""
    )
    return _shift(text, mark)


def _shift(text: str, mark: str) -> str:
    return mark + text.strip() + (" " if text[-1:].isspace() else "") if mark and text.strip() else text


def _inside(node: Node | None) -> str:
    """Return the text within an element; neighbours raised alike are one raised text."""
    out, last = [], ""
    for child in node.children if node else ():
        text = inline(child)
        mark = text[:1] if text[:1] in {marks.RAISED, marks.LOWERED} and child.name == "w:r" else ""
        out.append(text[1:] if mark and mark == last else text)
        last = mark if text else last
    return "".join(out)


def _fraction(node: Node) -> str:
    return f"({_inside(node.child('m:num'))})/({_inside(node.child('m:den'))})"


def _group(text: str, mark: str) -> str:
    plain = text.strip()
    return mark + (f"({plain})" if any(c in " /*" for c in plain) else plain) if plain else ""


def _scripted(node: Node) -> str:
    base, low, high = (_inside(node.child(f"m:{name}")) for name in ("e", "sub", "sup"))
    return base + _group(low, marks.LOWERED) + _group(high, marks.RAISED)


def _delimited(node: Node) -> str:
    properties = node.child("m:dPr")
    begin, end = ((properties.value(f"m:{n}Chr") if properties else None) for n in ("beg", "end"))
    inner = ", ".join(_inside(child) for child in node.children if child.name == "m:e")
    return ("(" if begin is None else begin) + inner + (")" if end is None else end)


INLINE: dict[str, Callable[[Node], str]] = {
    "w:t": _leaf,
    "m:t": _leaf,
    "w:r": _run,
    "w:sym": _symbol,
    "w:tab": lambda _: "\t",
    "w:br": lambda _: "\n",
    "w:cr": lambda _: "\n",
    "w:noBreakHyphen": lambda _: "-",
    "m:f": _fraction,
    "m:sSup": _scripted,
    "m:sSub": _scripted,
    "m:sSubSup": _scripted,
    "m:d": _delimited,
    "m:rad": lambda node: f"√({_inside(node.child('m:e'))})",
}
# Deleted text, fields' code and the fallback of a drawing that was shown already are not seen.
UNSEEN = {"w:del", "w:moveFrom", "w:instrText", "w:delText", "mc:Fallback", "w:pPr", "w:rPr", "w:tbl"}


def inline(node: Node) -> str:
    """Return the text of an element within a paragraph."""
    if node.name in UNSEEN:
        return ""
    reader = INLINE.get(node.name)
    return reader(node) if reader else _inside(node)


def _paragraph(node: Node) -> str:
    return marks.degrees(_inside(node)).strip()


def _prefix(node: Node) -> str:
    properties = node.child("w:pPr")
    if properties is None:
        return ""
    style = (properties.value("w:pStyle") or "").lower()
    if style.startswith(("heading", "title")):
        return "# "
    return "- " if properties.child("w:numPr") or style.startswith("list") else ""


def _row(node: Node) -> str:
    cells: list[str] = []
    for cell in node.children:
        if cell.name == "w:tc":
            cells.append(" ".join(text for _, text in _blocks(cell)))
            span = (p := cell.child("w:tcPr")) and p.value("w:gridSpan")
            cells += [""] * (min(int(span), 64) - 1 if span and span.isdigit() else 0)
    return marks.row(cells)


def _blocks(node: Node) -> Iterator[tuple[str, str]]:
    """Yield paragraphs, list items and tables with what they are."""
    for child in node.children:
        if child.name == "w:p":
            text, prefix = _paragraph(child), _prefix(child)
            if text:
                yield prefix, prefix + text
        elif child.name == "w:tbl":
            rows = [_row(row) for row in child.children if row.name == "w:tr"]
            yield "|", "\n".join(rows)
        elif child.name not in UNSEEN:
            yield from _blocks(child)


def marked_text(content: bytes) -> str:
    """Return the text of a docx file with marks.

    Raises
    ------
    ReadError
        It is encrypted, damaged, no docx file, or larger than a document can be.
    """
    with _open(content) as archive:
        parts = [_member(archive, f"word/{name}.xml") for name in ("document", "footnotes", "endnotes")]
    if parts[0] is None:
        raise ReadError("is no docx file: its archive has no word/document.xml", _SAVE)
    out, before = [], ""
    for part in parts:
        for kind, text in _blocks(part) if part else ():
            out += ["\n" if kind == before == "- " else "\n\n", text]
            before = kind
    return "".join(out[1:]) + "\n" if out else ""
