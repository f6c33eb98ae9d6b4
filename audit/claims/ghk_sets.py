"""The permeabilities that a membrane potential may be computed with: stated, changed, or left out.

A text states a set once and then varies it: "P_Na rises to 20", "the ratio doubles", "without chloride", "no
sodium permeability at all". What the number's own sentence or paragraph changes comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nernstian.audit.claims.permeabilities import Weights, find_weights
from nernstian.audit.claims.permeability_changes import Change, changed, find_omissions, single_changes
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number

_MOST = 4
_REACH = 420
_LEFT_OUT = (
    r"(?:drop\w*|omit\w*|remov\w*|block\w*|take|taking|leav\w+\sout|neglect\w*|ignor\w*|without|no|disregard\w*|ohne|vernachlässig\w*|sans|néglige\w*|sin|despreci\w+|senza"
    r"|trascur\w+|zonder)"
)
_SODIUM = r"(?:sodium|Na\b|Natrium|natrium|sodio)"
_NO_SODIUM = re.compile(
    rf"\b{_LEFT_OUT}\s[^.;\d\n]{{0,24}}?{_SODIUM}[^.;\d\n]{{0,16}}?(?:permeab|perméa|term|leak|channels?\b)"
    rf"|\b{_SODIUM}[^.;\d\n]{{0,24}}?\b(?:left\sout|dropped|omitted|neglected|ignored|impermeant|vernachlässigt|weggelassen|néglig\w+|despreci\w+|trascurat\w+)"
    r"|\bimpermea\w+\s(?:to|for)\s(?:sodium|Na\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A set of permeabilities that is tried; ``own`` says that the number's paragraph states it."""

    weights: Weights
    own: bool
    changed: bool = False
    here: bool = False  # changed in the number's own sentence

    @property
    def values(self) -> dict[str, float]:
        """The permeabilities by ion."""
        return dict(self.weights.values)


def _start_of(context: Context, number: Number, scope: Scope) -> int:
    return max(context.layout.bounds(scope, number.start)[0], number.start - _REACH)


def _sets(context: Context, number: Number) -> list[Weights]:
    """The sets that are stated, the nearest before a number first; of an answer, its question's."""
    weights = find_weights(context)
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    before = list(reversed(weights.within(0, number.start, around=number.start)))
    own = [w for w in before if w.at >= start]
    later = list(weights.within(number.end, end))
    asked = context.layout.answers.question(number.start)
    question = list(weights.within(*asked)) if asked is not None else []
    rest = [w for w in before if w not in own] or list(weights.within(number.end, context.layout.length))[:1]
    return [*own[:2], *later[:1], *question[:2], *rest][:_MOST]


def _with_chloride(weights: Weights, sets: list[Weights]) -> Weights | None:
    """A set without chloride with that of another one."""
    given = dict(weights.values)
    if "Cl" in given or not given.get("K"):
        return None
    for other in sets:
        values = dict(other.values)
        if values.get("Cl") and values.get("K"):
            share = values["Cl"] / values["K"] * given["K"]
            return Weights((*weights.values, ("Cl", share)), weights.at)
    return None


def _changes(context: Context, number: Number) -> tuple[list[Change], bool]:
    """What is changed in front of a number: in its sentence, which is told, else in its paragraph."""
    for scope in (Scope.SENTENCE, Scope.BLOCK):
        start = _start_of(context, number, scope)
        changes = single_changes(context, start, number.start)
        omitted = list(find_omissions(context).within(start, number.start))
        sodium = [m.start() for m in _NO_SODIUM.finditer(context.text, start, number.start)]
        last = {change.ion: change for change in changes}
        for change in (*omitted[-1:], *(Change("Na", 0.0, at) for at in sodium[-1:])):
            if change.ion not in last or last[change.ion].at < change.at:
                last[change.ion] = change
        if last:
            return list(last.values()), scope == Scope.SENTENCE
    return [], False


def _without(weights: Weights, ion: str) -> Weights:
    return Weights(tuple((name, value) for name, value in weights.values if name != ion), weights.at)


def _varied(weights: Weights, changes: list[Change]) -> Weights | None:
    for change in changes:
        if change.value == 0.0:
            weights = _without(weights, change.ion)
    rest = [change for change in changes if change.value != 0.0]
    return changed(weights, rest) if rest else weights


_RESTING = re.compile(
    r"\brest(?:ing|s)?\b|ruhe|\brepos|\briposo|\brust(?:p|ende)|baseline|\bat\s(?:the\s)?(?:very\s)?beginning",
    re.IGNORECASE,
)
_EXCITED = re.compile(
    r"\bpeak|\bspike|overshoot|\bpico\b|\bpicco|\bpic\b|Spitze|piek|action\spotential", re.IGNORECASE
)


def _of_state(context: Context, number: Number, found: list[Scenario]) -> list[Scenario]:
    """The sets of the state that a number's sentence names first: at rest sodium is the less permeable."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    around = context.text[max(start, number.start - _REACH) : min(end, number.end + 40)]
    resting, excited = _RESTING.search(around) is not None, _EXCITED.search(around) is not None
    if resting == excited:
        return found

    def fits(one: Scenario) -> bool:
        values = one.values
        return (values.get("Na", 0.0) > values.get("K", 0.0)) == excited

    return sorted(found, key=lambda one: (not one.changed, not fits(one)))


def scenarios(context: Context, number: Number) -> list[Scenario]:
    """Return the sets that a number may follow from, the likeliest first, none twice."""
    found: dict[tuple[tuple[str, float], ...], Scenario] = {}
    for scenario in _made(context, number):
        key = tuple(sorted((ion, value) for ion, value in scenario.weights.values if value))
        if len(key) > 1 or scenario.weights.values:
            found.setdefault(key, scenario)
    return _of_state(context, number, list(found.values()))


def _made(context: Context, number: Number) -> Iterator[Scenario]:
    sets = _sets(context, number)
    block = _start_of(context, number, Scope.BLOCK)
    asked = context.layout.answers.question(number.start)
    changes, here = _changes(context, number)
    for one in sets if changes else ():
        if (varied := _varied(one, [c for c in changes if c.at > one.at or not c.value])) is not None:
            yield Scenario(varied, True, varied != one, here and varied != one)
    for one in sets:
        own = one.at >= block or (asked is not None and asked[0] <= one.at < asked[1])
        yield Scenario(one, own)
        completed = _with_chloride(one, [other for other in sets if other.at < one.at])
        if completed is not None:
            yield Scenario(completed, own)
