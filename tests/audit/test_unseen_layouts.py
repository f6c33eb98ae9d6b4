"""Right numbers that were called wrong, and wrong ones that were verified, in layouts that the audit had not met."""

from __future__ import annotations

from math import log

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

ROWS = (
    "| Preparation | T (°C) | ion | inside (mM) | outside (mM) |\n|---|---|---|---|---|\n"
    "| Lobster axon | 16 | K | 330 | 15 |\n| | | Na | 40 | 470 |\n"
    "| Toad muscle | 20 | K | 135 | 2.6 |\n| | | Na | 10 | 115 |\n\n"
)
RIGHT = {
    "columns of two compartments called A and B": (
        "a.tex",
        (
            "\\begin{tabular}{lrr}\nion & $[X]_A$ (mM) & $[X]_B$ (mM)\\\\ \\hline\n$\\mathrm{K^+}$ & 150 & 4\\\\\n"
            "$\\mathrm{Na^+}$ & 10 & 150\\\\\n\\end{tabular}\n\nThe potential is $E_A - E_B$. At 20 °C "
            "$E_{\\mathrm K} = -91{,}6$ mV, $E_{\\mathrm{Na}} = +68{,}4$ mV."
        ),
    ),
    "a prefactor in the expression, and a temperature in another part": (
        "a.md",
        (
            "## Cool\n\nRT/F is 25.3 mV, 58.2 mV per decade. Out/in in mM: K+ 3/130, Na+ 140/14.\n\n"
            "- E(K+) = 58.2 mV · lg(3/130) = -95.3 mV\n- E(Na+) = +58.2 mV\n\n"
            "## Warm\n\nAt 37 °C the first becomes -100.7 mV."
        ),
    ),
    "another temperature that the text states": (
        "a.md",
        (
            "The toad muscle is kept at 16 °C. E_K is -98.4 mV (2.6 mM out, 135 mM in).\n\nThe rabbit is at 37 °C.\n\n"
            "For free calcium of 1.2 mM outside and 50 nM inside E_Ca = +134.8 mV."
        ),
    ),
    "two compartments of the same volume": (
        "a.md",
        (
            "Two compartments of equal volume: 1 holds 20 mM KCl, 2 holds 20 mM of the potassium salt of a protein. 6.67 mM of "
            "KCl passes. In the end:\n\n- in 2: [K+] = 26.7 mM, [Cl-] = 6.67 mM"
        ),
    ),
    "the preparation that is named": (
        "a.md",
        ROWS + "With K and Na only and P_Na/P_K = 0.01 the toad muscle has V_m = -90.5 mV.",
    ),
    "a term in brackets behind the number": (
        "a.md",
        (
            "At 37 °C Na+ is 145 mM outside and 12 mM inside, V = -70 mV. To carry 1 mol of Na+ out takes "
            "6.4 kJ (concentration) + 6.8 kJ (field)."
        ),
    ),
    "a force on protons with a membrane potential": (
        "a.md",
        "At 25 °C: ΔpH 1.2, 0.08 V gives -14.6 kJ/mol for a proton that enters.",
    ),
    "a plate's capacitance beside a specific one": (
        "a.md",
        (
            "An axon 6.0 cm long and 10 µm in radius has a membrane 7.0 nm thick with κ = 3. From C = κε0A/d with A = 3.77e-6 m2 we "
            "get C = 1.43e-8 F.\n\nAnother one has 1 µF/cm2."
        ),
    ),
    "a voltage without a unit in a call": (
        "a.txt",
        (
            "Calcium currents reverse between 40 and 70 mV. ghk(v=-50, 1e-4, 1.8, z=2) with a permeability of 1e-6 cm/s at 6.3 degC "
            "gives -1.47e-3 mA/cm2."
        ),
    ),
}


@pytest.mark.parametrize(("name", "text"), RIGHT.values(), ids=RIGHT)
def test_right_numbers_are_not_called_wrong(name: str, text: str) -> None:
    wrong = [v.message for v in audit(text, name=name).verdicts if v.kind == Kind.INCONSISTENT]
    assert wrong == []


def test_the_letter_for_outside_is_small() -> None:
    """``c_a`` is a German outside; ``A`` is a compartment."""
    name, text = RIGHT["columns of two compartments called A and B"]
    found = {v.claim.number.text: v.kind for v in audit(text, name=name).verdicts}
    assert found.get("-91,6") in (Kind.VERIFIED, Kind.CONSISTENT, None)
    small = (
        "At 20 °C:\n\n| Ion | c_a (mM) | c_i (mM) | E (mV) |\n|---|---|---|---|\n| K+ | 4 | 150 | -91.6 |\n"
    )
    assert [v.kind for v in audit(small, name="a.md").verdicts] == [Kind.VERIFIED]


def test_a_prefactor_of_another_temperature_is_still_wrong() -> None:
    text = "At 37 °C: E_K = 58 mV · log(4/140) = -89.5 mV."
    assert Kind.INCONSISTENT in [v.kind for v in audit(text, name="a.md").verdicts]


WRONG = {
    "a cable whose own diameter the sentence states": (
        "a.txt",
        "soma: L = 20 um, diam = 20 um, g_pas = 0.001 S/cm2\n\nCable, diam = 1 um, Ra = 100 ohm cm, g_pas = 1e-4: lambda = 707 um.",
        "707",
    ),
    "a reversal potential that was added": (
        "a.md",
        (
            "1. The cell is at -60 mV. Find the driving forces.\n\nAnswers\n\nE_K = -90.9 mV, E_Ca = +126.5 mV.\n\n"
            "K+: -60 + 90.9 = 30.9 mV. Ca2+: -60 + 126.5 = 66.5 mV."
        ),
        "66.5",
    ),
}


@pytest.mark.parametrize(("name", "text", "value"), WRONG.values(), ids=WRONG)
def test_wrong_numbers_are_not_verified(name: str, text: str, value: str) -> None:
    found = {v.claim.number.text: v.kind for v in audit(text, name=name).verdicts}
    assert found.get(value) not in (Kind.VERIFIED, Kind.CONSISTENT)


def test_the_numbers_of_this_file_are_right() -> None:
    volts = 8.31446261815324 * 293.15 / 96485.33212
    assert round(1e3 * volts * log(4 / 150), 1) == -91.6
    assert round(1e3 * volts * log((2.6 + 1.15) / (135 + 0.1)), 1) == -90.5
