"""Tables of units for `nernstian.function`: from what a user writes to exact scales, dimensions checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from nernstian import boundary
from nernstian.cases import facts_of, shared_dimension
from nernstian.codegen.facts import LawFacts, QuantityFacts
from nernstian.codegen.units import Scale, Units
from nernstian.derivations.errors import NernstianError, UsageError
from nernstian.requirements import demand_dimension, demand_shared
from nernstian.suggestions import did_you_mean

#: The units of membrane physiology, one for each dimension that has a unit of its own there. They go
#: together: mS/cm2 times mV is uA/cm2, and so is uF/cm2 times mV per ms; kohm*cm2 times uF/cm2 is ms.
PHYSIOLOGY = ("mV", "mM", "degC", "uA/cm2", "ms", "uF/cm2", "mS/cm2", "kohm*cm2")
#: The tables that have a name. A dimension that a table has no unit for stays in SI.
TABLES: dict[str, tuple[str, ...]] = {"physiology": PHYSIOLOGY}


def resolve(name: str, units: str | Mapping[str, str], ions: Mapping[str, int] | None = None) -> Units:
    """The exact scales of a table of units, for one law.

    Parameters
    ----------
    name : str
        The name of a law.
    units : str or mapping of str to str
        The name of a table, or units by the names of arguments and result.
    ions : mapping of str to int, optional
        The ions of a law that takes any list of them.

    Raises
    ------
    UsageError
        If there is no such table, or the law has no argument or result of a name in it.
    GrammarError, UnitError
        If a unit cannot be read, is unknown, or has the wrong dimension.

    Examples
    --------
    >>> resolve("thermal_voltage", "physiology").names
    ('T', 'V_T')
    >>> resolve("thermal_voltage", {"V_T": "uV"}).names
    ('V_T',)
    """
    law = facts_of(name, ions)
    texts = _of_table(law, units) if isinstance(units, str) else units
    if not isinstance(texts, Mapping):
        raise UsageError(
            f"units are {texts!r:.40}, which is neither the name of a table nor a mapping",
            "Write units='physiology' or units={'T': 'degC'}.",
        )
    return Units(tuple((q, scale_of(unit)) for q, unit in _checked(law, texts).items()))


def scale_of(unit: boundary.Unit) -> Scale:
    """A unit as the code generator takes it."""
    return Scale(unit.text, *unit.exact())


@cache
def _by_dimension(table: str) -> dict[boundary.Dimension, str]:
    return {boundary.unit(text).dimension: text for text in TABLES[table]}


def _of_table(law: LawFacts, table: str) -> dict[str, str]:
    if table not in TABLES:
        raise UsageError(
            f"there is no table of units {table!r}",
            f"{did_you_mean(table, TABLES)}There is {', '.join(TABLES)}; or give a mapping: {{'T': 'degC'}}.",
        )
    texts = _by_dimension(table)
    return {q.name: texts[q.dimension] for q in (*law.arguments, law.result) if q.dimension in texts}


def _checked(law: LawFacts, texts: Mapping[str, str]) -> dict[str, boundary.Unit]:
    known = {q.name: q for q in (*law.arguments, law.result)}
    if unknown := [name for name in texts if name not in known]:
        raise UsageError(
            f"{law.name} has no {unknown[0]} to give a unit to",
            f"{did_you_mean(str(unknown[0]), known)}It has {', '.join(known)}.",
        )
    shared = shared_dimension(law)
    units = {name: _unit(known[name], texts[name]) for name in known if name in texts}
    for name, unit in units.items():
        if name not in shared:
            demand_dimension(known[name], unit.text, unit.text, unit.dimension)
    in_force = {name: units.get(name) or boundary.unit(known[name].unit) for name in shared}
    demand_shared({name: (unit.text, unit.dimension) for name, unit in in_force.items()})
    return units


def _unit(facts: QuantityFacts, text: object) -> boundary.Unit:
    if not isinstance(text, str):
        raise UsageError(
            f"the unit of {facts.name} is {text!r:.40}, and must be text",
            f"Write {facts.unit!r} or the like.",
        )
    try:
        return boundary.unit(text)
    except NernstianError as error:
        raise type(error)(f"{facts.name}: {error.cause}", error.remedy) from None
