"""Potentials of what sentences change, of columns, cards and sheets of problems; what must stay silent."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

CELL = "At 20 °C the neurone has K+ 3 mM outside and 150 mM inside, Na+ 120 mM outside and 15 mM inside."
AGREES = {Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL}


def kinds(text: str) -> dict[str, Kind]:
    """What is said of every potential, by its text."""
    verdicts = audit(text + "\n", name="<test>").verdicts
    return {verdict.claim.number.text: verdict.kind for verdict in verdicts if verdict.claim.law == "nernst"}


RIGHT = [
    (CELL + "\n\nPotassium doubled to 6 mM. E_K becomes -81 mV, that is 17.5 mV less negative.", "-81", "17.5"),
    (CELL + "\n\nSodium halved to 60 mM: E_Na falls by 17.5 mV to +35.0 mV; so much for that.", "17.5", "+35.0"),
    (CELL + "\n\n[K]o 3 -> 30 mM: EK moves by +58 mV, to -40.7 mV", "+58", "-40.7"),
    (CELL + "\n\nIf external potassium is doubled, E_K becomes -81.3 mV.", "-81.3"),
    (CELL + "\n\nKalium außen von 3 auf 12 mM: E_K steigt auf -63.8 mV.", "-63.8"),
    (("Chloride in the bath was 120 mM at 30 °C; cells held between 10 and\n40 mM. Expressed as equilibrium potentials "
     "that is a spread from -64.9 mV to -28.7 mV."), "-64.9", "-28.7"),
    (("| | before | in labour | next day |\n|---|---|---|---|\n| K+ (mmol/L) | 4.0 | 7.0 | 5.0 |\n\n"
     "Muscle contains 150 mmol/L of potassium. With 61.5 mV per decade her E_K was\n\n- -96.8 mV before,\n- -81.9 mV in labour."),
     "-96.8", "-81.9"),
    (("1. A cell is permeable to K+ only. [K+]in = 100 mM, [K+]out = 10 mM, use 60 mV per tenfold. Vm = ?\n"
     "   a) +60 mV   b) -60 mV\n   KEY: b. The ratio is ten, hence Vm = -60.0 mV."), "-60.0"),
    ("Pocket card\n\n- K+, 3 out, 150 in: -99 mV\n- Na+, 150 out, 15 in: +58 mV\n- Cl-, 120 out, 6 in: -76 mV", "-99", "+58", "-76"),
    ((".. function:: nernst(ci, co, z)\n\n    Uses the global ``celsius`` (6.3 unless you set it).\n\n"
     "    >>> nernst(60, 3, 1)      # ki, ko\n    -72.1\n"), "-72.1"),
    (("1. Squid axon at 20 °C, concentrations in mM:\n\n| ion | outside | inside | Nernst potential |\n|---|---|---|---|\n"
     "| K+ | 10 | 400 | -93.2 mV |\n| Na+ | 440 | 44 | +58.2 mV |\n\n"
     "2. The same at 37 °C is not the topic; a frog fibre is kept at 18 °C. What follows from its length of 3 cm and its width?\n\n"
     "3. Name three reasons why a pump is needed, and what happens to the cell when it is stopped for an hour or so."),
     "-93.2", "+58.2"),
]  # fmt: skip


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case[0][-50:])
def test_right_potentials_are_found(case: tuple[str, ...]) -> None:
    found = kinds(case[0])
    assert {value: found.get(value) in AGREES for value in case[1:]} == dict.fromkeys(case[1:], True), found


WRONG = [
    (CELL + "\n\n[Na]o 120 -> 60 mM: ENa falls to +26 mV", "+26"),
    (CELL + "\n\n[K]o 3 -> 6 mM: EK moves by +29 mV", "+29"),
    (CELL + "\n\nRecorded at 37 °C instead. E_K is then -183 mV.", "-183"),
    (CELL + "\n\nDomanda: se il potassio esterno raddoppia, da 3 a 6 mM, che cosa succede a E_K?\n"
     "Risposta: il potenziale si dimezza, cioè passa a -49 mV.", "-49"),
    (("| | before | in labour | next day |\n|---|---|---|---|\n| K+ (mmol/L) | 4.0 | 7.0 | 5.0 |\n\n"
     "Muscle contains 150 mmol/L of potassium. With 61.5 mV per decade her E_K was\n\n- -96.8 mV before,\n- -91.8 mV in labour."),
     "-91.8"),
    (("Pocket card\n\n- K+, 3 out, 150 in: -99 mV\n- Na+, 150 out, 15 in: +58 mV\n- Cl-, 120 out, 6 in: -76 mV\n"
     "- Ca2+, 1 mM out, 100 nM in: +232 mV"), "+232"),
    ((".. function:: nernst(ci, co, z)\n\n    Uses the global ``celsius`` (6.3 unless you set it).\n\n"
     "    >>> nernst(6, 120, -1)      # cli, clo\n    72.1\n"), "72.1"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), WRONG)
def test_wrong_potentials_are_caught(text: str, value: str) -> None:
    assert kinds(text).get(value) == Kind.INCONSISTENT, kinds(text)


SILENT = [
    # measured, a membrane potential, a resting potential
    CELL + "\n\nPotassium doubled to 6 mM. The cell depolarised by 12 mV, to -58 mV.",
    CELL + "\n\n[K]o 3 -> 30 mM: we measured a shift of 51 mV.",
    CELL + "\n\nAfter K+ was raised to 30 mM, V_m moved to -35 mV while E_K is not given.",
    # the sentence has a concentration, or temperatures, of its own
    CELL + "\n\nPotassium was raised to 6 mM. With 12 mM outside E_K becomes -64 mV.",
    CELL + "\n\nPotassium was raised to 6 mM; E_K becomes -50 mV once 100 mM are left inside.",
    CELL + "\n\nPotassium was raised to 6 mM. At 10 °C and at 30 °C E_K becomes -78 mV and -84 mV.",
    # the temperature that takes another's place
    "At 20 °C K+ is 3 mM outside and 150 mM inside. The bath was at 10 °C instead. E_K becomes -95.4 mV.",
    # part of a change, a question, another cell
    CELL + "\n\nPotassium was raised to 30 mM in steps; E_K becomes -81 mV after the first.",
    CELL + "\n\nIf potassium is raised to 30 mM, does E_K become -98 mV, or -40.7 mV?",
    CELL + "\n\nIf potassium is raised to 30 mM, does E_K then change, i.e. becomes -98 mV?",
    # another cell, a second change, a change of permeability
    CELL + "\n\n[K]o 3 -> 6 mM and [K]i 150 -> 100 mM: EK moves by +40 mV",
    CELL + "\n\nIn another cell potassium was 6 mM; there E_K becomes -70 mV.",
    CELL + "\n\nDoubling the potassium permeability moves the potential by 12 mV, and E_K is the same.",
    # a title that does not say which column; hedged
    "| | a | b |\n|---|---|---|\n| K+ (mM) | 4.0 | 7.0 |\n\nMuscle contains 150 mM of potassium at 37 °C. E_K was\n\n- -85 mV in summer",
    CELL + "\n\n[Na]o 120 -> 60 mM: ENa falls to about +30 mV or so, says the book, which rounds.",
    # options of a question
    "1. Ca2+ is 1 mM outside and 0.1 µM inside at 37 °C. E_Ca is\n   a) +246 mV   b) +123 mV   c) -123 mV",
    # a list of which most do not hold
    "Card\n\n- K+, 3 out, 150 in: -70 mV\n- Na+, 150 out, 15 in: +40 mV\n- Cl-, 120 out, 6 in: -76 mV",
    # data of another problem
    ("1. In a cell at 37 °C [K+]o = 12 mM and [K+]i = 120 mM. What is the equilibrium potential of potassium?\n\n"
    "2. A neurone rests at -70 mV, with E(Na) = +60 mV and E(K) = -85 mV. Give both driving forces of this cell.\n\n"
    "3. Why is the resting potential not equal to any of these two values? Answer in one or two sentences, please."),
]  # fmt: skip


@pytest.mark.parametrize("text", SILENT)
def test_what_may_be_meant_otherwise_is_not_called_wrong(text: str) -> None:
    assert Kind.INCONSISTENT not in kinds(text).values(), kinds(text)
