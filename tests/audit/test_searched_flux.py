"""Constant-field currents that a search over permeabilities, voltages and concentrations finds."""

from __future__ import annotations

from math import exp

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, X = Kind.VERIFIED, Kind.INCONSISTENT
HEAD = (
    "Checks of a constant-field (GHK) current routine at 22 °C, outward positive. Potassium is 130 mM inside and 6 mM "
    "outside, sodium 10 mM inside and 150 mM outside. P_K = 4×10⁻⁷ cm/s and P_Na = 2×10⁻⁸ cm/s.\n\n"
)
FARADAY, GAS, KELVIN = 96485.33212, 8.314462618, 295.15


def current(permeability: float, outside: float, inside: float, millivolts: float) -> float:
    """The current density in µA/cm2, of a permeability in cm/s and concentrations in mM."""
    u = 1e-3 * millivolts * FARADAY / (GAS * KELVIN)
    rest = inside - outside if u == 0.0 else u * (inside - outside * exp(-u)) / (1.0 - exp(-u))
    return permeability * 1e-2 * FARADAY * rest * 1e2


def potassium(millivolts: float) -> str:
    return f"{current(4e-7, 6.0, 130.0, millivolts):.2f}"


def sodium(millivolts: float) -> str:
    return f"{current(2e-8, 150.0, 10.0, millivolts):.3f}"


def kinds(text: str) -> list[tuple[str, Kind]]:
    return [
        (v.claim.number.text, v.kind) for v in audit(text, name="a.md").verdicts if v.claim.rule == "NE125"
    ]


def test_a_list_of_checks() -> None:
    rows = (
        f"- At −60 mV I_K = {potassium(-60)} µA/cm².\n- At the same voltage I_Na = {sodium(-60)} µA/cm².\n"
        f"- At 0 mV I_K = {potassium(0)} µA/cm².\n- At +30 mV I_K = {potassium(30)} µA/cm².\n"
    )
    values = (potassium(-60), sodium(-60), potassium(0), potassium(30))
    assert kinds(HEAD + rows) == [(value, V) for value in values]


def test_a_sign_beside_currents_that_follow() -> None:
    wrong = sodium(-60).replace("-", "+")
    rows = f"- At −60 mV I_K = {potassium(-60)} µA/cm².\n- At the same voltage I_Na = {wrong} µA/cm².\n"
    assert dict(kinds(HEAD + rows)) == {potassium(-60): V, wrong: X}


@pytest.mark.parametrize(
    "text",
    [
        "- At −60 mV we measured I_K = 0.41 µA/cm².\n",
        "- At −60 mV the leak carries 0.41 µA/cm².\n",
        "- At −60 mV I_K = 0.41 µA/cm² in the model of the other group.\n",
        "- Peak currents of 400 µA/cm² are common.\n",
    ],
)
def test_other_currents_are_not_blamed(text: str) -> None:
    first = f"- At 0 mV I_K = {potassium(0)} µA/cm².\n"
    assert X not in [kind for _, kind in kinds(HEAD + first + text)]
