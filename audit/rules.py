"""The rules: one stable id per law, with what it checks. Ids are never reused."""

from __future__ import annotations

from dataclasses import dataclass

from nernstian.audit.evaluate import ARITHMETIC
from nernstian.derivations.errors import UsageError


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule checks and how to read its finding."""

    id: str
    law: str
    title: str
    explanation: str


RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule(
            "NE101",
            "nernst",
            "Nernst potential",
            "An equilibrium potential is recomputed from the concentrations outside and inside, the "
            "valence of the ion and the temperature or prefactor that the text states. Without a "
            "temperature the verdict is conditional at best, and names the temperature that would make "
            "the number true.",
        ),
        Rule(
            "NE102",
            "thermal_voltage",
            "Thermal voltage RT/F",
            "A value of RT/F, or the prefactor of a natural logarithm, is recomputed at the stated "
            "temperature.",
        ),
        Rule(
            "NE103",
            "nernst_slope",
            "Nernst slope per decade",
            "A prefactor of a decimal logarithm, or a slope in mV per decade, is recomputed at the stated "
            "temperature; 58, 60, 61.5 and 62 mV belong to 19, 29, 37 and 39 °C.",
        ),
        Rule(
            "NE104",
            "ghk_voltage",
            "Goldman-Hodgkin-Katz voltage",
            "A membrane potential is recomputed from the concentrations of K, Na and Cl on both sides and "
            "the relative permeabilities. It is logarithmic in permeability-weighted concentrations, not "
            "a mean of equilibrium potentials; ions that the text leaves out have permeability 0.",
        ),
        Rule(
            "NE105",
            "capacitor_charge",
            "Charge or capacitance of a membrane",
            "A capacitance is recomputed as specific capacitance times area, a charge as capacitance "
            "times voltage.",
        ),
        Rule(
            "NE106",
            "surface_charge",
            "Ions per area on the membrane capacitor",
            "An amount of ions per area is recomputed from the specific capacitance, the voltage and the "
            "valence.",
        ),
        Rule(
            "NE140",
            ARITHMETIC,
            "The same quantity in two units",
            "A quantity that is written a second time in another unit, in brackets or behind an equals sign, "
            "is converted.",
        ),
        Rule(
            "NE141",
            "nernst",
            "Statements about laws",
            "A printed Nernst formula is compared with the law: potentials are inside minus outside, so that "
            "a cation's formula has the outside above. The GHK voltage is no weighted mean of Nernst "
            "potentials; the chord conductance equation is.",
        ),
    )
}


def rule(identifier: str) -> Rule:
    """Return a rule by its id.

    Raises
    ------
    UsageError
        No rule has this id.
    """
    found = RULES.get(identifier.upper())
    if found is None:
        raise UsageError(f"there is no rule {identifier!r}", f"known rules: {', '.join(RULES)}")
    return found
