"""What compute answers where floats alone would go wrong without a sign."""

from __future__ import annotations

import pytest

from nernstian.computation import compute
from nernstian.derivations.errors import DomainError

IONS = {
    "K_out": "4mM",
    "K_in": "140mM",
    "Na_out": "145mM",
    "Na_in": "12mM",
    "Cl_out": "110mM",
    "Cl_in": "10mM",
}
CELL = {**IONS, "Ca_out": "1.8mM", "Ca_in": "100nM", "T": "37degC"}
WEIGHTS = {"P_K": 1.0, "P_Na": 0.04, "P_Cl": 0.45, "P_Ca": 0.02}


def _voltage(scale: str) -> float:
    return compute(
        "ghk_voltage_divalent", **CELL, **{name: f"{value}e{scale} m/s" for name, value in WEIGHTS.items()}
    ).value


@pytest.mark.parametrize("scale", ["-300", "-200", "-160", "-100", "100", "160", "300"])
def test_the_scale_of_the_permeabilities_counts_for_nothing(scale: str) -> None:
    assert _voltage(scale) == pytest.approx(_voltage("0"), rel=1e-12)


def test_equal_concentrations_give_no_voltage_at_any_scale() -> None:
    same = {name: "10mM" for name in CELL if name != "T"}
    tiny = dict.fromkeys(WEIGHTS, "1e-200 m/s")
    assert compute("ghk_voltage_divalent", **same, **tiny, T="37degC").value == 0.0


@pytest.mark.parametrize("scale", ["1e-250", "1e-170", "1e170", "1e250"])
def test_donnan_depends_on_a_ratio_alone(scale: str) -> None:
    wanted = compute("donnan", X="10 M", c_out="10 M", T="37degC").value
    value = compute("donnan", X=f"{scale} M", c_out=f"{scale} M", T="37degC").value
    assert value == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize("scale", ["1e-200", "1e-155", "1e155", "1e200"])
def test_the_shift_by_the_pump_does_not_depend_on_the_scale(scale: str) -> None:
    def shift(unit: str) -> float:
        given = {"K_out": "4", "K_in": "140", "Na_out": "145", "Na_in": "12"}
        cell = {name: f"{value} mM" for name, value in given.items()}
        return compute(
            "electrogenic_shift", **cell, P_K=f"{unit} m/s", P_Na=f"{unit} m/s", r="1.5", T="37degC"
        ).value

    assert shift(scale) == pytest.approx(shift("1"), rel=1e-12)


def test_ions_of_a_list_of_ones_own() -> None:
    def voltage(scale: str) -> float:
        cell = {"K_out": "4mM", "K_in": "140mM", "Mg_out": "1mM", "Mg_in": "0.5mM"}
        weights = {"P_K": f"1e{scale} m/s", "P_Mg": f"3e{scale} m/s"}
        return compute("ghk_voltage_divalent", ions={"K": 1, "Mg": 2}, **cell, **weights, T="37degC").value

    assert voltage("-200") == pytest.approx(voltage("0"), rel=1e-12)


def test_where_the_law_has_no_value_there_is_still_none() -> None:
    with pytest.raises(DomainError):
        compute("nernst", c_out="0 mM", c_in="5 mM", z="1", T="37degC")
