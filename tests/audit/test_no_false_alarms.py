"""What must not be called wrong: mistakes that a text quotes to correct them."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

# 4 mM outside and 140 mM inside at 37 degC: -95.0 mV; 116 and 4.2 mM of chloride: -88.7 mV
QUOTED = [
    "In her test Eva, a student, put E_K = +95 mV for 4 mM K+ outside and 140 mM inside at 37 °C.",
    "For 116 mM Cl- outside and 4.2 mM inside at 37 °C E_Cl = +88.7 mV. Here the valence was forgotten.",
    "It is tempting to say that E_K = +95 mV at 37 °C with 4 mM K+ outside and 140 mM inside.",
    "Someone may think E_K = +95 mV (37 °C, K+ 4 mM outside, 140 mM inside), yet the sides are swapped.",
    "Swapping the sides, E_K = +95 mV (37 °C, K+ 4 mM outside, 140 mM inside).",
    "Corrigendum: at 37 °C, with K+ 4 mM outside and 140 mM inside, not E_K = −65 mV.",
    "True or false: at 37 °C K+ with 4 mM outside and 140 mM inside has E_K = +95 mV.",
    "At 37 °C K+ with 4 mM outside and 140 mM inside has E_K = +95 mV. (False)",
    "Bei 37 °C und K+ 4 mM außen, 140 mM innen steht oft E_K = +95 mV; richtig ist −95 mV.",
    "À 37 °C, K+ 4 mM dehors et 140 mM dedans, E_K = +95 mV est une erreur de signe.",
    "A 37 °C, K+ 4 mM fuera y 140 mM dentro: E_K = +95 mV, si se olvida el signo.",
    "Bij 37 °C, K+ 4 mM buiten en 140 mM binnen: E_K = +95 mV, teken vergeten.",
    "A 37 °C il fattore RT/F vale 26,7 mV. Esercizio fatto male: «E(K⁺) = 26,7 × log(4/140) = −41,2 mV».",
    'Page 9: for "E_K = +95 mV" read "E_K = −95 mV" (37 °C, K+ 4 mM outside, 140 mM inside).',
    "The slope is 58.2 mV per decade (and not 61.5 mV, which supposes 37 °C).",
    "Die Steigung beträgt 58,2 mV pro Dekade (nicht 61,5 mV, was für 37 °C gilt).",
]


@pytest.mark.parametrize("text", QUOTED)
def test_a_mistake_that_is_quoted_is_no_finding(text: str) -> None:
    assert all(verdict.kind != Kind.INCONSISTENT for verdict in audit(text, name="a.md").verdicts)


def test_the_same_without_the_words_is_one() -> None:
    text = (
        "At 37 °C, with K+ 4 mM outside and 140 mM inside, E_K = +95 mV. The next paragraph is about sodium."
    )
    assert [verdict.kind for verdict in audit(text, name="a.md").verdicts] == [Kind.INCONSISTENT]


def test_a_right_value_in_such_a_sentence_is_still_verified() -> None:
    text = "The correct value at 37 °C, K+ 4 mM outside and 140 mM inside, is E_K = −95.0 mV."
    assert [verdict.kind for verdict in audit(text, name="a.md").verdicts] == [Kind.VERIFIED]
