"""Reversal potentials of channels that pass chloride and bicarbonate."""

from __future__ import annotations

from collections.abc import Callable
from math import log

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, X = Kind.VERIFIED, Kind.INCONSISTENT
BATH = "At 34 °C. Outside there are 130 mM Cl- and 26 mM HCO3-, inside 16 mM HCO3-. {ratio}\n\n"
RATIOS = [
    "P_HCO3/P_Cl = 0.2.",
    "P_HCO3 : P_Cl = 0.2 : 1.",
    "P_Cl : P_HCO3 = 1 : 0.2.",
    "Bicarbonate permeability is 20 % of that of chloride.".replace("Bic", "The bic"),
    "The HCO3-/Cl- permeability ratio is 0.2.",
]
TABLE = "| age | [Cl-]_i (mM) | E_GABA (mV) |\n|---|---|---|\n| P2 | 30 | -36.8 |\n| P9 | 18 | -48.9 |\n| P20 | 8 | {last} |\n"


def reversal(chloride: float, ratio: float = 0.2) -> float:
    return 8.314462618 * 307.15 / 96.48533212 * log((chloride + ratio * 16) / (130 + ratio * 26))


def kinds(text: str) -> list[Kind]:
    return [v.kind for v in audit(text, name="a.md").verdicts if v.claim.rule == "NE104"]


def test_the_numbers_of_these_tests() -> None:
    assert [round(reversal(c), 1) for c in (30, 18, 8)] == [-37.2, -49.0, -65.9]


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_column_of_reversal_potentials(ratio: str) -> None:
    table = TABLE.replace("-36.8", "-37.2").replace("-48.9", "-49.0")
    assert kinds(BATH.format(ratio=ratio) + table.format(last="-65.9")) == [V, V, V]
    assert kinds(BATH.format(ratio=ratio) + table.format(last="-76.1")) == [V, V, X]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With 18 mM Cl- inside E_GABA = -49.0 mV.", [V]),
        ("With 18 mM Cl- inside the reversal potential of the GABA receptor is -49.0 mV.", [V]),
        ("With 18 mM Cl- inside E_GABA = -59.1 mV.", [X]),
        ("With 18 mM Cl- inside we measured E_GABA = -59.1 mV.", []),
        ("With 18 mM Cl- inside E_GABA is known.", []),
    ],
)
def test_a_reversal_potential_in_a_sentence(text: str, expected: list[Kind]) -> None:
    assert kinds(BATH.format(ratio=RATIOS[0]) + text) == expected


def test_two_ratios_leave_it_open() -> None:
    both = "P_HCO3/P_Cl = 0.2 in one cell and P_HCO3/P_Cl = 0.4 in another."
    assert kinds(BATH.format(ratio=both) + "With 18 mM Cl- inside E_GABA = -59.1 mV.") == []


Judged = list[tuple[str, str, str]]
ONE_BATH = "At 34 °C the bath holds 125 mM Cl⁻ and 25 mM HCO₃⁻; inside are 15 mM HCO₃⁻. "
ONE_CELL = (
    "At 34 °C the bath holds 125 mM Cl⁻ and 25 mM HCO₃⁻; inside the cell are 9 mM Cl⁻ and 15 mM HCO₃⁻. "
)
ONE_RATIO = "$P_{HCO_3}/P_{Cl} = 0.25$."
ONE_TABLE = (
    "\n\n| cell | [Cl⁻]_i (mM) | E_GABA (mV) |\n|---|---|---|\n"
    "| A | 9 | −61.7 |\n| B | 14 | −53.0 |\n| C | 22 | {} |\n"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ONE_BATH + ONE_RATIO + ONE_TABLE.format("−43.1"), ["verified"] * 3),
        (ONE_BATH + ONE_RATIO + ONE_TABLE.format("−46.0"), ["verified", "verified", "inconsistent"]),
        # only one row follows: the column is measured
        (ONE_BATH + ONE_RATIO + ONE_TABLE.format("−40.1").replace("−53.0", "−49.0"), ["verified"]),
        (ONE_BATH + "Nothing is known of permeabilities." + ONE_TABLE.format("−43.1"), []),
        (ONE_CELL + ONE_RATIO + " Then E_GABA = −61.7 mV.", ["verified"]),
        (ONE_CELL + "P_Cl : P_HCO3 = 1 : 0.25, and E_Gly is −61.7 mV.", ["verified"]),
        (
            ONE_CELL + "The permeability to HCO₃⁻ is 25 % of that to chloride. E_GABA = −61.7 mV.",
            ["verified"],
        ),
        # everything that it follows from is stated in front of it, and no word says that it was measured
        (ONE_CELL + ONE_RATIO + " E_GABA = −58.0 mV.", ["inconsistent"]),
        (ONE_CELL + ONE_RATIO + " E_GABA was measured as −61.7 mV.", []),
        (ONE_CELL + ONE_RATIO + " E_GABA lies between −61.7 mV and −55 mV.", []),
    ],
)
def test_two_anions(text: str, found: list[str], judged: Callable[[str, tuple[str, ...]], Judged]) -> None:
    assert [verdict for _, _, verdict in judged(text, ("ghk_voltage",))] == found


def test_the_command_line_agrees(reruns: Callable[[str], int]) -> None:
    assert reruns(ONE_CELL + ONE_RATIO + " Then E_GABA = −61.7 mV.") >= 1
