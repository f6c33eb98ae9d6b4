"""JSON lines: one document a line, written as it is done; an interrupted run goes on where it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from nernstian.audit.engine import DocumentReport
from nernstian.audit.reports.common import plain_json
from nernstian.audit.reports.json import SCHEMA, document
from nernstian.audit.verdict import Kind
from nernstian.derivations.errors import ReadError


def line(report: DocumentReport) -> str:
    """Return the line of one document, with its line end."""
    return plain_json(json.dumps({"schema": SCHEMA, **document(report)}, ensure_ascii=False)) + "\n"


def write(reports: Iterable[DocumentReport], stream: TextIO) -> Iterator[DocumentReport]:
    """Write each report as it comes, at once on the disk, and pass it on."""
    for report in reports:
        stream.write(line(report))
        stream.flush()
        yield report


class Done:
    """What an earlier, interrupted run has written: whole lines; a last line cut short is dropped."""

    def __init__(self, path: str) -> None:
        self._found: dict[str, dict[str, Any]] = {}
        self.size = 0
        try:
            with Path(path).open("rb") as stream:
                for raw in stream:
                    if not raw.endswith(b"\n") or not self._take(raw):
                        break
                    self.size += len(raw)
        except FileNotFoundError:
            return
        except OSError as error:
            raise ReadError(f"{path}: {error.strerror or error}", "check the path") from error

    def _take(self, raw: bytes) -> bool:
        try:
            entry = json.loads(raw)
        except (ValueError, RecursionError):
            return False
        if not isinstance(entry, dict) or entry.get("schema") != SCHEMA or "path" not in entry:
            return False
        self._found[str(entry["path"])] = entry
        return True

    def holds(self, path: str) -> bool:
        """Whether a document was audited, has not changed since, and could be read."""
        entry = self._found.get(path)
        if entry is None or entry.get("error") is not None:
            return False
        try:
            with Path(path).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == entry.get("sha256")
        except OSError:
            return False

    def worst(self, paths: Iterable[str], failing: frozenset[Kind]) -> int:
        """The exit code that the documents of these paths ask for."""
        entries = [self._found[path] for path in paths if path in self._found]
        named = {kind.value for kind in failing}
        found = any(claim["verdict"] in named for entry in entries for claim in entry["claims"])
        left = Kind.UNCHECKED in failing and any(entry["unchecked"] for entry in entries)
        return int(found or left)
