"""Tables and lists whose numbers obey a law are read whatever their headers are called."""

# ruff: noqa: ISC004
# a text is read in one line
from __future__ import annotations

import pytest

from nernstian.audit import audit

# headers that no list of words holds: the numbers say which column is outside, inside, potential
FOUND: list[tuple[str, list[str]]] = [
    (
        "| Ion | Wanne | Zellsaft | Potential |\n|---|---|---|---|\n| Na⁺ | 65 | 12 | +42,7 mV |\n"
        "| K⁺ | 4,2 | 92 | −78,0 mV |\n| Cl⁻ | 78 | 11 | −49,5 mV |\n",
        ["conditional"] * 3,
    ),
    (
        "## Lobster, 15 °C\n\n| Nerve | Ion | A | B | x |\n|---|---|---|---|---|\n| walking leg | K | 12 | 280 | -78.2 |\n"
        "| | Na | 460 | 30 | 67.8 |\n| | Cl | 540 | 35 | -67.9 |\n",
        ["verified"] * 3,
    ),
    (  # a valence that was forgotten, a sign
        "| Ion | first | second | mV |\n|---|---|---|---|\n| Na⁺ | 65 | 12 | 42.7 |\n| K⁺ | 4.2 | 92 | -78.0 |\n"
        "| Cl⁻ | 78 | 11 | -49.5 |\n| Ca²⁺ | 7.5 | 0.0002 | 266.0 |\n| Mg²⁺ | 50 | 1.5 | -44.3 |\n",
        ["conditional"] * 3 + ["inconsistent"] * 2,
    ),
    (  # ions as columns
        "At 25 °C:\n\n| | K⁺ | Na⁺ | Cl⁻ |\n|---|---|---|---|\n| bain | 5 | 140 | 150 |\n| suc | 130 | 9 | 12 |\n"
        "| tension (mV) | −83,7 | +70,5 | −64,9 |\n",
        ["verified"] * 3,
    ),
    (  # two potentials, each from its own bath
        "| Ion | bath one | bath two | cell | E one | E two |\n|---|---|---|---|---|---|\n| K | 5 | 10 | 140 | −89.1 | −70.5 |\n"
        "| Na | 145 | 140 | 12 | +66.6 | +65.7 |\n| Cl | 109 | 112 | 8 | −69.8 | +70.5 |\n\n37 °C throughout.\n",
        ["verified"] * 5 + ["inconsistent"],
    ),
    (  # each preparation at its own temperature; empty cells inherit it
        "| Cell | Ion | bath | cell | E |\n|---|---|---|---|---|\n| frog, 18 °C | K | 2.5 | 120 | −97.1 |\n"
        "| | Na | 120 | 9.2 | +64.4 |\n| rat, 37 °C | K | 4.5 | 150 | −93.7 |\n| | Na | 145 | 12 | +66.6 |\n",
        ["verified"] * 4,
    ),
    (  # a list at two temperatures, from a table without words
        "celsius = 30\n\n   ion   first   second\n   k     130     4\n   na    12      145\n   cl    8       125\n\n"
        "ek = -90.94 mV   ena = 65.10 mV   ecl = -71.81 mV\ncelsius = 18\nek = -87.34 mV   ena = -62.52 mV   ecl = -68.97 mV\n",
        ["verified"] * 4 + ["inconsistent", "verified"],
    ),
    (  # the unit stands behind the list
        "Concentrations (mM), 37 °C:\n\n| | out | in |\n|---|---|---|\n| K | 4 | 150 |\n| Na | 145 | 12 |\n| Cl | 109 | 8 |\n\n"
        "EK −96.9   ENa +66.6   ECl −69.8 (mV)\n",
        ["verified"] * 3,
    ),
    (  # protons by their pH; of several temperatures that of the other values
        "RT/F is 25.3 mV at 20 °C and 26.7 mV at 37 °C.\n\n| ion | in | out (mM) |\n|---|---|---|\n| K | 140 | 4.5 |\n"
        "| Na | 10 | 140 |\n| Cl | 7 | 115 |\n| H | pH 7.0 | pH 7.4 |\n\nEK  -91.9 mV   ENa  +70.5 mV   ECl  -74.8 mV\nEH  +24.6 mV\n",
        ["verified"] * 2 + ["conditional"] * 3 + ["inconsistent"],
    ),
    (  # screening lengths with their units in the cells
        "In water at 25 °C:\n\n| sel | λ_D |\n|---|---|\n| 10 mM | 3.04 nm |\n| 100 mM | 0.96 nm |\n| 1 M | 0.96 nm |\n",
        ["consistent", "consistent", "inconsistent"],
    ),
    (
        "| | RT/F (mV) | 2.303 RT/F (mV) |\n|---|---|---|\n| 10 °C | 24.4 | 56.2 |\n| 20 °C | 25.3 | 58.2 |\n| 30 °C | 26.1 | 61.2 |\n",
        ["verified"] * 5 + ["inconsistent"],
    ),
    (
        "RT/F   25.3 mV (20 C)   26.7 mV (37 C)\nper decade   58.2 mV (20 C)   61.5 mV (37 C)\n",
        ["verified"] * 4,
    ),
    (  # driving forces below heads that name no voltage
        "E_K = −97 mV, E_Na = +66 mV, E_Cl = −72 mV; the cell rests at −75 mV and reaches +30 mV.\n\n"
        "| | calm | summit |\n|---|---|---|\n| K⁺ | +22 | +127 |\n| Na⁺ | −141 | +96 |\n| Cl⁻ | −3 | +102 |\n",
        ["verified"] * 3 + ["inconsistent", "verified", "verified"],
    ),
    (
        "| | before | after |\n|---|---|---|\n| E_Na | +65 mV | +52 mV |\n| driving force at −80 mV | −145 mV | −28 mV |\n",
        ["verified", "inconsistent"],
    ),
]


