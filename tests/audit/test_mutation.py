"""A damaged number is never verified: the worst thing the audit could do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.audit import audit
from nernstian.audit.verdict import Kind
from nernstian.codegen.emitted import nernst

RIGHT = [
    # text with a hole, the right value as printed
    ("At 37 °C K+ is 5 mM outside and 140 mM inside, E_K = {} mV.", "-89.06"),
    ("At 37 °C Na+ is 145 mM outside and 15 mM inside, E_Na = {} mV.", "60.63"),
    ("At 25 °C Cl- is 120 mM outside and 4 mM inside, E_Cl = {} mV.", "-87.39"),
    ("At 20 °C [Ca2+]o = 1.8 mM and [Ca2+]i = 0.0001 mM, E_Ca = {} mV.", "123.76"),
    ("E_Na = 61.5 log(145/15) = {} mV", "60.59"),
    ("At 37 °C RT/F = {} mV.", "26.73"),
    ("At 37 °C the slope is {} mV per decade.", "61.54"),
    ("| ion at 37 °C | out (mM) | in (mM) | E_K |\n|---|---|---|---|\n| K+ | 5 | 140 | {} mV |", "-89.06"),
    ("A cell of 2000 µm² with 1 µF/cm² has a capacitance of {} pF.", "20.00"),
    ("With 1 µF/cm², −70 mV takes {}×10⁻¹³ mol/cm².", "7.255"),
]


def mutants(value: str) -> list[str]:
    sign = value.removeprefix("-") if value.startswith("-") else "-" + value
    digits = [
        value[:at] + str((int(value[at]) + 3) % 10) + value[at + 1 :]
        for at in range(len(value))
        if value[at].isdigit()
    ]
    number = float(value)
    scaled = [f"{number * factor:.2f}" for factor in (10.0, 0.1, 1000.0, 2.302585, 1 / 2.302585, 2.0, 0.5)]
    return [sign, *digits, *scaled]


@pytest.mark.parametrize(("text", "value"), RIGHT)
def test_the_undamaged_number_is_verified(text, value):
    kinds = [verdict.kind for verdict in audit(text.format(value) + "\n").verdicts]
    assert Kind.VERIFIED in kinds
    assert Kind.INCONSISTENT not in kinds


@pytest.mark.parametrize(("text", "value"), RIGHT)
def test_a_damaged_number_is_never_verified(text, value):
    magnitude = "slope" in text or "RT/F" in text or "pF" in text or "mol/cm" in text
    for mutant in mutants(value):
        if magnitude and mutant.lstrip("-") == value:
            continue  # these quantities have no sign of their own
        report = audit(text.format(mutant) + "\n")
        claimed = [
            v
            for v in report.verdicts
            if v.claim.number.value == pytest.approx(float(mutant), rel=1e-3) or "×" in text
        ]
        assert all(v.kind != Kind.VERIFIED for v in claimed), mutant


@given(st.integers(1, 400), st.integers(1, 400), st.floats(-150.0, 150.0), st.integers(0, 42))
def test_verified_means_that_the_value_rounds_to_the_print(outside, inside, claimed, celsius):
    printed = f"{claimed:.1f}"
    text = f"At {celsius} °C K+ is {outside} mM outside and {inside} mM inside, so that E_K = {printed} mV.\n"
    value = 1e3 * nernst(float(outside), float(inside), 1.0, celsius + 273.15)
    (verdict,) = audit(text).verdicts
    assert (verdict.kind == Kind.VERIFIED) == (abs(value - float(printed)) <= 0.05 + 1e-9)
