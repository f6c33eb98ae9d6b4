"""Printed sums and products: ``(-70 mV) - (-90 mV)``, ``100 pA × 10 ms / (2 × 1.6×10^-19 C)``.

A small parser for what stands in front of an equals sign. It knows numbers with units, the four operations,
the exponential and brackets; anything else (a symbol, a logarithm, a power) makes it give up, since half of
an expression is another expression.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from math import exp, inf, pi

from nernstian.audit.units import NUMBER, Dimension, Unit, parse_unit

EXP = "e"  # the exponential, as a token and among the operators
REACH = 160  # characters in front of the equals sign that are looked at
_MAX_LEAVES = 12
_TOKEN = re.compile(
    r"(?P<number>(?:10\^(?:\(-?\d{1,2}\)|-?\d{1,2})|\d{1,15}+(?:[.,]\d{1,12}+)?+"
    r"(?:\s?[×·x*]\s?10\^(?:\(-?\d{1,2}\)|-?\d{1,2})|[eE][+-]?\d{1,2})?+)(?![\d.,]\d|\^))"
    r"|(?P<exp>(?<![A-Za-z])(?:exp\s?(?=\()|e\^(?=[(-])))|(?P<pi>π)|(?P<operator>[-+/()×·*]|(?<=\s)x(?=\s))|(?P<space>\s)"
)
_BARE = re.compile(r"10\^\(?(-?\d{1,2})")
_POWER = re.compile(r"\s?[×·x*]\s?10\^\(?(-?\d{1,2})\)?$|[eE]([+-]?\d{1,2})$")
_STOPS = re.compile(r"[=≈|;\n]|:\*{0,3}\s|,\s|\b(?:is|gives|are|was)\s")
_BEFORE = re.compile(
    r"(?:^|[=≈|;:,(?\n]|:\*{1,3}|(?<![A-Za-z])[A-H][.)]|(?:^|\n|(?<![A-Za-z])(?:zu|ad|to|Q)\s?)[\s*_(]{0,4}\d{1,2}[.)][*_]{0,2}|(?<![\w\\])(?!(?:log|ln|lg|exp|sqrt|times|minus|plus|by|over|twice|double)\b)[a-zà-ÿ]{2,20})\s*$"
)
_PART = re.compile(r"\b(?:half|third|quarter|tenth)\s(?:of\s)?$")
_EQUALS = re.compile(r"\s*[=≈]\s*[(]?\s*$")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A number of an expression: the value as printed, its unit, where it stands."""

    value: float
    half: float
    unit: Unit | None
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Node:
    """A value in SI with its hull; ``unit`` is the unit of the first leaf, None where no leaf has one."""

    value: float
    low: float
    high: float
    dimension: Dimension
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Expression:
    """A printed expression and its value; ``operators`` are those it holds, in order.

    ``differences`` are the operands of each ``a - b``, innermost first.
    """

    node: Node
    leaves: tuple[Leaf, ...]
    operators: str
    differences: tuple[tuple[Node, Node], ...]
    start: int
    end: int


class _UnreadError(Exception):
    """The text is no expression of numbers."""


def _leaf(text: str, start: int, end: int) -> tuple[Leaf, int]:
    printed = text[start:end]
    bare = _BARE.fullmatch(printed.rstrip(")")) if printed.startswith("10^") else None
    if bare:
        digits, exponent = "1", int(bare.group(1))
    else:
        power = _POWER.search(printed)
        digits = printed[: power.start()] if power else printed
        exponent = int(power.group(1) or power.group(2)) if power else 0
    if re.fullmatch(r"\d{1,3},\d{3}", digits):
        raise _UnreadError  # a comma that may group digits
    plain = digits.replace(",", ".")
    decimals = len(plain.partition(".")[2])
    # an integer, and 0.1 or 0.01, are taken as exact: few are rounded to one digit
    significant = len(plain.replace(".", "").lstrip("0"))
    half = 0.5 * float(f"1e{exponent - decimals}") if decimals and significant > 1 else 0.0
    unit, unit_end = parse_unit(text, end)
    if unit is not None and unit.offset:
        raise _UnreadError
    value = float(f"{plain}e{exponent}")
    return Leaf(value, half, unit, text[start : unit_end if unit else end].strip(), start), (
        unit_end if unit else end
    )


Token = Leaf | Unit | str


