"""What a second attack found: right currents, forces, means and Donnan potentials called wrong, and wrong ones verified.

Every text is of our own making; what counts is its kind. Where a sentence has a condition of its own, no number of
it may be judged with another's.
"""

# a text is read in one line
from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind


def _kinds(text: str) -> dict[str, Kind]:
    (report,) = audit(text, name="a.md").documents
    assert report.document is not None
    return {
        report.document.quote(v.claim.number.start, v.claim.number.unit_end): v.kind
        for v in report.verdicts
        if v.claim.settled is None
    }


GEL = "A gel with 40 mM of fixed negative charge in 80 mM NaCl has a Donnan potential of -6.4 mV at 25 °C. "
CHORD = "With g_K = 12 nS, g_Na = 2 nS, E_K = -85 mV and E_Na = +55 mV the resting potential is -65.0 mV. "
THREE = "g_K = 12 nS, g_Na = 2 nS and g_Cl = 6 nS; E_K = -90, E_Na = +60, E_Cl = -70 mV. The chord conductance equation gives a resting potential of -69.0 mV. "

RIGHT = [
    # the verb is left out of the second half
    "The neuron rests at -65 mV. E_K is -90 mV and E_Na +60 mV, so the driving force on potassium is +25 mV and on sodium -125 mV.",
    "E_K is -90 mV and E_Na +60 mV. At -65 mV, the driving force on K+ is +25 mV and on Na+ -125 mV.",
    "Die Zelle ruht bei -65 mV. E_K beträgt -90 mV und E_Na +60 mV. Die treibende Kraft für Kalium ist also +25 mV und für Natrium -125 mV.",
    "La cellule est à -65 mV. E_K vaut -90 mV et E_Na +60 mV. La force motrice pour K+ est donc +25 mV et pour Na+ -125 mV.",
    "La célula reposa a -65 mV. E_K es -90 mV y E_Na +60 mV. La fuerza impulsora sobre el potasio es +25 mV y sobre el sodio -125 mV.",
    # how many channels, how much of them is open
    "A 30 pS channel at a driving force of 50 mV carries 1.50 pA. A hundred of them carry 150 pA and a thousand 1.50 nA.",
    "A single channel of 200 pS at +35 mV with E_K = -85 mV carries 24.0 pA. Ten of them carry 240 pA, a hundred 2.40 nA.",
    "Each of the 2000 channels has 15 pS. At +20 mV with E_K = -85 mV one channel carries 1.58 pA; the whole membrane carries 3.15 nA if all are open and 315 pA if a tenth of them are.",
    "Les canaux ont une conductance de 200 pS. À +35 mV, avec E_K = -85 mV, un canal laisse passer 24,0 pA et cent canaux 2,40 nA.",
    "Ein Kanal von 200 pS trägt bei +35 mV und E_K = -85 mV einen Strom von 24,0 pA, hundert Kanäle tragen 2,40 nA.",
    "The maximal potassium conductance is 24 mS/cm² and E_K is -80 mV. At rest (-60 mV) only 1 % of it is open and the potassium current is 4.80 µA/cm².",
    "At -60 mV the potassium current, with g_K = 24 mS/cm², n⁴ = 0.01 and E_K = -80 mV, is 4.80 µA/cm².",
    "The persistent sodium current is 1 % of the transient one: with g_Na = 80 nS, E_Na = +55 mV and V = -45 mV the latter would be -8.00 nA, the former -80.0 pA.",
    "During the train the maximal conductance had risen tenfold from 3 to 30 nS, and the current at a driving force of 60 mV from 180 pA to 1.80 nA.",
    "A leak of 0.2 mS/cm² at -75 mV with E = -60 mV gives -3 µA/cm², in a 2000 µm² cell -60 pA. In the axon g_Na = 2 nS and E_Na = +45 mV.",
    # million behind the result
    "N = 0.9 pC / 1.6e-19 C = 5.6 million.",
    "N = 0,9 pC / 1,6e-19 C = 5,6 Millionen.",
    "n = 12 pF × 75 mV / 1.602e-19 C = 5.6 million ions.",
    "n = 0.9 pC / 1.6e-19 C = 5.6 millions d'ions.",
    "n = 0.9 pC / 1.6e-19 C = 5.6 millones.",
    # another charge, another salt
    "A gel with 40 mM fixed negative charge in 80 mM NaCl (25 °C) has a Donnan potential of -6.4 mV; with 400 mM of charge it would be -42.3 mV, with 4 mM -0.64 mV.",
    "Donnan potential at 25 °C in 80 mM NaCl: -6.4 mV at 40 mM of fixed negative charge, -24.8 mV at 180 mM and -42.3 mV at 400 mM.",
    GEL + "If the fixed charge doubles, the Donnan potential is -12.4 mV.",
    GEL + "With a tenth of the salt, the Donnan potential is -42.3 mV.",
    GEL + "If half of the charge is neutralised, the Donnan potential is -3.2 mV.",
    GEL + "When the gel swells to twice its volume, the Donnan potential is -3.2 mV.",
    GEL + "The Donnan potential vanishes (0.0 mV) at the isoelectric point.",
    "Un gel con 40 mM di carica negativa fissa in 80 mM di NaCl ha a 25 °C un potenziale di Donnan di -6,4 mV. Se la carica raddoppia, il potenziale di Donnan è -12,4 mV.",
    "Ein Gel mit 40 mM fester negativer Ladung in 80 mM NaCl hat bei 25 °C ein Donnan-Potential von -6,4 mV. Wird die Ladung verdoppelt, ist das Donnan-Potential -12,4 mV.",
    "A gel with 40 mM of fixed negative charge stands in 80 mM NaCl (25 °C). In it Na+ is 102.5 mM and Cl- 62.5 mM, and the Donnan potential -6.4 mV. It had been prepared with 120 mM Na+ and 80 mM Cl-, so it first lost Na+ and Cl-.",
    # another reversal potential, conductance, current
    CHORD + "Lowering external potassium to 2 mM moved E_K to -110 mV, and the membrane went to -86.4 mV.",
    CHORD + "\n\nIn the second experiment E_K was -110 mV; the cell rested at -86.4 mV.",
    THREE + "If g_Na rises tenfold to 20 nS, the membrane moves to -7.9 mV. Blocking chloride at rest leaves -68.6 mV.",
    THREE + "TTX abolishes g_Na: V = -83.3 mV. Raising E_K to -80 mV instead gives -63.0 mV.",
    "g_K = 12 nS (E_K = -85 mV) and a leak of 2 nS (E = 0 mV): V is -72.9 mV; at an open probability of 0.1 V is -31.9 mV.",
]  # fmt: skip

