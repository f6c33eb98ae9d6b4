"""Sign reasoning proves nothing that is false at a sampled point, and proves what derivations need."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import get_args

import flint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.derivations.checks.arithmetic import Point, exact
from nernstian.derivations.errors import RuleError, SideConditionError
from nernstian.derivations.grammar import parse
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.signs import Condition, Facts, Proof, Relation, definedness
from nernstian.derivations.statements import Witness
from nernstian.derivations.terms import CONSTANT_SYMBOLS, QSymbol, Term, symbol

DOMAINS = {
    "a": "real",
    "b": "real",
    "x": "real",
    "f": "real",
    "g": "positive",
    "k": "positive",
    "m": "positive",
    "n": "nonzero",
    "p": "nonnegative",
    "q": "nonnegative",
}
SCOPE: dict[str, QSymbol] = CONSTANT_SYMBOLS | {
    name: symbol(
        Quantity(
            name,
            "1",
            domain,
            name,
            low=Fraction(0) if domain in {"positive", "nonnegative"} else Fraction(-1),
        )
    )
    for name, domain in DOMAINS.items()
}


def read(text: str) -> Term:
    return parse(text, SCOPE)


def shown(relation: Relation, text: str, facts: Facts | None = None) -> bool:
    return (facts or Facts()).try_prove(relation, read(text)) is not None


SHOWN: list[tuple[Relation, str]] = [
    ("positive", "k"), ("positive", "R*k/F"), ("positive", "k + m"), ("positive", "k + p"), ("positive", "k*m^3/2"), ("positive", "exp(a)"),
    ("positive", "B(-a)"), ("positive", "n^2"), ("positive", "n^-2"), ("positive", "k^-1"), ("positive", "-2*k*-3"), ("positive", "k^a"),
    ("positive", "1/(1/k)"), ("positive", "g(x)"), ("positive", "7"), ("positive", "1 + p*q"),
    ("nonnegative", "p"), ("nonnegative", "p*q"), ("nonnegative", "p*k + q*m"), ("nonnegative", "0"), ("nonnegative", "k"), ("nonnegative", "p + 0"),
    ("positive", "exp(k) - 1"), ("positive", "1 - exp(-k)"), ("positive", "ln(1 + k)"), ("positive", "ln(10)"), ("nonzero", "ln(2)"), ("nonnegative", "ln(1)"), ("positive", "ln(1 + k + p)"), ("positive", "a + sqrt(a^2 + k)"),
    ("positive", "sqrt(a^2 + k) - a"), ("positive", "a - b + sqrt((b - a)^2 + k*m)"), ("positive", "sqrt(k)"), ("positive", "sqrt(a^2 + k)"),
    ("positive", "select(a, k, m)"), ("positive", "k*(exp(k/m) - 1)*exp(a)"),
    ("nonnegative", "a^2"), ("nonnegative", "abs(a)"), ("nonnegative", "sqrt(p)"), ("nonnegative", "exp(p) - 1"), ("nonnegative", "ln(1 + p/k)"),
    ("nonnegative", "a + sqrt(a^2 + p)"), ("nonnegative", "select(a, p, k)"), ("nonnegative", "a^4 + p"),
    ("nonzero", "n"), ("nonzero", "n*k"), ("nonzero", "-n"), ("nonzero", "-3*k*n"), ("nonzero", "n^-3"), ("nonzero", "exp(a)*n"),
    ("nonzero", "exp(n) - 1"), ("nonzero", "1 - exp(-n)"), ("nonzero", "k/n"), ("nonzero", "-1"), ("nonzero", "k + p"),
    ("continuous", "a"), ("continuous", "1/n"), ("continuous", "ln(k)*a"), ("continuous", "exp(-a*x/k)"), ("continuous", "abs(a)"), ("continuous", "diff(x^2, x)"),
    ("continuous", "int(a*x, x, 0, b)"), ("continuous", "B(a)"),
]  # fmt: skip

NOT_SHOWN: list[tuple[Relation, str]] = [
    ("positive", "a"), ("positive", "p"), ("positive", "n"), ("positive", "-k"), ("positive", "k - m"), ("positive", "p + q"), ("positive", "a^2"),
    ("positive", "-2*k"), ("positive", "-1*-1*-k"), ("positive", "ln(k)"), ("positive", "0"), ("positive", "f(x)"), ("positive", "n^3"), ("positive", "p*k"),
    ("positive", "a^k"), ("positive", "k*a"), ("positive", "exp(a) - 1"), ("positive", "k + n"), ("positive", "int(k, x, 0, b)"), ("positive", "diff(k, x)"),
    ("nonnegative", "a"), ("nonnegative", "-p"), ("nonnegative", "p - q"), ("nonnegative", "p*a"), ("nonnegative", "-0.5"), ("nonnegative", "ln(k)"),
    ("positive", "exp(p) - 1"), ("positive", "1 - exp(k)"), ("positive", "exp(-k) - 1"), ("positive", "ln(1 + p)"), ("positive", "ln(1)"), ("positive", "ln(1/2)"), ("nonnegative", "ln(9/10)"), ("positive", "ln(1 - k)"), ("positive", "ln(2 + a)"),
    ("positive", "ln(k + 1)"), ("positive", "a + sqrt(a^2 + p)"), ("positive", "a + sqrt(b^2 + k)"), ("positive", "a + sqrt(a^2 - k)"), ("positive", "a + sqrt(k)"),
    ("positive", "2*a + sqrt(a^2 + k)"), ("positive", "a - sqrt(a^2 + k)"), ("positive", "a + sqrt(a^3 + k)"), ("positive", "sqrt(p)"), ("positive", "select(k, a, m)"),
    ("positive", "select(k, m, a)"), ("positive", "a + sqrt(a^2 + k) + sqrt(k)"), ("positive", "abs(a)"), ("nonnegative", "a^3"), ("nonnegative", "1 - exp(p)"),
    ("nonnegative", "ln(1 - p)"), ("nonnegative", "select(a, p, b)"), ("nonnegative", "a - b + sqrt((a + b)^2 + p)"), ("nonnegative", "exp(a) - 1"),
    ("nonzero", "a"), ("nonzero", "p"), ("nonzero", "0"), ("nonzero", "n*a"), ("nonzero", "n + k"), ("nonzero", "exp(a) - 1"), ("nonzero", "exp(n) + 1 - 2"),
    ("nonzero", "ln(k)"), ("nonzero", "k - k"), ("nonzero", "0*k"), ("nonzero", "n - n"), ("nonzero", "1 - 2*exp(n)"), ("nonzero", "exp(n) - 2"),
    ("continuous", "1/a"), ("continuous", "ln(a)"), ("continuous", "ln(p)"), ("continuous", "select(a, 1, 2)"), ("continuous", "f(x)"), ("continuous", "f(0)"),
    ("continuous", "diff(f(x), x)"), ("continuous", "diff(abs(x), x)") , ("continuous", "lim(a*x, x, 0)"), ("continuous", "a^b"), ("continuous", "a^0"),
    ("continuous", "log_quotient(a, k, a - k)"), ("continuous", "int(1/x, x, 0, 1)"), ("continuous", "int(f(x), x, 0, 1)"),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "text"), SHOWN)
def test_what_follows_from_the_domains_is_shown(relation: Relation, text: str) -> None:
    assert shown(relation, text)


@pytest.mark.parametrize(("relation", "text"), NOT_SHOWN)
def test_what_does_not_follow_is_not_shown(relation: Relation, text: str) -> None:
    try:
        assert not shown(relation, text)
    except RuleError as error:
        assert "no differentiation rule" in str(error)


leaves = st.sampled_from(["a", "k", "m", "n", "p", "q", "0", "1", "2", "-1"])


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner, st.sampled_from("+-*/")).map(lambda t: f"({t[0]}) {t[2]} ({t[1]})")
    return st.one_of(
        two,
        inner.map(lambda t: f"-({t})"),
        st.tuples(inner, st.sampled_from(["2", "-1", "-2", "3", "0"])).map(lambda t: f"({t[0]})^{t[1]}"),
        st.tuples(st.sampled_from(["exp", "B", "ln"]), inner).map(lambda t: f"{t[0]}(({t[1]})/9)"),
        inner.map(lambda t: f"exp(({t})/9) - 1"),
        inner.map(lambda t: f"1 - exp(({t})/9)"),
        inner.map(lambda t: f"ln(1 + ({t}))"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) + sqrt(({t[0]})^2 + ({t[1]}))"),
        st.tuples(inner, inner).map(lambda t: f"sqrt(({t[0]})^2 + ({t[1]})) - ({t[0]})"),
        st.tuples(st.sampled_from(["sqrt", "abs"]), inner).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(inner, inner, inner).map(lambda t: f"select({t[0]}, {t[1]}, {t[2]})"),
    )


@given(
    st.recursive(leaves, grown, max_leaves=7),
    st.sampled_from(["positive", "nonnegative", "nonzero"]),
    st.randoms(use_true_random=False),
)
def test_nothing_false_is_ever_shown(text: str, relation: Relation, rng: random.Random) -> None:
    """Whatever is shown holds, by rigorous balls, wherever the term is defined: also at the edges of the domains."""
    term = read(text)
    if Facts().try_prove(relation, term) is None:
        return
    edges = {
        "real": [0, 1, -1],
        "positive": [Fraction(1, 10**6), 1],
        "nonnegative": [0, 1],
        "nonzero": [-1, Fraction(1, 10**6)],
    }
    with flint.ctx.workprec(300):
        for _ in range(4):
            values = {
                s: exact(Fraction(rng.choice([*edges[DOMAINS[n]], Fraction(rng.randint(1, 30), 7)])))
                for n, s in SCOPE.items()
                if n in DOMAINS
            }
            value = Point(values, Witness()).evaluate(term)
            if not value.is_finite():
                continue  # not defined here: definedness is another condition
            assert {"positive": not value <= 0, "nonnegative": not value < 0, "nonzero": value != 0}[relation]


def test_an_assumption_matches_by_exact_tree_only() -> None:
    facts = Facts(assumed={Condition("nonzero", read("a - b"))})
    assert shown("nonzero", "a - b", facts)
    assert shown("nonzero", "k*(a - b)", facts)
    assert not shown("nonzero", "b - a", facts)
    assert not shown("nonzero", "2*a - 2*b", facts)
    assert not shown("positive", "a - b", facts)


def test_a_defined_symbol_has_no_domain_of_its_own() -> None:
    facts = Facts(definitions={SCOPE["k"]: read("a*b")})
    assert not shown("positive", "k", facts)
    assert not shown("nonzero", "k", facts)
    facts = Facts(definitions={SCOPE["a"]: read("k*m")})
    assert shown("positive", "a", facts)


def test_a_proof_names_what_it_rests_on() -> None:
    facts = Facts(assumed={Condition("positive", read("a"))}, definitions={SCOPE["b"]: read("a*k")})
    proof = facts.prove(Condition("positive", read("b + p")))
    assert (proof.reason, [p.reason for p in proof.parts]) == ("sum", ["definition", "domain"])
    assert {leaf.reason for leaf in _leaves(proof)} == {"assumed", "domain"}


def _leaves(proof: Proof) -> list[Proof]:
    return [leaf for part in proof.parts for leaf in _leaves(part)] or [proof]


def test_a_refusal_names_the_condition_and_the_remedy() -> None:
    with pytest.raises(SideConditionError, match=r"a - b != 0 is not shown\n  State it as an assumption"):
        Facts().prove(Condition("nonzero", read("a - b")))


DEFINED = [
    ("a/k", {"k != 0"}),
    ("a^-2", {"a != 0"}),
    ("a^0", {"a != 0"}),
    ("a^2", set()),
    ("a^b", {"a > 0"}),
    ("a^(1/2)", {"a > 0", "2 != 0"}),
    ("ln(a)/b", {"a > 0", "b != 0"}),
    ("exp(1/ln(a))", {"a > 0", "ln(a) != 0"}),
    ("int(1/x, x, 0, a/b)", {"x != 0", "b != 0"}),
    ("lim(1/x, x, a/b)", {"x != 0", "b != 0"}),
    ("diff(f(x)/a, x)", {"a != 0", "diff(f(x), x) is continuous"}),
    ("diff(abs(x), x)", {"diff(abs(x), x) is continuous"}),
    ("log_quotient(a, b, a - b)", {"a > 0", "b > 0"}),
    ("B(a)", set()),
]


@pytest.mark.parametrize(("text", "expected"), DEFINED)
def test_definedness_is_asked_of_every_part(text: str, expected: set[str]) -> None:
    assert {str(c) for c in definedness(read(text))} == expected


def test_every_relation_has_a_prover() -> None:
    for relation in get_args(Relation):
        assert Facts().try_prove(relation, read("k")) is not None
