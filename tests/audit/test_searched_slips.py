"""Driving forces and currents whose digits a usual slip gives, and their near misses."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

CELL = "V_m = −72 mV.\n\n| ion | E (mV) |\n|---|---|\n| K⁺ | −88 |\n| Na⁺ | +61 |\n| Cl⁻ | −69 |\n\n"
LIST = CELL + "The force on each ion is V_m − E:\n\n- K⁺: +16 mV\n- Na⁺: −133 mV\n- Cl⁻: {}\n"
SYNAPSE = (
    "GABA reversed at −48 ± 4 mV in young cells and at −75 ± 2 mV in old ones. "
    "For V_rest = −66 mV, V − E_GABA is −18 mV in young and +9 mV in old cells; "
    "a conductance of 4 nS then carries −72 pA and {}, respectively."
)


def _judged(text: str, rule: str) -> list[tuple[str, bool]]:
    (report,) = audit(text, name="a.md").documents
    assert report.document is not None
    return [
        (report.document.quote(v.claim.number.start, v.claim.number.unit_end), v.kind != Kind.INCONSISTENT)
        for v in report.verdicts
        if v.claim.rule == rule
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LIST.format("−3 mV"), [("+16 mV", True), ("−133 mV", True), ("−3 mV", True)]),
        (LIST.format("−141 mV"), [("+16 mV", True), ("−133 mV", True), ("−141 mV", False)]),
        ("E_Na = +58.5 mV and V_m = −64.2 mV. The driving force on sodium, in this case: −5.7 mV.", [("−5.7 mV", False)]),
        ("E_Na = +58.5 mV and V_m = −64.2 mV. The driving force on sodium, in this case: −122.7 mV.", [("−122.7 mV", True)]),
        ("E_K is −88.4 mV, so at −50 mV potassium is pushed out with 38 mV.", [("38 mV", True)]),
        (SYNAPSE.format("+36 pA"), [("−18 mV", True), ("+9 mV", True)]),
    ],
)  # fmt: skip
def test_driving_forces(text: str, found: list[tuple[str, bool]]) -> None:
    assert _judged(text, "NE107") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SYNAPSE.format("+36 pA"), [("−72 pA", True), ("+36 pA", True)]),
        (SYNAPSE.format("−36 pA"), [("−72 pA", True), ("−36 pA", False)]),
        ("At −60 mV a 15 pS sodium channel with E_Na = +50 mV passes −0.15 pA.", [("−0.15 pA", False)]),
        ("At −60 mV a 15 pS sodium channel with E_Na = +50 mV passes −1.65 pA.", [("−1.65 pA", True)]),
        ("A 30 pS channel at a driving force of 90 mV passes 3 nA.", [("3 nA", False)]),
        # many channels, a measurement, another current
        ("A 30 pS channel at a driving force of 90 mV passes 2.7 pA, and 1000 channels together 2.7 nA.", [("2.7 pA", True)]),
        ("A 30 pS channel at a driving force of 90 mV; the current that was measured was 3 nA.", []),
        ("At −60 mV the 15 pS sodium channel has E_Na = +50 mV. The pump current is 0.4 pA.", []),
    ],
)  # fmt: skip
def test_currents(text: str, found: list[tuple[str, bool]]) -> None:
    assert _judged(text, "NE108") == found
