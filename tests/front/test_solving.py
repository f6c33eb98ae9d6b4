"""A law solved for what is missing: known answers, refusals, and every answer put back into its law."""

from __future__ import annotations

import json
import math

import pytest

from nernstian.cli import main
from nernstian.codegen import emitted
from nernstian.computation import compute
from nernstian.derivations.errors import DomainError, NernstianError, UnitError, UsageError

R, F, K0 = 8.31446261815324, 96485.33212331001, 273.15  # CODATA 2022, exact in the SI
BODY = R * 310.15 / F

NERNST = {"c_out": "5mM", "c_in": "150mM", "z": "1", "T": "37degC"}
CELL = {
    "K_out": "5mM", "K_in": "140mM", "Na_out": "145mM", "Na_in": "15mM", "Cl_out": "110mM", "Cl_in": "10mM",
    "P_K": "1", "P_Na": "0.04", "P_Cl": "0", "T": "37degC",
}  # fmt: skip
PUMP = {
    "K_out": "5mM", "K_in": "140mM", "Na_out": "145mM", "Na_in": "15mM", "P_K": "1", "P_Na": "0.04",
    "r": "1.5", "T": "37degC",
}  # fmt: skip
CHORD = {
    "g_K": "20mS/cm2", "g_Na": "1mS/cm2", "g_Cl": "0S/m2", "E_K": "-80mV", "E_Na": "60mV", "E_Cl": "-60mV",
}  # fmt: skip
TRANSPORT = {"V": "-70mV", "c_in": "140mM", "c_out": "5mM", "z": "1", "T": "37degC"}
FLUX = TRANSPORT | {"P": "1e-6cm/s"}
STEP = {"t": "1ms", "V_0": "-60mV", "V_inf": "-70mV", "tau": "10ms"}

