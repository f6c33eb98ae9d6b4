"""Membrane potentials by search: means of reversal potentials.

The weights are conductances, absolute or relative; the sentence may change one of them or leave it out. A
mean that agrees is taken where few were tried. A number that is called the membrane potential, but is none of
these means, is wrong where a usual slip in the likeliest of them gives its digits, or where it lies beyond
all reversal potentials; another number of the passage has to be such a mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts
from nernstian.audit.claims.chord_branches import (
    SLOTS,
    Branch,
    Branches,
    edges,
    make_claim,
    mean,
    slips,
)
from nernstian.audit.claims.chord_changes import falls, is_changed, is_left_out
from nernstian.audit.claims.conductance_facts import (
    Source,
    Weight,
    factors_in,
    something_gone,
    sources_of,
    unnamed_sources,
    weights_of,
)
from nernstian.audit.claims.stated import MILLIVOLT, is_found
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.tables import Cell
from nernstian.audit.units import CONDUCTANCE, POTENTIAL, SPECIFIC_CONDUCTANCE, Dimension

_FEWEST = 2
_SPREAD = 0.15  # V, of membrane potentials
_CHANCE = 0.06
_SLIPS = 0.25  # how likely the digits of a slip may be without it
_VALUES = 3  # of one conductance that are tried
_FREE = 8  # of potentials that are no named thing's
_BEYOND = 0.6e-3  # V, outside of all reversal potentials
_CALLED = re.compile(
    r"(?:\bV_?\{?(?:m|M|rest|r|max|peak)?\}?\s?(?:=|≈|~|:|is|to|passes|passe|pasa|wird|ist|est|es|è)|weighted|\bmean\b|\bmedia\b|moyenne|Mittel\w*"
    r"|potential|potentiel|potenzial\w*|potencial|Potential|spanning|voltage|settles|drifts|\bit\sto\b|\brests?\b|moves\sto|goes\sto|prediction"
    r"|si\sporta\sa|verrebbe|gives|yields|ergibt|donne|resulta|pasa\sa|passe\sà)[^\d;]{0,60}$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\bE_?(?:K|Na|Cl|L|rev|GABA)\b|revers|equilibri|équilibre|Gleichgewicht|Umkehr|Nernst|Goldman|GHK|measur|record|mesur|gemess|misurat"
    r"|medid|unweighted|simple\smean|arithmetic|ungewichtet|non\spond|sin\sponder|driving|moteur|motrice|impulsora|treibende|clamp|held|hold|threshold|moves\sby|shifts\sby|differ",
    re.IGNORECASE,
)
# what the conductances alone do not give
_DRIVEN = re.compile(
    r"pump|inject|inyect|iniett|injiz|electrogenic|elektrogen|pipette|\bsteps?\b|stepped|hyperpolari|undershoot|overshoot|after-?potential|odd\scell|another\scell",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:settles|takes\s(?:it|V_?m?|the\s\w+)|brings\s(?:it|V_?m?|the\s\w+)|drives\s(?:it|V_?m?)|would\s(?:sit|rest|be)|rests|comes\sto\srest)\s(?:to|at|near)?\s?(?:about\s)?$"
)
_SUBJECT = re.compile(
    r"chord|conductanc|conductanz|conduttanz|conductanti|leitf[äa]h|leitwert|geleid|weighted|gewichtet|pondér|pesata|ponderad|\bg_?(?:K|Na|Cl|L)\b",
    re.IGNORECASE,
)
_RATIO_NAME = re.compile(r"\b[gG]_?\(?(?:Na|K|Cl)\)?\s?/\s?[gG]_?\(?(?:Na|K|Cl)\b")
_PASSAGE = 1500
_NONE: Index[Number] = index(())
_NO_SOURCE: Index[Source] = index(())


class ChordSearch:
    """The means of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.weights = weights_of(context)
        self.sources = sources_of(context)
        found: dict[str, list[Source]] = {}
        for source in self.sources.items:
            found.setdefault(source.name, []).append(source)
        self.named = {name: index(same) for name, same in found.items()}
        self.free = unnamed_sources(context)
        self.printed = {round(n.value, 9): n for n in context.numbers if n.usable and n.value < 0.0}

    def _stated(self, number: Number, dimension: Dimension, scope: Scope) -> dict[str, list[Weight]]:
        """The conductances of every name in a scope, the nearest first."""
        layout, at = self.context.layout, number.start
        known = self.weights.get(dimension)
        if known is None:
            return {}
        _, end = layout.bounds(Scope.SENTENCE, at)
        low, _ = layout.bounds(scope, at)
        near = [w for w in known.within(low, end, around=at) if w.at != at]
        named = {w.name for w in near if w.name}
        found: dict[str, list[Weight]] = {}
        for weight in sorted(near, key=lambda w: (w.at > at, abs(w.at - at))):
            same = found.setdefault(weight.name, [])
            if weight.value not in [w.value for w in same] and (weight.name or len(named) < _FEWEST):
                same.append(weight)
        return {name: values[:_VALUES] for name, values in found.items() if values}

    def _sources(self, name: str, at: int, both: bool = False) -> list[Number]:
        """The reversal potentials that something may have, the nearest first, and with their other sign."""
        same: list[Source] = list(
            self.named.get(name, _NO_SOURCE).within(0, self.context.layout.length, around=at)
        )
        if not same and (not name or name not in SLOTS):
            low, _ = self.context.layout.bounds(Scope.SECTION, at)
            same = [s for s in self.free.within(low, at, around=at) if not self.called(s.number)]
        firsts: dict[float, Number] = {}
        for source in sorted(same, key=lambda s: (s.at > at, abs(s.at - at))):
            firsts.setdefault(round(source.number.si(), 9), source.number)
        found = list(firsts.values())[: _VALUES if name else _FREE]
        turned = [n for n in found if round(-n.value, 9) in self.printed] if both else []
        return found + [replace(n, value=-n.value, text=f"-{n.text.lstrip('+')}") for n in turned]

    def sources_near(self, name: str, number: Number) -> Number | None:
        """The nearest reversal potential of something."""
        return next(iter(self._sources(name, number.start)), None)

    def base(self, number: Number, dimension: Dimension, both: bool = False) -> list[Branches]:
        """The likeliest branches, as last stated; several where a reversal potential is not named."""
        found: list[Branches] = []
        for scope in (Scope.SENTENCE, Scope.SECTION, Scope.DOCUMENT):
            if scope == Scope.DOCUMENT and found:
                break
            found += [one for one in self._of_scope(number, dimension, scope, both) if one not in found]
        return found

    def _of_scope(self, number: Number, dimension: Dimension, scope: Scope, both: bool) -> list[Branches]:
        stated = self._stated(number, dimension, scope)
        lists: list[list[Branch]] = []
        for name, values in stated.items():
            counts = values[0].value > 0.0 or len(values) > 1
            sources = self._sources(name, number.start, both) if counts else []
            if sources:
                lists.append([Branch(name, values[0].value, values[0].number, s) for s in sources])
        if len(lists) > len(SLOTS):
            lists = [each for each in lists if each[0].name in SLOTS]
        if not _FEWEST <= len(lists) <= len(SLOTS):
            return []
        first = tuple(each[0] for each in lists)
        others = [
            (*first[:at], other, *first[at + 1 :]) for at, each in enumerate(lists) for other in each[1:]
        ]
        return [first, *others]

    def changed(self, number: Number, dimension: Dimension, branches: Branches) -> Iterator[Branches]:
        """The branches with one conductance changed or left out, as the words before the number may say."""
        context = self.context
        start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
        start = max(start, number.start - 300)
        stated = self._stated(number, dimension, Scope.SECTION)
        factors = factors_in(context, start, number.start)
        named = {m.ion for m in context.ions.within(start, number.start)}
        divides = bool(named) or falls(context, start, number.start)
        for at, branch in enumerate(branches):
            rest = (*branches[:at], *branches[at + 1 :])
            for other in stated.get(branch.name, [])[1:]:
                yield (*rest, replace(branch, weight=other.value, number=other.number))
            if branch.name in named or not named:
                yield from _multiplied(branch, rest, factors, bool(named), divides)
        gone = something_gone(context, start, number.unit_end + 60)
        if len(branches) > 2 and (gone or not self._has_full_sibling(number, branches)):
            for left in branches:
                if is_left_out(context, number, left.name, {b.name for b in branches}, gone):
                    yield tuple(b for b in branches if b is not left)

    def _has_full_sibling(self, number: Number, branches: Branches) -> bool:
        """Whether another potential of the section is the mean of all: then none is left out unsaid."""
        low, high = self.context.layout.bounds(Scope.SECTION, number.start)
        value = mean(branches)
        stated = self._stated_means(branches)
        near = self.context.by_dimension.get(POTENTIAL, _NONE).within(low, high, around=number.start)
        return any(
            n.start != number.start and edges(n)[0] <= each <= edges(n)[1]
            for n in near
            for each in (value, *stated)
        )

    def _stated_means(self, branches: Branches) -> list[float]:
        """The means with the values that were stated before."""
        means = []
        for at, branch in enumerate(branches):
            dimension = branch.number.unit.dimension if branch.number.unit else DIMENSIONLESS.dimension
            known = self.weights.get(dimension)
            values = {w.value for w in known.items if w.name == branch.name} if known is not None else set()
            for value in sorted(values)[:_VALUES]:
                changed = replace(branch, weight=value)
                means.append(mean((*branches[:at], changed, *branches[at + 1 :])))
        return means

    def dimensions(self) -> Iterator[Dimension]:
        """The kinds of conductances with at least two of different things."""
        for dimension in (CONDUCTANCE, SPECIFIC_CONDUCTANCE, DIMENSIONLESS.dimension):
            known = self.weights.get(dimension)
            if known is not None and len(known.items) >= 2:
                yield dimension

    def agreeing(self, number: Number) -> Branches | None:
        """The branches whose mean a number is, if few were tried."""
        low, high = edges(number)
        width = (high - low) / _SPREAD
        tried = 0
        for dimension in self.dimensions():
            bases = self.base(number, dimension, True)
            sets = [*bases]
            sets += [changed for base in bases[:2] for changed in self.changed(number, dimension, base)]
            for branches in sets:
                tried += 1
                if tried * width > _CHANCE:
                    return None
                if low <= mean(branches) <= high:
                    return branches
        return None

    def called(self, number: Number) -> bool:
        """Whether words call a number the membrane potential, and nothing else."""
        start, _ = self.context.layout.bounds(Scope.SENTENCE, number.start)
        start = max(start, number.start - 110)
        before = self.context.numbers_in(start, number.start)
        gap = self.context.text[before[-1].unit_end if before else start : number.start]
        led = self.context.text[max(start, number.start - 75) : number.start]
        if _DRIVEN.search(self.context.text, max(start, number.start - 110), number.start):
            return False
        if _LEADS.search(led) is not None:
            return True
        return _CALLED.search(led) is not None and _NOT.search(gap) is None

    def slipped(self, number: Number) -> Branches | None:
        """The likeliest branches, where a slip in their mean gives the digits."""
        low, high = edges(number)
        fits: list[Branches] = []
        tried = 0
        for dimension in self.dimensions():
            for base in self.base(number, dimension):
                sets = [*self.changed(number, dimension, base), base]
                for branches in sets:
                    values = {round(v, 6) for v in slips(branches, base)}
                    tried += len(values)
                    if any(low <= value <= high for value in values):
                        fits.append(branches)
        if fits and tried * (high - low) / _SPREAD <= _SLIPS:
            return fits[0]
        return None

    def told(self, number: Number, start: int) -> Branches | None:
        """The branches with the one conductance that the sentence of a number states anew."""
        for dimension in self.dimensions():
            own = [w for w in self.weights[dimension].within(start, number.start) if w.name]
            bases = self.base(number, dimension)
            if len(own) == 1 and len(bases) == 1 and own[0].name in {b.name for b in bases[0]}:
                return bases[0]
        return None

    def beyond(self, number: Number) -> Branches | None:
        """The branches beyond all of whose reversal potentials a number lies."""
        for dimension in self.dimensions():
            named = [base for base in self.base(number, dimension) if all(b.name for b in base)]
            for base in named[-1:]:  # of the widest scope
                volts = [b.volts for b in base]
                if not (min(volts) - _BEYOND <= number.si() <= max(volts) + _BEYOND):
                    return base
        return None


