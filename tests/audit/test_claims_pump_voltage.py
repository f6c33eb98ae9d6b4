"""Membrane potentials with an electrogenic pump (Mullins and Noda), and what the pump adds."""

from __future__ import annotations

import pytest

LAWS = ("mullins_noda", "electrogenic_shift")
V, C, K, X = "verified", "consistent", "conditional", "inconsistent"
# 4/140 mM K, 145/12 mM Na, 1 : 0.04 at 37 degC: -77.01 mV, of which the pump adds -5.84 mV
STATED = "At 37 °C, K+ is 140 mM inside and 4 mM outside, Na+ 12 mM inside and 145 mM outside. "
GERMAN = "Bei 37 °C: K+ 140 mM innen und 4 mM außen, Na+ 12 mM innen und 145 mM außen; P_Na/P_K = 0,04. "
FRENCH = "À 37 °C: K+ 140 mM dedans et 4 mM dehors, Na+ 12 mM dedans et 145 mM dehors; P_Na/P_K = 0,04. "
SPANISH = "A 37 °C: K+ 140 mM dentro y 4 mM fuera, Na+ 12 mM dentro y 145 mM fuera; P_Na/P_K = 0,04. "
LIST = (
    STATED
    + "P_K : P_Na = 1 : 0.04.\n\n- Mullins-Noda voltage with r = 1.5: {voltage} mV\n- electrogenic shift: -5.8 mV\n"
)
TABLE = """At 37 °C a pump moves 3 Na+ out for 2 K+ in, and P_Na = 0.04 P_K.

| ion | outside (mM) | inside (mM) |
|---|---|---|
| K+ | 4 | 140 |
| Na+ | 145 | 12 |

The Mullins-Noda equation predicts {voltage} mV.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            STATED + "P_K : P_Na = 1 : 0.04. The Mullins-Noda equation with r = 1.5 gives -77 mV.",
            [("mullins_noda", V)],
        ),
        (
            STATED + "P_Na = 0.04 P_K. By Mullins and Noda, with r = 3/2, V_m = -77.0 mV.",
            [("mullins_noda", V)],
        ),
        (
            STATED + "P_Na is 4 % of P_K. The Mullins-Noda voltage is -83 mV for r = 1.5.",
            [("mullins_noda", X)],
        ),
        (
            STATED + "P_K = 1 and P_Na = 0.04. Three sodium ions leave for two potassium ions. "
            "By Mullins and Noda the membrane rests at -77 mV, so the pump adds 5.8 mV.",
            [("mullins_noda", V), ("electrogenic_shift", V)],
        ),
        (
            STATED
            + "P_K : P_Na = 1 : 0.04. With r = 1 the Mullins-Noda equation gives -71.2 mV, with r = 1.5 it gives -77.0 mV.",
            [("mullins_noda", V), ("mullins_noda", V)],
        ),
        (
            GERMAN + "Mit dem Kopplungsverhältnis r = 1,5 ergibt die Mullins-Noda-Gleichung -77,0 mV. "
            "Der elektrogene Beitrag der Pumpe beträgt 5,8 mV.",
            [("mullins_noda", V), ("electrogenic_shift", V)],
        ),
        (GERMAN + "Mit r = 1,5 ergibt die Mullins-Noda-Gleichung -67,0 mV.", [("mullins_noda", X)]),
        (FRENCH + "L'équation de Mullins-Noda avec r = 3/2 donne -77,0 mV.", [("mullins_noda", V)]),
        (SPANISH + "La ecuación de Mullins-Noda con r = 1,5 da -77,0 mV.", [("mullins_noda", V)]),
        (SPANISH + "La ecuación de Mullins-Noda con r = 1,5 da -82,0 mV.", [("mullins_noda", X)]),
        (LIST.format(voltage="-77.0"), [("mullins_noda", V), ("electrogenic_shift", V)]),
        (LIST.format(voltage="-70.7"), [("mullins_noda", X), ("electrogenic_shift", V)]),
        (TABLE.format(voltage="-77"), [("mullins_noda", V)]),
        (TABLE.format(voltage="+77"), []),
        # the ratio at the end of a sentence is a ratio still
        (
            STATED + "P_Na/P_K = 0.04. The pump has r = 3/2. By Mullins-Noda V_m = -77.0 mV.",
            [("mullins_noda", V)],
        ),
    ],
)
def test_the_potential_with_a_pump(judged, reruns, text, expected):
    found = judged(text, LAWS)
    assert [(law, kind) for law, _, kind in found] == expected
    assert reruns(text) >= len(found)


def test_without_a_temperature_it_is_conditional(judged):
    text = (
        STATED.replace("At 37 °C, ", "")
        + "P_K : P_Na = 1 : 0.04. The Mullins-Noda equation with r = 1.5 gives -77 mV."
    )
    assert [kind for *_, kind in judged(text, LAWS)] == [K]


@pytest.mark.parametrize(
    "text",
    [
        # no coupling ratio, no permeabilities, a measurement, a general remark, another law
        STATED + "P_K : P_Na = 1 : 0.04. The Mullins-Noda equation gives -77 mV.",
        STATED + "The Mullins-Noda equation with r = 1.5 gives -87 mV.",
        STATED
        + "P_K : P_Na = 1 : 0.04, r = 1.5. With the electrogenic pump we measured -85 mV, not what Mullins and Noda predict.",
        STATED
        + "P_K : P_Na = 1 : 0.04, r = 1.5. The electrogenic pump typically contributes about 10 mV in snail neurons.",
        STATED
        + "P_K : P_Na = 1 : 0.04. With r = 1.5 Mullins-Noda needs more than the GHK voltage of -60 mV.",
        STATED + "P_K : P_Na = 1 : 0.04, r = 1.5. Mullins and Noda knew that E_K is -95 mV.",
        STATED
        + "P_K : P_Na = 1 : 0.04, r = 1.5 (Mullins-Noda). When the pump is blocked by ouabain the cell goes to -65 mV.",
        STATED
        + "P_K : P_Na = 1 : 0.04, r = 1.5. Students who apply Mullins-Noda with the sides swapped get -30 mV.",
        "An electrogenic pump moves 3 Na+ for 2 K+ and makes the inside 5 mV more negative.",
    ],
)
def test_what_is_no_such_claim_is_never_called_wrong(judged, text):
    assert [kind for *_, kind in judged(text, LAWS) if kind in (X, V)] == []
