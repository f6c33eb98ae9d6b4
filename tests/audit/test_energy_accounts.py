"""Accounts of free energies: terms one a line, shares of a sum, cycles, ATP, and tables of forces on protons."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, K, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL, Kind.INCONSISTENT
RULES = ("NE120", "NE121", "NE122", "NE140")


def kinds(text: str, unit: str = "") -> list[Kind]:
    """The verdicts on energies and forces, in the order of the text."""
    found = audit(text, name="a.md").verdicts
    return [v.kind for v in found if v.claim.rule in RULES and (not unit or v.claim.unit.text == unit)]


CELL = """# The fibre, 37 °C

Membrane potential −60 mV.

| ion | outside (mM) | inside (mM) |
|---|---|---|
| Na⁺ | 145 | 12 |
| K⁺ | 4.5 | 140 |
| Ca²⁺ | 1.5 | 0.00012 |

"""
SODIUM = "## Sodium export\n\n- chemical term: {} kJ/mol\n- electrical term: {} kJ/mol\n- total: {} kJ/mol\n"
EXPEL = "To expel one calcium ion takes 24.3 kJ/mol against the concentration difference and "
# what the cell gives: Na out 6.426 + 5.789 = 12.215; K in 8.865 - 5.789 = 3.075; Ca out 24.33 + 11.58 = 35.90


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SODIUM.format("6.43", "5.79", "12.2"), [C, C, C]),
        (SODIUM.format("2.79", "5.79", "12.2"), [X, C, C]),  # a decimal logarithm
        (SODIUM.format("6.43", "57.9", "12.2"), [C, X, C]),  # a power of ten
        ("## Potassium import\n\n- per mole of K⁺: **3.08 kJ**\n- two of them: **6.15 kJ**\n", [C, C]),
        ("## Potassium import\n\n- per mole of K⁺: **14.7 kJ**\n", [X]),  # the voltage helps
        (EXPEL + "11.6 kJ/mol against the voltage, 35.9 kJ/mol in all.", [V, V, V]),
        (EXPEL + "5.79 kJ/mol against the voltage, 30.1 kJ/mol in all.", [V, X, X]),  # of a divalent ion
        ("Expelling one calcium ion costs 35.9 kJ/mol, that is 8.58 kcal/mol or 0.372 eV.", [V, V, V]),
        ("Expelling one calcium ion costs 35.9 kJ/mol, that is 85.8 kcal/mol.", [V, X]),
        ("Three Na⁺ in (−36.7 kJ/mol) pay for one Ca²⁺ out (+35.9 kJ/mol).", [C, V]),
        ("The PMCA brings two Ca²⁺ out of the cell at a cost of 72 kJ/mol.", [V]),
        ("The SERCA into the reticulum costs 30.1 kJ/mol for each Ca²⁺.", []),
        # of nothing that the cell gives, or not said to be
        ("The chemical term of sodium: 7.77 kJ/mol.", []),
        ("The hydration of one mole of K⁺ is worth 322 kJ.", []),
        ("A student wrote that the electrical term for calcium is 5.79 kJ/mol.", []),
        ("The activation energy of the sodium channel is 57.9 kJ/mol.", []),
    ],
)  # fmt: skip
def test_terms_of_a_path(text: str, expected: list[Kind]) -> None:
    assert kinds(CELL + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The exchanger takes 3 Na⁺ in for 1 Ca²⁺ out: the net is −0.74 kJ/mol.", [V]),
        ("One turn of the pump (3 Na⁺ + 2 K⁺) costs 42.8 kJ.", [V]),
        ("One turn of the pump (3 Na⁺ + 2 K⁺) costs 66.0 kJ.", [X]),  # the voltage against both
        ("One turn of the pump (3 Na⁺ + 2 K⁺) costs 55.5 kJ.", []),
        ("ATP gives 54 kJ/mol. One turn of the pump (3 Na⁺ + 2 K⁺) costs 42.8 kJ per mole, 79 % of it.", [V, V]),
        ("ATP gives 54 kJ/mol. One turn of the pump (3 Na⁺ + 2 K⁺) costs 42.8 kJ per mole, 42.8/54 = 97 %.", [V, X]),
        ("A turn of the sodium pump costs 42.8 kJ.", [V]),
        ("A turn of the sodium pump costs 32.8 kJ.", []),
        ("The pump moves 3 Na⁺ and 2 K⁺; the ATPase assay gave 66.0 kJ/mol.", []),
    ],
)  # fmt: skip
def test_turns_of_carriers(text: str, expected: list[Kind]) -> None:
    assert (
        kinds(CELL + "## Carriers\n\nThe pump and the exchanger, per mole of turns.\n\n" + text) == expected
    )


def test_a_list_of_ions_is_no_sum_of_terms() -> None:
    text = "- sodium: 12.2 kJ/mol\n- potassium: 3.08 kJ/mol\n- total of a cycle of five ions: 42.8 kJ/mol\n"
    assert X not in kinds("# Costs at 37 °C\n\n" + text)
    assert X not in kinds("Each sodium 12.2 kJ/mol and each potassium 3.1 kJ/mol, together 42.8 kJ/mol.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 37 °C. Sucrose: 4 mM outside to 60 mM inside takes an energy: 6.98 kJ/mol.", [V]),
        ("At 37 °C. The glucose leaves. 20 mM inside to 4 mM in the blood releases −4.15 kJ/mol.", [V]),
        ("At 37 °C. The glucose leaves. 20 mM inside to 4 mM in the blood releases −1.80 kJ/mol.", [X]),
        (
            "SERCA at 37 °C, 200 nM → 0.4 mM in the store, no voltage: 19.6 kJ/mol, two per ATP: 39.2 kJ.",
            [V, C],
        ),
        ("A cell at 37 °C took up calcium, 200 nM → 0.4 mM. The reaction releases 12.2 kJ/mol.", []),
        ("At 37 °C a hundredfold gradient costs 11.9 kJ/mol.", [V]),
        ("At 37 °C a hundredfold gradient costs 5.16 kJ/mol.", [X]),
        ("It lies 62 mV below, or 5.98 kJ/mol.", [V]),
        ("It lies 62 mV below, which is 62 mV, or 59.8 kJ/mol.", [X]),
        ("For Ca²⁺ 62 mV are worth 12.0 kJ/mol.", [V]),
        ("The spike of 100 mV is 5 ms long, the fuel 12 kJ/mol.", []),
    ],
)
def test_one_number_gives_an_energy(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 37 °C the gland keeps pH 7.1 in its cells, 1.4 in the duct: 33.8 kJ per mole of H⁺.", [V]),
        ("At 37 °C the gland keeps pH 7.1 in its cells, 1.4 in the duct: 14.7 kJ per mole of H⁺.", [X]),
        ("At 298 K the outside is 1.2 pH units more acid, the potential 0.08 V. ΔG = −7.72 − 6.85 = −14.6 kJ/mol.", [C, V, C]),
    ],
)  # fmt: skip
def test_energies_of_protons(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


TABLE = """# Forces at three places

