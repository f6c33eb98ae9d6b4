"""Two equilibrium potentials and one relative permeability; values with their computation in a bracket."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, X, N = Kind.VERIFIED, Kind.CONSISTENT, Kind.INCONSISTENT, Kind.CONDITIONAL
CELL = "E_K is about −90 mV and E_Na about +70 mV. Sodium's permeability is 4 % of the K permeability. "


def judged(text: str) -> dict[str, Kind]:
    found = audit(text, name="a.md").verdicts
    return {v.claim.quantity: v.kind for v in found if v.claim.rule in ("NE107", "NE108", "NE109")}


@pytest.mark.parametrize(
    ("text", "quantity", "kind"),
    [
        ("So the resting potential is −84 mV.", "V_m", C),
        ("So the resting potential is −70 mV.", "V_m", None),  # the GHK voltage may be meant
        ("It lies off by 4 % of the 160 mV difference between E_K and E_Na.", "weight", C),
        ("It lies off by 4 % of the 160 mV difference between E_K and E_Na.", "difference", V),
        ("The 140 mV difference between E_K and E_Na is large.", "difference", None),
        ("At rest K carries 25 times more current than Na.", "statement", X),
        (
            "At rest K does not carry the more: it is wrong that K carries 25 times more current than Na.",
            "statement",
            None,
        ),
        ("During a spike K carries 25 times more current than Na.", "statement", None),
        ("K has 25 times more influence over the membrane potential.", "statement", N),
        ("K has 5 times more influence over the membrane potential.", "statement", None),
    ],
)
def test_one_relative_permeability(text, quantity, kind):
    assert judged(CELL + text).get(quantity) == kind


def test_two_values_of_a_potential_bind_nothing():
    text = CELL + "In another cell E_K is −75 mV. So the resting potential is −84 mV."
    assert "V_m" not in judged(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The driving force is 17 mV ((−73 mV) − (−90 mV) = 17 mV.", [V]),
        ("The driving force is 17 mV ((−73 mV) − (−90 mV) = 27 mV.", [X]),
        ("It is 5 × (3 mV + 4 mV = 35 mV.", []),
    ],
)
def test_a_computation_in_the_bracket_behind_a_value(text, kinds):
    assert [v.kind for v in audit(text, name="a.md").verdicts] == kinds
