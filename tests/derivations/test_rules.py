"""Every rule: a right instance is accepted, a wrong shown form, a missing side condition and wrong premises are not.

A row is a rule; one loop applies it to its right instance and to every wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from nernstian.derivations.errors import RuleError
from nernstian.derivations.grammar import parse, parse_equation
from nernstian.derivations.rules import RULES, Conclusion, apply
from nernstian.derivations.signs import Facts
from nernstian.derivations.statements import Interval, Statement
from nernstian.derivations.terms import QSymbol, Term

Scope = dict[str, QSymbol]


@dataclass(frozen=True)
class Case:
    """``premises`` and ``shown`` as text, ``@`` marks a statement over x in (0, 1); ``sides`` as they print."""

    rule: str
    premises: tuple[str, ...]
    parameters: tuple[str, ...]
    shown: str
    wrong: tuple[str, ...]
    sides: tuple[str, ...] = ()


CASES = (
    Case("add", ("a = b",), ("w",), "a + w = w + b", ("a + w = b", "a - w = b - w", "b + w = a + w", "a = b")),
    Case("subtract", ("a = b",), ("w",), "a - w = -w + b", ("a + w = b + w", "w - a = w - b", "a - w = b")),
    Case("multiply", ("a = b",), ("n",), "n*a = b*n", ("n*a = b", "a/n = b/n", "n^2*a = n^2*b"), ("n != 0",)),
    Case("divide", ("n*a = b",), ("n",), "a = b/n", ("a = b", "a = b*n", "n*a = b/n"), ("n != 0",)),
    Case("add_lines", ("a = b", "w = y"), (), "w + a = b + y", ("a + w = b", "a - w = b - y", "a + w = b + y + 1")),
    Case("rearrange", ("a = b + w",), (), "a - b = w", ("a + b = w", "a - b = -w", "a = b", "2*a = b + w", "a = b + w + 1", "0 = 0")),
    Case("rearrange", ("a = b + w",), (), "b + w = a", ("b - w = a",)),
    Case("substitute", ("a + b = b^2", "b = w"), (), "a + w = w^2", ("a + w = b^2", "a + b = w^2", "a + b = b^2", "a + w = w")),
    Case("fold", ("a = w*y + 1", "b = w*y"), (), "a = b + 1", ("a = b", "a = b*y", "a = 1 - b", "a = w*y + 1")),
    Case("identity", ("a = ln(k/m)",), ("=ln_quotient", "k", "m"), "a = ln(k) - ln(m)",
         ("a = ln(k) + ln(m)", "a = ln(m) - ln(k)", "a = ln(k)", "a = k/m", "0 = 0"), ("k > 0", "m > 0")),
    Case("identity", ("a = w",), ("=exp_ln", "k"), "a = w*exp(ln(k))/k", ("a = w*exp(ln(k))", "a = w*k"), ("k > 0",)),
    Case("identity", ("w = diff(a^2*b, a)",), ("=derivative", "a^2*b", "a"), "w = 2*a*b", ("w = a*b", "w = 2*a", "w = 2*b", "w = -2*a*b")),
    Case("take_ln", ("k = m",), (), "ln(k) = ln(m)", ("k = m", "ln(k) = m", "ln(m) = ln(k)"), ("k > 0", "m > 0")),
    Case("take_exp", ("a = b",), (), "exp(a) = exp(b)", ("exp(a) = b", "exp(b) = exp(a)", "exp(-a) = exp(-b)", "a = b")),
    Case("differentiate", ("w = k*a^2 + b",), ("a",), "diff(k*a^2 + b, a) = 2*k*a",
         ("diff(k*a^2 + b, a) = k*a", "diff(k*a^2, a) = 2*k*a", "diff(w, a) = 2*k*a", "diff(k*a^2 + b, b) = 2*k*a", "w = 2*k*a"),
         ("k*a^2 + b is continuous",)),
    Case("integrate", ("@a*x = b",), (), "int(a*x, x, 0, 1) = int(b, x, 0, 1)",
         ("int(a*x, x, 1, 0) = int(b, x, 0, 1)", "int(a*x, x, 0, 2) = int(b, x, 0, 2)", "int(a*x, x, 0, 1) = b", "a*x = b",
          "int(a*x, x, 0, 1) = 7", "int(a*w, w, 0, 1) = int(b, x, 0, 1)"),
         ("a*x is continuous", "b is continuous")),
    Case("limit", ("w = exp(a)*b",), ("a", "0"), "lim(exp(a)*b, a, 0) = exp(0)*b",
         ("lim(exp(a)*b, a, 0) = b", "w = exp(0)*b", "lim(exp(a)*b, a, 1) = exp(0)*b", "lim(exp(a), a, 0) = exp(0)"),
         ("exp(0)*b is continuous",)),
)  # fmt: skip


def statement(text: str, scope: Scope) -> Statement:
    over = Interval(scope["x"], parse("0", scope), parse("1", scope)) if text.startswith("@") else None
    return Statement(*parse_equation(text.lstrip("@"), scope), over)


def parameters(case: Case, scope: Scope) -> tuple[Term | str, ...]:
    return tuple(p[1:] if p.startswith("=") else parse(p, scope) for p in case.parameters)


def applied(case: Case, shown: str | None, scope: Scope) -> Conclusion:
    premises = tuple(statement(p, scope) for p in case.premises)
    found = apply(case.rule, premises, parameters(case, scope), statement(shown, scope) if shown else None)
    facts = Facts()
    for side in found.sides:
        facts.prove(side)
    return found


rows = pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.rule}: {c.shown}")


@rows
def test_a_right_instance_is_accepted_with_its_side_conditions(case: Case, scope: Scope) -> None:
    found = applied(case, case.shown, scope)
    assert found.statement == statement(case.shown, scope)
    assert set(case.sides) <= {str(side) for side in found.sides}


@rows
def test_every_wrong_form_is_rejected(case: Case, scope: Scope) -> None:
    for wrong in case.wrong:
        with pytest.raises(RuleError):
            applied(case, wrong, scope)


@rows
def test_a_statement_over_another_interval_is_rejected(case: Case, scope: Scope) -> None:
    moved = case.shown.removeprefix("@") if case.shown.startswith("@") else f"@{case.shown}"
    with pytest.raises(RuleError):
        applied(case, moved, scope)


@rows
def test_missing_premises_are_rejected(case: Case, scope: Scope) -> None:
    premises = tuple(statement(p, scope) for p in case.premises)[:-1]
    with pytest.raises(RuleError, match="premises"):
        apply(case.rule, premises, parameters(case, scope), statement(case.shown, scope))


@rows
def test_wrong_numbers_of_parameters_are_rejected(case: Case, scope: Scope) -> None:
    if not case.parameters:
        return
    premises = tuple(statement(p, scope) for p in case.premises)
    for given in ((), parameters(case, scope)[:-1], (*parameters(case, scope), scope["a"])):
        with pytest.raises(RuleError):
            apply(case.rule, premises, given, statement(case.shown, scope))


def test_every_rule_has_a_row() -> None:
    assert {case.rule for case in CASES} == set(RULES)


@pytest.mark.parametrize("name", ["simplify", "l_hopital", "", "ADD", "restate", "by inspection"])
def test_an_unknown_rule_is_an_error(name: str, scope: Scope) -> None:
    with pytest.raises(RuleError, match="no rule"):
        apply(name, (statement("a = b", scope),), (), None)


@pytest.mark.parametrize("rule", ["rearrange", "fold"])
def test_a_checked_rule_must_show_its_result(rule: str, scope: Scope) -> None:
    with pytest.raises(RuleError, match="show the result"):
        apply(rule, (statement("a = b", scope), statement("w = b", scope)), (), None)


@pytest.mark.parametrize(
    "rule",
    [
        "add",
        "subtract",
        "multiply",
        "divide",
        "substitute",
        "take_ln",
        "take_exp",
        "differentiate",
        "integrate",
        "limit",
    ],
)
def test_a_computed_rule_needs_no_shown_form(rule: str, scope: Scope) -> None:
    case = next(c for c in CASES if c.rule == rule)
    computed = applied(case, None, scope).statement
    shown = applied(case, case.shown, scope).statement
    assert apply("rearrange", (computed,), (), shown).statement == shown


@pytest.mark.parametrize(
    ("rule", "premise", "given"),
    [
        ("multiply", "a = b", ("0",)), ("multiply", "a = b", ("a",)), ("multiply", "a = b", ("p",)), ("multiply", "a = b", ("w - w",)),
        ("divide", "a = b", ("0",)), ("divide", "a = b", ("a - b",)), ("divide", "a = b", ("p",)), ("take_ln", "a = b", ()),
        ("take_ln", "p = k", ()), ("take_ln", "n = n", ()), ("add", "a = b", ("1/w",)), ("add", "a = b", ("ln(w)",)),
        ("limit", "w = 1/a", ("a", "0")), ("limit", "w = ln(a)", ("a", "0")), ("limit", "w = select(a, 1, 2)", ("a", "0")),
        ("limit", "w = f(a)", ("a", "0")), ("integrate", "@f(x) = 1", ()), ("integrate", "@w = 1/x", ()), ("integrate", "@ln(x) = a", ()),
        ("integrate", "@a*select(x, 1, 2) = b", ()), ("identity", "w = B(a)", ("=bernoulli_definition", "a")),
        ("identity", "w = ln(n*k)", ("=ln_product", "n", "k")), ("differentiate", "w = ln(a)", ("a",)), ("differentiate", "w = 1/a", ("a",)),
        ("differentiate", "w = sqrt(p)", ("p",)), ("identity", "w = sqrt(a^2)", ("=root_of_square", "a")),
        ("identity", "w = ln(sqrt(p))", ("=ln_root", "p")), ("identity", "w = sqrt(a*b)", ("=root_of_product", "a", "b")),
    ],
)  # fmt: skip
def test_a_side_condition_that_is_not_shown_stops_the_step(
    rule: str, premise: str, given: tuple[str, ...], scope: Scope
) -> None:
    with pytest.raises(RuleError, match=r"not shown|zero"):
        applied(Case(rule, (premise,), given, "", ()), None, scope)


@pytest.mark.parametrize(
    ("rule", "premises"),
    [
        ("add_lines", ("@a = b", "a = b")), ("substitute", ("a = b", "@b = w")), ("substitute", ("@a = b*x", "x = w")),
        ("substitute", ("@a = b*x", "b = x")), ("substitute", ("@f(x) = b*x", "f(x) = w")), ("integrate", ("a = b",)),
    ],
)  # fmt: skip
def test_statements_that_hold_elsewhere_are_not_mixed(
    rule: str, premises: tuple[str, ...], scope: Scope
) -> None:
    with pytest.raises(RuleError):
        apply(rule, tuple(statement(p, scope) for p in premises), (), None)


@pytest.mark.parametrize("premise", ["@w = a*x", "w = f(x)", "w = abs(x)", "w = select(x, 1, 2)"])
def test_what_has_no_slope_here_is_not_differentiated(premise: str, scope: Scope) -> None:
    """Over an interval the identity ``derivative`` is for it; a profile, a modulus or a choice may have a corner."""
    with pytest.raises(RuleError):
        applied(Case("differentiate", (premise,), ("x",), "", ()), None, scope)


@pytest.mark.parametrize(
    ("whole", "using"),
    [
        ("w = int(a*x, x, 0, 1)", "a = x"), ("w = lim(a*x, x, 0)", "a = x + 1"), ("w = int(f(x)*a, x, 0, 1)", "a = f(x)"),
        ("w = diff(a*x, x)", "a = x"), ("w = diff(f(x), x)", "f(x) = a"), ("w = diff(a*x, x)", "x = b"),
        ("w = int(diff(a*x, x), x, 0, 1)", "a = 2*x"), ("w = exp(int(a, x, 0, b))", "a = ln(x)"),
    ],
)  # fmt: skip
def test_no_variable_is_captured(whole: str, using: str, scope: Scope) -> None:
    with pytest.raises(RuleError):
        apply("substitute", (statement(whole, scope), statement(using, scope)), (), None)


def test_the_bound_variable_itself_is_left_alone(scope: Scope) -> None:
    with pytest.raises(RuleError, match="does not occur"):
        apply(
            "substitute", (statement("w = int(a*y, y, 0, 1)", scope), statement("f(y) = 2", scope)), (), None
        )
    found = apply(
        "substitute", (statement("w = x + int(a*x, x, 0, x)", scope), statement("x = 2", scope)), (), None
    )
    assert found.statement == statement("w = 2 + int(a*x, x, 0, 2)", scope)


def test_the_limit_of_an_integral_reaches_its_bounds(scope: Scope) -> None:
    found = apply("limit", (statement("w = a*int(a*x, x, 0, x)", scope),), (scope["x"], scope["b"]), None)
    assert found.statement.rhs == parse("a*int(a*x, x, 0, b)", scope)
