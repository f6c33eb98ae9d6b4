"""`nernstian.function(name, units)`: tables of units, what is refused, and how such a function is called."""

from __future__ import annotations

import inspect
import math
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nernstian
from nernstian import boundary
from nernstian.codegen.emitted import LAWS
from nernstian.derivations.errors import GrammarError, UnitError, UsageError
from nernstian.units import PHYSIOLOGY, resolve, scale_of

NAN, INF = math.nan, math.inf
MIXED = {"c_out": "uM", "c_in": "mM", "T": "degF", "E": "uV"}
# What each dimension is called in the table, by hand; the other dimensions stay in SI.
IN_PHYSIOLOGY = {
    "V": "mV", "mol/m3": "mM", "K": "degC", "A/m2": "uA/cm2", "s": "ms", "F/m2": "uF/cm2", "S/m2": "mS/cm2",
    "ohm*m2": "kohm*cm2",
}  # fmt: skip

EXACT = [
    ("mV", Fraction(1, 1000), 0),
    ("uM", Fraction(1, 1000), 0),
    ("nM", Fraction(1, 10**6), 0),
    ("cm/s", Fraction(1, 100), 0),
    ("uA/cm2", Fraction(1, 100), 0),
    ("kcal/mol", Fraction(4184), 0),
    ("degC", Fraction(1), Fraction("273.15")),
    ("degF", Fraction(5, 9), Fraction("459.67") * Fraction(5, 9)),
    ("degR", Fraction(5, 9), 0),
    ("min", Fraction(60), 0),
    ("percent", Fraction(1, 100), 0),
    ("um2", Fraction(1, 10**12), 0),
]

REFUSED = [
    ("nernst", {"c_out": "mV"}, UnitError, "c_out is measured in mol/m3, and mV is not: mV is kg m2 s-3 A-1, mol/m3 is m-3 mol", "Give c_out (concentration outside) in mM or the like."),
    ("nernst", {"c_out": "1"}, UnitError, "1 is no unit", "in mM or the like"),
    ("nernst", {"E": "mM"}, UnitError, "E is measured in V, and mM is not", "mV"),
    ("nernst", {"z": "mM"}, UnitError, "z is a pure number, and mM is not: mM is m-3 mol", "without a unit"),
    ("nernst", {"E": "mv"}, UnitError, "E: unknown unit mv", "Did you mean mV?"),
    ("nernst", {"T": "delta_degC"}, UnitError, "T: delta_degC is a temperature difference", "degC or K"),
    ("nernst", {"T": "J/degC"}, UnitError, "T: degC names a point on a temperature scale", "J/K"),
    ("nernst", {"z": "dB"}, UnitError, "z: dB is a logarithmic unit", "linear"),
    ("nernst", {"c_in": "9**9**9"}, GrammarError, "c_in: the unit '9**9**9' raises a power to a power", "mM"),
    ("nernst", {"c_in": ""}, GrammarError, "c_in: the unit '' stops short", "mM"),
    ("nernst", {"cout": "mM"}, UsageError, "nernst has no cout to give a unit to", "Did you mean c_out? It has c_out, c_in, z, T, E."),
    ("nernst", {"E": 5}, UsageError, "the unit of E is 5, and must be text", "'V'"),
    ("nernst", 5, UsageError, "units are 5, which is neither", "units='physiology'"),
    ("nernst", "physiolgy", UsageError, "there is no table of units 'physiolgy'", "Did you mean physiology?"),
    ("nernts", "physiology", UsageError, "no law 'nernts'", "Did you mean nernst?"),
    ("ghk_voltage", {"P_K": "nS"}, UnitError, "only the ratios of P_K, P_Na, P_Cl count, so they must share one dimension: P_K in nS, P_Na in m/s, P_Cl in m/s", "the same unit"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "scale", "offset"), EXACT)
def test_a_unit_has_its_exact_scale_and_zero(text, scale, offset):
    found = scale_of(boundary.unit(text))
    assert (found.text, found.scale, found.offset) == (text, scale, offset)


def test_what_is_no_short_ratio_keeps_its_decimals():
    assert scale_of(boundary.unit("eV")).scale == Fraction("1.602176634e-19")
    assert scale_of(boundary.unit("mmHg")).scale == Fraction("133.322387415")
    molecule = scale_of(boundary.unit("molecule")).scale
    assert molecule == pytest.approx(1 / 6.02214076e23, rel=1e-15)


@pytest.mark.parametrize("name", nernstian.laws())
def test_physiology_names_the_units_of_the_field(name):
    law, made = LAWS[name], nernstian.function(name, units="physiology")
    expected = {q.name: IN_PHYSIOLOGY.get(q.unit, q.unit) for q in (*law.arguments, law.result)}
    assert dict(made.units) == expected


def test_the_units_of_physiology_go_together():
    units = {text: boundary.unit(text) for text in PHYSIOLOGY}
    scale = {text: unit.scale for text, unit in units.items()}
    assert scale["mS/cm2"] * scale["mV"] == scale["uA/cm2"] == scale["uF/cm2"] * scale["mV"] / scale["ms"]
    assert scale["kohm*cm2"] * scale["uF/cm2"] == scale["ms"]
    assert len({unit.dimension for unit in units.values()}) == len(units)


