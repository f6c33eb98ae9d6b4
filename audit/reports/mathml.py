"""Formulas as MathML, which browsers set without any script.

A line is made of pieces, each a ``math`` element of its own: between them a narrow page may break the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from nernstian.audit.reports.formula import ONE, Call, Figure, Name, Node, Power, Product, Sum

#: What a name becomes: markup of what is put in for it, and whether that is more than a symbol.
Shown = Callable[[str], tuple[str, bool]]

_GAP = '<mspace width="0.2em"></mspace>'
_DOT = '<mo form="infix">⋅</mo>'
_LEFT, _RIGHT = (f'<mo stretchy="false">{sign}</mo>' for sign in "()")
_LETTERS = {
    "lam": "λ", "tau": "τ", "eps": "ε", "mu": "μ", "phi": "φ", "pi": "π", "radius": "r", "length": "ℓ",
}  # fmt: skip
_WORDS = {"volume": "Vol", "ionic_strength": "I"}
_CHANGES = {"DV": "V", "Dc": "c", "DG": "G", "dp": "p"}
_SIDES = re.compile(r"(K|Na|Cl|Ca|Mg|H)_(out|in)")
_MINUS = re.compile(r"(?:<mrow>)*<mo[^>]*>−")
_RATE = re.compile(r"d(\w{1,8})_d(t|x)")


def math(*pieces: str) -> str:
    """Pieces of a line, each in an element of its own."""
    return " ".join(f'<math display="inline"><mstyle displaystyle="true">{p}</mstyle></math>' for p in pieces)


def operator(sign: str) -> str:
    """A relation or an operator."""
    return f"<mo>{escape(sign)}</mo>"


def number(text: str, unit: str = "") -> str:
    """A printed number with its unit; ``1.2e-05`` becomes a power of ten."""
    if "d" in text:  # undefined
        return f"<mtext>{escape(text)}</mtext>"
    mantissa, _, exponent = text.partition("e")
    minus = "<mo>−</mo>" if mantissa.startswith("-") else "<mo>+</mo>" if mantissa.startswith("+") else ""
    digits = mantissa.lstrip("+-")
    shown = f"<mn>{escape(digits)}</mn>"
    if exponent:
        power = f"<msup><mn>10</mn><mn>{str(int(exponent)).replace('-', '−')}</mn></msup>"
        shown = power if digits == "1" else f"{shown}<mo>×</mo>{power}"
    named = f"{_GAP}<mtext>{escape(unit)}</mtext>" if unit else ""
    return f"<mrow>{minus}{shown}{named}</mrow>"


def symbol(name: str) -> str:
    """How a quantity or a constant is set: ``c_out`` with a subscript, ``eps_0`` in Greek."""
    if found := _SIDES.fullmatch(name):
        ion = fenced(f'<mi mathvariant="normal">{found[1]}</mi>', "[]")
        return f"<msub>{ion}<mtext>{found[2]}</mtext></msub>"
    if found := _RATE.fullmatch(name):
        d = '<mi mathvariant="normal">d</mi>'
        above, below = f"{d}{symbol(found[1])}", f"{d}<mi>{found[2]}</mi>"
        return f"<mfrac><mrow>{above}</mrow><mrow>{below}</mrow></mfrac>"
    if name in _CHANGES:
        return f'<mrow><mi mathvariant="normal">Δ</mi>{_letter(_CHANGES[name])}</mrow>'
    if name in _WORDS:
        return _letter(_WORDS[name])
    base, _, below = name.partition("_")
    return f"<msub>{_letter(base)}<mtext>{escape(below)}</mtext></msub>" if below else _letter(base)


def _letter(text: str) -> str:
    return f"<mi>{escape(_LETTERS.get(text, text))}</mi>"


class Setter:
    """Sets trees, with what stands for their names."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def pieces(self, node: Node) -> list[str]:
        """The pieces of a tree, between which a line may break."""
        if isinstance(node, Sum) and len(node.terms) > 1:
            return self._terms(node)
        if isinstance(node, Sum) and isinstance(node.terms[0][0], Product):
            first, *rest = self._parts(node.terms[0][0])
            return [f"<mrow><mo>−</mo>{first}</mrow>", *rest]
        if isinstance(node, Product):
            return self._parts(node) if node.below else self._factors(node)
        return [self.row(node)]

    def _factors(self, product: Product) -> list[str]:
        """The factors of a product without a fraction; a sum among them may break as well."""
        found: list[str] = []
        for at, factor in enumerate(product.above):
            dotted = at > 0 and (self._is_figure(factor) or self._is_figure(product.above[at - 1]))
            dot = _DOT if dotted else ""
            if isinstance(factor, Sum) and len(factor.terms) > 1:
                first, *rest = self._terms(factor)
                found += [f"<mrow>{dot}{_LEFT}{first}</mrow>", *rest[:-1], f"<mrow>{rest[-1]}{_RIGHT}</mrow>"]
            else:
                shown = _signed(self.row(factor)) if at else self.row(factor)
                shown = fenced(self.row(factor)) if isinstance(factor, Sum) else shown
                found.append(f"<mrow>{dot}{shown}</mrow>")
        return found

    def row(self, node: Node) -> str:
        """A tree in one piece."""
        match node:
            case Name(name):
                return self._shown(name)[0]
            case Figure(text):
                return f"<mn>{text}</mn>"
            case Sum():
                return f"<mrow>{''.join(self._terms(node))}</mrow>"
            case Product():
                return f"<mrow>{_GAP.join(self._parts(node))}</mrow>"
            case Power(base, exponent):
                return f"<msup>{self._base(base)}{self.row(exponent)}</msup>"
            case Call(function, argument):
                return self._call(function, argument)
        raise TypeError(f"{node!r} is no formula")

    def _call(self, function: str, argument: Node) -> str:
        inside = self.row(argument)
        match function:
            case "sqrt":
                return f"<msqrt>{inside}</msqrt>"
            case "abs":
                return fenced(inside, "||")
            case "exp" if "<mfrac>" not in inside:  # a fraction would be too small to read up there
                return f'<msup><mi mathvariant="normal">e</mi>{inside}</msup>'  # upright: e is a charge
        alone = function == "ln" and isinstance(argument, Product) and len(self._parts(argument)) == 1
        shown = _GAP + inside if alone else fenced(inside)  # ln of a fraction stands without brackets
        return f"<mrow><mi>{function}</mi>{shown}</mrow>"

    def _terms(self, node: Sum) -> list[str]:
        found = []
        for at, (term, minus) in enumerate(node.terms):
            form = f'form="{"infix" if at else "prefix"}"'
            sign = f"<mo {form}>−</mo>" if minus else f"<mo {form}>+</mo>" if at else ""
            shown = _signed(self.row(term)) if sign else self.row(term)
            shown = fenced(self.row(term)) if minus and isinstance(term, Sum) else shown
            found.append(f"<mrow>{sign}{shown}</mrow>" if sign else shown)
        return found

    def _base(self, node: Node) -> str:
        simple = (isinstance(node, Name) and not self._shown(node.name)[1]) or isinstance(node, Figure)
        return self.row(node) if simple else fenced(self.row(node))

    def _parts(self, product: Product) -> list[str]:
        """A fraction, and beside it the functions and sums, as textbooks set RT/(zF) ln(...)."""
        beside: list[Node] = [f for f in product.above if product.below and isinstance(f, Call | Sum)]
        above = [factor for factor in product.above if factor not in beside]
        if not product.below:
            return [self._juxtaposed(above)]
        if not above and beside:
            above, beside = beside[:1], beside[1:]
        top = self._alone(above or [ONE])
        parts = [f"<mfrac>{top}{self._alone(list(product.below))}</mfrac>"]
        return parts + [self._juxtaposed([factor]) for factor in beside]

    def _alone(self, factors: list[Node]) -> str:
        return self.row(factors[0]) if len(factors) == 1 else self._juxtaposed(factors)

    def _juxtaposed(self, factors: list[Node]) -> str:
        """Factors side by side, with a dot where numbers meet."""
        shown, before = "", False
        for factor in factors:
            figures = self._is_figure(factor)
            part = _signed(self.row(factor)) if shown else self.row(factor)
            part = fenced(self.row(factor)) if isinstance(factor, Sum) else part
            shown += (_DOT if figures or before else _GAP) + part if shown else part
            before = figures and isinstance(factor, Name | Power)
        return f"<mrow>{shown}</mrow>"

    def _is_figure(self, node: Node) -> bool:
        match node:
            case Name(name):
                return self._shown(name)[1]
            case Power(base, _):
                return self._is_figure(base)
        return isinstance(node, Figure)


def _signed(shown: str) -> str:
    """What stands behind an operator: in brackets if it begins with a minus itself."""
    return fenced(shown) if _MINUS.match(shown) else shown


def fenced(inside: str, brackets: str = "()") -> str:
    """Something in brackets, which are as high as what they hold: a fraction, or a line."""
    high = "true" if "<mfrac>" in inside else "false"
    left, right = (f'<mo stretchy="{high}" lspace="0em" rspace="0em">{sign}</mo>' for sign in brackets)
    return f"<mrow>{left}{inside}{right}</mrow>"
