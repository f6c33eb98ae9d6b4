"""What physics demands of the functions, whatever the numbers."""

from __future__ import annotations

import math
from collections.abc import Callable

from hypothesis import assume, given
from hypothesis import strategies as st

from nernstian.codegen import emitted
from nernstian.codegen.function import function

concentration = st.floats(1e-4, 1e3)
voltage = st.floats(-0.5, 0.5)
permeability = st.floats(1e-10, 1e-4)
valence = st.sampled_from([-3.0, -2.0, -1.0, 1.0, 2.0, 3.0])
temperature = st.floats(260, 330)
doublings = st.integers(-200, 200)


def _of_arrays(name: str) -> Callable[..., float]:
    """The array code: scalars go another way, which ``emitted`` shares."""
    made = function(name)
    return lambda *args: float(made(*([value] for value in args))[0])


nernst, ghk_current, ghk_voltage = (_of_arrays(n) for n in ("nernst", "ghk_current", "ghk_voltage"))


@given(voltage, concentration, concentration, permeability, valence, temperature)
def test_current_flows_outward_above_the_nernst_potential_and_inward_below(V, c_in, c_out, P, z, T):
    E = nernst(c_out, c_in, z, T)
    assume(abs(V - E) > 1e-12 * (abs(V) + abs(E) + 1e-3))
    assert math.copysign(1.0, ghk_current(V, c_in, c_out, P, z, T)) == math.copysign(1.0, V - E)


@given(voltage, voltage, concentration, concentration, permeability, valence, temperature)
def test_current_grows_with_voltage(V, higher, c_in, c_out, P, z, T):
    assume(higher > V + 1e-9)
    assert ghk_current(higher, c_in, c_out, P, z, T) > ghk_current(V, c_in, c_out, P, z, T)


@given(
    st.lists(st.tuples(concentration, concentration, st.floats(1e-3, 1e3)), min_size=3, max_size=3),
    temperature,
)
def test_the_resting_potential_lies_between_the_nernst_potentials(ions, T):
    (K, Na, Cl) = ions
    reversal = [nernst(out, inside, z, T) for (out, inside, _), z in zip(ions, (1, 1, -1), strict=True)]
    V = ghk_voltage(*K[:2], *Na[:2], *Cl[:2], K[2], Na[2], Cl[2], T)
    slack = 1e-13
    assert min(reversal) - slack <= V <= max(reversal) + slack


@given(
    st.lists(concentration, min_size=6, max_size=6),
    st.lists(permeability, min_size=3, max_size=3),
    temperature,
    doublings,
)
def test_only_ratios_of_permeabilities_count(concentrations, permeabilities, T, n):
    scaled = [math.ldexp(P, n) for P in permeabilities]
    assert ghk_voltage(*concentrations, *scaled, T) == ghk_voltage(*concentrations, *permeabilities, T)


@given(concentration, concentration, valence, temperature, doublings)
def test_only_the_ratio_of_concentrations_counts(c_out, c_in, z, T, n):
    assert nernst(math.ldexp(c_out, n), math.ldexp(c_in, n), z, T) == nernst(c_out, c_in, z, T)


@given(voltage, concentration, concentration, permeability, valence, temperature, doublings)
def test_current_is_proportional_to_permeability_and_to_concentration(V, c_in, c_out, P, z, T, n):
    doubled = math.ldexp(ghk_current(V, c_in, c_out, P, z, T), n)
    assert ghk_current(V, c_in, c_out, math.ldexp(P, n), z, T) == doubled
    assert ghk_current(V, math.ldexp(c_in, n), math.ldexp(c_out, n), P, z, T) == doubled


@given(concentration, concentration, valence, temperature)
def test_turning_the_membrane_around_turns_the_nernst_potential_around(c_out, c_in, z, T):
    assert nernst(c_in, c_out, z, T) == -nernst(c_out, c_in, z, T)
    assert nernst(c_out, c_in, -z, T) == -nernst(c_out, c_in, z, T)


@given(voltage, concentration, concentration, permeability, valence, temperature)
def test_turning_the_membrane_around_turns_the_current_around(V, c_in, c_out, P, z, T):
    assert ghk_current(-V, c_out, c_in, P, z, T) == -ghk_current(V, c_in, c_out, P, z, T)
    assert ghk_current(-V, c_in, c_out, P, -z, T) == -ghk_current(V, c_in, c_out, P, z, T)


@given(concentration, concentration, permeability, temperature)
def test_one_permeant_ion_rests_at_its_nernst_potential(c_out, c_in, P, T):
    alone = ghk_voltage(c_out, c_in, 7.0, 11.0, 13.0, 17.0, P, 0.0, 0.0, T)
    E = nernst(c_out, c_in, 1.0, T)
    assert math.isclose(
        alone, E, rel_tol=1e-13 / max(1e-300, min(1.0, abs(math.log(c_out / c_in)) or 1.0)), abs_tol=1e-30
    )


@given(concentration, concentration, voltage, valence, temperature)
def test_emitted_and_numpy_functions_agree(c_in, c_out, V, z, T):
    i = ghk_current(V, c_in, c_out, 1e-7, z, T)
    scale = 96485.0 * abs(z) * 1e-7 * max(c_in, c_out) * (1.0 + abs(V) * abs(z) / 0.025)
    assert abs(emitted.ghk_current(V, c_in, c_out, 1e-7, z, T) - i) <= 1e-14 * scale
