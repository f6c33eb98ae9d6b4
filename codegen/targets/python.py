"""Plain Python: functions of floats that need the standard library only, and never raise."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, ClassVar

import sympy

from nernstian.codegen import primitives
from nernstian.codegen.lowering import Lowered, intermediate, shortened
from nernstian.codegen.units import least_double
from nernstian.derivations.terms import Term, add, mul

from .base import ATOM, PRODUCT, Printed, Target

LINE_LENGTH = 110
INDENT = "    "


class PythonTarget(Target):
    """Prints a lowered law as a function of floats; division is IEEE's, not Python's, which raises."""

    name = "python"
    functions: ClassVar[Mapping[str, str]] = {
        "ln": "ln",
        "exp": "exp",
        "sqrt": "sqrt",
        "abs": "abs",
        "B": "bernoulli",
        "log_quotient": "log_quotient",
        "select": "select",
    }
    #: The primitives, in an order in which each is defined before it is used.
    primitives: ClassVar[tuple[Callable[..., Any], ...]] = (
        primitives.divide,
        primitives.ln,
        primitives.sqrt,
        primitives.exp,
        primitives.bernoulli,
        primitives.log_quotient,
        primitives.select,
    )

    def quotient(self, above: str, below: Term) -> Printed:
        """Division by what may be 0 goes through the primitive."""
        if below.is_Rational:
            return f"{above} / {self.number(Fraction(int(below.p), int(below.q)))[0]}", PRODUCT
        return f"divide({above}, {self.expression(below)})", ATOM

    def prelude(self) -> str:
        """Source of the primitives."""
        return "\n\n".join(inspect.getsource(f) for f in self.primitives)

    def function(self, lowered: Lowered, name: str, docstring: str) -> str:
        """Source of one function: guard, intermediate names, result."""
        head = signature(name, [a.name for a in lowered.arguments], "float")
        body = [f'"""{docstring}"""', *self.guard(lowered), *body_lines(self, lowered)]
        return "\n".join([*head, *(INDENT + line for line in body)]) + "\n"

    def compiled(self, lowered: Lowered) -> Callable[..., float]:
        """The function, made from its source over the primitives themselves."""
        namespace: dict[str, Any] = {"math": math, **{f.__name__: f for f in self.primitives}}
        # The source is ours, printed from the terms of a law; its names are identifiers.
        exec(self.function(lowered, "_evaluate", lowered.law.title), namespace)  # noqa: S102
        made: Callable[..., float] = namespace["_evaluate"]
        return made

    def guard(self, lowered: Lowered) -> list[str]:
        """Lines that send what lies outside the domain to NaN."""
        bounds = lowered.lower_bounds
        tests = []
        for bound in dict.fromkeys(bounds.values()):
            names = [name for name in bounds if bounds[name] == bound]
            least = names[0] if len(names) == 1 else f"min({', '.join(names)})"
            tests.append(f"{least} < {least_double(bound)!r}")
        tests += [f"{name} == 0.0" for name in lowered.nonzero]
        return [f"if {' or '.join(tests)}:", f"{INDENT}return math.nan"] if tests else []


def body_lines(target: Target, lowered: Lowered) -> list[str]:
    """Lines that assign the intermediate names and return the result, in Python's syntax."""

    def fits(term: Term) -> bool:
        return isinstance(term, sympy.Add) or _fits("return " + target.expression(term))

    short = shortened(lowered, fits)
    lines = [line for name, term in short.lets for line in statement(target, f"{name.name} = ", term)]
    return [*lines, *statement(target, "return ", short.result)]


def statement(target: Target, start: str, term: Term) -> list[str]:
    """An assignment or a return; too long a sum has a line a term, too long a product two statements."""
    text = start + target.expression(term)
    if not _fits(text) and isinstance(term, sympy.Mul) and len(term.args) > 2:
        half = (len(term.args) + 1) // 2
        product = intermediate("product")
        front = statement(target, "product = ", mul(*term.args[:half]))
        return [*front, *statement(target, start, mul(product, *term.args[half:]))]
    if _fits(text) or not isinstance(term, sympy.Add):
        return [text]
    first, *rest = target.signed_terms(term)
    if any(part[2:].startswith("(") for part in rest):
        # A formatter would break inside those parentheses: the terms get names instead.
        names = [intermediate(f"term_{n}") for n, _ in enumerate(term.args, start=1)]
        lines = [statement(target, f"{n.name} = ", a) for n, a in zip(names, term.args, strict=True)]
        return [*(line for found in lines for line in found), start + target.expression(add(*names))]
    return [f"{start}(", *(INDENT + part for part in (first.removeprefix("+ "), *rest)), ")"]


def signature(name: str, arguments: list[str], kind: str) -> list[str]:
    """The line, or lines, of a ``def``, all arguments of one type."""
    typed = [f"{a}: {kind}" for a in arguments]
    line = f"def {name}({', '.join(typed)}) -> {kind}:"
    if len(line) <= LINE_LENGTH:
        return [line]
    inside = INDENT + ", ".join(typed)
    between = [inside] if len(inside) <= LINE_LENGTH else [f"{INDENT}{one}," for one in typed]
    return [f"def {name}(", *between, f") -> {kind}:"]


def _fits(line: str) -> bool:
    return len(INDENT + line) <= LINE_LENGTH
