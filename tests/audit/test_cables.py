"""Capacitors, sizes, cables, Donnan and Debye: what is stated in questions, tables, symbols and settings."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, A, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL, Kind.INCONSISTENT


def judged(text: str, name: str = "a.md") -> list[tuple[str, str, Kind]]:
    """Return rule, printed number and verdict of each claim, in the order of the text."""
    found = sorted(audit(text, name=name).verdicts, key=lambda v: v.claim.number.start)
    return [(v.claim.rule, v.claim.number.text.strip(), v.kind) for v in found if v.claim.rule != "NE144"]


def kinds(text: str, *rules: str) -> list[Kind]:
    return [kind for rule, _, kind in judged(text) if not rules or rule in rules]


QUESTIONS = """## Problem 1

A vesicle has a diameter of 4 µm. Area and volume?

## Problem 2

A cable, diameter 8 µm, is 3 cm long, and has 2 µF/cm². Surface, volume and capacitance?

## Answers

"""
NUMBERED = "1. A round vesicle, diameter 4 µm: area?\n2. A round cell, diameter 30 µm: area?\n\nSOLUTIONS\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            QUESTIONS + "- Surface 4πr² = 50.3 µm²; volume 33.5 fL.\n"
            "- Surface 2πrl = 7.54·10⁻⁷ m²; volume 1.51 nL; the capacitance is 15.1 nF.\n",
            [V, V, V, V, V],
        ),
        (QUESTIONS + "- Surface 4πr² = 201 µm²; volume 268 fL.\n- Volume 6.03 nL.\n", [X, X, X]),
        (NUMBERED + "1. area 50.3 µm²\n2. area 2827 µm²\n", [V, V]),
        (NUMBERED + "1. area 50.3 µm²\n2. area 11300 µm²\n", [V, X]),
        # an answer too many: to which question it belongs only its digits say
        (QUESTIONS + "- Surface 4πr² = 88 µm².\n- Volume 1.51 nL.\n- Surface 4πr² = 33 µm²\n", [C]),
        # the answer to another question is none of this one's
        (NUMBERED + "1. area 2830 µm²\n", []),
    ],
)
def test_answers_belong_to_their_questions(text: str, expected: list[Kind]) -> None:
    assert kinds(text, "NE105", "NE112") == expected


CELL = "A cell is 6 µm across. "
SHEET = "| | *Helix* egg |\n|---|---|\n| diameter | 0.8 mm |\n| surface | 2.01 mm² |\n| volume | {} |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CELL + "It has 113 µm² of membrane and a volume of 113 fL.", [A, A]),
        (CELL + "It has 28.3 µm² of membrane and a volume of 113 fL.", [X, A]),
        (CELL + "It has 113 µm² of membrane and a volume of 905 fL.", [A, X]),
        (SHEET.format("0.268 µL"), [A, A]),
        (SHEET.format("0.268 nL"), [A, X]),
        # folded: its surface is no sphere's, and no slip makes it one
        (CELL + "It has 190 µm² of membrane and a volume of 113 fL.", [A]),
        # neither is a sphere's
        (CELL + "It has 190 µm² of membrane and a volume of 70 fL.", []),
        # measured, or long
        (CELL + "It has 28.3 µm² of membrane and a measured volume of 113 fL.", [A]),
        ("A rod is 6 µm across and 40 µm long. It has 754 µm² of membrane.", [V]),
        ("A tube, 6 µm wide and 40 µm long, has a wall of about 1 508 µm².", [X]),
    ],
)
def test_balls_and_rods(text: str, expected: list[Kind]) -> None:
    assert kinds(text, "NE112") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c_m = 2 µF/cm². A fibre has 0.04 cm² of membrane, i.e. 0.08 µF.", [V]),
        ("c_m = 2 µF/cm². A fibre has 0.045 cm² of membrane, that is 0.9 µF.", [X]),
        ("C_m = 2 µF/cm². Vi sono 0,045 cm² di membrana, cioè 0,09 µF.", [V]),
        (
            "The membrane has 1 µF/cm², the cell 800 µm². The capacitance on the amplifier ought to read 8.0 pF.",
            [V],
        ),
        (
            "The membrane has 1 µF/cm², the cell 800 µm². The amplifier has a feedback capacitance of 5 pF.",
            [],
        ),
    ],
)
def test_capacitances_that_are_said_again(text: str, expected: list[Kind]) -> None:
    assert kinds(text, "NE105") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For one square centimetre and 60 mV at 1 µF/cm²: 0.62 pmol.", [V]),
        ("For one square centimetre and 60 mV at 1 µF/cm²: 6.2 pmol.", [X]),
        ("1 µF/cm² und 60 mV. Auf einen Quadratzentimeter: 0,62 pmol.", [V]),
    ],
)
def test_moles_per_area(text: str, expected: list[Kind]) -> None:
    assert kinds(text, "NE106") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A charge of 3.0 nC flows, an amount of 3.1·10⁻¹⁴ mol.", [V]),
        ("A charge of 3.0 nC flows, an amount of 3.1·10⁻¹¹ mol.", [X]),
        ("Es fließen 2,0·10⁹ Ionen, innen sind 8,0·10¹⁴ Ionen: nur 2,5·10⁻⁴ % des Vorrats.", [V]),
        ("Es fließen 2,0·10⁹ Ionen, innen sind 8,0·10¹⁴ Ionen: nur 2,5·10⁻¹ % des Vorrats.", [X]),
        ("A step moves 2.0 million ions.\n\nInside are 8.0 × 10¹⁰ K⁺. The fraction is 2.5 × 10⁻⁵.", [V]),
        ("The volume is 4.2 pL, and at 120 mM it contains 3.0 × 10¹¹ K⁺.", [V]),
        ("The volume is 4.2 pL, and at 120 mM it contains 3.0 × 10⁸ K⁺.", [X]),
        # a channel is no ion
        ("There are 20000 K⁺ channels and 8000000 ions. The fraction is 0.01.", []),
    ],
)
def test_amounts_and_shares(text: str, expected: list[Kind]) -> None:
    assert kinds(text, "NE113", "NE114") == expected


CABLE = "Let d = 4 µm, R_m = 10 kΩ·cm², R_i = 100 Ω·cm, C_m = 1 µF/cm². "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CABLE + "Then λ = 0.1 cm = 1.0 mm, and τ = 10 ms.", [V, V, V]),
        (CABLE + "Then λ = 1.0 mm.\n\nFor x = 500 µm, e^(-500/1000) = 0.61.", [V, V]),
        (CABLE + "Then λ = 1.0 mm.\n\nFor x = 500 µm, e^(-500/1000) = 0.71.", [V, X]),
        (CABLE + "The semi-infinite cable has R_∞ = 79.6 MΩ.", [V]),
        ("For d = 4 µm, R_m = 10 kΩcm² and R_i = 100 Ωcm the length constant λ = 1.0 mm.", [V]),
        ("For d = 4 µm, R_m = 10 kOhm cm2 and R_i = 100 Ohmcm the length constant λ = 2.0 mm.", [X]),
        (CABLE + "If the cable is infinite in both directions, the input resistance is 39.8 MΩ.", [V]),
        (CABLE + "If the cable is infinite in both directions, the input resistance is 159 MΩ.", [X]),
        (CABLE + "The core has a resistance of 7.96 MΩ per 100 µm.", [V]),
        (CABLE + "The core has a resistance of 1.99 MΩ per 100 µm.", [X]),
        (CABLE + "λ = 1.00 mm. The cable is 600 µm long. The electrotonic length is L = 0.60.", [V, V]),
        (CABLE + "λ = 1.00 mm, τ = 10 ms. At 100 Hz the AC length constant is 0.52 mm.", [V, V, V]),
        (CABLE + "λ = 1.00 mm. Of 12 mV at the electrode 4.4 mV are left: 4.4 mV at 1 mm.", [V, V]),
        (CABLE + "λ = 1.00 mm. If the diameter doubles, λ becomes 1.41 mm.", [V, V]),
        (CABLE + "λ = 1.00 mm. If the diameter doubles, λ becomes 2.00 mm.", [V, X]),
        # what no formula is named for stays silent
        (CABLE + "The input resistance of the whole neuron was 80 MΩ.", []),
        (CABLE + "λ = 1.00 mm. If the diameter doubles, λ becomes 1.7 mm in this tapered fibre.", [V]),
        ("Two daughters of 2.0 and 3.0 µm match a parent of 4.0 µm in Rall's rule.", [V]),
        ("Two daughters of 2.0 and 3.0 µm leave a parent of 5.0 µm. Rall's rule does not hold.", []),
        ("In a cable the membrane reaches 86 % of its final value after 2τ.", [V]),
        ("In a cable the membrane reaches 80 % of its final value after 2τ.", []),
    ],
)
def test_cables(text: str, expected: list[Kind]) -> None:
    assert kinds(text, "NE116", "NE117", "NE132") == expected


FIBRES = """| | d (µm) | R_m (Ω cm²) |
|---|---|---|
| crab axon | 30 | 5000 |
| frog muscle | 80 | 3000 |

