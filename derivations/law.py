"""The law: one relation of the field, with everything the toolkit knows of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import sympy

from .dimensions import infer
from .draft import Derivation, Draft
from .errors import DefinitionError, RuleError, UsageError
from .grammar import parse, parse_equation
from .literature import UNCITED, Source, check_source
from .quantities import Quantity
from .render.printing import plain
from .signs import Condition, Relation
from .statements import Statement, read_claim
from .terms import CONSTANT_SYMBOLS, Profile, QSymbol, Term, substitute, symbol

Kind = Literal["definition", "constitutive", "derived"]
Author = Callable[[Draft], None]

#: The laws whose derivations are being followed, outermost first: meeting one again is a circle.
_FOLLOWED: ContextVar[tuple[str, ...]] = ContextVar("followed", default=())

#: A printed value: the last digit says how it was rounded.
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")

#: Conditions that a domain puts on a quantity.
_DOMAIN: dict[str, Relation] = {"positive": "positive", "nonnegative": "nonnegative", "nonzero": "nonzero"}


@dataclass(frozen=True)
class Assumption:
    """What a law takes for granted: ``kind`` is physical, mathematical or regularity."""

    text: str
    kind: str = "physical"
    source: Source = UNCITED

    def __post_init__(self) -> None:
        check_source(self.source, f"the assumption {self.text!r}")


@dataclass(frozen=True)
class Consequence:
    """A limiting form or other statement that follows from a law, with its own derivation.

    ``claim`` is an equation, or a sign: ``term > 0``, ``term >= 0``.
    """

    name: str
    title: str
    claim: str
    author: Author


@dataclass(frozen=True)
class NumericStatement:
    """``the law at these values is printed as ...``: proved when the ball lies inside the rounding interval.

    ``at`` gives the arguments in SI as exact rationals; ``printed`` is the decimal string, in ``unit``,
    and ``scale`` the size of that unit in SI.
    """

    name: str
    title: str
    at: tuple[tuple[str, str], ...]
    printed: str
    unit: str
    scale: str


@dataclass(frozen=True)
class Stable:
    """The numeric form: intermediate names, then the result; may use log_quotient, select and abs."""

    result: str
    lets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Inverse:
    """A law solved for one of its arguments: ``argument = formula``, shown by the consequence ``name``.

    ``formula`` is in the result and the other arguments; ``stable`` is its numeric form, if it needs one.
    """

    argument: str
    formula: str
    stable: Stable | None = None

    @property
    def name(self) -> str:
        """The consequence that derives it."""
        return f"inverse_{self.argument}"


@dataclass(frozen=True)
class Law:
    """A relation ``result = f(arguments)``.

    Parameters
    ----------
    name, title, kind
        ``kind`` is definition, constitutive (both are stated) or derived.
    equation
        Text in the grammar, ``result = expression``.
    arguments, result
        Quantities; ``arguments`` in the order of the Python signature.
    source
        What it is taken from: citations of the bibliography, made by `cited` of ``literature.py``.
    stable
        Numeric form, proved equal to ``equation``; the right side itself if omitted.
    assumptions
        What the law takes for granted, each with its kind.
    conditions
        What must hold beyond the domains of the arguments, e.g. a sum that must be positive.
    textbook
        The right side as textbooks print it, where it differs (and is undefined at a removable point).
    near
        Arguments of the places where the relation is delicate: the falsifier and the accuracy grid go there.
    ions
        For a member of a family that takes any list of ions: its ions, unless they are the default ones.
    """

    name: str
    title: str
    kind: Kind
    equation: str
    arguments: tuple[Quantity, ...]
    result: Quantity
    source: Source
    stable: Stable | None = None
    assumptions: tuple[Assumption, ...] = ()
    conditions: tuple[tuple[Relation, str], ...] = ()
    textbook: str = ""
    near: tuple[tuple[tuple[str, str], ...], ...] = ()
    ions: tuple[tuple[str, int], ...] = ()
    _routes: dict[str, Author] = field(default_factory=dict, repr=False, compare=False)
    _consequences: dict[str, Consequence] = field(default_factory=dict, repr=False, compare=False)
    _numeric: list[NumericStatement] = field(default_factory=list, repr=False, compare=False)
    _inverses: dict[str, Inverse] = field(default_factory=dict, repr=False, compare=False)
    #: What rests_on found, for the routes it found it with.
    _foundations: dict[tuple[str, ...], frozenset[str]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        check_source(self.source, f"law {self.name}")
        if not self.source:
            raise DefinitionError(f"law {self.name} has no source", 'Write source=cited("goldman1943").')
        names = [q.name for q in (*self.arguments, self.result)]
        if len(set(names)) != len(names):
            raise DefinitionError(f"law {self.name} uses a name twice: {', '.join(names)}")
        lhs, rhs = self.relation
        if lhs != symbol(self.result):
            raise DefinitionError(f"law {self.name}: the left side must be {self.result.name}")
        unused = {symbol(q) for q in self.arguments} - set(rhs.free_symbols)
        if unused:
            raise DefinitionError(f"law {self.name} does not depend on {', '.join(s.name for s in unused)}")

    # -- what it says

    @property
    def scope(self) -> dict[str, QSymbol]:
        """The names a formula of this law may use."""
        return CONSTANT_SYMBOLS | {q.name: symbol(q) for q in (*self.arguments, self.result)}

    @cached_property
    def relation(self) -> tuple[Term, Term]:
        """Both sides as unevaluated SymPy terms."""
        return parse_equation(self.equation, self.scope)

    @property
    def sympy(self) -> sympy.Eq:
        """The relation as a SymPy equation, to compute with."""
        return sympy.Eq(*self.relation, evaluate=False)

    @cached_property
    def condition_terms(self) -> tuple[Condition, ...]:
        """The conditions beyond the domains of the arguments."""
        return tuple(Condition(r, parse(text, self.scope)) for r, text in self.conditions)

    def demands(self, mapping: dict[Term, Term]) -> list[Condition]:
        """What an instance of the law must satisfy: the domains of its arguments, and its conditions."""
        found = [
            Condition(_DOMAIN[q.domain], mapping.get(symbol(q), symbol(q)))
            for q in self.arguments
            if q.domain in _DOMAIN
        ]
        found += [Condition(c.relation, substitute(c.term, mapping)) for c in self.condition_terms]
        return found + self._result_demands(mapping)

    def _result_demands(self, mapping: dict[Term, Term]) -> list[Condition]:
        """A symbol that stands for the result brings its own domain along: the relation must keep to it."""
        result = mapping.get(symbol(self.result), symbol(self.result))
        quantity = result.quantity if isinstance(result, QSymbol) else None
        if not isinstance(quantity, Quantity) or quantity.domain not in _DOMAIN:
            return []
        return [Condition(_DOMAIN[quantity.domain], substitute(self.relation[1], mapping))]

    def instance_fault(self, mapping: dict[Term, Term]) -> str:
        """What keeps the mapping from being an instance of the law; empty if nothing."""
        quantities = {symbol(q): q for q in (*self.arguments, self.result)}
        for key, term in mapping.items():
            if key not in quantities:
                return f"{key} is not a quantity of {self.name}"
            dimension = infer(term)
            if dimension not in (None, quantities[key].dimension):
                return f"the {key} of {self.name} has dimension {quantities[key].dimension}, not {dimension}"
        result = mapping.get(symbol(self.result), symbol(self.result))
        place = result.args[1] if isinstance(result, Profile) else None
        # A symbol, or a profile at a place that varies: what the law says of it is what it is.
        if not isinstance(result, QSymbol) and not isinstance(place, QSymbol):
            return f"the result of {self.name} is a symbol: a value for it would be an assumption"
        return ""

    @property
    def reference(self) -> str:
        """The name by which the registry finds the law again, ions included: ghk_voltage[K:1,Na:1]."""
        listed = ",".join(f"{ion}:{valence}" for ion, valence in self.ions)
        return f"{self.name}[{listed}]" if listed else self.name

    @property
    def hash(self) -> str:
        """Content hash of the relation: what is rendered, proved, computed and audited carries it."""
        quantities = [(q.name, q.unit, q.domain) for q in (*self.arguments, self.result)]
        lhs, rhs = self.relation
        content = repr((self.name, plain(lhs), plain(rhs), quantities, self.conditions))
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    # -- what follows

    def route(self, name: str) -> Callable[[Author], Author]:
        """Decorator: a derivation of the law. The first one registered is the default."""
        if name in self._routes or name in self._consequences:
            raise DefinitionError(f"law {self.name} already has a derivation {name!r}")

        def register(author: Author) -> Author:
            self._routes[name] = author
            return author

        return register

    def limit(self, name: str, claim: str, title: str) -> Callable[[Author], Author]:
        """Decorator: a limiting form or another statement derived from the law."""
        if name in self._routes or name in self._consequences:
            raise DefinitionError(f"law {self.name} already has a derivation {name!r}")

        def register(author: Author) -> Author:
            self._consequences[name] = Consequence(name, title, claim, author)
            return author

        return register

    def inverse(
        self, argument: str, formula: str, stable: Stable | None = None
    ) -> Callable[[Author], Author]:
        """Decorator: the law solved for ``argument``, as a consequence named ``inverse_`` and the argument.

        What its author assumes of the result and the other arguments is the domain of the inverse; see
        ``inverses.py`` for what is made of it.

        Raises
        ------
        DefinitionError
            If the law has no such argument, or is solved for it already.
        """
        if argument not in [q.name for q in self.arguments]:
            raise DefinitionError(f"law {self.name} has no argument {argument} to solve for")
        made = Inverse(argument, formula, stable)
        register = self.limit(made.name, f"{argument} = {formula}", f"solved for {argument}")
        self._inverses[argument] = made
        return register

    def printed(self, name: str, printed: str, *, unit: str, scale: str, title: str, **at: str) -> None:
        """State that the law, at the values ``at`` (SI), is printed as ``printed``.

        Raises
        ------
        DefinitionError
            If a value is missing or superfluous, or ``printed`` is not a plain decimal number.
        """
        names = {q.name for q in self.arguments}
        if set(at) != names:
            raise DefinitionError(f"{self.name}, {name}: values are needed for {', '.join(sorted(names))}")
        if not _DECIMAL.fullmatch(printed):
            raise DefinitionError(f"{self.name}, {name}: {printed!r} is not a plain decimal number")
        self._numeric.append(NumericStatement(name, title, tuple(at.items()), printed, unit, scale))

    @property
    def routes(self) -> tuple[str, ...]:
        """Names of the derivations, the default first."""
        return tuple(self._routes)

    @property
    def consequences(self) -> tuple[Consequence, ...]:
        """The limiting forms and other derived statements."""
        return tuple(self._consequences.values())

    @property
    def inverses(self) -> tuple[Inverse, ...]:
        """The closed forms for its arguments, in the order in which they were given."""
        return tuple(self._inverses.values())

    @property
    def numeric_statements(self) -> tuple[NumericStatement, ...]:
        """The printed values."""
        return tuple(self._numeric)

    def derivation(self, route: str | None = None) -> Derivation:
        """The derivation along ``route`` (the first one if None).

        Raises
        ------
        UsageError
            If the law is stated, not derived, or has no such route.
        """
        if not self._routes:
            raise UsageError(self._why_no_route(), f"Its source is {self.source}.")
        name = route or self.routes[0]
        if name not in self._routes:
            forms = f" Its limiting forms are: {', '.join(self._consequences)}." if self._consequences else ""
            raise UsageError(
                f"{self.name} has no route {name!r}", f"Its routes are: {', '.join(self.routes)}.{forms}"
            )
        draft = Draft(self, name)
        self._routes[name](draft)
        return draft.finish(Statement(*self.relation), self.title)

    def _why_no_route(self) -> str:
        if self.kind == "derived":
            return f"the derivation of {self.name} is not written yet: it is stated"
        return f"{self.name} is a {self.kind} law: it is stated, not derived"

    def consequence(self, name: str) -> Derivation:
        """The derivation of a limiting form from the law."""
        found = self._consequences[name]
        draft = Draft(self, name, of_itself=True)
        found.author(draft)
        return draft.finish(read_claim(found.claim, draft.scope), found.title)

    def rests_on(self) -> frozenset[str]:
        """Names of all laws used, directly or not, in its derivations.

        Raises
        ------
        RuleError
            If laws rest on each other in a circle.
        """
        known = self._foundations.get(self.routes)
        if known is not None:
            return known
        followed = _FOLLOWED.get()
        if self.name in followed:
            raise RuleError(f"these laws rest on each other: {', '.join([*followed, self.name])}")
        token = _FOLLOWED.set((*followed, self.name))
        try:
            direct = [law for route in self.routes for law in self._cited(route)]
            found = frozenset(law.name for law in direct).union(*(law.rests_on() for law in direct))
        finally:
            _FOLLOWED.reset(token)
        self._foundations[self.routes] = found
        return found

    def _cited(self, route: str) -> list[Law]:
        draft = Draft(self, route)
        self._routes[route](draft)
        return draft.cited

    def _repr_latex_(self) -> str:
        from .render.printing import latex

        lhs, rhs = self.relation
        return f"$\\displaystyle {latex(lhs)} = {latex(rhs)}$"