#: The law, its arguments with one of them asked for, the result, the unit, and the answer from a hand calculation.
KNOWN = [
    ("nernst", NERNST, "E=-92mV", "T", "degC", 40.74),
    ("nernst", NERNST | {"c_out": "1.2mM", "c_in": "0.0001mM", "z": "2"}, "E=120mV", "T", "degC", 23.37),
    ("nernst", NERNST | {"c_out": "1.2mM", "z": "2"}, "E=120mV", "c_in", "nM", 151.1),
    ("nernst", NERNST | {"c_out": "1mM"}, "E=-80mV", "c_in", "mM", 19.95),
    ("nernst", NERNST, "E=-80mV", "c_out", "mM", 150 / 19.95),
    ("nernst", NERNST, "E=-90.9mV", "z", "1", 1.0),
    ("nernst", NERNST | {"c_out": "110mM", "c_in": "10mM"}, "E=-64.09mV", "z", "1", -1.0),
    ("nernst", NERNST | {"z": "-1", "c_in": "10mM"}, "E=0mV", "c_out", "mM", 10.0),
    ("nernst_slope", {"z": "1", "T": "0K"}, "s=61.54mV", "T", "degC", 37.0),
    ("nernst_slope", {"z": "1", "T": "0K"}, "s=58.17mV", "T", "degC", 20.0),
    ("nernst_slope", {"z": "1", "T": "25degC"}, "s=29.58mV", "z", "1", 2.0),
    ("thermal_voltage", {"T": "0K"}, "V_T=25.693mV", "T", "degC", 25.0),
    ("boltzmann_ratio", {"V": "0V", "z": "1", "T": "37degC"}, "ratio=19.95", "V", "mV", -80.0),
    ("boltzmann_ratio", {"V": "-80mV", "z": "1", "T": "37degC"}, "ratio=398.0", "z", "1", 2.0),
    ("ussing_flux_ratio", TRANSPORT, "ratio=1", "V", "mV", 1e3 * BODY * math.log(5 / 140)),
    ("ghk_voltage", CELL, "V=-70mV", "P_Na", "1", 0.03614),
    ("ghk_voltage", CELL, "V=40mV", "P_Na", "1", 7.953),
    ("ghk_voltage", CELL | {"P_Na": "0.03614"}, "V=-70mV", "P_K", "1", 1.0),
    ("ghk_voltage", CELL | {"P_Na": "0.03614"}, "V=-70mV", "K_out", "mM", 5.0),
    ("ghk_voltage", CELL | {"P_Na": "0.03614"}, "V=-70mV", "T", "degC", 37.0),
    ("ghk_voltage", CELL | {"P_K": "2nS", "P_Cl": "0nS"}, "V=-70mV", "P_Na", "pS", 72.29),
    ("ghk_voltage", CELL, "V=-89.0586886mV", "P_Na", "1", 0.0),
    ("mullins_noda", PUMP | {"P_Na": "0.03614"}, "V=-70mV", "r", "1", 1.0),
    ("chord_conductance_equation", CHORD, "V=-73.3333333mV", "g_Na", "mS/cm2", 1.0),
    ("chord_conductance_equation", CHORD, "V=-73.3333333mV", "E_K", "mV", -80.0),
    ("driving_force", {"V": "-70mV", "E": "0V"}, "DF=19mV", "E", "mV", -89.0),
    ("ohmic_current", {"g": "1S/m2", "V": "-70mV", "E": "-89mV"}, "i=1.9uA/cm2", "g", "mS/cm2", 0.1),
    ("capacitor_charge", {"c_m": "1uF/cm2", "A": "1000um2", "V": "0V"}, "Q=-0.7pC", "V", "mV", -70.0),
    ("charge_to_ions", {"Q": "0C", "z": "1"}, "N=6.2415e6", "Q", "pC", 1.0),
    ("surface_charge", {"c_m": "1uF/cm2", "V": "0V", "z": "1"}, "n=-0.7255pmol/cm2", "V", "mV", -70.0),
    ("membrane_field", {"V": "0V", "d": "4nm"}, "field=-1.75e7V/m", "V", "mV", -70.0),
    ("plate_capacitance", {"eps_r": "2.1", "d": "4nm"}, "c_m=1uF/cm2", "d", "nm", 1.8594),
    ("time_constant", {"R_m": "1ohm*m2", "c_m": "1uF/cm2"}, "tau=10ms", "R_m", "kohm*cm2", 10.0),
    ("transport_free_energy", TRANSPORT, "DG=0J/mol", "V", "mV", 1e3 * BODY * math.log(5 / 140)),
    (
        "pump_reversal",
        {"E_Na": "60mV", "E_K": "-90mV", "DG_ATP": "1J/mol"},
        "V_rev=-158.21mV",
        "DG_ATP",
        "kJ/mol",
        50.0,
    ),
    (
        "proton_motive_force",
        {"V": "-140mV", "pH_in": "8", "pH_out": "7", "T": "37degC"},
        "dp=-200mV",
        "pH_out",
        "1",
        8 - 60 / 61.54,
    ),
    # without a closed form
    ("ghk_current", FLUX, "i=0A/m2", "V", "mV", 1e3 * BODY * math.log(5 / 140)),
    ("rc_charging", STEP, "V=-65mV", "t", "ms", 10 * math.log(2)),
    ("rc_charging", STEP | {"t": "6.931471806ms"}, "V=-65mV", "tau", "ms", 10.0),
    ("rc_charging", STEP, "V=-60mV", "t", "ms", 0.0),
    (
        "donnan",
        {"X": "1mM", "c_out": "150mM", "T": "37degC"},
        "V=-10mV",
        "X",
        "mM",
        300 * math.sinh(0.01 / BODY),
    ),
    ("sphere", {"radius": "1m"}, "A=1256.637um2", "radius", "um", 10.0),
    ("sphere_volume", {"radius": "1m"}, "volume=4188.79um3", "radius", "um", 10.0),
    ("electrogenic_shift", PUMP, "shift=0mV", "P_Na", "1", 0.0),
    ("cable_decay", {"V_0": "10mV", "x": "1mm", "lam": "1mm"}, "V=3.678794412mV", "lam", "mm", 1.0),
]

