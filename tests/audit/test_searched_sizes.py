"""Sizes, capacitances, charges, ions, shares and cable constants whose values stand anywhere in a document."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

W = Kind.INCONSISTENT
RULES = frozenset(
    ("NE105", "NE106", "NE110", "NE111", "NE112", "NE113", "NE114", "NE115", "NE116", "NE117", "NE124")
)


def _judged(text: str, name: str = "a.md") -> dict[str, bool]:
    """The printed numbers that were judged, and whether they agree."""
    found = audit(text, name=name).verdicts
    return {v.claim.number.text.strip(): v.kind != W for v in found if v.claim.rule in RULES}


FORUM = """Physics forum > membrane as capacitor

anna: a patch of 2.0 mm^2, thickness 8 nm, dielectric constant 6. Inside at -75.0 mV. How many monovalent ions?

ben: C = 6 x 8.85x10^-12 x 2.0x10^-6 / 8x10^-9 = 1.33x10^-8 F
   Q = 1.33x10^-8 F x 75.0 mV = 1.0x10^-9 C
   ions: so roughly 6x10^9

By the way the field is V/d = 9.4x10^7 V/m.

anna: and for a round cell, radius 5 um, 1 uF/cm2, 0.15 M KCl, 100 mV?

ben: - surface 314 um2, 3.14 pF
- 0.314 pC or 2.0 million ions
- the cell is 0.52 pL, it holds 4.7x10^10 ions of potassium
- that is 4.2x10^-5, i.e. 0.0042 %
"""
NOTES = """: units: v (mV), diam, L (um), Ra (ohm cm), cm (uF/cm2), g_pas (S/cm2)
: g_pas = 5e-5 S/cm2 (Rm = 20000 ohm cm2), Ra = 150 ohm cm, cm = 1 uF/cm2
: tau_m = 20 ms
: lambda = sqrt(diam*Rm/(4*Ra)):  diam = 3 -> 1000 um
:                                 diam = 1 -> 577 um
: soma: diam = 18, area 1018 um2, capacitance 10.2 pF
: dend: L = 250, diam = 1.2, area 942 um2, capacitance 94.2 pF
"""
CALLS = """DEFAULTS
    Rm  20 kohm*cm2
    Ri  150 ohm*cm
    Cm  1 uF/cm2

.. function:: length_constant(diameter, Rm, Ri)

    >>> length_constant(4*um)
    1155 um
    >>> length_constant(1*um)
    577 um
    >>> length_constant(16*um)
    4619 um

.. function:: sphere(diameter)

    >>> s = sphere(12*um)
    >>> s.area              # 452 um2
    >>> s.capacitance       # 4.52 pF
    >>> s.volume            # 9.05 pL
"""
EXERCISE = """Eine Nervenzelle habe 18 µm Durchmesser, eine Kapazität von 1 µF/cm² und 140 mmol/l Kalium.

a) Oberfläche 1018 µm², Kapazität 10,2 pF
b) Für 90 mV Hub braucht man 0,92 pC, das sind rund 5,7 Millionen einwertige Ionen.
c) Das Volumen ist 3,05 pl, darin sind 2,6·10¹¹ Kaliumionen.
d) Es wandern also nur 0,0022 % der Ionen. Die Konzentration ändert sich um 3,1 µmol/l.
"""
CABLES = """R_m = 12 kΩ·cm², R_i = 120 Ω·cm.

