"""Free energies of transport, Debye lengths and constant-field currents in sentences."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.reports.common import reproduce

RULES = ("NE120", "NE121", "NE123", "NE124", "NE125")


def judged(text: str) -> list[tuple[str, str]]:
    """The verdicts of this file's rules."""
    return [(v.claim.rule, v.kind.value) for v in audit(text).verdicts if v.claim.rule in RULES]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 20 °C the chemical term is RT ln(10/150) = -6.6 kJ/mol.", [("NE120", "verified")]),
        ("At 310 K: RT ln(10^4) = 23.7 kJ/mol.", [("NE120", "verified")]),
        ("At 310 K: RT ln(145 mM/15 mM) = 5.85 J/mol.", [("NE120", "inconsistent")]),
        ("At 37 °C we find RT ln(1/5) = -1.8 kJ/mol.", [("NE120", "inconsistent")]),
        ("The chemical term is RT ln(10/150) = -6.6 kJ/mol.", [("NE120", "conditional")]),
        ("The voltage adds F × 0.070 = 6754 J/mol.", [("NE120", "verified")]),
        ("The voltage adds 2 × F × 0.050 V = 9.65 kJ/mol.", [("NE120", "verified")]),
        ("The voltage adds 2 × F × 0.050 V = 4.82 kJ/mol.", [("NE120", "inconsistent")]),
        ("At 25 °C RT ln(150/10) = 1.60 kcal/mol.", [("NE120", "verified")]),
        (
            (
                "Squid axon at 20 °C, membrane potential -50 mV, with Na+ 150 mM outside and 10 mM inside. "
                "For Na+ to enter the cell ΔG = -11.4 kJ/mol."
            ),
            [("NE120", "verified")],
        ),
        (
            (
                "Squid axon at 20 °C, membrane potential -50 mV, with Na+ 150 mM outside and 10 mM inside. "
                "For Na+ pumped out of the cell ΔG = 11.4 kJ/mol."
            ),
            [("NE120", "verified")],
        ),
        (
            (
                "By the GHK equation at 37 °C with P = 1e-6 cm/s, K+ 140 mM inside, K+ 4 mM outside "
                "and V = -70 mV the K+ current is 1.69 µA/cm2."
            ),
            [("NE125", "verified")],
        ),
        (
            "At 37 °C, with 100 mM NaCl outside and 50 mM of fixed charge inside, the Donnan potential is -6.6 mV.",
            [("NE123", "verified")],
        ),
        (
            "At 37 °C, with 100 mM NaCl outside and 50 mM of fixed charge inside, the Donnan potential is -13 mV.",
            [("NE123", "inconsistent")],
        ),
        (
            "Donnan: with 100 mM NaCl outside and 50 mM of fixed charge inside, sodium rises to 128 mM.",
            [("NE123", "verified")],
        ),
        (
            "Donnan: with 100 mM NaCl outside and 50 mM of fixed charge inside, chloride falls to 78 mM.",
            [("NE123", "verified")],
        ),
        (
            "At 25 °C the membrane potential is -140 mV and ΔpH = 0.8, so the proton-motive force is 187 mV.",
            [("NE121", "consistent")],
        ),
        (
            "At 25 °C the Debye length in 0.1 M KCl is 0.96 nm (relative permittivity 78.5).",
            [("NE124", "verified")],
        ),
        ("At 25 °C the Debye length in 0.1 M KCl is 0.96 nm.", [("NE124", "consistent")]),
    ],
)
def test_sentences(text, expected):
    assert judged(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ATP hydrolysis yields -50 kJ/mol in the cell.",
        "A student wrote 29.5 kJ/mol for calcium at 37 °C.",
        "(A) +1.5 kJ/mol",
        "The bilayer is 4 nm thick in 0.1 M KCl at 25 °C.",
        "The Debye length in 0.1 M CaCl2 at 25 °C is 0.55 nm.",
        "At 20 °C and -50 mV, Na+ 150 mM outside and 10 mM inside, so ΔG for Na+ is 11.4 kJ/mol.",
        "For Na+ leaving the cell the term is 1 × F × (-0.060) = -5.79 kJ/mol.",
        "A membrane potential of -140 mV; the proton-motive force is 187 mV at 25 °C.",
        "The Donnan potential of a gel with positive fixed charge is 9 mV at 25 °C in 100 mM KCl.",
        "At 25 °C three ions need 3 RT ln(150/12) = 18.8 kJ/mol.",
        "With z = 2 the term n F × 0.050 = 9.65 kJ/mol.",
        "At 25 °C, ΔG = 3 × RT ln(150/12) = 18.8 kJ/mol.",
        "The peak current was 30 µA/cm2 at -20 mV.",
    ],
)
def test_traps_give_no_verdict(text):
    assert judged(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Both terms add to ΔG = 12.2 + 7.1 = 19.3 kJ/mol.", ["consistent"]),
        ("Both terms add to ΔG = 12.2 + 7.1 = 29.3 kJ/mol.", ["inconsistent"]),
        ("Both terms add to ΔG = 12.2 kJ/mol + 7.1 kJ/mol = 19.3 kJ/mol.", ["consistent"]),
        ("The work is 12.2 - 7.1 = 5.1 kJ/mol.", []),
        ("The work is 12.2 - 7.1 = 6.1 kJ/mol.", ["inconsistent"]),
        ("With -80 mV across the membrane, Ca2+ yields ΔG = -20.0 - 7.7 = -27.7 kJ/mol.", ["inconsistent"]),
        ("With -80 mV across the membrane, Ca2+ yields ΔG = -20.0 - 15.4 = -35.4 kJ/mol.", ["consistent"]),
        ("With -80 mV across the membrane, K+ yields ΔG = -2.0 - 7.7 = -9.7 kJ/mol.", ["consistent"]),
        (
            (
                "- Na+ enters at 25 °C and -80 mV; it is 120 mM outside and 12 mM inside. "
                "ΔG = -5.7 - 7.7 = -13.4 kJ/mol."
            ),
            ["verified", "verified", "verified"],
        ),
        (
            (
                "- Na+ leaves for the bath, efflux at 25 °C and -80 mV; 120 mM outside and 12 mM inside. "
                "ΔG = 5.7 - 7.7 = -2.0 kJ/mol."
            ),
            ["verified", "verified", "inconsistent"],  # outwards both terms are uphill: +13.4
        ),
        ("Glucose at 25 °C: ΔG = RT log10(1/8) = -2.24 kJ/mol.", ["inconsistent"]),
        ("Glucose at 25 °C: ΔG = RT ln(1/8) = -5.15 kJ/mol.", ["verified"]),
        ("Glucose at 25 °C: ΔG = 2.303 RT log10(1/8) = -5.15 kJ/mol.", ["verified"]),
        ("At 25 °C, ΔG = F × 0.06 + RT ln(150/12) = 12.05 kJ/mol.", ["consistent"]),
    ],
)
def test_printed_sums_and_logarithms(text, kinds):
    assert [kind for _, kind in judged(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("In water the Debye length at I = 0.05 M is 1.36 nm.", ["consistent"]),
        ("In water at 25 °C the Debye length is 1.36 nm in 50 mM NaCl.", ["consistent"]),
        ("In water the Debye length is 1.36 nm at 0.05 M and 0.68 nm at 0.2 M.", ["consistent"] * 2),
        ("In water, at 50 mM and 200 mM the Debye lengths are 1.36 nm and 0.68 nm.", ["consistent"] * 2),
        ("Debye screening in water.\n\nA buffer of ionic strength 0.02 M gives 2.15 nm.", ["consistent"]),
        ("Debye screening in water.\n\nA buffer of ionic strength 0.02 M gives 4.3 nm.", []),
        ("In water the Debye length at I = 0.05 M is 13.6 nm.", ["inconsistent"]),
        ("In water with 0.1 M NaCl plates 20 nm apart feel no force, the Debye length being short.", []),
        ("In 0.1 M saline the Debye length is far below the gap of 8 nm.", []),
        ("Debye screening in water.\n\nIn a buffer of 0.02 M the vesicle measured 90 nm.", []),
        ("Debye screening in methanol, not water.\n\nAt ionic strength 0.02 M it is 1.4 nm.", []),
        ("The Debye length at I = 0.05 M is 0.7 nm.", []),
    ],
)
def test_debye_lengths(text, kinds):
    assert [kind for _, kind in judged(text)] == kinds


