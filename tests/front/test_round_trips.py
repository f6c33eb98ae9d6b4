"""Every inverse, closed or bracketed, held against its law: an argument, its result, and the argument again."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nernstian.codegen import emitted
from nernstian.codegen.folding import fold
from nernstian.codegen.lowering import lower_relation
from nernstian.codegen.targets.python import PythonTarget
from nernstian.derivations import laws
from nernstian.derivations.checks.mutation import damages
from nernstian.derivations.inverses import solved
from nernstian.derivations.quantities import Quantity
from nernstian.roots import grid, put_back, search

CLOSED = [(name, argument) for name, row in emitted.INVERSES.items() for argument in row]
OPEN = [
    (name, argument.name)
    for name, law in emitted.LAWS.items()
    for argument in law.arguments
    if argument.name not in emitted.INVERSES.get(name, {})
]


def draw(quantity: Quantity, source: random.Random) -> float:
    low, high = float(quantity.low), float(quantity.high)
    if quantity.integer:
        return float(source.choice([n for n in range(int(low), int(high) + 1) if n]))
    if quantity.domain in ("positive", "nonnegative") and low > 0.0:
        return math.exp(source.uniform(math.log(low), math.log(high)))
    return source.uniform(low, high)


def points(name: str, number: int, seed: int) -> list[tuple[dict[str, float], float]]:
    """Arguments in the range of the law, and its result there."""
    source = random.Random(seed)
    law = laws.get(name)
    drawn = [{q.name: draw(q, source) for q in law.arguments} for _ in range(number)]
    found = [(values, emitted.EVALUATORS[name](**values)) for values in drawn]
    return [(values, result) for values, result in found if math.isfinite(result) and abs(result) > 1e-300]


def share(name: str, values: dict[str, float], argument: str) -> float:
    """How much of the spread that rounding causes is due to the argument: what of it the result can tell."""
    at, spread, own = emitted.EVALUATORS[name](**values), 0.0, 0.0
    for key, value in values.items():
        step = abs(emitted.EVALUATORS[name](**{**values, key: value * (1 + 2**-20)}) - at) * 2**20
        spread += step
        own = step if key == argument else own
    return own / (spread + abs(at))


@pytest.mark.parametrize(("name", "argument"), CLOSED)
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_closed_inverse_gives_the_argument_back(name, argument, seed):
    for values, result in points(name, 8, seed):
        others = {key: value for key, value in values.items() if key != argument}
        answer = emitted.INVERSES[name][argument](**{emitted.LAWS[name].result.name: result}, **others)
        told = share(name, values, argument)
        if told < 1e-6:
            continue  # the result hardly depends on it
        _, agrees = put_back(emitted.EVALUATORS[name], {**others, argument: answer}, result)
        assert agrees, (values, answer)
        assert answer == pytest.approx(values[argument], rel=1e-13 / told)


@pytest.mark.parametrize(("name", "argument"), OPEN)
def test_a_bracketed_root_is_the_argument_the_result_came_from(name, argument):
    domain = next(q.domain for q in emitted.LAWS[name].arguments if q.name == argument)
    seen = 0
    for values, result in points(name, 4, 7):
        told = share(name, values, argument)
        if told < 1e-6:
            continue
        seen += 1

        def at(value, values=values):
            return emitted.EVALUATORS[name](**{**values, argument: value})

        found = search(at, result, grid(domain), [at(point) for point in grid(domain)])
        near = [
            root for root in found.roots if root.value == pytest.approx(values[argument], rel=1e-12 / told)
        ]
        assert near, (values, found)
        assert len(found.roots) <= 3
    assert seen


@pytest.mark.parametrize(("name", "argument"), CLOSED)
def test_a_damaged_inverse_does_not_give_the_argument_back(name, argument):
    """Damaged as in print: a sign, a factor, an exponent; only what leaves every value as it is may pass."""
    lowered = lower_relation(solved(laws.get(name), argument))
    right = PythonTarget().compiled(lowered)
    seen = points(name, 8, 11)
    result = emitted.LAWS[name].result.name
    told = 0
    for _, term in damages(solved(laws.get(name), argument).relation[1]):
        wrong = PythonTarget().compiled(replace(lowered, result=fold(term)))
        same, caught = True, False
        for values, value in seen:
            given_values = {result: value, **{k: v for k, v in values.items() if k != argument}}
            answer, other = wrong(**given_values), right(**given_values)
            same = same and (
                answer == pytest.approx(other, rel=1e-12) or share(name, values, argument) < 1e-6
            )
            law_at = {**values, argument: answer}
            caught = caught or not put_back(emitted.EVALUATORS[name], law_at, value)[1]
        assert caught or same, term
        told += caught
    assert told
