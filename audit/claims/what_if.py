"""What sentences change: "[K]o 20 -> 200 mM", "potassium doubled to 9 mM", "if external sodium is halved".

A change has an ion, where it is said or can be told a side, and what the concentration becomes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import Facts
from nernstian.audit.claims.candidates import NOTHING, Candidate, Known
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.sides import sides_in
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, Unit

_FOLD = re.compile(
    r"\b(?:(?P<twice>doubl(?:ed|es|ing)|twofold|two-fold|verdoppel\w*|Verdopp\w+|dupli\w+|double|doublé\w*|verdubbel\w*|raddopp\w+)"
    r"|(?P<half>halv(?:ed|es|ing)|halbier\w*|Halbier\w+|dimezz\w+|réduit\w*\sde\smoitié|halver\w+)"
    r"|(?P<ten>ten-?fold|10-fold|verzehnfach\w*|décupl\w*|decuplic\w*|vertienvoud\w*))",
    re.IGNORECASE,
)
_FACTORS = {"twice": 2.0, "half": 0.5, "ten": 10.0}
_TO = re.compile(r"\s?(?:->|→|-->)\s?|\s(?:to|auf|a|à|naar|hasta|bis)\s")
_FROM = re.compile(r"\b(?:from|von|de|da|van|desde|dai)\s$", re.IGNORECASE)
_BECOMES = re.compile(
    r"\b(?:doubled|halved|raised|lowered|reduced|increased|decreased|changed|brought|set|elevated|erhöht|gesenkt|verdoppelt|halbiert"
    r"|portat\w|raddoppiat\w|aumentad\w|reducid\w|porté\w?|abaissé\w?)\s(?:to|auf|a|à)\s(?:about\s)?$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\s(?:instead|stattdessen|invece|en\s(?:cambio|su\slugar)|à\sla\splace|in\splaats\sdaarvan)\b"
)
_SYMBOL_SIDE = re.compile(r"\]_?\(?(?P<side>o|e|out|i|in)\)?(?![A-Za-z])")
_NO_CONCENTRATION = re.compile(
    r"conductan|permeab|\bP_|\bg_|current|thick|diameter|radius|length|Leitf|courant|corrent|conduttan|capacit",
    re.IGNORECASE,
)
# "the potential doubles": no concentration does
_OF_POTENTIAL = re.compile(
    r"(?:\bpoten[zct]i[aoe]\w*|\bvoltage|\bSpannung|\bPotential\w*|\bE_?[A-Z]?[a-z]?)\s(?:si\s|se\s|is\s|then\s|also\s|simply\s|just\s|sich\s){0,2}$",
    re.IGNORECASE,
)
_KEYED = re.compile(r"\b(?:key|answer|solution|risposta|respuesta|réponse|antwort|lösung)\b", re.IGNORECASE)
_REACH = 260
_NEARLY = 0.03


@dataclass(frozen=True, slots=True)
class Change:
    """A changed concentration: from what and to what (mol/m3), or by which factor."""

    ion: str
    side: str
    before: float | None
    after: float | None
    factor: float | None
    at: int
    number: Number | None = None
    unit: Unit = MILLIMOLAR

    @property
    def ratio(self) -> float | None:
        """How many times the concentration becomes what it was."""
        if self.before and self.after:
            return self.after / self.before
        return self.factor


def question_start(context: Context, number: Number) -> int | None:
    """Where the question begins whose key, behind its options, a number is in."""
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    group, _ = context.layout.bounds(Scope.GROUP, number.start)
    low = max(block, number.start - 2 * _REACH)
    keyed = group < block and _KEYED.search(context.text, low, number.start) is not None
    return max(group, number.start - 2 * _REACH) if keyed else None


class Changes:
    """The changes that a document speaks of."""

    def __init__(self, facts: Facts, known: dict[str, Known]) -> None:
        self.facts, self.context, self.known = facts, facts.context, known
        self.all: Index[Change] = index(self._find())

    def near(self, ion: str, number: Number, scope: Scope) -> list[Change]:
        """The changes of an ion in front of a number, within a scope or its question."""
        start = question_start(self.context, number) if scope == Scope.BLOCK else None
        start = self.context.layout.bounds(scope, number.start)[0] if start is None else start
        found = list(self.all.within(max(start, number.start - 2 * _REACH), number.start))
        asked = self.context.layout.answers.question(number.start)
        found += self.all.within(*asked) if asked is not None else ()
        return [change for change in found if change.ion == ion]

    def folded(self, ion: str, side: str, number: Number, near: list[Candidate]) -> list[Candidate]:
        """What the values of a side become by the folds in front of a number."""
        made: list[Candidate] = []
        for change in self.near(ion, number, Scope.BLOCK):
            if change.after is not None or change.factor is None or change.side not in ("", side):
                continue
            made += [
                _times(one, change.factor, change.at)
                for one in near
                if one.at < change.at and not one.changed
            ]
        return made

    def _find(self) -> Iterator[Change]:
        context = self.context
        for at, number in enumerate(context.numbers):
            if number.unit is None or number.unit.dimension != CONCENTRATION:
                continue
            previous = context.numbers[at - 1] if at else None
            yield from self._arrow(previous, number)
            yield from self._said(number)
        for match in context.matches(_FOLD):
            yield from self._fold(match)

    def _arrow(self, first: Number | None, second: Number) -> Iterator[Change]:
        """A change from one value to another, two numbers or read as a range."""
        context, unit = self.context, second.unit or MILLIMOLAR
        if second.low is not None and second.high is not None:
            if _FROM.search(context.text, max(0, second.start - 8), second.start):
                edges = unit.to_si(second.low), unit.to_si(second.high)
                last = replace(second, value=second.high, text=f"{second.high:g}", low=None, high=None)
                yield from self._made(*edges, None, second.start, last, unit)
            return
        if first is None or not (first.usable and second.usable):
            return
        gap = _TO.fullmatch(context.text, first.unit_end, second.start)
        if gap is None:
            return
        led = _FROM.search(context.text, max(0, first.start - 8), first.start) is not None
        if led or gap.group().strip()[:1] in ("-", "→"):
            before = first.si() if first.unit is not None else unit.to_si(first.value)
            yield from self._made(before, second.si(), None, first.start, second, unit)

    def _said(self, number: Number) -> Iterator[Change]:
        """What a concentration becomes: "raised to 9 mM", "with 2.5 mM instead"."""
        context = self.context
        if not number.usable or number.unit is None:
            return
        become = _BECOMES.search(context.text, max(0, number.start - 30), number.start)
        if become is not None or _INSTEAD.match(context.text, number.unit_end):
            yield from self._made(None, number.si(), None, number.start, number, number.unit)

    def _fold(self, match: re.Match[str]) -> Iterator[Change]:
        beside = self.context.numbers_in(match.start() - 24, match.end() + 24)
        if any(n.unit is not None and n.unit.dimension == CONCENTRATION for n in beside):
            return  # "doubled to 9 mM", "doubles, from 5 to 10 mM" says it in numbers
        if _OF_POTENTIAL.search(self.context.text, max(0, match.start() - 40), match.start()):
            return
        around = self.context.text[max(0, match.start() - 50) : match.end() + 50]
        if _NO_CONCENTRATION.search(around):
            return
        yield from self._made(
            None, None, _FACTORS[match.lastgroup or "twice"], match.start(), None, MILLIMOLAR
        )

    def _made(
        self, before: float | None, after: float | None, factor: float | None, at: int, number: Number | None,
        unit: Unit,
    ) -> Iterator[Change]:  # fmt: skip
        ion = self._ion(at)
        if ion is not None:
            side = self._side(ion, at, before, after)
            yield Change(ion, side, before, after, factor, at, number, unit)

    def _ion(self, at: int) -> str | None:
        """The ion last named in front of a change, in its sentence or paragraph; else one right behind."""
        context: Context = self.context
        for scope in (Scope.SENTENCE, Scope.BLOCK):
            start, end = context.layout.bounds(scope, at)
            before = context.ions.within(max(start, at - _REACH), at)
            if before:
                return before[-1].ion
            behind = context.ions.within(at, min(end, at + 60))
            if behind:
                return behind[0].ion
        return None

    def _side(self, ion: str, at: int, before: float | None, after: float | None) -> str:
        """The side of a change: said in its sentence, else that of the value that it starts from."""
        start, _ = self.context.layout.bounds(Scope.SENTENCE, at)
        symbols = list(_SYMBOL_SIDE.finditer(self.context.text, max(start, at - 60), at + 40))
        if symbols:
            return "in" if symbols[-1]["side"] in ("i", "in") else "out"
        said = {side.side for side in sides_in(self.context.text, max(start, at - 120), at + 40)}
        if len(said) == 1:
            return said.pop()
        stated = [c for c in self.known.get(ion, NOTHING).before(at) if c.side and not c.changed]
        if before is not None:
            fits = {c.side for c in stated if abs(c.value / before - 1.0) < _NEARLY}
        elif after is not None:
            factors = (2.0, 0.5, 10.0, 0.1)
            fits = {c.side for c in stated for f in factors if abs(f * c.value / after - 1.0) < _NEARLY}
        else:
            fits = set()
        return fits.pop() if len(fits) == 1 else ""


def _times(one: Candidate, factor: float, at: int) -> Candidate:
    """A candidate with its value multiplied where a fold is said."""
    number = one.concentration.number
    if number is None:
        return one
    value = number.value * factor
    shown = replace(number, value=value, text=f"{value:g}", start=at, end=at, unit_end=at)
    concentration = replace(one.concentration, number=shown, value=one.value * factor, at=at)
    return replace(one, concentration=concentration, changed=True)
