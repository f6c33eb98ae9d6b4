"""Free energies behind printed expressions: terms, totals, sums of logarithms; and energies counted in words."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, A, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL, Kind.INCONSISTENT


def kinds(text: str) -> list[Kind]:
    return [v.kind for v in audit(text, name="a.md").verdicts if v.claim.rule == "NE120"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 310 K: RT ln(10/150) = -6.980, F 0.070 V = 6.754
        ("At 310 K, RT ln(10/150) + F(−0.070) = −6.98 − 6.75 = −13.73 kJ/mol.", [V, V, C]),
        ("At 310 K, RT ln(10/150) + F(−0.070) = −6.98 − 5.75 = −12.73 kJ/mol.", [V, X, X]),
        ("At 310 K, RT ln(10/150) + F(−0.070) = −3.03 − 6.75 = −9.78 kJ/mol.", [X, V, X]),
        ("At 310 K, RT ln(10/150) + F(−0.070) = −13.73 kJ/mol.", [C]),
        ("At 310 K, RT ln(10/150) + F(−0.070) = −0.23 kJ/mol.", [X]),
        ("At 310 K, F × 0.070 V + RT ln(150/10) = 6.75 + 6.98 = 13.73 kJ/mol.", [V, V, C]),
        ("At 310 K, RT ln(2/0.0002) + 2F(0.070) = 23.74 + 13.51 = 37.25 kJ/mol.", [V, V, C]),
        ("At 310 K, RT ln(2/0.0002) + 2F(0.070) = 23.74 + 6.75 = 30.49 kJ/mol.", [V, X, X]),
        ("2,577 ln(150/10) + 96 485 × 0,070 V = 6,98 + 6,75 = 13,73 kJ/mol.", [V, V, C]),
        # rounded terms were added: 6.980 + 6.754 = 13.734, and 7.0 + 6.8 = 13.8
        ("At 310 K, RT ln(150/10) + F(0.070) = 7.0 + 6.8 = 13.8 kJ/mol.", [V, V, C]),
        ("At 310 K, RT[ln(10/150) + ln(140/4) + 2 ln(12/120)] = −9.69 kJ/mol.", [V]),
        ("At 310 K, RT[ln(10/150) + ln(140/4) + 2 ln(12/120)] = −7.53 kJ/mol.", [X]),
        ("At 310 K, RT ln 20 = 7.72 kJ/mol for the sugar.", [V]),
        ("At 310 K, RT ln 20 = 3.35 kJ/mol for the sugar.", [X]),
        ("At 310 K, 2.303 RT log(150/10) = 6.98 kJ/mol.", [V]),
        ("RT ln 20 = 7.72 kJ/mol for the sugar.", [A]),
        ("At 310 K, RT ln(140/5) + zFV = 8.59 − 8.68 = −0.09 kJ/mol.", [V]),
        ("(8.314)(310) ln(12/145) = −6.42 kJ/mol", [V]),
        ("8.314 × 310 × ln(140/5) = 8588 J/mol", [V]),
        ("(8.314 J/mol·K)(310 K) ln(12/145) + (1)(96485)(−0.070) = −6422 − 6754 = −13176 J/mol", [V, V, C]),
        ("The electrical term is 96.5 × 0.07 = 6.76 kJ/mol.", [V]),
        ("The electrical term is (2)(96.485 kJ/V·mol)(−0.07 V) = −6.75 kJ/mol.", [X]),
        ("At 25 °C, F × 0.070 V + RT ln(150/10) = 6.76 + 6.71 = 13.47 kJ/mol.", [C, V, C]),  # F = 96 500
        # what is not read whole is not read
        ("At 310 K, 3 × RT ln(150/10) = 20.9 kJ/mol.", []),
        ("At 310 K, ΔG° + RT ln(150/10) = 20.9 kJ/mol.", []),
        ("At 310 K, RT ln(150/10) = 2.58 × 2.71 = 7.0 kJ/mol.", []),
        ("At 310 K, RT ln(150/10) + x = 20.9 kJ/mol.", []),
    ],
)
def test_expressions(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


ROWS = """At 298 K, inside negative by 60 mV.

| Movement | ratio (to/from) | chemical (kJ/mol) | electrical (kJ/mol) | total (kJ/mol) |
|---|---|---|---|---|
| Na+ out | 10 | 5.71 | 5.79 | 11.49 |
| K+ in | 30 | 8.43 | −5.79 | {} |
| Ca2+ out | 10000 | 22.82 | {} | 34.40 |
| glucose in | 40 | 9.14 | 0 | 9.14 |
"""


@pytest.mark.parametrize(
    ("potassium", "calcium", "wrong"), [("2.64", "11.58", []), ("14.22", "11.58", [5]), ("2.64", "5.79", [7])]
)
def test_a_table_with_a_ratio_a_row(potassium: str, calcium: str, wrong: list[int]) -> None:
    found = kinds(ROWS.format(potassium, calcium))
    assert len(found) == 11
    assert [at for at, kind in enumerate(found) if kind == X] == wrong


def test_a_number_of_ions_right_in_front_counts() -> None:
    text = "One ion costs 12.0 kJ/mol at most; three sodium ions (36.0 kJ/mol) need less than four (36.0 kJ/mol)."
    assert kinds(text) == [C]


MATRIX = "The membrane potential is 160 mV and the proton-motive force is 206 mV. "
CELL = "At 37 °C and −70 mV: Na+ 11 mM in and 140 mM out, K+ 145 mM in and 4 mM out. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MATRIX + "Per mole of protons ΔG = −FΔp = −19.9 kJ/mol.", [V]),
        (MATRIX + "Per mole of protons F Δp = 19.9 kJ/mol. Three protons yield 60 kJ.", [V, C]),
        (MATRIX + "Per mole of protons F Δp = 21.4 kJ/mol.", []),
        (MATRIX + "With 2.7 protons per ATP 54 kJ is available.", [C]),
        (MATRIX + "With 2.7 protons per ATP 64 kJ is available.", []),
        (CELL + "Each sodium costs 13.3, each potassium 2.5 kJ/mol.", [C, C]),
        (CELL + "Each sodium costs 15.3, each potassium 3.5 kJ/mol.", []),
        ("At −85 mV one mole of K+ costs another 8.20 kJ/mol for the 85 mV.", [C]),
        ("Moving 4 charges through 60 mV costs 23.2 kJ/mol.", [C]),
        ("Over 140 mV one mole of K+ gives up F × 140 mV = 13.5 kJ.", [V]),
        ("To move glucose from 5 mM to 50 mM costs 5.7 kJ/mol of free energy at 25 °C.", [V]),
        ("To move glucose from 5 mM to 50 mM costs 2.5 kJ/mol of free energy at 25 °C.", [X]),
        ("*ΔG for sucrose from 2 mM to 40 mM at 37 °C?*\n7.73 kJ/mol", [V]),
        ("To move glucose with Na+ from 5 mM to 50 mM costs 2.5 kJ/mol at 25 °C.", []),
        ("Glucose rose from 5 mM to 50 mM. The reaction releases 2.5 kJ/mol at 25 °C.", []),
    ],
)
def test_energies_in_words(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected
