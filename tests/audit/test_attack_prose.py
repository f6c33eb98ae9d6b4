"""Plain prose with right numbers in it: measured ones beside computed ones, terms beside sums, wrong examples."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

NEVER_WRONG = [
    # slopes and shifts that were found
    "The electrode slope was 56.3 mV per decade at 22 °C (theoretical 58.6 mV).",
    "The pH electrode had a slope of 57.8 mV per pH unit at 25 °C; the Nernstian slope is 59.2 mV.",
    "The glass electrode reads 59.2 mV per pH at 25 °C; ours read 55.8 mV/pH, i.e. 94 % of the ideal.",
    "Membrane potential changed by 52 mV per decade of [K+]o between 10 and 100 mM at 22 °C.",
    "A regression line had a slope of 49.5 mV/decade (r = 0.99, 22 °C), the Nernst line 58.6 mV/decade.",
    "Resting potential as a function of log [K]o had a slope of 55 mV per decade at 20 °C.",
    "Die Steigung der Geraden betrug 52 mV pro Dekade bei 22 °C (theoretisch 58,6 mV).",
    "La pente était de 53 mV par décade à 22 °C, contre 58,6 mV attendus.",
    "A tenfold change of [Na+]o at 20 °C changed the resting potential by 3 mV only.",
    "A tenfold reduction of external Na decreased the overshoot by 56 mV at 18 °C.",
    "Doubling external K+ depolarised the cell by 11 mV at 37 °C.",
    "To raise glucose 10-fold costs 5.94 kJ/mol at 37 °C; two Na+ falling from 145 to 12 mM at -70 mV give 26.4 kJ/mol.",
    # a term of the proton-motive force, and the whole
    "The proton-motive force at 37 °C with Δψ = -160 mV and ΔpH = 0.6 is -197 mV (pH 7.4 inside, 6.8 outside).",
    "Δp = Δψ - 61.5 ΔpH; with Δψ = -150 mV and ΔpH = 0.8 this is -199 mV.",
    # an area that a capacitance gives, beside one that a diameter gives
    "Cells were 12 µm in diameter and had a capacitance of 6.3 pF (area 630 µm2, 1 µF/cm2); a smooth sphere has 452 µm2.",
    # an argument at a prompt
    "At 37 °C with P_K = 1, P_Na = 0.05:\n\n    $ nernstian compute ghk_voltage V=-90mV K_out=5mM K_in=140mM Na_out=145mM \\\n    >     Na_in=15mM",
    "La membrane de 4 nm sous 70 mV subit un champ de 1,75 × 10^7 V/m. Le champ de claquage est de 10^8 V/m.",
    "Mitochondria at 37 °C: Δψ = -170 mV, ΔpH = 0.5, -31 mV, Δp = -201 mV.",
    "The field at rest is 1.75 × 10^7 V/m (70 mV, 4 nm). Voltage sensors respond to 10^6 V/m.",
    # another ion of the sentence
    "At -90 mV and 37 °C a passive cation is 29 times as concentrated inside; Ca2+ would be 841 times.",
    # a wrong example with its head
    "Wrong: E_Ca = 61.5 log(1.8/0.0001) = 261.7 mV. Right: 30.8 log(1.8/0.0001) = 131 mV.",
]  # fmt: skip

STILL_WRONG = [
    "The slope is 61.5 mV per decade at 25 °C.",
    "The Nernst slope is 55.0 mV per decade at 25 °C.",
    "For divalent ions at 37 °C the working slope is 123 mV per decade.",
    "A tenfold rise of [K+]o shifts E_K by 123 mV at 37 °C.",
]


@pytest.mark.parametrize("text", NEVER_WRONG)
def test_right_prose_has_no_finding(text: str) -> None:
    assert [v.message for v in audit(text + "\n", name="a.md").verdicts if v.kind == Kind.INCONSISTENT] == []


@pytest.mark.parametrize("text", STILL_WRONG)
def test_what_is_computed_is_still_wrong(text: str) -> None:
    assert Kind.INCONSISTENT in {v.kind for v in audit(text + "\n", name="a.md").verdicts}


# which of two potentials is the membrane's is told from the words, and the sign of a current from theirs
OHMIC = [
    ("At +40 mV with E_K = -90 mV a conductance of 5 nS passes 650 pA.", Kind.VERIFIED, "V = +40 mV, E = -90 mV"),
    ("A shunt of 5 nS at -60 mV with E_Cl = -75 mV passes 75 pA.", Kind.VERIFIED, "V = -60 mV, E = -75 mV"),
    ("A shunt of 5 nS at -60 mV with E_Cl = -75 mV passes -75 pA.", Kind.CONSISTENT, "the sign is not the law's"),
    ("With g = 10 nS at -50 mV, the reversal potential being -90 mV, 400 pA flow.", Kind.VERIFIED, "E = -90 mV"),
    ("A single channel of 20 pS at -60 mV, E = 0 mV passes -1.2 pA.", Kind.VERIFIED, "recomputed -1.20 pA"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "words"), OHMIC)
def test_the_reversal_potential_is_the_one_that_is_named(text: str, kind: Kind, words: str) -> None:
    (verdict,) = audit(text + "\n", name="a.md").verdicts
    assert verdict.kind == kind
    assert words in verdict.message


# 26.7 mV for 26.73 mV, 58 mV for 58.17 mV: the digits of a hand calculation, and no others
BY_HAND = [
    ("At 37 °C with [K+]o = 4 mM and [K+]i = 140 mM, E_K = -94.9 mV.", Kind.CONSISTENT, "RT/F = 26.7 mV"),
    ("At 20 °C with 20 mM K+ outside and 400 mM inside E_K = -75.5 mV.", Kind.CONSISTENT, "58 mV per decade"),
    ("At 37 °C a monovalent cation at -70 mV is 13.8 times concentrated inside.", Kind.CONSISTENT, "RT/F = 26.7 mV"),
    ("At 37 °C with [K+]o = 4 mM and [K+]i = 140 mM, E_K = -94.8 mV.", Kind.INCONSISTENT, "-95.02 mV"),
    ("At 37 °C with [K+]o = 4 mM and [K+]i = 140 mM, E_K = -95.7 mV.", Kind.INCONSISTENT, "-95.02 mV"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "words"), BY_HAND)
def test_a_rounded_slope_is_one_relaxation(text: str, kind: Kind, words: str) -> None:
    (verdict,) = audit(text + "\n", name="a.md").verdicts
    assert verdict.kind == kind
    assert words in verdict.message
