"""Many paths: files, folders, globs and standard input, each read and audited by itself."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nernstian.audit.acceptance import Settings
from nernstian.audit.engine import DocumentReport, audit_document
from nernstian.audit.readers import FORMATS, UNSUPPORTED, read, read_stdin
from nernstian.derivations.errors import ReadError


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line or a caller asks for."""

    settings: Settings = field(default_factory=Settings)
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    stdin_name: str = "-"


def _folder(path: str) -> Iterator[str]:
    """The documents of a folder, hidden folders left out, in a fixed order."""
    known = (set(FORMATS) | UNSUPPORTED) - {""}
    for found in sorted(Path(path).rglob("*")):
        hidden = any(part.startswith(".") for part in found.relative_to(path).parts)
        if found.suffix.lower() in known and not hidden and found.is_file():
            yield str(found)


def expand(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that paths, folders and globs name; a name that matches nothing is kept as it is."""
    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from _folder(path)
        elif path != "-" and not Path(path).exists() and glob.has_magic(path):
            # pathlib's own glob takes no absolute pattern
            yield from sorted(glob.glob(path, recursive=True)) or [path]  # noqa: PTH207
        else:
            yield path


def _one(path: str, options: Options) -> DocumentReport:
    try:
        document = read_stdin(options.stdin_name) if path == "-" else read(path)
    except ReadError as error:
        return DocumentReport(path, "", "", None, error.cause, error.remedy)
    return audit_document(document, options.settings, options.select, options.ignore)


def audit_paths(paths: Iterable[str], options: Options) -> tuple[DocumentReport, ...]:
    """Audit every document; one that cannot be read is reported and the others are audited still."""
    return tuple(_one(path, options) for path in dict.fromkeys(expand(paths)))
