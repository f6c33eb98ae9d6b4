"""Ratios that a potential makes: one-way fluxes, concentrations and occupancies at equilibrium."""

from __future__ import annotations

import pytest

LAWS = ("ussing_flux_ratio", "boltzmann_ratio")
V, C, K, X = "verified", "consistent", "conditional", "inconsistent"
# 140/4 exp(-70 mV/26.73 mV) = 2.550; exp(70 mV/26.73 mV) = 13.72; exp(4 × 15 mV/25.26 mV) = 10.75
GIVEN = "At 37 °C and -70 mV, with K+ 140 mM inside and 4 mM outside, "
GERMAN = "Bei 37 °C und -70 mV, K+ 140 mM innen und 4 mM außen, "
FRENCH = "À 37 °C et -70 mV, K+ 140 mM dedans et 4 mM dehors, "
SPANISH = "A 37 °C y -70 mV, K+ 140 mM dentro y 4 mM fuera, "
LIST = "At 37 °C:\n\n- V_m = -70 mV\n- K+ 140 mM inside, 4 mM outside\n- Ussing flux ratio (efflux to influx): {ratio}\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (GIVEN + "the Ussing flux ratio (efflux to influx) is 2.55.", [V]),
        (GIVEN + "the flux ratio J_out/J_in = 25.5.", [X]),
        (GIVEN + "influx over efflux is 0.39.", [V]),
        (GIVEN + "influx over efflux is 2.55.", [X]),
        (GIVEN.replace("At 37 °C and", "At") + "the Ussing flux ratio is 2.55.", [K]),
        (GERMAN + "beträgt das Flussverhältnis nach Ussing 2,55.", [V]),
        (GERMAN + "beträgt das Flussverhältnis nach Ussing 35.", [X]),
        (FRENCH + "le rapport des flux d'Ussing est 2,55.", [V]),
        (SPANISH + "el cociente de flujos de Ussing es 2,55.", [V]),
        (LIST.format(ratio="2.55"), [V]),
        (LIST.format(ratio="35"), [X]),
        # concentrations
        ("At 37 °C a membrane potential of -70 mV accumulates K+ 13.7-fold.", [V]),
        ("At 37 °C a membrane potential of -70 mV accumulates K+ 137-fold.", [X]),
        ("At 37 °C and -70 mV a permeant monovalent cation is accumulated 13.7 times inside the cell.", [V]),
        ("At 37 °C and a membrane potential of -70 mV the Boltzmann ratio of chloride, c_in/c_out, is 0.073.", [V]),
        ("At 37 °C and a membrane potential of -70 mV the Boltzmann ratio of chloride, c_in/c_out, is 13.7.", [X]),
        ("For a divalent cation at -60 mV and 37 °C the equilibrium ratio c_in/c_out is 89.", [V]),
        ("For a divalent cation at -60 mV and 37 °C the equilibrium ratio c_in/c_out is 9.4.", [X]),
        ("Bei 37 °C und -70 mV ist das Konzentrationsverhältnis von K+ im Gleichgewicht nach Boltzmann 13,7.", [V]),
        ("À 37 °C et -70 mV, le rapport de concentrations de K+ selon Boltzmann est de 13,7.", [V]),
        ("The dye accumulates in mitochondria at -160 mV and 37 °C, some 400-fold, since it is a monovalent cation.", [C]),
        # occupancies
        ("At 20 °C, with a gating charge of 4 e, 15 mV above V_1/2 the ratio of open to closed channels is 10.8.", [V]),
        ("At 20 °C, with a gating charge of 4 e, 15 mV below V_1/2 the ratio of open to closed channels is 10.8.", [X]),
        ("At 37 °C an energy difference of 5.9 kJ/mol makes the ratio of the populations of the two states 9.9.", [V]),
        ("At 37 °C an energy difference of 5.9 kJ/mol makes the ratio of the populations of the two states 99.", [X]),
    ],
)  # fmt: skip
def test_ratios(judged, reruns, text, kinds):
    found = judged(text, LAWS)
    assert [kind for *_, kind in found] == kinds
    assert reruns(text) >= len(found)


@pytest.mark.parametrize(
    "text",
    [
        "At 37 °C the cell has 140 mM K+ inside and rests at -70 mV. The ratio of surface to volume is 3.",
        GIVEN + "the flux ratio was measured in 12 axons.",
        GIVEN + "Ussing's flux ratio fails: the exponent n' is 2.5.",
        GIVEN + "the flux ratio is that of Ussing et al., Fig. 3.",
        GIVEN + "the permeability ratio is 0.04.",
        "Boltzmann published in 1877. At 37 °C and -70 mV K+ leaks.",
        "At 37 °C and -70 mV K+ accumulates in 3 compartments, see chapter 4.",
        "At 37 °C an energy of 50 kJ/mol drives the pump through states E1 and E2; there are 6 of them.",
    ],
)
def test_other_numbers_are_not_called_wrong(judged, text):
    assert [kind for *_, kind in judged(text, LAWS) if kind in (V, X)] == []
