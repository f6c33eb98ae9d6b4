"""What holds whatever the numbers: voltages within the hull of the Nernst potentials, pulls, symmetries."""

from __future__ import annotations

import math

from hypothesis import assume, given
from hypothesis import strategies as st

from nernstian.codegen.function import function

concentration = st.floats(1e-3, 1e3)
weight = st.floats(1e-3, 1e3)
temperature = st.floats(260, 330)
ion = st.tuples(concentration, concentration, weight)
doublings = st.integers(-100, 100)
SLACK = 1e-12

nernst, current = function("nernst"), function("ghk_current")
monovalent = function("ghk_voltage")
two_ions = function("ghk_voltage", ions={"K": 1, "Na": 1})
divalent = function("ghk_voltage_divalent")
chord = function("chord_conductance_equation")
pumped = function("mullins_noda")

Ions = list[tuple[float, float, float]]
VALENCES = (1.0, 1.0, -1.0, 2.0)


def four(ions: Ions, T: float) -> float:
    """The voltage of K, Na, Cl and Ca."""
    return divalent(*(c for out, inside, _ in ions for c in (out, inside)), *(P for _, _, P in ions), T)


def potentials(ions: Ions, T: float) -> list[float]:
    return [nernst(out, inside, z, T) for (out, inside, _), z in zip(ions, VALENCES, strict=False)]


fours = st.lists(ion, min_size=4, max_size=4)


@given(
    concentration, concentration, st.sampled_from([-2.0, -1.0, 1.0, 2.0]), temperature, st.floats(1.001, 10)
)
def test_the_nernst_potential_of_a_cation_rises_with_the_outside_and_that_of_an_anion_falls(
    c_out, c_in, z, T, factor
):
    rise = nernst(factor * c_out, c_in, z, T) - nernst(c_out, c_in, z, T)
    assert math.copysign(1.0, rise) == math.copysign(1.0, z)


@given(fours, temperature)
def test_with_divalent_ions_the_voltage_stays_between_the_nernst_potentials(ions, T):
    found = potentials(ions, T)
    assert min(found) - SLACK <= four(ions, T) <= max(found) + SLACK


@given(fours, temperature)
def test_with_divalent_ions_the_currents_cancel(ions, T):
    V = four(ions, T)
    flows = [current(V, inside, out, P, z, T) for (out, inside, P), z in zip(ions, VALENCES, strict=True)]
    assert abs(math.fsum(flows)) <= 1e-9 * max(map(abs, flows))


@given(fours, temperature, st.integers(0, 3), st.floats(1.01, 100))
def test_an_ion_pulls_the_voltage_towards_its_own_potential(ions, T, chosen, factor):
    V, E = four(ions, T), potentials(ions, T)[chosen]
    out, inside, P = ions[chosen]
    pulled = four([*ions[:chosen], (out, inside, factor * P), *ions[chosen + 1 :]], T)
    assume(abs(E - V) > 1e-6)
    assert (pulled - V) * (E - V) > -1e-14
    assert abs(pulled - E) <= abs(V - E) + SLACK


@given(fours, temperature, doublings)
def test_with_divalent_ions_only_ratios_of_permeabilities_count(ions, T, n):
    scaled = [(out, inside, math.ldexp(P, n)) for out, inside, P in ions]
    assert math.isclose(four(scaled, T), four(ions, T), rel_tol=1e-12, abs_tol=1e-16)


@given(fours, temperature)
def test_with_the_sides_swapped_the_voltage_changes_its_sign(ions, T):
    swapped = [(inside, out, P) for out, inside, P in ions]
    assert math.isclose(four(swapped, T), -four(ions, T), rel_tol=1e-9, abs_tol=1e-14)
    three = [c for out, inside, _ in ions[:3] for c in (out, inside)]
    turned = [c for out, inside, _ in ions[:3] for c in (inside, out)]
    weights = [P for _, _, P in ions[:3]]
    assert math.isclose(
        monovalent(*turned, *weights, T), -monovalent(*three, *weights, T), rel_tol=1e-9, abs_tol=1e-14
    )


@given(st.lists(st.tuples(weight, st.floats(-0.2, 0.2)), min_size=3, max_size=3))
def test_the_weighted_mean_stays_between_what_it_is_the_mean_of(channels):
    V = chord(*(g for g, _ in channels), *(E for _, E in channels))
    assert min(E for _, E in channels) - SLACK <= V <= max(E for _, E in channels) + SLACK


@given(ion, ion, temperature)
def test_at_zero_net_current_two_currents_are_equal_and_opposite(K, Na, T):
    V = two_ions(*K[:2], *Na[:2], K[2], Na[2], T)
    first, second = (current(V, inside, out, P, 1.0, T) for out, inside, P in (K, Na))
    scale = 96485.0 * max(P * max(out, inside) for out, inside, P in (K, Na)) * (1 + abs(V) / 0.02)
    assert abs(first + second) <= 1e-13 * scale


@given(ion, ion, st.floats(1, 3), temperature)
def test_the_pump_cannot_drive_the_voltage_beyond_the_nernst_potentials(K, Na, r, T):
    V = pumped(*K[:2], *Na[:2], K[2], Na[2], r, T)
    found = potentials([K, Na], T)
    assert min(found) - SLACK <= V <= max(found) + SLACK


@given(st.floats(1e-4, 10), st.floats(1e-6, 1e-2), st.floats(1e-12, 1e-6), st.floats(1e-18, 1e-9))
def test_the_change_of_a_concentration_scales_with_surface_over_volume(dt, DV, A, volume):
    change = function("concentration_change")
    assert math.isclose(
        change(0.01, A, DV, 1.0, volume), A / volume * change(0.01, 1.0, DV, 1.0, 1.0), rel_tol=1e-12
    )
    carried = function("capacitor_current")(0.01, A, DV / dt) * dt
    assert math.isclose(
        function("charge_to_ions")(carried, 1.0) / 6.02214076e23, change(0.01, A, DV, 1.0, 1.0), rel_tol=1e-12
    )
