"""A membrane halfway between two equilibrium potentials."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, N = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL
E = "E_K = -88 mV and E_Na = +60 mV. "


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (E + "If it conducts both ions equally, the cell rests halfway, at -14 mV.", V),
        (E + "With equal permeabilities the cell rests midway, at -14 mV.", C),
        (
            "E_Na and E_K were equal but of opposite signs here. With the same permeability to both the membrane rests halfway, at 0 mV.",
            N,
        ),
        (
            "The two potentials are equal but opposite and so are the conductances equal: halfway lies 0 mV.",
            V,
        ),
        # figurative, or of something else
        (E + "Halfway through the equal pulses the electrode read -30 mV.", None),
        ("The two bars are equal. Halfway up the ramp the command was -40 mV.", None),
    ],
)
def test_halfway(text: str, kind: Kind | None) -> None:
    found = [v.kind for v in audit(text, name="a.md").verdicts if v.claim.law == "chord_conductance_equation"]
    assert found == ([] if kind is None else [kind])
