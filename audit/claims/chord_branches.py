"""The branches of a membrane: conductances with their reversal potentials, their mean and its slips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from nernstian.audit.claims.base import Claim, Input, printed_input
from nernstian.audit.claims.stated import MILLIVOLT
from nernstian.audit.claims.wholes import per_area
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import CONDUCTANCE, POTENTIAL, SPECIFIC_CONDUCTANCE, Unit

RULE, LAW = "NE109", "chord_conductance_equation"
SLOTS = ("K", "Na", "Cl")
_WITHIN = 1e-9


@dataclass(frozen=True, slots=True)
class Branch:
    """A conductance with its reversal potential."""

    name: str
    weight: float
    number: Number
    source: Number

    @property
    def volts(self) -> float:
        """The reversal potential in V."""
        return self.source.si()


Branches = tuple[Branch, ...]


def mean(branches: Branches) -> float:
    """Return the potential at which the currents of all branches cancel."""
    total = sum(b.weight for b in branches)
    return sum(b.weight * b.volts for b in branches) / total if total > 0.0 else float("inf")


def edges(number: Number) -> tuple[float, float]:
    """Return the interval of a printed potential in V, with a little slack."""
    if number.unit is None:
        return 0.0, 0.0
    low, high = sorted(number.unit.to_si(edge) for edge in interval_of(number))
    return low - _WITHIN, high + _WITHIN


def slips(branches: Branches, base: Branches) -> Iterator[float]:
    """Yield what usual slips make of a mean; ``base`` is as it was before a change."""
    total = sum(b.weight for b in branches)
    top = sum(b.weight * b.volts for b in branches)
    if total <= 0.0:
        return
    for first, second in combinations(branches, 2):
        yield (top + (second.weight - first.weight) * (first.volts - second.volts)) / total  # exchanged
    yield sum(b.volts for b in branches) / len(branches)  # not weighted
    if not all(b.name for b in branches):
        return  # several may be meant: few slips are tried
    old = sum(b.weight for b in base)
    if old not in (0.0, total):
        yield top / old  # the sum of the conductances before the change
        yield sum(b.weight * b.volts for b in base) / total
    yield top / max(b.weight for b in branches)  # divided by one conductance
    yield -top / total
    for branch in branches:
        yield (top - 2.0 * branch.weight * branch.volts) / total  # a sign turned
        if len(branches) > 2:
            yield (top - branch.weight * branch.volts) / (total - branch.weight)  # left out


def _slot(branches: Branches) -> dict[str, Branch]:
    """The branches on the law's three places: each ion on its own, what else there is on the rest."""
    own = {b.name: b for b in branches if b.name in SLOTS}
    free = [slot for slot in SLOTS if slot not in own]
    rest = [b for b in branches if b.name not in own]
    return own | dict(zip(free, rest, strict=False))


def make_claim(context: Context, number: Number, branches: Branches, firm: bool) -> Claim:
    """Return the claim that a number is the mean of branches."""
    places = [n for b in branches for n in (b.number, b.source)]
    reach = max(context.layout.distance(number.start, n.start) for n in places)
    source = "stated" if reach <= Scope.GROUP else "context"
    inputs: list[Input] = []
    taken = _slot(branches)
    for slot in SLOTS:
        branch = taken.get(slot)
        if branch is None:
            inputs += [_none(f"g_{slot}", _PER_AREA), _none(f"E_{slot}", MILLIVOLT)]
            continue
        said = "" if branch.name in ("", slot) else f" ({branch.name})"
        inputs.append(_conductance(f"g_{slot}", branch, source, said))
        unit = branch.source.unit or Unit("V", 1.0, POTENTIAL)
        rounded = "." in branch.source.text and not firm
        volts = printed_input(f"E_{slot}", branch.source, unit, source, rounded)
        inputs.append(replace(volts, text=volts.text + said))
    unit = number.unit or Unit("V", 1.0, POTENTIAL)
    return Claim(
        RULE,
        LAW,
        "V",
        number,
        unit,
        tuple(inputs),
        reach=min(reach, Scope.BLOCK) if firm else reach,
        firm=firm,
    )


def _conductance(name: str, branch: Branch, source: str, said: str) -> Input:
    number, unit = branch.number, branch.number.unit
    if unit is None or unit.dimension not in (CONDUCTANCE, SPECIFIC_CONDUCTANCE):
        return Input(
            name, f"{branch.weight:g} (relative){said}", branch.weight, branch.weight, _PER_AREA, source
        )
    given = per_area(printed_input(name, number, unit, source, False))
    if abs(branch.weight / number.si() - 1.0) < 1e-9 if number.value else branch.weight == 0.0:
        return replace(given, text=given.text + said)
    value = unit.from_si(branch.weight)
    changed = given.value * branch.weight / number.si() if number.value else 0.0
    return replace(
        given, text=f"{value:g} {unit.text}{said}", value=changed, low=changed, high=changed, printed=value
    )


_PER_AREA = Unit("S/m2", 1.0, SPECIFIC_CONDUCTANCE)


def _none(name: str, unit: Unit) -> Input:
    return Input(name, f"0 {unit.text}", 0.0, 0.0, unit, "default")