@pytest.mark.parametrize(("law", "units", "error", "cause", "remedy"), REFUSED)
def test_a_wrong_table_is_refused_with_cause_and_remedy(law, units, error, cause, remedy):
    with pytest.raises(error) as caught:
        nernstian.function(law, units)
    assert cause in caught.value.cause
    assert remedy in caught.value.remedy


# -- values


concentration, celsius = st.floats(1e-3, 1e3), st.floats(-10, 50)
valence = st.sampled_from([-2.0, -1.0, 1.0, 2.0])


@given(concentration, concentration, valence, celsius)
def test_converting_by_hand_gives_the_same(c_out, c_in, z, T):
    by_hand = 1e6 * nernstian.function("nernst")(c_out * 1e-3, c_in, z, (T * 1.8 + 32 + 459.67) / 1.8)
    found = nernstian.function("nernst", MIXED)(c_out, c_in, z, T * 1.8 + 32)
    assert found == pytest.approx(by_hand, rel=1e-14, abs=1e-9)  # of 25 mV; near 0 both lose what cancels


@given(st.floats(-200, 200), concentration, concentration, valence, celsius)
def test_a_current_in_units_is_the_current_converted(V, c_in, c_out, z, T):
    units = {"V": "mV", "c_in": "uM", "c_out": "uM", "P": "cm/s", "T": "degC", "i": "uA/cm2"}
    found = nernstian.function("ghk_current", units)(V, c_in, c_out, 1e-4, z, T)
    size = 96485.0 * 1e-6 * 1e-3 * max(c_in, c_out) * (1 + abs(z * V) / 25) * 100
    by_hand = 100 * nernstian.function("ghk_current")(
        V * 1e-3, c_in * 1e-3, c_out * 1e-3, 1e-6, z, T + 273.15
    )
    assert found == pytest.approx(by_hand, rel=1e-13, abs=1e-14 * size)


@given(concentration, valence, celsius)
def test_equal_concentrations_have_no_potential_whatever_the_unit(c, z, T):
    same = {"c_out": "uM", "c_in": "uM", "T": "degC"}
    assert nernstian.function("nernst", same)(c, c, z, T) == 0.0
    assert nernstian.function("nernst", same)([c], c, z, T) == 0.0


@given(concentration, celsius)
def test_scalars_and_arrays_agree(c, T):
    made = nernstian.function("nernst", MIXED)
    assert made([c], 140.0, 1.0, T)[0] == pytest.approx(made(c, 140.0, 1.0, T), rel=1e-14, abs=1e-9)


def test_permeabilities_may_share_any_dimension():
    cell = (5.0, 140.0, 145.0, 12.0, 110.0, 10.0)
    bare = nernstian.function("ghk_voltage")(*cell, 1.0, 0.04, 0.45, 310.15)
    made = nernstian.function(
        "ghk_voltage", {"P_K": "nS", "P_Na": "pS", "P_Cl": "nS", "T": "degC", "V": "mV"}
    )
    assert made(*cell, 1.0, 40.0, 0.45, 37.0) == pytest.approx(1000 * bare, rel=1e-15)
    plain = nernstian.function("ghk_voltage", dict.fromkeys(("P_K", "P_Na", "P_Cl"), "1"))
    assert plain(*cell, 1.0, 0.04, 0.45, 310.15) == bare


def test_ions_and_units_go_together():
    made = nernstian.function("ghk_voltage", "physiology", ions={"Rb": 1, "I": -1})
    assert made.units["Rb_out"] == "mM"
    bare = nernstian.function("ghk_voltage", ions={"Rb": 1, "I": -1})
    assert made(5, 140, 110, 10, 1, 2, 37) == pytest.approx(
        1000 * bare(5, 140, 110, 10, 1, 2, 310.15), rel=1e-14
    )
    assert nernstian.function("ghk_voltage", {"Rb_out": "uM"}, ions={"Rb": 1}).units["Rb_in"] == "mol/m3"
    with pytest.raises(UsageError, match="nernst takes no list of ions"):
        nernstian.function("nernst", "physiology", ions={"K": 1})


SPECIAL = [
    ((0.0, 140.0, 1.0, 37.0), -INF),
    ((-0.0, 140.0, 1.0, 37.0), -INF),
    ((0.0, 140.0, -1.0, 37.0), INF),
    ((5.0, 0.0, 1.0, 37.0), INF),
    ((-5e-324, 140.0, 1.0, 37.0), NAN),
    ((5.0, -140.0, 1.0, 37.0), NAN),
    ((5.0, 140.0, 0.0, 37.0), NAN),
    ((5.0, 140.0, -0.0, 37.0), NAN),
    ((5.0, 140.0, 1.0, 0.0), -78.43),
    ((5.0, 140.0, 1.0, -0.0), -78.43),
    ((5.0, 140.0, 1.0, -10.0), -75.56),
    ((5.0, 140.0, 1.0, -273.15), 0.0),
    ((5.0, 140.0, 1.0, math.nextafter(-273.15, -INF)), NAN),
    ((5.0, 140.0, 1.0, -274.0), NAN),
    ((5.0, 140.0, 1.0, -INF), NAN),
    ((5.0, 140.0, 1.0, NAN), NAN),
    ((NAN, 140.0, 1.0, 37.0), NAN),
    ((5.0, 140.0, NAN, 37.0), NAN),
]