REFUSED = [
    # the hull of the Nernst potentials
    ("ghk_voltage", CELL, "V=-90mV", "P_Na", DomainError, "V = -90 mV lies outside the hull of the Nernst potentials, -89.06 mV (K) to 60.63 mV (Na): no permeability P_Na gives it", "pump"),
    ("ghk_voltage", CELL, "V=61mV", "P_Na", DomainError, "-89.06 mV (K) to 60.63 mV (Na)", "between them"),
    ("ghk_voltage", CELL | {"P_Cl": "0.45"}, "V=-90mV", "P_K", DomainError, "no permeability P_K", "between them"),
    ("chord_conductance_equation", CHORD, "V=-81mV", "g_Na", DomainError, "V = -81 mV lies outside the hull of the Nernst potentials, -80 mV (K) to 60 mV (Na): no conductance g_Na", "pump"),
    # inside the hull, and out of reach
    ("ghk_voltage", CELL | {"P_Cl": "0.45"}, "V=-85mV", "P_Na", DomainError, "as P_Na covers its domain, V runs from -80 mV to 60.6 mV", "in this range"),
    ("nernst", NERNST, "E=92mV", "T", DomainError, "no T (absolute temperature) that is greater than zero gives E = 92 mV: as T covers its domain, E runs from below all bounds to 0 mV", "E"),
    ("capacitor_charge", {"c_m": "1uF/cm2", "A": "1um2", "V": "-70mV"}, "Q=1pC", "A", DomainError, "from below all bounds to 0 pC", "range"),
    ("electrogenic_shift", PUMP, "shift=-50mV", "P_Na", DomainError, "as P_Na covers its domain, shift runs from -9.59 mV to 0 mV", "range"),
    ("donnan", {"X": "1mM", "c_out": "150mM", "T": "37degC"}, "V=10mV", "X", DomainError, "V runs from below all bounds to 0 mV", "range"),
    # nothing to tell it by
    ("nernst", NERNST | {"c_in": "5mM"}, "E=0mV", "T", DomainError, "E = 0 mV does not tell T: any value", "Give T"),
    ("nernst", NERNST | {"c_in": "5mM"}, "E=1mV", "T", DomainError, "whatever T is, E is 0", "makes it vanish"),
    ("ohmic_current", {"g": "1S/m2", "V": "-70mV", "E": "-70mV"}, "i=0A/m2", "g", DomainError, "does not tell g", "Give g"),
    ("rc_charging", STEP, "V=-70mV", "t", DomainError, "does not tell t: any from", "leave out another"),
    # more than one
    ("electrogenic_shift", PUMP, "shift=-5mV", "P_Na", DomainError, "shift = -5 mV has 2 answers: P_Na = 0.0366316 or 13.1788", "one more fact about P_Na"),
    ("cable_decay", {"V_0": "10mV", "x": "1mm", "lam": "1mm"}, "V=3.678794412mV", "x", DomainError, "x = -0.001 m or 0.001 m", "one more fact about x"),
    ("capacitor_energy", {"c_m": "1uF/cm2", "V": "1V"}, "W=24.5uJ/m2", "V", DomainError, "V = -0.07 V or 0.07 V", "one more fact"),
    # what is given
    ("boltzmann_ratio", {"V": "0V", "z": "1", "T": "37degC"}, "ratio=-2", "V", DomainError, "ratio=-2 is outside the domain", "greater than zero"),
    ("nernst", NERNST, "E=-92mM", "T", UnitError, "E is measured in V, and -92mM is not", "mV"),
    ("nernst", NERNST, "E=-92", "T", UnitError, "E needs a unit: -92 could be -92mV", "E=-92mV"),
    ("nernst", NERNST | {"z": "0"}, "E=-92mV", "T", DomainError, "z=0 is outside", "other than zero"),
]  # fmt: skip


