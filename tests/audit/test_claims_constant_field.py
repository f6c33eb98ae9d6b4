"""Constant-field currents, fluxes, and voltages with calcium."""

from __future__ import annotations

import pytest

LAWS = ("ghk_current", "ghk_flux", "ghk_voltage_divalent")
V, C, K, X = "verified", "consistent", "conditional", "inconsistent"
# 140/4 mM K at 37 degC, 1e-6 cm/s: 1.690 µA/cm2 at -70 mV, 13.12 at 0 mV, 25.88 at +40 mV; 17.52 pmol/(cm2 s) at -70 mV
GIVEN = "By the GHK equation at 37 °C with P = 1e-6 cm/s, K+ 140 mM inside, K+ 4 mM outside and V = -70 mV "
GERMAN = (
    "Bei 37 °C, P_K = 10^-6 cm/s, K+ 140 mM innen und 4 mM außen liefert die GHK-Gleichung bei V = -70 mV "
)
FRENCH = "À 37 °C, avec P_K = 10^-6 cm/s, K+ 140 mM dedans et 4 mM dehors, l'équation GHK donne à V = -70 mV "
SPANISH = (
    "A 37 °C, con P_K = 10^-6 cm/s, K+ 140 mM dentro y 4 mM fuera, la ecuación de Goldman da a V = -70 mV "
)
LIST = """Constant-field currents at 37 °C, outward positive.

- Potassium, c_i = 140 mM, c_o = 4 mM, P_K = 1e-6 cm/s, V = -70 mV: I_K = 1.69 µA/cm².
- Sodium, c_i = 12 mM, c_o = 145 mM, P_Na = 4e-8 cm/s, same voltage: I_Na = {sodium} µA/cm².
- At V = 0 the first current becomes {zero} µA/cm².
"""
TABLE = """GHK current at 37 °C: [K+]i = 140 mM, [K+]o = 4 mM, P_K = 1 × 10^-6 cm/s.

| V (mV) | I_K (µA/cm²) |
|---|---|
| -70 | 1.69 |
| 0 | {zero} |
| 40 | 25.9 |
"""
# with P_K : P_Na : P_Cl : P_Ca = 1 : 0.04 : 0.1 : 0.1 it is -69.44 mV, without chloride -69.21 mV
FOUR = (
    "GHK at 37 °C. K+ 140 mM inside and 4 mM outside, Na+ 12 mM inside and 145 mM outside, "
    "Cl- 8 mM inside and 120 mM outside, Ca2+ 100 nM inside and 2 mM outside. "
)
VIER = (
    "Konstantfeld-Gleichung bei 37 °C. K+ 140 mM innen und 4 mM außen, Na+ 12 mM innen und 145 mM außen, "
    "Ca2+ 100 nM innen und 2 mM außen. "
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GIVEN + "the K+ current is 1.69 µA/cm2.", [("ghk_current", V)]),
        (GIVEN + "the K+ current is 16.9 µA/cm2.", [("ghk_current", X)]),
        (GIVEN + "the K+ current is -1.69 µA/cm2.", [("ghk_current", X)]),
        (GIVEN + "the net flux of K+ is 17.5 pmol/(cm2 s).", [("ghk_flux", V)]),
        (GIVEN + "the net flux of K+ is 17.5 pmol cm^-2 s^-1.", [("ghk_flux", V)]),
        (GIVEN + "the net flux of K+ is 1.75 nmol/(cm2 s).", [("ghk_flux", X)]),
        (GERMAN + "einen Strom von 1,69 µA/cm².", [("ghk_current", V)]),
        (GERMAN + "einen Strom von 3,69 µA/cm².", [("ghk_current", X)]),
        (FRENCH + "un courant de 1,69 µA/cm².", [("ghk_current", V)]),
        (SPANISH + "una corriente de 1,69 µA/cm².", [("ghk_current", V)]),
        (
            ("By the GHK equation at 37 °C with P = 1e-6 cm/s, K+ 140 mM inside and 4 mM outside the current is "
            "1.69 µA/cm² at -70 mV and 5.09 µA/cm² at -40 mV."),
            [("ghk_current", V), ("ghk_current", V)],
        ),
        (LIST.format(sodium="-1.57", zero="13.1"), [("ghk_current", V)] * 3),
        (LIST.format(sodium="-15.7", zero="1.31"), [("ghk_current", V), ("ghk_current", X), ("ghk_current", X)]),
        (TABLE.format(zero="13.1"), [("ghk_current", V)] * 3),
        (TABLE.format(zero="0"), [("ghk_current", V), ("ghk_current", X), ("ghk_current", V)]),
        (FOUR + "P_K : P_Na : P_Cl : P_Ca = 1 : 0.04 : 0.1 : 0.1, so V_m = -69.4 mV.", [("ghk_voltage_divalent", V)]),
        (FOUR + "With P_K = 1, P_Na = 0.04, P_Cl = 0.1 and P_Ca = 0.1 the equation gives -60.2 mV.", [("ghk_voltage_divalent", X)]),
        (VIER + "Mit P_K : P_Na : P_Ca = 1 : 0,04 : 0,1 ist das Ruhepotential -69,2 mV.", [("ghk_voltage_divalent", V)]),
        (VIER + "Mit P_K : P_Na : P_Ca = 1 : 0,04 : 0,1 ist das Ruhepotential -62,9 mV.", [("ghk_voltage_divalent", X)]),
    ],
)  # fmt: skip
def test_constant_field(judged, reruns, text, expected):
    found = judged(text, LAWS)
    assert [(law, kind) for law, _, kind in found] == expected
    assert reruns(text) >= len(found)


