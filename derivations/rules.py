"""The closed set of rules. A rule computes its conclusion and the side conditions it creates.

A step that names another rule is an error; there is no "simplify". The form an author shows must equal
the computed one side by side in the field of rational functions over opaque atoms (``rational.same``).
Two rules, ``rearrange`` and ``fold``, and the rewriting by an identity are checked rather than computed:
their author must show the result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy

from .calculus import differentiate
from .errors import NernstianError, RuleError
from .identities import MEANINGS, Instance, instantiate
from .rational import same
from .render.printing import plain
from .signs import Condition, definedness
from .statements import Statement
from .terms import (
    QSymbol,
    Term,
    add,
    call,
    derivative,
    div,
    free_symbols,
    integral,
    limit,
    mul,
    neg,
    rebuild,
    sub,
    substitute,
    subterms,
)

Premises = tuple[Statement, ...]
Parameters = tuple[Any, ...]


@dataclass(frozen=True)
class Conclusion:
    """What a rule computed: the statement, and what must hold for it to follow."""

    statement: Statement
    sides: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One rule: its name, the words that announce it, and its computation."""

    name: str
    prose: Callable[[Parameters, Callable[[Term], str]], str]
    compute: Callable[[Premises, Parameters, Statement | None], Conclusion]
    needs: int = 1


