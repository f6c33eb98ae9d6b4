"""Many paths: files, folders, globs and standard input, each read and audited by itself."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath

from nernstian.audit.acceptance import Settings
from nernstian.audit.engine import DocumentReport, audit_document
from nernstian.audit.readers import FORMATS, UNSUPPORTED, is_address, read, read_stdin
from nernstian.audit.sidecar import NOTHING, read_sidecar
from nernstian.derivations.errors import ReadError, UsageError


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
    locked: list[str] = []
    for _ in os.walk(path, onerror=lambda error: locked.append(str(error.filename))):
        pass
    yield from sorted(locked)
    for found in sorted(Path(path).rglob("*")):
        hidden = any(part.startswith(".") for part in found.relative_to(path).parts)
        if found.suffix.lower() in known and not hidden and _may_be_read(found):
            yield str(found)


def _may_be_read(found: Path) -> bool:
    try:
        return found.is_file()
    except OSError:
        return True  # it may not be looked at: the reader says why


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except OSError:
        return True  # it may not be looked at: the reader says why


def expand(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that paths, folders and globs name; a name that matches nothing is kept as it is."""
    for path in paths:
        if is_address(path):
            yield path
        elif path != "-" and _is_folder(path):
            yield from list(_folder(path)) or [path]
        elif path != "-" and not _exists(path) and glob.has_magic(path):
            # pathlib's own glob takes no absolute pattern
            yield from sorted(glob.glob(path, recursive=True)) or [path]  # noqa: PTH207
        else:
            yield path


def _folder_trouble(path: str) -> tuple[str, str]:
    """Why a folder gave no documents, and what to do about it."""
    try:
        next(Path(path).iterdir(), None)
    except OSError as error:
        return f"{path}: folder cannot be read: {error.strerror or error}", "check its permissions"
    return f"{path}: no document in this folder", f"documents end in {', '.join(sorted(set(FORMATS) - {''}))}"


def refuse_overwriting(paths: Iterable[str], output: str) -> None:
    """Refuse to write a report over one of the documents it speaks of.

    Raises
    ------
    UsageError
        ``output`` is one of the documents.
    """
    if not _exists(output):
        return
    for path in expand(paths):
        if path != "-" and _exists(path) and _is_same(path, output):
            raise UsageError(f"{output} is one of the documents", "name another file for the report")


def _is_same(path: str, output: str) -> bool:
    try:
        return Path(path).samefile(output)
    except OSError:
        return False


def _one(path: str, options: Options) -> DocumentReport:
    if path != "-" and _is_folder(path):
        return DocumentReport(path, "", "", None, *_folder_trouble(path))
    try:
        document = read_stdin(options.stdin_name) if path == "-" else read(path)
        beside = NOTHING if path == "-" or is_address(path) else read_sidecar(path)
        return audit_document(document, options.settings, options.select, options.ignore, beside)
    except ReadError as error:
        return DocumentReport(path, "", "", None, error.cause, error.remedy)
    except Exception as error:  # noqa: BLE001  one document that is stumbled over must not stop the others
        return _stumbled(path, error)


def _stumbled(path: str, error: Exception) -> DocumentReport:
    reason = str(error).splitlines()[0] if str(error) else ""
    cause = f"{path}: the audit stumbled over it ({type(error).__name__}{': ' if reason else ''}{reason})"
    return DocumentReport(path, "", "", None, cause, "this is a fault of nernstian: please report it")


def _died(path: str) -> DocumentReport:
    cause = f"{path}: the process that audited it died"
    return DocumentReport(path, "", "", None, cause, "split the document, or give the machine more memory")


def documents(paths: Iterable[str], exclude: Iterable[str] = ()) -> list[str]:
    """The documents that paths name, each once; those that fit a pattern of ``exclude`` are left out."""
    patterns = tuple(exclude)
    return [path for path in dict.fromkeys(expand(paths)) if not _excluded(path, patterns)]


def _excluded(path: str, patterns: tuple[str, ...]) -> bool:
    pure = PurePath(path)
    return any(pure.match(pattern) or any(p.match(pattern) for p in pure.parents) for pattern in patterns)


def audit_each(
    paths: Iterable[str], options: Options, jobs: int = 1, dask: str | None = None
) -> Iterator[DocumentReport]:
    """Audit every document and yield the reports in the order of the paths.

    On ``jobs`` processes, or on the workers of the dask scheduler at the address ``dask`` ("local": a cluster
    started for this run). One that cannot be read, or that kills its process, is reported and the others are
    audited still.
    """
    found = list(paths)
    if dask is not None:
        from nernstian.audit.cluster import in_order as on_cluster

        yield from on_cluster(partial(_one, options=options), found, dask, _died)
        return
    if jobs <= 1 or len(found) <= 1:
        yield from (_one(path, options) for path in found)
        return
    from nernstian.audit.parallel import in_order

    yield from in_order(partial(_one, options=options), found, jobs, _died)


def audit_paths(paths: Iterable[str], options: Options, jobs: int = 1) -> tuple[DocumentReport, ...]:
    """Audit the documents that paths name, all in one report."""
    return tuple(audit_each(documents(paths), options, jobs))