UNVERIFIED = [
    # each number is true of the other condition
    ("| Radius (µm) | λ (mm) |\n|---|---|\n| 0.5 | 1.00 |\n| 1 | 0.71 |\n| 2 | 1.41 |\n\nR_m = 20 kΩ cm², R_i = 100 Ω cm: λ = sqrt(a R_m / 2 R_i).", "0.71"),
    ("g = 12 nS, E = -85 mV. I = 1080 pA at -65 mV and 240 pA at +5 mV.", "240 pA"),
    ("g_K = 12 nS, E_K = -85 mV. At -45 mV the current is 240 pA, and at -65 mV 480 pA.", "240 pA"),
    ("g_K = 12 nS, E_K = -85 mV. At -45 mV the current is 240 pA, and at -65 mV 480 pA.", "480 pA"),
    ("g_K = 12 nS, E_K = -85 mV. Bei -45 mV beträgt der Strom 240 pA, und bei -65 mV 480 pA.", "480 pA"),
    ("E_K = -90.5 mV and E_Na = +61.3 mV. At -65 mV the driving forces are -126.3 mV for potassium and 25.5 mV for sodium.", "25.5 mV"),
    ("E_K = -90,5 mV et E_Na = +61,3 mV. À -65 mV la force motrice vaut -126,3 mV pour K+, 25,5 mV pour Na+.", "25,5 mV"),
    ("E_K = -90,5 mV y E_Na = +61,3 mV. A -65 mV la fuerza impulsora es -126,3 mV para K+ y 25,5 mV para Na+.", "25,5 mV"),
    ("E_K = -85 mV. The driving force is 20 mV at -65 mV and 20.0 mV at -45 mV.", "20.0 mV"),
    ("g_K = 12 nS, g_Na = 2 nS, E_Na = +55 mV. With E_K = -85 mV the cell rests at -39.3 mV, with E_K = -55 mV at -65.0 mV.", "-65.0 mV"),
    ("g_K = 12 nS, g_Na = 2 nS, E_Na = +55 mV. With E_K = -85 mV the cell rests at -39.3 mV, with E_K = -55 mV at -65.0 mV.", "-39.3 mV"),
    ("g_K = 12 nS, g_Na = 1 nS, E_K = -85 mV, E_Na = +55 mV, V = -65 mV.\n\nI_K = -120.0 pA, I_Na = +240.0 pA", "-120.0 pA"),
    ("A gel with 40 mM of fixed negative charge in 80 mM NaCl has a Donnan potential of -42.3 mV at 25 °C. When the bath is diluted tenfold to 8 mM NaCl, the Donnan potential becomes -6.4 mV.", "-6.4 mV"),
    ("A gel with 40 mM of fixed negative charge in 80 mM NaCl has a Donnan potential of -6.4 mV at 25 °C. With half of the charge lost, the Donnan potential is -6.42 mV.", "-6.42 mV"),
    ("λ = sqrt(a R_m / 2 R_i), R_m = 20 kΩ cm², R_i = 100 Ω cm. λ is 1.41 mm at a radius of 1 µm and 1.00 mm at 2 µm.", "1.00 mm"),
    ("A cell of 20 µm diameter has 1257 µm², and a cell of 40 µm diameter 1256.6 µm².", "1256.6 µm²"),
    ("τ = 12 ms for 1 GΩ and 12 pF. In cell 2, with 24 pF and 1 GΩ, it is 12.0 ms.", "12.0 ms"),
    ("The Debye length in 150 mM NaCl at 25 °C is 2.48 nm and in 15 mM 0.79 nm.", "2.48 nm"),
    ("g_GABA = 4 nS. In one cell E_GABA = -55 mV. In another cell the channel passes -60 pA at -70 mV with E_GABA = -85 mV.", "-60 pA"),
    ("g_K = 12 nS, E_K = -85 mV; g_Na = 3 nS, E_Na = +55 mV; V = -25 mV. The outward current is -240 pA.", "-240 pA"),
    # a factor the wrong way round, a conductance left out unsaid
    ("A synapse has 8 nS (E = 0 mV); g_rest = 8 nS, E_rest = -72 mV. Ten synapses bring the cell to -65.5 mV.", "-65.5 mV"),
    ("g_K = 12 nS, g_Na = 2 nS, g_Cl = 6 nS; E_K = -90 mV, E_Na = +60 mV, E_Cl = -70 mV. The cell rests at -68.6 mV.", "-68.6 mV"),
    (THREE + "Blocking chloride gives -83.3 mV.", "-83.3 mV"),
    # a lost minus beside printed plus signs
    ("V = -65 mV.\n\n| ion | E (mV) | driving force (mV) |\n|---|---|---|\n| K+ | -90.5 | +25.5 |\n| Na+ | +61.3 | 126.3 |\n", "126.3"),
    ("E_K is -90.5 mV and E_Na is +61.3 mV. At -65 mV the driving force on K+ is +25.5 mV and on Na+ 126.3 mV.", "126.3 mV"),
    # a gate left out, another cell's potential
    ("g_Na = 60 mS/cm², E_Na = +45 mV. At -15 mV with m³h = 0.2 the sodium current is -3.60 mA/cm².", "-3.60 mA/cm²"),
    ("g_h = 4 nS, E_h = -35 mV. At -75 mV, 20 % is activated: I_h = -160 pA.", "-160 pA"),
    # the other way round
    (GEL + "An electrode in the bath, referred to the gel, reads a Donnan potential of -6.36 mV.", "-6.36 mV"),
    (GEL + "The Donnan potential of the bath relative to the gel is -6.41 mV.", "-6.41 mV"),
]  # fmt: skip


