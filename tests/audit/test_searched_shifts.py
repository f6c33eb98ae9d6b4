"""Shifts of equilibrium potentials in six languages, folds that are worth a shift, lost signs of anions."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

AGREES = {Kind.VERIFIED, Kind.CONSISTENT}
RIGHT = [
    ("Alla temperatura di 35 °C E_K parte da -80 mV: ogni raddoppio del potassio esterno vale 18,4 mV.", "18,4"),
    ("¿Por qué pasar de 3 a 1,5 mEq/l mueve E_K lo mismo que pasar de 3 a 6 mEq/l? A 37 °C ambos son un factor 2, es decir, 18,5 mV.",
     "18,5"),
    ("Cell: K+ 3 mM outside, 120 mM inside, 25 °C. E_K is -94.8 mV. If K+ outside rises to 9 mM, E_K depolarises by 28.2 mV.",
     "28.2"),
    ("Celda: K+ 3 mM fuera, 120 mM dentro, 25 °C. Con 9 mM fuera E_K se despolariza 28,2 mV.", "28,2"),
    ("Zelle bei 25 °C: K+ außen 3 mM, innen 120 mM. Steigt Kalium außen auf 9 mM, so verschiebt sich E_K um 28,2 mV auf -66,5 mV.",
     "28,2"),
    ("Cellule à 25 °C : K+ 3 mM à l'extérieur, 120 mM à l'intérieur. Si le potassium extérieur passe à 9 mM, E_K remonte de 28,2 mV.",
     "28,2"),
    ("Cel bij 25 °C: K+ buiten 3 mM, binnen 120 mM. Stijgt het kalium buiten naar 9 mM, dan verschuift E_K 28,2 mV.", "28,2"),
    ("At 20 °C E_K itself moves by 17.5 mV when external potassium goes from 2.5 to 5 mM.", "17.5"),
    ("At 37 °C the cell has 150 mM K+ inside and 5 mM outside. Losing 1 mM of its potassium changes E_K by 0.18 mV.", "0.18"),
    (("The axon at 37 °C has 120 mM potassium inside and 5 mM outside. What is the impact of a few (say 1 mmol) potassium ions"
      " moving across? I'm getting a .22 mV reduction in potential."), ".22"),
    ("A 37 °C la cellula ha 140 mM di K+ dentro e 4 mM fuori. Ogni 1 mM in più fuori sposta E_K di 6,0 mV.", "6,0"),
    ("At 25 °C three times the sodium outside moves E_Na by 28.2 mV: of this factor of three nothing else is needed.", "28.2"),
    (("RT/F 26.6 mV (36 C)   25.3 mV (20 C)\n\nreference cell    in      out     (mM)\n   K              130     3.5\n"
      "   Na             12      138\n\nequilibrium potentials of the reference cell\n   EK   -96 mV       ENa  +65 mV\n"), "-96"),
]  # fmt: skip
WRONG = [
    ("K+ (out 3 mM, in 150 mM, 37 °C): the equilibrium potential is -240.7 mV.", "-240.7"),
    ("Celda: K+ 3 mM fuera, 120 mM dentro, 37 °C. Con 6 mM fuera E_K se despolariza 37,1 mV.", "37,1"),
    ("Cellule à 20 °C : K+ 3 mM à l'extérieur, 120 mM à l'intérieur. Si le potassium extérieur passe à 6 mM, E_K remonte de 40,3 mV.",
     "40,3"),
    ("A 37 °C una cella ha K+ 5 mM fuori e 100 mM dentro; a 20 °C nulla cambia. Ogni raddoppio del potassio esterno vale 42,6 mV.",
     "42,6"),
    ("At 37 °C: each halving of external potassium is worth 37.1 mV.", "37.1"),
    ("À 37 °C, chaque doublement du potassium externe vaut 9,3 mV.", "9,3"),
    ("Per il bicarbonato (26 mM fuori, 13 mM dentro) si ottengono +18,5 mV a 37 °C come potenziale di equilibrio.", "+18,5"),
    ("At 20 °C the equilibrium potential of chloride, with 110 mM outside and 11 mM inside, is +58.2 mV.", "+58.2"),
    (("At 37 °C EK = 61.5 log10(5/130) = -87.0 mV, ENa = 61.5 log10(140/14) = +61.5 mV and"
      " ECl = 61.5 log10(105/7) = +72.3 mV."), "+72.3"),
    ("Ringer bei 22 °C: Kalium außen 3 mM, innen 100 mM. Kühlt man das Bad auf 5 °C, so verschiebt sich E_K auf -20,3 mV.", "-20,3"),
]  # fmt: skip
SILENT = [
    "For chloride, 110 mM outside and 11 mM inside, one computes at 20 °C -58.2 mV, and hence the current at +58.2 mV is twice that.",
    "With 110 mM chloride outside and 11 mM inside at 20 °C we know E_Cl; for the cation of the same gradient it would be +58.2 mV.",
    "With chloride 110 mM outside and 11 mM inside at 20 °C the cell was clamped at +58.2 mV to mirror E_Cl.",
    "With K+ 3 mM outside and 150 mM inside at 37 °C the plateau is at -45.4 mV, the spike at +240.8 mV.",
    "Cell at 37 °C: K+ 3 mM outside, 120 mM inside. With 6 mM outside E_K moves and the cell fires; the rest shifted by 37.1 mV.",
    "Cell at 37 °C: K+ 3 mM outside, 120 mM inside, then 6 mM outside. E_K is known; two steps shift it by 37.1 mV to 12 mM.",
    "Cell at 37 °C: K+ 3 mM outside, 120 mM inside. With 6 mM outside, E_K was observed to shift by 37.1 mV.",
    "At 37 °C 4 mM K+ outside, 140 mM inside. The cell hyperpolarized by 18.9 mV in the experiment.",
    "At 37 °C the cell has 4 mM K+ outside and 140 mM inside. The spike rises by 88 mV, the threshold moved 4 mV, the rest fell 12 mV.",
    "Each doubling of the sodium conductance is worth 36.9 mV at 37 °C.",
    "At 37 °C each doubling of the potassium moved the resting potential by only 9.3 mV.",
    "At 37 °C the cell has 150 mM K+ inside and 5 mM outside. Losing 1 mM of its potassium changes E_K by 0.28 mV.",
    "At 20 °C chloride is 110 mM outside and 11 mM inside; the driving force is +58.2 mV.",
    "At 20 °C, with chloride 110 mM outside and 11 mM inside, the outside is at +58.2 mV relative to the inside in equilibrium.",
    "At 20 °C, with potassium 2.5 mM outside and 100 mM inside the clamp must add +93.2 mV to cancel E_K.",
    "At 37 °C ECl = 61.5 log10(105/7) = +72.3 mV has the wrong sign, EK = 61.5 log10(5/130) = -87.0 mV has the right one.",
    "At 37 °C EK = -61.5 log10(130/5) = -87.0 mV and ECl = 61.5 log10(105/7) = 72.3 mV, with the sign still to be put.",
    "At 37 °C each doubling of the dose of KCl costs 37.1 mV of the signal.",
]  # fmt: skip


def kinds(text: str) -> dict[str, Kind]:
    """What is said of every potential, by its text."""
    verdicts = audit(text, name="a.md").verdicts
    return {v.claim.number.text.strip(): v.kind for v in verdicts if v.claim.law in ("nernst", "arithmetic")}


@pytest.mark.parametrize(("text", "value"), RIGHT)
def test_right_shifts_are_found(text: str, value: str) -> None:
    found = kinds(text)
    assert found.get(value) in AGREES | {Kind.CONDITIONAL}, found
    assert Kind.INCONSISTENT not in found.values(), found


@pytest.mark.parametrize(("text", "value"), WRONG)
def test_wrong_ones_are_called_wrong(text: str, value: str) -> None:
    found = kinds(text)
    assert [one for one, kind in found.items() if kind == Kind.INCONSISTENT] == [value], found


@pytest.mark.parametrize("text", SILENT)
def test_other_numbers_stay_silent(text: str) -> None:
    assert Kind.INCONSISTENT not in kinds(text).values()


ASKED = [
    (
        "A fibre at 20 °C has 120 mM K+ inside.\n\nWhat [K]o makes its E_K equal to -70.0 mV?\n\nKEY: 7.5 mM",
        "7.5",
    ),
]


@pytest.mark.parametrize(("text", "value"), ASKED)
def test_a_concentration_that_is_asked_for_is_never_wrong(text: str, value: str) -> None:
    verdicts = audit(text, name="a.md").verdicts
    assert Kind.INCONSISTENT not in {v.kind for v in verdicts if v.claim.number.text.strip() == value}
