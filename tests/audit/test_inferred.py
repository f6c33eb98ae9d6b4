"""Numbers that no name ties to a law, but that one law gives: they agree, and are hardly ever called wrong."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, A, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL, Kind.INCONSISTENT
# E_K = -95.0, E_Na = +66.6, E_Cl = -66.2 mV; with 1 : 0.04 : 0.45 the voltage is -69.7 mV, with 1 : 20 : 0.45 +50.9
CELL = (
    "At 37 °C the cell holds 140 mM K+, 12 mM Na+ and 10 mM Cl- inside. Outside there are 4 mM K+, 145 mM Na+ and "
    "119 mM Cl-.\n\n"
)


def kinds(text: str) -> list[Kind]:
    return [v.kind for v in audit(text, name="a.md").verdicts if v.claim.rule in ("NE101", "NE104", "NE107")]


NERNST = [
    ("With potassium channels alone it would settle at −95.0 mV.", [V]),
    ("If only sodium could pass, the inside would go to +66.6 mV.", [V]),
    ("For potassium theory predicts −95 mV.", [V]),
    # not the value of any law: silence
    ("With potassium channels alone it would settle at −85.0 mV.", []),
    # measured, imposed, or a distance
    ("The potassium electrode recorded −95.0 mV.", []),
    ("The clamp steps to −95.0 mV in high potassium.", []),
    ("Potassium leaves from −95.0 mV upwards.", []),
    # rounded to whole millivolts it needs a word and the ion
    ("The membrane sits at −95 mV.", []),
]


@pytest.mark.parametrize(("text", "expected"), NERNST)
def test_equilibrium_potentials_without_a_name(text: str, expected: list[Kind]) -> None:
    assert kinds(CELL + text) == expected


def test_a_value_without_any_word_is_consistent_at_best() -> None:
    (found,) = audit(CELL + "And −95.0 mV.", name="a.md").verdicts
    assert found.kind == C
    assert "does not name" in found.message


GHK = [
    ("With P_K : P_Na : P_Cl = 1 : 0.04 : 0.45 the equation gives −69.7 mV.", [V]),
    (
        "Let P_K : P_Na : P_Cl = 1 : 0.04 : 0.45. The neuron then rests at −69.7 mV, at the peak (1 : 20 : 0.45) at +50.9 mV.",
        [V, V],
    ),
    ("The Goldman equation with P_Na/P_K = 0.04 and no chloride gives −71.2 mV.", [V]),
    ("The Goldman equation with P_Na/P_K = 0.04 gives −60.8 mV.", [X]),
    ("P_Na is 4 % of P_K, so that without chloride we find −71.2 mV.", [V]),
    ("pK = 1, pNa = 0.04, pCl = 0: the membrane goes to −71.2 mV.", [V]),
    # another state, a measured value
    ("With P_K : P_Na : P_Cl = 1 : 0.04 : 0.45 the cell fires at −50 mV.", []),
    ("With P_Na/P_K = 0.04 the measured potential was −65 mV.", []),
]


@pytest.mark.parametrize(("text", "expected"), GHK)
def test_constant_field_voltages_without_a_name(text: str, expected: list[Kind]) -> None:
    assert kinds(CELL + text) == expected


SUMS = [
    ("At 37 °C V = 61.5 log((4 + 0.04*145)/(140 + 0.04*12)) = −71.2 mV.", [C]),
    ("At 37 °C V = 61.5 log((4 + 0.04*145)/(140 + 0.04*12)) = −61.2 mV.", [X]),
    ("At 37 °C V = 26.7 ln[(4 + 5.8)/(140 + 0.48)] = 26.7 ln(9.8/140.48) = −71.1 mV.", [V]),
]


@pytest.mark.parametrize(("text", "expected"), SUMS)
def test_sums_inside_a_logarithm(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


CHANGES = [
    ("At 37 °C, doubling the external potassium shifts E_K by 18.5 mV.", [V]),
    ("At 37 °C potassium outside may double. Its equilibrium potential then moves by 18.5 mV.", [V]),
    ("Bei 37 °C verschiebt eine Verdopplung des Kaliums E_K um 18,5 mV.", [V]),
    ("At 37 °C, if external potassium rises tenfold, the shift of E_K is 123 mV.", [X]),
    ("At 37 °C E_K is −95.0 mV before and −76.4 mV after, a shift of 18.6 mV.", [V]),
    ("At 37 °C there is 30 times as much K+ inside as outside. This ratio alone would give −90.9 mV.", [V]),
    ("At 20 °C 4 mM outside and 160 mM inside give −93.2 mV.", [C]),
    ("At 37 °C 129 mM chloride is outside. If it reverses at −72 mV the cell holds about 8.7 mM.", [V]),
    ("At 37 °C potassium rises from 3 to 10 mM. The change is worth 32.2 mV.", [V]),
    ("At 37 °C a fall of serum sodium from 140 to 131 mmol/L changes E_Na by only 1.8 mV.", [V]),
    # two concentrations of the ion: its sign tells which is outside
    ("At 37 °C the glial cell with 15 mM sodium against 150 mM has E_Na = +61.5 mV.", [C]),
    ("At 37 °C the glial cell with 15 mM sodium against 150 mM has E_Na = +64.5 mV.", []),
    # a doubling of something else
    ("At 37 °C the potassium conductance doubles and the cell moves by 3 mV.", []),
]


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_changes_ratios_and_solved_concentrations(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


RESTATED = [
    (
        "At 37 °C V = 61.5 log((4 + 0.04*145)/(140 + 0.04*12)) = −71.2 mV. So the answer is about −71 mV.",
        [C, C],
    ),
    ("At 37 °C V = 61.5 log((4 + 0.04*145)/(140 + 0.04*12)) = −71.2 mV. The answer is not −61 mV.", [C]),
]


@pytest.mark.parametrize(("text", "expected"), RESTATED)
def test_an_answer_said_again(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("That is 3.4 × 10^10 sodium ions, or 5.7 × 10^-14 mol.", [C]),
        ("That is 3.4 × 10^10 sodium ions, or 5.7 × 10^-11 mol.", [X]),
        ("Das sind 3,4 × 10^10 Natriumionen, also 5,6 × 10^-14 mol.", [V]),
        ("There are 3.4 × 10^10 ions in 5 mol of water.", []),
    ],
)
def test_a_number_of_ions_as_an_amount(text: str, expected: list[Kind]) -> None:
    found = audit(text, name="a.md").verdicts
    assert [v.kind for v in found if v.claim.rule == "NE140"] == expected


PUT_RIGHT = "At 37 °C K+ is 4.5 mM outside and 125 mM inside. A student had E_K = +88.8 mV; it should be {}."


@pytest.mark.parametrize(("value", "expected"), [("−88.8 mV", [V]), ("−78.8 mV", [])])
def test_a_value_put_right_may_agree(value: str, expected: list[Kind]) -> None:
    assert kinds(PUT_RIGHT.format(value)) == expected


TABLES = [
    # headers of two lines, a side that only its neighbour tells, lists under a name
    "At 36 °C:\n\n| Ion | Concentration (mM) |  | E (mV) |\n| Ion | stroma | cell | E (mV) |\n| Na+ | 146 | 14 | +62.5 |\n",
    "At 25 °C:\n\n| ion | lysosome (mM) | cytosol (mM) | E (mV) |\n|---|---|---|---|\n| Na+ | 20 | 12 | 13.1 |\n",
    "At 37 °C (mM): Na+ 145 out, 14 in.\n\nEquilibrium potentials: Na+ +62.5 mV\n",
    "At 37 °C the cell has Na 145/14, K 4/138 (out/in, all mM). Hence ENa = +62.5 mV.\n",
]


@pytest.mark.parametrize("text", TABLES)
def test_sides_that_stand_elsewhere(text: str) -> None:
    assert kinds(text) == [V]


def test_options_of_a_question_are_not_called_wrong() -> None:
    text = (
        "At 37 °C K+ is 4 mM outside and 140 mM inside. E_K is\nA. +95 mV\nB. −95 mV\nC. −41 mV\nD. −65 mV\n"
    )
    assert X not in kinds(text)
