"""The rules about conversions, statements, damage and arithmetic, NE140 to NE149."""

from __future__ import annotations

from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.rule import Rule

STATEMENTS: tuple[Rule, ...] = (
    Rule(
        "NE140",
        ARITHMETIC,
        "The same quantity in two units",
        "A quantity that is written a second time in another unit, in brackets or behind an "
        "equals sign, is converted.",
        "Both are meant to be the same quantity. No law is needed.",
        "The bath holds 0.050 M (50 mM) of potassium.",
        "The bath holds 0.050 M (5 mM) of potassium.",
    ),
    Rule(
        "NE141",
        "nernst",
        "Statements about laws",
        "A printed Nernst formula is compared with the law: potentials are inside minus outside, "
        "so that a cation's formula has the outside above. The GHK voltage is no weighted mean of "
        "Nernst potentials; the chord conductance equation is.",
        "The formula is meant for the potential of the inside against the outside.",
        "For potassium, E_K = 61.5 mV log([K+]out/[K+]in) at 37 °C.",
        "For potassium, E_K = 61.5 mV log([K+]in/[K+]out) at 37 °C.",
    ),
    Rule(
        "NE142",
        ARITHMETIC,
        "Damaged numbers of a chain",
        "A number that lost its power of ten on the way into the text is unreadable, never wrong. Where "
        "the laws from the size of a cell to the ions that charge it leave one value, it is named, "
        "and intact numbers of the chain are recomputed from it.",
        "The intact numbers of the chain are right.",
        "",
        "Avogadro's number is 6.022 × 1023 per mole.",
    ),
    Rule(
        "NE143",
        ARITHMETIC,
        "Statements about units and quantities",
        "What a text says of a unit (1 S is one coulomb per second per volt) or of a quantity (a "
        "permeability measured in siemens) is compared with its dimension.",
        "The words are meant in the sense that the SI gives them.",
        "One siemens is one coulomb per second per volt.",
        "One siemens is one volt per ampere.",
    ),
    Rule(
        "NE144",
        ARITHMETIC,
        "Constants and sums in words",
        "A printed constant of nature is compared with its value; it agrees or stays unchecked. A sum in "
        "words (6 times 5 is about 30) is recomputed.",
        "A constant may be rounded to the digits that are printed.",
        "The elementary charge is 1.602 × 10^-19 C, and 6 times 5 is about 30.",
        "So 6 times 5 is 35.",
    ),
    Rule(
        "NE145",
        "nernst",
        "Orderings and signs",
        "What a change of a concentration does to an equilibrium potential is compared with the sign of "
        "the law's derivative, and where an ion is said to pull the membrane with that ion's potential.",
        "Concentrations stand for activities, and all else stays as it is.",
        "Raising external potassium makes E_K less negative.",
        "Raising external potassium makes E_K more negative.",
    ),
    Rule(
        "NE146",
        "ghk_voltage",
        "Ranges of permeabilities, cycles of the pump",
        "A range of relative permeabilities becomes a range of GHK voltages, in which resting "
        "potentials lie or not, and a range of what an electrogenic pump adds. What a cycle of the "
        "sodium pump moves is compared with 3 Na for 2 K.",
        "A cycle of the sodium pump moves three sodium ions out and two potassium ions in.",
        "The sodium pump moves three Na+ out and two K+ in.",
        "The sodium pump moves two Na+ out and three K+ in.",
    ),
    Rule(
        "NE147",
        ARITHMETIC,
        "Check digits of book numbers",
        "The check digit of an ISBN is recomputed; one that fails was misprinted.",
        "None.",
        "Textbook, ISBN 0-8153-3218-1.",
        "Textbook, ISBN 0-8153-3218-2.",
    ),
    Rule(
        "NE148",
        "nernst",
        "The same quantity twice",
        "A potential that the text says it has given before is compared with what it gave, and a ratio "
        "of concentrations with the two.",
        "The text means the same quantity where it says so.",
        "E_K = −89 mV. With the E_K of −89 mV found above the force is small.",
        "E_K = −89 mV. With the E_K of −93 mV found above the force is small.",
    ),
    Rule(
        "NE149",
        "ghk_voltage",
        "Statements about equilibria",
        "What a text says of the net flux at an equilibrium potential, and of the potential of a "
        "membrane "
        "that only one ion can cross, is compared with the limits of the laws.",
        "No pump moves the ion.",
        "If the membrane is permeable only to potassium, the membrane potential is E_K.",
        "If the membrane is permeable only to potassium, the membrane potential is E_Na.",
    ),
)