"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIBRES + "At 1 µF/cm² the crab has τ = 5.0 ms and the frog τ = 3.0 ms.", [V, V]),
        (FIBRES + "At 1 µF/cm² the crab has τ = 5.0 ms and the frog τ = 30 ms.", [V, X]),
        # neither is named
        (FIBRES + "At 1 µF/cm² another fibre has τ = 50 ms.", []),
        ("With 2 µF/cm² and a leak of 0.5 mS/cm² the time constant is 4.0 ms.", [V]),
        ("With 2 µF/cm² and a leak of 0.5 mS/cm² the time constant is 40 ms.", [X]),
    ],
)
def test_time_constants_of_rows_and_conductances(text: str, expected: list[Kind]) -> None:
    assert kinds(text, "NE116") == expected


DONNAN = (
    "Donnan at 25 °C. Compartment A holds a polyanion, X its charge, c the salt of the bath.\n\n"
    "1. X = 40 mM, c = 120 mM.\n2. 4.0 mM of a protein that carries 20 negative charges, bath 15 mM.\n\n## Answers\n\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DONNAN + "1. [K⁺]_A = 141.7 mM, [Cl⁻]_A = 101.7 mM, E_D = −4.3 mV.\n", [V, V, V]),
        (DONNAN + "2. [K⁺]_A = 82.7 mM, [Cl⁻]_A = 2.72 mM, E_D = −43.9 mV.\n", [V, V, V]),
        (DONNAN + "1. [K⁺]_A = 117.4 mM, and E_D = −4.3 mV.\n", [X, V]),
        (DONNAN + "1. E_D = −4.3 mV.\n2. E_D = 43.9 mV.\n", [V, X]),
        # without another that has one, a sign is rather left out than lost
        (DONNAN + "2. E_D = 43.9 mV.\n", [A]),
        # the other side holds the bath
        (DONNAN + "1. [K⁺]_B = 117.4 mM.\n", []),
    ],
)
def test_donnan_answers(text: str, expected: list[Kind]) -> None:
    assert kinds(text, "NE123") == expected


