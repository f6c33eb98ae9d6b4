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
