"""The laws, one file each. A new law is one file here and one row of ``NAMES``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from numbers import Integral
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..draft import Derivation
    from ..law import Law

#: In the order in which they build on each other; ``nernstian list`` shows this order.
NAMES: tuple[str, ...] = (
    "electrochemical_potential",
    "boltzmann_ratio",
    "einstein_relation",
    "nernst_planck",
    "nernst",
    "thermal_voltage",
    "nernst_slope",
    "driving_force",
    "ohmic_current",
    "ussing_flux_ratio",
    "ghk_current",
    "ghk_flux",
    "slope_conductance",
    "ghk_voltage",
    "ghk_voltage_divalent",
    "chord_conductance_equation",
    "zero_net_current",
    "mullins_noda",
    "electrogenic_shift",
    "pump_work",
    "pump_reversal",
    "transport_free_energy",
    "proton_motive_force",
    "donnan",
    "capacitor_charge",
    "capacitor_current",
    "membrane_equation",
    "membrane_field",
    "plate_capacitance",
    "charge_to_ions",
    "surface_charge",
    "concentration_change",
    "sphere",
    "sphere_volume",
    "cylinder",
    "cylinder_side",
    "cylinder_volume",
    "debye_length",
    "rc_charging",
    "time_constant",
    "length_constant",
    "cable_decay",
    "capacitor_energy",
    "gradient_energy",
    "gradient_rundown",
)


#: A reference to a member of a family: ghk_voltage[K:1,Na:1].
_MEMBER = re.compile(r"(?P<name>\w+)\[(?P<ions>\w+:-?\d(?:,\w+:-?\d)*)\]")


def names() -> tuple[str, ...]:
    """Names of all laws."""
    return NAMES


def get(name: str, ions: Mapping[str, int] | None = None) -> Law:
    """The law of this name or reference; ``ions`` chooses the ions of a law that takes any list of them.

    Raises
    ------
    UsageError
        For an unknown name, or ``ions`` for a law that takes none.
    """
    member = _MEMBER.fullmatch(name)
    if member is not None:
        name = member["name"]
        pairs = (part.split(":") for part in member["ions"].split(","))
        ions = {ion: int(valence) for ion, valence in pairs}
    if name not in NAMES:
        near = get_close_matches(name, NAMES, n=1)
        hint = f"Did you mean {near[0]}?" if near else "`nernstian list` shows all laws."
        raise UsageError(f"there is no law {name!r}", hint)
    module = import_module(f".{name}", __package__)
    demand_ions(ions)
    if ions is None:
        law: Law = getattr(module, name)
        return law
    if not hasattr(module, "for_ions"):
        raise UsageError(f"{name} takes no list of ions")
    made: Law = module.for_ions(ions)
    return made


def demand_ions(ions: object) -> None:
    """Refuse what is no mapping of names of ions to valences.

    Raises
    ------
    UsageError
        Saying what was given and what is wanted.
    """
    if ions is None:
        return
    example = 'Give ions={"K": 1, "Cl": -1}.'
    if not isinstance(ions, Mapping):
        raise UsageError(f"ions is {ions!r:.60}, and not a mapping of names to valences", example)
    for ion, valence in ions.items():
        if not isinstance(ion, str):
            raise UsageError(f"{ion!r:.60} is not the name of an ion", example)
        if not isinstance(valence, Integral) or isinstance(valence, bool):
            raise UsageError(f"the valence of {ion} is {valence!r:.60}, and not a whole number", example)


def derivation(name: str, route: str | None = None) -> Derivation:
    """The derivation of a law."""
    return get(name).derivation(route)
