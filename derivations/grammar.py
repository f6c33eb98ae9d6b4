"""Text to terms: the formulas of the law files, read by a parser, never by ``eval``.

    E = R*T/(z*F)*ln(c_out/c_in)        sums, products, quotients, powers, calls
    J = -D*(diff(c(x), x) - u/d*c(x))   c(x) is a quantity that varies, diff its derivative
    int(exp(-u*x/d), x, 0, d)           a definite integral
    lim(B(u), V, 0)                     a two-sided limit

The printers of ``render.printing`` write the same grammar; a round-trip test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from lark import Lark, Transformer, Tree, v_args
from lark.exceptions import UnexpectedInput, VisitError

from . import terms
from .constants import Constant
from .errors import GrammarError, NernstianError
from .terms import QSymbol, Term

_GRAMMAR = r"""
?start: equation | sum
equation: sum "=" sum
?sum: product | sum "+" product -> add | sum "-" product -> sub
?product: unary | product "*" unary -> times | product "/" unary -> over
?unary: power | "-" unary -> minus
?power: atom | atom "^" unary -> raised
?atom: NUMBER -> number | NAME -> name | NAME "(" sum ("," sum)* ")" -> call | "(" sum ")" -> group
NAME: /[A-Za-z][A-Za-z0-9_]{0,40}/
NUMBER: /\d{1,30}(\.\d{1,30})?/
%ignore " "
"""

Scope = Mapping[str, QSymbol]

#: Levels of a parsed formula: all functions on terms recurse, and none of them may run out of stack.
_MAX_DEPTH = 120


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", maybe_placeholders=False)


class _Factors(list[Term]):
    """Factors of a product still being read: ``a*b/c`` is one flat node, ``a*(b*c)`` is two."""


class _Terms(list[Term]):
    """Terms of a sum still being read."""


def _close(part: Any) -> Term:
    if isinstance(part, _Factors):
        first, second = part[0], part[1] if len(part) > 1 else None
        if (
            first == terms.ONE
            and len(part) == 2
            and second is not None
            and second.is_Pow
            and second.exp == -1
        ):
            return second
        return terms.mul(*part)
    return terms.add(*part) if isinstance(part, _Terms) else part


@v_args(inline=True)
class _Build(Transformer):  # type: ignore[type-arg]
    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def equation(self, lhs: Any, rhs: Any) -> tuple[Term, Term]:
        return _close(lhs), _close(rhs)

    def add(self, left: Any, right: Any) -> _Terms:
        return _Terms([*(left if isinstance(left, _Terms) else [_close(left)]), _close(right)])

    def sub(self, left: Any, right: Any) -> _Terms:
        return self.add(left, _negated(right))

    def times(self, left: Any, right: Any) -> _Factors:
        return _Factors([*(left if isinstance(left, _Factors) else [left]), *_spread(right)])

    def over(self, left: Any, right: Any) -> _Factors:
        return self.times(left, terms.power(_close(right), terms.MINUS_ONE))

    def minus(self, part: Any) -> Any:
        return _negated(part)

    def raised(self, base: Any, exponent: Any) -> Term:
        return terms.power(base, _close(exponent))

    def group(self, part: Any) -> Term:
        return _close(part)

    def number(self, token: str) -> Term:
        return terms.number(Fraction(str(token)))

    def name(self, token: str) -> Term:
        return self._symbol(str(token))

    def call(self, token: str, *raw: Any) -> Term:
        name, args = str(token), [_close(a) for a in raw]
        shape = _SPECIAL.get(name)
        arity = len(args)
        if shape is not None and arity == shape[0]:
            return shape[1](*args)
        if name in self.scope and name not in terms.FUNCTIONS and arity == 1:
            return self._profile(name, args[0])
        if name not in terms.FUNCTIONS or arity != _arity(name):
            raise GrammarError(
                f"no function {name} of {arity} arguments", f"Known: {', '.join(terms.FUNCTIONS)}."
            )
        return terms.call(name, *args)

    def _profile(self, name: str, place: Term) -> Term:
        if isinstance(self.scope[name].quantity, Constant):
            raise GrammarError(
                f"{name} is a constant, not a function of place", f"Write {name}*(...) for a product."
            )
        return terms.Profile(self.scope[name], place, evaluate=False)

    def _symbol(self, name: str) -> QSymbol:
        if name not in self.scope:
            known = ", ".join(sorted(self.scope))
            raise GrammarError(f"unknown name {name!r} in a formula", f"Known here: {known}.")
        return self.scope[name]


_SPECIAL: dict[str, tuple[int, Any]] = {
    "diff": (2, terms.derivative),
    "int": (4, terms.integral),
    "lim": (3, terms.limit),
}


def _arity(name: str) -> int:
    nargs = terms.FUNCTIONS[name].nargs
    return int(next(iter(nargs))) if nargs else 1


def _negated(part: Any) -> Any:
    if isinstance(part, _Factors):
        return _Factors([terms.neg(part[0]), *part[1:]] if part[0].is_Rational else [terms.MINUS_ONE, *part])
    part = _close(part)
    return terms.neg(part) if part.is_Rational else _Factors([terms.MINUS_ONE, part])


def _spread(part: Any) -> list[Term]:
    return [_close(part)]


def parse(text: str, scope: Scope) -> Term:
    """A single expression."""
    result = _read(text, scope)
    if isinstance(result, tuple):
        raise GrammarError(f"an expression was expected, not an equation: {text}")
    return result


def parse_equation(text: str, scope: Scope) -> tuple[Term, Term]:
    """Left and right side of ``lhs = rhs``.

    Raises
    ------
    GrammarError
        With the position where the text leaves the grammar, or the unknown name.
    """
    result = _read(text, scope)
    if not isinstance(result, tuple):
        raise GrammarError(f"an equation was expected: {text}", "Write lhs = rhs.")
    return result


def _read(text: str, scope: Scope) -> Any:
    if len(text) > 2000:
        raise GrammarError("a formula is longer than 2000 characters")
    try:
        tree = _parser().parse(text)
        _demand_shallow(tree)
        result = _Build(scope).transform(tree)
    except UnexpectedInput as error:
        where = f"column {error.column}" if error.column > 0 else "the end"
        raise GrammarError(f"cannot read the formula {text!r} at {where}") from None
    except VisitError as error:
        raise _as_grammar_error(error.orig_exc, text) from None
    return result if isinstance(result, tuple) else _close(result)


def _demand_shallow(tree: Any) -> None:
    level, depth = [tree], 0
    while level:
        depth += 1
        if depth > _MAX_DEPTH:
            raise GrammarError(
                "a formula is nested too deeply, or has too many terms", "Split it by definitions."
            )
        level = [child for node in level if isinstance(node, Tree) for child in node.children]


def _as_grammar_error(error: Exception, text: str) -> Exception:
    if isinstance(error, NernstianError) and not isinstance(error, GrammarError):
        return GrammarError(f"{error.cause} in {text!r}", error.remedy)
    return error