def _tokens(text: str, start: int, end: int) -> list[tuple[int, Token]]:
    """The tokens that end at ``end``; an item that is not of an expression starts the list anew."""
    found: list[tuple[int, Token]] = []
    origin = start
    at = start
    while at < end:
        match = _TOKEN.match(text, at, end)
        unit, after = parse_unit(text, at) if match is None and found and found[-1][1] == ")" else (None, at)
        if unit is not None:  # "(-62 - (-80)) mV"
            found.append((at, unit))
            at = after
            continue
        if match is None or (match["number"] and not found and text[at - 1 : at].isalnum() and at > start):
            found, at = [], at + 1
            origin = at
            continue
        if match["number"]:
            leaf, after = _leaf(text, match.start(), match.end())
            found.append((at, leaf))
            at = max(after, match.end())
            continue
        if match["exp"]:
            found.append((at, EXP))
        elif match["pi"]:
            found.append((at, Leaf(pi, 0.0, None, "π", at)))
        elif match["operator"]:
            found.append((at, "×" if match.group() == "x" else match.group()))
        at = match.end()
    _check_beginning(text, found, max(start - 24, origin - 24, 0))
    return found


def _check_beginning(text: str, found: list[tuple[int, Token]], floor: int) -> None:
    """Give up where an expression begins farther to the left, or is a part of something larger."""
    if not found or not _BEFORE.search(text[floor : found[0][0]]):
        raise _UnreadError
    if _PART.search(text[max(0, found[0][0] - 12) : found[0][0]]):
        raise _UnreadError
    first = found[0][1]
    if first in ("-", "+") and text[found[0][0] + 1 : found[0][0] + 2] == " ":
        raise _UnreadError  # the difference begins farther to the left


def _bracketed(placed: list[tuple[int, Token]]) -> list[tuple[int, Token]]:
    """What stands in the bracket behind a value, if it opens there: ``7 mV ((-73 mV) - (-80 mV) = ``."""
    opened: list[int] = []
    for at, (_, item) in enumerate(placed):
        if item == "(":
            opened.append(at)
        elif item == ")" and opened:
            opened.pop()
    if len(opened) != 1 or opened[0] == 0:
        return placed
    before = placed[opened[0] - 1][1]
    valued = isinstance(before, Leaf) and before.unit is not None
    return placed[opened[0] + 1 :] if valued else placed


