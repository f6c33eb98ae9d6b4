"""Driving forces, currents and chord potentials whose values stand anywhere in a document."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

W = Kind.INCONSISTENT
CELL = "A neurone rests at −65 mV.\n\n| ion | E (mV) |\n|---|---|\n| K⁺ | −91.4 |\n| Na⁺ | +63.2 |\n| Cl⁻ | −72.8 |\n\n"


def _judged(text: str, rule: str, name: str = "a.md") -> list[tuple[str, bool]]:
    """The quotes of a rule's verdicts, and whether they agree."""
    (report,) = audit(text, name=name).documents
    assert report.document is not None
    return [
        (report.document.quote(v.claim.number.start, v.claim.number.unit_end), v.kind != W)
        for v in report.verdicts
        if v.claim.rule == rule
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Driving forces: K⁺ +26.4 mV (outward), Na⁺ −128.2 mV (inward).", [("+26.4 mV", True), ("−128.2 mV", True)]),
        ("V − E_Cl is only +7.8 mV.", [("+7.8 mV", True)]),
        ("V − E_K is +62.4 mV.", [("+62.4 mV", False)]),
        ("The driving force on sodium is −128.2 mV, the one on potassium +26.4 mV.", [("−128.2 mV", True), ("+26.4 mV", True)]),
        ("Treibende Kraft auf K⁺: +26.4 mV.", [("+26.4 mV", True)]),
        ("Give the driving forces. Sodium −128.2 mV, potassium −26.4 mV.", [("−128.2 mV", True), ("−26.4 mV", False)]),
        ("Fuerza impulsora: Na⁺ −1.8 mV.", [("−1.8 mV", False)]),
        # no words for a force, a measurement, another quantity: nothing is said
        ("The spike overshoots by 26.4 mV.", []),
        ("The driving force on K⁺ that was measured was 31 mV.", []),
        ("Threshold is −52 mV.", []),
    ],
)  # fmt: skip
def test_driving_forces_of_a_table_above(said: str, found: list[tuple[str, bool]]) -> None:
    assert _judged(CELL + said, "NE107") == found


CONDUCTANCES = "At rest g_K = 14 nS, g_Na = 0.9 nS and g_Cl = 5 nS.\n\n"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("I_K = 370 pA.", [("370 pA", True)]),
        ("I_Na = −115 pA.", [("−115 pA", True)]),
        ("I_Na = −1154 pA.", [("−1154 pA", False)]),
        ("A measured chloride current was 39 pA.", []),
        ("The amplifier clips at 200 pA.", []),
    ],
)
def test_currents_of_conductances_and_potentials(said: str, found: list[tuple[str, bool]]) -> None:
    assert _judged(CELL + CONDUCTANCES + said, "NE108") == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("With these three the membrane settles at −79.7 mV.", [("−79.7 mV", True)]),
        ("Without chloride it would settle at −82.1 mV.", [("−82.1 mV", True)]),
        ("A voltage step to −20.3 mV follows.", []),
    ],
)
def test_means_weighted_with_conductances(said: str, found: list[tuple[str, bool]]) -> None:
    assert _judged(CELL + CONDUCTANCES + said, "NE109") == found


@pytest.mark.parametrize(
    ("text", "rule", "agrees"),
    [
        ("I = 3 nS × (−40 mV) = −120 pA", "NE108", True),
        ("I = 3 nS × (−40 mV) = +120 pA", "NE108", False),
        ("V = (6 × (−80) + 2 × (+50)) / 8 = −47.5 mV", "NE107", True),
        ("V = (6 × (−80) + 2 × (+50)) / 8 = −74.5 mV", "NE107", False),
        ("I = 3 × (−70 − 50) = −0.36 nA", "NE108", True),
    ],
)
def test_printed_products_and_means(text: str, rule: str, agrees: bool) -> None:
    assert [agreed for _, agreed in _judged(f"In the cell {text}.", rule)] == [agrees]


@pytest.mark.parametrize(
    "text",
    [
        "At 37 °C. For rough work use RT/F = 25 mV.",
        "1. At 37 °C K⁺ is 4 mM outside and 140 mM inside.\n2. Another cell: E_K = −75.0 mV.\n",
    ],
)
def test_what_is_rough_or_of_another_exercise_is_not_called_wrong(text: str) -> None:
    assert not [quote for rule in ("NE101", "NE102") for quote, agrees in _judged(text, rule) if not agrees]


def test_a_term_that_may_lack_a_charge_is_not_verified() -> None:
    text = "What does it cost to export Ca²⁺ at −60 mV?\n\nElectrical part 96.5 × 0.060 = 5.8 kJ/mol.\n"
    (verdict,) = [v for v in audit(text, name="a.md").verdicts if v.claim.rule == "NE120"]
    assert verdict.kind == Kind.CONSISTENT
