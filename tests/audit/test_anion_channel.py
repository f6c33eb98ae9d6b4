"""Reversal potentials of channels that two anions pass, in tables and sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Judged = list[tuple[str, str, str]]
BATH = "At 34 °C the bath holds 125 mM Cl⁻ and 25 mM HCO₃⁻; inside are 15 mM HCO₃⁻. "
CELL = "At 34 °C the bath holds 125 mM Cl⁻ and 25 mM HCO₃⁻; inside the cell are 9 mM Cl⁻ and 15 mM HCO₃⁻. "
RATIO = "$P_{HCO_3}/P_{Cl} = 0.25$."
TABLE = (
    "\n\n| cell | [Cl⁻]_i (mM) | E_GABA (mV) |\n|---|---|---|\n"
    "| A | 9 | −61.7 |\n| B | 14 | −53.0 |\n| C | 22 | {} |\n"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BATH + RATIO + TABLE.format("−43.1"), ["verified"] * 3),
        (BATH + RATIO + TABLE.format("−46.0"), ["verified", "verified", "inconsistent"]),
        # only one row follows: the column is measured
        (BATH + RATIO + TABLE.format("−40.1").replace("−53.0", "−49.0"), ["verified"]),
        (BATH + "Nothing is known of permeabilities." + TABLE.format("−43.1"), []),
        (CELL + RATIO + " Then E_GABA = −61.7 mV.", ["verified"]),
        (CELL + "P_Cl : P_HCO3 = 1 : 0.25, and E_Gly is −61.7 mV.", ["verified"]),
        (CELL + "The permeability to HCO₃⁻ is 25 % of that to chloride. E_GABA = −61.7 mV.", ["verified"]),
        # everything that it follows from is stated in front of it, and no word says that it was measured
        (CELL + RATIO + " E_GABA = −58.0 mV.", ["inconsistent"]),
        (CELL + RATIO + " E_GABA was measured as −61.7 mV.", []),
        (CELL + RATIO + " E_GABA lies between −61.7 mV and −55 mV.", []),
    ],
)
def test_two_anions(text: str, found: list[str], judged: Callable[[str, tuple[str, ...]], Judged]) -> None:
    assert [verdict for _, _, verdict in judged(text, ("ghk_voltage",))] == found


def test_the_command_line_agrees(reruns: Callable[[str], int]) -> None:
    assert reruns(CELL + RATIO + " Then E_GABA = −61.7 mV.") >= 1