| system | pH in | pH out | Δψ (mV) | ΔpH term (mV) | Δp (mV) |
|---|---|---|---|---|---|
| yeast, 30 °C | 6.8 | 4.5 | −110 | −138 | −248 |
| vesicles, 20 °C | 7.5 | 6.0 | −90 | −87 | −177 |
| archaea | 7.0 | 9.0 | −150 | {} | {} |

For yeast the total corresponds to {} kJ/mol.
"""


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("+118", "−32", "23.9"), [V, K, K, V]),
        (("−118", "−268", "23.9"), [V, X, X, V]),  # the inside is the more acid one
        (("+118", "−32", "2.39"), [V, K, K, X]),
    ],
)
def test_a_row_names_its_temperature(values: tuple[str, str, str], expected: list[Kind]) -> None:
    by_place = audit(TABLE.format(*values), name="a.md").verdicts
    found = [v.kind for v in sorted(by_place, key=lambda v: v.claim.number.start) if v.claim.rule in RULES]
    assert found == [V, V, V, V, *expected[1:]]


def test_a_column_with_the_other_sign_is_a_convention() -> None:
    turned = TABLE.replace("| −138 |", "| 138 |").replace("| −87 |", "| 87 |").format("−118", "−32", "23.9")
    assert X not in kinds(turned)


def test_the_body_has_the_temperature_that_the_text_states() -> None:
    text = "At 37 °C, Na⁺ 145 mM outside and 12 mM inside.\n\nAt body temperature E_Na = {} mV."
    assert [v.kind for v in audit(text.format("+66.6"), name="a.md").verdicts] == [V]
    assert [v.kind for v in audit(text.format("+76.6"), name="a.md").verdicts] == [X]


def test_directions_decide_signs() -> None:
    text = "At 37 °C and −75 mV, K⁺ 3.5 mM outside, 130 mM inside. {}: the electrical term is −7.24 kJ/mol."
    assert X not in kinds(text.format("Ein Mol K⁺ hinein"))
    assert X not in kinds(text.format("As for its transport"))


MUSCLE = "At 37 °C a fibre holds 4 mM ATP, 0.5 mM ADP and 3 mM phosphate; ΔG°′ = −30.5 kJ/mol. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MUSCLE + "There ΔG = −50.8 kJ/mol.", [V]),
        (MUSCLE + "There ATP yields 50.8 kJ/mol.", [V]),
        (MUSCLE + "There ΔG = −39.3 kJ/mol.", [X]),  # a decimal logarithm
        (MUSCLE + "There ΔG = −33.0 kJ/mol.", [X]),  # in mmol/L
        (MUSCLE + "There ΔG = −30.5 − 20.3 = −50.8 kJ/mol.", [V, V]),
        (MUSCLE + "In the test tube ΔG = −45.6 kJ/mol.", []),
        (MUSCLE.replace("0.5 mM ADP", "ADP") + "There ΔG = −39.3 kJ/mol.", []),
        (MUSCLE.replace("At 37 °C a", "A") + "There ΔG = −39.3 kJ/mol.", []),
    ],
)
def test_what_atp_gives(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


ROWS = """At 37 °C and −70 mV: [Na⁺] is 140 mM outside and 15 mM inside, [K⁺] 4 mM outside and 140 mM inside.

