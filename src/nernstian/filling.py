"""Arguments of a law from a standard preparation: which figure stands for which, and what is missing."""

from __future__ import annotations

import textwrap
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypedDict

from nernstian.cases import ION_LAWS, shared_dimension
from nernstian.codegen.facts import LawFacts, QuantityFacts
from nernstian.derivations.errors import UsageError
from nernstian.derivations.preparations import VALENCES, Figure, Preparation, preparation
from nernstian.layout import aligned
from nernstian.suggestions import did_you_mean

# What a law calls the concentrations and the permeability of the one ion it is about.
_OF_THE_ION = {"c_out": "{}_out", "c_in": "{}_in", "P": "P_{}", "E": "E_{}"}
# What a law calls a figure that the preparations have under another name.
_ALSO = {"a": "radius"}
# The concentration of a law that is not that of one ion of a preparation, and what it is.
_NOT_OF_AN_ION = {("donnan", "c_out"): "the concentration of the permeant 1:1 salt, not of one ion"}
# The radius of a preparation that has a length is that of a cylinder.
_SPHERES = ("sphere", "sphere_volume")
_ION_LISTS = ION_LAWS
_VALENCE = "valence"


class FilledJson(TypedDict):
    """An argument that came from a preparation, in the JSON output."""

    name: str
    figure: str
    text: str
    source: str
    confirmed: bool


class FillingJson(TypedDict):
    """The preparation of a computation in the JSON output."""

    name: str
    title: str
    ion: str | None
    arguments: list[FilledJson]


