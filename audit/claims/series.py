"""Parallel lists and folds.

"For 1, 2 and 4 mM outside we got −123, −105 and −86 mV"; "every doubling is worth 18.5 mV".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from nernstian.audit.binding import nearest_concentrations
from nernstian.audit.claims.base import (
    Claim,
    Facts,
    Input,
    Unbound,
    bind_temperature,
    concentration_input,
    context_prefactor,
    exact,
    printed_input,
    temperature_input,
    temperature_is_tied,
)
from nernstian.audit.claims.empirical import is_slipped_shift
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.given import Concentration
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.sides import side_after
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, POTENTIAL, Dimension

SHORTEST = 3
_GAP = re.compile(r"\s?,\s(?:and\s|und\s|et\s|y\s|en\s)?|\s(?:and|und|et|y|en|og|och)\s")
_DOUBLE = (
    r"(?:doublings?|halvings?|two-?fold|Verdopp?elung|Verdopplung|Halbierung|doublement|duplicación|duplicar\w*|raddoppi(?:o|amento)|dimezzamento"
    r"|verdubbeling|halvering)"
)
_TENFOLD = r"(?:ten-?fold|10-?fold)"
_FOLD = re.compile(
    rf"\b(?:(?P<two>{_DOUBLE})|(?P<ten>{_TENFOLD}))\b"
    r"(?P<words>[^.;\n\d]{0,70}?)(?:\b(?:by|worth|adds|um|met|vale|vaut|vaudrait|équivaut\sà|équivaut|equivale\sa|supone|sposta\sdi|aggiunge|bringt|macht|kostet|scheelt)\b|:)\s?"
    r"(?:about\s|≈\s?|~\s?|etwa\s|rund\s|environ\s)?$",
    re.IGNORECASE,
)
# "18.5 mV for every doubling"
_FOLD_AFTER = re.compile(
    rf"\s(?:for|per|with|je|pro|bei|pour|par|por|voor|bij)\s(?:each|every|a|any|jede[rn]?|eine[rn]?|un|chaque|cada|ogni|elke|een)?"
    rf"\s?(?P<two>{_DOUBLE})\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"permeab|conductan|current|Leitf|Durchläss|courant|corrente|corriente|\bP_|\bg_", re.IGNORECASE
)
_MEASURED = re.compile(r"rest|V_?m\b|membrane potential|measur|depolari|record", re.IGNORECASE)


def _runs(context: Context, numbers: tuple[Number, ...]) -> Iterator[list[Number]]:
    """Lists of numbers that commas and "and" join; a list shares the unit of its last number."""
    run: list[Number] = []
    for number in numbers:
        if run and not _GAP.fullmatch(context.text[run[-1].unit_end : number.start]):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _both_kinds(context: Context, start: int, end: int) -> bool:
    """Whether concentrations and potentials are stated at all: a cheap look."""
    return all(
        context.by_dimension[kind].within(start, end) if kind in context.by_dimension else ()
        for kind in (CONCENTRATION, POTENTIAL)
    )


def _shared(run: list[Number], dimension: Dimension) -> list[Number]:
    """The run with its shared unit on every number, if that unit has the dimension; else nothing."""
    unit = run[-1].unit
    plain = all(n.usable and (n.unit is None or n.unit == unit) for n in run)
    if unit is None or unit.dimension != dimension or not plain or len(run) < SHORTEST:
        return []
    return [replace(number, unit=unit) for number in run]


def _series(
    facts: Facts, concentrations: list[Number], potentials: list[Number]
) -> Iterator[Claim | Unbound]:
    """The claims of two parallel lists; the other side's concentration stands near them."""
    context = facts.context
    side = side_after(context.text, concentrations[-1].unit_end)
    start, _ = context.layout.bounds(Scope.BLOCK, concentrations[0].start)
    mentioned = {m.ion for m in context.ions.within(start, concentrations[0].start)}
    if side is None or len(mentioned) != 1:
        return
    ion = mentioned.pop()
    other = "in" if side == "out" else "out"
    found, scope = nearest_concentrations(context, facts.concentrations, ion, other, potentials[0].start)
    if len(found) != 1 or found[0].blocked or scope > Scope.GROUP:
        return
    for concentration, number in zip(concentrations, potentials, strict=True):
        varied = printed_input(f"c_{side}", concentration, concentration.unit or MILLIMOLAR, "stated", False)
        yield _claim(facts, ion, number, varied, found[0], other)


def _claim(
    facts: Facts, ion: str, number: Number, varied: Input, fixed: Concentration, other: str
) -> Claim | Unbound:
    context = facts.context
    temperature, scope = bind_temperature(context, number.start, number.unit_end)
    if number.unit is None:
        return Unbound(number, "no unit")
    return Claim(
        "NE101",
        "nernst",
        f"E_{ion}",
        number,
        number.unit,
        (
            varied,
            concentration_input("c_" + other, fixed, Scope.GROUP),
            exact("z", VALENCE[ion], "context"),
        ),
        temperature,
        scope,
        context_prefactor(context, number.start),
        damaged=context.damaged,
    )


