"""Terms: SymPy expressions that stay as they were written.

SymPy re-evaluates on ``subs``, ``xreplace`` and even on printing; a derivation must not. Terms are
therefore built and rebuilt only by the functions of this module, always with ``evaluate=False``, and two
terms are equal when their trees are. Whether two trees mean the same is decided in ``rational.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, Self

import sympy

from .constants import ALL as CONSTANTS
from .constants import Constant
from .dimensions import Dimension
from .errors import RuleError
from .quantities import Quantity

Term = Any  # SymPy ships no types; a Term is a sympy.Expr built by this module.


class QSymbol(sympy.Symbol):  # type: ignore[misc]  # SymPy ships no types
    """A symbol that is its quantity: two symbols match when their quantities do, whatever their names."""

    __slots__ = ("key", "quantity")
    key: str
    quantity: Quantity | Constant

    def __new__(cls, quantity: Quantity | Constant) -> Self:
        """The symbol of a quantity or constant."""
        name = quantity.symbol if isinstance(quantity, Constant) else quantity.name
        made: Self = sympy.Symbol.__xnew__(cls, name, **_assumptions(quantity))
        made.quantity = quantity
        # SymPy orders symbols by what it hashes, so the identity is text: everything that says what is meant.
        domain = "" if isinstance(quantity, Constant) else f"{quantity.domain}|{quantity.meaning}"
        made.key = f"{quantity.unit}|{domain}"
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[Quantity | Constant], dict[str, Any]]:
        return (self.quantity,), {}

    def _hashable_content(self) -> tuple[Any, ...]:
        return (self.name, self.key)

    @property
    def dimension(self) -> Dimension:
        """SI dimension of the quantity."""
        """SI dimension of the quantity."""
        return self.quantity.dimension


def _assumptions(quantity: Quantity | Constant) -> dict[str, bool]:
    if isinstance(quantity, Constant) or quantity.domain == "positive":
        return {"positive": True}
    return {"real": True, **({quantity.domain: True} if quantity.domain != "real" else {})}


class B(sympy.Function):  # type: ignore[misc]
    """The Bernoulli function x/(exp(x) - 1), continued by B(0) = 1: it makes GHK cover V = 0."""

    nargs = 1

    def _eval_rewrite(self, rule: Any, args: Any, **hints: Any) -> Any:
        return args[0] / (sympy.exp(args[0]) - 1)

    def fdiff(self, argindex: int = 1) -> Any:
        """Derivative, for SymPy."""
        x = self.args[0]
        return B(x) * (1 - B(x) - x) / x


class Profile(sympy.Function):  # type: ignore[misc]
    """A quantity that varies in space: Profile(c, x) is c(x)."""

    nargs = 2


class log_quotient(sympy.Function):  # type: ignore[misc]  # noqa: N801  named as in formulas
    """ln(a/b) from a, b and d = a - b, a difference that is known better than it can be formed."""

    nargs = 3


class select(sympy.Function):  # type: ignore[misc]  # noqa: N801  named as in formulas
    """select(x, a, b): a where x > 0, b elsewhere."""

    nargs = 3


class square_root(sympy.Function):  # type: ignore[misc]  # noqa: N801  named as in formulas
    """The square root of a term that is not negative."""

    nargs = 1


class absolute(sympy.Function):  # type: ignore[misc]  # noqa: N801  named as in formulas
    """|x|, kept apart from SymPy's Abs, which evaluates itself."""

    nargs = 1


KINDS = SimpleNamespace(
    Symbol=QSymbol,
    Number=sympy.Rational,
    Sum=sympy.Add,
    Product=sympy.Mul,
    Power=sympy.Pow,
    Profile=Profile,
    Derivative=sympy.Derivative,
    Integral=sympy.Integral,
    Limit=sympy.Limit,
    Call=(sympy.log, sympy.exp, B, log_quotient, select, absolute, square_root),
)

#: Function names of the grammar. The last three occur in stable numeric forms only.
FUNCTIONS: dict[str, Any] = {
    "ln": sympy.log,
    "exp": sympy.exp,
    "B": B,
    "log_quotient": log_quotient,
    "select": select,
    "abs": absolute,
    "sqrt": square_root,
}
FUNCTION_NAMES = {kind: name for name, kind in FUNCTIONS.items()}

ZERO, ONE, MINUS_ONE = sympy.Integer(0), sympy.Integer(1), sympy.Integer(-1)


def symbol(quantity: Quantity | Constant) -> QSymbol:
    """The symbol of a quantity."""
    return QSymbol(quantity)


CONSTANT_SYMBOLS: dict[str, QSymbol] = {k.symbol: QSymbol(k) for k in CONSTANTS}


def number(value: int | Fraction) -> Term:
    """An exact number."""
    fraction = Fraction(value)
    return sympy.Rational(fraction.numerator, fraction.denominator)


def add(*parts: Term) -> Term:
    """A sum, as written."""
    return parts[0] if len(parts) == 1 else sympy.Add(*parts, evaluate=False)


def mul(*parts: Term) -> Term:
    """A product, as written."""
    return parts[0] if len(parts) == 1 else sympy.Mul(*parts, evaluate=False)


def power(base: Term, exponent: Term) -> Term:
    """A power, as written."""
    return sympy.Pow(base, exponent, evaluate=False)


def neg(term: Term) -> Term:
    """The negative of a term."""
    return -term if term.is_Rational else mul(MINUS_ONE, term)


def sub(a: Term, b: Term) -> Term:
    """A - b."""
    return add(a, neg(b))


