"""The formulas of the laws as trees: read from the facts, and freed of what a text leaves out.

Only formulas of the generated facts are read here, never the text of a document.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_TOKEN = re.compile(r"\s*(?:(?P<name>[A-Za-z]\w*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+*/^(),]))")


@dataclass(frozen=True, slots=True)
class Name:
    """A quantity or a constant."""

    name: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the law itself, as it is written."""

    text: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms, each with whether it is subtracted."""

    terms: tuple[tuple[Node, bool], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Factors above the line, and below it."""

    above: tuple[Node, ...]
    below: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Power:
    """A base and its exponent."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function of one argument."""

    function: str
    argument: Node


Node = Name | Figure | Sum | Product | Power | Call
ZERO, ONE = Figure("0"), Figure("1")


def parse(formula: str) -> tuple[str, Node]:
    """The symbol on the left of a formula such as ``E = R*T/(z*F)*ln(c_out/c_in)``, and what stands right."""
    left, _, right = formula.partition(" = ")
    parser = _Parser(right)
    tree = parser.sum()
    if parser.at != len(parser.tokens):
        raise ValueError(f"the formula {formula!r} is not understood")
    return left, tree


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = [match.group(match.lastgroup or 0) for match in _TOKEN.finditer(text)]
        self.at = 0

    def _take(self, *wanted: str) -> str:
        """The next token if it is one of those wanted, else nothing."""
        if self.at < len(self.tokens) and self.tokens[self.at] in wanted:
            self.at += 1
            return self.tokens[self.at - 1]
        return ""

    def sum(self) -> Node:
        """A sum, down to its names and numbers."""
        minus = bool(self._take("-"))
        terms = [(self._product(), minus)]
        while sign := self._take("+", "-"):
            terms.append((self._product(), sign == "-"))
        return terms[0][0] if len(terms) == 1 and not terms[0][1] else Sum(tuple(terms))

    def _product(self) -> Node:
        above, below = [self._power()], list[Node]()
        while sign := self._take("*", "/"):
            (above if sign == "*" else below).append(self._power())
        return above[0] if len(above) == 1 and not below else _product(above, below)

    def _power(self) -> Node:
        base = self._atom()
        return Power(base, self._atom()) if self._take("^") else base

    def _atom(self) -> Node:
        if self._take("("):
            return self._closed()
        read = self.tokens[self.at]
        self.at += 1
        if read[0].isdigit():
            return Figure(read)
        return Call(read, self._closed()) if self._take("(") else Name(read)

    def _closed(self) -> Node:
        inner = self.sum()
        self._take(")")
        return inner


def _product(above: Collection[Node], below: Collection[Node]) -> Node:
    """A product whose factors are no products: those of one in brackets stand beside the others."""
    up = [part for factor in above for part in _factors(factor) if part != ONE] or [ONE]
    down = [part for factor in below for part in _factors(factor) if part != ONE]
    return up[0] if len(up) == 1 and not down else Product(tuple(up), tuple(down))


def _factors(node: Node) -> tuple[Node, ...]:
    return node.above if isinstance(node, Product) and not node.below else (node,)


def without(node: Node, ones: Collection[str], zeros: Collection[str]) -> Node:
    """The tree without the factors that are 1 and the terms that are 0."""
    match node:
        case Name(name):
            return ZERO if name in zeros else ONE if name in ones else node
        case Sum(terms):
            return _summed([(without(term, ones, zeros), minus) for term, minus in terms])
        case Product(above, below):
            up, down = ([without(factor, ones, zeros) for factor in part] for part in (above, below))
            return ZERO if ZERO in up else _product(up, down)
        case Power(base, exponent):
            inner = without(base, ones, zeros)
            return inner if inner in (ZERO, ONE) else Power(inner, exponent)
        case Call(function, argument):
            inner = without(argument, ones, zeros)
            return ZERO if function == "ln" and inner == ONE else Call(function, inner)
    return node


def _summed(terms: list[tuple[Node, bool]]) -> Node:
    left = tuple((term, minus) for term, minus in terms if term != ZERO)
    if not left:
        return ZERO
    return left[0][0] if len(left) == 1 and not left[0][1] else Sum(left)
