"""Tables with a column for every quantity of a law, and sizes that a text gives in passing."""

from __future__ import annotations

import pytest

LAWS = (
    "ohmic_current", "driving_force", "time_constant", "length_constant", "sphere", "sphere_volume", "cylinder_side",
    "cylinder_volume", "capacitor_charge", "membrane_field",
)  # fmt: skip
V, C, K, X = "verified", "consistent", "conditional", "inconsistent"

CURRENTS = """
| channel | g (nS) | E_rev (mV) | I (pA) at V = -50 mV |
|---|---|---|---|
| leak | 4 | -80 | 120 |
| slow | 3 | 50 | -300 |
| fast | 6 | 0 | {last} |
"""
GERMAN = """Das Haltepotential ist -40 mV; berechnet werden Triebkraft und Strom.

| Leitwert (nS) | Umkehrpotential (mV) | treibende Kraft (mV) | Strom (pA) |
|---|---|---|---|
| 5 | -90 | 50 | 250 |
| 2 | 55 | -95 | {last} |
"""
FRENCH = """
| cellule | résistance (MΩ) | capacité (pF) | constante de temps (ms) |
|---|---|---|---|
| A | 250 | 40 | 10 |
| B | 100 | 60 | 6 |
| C | 300 | 20 | {last} |
"""
CABLES = """With R_m = 20 kΩ·cm² and R_i = 200 Ω·cm throughout:

| diameter (µm) | λ (mm) |
|---|---|
| 2 | 0.71 |
| 8 | 1.41 |
| 18 | {last} |
"""
SPHERES = """Round cells, 1 µF/cm² each.

| diameter (µm) | area (µm²) | volume (pL) | capacitance (pF) |
|---|---|---|---|
| 10 | 314 | 0.52 | 3.14 |
| 20 | 1257 | 4.19 | 12.6 |
| 30 | 2827 | {last} | 28.3 |
"""