def _kinds(text: str) -> list[str]:
    (report,) = audit(text, name="a.md").documents
    return [verdict.kind.value for verdict in report.verdicts]


@pytest.mark.parametrize(("text", "kinds"), FOUND)
def test_numbers_say_what_columns_hold(text: str, kinds: list[str]) -> None:
    """A table or list is judged by the relation that most of its numbers obey."""
    assert _kinds(text) == kinds


# nothing in these may be called wrong
RIGHT = [
    # measured values
    "| Ion | Wanne | Zellsaft | gemessen (mV) |\n|---|---|---|---|\n| Na⁺ | 65 | 12 | +31 |\n| K⁺ | 4,2 | 92 | −70 |\n| Cl⁻ | 78 | 11 | −52 |\n",
    # one of three would be a chance
    "| Ion | p | q | r |\n|---|---|---|---|\n| Na⁺ | 65 | 12 | +42.7 |\n| K⁺ | 4.2 | 92 | −61 |\n| Cl⁻ | 78 | 11 | −33 |\n",
    # a column of another bath: only K was changed
    "At 37 °C.\n\n| Ion | bath | cell | before | after |\n|---|---|---|---|---|\n| K | 5 | 140 | −89.1 | −70.5 |\n"
    "| Na | 145 | 12 | +66.6 | +66.6 |\n| Cl | 109 | 8 | −69.8 | −69.8 |\n",
    # measured beside computed
    "| Ion | Outside (mM) | Inside (mM) | E measured (mV) | E Nernst (mV) |\n|---|---|---|---|---|\n| K | 5 | 140 | −82 | −89.1 |\n"
    "| Na | 145 | 12 | +52 | +66.6 |\n| Cl | 109 | 8 | −61 | −69.8 |\n\nAll at 37 °C.\n",
    # ion names as heads of their potentials and concentrations
    "At 20 °C:\n\n| | EK | ENa | ECl |\n|---|---|---|---|\n| A | 3 | 120 | 126 |\n| B | 90 | 10 | 12 |\n| C | −86 | +63 | −59 |\n",
    # a list of another edition
    "Of the first edition: K 4 mM outside, 140 mM inside at 37 °C.\n\n## Second edition\n\nWith the new concentrations:\n\nE_K  = -91.0 mV\nE_Na = +64.0 mV\nE_Cl = -88.7 mV\n",
    # a force that follows from a potential that the text corrects elsewhere
    "E_K = −97 mV, E_Na = +66 mV, E_Cl = +72 mV (no: −72 mV). The cell rests at −75 mV.\n\n"
    "| | at rest |\n|---|---|\n| K⁺ | +22 |\n| Na⁺ | −141 |\n| Cl⁻ | −3 |\n",
    # doses, counts and scores by ion
    "| Ion | daily (mmol) | lost (mmol) | score |\n|---|---|---|---|\n| K | 80 | 60 | 12 |\n| Na | 150 | 140 | 31 |\n| Cl | 150 | 130 | 27 |\n",
    # currents, not driving forces
    "E_K = −97 mV, E_Na = +66 mV; V = −75 mV.\n\n| | I (pA) | P |\n|---|---|---|\n| K⁺ | +220 | 1 |\n| Na⁺ | −141 | 0.05 |\n",
]


