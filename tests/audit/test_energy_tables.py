"""Tables of what transport costs, with a movement a row."""

from __future__ import annotations

import pytest

from nernstian.audit import audit

V, C, A, X = "verified", "consistent", "conditional", "inconsistent"


def cells(text: str) -> list[tuple[str, str]]:
    found = [v for v in audit(text, name="a.md").verdicts if v.claim.law == "transport_free_energy"]
    return [(v.claim.number.text, v.kind.value) for v in sorted(found, key=lambda v: v.claim.number.start)]


RATIOS = """Work against the gradients at 310 K; the membrane potential is -75 mV.

| path | ratio (to/from) | chemical (kJ/mol) | electrical (kJ/mol) | total (kJ/mol) |
|---|---|---|---|---|
| Na+ efflux | 11 | 6.18 | 7.24 | {total} |
| K+ uptake | 28 | 8.59 | -7.24 | 1.35 |
| Mg2+ export | 2 | 1.79 | {electrical} | 16.26 |
| sucrose uptake | 20 | 7.72 | 0 | 7.72 |
"""


@pytest.mark.parametrize(
    ("total", "electrical", "wrong"),
    [
        ("13.42", "14.47", []),
        ("1.06", "14.47", ["1.06"]),
        ("13.42", "7.24", ["7.24"]),
        ("13.42", "-14.47", ["-14.47"]),
    ],
)
def test_the_terms_of_each_movement_are_recomputed(total: str, electrical: str, wrong: list[str]) -> None:
    found = cells(RATIOS.format(total=total, electrical=electrical))
    assert len(found) == 11
    assert [text for text, kind in found if kind == X] == wrong
    assert {kind for _, kind in found} <= {V, C, X}


GERMAN = """Bei 37 °C, innen negativ um 80 mV.

| Bewegung | außen (mM) | innen (mM) | elektrisch (kJ/mol) | gesamt (kJ/mol) |
|---|---|---|---|---|
| Na+ hinaus | 140 | 14 | 7.72 | 13.66 |
| K+ hinein | 5 | 140 | -7.72 | {potassium} |
| Ca2+ hinaus | 1.2 | 0.0001 | 15.44 | 39.66 |
"""


@pytest.mark.parametrize(("potassium", "wrong"), [("0.87", []), ("16.31", ["16.31"]), ("87", ["87"])])
def test_both_concentrations_may_have_columns_and_the_row_says_which_way(
    potassium: str, wrong: list[str]
) -> None:
    found = cells(GERMAN.format(potassium=potassium))
    assert [text for text, kind in found if kind == X] == wrong
    assert len(found) == 6


def test_columns_that_do_not_follow_are_measured_or_of_another_kind() -> None:
    text = """At 25 °C and -60 mV the calorimeter gave:

| step | ratio (to/from) | total (kJ/mol) |
|---|---|---|
| Na+ out | 12 | 22.1 |
| K+ in | 30 | 9.3 |
| Cl- out | 9 | 14.0 |
"""
    assert X not in [kind for _, kind in cells(text)]


def test_a_row_that_says_no_way_or_two_solutes_is_left_alone() -> None:
    text = """At 25 °C and -60 mV:

| step | ratio (to/from) | total (kJ/mol) |
|---|---|---|
| Na+ out | 12 | 11.95 |
| Na+ and K+ | 12 | 1.95 |
| glucose with Na+ in | 9 | 14.0 |
"""
    assert cells(text) == [("11.95", V)]


def test_without_a_sign_the_potential_may_be_that_of_the_path() -> None:
    text = """At 25 °C the potential is 60 mV.

| step | ratio (to/from) | chemical (kJ/mol) | total (kJ/mol) |
|---|---|---|---|
| Na+ out | 12 | 6.16 | 0.37 |
| K+ in | 30 | 8.43 | 14.22 |
"""
    assert cells(text) == [("6.16", V), ("8.43", V)]


def test_a_total_that_adds_rounded_terms_is_not_wrong() -> None:
    text = """At 310 K and -77 mV:

| path | ratio (to/from) | chemical (kJ/mol) | electrical (kJ/mol) | total (kJ/mol) |
|---|---|---|---|---|
| Na+ efflux | 12 | 6.4 | 7.4 | {} |
| Li+ efflux | 10 | 5.9 | 7.4 | 13.4 |
| Na+ efflux | 11 | 6.2 | 7.4 | 13.6 |
"""
    assert X not in [kind for _, kind in cells(text.format("13.8"))]
    assert ("13.2", X) in cells(text.format("13.2"))
