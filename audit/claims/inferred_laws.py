"""Currents, ratios, forces and pump energies that no words bind: one law gives their digits from what stands near.

"And at 0 mV? 22.4 µA/cm2", "at -100 mV it is 0.59": an exam, a list or a slide states an ion, a permeability
and concentrations once and varies the voltage. The laws are tried on these values; so few are tried that
chance would hardly give the digits. Such a number may agree, but is never called wrong.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import isfinite, log10

from nernstian.audit.claims.acidity import Acidity, find_acidities
from nernstian.audit.claims.base import (
    DIMENSIONLESS,
    Claim,
    Facts,
    Input,
    concentration_input,
    exact,
    printed_input,
)
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.inferred import known
from nernstian.audit.claims.inferred_pumps import (
    PUMP,
    PumpFacts,
    Trial,
    find_pump_facts,
    is_near,
    pumped,
    stalled,
)
from nernstian.audit.claims.roles import Law, make_claim
from nernstian.audit.claims.trials import relative_width
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate, needs_temperature
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import (
    CONCENTRATION,
    CURRENT_DENSITY,
    POTENTIAL,
    VELOCITY,
    Dimension,
    Unit,
)

FLUX: Dimension = (0, -2, -1, 0, 0, 1, 0)
CURRENT_LAW, FLUX_LAW = Law("NE125", "ghk_current", "I"), Law("NE128", "ghk_flux", "J")
RATIO_LAW = Law("NE131", "ussing_flux_ratio", "efflux/influx")
FORCE, WORTH = Law("NE121", "proton_motive_force", "Δp"), Law("NE121", "proton_motive_force", "ΔpH term")
_FIELD = re.compile(
    r"\bGHK\b|Goldman|constant[- ]field|Konstantfeld|champ\sconstant|campo\scostante|campo\sconstante|constant\sveld",
    re.IGNORECASE,
)
_FLUXES = re.compile(
    r"Ussing|flux[- ]ratio|\b[MJ]_?\(?(?:out|o|e|in|i)\)?\s?/\s?[MJ]_?\(?(?:out|o|e|in|i)\)?|Flussverhältnis|rapport\sdes\sflux"
    r"|(?:cociente|razón|relación)\sde\s(?:los\s)?flujos|rapporto\s(?:dei|fra\si)\sflussi|fluxverhouding",
    re.IGNORECASE,
)
_PROTONS = re.compile(r"\bpH\b|ΔpH|Δp\b|proton|\bpmf\b", re.IGNORECASE)
_FORCE = re.compile(r"Δp(?!H)|\bpmf\b|motive|motric|motriz|motrice|kracht|Kraft", re.IGNORECASE)
_MEASURED = re.compile(
    r"\b(?:measur\w+|record\w+|report\w+|published|literature|typical\w*|gemess\w+|mesur\w+|medid\w+|misurat\w+|gemeten)[^.;]{0,60}$",
    re.IGNORECASE,
)
_REFERRING = re.compile(r"\b(?:that|this|it|das|dies|cela|ça|eso|esto|ciò|questo|dat|dit)\b", re.IGNORECASE)
_REACH, _MOST_VOLTS, _MOST_SETS = 1500, 4, 24
_CHANCE, _DECADES = 0.04, 3.0  # as in agreement_search: how likely a match without meaning may be
_LARGEST = 0.35  # V


@dataclass(frozen=True, slots=True)
class _Stated:
    """What is found once in a document: which laws its words name, the pH of both sides, its pump."""

    cues: frozenset[re.Pattern[str]]
    acidities: dict[str, Index[Acidity]]
    pump: PumpFacts


@dataclass(frozen=True, slots=True)
class _Scene:
    """An ion with its concentrations and, for a current, its permeability."""

    ion: str
    c_in: Input
    c_out: Input
    permeability: Input | None
    at: int


def printed_zero() -> Input:
    """Return the membrane potential of "at zero voltage"."""
    return Input("V", "0 mV", 0.0, 0.0, Unit("mV", 1e-3, POTENTIAL))


def _voltages(context: Context, number: Number, negative: bool = False) -> list[Input]:
    """The potentials that may be meant: behind the number, or in front of it, the nearest first."""
    low, _ = context.layout.bounds(Scope.SECTION, number.start)
    _, end = context.layout.bounds(Scope.CLAUSE, number.start)
    same = context.by_dimension.get(POTENTIAL, NONE)
    behind = same.within(number.unit_end, min(end, number.unit_end + 40), around=number.start)
    before = same.within(max(low, number.start - _REACH), number.start, around=number.start)
    zero = _ZERO.search(
        context.text,
        max(context.layout.bounds(Scope.BLOCK, number.start)[0], number.start - 300),
        number.start,
    )
    found: dict[float, Input] = {0.0: printed_zero()} if zero is not None else {}
    for n in (*behind[:1], *reversed(before)):
        if negative and n.value >= 0.0:
            continue
        if n.unit is not None and n.start != number.start and abs(n.si()) <= _LARGEST:
            found.setdefault(n.si(), printed_input("V", n, n.unit, "stated", False))
        if len(found) == _MOST_VOLTS:
            break
    return list(found.values())


_ZERO = re.compile(
    r"\bV(?:_?m)?\s?=\s?0(?![.,]?\d)|\bzero\s(?:membrane\s)?(?:voltage|potential)|\bno\svoltage\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:^|[\s(])(?:at|bei|à|a|bij)\s$", re.IGNORECASE)
_ANSWERS = re.compile(
    r"\?[\s*_]{0,4}(?:(?:answer|solution|Antwort|Lösung|réponse|respuesta|risposta|antwoord)[\s:.*_]{0,4})?(?:I(?:_\w{1,3})?\s?[=≈]\s?)?",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\bc_?[({]?(?P<side>in?|o(?:ut)?)[)}]?\s?[=≈]\s?$", re.IGNORECASE)


def _labelled(context: Context, start: int, end: int) -> dict[str, Input]:
    found: dict[str, Input] = {}
    for n in context.by_dimension.get(CONCENTRATION, NONE).within(start, end, around=start):
        label = _LABELLED.search(context.text[max(start, n.start - 12) : n.start])
        if label is not None and n.unit is not None:
            name = "c_in" if label["side"].startswith("i") else "c_out"
            if name in found:
                return {}  # which of the two is meant is not said
            found[name] = printed_input(name, n, n.unit, "stated", False)
    return found


def _blocks(context: Context, number: Number) -> Iterator[tuple[int, int]]:
    """The block of a number and those of its section in front of it, the nearest first."""
    top, _ = context.layout.bounds(Scope.SECTION, number.start)
    low = max(top, number.start - 2 * _REACH)
    at = number.start
    while at >= low:
        block = context.layout.block_at(at)
        yield max(block.start, low), block.end
        at = min(block.start, at) - 1


def _scenes(facts: Facts, number: Number) -> list[_Scene]:
    """What is known of the ions near a number: paragraphs that label c_i and c_o, then concentrations by side."""
    context = facts.context
    scenes: list[_Scene] = []
    velocities = context.by_dimension.get(VELOCITY, NONE)
    for start, end in _blocks(context, number):
        sides = _labelled(context, start, end)
        ions = {mention.ion for mention in context.ions.within(start, end)}
        near = velocities.within(start, end, around=start)
        if len(sides) == 2 and len(ions) == 1:
            scenes.append(_Scene(ions.pop(), sides["c_in"], sides["c_out"], _only(near), start))
    if scenes:
        named = {m.ion for m in context.ions.within(*context.layout.bounds(Scope.SENTENCE, number.start))}
        own = [scene for scene in scenes if scene.ion in named]
        return (own or scenes)[:3]
    top, _ = context.layout.bounds(Scope.SECTION, number.start)
    permeability = _only(velocities.within(top, number.start, around=number.start))
    for ion in _ions(context, number):
        for inside, out in product(
            known(facts, ion, "in", number.start), known(facts, ion, "out", number.start)
        ):
            scope = Scope.SECTION
            made = (concentration_input("c_in", inside, scope), concentration_input("c_out", out, scope))
            scenes.append(_Scene(ion, *made, permeability, min(inside.at, out.at)))
    return scenes[:4]


def _ions(context: Context, number: Number) -> list[str]:
    """The ions named in front of a number, the nearest first."""
    low, _ = context.layout.bounds(Scope.SECTION, number.start)
    near = context.ions.within(max(low, number.start - _REACH), number.start)
    return list(dict.fromkeys(mention.ion for mention in reversed(near)))[:2]


def _only(found: list[Number] | tuple[Number, ...]) -> Input | None:
    values = {f"{n.si():.6g}": n for n in found}
    if len(values) != 1:
        return None
    number = next(iter(values.values()))
    return printed_input("P", number, number.unit, "stated", False) if number.unit is not None else None


def _currents(facts: Facts, number: Number) -> Iterator[Trial]:
    law = CURRENT_LAW if number.unit is not None and number.unit.dimension == CURRENT_DENSITY else FLUX_LAW
    if not is_near(facts.context, number, _FIELD):
        return
    for scene, voltage in product(_scenes(facts, number), _voltages(facts.context, number)):
        if scene.permeability is not None:
            valence = exact("z", float(VALENCE[scene.ion]), "context")
            inputs = (voltage, scene.c_in, scene.c_out, scene.permeability, valence)
            yield Trial(law, inputs, scene.at, magnitude=not number.sign)


def _ratios(facts: Facts, number: Number) -> Iterator[Trial]:
    if not is_near(facts.context, number, _FLUXES):
        return
    for scene, voltage in product(_scenes(facts, number), _voltages(facts.context, number)):
        valence = exact("z", float(VALENCE[scene.ion]), "context")
        yield Trial(RATIO_LAW, (voltage, scene.c_in, scene.c_out, valence), scene.at)


def _forces(facts: Facts, number: Number, stated: _Stated) -> Iterator[Trial]:
    """The force of a stated potential and the pH of both sides, and what a difference of pH is worth alone."""
    context = facts.context
    if not is_near(context, number, _PROTONS):
        return
    low, _ = context.layout.bounds(Scope.SECTION, number.start)
    before = {
        side: found.within(max(low, number.start - _REACH), number.start, around=number.start)[-2:]
        for side, found in stated.acidities.items()
    }
    pairs = [(i, o) for i, o in product(before["in"], before["out"])]
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    lead = context.text[max(start, number.start - 200) : number.start]
    if _REFERRING.search(lead):
        lead = context.text[max(block, number.start - 200) : number.start]
    force = _FORCE.search(lead) is not None
    worth = not force and not number.sign and re.search(r"\bpH\b|ΔpH", lead) is not None
    for inside, out in pairs:
        acidities = (inside.as_input("pH_in", "stated"), out.as_input("pH_out", "stated"))
        at = min(inside.at, out.at)
        for voltage in _voltages(context, number, negative=True) if force else ():
            yield Trial(FORCE, (voltage, *acidities), at, magnitude=not number.sign)
        if worth:
            yield Trial(WORTH, (_zero(), *acidities), at, magnitude=True)
    for step in before["-"] if worth else ():
        if step.at >= block:
            inputs = (_zero(), step.as_input("pH_in", "stated"), exact("pH_out", 0.0, "default"))
            yield Trial(WORTH, inputs, step.at, magnitude=True)


def _zero() -> Input:
    return exact("V", 0.0, "default")


def _fits(claim: Claim) -> bool:
    number = replace(claim.number, value=abs(claim.number.value)) if claim.magnitude else claim.number
    given = {item.name: item.value for item in claim.inputs}
    if needs_temperature(claim.formula):
        stated = claim.temperature or claim.prefactor
        if stated is None:
            return False
        given["T"] = stated.value
    value = evaluate(claim.formula, given)
    if not isfinite(value):
        return False
    value = claim.unit.from_si(value)
    low, high = sorted(interval_of(number))
    slack = 1e-9 * abs(number.value)
    return low - slack <= (abs(value) if claim.magnitude else value) <= high + slack


def _best(facts: Facts, number: Number, trials: list[Trial]) -> Claim | None:
    """The one reading that gives the digits, where so few were tried that chance would hardly have done it."""
    width = relative_width(number)
    if not trials or len(trials) > _MOST_SETS or width >= 0.2:
        return None
    decades = log10((1.0 + width / 2.0) / (1.0 - width / 2.0))
    if len(trials) * decades / _DECADES > _CHANCE:
        return None
    unit = number.unit or DIMENSIONLESS
    readings: list[Claim] = []
    for trial in trials:
        claim = make_claim(
            facts.context,
            trial.law,
            number,
            unit,
            trial.inputs,
            False,
            magnitude=trial.magnitude,
            caveat=trial.caveat,
        )
        claim = replace(claim, reach=facts.context.layout.distance(number.start, trial.at), symbolic=False)
        readings.append(claim)
    fitting = [claim for claim in readings if _fits(claim)]
    if not fitting and len(readings) == 1 and readings[0].law == WORTH.name and _is_decade_off(readings[0]):
        return replace(readings[0], firm=True)
    if len({claim.quantity for claim in fitting}) != 1:
        return None
    return fitting[0]


def _of_series(facts: Facts, number: Number, last: Claim | None) -> Claim | None:
    """A current whose question asks for nothing but another voltage: "At +40 mV? I = 8.4 µA/cm2"."""
    if last is None or number.unit is None or number.unit.dimension != CURRENT_DENSITY or number.hedge:
        return None
    context = facts.context
    same = context.layout.distance(number.start, last.number.start) <= Scope.SECTION
    before = context.by_dimension.get(POTENTIAL, NONE).within(
        last.number.unit_end, number.start, around=number.start
    )
    if not same or len(before) != 1 or before[0].unit is None or number.start - last.number.start > _REACH:
        return None
    gap = context.text[before[0].unit_end : number.start]
    asked = context.text[max(last.number.unit_end, before[0].start - 8) : before[0].start]
    if not _ANSWERS.fullmatch(gap) or not _ASKS.search(asked):
        return None
    voltage = printed_input("V", before[0], before[0].unit, "stated", False)
    inputs = tuple(voltage if given.name == "V" else given for given in last.inputs)
    claim = make_claim(context, CURRENT_LAW, number, number.unit, inputs, True, magnitude=not number.sign)
    return replace(claim, reach=Scope.BLOCK)


def _is_decade_off(claim: Claim) -> bool:
    """Whether what a difference of pH is worth has the right three digits and a wrong power of ten."""
    digits = re.sub(r"\D", "", claim.number.text).strip("0")
    tenth, tenfold = (
        replace(claim, unit=replace(claim.unit, scale=claim.unit.scale * f)) for f in (0.1, 10.0)
    )
    near = claim.quantity == WORTH.quantity and claim.reach <= Scope.BLOCK and claim.number.hedge is None
    return near and len(digits) >= 3 and (_fits(tenth) or _fits(tenfold))


def _is_ratio(context: Context, number: Number) -> bool:
    """Whether a number without a unit may be a ratio of fluxes: not a label, an exponent or an operand."""
    before = context.text[max(0, number.start - 12) : number.start]
    after = context.text[number.end : number.end + 4]
    if re.search(r"[×·/^_+(\[-]\s?$|\b[zrT]\s?=\s?$|\bFig\.?\s?$|[A-Za-z]$", before) or re.match(
        r"\s?[×·/^%+)]|\s?[A-Za-z]{1,2}\b", after
    ):
        return False
    return number.value > 0.0 and ("." in number.text or "," in number.text or "10^" in number.text)


def _trials(facts: Facts, number: Number, stated: _Stated) -> list[Trial]:
    """What a number may be by its unit, tried on what the section states."""
    dimension = number.unit.dimension if number.unit is not None else None
    if dimension in (CURRENT_DENSITY, FLUX) and _FIELD in stated.cues:
        return list(_currents(facts, number))
    if dimension is None and _FLUXES in stated.cues and _is_ratio(facts.context, number):
        return list(_ratios(facts, number))
    if dimension != POTENTIAL or abs(number.si()) > _LARGEST:
        return []
    of_pumps = [*pumped(facts, number, stated.pump), *stalled(facts, number)] if PUMP in stated.cues else []
    return of_pumps + (list(_forces(facts, number, stated)) if _PROTONS in stated.cues else [])


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the numbers that one law of an ion, a proton or a pump gives from what stands near them."""
    context = facts.context
    cues = frozenset(cue for cue in (_FIELD, _FLUXES, _PROTONS, PUMP) if context.holds(cue))
    if not cues:
        return
    last: Claim | None = None
    stated = _Stated(cues, find_acidities(context), find_pump_facts(context))
    for number in context.numbers:
        if not number.usable or number.value == 0.0:
            continue
        trials = _trials(facts, number, stated)
        if trials and not _MEASURED.search(context.text[max(0, number.start - 80) : number.start]):
            found = _best(facts, number, trials) or _of_series(facts, number, last)
            last = found if found is not None and found.law == CURRENT_LAW.name and not found.firm else last
            if found is not None:
                yield found
