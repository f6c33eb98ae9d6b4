"""Many paths: files, folders, globs and standard input, each read and audited by itself."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nernstian.audit.acceptance import Settings
from nernstian.audit.engine import DocumentReport, audit_document
from nernstian.audit.readers import FORMATS, UNSUPPORTED, read, read_stdin
from nernstian.derivations.errors import ReadError


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line or a caller asks for."""

    settings: Settings = Settings()
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    stdin_name: str = "-"


def _folder(path: str) -> Iterator[str]:
    """The documents of a folder, hidden folders left out, in a fixed order."""
    known = (set(FORMATS) | UNSUPPORTED) - {""}
    for root, folders, files in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if os.path.splitext(name)[1].lower() in known:
                yield os.path.join(root, name)


def expand(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that paths, folders and globs name; a name that matches nothing is kept as it is."""
    for path in paths:
        if path != "-" and os.path.isdir(path):
            yield from _folder(path)
        elif path != "-" and not os.path.exists(path) and glob.has_magic(path):
            yield from sorted(glob.glob(path, recursive=True)) or [path]
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
