"""The stable numeric form of a law is the law: shown by cases, exactly.

The numeric primitives are removed first: log_quotient(a, b, d) is ln(a/b) provided d is a - b; select and
abs are resolved by cases of the sign they test. What is left must equal the relation in the field of
rational functions, after writing every exp(a) as 1 + a/B(a) and every B(-a) as B(a) + a.
"""

from __future__ import annotations

from itertools import product

import sympy

from ..errors import RuleError
from ..grammar import parse
from ..identities import instantiate
from ..law import Law
from ..rational import Field, same
from ..render.printing import plain
from ..rules import rewrite
from ..signs import Condition, Facts, definedness
from ..terms import (
    B,
    Term,
    absolute,
    call,
    div,
    log_quotient,
    neg,
    rebuild,
    select,
    sub,
    substitute,
    subterms,
    symbol,
)
from .reports import Report


def stable_term(law: Law) -> Term:
    """The stable form with its intermediate names written out; the relation itself where none is given."""
    if law.stable is None:
        return law.relation[1]
    scope = dict(law.scope)
    written: dict[Term, Term] = {}
    for name, text in law.stable.lets:
        term = substitute(parse(text, scope), written)
        scope[name] = _name(name)
        written[scope[name]] = term
    return substitute(parse(law.stable.result, scope), written)


def _name(name: str) -> Term:
    from ..quantities import Quantity

    return symbol(Quantity(name, "1", "real", "intermediate of a stable form"))


def check(law: Law) -> Report:
    """Whether the stable form is proved equal to the relation."""
    if law.stable is None:
        return Report(law.name, "stable_form", "the relation itself is computed", (), "proved")
    title = "the stable numeric form equals the relation"
    try:
        term = stable_term(law)
        facts = Facts(assumed=set(law.condition_terms))
        for condition in definedness(term):
            facts.prove(Condition(condition.relation, _logarithms(condition.term)))
        tested = list(dict.fromkeys(t.args[0] for t in subterms(term) if isinstance(t, (select, absolute))))
        for signs in product((True, False), repeat=len(tested)):
            _compare(law, _resolve(term, dict(zip(tested, signs, strict=True))))
    except RuleError as error:
        return Report(law.name, "stable_form", title, (), "refuted", (error.cause,))
    return Report(law.name, "stable_form", title, (), "proved")


def _resolve(term: Term, positive: dict[Term, bool]) -> Term:
    """The term in one case: every tested quantity > 0, or <= 0."""
    if isinstance(term, absolute):
        inner = _resolve(term.args[0], positive)
        return inner if positive[term.args[0]] else neg(inner)
    if isinstance(term, select):
        return _resolve(term.args[1] if positive[term.args[0]] else term.args[2], positive)
    if isinstance(term, log_quotient):
        a, b, d = (_resolve(x, positive) for x in term.args)
        if not same(d, sub(a, b)):
            raise RuleError(f"log_quotient: {plain(d)} is not the difference of {plain(a)} and {plain(b)}")
        return call("ln", div(a, b))
    return rebuild(term, lambda part: _resolve(part, positive)) if term.args else term


def _logarithms(term: Term) -> Term:
    """The term with ln(a/b) for every log_quotient: what a condition of the law is about."""
    if isinstance(term, log_quotient):
        return call("ln", div(*term.args[:2]))
    return rebuild(term, _logarithms) if term.args else term


def _compare(law: Law, form: Term) -> None:
    left, right = (_without_exp(t) for t in (form, law.relation[1]))
    for argument in _bernoulli_arguments(left, right):
        row = instantiate("bernoulli_negation", (argument,))
        left, right = (rewrite(t, row.atom, row.expression) for t in (left, right))
    if not same(left, right):
        raise RuleError(f"the stable form gives {plain(left)}, the relation {plain(right)}")


def _without_exp(term: Term) -> Term:
    """Every exp(a) as 1 + a/B(a): a stable form says exp(a) - 1 by B, which loses nothing near a = 0."""
    for node in [n for n in subterms(term) if isinstance(n, sympy.exp)]:
        row = instantiate("exponential_by_bernoulli", (node.args[0],))
        term = rewrite(term, row.atom, row.expression)
    return term


def _bernoulli_arguments(*found: Term) -> list[Term]:
    """One argument of B from each pair a, -a."""
    kept: list[Term] = []
    for node in (n for t in found for n in subterms(t) if isinstance(n, B)):
        shared = Field()
        opposite = [k for k in kept if shared.equal(shared.read(k), shared.read(neg(node.args[0])))]
        if not opposite and not any(same(k, node.args[0]) for k in kept):
            kept.append(node.args[0])
    return kept
