"""Functions of quantities: units and domains checked at the boundary, for scalars and arrays.

What comes in is read on the quantity's own registry, so that units somebody defined there mean what they mean
there; what goes out belongs to that registry as well. What stands between is `nernstian.function`.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import pint
from pint import PintError

from nernstian import boundary
from nernstian.cases import facts_of, shared_dimension
from nernstian.codegen.facts import LawFacts, QuantityFacts
from nernstian.codegen.function import function, real
from nernstian.codegen.units import Units
from nernstian.derivations.errors import DomainError, NernstianWarning, UnitError, UsageError
from nernstian.literals import parse_unit
from nernstian.requirements import (
    DOMAINS,
    choices,
    demand_dimension,
    demand_literal,
    demand_shared,
    expectations,
    no_value,
    outside,
    read_literal,
    result_unit,
    written,
)
from nernstian.units import scale_of

#: Where an element stands in an array; empty for a number.
Index: TypeAlias = tuple[int, ...]


def quantity_function(
    name: str, *, unit: str | None = None, ions: Mapping[str, int] | None = None
) -> QuantityFunction:
    """A law as a function of quantities; see `nernstian.quantity_function`."""
    return QuantityFunction(name, unit, ions)


@dataclass(frozen=True, slots=True)
class Reading:
    """An argument as it was given, and in SI."""

    facts: QuantityFacts
    number: Any
    written: Any  # the unit, as text or as pint's, which takes its time to become text
    dimension: Sequence[float]
    si: Any
    registry: Any = None  # pint.UnitRegistry

    def given(self, index: Index = ()) -> str:
        """The argument, or one element of it, as messages quote it: ``c_out[2]=-5 mM``."""
        place = f"[{', '.join(map(str, index))}]" if index else ""
        number = float(np.asarray(self.number)[index])
        return f"{self.facts.name}{place}={number:g} {_unit_text(self.written)}".rstrip()

    @property
    def unit(self) -> str:
        """The unit as it was given."""
        return _unit_text(self.written)

    @property
    def si_unit(self) -> str:
        """The unit of ``si``."""
        own = tuple(self.dimension) == self.facts.dimension
        return self.facts.unit if own else written(tuple(int(power) for power in self.dimension))


class QuantityFunction:
    """A law, computed from quantities. Made by `nernstian.quantity_function`; see there."""

    def __init__(self, name: str, unit: str | None = None, ions: Mapping[str, int] | None = None) -> None:
        self.law = facts_of(name, ions)
        self._unit, self._ions = unit, None if ions is None else dict(ions)
        wanted = result_unit(self.law, unit)
        self.unit = wanted.text
        self._pint_unit = _pint_text(wanted.text)
        self._scale = scale_of(wanted)
        self._function = function(name, Units.of({self.law.result.name: self._scale}), ions)
        self._shared = shared_dimension(self.law)
        self.__name__ = self.__qualname__ = name
        self.__signature__ = self._function.__signature__
        self.__doc__ = _docstring(self.law, self.unit)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Evaluate the law; see the docstring of the instance for its arguments."""
        given = zip(self.law.arguments, self._bind(args, kwargs), strict=True)
        readings = [self._read(facts, value) for facts, value in given]
        shared = {r.facts.name: r for r in readings if r.facts.name in self._shared}
        demand_shared({name: (r.unit, r.dimension) for name, r in shared.items()})
        registry = _common_registry(readings)
        for reading in readings:
            _demand_domain(self.law, reading)
        value = self._function(*(reading.si for reading in readings)) + 0.0  # no "-0 mV"
        self._demand_finite(value, readings)
        for text in (*_argument_complaints(readings), *self._result_complaints(value)):
            warnings.warn(text, NernstianWarning, stacklevel=2)
        return registry.Quantity(value, _unit(registry, self._pint_unit))

    def _bind(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
        try:
            arguments = self.__signature__.bind(*args, **kwargs).arguments
        except TypeError as error:
            raise TypeError(f"{self.__name__}{self.__signature__}: {error}") from None
        return [arguments[q.name] for q in self.law.arguments]

    def _read(self, facts: QuantityFacts, value: Any) -> Reading:
        free = facts.name in self._shared
        if isinstance(value, str):
            return _read_text(facts, value, free)
        if hasattr(value, "dimensionality") and hasattr(value, "magnitude"):
            return _read_quantity(facts, value, free)
        if facts.unit != "1" and not free:
            raise _unit_is_missing(facts, value)
        number = real(facts.name, value)
        return Reading(facts, number, "", boundary.DIMENSIONLESS, number)

    def _demand_finite(self, value: Any, readings: Sequence[Reading]) -> None:
        index = _first_not(np.isfinite(value))
        if index is None:
            return
        at = {r.facts.name: float(np.broadcast_to(r.si, np.shape(value))[index]) for r in readings}
        raise DomainError(*no_value(self.law, at, f" at element {list(index)}" if index else ""))

    def _result_complaints(self, value: Any) -> list[str]:
        result = self.law.result
        in_si = value * float(self._scale.scale) + float(self._scale.offset)
        texts = []
        for usual in expectations(result):
            index = _first_not(usual.holds(in_si))
            if index is not None:
                place = f" at element {list(index)}" if index else ""
                texts.append(f"the result {result.name}{place} {usual.complaint}")
        return texts

    def __repr__(self) -> str:
        return f"<{self.__name__}{self.__signature__} of quantities: {self.law.title}, in {self.unit}>"

    def __reduce__(self) -> tuple[Callable[..., QuantityFunction], tuple[Any, ...]]:
        return QuantityFunction, (self.law.name, self._unit, self._ions)


# -- reading


def _read_text(facts: QuantityFacts, text: str, free: bool) -> Reading:
    literal, unit = read_literal(facts.name, text)
    if not free:
        demand_literal(facts, literal, unit)
    return Reading(facts, literal.number, unit.text, unit.dimension, unit.to_si(literal.number))


def _read_quantity(facts: QuantityFacts, value: Any, free: bool) -> Reading:
    number = real(facts.name, value.magnitude)
    # pint has no public name for the registry of a quantity.
    registry = value._REGISTRY  # noqa: SLF001
    dimension = boundary.powers(facts.name, value.dimensionality)
    if not free and dimension != facts.dimension:
        unit = _unit_text(value.units)
        given = f"an array in {unit or 'no unit'}" if np.ndim(number) else f"{number:g} {unit}".rstrip()
        demand_dimension(facts, given, unit or given, dimension)
    _demand_linear(facts, registry, tuple(value.unit_items()), dimension)
    return Reading(facts, number, value.units, dimension, _in_si(facts, value, number, dimension), registry)


def _unit_text(unit: Any) -> str:
    return unit if isinstance(unit, str) else f"{unit:~}"


def _in_si(facts: QuantityFacts, value: Any, number: Any, dimension: Sequence[float]) -> Any:
    """The number in SI, by the conversion of the quantity's own registry."""
    base = _unit(value._REGISTRY, boundary.base_unit(dimension))  # noqa: SLF001
    with np.errstate(all="ignore"):
        try:
            return real(facts.name, value.to(base).magnitude)
        except PintError as error:
            raise UnitError(f"{facts.name}: {error}", f"Give {facts.name} in {choices(facts)[0]}.") from None
        except TypeError:  # floats in a registry of decimals, or decimals in one of floats
            zero, one = (type(value)(n, value.units).to(base).magnitude for n in (0, 1))
            return number * float(one - zero) + float(zero)


def _demand_linear(
    facts: QuantityFacts, registry: Any, factors: tuple[tuple[str, Any], ...], dimension: Sequence[float]
) -> None:
    """Refuse logarithmic units, and for a temperature the units of differences."""
    if facts.unit == "K":
        for name, _ in factors:
            boundary.refuse_difference(name, f"{facts.name}: ")
    if tuple(dimension) != boundary.TEMPERATURE and not _starts_at_zero(registry, factors):
        raise boundary.logarithmic(f"{facts.name}: {factors[0][0]}")


@lru_cache(maxsize=64)
def _starts_at_zero(registry: Any, factors: tuple[tuple[str, Any], ...]) -> bool:
    """Whether 0 of a unit is 0 in base units: not so for decibels."""
    unit = registry.Unit(registry.UnitsContainer(dict(factors)))
    return bool(registry.Quantity(0, unit).to_base_units().magnitude == 0)


@lru_cache(maxsize=64)
def _unit(registry: Any, text: str) -> Any:
    """A unit of a registry, read once."""
    try:
        return registry.Unit(text)
    except PintError as error:
        raise UnitError(
            f"the registry of the arguments lacks a unit of the law: {error}", "Define it there as pint does."
        ) from None


def _unit_is_missing(facts: QuantityFacts, value: Any) -> UnitError:
    number = real(facts.name, value)
    if np.ndim(number):
        given, texts = "an array of plain numbers", choices(facts)
    else:
        given, texts = f"{number:g}", tuple(f"{number:g} {choice}" for choice in choices(facts))
    return UnitError(
        f"{facts.name} needs a unit: {given} could be {' or '.join(texts)}",
        f"Give {facts.name} ({facts.meaning}) as a quantity of pint, or as text: '5 {choices(facts)[0]}'.",
    )


def _common_registry(readings: Sequence[Reading]) -> Any:
    """The registry of the arguments; pint's own for application where all are text or numbers."""
    found = {id(r.registry): r for r in reversed(readings) if r.registry is not None}
    if len(found) > 1:
        *_, second, first = (r.facts.name for r in found.values())
        raise UsageError(
            f"{first} and {second} belong to different registries of units",
            "Make all quantities with one pint.UnitRegistry.",
        )
    for reading in found.values():
        return reading.registry
    return pint.application_registry.get()  # type: ignore[no-untyped-call]


def _pint_text(unit: str) -> str:
    """A unit of our grammar as pint reads it."""
    factors = parse_unit(unit)
    return " * ".join(f"{name} ** {power}" for name, power in factors) or "dimensionless"


# -- checks


def _first_not(holds: Any) -> Index | None:
    """Where something first fails to hold; None where it holds everywhere."""
    if holds is True or np.all(holds):
        return None
    return tuple(int(n) for n in np.argwhere(~np.asarray(holds))[0])


def _demand_domain(law: LawFacts, reading: Reading) -> None:
    index = _first_not(np.isfinite(reading.si))
    if index is not None:
        raise DomainError(
            f"{reading.given(index)} is no finite number in SI units, and {law.name} needs one",
            "Leave such elements out, or use nernstian.function, which passes them through.",
        )
    index = _first_not(DOMAINS[reading.facts.domain].holds(reading.si))
    if index is not None:
        value = float(np.asarray(reading.si)[index])
        raise DomainError(*outside(law, reading.facts, reading.given(index), value, reading.si_unit))


def _argument_complaints(readings: Sequence[Reading]) -> list[str]:
    found = [(r, usual, _first_not(usual.holds(r.si))) for r in readings for usual in expectations(r.facts)]
    return [f"{r.given(index)} {usual.complaint}" for r, usual, index in found if index is not None]


# -- docstrings


def _docstring(law: LawFacts, unit: str) -> str:
    arguments = [
        line
        for q in law.arguments
        for line in (
            f"{q.name} : {'number' if q.unit == '1' else 'quantity of the dimension of ' + q.unit}",
            f"    {q.meaning}",
        )
    ]
    returns = (f"{law.result.name} : quantity, {unit}", f"    {law.result.meaning}")
    parts = (
        [f"{law.title}: {law.formula}"],
        ["Parameters", "----------", *arguments],
        ["Returns", "-------", *returns],
        [f"Source: {law.source}"],
    )
    return "\n\n".join("\n".join(part) for part in parts)
