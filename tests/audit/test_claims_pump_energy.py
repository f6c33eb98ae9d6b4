"""The work of one turn of the sodium pump, and the potential at which it stands still."""

from __future__ import annotations

import pytest

LAWS = ("pump_work", "pump_reversal")
V, C, K, X = "verified", "consistent", "conditional", "inconsistent"
# 3 F (60 + 70 mV) + 2 F (-70 + 95 mV) = 42.45 kJ/mol = 440 meV = 70.5 zJ; with 50 kJ/mol it stands still at -148.2 mV
EN = "With E_Na = +60 mV, E_K = -95 mV and V_m = -70 mV, "
DE = "Bei E_Na = +60 mV, E_K = -95 mV und V_m = -70 mV "
FR = "Avec E_Na = +60 mV, E_K = -95 mV et V_m = -70 mV, "
ES = "Con E_Na = +60 mV, E_K = -95 mV y V_m = -70 mV, "
# from concentrations it is 44.36 kJ/mol
MILLIMOLAR = (
    "At 37 °C, K+ is 140 mM inside and 4 mM outside, Na+ 12 mM inside and 145 mM outside, and the membrane potential is "
    "-70 mV. "
)
TABLE = "| quantity | value |\n|---|---|\n| E_Na | +60 mV |\n| E_K | -95 mV |\n| V_m | -70 mV |\n| pump work | {work} kJ/mol |\n"
LIST = "Sodium pump\n\n- E_Na = +60 mV\n- E_K = -95 mV\n- V_m = -70 mV\n- work per turn: {work} kJ/mol\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EN + "the work of the Na/K pump is 42.5 kJ/mol.", [("pump_work", V)]),
        (EN + "the work of the Na/K pump is 42.5 kJ per mole of ATP.", [("pump_work", V)]),
        (EN + "the work of the Na/K pump is 35.7 kJ/mol.", [("pump_work", X)]),
        (EN + "the Na/K pump works at a cost; the sum per ATP is 42.5 kJ/mol.", [("pump_work", V)]),
        (EN + "one cycle of the Na/K pump needs 440 meV, or 70.5 zJ.", [("pump_work", V), ("pump_work", V)]),
        (EN + "one cycle of the Na/K pump needs 44 meV.", [("pump_work", X)]),
        (EN + "the three sodium ions cost 37.6 kJ/mol, the two potassium ions cost 4.8 kJ/mol, and the pump needs 42.5 kJ/mol in all.",
         [("pump_work", V)] * 3),
        (MILLIMOLAR + "One turn of the sodium pump (3 Na+ out, 2 K+ in) costs 44.4 kJ/mol.", [("pump_work", V)]),
        (MILLIMOLAR + "One turn of the sodium pump (3 Na+ out, 2 K+ in) costs 34.4 kJ/mol.", [("pump_work", X)]),
        (MILLIMOLAR.replace("At 37 °C, ", "") + "One turn of the sodium pump costs 44.4 kJ/mol.", [("pump_work", K)]),
        (MILLIMOLAR.replace("At 37 °C, ", "") + "One turn of the sodium pump costs 34.4 kJ/mol.", []),
        (MILLIMOLAR + "ATP hydrolysis gives 55 kJ/mol. The sodium pump would reverse at -180 mV.", [("pump_reversal", V)]),
        (MILLIMOLAR + "ATP hydrolysis gives 55 kJ/mol. The sodium pump would reverse at -110 mV.", [("pump_reversal", X)]),
        (DE + "kostet ein Umlauf der Natrium-Kalium-Pumpe 42,5 kJ/mol. Die Hydrolyse von ATP liefert 50 kJ/mol. "
         "Die Pumpe steht still bei -148 mV.", [("pump_work", V), ("pump_reversal", V)]),
        (DE + "kostet ein Umlauf der Natrium-Kalium-Pumpe 24,5 kJ/mol.", [("pump_work", X)]),
        (FR + "un cycle de la pompe coûte 42,5 kJ/mol.", [("pump_work", V)]),
        (FR + "un cycle de la pompe coûte 32,5 kJ/mol.", [("pump_work", X)]),
        (ES + "un ciclo de la bomba de Na+ y K+ cuesta 42,5 kJ/mol.", [("pump_work", V)]),
        (TABLE.format(work="42.5"), [("pump_work", V)]),
        (TABLE.format(work="425"), [("pump_work", X)]),
        (LIST.format(work="42.5"), [("pump_work", V)]),
        (LIST.format(work="4.25"), [("pump_work", X)]),
    ],
)  # fmt: skip
def test_the_sodium_pump(judged, reruns, text, expected):
    found = judged(text, LAWS)
    assert [(law, kind) for law, _, kind in found] == expected
    assert reruns(text) >= len(found)


@pytest.mark.parametrize(
    "text",
    [
        EN + "the sodium pump has work to do: ATP hydrolysis yields 50 kJ/mol.",
        EN + "the Na/K pump works. ΔG_ATP = -57 kJ/mol.",
        EN + "the pump spends energy; each Na+ costs 12.5 kJ/mol.",
        EN + "a pump that moves 2 Na+ for 2 K+ would need 30 kJ/mol.",
        EN + "the calcium pump needs energy, some 55 kJ/mol.",
        EN + "the pump uses a third of the energy of the brain. Glucose gives 2870 kJ/mol.",
        EN + "students give the work of the Na/K pump as 12.5 kJ/mol.",
        EN + "the measured heat of the Na/K pump's work was 48 kJ/mol.",
        EN + "the sodium pump works, and the K+ current reverses at -95 mV.",
    ],
)
def test_other_energies_near_a_pump_are_not_called_wrong(judged, text):
    assert [kind for *_, kind in judged(text, LAWS) if kind in (V, X)] == []


# RT ln(1.2 mM/100 nM) + 2 F 70 mV = 37.73 kJ/mol = 391 meV = 62.7 zJ
CALCIUM = "At 37 °C and -70 mV, with Ca2+ 1.2 mM outside and 100 nM inside, the calcium pump (PMCA) "


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (CALCIUM + "spends an energy of 37.7 kJ/mol on one Ca2+.", [V]),
        (CALCIUM + "spends an energy of 391 meV, or 62.7 zJ, on one Ca2+.", [V, V]),
        (CALCIUM + "spends an energy of 24.2 kJ/mol on one Ca2+.", [X]),
        (CALCIUM + "spends an energy of 195 meV on one Ca2+.", [X]),
        (
            "Bei 37 °C und -70 mV, Ca2+ 1,2 mM außen und 100 nM innen, kostet die Calciumpumpe 37,7 kJ/mol.",
            [V],
        ),
        (
            "À 37 °C et -70 mV, Ca2+ 1,2 mM dehors et 100 nM dedans, la pompe à calcium coûte 73,7 kJ/mol.",
            [X],
        ),
        (CALCIUM + "spends the energy of ATP hydrolysis, some 50 kJ/mol.", []),
    ],
)
def test_the_calcium_pump(judged, reruns, text, kinds):
    found = judged(text, ("transport_free_energy",))
    assert [kind for *_, kind in found] == kinds
    assert reruns(text) >= len(found)