def _multiplied(
    branch: Branch, rest: Branches, factors: list[float], named: bool, divides: bool
) -> Iterator[Branches]:
    """The branches with one multiplied, divided where words say that it falls, or so many times another."""
    for factor in factors:
        yield (*rest, replace(branch, weight=branch.weight * factor))
        if divides:
            yield (*rest, replace(branch, weight=branch.weight / factor))
        if named:
            yield from ((*rest, replace(branch, weight=other.weight * factor)) for other in rest)


_RATIO_COLUMN = re.compile(
    r"^\W*[gG]_?\(?(?P<small>Na|K|Cl)\)?\s?/\s?[gG]_?\(?(?P<large>Na|K|Cl)\)?(?![A-Za-z])"
)
_POTENTIAL_COLUMN = re.compile(r"^\W*(?:V(?:_?(?:m|M|rest))?\b|membrane\spotential|Membranpotential)")
_QUOTIENT = re.compile(r"\s*(?P<n>\d+(?:[.,]\d+)?)\s?(?:[/:]\s?(?P<by>\d+(?:[.,]\d+)?))?\s*")


def _column(heads: tuple[Cell, ...], name: re.Pattern[str]) -> int | None:
    return next((at for at, cell in enumerate(heads) if name.match(cell.text)), None)


