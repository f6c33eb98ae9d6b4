"""What all targets share: one printer that walks terms, with a few hooks, and a table of targets.

A target is a subclass with a name and its spellings. What it cannot spell is an error, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

import sympy

from nernstian.derivations.errors import UsageError
from nernstian.derivations.render.printing import split_sign
from nernstian.derivations.terms import FUNCTION_NAMES, QSymbol, Term

#: How tightly a printed text holds together: what stands in a tighter place gets parentheses.
SUM, PRODUCT, SIGN, ATOM = range(4)

Printed = tuple[str, int]

#: The targets by name, filled as their classes are made.
TARGETS: dict[str, type[Target]] = {}


class Target:
    """Prints lowered terms in one language. Subclasses name themselves and override hooks."""

    name: ClassVar[str] = ""
    #: Spelling of each function of the grammar the target knows.
    functions: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls, *, abstract: bool = False) -> None:
        if abstract:
            return
        if not cls.name or cls.name in TARGETS:
            raise UsageError(f"a target needs a name of its own, and {cls.__name__} has {cls.name!r}")
        TARGETS[cls.name] = cls

    # -- hooks

    def number(self, value: Fraction) -> Printed:
        """An exact number: its nearest double, shortest digits that read back."""
        return repr(float(value)).replace("e+", "e"), ATOM if value >= 0 else SIGN

    def variable(self, name: str) -> Printed:
        """An argument or an intermediate name."""
        return name, ATOM

    def quotient(self, above: str, below: Term) -> Printed:
        """A product divided by one more factor."""
        return f"{above} / {self.show(below, ATOM)}", PRODUCT

    def call(self, name: str, arguments: list[str]) -> Printed:
        """A function of the grammar."""
        if name not in self.functions:
            raise UsageError(f"the target {self.name} has no {name}", f"It has {', '.join(self.functions)}.")
        return f"{self.functions[name]}({', '.join(arguments)})", ATOM

    # -- the walk

    def expression(self, term: Term) -> str:
        """The term as an expression of the language."""
        return self.show(term, SUM)

    def show(self, term: Term, place: int) -> str:
        """The term for a place that holds together as tightly as ``place``."""
        text, level = self._node(term)
        return f"({text})" if level < place else text

    def _node(self, term: Term) -> Printed:
        if isinstance(term, QSymbol):
            return self.variable(term.name)
        if term.is_Rational:
            return self.number(Fraction(int(term.p), int(term.q)))
        if isinstance(term, sympy.Add):
            return " ".join(self.signed_terms(term)).removeprefix("+ "), SUM
        if isinstance(term, (sympy.Mul, sympy.Pow)):
            return self._product(term)
        if type(term) not in FUNCTION_NAMES:
            raise UsageError(f"the target {self.name} cannot print {type(term).__name__}")
        return self.call(FUNCTION_NAMES[type(term)], [self.show(a, SUM) for a in term.args])

    def signed_terms(self, term: Term) -> list[str]:
        """The terms of a sum, each with its sign in front: ``+ a``, ``- b``."""
        first, *rest = term.args
        signs = [("+", first), *(split_sign(part) for part in rest)]
        return [f"{sign} {self.show(part, PRODUCT)}" for sign, part in signs]

    def _product(self, term: Term) -> Printed:
        """Factors in their order, from left to right: a * b / c * d is ((a * b) / c) * d."""
        factors = list(term.args) if isinstance(term, sympy.Mul) else [term]
        sign = ""
        if factors[0] == -1 and len(factors) > 1:
            sign, factors = "-", factors[1:]
        text, level = "", PRODUCT
        for factor in factors:
            if _is_reciprocal(factor):
                text, level = self.quotient(text or self.number(Fraction(1))[0], factor.base)
            else:
                text = f"{text} * {self.show(factor, ATOM)}" if text else self.show(factor, SIGN)
                level = PRODUCT
        return (sign + text, PRODUCT) if sign else (text, level)


def _is_reciprocal(term: Term) -> bool:
    if not isinstance(term, sympy.Pow):
        return False
    if term.exp != -1:
        raise UsageError(f"a lowered term holds the power {term.exp}", "Lower the law before printing it.")
    return True
