"""One document through all stages: scan, bind, recognise, judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nernstian.audit.acceptance import Settings
from nernstian.audit.binding import bind_concentrations
from nernstian.audit.claims import RECOGNISERS
from nernstian.audit.claims.base import Claim, Facts, Unbound
from nernstian.audit.claims.guards import guard
from nernstian.audit.claims.own_conditions import is_of_another_condition
from nernstian.audit.context import Context, make_context
from nernstian.audit.directions import turned
from nernstian.audit.document import Document
from nernstian.audit.elsewhere import of_other_conditions
from nernstian.audit.numbers import Number
from nernstian.audit.sidecar import NOTHING, Entry, Sidecar
from nernstian.audit.suppress import Directives, Suppression, read_directives
from nernstian.audit.verdict import FAR, LOOSE, Kind, Verdict, judge


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A number that was seen but not judged, with the reason."""

    number: Number
    reason: str


@dataclass(frozen=True, slots=True)
class Silenced:
    """A verdict that is not reported, and why; ``by`` is ``comment``, ``sidecar`` or ``baseline``."""

    verdict: Verdict
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What the audit of one document found; ``error`` says why it could not be read.

    ``notes`` are what is to be said of the comments in it that speak to the audit: (line, text);
    ``beside`` what is to be said of its sidecar.
    """

    path: str
    format: str
    sha256: str
    document: Document | None
    error: str | None = None
    remedy: str = ""
    numbers: int = 0
    verdicts: tuple[Verdict, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def suppressed(self) -> int:
        """How many verdicts were silenced."""
        return len(self.silenced)


def _recognised(facts: Facts) -> tuple[dict[int, list[Claim]], dict[int, str]]:
    """The claims of every number, surest first, and the reasons of those that none could bind."""
    claims: dict[int, list[Claim]] = {}
    reasons: dict[int, str] = {}
    for recognise in RECOGNISERS:
        for found in recognise(facts):
            if isinstance(found, Unbound):
                reasons.setdefault(found.number.start, found.reason)
            elif is_of_another_condition(facts.context, found):
                reasons.setdefault(found.number.start, "its own clause or row states another condition")
            else:
                claims.setdefault(found.number.start, []).append(guard(facts, found))
    return claims, reasons


def _used(claims: Iterable[Claim]) -> set[int]:
    """Where the numbers stand that claims were recomputed from."""
    used: set[int] = set()
    for claim in claims:
        given = (*claim.inputs, claim.temperature, claim.prefactor)
        used |= {item.number.start for item in given if item is not None and item.number is not None}
    return used


def _reason(number: Number, reasons: dict[int, str], used: set[int]) -> str:
    if number.start in reasons:
        return reasons[number.start]
    if number.start in used:
        return "an input of a judged number"
    if number.damage or number.doubt:
        return number.damage or number.doubt
    return (
        f"no law is bound to it (unit {number.unit.text})"
        if number.unit
        else "no law is bound to it (no unit)"
    )


_SECOND_THOUGHTS = frozenset((LOOSE, FAR))  # why a claim ends that may have been bound to the wrong numbers
_AGREES = frozenset((Kind.VERIFIED, Kind.CONSISTENT))


def _judged(
    claims: Mapping[int, list[Claim]], settings: Settings, facts: Facts
) -> tuple[list[Verdict], dict[int, str]]:
    """Verdicts in the order of the text; claims that end unchecked become reasons."""
    verdicts: list[Verdict] = []
    reasons: dict[int, str] = {}
    for at, readings in sorted(claims.items()):
        first = readings[0]
        if first.number.doubt:
            reasons[at] = first.number.doubt
            continue
        verdict = _best(readings, settings)
        if verdict.kind == Kind.UNCHECKED:
            reasons[at] = verdict.message
        else:
            verdicts.append(verdict)
    doubts = of_other_conditions(verdicts, facts.context) | turned(facts, verdicts)
    kept = [verdict for verdict in verdicts if verdict.claim.number.start not in doubts]
    return _without_circles(kept), reasons | doubts


def _places(claim: Claim) -> set[int]:
    return {given.number.start for given in claim.inputs if given.number is not None}


def _without_circles(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts without those on what a potential was recomputed from, solved for from that potential.

    "-95.0 mV for 4 mM outside and 140 mM inside" states one result; "4 mM outside and -95.0 mV mean 140 mM
    inside", where the potential stands between the two, states another, and so does "about 140 mM".
    """
    forward = {
        v.claim.number.start: _places(v.claim) for v in verdicts if not v.claim.solved and v.kind in _AGREES
    }

    def circular(claim: Claim) -> bool:
        at, places = claim.number.start, _places(claim)
        results = [place for place in places if at in forward.get(place, ())]
        given = claim.number.hedge is None and not min(places, default=at) < min(results, default=at) < at
        return claim.law == "nernst" and bool(claim.solved and results) and given

    return [verdict for verdict in verdicts if not circular(verdict.claim)]


