"""Terms and totals of free energies that stand by themselves: found right, found wrong, and silent."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

HEAD = "At 37 °C, with V_m = −80 mV.\n\n| ion | out (mM) | in (mM) |\n|---|---|---|\n"
CELL = HEAD + "| Na⁺ | 140 | 10 |\n| Ca²⁺ | 1.2 | 0.0001 |\n| Cl⁻ | 120 | 8 |\n\n"


def _energies(text: str) -> list[tuple[str, bool]]:
    (report,) = audit(text, name="a.md").documents
    assert report.document is not None
    return [
        (report.document.quote(v.claim.number.start, v.claim.number.unit_end), v.kind != Kind.INCONSISTENT)
        for v in report.verdicts
        if v.claim.rule == "NE120"
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Travail pour sortir une mole de Na⁺ : partie chimique +6,8 kJ/mol, partie électrique +7,7 kJ/mol, total +14,5 kJ/mol.", [("+6,8 kJ/mol", True), ("+7,7 kJ/mol", True), ("+14,5 kJ/mol", True)]),
        ("Sacar un mol de Na⁺ cuesta 6,8 + 7,7 = 14,5 kJ.", [("6,8", True), ("7,7", True), ("14,5 kJ", True)]),
        ("Calcium, out: the chemical term is 24.2 kJ/mol; the electrical term is 15.4 kJ/mol; altogether 39.7 kJ/mol.", [("24.2 kJ/mol", True), ("15.4 kJ/mol", True), ("39.7 kJ/mol", True)]),
        # the valence left out of one term, and of the total; the terms subtracted
        ("Calcium, out: the chemical term is 24.2 kJ/mol; the electrical term is 7.7 kJ/mol; altogether 31.9 kJ/mol.", [("24.2 kJ/mol", True), ("7.7 kJ/mol", False), ("31.9 kJ/mol", False)]),
        ("Pour sortir une mole de Na⁺ : partie chimique +6,8 kJ/mol, partie électrique +7,7 kJ/mol, total 0,84 kJ/mol.", [("+6,8 kJ/mol", True), ("+7,7 kJ/mol", True), ("0,84 kJ/mol", False)]),
        # per charge, of another thing, measured
        ("For calcium the electrical work is 7.7 kJ/mol per charge.", []),
        ("For calcium: one charge alone makes an electrical term of 7.7 kJ/mol.", []),
        ("The pump was measured to spend 31.9 kJ/mol.", []),
        ("For calcium, ATP gives 50 kJ/mol.", []),
    ],
)  # fmt: skip
def test_terms_and_totals(said: str, found: list[tuple[str, bool]]) -> None:
    assert _energies(CELL + said) == found
