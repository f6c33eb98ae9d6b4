"""A printed formula evaluated on the rows of the document's own table; sides behind each number."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

FORMULA = "At 37 °C the Nernst equation becomes E_ion = 61.5 mV × log10([ion]out/[ion]in).\n\n"
LEAD = "Insert the concentrations and you get the last column:\n\n"
HEADER = "| Ion | Inside (mM) | Outside (mM) | E (mV) |\n|---|---|---|---|\n"
CATIONS = "| K+ | 120 | 4 | ≈ −91 |\n| Na+ | 12 | 145 | ≈ +67 |\n"
OTHERS = "| Cl− | 5 | 110 | ≈ −83 |\n| Ca2+ | 0.0001 | 2 | ≈ +132 |\n"


def statements(text: str) -> list[Kind]:
    return [v.kind for v in audit(text, name="a.md", select=("NE141",)).verdicts]


def test_a_formula_without_valence_does_not_give_its_own_table():
    (verdict,) = audit(FORMULA + LEAD + HEADER + CATIONS + OTHERS, name="a.md", select=("NE141",)).verdicts
    assert verdict.kind == Kind.INCONSISTENT
    assert "2 of the 4 rows follow" in verdict.message
    assert "+82.6 mV for Cl (-83 in the table)" in verdict.message


@pytest.mark.parametrize(
    "text",
    [
        FORMULA + LEAD + HEADER + CATIONS + "| Li+ | 10 | 1 | ≈ −61.5 |\n",
        FORMULA + "Divide it by the valence z, and you get:\n\n" + HEADER + CATIONS + OTHERS,
        FORMULA + "The table lists measured values.\n\n" + HEADER + CATIONS + OTHERS,
        FORMULA.replace("61.5 mV", "61.5 mV/z") + LEAD + HEADER + CATIONS + OTHERS,
        FORMULA.replace("E_ion", "E_K") + LEAD + HEADER + CATIONS + OTHERS,
        FORMULA,
    ],
)
def test_a_formula_that_its_rows_follow_or_that_claims_no_rows_is_not_wrong(text):
    assert Kind.INCONSISTENT not in statements(text)


@pytest.mark.parametrize(
    "clause",
    [
        "K+ is concentrated inside (140 mM in, 5 mM out)",
        "Inside 140 mM K+, outside 5 mM",
        "Outside there is little K+ (5 mM out, 140 mM in)",
    ],
)
def test_a_number_with_its_own_side_behind_it_is_on_that_side(clause):
    (verdict,) = audit(f"{clause}, and at 37 °C E_K is −89.1 mV.", name="a.md").verdicts
    assert verdict.kind == Kind.VERIFIED
