"""A certificate as it is read: every field there, none besides, each of its type, before anything is used.

Anyone may have written the file. So whatever it is, it is a certificate by its shape or refused in one line.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nernstian.derivations.errors import ReadError, UsageError

from .certificate import CERTIFIED, FAILED, NOT_RUN, SCHEMA

#: So much of a value is shown in a message.
_SHOWN = 60
#: Whole numbers of JSON that every reader takes for the same.
_LARGEST = 2**53


def read(path: Path) -> dict[str, Any]:
    """The data of a stored certificate.

    Raises
    ------
    ReadError
        If the file cannot be read.
    UsageError
        If it is no certificate of this schema.
    """
    try:
        data = json.loads(
            path.read_text(encoding="utf-8"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}", "Check the path.") from None
    except UsageError as error:
        raise _refused(path, error.cause) from None
    except (ValueError, RecursionError):
        raise _refused(path, "it is no JSON") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UsageError(
            f"{path} is not a certificate of schema {SCHEMA}", "Generate it again with this version."
        )
    fault = next(_faults(data, _CERTIFICATE, ""), None)
    if fault is not None:
        raise _refused(path, fault)
    return data


def shown(value: object) -> str:
    """A value as a message shows it: on one line, not too long, and harmless to a terminal."""
    text = value if isinstance(value, str) else repr(value)
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in short)


def _refused(path: Path, fault: str) -> UsageError:
    return UsageError(f"{path} is not a certificate: {fault}", "Generate it again.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are there once: of two, programs take the last and people the first."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise UsageError(f"the field {shown(name)!r} stands twice")
        found[name] = value
    return found


def _no_constant(name: str) -> None:
    raise UsageError(f"{name} is no JSON")


# -- the shape


@dataclass(frozen=True)
class _Kind:
    """A type of leaves, as a message names it."""

    name: str
    fits: Callable[[Any], bool]


@dataclass(frozen=True)
class _Maybe:
    """Null, or of that shape."""

    shape: Any


@dataclass(frozen=True)
class _Named:
    """An object with names of its own, each of that shape."""

    shape: Any


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _is_number(value: object) -> bool:
    return _is_whole(value) or (isinstance(value, float) and math.isfinite(value))


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value in {"inf", "nan"}


def _is_hexadecimal(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        float.fromhex(value)
    except (ValueError, OverflowError):
        return False
    return True


_TEXT = _Kind("text", lambda value: isinstance(value, str))
_WHOLE = _Kind("a whole number", _is_whole)
_NUMBER = _Kind("a number", _is_number)
_FIGURE = _Kind("a number, 'inf' or 'nan'", lambda value: _is_number(value) or _is_word(value))
_TRUTH = _Kind("true or false", lambda value: isinstance(value, bool))
_FLOAT = _Kind("a hexadecimal float", _is_hexadecimal)
_VERDICTS = (CERTIFIED, FAILED, NOT_RUN)
_VERDICT = _Kind("one of the verdicts", lambda value: isinstance(value, str) and value in _VERDICTS)

_POINT = _Named(_FLOAT)
_UNIT = dict.fromkeys(("name", "unit", "dimension", "domain", "meaning"), _TEXT)
_EMPTY_ROW = {"stratum": _TEXT, "points": _WHOLE, "skipped": _WHOLE, "promised": _TRUTH}
_ROW = {
    **_EMPTY_ROW,
    **dict.fromkeys(("max_ulp", "mean_ulp", "max_scaled"), _FIGURE),
    **dict.fromkeys(("argmax", "argmax_scaled"), _POINT),
    "bound": _Maybe({"scaled": _NUMBER, "ulp": _Maybe(_NUMBER)}),
    "kept": _Maybe(_TRUTH),
}
_CERTIFICATE = {
    "about": _TEXT,
    "schema": _WHOLE,
    "relation": {
        **dict.fromkeys(
            ("name", "reference", "title", "formula", "hash", "constants", "source", "status"), _TEXT
        ),
        "assumptions": [_TEXT],
    },
    "code": {
        **dict.fromkeys(("target", "language", "function"), _TEXT),
        "files": _Named(_TEXT),
        "generator": {"version": _TEXT, "modules": _Named(_TEXT)},
    },
    "units": {"arguments": [_UNIT], "result": _UNIT},
    "equivalence": {"statement": _TEXT, "status": _TEXT, "failures": [_TEXT]},
    "accuracy": {
        "kind": _TEXT,
        "points": _WHOLE,
        "seed": _WHOLE,
        # What was measured at no point has no figures.
        "strata": [lambda row: _EMPTY_ROW if isinstance(row, dict) and row.get("points") == 0 else _ROW],
    },
    "special_values": {
        "base": _POINT,
        "table": [{"changed": _POINT, "value": _FLOAT, "expected": _FLOAT, "by": _TEXT, "agrees": _TRUTH}],
    },
    "environment": {
        **dict.fromkeys(("architecture", "libc", "python", "system"), _TEXT),
        "tool": _Maybe({"name": _TEXT, "version": _TEXT, "options": [_TEXT]}),
        "flags": [_TEXT],
    },
    "verdict": {"verdict": _VERDICT, "findings": [_TEXT]},
    "replay": _TEXT,
}


def _faults(value: Any, shape: Any, where: str) -> Iterator[str]:
    """What is not of the shape."""
    if isinstance(shape, _Maybe):
        if value is not None:
            yield from _faults(value, shape.shape, where)
    elif isinstance(shape, _Kind):
        if not shape.fits(value):
            yield f"{where} is {_quoted(value)}, and not {shape.name}"
    elif isinstance(shape, list):
        yield from _faults_of_list(value, shape[0], where)
    elif callable(shape):
        yield from _faults(value, shape(value), where)
    else:
        yield from _faults_of_object(value, shape, where)


def _faults_of_list(value: Any, shape: Any, where: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where} is {_quoted(value)}, and not a list"
        return
    for number, item in enumerate(value):
        yield from _faults(item, shape, f"{where}[{number}]")


def _faults_of_object(value: Any, shape: dict[str, Any] | _Named, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} is {_quoted(value)}, and not an object"
        return
    fields = dict.fromkeys(value, shape.shape) if isinstance(shape, _Named) else shape
    for name in sorted({*value, *fields}):
        place = f"{where}.{shown(name)}" if where else shown(name)
        if name not in value:
            yield f"the field '{place}' is missing"
        elif name not in fields:
            yield f"it has no field '{place}'"
        else:
            yield from _faults(value[name], fields[name], place)


def _quoted(value: object) -> str:
    """A value as JSON has it; an object or a list by its name, since it may be large."""
    for kind, name in ((dict, "an object"), (list, "a list")):
        if isinstance(value, kind):
            return name
    return shown(json.dumps(value, ensure_ascii=False))
