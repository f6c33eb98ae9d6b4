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
    Row("capacitor_charge", {"c_m": 0.02, "A": 3.3e-9, "V": 0.1}, 6.6e-12, 2,
        "3.3 nA for 2 ms charge a cardiomyocyte by 100 mV: 6.6 pC"),
    Row("surface_charge", {"c_m": 0.01, "V": 0.07, "z": 1.0}, 7.255e-9, 4,
        "7.0e-7 C/m2 over 96485 C/mol per cm2, by hand: 7.255e-13 mol/cm2"),
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


@pytest.mark.parametrize("name", laws.names())
def test_every_law_is_proved_or_stated_and_so_is_what_follows(name: str) -> None:
    report = status.report(name)
    assert report.status == ("proved" if laws.get(name).kind == "derived" else "stated")
    assert {part.name: part.status for part in report.parts} == {part.name: "proved" for part in report.parts}


def test_the_law_is_a_sympy_equation_too() -> None:
    law = nernstian.law("nernst")
    symbols = {s.name: s for s in law.sympy.free_symbols}
    assert {"E", "R", "T", "z", "F", "c_out", "c_in"} == set(symbols)
    slope = law.sympy.rhs.doit().diff(symbols["T"])
    assert slope.subs({symbols["c_out"]: symbols["c_in"]}) == 0
