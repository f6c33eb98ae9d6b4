"""The equilibrium potential of protons, the proton-motive force, and what a difference of pH is worth."""

from __future__ import annotations

import pytest

LAWS = ("proton_motive_force", "nernst_slope", "transport_free_energy", "nernst")
V, C, K, X = "verified", "consistent", "conditional", "inconsistent"
# 61.54 mV per unit at 37 degC, 59.16 mV at 25 degC
TABLE = "| pH_i | pH_o | E_H (mV) at 37 °C |\n|---|---|---|\n| 7.1 | 7.4 | -18.5 |\n| 7.2 | 6.2 | {last} |\n"
FORCES = (
    "| Δψ (mV) | pH inside | pH outside | T (°C) | Δp (mV) |\n|---|---|---|---|---|\n"
    "| -150 | 7.5 | 6.5 | 25 | -209.2 |\n| -180 | 7.2 | 6.2 | 37 | {last} |\n"
)
LIST = "At 37 °C:\n\n- pH inside: 7.1\n- pH outside: 7.4\n- E_H: {last} mV\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("At 37 °C, with pH 7.1 inside and 7.4 outside, E_H = -18.5 mV.", [V]),
        ("At 37 °C, with pH 7.1 inside and 7.4 outside, E_H = +18.5 mV.", [X]),
        ("At 37 °C the pH inside is 7.1 and outside 7.4, thus E_H is -18.5 mV.", [V]),
        ("At 37 °C the intracellular pH (7.1) is below the extracellular pH (7.4). E_H = -18.5 mV.", [V]),
        ("At 37 °C cytosolic pH is 7.2 and extracellular pH is 7.4, so the proton equilibrium potential is -12.3 mV.", [V]),
        ("At 25 °C pH_i = 7.2 and pH_o = 7.4 give E_H = -13 mV.", [X]),
        ("With pH 7.1 inside and 7.4 outside, E_H = -18.5 mV.", [K]),
        ("Bei 37 °C ist der pH innen 7,1 und außen 7,4; das Gleichgewichtspotential der Protonen beträgt -18,5 mV.", [V]),
        ("Bei 37 °C liegt der pH-Wert bei 7,1 innen und 7,4 außen; E_H = -28,5 mV.", [X]),
        ("À 37 °C, pH 7,1 dedans et pH 7,4 dehors : E_H = -18,5 mV.", [V]),
        ("A 37 °C el pH es 7,1 dentro y 7,4 fuera; el potencial de equilibrio de los protones es -18,5 mV.", [V]),
        ("A 37 °C il pH è 7,1 dentro e 7,4 fuori; E_H = -8,5 mV.", [X]),
        ("Bij 37 °C is de pH binnen 7,1 en buiten 7,4; E_H = -18,5 mV.", [V]),
        (TABLE.format(last="61.5"), [V, V]),
        (TABLE.format(last="-61.5"), [V, X]),
        (LIST.format(last="-18.5"), [V]),
        (LIST.format(last="-81.5"), [X]),
        # forces
        ("At 25 °C the membrane potential is -140 mV and ΔpH = 0.8, so the proton-motive force is 187 mV.", [C]),
        ("At 25 °C the membrane potential is -140 mV and ΔpH = 0.8, so the proton-motive force is 217 mV.", [X]),
        ("At 37 °C a membrane potential of -160 mV, matrix pH 7.8 and pH 7.0 in the intermembrane space give a pmf of 209 mV.", [V]),
        ("At 37 °C a membrane potential of -160 mV, matrix pH 7.8 and pH 7.0 in the intermembrane space give a pmf of 111 mV.", [X]),
        ("Bei 25 °C: Membranpotential -150 mV, ΔpH = 0,5, also ist die protonmotorische Kraft 180 mV.", [C]),
        ("Mitochondria at 37 °C: Δψ = -160 mV, pH 7.8 in the matrix and pH 7.2 in the cytosol. The pmf amounts to -197 mV.", [V]),
        (FORCES.format(last="-241.5"), [V, V]),
        (FORCES.format(last="-118.5"), [V, X]),
        ("A mole of protons moved against a proton-motive force of 200 mV costs 19.3 kJ/mol.", [V]),
        ("A mole of protons moved against a proton-motive force of 180 mV costs 19.3 kJ/mol.", [X]),
        # what a difference is worth
        ("The slope is 61.5 mV per pH unit at 37 °C.", [V]),
        ("The slope is 61.5 mV per pH unit at 25 °C.", [X]),
        ("Bei 25 °C sind es 59,2 mV pro pH-Einheit.", [V]),
        ("À 25 °C, la pente est de 59,2 mV par unité de pH.", [V]),
        ("At 37 °C a pH difference of 0.75 corresponds to 46 mV.", [V]),
        ("At 37 °C a pH difference of 0.75 corresponds to 20 mV.", [X]),
        ("At 25 °C a ΔpH of 1.4 contributes 83 mV.", [V]),
        ("At 37 °C moving a proton against one pH unit costs 5.9 kJ/mol.", [V]),
        ("At 37 °C moving a proton against one pH unit costs 2.6 kJ/mol.", [X]),
        ("Bei 25 °C entspricht ein Unterschied von 2 pH-Einheiten 118 mV.", [V]),
    ],
)  # fmt: skip
def test_protons(judged, reruns, text, kinds):
    found = judged(text, LAWS)
    assert [kind for *_, kind in found] == kinds
    assert reruns(text) >= len(found)


@pytest.mark.parametrize(
    "text",
    [
        "At 37 °C the bath was buffered to pH 7.4 and the pipette to pH 7.2 with HEPES. The cell rests at -70 mV.",
        "Normal arterial pH is 7.35 to 7.45. The membrane potential is -70 mV at 37 °C.",
        "At 37 °C acidosis (pH 7.1) shifted the reversal potential to -18 mV.",
        "At 37 °C the pH is 7.1 inside and 7.4 outside, and E_K is -90 mV.",
        "At 37 °C a pH gradient of 0.5 units is worth three protons per ATP, some 50 kJ/mol.",
        "At 37 °C the pH fell from 7.4 to 7.1 outside. E_H was measured as -30 mV.",
        "The proton-motive force is 187 mV at 25 °C.",
        "At 37 °C V_1/2 was shifted by 12 mV per pH unit.",
        "Growth at 37 °C stops at an external pH of 4.4; a pmf of at least 150 mV is needed, inside pH 7.6, medium pH 7.0.",
        "At 37 °C students write E_H = +18.5 mV for pH 7.1 inside and 7.4 outside.",
    ],
)
def test_other_numbers_beside_a_ph_are_not_called_wrong(judged, text):
    assert [kind for *_, kind in judged(text, LAWS) if kind == X] == []
