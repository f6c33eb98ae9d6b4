"""The printers: compound arguments get their parentheses, what a target has not is an error.

Each expression is printed, run, and compared with its value by hand: text alone would enshrine a misprint.
"""

from __future__ import annotations

import math

import flint
import numpy as np
import pytest

from nernstian.codegen import targets
from nernstian.codegen.function import _NAMESPACE
from nernstian.codegen.lowering import fold
from nernstian.codegen.targets.base import Target
from nernstian.derivations.errors import UsageError
from nernstian.derivations.grammar import parse
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


def test_every_target_is_run_here():
    assert set(RUNNERS) == set(targets.names())


@pytest.mark.parametrize("target", RUNNERS)
@pytest.mark.parametrize(("text", "value"), EXPRESSIONS)
def test_a_printed_expression_has_the_value_of_its_term(text, value, target):
    term = fold(parse(text, {**CONSTANT_SYMBOLS, **NAMES}))
    if target == "flint" and text.partition("(")[0] in FLINT_LACKS:
        with pytest.raises(UsageError, match="the target flint has no"):
            targets.get(target).expression(term)
        return
    assert RUNNERS[target](targets.get(target).expression(term)) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize("text", ["int(a, b, 0, c)", "lim(a, b, 0)", "diff(a*b, a)"])
@pytest.mark.parametrize("target", RUNNERS)
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