class _Parser:
    """Recursive descent over the tokens, with intervals and dimensions."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0
        self.operators = ""
        self.differences: list[tuple[Node, Node]] = []

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> Token:
        item = self.peek()
        if item is None:
            raise _UnreadError
        self.at += 1
        return item

    def sum(self) -> Node:
        node = self.term()
        while self.peek() in ("+", "-"):
            sign = self.take()
            self.operators += str(sign)
            following = self.term()
            if sign == "-":
                self.differences.append((_like(node, following), _like(following, node)))
            node = _add(node, following, -1.0 if sign == "-" else 1.0)
        return node

    def term(self) -> Node:
        node = self.factor()
        while True:
            item = self.peek()
            if item in ("×", "·", "*", "/"):
                self.take()
                self.operators += "/" if item == "/" else "*"
                node = _multiply(node, self.factor(), item == "/")
            elif item == "(" or (isinstance(item, Leaf) and item.text == "π"):
                self.operators += "*"
                node = _multiply(node, self.factor(), False)
            else:
                return node

    def factor(self) -> Node:
        item = self.take()
        if item in ("-", "+"):
            node = self.factor()
            return (
                node if item == "+" else Node(-node.value, -node.high, -node.low, node.dimension, node.unit)
            )
        if item == EXP:
            self.operators += EXP
            return _exponential(self.factor())
        if item == "(":
            self.depth += 1
            if self.depth > 6:
                raise _UnreadError
            node = self.sum()
            if self.take() != ")":
                raise _UnreadError
            self.depth -= 1
            return self.in_unit(node)
        if isinstance(item, Leaf):
            scale = item.unit.scale if item.unit else 1.0
            dimension = item.unit.dimension if item.unit else NUMBER
            value, half = item.value * scale, item.half * scale
            return Node(value, value - half, value + half, dimension, item.unit)
        raise _UnreadError

    def in_unit(self, node: Node) -> Node:
        """What stands in brackets, with the unit that is printed behind them."""
        unit = self.peek()
        if not isinstance(unit, Unit):
            return node
        self.at += 1
        if node.unit is not None or node.dimension != NUMBER or unit.offset:
            raise _UnreadError
        made = _in_unit(node, unit)
        self.differences = [
            (_in_unit(a, unit), _in_unit(b, unit)) if a.unit is b.unit is None else (a, b)
            for a, b in self.differences
        ]
        return made


def _exponential(node: Node) -> Node:
    if node.dimension != NUMBER:
        raise _UnreadError
    return Node(exp(node.value), exp(node.low), exp(node.high), NUMBER, None)


def _like(node: Node, other: Node) -> Node:
    return _in_unit(node, other.unit) if node.unit is None and other.unit is not None else node


def _add(a: Node, b: Node, sign: float) -> Node:
    a, b = _like(a, b), _like(b, a)
    if a.dimension != b.dimension:
        raise _UnreadError
    ends = sorted((sign * b.low, sign * b.high))
    return Node(a.value + sign * b.value, a.low + ends[0], a.high + ends[1], a.dimension, a.unit)


def _in_unit(node: Node, unit: Unit) -> Node:
    """A number without a unit in a sum has that of the other: "-70 - 60.6 mV"."""
    return Node(node.value * unit.scale, node.low * unit.scale, node.high * unit.scale, unit.dimension, unit)


def _multiply(a: Node, b: Node, over: bool) -> Node:
    if over and b.low <= 0.0 <= b.high:
        raise _UnreadError
    ends = [x / y if over else x * y for x, y in product((a.low, a.high), (b.low, b.high))]
    value = a.value / b.value if over else a.value * b.value
    sign = -1 if over else 1
    one, two, three, four, five, six, seven = (
        x + sign * y for x, y in zip(a.dimension, b.dimension, strict=True)
    )
    dimension = (one, two, three, four, five, six, seven)
    return Node(value, min(ends), max(ends), dimension, a.unit or b.unit)


def quotient_in(text: str, start: int, end: int) -> tuple[Node, Node] | None:
    """Return both sides of the stroke in ``(4 + 0.04·150)/(120 + 0.04·15)``, or None."""
    text = text[:start] + text[start:end].replace(" x ", " × ") + text[end:]
    depth, strokes = 0, []
    for at in range(start, end):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if text[at] == "/" and depth == 0:
            strokes.append(at)
    if len(strokes) != 1:
        return None
    above, below = _value(text, start, strokes[0]), _value(text, strokes[0] + 1, end)
    return (above, below) if above is not None and below is not None else None


def _value(text: str, start: int, end: int) -> Node | None:
    """The value of a piece of text that is an expression from end to end."""
    tokens: list[Token] = []
    at = start
    try:
        while at < end:
            match = _TOKEN.match(text, at, end)
            if match is None or len(tokens) > 4 * _MAX_LEAVES:
                return None
            at = match.end()
            if match["number"]:
                leaf, after = _leaf(text, match.start(), match.end())
                tokens.append(leaf)
                at = max(at, min(after, end))
            elif match["operator"]:
                tokens.append(match.group())
            elif match["exp"]:
                return None
        parser = _Parser(tokens)
        node = parser.sum()
    except (_UnreadError, ArithmeticError, ValueError):
        return None
    return node if parser.peek() is None and -inf < node.low <= node.high < inf else None


def _loose(item: Token) -> Token:
    """In an exponent the 25 of "exp(40/25)" may stand for 25.4, whose digits the result has."""
    loose = isinstance(item, Leaf) and item.half == 0.0 and item.value >= 10.0 and item.text != "π"
    return replace(item, half=0.5) if loose and isinstance(item, Leaf) else item


def expression_before(text: str, position: int, floor: int = 0) -> Expression | None:
    """Return the expression that an equals sign joins to what stands at ``position``, or None.

    ``floor`` is where the block begins: nothing in front of it is read.
    """
    start = max(floor, position - REACH)
    equals = _EQUALS.search(text, max(start, position - 8), position)
    if equals is None:
        return None
    end = equals.start()
    stops = [match.end() for match in _STOPS.finditer(text, start, end)]
    begin = stops[-1] if stops else start
    try:
        placed = _bracketed(_tokens(text, begin, end))
        tokens = [item for _, item in placed]
        leaves = tuple(item for item in tokens if isinstance(item, Leaf))
        if not (1 if EXP in tokens else 2) <= len(leaves) <= _MAX_LEAVES:
            return None
        parser = _Parser([_loose(item) for item in tokens] if EXP in tokens else tokens)
        node = parser.sum()
    except (_UnreadError, ArithmeticError, ValueError):
        return None
    if parser.peek() is not None or not -inf < node.low <= node.high < inf:
        return None
    return Expression(node, leaves, parser.operators, tuple(parser.differences), placed[0][0], end)
