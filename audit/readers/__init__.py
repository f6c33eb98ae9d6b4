"""Readers: from a path to a decoded document. One table says which suffix is read how."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from nernstian.audit.document import Document, make_document
from nernstian.audit.extract import Extract
from nernstian.audit.readers import aligned, html, latex, notebook
from nernstian.audit.readers.marks import spell
from nernstian.audit.readers.plain import declared_encoding, decode
from nernstian.audit.readers.sandbox import extract
from nernstian.derivations.errors import ReadError

MAX_BYTES = 20_000_000
# Two letters at least: C:// is a drive.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,30}://")
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
    ".ipynb": "notebook",
    ".tex": "latex",
    ".ltx": "latex",
    ".docx": "docx",
    ".pdf": "pdf",
    "": "text",
}
#: How the text of a markup language is taken out of its source; None where the source is its own text.
EXTRACTS: dict[str, Callable[[str], Extract | None]] = {
    "text": aligned.extract,
    "markdown": aligned.extract,
    "html": html.extract,
    "latex": latex.extract,
    "notebook": notebook.extract,
}
GUARDED = {"docx", "pdf"}  # read in a child process
UNSUPPORTED = {".doc", ".odt", ".epub", ".rtf"}


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


def is_address(path: str) -> bool:
    """Whether a path is an address (``s3://``, ``memory://`` ...) that fsspec opens."""
    return _ADDRESS.match(path) is not None


def _remote(path: str) -> bytes:
    try:
        fsspec = import_module("fsspec")
    except ImportError:
        raise ReadError(
            f"{path}: addresses need the package fsspec", "run pip install 'nernstian[cluster]'"
        ) from None
    try:
        with fsspec.open(path, "rb") as stream:
            content: bytes = stream.read(MAX_BYTES + 1)
    except Exception as error:  # every file system behind it has errors of its own
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ReadError(f"{path}: {reason}", "check the address and your access to it") from error
    return content


def _bytes(path: str) -> bytes:
    content = _remote(path) if is_address(path) else _local(path)
    if len(content) > MAX_BYTES:
        raise ReadError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB", "split the document")
    return content


def _local(path: str) -> bytes:
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
    return content


def read(path: str) -> Document:
    """Read a document from a file.

    Raises
    ------
    ReadError
        It is missing, a folder, too large, no text, or in a format that is not read.
    """
    kind = format_of(path)
    content = _bytes(path)
    return _document(path, kind, content)


def _document(path: str, kind: str, content: bytes) -> Document:
    if kind in GUARDED:
        source, found, pages = spell(extract(kind, content, path))
        return make_document(source, path, kind, content, found, pages)
    source = decode(content, path, declared_encoding(content) if kind == "html" else "utf-8")
    return _extracted(source, path, kind, content)


def _extracted(source: str, path: str, kind: str, content: bytes | None = None) -> Document:
    reader = EXTRACTS.get(kind)
    try:
        taken = reader(source) if reader is not None else None
    except ReadError as error:
        raise ReadError(f"{path}: {error.cause}", error.remedy) from error
    return make_document(source, path, kind, content, taken)


def document_of(source: str, name: str) -> Document:
    """Return the document of a text that is already decoded; the suffix of its name says how it is read."""
    kind = FORMATS.get(Path(name).suffix.lower(), "text")
    return _extracted(source, name, "text" if kind in GUARDED else kind)


def read_stdin(name: str = "-") -> Document:
    """Read a document from standard input."""
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ReadError(f"standard input: larger than {MAX_BYTES // 1_000_000} MB", "split the document")
    kind = format_of(name) if name != "-" else "text"
    return _document(name, kind, content)