_FIELD = "The constant-field current of K+ at 20 °C with "


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("c_i = 100 mM, c_o = 10 mM, P = 1e-6 cm/s, V = -80 mV is -1.85 µA/cm2.", ["verified"]),
        ("c_in = 100 mM, c_out = 10 mM, P = 1e-6 cm/s, V = -80 mV is -1.85 µA/cm2.", ["verified"]),
        ("c_i = 100 mM, c_o = 10 mM, P = 1e-6 cm/s, V = -80 mV is -2.85 µA/cm2.", ["inconsistent"]),
        ("c_i = 100 mM, P = 1e-6 cm/s, V = -80 mV is -1.85 µA/cm2.", []),
        ("c_i = 100 mM, c_i = 120 mM, c_o = 10 mM, P = 1e-6 cm/s, V = -80 mV is -1.85 µA/cm2.", []),
    ],
)
def test_constant_field_currents_of_labelled_concentrations(text, kinds):
    assert [kind for _, kind in judged(_FIELD + text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Concentration part: 2.479 × ln(8) = 2.479 × 2.079 = 5.15 kJ/mol.", ["verified"]),
        ("Concentration part: 2.479 ln(120/15) = 5.15 kJ/mol.", ["verified"]),
        ("Concentration part: 2479 × ln(120/15) = 5155 J/mol.", ["verified"]),
        ("Concentration part: 2.479 × ln(8) = 6.15 kJ/mol.", ["inconsistent"]),
        ("Concentration part: 3 × 2.479 × ln(8) = 15.46 kJ/mol.", []),
        ("Concentration part: 2.479 × ln(8) + 3.0 = 8.15 kJ/mol.", []),
    ],
)
def test_concentration_terms_with_a_printed_rt(text, kinds):
    assert [kind for _, kind in judged(text)] == kinds


def test_a_total_in_a_row_belongs_to_the_path_stated_above_the_table():
    text = (
        "Muscle, 298.15 K. [Cl-] 5 mM inside and 150 mM outside, membrane potential -80 mV. "
        "What does it cost to take one mole out?\n\n| Group | answer |\n|---|---|\n"
        "| red | 0.71 kJ/mol |\n| blue | -16.15 kJ/mol |\n"
    )
    assert [kind for _, kind in judged(text)] == ["verified"]


def test_the_message_and_the_command_name_the_path():
    (verdict,) = audit("At 310 K RT ln(145/15) = 5.85 J/mol.").verdicts
    assert "145/15 mM" in verdict.message
    assert "factor 1000" in verdict.message
    command = reproduce(verdict)
    assert command.startswith("nernstian compute transport_free_energy V=0V c_in=145mM c_out=15mM z=1 T=310K")


def test_a_voltage_term_names_no_temperature_or_concentrations():
    (verdict,) = audit("The voltage adds 2 × F × 0.050 V = 4.82 kJ/mol.").verdicts
    assert "mM" not in verdict.message
    assert "K)" not in verdict.message
    assert "the valence was forgotten" in verdict.message
