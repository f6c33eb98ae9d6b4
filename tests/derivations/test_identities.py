"""Every row of the table of identities is sampled with rigorous balls; a damaged row is refuted the same way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

import flint
import pytest

from nernstian.derivations.checks.arithmetic import Point, exact
from nernstian.derivations.checks.mutation import damages
from nernstian.derivations.errors import RuleError
from nernstian.derivations.grammar import parse
from nernstian.derivations.identities import MEANINGS, TABLE, Identity, Instance, instantiate
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.rational import same
from nernstian.derivations.signs import Facts
from nernstian.derivations.statements import Witness
from nernstian.derivations.terms import Term, symbol

SCOPE = {n: symbol(Quantity(n, "1", "real", n)) for n in ("a", "b", "d", "f", "w", "x")}
WITNESS = Witness({}, {SCOPE["f"]: parse("x^2 + exp(x)/3", SCOPE)}, SCOPE["x"])

#: Computed identities, with the terms they are sampled for.
COMPUTED = {
    "derivative": ["exp(a*x)*f(x)", "x"],
    "integral_of_derivative": ["f(x)*exp(-a*x)", "x", "w", "b"],
    "integral_constant_factor": ["a*b", "f(x)*x", "x", "w", "b"],
}


def term(text: str) -> Term:
    return parse(text, SCOPE)


def instance(row: Identity) -> Instance:
    return instantiate(row.name, tuple(SCOPE[n] for n in row.names))


def computed(name: str) -> Instance:
    return instantiate(name, tuple(term(t) for t in COMPUTED[name]))


INSTANCES = [(row.name, instance(row)) for row in TABLE.values()] + [(n, computed(n)) for n in COMPUTED]


def seeded(name: str) -> Iterator[Point]:
    rng = random.Random(name)
    while True:
        values = {s: exact(Fraction(rng.uniform(-4, 4))) for n, s in SCOPE.items() if n != "f"}
        yield Point(values, WITNESS)


def fitting(name: str, found: Instance, count: int) -> list[Point]:
    """Seeded points at which the conditions of the row hold."""
    kept = []
    for point in seeded(name):
        tests = {
            "positive": lambda v: bool(v > 0),
            "nonnegative": lambda v: bool(v >= 0),
            "nonzero": lambda v: not v.contains(0),
            "continuous": lambda v: True,
        }
        values = [(c.relation, c.term) for c in found.conditions if c.relation != "continuous"]
        if all(tests[r](point.evaluate(t)) for r, t in values):
            kept.append(point)
        if len(kept) == count:
            return kept
    return kept


def difference(point: Point, one: Term, other: Term) -> flint.arb:
    return point.evaluate(one) - point.evaluate(other)


@pytest.mark.parametrize(("name", "found"), INSTANCES, ids=[n for n, _ in INSTANCES])
def test_every_identity_holds_at_every_sampled_point(name: str, found: Instance) -> None:
    with flint.ctx.workprec(128):
        for point in fitting(name, found, 12):
            gap = difference(point, found.atom, found.expression)
            assert gap.contains(0), (name, point.values)
            assert gap.rad() < 1e-12, (name, point.values)


@pytest.mark.parametrize(("name", "found"), INSTANCES, ids=[n for n, _ in INSTANCES])
def test_every_damaged_identity_is_refuted(name: str, found: Instance) -> None:
    """The control: the same points see every small damage to the right side."""
    refuted = 0
    with flint.ctx.workprec(128):
        points = fitting(name, found, 5)
        for how, damaged in damages(found.expression):
            if same(damaged, found.expression):
                continue
            gaps = [difference(p, found.atom, damaged) for p in points]
            assert any(not g.contains(0) for g in gaps if g.is_finite()) or not any(
                g.is_finite() for g in gaps
            ), how
            refuted += 1
    assert refuted > 0 or found.expression == 0


@pytest.mark.parametrize("row", [r for r in TABLE.values() if r.conditions], ids=lambda r: r.name)
def test_every_condition_is_handed_on(row: Identity) -> None:
    found = instance(row)
    assert [c.relation for c in found.conditions] == [r for r, _ in row.conditions]
    assert Facts().try_prove(found.conditions[0].relation, found.conditions[0].term) is None


def test_every_identity_has_words_for_a_reader() -> None:
    assert set(MEANINGS) == {*TABLE, *COMPUTED}
    assert all(MEANINGS.values())


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ln_quotient", ["a"]),
        ("ln_quotient", ["a", "b", "w"]),
        ("exp_zero", ["a"]),
        ("no_such_identity", []),
        ("integral_exponential", ["a", "2*x", "d"]),
        ("integral_exponential", ["a*x", "x", "d"]),
        ("integral_exponential", ["a", "x", "x"]),
        ("integral_constant_factor", ["x", "f(x)", "x", "a", "b"]),
        ("derivative", ["abs(x)", "x"]),
        ("derivative", ["diff(f(x), x)", "x"]),
        ("integral_of_derivative", ["a*x", "2*x", "a", "b"]),
        ("integral_of_derivative", ["diff(f(x), x)", "x", "a", "b"]),
    ],
)
def test_an_identity_for_the_wrong_terms_is_refused(name: str, arguments: list[str]) -> None:
    with pytest.raises(RuleError):
        instantiate(name, tuple(term(t) for t in arguments))
