"""Roots over a whole domain: the count of the doubles, the search, and what it says where there is no one root."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.roots import Flat, Root, count, double, grid, put_back, search

finite = st.floats(allow_nan=False, allow_infinity=False)

FOUND = [
    ("a parabola, both roots", lambda x: (x - 1) * (x - 2), 0.0, "real", [1.0, 2.0]),
    ("a cubic below zero", lambda x: x**3, -8.0, "real", [-2.0]),
    ("zero itself", lambda x: x, 0.0, "nonnegative", [0.0]),
    ("no zero in a domain without it", lambda x: x, 0.0, "positive", []),
    ("far up", lambda x: x, 3e80, "positive", [3e80]),
    ("far down", lambda x: x, 3e-80, "positive", [3e-80]),
    (
        "two roots between neighbours of the grid",
        lambda x: (x - 1.5) ** 2,
        1e-12,
        "positive",
        [1.499999, 1.500001],
    ),
    ("none beyond an extremum", lambda x: (x - 1.5) ** 2, -1e-12, "positive", []),
    (
        "none where the function has no value",
        lambda x: math.sqrt(x - 1) if x >= 1 else math.nan,
        -1.0,
        "real",
        [],
    ),
    ("none out of reach", math.atan, 2.0, "real", []),
]


@given(finite)
def test_the_count_of_the_doubles_is_their_order(value):
    assert double(count(value)) == value
    if value < 1e308:
        assert count(math.nextafter(value, math.inf)) == count(value) + 1


@pytest.mark.parametrize("domain", ["real", "nonzero", "nonnegative", "positive"])
def test_the_grid_covers_the_domain_and_nothing_else(domain):
    points = grid(domain)
    assert list(points) == sorted(set(points))
    assert (0.0 in points) == (domain in ("real", "nonnegative"))
    assert (min(points) < 0.0) == (domain in ("real", "nonzero"))
    assert max(points) > 9e99
    assert all(b / a < 1.13 for a, b in itertools.pairwise(points) if a > 0.0)


@pytest.mark.parametrize(
    ("function", "target", "domain", "roots"), [row[1:] for row in FOUND], ids=[r[0] for r in FOUND]
)
def test_every_root_is_found(function, target, domain, roots):
    found = search(function, target, grid(domain), [function(x) for x in grid(domain)])
    assert [root.value for root in found.roots] == pytest.approx(roots, rel=1e-9)
    assert found.flats == ()


@given(st.floats(1e-30, 1e30))
def test_a_root_lies_between_neighbouring_doubles(target):
    found = search(
        math.log1p, math.log1p(target), grid("positive"), [math.log1p(x) for x in grid("positive")]
    )
    for root in found.roots:
        assert root.high in (root.low, math.nextafter(root.low, math.inf))
        assert math.log1p(root.low) <= math.log1p(target) <= math.log1p(root.high)
    assert found.roots or found.flats


def test_where_the_function_does_not_change_no_root_is_made_up():
    values = [1.0 - math.exp(-x) for x in grid("positive")]
    (flat,) = search(lambda x: 1.0 - math.exp(-x), 1.0, grid("positive"), values).flats
    assert 30.0 < flat.low < 40.0
    assert flat.high == grid("positive")[-1]


def test_what_cannot_be_told_from_zero_is_zero_unless_nothing_can_be_told():
    values = [1.0 + x for x in grid("nonnegative")]
    (root,) = search(lambda x: 1.0 + x, 1.0, grid("nonnegative"), values).roots
    assert (root.value, root.low) == (0.0, 0.0)
    assert 0.0 < root.high < 1e-14
    found = search(lambda x: 1.0, 1.0, grid("nonnegative"), [1.0] * len(grid("nonnegative")))
    assert found.roots == ()
    assert found.flats == (Flat(0.0, grid("nonnegative")[-1]),)


def test_a_pole_is_no_root_when_it_is_put_back():
    def pole(x):
        return 1.0 / (x - 1.1) if x != 1.1 else math.inf

    found = search(pole, 0.5, grid("positive"), [pole(x) for x in grid("positive")])
    kept = [root.value for root in found.roots if put_back(pole, {"x": root.value}, 0.5)[1]]
    assert kept == pytest.approx([3.1])
    assert len(found.roots) == 2


@pytest.mark.parametrize(
    ("answer", "agrees"),
    [
        (2.0, True),
        (math.nextafter(2.0, 3.0), True),
        (2.0 * (1 + 1e-10), False),
        (-2.0, False),
        (math.nan, False),
    ],
)
def test_an_answer_agrees_up_to_rounding(answer, agrees):
    off, found = put_back(lambda x, y: x**3 * y, {"x": answer, "y": 3.0}, 24.0)
    assert found is agrees
    assert not (agrees and abs(off) > 1e-13)


def test_an_answer_at_a_sharp_point_agrees_as_far_as_rounding_of_the_others_allows():
    """V - E is 0 to rounding where both are -70 mV, and 1e-10 V is not."""
    assert put_back(lambda V, E: V - E, {"V": -0.07, "E": math.nextafter(-0.07, 0.0)}, 0.0)[1]
    assert not put_back(lambda V, E: V - E, {"V": -0.07, "E": -0.07 + 1e-10}, 0.0)[1]


def test_an_exact_root_is_its_own_bracket():
    assert search(lambda x: x, 4.0, grid("real"), list(grid("real"))).roots == (Root(4.0, 4.0, 4.0),)
