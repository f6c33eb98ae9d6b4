from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.codegen.emitted import LAWS
from nernstian.computation import compute
from nernstian.derivations.errors import DomainError, GrammarError, UnitError, UsageError
from nernstian.requirements import DOMAINS

R, F = 8.31446261815324, 96485.33212331001  # CODATA 2022, exact in the SI
BODY = R * 310.15 / F  # thermal voltage at 37 degC

NERNST = {"c_out": "5mM", "c_in": "140mM", "z": "1", "T": "37degC"}
CELL = {
    "K_out": "5mM", "K_in": "140mM", "Na_out": "145mM", "Na_in": "12mM", "Cl_out": "110mM", "Cl_in": "10mM",
    "P_K": "1", "P_Na": "0.04", "P_Cl": "0.45", "T": "37degC",
}  # fmt: skip
CELL_VOLTAGE = BODY * math.log((5 + 0.04 * 145 + 0.45 * 10) / (140 + 0.04 * 12 + 0.45 * 110))
CURRENT = {"V": "-70mV", "c_in": "140mM", "c_out": "5mM", "P": "1e-6cm/s", "z": "1", "T": "37degC"}
_U = -0.07 / BODY
CURRENT_DENSITY = F * 1e-8 * _U * (140 - 5 * math.exp(-_U)) / (1 - math.exp(-_U))

VALUES = [
    ("nernst", NERNST, "mV", 1e3 * BODY * math.log(5 / 140)),
    ("nernst", NERNST, None, BODY * math.log(5 / 140)),
    ("nernst", NERNST | {"z": "-1"}, "mV", -1e3 * BODY * math.log(5 / 140)),
    ("nernst", NERNST | {"z": "+2"}, "uV", 1e6 * BODY / 2 * math.log(5 / 140)),
    (
        "nernst",
        NERNST | {"c_out": "0.005 mol/L", "c_in": "1.4e5 \N{MICRO SIGN}M"},
        "mV",
        1e3 * BODY * math.log(5 / 140),
    ),
    ("nernst", NERNST | {"T": "98.6 °F"}, "mV", 1e3 * BODY * math.log(5 / 140)),
    ("nernst", NERNST | {"T": "310.15K"}, "mV", 1e3 * BODY * math.log(5 / 140)),
    ("thermal_voltage", {"T": "25degC"}, "mV", 1e3 * R * 298.15 / F),
    ("nernst_slope", {"z": "1", "T": "37degC"}, "mV", 1e3 * BODY * math.log(10)),
    ("ghk_voltage", CELL, "mV", 1e3 * CELL_VOLTAGE),
    (
        "ghk_voltage",
        CELL | {"P_K": "1e-6cm/s", "P_Na": "4e-10m/s", "P_Cl": "4.5e-7 cm/s"},
        "mV",
        1e3 * CELL_VOLTAGE,
    ),
    ("ghk_voltage", CELL | {"P_K": "10 nS", "P_Na": "400 pS", "P_Cl": "4.5 nS"}, "mV", 1e3 * CELL_VOLTAGE),
    ("ghk_current", CURRENT, "uA/cm2", 100 * CURRENT_DENSITY),
    ("ghk_current", CURRENT | {"V": "\N{MINUS SIGN}70 mV"}, "A/m2", CURRENT_DENSITY),
]

REFUSED = [
    # the law and the names
    ("nernts", NERNST, {}, UsageError, "no law 'nernts'", "Did you mean nernst?"),
    ("nernst", {"temp": "3K"}, {}, UsageError, "no argument temp", "c_out, c_in, z, T"),
    ("nernst", {"C_out": "3mM"}, {}, UsageError, "no argument C_out", "Did you mean c_out?"),
    ("nernst", {}, {"drop": ("z", "T")}, UsageError, "also needs z (valence", "nernst --help"),
    # units
    ("nernst", {"T": "37"}, {}, UnitError, "T needs a unit: 37 could be 37degC or 37K", "T=37degC"),
    ("nernst", {"c_in": "140"}, {}, UnitError, "c_in needs a unit: 140 could be 140mM or 140M", "c_in=140mM"),
    ("nernst", {"c_out": "5mV"}, {}, UnitError, "c_out is measured in mol/m3, and 5mV is not", "concentration outside"),
    ("nernst", {"z": "2mM"}, {}, UnitError, "z is a pure number, and 2mM has the unit mM", "z=2"),
    ("nernst", {"z": "2 rad"}, {}, UnitError, "z is a pure number", "z=2"),
    ("nernst", {"T": "37 delta_degC"}, {}, UnitError, "T: delta_degC is a temperature difference", "degC or K"),
    ("nernst", {"c_in": "140 Mm"}, {}, UnitError, "c_in is measured in mol/m3", "mM"),
    ("nernst", {"c_in": "140 MM/s"}, {}, UnitError, "c_in is measured in mol/m3", "mM"),
    ("nernst", {"c_in": "140 mMol"}, {}, UnitError, "c_in: unknown unit mMol", "Did you mean mmol?"),
    ("nernst", {}, {"unit": "mM"}, UnitError, "E is measured in V, and mM is not", "Ask for mV"),
    ("nernst", {}, {"unit": "mv"}, UnitError, "unknown unit mv", "Did you mean mV?"),
    ("ghk_voltage", {"P_K": "1e-6cm/s"}, {}, UnitError, "P_K in cm/s, P_Na in no unit", "or none"),
    # grammar
    ("nernst", {"c_in": "9**9**9"}, {}, GrammarError, "c_in: the unit '**9**9' raises a power to a power", "mM"),
    ("nernst", {"T": "(((37K"}, {}, GrammarError, "T: '(((37K' does not start with a number", "5mM"),
    ("nernst", {"z": "1/2"}, {}, GrammarError, "z: the unit '/2' cannot be read", "Write units"),
    ("nernst", {"z": "inf"}, {}, GrammarError, "z: 'inf' does not start with a number", "number"),
    # domain
    ("nernst", {"z": "0"}, {}, DomainError, "z=0 is outside the domain of nernst, where z is other than zero", "valence"),
    ("nernst", {"c_in": "0mM"}, {}, DomainError, "c_in=0mM (0 mol/m3) is outside", "greater than zero"),
    ("nernst", {"c_in": "-5mM"}, {}, DomainError, "c_in=-5mM (-5 mol/m3) is outside", "greater than zero"),
    ("nernst", {"T": "-300degC"}, {}, DomainError, "T=-300degC (-26.85 K) is outside", "greater than zero"),
    ("nernst", {"T": "0K"}, {}, DomainError, "T=0K (0 K) is outside", "greater than zero"),
    ("nernst", {"c_in": "1e308M"}, {}, DomainError, "too large for double precision", "smaller"),
    ("ghk_voltage", dict.fromkeys(["P_K", "P_Na", "P_Cl"], "0"), {}, DomainError, "all zero: no ion permeates", "at least one"),
    ("ghk_voltage", dict.fromkeys(["K_out", "Na_out", "Cl_in"], "0mM"), {}, DomainError, "no finite value with K_out", "ln"),
    ("ghk_voltage", {"P_Na": "-1"}, {}, DomainError, "P_Na=-1 is outside", "zero or greater"),
    # lists of ions
    ("nernst", {}, {"ions": {"K": 1}}, UsageError, "nernst takes no list of ions", "ghk_voltage"),
    ("ghk_voltage", {}, {"ions": {"Ca": 2}}, DomainError, "Ca has valence 2", "ghk_voltage_divalent"),
    ("ghk_voltage", {}, {"ions": {}}, UsageError, "0 ions", "between 1 and 20"),
]  # fmt: skip

