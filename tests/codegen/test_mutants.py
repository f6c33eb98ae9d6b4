"""Damage to any node of the numeric form of any law is seen by the comparison with the oracle.

Signs, exponents, lost factors and terms, swapped sides, B(u) for B(-u), constants off in the ninth digit: each mutant is
emitted as Python, run at the seeded points, and must miss its bound somewhere. The undamaged form passes the same
measure. The few mutants that mean the same are listed, with the reason.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction

import pytest
import sympy

from nernstian.codegen.bounds import OUT_OF_DEPTH
from nernstian.codegen.lowering import Lowered, lower
from nernstian.codegen.oracle import scaled_error
from nernstian.codegen.targets import get
from nernstian.derivations import laws
from nernstian.derivations.terms import (
    B,
    QSymbol,
    Term,
    absolute,
    add,
    call,
    log_quotient,
    mul,
    neg,
    number,
    rebuild,
    select,
    substitute,
)

CAUGHT = 4.0  # u (1 + kappa): twice the loosest bound of an undamaged law

Mutant = tuple[str, Lowered]


def _evaluator(lowered: Lowered) -> Callable[..., float]:
    return get("python").compiled(lowered)


def _numbers(term: Term) -> Iterator[tuple[str, Term]]:
    value = Fraction(int(term.p), int(term.q))
    yield "constant off by 1e-9", number(value * (1 + Fraction(1, 10**9)))


def _sums(term: Term) -> Iterator[tuple[str, Term]]:
    for n, part in enumerate(term.args):
        rest = (*term.args[:n], *term.args[n + 1 :])
        yield f"lost term {n}", add(*rest)
        yield f"sign of term {n}", add(*term.args[:n], neg(part), *term.args[n + 1 :])


def _products(term: Term) -> Iterator[tuple[str, Term]]:
    for n in range(len(term.args)):
        yield f"lost factor {n}", mul(*term.args[:n], *term.args[n + 1 :])
        yield f"doubled factor {n}", mul(*term.args, term.args[n])


def _powers(term: Term) -> Iterator[tuple[str, Term]]:
    yield "exponent", term.base


def _selects(term: Term) -> Iterator[tuple[str, Term]]:
    x, a, b = term.args
    yield "swapped cases", call("select", x, b, a)
    yield "other test", call("select", neg(x), a, b)


def _logs(term: Term) -> Iterator[tuple[str, Term]]:
    a, b, d = term.args
    yield "swapped quotient", call("log_quotient", b, a, d)
    yield "negated difference", call("log_quotient", a, b, neg(d))
    yield "sum for difference", call("log_quotient", a, b, add(a, b))
    yield "plain difference", d


MUTATIONS = (
    (QSymbol, lambda _: iter(())),
    (sympy.Rational, _numbers),
    (sympy.Add, _sums),
    (sympy.Mul, _products),
    (sympy.Pow, _powers),
    (B, lambda t: iter([("B(-u)", B(neg(t.args[0]), evaluate=False)), ("lost B", t.args[0])])),
    (absolute, lambda t: iter([("lost | |", t.args[0]), ("-|x|", neg(t))])),
    (select, _selects),
    (log_quotient, _logs),
    (sympy.log, lambda t: iter([("lost ln", t.args[0]), ("exp for ln", call("exp", t.args[0]))])),
)


def _here(term: Term) -> Iterator[tuple[str, Term]]:
    yield "negated", neg(term)
    for kind, mutate in MUTATIONS:
        if isinstance(term, kind):
            yield from mutate(term)
            return


def _everywhere(term: Term) -> Iterator[tuple[str, Term]]:
    """Every mutation of every node, one at a time."""
    for what, mutant in _here(term):
        yield f"{what} in {term}", mutant
    # The exponent of a lowered power is -1, and losing it is a mutation of the power.
    below = term.args[:1] if isinstance(term, sympy.Pow) else term.args
    for n, part in enumerate(below):
        for what, changed in _everywhere(part):
            parts = iter(range(len(term.args)))
            yield what, rebuild(term, lambda p, c=changed, i=parts, n=n: c if next(i) == n else p)


def _swaps(lowered: Lowered) -> Iterator[Mutant]:
    for a, b in itertools.combinations(lowered.arguments, 2):
        if a.dimension == b.dimension:
            swapped = {a: b, b: a}
            yield f"swapped {a} and {b}", lowered.map(lambda _, term, s=swapped: substitute(term, s))


def mutants(lowered: Lowered) -> Iterator[Mutant]:
    for index, term in enumerate(lowered.terms):
        for what, changed in _everywhere(term):
            yield f"term {index}: {what}", lowered.map(lambda i, t, n=index, c=changed: c if i == n else t)
    yield from _swaps(lowered)


#: Mutants that compute the same, by law, each with its reason.
EQUIVALENT: dict[str, set[str]] = {
    "einstein_relation": {"term 0: negated in z"},  # |z| is all that counts
    "cable_decay": {"term 0: negated in x"},  # and |x|
    "ghk_current": {"term 1: negated in u"},  # inside |u|
    "ghk_flux": {"term 1: negated in u"},
    # log_quotient takes its sign from the difference: swapped sides show only where the ratio overflows.
    "slope_conductance": {"term 1: swapped quotient in log_quotient(c_in, c_out, difference)"},
    "mullins_noda": {"term 3: swapped quotient in log_quotient(above, below, difference)"},
    "ghk_voltage_divalent": {
        "term 8: swapped quotient in log_quotient(above, below, difference)",
        "term 4: negated in delta",  # inside |delta|
    },
    # The cation is never less concentrated inside: log_quotient divides the difference by c_out, the smaller side,
    # and looks at the larger one only where the ratio overflows.
    "donnan": {
        "term 1: lost term 0 in X/2 + root",
        "term 1: lost factor 0 in X/2",
        "term 1: doubled factor 0 in X/2",
        "term 1: lost factor 1 in X/2",
        "term 1: doubled factor 1 in X/2",
        "term 1: constant off by 1e-9 in 1/2",
        "term 3: swapped quotient in log_quotient(above, c_out, difference)",
    },
    "cylinder_side": {"swapped radius and length"},  # their product is all that counts
    "electrogenic_shift": {"term 3: swapped quotient in log_quotient(above, below, difference)"},
}


def _error(evaluate, point) -> float:
    return scaled_error(evaluate(**point.values), point.truth, point.reached)


@pytest.mark.parametrize("name", laws.names())
def test_every_mutant_is_caught_and_the_control_passes(name, truths):
    law = laws.get(name)
    every = [p for found in truths(name).values() for p in found]
    control = lower(law)
    # Where the law itself is out of its depth nothing is said of a mutant.
    points = [p for p in every if not _error(_evaluator(control), p) >= CAUGHT / 2]
    assert len(points) == len(every) or (name in OUT_OF_DEPTH and len(points) > 0.9 * len(every))

    def worst(lowered: Lowered) -> float:
        evaluate = _evaluator(lowered)
        largest = 0.0
        for p in points:
            largest = max(largest, _error(evaluate, p))
            if largest > CAUGHT:
                break
        return largest

    assert worst(control) < CAUGHT / 2
    made = list(mutants(control))
    survivors = {what for what, mutant in made if worst(mutant) <= CAUGHT}
    assert survivors == EQUIVALENT.get(name, set())
    assert len(made) >= 5