def ask(law: str, texts: dict[str, str], result: str, wanted: str, unit: str | None = None):
    name, _, text = result.partition("=")
    others = {key: value for key, value in texts.items() if key != wanted}
    return compute(law, unit=unit, **others, **{name: text})


@pytest.mark.parametrize(("law", "texts", "result", "wanted", "unit", "expected"), KNOWN)
def test_a_law_is_solved_for_what_is_missing(law, texts, result, wanted, unit, expected):
    computation = ask(law, texts, result, wanted, unit)
    assert computation.answer.name == wanted
    assert computation.unit == unit
    assert computation.value == pytest.approx(expected, rel=1e-3, abs=1e-6)
    assert str(computation).startswith(f"{wanted} = ")


@pytest.mark.parametrize(("law", "texts", "result", "wanted", "error", "cause", "remedy"), REFUSED)
def test_where_there_is_not_one_answer_the_error_says_why(law, texts, result, wanted, error, cause, remedy):
    with pytest.raises(error) as caught:
        ask(law, texts, result, wanted)
    assert cause in caught.value.cause
    assert remedy in caught.value.remedy


def test_a_permeability_below_zero_is_never_printed(capsys):
    texts = {name: text for name, text in CELL.items() if name != "P_Na"}
    assert main(["compute", "ghk_voltage", "V=-90mV", *(f"{n}={t}" for n, t in texts.items())]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "-0.00" not in err


# -- how it is asked


@pytest.mark.parametrize(
    ("texts", "options", "cause", "remedy"),
    [
        (NERNST | {"E": "-92mV"}, {}, "every argument is given, too", "T=?"),
        ({"E": "-92mV", "z": "1", "T": "37degC"}, {}, "2 are missing: c_out", "all of them but one"),
        (
            NERNST | {"T": "?"},
            {},
            "T is asked for, and E, from which it would follow, is not given",
            "Give E",
        ),
        (NERNST | {"T": "?", "z": "?", "E": "-92mV"}, {}, "z and T are asked for", "all of them but one"),
        ({"E": "-92mV", "temp": "?"}, {}, "no argument temp", "It takes"),
    ],
)
def test_one_result_gives_one_argument(texts, options, cause, remedy):
    with pytest.raises(UsageError) as caught:
        compute("nernst", **options, **texts)
    said = caught.value.cause
    assert cause in said or cause.replace("z and T", "T and z") in said
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("extra", [{}, {"T": "?"}])
def test_a_question_mark_says_what_is_left_out(extra):
    texts = {name: text for name, text in NERNST.items() if name != "T"}
    assert compute("nernst", E="-92mV", unit="degC", **texts, **extra).value == pytest.approx(
        40.744, abs=1e-3
    )
    assert str(compute("nernst", **NERNST, E="?", unit="mV")) == "E = -90.9026 mV"


def test_the_unit_of_a_ratio_is_that_of_the_others():
    texts = CELL | {"P_K": "1e-6cm/s", "P_Cl": "0m/s"}
    assert ask("ghk_voltage", texts, "V=-70mV", "P_Na").unit == "cm/s"
    assert ask("ghk_voltage", CELL, "V=-70mV", "P_Na").unit == "1"
    with pytest.raises(UnitError, match="only ratios with P_Na count"):
        ask("ghk_voltage", texts, "V=-70mV", "P_Na", "nS")
    with pytest.raises(UnitError, match="T is measured in K, and mV is not"):
        ask("nernst", NERNST, "E=-92mV", "T", "mV")


def test_an_answer_no_living_cell_shows_is_given_with_a_warning():
    found = ask("nernst", NERNST, "E=-120mV", "T")
    assert found.warnings == ("the result T is outside 273-320 K: is the unit right?",)
    assert ask("nernst", NERNST, "E=-80mV", "z").warnings == (
        "the result z is not a whole number: valences are",
    )


def test_any_list_of_ions_is_solved():
    texts = {"K_out": "5mM", "K_in": "140mM", "Na_out": "145mM", "Na_in": "15mM", "P_K": "1", "T": "37degC"}
    found = compute("ghk_voltage", ions={"K": 1, "Na": 1}, V="-70mV", **texts)
    assert found.value == pytest.approx(0.0361449, rel=1e-5)
    assert found.solution.closed.status == "proved"
    with pytest.raises(DomainError, match="outside the hull"):
        compute("ghk_voltage", ions={"K": 1, "Na": 1}, V="-90mV", **texts)


def test_what_a_preparation_gives_is_solved_with():
    found = compute("nernst", preparation="squid_axon", ion="K", E="-80mV", T="?", unit="degC")
    assert found.value == pytest.approx(0.08 * F / (R * math.log(400 / 20)) - K0, rel=1e-9)
    with pytest.raises(UsageError, match="every argument is given"):
        compute("nernst", preparation="squid_axon", ion="K", E="-80mV")
    lacking = compute("ghk_voltage", preparation="frog_muscle", V="-92mV")
    assert lacking.answer.name == "P_Cl"
    assert {filled.name for filled in lacking.filling.arguments} >= {"K_out", "P_K"}
    with pytest.raises(UsageError, match="also needs"):
        compute("ghk_voltage", preparation="frog_muscle")


# -- how it is told


def test_the_json_says_what_was_solved_for_and_how():
    closed = json.loads(json.dumps(ask("nernst", NERNST, "E=-92mV", "T", "degC").to_json()))
    assert closed["schema"] == 1
    assert closed["result"]["name"] == closed["solved_for"]["name"] == "T"
    assert closed["result"]["si_unit"] == "K"
    assert closed["arguments"][-1] == {"name": "E", "text": "-92mV", "value": -0.092, "unit": "V"}
    assert closed["solved_for"]["method"] == "closed"
    assert closed["solved_for"]["status"] == "proved"
    assert closed["solved_for"]["formula"] == "T = z*F*E/(R*ln(c_out/c_in))"
    assert closed["solved_for"]["conditions"] == ["ln(c_out/c_in) != 0"]
    assert abs(closed["solved_for"]["residual"]) < 1e-16
    bracketed = ask("ghk_current", FLUX, "i=1uA/cm2", "V").to_json()["solved_for"]
    low, high = bracketed["bracket"]
    assert bracketed["method"] == "bracketed"
    assert high in (low, math.nextafter(low, math.inf))
    assert "formula" not in bracketed


@pytest.mark.parametrize(
    ("law", "texts", "result", "wanted", "lines"),
    [
        (
            "nernst",
            NERNST,
            "E=-92mV",
            "T",
            [
                "Solved for T",
                "  T = z*F*E/(R*ln(c_out/c_in))",
                "  the closed form (proved), where ln(c_out/c_in) != 0",
            ],
        ),
        (
            "ghk_current",
            FLUX,
            "i=1uA/cm2",
            "V",
            ["Solved for V", "  no closed form; bracketed, and halved down to neighbouring doubles: "],
        ),
    ],
)
def test_explain_shows_the_form_and_what_the_law_makes_of_the_answer(
    law, texts, result, wanted, lines, capsys
):
    others = [f"{name}={text}" for name, text in texts.items() if name != wanted]
    assert main(["compute", law, result, *others, "--explain"]) == 0
    out = capsys.readouterr().out
    for line in lines:
        assert f"\n{line}" in out
    assert f"put back, the law gives {result[0]} " in out
    assert f"  {wanted} = " in out.split("Result")[1]


def test_every_refusal_is_one_of_ours():
    """Whatever the result, there is an answer or an error of the family."""
    for exponent in range(-320, 309, 7):
        for sign in "-", "":
            for law, texts, wanted in (("ghk_voltage", CELL, "P_Na"), ("ghk_current", FLUX, "V")):
                result = emitted.LAWS[law].result
                others = {name: text for name, text in texts.items() if name != wanted}
                try:
                    found = compute(law, **others, **{result.name: f"{sign}1e{exponent}{result.unit}"})
                except NernstianError:
                    continue
                assert math.isfinite(found.si_value)