@dataclass(frozen=True, slots=True)
class Filled:
    """An argument and the figure it was taken from; ``note`` is what its source says besides."""

    name: str
    figure: str
    text: str
    source: str
    confirmed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """The arguments of a computation that came from a preparation."""

    preparation: Preparation
    ion: str | None
    arguments: tuple[Filled, ...]

    @property
    def texts(self) -> dict[str, str]:
        """The arguments as written, by name."""
        return {filled.name: filled.text for filled in self.arguments}

    def summary(self) -> str:
        """The lines below a result: what came from the preparation, and its sources."""
        values = ", ".join(f"{filled.name}={filled.text}" for filled in self.arguments) or "nothing"
        sources = dict.fromkeys(filled.source for filled in self.arguments if filled.figure != _VALENCE)
        lines = [f"from {self.preparation.name}: {values}", *sources]
        return "\n".join(
            textwrap.fill(line, 100, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
            for line in lines
        )

    def table(self) -> list[str]:
        """A line per argument: its figure, where it stands, and what to know of it."""
        rows = [(f.name, f.figure, f.text, f.source, f.note) for f in self.arguments]
        return aligned(rows, "  ") if rows else ["  nothing: every argument was given"]

    def to_json(self) -> FillingJson:
        """The filling as plain data."""
        return {
            "name": self.preparation.name,
            "title": self.preparation.title,
            "ion": self.ion,
            "arguments": [
                {
                    "name": f.name,
                    "figure": f.figure,
                    "text": f.text,
                    "source": f.source,
                    "confirmed": f.confirmed,
                }
                for f in self.arguments
            ],
        }


def fill(law: LawFacts, name: str, ion: str | None, given: Collection[str], *, lacking: int = 0) -> Filling:
    """Take from a preparation what a law needs and was not given.

    Parameters
    ----------
    law : LawFacts
        The law.
    name : str
        Of the preparation.
    ion : str or None
        For a law of one ion: which.
    given : collection of str
        Names of the arguments that are given and stay as they are.
    lacking : int, optional
        How many arguments the preparation may lack: one, where a result is given to solve for it.

    Raises
    ------
    UsageError
        If there is no such preparation or ion, or the preparation lacks what the law needs.
    """
    chosen = preparation(name)
    _check_ion(chosen, ion)
    needed = [argument for argument in law.arguments if argument.name not in given]
    ion = _the_ion(law, needed, chosen, ion)
    filled = {argument.name: _filled(law, argument, chosen, ion) for argument in needed}
    missing = [argument for argument in needed if filled[argument.name] is None]
    if len(missing) > lacking:
        raise UsageError(*_lack(law, missing, chosen, ion))
    return Filling(chosen, ion, tuple(value for value in filled.values() if value is not None))


def _check_ion(chosen: Preparation, ion: str | None) -> None:
    if ion is not None and ion not in VALENCES:
        known = chosen.ions or tuple(VALENCES)
        raise UsageError(
            f"{ion!r} is no ion of a preparation", did_you_mean(ion, known) + f"Choose {_either(known)}."
        )


def _the_ion(law: LawFacts, needed: list[QuantityFacts], chosen: Preparation, ion: str | None) -> str | None:
    """The ion of a law that is about one: the one that is named, or the only one there is."""
    if law.name in _SPHERES and needed and chosen.find("length") is not None:
        raise UsageError(
            f"{chosen.name} is a cylinder, and {law.name} is about a sphere",
            "Take a law of cylinders, or give radius=VALUE.",
        )
    for argument in needed:
        if what := _NOT_OF_AN_ION.get((law.name, argument.name)):
            raise UsageError(
                f"{argument.name} of {law.name} is {what}: {chosen.name} does not give it",
                f"Give {argument.name}=VALUE.",
            )
    if not {argument.name for argument in needed} & {*_OF_THE_ION, "z"}:
        if ion is not None:
            raise UsageError(
                f"--ion {ion} says nothing here: nothing that {law.name} still needs is of one ion",
                "Drop --ion.",
            )
        return None
    return chosen.ions[0] if ion is None and len(chosen.ions) == 1 else ion


def _filled(law: LawFacts, argument: QuantityFacts, chosen: Preparation, ion: str | None) -> Filled | None:
    if argument.name == "z":
        return None if ion is None else _valence(ion)
    figure = _figure(argument.name, chosen, ion)
    if figure is None or figure.upper is not None or _only_a_ratio(law, argument, figure):
        return None
    return Filled(argument.name, figure.name, figure.text, figure.origin, figure.is_confirmed, figure.note)


def _valence(ion: str) -> Filled:
    return Filled("z", _VALENCE, str(VALENCES[ion]), f"the valence of {ion}", confirmed=True)


def _figure(argument: str, chosen: Preparation, ion: str | None) -> Figure | None:
    name = _OF_THE_ION[argument].format(ion) if argument in _OF_THE_ION and ion else argument
    return chosen.find(name) or chosen.find(_ALSO.get(name, name))


def _only_a_ratio(law: LawFacts, argument: QuantityFacts, figure: Figure) -> bool:
    return figure.unit == "1" != argument.unit and argument.name not in shared_dimension(law)


def _lack(
    law: LawFacts, missing: list[QuantityFacts], chosen: Preparation, ion: str | None
) -> tuple[str, str]:
    names = {argument.name for argument in missing}
    if ion is None and names & {*_OF_THE_ION, "z"}:
        known = f"Choose one with --ion: {_either(chosen.ions)}." if chosen.ions else "Give them one by one."
        return f"{law.name} is about one ion, and {chosen.name} does not say which", known
    lacks = "; ".join(_why(law, argument, chosen, ion) for argument in missing)
    remedy = f"Give {', '.join(f'{argument.name}=VALUE' for argument in missing)}"
    return f"{law.name} also needs what {chosen.name} does not give: {lacks}", remedy + _fewer_ions(
        law, chosen
    )


def _why(law: LawFacts, argument: QuantityFacts, chosen: Preparation, ion: str | None) -> str:
    figure = _figure(argument.name, chosen, ion)
    what = f"{argument.name} ({argument.meaning})"
    if figure is None:
        side = argument.name.removeprefix("c")
        total = chosen.find(f"{ion}_total{side}") if argument.name in ("c_in", "c_out") else None
        return f"{what}, of which it has the total alone" if total else what
    return (
        f"{what}, a range of {figure.text}" if figure.upper is not None else f"{what}, given as a ratio only"
    )


def _fewer_ions(law: LawFacts, chosen: Preparation) -> str:
    ions = [ion for ion in chosen.ions if abs(VALENCES[ion]) == 1 and _has_permeability(chosen, ion)]
    if law.name not in _ION_LISTS or len(ions) < 2:
        return "."
    return f", or list the ions it has: --ions {','.join(f'{ion}:{VALENCES[ion]}' for ion in ions)}."


def _has_permeability(chosen: Preparation, ion: str) -> bool:
    figure = chosen.find(f"P_{ion}")
    return figure is not None and figure.upper is None


def _either(names: Collection[str]) -> str:
    return " or ".join(names)
