"""Equilibrium potentials of tables whose temperatures or concentrations stand elsewhere; exchanged ions."""

from __future__ import annotations

import pytest

from nernstian.audit import audit


def _kinds(text: str, name: str = "a.md") -> list[str]:
    return [
        verdict.kind.value
        for verdict in audit(text + "\n", name=name).verdicts
        if verdict.claim.rule == "NE101"
    ]


BESIDE = """| Ion | Outside | Inside | Equilibrium potential |
|---|---|---|---|
| K+ | 4 mM | 120 mM | -91 mV |
| Na+ | 140 mM | 14 mM | {sodium} mV |
| Cl- | 120 mM | 9 mM | -69 mV |

The values are calculated at 37 °C. At 20 °C that of potassium would be -85.9 mV.
"""


def test_a_table_holds_at_the_temperature_its_values_are_said_to_be_computed_at() -> None:
    assert _kinds(BESIDE.format(sodium="+62"))[:3] == ["verified"] * 3


def test_a_wrong_cell_of_such_a_table_is_found() -> None:
    assert _kinds(BESIDE.format(sodium="-62"))[:3] == ["verified", "inconsistent", "verified"]


MODEL = """ki = 140    ko = 4      (mM)
nai = 12    nao = 145   (mM)
cai = 1e-4  cao = 1.8   (mM)

what nernst() answers with these

          celsius = 20     celsius = 35
k            -89.8            -94.4
na            62.9             66.2
ca           123.8            {calcium}
"""


def test_a_row_for_every_ion_and_a_column_for_every_temperature() -> None:
    assert _kinds(MODEL.format(calcium="130.1"), "notes.txt") == ["verified"] * 6


def test_a_doubled_cell_of_it_is_found() -> None:
    assert _kinds(MODEL.format(calcium="260.1"), "notes.txt") == ["verified"] * 5 + ["inconsistent"]


def test_a_constant_of_inhibition_is_no_concentration_inside() -> None:
    assert _kinds("ki = 3 nM for the blocker. At 20 °C [K+]o = 4 mM and [K+]i = 140 mM, E_K = -89.8 mV.") == [
        "verified"
    ]


GIVEN = "At 20 °C an axon has [K+]o = 12 mM, [K+]i = 380 mM, [Na+]o = 440 mM, [Na+]i = 60 mM. "
EXCHANGED = [
    "A quarter of the sodium is replaced by potassium. E_K becomes -26.7 mV.",
    "Replacing a quarter of the sodium with potassium, E_K becomes -26.7 mV.",
    "We then substituted potassium for a quarter of the sodium. E_K becomes -26.7 mV.",
    "Un cuarto del sodio se sustituye por potasio. E_K = -26.7 mV.",
    "Ein Viertel des Natriums wird durch Kalium ersetzt. E_K = -26.7 mV.",
    "Un quart du sodium est remplacé par du potassium. E_K = -26.7 mV.",
    "Un quarto del sodio viene sostituito con potassio. E_K = -26.7 mV.",
]


@pytest.mark.parametrize("text", EXCHANGED)
def test_an_ion_that_takes_the_place_of_another_has_changed(text: str) -> None:
    assert "inconsistent" not in _kinds(GIVEN + text)


def test_what_stood_before_the_exchange_is_still_judged() -> None:
    text = GIVEN + "E_K = -87.3 mV and E_Na = -50.4 mV. A quarter of the sodium is replaced by potassium."
    assert _kinds(text) == ["verified", "inconsistent"]


def test_an_exchange_for_another_substance_leaves_the_ion_named() -> None:
    assert _kinds(GIVEN + "Chloride was replaced by gluconate. E_K = -87.3 mV.") == ["verified"]


ACROSS = """At 18 °C. The cell sap was held to contain 90 mM potassium.

| [K+]out (mM) | 0.3 | 3 | 30 |
|---|---|---|---|
| measured (mV) | -120 | -82 | -28 |
| E_K (mV) | -143.1 | {middle} | -27.6 |
"""


def test_a_column_for_every_concentration() -> None:
    text = ACROSS.replace("The cell sap was held to contain", "The cytoplasm holds").format(middle="-85.3")
    assert _kinds(text) == ["verified"] * 3


def test_a_wrong_sibling_of_such_a_row_is_found_and_the_measured_row_left_alone() -> None:
    text = ACROSS.replace("The cell sap was held to contain", "The cytoplasm holds").format(middle="-58.3")
    assert _kinds(text) == ["verified", "inconsistent", "verified"]


def test_a_row_that_follows_no_law_stays_silent() -> None:
    text = ACROSS.replace("-143.1", "-110").replace("-27.6", "-20").format(middle="-70")
    assert "inconsistent" not in _kinds(text)


def test_a_space_groups_the_digits_of_a_logarithm() -> None:
    assert _kinds("E_Ca = 29 · log(14 000) = +120.2 mV") == ["verified"]


def test_an_interpreter_of_neuron_knows_the_order_of_its_arguments() -> None:
    text = "celsius = 37\n\n    >>> h.nernst(12, 150, 1)\n    67.50\n"
    assert _kinds(text, "notes.txt") in (["verified"], ["consistent"])
