"""Readers: from a path to a decoded document. One table says which suffix is read how."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

from nernstian.audit.document import Document, make_document
from nernstian.audit.extract import Extract
from nernstian.audit.readers import html, latex, notebook
from nernstian.audit.readers.plain import declared_encoding, decode
from nernstian.derivations.errors import ReadError

MAX_BYTES = 20_000_000
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".rst": "text",
    ".wiki": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".tex": "latex",
    ".ltx": "latex",
    ".ipynb": "notebook",
    "": "text",
}
UNSUPPORTED = {".pdf", ".docx", ".doc", ".odt", ".epub", ".rtf"}
#: How the text of a markup language is taken out of its source; other formats are their own text.
EXTRACTS: dict[str, Callable[[str], Extract]] = {
    "html": html.extract,
    "latex": latex.extract,
    "notebook": notebook.extract,
}


def format_of(path: str) -> str:
    """Return the format of a path by its suffix.

    Raises
    ------
    ReadError
        The format is one that is not read.
    """
    suffix = Path(path).suffix.lower()
    if suffix in UNSUPPORTED:
        raise ReadError(
            f"{path}: format not supported yet ({suffix})", "convert it to text or Markdown first"
        )
    return FORMATS.get(suffix, "text")


def _refuse_special(path: str) -> None:
    """Refuse pipes, sockets and devices: reading one may never end."""
    mode = Path(path).stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise ReadError(f"{path}: not a regular file", "save its content to a file, or pipe it in as -")


def _bytes(path: str) -> bytes:
    try:
        _refuse_special(path)
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except IsADirectoryError as error:
        raise ReadError(
            f"{path}: is a folder", "name its files, or the folder itself on the command line"
        ) from error
    except ReadError:
        raise
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}", "check the path and its permissions") from error
    if len(content) > MAX_BYTES:
        raise ReadError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB", "split the document")
    return content


def _document(content: bytes, path: str, kind: str) -> Document:
    """Decode a document and take its text out."""
    source = decode(content, path, declared_encoding(content) if kind == "html" else "utf-8")
    extract = EXTRACTS.get(kind)
    return make_document(source, path, kind, content, extract(source) if extract is not None else None)


def read(path: str) -> Document:
    """Read a document from a file.

    Raises
    ------
    ReadError
        It is missing, a folder, too large, no text, or in a format that is not read.
    """
    kind = format_of(path)
    return _document(_bytes(path), path, kind)


def read_stdin(name: str = "-") -> Document:
    """Read a document from standard input."""
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ReadError(f"standard input: larger than {MAX_BYTES // 1_000_000} MB", "split the document")
    kind = format_of(name) if name != "-" else "text"
    return _document(content, name, kind)