def test_without_a_temperature_it_is_conditional(judged):
    assert [
        kind for *_, kind in judged(GIVEN.replace("at 37 °C ", "") + "the K+ current is 1.69 µA/cm2.", LAWS)
    ] == [K]


@pytest.mark.parametrize(
    "text",
    [
        GIVEN + "theory holds. The peak K+ current was 30 µA/cm2.",
        GIVEN + "one-way efflux of K+ is 20.9 pmol/(cm2 s).",
        GIVEN + "the measured K+ current was 5 µA/cm2.",
        "At 37 °C and -70 mV, with P = 1e-6 cm/s and K+ 140 mM inside, 4 mM outside, the K+ current was 5 µA/cm2.",
        "By the GHK equation at 37 °C, K+ 140 mM inside and 4 mM outside, V = -70 mV, the K+ current is 5 µA/cm2.",
        FOUR + "P_K : P_Na : P_Cl : P_Ca = 1 : 0.04 : 0.1 : 0.1. E_Ca is 132 mV.",
        FOUR + "P_K : P_Na : P_Cl : P_Ca = 1 : 0.04 : 0.1 : 0.1. The measured resting potential was -61 mV.",
        (
            "GHK fits at 37 °C: P_K = 3e-6 cm/s, K+ 140 mM inside, 5 mM outside.\n\n"
            "| V (mV) | measured I (µA/cm²) |\n|---|---|\n| -40 | 14 |\n| 0 | 55 |\n"
        ),
        (
            "GHK at 37 °C: P_K = 3e-6 cm/s, K+ 140 mM inside, 5 mM outside.\n\n"
            "| V (mV) | I (µA/cm²) |\n|---|---|\n| -40 | 24 |\n| 0 | 55 |\n"
        ),
        (
            "At 22 °C the channels passed -12 µA/cm² at 0 mV, with external Ca2+ 2 mM and internal Ca2+ 100 nM. A "
            "permeability of 1e-6 cm/s was reported for other cells. GHK rectification is obvious."
        ),
        FOUR + "P_Ca/P_Na = 5. The cell was held at a membrane potential of -60 mV.",
    ],
)
def test_other_numbers_near_it_are_not_called_wrong(judged, text):
    assert [kind for *_, kind in judged(text, LAWS) if kind == X] == []
