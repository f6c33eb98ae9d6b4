"""What the audit says of driving forces, currents, fields, capacitors, sizes, ions and cables."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.audit import audit
from nernstian.audit.claims.expression import expression_before
from nernstian.audit.reports.common import reproduce
from nernstian.audit.verdict import Kind
from nernstian.cli import main

V, C, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.INCONSISTENT


def judged(text: str) -> list[tuple[str, Kind]]:
    found = audit(text, name="<test>").verdicts
    return [(v.claim.rule, v.kind) for v in found if v.claim.rule != "NE144"]  # not its constants


DRIVING = [
    ("Driving force on potassium: (−70 mV) − (−90 mV) = +20 mV.", [V]),
    ("Driving force on potassium: (−70 mV) − (−90 mV) = −20 mV.", [X]),
    ("Driving force on sodium: −70 − 60.6 = −130.6 mV.", [V]),
    ("Driving force on sodium: −70 − 60.6 = −9.4 mV.", [X]),
    ("V_m − E_K = −70 − (−93.6) = +23.6 mV.", [V]),
    ("$V_m-E_K=-70-(-93.6)=+32.6$ mV", [X]),
    ("V_m − E_Na = −70 mV − 60 mV = −130 mV", [V]),
    ("The swing is 20 − (−90) = 110 mV.", [V]),
    ("The swing is 20 − (−90) = 70 mV.", [X]),
    ("At a rest of −65 mV and with E_K = −87 mV, the driving force on K+ is +22 mV.", [V]),
    ("At a rest of −65 mV and with E_K = −87 mV, the driving force on K+ is +32 mV.", [X]),
    ("E_K is −90 mV and V_m is −70 mV, hence the driving force on K+ is 20 mV.", [V]),
    ("At V = −40 mV and E_Cl = −65 mV the driving force for chloride is 25 mV.", [V]),
    ("E_K = −90 mV and the cell rests at −65 mV, so potassium has a driving force of 35 mV.", [X]),
    ("With E_K − V as the driving force, at V = −65 mV and E_K = −87 mV the driving force on K+ is −22 mV.", [C]),
    # what must give nothing
    ("E_K = −90 mV. The cell rests at −65 mV. Potassium has a driving force of +35 mV.", []),
    ("The driving force on potassium is 35 mV.", []),
    ("At rest (−70 mV) the force driving Na+ (E_Na = +60 mV) rises from −130 mV to −110 mV.", []),
    ("E_K = −90 mV in one cell, E_K = −80 mV in another; at V = −60 mV the driving force on K+ is 45 mV.", []),
    ("log(5) − 2 = 12 mV", []),
    ("V − 5 = 12 mV", []),
    ("Fig. 3 − 5 = 12 of it", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), DRIVING)
def test_driving_force(text: str, kinds: list[Kind]) -> None:
    assert judged(text) == [("NE107", kind) for kind in kinds]


TABLES = [
    ("| Ion | E (mV) | driving force at −70 mV (mV) |\n|---|---|---|\n| K | −90 | +20 |\n| Na | 60 | −131 |\n",
     [V, C]),
    ("| Ion | Vm (mV) | E (mV) | Vm − E (mV) |\n|---|---|---|---|\n| K | −70 | −90 | +20 |\n| Na | −70 | 60 | −103 |\n",
     [V, X]),
    ("| Ion | E (mV) | driving force (mV) |\n|---|---|---|\n| K | −90 | +20 |\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), TABLES)
def test_tables_of_driving_forces(text: str, kinds: list[Kind]) -> None:
    assert judged(text) == [("NE107", kind) for kind in kinds]


LAWS = [
    # currents
    ("The current is 30 nS × (30 mV − (−88 mV)) = 3.54 nA.", [("NE108", V)]),
    ("The current is 30 nS × (30 mV − (−88 mV)) = 35.4 nA.", [("NE108", X)]),
    ("A conductance of 30 nS and a driving force of 118 mV give a current of 3.54 nA.", [("NE108", V)]),
    ("A conductance of 20 pS and a driving force of 60 mV: each channel carries 12 pA.", [("NE108", X)]),
    ("I = 0.12 mS/cm2 × 50 mV = 6 µA/cm2", [("NE108", V)]),
    ("At a holding potential of −60 mV, with E_rev = +20 mV and a conductance of 2 nS, the current is −160 pA.",
     [("NE108", V)]),
    ("At a holding potential of −60 mV, with E_rev = +20 mV and a conductance of 2 nS, the current is −80 pA.",
     [("NE108", X)]),
    ("Leaks below 100 pA were accepted; the conductance was 2 nS at −60 mV (E_rev = 0 mV).", []),
    # chord conductances
    (("By the chord-conductance equation with g_K = 30 nS, E_K = −89 mV, g_Na = 1 nS and E_Na = +67 mV "
     "the membrane potential is −84.0 mV."), [("NE109", V)]),
    (("By the chord-conductance equation with g_K = 30 nS, E_K = −89 mV, g_Na = 1 nS and E_Na = +67 mV "
     "the membrane potential is −94.0 mV."), [("NE109", X)]),
    (("Chord conductances:\n\n| Ion | g (nS) | E (mV) |\n|---|---|---|\n| K | 30 | −89 |\n| Na | 1 | 67 |\n"
     "| Cl | 10 | −64 |\n\nThe chord-conductance equation gives about −79 mV. With g_K lowered to 15 nS the cell "
     "moves to about −73 mV."), [("NE109", V), ("NE109", V)]),
    (("The chord conductance is 5 nS. The cell rests at −70 mV, with E_K = −90 mV, g_K = 10 nS, E_Na = 60 mV, "
     "g_Na = 1 nS."), []),
    # fields
    ("A rest of 70 mV over 4 nm is a field of 17.5 MV/m.", [("NE110", V)]),
    ("A rest of 70 mV over 4 nm is a field of 1.75 MV/m.", [("NE110", X)]),
    ("A −70 mV drop across 4 nanometers is a field of roughly 17 million volts per meter.", [("NE110", V)]),
    ("−70 mV over 7 nm yields 10 MV/m, or 100 kV/cm.", [("NE110", V), ("NE110", V)]),
    ("A drop of 70 mV over 4 nm gives 17.5 MV/m, over 5 nm 14 MV/m.", [("NE110", V), ("NE110", V)]),
    ("The field is 17.5 MV/m for 70 mV over 4 nm, but 14 MV/m for 70 mV over 5 nm.", []),
    ("A rest of 70 mV drops over 7.5 nm, 9.3 MV/m. In a thin membrane of 5 nm it rises to 1.4 MV/m.",
     [("NE110", V), ("NE110", X)]),
    ("A rest of 70 mV drops over 7.5 nm, 9.3 MV/m. In a thin membrane of 5 nm it rises to 19 MV/m.",
     [("NE110", V)]),
    ("The membrane is 5 nm thick at −70 mV, and electroporation begins at a field of 200 kV/cm.", []),
    # plates
    ("With a dielectric constant of 5 and a thickness of 5 nm a membrane would have 0.89 µF/cm2.", [("NE111", V)]),
    ("With a dielectric constant of 5 and a thickness of 5 nm a membrane would have 8.9 µF/cm2.", [("NE111", X)]),
    ("ε_r = 0.01 × 5×10^-9 / 8.854×10^-12 = 5.6", [("NE111", V)]),
    ("The specific capacitance is 0.9 µF/cm2 (dielectric constant 2.1, core of 2.5 nm).", []),
    # sizes
    ("A spherical cell of radius 10 µm has an area of 1257 µm2.", [("NE112", V)]),
    ("A spherical cell of diameter 10 µm has an area of 1257 µm2.", [("NE112", X)]),
    ("A round cell of diameter 20 µm has a volume of 4.19 pL.", [("NE112", V)]),
    ("A round cell of diameter 10 µm has a volume of 4.19 pL.", [("NE112", X)]),
    ("A cylindrical axon of radius 5 µm and length 100 µm has a volume of 7.85 pL.", [("NE112", V)]),
    ("An axon 1 mm in diameter and 1 cm long holds 7.9 mL of axoplasm.", [("NE112", X)]),
    ("A round cell of radius 5 µm was placed in a bath with a volume of 2 mL.", []),
    ("Spherical cells of diameter 10 µm grew on an area of 10 cm2.", []),
    ("Spherical cells of diameter 10 µm covered an area of 7 cm2.", []),
    ("A 20 µm cell has a surface of 1257 µm2.", [("NE112", "conditional")]),
    ("A round cell with a radius of 10 µm sits beside an axon with a diameter of 1 µm and an area of 50 µm2.", []),
    # capacitors
    ("C = 1 µF/cm2 × 1257 µm2 = 12.57 pF", [("NE105", V)]),
    ("C = 1 µF/cm2 × 1257 µm2 = 125.7 pF", [("NE105", X)]),
    ("With 1 µF/cm² a spherical cell of radius 10 µm has a capacitance of 12.6 pF.", [("NE105", V)]),
    ("5 pA into 60 pF moves the voltage by 83 mV/s; the same current into 200 pF by 250 mV/s.",
     [("NE115", V), ("NE115", X)]),
    ("5 pA / 60 pF = 83 mV/s", [("NE115", V)]),
    ("When 165 pF is charged at 20 V/s a current of 3.3 nA flows.", [("NE115", V)]),
    ("Sodium carries 3.3 nA for 2 ms, a charge of 6.6 pC.", [("NE115", V)]),
    ("Q = 100 pA × 10 ms = 10^-11 C.", [("NE105", X)]),
    # ions
    ("A charge of 1.257×10^-12 C is 7.85×10^6 potassium ions.", [("NE113", V)]),
    ("A charge of 5 pC is 3.1×10^7 calcium ions.", [("NE113", X)]),
    ("A charge of 5 pC is 1.56×10^7 calcium ions.", [("NE113", V)]),
    ("For 100 mV a spherical cell of radius 10 µm with 1 µF/cm² needs 7.8×10^6 ions.", [("NE113", V)]),
    ("A charge of 3.2 nC carried by sodium is 2.0×10^10 ions.", [("NE113", V)]),
    ("At the synapse 1.5×10^10 sodium ions enter. That is 2.4×10^-9 C.", [("NE113", V)]),
    ("10 pC correspond to 6.2×10^7 elementary charges or 3.1×10^7 Ca2+ ions.", [("NE113", V), ("NE113", V)]),
    ("Each ion carries 1.6×10^-19 C, so 10 pC are 6.2×10^7 ions.", [("NE113", V)]),
    ("A 1 pA current lasting 1 ms moves 6200 ions.", [("NE113", C)]),
    ("A 6.6 pC charge is the work of 40,000,000 sodium ions.", [("NE113", C)]),
    ("A 6.6 pC charge is the work of 60,000,000 sodium ions.", [("NE113", X)]),
    ("1 pA is 6.2×10^6 ions per second.", [("NE113", V)]),
    ("A pump moves 300 ions per second with 5 pC of charge.", []),
    # concentrations and shares
    ("The influx of 4.12×10^7 sodium ions into 7.85 pL raises the concentration by 8.7 µM.", [("NE114", V)]),
    ("The influx of 4.12×10^7 sodium ions into 7.85 pL raises the concentration by 87 µM.", [("NE114", X)]),
    ("Since it has 15 mM, 8.7 µM entering the cell is only about 0.058 % extra sodium.", [("NE114", V)]),
    ("The cell holds 3.53×10^11 potassium ions. The swing moves 7.84×10^6 ions, about 2.2×10^-5 of them, i.e. 0.022 %.",
     [("NE114", V), ("NE114", X)]),
    ("Δ = (3.125×10^7)/(6.022×10^23 × 10^-16) = 0.52 µM", [("NE114", X)]),
    ("The solution held 140 mM KCl and 5 mM NaCl; 2 % was lost.", []),
    # cables
    ("With R_m = 10 kΩ·cm² and 1 µF/cm² the membrane time constant is 10 ms.", [("NE116", V)]),
    ("With an input resistance of 100 MΩ and a capacitance of 50 pF the time constant is 50 ms.", [("NE116", X)]),
    ("With 20 kΩ·cm² and 1 µF/cm² the time constant is 20 ms; with 5 kΩ·cm² it is 5 ms.",
     [("NE116", V), ("NE116", V)]),
    ("The pipette had 8 pF and 5 MΩ; the membrane time constant was 20 ms.", []),
    ("The measured time constant was 25 ms, at 100 MΩ and 100 pF.", []),
    ("For a radius of 5 µm, R_m = 1000 Ω cm2 and R_i = 100 Ω cm the length constant is 0.5 mm.", [("NE117", V)]),
    ("For a diameter of 5 µm, R_m = 1000 Ω cm2 and R_i = 100 Ω cm the length constant is 0.50 mm.", [("NE117", X)]),
    ("The length constant of a dendrite with a radius of 1 µm, R_m = 20 kΩ·cm² and R_i = 150 Ω·cm is 0.82 mm.",
     [("NE117", V)]),
    ("For a radius of 1 µm, R_m = 20 kΩ·cm² and R_i = 150 Ω·cm the length constant is 0.82 mm; in squid it is 5 mm.",
     [("NE117", V)]),
    ("The length constant is about 1 mm, and the time constant about 10 ms, in most neurons.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LAWS)
def test_electrical_and_geometric_laws(text: str, expected: list[tuple[str, Kind]]) -> None:
    assert judged(text) == expected


REPAIRS = [
    ("A spherical cell of diameter 10 µm has an area of 1257 µm2.", "diameter"),
    ("A sphere of diameter 10 µm has a volume of 4.19 pL.", "diameter"),
    ("A charge of 5 pC is 3.12×10^7 calcium ions.", "valence"),
    ("The current is 30 nS × (30 mV − (−88 mV)) = 3540 nA.", "factor 1000"),
]


@pytest.mark.parametrize(("text", "name"), REPAIRS)
def test_slips_are_named(text: str, name: str) -> None:
    (verdict,) = audit(text, name="<test>").verdicts
    assert name in [repair.name for repair in verdict.repairs]


@pytest.mark.parametrize("text", [text for text, expected in LAWS if expected])
def test_the_line_that_reproduces_a_number_gives_it(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    for verdict in audit(text, name="<test>").verdicts:
        line = reproduce(verdict)
        if not line:
            continue  # the text's own arithmetic
        assert main(shlex.split(line)[1:]) == 0
        value = float(capsys.readouterr().out.split("=")[1].split()[0])
        assert abs(value) == pytest.approx(abs(verdict.computed), rel=1e-4)


EXPRESSIONS = [
    ("a charge of 100 pA × 10 ms = ", 1e-12),
    ("(3.125×10^7)/(6.022×10^23 × 10^-16) = ", 0.518931),
    ("DF = -70 + 90 = ", 20.0),
    ("4π × 100 = ", 1256.637),
    ("30 nS × (30 mV - (-88 mV)) = ", 3.54e-9),
]


@pytest.mark.parametrize(("text", "value"), EXPRESSIONS)
def test_expressions(text: str, value: float) -> None:
    found = expression_before(text, len(text))
    assert found is not None
    assert found.node.value == pytest.approx(value, rel=1e-5)


NO_EXPRESSIONS = [
    "61.5 log(15/200) = ", "V - 5 = ", "RT/F × 3 = ", "5 = ", "3 × x = ", "2 × (3 + = ", "5 mV + 3 nA = ", "7 / 0 = ",
    "E_K × 2 - 5 = ", "5 and 7", "half of 60 × 2 = ",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_EXPRESSIONS)
def test_what_is_no_expression_of_numbers(text: str) -> None:
    assert expression_before(text, len(text)) is None


@given(st.integers(-120, 120), st.integers(-120, 120))
def test_a_difference_is_verified_and_a_wrong_one_is_not(v: int, e: int) -> None:
    right, wrong = v - e, v - e + 21
    assert judged(f"V_m − E_K = ({v} mV) − ({e} mV) = {right:+d} mV.") == [("NE107", V)]
    assert judged(f"V_m − E_K = ({v} mV) − ({e} mV) = {wrong:+d} mV.") == [("NE107", X)]


@given(st.text(alphabet="0123456789.,+-*/()×·^ =e mVnApFπ", max_size=200))
def test_no_text_breaks_the_parser(text: str) -> None:
    expression_before(text + " = ", len(text) + 3)
    audit(text + " = 5 mV, 7 ions", name="<test>")
