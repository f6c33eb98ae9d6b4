"""Currents, ratios, protons, pumps and gates: right numbers hold, slips are called wrong, the rest stays silent."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.INCONSISTENT


def judged(text: str) -> list[tuple[str, str, Kind]]:
    return [(v.claim.rule, v.claim.number.text, v.kind) for v in audit(text, name="<test>").verdicts]


FIELD = (
    "At 20 °C a membrane with P_K = 3 × 10⁻⁶ cm/s separates 5 mM (outside) from 130 mM (inside) K⁺. "
    "What is the constant-field current at −70 mV?\n\nAnswer: 3.78 µA/cm².\n\n"
)
CELL = "A cell at 37 °C: sodium 142 outside and 12 inside, potassium 4.5 outside and 138 inside (mM), P_Na/P_K = 0.04.\n\n"
GATE = "Room at 22 °C.\n\n"
RIGHT = [
    ("A slab lies in 60 mM NaCl at 25 °C.\n\nThe Debye length in the bath is 1.24 nm, and much thinner than the slab.", ("NE124", "1.24", C)),
    (CELL + "At −65 mV one cycle of the sodium pump takes 43.0 kJ/mol.", ("NE122", "43.0", V)),
    ("A gel with 40 mM of fixed negative charge lies in 80 mM NaCl at 25 °C. The Donnan ratio is 1.28.", ("NE123", "1.28", V)),
    # a voltage varied after the question that states the rest
    (FIELD + "And at 0 mV?\n\nAnswer: 36.2 µA/cm².\n", ("NE125", "36.2", V)),
    (FIELD + "The flux ratio at −70 mV is 1.63. At −100 mV it is 0.50.\n", ("NE131", "0.50", V)),
    # the pH of two sides, of which one is named
    (("At 22 °C the pH of the wall falls to 5.0 with 7.2 in the cytosol, and the potential is −160 mV. "
     "Then E_H = +128.8 mV."), ("NE121", "+128.8", V)),
    ("A 25 °C, pH matriciel 7,8, pH intermembranaire 7,0. La différence de pH équivaut à 47,3 mV.", ("NE121", "47,3", V)),
    ("At 37 °C the pH difference is 0.7; the pH term contributes 43 mV.", ("NE121", "43", V)),
    # pumps
    (CELL + "The equation of Mullins and Noda, with r = 1.5, leads to −75.2 mV.", ("NE126", "-75.2", V)),
    (CELL + "The sodium pump lives on ATP, 56 kJ/mol. It would stall near −199 mV.", ("NE122", "-199", V)),
    # gates and mobilities
    (GATE + "A gate with 3 charges: the open probability 15 mV above the midpoint is 0.854.", ("NE132", "0.854", V)),
    (GATE + "A gate with 3 charges has an open probability of one half at the midpoint, and 12 mV below, 0.195.",
     ("NE132", "0.195", V)),
    ("The fraction of open channels is 1/(1 + exp(−2.1)) = 0.891.", ("NE132", "0.891", V)),
    (("At 25 °C, kT/e times a mobility: potassium, 7.6 × 10⁻⁸ m²/(V s), gives 1.95 × 10⁻⁹ m²/s; lithium, "
     "4.0 × 10⁻⁸: 1.03 × 10⁻⁹ m²/s."), ("NE133", "1.03 × 10^-9", V)),
    # cables and turns
    ("# Cables\n\nR_m = 20 kΩ·cm², R_i = 100 Ω·cm, C_m = 1 µF/cm².\n\n## Lengths\n\n- λ for a 2 µm branch: 1.0 mm\n",
     ("NE117", "1.0", C)),
    ("Per turn it is 3 × 12.5 + 2 × 3.1 = 43.7 kJ/mol.", ("NE122", "43.7", C)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RIGHT)
def test_a_number_that_follows_from_what_was_stated_before_holds(
    text: str, expected: tuple[str, str, Kind]
) -> None:
    assert expected in judged(text)


GEL = "A gel with 40 mM of fixed negative charge lies in 80 mM NaCl at 25 °C, a Donnan system. "
WRONG = [
    (FIELD + "And at +30 mV?\n\nAnswer: I = 9.1 µA/cm².\n", "NE125"),
    (GEL + "Sodium in it is 102.5 mM, chloride 22.5 mM.", "NE123"),
    (GATE + "For a gate with z = 2, the open probability 15 mV above the midpoint: 0.854.", "NE132"),
    ("The fraction of open channels is 1/(1 + exp(−2.1)) = 0.981.", "NE132"),
    (("At 25 °C, kT/e times a mobility: potassium, 7.6 × 10⁻⁸ m²/(V s), gives 1.95 × 10⁻⁹ m²/s; lithium, "
     "4.0 × 10⁻⁸: 1.03 × 10⁻⁸ m²/s."), "NE133"),
    ("At 25 °C the ΔpH is 2.8. That alone is 16.6 mV.", "NE121"),
    ("Per turn it is 3 × 12.5 + 2 × 3.1 = 34.7 kJ/mol.", "NE122"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule"), WRONG)
def test_a_slip_in_what_is_firmly_bound_is_called_wrong(text: str, rule: str) -> None:
    assert [kind for found, _, kind in judged(text) if found == rule][-1:] == [X]


SILENT = [
    (GATE + "With z = 3, 15 mV above the midpoint of inactivation the open probability is 0.15.", "0.15"),
    ("At 30 °C E_K = −92 mV. With pH 7.8 inside and 7.0 outside the proton-motive force is −190 mV.", "-190"),
    ("A slab lies in 60 mM NaCl at 25 °C.\n\nThe Debye length in the pores, of which few are wider than 3.24 nm, is short.", "3.24"),
    (FIELD + "At +30 mV? I = 9.1 µA/cm² was measured, but in another cell.\n", "9.1"),
    (FIELD + "Does a block by caesium at +30 mV matter? It leaves 9.1 µA/cm².\n", "9.1"),
    (GEL + "Sodium in it is 102.5 mM, chloride 80 mM in the bath.", "80"),
    (GEL + "Sodium in it is 102.5 mM, chloride 81 mM outside.", "81"),
    (GEL + "The Donnan ratio is 1.35.", "1.35"),
    # measured, or of something else
    (FIELD + "In the experiment a current density of 3.9 µA/cm² was found at −70 mV.\n", "3.9"),
    (FIELD + "At +40 mV another channel carries 11.3 µA/cm².\n", "11.3"),
    (CELL + "With ouabain the Mullins-Noda cell depolarises to −58 mV.", "-58"),
    (CELL + "Of ATP 56 kJ/mol are on offer. Reversal potentials of −150 mV were reported for the sodium pump.", "-150"),
    # a probability on its way between two
    (GATE + "With z = 2, 15 mV above the midpoint, the open probability has risen from 0.5 to 0.8.", "0.5"),
    (GATE + "A gate with 3 charges, open probability 0.31 in the cell-attached mode, 15 mV above the midpoint.", "0.31"),
    # a potential is not what a pH of another paragraph is worth
    ("At 30 °C three pH units are much.\n\nThe membrane potential in this bacterium is −180 mV at any pH.", "-180"),
    ("At 25 °C the ΔpH is 2.8. The cell sits at −62 mV, and its gap junctions pass 12.4 mV.", "12.4"),
    # the 25 of an exponent may stand for 25.4
    ("exp(80/25) = 23.3 for a divalent ion.", "23.3"),
    # R times T is in joules
    ("At body temperature 8.314 × 310 = 2.58 kJ/mol.", "2.58"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), SILENT)
def test_what_may_mean_something_else_is_not_called_wrong(text: str, number: str) -> None:
    assert (number, X) not in [(found, kind) for _, found, kind in judged(text)]


def test_the_units_behind_a_power_need_no_blank() -> None:
    (verdict,) = [
        v
        for v in audit(
            "The constant-field flux of K⁺ at −60 mV, 37 °C, P_K = 5 × 10⁻⁷ cm/s, 5 mM outside and 150 mM inside: "
            "$13.7\\ \\mathrm{pmol\\,cm^{-2}s^{-1}}$.",
            name="a.tex",
        ).verdicts
        if v.claim.rule == "NE128"
    ]
    assert verdict.kind == V
