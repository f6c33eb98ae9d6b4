"""The languages a law is written in: one file each, found by being here."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules

from nernstian.derivations.errors import UsageError

from .base import TARGETS, Target
from .source import SourceTarget


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


def languages() -> tuple[str, ...]:
    """Names of the languages a law can be written in; the other targets print for this package itself."""
    return tuple(name for name in names() if issubclass(TARGETS[name], SourceTarget))


def language(name: str) -> SourceTarget:
    """The language of this name.

    Raises
    ------
    UsageError
        If there is none.
    """
    offered = languages()
    target = get(name) if name in offered else None
    if not isinstance(target, SourceTarget):
        near = get_close_matches(name, offered, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(f"there is no target {name!r}", f"{hint}Targets: {', '.join(offered)}.")
    return target
