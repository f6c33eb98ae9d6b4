"""Energies of charged membranes and of gradients, diffusion coefficients from mobilities."""

from __future__ import annotations

import pytest

LAWS = ("capacitor_energy", "gradient_energy", "einstein_relation")
V, C, K, X = "verified", "consistent", "conditional", "inconsistent"
GRADIENT = "At 37 °C, with Na+ 145 mM outside and 12 mM inside, the sodium gradient stores "
TABLE = """Einstein relation at 25 °C

| ion | u (cm²/(V s)) | D (cm²/s) |
|---|---|---|
| K+ | 7.62e-4 | 1.96e-5 |
| Na+ | 5.19e-4 | {last} |
"""
LIST = "Round cell\n\n- capacitance: 100 pF\n- voltage: -70 mV\n- energy of the charged membrane: {last} pJ\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # half of C V squared: 24.5 µJ/m2 for 1 µF/cm2 and 70 mV
        ("A membrane of 1 µF/cm² charged to -70 mV stores an energy of 24.5 µJ/m².", [V]),
        ("A membrane of 1 µF/cm² charged to -70 mV stores an energy of 49 µJ/m².", [X]),
        ("A cell with a capacitance of 100 pF at -70 mV stores an energy of 0.245 pJ.", [V]),
        ("A cell with a capacitance of 100 pF at -70 mV stores an energy of 245 pJ.", [X]),
        ("With 1 µF/cm² and an area of 10000 µm², the capacitor's energy at -70 mV is 0.245 pJ.", [V]),
        ("Eine Zelle mit einer Kapazität von 100 pF speichert bei -70 mV eine Energie von 0,245 pJ.", [V]),
        ("Eine Zelle mit einer Kapazität von 100 pF speichert bei -70 mV eine Energie von 0,49 pJ.", [X]),
        ("Une cellule d'une capacité de 100 pF à -70 mV emmagasine une énergie de 0,245 pJ.", [V]),
        ("Una célula con una capacidad de 100 pF a -70 mV almacena una energía de 0,245 pJ: es un condensador.", [V]),
        (LIST.format(last="0.245"), [V]),
        (LIST.format(last="2.45"), [X]),
        # gradients: 265.9 J per litre
        (GRADIENT + "266 J per litre of cell volume.", [V]),
        (GRADIENT + "0.266 kJ/L.", [V]),
        (GRADIENT + "2.66 kJ/L.", [X]),
        (GRADIENT.replace("At 37 °C, w", "W") + "266 J/L.", [K]),
        ("Bei 37 °C, Na+ 145 mM außen und 12 mM innen, sind im Gradienten 266 J/L gespeichert.", [V]),
        # D = u RT/(zF): 25.69 mV at 25 degC
        ("At 25 °C K+ has a mobility of 7.62×10⁻⁸ m²/(V s); by the Einstein relation D = 1.96×10⁻⁹ m²/s.", [V]),
        ("At 25 °C K+ has a mobility of 7.62×10⁻⁴ cm² V⁻¹ s⁻¹, so its diffusion coefficient is 1.96×10⁻⁵ cm²/s.", [V]),
        ("At 25 °C K+ has a mobility of 7.62×10⁻⁴ cm² V⁻¹ s⁻¹, so its diffusion coefficient is 1.96×10⁻⁶ cm²/s.", [X]),
        ("At 25 °C Ca2+ diffuses with D = 0.79 µm²/ms. By the Einstein relation its mobility is 6.1×10⁻⁸ m²/(V s).", [V]),
        ("At 25 °C Ca2+ diffuses with D = 0.79 µm²/ms. By the Einstein relation its mobility is 3.1×10⁻⁸ m²/(V s).", [X]),
        ("Bei 25 °C hat K+ die Beweglichkeit 7,62×10⁻⁸ m²/(V s); nach Einstein folgt D = 1,96×10⁻⁹ m²/s.", [V]),
        ("À 25 °C la mobilité de K+ est 7,62×10⁻⁸ m²/(V s), d'où selon Einstein D = 1,96×10⁻⁸ m²/s.", [X]),
        (TABLE.format(last="1.33e-5"), [V, V]),
        (TABLE.format(last="2.33e-5"), [V, X]),
    ],
)  # fmt: skip
def test_energies_and_mobilities(judged, reruns, text, kinds):
    found = judged(text, LAWS)
    assert [kind for *_, kind in found] == kinds
    assert reruns(text) >= len(found)


@pytest.mark.parametrize(
    "text",
    [
        "A membrane of 1 µF/cm² at -70 mV has a surface energy of 1 mJ/m².",
        "A cell with a capacitance of 100 pF at -70 mV burns ATP; one ATP gives an energy of 83 zJ.",
        "With 145 mM Na+ outside and 12 mM inside at 37 °C, the osmotic pressure is 700 kPa.",
        "With 145 mM Na+ outside and 12 mM inside at 37 °C, glucose stores 16 kJ/g.",
        "At 25 °C K+ has a mobility of 7.62×10⁻⁸ m²/(V s). In the channel the measured D was 0.4×10⁻⁹ m²/s.",
        "At 25 °C K+ has a mobility of 7.62×10⁻⁸ m²/(V s). Glucose has D = 0.67×10⁻⁹ m²/s.",
        "The capacitance is 100 pF at -70 mV. The thermal energy at 37 °C is 4.28 zJ.",
    ],
)
def test_other_energies_are_not_called_wrong(judged, text):
    assert [kind for *_, kind in judged(text, LAWS) if kind in (V, X)] == []
