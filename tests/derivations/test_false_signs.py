"""False passes with roots, slopes and signs, each beside a correct twin: more of the corpus of test_false_passes.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from nernstian.derivations.draft import Draft
from nernstian.derivations.errors import NernstianError, RuleError
from nernstian.derivations.errors import SideConditionError as Side
from nernstian.derivations.statements import read_claim

Write = Callable[[Draft], object]


@dataclass(frozen=True)
class Pair:
    name: str
    false: Write
    true: Write
    error: type[NernstianError]
    says: str = ""


def given(text: str, then: Write) -> Write:
    """Assume an equation, then write the step."""
    return lambda d: (d.assume(text, note=""), then(d))


CORPUS = (
    Pair(
        "the other root of a quadratic equation",
        given(
            "(w + a - sqrt(a^2 + k))*(w + a + sqrt(a^2 + k)) = 0",
            lambda d: d.divide("w + (a + sqrt(a^2 + k))"),
        ),
        given(
            "(m - a - sqrt(a^2 + k))*(m + (sqrt(a^2 + k) - a)) = 0",
            lambda d: d.divide("m + (sqrt(a^2 + k) - a)"),
        ),
        Side,
    ),
    Pair(
        "the root of a square without its sign",
        given("w = sqrt(a^2)", lambda d: d.identity("root_of_square", "a")),
        given("w = sqrt(k^2)", lambda d: d.identity("root_of_square", "k")),
        Side,
    ),
    Pair(
        "a slope that hides what its definition depends on",
        lambda d: (
            d.define("r = a^2"),
            d.assume("w = r*k", note=""),
            d.differentiate("a"),
            d.finish(read_claim("diff(r*k, a) = 0", d.scope), "slope"),
        ),
        lambda d: (d.assume("w = a^2*k", note=""), d.differentiate("a", shows="diff(a^2*k, a) = 2*a*k")),
        RuleError,
        "r is defined by a",
    ),
    Pair(
        "a sign of what may be negative",
        given("w = a", lambda d: d.conclude("positive")),
        given("w = k", lambda d: d.conclude("positive")),
        Side,
    ),
    Pair(
        "a sign from one side of 1",
        given("w = exp(k) - 1", lambda d: (d.multiply("-1"), d.conclude("positive"))),
        given("w = exp(k) - 1", lambda d: d.conclude("positive")),
        Side,
    ),
    Pair(
        "strictly positive where it may be 0",
        given("w = ln(1 + p)", lambda d: d.conclude("positive")),
        given("w = ln(1 + p)", lambda d: d.conclude("nonnegative")),
        Side,
    ),
)


@pytest.mark.parametrize("pair", CORPUS, ids=lambda p: p.name)
def test_false_pass_is_refused(pair: Pair, draft: Draft) -> None:
    with pytest.raises(pair.error) as caught:
        pair.false(draft)
    assert pair.says in str(caught.value)


@pytest.mark.parametrize("pair", CORPUS, ids=lambda p: p.name)
def test_correct_twin_is_accepted(pair: Pair, draft: Draft) -> None:
    pair.true(draft)