RIGHT += [
    # measured, though nothing says so: half of it is near the law, at no stated temperature
    "# Reversal potentials of a channel at 22 °C\n\n| bath K (mM) | E (mV) |\n|---|---|\n| 2 | −85 |\n| 5 | −76 |\n| 10 | −64 |\n"
    "| 20 | −48 |\n| 50 | −25 |\n| 100 | −8 |\n\nPipette K 140 mM.\n",
    # magnitudes
    "| Ion | left | right | E |\n|---|---|---|---|\n| K | 400 | 10 | 92.6 |\n| Na | 50 | 440 | 54.6 |\n| Cl | 50 | 540 | 59.7 |\n\nAt 18 °C.\n",
    # permeabilities and radii
    "| Ion | P/P_K | radius | E |\n|---|---|---|---|\n| K | 1 | 1.33 | −85 |\n| Na | 0.05 | 0.95 | +40 |\n| Li | 0.04 | 0.60 | +38 |\n",
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_tables_raise_no_alarm(text: str) -> None:
    """What most numbers of a table do not prove is never called wrong."""
    assert "inconsistent" not in _kinds(text)


# lines of an ion, two amounts and a potential, in any order of sides
LINES: list[tuple[str, list[str]]] = [
    (
        "Values for the exam (20 °C)\n\nK+:  5 mM / 120 mM    -80.3 mV\nNa+: 140 mM / 12 mM   +62.1 mV\nCl-: 130 mM / 9 mM    -67.5 mV\n"
        "Ca2+: 2 mM / 0.0002 mM  +58.2 mV\n",
        ["verified"] * 3 + ["inconsistent"],
    ),
    (
        "Neuron card (22 °C)\n\n* **K**: 138 | 4 → −90.1 mV\n* **Na**: 11 | 144 → +65.4 mV\n* **Cl**: 6 | 122 → −76.6 mV\n",
        ["verified"] * 3,
    ),
    (
        "card: myotube, T = 34 degC\n\nK_out     4.5\nK_in      142\nE_K       -91.4 mV\nNa_out    148\nNa_in     9\nE_Na      74.1 mV\n"
        "Cl_out    118\nCl_in     5\nE_Cl      83.7 mV\n",
        ["verified", "verified", "inconsistent"],
    ),
    (  # one column, and the other side in the text
        "Zellen mit 130 mmol/l Kalium, 22 °C.\n\n| Lösung | [K⁺] | E_K |\n|---|---|---|\n| 1 | 2,0 | −106,2 |\n| 2 | 4,0 | −88,5 |\n"
        "| 3 | 8,0 | −70,9 |\n| 4 | 16 | −35,3 |\n",
        ["verified"] * 3 + ["inconsistent"],
    ),
    (
        "Measured at 20 °C:\n\nK+:  5 mM / 120 mM    -71 mV\nNa+: 140 mM / 12 mM   +49 mV\nCl-: 130 mM / 9 mM    -67.5 mV\n",
        [],
    ),
    ("K+:  5 / 120    -60 mV\nNa+: 140 / 12   +40 mV\nCl-: 130 / 9    -52 mV\n", []),
]


@pytest.mark.parametrize(("text", "kinds"), LINES)
def test_lines_without_words(text: str, kinds: list[str]) -> None:
    assert _kinds(text) == kinds


ENERGIES = (
    "Uptake of K⁺ at 37 °C from 4 mM outside to 140 mM inside; the cell is at −80 mV.\n\n"
    "| term | kJ/mol |\n|---|---|\n| chemical | +9.17 |\n| electrical | {} |\n| sum | {} |\n"
)


@pytest.mark.parametrize(
    ("electrical", "total", "kinds"),
    [
        ("−7.72", "+1.45", ["verified"] * 3),
        ("−7.72", "+16.89", ["verified", "verified", "inconsistent"]),
        ("+7.72", "+1.45", ["verified", "inconsistent", "verified"]),
        ("−5.5", "+3.7", []),
    ],
)
def test_terms_of_a_free_energy(electrical: str, total: str, kinds: list[str]) -> None:
    assert _kinds(ENERGIES.format(electrical, total)) == kinds
