"""Printed logarithms whose sentence is about one ion of another valence."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, X = Kind.VERIFIED, Kind.INCONSISTENT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For magnesium we find 61.5 log(1.5/0.6) = 24.5 mV.", [X]),
        ("Calcium: 58 log(1.8/0.0002) = 229 mV", [X]),
        ("For calcium we find 61.5 log(2/0.0002) = 246 mV, and half of it is 123 mV.", []),
        ("For calcium, without its valence: 61.5 log(2/0.0002) = 246 mV.", []),
        ("For calcium we find 30.75 log(2/0.0002) = 123 mV.", [V]),
        ("The chloride potential is 61.5 log(120/6) = 80.0 mV.", []),
        ("The chloride potential is 61.5 log(6/120) = -80.0 mV.", [V]),
        ("The chloride potential is -61.5 log(120/6) = -80.0 mV.", [V]),
        ("Potassium gives 61.5 log(6/120) = -80.0 mV.", [V]),
    ],
)
def test_the_ion_of_the_sentence_counts(text: str, expected: list[Kind]) -> None:
    assert [v.kind for v in audit(text, name="a.md").verdicts if v.claim.law == "nernst"] == expected
