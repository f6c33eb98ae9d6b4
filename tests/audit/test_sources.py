"""The four source documents, where they stand beside the checkout; their text is not part of the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"
pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source documents do not stand beside this checkout"
)


def verdicts(name: str):
    (path,) = SOURCES.glob(f"{name}_*.txt")
    (document,) = audit(str(path)).documents
    assert document.error is None
    return document.verdicts


def kinds(name: str, rule: str, text: str) -> list[Kind]:
    return [v.kind for v in verdicts(name) if v.claim.rule == rule and text in v.claim.number.text]


def test_all_four_are_audited_at_once_without_a_finding_among_their_numbers():
    report = audit(str(SOURCES), ignore=("NE141",))
    assert len(report.documents) == 4
    assert report.exit_code("inconsistent") == 0


@pytest.mark.parametrize("document", ["001", "003"])
def test_a_mean_weighted_with_permeabilities_is_called_wrong(document):
    (verdict,) = (v for v in verdicts(document) if v.kind == Kind.INCONSISTENT)
    assert verdict.claim.rule == "NE141"
    assert "no weighted mean" in verdict.message


def test_the_slope_at_body_temperature_is_verified_wherever_it_stands():
    assert kinds("003", "NE103", "61.5") == [Kind.VERIFIED] * 2


@pytest.mark.parametrize("value", ["-90", "+60", "-65", "+120"])
def test_the_rows_of_the_ion_table_are_consistent_at_best(value):
    assert set(kinds("003", "NE101", value)) == {Kind.CONSISTENT}


def test_calcium_is_near_the_edge_of_its_hedge():
    (verdict,) = (v for v in verdicts("003") if v.claim.quantity == "E_Ca")
    assert "125.5 mV at 37 °C; 120 holds at 23.4 °C" in verdict.message


def test_the_charge_per_area_is_right_in_both_places():
    assert kinds("003", "NE106", "10^-12") == [Kind.CONSISTENT] * 2


def test_an_unhedged_potential_without_temperature_is_conditional():
    found = [v for v in verdicts("002") if "92" in v.claim.number.text]
    assert {v.kind for v in found} == {Kind.CONDITIONAL}
    assert "40.7 °C" in found[0].message


def test_no_number_of_the_damaged_document_is_called_wrong():
    assert all(v.kind != Kind.INCONSISTENT for v in verdicts("001") if v.claim.settled is None)
