"""The witness: without a model that keeps to the domains nothing is proved, and what is undecided is unchecked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from nernstian.derivations import laws
from nernstian.derivations.checks.balls import check_line
from nernstian.derivations.checks.replay import replay
from nernstian.derivations.checks.status import check, report
from nernstian.derivations.draft import Derivation, Draft
from nernstian.derivations.errors import DimensionError, RuleError
from nernstian.derivations.law import Author, Law
from nernstian.derivations.signs import Condition
from nernstian.derivations.statements import Witness
from nernstian.derivations.terms import mul, number

Derive = Callable[[Author, str], tuple[Derivation, Law]]
Damage = Callable[..., Derivation]


@pytest.fixture
def slope() -> tuple[Derivation, Law]:
    law = laws.get("nernst_slope")
    return law.derivation(), law


def doubled(d: Draft) -> None:
    d.assume("b = 2*a", note="")
    d.multiply("k", shows="b*k = 2*a*k")


def test_a_true_derivation_with_a_witness_is_proved(derive: Derive) -> None:
    def author(d: Draft) -> None:
        doubled(d)
        d.witness(b="2*a")

    assert check(*derive(author, "b*k = 2*a*k")).status == "proved"


def test_without_a_witness_a_derivation_is_unchecked(derive: Derive) -> None:
    found = check(*derive(doubled, "b*k = 2*a*k"))
    assert found.status == "unchecked"
    assert "no witness" in found.failures[0]


def test_contradictory_assumptions_replay_but_are_never_proved(derive: Derive) -> None:
    def author(d: Draft) -> None:
        first = d.assume("b = 1", note="")
        second = d.assume("b = 2", note="")
        d.substitute(first, of=second, shows="1 = 2")
        d.witness(b="1")

    derivation, law = derive(author, "1 = 2")
    assert replay(derivation, law, laws.get) == {}
    assert check(derivation, law).status == "refuted"


def test_contradictory_conditions_have_no_model(derive: Derive) -> None:
    def author(d: Draft) -> None:
        d.assume_that("positive", "b", note="")
        d.assume_that("positive", "-b", note="")
        d.assume("w = b", note="")
        d.multiply("k")
        d.witness(w="b")

    derivation, law = derive(author, "w*k = b*k")
    assert replay(derivation, law, laws.get) == {}
    found = check(derivation, law)
    assert found.status == "unchecked"
    assert "no point of the model" in found.failures[0]


def test_a_witness_must_keep_to_the_domains(derive: Derive) -> None:
    def author(given: str) -> Author:
        def write(d: Draft) -> None:
            d.assume("m = b", note="")
            d.multiply("k")
            d.witness(b=given, m="b")

        return write

    assert check(*derive(author("-3 - k"), "m*k = b*k")).status == "unchecked"
    assert check(*derive(author("3 + k"), "m*k = b*k")).status == "proved"


def test_a_witness_cannot_fix_an_argument_of_the_law(law: Law) -> None:
    def author(d: Draft) -> None:
        d.assume("y^2 = k*a*y", note="")
        d.witness(y="0", a="0")

    law.limit("slice", "y^2 = k*a*y", "")(author)
    with pytest.raises(RuleError, match="the witness fixes a"):
        law.consequence("slice")


def test_a_witness_that_leaves_a_symbol_open_is_undecided(derive: Derive) -> None:
    def author(d: Draft) -> None:
        d.assume_that("continuous", "f(x)", note="")
        d.assume("f(x) = k", note="", over=("x", "0", "1"))
        d.integrate(shows="int(f(x), x, 0, 1) = int(k, x, 0, 1)")
        d.witness(w="1")

    assert check(*derive(author, "int(f(x), x, 0, 1) = int(k, x, 0, 1)")).status == "unchecked"


def test_a_line_that_algebra_cannot_decide_is_sampled_not_proved(
    slope: tuple[Derivation, Law], monkeypatch: pytest.MonkeyPatch
) -> None:
    report("nernst")  # what is cited is judged, and remembered, before the patch
    monkeypatch.setattr("nernstian.derivations.checks.algebra.agrees", lambda d, line: line.number != 4)
    found = check(*slope)
    assert [line.status for line in found.lines].count("sampled") == 1
    assert found.status == "sampled"
    assert not found.demanding("proved").reaches


def test_a_side_condition_that_sign_reasoning_got_wrong_is_refuted(derive: Derive, damaged: Damage) -> None:
    def author(d: Draft) -> None:
        d.assume_that("nonzero", "b", note="")
        start = d.assume("w*b = k*b", note="")
        d.divide("b", of=start, shows="w = k")
        d.witness(w="k")

    derivation, law = derive(author, "w = k")
    assert check(derivation, law).status == "proved"
    side = derivation.lines[-1].sides[0]
    wrong = replace(side, condition=Condition("nonzero", mul(number(0), side.condition.term)))
    assert check(damaged(derivation, -1, sides=(wrong,)), law).status == "refuted"


def test_an_interval_has_the_dimension_of_its_variable(draft: Draft) -> None:
    with pytest.raises(DimensionError):
        draft.assume("U = W", note="", over=("s", "0", "1"))
    draft.assume("U = W", note="", over=("s", "0", "ell"))


def test_a_condition_is_dimensionally_sound(draft: Draft) -> None:
    with pytest.raises(DimensionError):
        draft.assume_that("positive", "exp(U)", note="")


def test_the_witness_is_part_of_the_derivation(slope: tuple[Derivation, Law]) -> None:
    derivation, law = slope
    assert check(replace(derivation, witness=Witness(stated=False)), law).status == "unchecked"


def test_what_holds_at_one_place_of_an_interval_only_is_refuted() -> None:
    law = laws.get("ghk_current")
    derivation = law.derivation()
    line = next(found for found in derivation.lines if found.statement is not None and found.statement.over)
    over = line.statement.over
    here = mul(number(Fraction(3, 7)), over.high)
    claimed = replace(line, statement=replace(line.statement, lhs=over.variable, rhs=here), sides=())
    found = check_line(law, derivation, claimed)
    assert found is not None
    assert found.decided