WARNED = [
    (NERNST | {"T": "400degC"}, "T=400degC is outside 273-320 K"),
    (NERNST | {"T": "37K"}, "T=37K is outside 273-320 K"),
    (NERNST | {"z": "1.5"}, "z=1.5 is not a whole number"),
    (NERNST | {"c_in": "140M"}, "c_in=140M is above 10000 mM"),
    (NERNST | {"c_out": "1e-25M"}, "the result E is beyond 1 V"),
]

_STARTS = {"nernst": NERNST, "ghk_voltage": CELL}


@pytest.mark.parametrize(("law", "texts", "unit", "expected"), VALUES)
def test_a_law_has_the_value_of_its_formula(law, texts, unit, expected):
    computation = compute(law, unit=unit, **texts)
    assert computation.value == pytest.approx(expected, rel=1e-13)
    assert computation.unit == (unit or LAWS[law].result.unit)
    assert computation.warnings == ()


@pytest.mark.parametrize(("law", "changes", "how", "error", "cause", "remedy"), REFUSED)
def test_a_mistake_is_refused_with_cause_and_remedy(law, changes, how, error, cause, remedy):
    options = dict(how)
    dropped = options.pop("drop", ())
    texts = {name: text for name, text in (_STARTS.get(law, {}) | changes).items() if name not in dropped}
    with pytest.raises(error) as caught:
        compute(law, **options, **texts)
    assert cause in caught.value.cause
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(("texts", "warning"), WARNED)
def test_what_no_living_cell_shows_is_computed_with_a_warning(texts, warning):
    warnings = compute("nernst", **texts).warnings
    assert any(text.startswith(warning) for text in warnings), warnings


def test_the_listed_ions_of_the_default_case_change_nothing():
    listed = compute("ghk_voltage", ions={"K": 1, "Na": 1, "Cl": -1}, **CELL)
    assert listed.si_value == pytest.approx(CELL_VOLTAGE, rel=1e-13)
    assert [a.facts.name for a in listed.arguments] == [a.name for a in LAWS["ghk_voltage"].arguments]


def test_any_list_of_monovalent_ions_has_its_voltage():
    texts = {"Rb_out": "5mM", "Rb_in": "140mM", "I_out": "110mM", "I_in": "10mM", "P_Rb": "1", "P_I": "2"}
    computation = compute("ghk_voltage", unit="mV", ions={"Rb": 1, "I": -1}, T="37degC", **texts)
    assert computation.value == pytest.approx(
        1e3 * BODY * math.log((5 + 2 * 10) / (140 + 2 * 110)), rel=1e-13
    )
    assert computation.law.formula == "V = R*T/F*ln((P_Rb*Rb_out + P_I*I_in)/(P_Rb*Rb_in + P_I*I_out))"


def test_equal_concentrations_give_zero_without_a_sign():
    assert str(compute("nernst", unit="mV", **(NERNST | {"c_out": "140mM", "z": "-1"}))) == "E = 0 mV"


def test_the_domains_of_all_laws_are_known():
    assert {a.domain for law in LAWS.values() for a in (*law.arguments, law.result)} <= set(DOMAINS)


@given(st.decimals("0.001", "1000", places=3), st.decimals("0.001", "1000", places=3))
def test_the_unit_of_an_argument_does_not_change_the_result(outside, inside):
    in_millimolar = compute("nernst", **(NERNST | {"c_out": f"{outside}mM", "c_in": f"{inside}mM"}))
    in_molar = compute(
        "nernst", **(NERNST | {"c_out": f"{outside * Decimal('0.001')}M", "c_in": f"{inside * 1000}uM"})
    )
    assert in_millimolar.si_value == in_molar.si_value
