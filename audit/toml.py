"""TOML files that others wrote: read with a cap on everything that costs time or memory."""

from __future__ import annotations

import reprlib
import stat
import tomllib
from pathlib import Path
from typing import Any

from nernstian.derivations.errors import ReadError

#: tomllib keeps every prefix of a dotted key, which costs the square of its dots: about 40 MB at most.
_MAX_DOTS_SQUARED = 10_000_000
_MOST_SHOWN = 80


def read_toml(path: Path, limit: int, remedy: str) -> dict[str, Any]:
    """Read a TOML file of at most ``limit`` bytes.

    Raises
    ------
    ReadError
        It cannot be read, is larger, or is not TOML; ``remedy`` says what to do.
    """
    try:
        # A pipe or a device may never end; a folder is told by the attempt to open it.
        special = not stat.S_ISREG(mode := path.stat().st_mode) and not stat.S_ISDIR(mode)
        content = b"" if special else _bytes(path, limit + 1)
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}", "check the path and its permissions") from error
    if special:
        raise ReadError(f"{path}: not a regular file", remedy)
    if len(content) > limit:
        raise ReadError(f"{path}: larger than {limit // 1000} kB", remedy)
    if sum(line.count(b".") ** 2 for line in content.splitlines()) > _MAX_DOTS_SQUARED:
        raise ReadError(f"{path}: thousands of dots in one line", remedy)
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else "nested too deeply"
        raise ReadError(f"{path}: not TOML: {reason}", remedy) from error


def _bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(most)


def shown(value: object) -> str:
    """A value as a message prints it: short, however large or deep it is."""
    text = reprlib.repr(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}..."
