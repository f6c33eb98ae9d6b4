"""A value that the text says it has given before, and a ratio beside its two concentrations."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.INCONSISTENT


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("E_K = −89 mV. With the E_K of −89 mV found above the force is small.", [V]),
        ("E_K = −89 mV. With the E_K of −93 mV found above the force is small.", [X]),
        ("E_K = −89.1 mV. With the E_K of −89 mV found above the force is small.", [V]),
        (
            "The resting potential is −73 mV. At our earlier calculated resting potential of −73 mV it is small.",
            [V],
        ),
        (
            "The resting potential is −73 mV. At our earlier calculated resting potential of −65 mV it is small.",
            [X],
        ),
        ("The equilibrium potential for sodium is +60 mV. Recall that E_Na is +60 mV.", [V]),
        ("The equilibrium potential for sodium is +60 mV. Recall that E_Na is +55 mV.", [X]),
        # several cells, other temperatures, other ions: nothing is repeated
        ("E_K = −89 mV. In another cell E_K is −93 mV.", []),
        ("E_K = −89 mV here and E_K = −80 mV there. Recall that E_K is −93 mV.", []),
        ("E_Na = +60 mV. Recall that E_K is −93 mV.", []),
        ("E_K is about −89 mV. Recall that E_K is −93 mV.", []),
        ("Recall that E_K is −93 mV.", []),
    ],
)
def test_a_repeated_potential(text, kinds):
    assert [v.kind for v in audit(text, name="a.md", select=("NE148",)).verdicts] == kinds


CELL = "K+ is 120 mM inside and 4 mM outside. "


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (CELL + "The ratio of K+ in and outside is 120:4.", [V]),
        (CELL + "The ratio of K+ in and outside is 30:1.", [V]),
        (CELL + "The ratio of K+ out to in is 1:30.", [V]),
        (CELL + "The ratio of K+ in and outside is 40:1.", []),
        ("The ratio of K+ in and outside is 40:1.", []),
        (CELL + "The ratio of men to women was 30:1.", []),
    ],
)
def test_a_ratio_beside_its_concentrations(text, kinds):
    found = [v.kind for v in audit(text, name="a.md", select=("NE148",)).verdicts]
    assert [V if kind == C else kind for kind in found] == kinds
