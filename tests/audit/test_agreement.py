"""Numbers that no template of words binds: right ones are recognised by their digits, slips by theirs, the rest is left."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.INCONSISTENT


def judged(text: str) -> list[tuple[str, Kind]]:
    return [(v.claim.rule, v.kind) for v in audit(text, name="<test>").verdicts]


RIGHT = [
    # verbs for names: charges, capacitances, voltages
    ("A 4 mV step on a 33 pF cell moves 0.132 pC.", [("NE105", V)]),
    ("Ghosts of 120 µm² at 0.9 µF/cm² have 1.08 pF; to bring them to −70 mV they need 0.0756 pC.",
     [("NE105", V), ("NE105", V)]),
    ("At one microfarad per square centimetre 2080 µm² make 20.8 pF.", [("NE105", V)]),
    ("The current brings in 3.2 fC. With a capacitance of 40 fF this makes 80 mV.", [("NE105", V)]),
    ("The input resistance is 4 GΩ. A channel of 1.7 pA would depolarise the cell by 6.8 mV.", [("NE108", V)]),
    ("$0.8\\ \\mu\\mathrm{F/cm^2}\\times 0.1\\ \\mathrm{V}$ is $8\\times10^{-8}\\ \\mathrm{C/cm^2}$", [("NE105", V)]),
    # questions and their answers
    ("**4.** *Capacitance of 4200 µm² at 1 µF/cm²?*\n42 pF\n\n**5.** *Charge for 75 mV on it?*\n3.15 pC\n",
     [("NE105", V), ("NE105", V)]),
    ("**1.** *How fast does 30 pA charge 60 pF?*\n0.50 mV/ms\n", [("NE115", V)]),
    ("3. Charge on 45 pF at 60 mV: 2.70 pC\n4. In ions: 16.9 million\n", [("NE105", V), ("NE113", V)]),
    # what an earlier item states
    ("- A round cell has a radius of 9 µm.\n- Its surface is 1018 µm².\n- With 1 µF/cm² its capacitance is 10.2 pF.\n",
     [("NE112", V), ("NE105", V)]),
    # other languages
    ("Die Kapazität von 3 cm² bei 0,9 µF/cm² ist 2,7 µF. Für 80 mV braucht man 216 nC.", [("NE105", V), ("NE105", V)]),
    ("El axón tiene 0,157 µF de capacidad. Para 90 mV hacen falta 14,1 nC.", [("NE105", V)]),
    ("Bei einer Leitfähigkeit von 0,7 mS/cm² und einer treibenden Kraft von 112 mV fließen 78,4 µA/cm².", [("NE108", V)]),
    ("- 0.6 nS, E = 0 mV, V = −75 mV → −45 pA", [("NE108", V)]),
    ("Een bolvormig neuron heeft een middellijn van 16 µm. Het oppervlak is 804 µm².", [("NE112", V)]),
    # rates, shares, changes
    ("A current of 640 pA carries 4.0 × 10⁹ potassium ions per second.", [("NE113", V)]),
    ("It holds 2.6×10^11 potassium ions, and 5.2×10^6 ions leave: one part in 50,000.", [("NE114", V)]),
    ("The bouton has a volume of 0.41 fL. Calcium brings in 3 fC, which would raise its concentration by 37.9 µM.",
     [("NE114", V)]),
    ("1.5 fmol of it go into 25 pL, a rise by 60 µM.", [("NE114", V)]),
    # plates
    ("From 0.5 µF/cm² and a dielectric constant of 2.1 the thickness is d = 3.7 nm.", [("NE111", V), ("NE111", V)]),
    ("A plate capacitor of 2 cm² with a gap of 0.5 mm has 3.54 pF in air.", [("NE111", V)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RIGHT)
def test_a_number_that_one_law_reproduces_holds(text: str, expected: list[tuple[str, Kind]]) -> None:
    assert judged(text) == expected


SLIPS = [
    ("A 4 mV step on a 33 pF cell moves 1.32 pC.", "NE105"),
    ("3. Charge on 45 pF at 60 mV: 2.70 pC\n4. In ions: 1.69 million\n", "NE113"),
    ("A current of 730 pA carries 0.46 × 10⁹ potassium ions per second.", "NE113"),
    ("- A round cell has a radius of 9 µm.\n- Its surface is 1018 µm² and its volume 0.31 pL.\n", "NE112"),
    ("**1.** *Volume of a sphere with a diameter of 18 µm?*\n24.4 pL\n", "NE112"),
    ("A 3 pA current of calcium lasts 2 ms. The charge is 6 fC, which corresponds to 37449 divalent ions.", "NE113"),
    ("The influx adds 36 µM to some 12 mM, a change of about 0.03 %.", "NE114"),
    ("g = 0.3 of 36 mS/cm²: I_K = 0.3 × 36 × (0 − (−74)) = 79.9 µA/cm²", "NE108"),
    ("30 nS × (−60 − (−80)) mV = 60 pA", "NE108"),
    ("**11.** *Time constant of 130 MΩ and 80 pF?*\n1.04 ms\n", "NE116"),
    ("Q6. A patch of 14 pS is held 60 mV away from the reversal potential. Single-channel current?\n    Correct: B. 1.9 pA.\n",
     "NE108"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule"), SLIPS)
def test_a_number_whose_digits_a_slip_explains_is_wrong(text: str, rule: str) -> None:
    assert (rule, X) in judged(text)
    assert not {kind for found, kind in judged(text) if found == rule} & {V, C} or rule in ("NE112", "NE113")


LEFT = [
    # given, and no result
    "The cell had 22 pF and 150 MΩ and was held at −70 mV.",
    "A 25 pF cell was stepped by 20 mV; its gating charge was 12 fC.",
    # digits that fit only by chance of a long list
    "Cells had 12, 15 pF, 18 pF, 21 pF and 24 pF; steps of 10 mV, 20 mV and 30 mV gave charges of 0.7 pC.",
    # measured
    "A 4 mV step on a 33 pF cell moved a measured 1.32 pC.",
    # one digit that fits in another paragraph
    "The area is 100 µm².\n\nThe specific capacitance is 1 µF/cm².\n\nThe pipette has 1 pF.",
    # far off: another thing
    "The cell has 33 pF. A step of 4 mV moved 1.32 µC through the heater.",
    # an opposite sign
    "A cell with 20 pF at −70 mV has a charge of +1.4 pC.",
    # options
    "Which charge does 20 pF carry at 35 mV?\n\na) 7.0 pC\nb) 0.07 pC\n",
]  # fmt: skip


@pytest.mark.parametrize("text", LEFT)
def test_what_chance_or_another_thing_explains_is_left(text: str) -> None:
    assert all(kind != X for _, kind in judged(text))


def test_digits_in_the_crowd_are_no_agreement() -> None:
    text = (
        "Cells had 12 pF, 15 pF, 18 pF, 21 pF and 24 pF. Steps of 11 mV, 22 mV and 34 mV were tried. The charge "
        "is 0.26 pC."
    )
    assert judged(text) == []


def test_results_are_not_turned_back_into_their_inputs() -> None:
    text = "A conductance of 30 nS and a driving force of 118 mV give a current of 3.54 nA."
    assert judged(text) == [("NE108", V)]


CHORD = [
    (("V = (g_K E_K + g_Na E_Na)/(g_K + g_Na), so with g_K = 20 nS, E_K = −80 mV, g_Na = 5 nS and E_Na = +50 mV the "
     "cell rests at −54.0 mV."), [V]),
    (("Parallel conductances:\n\n    g_K = 20 nS   E_K = −80 mV\n    g_Na = 5 nS   E_Na = +50 mV\n    g_Cl = 10 nS  E_Cl = −65 mV\n\n"
     "It settles at V = (g_K E_K + g_Na E_Na + g_Cl E_Cl)/(g_K + g_Na + g_Cl) = −57.1 mV.\n\n"
     "With g_K = 0 and the other two, V = −26.7 mV."), [V, V]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), CHORD)
def test_chord_conductances_of_formulas_and_lists(text: str, kinds: list[Kind]) -> None:
    assert judged(text) == [("NE109", kind) for kind in kinds]


FORCES = [
    (("## One\n- K: 400 in / 20 out → −75.7 mV\n- Na: 50 in / 440 out → +54.9 mV\n\n## Two\n- V_rest −62 mV\n"
     "- driving force K: +13.7 mV\n- driving force Na: −7.1 mV\n"), [C, X]),
    (("E(K⁺) = −93,0 mV, E(Na⁺) = +58,0 mV. Das Ruhepotential beträgt −75 mV; die treibende Kraft auf Natrium ist −133 mV "
     "und die auf Kalium +18 mV."), [V, V]),
    ("E(Na⁺) = +58,0 mV. Il potenziale di riposo è −75 mV; la forza elettromotrice sul sodio è −17,0 mV.", [X]),
    ("E_K = −91 mV. The membrane sits at −84 mV, so that potassium is driven outward by only 7 mV.", [V]),
    ("**2.** Force électromotrice pour le potassium ? *Réponse :* −58 − (−80,3) = +22,3 mV.", [V]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), FORCES)
def test_driving_forces_of_lists_and_languages(text: str, kinds: list[Kind]) -> None:
    assert [kind for rule, kind in judged(text) if rule == "NE107"] == kinds


IONIC = (
    "    g_K  = 30 nS   E_K  = −80 mV\n    g_Na =  3 nS   E_Na = +50 mV\n    g_Cl = 11 nS   E_Cl = −60 mV\n\n"
    "The cell rests at V = −62.0 mV. "
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The sodium current is −336 pA, and chloride brings −22 pA.", [V, V]),
        ("The sodium current is −250 pA.", []),
        ("A measured sodium current was −336 pA.", []),
    ],
)
def test_the_ion_says_which_conductance_and_potential_make_its_current(text: str, kinds: list[Kind]) -> None:
    assert judged(IONIC + text) == [("NE108", kind) for kind in kinds]


def test_settings_with_the_unit_in_their_name_are_membrane_potentials() -> None:
    text = "# V_rest_mV = -61\n\n| ion | E_rev (mV) | driving force (mV) |\n|---|---|---|\n| K | -92 | 31 |\n| Na | 60 | -12 |\n"
    assert judged(text) == [("NE107", V), ("NE107", X)]


def test_a_slip_is_not_called_wrong_where_the_text_lost_characters() -> None:
    text = "A 4 mV step on a 33 pF cell moves 1.32 pC, and there are 6.022 × 1023 in a mole."
    assert all(kind != X for _, kind in judged(text))
