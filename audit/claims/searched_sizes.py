"""Sizes, capacitances, charges, ions, shares and cable constants by search: the laws tried on what is stated.

The values that a law needs may stand anywhere in a document, and a law may go through several steps that are
not printed. Values are tried from the nearest on, those of the own line first. A number that one of the first
sets gives is that law's result. A number that none gives is wrong where its words name the law, the values
stand there but once, and a known slip (a power of ten, the diameter for the radius, the valence, a forgotten
root) makes its digits of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import product
from math import isfinite, log10

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input
from nernstian.audit.claims.measures import Measure, measures
from nernstian.audit.claims.nearest_values import Near, Nearby
from nernstian.audit.claims.physical_laws import CYLINDER, LAWS, SPHERE, SURELY_ROUND, PhysicalLaw
from nernstian.audit.claims.physical_targets import Target, targets
from nernstian.audit.claims.surface_charge import valence_near
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index

_FEW = {1: 6, 2: 5, 3: 3}  # values of a kind that are tried, by how many kinds a law needs
_TRIED = 60
_DECADES = 3.0  # over how many powers of ten values of a kind are spread
_CHANCE = {2: 0.07, 1: 0.03, 0: 0.012}  # by how well the words name the result
_FIRST_CHANCE = 0.12  # of the first set that is tried, where the words name the result
_EXACT, _EXACT_CHANCE = 0.004, 0.02  # what fits more exactly than its digits tell
_SLIP_CHANCE = 0.045
_EXACT_WIDTH = 0.012
_ALIKE = 0.3  # of the costs of sets that stand equally near
_MARGIN = 0.35  # of the costs of sets that are equally likely
_CHAINED = 3.0
_SAME = 0.03
_MOST = 0.7  # of the chains that must give the same
_LARGE = 100.0  # by what a slip must be off, so that a rough figure is wrong
_GAP = 30
_FARTHEST = 9  # powers of ten that a slip may be off
_ANY = re.compile(
    r"capaci|Kapazität|condens|λ|lambda|(?:length|space|time)[ _]const|konstante|constante|costante|\bions?\b|ionen|ioni\b|iones\b"
    r"|charge|Ladung|membran|spher|surface|area|cell|µF|uF|diam|radius",
    re.IGNORECASE,
)
_SIGNED = frozenset(("Q", "q", "I", "i"))
_NONE: Index[Measure] = index(())
# what mostly is a result itself: it must be known before another is computed from it
_DERIVED = frozenset(
    ("A", "vol", "C", "Q", "q", "N", "n", "I", "t", "rate", "field", "lambda", "c", "R", "G")
)
_PER = re.compile(r"[^.;\d]{0,30}\b(?:per|on\seach|each|pro|par|por|al|/)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trial:
    """A law with a set of values, and what it gives."""

    law: PhysicalLaw
    values: tuple[Near, ...]
    z: float
    result: float
    slack: float
    named: int
    cost: float

    @property
    def distance(self) -> float:
        """How far away the farthest of its values stands."""
        return max(near.distance for near in self.values)


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
        self.results: dict[int, list[float]] = {}
        self.lambdas: list[float] = [m.value for m in self.known.get("lambda", _NONE).items]

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
            if named == 2 or (law.result != "V" and min(width, _EXACT_CHANCE) <= _CHANCE[named]):
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
            for values in _sets(target, law, [lists[kind] for kind in law.kinds]):
                ranked.append((_cost(law, values, named), len(ranked), law, values, named))
        found: list[Trial] = []
        for cost, _, law, values, named in nsmallest(_TRIED, ranked):
            if law.valence and not valence:
                valence = valence_near(self.context, target.number) or 1.0
            for z in (valence, 1.0) if law.valence and valence != 1.0 else (1.0,):
                made = _trial(law, values, z, named, cost)
                found += [made] if made is not None else []
        return found

    def agreeing(self, target: Target, trials: list[Trial]) -> Trial | None:
        """The first set that gives a number, if few different ones were tried before it."""
        for trial in trials:
            low, high = target.low * (1.0 - trial.slack), target.high * (1.0 + trial.slack)
            if low * (1.0 - 1e-9) <= trial.result <= high * (1.0 + 1e-9):
                tried = len(_clusters([t for t in trials if t.cost <= trial.cost + _ALIKE]))
                width = log10(high / low) / _DECADES
                if abs(trial.result / target.value - 1.0) < _EXACT:
                    width = min(width, _EXACT_CHANCE)
                limit = _FIRST_CHANCE if tried == 1 and trial.named == 2 else _CHANCE[trial.named]
                return trial if tried * width <= limit else None
        return None

    def slipped(self, target: Target, trials: list[Trial]) -> Trial | None:
        """The set that a slip makes the number of, among the few that are likeliest."""
        if target.number.value == 0.0 or target.number.bare_power:
            return None
        sure = [trial for trial in trials if trial.named == 2 and self._is_sure(target, trial.law)]
        if not sure or sure[0].distance >= Scope.DOCUMENT:
            return None
        first = sure[0]
        likely = [trial for trial in sure if trial.z == first.z and _is_as_likely(trial, first)]
        clusters = _clusters(likely)
        for trial in likely:
            width = self._slip_width(target, trial)
            chance = len(clusters) * width if width is not None else 1.0
            if chance <= _SLIP_CHANCE and (len(clusters) == 1 or _is_meant(trial, likely, clusters)):
                return trial
        return first if self._is_contradicted(target, likely) or self._is_restated(target, first) else None

    def _is_sure(self, target: Target, law: PhysicalLaw) -> bool:
        """Whether the shape that a law supposes is the one the words near a number speak of."""
        if law.weak or (target.kind == "N" and _PER.match(target.behind)):
            return False
        if law.where is not SPHERE:
            return True
        near = target.wide + target.behind
        return SURELY_ROUND.search(near) is not None or not CYLINDER.search(near)

    def _slip_width(self, target: Target, trial: Trial) -> float | None:
        """How likely the digits of a slip are without it; None where no slip makes the number."""
        others = self.results.get(id(trial.law), []) + (self.lambdas if trial.law.result == "lambda" else [])
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


def _sets(target: Target, law: PhysicalLaw, lists: list[list[Near]]) -> Iterator[tuple[Near, ...]]:
    """The sets of values that a law may be tried on: few of each kind where it needs many kinds."""
    twins = len(set(law.kinds)) < len(law.kinds)
    levels = law.kinds == ("c", "c")
    few = _FEW.get(len(law.kinds), 2)
    fitting = [[near for near in found if _may_be(law, near, levels)][:few] for found in lists]
    for values in product(*fitting):
        places = [near.measure.at for near in values]
        if len(set(places)) < len(places) or (twins and places != sorted(places)):
            continue
        if not _is_opposite(target, values):
            yield values


def _is_opposite(target: Target, values: tuple[Near, ...]) -> bool:
    """Whether a charge or a current has a printed sign that is not that of its voltage."""
    if target.kind not in _SIGNED or target.number.sign not in ("+", "-"):
        return False
    negative = any(near.measure.number.value < 0.0 for near in values)
    return negative == (target.number.sign == "+")


def _may_be(law: PhysicalLaw, near: Near, levels: bool) -> bool:
    """Whether a value may be an argument: what mostly is a result must stand in front of what follows from it."""
    if levels:
        return near.distance < Scope.BLOCK
    if near.after and (law.inverse or near.measure.kind in _DERIVED):
        return False
    return not (law.weak and near.measure.kind == "s" and near.distance >= Scope.GROUP)


def _cost(law: PhysicalLaw, values: tuple[Near, ...], named: int) -> float:
    """How unlikely it is that a set is meant: by how far its values stand, and how its law is named."""
    distances = [near.distance for near in values]
    cost = sum(distances) / len(values) + max(distances) + 2.0 * (2 - named) + 0.2 * len(values)
    return cost + (0.6 if law.weak else 0.0)


def _trial(law: PhysicalLaw, values: tuple[Near, ...], z: float, named: int, cost: float) -> Trial | None:
    arguments = [near.measure.value for near in values]
    try:
        result = law.function(*arguments) / z
    except (ArithmeticError, ValueError):
        return None
    if not isfinite(result) or result <= 0.0:
        return None
    slack = sum(0.5 * (near.measure.high - near.measure.low) / near.measure.value for near in values)
    return Trial(law, values, z, result, min(slack, 0.5), named, cost)


def _clusters(trials: list[Trial]) -> list[list[Trial]]:
    """The trials by what they give: chains of one calculation give the same, but for rounding."""
    found: list[list[Trial]] = []
    for trial in sorted(trials, key=lambda one: one.result):
        last = found[-1][-1] if found else None
        if last is not None and trial.result <= last.result * (1.0 + _SAME):
            found[-1].append(trial)
        else:
            found.append([trial])
    return found


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


def _input(name: str, near: Near, factor: float = 1.0) -> Input:
    measure = near.measure
    unit = measure.number.unit or DIMENSIONLESS
    printed = abs(measure.number.value) * factor
    shown = f"{printed:g} {unit.text}" if unit.text != "1" else f"{printed:g}"
    source = "stated" if near.distance < Scope.SECTION else "context"
    return Input(
        name, shown, measure.value * factor, printed, unit, source, measure.low * factor, measure.high * factor,
        measure.number,
    )  # fmt: skip


def make_claim(target: Target, trial: Trial, firm: bool) -> Claim:
    """Return the claim of a number: of the law of the book, or of the chain that gives it."""
    law = trial.law
    unit = target.number.unit or DIMENSIONLESS
    distance = Scope(min(int(trial.distance), Scope.DOCUMENT))
    reach = min(distance, Scope.SENTENCE) if firm else distance
    if law.law != ARITHMETIC:
        inputs = tuple(
            _input(name, near, factor) for (name, factor), near in zip(law.names, trial.values, strict=True)
        )
    else:
        shown = ", ".join(_input("", near).text for near in trial.values)
        divided = f" / {trial.z:g}" if trial.z != 1.0 else ""
        value = trial.result
        first = trial.values[0].measure.number if len(trial.values) == 1 else None
        inputs = (
            Input("value", f"{law.text}{divided}: {shown}", value, value, DIMENSIONLESS, "stated",
                  value * (1.0 - trial.slack), value * (1.0 + trial.slack), first),
        )  # fmt: skip
    return Claim(
        law.rule, law.law, law.quantity, replace(target.number, unit=unit), unit, inputs, reach=reach,
        magnitude=True, firm=firm, assumed=_assumed(trial),
    )  # fmt: skip


def _assumed(trial: Trial) -> str:
    """What a size stands for, where the text does not say it."""
    if not trial.law.weak or trial.law.result == "lambda":
        return ""
    size = next(near for near in trial.values if near.measure.kind == "s")
    return f"if {_input('', size).text} is a diameter"


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the numbers that the sizes, charges and resistances of a document give."""
    context = facts.context
    if not context.holds(_ANY):
        return
    search = SizeSearch(facts)
    if not search.laws:
        return
    for target in targets(context):
        if target.kind not in search.laws or context.layout.is_wide(target.number.start):
            continue
        trials = search.trials(target)
        found = search.agreeing(target, trials)
        if found is not None:
            search.results.setdefault(id(found.law), []).append(found.result)
            if found.law.result == "lambda":
                search.lambdas.append(found.result)
            yield make_claim(target, found, False)
        elif not context.damaged and (slip := search.slipped(target, trials)) is not None:
            yield make_claim(target, slip, True)