WATER = "Water at 25 °C, relative permittivity 78.5.\n\n| I (M) | κ⁻¹ (nm) |\n|---|---|\n| 0.02 | {} |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WATER.format("2.15"), [V]),
        (WATER.format("2.51"), [X]),
        (WATER.format("2.15") + "\nWarm, where ε_r is only 74, κ⁻¹ is 2.15 nm for 20 mM.\n", [V, X]),
    ],
)
def test_debye_tables(text: str, expected: list[Kind]) -> None:
    assert kinds(text, "NE124") == expected


SIMULATOR = """Notes. The global celsius starts at 6.3 and is set to 22 here. celsius = 22

    ion    inside (mM)    outside (mM)
    na        12             145
    ca        1e-4           2

At 6.3 the thermal voltage is {} mV, at 22 it is 25.4 mV.

GHK current. Calcium with P = 2e-5 cm/s and these concentrations, celsius = 22:

    v (mV)     i (uA/cm2)
    -30        {}
      0        -7.72

A section has L = 200, diam = 30 (um). Its area is {} um2.
"""


def test_settings_of_a_simulator() -> None:
    text = SIMULATOR.format("24.1", "-20.11", "18850")
    assert [kind for *_, kind in judged(text, "a.txt")] == [V, V, V, V, V]


