"""Statements about units, quantities, constants, sums in words and book numbers."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, X, U, N = Kind.VERIFIED, Kind.CONSISTENT, Kind.INCONSISTENT, Kind.UNREADABLE, Kind.CONDITIONAL


def judged(text: str, *rules: str) -> list[Kind]:
    return [v.kind for v in audit(text, name="a.md", select=rules).verdicts]


UNITS = [
    ("The unit, siemens, equals 1 A/V.", [V]),
    ("One siemens is one coulomb per second per volt.", [V]),
    ("A farad is one coulomb per volt, and a volt is one joule per coulomb.", [V, V]),
    ("One siemens is one volt per ampere.", [X]),
    ("One farad is one coulomb per second.", [X]),
    ("One siemens is one charge per second per volt.", [X]),
    ("The ampere stands for one elementary charge per second.", [X]),
    ("An ampere is one coulomb per second.", [V]),
    ("It is not true that one siemens is one charge per second per volt.", []),
    ("Is one siemens one charge per second per volt?", []),
    ("Equilibrium potentials are usually given in millivolts.", [V]),
    ("The permeability is measured in m/s.", [V]),
    ("The permeability is measured in cm/s, the conductance is measured in mS/cm2.", [V, V]),
    ("The permeability is measured in siemens.", [X]),
    ("P_K is the relative permeability of potassium (e.g. siemens).", [X]),
    ("Permeability is often measured as the conductance of the membrane.", [X]),
    ("Do not think that permeability is measured as the conductance.", []),
    ("The membrane voltage is potential energy.", [X]),
    ("The membrane voltage is potential energy per charge.", []),
    ("The driving force is the electrical force on the ion.", [X]),
    ("The driving force is the electrical force plus the chemical one.", []),
    ("The voltage is the potential energy difference per unit charge.", []),
    ("A voltage is potential energy, counted per coulomb.", []),
    ("C = 1 µF/cm2 and V = 1 mV/ms.", []),
    ("The current at 1 V is 1 mA, and 1 mV is 1 cm on the screen.", []),
    ("A channel is open or closed, and what is one charge per second is little.", []),
    ("Current densities are small; peak currents are given in pA/pF.", []),
    ("Conductances are given in nS/pF.", []),
    ("The half-activation of the conductance is given in mV.", []),
    ("Voltages and currents are given in mV and nA, respectively.", []),
    ("Use the Goldman equation or the weighted mean with chord conductances.", []),
    (
        "The equilibrium potential is determined by the concentration difference, as a ratio, and the temperature.",
        [],
    ),
    ("The driving force is the voltage V - E.", []),
    ("The specific capacitance, i.e. the capacitance per unit area, is alike in most cells.", [V]),
    ("It has a specific capacitance, i.e. capacitance per unit area, of a common size.", [V]),
    ("The equilibrium potential is determined by the concentration difference and the temperature.", [X]),
    ("The equilibrium potential is determined by the ratio of concentrations and the temperature.", []),
    ("Use the Goldman equation or the weighted mean.", [X]),
    ("Use the Goldman equation or the chord conductance equation.", []),
    ("The cell holds about 10 to the 20 moles of potassium.", [X]),
    ("So the cell has 10 to the 20 moles, right? That is a lot of ions.", [X]),
    ("The cell holds 10 to the minus 12 moles of potassium.", []),
    ("The air holds 10 to the 19 moles of oxygen.", []),
    ("K+ is 140 mM inside and 5 mM outside; these are moles.", [X]),
    ("The cell holds 1 pmol; these are moles.", []),
    ("Concentrations were measured in the morning, currents are given in the table.", []),
    ("The currents are measured in seconds-long sweeps.", []),
]


@pytest.mark.parametrize(("text", "kinds"), UNITS)
def test_what_is_said_of_units_and_quantities(text, kinds):
    assert judged(text, "NE143") == kinds


FORMULAS = [
    ("The driving force is V_m - E_K.", [V]),
    ("The driving force on an ion, V - E_ion, is 0 at equilibrium.", []),
    ("The driving force is E_K - V_m.", [N]),
    ("i_K = g_K (V_m - E_K)", [V]),
    ("$I_{Na} = g_{Na} (V_m - E_{Na})$", [V]),
    ("I_K = g_K (E_K - V_m)", [N]),
    ("GHK works by weighting the equilibrium potentials.", [X]),
    ("What the GHK equation says is that V is a weighted mean of the Nernst potentials.", [X]),
    (
        "V is the weighted mean of the equilibrium potentials. The weight is the permeability of each ion, it says.",
        [],
    ),
    (
        "V is the weighted mean of the equilibrium potentials. Each weight is the permeability of that ion.",
        [X],
    ),
    ("Each weight is the permeability of that ion.", []),
]


@pytest.mark.parametrize(("text", "kinds"), FORMULAS)
def test_printed_formulas(text, kinds):
    assert judged(text, "NE141") == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (r"V_m = \frac E_K + \frac E_Na", [U]),
        (r"c_m \fracV t = -I", [U]),
        (r"V_m = \frac{a}{b} E_K", []),
        (r"V_m = \frac12 E_K", []),
        (r"V_m = \frac ab E_K", []),
    ],
)
def test_a_fraction_without_arguments_cannot_be_read(text, kinds):
    assert judged(text, "NE142") == kinds


CONSTANTS = [
    ("Avogadro's number is 6.022 × 10^23 mol^-1.", [V]),
    ("Avogadro's number is 6.022 × 10^23.", [C]),
    ("There are 6.02 times 10 to the 23rd of them.", [C]),
    ("The elementary charge is 1.602 × 10^-19 C.", [V]),
    ("The charge of an electron, 1.6 × 10^-19 coulombs, is small.", [V]),
    ("The Faraday constant is 96485 C/mol.", [V]),
    ("The gas constant is 8.314 J/(mol*K).", [V]),
    ("One coulomb is 6.24 × 10^18 charges.", [V]),
    ("The Faraday constant is 96.5 kJ/(V*mol).", [V]),
    ("The gas constant is 1.987 cal/(mol*K).", [V]),
    # not called wrong: it may be meant otherwise
    ("The gas constant is 8.7 J/(mol*K).", []),
    ("The elementary charge is 4.8 in other units.", []),
    ("6 times 5 is about 30", [V]),
    ("7 plus 5 is 12, and 20 times 4 equals 80.", [V, V]),
    ("6 times 5 is 35.", [X]),
    ("We fed them 3 times 5 is the dose.", []),
    ("10 to the 6 times 5 is large", []),
]


@pytest.mark.parametrize(("text", "kinds"), CONSTANTS)
def test_constants_and_sums_in_words(text, kinds):
    found = judged(text, "NE144")
    assert [Kind.VERIFIED if k == C else k for k in found] == [Kind.VERIFIED if k == C else k for k in kinds]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ISBN 0-306-40615-2", [V]),
        ("ISBN-13: 978-0-306-40615-7.", [V]),
        ("ISBN 080442957X", [V]),
        ("ISBN 0-306-40651-2", [X]),
        ("ISBN 0-306-406", []),
        ("The call number is 0-306-40651-2", []),
    ],
)
def test_check_digits(text, kinds):
    assert judged(text, "NE147") == kinds


def test_a_swap_of_neighbours_is_named():
    (verdict,) = audit("ISBN 0-360-40615-2", name="a.md").verdicts
    assert "0306406152 holds" in verdict.message
