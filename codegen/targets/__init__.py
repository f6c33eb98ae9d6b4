"""The languages a law is written in: one file each, found by being here."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from nernstian.derivations.errors import UsageError

from .base import TARGETS, Target


def names() -> tuple[str, ...]:
    """Names of all targets."""
    for module in iter_modules(__path__):
        import_module(f".{module.name}", __name__)
    return tuple(sorted(TARGETS))


def get(name: str) -> Target:
    """The target of this name.

    Raises
    ------
    UsageError
        If there is none.
    """
    if name not in names():
        raise UsageError(f"there is no target {name!r}", f"Targets: {', '.join(names())}.")
    return TARGETS[name]()
