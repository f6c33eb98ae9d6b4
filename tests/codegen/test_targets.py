"""The printers: compound arguments get their parentheses, what a target has not is an error.

Each expression is printed, run, and compared with its value by hand: text alone would enshrine a misprint.
"""

from __future__ import annotations

import math
import re

import flint
import numpy as np
import pytest

from nernstian.codegen import emitted, targets
from nernstian.codegen.function import _NAMESPACE
from nernstian.codegen.lowering import fold, lower
from nernstian.codegen.targets.base import Target
from nernstian.codegen.targets.source import Routine
from nernstian.derivations.errors import UsageError
from nernstian.derivations.grammar import parse
from nernstian.derivations.law import Law
from nernstian.derivations.literature import cited
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.terms import CONSTANT_SYMBOLS, symbol

A, B_, C = 0.75, -1.25, 3.5
NAMES = {n: symbol(Quantity(n, "1", "real", n)) for n in ("a", "b", "c")}
K_OVER_E = 1.380649e-23 / 1.602176634e-19

EXPRESSIONS = [
    ("a + b*c", A + B_ * C),
    ("(a + b)*c", (A + B_) * C),
    ("a - (b - c)", A - (B_ - C)),
    ("a - b - c", A - B_ - C),
    ("-(a + b)", -(A + B_)),
    ("-a*b + c", -A * B_ + C),
    ("c - a*(-b)", C + A * B_),
    ("a/(b*c)", A / (B_ * C)),
    ("a/b*c", A / B_ * C),
    ("a/(b/c)", A / (B_ / C)),
    ("a*(b*c)", A * (B_ * C)),
    ("1/(a + b)", 1 / (A + B_)),
    ("a^2/b^3", A**2 / B_**3),
    ("2*a - 3/4*b", 2 * A - 0.75 * B_),
    ("a - 1/3", A - 1 / 3),
    ("-2*(a - b)*(-3)*c", 6 * (A - B_) * C),
    ("R*a/F", K_OVER_E * A),
    ("a/(R*b)*F", A / B_ / K_OVER_E),
    ("ln(a + c)*b", math.log(A + C) * B_),
    ("sqrt(a + c)*b", math.sqrt(A + C) * B_),
    ("2*pi*a", 2 * math.pi * A),
    ("exp(a - c)/b", math.exp(A - C) / B_),
    ("B(a - b*c)", (A - B_ * C) / math.expm1(A - B_ * C)),
    ("-B(-(a + b))", (A + B_) / math.expm1(-(A + B_))),
    ("abs(b - a)*c", abs(B_ - A) * C),
    ("select(b + a, a - c, b - c)", B_ - C),
    ("select(a - b, a - c, b - c)", A - C),
    ("log_quotient(a + c, c, a)", math.log((A + C) / C)),
    ("select(a, select(b, a, c - b), b)*c", (C - B_) * C),
    ("c/select(a - b, a - c, b)", C / (A - C)),
    ("select(a, a, b)/(b - c)/sqrt(a)", A / (B_ - C) / math.sqrt(A)),
    ("-abs(a - c)/(-b)", -abs(A - C) / -B_),
]
FLINT_LACKS = {"select", "log_quotient"}


def _run_python(text: str) -> float:
    namespace = {"math": math, "a": A, "b": B_, "c": C}
    exec(targets.get("python").prelude(), namespace)  # noqa: S102
    return float(eval(text, namespace))  # noqa: S307


def _run_numpy(text: str) -> float:
    with np.errstate(all="ignore"):
        return float(eval(text, {**_NAMESPACE, "a": np.array(A), "b": np.array(B_), "c": np.array(C)}))  # noqa: S307


def _run_flint(text: str) -> float:
    from importlib import import_module

    namespace = {"import_module": import_module, "Any": object, "Ball": object}
    exec(targets.get("flint").prelude(), namespace)  # noqa: S102
    namespace |= {"a": flint.arb(A), "b": flint.arb(B_), "c": flint.arb(C)}
    return float(eval(text, namespace).mid())  # noqa: S307


RUNNERS = {"python": _run_python, "numpy": _run_numpy, "flint": _run_flint}


def _used(text: str) -> str:
    return " ".join(name for name in NAMES if re.search(rf"\b{name}\b", text))


