"""Balls of python-flint: the relation as the field states it, evaluated with a rigorous enclosure."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, ClassVar

from nernstian.codegen import enclosures
from nernstian.codegen.lowering import Lowered
from nernstian.derivations.constants import pi

from .base import ATOM, PRODUCT, Printed, Target
from .python import INDENT, body_lines, signature


class FlintTarget(Target):
    """Prints a relation as a function of balls; numbers stay exact: only the balls' rounding is left."""

    name = "flint"
    functions: ClassVar[Mapping[str, str]] = {
        "ln": "log",
        "exp": "exp",
        "sqrt": "sqrt",
        "abs": "abs",
        "B": "bernoulli_ball",
    }
    primitives: ClassVar[tuple[Callable[..., Any], ...]] = (
        enclosures.ball,
        enclosures.pi_ball,
        enclosures.bernoulli_ball,
    )

    def number(self, value: Fraction) -> Printed:
        """An exact ratio of whole numbers: ``ball(p) / q``."""
        whole = f"ball({value.numerator})"
        return (whole, ATOM) if value.denominator == 1 else (f"{whole} / {value.denominator}", PRODUCT)

    def variable(self, name: str) -> Printed:
        """A name; pi is a ball."""
        return (f"{pi.symbol}_ball()" if name == pi.symbol else name), ATOM

    def call(self, name: str, arguments: list[str]) -> Printed:
        """Elementary functions are methods of a ball."""
        text, level = super().call(name, arguments)
        if name in ("B", "abs"):
            return text, level
        whole = arguments[0] if re.fullmatch(r"\w+(\(\d+\))?", arguments[0]) else f"({arguments[0]})"
        return f"{whole}.{self.functions[name]}()", ATOM

    def prelude(self) -> str:
        """Source of the primitives."""
        return "\n\n".join(inspect.getsource(f) for f in self.primitives)

    def function(self, lowered: Lowered, name: str, docstring: str) -> str:
        """Source of one function of balls, which also takes exact ints and floats."""
        arguments = [a.name for a in lowered.arguments]
        body = [f'"""{docstring}"""', *(f"{a} = ball({a})" for a in arguments), *body_lines(self, lowered)]
        return "\n".join([*signature(name, arguments, "Ball"), *(INDENT + line for line in body)]) + "\n"