@pytest.mark.parametrize("arrays", [False, True], ids=["scalars", "arrays"])
@pytest.mark.parametrize(("arguments", "expected"), SPECIAL)
def test_special_value(arguments, expected, arrays):
    made = nernstian.function("nernst", "physiology")
    with np.errstate(all="raise"):
        found = made(*([v] * 3 for v in arguments))[1] if arrays else made(*arguments)
    assert found == pytest.approx(expected, rel=1e-3, nan_ok=True)


def test_absolute_zero_in_degrees_fahrenheit_is_exact():
    """The double nearest to -459.67 lies below it."""
    made = nernstian.function("thermal_voltage", {"T": "degF"})
    assert math.isnan(made(-459.67))
    assert made(math.nextafter(-459.67, 0.0)) >= 0.0


# -- calls


def test_arrays_broadcast_and_may_be_empty():
    made = nernstian.function("nernst", "physiology")
    found = made(np.array([[1.0], [5.0], [20.0]]), 140.0, [1, -1], 37.0)
    assert found.shape == (3, 2)
    assert found[1, 0] == pytest.approx(made(5.0, 140.0, 1, 37.0), rel=1e-14)
    assert made([], 140.0, 1, 37.0).shape == (0,)
    assert made(np.empty((0, 3)), 140.0, 1, np.full((4, 1, 1), 37.0)).shape == (4, 0, 3)


def test_a_large_array_gives_what_its_elements_give():
    made = nernstian.function("nernst", "physiology")
    T = np.linspace(-300.0, 60.0, 20_001)
    found = made(5.0, 140.0, 1.0, T)
    assert np.array_equal(np.isnan(found), T < -273.15)
    assert np.allclose(found[::500], [made(5.0, 140.0, 1.0, t) for t in T[::500]], rtol=1e-14, equal_nan=True)


def test_units_go_by_position_or_keyword_and_the_function_is_made_once():
    made = nernstian.function("nernst", "physiology")
    assert made is nernstian.function("nernst", units="physiology")
    assert made is not nernstian.function("nernst")
    assert made(c_out=5.0, T=37.0, c_in=140.0, z=1) == made(5.0, 140.0, 1, 37.0)


@pytest.mark.parametrize("name", nernstian.laws())
def test_a_function_in_units_survives_a_pickle(name):
    made = nernstian.function(name, "physiology")
    copy = pickle.loads(pickle.dumps(made))  # noqa: S301
    values = [0.5] * len(inspect.signature(made).parameters)
    assert copy.units == made.units
    assert copy(*values) == pytest.approx(made(*values), rel=0, abs=0, nan_ok=True)


def test_a_pickle_needs_no_pint():
    made = nernstian.function("nernst", "physiology")
    code = (
        f"import pickle, sys; f = pickle.loads({pickle.dumps(made)!r}); "
        "print(f(5, 140, 1, 37), 'pint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(made(5, 140, 1, 37)), "False"]


def test_threads_make_and_call_functions_undisturbed():
    tables = [{"c_out": out, "T": T} for out in ("mM", "uM", "nM", "M") for T in ("degC", "degF")]
    c = np.linspace(1.0, 10.0, 5001)

    def run(table: dict[str, str]) -> np.ndarray:
        return nernstian.function("nernst", table)(c, 140.0, 1.0, 37.0)

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(run, tables))
    assert all(np.array_equal(a, run(table)) for a, table in zip(together, tables, strict=True))


def test_a_function_tells_its_units():
    made = nernstian.function("nernst", MIXED)
    assert dict(made.units) == {**MIXED, "z": "1"}
    assert repr(made) == (
        "<nernst(c_out, c_in, z, T): Nernst potential, c_out in uM, c_in in mM, T in degF, E in uV>"
    )
    for line in (
        "c_out : float or array, uM, > 0",
        "T : float or array, degF, > -459.67",
        "E : float or array, uV",
    ):
        assert line in made.__doc__
    assert "z : float or array, a pure number, not 0" in made.__doc__
    with pytest.raises(TypeError):
        made.units["T"] = "K"


def test_a_unit_is_shown_as_it_was_written():
    made = nernstian.function("nernst", {"c_out": "µM", "T": "°C"})
    assert (made.units["c_out"], made.units["T"]) == ("µM", "°C")
    assert made(5000.0, 140.0, 1, 37.0) == pytest.approx(-0.0890587, rel=1e-6)


def test_units_are_resolved_for_what_the_law_has():
    assert resolve("thermal_voltage", "physiology").names == ("T", "V_T")
    assert resolve("nernst", {}).names == ()
