"""Membrane potentials with permeabilities that a text changes one at a time, leaves out, or tabulates."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, X = Kind.VERIFIED, Kind.INCONSISTENT
# 25 degC; V(1:0.03) = -71.79, V(1:0.03:0.5) = -69.88, V(1:15) = +45.37,
# V(1:15:0.5) = +41.62 (chloride not exchanged: +45.75), V(1:0.3) = -30.53, V(1:0.3:0.5) = -36.32
CELL = (
    "At 25 °C the cell has 150 mM K+, 14 mM Na+ and 9 mM Cl- inside; outside are 5 mM K+, 140 mM Na+ and 115 mM Cl-."
    "\n\n"
)
CHANGED = [
    ("Let P_K:P_Na = 1:0.03, chloride left out: V_m = -71.8 mV. Now add P_Cl = 0.5: V_m = -69.9 mV.", [V, V]),
    ("With P_K:P_Na = 1:0.03 V_m is -71.8 mV. Now add P_Cl = 0.5: V_m = -60.3 mV.", [V, X]),
    ("At the peak P_Na is fifteen times P_K. Without chloride, V_m = +45.4 mV; with P_Cl = 0.5, V_m = +41.6 mV.", [V, V]),
    ("At the peak P_Na is fifteen times P_K. Without chloride, V_m = +45.4 mV; with P_Cl = 0.5, V_m = +45.7 mV.", [V, X]),
    ("P_K:P_Na:P_Cl = 1:0.03:0.5 gives V_m = -69.9 mV. Dropping the chloride makes the answer -71.8 mV.", [V, V]),
    ("With P_Na/P_K = 0.03 and no chloride V_m = -71.8 mV. With a ratio of 0.3 we get V_m = -30.5 mV.", [V, V]),
    ("Mit P_K:P_Na:P_Cl = 1:0,03:0,5 ist V_m = -69,9 mV. Lässt man das Chlorid ganz weg, erhält man -71,8 mV.", [V, V]),
    ("Mit P_K:P_Na:P_Cl = 1:0,03:0,5 ist V_m = -69,9 mV. Lässt man das Chlorid ganz weg, erhält man -17,8 mV.", [V, X]),
    ("P_K:P_Na:P_Cl = 1:0.03:0.5 makes V_m = -69.9 mV. When the sodium permeability rises to 15, V = +41.6 mV.", [V, V]),
    ("Sans chlorure et avec P_Na/P_K = 0,03, V_m = -71,8 mV. Avec un rapport de 0,3 on obtient V_m = -30,5 mV.", [V, V]),
    ("P_K:P_Na:P_Cl = 1:0.03:0.5, so V_m = -69.9 mV. Dropping chloride, V_m = -71.8 mV.", [V, V]),
    ("P_K : P_Na : P_Cl = 100 : 3 : 50 makes V_m = -69.9 mV. Now P_Na rises to 1500, and V_m = +41.6 mV.", [V, V]),
    ("P_K:P_Na:P_Cl = 1:0.03:0.5, V_m = -69.9 mV. If the sodium permeability increases tenfold, V_m = -36.3 mV.", [V, V]),
    ("(a) P_Na/P_K = 0.03, P_Cl = 0: V = -71.8 mV.\n\n(b) P_Cl/P_K = 0.5: V = -69.9 mV.", [V, V]),
    ("pNa/pK = 0.03 and pCl/pK = 0.5. Then Vm = -69.9 mV.", [V]),
    ("P_K = 1; P_Na = 0.03; P_Cl = 0.5. Resting potential: -69.9 mV. At the peak P_Na = 15: 41.6 mV.", [V, V]),
    ("The permeabilities are 1 (K), 0.03 (Na) and 0.5 (Cl); the GHK equation gives -69.9 mV.", [V]),
    ("With relative permeabilities of 1, 0.03 and 0.5 for K+, Na+ and Cl-, V_m = -69.9 mV.", [V]),
    ("The permeability to sodium is 3 % of that to potassium; without chloride V_m = -71.8 mV.", [V]),
    ("Resting: P_K:P_Na:P_Cl = 1:0.03:0.5, V_m = -69.9 mV. Peak: 1:15:0.5, V_m = +53.2 mV.", [V, X]),
    ("With P_K : P_Na = 1 : 0.03 the quotient is 9.2/150.42 and V = -72 mV.", [V]),
]  # fmt: skip
SILENT = [
    # measured, another state, a threshold; a ratio of concentrations; a range
    "With P_K:P_Na = 1:0.03 and P_Cl = 0.5 the electrode recorded -55.0 mV.",
    "P_K:P_Na:P_Cl = 1:0.03:0.5. The cell fires at -48.0 mV, and was held at -65.0 mV.",
    "P_K:P_Na:P_Cl = 1:0.03:0.5. With a concentration ratio of 12 the cell had V = -33.0 mV in our hands.",
    "P_K:P_Na = 1:0.03. The sodium permeability rises to 15 % of its peak, and the membrane reaches -52.0 mV.",
    "P_K:P_Na:P_Cl = 1:0.03:0.5. V_m = -62.0 mV is what we found in the cells.",
    "P_K:P_Na:P_Cl = 1:0.03:0.5. As the sodium permeability grows, V_m = -62.0 mV.",
    "P_K:P_Na:P_Cl = 1:0.03:0.5. If chloride is at equilibrium, V = -70.0 mV.",
    "P_K:P_Na:P_Cl = 1:0.03:0.5. Had we ignored chloride, students would have written -80.0 mV.",
]


def kinds(text: str) -> list[Kind]:
    return [v.kind for v in audit(CELL + text, name="a.md").verdicts if v.claim.rule == "NE104"]


@pytest.mark.parametrize(("text", "expected"), CHANGED)
def test_changed_permeabilities(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize("text", SILENT)
def test_other_voltages_are_not_called_wrong(text: str) -> None:
    assert X not in kinds(text)


def test_a_column_of_permeabilities_with_an_impermeant_ion() -> None:
    text = (
        "Alles bei 25 °C.\n\n| Ion | innen (mM) | außen (mM) | rel. Permeabilität in Ruhe |\n|---|---|---|---|\n| K+ | 150 | 5 | 1 |\n"
        "| Na+ | 14 | 140 | 0,03 |\n| Cl- | 9 | 115 | 0,5 |\n| Ca2+ | 0,0001 | 2 | ≈ 0 |\n\n"
        "Die Goldman-Gleichung liefert V_m = {} mV.\n"
    )
    found = {
        value: [v.kind for v in audit(text.format(value), name="a.md").verdicts if v.claim.rule == "NE104"]
        for value in ("-69,9", "-60,3")
    }
    assert found == {"-69,9": [V], "-60,3": [X]}


def test_the_sides_of_chloride_are_named_as_the_slip() -> None:
    text = CELL + "With P_K:P_Na:P_Cl = 1:15:0.5 at the peak, V_m = +45.7 mV."
    (found,) = [v for v in audit(text, name="a.md").verdicts if v.claim.rule == "NE104"]
    assert found.kind == X
    assert "chloride" in found.message


def test_the_logarithm_to_the_wrong_base_far_from_the_concentrations() -> None:
    text = (
        "# Cell\n\n"
        + CELL
        + "# Permeabilities\n\nP_K : P_Na = 1 : 0.03\n\n# Answers\n\nV_m (a) = -31.2 mV.\n"
    )
    (found,) = [v for v in audit(text, name="a.md").verdicts if v.claim.rule == "NE104"]
    assert found.kind == X


def test_a_table_of_permeabilities_with_a_row_for_each_state() -> None:
    text = CELL + (
        "| state | P_K | P_Na | P_Cl | V_m (mV) |\n|---|---|---|---|---|\n| rest | 1 | 0.03 | 0.5 | -69.9 |\n"
        "| peak | 1 | 15 | 0.5 | 41.6 |\n| poisoned | 1 | 0.3 | 0.5 | {} |\n"
    )
    assert kinds(text.replace(CELL, "").format("-36.3")) == [V, V, V]
    assert kinds(text.replace(CELL, "").format("-26.3")) == [V, V, X]
    measured = text.replace(CELL, "").replace("V_m (mV)", "measured V_m (mV)")
    assert X not in kinds(measured.format("-26.3"))
