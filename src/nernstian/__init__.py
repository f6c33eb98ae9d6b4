"""Membrane biophysics from one definition of each law.

Importing the package loads neither SymPy nor NumPy: every function brings in what it needs.

Examples
--------
>>> import nernstian
>>> "nernst" in nernstian.laws()
True
"""

from __future__ import annotations

import sys
import types
from typing import TYPE_CHECKING, Any

from nernstian.derivations.errors import (
    DefinitionError,
    DimensionError,
    DomainError,
    GrammarError,
    NernstianError,
    ReadError,
    RuleError,
    SideConditionError,
    ToolchainError,
    UnitError,
    UsageError,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    from nernstian.audit import AuditReport
    from nernstian.codegen.generate import Generated
    from nernstian.derivations.draft import Derivation
    from nernstian.derivations.law import Law

__all__ = [
    "DefinitionError",
    "DimensionError",
    "DomainError",
    "GrammarError",
    "NernstianError",
    "ReadError",
    "RuleError",
    "SideConditionError",
    "ToolchainError",
    "UnitError",
    "UsageError",
    "__version__",
    "audit",
    "derivation",
    "function",
    "generate",
    "law",
    "laws",
]


__version__ = "0.1.0"


def laws() -> tuple[str, ...]:
    """The names of the laws, in the order ``nernstian list`` prints them."""
    from nernstian.codegen.emitted import LAWS

    return tuple(LAWS)


def law(name: str) -> Law:
    """A law by name: its equation, quantities, assumptions, domain, limiting forms and source.

    Raises
    ------
    UsageError
        If there is no such law.
    """
    from nernstian.derivations.laws import get

    return get(name)


def derivation(name: str, route: str | None = None) -> Derivation:
    """The derivation of a law, as a sequence of checked steps.

    Parameters
    ----------
    name : str
        The name of a derived law.
    route : str, optional
        One of the law's routes; its first if not given.

    Raises
    ------
    UsageError
        If there is no such law or route, or the law is stated and not derived.
    """
    from nernstian.derivations.laws import derivation

    return derivation(name, route)


def function(name: str, ions: Mapping[str, int] | None = None) -> Callable[..., Any]:
    """A law as a NumPy function of floats or arrays in SI, positional in the law's order or by keyword.

    Parameters
    ----------
    name : str
        The name of a law.
    ions : mapping of str to int, optional
        For ``ghk_voltage``: names and valences of the ions where they are not K, Na, Cl.

    Raises
    ------
    UsageError
        If there is no such law, or it takes no list of ions.
    """
    from nernstian.codegen.function import function

    return function(name, ions=ions)


def generate(name: str, target: str, ions: Mapping[str, int] | None = None) -> Generated:
    """A law as documented source in another language, computed from its stable form.

    Parameters
    ----------
    name : str
        The name of a law.
    target : str
        The language, for instance ``"c"`` or ``"python"``.
    ions : mapping of str to int, optional
        For a law that takes any list of ions: their names and valences.

    Returns
    -------
    Generated
        ``files`` (text by file name), ``write(directory)`` and ``certificate()``, which builds, runs and
        measures the code.

    Raises
    ------
    UsageError
        If there is no such law or target, or the law takes no list of ions.
    """
    from nernstian.codegen.generate import generate

    return generate(name, target, ions)


def audit(path_or_text: str | os.PathLike[str], **options: Any) -> AuditReport:
    """Recompute the numbers a document states.

    Parameters
    ----------
    path_or_text : str or path
        A document, or its text.
    **options
        As `nernstian.audit.audit` takes them.
    """
    from nernstian.audit import audit

    return audit(path_or_text, **options)


def __dir__() -> list[str]:
    return sorted(__all__)


class _FrontDoor(types.ModuleType):
    """Keeps ``nernstian.audit(...)`` a call after the room of that name is imported.

    Importing a submodule binds it to its name in the parent, over the function above: so it is made callable.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name == "audit" and isinstance(value, types.ModuleType):
            value.__class__ = _CallableRoom
        super().__setattr__(name, value)


class _CallableRoom(types.ModuleType):
    """The package ``nernstian.audit``, called as the function it offers."""

    def __call__(self, path_or_text: str | os.PathLike[str], **options: Any) -> AuditReport:
        return _audit(path_or_text, **options)


_audit = audit
sys.modules[__name__].__class__ = _FrontDoor
