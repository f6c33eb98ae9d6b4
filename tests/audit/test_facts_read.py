"""Concentrations in the layouts people print them in, and the potentials that follow from them."""

from __future__ import annotations

import pytest

from nernstian.audit import audit

CARD = """At 15 °C. Concentrations in mmol/l, potentials in mV.

"""
RIGHT = {
    "sides as columns in words of the field": (
        CARD + "| | haemolymph | axoplasm | E |\n|---|---|---|---|\n| K+ | 12 | 300 | -79.9 |\n"
        "| Na+ | 440 | 35 | +62.9 |\n| Ca2+ | 14 | 0.0002 | +138.5 |\n",
        ["-79.9", "+62.9", "+138.5"],
    ),
    "an ion for every column": (
        ("Gradients (mmol/L) at 35 °C; E in mV\n\n| Cell | K_out | K_in | E_K | Na_out | Na_in | E_Na |\n"
        "|---|---|---|---|---|---|---|\n| hippocampal | 3 | 135 | -101.1 | 148 | 9 | 74.4 |\n"
        "| cerebellar | 3.5 | 140 | -98.0 | 145 | 11 | 68.5 |\n"),
        ["-101.1", "74.4", "-98.0", "68.5"],
    ),
    "ions as columns and the potentials in a row": (
        ("Frog muscle (mM), 18 C\n\n| | K+ | Na+ | Cl- |\n|---|---|---|---|\n| outside | 2.25 | 104 | 74.3 |\n"
        "| inside | 124 | 10.4 | 1.5 |\n| E (mV) | -100.6 | +57.8 | -97.9 |\n"),
        ["-100.6", "+57.8", "-97.9"],
    ),
    "c_a and c_i": (
        ("Bei 20 °C:\n\n| Ion | c_a (mM) | c_i (mM) | E (mV) |\n|---|---|---|---|\n| K+ | 5 | 155 | -86.8 |\n"
        "| Ca2+ | 2 | 0.0001 | +125.1 |\n"),
        ["-86.8", "+125.1"],
    ),
    "no unit at all": (
        "At 37 °C.\n\n| ion | [out] | [in] | E_ion |\n|---|---|---|---|\n| K | 5 | 140 | -89 |\n| Na | 145 | 12 | 67 |\n",
        ["-89", "67"],
    ),
    "a temperature in every row": (
        ("Concentrations are given in mM.\n\n| Preparation | Temp. | [K]_o | [K]_i | E_K (mV) |\n|---|---|---|---|---|\n"
        "| crab nerve | 12 °C | 11 | 340 | -84.3 |\n| rat heart | 36 °C | 5 | 144 | -89.5 |\n"),
        ["-84.3", "-89.5"],
    ),
    "both solutions as lists": (
        "Sea water: K 10, Na 455 mM. Axoplasm: K 380, Na 52 mM. At 18 °C E_K = -91.3 mV and E_Na = +54.4 mV.",
        ["-91.3", "+54.4"],
    ),
    "fibres that hold": (
        "The fibres hold 150 mM of potassium. At 37 °C and 5 mM outside E_K is -90.9 mV.",
        ["-90.9"],
    ),
    "one side named of two": (
        "At 37 °C, 1.8 mM Ca2+ outside and 100 nM at rest: E_Ca = +130.9 mV.",
        ["+130.9"],
    ),
    "what takes another's place": (
        "At 20 °C the cell holds 360 mM potassium, the bath 12 mM.\n\nWith 24 instead of 12 mM potassium outside E_K = -68.4 mV.",
        ["-68.4"],
    ),
    "a prefactor behind the value": (
        "E = S log(out/in). With 4 mM K+ outside and 140 mM inside I get E_K = -89.6 mV with 58.",
        ["-89.6"],
    ),
    "one temperature in two scales": (
        "At 20 °C (293 K) the bath has 5 mM K+ and the cytosol 120 mM K+: E_K = -80.3 mV.",
        ["-80.3"],
    ),
    "the cell that is named": (
        ("Squid axon (20 °C): K+ 20 mM out, 400 mM in. Muscle (37 °C): K+ 4.5 mM out, 150 mM in.\n\n"
        "In the muscle E_K is -93.7 mV.\n\nIn the axon E_K is -75.7 mV."),
        ["-93.7", "-75.7"],
    ),
    "a ratio by its fold": ("At 37 °C a twofold ratio gives 18.5 mV, a threefold ratio 29.3 mV.", ["18.5", "29.3"]),
    "a column of shifts": (
        "| t (°C) | E shift when [K]o doubles (mV) |\n|---|---|\n| 10 | 16.9 |\n| 20 | 17.5 |\n| 37 | 18.5 |\n",
        ["16.9", "17.5", "18.5"],
    ),
    "named compartments": (
        ("Compartment A holds 0.1 M KCl, compartment B holds 0.01 M KCl, at 20 °C. If only K+ can cross, V_A - V_B = -58.2 mV. "
        "With a membrane for Cl- instead, V_A - V_B = +58.2 mV."),
        ["-58.2", "+58.2"],
    ),
    "letters for the sides": (
        "Bei 37 °C in mmol/l:\n\n| Ion | a | i | E (mV) |\n|---|---|---|---|\n| K+ | 4.5 | 155 | -94.6 |\n| Na+ | 144 | 12 | 66.4 |\n",
        ["-94.6", "66.4"],
    ),
    "labels that share a unit": ("At 33 °C [Cl]o = 128, [Cl]i = 32 mM and E_Cl = -36.6 mV.", ["-36.6"]),
    "310 K for 37 °C": ("At 310 K there are 5 mM K+ outside and 140 mM K+ inside: E_K = -89.1 mV.", ["-89.1"]),
    "out and in in brackets": (
        "Nernst potentials at 37 °C.\n\n- Chloride (out 115, in 5 mM): E_Cl = -83.8 mV\n- K+: 5 mM (out) / 140 mM (in): E = -89.1 mV",
        ["-83.8", "-89.1"],
    ),
    "it, further on": (
        "At 37 °C with 12 mM sodium inside and 132 mM outside E_Na is +64.1 mV; with 142 mM outside it would be +66.0 mV.",
        ["+66.0"],
    ),
}  # fmt: skip
SHEET = """EXERCISES

1. A cell has 12 mM Na+ inside and 150 mM Na+ outside at 37 degC. What is ENa?
2. How many mV does EK move when outside K+ is doubled (20 degC)?
3. By how much does EK change if external K+ rises from 3 to 9 mM (37 degC)?
4. A squid axon (400 mM K+ inside, 20 mM K+ outside) at 10 degC. Find EK.

SOLUTIONS

1. +67.5 mV
2. 17.5 mV
3. 29.4 mV
4. EK = {value} mV
"""
WRONG = {
    "sides swapped": (RIGHT["an ion for every column"][0].replace("68.5", "-68.5"), "-68.5"),
    "sign lost": (RIGHT["ions as columns and the potentials in a row"][0].replace("-97.9", "97.9"), "97.9"),
    "valence forgotten": (RIGHT["c_a and c_i"][0].replace("+125.1", "+250.2"), "+250.2"),
    "another row's temperature": (RIGHT["a temperature in every row"][0].replace("-84.3", "-91.4"), "-91.4"),
    "digits swapped": (RIGHT["no unit at all"][0].replace("-89", "-98"), "-98"),
    "sea water and axoplasm": (RIGHT["both solutions as lists"][0].replace("+54.4", "-54.4"), "-54.4"),
    "calcium without its valence": (
        "Calcium, 2 mM outside and 80 nM inside: 61.5 × log(2/0.00008) = +270.5 mV at 37 °C.", "+270.5"),
    "chloride without its sign": ("At 37 °C.\n\n| | out | in |\n|---|---|---|\n| Cl- | 125 mM | 9 mM |\n\nChloride: 61.5·log(125/9) = 70.3 mV.",
                                  "70.3"),
    "an answer": (SHEET.format(value="-79.2"), "-79.2"),
    "a compartment's sign": (
        "Compartment 1 contains 120 mM NaCl, compartment 2 contains 4 mM NaCl, 29 °C. Only Na+ crosses: V_1 - V_2 = 88.6 mV.", "88.6"),
    "a fold": ("At 37 °C a threefold ratio is 27.8 mV.", "27.8"),
    "a slip far from its data": (
        "# Data\n\nAt 37 °C.\n\n| | out (mM) | in (mM) |\n|---|---|---|\n| Ca2+ | 1.8 | 0.0001 |\n\n# Key\n\nE_Ca = +261.9 mV.", "+261.9"),
}  # fmt: skip
SILENT = {
    "measured in a column": "At 22 °C.\n\n| Cell | [K]o (mM) | [K]i (mM) | E_K (measured, mV) |\n|---|---|---|---|\n| a | 3 | 140 | -88 |\n| b | 5 | 140 | -77 |\n",
    "a ratio is no side": "At 37 °C.\n\n| ion | out (mM) | in (mM) | out/in | E (mV) |\n|---|---|---|---|---|\n| K+ | 5 | 140 | 0.036 | -89 |\n",
    "fluxes": "| | in | out |\n|---|---|---|\n| K+ flux (pmol/s) | 12 | 40 |\n| Na+ flux (pmol/s) | 30 | 9 |\n\nE_K = -20 mV at 37 °C.",
    "a later value is no other side": "At 22 °C there were 5 mM K+ outside and 10 mM after the wash. E_K was -84.7 mV at first.",
    "a given potential in a question": "QUIZ\n\n1. If EK = -90 mV and Vm = -70 mV at 37 °C (5 mM K+ out, 140 mM K+ in), what drives K+?\n\nANSWERS\n\n1. +20 mV\n",
    "two lists of questions": "A\n\n1. K+ is 5 mM outside and 140 mM inside at 37 °C. Find EK.\n\nB\n\n1. Na+ is 145 mM outside, 12 mM inside. Find ENa.\n\nANSWERS\n\n1. 66.6 mV\n",
    "a bath that is changed": SHEET.format(value="-73.1").replace("2. How many mV does EK move when outside K+ is doubled (20 degC)?",
        "2. Now 75 mM Na+ is in that tank. What is ENa?").replace("2. 17.5 mV", "2. ENa = +49.0 mV"),
    "temperatures of other parts": "# A\n\nThe slope is 58.2 mV at 20 °C and 55.5 mV at 6.3 °C.\n\n# B\n\nK+ 4.5 mM out, 150 mM in: E_K = -93.7 mV.",
    "a temperature below": "K+ 2.25 mM outside, 124 mM inside: E_K = -100.6 mV.\n\nData (37 °C):\n\n| | out (mM) | in (mM) |\n|---|---|---|\n| Na+ | 145 | 12 |\n",
    "the next line is no unit": "Sum = 604.72\nV = 58 mV · log(68.75 / 604.72) = -54.8 mV at 20 °C",
    "a charge is no temperature": "The cell has 5 mM K+ outside and 140 mM inside (charge, 5 C). E_K is -89.1 mV.",
}  # fmt: skip


def verdicts(text: str) -> dict[str, str]:
    """Return the verdict of every judged number by what was printed."""
    return {v.claim.number.text: v.kind.value for v in audit(text, name="a.txt").verdicts}


@pytest.mark.parametrize(("text", "values"), RIGHT.values(), ids=RIGHT)
def test_right_numbers_are_found_to_hold(text: str, values: list[str]) -> None:
    found = verdicts(text)
    assert {value: found.get(value) in ("verified", "consistent") for value in values} == dict.fromkeys(
        values, True
    )


def test_answers_are_bound_to_their_questions() -> None:
    found = verdicts(SHEET.format(value="-73.1"))
    answers = ("+67.5", "17.5", "29.4", "-73.1")
    assert {a: found.get(a) in ("verified", "consistent") for a in answers} == dict.fromkeys(answers, True)


@pytest.mark.parametrize(("text", "value"), WRONG.values(), ids=WRONG)
def test_wrong_numbers_are_caught(text: str, value: str) -> None:
    assert verdicts(text).get(value) == "inconsistent"


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_nothing_is_called_wrong(text: str) -> None:
    assert "inconsistent" not in verdicts(text).values()
