"""Terms to text: one precedence-aware printer, with a table of spellings for plain text and for LaTeX.

Plain text is the grammar of ``grammar.py`` and reads back to the same tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import sympy

from ..constants import Constant
from ..terms import (
    FUNCTION_NAMES,
    MINUS_ONE,
    Profile,
    QSymbol,
    Term,
    absolute,
    log_quotient,
    select,
    square_root,
)

_SUM, _PRODUCT, _UNARY, _POWER, _ATOM = range(5)


def plain(term: Term) -> str:
    """The term in the grammar of the law files."""
    return _PLAIN.show(term, _SUM)


def latex(term: Term) -> str:
    """The term in LaTeX (amsmath)."""
    return _LATEX.show(term, _SUM)


@dataclass(frozen=True)
class _Plain:
    def show(self, term: Term, outer: int) -> str:
        text, level = self.node(term)
        return f"({text})" if level < outer else text

    def node(self, term: Term) -> tuple[str, int]:
        if isinstance(term, QSymbol):
            return term.name, _ATOM
        if term.is_Rational:
            return str(
                term
            ), _ATOM if term.is_Integer and term >= 0 else _UNARY if term.is_Integer else _PRODUCT
        if isinstance(term, sympy.Add):
            return self.sum(term), _SUM
        if isinstance(term, sympy.Mul):
            return self.product(term.args), _PRODUCT
        if isinstance(term, sympy.Pow):
            return self.power(term)
        return self.special(term), _ATOM

    def sum(self, term: Term) -> str:
        first, *rest = term.args
        text = self.show(first, _PRODUCT)
        for part in rest:
            sign, body = split_sign(part)
            text += f" {sign} " + self.show(body, _PRODUCT)
        return text

    def product(self, factors: tuple[Term, ...]) -> str:
        first, *rest = factors
        if first == MINUS_ONE and rest:
            lead, *others = rest
            # -1/x would read back as the number -1 over x.
            text = (
                "-1*" + self.show(lead, _POWER)
                if lead.is_Rational or _reciprocal(lead)
                else "-" + self.show(lead, _POWER)
            )
            rest = others
        else:
            text = "1/" + self.show(first.base, _POWER) if _reciprocal(first) else self.show(first, _UNARY)
        for part in rest:
            text += "/" + self.show(part.base, _POWER) if _reciprocal(part) else "*" + self.show(part, _POWER)
        return text

    def power(self, term: Term) -> tuple[str, int]:
        if term.exp == -1:
            return "1/" + self.show(term.base, _POWER), _PRODUCT
        return f"{self.show(term.base, _ATOM)}^{self.show(term.exp, _ATOM)}", _POWER

    def special(self, term: Term) -> str:
        if isinstance(term, Profile):
            return f"{term.args[0].name}({self.show(term.args[1], _SUM)})"
        if isinstance(term, sympy.Derivative):
            return f"diff({self.show(term.args[0], _SUM)}, {term.variables[0].name})"
        if isinstance(term, sympy.Integral):
            x, low, high = term.limits[0]
            inner = self.show(term.args[0], _SUM)
            return f"int({inner}, {x.name}, {self.show(low, _SUM)}, {self.show(high, _SUM)})"
        if isinstance(term, sympy.Limit):
            return (
                f"lim({self.show(term.args[0], _SUM)}, {term.args[1].name}, {self.show(term.args[2], _SUM)})"
            )
        return f"{FUNCTION_NAMES[type(term)]}({', '.join(self.show(a, _SUM) for a in term.args)})"


def _reciprocal(term: Term) -> bool:
    return isinstance(term, sympy.Pow) and term.exp == -1


def split_sign(term: Term) -> tuple[str, Term]:
    """A term of a sum as ``+``/``-`` and what follows, so that a + (-1)*b prints as a - b."""
    if term.is_Rational and term < 0:
        return "-", -term
    if isinstance(term, sympy.Mul) and term.args[0].is_Rational and term.args[0] < 0:
        head, rest = -term.args[0], term.args[1:]
        if head == 1:
            body = rest[0] if len(rest) == 1 else sympy.Mul(*rest, evaluate=False)
            return "-", body
        return "-", sympy.Mul(head, *rest, evaluate=False)
    return "+", term


@dataclass(frozen=True)
class _Latex:
    def show(self, term: Term, outer: int) -> str:
        text, level = self.node(term)
        return rf"\left({text}\right)" if level < outer else text

    def node(self, term: Term) -> tuple[str, int]:
        if isinstance(term, QSymbol):
            return symbol_latex(term), _ATOM
        if term.is_Rational:
            return _rational(term), _ATOM if term >= 0 and term.is_Integer else _PRODUCT
        if isinstance(term, sympy.Add):
            first, *rest = term.args
            text = self.show(first, _PRODUCT)
            for part in rest:
                sign, body = split_sign(part)
                shown = self.show(body, _PRODUCT)
                # Two signs in a row are never set: a - (-b).
                text += f" {sign} " + (rf"\left({shown}\right)" if shown.startswith("-") else shown)
            return text, _SUM
        if isinstance(term, sympy.Mul):
            return self.product(term.args)
        if isinstance(term, sympy.Pow):
            if term.exp == -1:
                return rf"\frac{{1}}{{{self.show(term.base, _SUM)}}}", _PRODUCT
            return f"{self.show(term.base, _ATOM)}^{{{self.show(term.exp, _SUM)}}}", _POWER
        return self.special(term)

    def product(self, factors: tuple[Term, ...]) -> tuple[str, int]:
        sign = ""
        if factors[0] == MINUS_ONE and len(factors) > 1:
            sign, factors = "-", factors[1:]
        elif factors[0].is_Rational and factors[0] < 0:
            sign, factors = "-", (-factors[0], *factors[1:])
        below = [f.base for f in factors if _reciprocal(f)]
        # Sums and calls stand beside the fraction, not in it: RT/(zF) ln(...) as textbooks set it.
        beside = [
            f for f in factors if not _reciprocal(f) and below and isinstance(f, (sympy.Add, sympy.Function))
        ]
        beside = [f for f in beside if not isinstance(f, Profile)] if below else []
        above = [f for f in factors if not _reciprocal(f) and f not in beside]
        if not below:
            return sign + self.juxtapose(above), _PRODUCT
        if not above and beside:
            above, beside = beside[:1], beside[1:]
        alone = len(above) == 1
        top = self.show(above[0], _SUM) if alone else self.juxtapose(above) if above else "1"
        bottom = self.show(below[0], _SUM) if len(below) == 1 else self.juxtapose(below)
        text = rf"{sign}\frac{{{top}}}{{{bottom}}}"
        return text + ("" if not beside else r"\, " + self.juxtapose(beside)), _PRODUCT

    def juxtapose(self, factors: list[Term] | tuple[Term, ...]) -> str:
        out = ""
        for factor in factors:
            text = self.show(factor, _POWER)
            if out:
                out += r" \cdot " if text[0].isdigit() else r"\, "
            out += text
        return out

    def special(self, term: Term) -> tuple[str, int]:
        if isinstance(term, Profile):
            return rf"{symbol_latex(term.args[0])}({self.show(term.args[1], _SUM)})", _ATOM
        if isinstance(term, sympy.Derivative):
            x, inner = symbol_latex(term.variables[0]), term.args[0]
            if isinstance(inner, Profile):
                return rf"\frac{{\mathrm{{d}}{symbol_latex(inner.args[0])}}}{{\mathrm{{d}}{x}}}({x})", _ATOM
            return rf"\frac{{\mathrm{{d}}}}{{\mathrm{{d}}{x}}}\left[{self.show(inner, _SUM)}\right]", _PRODUCT
        if isinstance(term, sympy.Integral):
            x, low, high = term.limits[0]
            bounds = rf"\int_{{{self.show(low, _SUM)}}}^{{{self.show(high, _SUM)}}}"
            return rf"{bounds} {self.show(term.args[0], _PRODUCT)}\,\mathrm{{d}}{symbol_latex(x)}", _PRODUCT
        if isinstance(term, sympy.Limit):
            point = rf"\lim_{{{symbol_latex(term.args[1])} \to {self.show(term.args[2], _SUM)}}}"
            return rf"{point} {self.show(term.args[0], _PRODUCT)}", _PRODUCT
        return self.call(term)

    def call(self, term: Term) -> tuple[str, int]:
        args = [self.show(a, _SUM) for a in term.args]
        if isinstance(term, sympy.exp):
            return rf"e^{{{args[0]}}}", _POWER
        if isinstance(term, square_root):
            return rf"\sqrt{{{args[0]}}}", _ATOM
        if isinstance(term, absolute):
            return rf"\left|{args[0]}\right|", _ATOM
        if isinstance(term, log_quotient):
            return rf"\ln\frac{{{args[0]}}}{{{args[1]}}}", _POWER
        if isinstance(term, select):
            return (
                rf"\begin{{cases}}{args[1]} & {args[0]} > 0\\ {args[2]} & {args[0]} \le 0\end{{cases}}",
                _ATOM,
            )
        name = {"ln": r"\ln", "B": r"B\!"}[FUNCTION_NAMES[type(term)]]
        fraction = isinstance(term.args[0], sympy.Mul) and any(_reciprocal(f) for f in term.args[0].args)
        if (
            name == r"\ln"
            and fraction
            and split_sign(term.args[0])[0] == "+"
            and args[0].startswith(r"\frac")
        ):
            return rf"{name} {args[0]}", _POWER
        return rf"{name}\left({args[0]}\right)", _POWER


def _rational(value: Term) -> str:
    fraction = Fraction(int(value.p), int(value.q))
    if fraction.denominator == 1:
        return str(fraction)
    sign = "-" if fraction < 0 else ""
    return rf"{sign}\frac{{{abs(fraction.numerator)}}}{{{fraction.denominator}}}"


def symbol_latex(symbol: QSymbol) -> str:
    """How a symbol is typeset."""
    quantity = symbol.quantity
    return quantity.latex if isinstance(quantity, Constant) else quantity.typeset


_PLAIN, _LATEX = _Plain(), _Latex()
