"""What a project asks of the audit: ``[tool.nernstian.audit]`` in pyproject.toml, or nernstian.toml.

The nearest of the two, from a folder upwards, counts. What the command line says counts more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from nernstian.audit.numbers import is_temperature, scan_numbers
from nernstian.audit.toml import read_toml, shown
from nernstian.audit.units import ZERO_CELSIUS
from nernstian.derivations.errors import ReadError, UnitError, UsageError

MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class _Setting:
    """A setting: the type of its value in TOML, what is wanted, and what counts where nothing is said."""

    kind: type
    meaning: str
    default: Any


_SETTINGS: dict[str, _Setting] = {
    "select": _Setting(list, "a list of rule ids", ()),
    "ignore": _Setting(list, "a list of rule ids", ()),
    "exclude": _Setting(list, "a list of patterns of paths", ()),
    "fail-on": _Setting(str, "a severity", "inconsistent"),
    "temperature": _Setting(str, 'a temperature such as "37degC"', None),
    "hedge": _Setting(float, "a fraction such as 0.05", 0.05),
    "baseline": _Setting(str, "a path", None),
    "jobs": _Setting(int, "a whole number", 1),
    "show-unchecked": _Setting(bool, "true or false", False),
}


def find(folder: Path) -> Path | None:
    """The file that counts for a folder: the nearest, upwards; None where there is none."""
    for place in (folder, *folder.parents):
        own = place / "nernstian.toml"
        if own.is_file():
            return own
        project = place / "pyproject.toml"
        if project.is_file() and _speaks(project):
            return project
    return None


def _speaks(project: Path) -> bool:
    """Whether a pyproject.toml speaks to the audit; one that is broken is for its own tools to report."""
    try:
        return _table(project) is not None
    except ReadError:
        return False


def load(path: Path) -> dict[str, Any]:
    """Read the settings of a file, each under its name; a path in it counts from the folder of the file.

    Raises
    ------
    ReadError
        It cannot be read or is not TOML.
    UsageError
        It holds a key that does not exist, or a value of the wrong kind.
    """
    values = {key: _checked(path, key, value) for key, value in (_table(path) or {}).items()}
    if "baseline" in values:
        values["baseline"] = str(path.parent / values["baseline"])
    return values


def celsius(text: str | None) -> float | None:
    """A temperature such as ``37degC`` or ``310K`` in degrees Celsius; None for None.

    Raises
    ------
    UnitError
        It is no temperature, or has no unit.
    """
    if text is None:
        return None
    kelvin = re.fullmatch(r"\s*([+-]?\d+(?:\.\d+)?)\s*K\s*", text)
    if kelvin is not None:
        return round(float(kelvin[1]) - ZERO_CELSIUS, 9)
    numbers = scan_numbers(text)
    if len(numbers) != 1 or not is_temperature(numbers[0]) or numbers[0].unit_end != len(text):
        raise UnitError(f"{text!r} is not a temperature", "write it with its unit: 37degC or 310K")
    return round(numbers[0].si() - ZERO_CELSIUS, 9)


def resolved(file: Path | None, said: Mapping[str, Any]) -> dict[str, Any]:
    """What counts: what was ``said`` (None: nothing), else what the file holds, else the default.

    Names have underscores, as ``said`` has them. ``celsius`` is the temperature as a number.
    """
    kept = load(file) if file is not None else {}
    chosen: dict[str, Any] = {}
    for key, setting in _SETTINGS.items():
        name = key.replace("-", "_")
        chosen[name] = said[name] if said.get(name) is not None else kept.get(key, setting.default)
    return {**chosen, "celsius": celsius(chosen["temperature"])}


def _table(path: Path) -> dict[str, Any] | None:
    """The table of the audit in a file; None if a pyproject.toml has none."""
    parsed = read_toml(path, MAX_BYTES, "mend it, or run with --isolated")
    if path.name != "pyproject.toml":
        found = parsed.get("audit", parsed)
    else:
        tool = parsed.get("tool", {})
        own = tool.get("nernstian") if isinstance(tool, dict) else None
        if own is None:
            return None
        found = own.get("audit", {}) if isinstance(own, dict) else own
    if not isinstance(found, dict):
        raise UsageError(f"{path}: the settings of the audit are no table", "write [tool.nernstian.audit]")
    return found


def _checked(path: Path, key: str, value: Any) -> Any:
    if key not in _SETTINGS:
        near = get_close_matches(key, _SETTINGS, 1, 0.5)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(
            f"{path}: there is no setting {shown(key)}", f"{hint}There are {', '.join(_SETTINGS)}."
        )
    kind, meaning = _SETTINGS[key].kind, _SETTINGS[key].meaning
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    wrong = not isinstance(value, kind) or (kind is int and isinstance(value, bool))
    if kind is list and not wrong:
        wrong = not all(isinstance(item, str) for item in value)
    if wrong:
        raise UsageError(f"{path}: {key} = {shown(value)}, and {meaning} is wanted", "mend the value")
    return tuple(value) if kind is list else value
