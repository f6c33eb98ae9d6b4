"""Both functions of every law stay near the truth on every stratum: within the bounds of ``codegen/bounds.py``."""

from __future__ import annotations

import math

import pytest

from nernstian.codegen import emitted
from nernstian.codegen.accuracy import Measurement, judge, measure, measure_all
from nernstian.codegen.bounds import BOUNDS, DEFAULT, DEFAULT_STRATA, STRATUM_ULPS, Promise, promise
from nernstian.codegen.function import function
from nernstian.codegen.strata import strata
from nernstian.derivations import laws

EXPECTED_STRATA = {
    "electrochemical_potential": {"physiological", "wide", "near_zero", "near", "extreme"},
    "thermal_voltage": {"physiological", "wide", "extreme"},
    "nernst": {"physiological", "wide", "near", "extreme", "overflow"},
    "nernst_slope": {"physiological", "wide", "extreme"},
    "nernst_planck": {"physiological", "wide", "near_zero", "near", "zeros", "extreme"},
    "ghk_current": {"physiological", "wide", "near_zero", "near", "zeros", "extreme", "overflow"},
    "ghk_voltage": {"physiological", "wide", "near", "zeros", "extreme", "overflow"},
    "capacitor_charge": {"physiological", "wide", "near_zero", "near", "extreme"},
    "surface_charge": {"physiological", "wide", "near_zero", "near", "extreme"},
}

CASES = [
    (name, stratum)
    for name in laws.names()
    for stratum in sorted(strata(laws.get(name), 1))
    if promise(laws.get(name), stratum) is not None
]
# What makes the function of a law, and whether it is measured on arrays.
MAKERS = {
    "arrays": (function, True),
    "scalars": (function, False),
    "emitted": (emitted.EVALUATORS.__getitem__, False),
}


def test_every_stratum_is_looked_at():
    assert set(BOUNDS) == set(EXPECTED_STRATA) <= set(laws.names())
    for name, expected in EXPECTED_STRATA.items():
        assert set(strata(laws.get(name), 4)) == expected, name


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize(("name", "stratum"), CASES)
def test_a_law_is_computed_to_its_bound(name, stratum, maker, truths):
    points = truths(name)[stratum]
    assert len(points) >= 20
    make, arrays = MAKERS[maker]
    found = measure(laws.get(name), make(name), points, arrays=arrays, stratum=stratum)
    promised = promise(laws.get(name), stratum)
    assert promised.kept(found.max_scaled, found.max_ulp), (promised, found)


def test_a_law_is_computed_to_its_bound_in_every_language(built, truths):
    """Compiled, run, compared with the balls: what is promised holds whatever the language."""
    wanted = [(name, stratum, truths(name)[stratum]) for name, stratum in CASES]
    rows = [(name, list(p.values.values())) for name, _, points in wanted for p in points]
    computed = iter(built.evaluate(rows))
    for name, stratum, points in wanted:
        law = laws.get(name)
        found = judge(law, [next(computed) for _ in points], points, stratum=stratum)
        assert promise(law, stratum).kept(found.max_scaled, found.max_ulp), found


def test_what_is_promised_is_what_the_table_says():
    """The figures themselves: a bound is not loosened by the way."""
    assert {name: (row.scaled, row.ulp) for name, row in BOUNDS.items()} == {
        "electrochemical_potential": (2.0, None), "thermal_voltage": (1.0, 1.0), "nernst": (2.0, 3.5),
        "nernst_slope": (2.2, 3.5), "nernst_planck": (1.1, None), "ghk_current": (1.7, None),
        "ghk_voltage": (1.7, None), "capacitor_charge": (0.5, 2.0), "surface_charge": (1.34, 4.0),
    }  # fmt: skip
    assert Promise(6.0) == DEFAULT
    assert {"physiological", "wide", "near"} == DEFAULT_STRATA
    assert promise(laws.get("ghk_current"), "near_zero") == Promise(1.7, 3.5)
    assert promise(laws.get("time_constant"), "wide") == DEFAULT
    assert promise(laws.get("time_constant"), "extreme") is None
    assert promise(laws.get("ghk_voltage", {"K": 1, "Na": 1}), "wide") == DEFAULT
    assert set(STRATUM_ULPS.values()) == {3.5}


@pytest.mark.parametrize(
    ("scaled", "ulp", "kept"), [(1, 1, True), (2, 1, False), (1, 3, False), (math.nan, 1, False)]
)
def test_a_promise_is_kept_by_both_errors_or_not_at_all(scaled, ulp, kept):
    assert Promise(1.5, 2.0).kept(scaled, ulp) is kept


def test_points_are_the_same_for_the_same_seed_and_others_for_another():
    law = laws.get("ghk_current")
    assert strata(law, 5, seed=1) == strata(law, 5, seed=1)
    assert strata(law, 5, seed=1) != strata(law, 5, seed=2)


def test_points_of_a_stratum_lie_in_the_domain():
    holds = {
        "real": lambda _: True,
        "nonzero": bool,
        "nonnegative": lambda v: v >= 0,
        "positive": lambda v: v > 0,
    }
    for name in laws.names():
        law = laws.get(name)
        for stratum, points in strata(law, 20).items():
            for values in points:
                assert all(holds[q.domain](values[q.name]) for q in law.arguments), (name, stratum, values)


def test_a_textbook_formula_fails_where_the_stable_form_holds(truths):
    """The control: the plain expressions do not pass the same measure."""

    def plain_nernst(c_out: float, c_in: float, z: float, T: float) -> float:
        return 8.31446261815324 * T / (z * 96485.33212331001) * math.log(c_out / c_in)

    def textbook_current(V: float, c_in: float, c_out: float, P: float, z: float, T: float) -> float:
        u = z * 96485.33212331001 * V / (8.31446261815324 * T)
        below = 1.0 - math.exp(-u)
        return P * z * 96485.33212331001 * u * (c_in - c_out * math.exp(-u)) / below if below else math.nan

    plain = measure(laws.get("nernst"), plain_nernst, truths("nernst")["near"])
    assert plain.max_ulp > 1e6
    textbook = measure(laws.get("ghk_current"), textbook_current, truths("ghk_current")["near_zero"])
    assert textbook.max_scaled > 1e6


def test_a_measurement_says_where_the_worst_point_is():
    found = measure_all(laws.get("thermal_voltage"), lambda T: T, count=3)
    assert all(isinstance(m, Measurement) and m.points == 3 and m.skipped == 0 for m in found)
    ((name, value),) = found[0].argmax
    assert name == "T"
    assert 200 < float.fromhex(value) < 400
