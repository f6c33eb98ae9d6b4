"""Words for a side outweigh what merely holds the ions; the input of a clause is no result of a fold."""

from __future__ import annotations

import re

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

RIGHT = [
    "The squid axon has 10 mM K, 430 mM Na outside and 380 mM K, 50 mM Na inside. At 18 °C, E_K = -91.3 mV.",
    "The giant axon contains 12 mM K and 440 mM Na outside, 400 mM K and 50 mM Na inside. At 18 °C, E_K = -88.0 mV.",
    "The muscle contains 140 mM K and 10 mM Na inside and 4 mM K and 145 mM Na outside. At 37 °C E_K = -95.0 mV.",
    "La cellula contiene 140 mM di K e 12 mM di Na all'interno, 4 mM di K e 145 mM di Na all'esterno. A 37 °C E_K = -95,0 mV.",
    "The fibre has 2.5 mM K outside and 139 mM K inside. At 20 °C, E_K = -101.5 mV.",
    "The cell contains 140 mM K with 4 mM outside. At 37 °C, E_K = -95.0 mV.",
    "The cell holds 12 mM Na and 140 mM K; outside are 145 mM Na and 4 mM K. At 37 °C, E_K = -95.0 mV.",
    "K+ out 4 mM, in 140 mM, 37 °C. E_K = -95.0 mV.",
]  # fmt: skip
NO_RESULT = [
    "At 37 °C, RT = 2.58 kJ/mol; a factor of ten in potassium is worth 5.94 kJ/mol, and 70 mV are worth 6.75 kJ/mol.",
    "At 37 °C a tenfold potassium gradient changes the free energy by 5.94 kJ/mol; 90 mV amount to 8.68 kJ/mol.",
    "Bei 37 °C ist eine Verdopplung von K 1,79 kJ/mol wert, und 50 mV entsprechen 4,82 kJ/mol.",
    "If K doubles E_K shifts at 37 °C, and 60 mV correspond to 5.79 kJ/mol.",
]


def kinds(text: str) -> dict[str, Kind]:
    """What is said of every potential, by its text."""
    verdicts = audit(text, name="a.md").verdicts
    return {v.claim.number.text: v.kind for v in verdicts if v.claim.law == "nernst"}


@pytest.mark.parametrize("text", RIGHT)
def test_words_for_a_side_outweigh_holders(text: str) -> None:
    assert set(kinds(text).values()) == {Kind.VERIFIED}


@pytest.mark.parametrize("text", RIGHT)
def test_a_wrong_potential_is_called_wrong(text: str) -> None:
    wrong = re.sub(r"E_K = -\d+", "E_K = -71", text)
    assert list(kinds(wrong).values()) == [Kind.INCONSISTENT]


@pytest.mark.parametrize("text", NO_RESULT)
def test_what_a_potential_is_worth_makes_it_no_result(text: str) -> None:
    assert kinds(text) == {}