def _rows(context: Context) -> Iterator[tuple[Number, str, str, float]]:
    """The potentials of tables with a column of a ratio of conductances: the ions and their ratio."""
    for table in context.tables:
        lines = (table.header, *table.rows)
        for line, heads in enumerate(lines):
            first, second = _column(heads, _RATIO_COLUMN), _column(heads, _POTENTIAL_COLUMN)
            names = _RATIO_COLUMN.match(heads[first].text) if first is not None else None
            if first is None or second is None or names is None:
                continue
            for row in lines[line + 1 :]:
                cells = (row[first], row[second]) if max(first, second) < len(row) else None
                found = _ratio_row(context, *cells) if cells is not None else None
                if found is not None:
                    yield found[0], names["small"], names["large"], found[1]
            break


def _ratio_row(context: Context, first: Cell, second: Cell) -> tuple[Number, float] | None:
    """The potential of a row and its ratio of conductances."""
    ratio = _QUOTIENT.fullmatch(first.text)
    found = context.numbers_in(second.start - 1, second.end)
    if ratio is None or len(found) != 1 or not found[0].usable:
        return None
    value, by = (float((ratio[k] or "1").replace(",", ".")) for k in ("n", "by"))
    unit = found[0].unit or MILLIVOLT
    if by <= 0.0 or unit.dimension != POTENTIAL:
        return None
    return replace(found[0], unit=unit), value / by


