"""Driving forces and currents whose potentials stand in a row that is named, or are said without words."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

Judged = list[tuple[str, bool]]
AGES = (
    "Every slice is held at V = −60 mV and $DF_{Cl} = V − E_{Cl}$ is the driving force.\n\n"
    "| day | E_Cl (mV) | E_Gly (mV) |\n|---|---|---|\n| D2 | −31.4 | −29.8 |\n| D9 | −52.7 | −48.3 |\n| D21 | −74.9 | −66.1 |\n\n"
)
CELLS = (
    "| Preparation | E_K (mV) | E_Na (mV) | V_rest (mV) |\n|---|---|---|---|\n"
    "| Lobster axon | −87.3 | +61.4 | −68 |\n| Toad sartorius | −103.2 | +66.8 | −94 |\n| Calf erythrocyte | −84.5 | +33.6 | −11 |\n\n"
)
ANSWERS = (
    "The cell rests at −80 mV.\n\n| Ion | E | V_m − E |\n|---|---|---|\n"
    "| K⁺ | −97,4 mV | +17,4 mV |\n| Na⁺ | +52,1 mV | −132,1 mV |\n| Ca²⁺ | +118,6 mV | {} mV |\n"
)


def _judged(text: str, rule: str) -> Judged:
    """The quotes of a rule's verdicts, and whether they agree."""
    (report,) = audit(text, name="a.md").documents
    assert report.document is not None
    return [
        (report.document.quote(v.claim.number.start, v.claim.number.unit_end), v.kind != Kind.INCONSISTENT)
        for v in report.verdicts
        if v.claim.rule == rule
    ]


FORCES = [
    # the row that is named last counts
    (AGES, "Driving force: at D2 it is −28.6 mV, at D9 −7.3 mV, at D21 +14.9 mV.",
     [("−28.6 mV", True), ("−7.3 mV", True), ("+14.9 mV", True)]),
    (AGES, "Driving force: at D2 it is −28.6 mV, at D9 +7.3 mV.", [("−28.6 mV", True), ("+7.3 mV", False)]),
    # a sum for a difference
    (CELLS, "In toad muscle V − E_K is +9.2 mV. For the lobster the driving force on sodium is −6.6 mV.",
     [("+9.2 mV", True), ("−6.6 mV", False)]),
    # both potentials of one row, never of two
    (CELLS, "The driving force on potassium is +16.5 mV in one of them.", []),
    (CELLS, "In the calf erythrocyte V − E_K is +73.5 mV.", [("+73.5 mV", True)]),
    # at a measured potential forces are computed; what is measured itself is no claim
    (CELLS, "The driving force on K⁺ that was measured in the toad was 23 mV.", []),
    (AGES, "At D9 a slow drift of +7.3 mV was seen.", []),
]  # fmt: skip


@pytest.mark.parametrize(("table", "said", "found"), FORCES)
def test_driving_forces_of_the_row_that_is_named(table: str, said: str, found: Judged) -> None:
    assert _judged(table + said, "NE107") == found


BARE = "Resting at −70 mV. E_K = −95.2 mV, E_Na = +58.4 mV. Question 2 asks for V − E.\n\nScript 4. "


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("2) Na −128.4, K +25.2.", [("−128.4", True), ("+25.2", True)]),
        ("2) Na -182.4, K +52.2.", []),
        ("Lanes K +25 and Na +58 of the gel.", []),
        ("Codes K 25.2, Na 128.4.", []),
    ],
)
def test_driving_forces_without_a_unit(said: str, found: Judged) -> None:
    assert _judged(BARE + said, "NE107") == found


@pytest.mark.parametrize(("calcium", "agrees"), [("−198,6", True), ("+38,6", False), ("+198,6", False)])
def test_a_column_shows_its_membrane_potential(calcium: str, agrees: bool) -> None:
    between = "\n\n## Solutions\n\nBei 0 mV und bei +20 mV fließt mehr.\n\n"
    head, table = ANSWERS.format(calcium).split("\n\n", 1)
    assert [said for _, said in _judged(head + between + table, "NE107")] == [True, True, agrees]


def test_a_column_that_no_membrane_potential_explains_is_not_judged() -> None:
    text = (
        "It sits at −55 mV, that one at −35 mV.\n\n# Key\n\n" + ANSWERS.format("−198,6").split("\n\n", 1)[1]
    )
    assert _judged(text, "NE107") == []


MEASURED = "An electrode reads −66 mV.\n\n| Ion | E (mV) |\n|---|---|\n| K | −81.3 |\n| Na | +54.7 |\n\n"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Die treibende Kraft auf Na⁺ beträgt beim gemessenen Ruhepotential −120.7 mV.", [("−120.7 mV", True)]),
        ("At the measured resting potential the driving force on K⁺ is +15.3 mV.", [("+15.3 mV", True)]),
        ("Der gemessene Wert der treibenden Kraft auf Na⁺ ist −120.7 mV.", []),
    ],
)  # fmt: skip
def test_forces_at_a_measured_potential(said: str, found: Judged) -> None:
    assert _judged(MEASURED + said, "NE107") == found


CURRENTS = [
    (AGES + "One synapse opens g = 3.5 nS.\n\n- D9: I = −41.0 pA,\n- D21: I = +21.4 pA.",
     [("−41.0 pA", True), ("+21.4 pA", True)]),
    ("V_m = −70 mV, E_K = −93.4 mV, g_K = 31 nS.\n\nI find 725.4 nA of K⁺ current.", [("725.4 nA", False)]),
    ("V_m = −70 mV, E_K = −93.4 mV, g_K = 31 nS.\n\nI find 725.4 pA of K⁺ current.", [("725.4 pA", True)]),
    ("zu 4. 15 pS · (20 + 91,2) mV ≈ 1,7 pA", [("1,7 pA", True)]),
    ("zu 5. 3,5 nS · 91,2 mV = 31,9 pA", [("31,9 pA", False)]),
    # the magnitude of a reversal potential is subtracted
    ("E_K = −91 mV. I_K = 4 nS × (−65 − 91) mV = −0.62 nA.", [("−0.62 nA", False)]),
    ("E_K = −91 mV. I_K = 4 nS × (−65 + 91) mV = 0.10 nA.", [("0.10 nA", True)]),
    ("E_Na = +55 mV. I_Na = 2 nS × (−65 − 55) mV = −0.24 nA.", [("−0.24 nA", True)]),
    ("E_Na = +55 mV. The amplifier clips at 725.4 nA.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), CURRENTS)
def test_currents(text: str, found: Judged) -> None:
    assert _judged(text, "NE108") == found
