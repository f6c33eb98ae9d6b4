"""Slopes and thermal voltages with their temperatures beside them: in lists, in tables, before logarithms."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Verdict

RIGHT = [
    ("The Nernst factor: in the crab tank at 12 °C take 56.6, in the lizard at 35 °C 61.1 mV.", ["56.6", "61.1"]),
    ("Der Vorfaktor beträgt bei 15 °C 57,2 mV, bei 25 °C 59,2 mV.", ["57,2", "59,2"]),
    ("À 25 °C, 2,3 RT/F = 59,2 mV ; à 15 °C ce facteur vaut 57,2 mV.", ["57,2"]),
    ("Slopes: 61.1 mV is right at 35 °C, 56.6 mV is meant at 12 °C.", ["61.1", "56.6"]),
    ("RT/F is 24.6 mV at 12 °C and 26.6 mV at 35 °C. Times ln 10 = 2.303 this makes 56.6 mV and 61.1 mV.",
     ["56.6", "61.1"]),
    ("At 35 °C a tenfold ratio makes 61.1 mV, a fivefold ratio 42.7 mV, and e-fold 26.6.", ["26.6"]),
    ("Divalent cations: half of it, e.g. 29.6 mV per decade at 25 °C and 28.1 mV per decade at 10 °C.",
     ["29.6", "28.1"]),
    ("RT/F    24.6 mV (12 C)   25.3 mV (20 C)   26.6 mV (36 C)\nper decade   57 mV (12 C)   61.3 mV (36 C)   30.7 mV for Mg2+ (36 C)",
     ["24.6", "25.3", "26.6", "57", "61.3", "30.7"]),
    ("Steilheit: 56,6 mV (12 °C), 58,2 mV (20 °C), 61,3 mV (36 °C)", ["56,6", "58,2", "61,3"]),
    ("A crayfish nerve (12 °C, 56.6 mV, potassium 5 out and 200 in) has the slope of a cold cell.", ["56.6"]),
]  # fmt: skip
WRONG = [
    ("RT/F   24.6 mV (12 C)   25.3 mV (20 C)\ncrab rig, 15 C: RT/F = 1.29 mV", "1.29"),
    ("At 36 °C, 2.303 RT/F = 61.3 mV; in a preparation kept at 20 °C it would be 34.1 mV instead.", "34.1"),
    ("A 36 °C il termine RT/F vale 26,6 mV e quindi 2,303 RT/F = 61,3 mV; in un bagno tenuto a 16 °C sarebbero invece 27,2 mV.",
     "27,2"),
    ("`vt()` returns RT/F: 24.6 mV at 12 degC and 26.6 mV at 36 degC. `decade()` returns 56.6 mV at 12 degC and 63.3 mV at 36 degC.",
     "63.3"),
    ("In my rig (22 C) the slope is 58.6 mV and RT/F is 25.4 mV. In a cold room at 6 C the slope is 50.9 mV.", "50.9"),
    ("Thermal voltage: 24.6 mV (12 °C), 25.3 mV (20 °C)\nSlope: 56.6 mV (12 °C), 58.2 mV (20 °C), 60.3 mV (36 °C)", "60.3"),
    ("The Nernst factor: in the crab tank at 12 °C take 56.6, in the lizard at 35 °C 66.1, on ice (0 °C) 54.2 mV.",
     "66.1"),
    ("Le facteur vaut 59,2 mV à 25 °C. À 10 °C il n'est plus que de 23,7 mV.", "23,7"),
]  # fmt: skip
SILENT = [
    "Thermische Spannung 25,3 mV (20 °C) bzw. 26,7 mV (37 °C); pro Dekade 58,2 mV bzw. 61,5 mV.",
    "At 36 °C 2.303 RT/F = 61.3 mV; at 20 °C the spike has 34.1 mV.",
    "The slope is 58.6 mV (22 °C); the electrode had 52.1 mV (22 °C).",
    "RT/F is 24.6 mV (12 °C) and 25.3 mV (20 °C). The cell fell to 61.0 mV (12 °C).",
    "RT/F = 25.3 mV at 20 °C. In the crab at 12 °C, RT/F = 26.6 mV at 36 °C is of no use.",
    "The slope is 59.2 mV at 25 °C. Our electrode gave 52.0 mV at 20 °C.",
    "At 25 °C the factor is 59.2 mV; the cell rests at 20 °C near 62 mV.",
    "At 25 °C use 59.2 mV. At 20 °C the spike has an overshoot of 45 mV.",
    "La pente vaut 58,2 mV à 20 °C, contre 53 mV à 22 °C.",
    "The spike had 61.5 mV at 37 °C and 55.0 mV at 20 °C.",
    "The factor is 58.2 mV at 20 °C, and at 37 °C the current is 61 pA, at 30 °C 55.",
    "Series A had 61.5 mV at 37 °C and 55.0 mV at 20 °C.",
    "In a bath at 25 °C 59.2 cells a field were counted, at 20 °C 48.1.",
    "With a fit the slope was 59.2 mV at 25 °C and 55.0 mV at 15 °C.",
]


def verdicts(text: str) -> tuple[Verdict, ...]:
    """The verdicts of a text in Markdown."""
    return audit(text, name="a.md").verdicts


@pytest.mark.parametrize(("text", "values"), RIGHT)
def test_values_beside_their_temperatures_are_found(text, values):
    found = {v.claim.number.text.strip(): v.kind for v in verdicts(text)}
    assert {found.get(value) for value in values} <= {"verified", "consistent"}
    assert "inconsistent" not in found.values()


@pytest.mark.parametrize(("text", "value"), WRONG)
def test_a_value_that_leaves_its_list_is_wrong(text, value):
    wrong = [v.claim.number.text.strip() for v in verdicts(text) if v.kind == "inconsistent"]
    assert wrong == [value]


@pytest.mark.parametrize("text", SILENT)
def test_values_of_something_else_are_not_called_wrong(text):
    assert [v.message for v in verdicts(text) if v.kind == "inconsistent"] == []


def test_a_prefactor_before_a_logarithm_is_that_of_one_charge():
    """Calcium is named beside it, and the valence is missing in the result: not in the prefactor."""
    text = "Calcium at 25 °C, 1.8 mM outside and 90 nM inside: 59.2 × log(1.8/0.00009) = +255 mV."
    kinds = {v.claim.law: v.kind for v in verdicts(text)}
    assert kinds == {"nernst_slope": "verified", "nernst": "inconsistent"}


def test_a_table_of_prefactors_needs_no_unit():
    text = (
        "| t (°C) | T (K) | RT/F | 2.303 RT/F |\n|---|---|---|---|\n"
        "| 5 | 278.2 | 24.0 | 55.2 |\n| 15 | 288.2 | 24.8 | 57.2 |\n| 35 | 308.2 | 25.6 | 61.1 |\n"
    )
    found = verdicts(text)
    assert sorted(v.claim.number.text.strip() for v in found if v.kind == "inconsistent") == ["25.6"]
    assert sum(v.claim.law in ("nernst_slope", "thermal_voltage") for v in found) == 6