- 1 µm branch: λ = 0.50 mm
- 4 µm branch: λ = 1.00 mm
- 9 µm trunk: λ = 4.5 mm
"""
SCREENED = (
    "In water at 25 °C: 0.1 M gives a Debye length of 0.96 nm. Diluting the salt to 25 mM doubles it, to 1.92 nm; "
    "at 4 mM it would be 4.8 nm and at 1 mM 96 nm."
)


QUIZ = """1. Mitochondrial inner membrane: 150 mV across 6 nm. Field? **Answer:** 2.5 × 10⁷ V/m.
2. A fibre of 80 µm diameter and 3 cm length at 5 µF/cm². Capacitance? **Answer:** 3.8 µF.
3. Its charge for 120 mV? **Answer:** 45 nC.
"""
COLUMNS = """| Quantity | soma | axon (1 mm) |
|---|---|---|
| diameter | 20 µm | 2 µm |
| area | 1257 µm² | 6283 µm² |
| capacitance (1 µF/cm²) | 12.6 pF | 628 pF |
"""
PER_CENT = "Per caricare 8,04 pF a 100 mV servono 0,80 pC, cioè 5,0×10⁶ ioni, lo 0,0028 % degli 1,8×10¹¹ ioni della cellula."
VESICLE = "The synaptic vesicle (diameter 40 nm) has a surface of 5030 nm² and a capacitance of 0.05 fF at 1 µF/cm². It contains 1500 ions at 75 mM."


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (QUIZ, ["2.5 × 10^7", "45"], ["3.8"]),
        (COLUMNS, ["1257", "12.6"], ["628"]),
        (PER_CENT, ["0,80", "5,0×10^6", "0,0028"], []),
        (VESICLE, ["0.05", "1500"], []),
        (FORUM, ["6x10^9", "314", "3.14", "0.314", "2.0 million", "0.52", "4.7x10^10", "4.2x10^-5", "0.0042"],
         ["9.4x10^7"]),
        (NOTES, ["20", "1000", "577", "1018", "10.2"], ["94.2"]),
        (CALLS, ["1155", "577", "452", "4.52"], ["4619", "9.05"]),
        (EXERCISE, ["1018", "10,2", "0,92", "5,7 Millionen", "3,05", "2,6·10^11", "0,0022", "3,1"], []),
        (CABLES, ["0.50", "1.00"], ["4.5"]),
        (SCREENED, ["0.96", "1.92", "4.8"], ["96"]),
    ],
)  # fmt: skip
def test_documents(text: str, right: list[str], wrong: list[str]) -> None:
    found = _judged(text)
    assert {value: found.get(value) for value in right} == dict.fromkeys(right, True)
    assert sorted(value for value, holds in found.items() if not holds) == sorted(wrong)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # a power of ten, said again in other words
        ("Ein Muskel hat 75 pF. Um 100 mV umzuladen, braucht man 7,5 pC, also etwa 4,7 · 10¹⁰ Ionen.", "4,7 · 10^10"),
        ("An open channel carries 2 pA. In 3 ms about 3.7 × 10⁷ ions pass.", "3.7 × 10^7"),
        ("Upstroke 250 V/s, 1 cm2, 1 uF: a capacitive current of 0.25 uA/cm2.", "0.25"),
        # two ways to the same value, and another number
        ("A cell of 25 MΩ, that is 40 nS, and 120 pF has a time constant of 4.8 ms.", "4.8"),
        # a section for a surface, the diameter for the radius
        ("Sphere of radius 6 µm at 1 µF/cm²: 1.1 pF.", "1.1"),
        ("A sphere of 14 µm diameter has a surface of 2463 µm².", "2463"),
        # the valence multiplied instead of divided
        ("A charge of 0.64 pC moves. With Ca²⁺ this takes 8 million ions.", "8 million"),
        # a root forgotten
        ("The thin dendrite has a length constant of 0.40 mm. One that is four times as thick has a length constant of 1.6 mm.", "1.6"),
        ("R_m = 12 kΩ·cm², R_i = 120 Ω·cm. A 4 µm dendrite has λ = 1.00 mm. If R_m falls to 3 kΩ·cm², λ of the 4 µm dendrite becomes 0.25 mm.", "0.25"),
        # a proportion upside down
        ("1 µF/cm² at 6 nm means a permittivity of 6.8, at 3 nm of 13.6.", "13.6"),
        # ten times more
        ("The share is 0.02 % in this cell. In a small one it is ten times larger, 2 %.", "2"),
        # the last charge changes the voltage
        ("The membrane has 2 µF/cm². Channels bring 9.0×10⁻⁸ C/cm² in. This changes V by 4.5 mV.", "4.5"),
    ],
)  # fmt: skip
def test_slips(text: str, wrong: str) -> None:
    assert _judged(text).get(wrong) is False


@pytest.mark.parametrize(
    "text",
    [
        "Time constant: 10 kΩ·cm² × 1 µF/cm² = 10 ms. Synaptic currents decay with a time constant of 1.0 ms.",
        "R_m = 10 kΩ·cm², C_m = 1 µF/cm². During the synaptic barrage the time constant falls to 1.0 ms.",
        "R_m = 10 kΩ·cm², C_m = 1 µF/cm². The time constant would be 100 ms if R_m were ten times larger.",
        "The 3.14 pF of this cell need 0.314 pC for 100 mV. In mitochondria a charge of 3.1 fC suffices.",
        "Upstroke 100 V/s and 1 µF/cm² give a capacitive current of 100 µA/cm². The sodium current reaches 1 mA/cm².",
        "In 1 ms 1 nA carries 1 pC. 10 nA carry 10 pC, or 62 million charges.",
        ("A sphere of radius 10 µm has an area of 1257 µm² and a volume of 4.19 pL. A cylinder of the same radius and "
        "20 µm length has an area of 1257 µm² and a volume of 6.28 pL."),
        "The axon has a diameter of 2 µm, R_m = 10 kΩ cm² and R_i = 100 Ω cm: λ = 0.71 mm. With myelin λ is 7.1 mm.",
        "A dendrite has λ = 1.0 mm. If it is twice as long, λ stays 1.0 mm.",
        "λ is 0.5 mm. In a fibre with four times the diameter and four times the R_m, λ is 2.0 mm.",
        "The sphere has a radius of 8 µm. At 1 µF/cm² it has 8.0 pF. A whole-cell recording gave 10 pF.",
        "Each channel passes 1 pA for 1 ms: about 6200 ions. A hundred channels pass 620 000 ions.",
        "With 10 pF and 100 mV the charge is 1 pC, that is 6.2 million ions. The cell holds 10 billion ions.",
        "In water at 25 °C the Debye length is 0.96 nm in 0.1 M NaCl. In sea water, 0.7 M, it is 0.36 nm. Water molecules are 0.28 nm across.",
        "Relative permittivity: 1 µF/cm² at 5 nm means 5.6. Water has a permittivity of 80, and oil of 2.",
        "A cell is 10 µm across. Its nucleus has a volume of 52 fL. The cell has a surface of 314 µm².",
        "Die Zelle hat 20 µm Durchmesser und 1 µF/cm². Ihre Kapazität ist 12,6 pF, mit Dendriten 126 pF.",
        "The membrane of 6 nm carries −90 mV; E = 15 MV/m. In the cell wall, with 9 mV on 60 nm, the field is 0.15 MV/m.",
        "A student found 12.6 nF for a sphere of 20 µm diameter at 1 µF/cm². Three powers too many.",
        "The share of the potassium is 0.02 %. In a small cell it is ten times larger, 0.2 %. In a mutant it is 2 %.",
        "A 20 µm neuron with long dendrites has 126 pF at 1 µF/cm².",
        "Which charge does 20 pF carry at 35 mV?\n\na) 7.0 pC\nb) 0.07 pC\n",
        "Cells had 12 pF, 15 pF, 18 pF, 21 pF and 24 pF. Steps of 11 mV, 22 mV and 34 mV were tried. The charge is 2.6 pC.",
    ],
)  # fmt: skip
def test_right_numbers_are_never_wrong(text: str) -> None:
    assert [value for value, holds in _judged(text).items() if not holds] == []


@pytest.mark.parametrize(
    "text",
    [
        "The pipette has a diameter of 2 µm. Its capacitance of 1.3 pF is compensated.",
        "A 20 µm cell was plated on an area of 1257 µm² of a dish.",
        "About 20 % of the lipids are charged in 30 mM and 150 mM salt.",
        "Half of V(0) is left at 500 µm; the dendrite has a diameter of 1 µm, R_m = 10 kΩ·cm² and R_i = 100 Ω·cm.",
    ],
)
def test_other_things_stay_silent(text: str) -> None:
    assert _judged(text) == {}


def test_many_numbers_take_linear_time() -> None:
    """A list of thousands of capacitances looks at a bounded number of values for each."""
    text = "The capacitance and the charge of round cells, 1 µF/cm².\n\n" + "\n".join(
        f"- diameter {10 + i % 37} µm, capacitance {3 + i % 41}.{i % 10} pF, {i % 90 + 11} mV"
        for i in range(600)
    )
    assert audit(text, name="a.md").verdicts is not None
