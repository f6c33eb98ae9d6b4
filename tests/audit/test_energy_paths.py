"""Free energies whose path is stated elsewhere: in the question, for several ions, in a table, in other languages."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind, Verdict

V, C, A, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL, Kind.INCONSISTENT
# 25 degC, V = -60 mV, Na+ 150/12 mM: out of the cell 6.261 + 5.789 = 12.050 kJ/mol
ASKED = "A fibre at 25 °C rests at −60 mV. Sodium: 150 mM outside, 12 mM inside. What does it cost to carry {} out?\n\n"


def verdicts(text: str) -> list[Verdict]:
    return [v for v in audit(text, name="a.md").verdicts if v.claim.rule == "NE120"]


@pytest.mark.parametrize(
    ("asked", "answer", "kinds"),
    [
        ("one Na+", "The total is +12.05 kJ/mol.", [V]),
        ("one Na+", "It costs 12.05 kJ/mol.", [V]),
        ("one Na+", "The chemical term is 6.26 kJ/mol, the electrical one 5.79 kJ/mol.", [V, V]),
        ("three Na+", "In all 36.15 kJ/mol are needed.", [V]),
        ("three Na+", "Per ion the cost is 12.05 kJ/mol, and for three ions 36.15 kJ/mol.", [V, V]),
        ("three Na+", "The cost per ion is 0.47 kJ/mol.", [X]),
        ("three Na+", "Answer key: +1.4 kJ/mol", [X]),
        ("one Na+", "ΔG = 6.26 − 5.79 = +0.47 kJ/mol", [X]),
        ("one Na+", "ΔG = 6.26 + 5.79 = +12.05 kJ/mol", [V]),
        ("one Na+", "The electrical part for leaving the cell is −5.79 kJ/mol.", [X]),
        ("one Na+", "The work is 12.05 J/mol.", [X]),
        # a number that no word names may agree, but is not called wrong
        ("one Na+", "Then 4.2 kJ/mol.", []),
        ("one Na+", "The pump has 50 kJ/mol from ATP.", []),
        ("one Na+", "A student found 0.47 kJ/mol.", []),
    ],
)
def test_the_question_states_the_path(asked: str, answer: str, kinds: list[Kind]) -> None:
    assert [v.kind for v in verdicts(ASKED.format(asked) + answer)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        ASKED.format("one Na+") + "But Na+ also enters the cell. The total is 3 kJ/mol.",  # two directions
        ASKED.format("one Na+").replace("What", "At 20 mV it stops. What")
        + "The total is 3 kJ/mol.",  # two potentials
        ASKED.format("one Na+").replace("rests at −60 mV", "has ΔΨ = −60 mV") + "The total is 0.47 kJ/mol.",
        ASKED.format("one Na+") + "With K+ the total is 3 kJ/mol.",
        "Na+ is 150 mM outside and 12 mM inside at −60 mV and 25 °C. ΔG for Na+ is 3 kJ/mol.",  # no direction
    ],
)
def test_what_is_not_clear_is_not_judged(text: str) -> None:
    assert [v.kind for v in verdicts(text)] == []


def test_a_slip_in_the_electrical_term_is_named() -> None:
    (wrong,) = verdicts(ASKED.format("three Na+") + "The cost per ion is 0.47 kJ/mol.")
    assert "the electrical term has the wrong sign" in wrong.message
    (short,) = verdicts(ASKED.format("one Na+") + "The total is 6.26 kJ/mol.")
    assert short.kind == X
    assert "left out" in short.message


def test_several_ions_are_counted_in_the_message() -> None:
    (wrong,) = verdicts(ASKED.format("three Na+") + "In all three ions need 12.05 kJ/mol.")
    assert wrong.kind == X
    assert wrong.computed == pytest.approx(36.15, abs=0.01)
    assert "3 times" in wrong.message


TABLE = """\
At 310 K sodium is 50 mM inside and 440 mM outside. (a) E_Na? (b) At a membrane potential of −50 mV, what does it
cost to take one mole out?

| try | (a) | (b) |
|---|---|---|
| 1 | 58.1 mV | 10.43 kJ/mol |
| 2 | 25.2 mV | 0.78 kJ/mol |
"""


def test_the_columns_of_a_table_answer_the_parts_of_a_question() -> None:
    assert [v.kind for v in verdicts(TABLE)] == [V, X]


TERMS = """\
At 25 °C and −60 mV, Na+ (150 mM outside, 12 mM inside) is pumped out of the cell.

| term | kJ/mol |
|---|---|
| chemical part | 6.26 |
| electrical part | 5.79 |
| total | {} |
"""


@pytest.mark.parametrize(("total", "kinds"), [("12.05", [V, V, V]), ("15.05", [V, V, X])])
def test_a_table_of_terms(total: str, kinds: list[Kind]) -> None:
    assert [v.kind for v in verdicts(TERMS.format(total))] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Bei 25 °C und −60 mV: Na+ 150 mM außen, 12 mM innen. Na+ aus der Zelle zu pumpen kostet 12,05 kJ/mol.",
        "À 25 °C et −60 mV : Na+ 150 mM dehors, 12 mM dedans. La sortie de Na+ coûte 12,05 kJ/mol.",
        "A 25 °C y −60 mV: Na+ 150 mM fuera, 12 mM dentro. Mover Na+ hacia fuera cuesta 12,05 kJ/mol.",
        "Bij 25 °C en −60 mV: Na+ 150 mM buiten, 12 mM binnen. Na+ naar buiten brengen kost 12,05 kJ/mol.",
    ],
)
def test_other_languages(text: str) -> None:
    assert [v.kind for v in verdicts(text)] == [V]


def test_terms_that_are_added_in_words() -> None:
    text = "The parts are 5845 J/mol and 6754 J/mol, together {} kJ/mol."
    assert [v.kind for v in verdicts(text.format("+12.6"))] == [C]
    assert [v.kind for v in verdicts(text.format("+13.6"))] == [X]


def test_digits_grouped_by_a_space() -> None:
    (held,) = verdicts("The electrical term is 2 × 96485 × 0.060 = 11 578 J/mol.")
    assert held.kind == V
    assert held.claim.number.value == 11578.0
