"""Orderings and signs, ranges of permeabilities, and the cycle of the pump."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, X, N = Kind.VERIFIED, Kind.CONSISTENT, Kind.INCONSISTENT, Kind.CONDITIONAL


def judged(text: str, rule: str) -> list[Kind]:
    return [v.kind for v in audit(text, name="a.md", select=(rule,)).verdicts]


CHANGES = [
    ("Raising external potassium makes E_K less negative.", [V]),
    ("Raising external potassium makes E_K more negative.", [X]),
    ("Lowering the extracellular K+ makes E_K more negative and hyperpolarizes the cell.", [V, V]),
    ("If you increase [K+]o, E_K becomes less negative.", [V]),
    ("If you increase [K+]i, E_K becomes less negative.", [X]),
    ("Reducing internal sodium makes E_Na more positive.", [V]),
    ("Reducing external sodium makes E_Na less positive.", [V]),
    ("Reducing external sodium makes E_Na more positive.", [X]),
    ("Raising external chloride makes E_Cl more negative.", [V]),
    ("Raising external chloride makes E_Cl less negative.", [X]),
    ("Raising the extracellular K+ concentration depolarises muscle.", [V]),
    ("Raising external potassium to 10 mM, E_K drops to a smaller value.", []),
    ("Raising external potassium, E_K climbs.", [V]),
    ("K+ leaves, and the K+ leak stays while the sodium current drives the voltage toward E_Na.", []),
    # what else a change may do to the membrane is not the law's
    ("Raising external potassium hyperpolarizes the cell.", []),
    ("Raising external calcium hyperpolarizes the cell.", []),
    ("Raising external potassium paradoxically makes E_K more negative.", []),
    ("It is wrong that raising external potassium makes E_K more negative.", []),
    ("Does raising external potassium make E_K more negative?", []),
    ("Raising external potassium was easy, but E_K becomes more negative when you cool the cell.", []),
    ("Raising external potassium and lowering internal sodium: E_Na becomes more positive.", [V]),
    ("Raising external potassium. E_K becomes more negative in other cells.", []),
    ("Raising external potassium makes E_Na more negative.", []),
]
PULLS = [
    ("K+ leaving the cell pulls the membrane potential towards E_K.", [V]),
    ("The sodium current drives the voltage toward E_Na.", [V]),
    ("The sodium current drives the voltage toward E_K.", []),
    ("The sodium current drives the voltage away from E_K.", []),
    ("Blocking the sodium current drives the voltage toward E_K.", []),
    (("Because the gradients differ, the signs of E_Na and E_K are opposite: the gradient for potassium is directed out of "
     "the cell, and the gradient for sodium is directed into it."), [V]),
    (("The signs of E_Na and E_K are the same: the gradient for potassium is directed outward, and the gradient for sodium "
     "is directed inward."), [X]),
    ("The signs of E_Na and E_K are opposite.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), CHANGES + PULLS)
def test_orderings(text, kinds):
    assert judged(text, "NE145") == kinds


CYCLES = [
    ("The pump moves 3 Na+ out and 2 K+ in.", [V]),
    ("For two potassium ions that the ATPase takes in, three sodium ions go out.", [V]),
    ("The pump moves 2 Na+ out and 3 K+ in.", [X]),
    ("If it moved 2 Na+ out and 2 K+ in, the pump were electroneutral.", []),
    ("The pump does not move 2 Na+ out and 3 K+ in.", []),
    ("The cotransporter takes 1 Na+ and 1 K+ with it, while the pump rests.", []),
    ("The pump works, and three sodiums are kicked out.", [V]),
    ("The pump works: three sodium ions are pumped out and two potassium ions in.", [V]),
    ("Three sodiums are kicked out by hand.", []),
    ("We gave 3 Na+ and 2 K+ solutions.", []),
    ("Each cycle nets one positive charge, so the pump is electrogenic.", [V]),
    ("The pump moves 3 Na+ out and 2 K+ in; net 2 charges are exported per cycle.", [V, X]),
    ("The pump exports ions; net 2 charges are exported per cycle.", []),
]


@pytest.mark.parametrize(("text", "kinds"), CYCLES)
def test_the_cycle_of_the_pump(text, kinds):
    assert judged(text, "NE146") == kinds


CELL = (
    "At 37 °C K+ is 5 mM outside and 140 mM inside; Na+ is 145 mM outside and 15 mM inside. The membrane is "
    "{ratio} times more permeable to K+ than to Na+. "
)


@pytest.mark.parametrize(
    ("ratio", "rest", "kinds"),
    [
        ("25 to 100", "The cell rests at −70 mV.", [N, N]),
        ("25 to 100", "The cell rests at −60 mV.", []),
        ("25 to 100", "The threshold is −70 mV.", []),
        ("5 to 20", "The cell rests at −60 mV.", [N, N]),
    ],
)
def test_a_range_of_permeabilities_is_a_range_of_potentials(ratio, rest, kinds):
    assert judged(CELL.format(ratio=ratio) + rest, "NE146") == kinds


def test_the_range_is_named():
    (span, rest) = audit(
        CELL.format(ratio="25 to 100") + "The cell rests at −70 mV.", select=("NE146",), name="a"
    ).verdicts
    assert "-68.6 to -82.3 mV" in span.message
    assert "-70 mV needs 27.7" in rest.message


PUMP = "The pump moves 3 Na+ out for 2 K+ in, is electrogenic and adds {added}."


@pytest.mark.parametrize(
    ("added", "kinds"),
    [("−2 to −5 mV", [C]), ("−2 to −15 mV", [X]), ("a few millivolts", []), ("−2 to −6 mV", [C])],
)
def test_what_an_electrogenic_pump_may_add(added, kinds):
    text = CELL.format(ratio="25 to 100") + PUMP.format(added=added)
    assert [kind for kind in judged(text, "NE146") if kind in (C, X)] == kinds


def test_the_peak_of_a_spike_needs_more_sodium():
    text = CELL.format(ratio="25 to 100") + "The cell rests at −70 mV, and the spike peaks at +40 mV."
    found = audit(text, select=("NE146",), name="a").verdicts
    assert [v.kind for v in found] == [N, N, N]
    assert "P_Na/P_K = 7.95" in found[-1].message


def test_several_cells_have_no_one_range():
    text = CELL.format(ratio="25 to 100") + CELL.format(ratio="5 to 9") + "The cell rests at −70 mV."
    assert judged(text, "NE146") == []