def recognise_series(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the Nernst potentials of parallel lists in one sentence."""
    context = facts.context
    for start, end in pairwise((*context.layout.sentences, context.layout.length)):
        numbers = context.numbers_in(start, end)
        if len(numbers) < 2 * SHORTEST or not _both_kinds(context, start, end):
            continue
        runs = list(_runs(context, numbers))
        concentrations = [r for r in (_shared(run, CONCENTRATION) for run in runs) if r]
        potentials = [r for r in (_shared(run, POTENTIAL) for run in runs) if r]
        if len(concentrations) == len(potentials) == 1 and len(concentrations[0]) == len(potentials[0]):
            yield from _series(facts, concentrations[0], potentials[0])


def recognise_folds(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the shifts that a doubling or a tenfold change is said to give."""
    context = facts.context
    for number in context.with_unit:
        if not is_potential(number) or not number.usable or number.unit is None:
            continue
        start, end = context.layout.bounds(Scope.SENTENCE, number.start)
        match = _FOLD.search(context.text, max(start, number.start - 120), number.start) or _FOLD_AFTER.match(
            context.text, number.unit_end
        )
        if match is None or _MEASURED.search(context.text[start:end]):
            continue
        if _OTHER.search(match.groupdict().get("words") or ""):
            continue
        claim = _fold(context, number, 2.0 if match["two"] else 10.0, start)
        if not number.sign:
            yield claim
            continue
        signed = _direction(context.text[start : number.start], claim)
        yield signed or Unbound(number, "the direction of the change is not clear")


def _direction(text: str, claim: Claim) -> Claim | None:
    """The claim with the sign of the change, where the text says which side rises or falls, and of what."""
    up, down = _UP.search(text) is not None, _DOWN.search(text) is not None
    out, inside = _OUTSIDE.search(text) is not None, _INSIDE.search(text) is not None
    ion = claim.quantity.removeprefix("ΔE_")
    if up == down or out == inside or ion not in VALENCE:
        return None
    fold, one, _ = claim.inputs
    above, below = (fold, one) if up == out else (one, fold)
    inputs = (replace(above, name="c_out"), replace(below, name="c_in"), exact("z", VALENCE[ion], "context"))
    return replace(claim, inputs=inputs, magnitude=False)


_UP = re.compile(r"increas|rais|\brise|higher|doubling|growth", re.IGNORECASE)
_DOWN = re.compile(r"decreas|lower|reduc|\bfall|drop|dilut", re.IGNORECASE)
_OUTSIDE = re.compile(r"\]_?\(?(?:o|e|out)\b|outside|extracellular|external|bath", re.IGNORECASE)
_INSIDE = re.compile(r"\]_?\(?(?:i|in)\b|inside|intracellular|internal|cytoplasm", re.IGNORECASE)


def _fold(context: Context, number: Number, factor: float, start: int) -> Claim:
    """The shift of a potential by a fold; without a named ion a univalent one is meant."""
    ions = {mention.ion for mention in context.ions.within(start, number.start)}
    return fold_claim(context, number, factor, ions.pop() if len(ions) == 1 else None)


def fold_claim(context: Context, number: Number, factor: float, ion: str | None) -> Claim:
    """Make the claim that a number is the shift by a fold; without an ion of a univalent one."""
    temperature, scope = bind_temperature(context, number.start, number.unit_end)
    tied = temperature_is_tied(context, number.start, number.unit_end)
    beyond = ion is not None and _fits_no_cell(number, factor, abs(VALENCE[ion]))
    fold = Input("c_out", f"{factor:g} mM", factor, factor, MILLIMOLAR)
    claim = Claim(
        "NE101",
        "nernst",
        f"ΔE_{ion}" if ion else "ΔE",
        number,
        number.unit or MILLIMOLAR,
        (
            fold,
            Input("c_in", "1 mM", 1.0, 1.0, MILLIMOLAR),
            exact("z", abs(VALENCE[ion]) if ion else 1, "context"),
        ),
        temperature,
        scope,
        None if tied else context_prefactor(context, number.start),
        magnitude=True,
        firm=ion is not None and (not tied or beyond),
    )
    return _placed(context, claim) if tied and beyond and temperature is None else claim


def _fits_no_cell(number: Number, factor: float, valence: float) -> bool:
    """Whether a shift is beyond what a fold makes at any temperature from 0 to 45 °C, its digits included."""
    if number.unit is None or number.hedge is not None:
        return False
    given = {"c_out": factor, "c_in": 1.0, "z": valence}
    low, high = (abs(evaluate("nernst", {**given, "T": kelvin})) for kelvin in (273.15, 318.15))
    value, slack = abs(number.si()), 2.0 * number.last_digit * number.unit.scale
    return not low - slack <= value <= high + slack


def _placed(context: Context, claim: Claim) -> Claim:
    """A shift that fits no temperature at the one that explains it by a slip, else at the last one stated."""
    start, _ = context.layout.bounds(Scope.SECTION, claim.number.start)
    stated = context.temperatures.within(start, claim.number.start, around=claim.number.start)
    usable = [t for t in stated if not t.blocked and t.number is not None][-3:]
    tried = [replace(claim, temperature=temperature_input(t, Scope.SECTION)) for t in reversed(usable)]
    return next((one for one in tried if is_slipped_shift(one)), tried[0] if tried else claim)
