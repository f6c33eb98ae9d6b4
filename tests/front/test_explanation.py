from __future__ import annotations

import math
import re

import pytest

from nernstian.cli.compute import example
from nernstian.codegen.emitted import CONSTANTS, LAWS
from nernstian.computation import compute
from nernstian.explanation import constants_of, explain, substitute

SUBSTITUTIONS = [
    ("E = R*T/(z*F)*ln(c_out/c_in)", {"T": 310.15, "z": 1.0}, "E = R*310.15/(1*F)*ln(c_out/c_in)"),
    ("E = c*c_out*cc", {"c": 2.0}, "E = 2*c_out*cc"),
    ("V = V*2", {"V": 3.0}, "V = 3*2"),
    ("E = z*F", {"z": -2.0, "F": 96485.33212331001}, "E = (-2)*96485.33212"),
    ("E = 1e-3*e*exp(e)", {"e": 5.0}, "E = 1e-3*5*exp(5)"),
    ("i = P*(B(-u)*c - B(u)), u = z*F", {"B": 9.0, "u": 9.0, "z": 1.0}, "i = P*(B(-9)*c - B(9)), 9 = 1*F"),
]


@pytest.mark.parametrize(("formula", "values", "substituted"), SUBSTITUTIONS)
def test_names_are_replaced_as_whole_names_and_functions_are_left(formula, values, substituted):
    assert substitute(formula, values) == substituted


@pytest.fixture
def nernst():
    return compute("nernst", unit="mV", c_out="5mM", c_in="140mM", z="-1", T="37degC")


def test_an_explanation_shows_every_argument_as_given_and_in_si(nernst):
    text = explain(nernst)
    for argument in nernst.arguments:
        row = next(line for line in text.splitlines() if line.startswith(f"  {argument.facts.name} "))
        assert argument.text in row
        assert f"{argument.value:.10g}" in row
        assert argument.facts.meaning in row


def test_an_explanation_shows_the_constants_with_their_source(nernst):
    text = explain(nernst)
    assert list(constants_of(nernst.law)) == ["R", "F"]
    assert all(repr(CONSTANTS[name].value) in text for name in ("R", "F"))
    assert all(f"{CONSTANTS[name].source}, exact" in text for name in ("R", "F"))


def test_an_explanation_says_what_a_function_of_the_formula_is():
    texts = {"V": "-70mV", "c_in": "140mM", "c_out": "5mM", "P": "1e-6cm/s", "z": "1", "T": "37degC"}
    assert "  where B(x) = x/(exp(x) - 1), B(0) = 1\n" in explain(compute("ghk_current", **texts))


def test_the_substitution_line_gives_the_result_when_worked_out_by_hand(nernst):
    line = next(line for line in explain(nernst).splitlines() if line.startswith("  E = 8.31"))
    expression = line.split("=", 1)[1]
    assert re.fullmatch(r"[ \d.*/()\-ln]+", expression)
    assert eval(expression, {"ln": math.log}) == pytest.approx(nernst.si_value, rel=1e-9)  # noqa: S307


@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
def test_an_explanation_of_any_law_ends_with_what_it_rests_on(law):
    _, _, name, *pairs = example(law).partition(" --unit")[0].split()
    computation = compute(name, **dict(pair.split("=") for pair in pairs))
    text = explain(computation)
    assert text.startswith(f"{law.title} ({law.kind}, {law.status})\n  {law.formula}\n")
    assert f"\n\nResult\n  {computation}\n\n" in text
    assert "Domain\n" in text
    assert all(assumption in text for assumption in law.assumptions)
    assert law.source in text
