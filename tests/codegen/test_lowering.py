"""Lowering keeps constants exact, names what deserves a name, and changes no value."""

from __future__ import annotations

from fractions import Fraction

import pytest

from nernstian.codegen.lowering import fold, lower, lower_relation, shortened
from nernstian.derivations import laws
from nernstian.derivations.constants import F, R
from nernstian.derivations.errors import UsageError
from nernstian.derivations.grammar import parse
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.render.printing import plain
from nernstian.derivations.terms import CONSTANT_SYMBOLS, QSymbol, number, subterms, symbol

SCOPE = {**CONSTANT_SYMBOLS, **{n: symbol(Quantity(n, "1", "real", n)) for n in ("a", "b", "c")}}


@pytest.mark.parametrize(
    ("text", "coefficient"),
    [
        ("R*a/F", R.value / F.value),
        ("a*F/(R*b)", F.value / R.value),
        ("2/3*a*9", Fraction(6)),
        ("a*(2*b)/(4*c)", Fraction(1, 2)),
        ("(2*R)^2*a", 4 * R.value**2),
        ("a/(3*F)^2", 1 / (9 * F.value**2)),
        ("-a*(-b)*(-2)", Fraction(-2)),
        ("R*F", R.value * F.value),
    ],
)
def test_the_constants_of_a_product_become_one_exact_number(text, coefficient):
    folded = fold(parse(text, SCOPE))
    found = [t for t in subterms(folded) if t.is_Rational and t != -1]
    assert found == [number(coefficient)]
    assert not any(isinstance(t, QSymbol) and t.name in CONSTANT_SYMBOLS for t in subterms(folded))


def test_a_factor_of_one_disappears_and_a_sum_keeps_its_numbers():
    assert plain(fold(parse("2*a/2", SCOPE))) == "a"
    assert plain(fold(parse("a + 2*(b + 3)", SCOPE))) == "a + 2*(b + 3)"


@pytest.mark.parametrize("text", ["a^(1/2)", "a^b", "a^9", "a^0"])
def test_an_exponent_without_a_numeric_form_is_refused(text):
    with pytest.raises(UsageError, match="exponent"):
        fold(parse(text, SCOPE))


def test_the_arguments_of_a_logarithm_are_named_once():
    lowered = lower(laws.get("ghk_voltage"))
    assert [name.name for name, _ in lowered.lets] == ["above", "below", "difference"]
    assert lowered.terms[-1] == lowered.result


def test_a_name_that_is_taken_is_not_given_again():
    lowered = lower(laws.get("ghk_voltage", {"above": 1, "K": 1}))
    names = [s.name for s in (*lowered.arguments, *(n for n, _ in lowered.lets))]
    assert len(set(names)) == len(names)


def test_the_relation_is_lowered_as_it_stands():
    assert plain(lower_relation(laws.get("capacitor_charge")).result) == "c_m*A*V"


def test_shortening_names_the_sums_inside_what_is_too_long():
    lowered = lower(laws.get("ghk_current"))
    short = shortened(lowered, lambda term: len(plain(term)) < 40)
    assert [name.name for name, _ in short.lets] == ["u", "part"]
    assert shortened(lowered, lambda _: True) == lowered


@pytest.mark.parametrize("name", laws.names())
def test_what_is_checked_follows_from_the_domains(name):
    law, lowered = laws.get(name), lower(laws.get(name))
    domains = {q.name: q.domain for q in law.arguments}
    assert {n for n, d in domains.items() if d in ("positive", "nonnegative")} == set(lowered.nonnegative)
    assert {n for n, d in domains.items() if d == "nonzero"} == set(lowered.nonzero)
