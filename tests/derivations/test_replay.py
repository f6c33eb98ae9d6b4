"""Replay and the status ladder believe nothing: forged lines, circles, empty models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from nernstian.derivations import laws
from nernstian.derivations.checks.replay import replay
from nernstian.derivations.checks.status import check
from nernstian.derivations.constants import F, R
from nernstian.derivations.draft import Derivation, Draft
from nernstian.derivations.errors import DefinitionError, RuleError
from nernstian.derivations.law import Author, Law
from nernstian.derivations.statements import Statement
from nernstian.derivations.terms import mul, number, symbol

Derive = Callable[[Author, str], tuple[Derivation, Law]]
Damage = Callable[..., Derivation]


def fault(derivation: Derivation, law: Law, number: int = 0) -> str:
    return replay(derivation, law, laws.get).get(number, "")


# -- circles


def test_a_law_cannot_be_derived_from_itself(law: Law) -> None:
    law.route("circle")(lambda d: d.cite(law) and None)
    with pytest.raises(RuleError, match="cannot be used to derive it"):
        law.derivation()


def test_two_laws_cannot_rest_on_each_other(make_law: Callable[..., Law]) -> None:
    first, second = make_law("first"), make_law("second")
    first.route("circle")(lambda d: d.cite(second) and None)
    second.route("circle")(lambda d: d.cite(first) and None)
    for law in (first, second):
        with pytest.raises(RuleError, match="rest on each other"):
            law.derivation()


def test_a_longer_circle_is_found(make_law: Callable[..., Law]) -> None:
    ring = [make_law(f"ring_{n}") for n in range(4)]
    for law, following in zip(ring, [*ring[1:], ring[0]], strict=True):
        law.route("circle")(lambda d, cited=following: d.cite(cited) and None)  # type: ignore[misc]
    with pytest.raises(RuleError, match="rest on each other"):
        ring[0].derivation()


def test_a_chain_of_laws_is_no_circle(make_law: Callable[..., Law]) -> None:
    first, second = make_law("first"), make_law("second")
    first.route("assumed")(lambda d: d.assume("y - k*a = 0*a", note="") and d.define("q = a") and None)
    second.route("cited")(lambda d: d.cite(first) and None)
    assert second.rests_on() == {"first"}


# -- the claim must not be assumed


@pytest.mark.parametrize("assumed", ["y = k*a", "k*a = y", "y - k*a = 0", "y + 1 = a*k + 1", "y/2 = a*k/2"])
def test_the_claim_cannot_be_assumed(assumed: str, law: Law) -> None:
    def author(d: Draft) -> None:
        start = d.assume(assumed, note="")
        d.multiply("2", of=start) if "/2" in assumed else d.rearrange("y = k*a", of=start)
        d.witness(y="k*a")

    law.route("assumed")(author)
    derivation = law.derivation()
    assert "assumes what is to be shown" in fault(derivation, law)
    assert check(derivation, law).status == "refuted"


def test_a_balance_from_which_the_claim_follows_by_algebra_may_be_assumed(law: Law) -> None:
    def author(d: Draft) -> None:
        d.assume("y/k - a = 0", note="")
        d.rearrange("y/k = a")
        d.multiply("k", shows="y = k*a")
        d.witness(y="k*a")

    law.route("balance")(author)
    assert check(law.derivation(), law).status == "proved"


# -- forged lines


@pytest.fixture
def slope() -> tuple[Derivation, Law]:
    law = laws.get("nernst_slope")
    return law.derivation(), law


def test_the_controls_replay(slope: tuple[Derivation, Law]) -> None:
    assert replay(*slope, laws.get) == {}


def test_a_citation_cannot_change_a_constant(slope: tuple[Derivation, Law], damaged: Damage) -> None:
    derivation, law = slope
    cited = derivation.lines[0]
    assert cited.statement is not None
    doubled = {symbol(R): mul(number(2), symbol(R))}
    forged = damaged(
        derivation,
        1,
        statement=cited.statement.map(doubled),
        parameters=(*cited.parameters, *doubled.items()),
    )
    assert "not a quantity of nernst" in fault(forged, law, 1)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rule": "no_such_law"}, "no law"),
        ({"kind": "step", "rule": "magic", "premises": (1,)}, "no rule"),
        ({"kind": "step", "rule": "rearrange", "premises": (2,)}, "above"),
        ({"kind": "step", "rule": "rearrange", "premises": (0,)}, "above"),
        ({"kind": "step", "rule": "rearrange", "premises": ()}, "premises"),
        ({"kind": "step", "rule": "divide", "premises": (1,), "parameters": ()}, "parameters"),
        ({"kind": "step", "rule": "divide", "premises": (1,), "parameters": ("z",)}, ""),
        ({"kind": "step", "rule": "identity", "premises": (1,), "parameters": ("ln_product",)}, ""),
        ({"kind": "step", "rule": "identity", "premises": (1,), "parameters": ()}, ""),
        ({"kind": "step", "rule": "limit", "premises": (1,), "parameters": (symbol(F), number(0))}, ""),
        ({"statement": None}, "no equation"),
        ({"kind": "condition"}, "condition"),
        ({"kind": "wish"}, "malformed"),
        ({"number": 7}, "numbered"),
        ({"parameters": (1, 2)}, ""),
    ],
)
def test_a_forged_line_is_refused(
    changes: dict[str, Any], says: str, slope: tuple[Derivation, Law], damaged: Damage
) -> None:
    derivation, law = slope
    found = fault(damaged(derivation, 2, **changes), law, 2)
    assert found
    assert says in found


def test_a_forged_claim_is_refused(slope: tuple[Derivation, Law]) -> None:
    derivation, law = slope
    claim = Statement(derivation.claim.lhs, derivation.claim.lhs)
    assert fault(replace(derivation, claim=claim), law)


def test_a_limiting_form_must_claim_what_the_law_states() -> None:
    law = laws.get("nernst")
    derivation = law.consequence("equal_concentrations")
    last = derivation.lines[-2].statement
    assert last is not None
    shortened = replace(derivation, lines=derivation.lines[:-1], claim=last)
    assert fault(shortened, law) == "the claim is not what the law states"
    assert fault(replace(derivation, name="invented"), law) == "the claim is not what the law states"


def test_a_symbol_cannot_be_defined_twice_in_forged_lines(slope: tuple[Derivation, Law]) -> None:
    derivation, law = slope
    definition = derivation.lines[2]
    assert definition.kind == "define"
    twice = replace(definition, number=len(derivation.lines) + 1)
    assert "not there before" in fault(
        replace(derivation, lines=(*derivation.lines, twice)), law, len(derivation.lines) + 1
    )


def test_names_of_derivations_are_not_given_twice(law: Law) -> None:
    law.limit("claim", "y = a", "")(lambda d: None)
    for again in (lambda: law.limit("claim", "y = a", ""), lambda: law.route("claim")):
        with pytest.raises(DefinitionError, match="already has"):
            again()


# -- citations


def test_the_domain_of_a_cited_law_is_discharged(draft: Draft) -> None:
    nernst = laws.get("nernst")
    draft.quantity(replace(nernst.arguments[0], name="c", domain="real"))
    same = {"z": "1", "T": "t", "E": "U"}
    with pytest.raises(RuleError, match="not shown"):
        draft.cite(nernst, c_out="c", c_in="c", **same)
    draft.assume_that("positive", "c", note="")
    draft.cite(nernst, c_out="c", c_in="c", **same)


def test_the_conditions_of_a_cited_law_are_discharged(draft: Draft) -> None:
    law = laws.get("ghk_voltage", {"K": 1})
    for quantity in law.arguments:
        draft.quantity(quantity)
    with pytest.raises(RuleError, match="not shown"):
        draft.cite(law, T="t", V="U")
    for name in ("P_K", "K_out", "K_in"):
        draft.assume_that("positive", name, note="")
    draft.cite(law, T="t", V="U")


@pytest.mark.parametrize(
    ("instance", "says"),
    [
        ({"E": "0"}, "result"),
        ({"E": "2*U"}, "result"),
        ({"z": "t"}, "dimension"),
        ({"T": "U"}, "dimension"),
        ({"E": "t"}, "dimension"),
    ],
)
def test_an_instance_keeps_dimensions_and_leaves_the_result_a_symbol(
    instance: dict[str, str], says: str, draft: Draft
) -> None:
    nernst = laws.get("nernst")
    for quantity in nernst.arguments[:2]:
        draft.quantity(quantity)
    good = {"z": "1", "T": "t", "E": "U"}
    with pytest.raises(RuleError, match=says):
        draft.cite(nernst, **good | instance)
    draft.cite(nernst, **good)


def test_a_result_does_not_bring_an_unproved_domain(make_law: Callable[..., Law], draft: Draft) -> None:
    cited = make_law("cited", "y = k*a")
    with pytest.raises(RuleError, match="not shown"):
        draft.cite(cited, y="m")
    draft.cite(cited, a="k", y="m")


# -- binders


def test_a_condition_on_a_bound_variable_is_refused(derive: Derive) -> None:
    def author(d: Draft) -> None:
        d.assume_that("positive", "x", note="")
        d.assume("w = int(ln(x), x, -1, 1)", note="")
        d.witness(w="int(ln(x), x, -1, 1)")

    with pytest.raises(RuleError, match="binds"):
        derive(author, "w = int(ln(x), x, -1, 1)")


def test_a_defined_symbol_cannot_be_bound(derive: Derive) -> None:
    def author(d: Draft) -> None:
        d.define("q = 1 + 1")
        d.assume("w = int(1/q, q, -1, 1)", note="")

    with pytest.raises(RuleError, match="defined, and bound"):
        derive(author, "w = int(1/q, q, -1, 1)")


def test_a_name_for_what_runs_is_no_constant(derive: Derive) -> None:
    def author(d: Draft) -> None:
        d.define("q = 2*a")
        d.assume("w = exp(q)", note="")
        d.limit("a", "0")
        d.witness(w="exp(q)")

    with pytest.raises(RuleError, match="q is defined by a, which runs in line 3"):
        derive(author, "lim(exp(q), a, 0) = exp(q)")


def test_a_name_for_what_runs_is_found_through_definitions(derive: Derive) -> None:
    def author(d: Draft) -> None:
        d.define("q = 2*x")
        d.define("r = q + 1")
        d.assume("w = int(r*a, x, 0, 1)", note="")
        d.witness(w="a")

    with pytest.raises(RuleError, match=r"r is defined by x, which runs"):
        derive(author, "w = int(r*a, x, 0, 1)")


def test_a_derivation_cannot_narrow_the_domain_of_its_law(law: Law, make_law: Callable[..., Law]) -> None:
    def author(d: Draft) -> None:
        d.quantity(replace(law.arguments[1], name="b", meaning="another number"))
        d.assume_that("positive", "a", note="")
        d.assume("b = a", note="")
        d.assume("y - k*b = 0", note="")
        d.rearrange("y = k*b")
        d.substitute(d.lines[1])
        d.witness(y="k*a", b="a")

    law.route("narrow")(author)
    assert "a > 0" in fault(law.derivation(), law)
    stated = replace(make_law(), conditions=(("positive", "a"),))
    stated.route("narrow")(author)
    assert fault(stated.derivation(), stated) == ""
