"""A derivation as plain data, ready to be written down: what every renderer starts from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from ..assumptions import Used, condition_latex, of_law, used
from ..checks.reports import LineReport, Report
from ..checks.status import LawReport, part, report
from ..constants import Constant
from ..draft import Derivation
from ..law import Law
from ..literature import references
from ..quantities import Quantity
from ..rules import RULES
from ..signs import Condition, Proof
from ..statements import Claim, Discharged, Line, Statement
from ..terms import B, QSymbol, Term, free_symbols, subterms
from .printing import latex, plain, symbol_latex


@dataclass(frozen=True)
class Formula:
    """A statement twice: in the plain grammar and in LaTeX."""

    plain: str
    latex: str
    over: str = ""
    over_latex: str = ""
    sides: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class SideCondition:
    """A condition in plain text and LaTeX, and the facts it comes down to in both."""

    condition: str
    latex: str
    because: str = ""
    because_latex: str = ""


@dataclass(frozen=True)
class StepView:
    """One line of the derivation with its reason and its verdicts."""

    number: int
    kind: str
    rule: str
    reason: str
    reason_latex: str
    premises: tuple[int, ...]
    formula: Formula
    sides: tuple[SideCondition, ...]
    note: str
    source: str
    checks: dict[str, str]
    status: str


@dataclass(frozen=True)
class QuantityView:
    """A row of the table of symbols; constants have a value."""

    name: str
    latex: str
    unit: str
    domain: str
    meaning: str
    value: str = ""


@dataclass(frozen=True)
class LimitView:
    """A limiting form or printed value with its status."""

    name: str
    title: str
    claim: str
    claim_latex: str
    status: str
    where: tuple[SideCondition, ...] = ()


@dataclass(frozen=True)
class ReferenceView:
    """A row of the bibliography of a page, marked if it was not confirmed, and how it was confirmed."""

    key: str
    text: str
    standing: str
    confirmed: bool


@dataclass(frozen=True)
class View:
    """Everything a page about a law says."""

    law: str
    title: str
    kind: str
    route: str
    hash: str
    source: str
    status: str
    relation: Formula
    conditions: tuple[SideCondition, ...]
    quantities: tuple[QuantityView, ...]
    constants: tuple[QuantityView, ...]
    assumptions: tuple[Used, ...]
    steps: tuple[StepView, ...]
    limits: tuple[LimitView, ...]
    failures: tuple[str, ...] = ()
    notes: tuple[SideCondition, ...] = ()
    references: tuple[ReferenceView, ...] = ()


#: Functions of the language that a reader cannot be expected to know.
NOTES = {
    B: SideCondition("B(u) = u/(exp(u) - 1), with B(0) = 1", r"B(u) = \frac{u}{e^{u} - 1}, \quad B(0) = 1")
}


def _notes(statements: list[Statement]) -> tuple[SideCondition, ...]:
    met = {type(node) for s in statements for side in (s.lhs, s.rhs) for node in subterms(side)}
    return tuple(note for kind, note in NOTES.items() if kind in met)


def formula(statement: Claim) -> Formula:
    """An equation or a sign in both notations."""
    if isinstance(statement, Condition):
        return Formula(str(statement), condition_latex(statement))
    over = statement.over
    return Formula(
        f"{plain(statement.lhs)} = {plain(statement.rhs)}",
        f"{latex(statement.lhs)} = {latex(statement.rhs)}",
        f"for {over.variable.name} in ({plain(over.low)}, {plain(over.high)})" if over else "",
        rf"{symbol_latex(over.variable)} \in ({latex(over.low)}, {latex(over.high)})" if over else "",
        (latex(statement.lhs), latex(statement.rhs)),
    )


def view(law: Law, name: str | None = None) -> View:
    """The view of a law along a route, or of one of its limiting forms; a stated law has no steps."""
    limit_names = [c.name for c in law.consequences]
    if name in limit_names and name not in law.routes:
        found = part(law, str(name))
        return _derived(law, law.consequence(str(name)), found, found.status, ())
    full = _report(law)
    if not law.routes and name is None:
        return _stated(law, full)
    derivation = law.derivation(name)
    found = next(r for r in full.routes if r.name == derivation.name)
    return _derived(law, derivation, found, found.status, _limits(law, full))


def _report(law: Law) -> LawReport:
    from .. import laws
    from ..checks.status import check_law

    registered = law.name in laws.names() and laws.get(law.reference) is law
    return report(law.reference) if registered else check_law(law)


def _derived(law: Law, d: Derivation, found: Report, status: str, limits: tuple[LimitView, ...]) -> View:
    verdicts = {r.number: r for r in found.lines}
    symbols = sorted(
        {s for line in d.lines if line.statement for s in _symbols(line.statement)}, key=lambda s: s.name
    )
    return View(
        law.name,
        d.title,
        law.kind if not d.name or d.name in law.routes else "limiting form",
        d.name,
        law.hash,
        str(law.source),
        status,
        formula(d.claim),
        _conditions(law),
        tuple(_quantity(s) for s in symbols if not isinstance(s.quantity, Constant)),
        tuple(_constant(s) for s in symbols if isinstance(s.quantity, Constant)),
        used(d, law),
        _steps(d, verdicts),
        limits,
        found.failures,
        _notes([line.statement for line in d.lines if line.statement]),
        _references(law, used(d, law)),
    )


def _stated(law: Law, full: LawReport) -> View:
    statement = Statement(*law.relation)
    symbols = sorted(statement.symbols(), key=lambda s: s.name)
    return View(
        law.name,
        law.title,
        law.kind,
        "",
        law.hash,
        str(law.source),
        full.status,
        formula(statement),
        _conditions(law),
        tuple(_quantity(s) for s in symbols if not isinstance(s.quantity, Constant)),
        tuple(_constant(s) for s in symbols if isinstance(s.quantity, Constant)),
        of_law(law),
        (),
        _limits(law, full),
        (),
        _notes([statement]),
        _references(law, of_law(law)),
    )


def _references(law: Law, assumptions: tuple[Used, ...]) -> tuple[ReferenceView, ...]:
    """The bibliography of a page: what the law and the assumptions it rests on are taken from."""
    keys = [key for source in (law.source, *(a.source for a in assumptions)) for key in source.keys]
    return tuple(ReferenceView(r.key, r.marked, r.standing, r.is_confirmed) for r in references(keys))


def _symbols(statement: Statement) -> set[QSymbol]:
    found = statement.symbols()
    return found | {statement.over.variable} | free_symbols(statement.over.high) if statement.over else found


def _conditions(law: Law) -> tuple[SideCondition, ...]:
    # Of the result the law says what it is; its domain is no condition.
    shown = [c for c in law.demands({}) if c.term != law.relation[1]]
    return tuple(SideCondition(str(c), condition_latex(c)) for c in shown)


def _limits(law: Law, full: LawReport) -> tuple[LimitView, ...]:
    shown = {c.name: law.consequence(c.name) for c in law.consequences}
    claims = {name: formula(d.claim) for name, d in shown.items()}
    where = {
        name: tuple(SideCondition(str(c), condition_latex(c)) for c in d.given) for name, d in shown.items()
    }
    return tuple(
        LimitView(
            r.name,
            r.title,
            claims[r.name].plain if r.name in claims else "",
            claims[r.name].latex if r.name in claims else "",
            r.status,
            where.get(r.name, ()),
        )
        for r in full.limits
    )


def _steps(d: Derivation, verdicts: dict[int, LineReport]) -> tuple[StepView, ...]:
    """The lines; a side condition is shown where it first arises."""
    shown: set[str] = set()
    steps = []
    for line in d.lines:
        step = _step(line, verdicts[line.number])
        fresh = tuple(s for s in step.sides if s.condition not in shown)
        shown.update(s.condition for s in fresh)
        steps.append(replace(step, sides=fresh))
    return tuple(steps)


def _step(line: Line, verdict: LineReport) -> StepView:
    checks = {k: getattr(verdict, k) or "passed" for k in ("dimension", "replay", "balls", "algebra")}
    said = line.statement or line.concluded or line.assumed
    shown = formula(said) if said is not None else Formula("", "")
    return StepView(
        line.number,
        line.kind,
        line.rule,
        reason(line),
        reason(line, _inline),
        line.premises,
        shown,
        tuple(_side(s) for s in line.sides if _worth_showing(s)),
        line.note,
        str(line.source),
        checks,
        _word(line, verdict),
    )


def _word(line: Line, verdict: LineReport) -> str:
    """What a reader is told of a line: nothing is "proved" that was only assumed, defined or cited."""
    if verdict.status == "refuted" or line.kind in ("step", "conclude"):
        return verdict.status
    return {"assume": "assumed", "condition": "assumed", "define": "defined", "cite": "cited"}[line.kind]


#: The words for lines that are not steps; a cited law's name is filled in.
_REASONS = {
    "assume": "assumption",
    "condition": "assumption",
    "define": "definition",
    "cite": "by {}",
    "conclude": "the right side has this sign",
}


def _inline(term: Term) -> str:
    return f"${latex(term)}$"


def reason(line: Line, show: Callable[[Term], str] = plain) -> str:
    """The words that announce a line."""
    if line.kind in ("step", "conclude"):
        words = (
            _REASONS["conclude"] if line.kind == "conclude" else RULES[line.rule].prose(line.parameters, show)
        )
        return f"{words} ({', '.join(map(str, line.premises))})"
    return _REASONS[line.kind].format(line.rule)


def _worth_showing(side: Discharged) -> bool:
    """A condition on a number, or on a single symbol by its own domain, tells a reader nothing."""
    return not side.condition.term.is_Rational and side.proof.reason != "domain"


def _side(side: Discharged) -> SideCondition:
    facts, general = _facts(side.proof), _general_reasons(side.proof)
    return SideCondition(
        str(side.condition),
        condition_latex(side.condition),
        "; ".join(map(str, facts)) or general,
        ", ".join(f"${condition_latex(c)}$" for c in facts) or general,
    )


def _general_reasons(proof: Proof) -> str:
    """Where no fact of the derivation is needed: what is so of every number."""
    reasons = [end.reason for end in _ends(proof) if end.reason != "number"]
    return "; ".join(dict.fromkeys(reasons)) or proof.reason


def _facts(proof: Proof) -> list[Condition]:
    """The domains and assumptions a proof comes down to."""
    return list(dict.fromkeys(end.condition for end in _ends(proof) if end.reason in ("domain", "assumed")))


def _ends(proof: Proof) -> list[Proof]:
    return [proof] if not proof.parts else [end for part in proof.parts for end in _ends(part)]


def _quantity(symbol: QSymbol) -> QuantityView:
    q = cast(Quantity, symbol.quantity)
    return QuantityView(q.name, q.typeset, q.unit, q.domain, q.meaning)


def _constant(symbol: QSymbol) -> QuantityView:
    k = cast(Constant, symbol.quantity)
    return QuantityView(
        k.symbol, k.latex, k.unit, "exact" if k.exact else "measured", f"{k.name}, {k.source}", decimal(k)
    )


def decimal(constant: Constant) -> str:
    """The exact decimal expansion of a constant (those of the SI end)."""
    from decimal import Context

    context = Context(prec=40)
    value = context.divide(
        context.create_decimal(constant.value.numerator), context.create_decimal(constant.value.denominator)
    )
    text = f"{value.normalize():E}"
    mantissa, _, exponent = text.partition("E")
    power = int(exponent)
    return f"{value.normalize():f}" if -4 < power < 7 else f"{mantissa}e{power}"