VERIFIED = [
    ("g_K = 12 nS, E_K = -85 mV. I_K = 240 pA at -65 mV and 1080 pA at +5 mV.", ["240 pA", "1080 pA"]),
    ("g_K = 12 nS, E_K = -85 mV. At -45 mV the current is 480 pA, and at -65 mV 240 pA.", ["480 pA", "240 pA"]),
    ("E_K = -90.5 mV and E_Na = +61.3 mV. At -65 mV the driving forces are 25.5 mV for potassium and -126.3 mV for sodium.", ["25.5 mV", "-126.3 mV"]),
    ("E_K is -90 mV and E_Na is +60 mV. At -65 mV, the driving force on K+ is +25 mV and on Na+ -125 mV.", ["+25 mV", "-125 mV"]),
    ("A gel with 40 mM of fixed negative charge in 80 mM NaCl has a Donnan potential of -6.4 mV at 25 °C. With 400 mM of fixed negative charge in 80 mM NaCl the Donnan potential is -42.3 mV.", ["-6.4 mV", "-42.3 mV"]),
    ("A cell of 20 µm diameter has 1257 µm², and a cell of 40 µm diameter 5027 µm².", ["1257 µm²", "5027 µm²"]),
    ("τ = 12 ms for 1 GΩ and 12 pF. In cell 2, with 24 pF and 1 GΩ, it is 24 ms.", ["12 ms", "24 ms"]),
    (THREE + "Blocking chloride gives -68.6 mV.", ["-69.0 mV", "-68.6 mV"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right"), VERIFIED)
def test_a_number_of_its_own_condition_is_still_verified(text: str, right: list[str]) -> None:
    kinds = _kinds(text)
    assert [kinds.get(each) for each in right] == [Kind.VERIFIED] * len(right)


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_text_is_not_called_wrong(text: str) -> None:
    assert Kind.INCONSISTENT not in _kinds(text).values()


@pytest.mark.parametrize(("text", "wrong"), UNVERIFIED)
def test_a_number_of_another_condition_is_not_verified(text: str, wrong: str) -> None:
    assert _kinds(text).get(wrong, Kind.UNCHECKED) in (Kind.UNCHECKED, Kind.INCONSISTENT, Kind.CONDITIONAL)
