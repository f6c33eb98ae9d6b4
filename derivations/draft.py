"""The author's side of a derivation: a draft to which lines are added, each checked as it is written.

    d.assume(...)     d.cite(...)     d.define(...)        lines that start from something
    d.divide("z*F")   d.substitute(using=line) ...         one method per rule, the last line is the premise

Formulas are text in the grammar of ``grammar.py``; ``shows=`` is the form to print. A step that is not an
instance of its rule, or whose side conditions cannot be discharged, raises where it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .dimensions import check_sides, check_statement, coherent_unit, infer
from .errors import DimensionError, RuleError, UsageError
from .grammar import parse, parse_equation
from .literature import UNCITED, Source
from .quantities import Quantity
from .rational import same
from .render.printing import plain
from .rules import apply
from .signs import Condition, Facts, Relation, definedness
from .statements import Claim, Discharged, Interval, Line, Statement, Witness, binding_fault, ends_in
from .terms import CONSTANT_SYMBOLS, QSymbol, Term, free_symbols, substitute, symbol

if TYPE_CHECKING:
    from .checks.reports import Report
    from .law import Law
    from .render.view import View


@dataclass(frozen=True)
class Derivation:
    """A finished derivation.

    Its lines from the assumptions to the claim, and the witness that they can hold.

    ``assumptions`` lists exactly the assumptions that were used, those of cited laws included.
    """

    law: str
    name: str
    title: str
    lines: tuple[Line, ...]
    claim: Claim
    witness: Witness
    scope: tuple[QSymbol, ...]
    cited: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()

    @property
    def steps(self) -> tuple[Line, ...]:
        """The lines, under the name scripts use."""
        return self.lines

    @property
    def given(self) -> tuple[Condition, ...]:
        """The signs it assumes: what it shows, it shows where these hold."""
        assumed = (line.assumed for line in self.lines if line.assumed is not None)
        return tuple(c for c in assumed if c.relation != "continuous")

    def check(self, level: str = "proved") -> Report:
        """All checks on all lines.

        Parameters
        ----------
        level
            What is demanded: sampled, proved or kernel.

        Returns
        -------
        Report
            Verdicts per line, the status of the weakest, and whether it ``reaches`` the level.
        """
        from . import laws
        from .checks.status import LADDER, check

        if level not in LADDER[2:]:
            raise UsageError(f"no level {level!r}", f"One of {', '.join(LADDER[2:])}.")
        return check(self, laws.get(self.law)).demanding(level)

    def to_text(self) -> str:
        """Plain text for a terminal."""
        from .render.text import render

        return render(self._view())

    def to_latex(self, *, standalone: bool = False) -> str:
        """LaTeX (amsmath, siunitx): a fragment, or a whole article."""
        from .render.latex import render

        return render([self._view()], standalone=standalone)

    def to_markdown(self) -> str:
        """Markdown with $...$ mathematics."""
        from .render.markdown import render

        return render([self._view()])

    def to_json(self) -> str:
        """JSON, schema 1."""
        from .render.json import render

        return render([self._view()])

    def _view(self) -> View:
        from . import laws
        from .render.view import view

        return view(laws.get(self.law), self.name)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    @property
    def assumed(self) -> tuple[Line, ...]:
        """The lines that assume something."""
        return tuple(line for line in self.lines if line.kind in ("assume", "condition"))


class Draft:
    """A derivation being written for ``law``, whose quantities and the constants are in scope."""

    def __init__(self, law: Law, name: str, *, of_itself: bool = False) -> None:
        self.law = law
        self.name = name
        self.of_itself = of_itself
        self.scope: dict[str, QSymbol] = dict(CONSTANT_SYMBOLS)
        self.facts = Facts()
        self.lines: list[Line] = []
        self._witness = Witness(stated=False)
        self._defined: dict[QSymbol, Term] = {}
        self.cited: list[Law] = []
        for quantity in (*law.arguments, law.result):
            self.quantity(quantity)
        if not of_itself:
            # A route derives the law where its conditions hold; a consequence must show them.
            self.facts.assumed.update(law.condition_terms)

    # -- what is in scope

    def quantity(self, quantity: Quantity) -> QSymbol:
        """Bring a quantity into scope: an auxiliary one, or the same one somewhere else."""
        known = self.scope.get(quantity.name)
        if known is not None and known.quantity != quantity:
            raise RuleError(f"the name {quantity.name} already stands for something else")
        self.scope[quantity.name] = symbol(quantity)
        return self.scope[quantity.name]

    def term(self, text: str) -> Term:
        """Read an expression in the scope of the draft."""
        return parse(text, self.scope)

    def _statement(self, text: str, over: tuple[str, str, str] | None = None) -> Statement:
        lhs, rhs = parse_equation(text, self.scope)
        return Statement(lhs, rhs, self._interval(over))

    def _interval(self, over: tuple[str, str, str] | None) -> Interval | None:
        if over is None:
            return None
        return Interval(self.scope[over[0]], self.term(over[1]), self.term(over[2]))

    # -- lines that start from something

    def assume(
        self, text: str, *, note: str, source: Source = UNCITED, over: tuple[str, str, str] | None = None
    ) -> Line:
        """A physical assumption: an equation, possibly for every point of an interval."""
        statement = self._statement(text, over)
        check_statement(statement)
        sides = self._discharge([*definedness(statement.lhs), *definedness(statement.rhs)])
        return self._append(Line(0, "assume", statement, sides=sides, note=note, source=source))

    def assume_that(self, relation: Relation, text: str, *, note: str) -> Line:
        """A mathematical or regularity assumption: ``text`` is positive, nonzero, continuous ..."""
        condition = Condition(relation, self.term(text))
        infer(condition.term)
        self.facts.assumed.add(condition)
        return self._append(Line(0, "condition", None, assumed=condition, note=note))

    def define(self, text: str, *, note: str = "", latex: str = "") -> Line:
        """Introduce a new symbol: ``name = expression`` in symbols already known.

        Raises
        ------
        RuleError
            If the name is in use (a definition by itself is no definition).
        """
        name, _, body = text.partition("=")
        name = name.strip()
        rhs = self.term(body.strip())
        dimension = check_sides(rhs, rhs)
        if (
            name == self.law.result.name
            and self._unused(self.scope[name])
            and self.scope[name] not in free_symbols(rhs)
        ):
            made = self.scope[name]
        elif name in self.scope:
            raise RuleError(f"{name} is already in use, so it cannot be defined", "Choose a new name.")
        else:
            made = self.quantity(Quantity(name, coherent_unit(dimension), "real", note or name, latex))
        self.facts.definitions[made] = rhs
        self._defined[made] = rhs
        sides = self._discharge(definedness(rhs))
        return self._append(Line(0, "define", Statement(made, rhs), sides=sides, note=note))

    def cite(
        self,
        law: Law,
        *,
        note: str = "",
        over: tuple[str, str, str] | None = None,
        shows: str | None = None,
        instance: Mapping[str, str] | None = None,
        **named: str,
    ) -> Line:
        """An instance of another law: its quantities replaced by terms, its domain discharged.

        ``shows`` prints the instance in another form, equal side by side in the field of rational functions.

        Raises
        ------
        RuleError
            If the law rests on the one being derived (a law cannot be proved from itself).
        """
        if not self.of_itself and (law.name == self.law.name or self.law.name in law.rests_on()):
            raise RuleError(f"{law.name} rests on {self.law.name}, so it cannot be used to derive it")
        mapping = self._instance(law, {**(instance or {}), **named})
        try:
            fault = law.instance_fault(mapping)
        except DimensionError as error:
            fault = f"this instance of {law.name} is dimensionally wrong: {error.cause}"
        if fault:
            raise RuleError(fault)
        lhs, rhs = law.relation
        statement = Statement(substitute(lhs, mapping), substitute(rhs, mapping), self._interval(over))
        if shows is not None:
            shown = self._statement(shows, over)
            if not (same(shown.lhs, statement.lhs) and same(shown.rhs, statement.rhs)):
                raise RuleError(
                    f"{law.name} says {plain(statement.lhs)} = {plain(statement.rhs)} here, not {shows}"
                )
            statement = shown
        sides = self._discharge([*law.demands(mapping), *definedness(statement.rhs)])
        self.cited.append(law)
        return self._append(
            Line(
                0,
                "cite",
                statement,
                rule=law.reference,
                parameters=tuple(mapping.items()),
                sides=sides,
                note=note,
            )
        )

    def _instance(self, law: Law, instance: dict[str, str]) -> dict[Term, Term]:
        mapping: dict[Term, Term] = {}
        for quantity in (*law.arguments, law.result):
            text = instance.pop(quantity.name, None)
            if text is None and self.scope.get(quantity.name) != symbol(quantity):
                raise RuleError(f"citing {law.name}: say what its {quantity.name} is here")
            mapping[symbol(quantity)] = self.term(text) if text is not None else symbol(quantity)
        if instance:
            raise RuleError(f"{law.name} has no quantity {', '.join(instance)}")
        return mapping

    # -- steps

    def step(
        self,
        rule: str,
        *parameters: Any,
        shows: str | None = None,
        of: Line | None = None,
        using: tuple[Line, ...] = (),
        note: str = "",
    ) -> Line:
        """Apply a rule to the last line (or ``of``) and ``using``."""
        first = of if of is not None else self.lines[-1]
        premises = (first, *using)
        statements = tuple(self._premise(p) for p in premises)
        shown = None
        if shows is not None:
            over = statements[0].over if rule != "integrate" else None
            lhs, rhs = parse_equation(shows, self.scope)
            shown = Statement(lhs, rhs, over)
        conclusion = apply(rule, statements, parameters, shown)
        sides = self._discharge(list(conclusion.sides))
        return self._append(
            Line(
                0,
                "step",
                conclusion.statement,
                rule,
                parameters,
                tuple(p.number for p in premises),
                sides,
                note=note,
            )
        )

    def add(self, text: str, **options: Any) -> Line:
        """Add a term to both sides."""
        return self.step("add", self.term(text), **options)

    def subtract(self, text: str, **options: Any) -> Line:
        """Subtract a term from both sides."""
        return self.step("subtract", self.term(text), **options)

    def multiply(self, text: str, **options: Any) -> Line:
        """Multiply both sides by a term that is not 0."""
        return self.step("multiply", self.term(text), **options)

    def divide(self, text: str, **options: Any) -> Line:
        """Divide both sides by a term that is not 0."""
        return self.step("divide", self.term(text), **options)

    def add_lines(self, *lines: Line, **options: Any) -> Line:
        """Add equations side by side."""
        return self.step("add_lines", of=lines[0], using=lines[1:], **options)

    def rearrange(self, shows: str, **options: Any) -> Line:
        """Move terms between the sides; the result must be shown."""
        return self.step("rearrange", shows=shows, **options)

    def substitute(self, using: Line, **options: Any) -> Line:
        """Replace the left side of ``using`` by its right side, everywhere."""
        return self.step("substitute", using=(using,), **options)

    def fold(self, using: Line, shows: str, **options: Any) -> Line:
        """Write with the definition ``using``; the result must be shown."""
        return self.step("fold", using=(using,), shows=shows, **options)

    def identity(self, name: str, *arguments: str, **options: Any) -> Line:
        """Rewrite by a named identity."""
        return self.step("identity", name, *(self.term(a) for a in arguments), **options)

    def take_ln(self, **options: Any) -> Line:
        """Take the logarithm of both sides, which must be positive."""
        return self.step("take_ln", **options)

    def take_exp(self, **options: Any) -> Line:
        """Take the exponential of both sides."""
        return self.step("take_exp", **options)

    def differentiate(self, variable: str, **options: Any) -> Line:
        """The derivative of the right side by a variable."""
        return self.step("differentiate", self.scope[variable], **options)

    def integrate(self, **options: Any) -> Line:
        """Integrate over the interval of the statement."""
        return self.step("integrate", **options)

    def limit(self, variable: str, point: str, **options: Any) -> Line:
        """Let a variable tend to a point where the right side is continuous."""
        return self.step("limit", self.scope[variable], self.term(point), **options)

    def conclude(self, relation: Relation, *, of: Line | None = None, note: str = "") -> Line:
        """From ``lhs = rhs``, and the sign of ``rhs`` by sign reasoning, the sign of ``lhs``: a last line."""
        line = of if of is not None else self.lines[-1]
        s = self._premise(line)
        if s.over is not None or relation == "continuous":
            raise RuleError("a sign is concluded from an equation that holds at every point")
        sides = self._discharge([Condition(relation, s.rhs)])
        return self._append(
            Line(
                0,
                "conclude",
                None,
                premises=(line.number,),
                sides=sides,
                concluded=Condition(relation, s.lhs),
                note=note,
            )
        )

    # -- the witness and the end

    def witness(
        self,
        given: Mapping[str, str] | None = None,
        *,
        profiles: Mapping[str, str] | None = None,
        variable: str = "x",
        **named: str,
    ) -> None:
        """A model: terms for every symbol that is not free. Contradictory assumptions have none."""
        given = {**(given or {}), **named}
        self._witness = Witness(
            {self.scope[name]: self.term(text) for name, text in given.items()},
            {self.scope[name]: self.term(text) for name, text in (profiles or {}).items()},
            self.scope.get(variable) if profiles else None,
        )

    def finish(self, claim: Claim, title: str) -> Derivation:
        """The derivation, if its last line is the claim."""
        last = self.lines[-1]
        if not ends_in(last, claim):
            said = last.statement or last.concluded or last.assumed
            raise RuleError(f"{self.law.name}, {self.name}: the last line {said} is not the claim {claim}")
        given = dict(self._defined) | self._witness.given
        witness = replace(self._witness, given=given)
        conditions = [line.assumed for line in self.lines if line.assumed is not None]
        fault = binding_fault(self.lines, conditions) or witness.fault(self.law.arguments)
        if fault:
            raise RuleError(f"{self.law.name}, {self.name}: {fault}")
        return Derivation(
            self.law.reference,
            self.name,
            title,
            tuple(self.lines),
            claim,
            witness,
            tuple(self.scope.values()),
            tuple(dict.fromkeys(law.reference for law in self.cited)),
            () if self.of_itself else self.law.condition_terms,
        )

    # -- inside

    def _unused(self, name: QSymbol) -> bool:
        return all(line.statement is None or name not in line.statement.symbols() for line in self.lines)

    def _premise(self, line: Line) -> Statement:
        if line.statement is None or line.number > len(self.lines) or self.lines[line.number - 1] is not line:
            raise RuleError("a premise must be an equation of this derivation")
        return line.statement

    def _discharge(self, conditions: list[Condition]) -> tuple[Discharged, ...]:
        return tuple(Discharged(c, self.facts.prove(c)) for c in dict.fromkeys(conditions))

    def _append(self, line: Line) -> Line:
        line = replace(line, number=len(self.lines) + 1)
        if line.statement is not None:
            check_statement(line.statement)
        self.lines.append(line)
        return line