#: Every language with every program that builds or runs it and is tried here: a new one has its row.
LANGUAGES = [("c", "gcc"), ("c", "clang"), ("python", "")]


def test_every_target_is_run_here():
    languages = {language for language, _ in LANGUAGES}
    assert set(RUNNERS) | languages == set(targets.names())
    assert languages == set(targets.languages())


def test_the_facts_name_the_languages_of_the_table():
    assert targets.languages() == emitted.TARGETS


@pytest.mark.parametrize(("language", "tool"), LANGUAGES)
def test_every_expression_has_its_value_in_every_language(
    language, tool, require_tool, monkeypatch, expression
):
    """Every one a file of its own, all in one program, one run."""
    if tool:
        monkeypatch.setenv("CC", require_tool(tool))
    target = targets.language(language)
    routines = [expression(f"expression_{n}", text, _used(text)) for n, (text, _) in enumerate(EXPRESSIONS)]
    files = {name: text for r in routines for name, text in target.files(r).items()}
    values = {"a": A, "b": B_, "c": C}
    with target.program(target.find(), routines, files) as program:
        found = program.evaluate([(n, [values[x] for x in r.arguments]) for n, r in enumerate(routines)])
    for (text, expected), value in zip(EXPRESSIONS, found, strict=True):
        assert value == pytest.approx(expected, rel=1e-14), text


@pytest.mark.parametrize("target", RUNNERS)
@pytest.mark.parametrize(("text", "value"), EXPRESSIONS)
def test_a_printed_expression_has_the_value_of_its_term(text, value, target):
    term = fold(parse(text, {**CONSTANT_SYMBOLS, **NAMES}))
    if target == "flint" and any(lacking in text for lacking in FLINT_LACKS):
        with pytest.raises(UsageError, match="the target flint has no"):
            targets.get(target).expression(term)
        return
    assert RUNNERS[target](targets.get(target).expression(term)) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize("text", ["int(a, b, 0, c)", "lim(a, b, 0)", "diff(a*b, a)"])
@pytest.mark.parametrize("target", targets.names())
def test_what_is_no_number_yet_cannot_be_printed(text, target):
    with pytest.raises(UsageError, match="cannot print"):
        targets.get(target).expression(parse(text, NAMES))


def test_a_power_is_lowered_before_it_is_printed():
    with pytest.raises(UsageError, match="power"):
        targets.get("python").expression(parse("a^2", NAMES))


def test_an_unknown_target_is_refused():
    with pytest.raises(UsageError, match="there is no target 'fortran66'") as caught:
        targets.get("fortran66")
    assert "python" in caught.value.remedy


def test_a_target_needs_a_name_of_its_own():
    with pytest.raises(UsageError, match="name of its own"):
        type("Twin", (Target,), {"name": "python"})
    with pytest.raises(UsageError, match="name of its own"):
        type("Nameless", (Target,), {})


def test_a_language_that_is_not_there_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match="there is no target 'pyhton'") as caught:
        targets.language("pyhton")
    assert "Did you mean python?" in caught.value.remedy
    with pytest.raises(UsageError, match="there is no target 'numpy'"):
        targets.language("numpy")  # prints for this package itself


@pytest.mark.parametrize(
    ("language", "name"), [("c", "double"), ("c", "y0"), ("c", "this"), ("c", "bernoulli")]
)
def test_a_name_that_the_language_takes_for_something_else_gets_an_underscore(language, name):
    assert targets.language(language).variable(name) == (f"{name}_", 3)


def test_python_keeps_the_names_of_arguments_or_refuses():
    x = Quantity("lambda", "1", "real", "a keyword of Python")
    law = Law(
        "twice",
        "Twice",
        "definition",
        "y = 2*lambda",
        (x,),
        Quantity("y", "1", "real", "y"),
        cited("textbook_convention"),
    )
    routine = Routine("twice", lower(law))
    with pytest.raises(UsageError, match="a name of it is taken there"):
        targets.language("python").files(routine)
    assert "double lambda)" in targets.language("c").files(routine)["twice.h"]


def test_a_law_cannot_have_the_name_of_a_helper(expression):
    with pytest.raises(UsageError, match="a name of it is taken there"):
        targets.language("c").files(expression("log_quotient", "a + b", "a b"))
