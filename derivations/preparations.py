"""Standard preparations: what was measured, or is stated, of a cell, each figure with its source.

A figure that a source does not give is absent. The table itself is ``cells.py``; nothing here loads SymPy.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from difflib import get_close_matches

from .errors import DefinitionError, UsageError
from .literature import UNCONFIRMED, Citation, Reference, references

#: The ions a preparation may speak of, and their valences.
VALENCES: dict[str, int] = {"K": 1, "Na": 1, "Cl": -1, "Ca": 2}

_ION = "|".join(VALENCES)


@dataclass(frozen=True)
class Kind:
    """What figures of a name mean, and the units they may have."""

    name: re.Pattern[str]
    meaning: str
    units: tuple[str, ...]


def _kind(name: str, meaning: str, *units: str) -> Kind:
    return Kind(re.compile(name), meaning, units)


_KINDS = (
    _kind(rf"(?P<ion>{_ION})_(?P<side>in|out)", "{ion} concentration {side}side", "mM"),
    _kind(rf"(?P<ion>{_ION})_total_(?P<side>in|out)", "{ion} {side}side, bound and free together", "mM"),
    _kind(rf"P_(?P<ion>{_ION})", "permeability to {ion}", "1", "cm/s"),
    _kind(rf"E_(?P<ion>{_ION})", "equilibrium potential of {ion}, as the source states it", "mV"),
    _kind("V_rest", "resting potential, as the source states it", "mV"),
    _kind("T", "temperature", "degC", "K"),
    _kind("c_m", "membrane capacitance per area", "uF/cm2", "F/m2"),
    _kind("R_m", "membrane resistance times area", "ohm*cm2"),
    _kind("R_i", "resistivity of the cytoplasm", "ohm*cm"),
    _kind("radius", "radius", "um"),
    _kind("length", "length", "um"),
    _kind("d", "thickness of the membrane", "nm"),
    _kind("A", "membrane area", "um2"),
    _kind("volume", "cell volume", "pL"),
)


@dataclass(frozen=True)
class Figure:
    """A number of a preparation.

    Parameters
    ----------
    name
        ``K_in``, ``P_Na``, ``T``, ``c_m`` ...; where a law has an argument of this name, its value.
    value, unit
        As the source has them; ``unit`` is ``"1"`` for a ratio of permeabilities.
    source
        Where it stands.
    seen
        How the figure itself was confirmed; empty if it was not, be the reference confirmed or not.
    note
        What a user must know: free or total, a reading of a damaged text, a method.
    upper
        The upper end where the source gives a range from ``value`` on.

    Raises
    ------
    DefinitionError
        If no figure of this name is known, the unit is not one of its own, or the range is empty.
    """

    name: str
    value: float
    unit: str
    source: Citation
    seen: str = ""
    note: str = ""
    upper: float | None = None

    def __post_init__(self) -> None:
        kind, _ = self._match()
        if self.unit not in kind.units:
            raise DefinitionError(
                f"the figure {self.name} in {self.unit!r}", f"Its units are {', '.join(kind.units)}."
            )
        if not math.isfinite(self.value) or (self.upper is not None and not self.value < self.upper):
            raise DefinitionError(f"the figure {self.name} has no value, or an empty range")

    def _match(self) -> tuple[Kind, re.Match[str]]:
        for kind in _KINDS:
            if found := kind.name.fullmatch(self.name):
                return kind, found
        raise DefinitionError(f"no figure is called {self.name!r}", "Add a row to _KINDS, with its units.")

    @property
    def meaning(self) -> str:
        """What the number is, in words."""
        kind, found = self._match()
        relative = ", relative to the others" if self.unit == "1" else ""
        return kind.meaning.format(**found.groupdict()) + relative

    @property
    def text(self) -> str:
        """The value with its unit, as ``compute`` reads it; a range as ``25-100``, which it does not."""
        upper = "" if self.upper is None else f"-{_digits(self.upper)}"
        return f"{_digits(self.value)}{upper}{'' if self.unit == '1' else self.unit}"

    @property
    def is_confirmed(self) -> bool:
        """Whether both the reference and the figure in it were confirmed."""
        return self.source.reference.is_confirmed and bool(self.seen)

    @property
    def origin(self) -> str:
        """The source in a line, with a mark if the reference or the figure was not confirmed."""
        place = f", {self.source.locator}" if self.source.locator else ""
        cited = f"{self.source.reference.label}{place}"
        if self.is_confirmed:
            return cited
        mark = "(figure unconfirmed)" if self.source.reference.is_confirmed else UNCONFIRMED
        return f"{cited} {mark}"


@dataclass(frozen=True)
class Preparation:
    """A cell, or a text's idea of one, by name.

    Raises
    ------
    DefinitionError
        Without a figure, with one twice, or with permeabilities that cannot be compared.
    """

    name: str
    title: str
    description: str
    figures: tuple[Figure, ...]

    def __post_init__(self) -> None:
        names = [figure.name for figure in self.figures]
        if not names or len(set(names)) != len(names):
            raise DefinitionError(f"the preparation {self.name} has no figure, or one of them twice")
        if len({figure.unit for figure in self.figures if figure.name.startswith("P_")}) > 1:
            raise DefinitionError(f"the preparation {self.name} mixes absolute and relative permeabilities")

    def find(self, name: str) -> Figure | None:
        """The figure of this name, if the sources give it."""
        return next((figure for figure in self.figures if figure.name == name), None)

    @property
    def ions(self) -> tuple[str, ...]:
        """The ions whose concentrations are given on both sides, and so have a Nernst potential."""
        return tuple(ion for ion in VALENCES if self.find(f"{ion}_in") and self.find(f"{ion}_out"))

    @property
    def references(self) -> tuple[Reference, ...]:
        """What the figures are taken from."""
        return references(figure.source.key for figure in self.figures)


def preparations() -> dict[str, Preparation]:
    """Every preparation by its name."""
    from .cells import CELLS

    return CELLS


def preparation(name: str) -> Preparation:
    """The preparation of this name.

    Raises
    ------
    UsageError
        If there is none.
    """
    table = preparations()
    if name not in table:
        near = get_close_matches(name.casefold(), table, 1, 0.5)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(
            f"there is no preparation {name!r}", f"{hint}Run 'nernstian preparations' for the preparations."
        )
    return table[name]


def _digits(value: float) -> str:
    return f"{value:g}".replace("e-0", "e-")