def apply(name: str, premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    """The conclusion of a rule, in the form the author shows if one is given.

    Raises
    ------
    RuleError
        For an unknown rule, wrong premises or parameters, or a shown form that is not the computed one.
    """
    if name not in RULES:
        raise RuleError(f"no rule {name!r}", f"The rules are {', '.join(RULES)}.")
    rule = RULES[name]
    if len(premises) < rule.needs:
        raise RuleError(f"rule {name} needs {rule.needs} premises")
    raw = _compute(rule, premises, parameters, shown)
    if shown is None:
        return Conclusion(raw.statement, _with_definedness(raw))
    if shown.over != raw.statement.over:
        raise RuleError(f"rule {name} gives a statement over another interval than the one shown")
    for side in ("lhs", "rhs"):
        computed, form = getattr(raw.statement, side), getattr(shown, side)
        if not same(computed, form):
            raise RuleError(f"rule {name} gives {plain(computed)}, not the {plain(form)} that is shown")
    return Conclusion(shown, _with_definedness(Conclusion(shown, raw.sides)))


def _compute(rule: Rule, premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    try:
        return rule.compute(premises, parameters, shown)
    except NernstianError:
        raise
    except (AttributeError, TypeError, ValueError) as error:
        raise RuleError(f"rule {rule.name} cannot be applied to these parameters: {error}") from None


def _with_definedness(conclusion: Conclusion) -> tuple[Condition, ...]:
    """Every line must mean something: its denominators and logarithms are side conditions too."""
    statement = conclusion.statement
    return tuple(dict.fromkeys([*conclusion.sides, *definedness(statement.lhs), *definedness(statement.rhs)]))


def _both(
    change: Callable[[Term, Term], Term],
) -> Callable[[Premises, Parameters, Statement | None], Conclusion]:
    def compute(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
        s, (term,) = premises[0], parameters
        return Conclusion(Statement(change(s.lhs, term), change(s.rhs, term), s.over), _sides(change, term))

    return compute


def _sides(change: Callable[[Term, Term], Term], term: Term) -> tuple[Condition, ...]:
    return (Condition("nonzero", term),) if change in (mul, div) else ()


def _add_lines(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    overs = {p.over for p in premises}
    if len(overs) != 1:
        raise RuleError("statements over different intervals cannot be added")
    return Conclusion(
        Statement(add(*(p.lhs for p in premises)), add(*(p.rhs for p in premises)), premises[0].over)
    )


def _rearrange(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    """Terms moved between the sides: the difference of the sides stays, up to sign."""
    s = premises[0]
    if shown is None:
        raise RuleError("rearrange is checked, not computed: show the result")
    before, after = sub(s.lhs, s.rhs), sub(shown.lhs, shown.rhs)
    if not (same(before, after) or same(before, neg(after))):
        raise RuleError(
            f"{plain(shown.lhs)} = {plain(shown.rhs)} is not a rearrangement of the line before it"
        )
    return Conclusion(Statement(shown.lhs, shown.rhs, s.over))


def _substitute(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    """Replace, everywhere, the left side of the second premise by its right side."""
    s, using = premises
    _demand_same_points(s, using)
    if using.lhs not in set(subterms(s.lhs)) | set(subterms(s.rhs)):
        raise RuleError(f"{plain(using.lhs)} does not occur, so nothing is substituted")
    mapped = s.map({using.lhs: using.rhs})
    return Conclusion(mapped)


def _fold(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    """The reverse of substitute: the shown form, with the definition put back, is the premise."""
    s, using = premises
    if shown is None:
        raise RuleError("fold is checked, not computed: show the result")
    _demand_same_points(s, using)
    if using.lhs not in set(subterms(shown.lhs)) | set(subterms(shown.rhs)):
        raise RuleError(f"{plain(using.lhs)} does not occur, so nothing is written with it")
    opened = Statement(shown.lhs, shown.rhs, shown.over).map({using.lhs: using.rhs})
    if not (same(opened.lhs, s.lhs) and same(opened.rhs, s.rhs)):
        raise RuleError(f"putting {plain(using.lhs)} back does not give the line before it")
    return Conclusion(Statement(shown.lhs, shown.rhs, s.over))


def _demand_same_points(s: Statement, using: Statement) -> None:
    """An equation is used where it holds: on its interval, or everywhere if free of the variable."""
    if using.over is not None and using.over != s.over:
        raise RuleError("the equation that is used holds on another interval")
    if using.over is None and s.over is not None and s.over.variable in using.symbols():
        raise RuleError(f"the equation that is used holds at one {s.over.variable.name}, not on the interval")


def rewrite(term: Term, atom: Term, expression: Term) -> Term:
    """Replace every node that equals ``atom`` in the field of rational functions; inner nodes first."""
    term = rebuild(term, lambda part: rewrite(part, atom, expression)) if term.args else term
    if type(term) is type(atom) and _comparable(term, atom) and same(term, atom):
        return expression
    return term


def _comparable(a: Term, b: Term) -> bool:
    if isinstance(a, sympy.Derivative):
        return bool(a.variables == b.variables)
    return not isinstance(a, sympy.Integral) or bool(a.limits[0][0] == b.limits[0][0])


def _identity(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    """Rewrite by a named identity; the shown form must agree with the premise after the rewriting."""
    name, *arguments = parameters
    s, row = premises[0], instantiate(name, tuple(arguments))
    sides = (*row.conditions, *definedness(row.atom), *definedness(row.expression))
    changed = _rewritten(s, row)
    if changed == s and (shown is None or _rewritten(shown, row) == shown):
        raise RuleError(f"the identity {name} changes nothing here")
    if shown is None:
        return Conclusion(changed, sides)
    form = _rewritten(shown, row)
    for side in ("lhs", "rhs"):
        if not same(getattr(form, side), getattr(changed, side)):
            raise RuleError(f"identity {name} does not give {plain(getattr(shown, side))}")
    return Conclusion(Statement(shown.lhs, shown.rhs, s.over), sides)


def _rewritten(s: Statement, row: Instance) -> Statement:
    lhs, rhs = (rewrite(side, row.atom, row.expression) for side in (s.lhs, s.rhs))
    return Statement(lhs, rhs, s.over)


def _take_ln(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    s = premises[0]
    sides = (Condition("positive", s.lhs), Condition("positive", s.rhs))
    return Conclusion(Statement(call("ln", s.lhs), call("ln", s.rhs), s.over), sides)


def _take_exp(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    s = premises[0]
    return Conclusion(Statement(call("exp", s.lhs), call("exp", s.rhs), s.over))


def _differentiate(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    """From y = f(x): the derivative of f by x. What f depends on besides x is held fixed."""
    s, (x,) = premises[0], parameters
    if not isinstance(x, QSymbol):
        raise RuleError("a derivative is taken by a variable")
    if s.over is not None and s.over.variable == x:
        raise RuleError(f"the line holds for {x.name} in an interval", "Use the identity derivative.")
    slope = derivative(s.rhs, x)
    return Conclusion(Statement(slope, differentiate(s.rhs, x), s.over), (Condition("continuous", s.rhs),))


def _integrate(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    s = premises[0]
    if s.over is None:
        raise RuleError("only a statement that holds on an interval can be integrated over it")
    x, low, high = s.over.variable, s.over.low, s.over.high
    sides = (Condition("continuous", s.lhs), Condition("continuous", s.rhs))
    return Conclusion(Statement(integral(s.lhs, x, low, high), integral(s.rhs, x, low, high)), sides)


def _limit(premises: Premises, parameters: Parameters, shown: Statement | None) -> Conclusion:
    """From y = f(x): the limit of f at a point where f is continuous is its value there."""
    s, (x, point) = premises[0], parameters
    if not isinstance(x, QSymbol) or x in free_symbols(point):
        raise RuleError("a limit is taken in a variable, towards a point free of it")
    value = substitute(s.rhs, {x: point})
    return Conclusion(Statement(limit(s.rhs, x, point), value, s.over), (Condition("continuous", value),))


def _word(text: str) -> Callable[[Parameters, Callable[[Term], str]], str]:
    return lambda parameters, show: text.format(
        *(show(p) if isinstance(p, sympy.Basic) else p for p in parameters)
    )


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("add", _word("add {0} to both sides"), _both(add)),
        Rule("subtract", _word("subtract {0} from both sides"), _both(sub)),
        Rule("multiply", _word("multiply both sides by {0}"), _both(mul)),
        Rule("divide", _word("divide both sides by {0}"), _both(div)),
        Rule("add_lines", _word("add the equations"), _add_lines, needs=2),
        Rule("rearrange", _word("rearrange"), _rearrange),
        Rule("substitute", _word("substitute"), _substitute, needs=2),
        Rule("fold", _word("write with the definition"), _fold, needs=2),
        Rule("identity", lambda p, show: MEANINGS.get(p[0], str(p[0])), _identity),
        Rule("take_ln", _word("take the logarithm of both sides"), _take_ln),
        Rule("take_exp", _word("take the exponential of both sides"), _take_exp),
        Rule("differentiate", _word("differentiate by {0}"), _differentiate),
        Rule("integrate", _word("integrate over the interval"), _integrate),
        Rule("limit", _word("{0} tends to {1}; the right side is continuous there"), _limit),
    )
}
