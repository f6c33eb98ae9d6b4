"""What a text gives, each with its place: temperatures, prefactors, concentrations, permeabilities."""

from __future__ import annotations

from dataclasses import dataclass

from nernstian.audit.numbers import Number
from nernstian.audit.units import Unit


@dataclass(frozen=True, slots=True)
class Temperature:
    """A stated temperature; ``blocked`` says why it cannot be used, "" where it can.

    One that cannot be used still stands between a claim and any temperature farther away.
    """

    number: Number | None
    kelvin: float
    at: int
    blocked: str = ""


def same_temperature(temperature: Temperature) -> object:
    """What is the same of two temperatures that do not contradict each other."""
    return temperature.blocked or round(temperature.kelvin / 0.4)


@dataclass(frozen=True, slots=True)
class Prefactor:
    """A number printed before a logarithm, or called a slope: what RT/zF was rounded to.

    ``kelvin`` is the temperature at which a monovalent cation has this prefactor; ``symbolic`` says that
    the logarithm holds no numbers, so that the prefactor is meant for several ions.
    """

    number: Number
    unit: Unit
    natural: bool
    kelvin: float
    symbolic: bool
    per_valence: bool
    at: int
    end: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """A concentration of an ion on one side of the membrane, in mol/m3.

    ``blocked`` says why it cannot be used ("" where it can): it then hides those farther away.
    ``label`` holds the words of a table's row that are neither ion nor number: the preparation it is of.
    ``local`` says that it is merely supposed ("34 instead of 17 mM"): it holds in its own paragraph alone.
    """

    ion: str
    side: str
    number: Number | None
    unit: Unit
    value: float
    tabulated: bool
    at: int
    blocked: str = ""
    label: frozenset[str] = frozenset()
    local: bool = False


@dataclass(frozen=True, slots=True)
class Permeability:
    """Relative permeabilities stated together: ((ion, number), ...)."""

    ions: tuple[tuple[str, float, str], ...]
    at: int
