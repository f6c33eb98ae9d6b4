"""Documents that led the audit astray: what must be said of a number in them, and what must not."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

CASE = "[K+]o = 5 mM and [K+]i = 140 mM, E_K = -89.1 mV."
BASE = "At 37 °C, [K+]o = 5 mM and [K+]i = 140 mM. "
MIX = "At 37 °C K+ is 5 mM outside and 140 mM inside, Na+ 145 mM outside and 12 mM inside, Cl- 110 mM outside and 10 mM inside. "
AGREES = {Kind.VERIFIED, Kind.CONSISTENT}


def kinds(text: str) -> list[Kind]:
    return [verdict.kind for verdict in audit(text + "\n", name="<test>").verdicts]


def reasons(text: str) -> str:
    return "\n".join(
        item.reason for document in audit(text + "\n", name="<test>").documents for item in document.unchecked
    )


NEVER_AGREES = [
    # a nearer temperature that cannot be used hides the farther one
    *(f"At {t}, {CASE}\n\nThe mammal works at 37 °C." for t in (
        "68 °F", "293 ± 2 K", "20(1) °C", "twenty degrees Celsius", "20 degrees", "20 °", "20-22 °C", "20 ± 1 °C", "room temperature", "0 K", "-300 °C", "20 °C ± 1 °C", "about 19 to 23 °C", "68 degrees Fahrenheit")),
    f"The bath was cooled. Then {CASE}\n\nThe mammal works at 37 °C.",
    # so does a nearer concentration
    "At 37 °C, [K+]o = 0 mM and [K+]i = 140 mM, E_K = -89.1 mV.\n\nAt 37 °C, [K+]o = 5 mM and [K+]i = 140 mM, as usual.",
    *(f"The bath had [K+]o = 5 mM and [K+]i = 140 mM.\n\nAt 37 °C {w}, E_K = -89.1 mV." for w in (
        "with [K+]o = 10 ± 1 mM", "with [K+]o ranging from 8 to 12 mM", "after raising [K+]o to 20 mM",
        "after [K+]o was raised to 20 mM", "after doubling [K+]o", "with [K+]o increased twofold",
        "with external K+ increased fourfold", "with [K+]o between 8 and 12 mM",
        "after [K+]o fell from 5 mM to 2 mM", "with external K+ raised to 20 mM")),
    "At 37 °C, [K+]i = 140 mM and [K+]o = 5 mM. Then [K+]o was raised to 10 mM, and E_K = -89.1 mV.",
    "At 37 °C, [K+]i = 140 mM and [K+]o = 5 mM. Then [K+]o was doubled, and E_K = -89.1 mV.",
    "At 37 °C, [K+]i = 140 mM and [K+]o = 5 mM. Then the external potassium was doubled, and E_K = -89.1 mV.",
    BASE + "\n\nIn K+-free saline, E_K = -89.1 mV.",
    BASE + "\n\nWith high external K+, E_K = -89.1 mV.",
    BASE + "Halving [K+]o gives E_K = -89.1 mV.",
    # factors of RT/F
    "At 37 °C, 2.303 RT/F = 26.7 mV.",
    "At 37 °C, 2.3 RT/F = 26.7 mV.",
    "At 37 °C, 2 RT/F = 26.7 mV.",
    "At 37 °C, (2.303)RT/F = 26.7 mV.",
    "At 37 °C, $2.303\\,RT/F = 26.7$ mV.",
    # a permeability left out
    MIX + "With P_K : P_Na = 1 : 0.04, P_Cl = 0.45, V_m = -68.6 mV.",
    # the valence of the named ion
    "At 1 µF/cm2, charging the membrane by 100 mV moves 1.04 pmol/cm2 of calcium.",
    "At 1 µF/cm2, charging the membrane by 100 mV moves 1.04 pmol/cm2 of Ca2+.",
    "At 37 °C for Ca2+ the slope of 61.5 mV per decade applies.",
    "At 37 °C for Mg2+ the slope of 61.5 mV per decade applies.",
    # signs
    "A cell with a capacitance of 10 pF at -70 mV carries a charge of +0.7 pC.",
    "At 37 °C, E_Cl = 61.5 log10(110/10) = +64.0 mV.",
    "At 37 °C, E_K = 61.5 log10(140/5) = +89.0 mV.",
    BASE + "E_K = 61.5 log10(140/5) = +89.0 mV.",
    "A tenfold decrease of [K+]o changes E_K by +58 mV at 20 °C.",
    "A tenfold increase of [K+]i changes E_K by +58 mV at 20 °C.",
    # a value that the text itself denies
    BASE + "It is not true that E_K = -89.1 mV.",
]  # fmt: skip

NEVER_WRONG = [
    "At 37 °C, 2.303 RT/F = 61.5 mV.",
    "At 37 °C, 2.303 RT/F = 61.6 mV.",
    "At 37 °C, 2.3 RT/F = 61.5 mV.",
    "At 37 °C, $2.303\\,RT/F = 61.5$ mV.",
    "At 37 °C, 2RT/F is 53.5 mV.",
    "At 20 °C, 4RT/F = 101 mV.",
    MIX + "With P_K : P_Na = 1 : 0.04, P_Cl = 0.45, V_m = -67.3 mV.",
    "At 1 µF/cm2, charging the membrane by 100 mV moves 0.52 pmol/cm2 of calcium.",
    "At 37 °C for Ca2+ the slope of 30.8 mV per decade applies.",
    "A tenfold decrease of [K+]o changes E_K by -58 mV at 20 °C.",
    "[K+]o = 5 mM and [K+]i = 140 mM. At 37 °C E_K = -89.1 mV and at 20 °C E_K = -84.2 mV.",
    # differences
    BASE + "The driving force V - E_K = +19.1 mV.",
    BASE + "Vm - E_K is 20 mV.",
    BASE + "The difference between Vm and E_K is 19.1 mV.",
    BASE + "The cell rests 15 mV positive to E_K (-74 mV).",
    BASE + "The cell rests 20 mV above E_K, at -69.1 mV.",
    BASE + "The cell was clamped from E_K to 0 mV.",
    BASE + "The magnitude of E_K is 89.1 mV.",
    # ions in lists, second cases
    "At 37 °C, intracellular K+, Na+ are 140 mM, 12 mM and extracellular 5 mM, 145 mM; E_K = -89.1 mV and E_Na = +66.6 mV.",
    "At 37 °C with [Cl-]o = 110 mM, [Cl-]i = 4 mM in the adult (E_Cl = -88.6 mV), 25 mM in the neonate (E_Cl = -39.6 mV).",
    "At 37 °C with [Cl]o = 110 mM, [Cl]i = 4 mM in the adult (E_Cl = -88.6 mV), 25 mM in the neonate (E_Cl = -39.6 mV).",
    ("In frog muscle (18 °C) K+ is 2.5 mM outside and 140 mM inside; E_K = -101 mV. "
     "In mammals (37 °C) it is 4 mM and 155 mM; E_K = -97.7 mV."),
    # another preparation, a measurement
    BASE + "In the squid E_K = -75 mV.",
    BASE + "In invertebrates E_K = -75 mV.",
    BASE + "Smith et al. reported E_K = -75 mV in Purkinje cells.",
    BASE + "We measured E_K = -80.0 mV.",
    BASE + "They found a measured slope of 55 mV per decade instead of the ideal 61.5.",
    MIX + "With P_K : P_Na : P_Cl = 1 : 0.04 : 0.45, the measured V_m = -72 mV.",
    "At 1 µF/cm2 and 100 mV, the measured influx was 3.5 pmol/cm2.",
    "The cell of 1000 µm2 has 1 µF/cm2. The pipette capacitance was 5 pF.",
    # another membrane potential than the constant-field one
    MIX + "With P_K : P_Na : P_Cl = 1 : 0.04 : 0.45, the cell fires when V_m = -50 mV.",
    MIX + "With P_K : P_Na : P_Cl = 1 : 0.04 : 0.45, at the peak V_m = +40 mV.",
    MIX + "P_K : P_Na = 1:0.04 at rest, 1:20 at the peak, Vm = -68.6 mV at rest and Vm = +53.9 mV at the peak.",
    MIX + "With P_K : P_Na = 1 : 0.04 the Mullins-Noda equation gives V_m = -72 mV.",
    MIX + "With P_K : P_Na = 1 : 0.04 the chord conductance equation gives V_m = -55 mV.",
    # denied
    BASE + "Many students write E_K = +89.1 mV, which is wrong; it is negative.",
    BASE + "It is not true that E_K = +89.1 mV.",
    # temperatures of something else
    "Solutions were stored at 4 °C. " + CASE,
    "The rat was anaesthetised at 22 °C. It was recorded at physiological temperature with " + CASE,
    BASE + "At room temperature, E_K = -84.2 mV.",
    BASE + "When the bath was cooled, E_K = -84.2 mV.",
    "At 37 °C total Ca2+ is 2.5 mM outside, of which 1.2 mM are free; it is 100 nM inside; E_Ca = 125.5 mV.",
    "At 37 °C total Ca2+ is 2.5 mM outside, of which 1.2 mM are free; 100 nM inside; E_Ca = 125.5 mV.",
    BASE + "Then [K+]o was doubled, and E_K = -70.4 mV.",
]  # fmt: skip


@pytest.mark.parametrize("text", NEVER_AGREES)
def test_no_false_verification(text: str) -> None:
    verdicts = audit(text + "\n", name="<test>").verdicts
    found = {v.kind for v in verdicts if "log10" not in text or v.claim.rule != "NE103"}
    assert not found & AGREES


@pytest.mark.parametrize("text", NEVER_WRONG)
def test_no_false_alarm(text: str) -> None:
    assert Kind.INCONSISTENT not in kinds(text)


def test_a_temperature_in_front_of_its_claim_binds_it() -> None:
    text = "[K+]o = 5 mM and [K+]i = 140 mM. At 37 °C E_K = -84.2 mV and at 20 °C E_K = -89.1 mV."
    assert not set(kinds(text)) & {*AGREES, Kind.CONDITIONAL}
    right = "[K+]o = 5 mM and [K+]i = 140 mM. At 37 °C E_K = -89.1 mV and at 20 °C E_K = -84.2 mV."
    assert kinds(right) == [Kind.VERIFIED, Kind.VERIFIED]


@pytest.mark.parametrize(
    "text",
    [
        "At 98.6 °F, " + CASE,
        f"Rest is at 20 °C or 37 °C here. {CASE}",
        "| T | [K+]o (mM) | [K+]i (mM) | E_K (mV) |\n|---|---|---|---|\n| warm | 5 | 140 | -84.2 |",
    ],
)
def test_an_unreadable_temperature_is_a_reason(text: str) -> None:
    assert kinds(text) == []
    assert "temperature" in reasons(text)


STILL_JUDGED = [
    ("At 37 °C, 2.303 RT/F = 61.5 mV.", [Kind.VERIFIED]),
    ("At 37 °C, RT/F = 26.7 mV.", [Kind.VERIFIED]),
    ("At 1 µF/cm2, charging the membrane by 100 mV moves 0.52 pmol/cm2 of calcium.", [Kind.VERIFIED]),
    ("At 37 °C for Ca2+ the slope of 30.8 mV per decade applies.", [Kind.VERIFIED]),
    ("A tenfold decrease of [K+]o changes E_K by -58.2 mV at 20 °C.", [Kind.VERIFIED]),
    ("At 37 °C, " + CASE, [Kind.VERIFIED]),
    (BASE + "Therefore E_K = -89.1 mV.", [Kind.VERIFIED]),
    (BASE + "Therefore E_K = -95.1 mV.", [Kind.INCONSISTENT]),
    ("| T (°C) | [K+]o (mM) | [K+]i (mM) | E_K (mV) |\n|---|---|---|---|\n| 20 | 5 | 140 | -84.2 |", [Kind.VERIFIED]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STILL_JUDGED)
def test_what_is_clear_is_still_judged(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected
