"""Membrane potentials as means weighted with conductances: found right, found wrong, and silent."""

# a text is read in one line
from __future__ import annotations

from collections.abc import Callable

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

HEAD = "E_K = −90 mV, E_Na = +60 mV and E_Cl = −70 mV. "
FULL = HEAD + "The conductances are g_K = 12 nS, g_Na = 2 nS and g_Cl = 6 nS. "
REST = FULL + "The weighted mean is −69.0 mV. "
TABLE = "| ion | E (mV) |\n|---|---|\n| K⁺ | −90 |\n| Na⁺ | +60 |\n| Cl⁻ | −70 |\n\n"
RATIOS = (
    "With E_K = −90 mV and E_Na = +60 mV the chord equation gives\n\n"
    "| g_Na/g_K | V_m |\n|---|---|\n| 1/10 | −76 mV |\n| 1 | −15 mV |\n| 10 | {} |\n"
)


def _chords(text: str) -> list[tuple[str, bool]]:
    (report,) = audit(text, name="a.md").documents
    assert report.document is not None
    return [
        (report.document.quote(v.claim.number.start, v.claim.number.unit_end), v.kind != Kind.INCONSISTENT)
        for v in report.verdicts
        if v.claim.rule == "NE109" and v.claim.settled is None
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (REST, [("−69.0 mV", True)]),
        (HEAD + "With g_K : g_Na : g_Cl = 6 : 1 : 3 the cell rests at −69.0 mV.", [("−69.0 mV", True)]),
        (HEAD + "If g_Na = 0.05 g_K and nothing else conducts, V_m = −82.9 mV.", [("−82.9 mV", True)]),
        (TABLE + "Die Leitwerte sind 12 nS für K⁺, 2 nS für Na⁺ und 6 nS für Cl⁻; das gewichtete Mittel ist −69,0 mV.", [("−69,0 mV", True)]),
        (TABLE + "Conductances de 12 nS pour K⁺, 2 nS pour Na⁺ et 6 nS pour Cl⁻ : V_m = −69,0 mV.", [("−69,0 mV", True)]),
        ("Conductances in mS/cm²: gK 0.6, gNa 0.1, gCl 0.3. " + HEAD + "The weighted mean is −69.0 mV.", [("−69.0 mV", True)]),
        # a conductance is changed or left out
        (REST + "If g_Na rises to 60 nS, V_m = +26.9 mV.", [("−69.0 mV", True), ("+26.9 mV", True)]),
        (REST + "If the sodium conductance is multiplied by 30, V_m goes to +26.9 mV.", [("−69.0 mV", True), ("+26.9 mV", True)]),
        (REST + "Without chloride it would be −68.6 mV.", [("−69.0 mV", True), ("−68.6 mV", True)]),
        (REST.replace(".0", ",0") + "Lässt man Chlorid weg, sind es −68,6 mV.", [("−69,0 mV", True), ("−68,6 mV", True)]),
        # the old sum, no weights, a value left out unsaid, beyond all reversal potentials
        (REST + "If g_Na rises to 60 nS, V_m = +105.0 mV.", [("−69.0 mV", True), ("+105.0 mV", False)]),
        (REST + "With g_Na = 60 nS the membrane potential becomes +35 mV.", [("−69.0 mV", True), ("+35 mV", False)]),
        (FULL + "With these conductances the membrane potential is −33.3 mV.", [("−33.3 mV", False)]),
        (REST + "When chloride channels are blocked, V_m = −96 mV.", [("−69.0 mV", True), ("−96 mV", False)]),
        # leaks and synapses
        ("A synapse of 4 nS (reversal 0 mV) opens beside a leak of 16 nS (reversal −70 mV); the cell settles at −56.0 mV.", [("−56.0 mV", True)]),
        (RATIOS.format("+46 mV"), [("−76 mV", True), ("−15 mV", True), ("+46 mV", True)]),
        (RATIOS.format("+36 mV"), [("−76 mV", True), ("−15 mV", True), ("+36 mV", False)]),
        # what is measured, held, called otherwise, or of another law: nothing is said
        (REST + "We measured −64.2 mV.", [("−69.0 mV", True)]),
        (REST + "The membrane is clamped at −33.3 mV.", [("−69.0 mV", True)]),
        (REST + "The unweighted mean, −33.3 mV, means nothing.", [("−69.0 mV", True)]),
        (REST + "The Goldman equation gives −61.7 mV.", [("−69.0 mV", True)]),
        (REST + "Threshold lies at −48 mV, and the spike peaks at +31 mV.", [("−69.0 mV", True)]),
        (REST + "In another cell the resting potential was −58 mV.", [("−69.0 mV", True)]),
        (FULL + "At V_m = −60 mV, I_K = 360 pA.", []),
        (REST + "The pipette then steps to V = −120.0 mV for 20 ms.", [("−69.0 mV", True)]),
        (REST + "When the pump adds its current, V_m is −74.0 mV.", [("−69.0 mV", True)]),
        (REST + "An injected current brings the membrane potential to −95.0 mV.", [("−69.0 mV", True)]),
    ],
)  # fmt: skip
def test_means_weighted_with_conductances(text: str, found: list[tuple[str, bool]]) -> None:
    assert _chords(text) == found


def test_the_lines_that_reproduce_them_give_their_values(reruns: Callable[[str], int]) -> None:
    assert reruns(REST + "Without chloride it would be −68.6 mV.") >= 2
    assert reruns(HEAD + "With g_K : g_Na : g_Cl = 6 : 1 : 3 the cell rests at −69.0 mV.") >= 1
    assert reruns("A synapse of 4 nS (reversal 0 mV) opens beside a leak of 16 nS (reversal −70 mV); the cell settles at −56.0 mV.") >= 1  # fmt: skip
