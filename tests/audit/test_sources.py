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


STATEMENTS = ("NE108", "NE141", "NE143", "NE145", "NE146", "NE147")


def test_all_four_are_audited_at_once_without_a_finding_among_their_numbers():
    report = audit(str(SOURCES), ignore=STATEMENTS)
    assert len(report.documents) == 4
    assert report.exit_code("inconsistent") == 0


@pytest.mark.parametrize("document", ["001", "003"])
def test_a_mean_weighted_with_permeabilities_is_called_wrong(document):
    found = [v for v in verdicts(document) if v.kind == Kind.INCONSISTENT and "no weighted mean" in v.message]
    assert len(found) == 2
    assert {v.claim.rule for v in found} == {"NE141"}


def messages(name: str, rule: str, kind: Kind) -> list[str]:
    return [v.message for v in verdicts(name) if v.claim.rule == rule and v.kind == kind]


@pytest.mark.parametrize(
    "repair",
    [
        "3.3×10^-9 m2, the area of a closed cylinder",
        "7.85×10^-12 L, the volume of a cylinder",
        "3.3×10^-9 A, the current",
        "6.24×10^18 1/C",
        "6.022×10^23 1/mol",
        "8.71×10^-6 mol/L",
    ],
)
def test_the_damaged_chain_has_one_repair(repair):
    assert any(f"must be {repair}" in message for message in messages("001", "NE142", Kind.UNREADABLE))


def test_what_survived_of_the_damaged_chain_agrees_with_its_repair():
    right = {
        v.claim.number.text for v in verdicts("001") if v.claim.rule == "NE142" and v.kind == Kind.VERIFIED
    }
    assert right == {"3.3", "4.12 × 10^7", "8.7"}


@pytest.mark.parametrize(
    ("document", "rule", "message"),
    [
        ("001", "NE143", "1 S is one coulomb per second per volt"),
        ("001", "NE143", "siemens is the unit of a conductance"),
        ("001", "NE143", "a voltage is energy per charge"),
        ("001", "NE108", "the two currents are equal and opposite"),
        ("001", "NE147", "0-638-30603-0: its check digit fails"),
        ("002", "NE143", "a number of ions is meant"),
        (
            "003",
            "NE141",
            "2 of the 4 rows follow; it gives +64.0 mV for Cl (-65 in the table), +250.9 mV for Ca",
        ),
        ("003", "NE146", "the pump adds -2.1 to -5.2 mV"),
    ],
)
def test_wrong_statements(document, rule, message):
    assert any(message in found for found in messages(document, rule, Kind.INCONSISTENT))


def test_orderings_are_verified():
    assert len(messages("003", "NE145", Kind.VERIFIED)) >= 6
    assert messages("003", "NE145", Kind.INCONSISTENT) == []


def test_the_resting_potential_lies_in_the_range_of_the_permeabilities():
    found = messages("003", "NE146", Kind.CONDITIONAL)
    assert any("-70 mV needs 27.7" in message for message in found)


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