def div(a: Term, b: Term) -> Term:
    """a/b."""
    return power(b, MINUS_ONE) if a == ONE else mul(a, power(b, MINUS_ONE))


def call(name: str, *args: Term) -> Term:
    """A function of the grammar, by name."""
    return FUNCTIONS[name](*args, evaluate=False)


def derivative(term: Term, x: Term) -> Term:
    """d(term)/dx, not worked out. SymPy would merge a derivative of a derivative into one node: refused."""
    _demand_variable(x)
    if isinstance(term, sympy.Derivative):
        raise RuleError("a derivative of a derivative is not in the language", "Give the first one a name.")
    return sympy.Derivative(term, (x, 1), evaluate=False)


def integral(term: Term, x: Term, low: Term, high: Term) -> Term:
    """A definite integral, not worked out. Its variable is real: it runs over the bounds, not a domain."""
    _demand_variable(x)
    if isinstance(term, sympy.Integral):
        raise RuleError("an integral of an integral is not in the language", "Give the inner one a name.")
    if isinstance(x.quantity, Constant) or x.quantity.domain != "real":
        raise RuleError(f"{x.name} is not a real variable, so an integral cannot run over it")
    return sympy.Integral(term, (x, low, high))


def limit(term: Term, x: Term, point: Term) -> Term:
    """A two-sided limit towards a point that does not depend on the variable, not worked out."""
    _demand_variable(x)
    if x in free_symbols(point):
        raise RuleError(f"the point of a limit depends on its variable {x.name}")
    return sympy.Limit(term, x, point, "+-")


def _demand_variable(x: Term) -> None:
    if not isinstance(x, QSymbol):
        raise RuleError(f"{x} is not a variable", "A derivative, integral or limit needs a symbol.")


def rebuild(term: Term, change: Callable[[Term], Term]) -> Term:
    """The same node over changed children; bound variables are left alone."""
    if isinstance(term, sympy.Derivative):
        return derivative(change(term.args[0]), term.variables[0])
    if isinstance(term, sympy.Integral):
        x, low, high = term.limits[0]
        return integral(change(term.args[0]), x, change(low), change(high))
    if isinstance(term, sympy.Limit):
        return limit(change(term.args[0]), term.args[1], change(term.args[2]))
    if not term.args:
        return term
    return term.func(*(change(a) for a in term.args), evaluate=False)


def bound_variable(term: Term) -> Term | None:
    """The variable an integral or limit binds. A derivative does not bind: its variable is the point."""
    if isinstance(term, sympy.Integral):
        return term.limits[0][0]
    return term.args[1] if isinstance(term, sympy.Limit) else None


def free_symbols(term: Term) -> set[QSymbol]:
    """The symbols a term depends on; bound variables are not among them."""
    bound = bound_variable(term)
    if isinstance(term, QSymbol):
        return {term}
    if bound is None:
        parts = term.args[:1] + term.variables if isinstance(term, sympy.Derivative) else term.args
        return set().union(*(free_symbols(a) for a in parts)) if parts else set()
    inner = free_symbols(term.args[0]) - {bound}
    outside = term.limits[0][1:] if isinstance(term, sympy.Integral) else (term.args[2],)
    return inner.union(*(free_symbols(a) for a in outside))


def subterms(term: Term) -> Iterator[Term]:
    """Every node, the term itself first."""
    yield term
    for part in children(term):
        yield from subterms(part)


def children(term: Term) -> tuple[Term, ...]:
    """The parts of a node that are terms themselves."""
    if isinstance(term, sympy.Derivative):
        return (term.args[0],)
    if isinstance(term, sympy.Integral):
        return (term.args[0], *term.limits[0][1:])
    if isinstance(term, sympy.Limit):
        return (term.args[0], term.args[2])
    return tuple(term.args)


def substitute(term: Term, mapping: dict[Term, Term]) -> Term:
    """Replace whole subterms, all occurrences, exact trees, without capture.

    Raises
    ------
    RuleError
        Where a replacement would bring a free variable under an integral or limit that binds it, put a term
        into the place of a derivative's variable, or put what may hold at one point under a derivative.
    """
    if term in mapping:
        return mapping[term]
    bound = bound_variable(term)
    if bound is not None:
        return _substitute_under(term, bound, mapping)
    if isinstance(term, sympy.Derivative):
        _demand_constant_in(term, mapping)
    return rebuild(term, lambda part: substitute(part, mapping))


def _substitute_under(term: Term, bound: QSymbol, mapping: dict[Term, Term]) -> Term:
    """The bounds of an integral, and the point of a limit, stand outside of what is bound."""
    body, *outside = children(term)
    inner = {k: v for k, v in mapping.items() if bound not in free_symbols(k)}
    if any(bound in free_symbols(v) and k in set(subterms(body)) for k, v in inner.items()):
        raise RuleError(f"substitution would capture the bound variable {bound.name}")
    parts = iter([substitute(body, inner), *(substitute(part, mapping) for part in outside)])
    return rebuild(term, lambda _: next(parts))


def _demand_constant_in(term: Term, mapping: dict[Term, Term]) -> None:
    x, inner = term.variables[0], set(subterms(term.args[0]))
    if x in mapping:
        raise RuleError(f"the variable {x.name} of a derivative cannot be substituted")
    if any(k in inner and x in free_symbols(k) | free_symbols(v) for k, v in mapping.items()):
        raise RuleError(
            f"what depends on {x.name} cannot be put under a derivative by {x.name}",
            f"It may hold at one {x.name} only.",
        )