@pytest.mark.parametrize(
    ("thermal", "current", "area"),
    [("25.1", "-20.11", "18850"), ("24.1", "-2.011", "18850"), ("24.1", "-20.11", "37699")],
)
def test_settings_of_a_simulator_that_are_wrong(thermal: str, current: str, area: str) -> None:
    assert [kind for *_, kind in judged(SIMULATOR.format(thermal, current, area), "a.txt")].count(X) == 1


REFERRING = (
    "## 1. A dendrite\n\nLet d = 4 µm be its diameter, R_i = 100 Ω·cm. Here d is the diameter.\n\n## 2. An axon\n\n"
    "Its diameter is 20 µm.\n\n## 3. Pieces\n\n{} of problem 1, a piece 50 µm long has an area of {} µm².\n"
)


@pytest.mark.parametrize(
    ("words", "area", "expected"),
    [("For the dendrite", "628", [V]), ("For the dendrite", "1257", [X]), ("For the dendrite", "700", [])],
)
def test_a_section_elsewhere_is_referred_to(words: str, area: str, expected: list[Kind]) -> None:
    assert kinds(REFERRING.format(words, area), "NE112") == expected


@pytest.mark.parametrize(
    "text",
    [
        # no cylinder is meant, or another cell's
        "A myocyte is 120 µm long and 25 µm wide, its volume (confocal) is 30 pL.",
        # other conductances have a capacitance beside them as well
        "At rest, g_K = 36 mS/cm² and 1 µF/cm² belong to a time constant of 0.6 ms in the model.",
        # another week's questions
        "# Problems\n\n1. A spherical cell has a diameter of 12 µm. Its surface?\n\n# Answers to last week's set\n\n1. 78 µm²\n",
        # two cables, of which the second's size has no name
        (
            "R_m = 20 kΩ·cm², R_i = 100 Ω·cm; d = 4 µm gives λ = 1.41 mm.\n\n"
            "A semi-infinite dendrite (2 µm) has 318 MΩ; an infinite axon of 1 µm an input resistance of 450 MΩ."
        ),
        "The EPSP of 10 mV at the synapse is 2 mV at the soma, 300 µm away; λ = 0.8 mm.",
        "The electrode measured R_∞ = 210 MΩ where 80 MΩ were expected of a semi-infinite cable.",
        # in the Donnan equilibrium of a model X and c are other things
        "Donnan ratio of red cells: 0.7. X = 3 was used; c = 5 of the runs failed. Potassium in cells was 140 mM.",
        # a range of cubes, a filter: no digits are grouped
        "Cells 3, 12 500 Hz filter. Its diameter is 20 µm, the sphere has about 12 100 µm cubes.",
        "celsius is the unit here; at 34 it was 26.5 mV and at 6 it was 20 mV on the thermometer's output.",
        "dt = 0.025 (ms), E_K = -77 (mV) in the model; with 5/140 mM at 37 °C it would be another.",
    ],
)
def test_what_is_something_else_is_not_called_wrong(text: str) -> None:
    assert X not in kinds(text)