@pytest.mark.parametrize(
    ("table", "right", "wrong"),
    [
        (CURRENTS, "-300", "-30"),
        (CURRENTS, "-300", "300"),
        (GERMAN, "-190", "-19"),
        (FRENCH, "6", "60"),
        (CABLES, "2.12", "4.2"),
        (SPHERES, "14.1", "141"),
    ],
)
def test_a_column_is_recomputed_from_the_others(judged, reruns, table, right, wrong):
    verdicts = judged(table.format(last=right), LAWS)
    assert verdicts, table
    assert all(kind in (V, C) for *_, kind in verdicts)
    assert reruns(table.format(last=right)) >= len(verdicts)
    flagged = [printed for _, printed, kind in judged(table.format(last=wrong), LAWS) if kind == X]
    assert flagged == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        # measured: a time constant is not the product of two other measurements
        "Measured values\n\n| cell | R_in (MΩ) | C (pF) | τ (ms) |\n|---|---|---|---|\n| 1 | 200 | 50 | 13 |\n| 2 | 400 | 25 | 11 |\n",
        "| cell | R_in (MΩ) | C (pF) | τ (ms) |\n|---|---|---|---|\n| 1 | 200 | 50 | 13 |\n| 2 | 400 | 25 | 17 |\n",
        # two columns of the same kind: which is meant is not said
        "| g (nS) | E_K (mV) | E_Na (mV) | I (pA) at V = -50 mV |\n|---|---|---|---|\n| 4 | -80 | 50 | 120 |\n",
        # a resistance of a cell beside a capacitance per area
        "| R (MΩ) | C_m (µF/cm²) | τ (ms) |\n|---|---|---|\n| 200 | 1 | 10 |\n| 100 | 1 | 12 |\n",
        # peak currents at unknown voltages
        "| channel | g (nS) | E (mV) | peak current (pA) |\n|---|---|---|---|\n| a | 4 | -80 | 100 |\n| b | 3 | 50 | 70 |\n",
        "| cell | diameter (µm) | area (µm²) |\n|---|---|---|\n| astrocyte | 10 | 8000 |\n| neuron | 20 | 9000 |\n",
    ],
)
def test_tables_that_are_not_computed_give_no_finding(judged, text):
    assert [kind for *_, kind in judged(text, LAWS) if kind == X] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A 20 µm neuron has a surface of 1257 µm².", [("sphere", K)]),
        ("A neuron of 20 µm has a surface of 5027 µm².", [("sphere", K)]),
        ("A neuron of 20 µm has a surface of 3000 µm².", []),
        ("A cell of 10 µm diameter holds 0.52 pL.", [("sphere_volume", K)]),
        ("With 1 µF/cm2, a 12 µm cell has a capacitance of 18.1 pF.", [("capacitor_charge", K)]),
        ("Eine kugelförmige Zelle mit 20 µm Durchmesser hat eine Oberfläche von 1257 µm².", [("sphere", V)]),
        ("Eine kugelförmige Zelle mit 20 µm Durchmesser hat eine Oberfläche von 5027 µm².", [("sphere", X)]),
        ("Une cellule sphérique de 20 µm de diamètre a une surface de 1257 µm².", [("sphere", V)]),
        ("Una célula esférica de 20 µm de diámetro tiene un volumen de 4,19 pL.", [("sphere_volume", V)]),
        ("Een bolvormige cel met een diameter van 20 µm heeft een oppervlak van 1257 µm².", [("sphere", V)]),
        ("Un dendrite de 2 µm de diamètre et 100 µm de long a une surface de 628 µm².", [("cylinder_side", V)]),
        ("A dendrite with a diameter of 2 µm and a length of 100 µm has a surface of 1257 µm².", [("cylinder_side", X)]),
        ("An axon of 1 mm diameter: one centimetre of this axon holds 7.9 µL.", [("cylinder_volume", V)]),
        ("An axon of 1 mm diameter: one centimetre of this axon holds 7.9 mL.", [("cylinder_volume", X)]),
        ("An axon of 10 µm diameter has, per millimetre of axon, a surface of 31400 µm².", []),
        ("Ein Axon mit 1 mm Durchmesser: ein Zentimeter des Axons hat eine Oberfläche von 0,31 cm².", [("cylinder_side", V)]),
        ("A 20 µm cell was plated on an area of 1257 µm² of a dish.", []),
        ("Twelve dendrites had a diameter of 1.1 µm, a length of 2100 µm and a total area of 9800 µm².", []),
        ("Input resistance was 210 MΩ, capacitance 22 pF and the time constant 5.9 ms.", []),
        ("With R_m = 10 kΩ·cm² and C_m = 1 µF/cm² the time constant is 12 ms.", [("time_constant", X)]),
        ("A 5 µm pipette tip seals to a cell; its area is 78 µm².", []),
    ],
)  # fmt: skip
def test_sizes_in_passing(judged, text, expected):
    assert [(law, kind) for law, _, kind in judged(text, LAWS)] == expected


def test_a_caption_may_stand_below_its_table(judged):
    text = "| radius (µm) | area (µm²) |\n|---|---|\n| 1 | 12.6 |\n| 2 | 50.3 |\n\nSpherical vesicles.\n"
    assert [kind for *_, kind in judged(text, LAWS)] == [V, V]


def test_a_list_of_parameters_that_says_it_is_computed(judged):
    table = (
        "| Symbol | Value |\n|---|---|\n| R_m | 10 kΩ·cm² |\n| C_m | 1 µF/cm² |\n| {name} | {value} ms |\n"
    )
    assert judged(table.format(name="τ", value=10), LAWS) == [("time_constant", "10", V)]
    assert judged(table.format(name="τ", value=25), LAWS) == []
    assert judged(table.format(name="τ = R_m C_m", value=25), LAWS) == [("time_constant", "25", X)]
