"""What a known slip explains: a power of ten, the diameter for the radius, the valence, a forgotten root.

A number is wrong only where its words name the law, what the law needs stands near it and nothing else of the
kind does, the slip gives its digits, and the right result is not printed already: then it may be the result
of other conditions.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import log10

from nernstian.audit.claims.measures import measures
from nernstian.audit.claims.physical_laws import CYLINDER, SPHERE, SURELY_ROUND, PhysicalLaw
from nernstian.audit.claims.physical_targets import Target
from nernstian.audit.claims.size_trials import Trial, clusters_of
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.units import Dimension

_SLIP_CHANCE = 0.045  # how likely the digits of a slip may be without it
_EXACT, _EXACT_WIDTH = 0.004, 0.012  # what fits more exactly than its digits tell
_MARGIN, _CHAINED = 0.35, 3.0  # of the costs of sets that are equally likely, or give the same
_MOST = 0.7  # of the chains that must give the same
_LARGE = 100.0  # by what a slip must be off, so that a rough figure is wrong
_GAP = 30  # characters between a value and the same in other words
_FARTHEST = 9  # powers of ten that a slip may be off
_TOLD = 1.6  # how far away what tells the conditions may stand
_TWICE = 0.01  # how exactly a right result is printed already
_KNOWN = 30
_SAID_AGAIN = frozenset(("V", "N", "n", "n_A", "N_A", "Q", "eps"))  # what follows from one value before it
_PER = re.compile(r"[^.;\d]{0,30}\b(?:per|on\seach|each|pro|par|por|al|/)\s", re.IGNORECASE)
# other conditions than those stated before: what they change must stand in the same sentence
_CHANGED = re.compile(
    r"\b(?:falls?\sto|drops?\sto|rises?\sto|shrinks?\sto|grows?\sto|decreas\w+\sto|increas\w+\sto|becomes?|during|with(?:out)?\s(?:the\s)?[^\W\d_]{4,}|if\b|unless|instead|were|after"
    r"|sinkt|fällt|steigt|während|mit\s(?-i:[A-ZÄÖÜ])\w+|ohne|wenn|wäre|nach\b|tombe|devient|pendant|avec\s[^\W\d_]{4,}|sans|baja|sube|durante|con\s[^\W\d_]{5,}|sin\b|si\b|scende|diventa|senza|bij\b|zonder|daalt|stijgt)",
    re.IGNORECASE,
)
# what is a part of a cell, or another thing beside it
PART = re.compile(
    r"\b(?:nucle(?:us|i|ar)|mitochondri\w*|vacuole\w*|organelle\w*|vesicles?|spines?|cell\swall|\bwall\b|dendrites\b|microvilli|invaginat\w*|granules?|Zellkern|Kern\b|Mitochondri\w*|Zellwand|Dendriten|noyau|mitochondrie\w*|vacuole|núcleo|mitocondri\w*|nucleo|celkern)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Slips:
    """The slips of one document, with the results that are right in it."""

    context: Context
    #: What numbers of a document give rightly, by law, and by the kind of the result.
    by_law: dict[int, list[float]] = field(default_factory=dict)
    right: dict[str, list[float]] = field(default_factory=dict)

    #: Where the numbers stand that a law gives, with where its values from elsewhere stand.
    recipes: dict[int, list[tuple[int, frozenset[int]]]] = field(default_factory=dict)

    def note(self, trial: Trial, at: int) -> None:
        """Keep a result that the number at a place is."""
        self.recipes.setdefault(id(trial.law), []).append((at, _from_elsewhere(trial)))
        self.by_law.setdefault(id(trial.law), []).append(trial.result)
        self.right.setdefault(trial.law.result, []).append(trial.result)

    def explained(self, target: Target, trials: list[Trial]) -> Trial | None:
        """The set that a slip makes the number of, among the few that are likeliest."""
        if target.number.value == 0.0 or target.number.bare_power:
            return None
        sure = [
            trial for trial in trials if self._is_named(target, trial) and self._is_sure(target, trial.law)
        ]
        sure = [
            trial for trial in sure if trial.distance < Scope.DOCUMENT or self._has_sibling(target, trial)
        ]
        if not sure:
            return None
        first = sure[0]
        if any(
            abs(first.result / other - 1.0) < _TWICE for other in self.right.get(target.kind, ())
        ) and not self._is_restated(target, first):
            return None  # it is printed already: the number is of other conditions
        if self._is_of_something_else(target, first):
            return None
        likely = [trial for trial in sure if trial.z == first.z and _is_as_likely(trial, first)]
        clusters = clusters_of(likely)
        for trial in likely:
            width = self._slip_width(target, trial)
            chance = len(clusters) * width if width is not None else 1.0
            if chance <= _SLIP_CHANCE and (len(clusters) == 1 or _is_meant(trial, likely, clusters)):
                return trial
        return first if self._is_contradicted(target, likely) or self._is_restated(target, first) else None

    def _is_named(self, target: Target, trial: Trial) -> bool:
        """Whether words name the law, or another item of the same list is its result."""
        if trial.named == 2:
            return True
        return trial.named == 1 and self._has_sibling(target, trial)

    def _has_sibling(self, target: Target, trial: Trial) -> bool:
        """Whether another item of the same list follows from the same law and the same values elsewhere."""
        at = target.number.start
        start, _ = self.context.layout.bounds(Scope.GROUP, at)
        shared = _from_elsewhere(trial)
        return any(
            start <= there < at and shared == used for there, used in self.recipes.get(id(trial.law), [])
        )

    def _is_sure(self, target: Target, law: PhysicalLaw) -> bool:
        """Whether the shape that a law supposes is the one the words near a number speak of."""
        if law.weak or (target.kind == "N" and _PER.match(target.behind)):
            return False
        if law.inverse and law.result not in _SAID_AGAIN:
            return False
        if law.where is not SPHERE:
            return True
        near = target.wide + target.behind
        return SURELY_ROUND.search(near) is not None or not CYLINDER.search(near)

    def _is_of_something_else(self, target: Target, trial: Trial) -> bool:
        """Whether the sentence speaks of other conditions, of another part, or states a value of its own."""
        context, at = self.context, target.number.start
        start, end = context.layout.bounds(Scope.SENTENCE, at)
        start, end = max(start, at - 300), min(end, target.number.unit_end + 40)
        sentence = context.text[start:end]
        own = [near for near in trial.values if start <= near.measure.at < end]
        if not own and _CHANGED.search(sentence):
            return True
        if PART.search(sentence) and not all(start <= near.measure.at < end for near in trial.values):
            return True
        far: set[Dimension] = {
            near.measure.number.unit.dimension
            for near in trial.values
            if near.measure.number.unit is not None and near not in own and near.distance >= 1.0
        }
        return any(
            n.unit is not None and n.unit.dimension in far and n.start != at and n.usable
            for n in context.numbers_in(start, at)
        )

    def _others(self, trial: Trial) -> list[float]:
        """The results of the same law that are right elsewhere in the document."""
        found = list(self.by_law.get(id(trial.law), []))
        if trial.law.result == "lambda":
            known = measures(self.context).get("lambda")
            found += [
                *self.right.get("lambda", []),
                *(m.value for m in (known.items if known else ())[:_KNOWN]),
            ]
        return found

    def _slip_width(self, target: Target, trial: Trial) -> float | None:
        """How likely the digits of a slip are without it; None where no slip makes the number."""
        others = self._others(trial)
        for factor in _factors(target, trial, others):
            slipped = trial.result * factor
            rough = target.number.hedge is not None and 1.0 / _LARGE < factor < _LARGE
            if abs(slipped / target.value - 1.0) < _EXACT and not rough:
                return min(log10(target.high / target.low), _EXACT_WIDTH)
            low, high = target.low * (1.0 - trial.slack), target.high * (1.0 + trial.slack)
            if low <= slipped <= high and not rough:
                return log10(high / low)
        return None

    def _is_contradicted(self, target: Target, likely: list[Trial]) -> bool:
        """Whether two laws give one and the same result from the sentence of a number, and not the number."""
        near = [trial for trial in likely if trial.distance < 1.0]
        laws = {id(trial.law) for trial in near}
        values = [trial.result for trial in near]
        if len(laws) < 2 or len(near) != len(laws) or max(values) > 1.03 * min(values):
            return False
        return not 0.7 < target.value / values[0] < 1.4

    def _is_restated(self, target: Target, first: Trial) -> bool:
        """Whether a number says the value right before it in other words, and misses it by powers of ten."""
        if len(first.values) != 1 or first.distance >= 1.0:
            return False
        last = first.values[0].measure.number
        gap = self.context.text[last.unit_end : target.number.start]
        power = log10(target.value / first.result)
        return (
            0 <= len(gap) <= _GAP
            and not re.search(r"\d", gap)
            and abs(power) > 0.9
            and abs(power - round(power)) < 0.06
        )


def _from_elsewhere(trial: Trial) -> frozenset[int]:
    """Where the values of a set stand that are not of the paragraph itself."""
    return frozenset(near.measure.at for near in trial.values if near.distance >= Scope.GROUP)


def _is_meant(trial: Trial, likely: list[Trial], clusters: list[list[Trial]]) -> bool:
    """Whether a set is rather meant than its rivals: most chains give the same, or what is its own stands near."""
    own = next(cluster for cluster in clusters if trial in cluster)
    if len(own) >= _MOST * len(likely):
        return True
    common = set.intersection(*({near.measure.at for near in other.values} for other in likely))
    return all(near.distance < Scope.BLOCK for near in trial.values if near.measure.at not in common)


def _is_as_likely(trial: Trial, first: Trial) -> bool:
    """Whether a set is as likely as the first, or gives the same along another chain."""
    same = abs(trial.result / first.result - 1.0) <= max(first.slack, 0.01)
    return trial.cost <= first.cost + (_CHAINED if same else _MARGIN)


def _factors(target: Target, trial: Trial, others: list[float]) -> Iterator[float]:
    """By what known slips change the result of a law."""
    power = round(log10(target.value / trial.result))
    if 0 < abs(power) <= _FARTHEST:
        yield float(f"1e{power}")
    yield from trial.law.slips
    if trial.law.valence and trial.z != 1.0:
        yield trial.z
        yield trial.z**2
    for other in others:
        ratio = trial.result / other
        if abs(ratio - 1.0) > 0.05:
            # a proportion without its root, or upside down
            yield from ((ratio,) if trial.law.result == "lambda" else (1.0 / ratio**2,))
