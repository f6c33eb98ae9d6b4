"""Sizes, capacitances, charges, ions, shares and cable constants by search: the laws tried on what is stated.

The values that a law needs may stand anywhere in a document, and a law may go through several steps that are
not printed. Values are tried from the nearest on, those of the own line first. A number that one of the first
sets gives is that law's result. A number that none gives is wrong where its words name the law, the values
stand there but once, and a known slip makes its digits of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import nsmallest
from math import log10

from nernstian.audit.claims.base import Claim, Facts
from nernstian.audit.claims.measures import Measure, measures
from nernstian.audit.claims.nearest_values import Near, Nearby
from nernstian.audit.claims.own_conditions import contradicts
from nernstian.audit.claims.physical_laws import LAWS, PhysicalLaw
from nernstian.audit.claims.physical_targets import Target, targets
from nernstian.audit.claims.size_slips import Slips
from nernstian.audit.claims.size_trials import Trial, clusters_of, cost_of, make_claim, sets_of, try_law
from nernstian.audit.claims.surface_charge import valence_near
from nernstian.audit.context import Context
from nernstian.audit.nearness import Index, index

_TRIED = 60
_DECADES = 3.0  # over how many powers of ten values of a kind are spread
_CHANCE = {2: 0.07, 1: 0.03, 0: 0.012}  # by how well the words name the result
_FIRST_CHANCE = 0.12  # of the first set that is tried, where the words name the result
_EXACT, _EXACT_CHANCE = 0.004, 0.012  # what fits more exactly than its digits tell
_ALIKE = 0.3  # of the costs of sets that stand equally near
_ANY = re.compile(
    r"capaci|Kapazität|condens|λ|lambda|(?:length|space|time)[ _]const|konstante|constante|costante"
    r"|\bions?\b|ionen|ioni\b|iones\b"
    r"|charge|Ladung|membran|spher|surface|area|cell|µF|uF|diam|radius",
    re.IGNORECASE,
)
_NONE: Index[Measure] = index(())


class SizeSearch:
    """The results of one document."""

    def __init__(self, facts: Facts) -> None:
        self.context: Context = facts.context
        self.known = measures(facts.context)
        present = {kind for kind, found in self.known.items() if found.items}
        self.laws: dict[str, list[PhysicalLaw]] = {}
        self.held: dict[int, bool] = {}
        for law in LAWS:
            if not present.issuperset(law.kinds):
                continue
            if law.where is None or self._holds(law.where):
                self.laws.setdefault(law.result, []).append(law)

    def _holds(self, words: re.Pattern[str]) -> bool:
        if id(words) not in self.held:
            self.held[id(words)] = self.context.holds(words)
        return self.held[id(words)]

    def _named(self, target: Target, law: PhysicalLaw) -> int:
        """How well the words name a result: 2 in its sentence, 1 near it, 0 not at all."""
        if law.cue is None or law.cue.search(target.lead):
            return 2
        if law.behind is not None and law.behind.match(target.behind):
            return 2
        return 1 if law.cue.search(target.wide) else 0

    def _sought(self, target: Target) -> Iterator[tuple[PhysicalLaw, int]]:
        """The laws that may give a number, with how well the words name what they give."""
        width = log10(target.high / target.low) / _DECADES
        around = target.wide + target.behind
        for law in self.laws.get(target.kind, ()):
            named = self._named(target, law)
            if law.where is not None and not law.where.search(around):
                if law.weak:
                    continue
                named = min(named, 1)
            if named == 2 or (law.result != "V" and width <= _CHANCE[named]):
                yield law, named

    def trials(self, target: Target) -> list[Trial]:
        """All that may be tried, the likeliest first."""
        near = Nearby(self.context, target.number.start)
        valence = 0.0
        ranked: list[tuple[float, int, PhysicalLaw, tuple[Near, ...], int]] = []
        lists: dict[str, list[Near]] = {}
        for law, named in self._sought(target):
            for kind in law.kinds:
                if kind not in lists:
                    lists[kind] = near.of(self.known.get(kind, _NONE))
            for values in sets_of(target, law, [lists[kind] for kind in law.kinds]):
                ranked.append((cost_of(law, values, named), len(ranked), law, values, named))
        found: list[Trial] = []
        for cost, _, law, values, named in nsmallest(_TRIED, ranked):
            if law.valence and not valence:
                valence = valence_near(self.context, target.number) or 1.0
            for z in (valence, 1.0) if law.valence and valence != 1.0 else (1.0,):
                made = try_law(law, values, z, named, cost)
                found += [made] if made is not None else []
        return found

    def agreeing(self, target: Target, trials: list[Trial]) -> Trial | None:
        """The first set that gives a number, if few different ones were tried before it."""
        for trial in trials:
            low, high = target.low * (1.0 - trial.slack), target.high * (1.0 + trial.slack)
            if low * (1.0 - 1e-9) <= trial.result <= high * (1.0 + 1e-9):
                if contradicts(self.context, target.number, (near.measure.number for near in trial.values)):
                    continue  # a result of another condition
                tried = len(clusters_of([t for t in trials if t.cost <= trial.cost + _ALIKE]))
                width = log10(high / low) / _DECADES
                if trial.named == 2 and abs(trial.result / target.value - 1.0) < _EXACT:
                    width = min(width, _EXACT_CHANCE)
                limit = _FIRST_CHANCE if tried == 1 and trial.named == 2 else _CHANCE[trial.named]
                return trial if tried * width <= limit else None
        return None


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the numbers that the sizes, charges and resistances of a document give."""
    context = facts.context
    if not context.holds(_ANY):
        return
    search = SizeSearch(facts)
    if not search.laws:
        return
    slips = Slips(context)
    rest: list[tuple[Target, list[Trial]]] = []
    for target in targets(context, search.laws):
        if target.kind not in search.laws or context.layout.is_wide(target.number.start):
            continue
        trials = search.trials(target)
        found = search.agreeing(target, trials)
        if found is not None:
            slips.note(found, target.number.start)
            yield make_claim(target, found, False)
        else:
            rest.append((target, trials))
    for target, trials in rest if not context.damaged else ():
        slip = slips.explained(target, trials)
        if slip is not None:
            yield make_claim(target, slip, True)