def _of_rows(search: ChordSearch) -> Iterator[Claim]:
    """Yield the potentials of a table's rows; those that differ are wrong where two or more agree."""
    found: list[tuple[Number, Branches]] = []
    for number, small, large, ratio in _rows(search.context):
        sources = [search.sources_near(name, number) for name in (small, large)]
        if sources[0] is not None and sources[1] is not None:
            pairs = ((small, ratio, sources[0]), (large, 1.0, sources[1]))
            found.append((number, tuple(Branch(n, w, number, s) for n, w, s in pairs)))
    agree = [low <= mean(b) <= high for (n, b) in found for low, high in [edges(n)]]
    for (number, branches), right in zip(found, agree, strict=True):
        if right or sum(agree) >= 2:
            yield make_claim(search.context, number, branches, not right)


def _candidates(search: ChordSearch) -> Iterator[tuple[Number, bool]]:
    """The potentials that may be such means, and whether words call them the membrane potential."""
    context = search.context
    taken = {s.at for s in search.sources.items}
    for number in context.by_dimension.get(POTENTIAL, _NONE).items:
        if number.start in taken or context.is_prefactor(number) or is_found(context, number):
            continue
        called = search.called(number)
        if called or _is_sharp(number):
            yield number, called


def _is_sharp(number: Number) -> bool:
    """Whether a potential is printed to a tenth of a millivolt."""
    return number.last_digit * (number.unit.scale if number.unit else 1.0) < 0.2e-3


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the membrane potentials that are, or should be, means weighted with conductances."""
    context = facts.context
    if not weights_of(context) and not context.holds(_RATIO_NAME):
        return
    search = ChordSearch(context)
    yield from _of_rows(search)
    if not list(search.dimensions()):
        return
    missed: list[Number] = []
    agreed: list[Number] = []
    for number, called in _candidates(search):
        branches = search.agreeing(number)
        if branches is not None:
            agreed.append(number)
            yield make_claim(context, number, branches, False)
        elif called and number.hedge is None:
            missed.append(number)
    for number in missed:
        yield from _wrong(search, number, _siblings(context, number, agreed))


def _siblings(context: Context, number: Number, agreed: list[Number]) -> int:
    """How many other values of the passage are such means."""
    low, high = context.layout.bounds(Scope.SECTION, number.start)
    near = [n for n in agreed if low <= n.start < high and abs(n.start - number.start) < _PASSAGE]
    return len({n.value for n in near})


def _wrong(search: ChordSearch, number: Number, siblings: int) -> Iterator[Claim]:
    """Yield a number that is surely computed with conductances, as others near it, and is not right."""
    context = search.context
    if is_changed(context, number):
        return
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    said = _is_sharp(number) and context.speaks(_SUBJECT, start, number.start)
    slip = search.slipped(number) if siblings or said else None
    if slip is None and siblings:
        slip = search.beyond(number)
    if slip is None and siblings >= _FEWEST and said:
        slip = search.told(number, start)
    if slip is not None:
        yield make_claim(context, number, slip, True)