def _best(readings: list[Claim], settings: Settings) -> Verdict:
    """The verdict of the first claim; where its inputs may be others', of a further one that settles it.

    Another law may agree with the number; only a further reading of the same law may find it wrong.
    """
    first = judge(readings[0], settings)
    if first.kind != Kind.UNCHECKED or first.message not in _SECOND_THOUGHTS:
        return first
    for claim in readings[1:]:
        verdict = judge(claim, settings)
        same = claim.rule == first.claim.rule and verdict.kind == Kind.INCONSISTENT
        if verdict.kind in _AGREES or same:
            return verdict
    return first


def _wanted(verdict: Verdict, rules: frozenset[str] | None, ignored: frozenset[str]) -> bool:
    return (rules is None or verdict.claim.rule in rules) and verdict.claim.rule not in ignored


def _silenced(verdict: Verdict, comments: list[Suppression], entries: list[Entry]) -> Silenced:
    """A verdict with what silences it; a comment in the document counts before an entry beside it."""
    if comments:
        return Silenced(verdict, "comment", comments[0].reason)
    return Silenced(verdict, "sidecar", entries[0].reason)


def _facts(document: Document, directives: Directives, sidecar: Sidecar) -> Facts:
    context: Context = make_context(document)
    context = sidecar.apply(directives.apply(context))
    return Facts(context, bind_concentrations(context))


def audit_document(
    document: Document,
    settings: Settings,
    select: frozenset[str] | None = None,
    ignore: frozenset[str] = frozenset(),
    sidecar: Sidecar = NOTHING,
) -> DocumentReport:
    """Audit one document.

    Parameters
    ----------
    document : Document
        What a reader returned.
    settings : Settings
        Width of hedges and assumed temperature.
    select, ignore : frozenset of str
        Rule ids to report (None: all) and to leave out.
    sidecar : Sidecar
        What stands beside the document.
    """
    directives = read_directives(document)
    facts = _facts(document, directives, sidecar)
    claims, reasons = _recognised(facts)
    verdicts, undecided = _judged(claims, settings, facts)
    # Rules that are not asked for count here as well: a comment that silences them is used.
    comments = {id(v): directives.silencing(document, v) for v in verdicts}
    entries = {id(v): sidecar.silencing(document, v) for v in verdicts}
    kept = [v for v in verdicts if _wanted(v, select, ignore)]
    silenced = tuple(
        _silenced(v, comments[id(v)], entries[id(v)]) for v in kept if comments[id(v)] or entries[id(v)]
    )
    shown = tuple(v for v in kept if not (comments[id(v)] or entries[id(v)]))
    judged = {verdict.claim.number.start for verdict in verdicts}
    used = _used(verdict.claim for verdict in verdicts)
    why = reasons | undecided
    unchecked = tuple(
        Unchecked(number, _reason(number, why, used))
        for number in facts.context.numbers
        if number.start not in judged
    )
    return DocumentReport(
        document.path,
        document.format,
        document.sha256,
        document,
        None,
        "",
        len(facts.context.numbers),
        shown,
        unchecked,
        silenced,
        directives.notes(one for by in comments.values() for one in by),
        sidecar.notes(one for by in entries.values() for one in by),
    )
