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
            "NE107",
            "driving_force",
            "Driving force",
            "A driving force V - E, and a printed difference of potentials, is recomputed from its two "
            "potentials.",
        ),
        Rule(
            "NE108",
            "ohmic_current",
            "Current through a conductance",
            "A current is recomputed as conductance times driving force, for a whole cell (nS, pA) or per "
            "area (mS/cm2, uA/cm2).",
        ),
        Rule(
            "NE109",
            "chord_conductance_equation",
            "Chord-conductance equation",
            "A membrane potential is recomputed as the mean of the reversal potentials weighted by the "
            "conductances; ions that the text leaves out have conductance 0.",
        ),
        Rule(
            "NE110",
            "membrane_field",
            "Field in the membrane",
            "A field is recomputed as voltage over thickness, or the voltage from field and thickness.",
        ),
        Rule(
            "NE111",
            "plate_capacitance",
            "Capacitance of a parallel plate",
            "A specific capacitance is recomputed from the relative permittivity and the thickness; a "
            "permittivity or a thickness from the other two.",
        ),
        Rule(
            "NE112",
            "sphere",
            "Area and volume of spheres and cylinders",
            "An area or a volume is recomputed from a radius, or half a diameter, and a length. With a size "
            "that is called neither it is conditional at best.",
        ),
        Rule(
            "NE113",
            "charge_to_ions",
            "Ions of a charge",
            "A number of ions is recomputed as charge over valence times elementary charge, and a charge "
            "from a number of ions.",
        ),
        Rule(
            "NE114",
            "concentration_change",
            "Change of concentration, share of ions",
            "What moved ions do to a concentration, and which share of all ions they are.",
        ),
        Rule(
            "NE115",
            "capacitor_current",
            "Current and rate of change of a capacitor",
            "A capacitive current is recomputed as capacitance times rate of change of the voltage, a rate "
            "from current and capacitance, a charge as current times duration.",
        ),
        Rule(
            "NE116",
            "time_constant",
            "Membrane time constant",
            "A time constant is recomputed as resistance times capacitance, per area or of a whole cell.",
        ),
        Rule(
            "NE117",
            "length_constant",
            "Length constant of a cable",
            "A length constant is recomputed from the radius (or half the diameter) of the cable, the "
            "resistance of its membrane and the resistivity of its inside.",
        ),
        Rule(
            "NE120",
            "transport_free_energy",
            "Free energy of transport",
            "RT ln(c_end/c_start) + zFV is recomputed for the path that the text states; a printed term is "
            "recomputed from its own expression, a total only agrees or stays unchecked; a printed sum "
            "of terms that adds up is consistent.",
        ),
        Rule(
            "NE121",
            "proton_motive_force",
            "Protons: motive force and equilibrium potential",
            "The equilibrium potential of protons is recomputed from the pH on both sides and the temperature, a "
            "proton-motive force as a magnitude from the potential and the pH on both sides or its difference, and "
            "so is what a difference of pH alone is worth, in mV or as a free energy.",
        ),
        Rule(
            "NE122",
            "pump_work",
            "Work and reversal of the sodium pump",
            "The work of one turn of the sodium pump (three sodium out, two potassium in) is recomputed from the "
            "membrane potential and the equilibrium potentials, printed or from concentrations and temperature; "
            "the potential at which it stands still from these and the free energy of ATP.",
        ),
        Rule(
            "NE123",
            "donnan",
            "Donnan potential",
            "A Donnan potential is recomputed from the fixed negative charge, the salt outside and the "
            "temperature.",
        ),
        Rule(
            "NE124",
            "debye_length",
            "Debye length",
            "A Debye length is recomputed from the ionic strength, the relative permittivity and the "
            "temperature; a permittivity that is not stated is taken for water's.",
        ),
        Rule(
            "NE125",
            "ghk_current",
            "Goldman-Hodgkin-Katz current",
            "A current per area is recomputed from the permeability, the concentrations, the voltage and the "
            "temperature.",
        ),
        Rule(
            "NE126",
            "mullins_noda",
            "Membrane potential with an electrogenic pump",
            "A steady membrane potential with a pump is recomputed from the concentrations of K and Na, their "
            "permeabilities, the coupling ratio and the temperature; so is what the pump adds to the GHK voltage.",
        ),
        Rule(
            "NE127",
            "ghk_voltage_divalent",
            "Goldman-Hodgkin-Katz voltage with calcium",
            "A membrane potential is recomputed from the concentrations and relative permeabilities of "
            "monovalent ions and calcium together; the equation is quadratic, not a sum over ions.",
        ),
        Rule(
            "NE128",
            "ghk_flux",
            "Goldman-Hodgkin-Katz flux",
            "A net flux per area is recomputed from the permeability, the concentrations, the voltage and the "
            "temperature.",
        ),
        Rule(
            "NE129",
            "capacitor_energy",
            "Energy of the charged membrane",
            "An energy, per area or of a whole cell, is recomputed as half the capacitance times the square of the "
            "voltage.",
        ),
        Rule(
            "NE130",
            "gradient_energy",
            "Free energy of a concentration gradient",
            "The energy per volume that a gradient stores is recomputed from the concentrations and the temperature.",
        ),
        Rule(
            "NE131",
            "ussing_flux_ratio",
            "Ussing flux ratio",
            "The ratio of one-way efflux and influx is recomputed from the concentrations, the voltage, the valence "
            "and the temperature, whichever way up the text has it.",
        ),
        Rule(
            "NE132",
            "boltzmann_ratio",
            "Boltzmann ratio",
            "The ratio of concentrations at equilibrium, or of two occupancies, is recomputed from the voltage or the "
            "difference of energy, the valence or gating charge and the temperature.",
        ),
        Rule(
            "NE133",
            "einstein_relation",
            "Einstein relation",
            "A diffusion coefficient is recomputed from the electrical mobility, the valence and the temperature, or "
            "the mobility from the diffusion coefficient.",
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
        Rule(
            "NE142",
            ARITHMETIC,
            "Damaged numbers of a chain",
            "A number that lost its power of ten on the way into the text is unreadable, never wrong. Where "
            "the laws from the size of a cell to the ions that charge it leave one value, it is named, "
            "and intact numbers of the chain are recomputed from it.",
        ),
        Rule(
            "NE143",
            ARITHMETIC,
            "Statements about units and quantities",
            "What a text says of a unit (1 S is one coulomb per second per volt) or of a quantity (a "
            "permeability measured in siemens) is compared with its dimension.",
        ),
        Rule(
            "NE144",
            ARITHMETIC,
            "Constants and sums in words",
            "A printed constant of nature is compared with its value; it agrees or stays unchecked. A sum in "
            "words (6 times 5 is about 30) is recomputed.",
        ),
        Rule(
            "NE145",
            "nernst",
            "Orderings and signs",
            "What a change of a concentration does to an equilibrium potential is compared with the sign of "
            "the law's derivative, and where an ion is said to pull the membrane with that ion's potential.",
        ),
        Rule(
            "NE146",
            "ghk_voltage",
            "Ranges of permeabilities, cycles of the pump",
            "A range of relative permeabilities becomes a range of GHK voltages, in which resting "
            "potentials lie or not, and a range of what an electrogenic pump adds. What a cycle of the "
            "sodium pump moves is compared with 3 Na for 2 K.",
        ),
        Rule(
            "NE147",
            ARITHMETIC,
            "Check digits of book numbers",
            "The check digit of an ISBN is recomputed; one that fails was misprinted.",
        ),
        Rule(
            "NE148",
            "nernst",
            "The same quantity twice",
            "A potential that the text says it has given before is compared with what it gave, and a ratio "
            "of concentrations with the two.",
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