For K⁺ leaving the cell both terms matter.

| ion | chemical (kJ/mol) | electrical (kJ/mol) | total (kJ/mol) |
|---|---|---|---|
| Na⁺ in | −5.76 | {} | −12.5 |
| K⁺ out | −9.17 | 6.75 | {} |
"""


@pytest.mark.parametrize(
    ("values", "wrong"), [(("−6.75", "−2.41"), []), (("−67.5", "−2.41"), [1]), (("−6.75", "−15.9"), [5])]
)
def test_the_ion_of_a_row_is_not_that_of_the_text_above(values: tuple[str, str], wrong: list[int]) -> None:
    found = kinds(ROWS.format(*values))
    assert len(found) == 6
    assert [at for at, kind in enumerate(found) if kind == X] == wrong


PUMP = (
    "At 37 °C and −70 mV: [Na⁺] is 140 mM outside and 15 mM inside, [K⁺] 4 mM outside and 140 mM inside. "
    "The sodium pump (3 Na⁺ out, 2 K⁺ in) spends 42.4 kJ/mol in a turn. "
)


@pytest.mark.parametrize(
    "text",
    [
        "The synthesis of one molecule of ATP needs 52 kJ/mol.",
        "In the dark the cost of a Na⁺ ion falls to 11.0 kJ/mol when the cell depolarises to −55 mV.",
        "If the sodium inside doubled, getting Na⁺ out would cost 10.7 kJ/mol.",
        "Sodium could pay for a molecule of glucose at 25.0 kJ/mol.",
        "The enzyme's conformational change costs 14.3 kJ/mol.",
    ],
)
def test_other_costs_are_not_those_of_the_cell(text: str) -> None:
    assert kinds(PUMP + text)[0] in (V, C)
    assert X not in kinds(PUMP + text)


def test_what_a_difference_of_ph_is_worth_is_no_membrane_potential() -> None:
    text = "At 37 °C the matrix is at pH 7.8, the cytosol at pH 7.0; Δψ = −160 mV. ΔpH adds −49 mV, so Δp = {} mV."
    assert kinds(text.format("−209"))[-1] == V
    assert kinds(text.format("−111"))[-1] == X


def test_a_kilojoule_is_that_of_a_mole_and_what_is_pumped_is_no_turn() -> None:
    cell = (
        "At 37 °C: K⁺ 140 mM inside and 4.5 mM outside, Na⁺ 10 mM inside and 145 mM outside, V_m = −10 mV. "
    )
    one = "To pump one mole of sodium out takes {} kJ for the concentrations; the pump is slow."
    assert kinds(cell + one.format("6.90")) == [V]
    assert kinds(cell + one.format("2.99")) == [X]
    assert kinds(cell + "One turn of the sodium pump (3 Na⁺ out, 2 K⁺ in) costs 39.4 kJ.")[-1] in (V, C)
