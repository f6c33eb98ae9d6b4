"""One row per law: a value from outside this project's formulas, reached by every way there is to compute the law.

A new law adds one row to ``ROWS``. The reference says where the value comes from; ``digits`` is how many significant
digits it has.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import mpmath
import numpy as np
import pytest

import nernstian
from nernstian.codegen import emitted
from nernstian.derivations import laws
from nernstian.derivations.checks import status


@dataclass(frozen=True)
class Row:
    """A law, its arguments in SI, the value in SI, how many digits it has, and where it comes from."""

    law: str
    arguments: dict[str, float]
    value: float
    digits: int
    reference: str


def goldman_by_quadrature(V: float, c_in: float, c_out: float, P: float, z: float, T: float) -> float:
    """The current from the integrating factor, integrated numerically: no Bernoulli function, no closed form."""
    R, F = mpmath.mpf("8.31446261815324"), mpmath.mpf("96485.3321233100184")
    u = z * F * mpmath.mpf(V) / (R * mpmath.mpf(T))
    width = mpmath.quad(lambda x: mpmath.exp(-u * x), [0, 1])
    return float(z * F * P * (c_in - c_out * mpmath.exp(-u)) / width)


GHK_POINT = {"V": -0.07, "c_in": 140.0, "c_out": 5.0, "P": 1e-8, "z": 1.0, "T": 310.15}

CELL = {"K_out": 5.0, "K_in": 140.0, "Na_out": 145.0, "Na_in": 12.0, "Cl_out": 110.0, "Cl_in": 10.0,
        "Ca_out": 1.8, "Ca_in": 1e-4, "P_K": 1.0, "P_Na": 0.04, "P_Cl": 0.45, "P_Ca": 1.0}  # fmt: skip


def zero_of_the_currents(values: dict[str, float], valences: dict[str, int], T: float) -> float:
    """The voltage at which the currents in their textbook form cancel, found by bracketing: no closed form."""
    faraday_over_gas = mpmath.mpf("96485.3321233100184") / mpmath.mpf("8.31446261815324")

    def total(V: mpmath.mpf) -> mpmath.mpf:
        u = faraday_over_gas * V / mpmath.mpf(T)
        return mpmath.fsum(
            mpmath.mpf(values[f"P_{ion}"]) * z * z * u
            * (mpmath.mpf(values[f"{ion}_in"]) - values[f"{ion}_out"] * mpmath.exp(-z * u)) / (1 - mpmath.exp(-z * u))
            for ion, z in valences.items()
        )  # fmt: skip

    with mpmath.workdps(40):
        return float(mpmath.findroot(total, (mpmath.mpf("-0.15"), mpmath.mpf("-0.01")), solver="anderson"))


ROWS = (
    Row("electrochemical_potential", {"c": 100.0, "phi": 0.0, "z": 1.0, "T": 298.15, "mu_ref": 0.0, "c_ref": 1000.0},
        -5708.0, 4, "RT ln 10 = 5.708 kJ/mol at 25 degC, the worth of a tenfold dilution in textbooks of biochemistry"),
    Row("thermal_voltage", {"T": 300.0}, 0.02585, 4, "kT/q = 25.85 mV at 300 K, textbooks of semiconductor physics"),
    Row("nernst", {"c_out": 1.0, "c_in": 10.0, "z": 1.0, "T": 293.15}, -0.058, 2,
        "-58 mV per tenfold potassium gradient at room temperature, textbooks of neuroscience"),
    Row("nernst_slope", {"z": 1.0, "T": 298.15}, 0.05916, 4, "59.16 mV per pH unit at 25 degC: slope of the glass electrode"),
    Row("nernst_planck", {"D": 1.957e-9, "c": 0.0, "dc_dx": 1e5, "z": 1.0, "dphi_dx": 0.0, "T": 298.15},
        -1.957e-4, 4, "Fick's law with the tabulated D of K+ in water at 25 degC, by hand"),
    Row("ghk_current", GHK_POINT, goldman_by_quadrature(**GHK_POINT), 12, "numerical quadrature of the integrating factor"),
    Row("ghk_voltage",
        {"K_out": 5.0, "K_in": 150.0, "Na_out": 145.0, "Na_in": 12.0, "Cl_out": 110.0, "Cl_in": 10.0,
         "P_K": 1.0, "P_Na": 0.04, "P_Cl": 0.45, "T": 310.15},
        -0.0687, 3, "by hand: 61.54 mV * log10(15.3/199.98)"),
    Row("ghk_voltage_divalent", CELL | {"T": 310.15},
        zero_of_the_currents(CELL, {"K": 1, "Na": 1, "Cl": -1, "Ca": 2}, 310.15), 12, "a bracketed zero of the summed currents"),
    Row("donnan", {"X": 100.0, "c_out": 100.0, "T": 310.15}, -0.01286, 4,
        "the cation is the golden ratio more concentrated inside: -26.727 mV * ln(1.618034), by hand"),
    Row("sphere", {"radius": 1e-5}, 1.257e-9, 4, "4 * 3.14159 * 100 um2: a round cell of 20 um"),
    Row("sphere_volume", {"radius": 1e-5}, 4.189e-15, 4, "4.189 pL for a round cell of 20 um, by hand"),
    Row("cylinder", {"radius": 5e-6, "length": 1e-4}, 3.2987e-9, 5, "2*3.14159*5*105 um2, by hand"),
    Row("cylinder_side", {"radius": 5e-6, "length": 1e-4}, 3.1416e-9, 5, "3.14159 * 10 um * 100 um, by hand"),
    Row("cylinder_volume", {"radius": 5e-6, "length": 1e-4}, 7.854e-15, 4, "3.14159 * 25 * 100 um3: 7.854 pL"),
    Row("gradient_rundown", {"i": -0.01, "z": 1.0, "A": 3.2987e-9, "volume": 7.854e-15}, 0.04353, 4,
        "1 uA/cm2 of sodium into a cell with 0.42 um2 of surface per um3: 0.01*4.2e5/96485 mM/s, by hand"),
    Row("capacitor_charge", {"c_m": 0.02, "A": 3.3e-9, "V": 0.1}, 6.6e-12, 2,
        "3.3 nA for 2 ms charge a cardiomyocyte by 100 mV: 6.6 pC"),
    Row("surface_charge", {"c_m": 0.01, "V": 0.07, "z": 1.0}, 7.255e-9, 4,
        "7.0e-7 C/m2 over 96485 C/mol per cm2, by hand: 7.255e-13 mol/cm2"),
    Row("boltzmann_ratio", {"V": -0.0909, "z": 1.0, "T": 310.15}, 30.0, 3,
        "the Nernst potential of 150:5 is -90.9 mV at 37 degC: one ion in thirty passes"),
    Row("einstein_relation", {"u": 7.62e-8, "z": 1.0, "T": 298.15}, 1.96e-9, 3,
        "K+ in water at 25 degC: tabulated mobility and tabulated diffusion coefficient"),
    Row("driving_force", {"V": -0.073, "E": -0.08}, 0.007, 1, "-73 mV against -80 mV, by hand"),
    Row("ohmic_current", {"g": 360.0, "V": -0.065, "E": -0.077}, 4.32, 3, "36 mS/cm2 times 12 mV, by hand"),
    Row("ussing_flux_ratio", {"V": 0.007, "c_in": 1.0, "c_out": 1.0, "z": 1.0, "T": 310.15}, 1.299, 4,
        "exp(7 mV / 26.73 mV), by hand"),
    Row("ghk_flux", GHK_POINT, goldman_by_quadrature(**GHK_POINT) / 96485.3321233100184, 12, "numerical quadrature"),
    Row("slope_conductance", {"c_in": 140.0, "c_out": 5.0, "P": 1e-8, "z": 1.0, "T": 310.15},
        1e-8 * 96485.33212**2 / (8.314462618 * 310.15) * 17.28, 3, "140*5*ln(28)/135 = 17.28 mM, by hand"),
    Row("chord_conductance_equation",
        {"g_K": 1.0, "g_Na": 0.05, "g_Cl": 0.0, "E_K": -0.08, "E_Na": 0.06, "E_Cl": -0.065},
        -0.07333, 4, "(-80 + 0.05*60)/1.05 mV, by hand"),
    Row("zero_net_current", {"V": -0.07 / 0.9545454545, "E_K": -0.08, "E_Na": 0.06}, 20.0, 3,
        "conductances 20:1 rest at -73.33 mV, by hand"),
    Row("mullins_noda",
        {"K_out": 5.0, "K_in": 140.0, "Na_out": 145.0, "Na_in": 15.0, "P_K": 25.0, "P_Na": 1.0, "r": 1.5, "T": 310.15},
        -0.07382, 4, "26.727 mV * ln(332.5/5265), by hand"),
    Row("electrogenic_shift",
        {"K_out": 5.0, "K_in": 140.0, "Na_out": 145.0, "Na_in": 15.0, "P_K": 25.0, "P_Na": 1.0, "r": 1.5, "T": 310.15},
        -0.00523, 3, "-73.82 mV with the pump, -68.59 mV without, by hand"),
    Row("pump_work", {"V": -0.07, "E_Na": 0.06063, "E_K": -0.08906}, 41490.0, 4,
        "3*12.604 + 2*1.839 kJ/mol, by hand"),
    Row("pump_reversal", {"E_Na": 0.06063, "E_K": -0.08906, "DG_ATP": 50000.0}, -0.1582, 4,
        "181.89 + 178.12 - 518.21 mV, by hand"),
    Row("transport_free_energy", {"V": 0.0, "c_in": 150.0, "c_out": 5.0, "z": 1.0, "T": 310.15}, 8771.0, 4,
        "RT ln 30 at 37 degC, by hand"),
    Row("proton_motive_force", {"V": -0.15, "pH_in": 7.8, "pH_out": 7.3, "T": 298.15}, -0.1796, 4,
        "-150 - 59.16*0.5 mV, by hand"),
    Row("capacitor_current", {"c_m": 0.02, "A": 3.3e-9, "dV_dt": 50.0}, 3.3e-9, 2,
        "a cardiomyocyte's upstroke, 100 mV in 2 ms: 3.3 nA"),
    Row("membrane_equation", {"c_m": 0.01, "i_ion": 0.0, "i_inj": 0.01}, 1.0, 3, "1 uA/cm2 into 1 uF/cm2: 1 mV/ms"),
    Row("membrane_field", {"V": -0.07, "d": 4e-9}, -1.75e7, 3, "70 mV over 4 nm, by hand"),
    Row("plate_capacitance", {"eps_r": 4.518, "d": 4e-9}, 0.01, 4, "the permittivity that 1 uF/cm2 and 4 nm imply"),
    Row("charge_to_ions", {"Q": 6.5973e-12, "z": 1.0}, 4.118e7, 4, "6.6 pC times 6.2415e18 per coulomb, by hand"),
    Row("concentration_change", {"c_m": 0.02, "A": 3.2987e-9, "DV": 0.1, "z": 1.0, "volume": 7.854e-15},
        8.706e-3, 4, "a cardiomyocyte's upstroke: 8.7 uM of sodium"),
    Row("debye_length", {"ionic_strength": 150.0, "eps_r": 74.2, "T": 310.15}, 0.779e-9, 3,
        "0.304 nm/sqrt(I) in water at 25 degC, textbooks of colloid science, moved to 37 degC"),
    Row("rc_charging", {"t": 4.605170186, "V_0": 0.0, "V_inf": 1.0, "tau": 1.0}, 0.99, 4, "99 % after ln(100) time constants"),
    Row("time_constant", {"R_m": 1.0, "c_m": 0.01}, 0.01, 3, "10 kOhm cm2 and 1 uF/cm2: 10 ms"),
    Row("length_constant", {"a": 5e-6, "R_m": 1.0, "R_i": 1.0}, 1.581e-3, 4, "sqrt(2.5e-6) m, by hand"),
    Row("cable_decay", {"V_0": 0.01, "x": -0.002, "lam": 0.002}, 0.003679, 4, "1/e after one length constant"),
    Row("capacitor_energy", {"c_m": 0.01, "V": -0.07}, 2.45e-5, 3, "half of 0.01*0.0049, by hand"),
    Row("gradient_energy", {"c_out": 5.0, "c_in": 140.0, "T": 310.15}, 8.548e5, 3,
        "2578.7*(140*ln(28) - 135) J/m3, by hand"),
)  # fmt: skip


def agrees(value: float, row: Row) -> bool:
    """Whether the value rounds to the reference at its digits."""
    unit = 10.0 ** (math.floor(math.log10(abs(row.value))) - row.digits + 1)
    return abs(value - row.value) <= 0.5 * unit * (1 + 1e-9)


def test_every_law_has_a_row() -> None:
    assert {row.law for row in ROWS} == set(laws.names()) == set(emitted.LAWS) == set(nernstian.laws())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.law)
def test_function_and_generated_evaluator_give_the_outside_value(row: Row) -> None:
    assert agrees(nernstian.function(row.law)(**row.arguments), row), row.reference
    assert agrees(emitted.EVALUATORS[row.law](**row.arguments), row), row.reference


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.law)
def test_arrays_give_what_scalars_give(row: Row) -> None:
    function = nernstian.function(row.law)
    columns = {name: np.full((2, 3), value) for name, value in row.arguments.items()}
    assert np.all(function(**columns) == function(**row.arguments))


#: Derived laws whose derivation is still to be written, and those that rest on one of them.
UNDERIVED = {
    "boltzmann_ratio", "ussing_flux_ratio", "slope_conductance", "proton_motive_force", "capacitor_current",
    "debye_length", "rc_charging", "length_constant", "cable_decay", "gradient_energy",
}  # fmt: skip


@pytest.mark.parametrize("name", laws.names())
def test_every_law_has_the_trust_it_deserves_and_what_follows_is_proved(name: str) -> None:
    report = status.report(name)
    derived = "unchecked" if name in UNDERIVED else "proved"
    assert report.status == (derived if laws.get(name).kind == "derived" else "stated")
    following = (*report.limits, report.stable)
    assert {part.name: part.status for part in following} == {part.name: "proved" for part in following}


def test_the_law_is_a_sympy_equation_too() -> None:
    law = nernstian.law("nernst")
    symbols = {s.name: s for s in law.sympy.free_symbols}
    assert {"E", "R", "T", "z", "F", "c_out", "c_in"} == set(symbols)
    slope = law.sympy.rhs.doit().diff(symbols["T"])
    assert slope.subs({symbols["c_out"]: symbols["c_in"]}) == 0
