"""Statements about equilibrium potentials and membranes that one ion can cross."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, X = Kind.VERIFIED, Kind.INCONSISTENT


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The equilibrium potential of an ion is the voltage at which there is no net flux of it.", [V]),
        ("At the equilibrium potential for potassium the net K+ flow is zero.", [V]),
        ("There is zero net current of an ion at its equilibrium potential.", [V]),
        ("The ionic current is zero if the voltage is equal to the equilibrium potential.", [V]),
        ("As many ions enter and leave the cell each second, so that there is no net current.", [V]),
        ("At the equilibrium potential there is not zero net flux of other ions.", []),
        ("Is there no net flux at the equilibrium potential?", [V]),
        ("There is no net current at rest.", []),
        ("Were the membrane permeable to K+ alone, its potential would be at E_K.", [V]),
        ("If the cell is permeable only to sodium, the membrane potential equals the equilibrium potential for sodium.", [V]),
        ("If the cell is permeable only to sodium, the membrane potential equals the equilibrium potential for K+.", [X]),
        ("Every sodium ion has 1 elementary charge.", [V]),
        ("Sodium enters. Every ion has one elementary charge.", [V]),
        ("Sodium and calcium enter. Every ion has one elementary charge.", []),
        ("Each calcium ion carries two charges, and each calcium ion carries one charge.", [V, X]),
        ("If the cell is permeable to sodium, the membrane potential is not at E_K.", []),
        ("It is only permeable to K+, but a leak keeps the membrane potential from E_Na.", []),
        ("Is a membrane permeable only to sodium, with a membrane potential equal to E_K, possible?", []),
    ],
)  # fmt: skip
def test_equilibria(text, kinds):
    assert [v.kind for v in audit(text, name="a.md", select=("NE149",)).verdicts] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The membrane is 4 nm thick. Its capacitance is 1 µF/cm2.", [Kind.CONDITIONAL]),
        ("The membrane is 4 nm thick. Its capacitance is 1 mF/cm2.", []),
        ("The membrane is 4 nm thick.", []),
        ("The glass is 4 nm thick. Its capacitance is 1 µF/cm2.", []),
    ],
)
def test_thickness_and_capacitance_need_a_permittivity(text, kinds):
    assert [v.kind for v in audit(text, name="a.md", select=("NE111",)).verdicts] == kinds
