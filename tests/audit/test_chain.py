"""The solver of damaged numbers: one repair, several, none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.audit.chain import Reading, Relation, repaired, solve


def lost(digits: float, spread: float = 0.005) -> list[Reading]:
    """A number whose exponent was lost."""
    return [Reading(digits * float(f"1e{k}"), spread) for k in range(-30, 31)]


def known(value: float, spread: float = 0.0) -> list[Reading]:
    return [Reading(value, spread)]


PRODUCT = Relation((("c", 1), ("a", -1), ("b", -1)))


def test_one_lost_exponent_in_a_product_has_one_repair():
    found = repaired({"a": lost(3.3), "b": known(2e-3), "c": known(6.6e-12, 0.01)}, [PRODUCT])
    assert found["a"].value == pytest.approx(3.3e-9)


def test_two_lost_exponents_in_one_product_cannot_be_read():
    found = repaired({"a": lost(3.3), "b": lost(2.0), "c": known(6.6e-12, 0.01)}, [PRODUCT])
    assert found["a"] is None
    assert found["b"] is None
    assert found["c"] is not None


def test_a_second_relation_makes_them_readable():
    second = Relation((("b", 1), ("d", -1)), spread=0.01)
    found = repaired(
        {"a": lost(3.3), "b": lost(2.0), "c": known(6.6e-12, 0.01), "d": known(2e-3)}, [PRODUCT, second]
    )
    assert found["a"].value == pytest.approx(3.3e-9)


def test_digits_that_do_not_fit_have_no_repair():
    assert solve({"a": lost(4.4), "b": known(2e-3), "c": known(6.6e-12, 0.01)}, [PRODUCT]) == []
    assert repaired({"a": lost(4.4), "b": known(2e-3), "c": known(6.6e-12, 0.01)}, [PRODUCT])["a"] is None


def test_a_number_that_nothing_narrows_leaves_the_others_readable():
    found = repaired({"a": lost(3.3), "b": known(2e-3), "c": known(6.6e-12, 0.01), "x": lost(5.0)}, [PRODUCT])
    assert found["x"] is None
    assert found["a"] is not None


def test_the_search_gives_up_instead_of_lasting():
    many = {f"x{n}": lost(2.0) for n in range(8)}
    assert solve(many, [Relation(tuple((name, 1) for name in many), 1e-9)]) is None


@given(st.integers(-20, 20), st.integers(-20, 20), st.floats(1.0, 9.99), st.floats(1.0, 9.99))
def test_what_was_lost_is_found_again(i, j, a, b):
    first, second = a * 10.0**i, b * 10.0**j
    found = repaired({"a": lost(a, 0.0), "b": known(second), "c": known(first * second)}, [PRODUCT])
    assert found["a"].value == pytest.approx(first)
