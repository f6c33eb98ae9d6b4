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
    NernstianWarning,
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
    from nernstian.derivations.preparations import Preparation

__all__ = [
    "DefinitionError",
    "DimensionError",
    "DomainError",
    "GrammarError",
    "NernstianError",
    "NernstianWarning",
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
    "inverse",
    "law",
    "laws",
    "preparation",
    "preparations",
    "quantity_function",
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


def function(
    name: str, units: str | Mapping[str, str] | None = None, ions: Mapping[str, int] | None = None
) -> Callable[..., Any]:
    """A law as a NumPy function of floats or arrays, positional in the law's order or by keyword.

    Parameters
    ----------
    name : str
        The name of a law.
    units : str or mapping of str to str, optional
        The units of the arguments and of the result; SI if not given. ``"physiology"`` means mV, mM, degC,
        uA/cm2, ms, uF/cm2, mS/cm2 and kohm*cm2 wherever an argument or the result has that dimension, and SI
        elsewhere. A mapping such as ``{"c_out": "uM", "T": "degC", "E": "mV"}`` gives units by name, the rest
        being in SI. They are checked and folded into the constants here, once: a call does no unit work.
    ions : mapping of str to int, optional
        For ``ghk_voltage`` and ``ghk_voltage_divalent``: names and valences of other ions.

    Returns
    -------
    callable
        With a docstring, a signature, and the units in force in ``units``. It takes plain numbers; outside
        the domain of the law the result is NaN, and nothing raises for a single element. It pickles.

    Raises
    ------
    UsageError
        If there is no such law, it takes no list of ions, or it has no argument or result of a name in
        ``units``.
    GrammarError, UnitError
        If a unit cannot be read, is unknown, logarithmic or a difference, or has the wrong dimension. Only
        the ratios of ``P_K``, ``P_Na`` ... count: they may have any dimension, as long as it is the same.

    Notes
    -----
    The arithmetic is that of float64: arguments whose products or squares leave its range (beyond about 1e-75
    and 1e75) are not caught. `compute` catches them, at the price of a rigorous enclosure a number.

    Examples
    --------
    >>> nernst = function("nernst", units="physiology")
    >>> round(nernst(c_out=5, c_in=140, z=1, T=37), 2)
    -89.06
    >>> nernst.units["T"]
    'degC'
    >>> round(function("nernst", {"c_in": "nM", "c_out": "mM", "T": "degC"})(2, 100, 2, 37), 4)
    0.1323
    """
    from nernstian.codegen.function import function

    if units is None:
        return function(name, ions=ions)
    from nernstian.units import resolve

    return function(name, resolve(name, units, ions), ions)


def inverse(name: str, of: str, ions: Mapping[str, int] | None = None) -> Callable[..., Any]:
    """A law solved for one of its arguments, as a NumPy function in SI.

    Parameters
    ----------
    name : str
        The name of a law.
    of : str
        The argument to solve for.
    ions : mapping of str to int, optional
        For ``ghk_voltage`` and ``ghk_voltage_divalent``: names and valences of other ions.

    Returns
    -------
    callable
        Of the law's result and its other arguments in their order, by position or keyword; they broadcast,
        and scalars give a float. ``closed`` says whether a closed form answers, proved from the law; else the
        root is closed in between neighbouring doubles, element by element. An answer reproduces its result
        when it is put back; where there is none, or more than one, it is NaN.

    Raises
    ------
    UsageError
        If there is no such law, it has no such argument, or it takes no list of ions.

    Examples
    --------
    >>> temperature = inverse("nernst", "T")
    >>> round(temperature(-0.092, c_out=5, c_in=150, z=1) - 273.15, 2)
    40.74
    >>> inverse("ghk_current", "V").closed
    False
    """
    from nernstian.inversion import InverseFunction

    return InverseFunction(name, of, ions)


def quantity_function(
    name: str, *, unit: str | None = None, ions: Mapping[str, int] | None = None
) -> Callable[..., Any]:
    """A law as a function of pint quantities, scalars or arrays, with dimensions and domains checked.

    Parameters
    ----------
    name : str
        The name of a law.
    unit : str, optional
        The unit of the result; the law's SI unit if not given.
    ions : mapping of str to int, optional
        For ``ghk_voltage`` and ``ghk_voltage_divalent``: names and valences of other ions.

    Returns
    -------
    callable
        It takes quantities of any one registry, texts such as ``"5 mM"``, and plain numbers where the law
        takes pure numbers; they broadcast. It returns a quantity of the same registry. A temperature of
        37 degC is 310.15 K. What is legal and unusual (T outside 273-320 K, more than 1 V or 10 M, a valence
        that is not whole) is computed with a `NernstianWarning`.

    Raises
    ------
    UsageError
        If there is no such law, or it takes no list of ions. When called: if the arguments belong to
        different registries.
    GrammarError, UnitError
        If the unit does not fit the result. When called: if an argument has no unit, cannot be read, or has
        the wrong dimension.
    DomainError
        When called: if an argument, or an element of one, is outside the domain of the law or not finite, or
        the law has no finite value there.

    Examples
    --------
    >>> import pint
    >>> Q = pint.UnitRegistry().Quantity
    >>> nernst = quantity_function("nernst", unit="mV")
    >>> print(nernst(Q(5, "mM"), Q([140, 150], "mM"), 1, Q(37, "degC")).round(2))
    [-89.06 -90.9] millivolt
    >>> print(round(nernst("5 mM", "140 mM", 1, "37 degC"), 2))
    -89.06 millivolt
    """
    from nernstian.quantities import quantity_function

    return quantity_function(name, unit=unit, ions=ions)


def preparations() -> tuple[str, ...]:
    """The names of the standard preparations, in the order ``nernstian preparations`` prints them."""
    from nernstian.derivations.preparations import preparations

    return tuple(preparations())


def preparation(name: str) -> Preparation:
    """A standard preparation by name: its figures, each with its unit and source.

    Raises
    ------
    UsageError
        If there is no such preparation.
    """
    from nernstian.derivations.preparations import preparation

    return preparation(name)


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
