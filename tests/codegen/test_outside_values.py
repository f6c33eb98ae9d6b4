"""Values from outside: printed in textbooks, or worked out from the SI by hand.

Books are cited from memory: edition and page were not confirmed against a copy.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from nernstian.codegen import emitted
from nernstian.codegen.function import function

ROOM, BODY = 293.15, 310.15

MAKERS = {
    "arrays": lambda name: lambda **values: function(name)(**{k: [v] for k, v in values.items()})[0],
    "scalars": function,
    "emitted": emitted.EVALUATORS.__getitem__,
}

VALUES = [
    # law, arguments, millivolts or SI, tolerance in the same unit, where it stands
    ("thermal_voltage", {"T": BODY}, 26.7267, 5e-5, "k_B T/e from the SI of 2019"),
    ("thermal_voltage", {"T": 298.15}, 25.69, 5e-3, "25.69 mV at 25 degC: Bard & Faulkner, Electrochemical Methods"),
    ("nernst_slope", {"z": 1, "T": BODY}, 61.54, 5e-3, "61.54 mV per decade at 37 degC"),
    ("nernst_slope", {"z": 1, "T": 298.15}, 59.16, 5e-3, "59.16 mV per decade at 25 degC: any book on pH"),
    ("nernst_slope", {"z": 1, "T": ROOM}, 58.17, 5e-3, "58.17 mV per decade at 20 degC"),
    # Squid giant axon at 20 degC: Kandel, Schwartz & Jessell, Principles of Neural Science, table of ion distributions
    # (K -75, Na +55, Cl -60 mV, each to the nearest 1 mV or so).
    ("nernst", {"c_out": 20, "c_in": 400, "z": 1, "T": ROOM}, -75.0, 1.0, "Kandel: E_K"),
    ("nernst", {"c_out": 440, "c_in": 50, "z": 1, "T": ROOM}, 55.0, 0.5, "Kandel: E_Na"),
    ("nernst", {"c_out": 560, "c_in": 52, "z": -1, "T": ROOM}, -60.0, 0.5, "Kandel: E_Cl"),
    # Mammalian muscle at 37 degC: Hille, Ion Channels of Excitable Membranes, table of equilibrium potentials.
    ("nernst", {"c_out": 145, "c_in": 12, "z": 1, "T": BODY}, 67.0, 0.5, "Hille: E_Na"),
    ("nernst", {"c_out": 4, "c_in": 155, "z": 1, "T": BODY}, -98.0, 0.5, "Hille: E_K"),
    # The worked resting potential of many courses: P_K : P_Na = 1 : 0.04, no chloride; "about -70 mV" with RT/F = 26 mV,
    # which is 26.7267 ln(10.8/140.4) = -68.55 mV.
    (
        "ghk_voltage",
        {
            "K_out": 5, "K_in": 140, "Na_out": 145, "Na_in": 10, "Cl_out": 110, "Cl_in": 10,
            "P_K": 1, "P_Na": 0.04, "P_Cl": 0, "T": BODY,
        },
        -68.55, 5e-3, "worked by hand",
    ),
]  # fmt: skip


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize(
    ("law", "arguments", "printed", "tolerance", "where"), VALUES, ids=[f"{v[0]} {v[4]}" for v in VALUES]
)
def test_a_printed_value_is_met(law, arguments, printed, tolerance, where, maker):
    assert 1000 * MAKERS[maker](law)(**arguments) == pytest.approx(printed, abs=tolerance), where


def test_the_charge_of_a_membrane_at_rest_is_a_picomole_per_square_centimetre():
    # 1 uF/cm2 and 100 mV: 1e-7 C/cm2, which is about 1e-12 mol/cm2 (Hodgkin 1951; Hille, ch. 1).
    moles = emitted.surface_charge(c_m=0.01, V=0.1, z=1.0) / 1e4
    assert moles == pytest.approx(1.04e-12, rel=5e-3)


def test_fick_follows_from_the_definition_of_permeability():
    current = function("ghk_current")(V=0.0, c_in=150.0, c_out=50.0, P=1e-8, z=2.0, T=BODY)
    faraday = Decimal("6.02214076e23") * Decimal("1.602176634e-19")
    assert current == pytest.approx(float(2 * faraday * Decimal("1e-8") * 100), rel=1e-15)


def test_a_strong_field_carries_the_ions_of_one_side_ohmically():
    # For z F V >> R T the current is P z^2 F^2 V/(R T) c_in: the asymptote of Goldman 1943.
    V, c_in, P = 1.0, 150.0, 1e-8
    expected = P * 96485.33212331**2 * V / (8.31446261815324 * BODY) * c_in
    assert function("ghk_current")(V, c_in, 5.0, P, 1.0, BODY) == pytest.approx(expected, rel=1e-12)
