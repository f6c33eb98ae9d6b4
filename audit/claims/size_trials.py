"""Sets of values that a physical law is tried on, and the claims that they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import isfinite

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Input
from nernstian.audit.claims.nearest_values import Near
from nernstian.audit.claims.physical_laws import PhysicalLaw
from nernstian.audit.claims.physical_targets import Target
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.layout import Scope

_FEW = {1: 6, 2: 5, 3: 3}  # values of a kind that are tried, by how many kinds a law needs
_SAME = 0.03  # by how much chains of one calculation may differ
# what a result may be said of: "0.003 % of the 2×10^11 ions", "1500 ions at 75 mM"
_STATED_BEHIND, _BESIDE = frozenset(("share", "ions inside")), 1.5
_SIGNED = frozenset(("Q", "q", "I", "i"))
# what mostly is a result itself: it must be known before another is computed from it
_DERIVED = frozenset(
    ("A", "vol", "C", "Q", "q", "N", "n", "I", "t", "rate", "field", "lambda", "c", "R", "G")
)


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


def sets_of(target: Target, law: PhysicalLaw, lists: list[list[Near]]) -> Iterator[tuple[Near, ...]]:
    """Yield the sets of values that a law may be tried on: few of each kind where it needs many kinds."""
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
    """Whether a value may be an argument: a result must stand in front of what follows from it."""
    if levels:
        return near.distance < Scope.BLOCK
    if near.after and (law.inverse or near.measure.kind in _DERIVED):
        last = near.measure.kind == law.kinds[-1] and near.distance < _BESIDE
        return last and law.quantity in _STATED_BEHIND
    return not (law.weak and near.measure.kind == "s" and near.distance >= Scope.GROUP)


def cost_of(law: PhysicalLaw, values: tuple[Near, ...], named: int) -> float:
    """Return how unlikely it is that a set is meant: by how far its values stand, and by the words."""
    distances = [near.distance for near in values]
    cost = sum(distances) / len(values) + max(distances) + 2.0 * (2 - named) + 0.2 * len(values)
    return cost + (0.6 if law.weak else 0.0)


def try_law(law: PhysicalLaw, values: tuple[Near, ...], z: float, named: int, cost: float) -> Trial | None:
    """Return a law with a set of values; None where it gives nothing."""
    arguments = [near.measure.value for near in values]
    try:
        result = law.function(*arguments) / z
    except (ArithmeticError, ValueError):
        return None
    if not isfinite(result) or result <= 0.0:
        return None
    slack = sum(0.5 * (near.measure.high - near.measure.low) / near.measure.value for near in values)
    return Trial(law, values, z, result, min(slack, 0.5), named, cost)


def clusters_of(trials: list[Trial]) -> list[list[Trial]]:
    """Return the trials by what they give: chains of one calculation give the same, but for rounding."""
    found: list[list[Trial]] = []
    for trial in sorted(trials, key=lambda one: one.result):
        last = found[-1][-1] if found else None
        if last is not None and trial.result <= last.result * (1.0 + _SAME):
            found[-1].append(trial)
        else:
            found.append([trial])
    return found


def _input(name: str, near: Near, factor: float = 1.0) -> Input:
    measure = near.measure
    unit = measure.number.unit or DIMENSIONLESS
    printed = abs(measure.number.value) * factor
    shown = f"{printed:g} {unit.text}" if unit.text != "1" else f"{printed:g}"
    source = "stated" if near.distance < Scope.SECTION else "context"
    return Input(
        name, shown, measure.value * factor, printed, unit, source,
        measure.low * factor, measure.high * factor, measure.number,
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
