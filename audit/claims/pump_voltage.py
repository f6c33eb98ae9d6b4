"""Membrane potentials with an electrogenic pump: the Mullins-Noda voltage, and what the pump adds to it."""

# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit import nearness
from nernstian.audit.binding import find_pair
from nernstian.audit.claims.base import (
    Claim,
    Facts,
    Input,
    Unbound,
    concentration_input,
    context_prefactor,
    exact,
    temperature_is_tied,
)
from nernstian.audit.claims.coupling import Coupling, find_couplings, find_permeabilities
from nernstian.audit.claims.ion_arguments import sentence_of
from nernstian.audit.claims.permeabilities import Weights
from nernstian.audit.claims.roles import Law, is_quoted, make_claim
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import POTENTIAL, Unit

VOLTAGE = Law("NE126", "mullins_noda", "V_m")
SHIFT = Law("NE126", "electrogenic_shift", "shift")
_NAMED = re.compile(r"Mullins|Noda\b", re.IGNORECASE)
_PUMP = re.compile(
    r"electrogenic|\bpump|elektrogen|[Pp]umpe|électrogène|\bpompe|electrogénic|electrógen|\bbomba|elettrogenic|\bpompa|\bpomp\b|\br\s?=",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\bV_?m\b|resting\s(?:membrane\s)?potential|steady|Ruhepotential|Ruhemembranpotential|potentiel\sde\srepos|potencial\sde\sreposo|potenziale\sdi\sriposo|rustpotentiaal",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:share|contribut\w+|add(?:s|ed|ing)?|shift\w*|hyperpolari\w+|difference|extra|beyond|worth|more\snegative|lower\w*"
    r"|Beitrag|beiträgt|trägt|Verschiebung|verschiebt|hyperpolarisiert|Unterschied|apport\w*|décal\w+|déplac\w+|différence|ajoute\w*"
    r"|aporta\w*|contribu\w+|desplaza\w*|diferencia|añade|sposta\w*|aggiung\w+|differenza|bijdrage|verschui\w+|verschil|voegt)\b",
    re.IGNORECASE,
)
_ADDED_BY = re.compile(_ADDED.pattern + r"(?:\s[^\s\d]{1,14}){0,2}[\s(≈~]{0,3}$", re.IGNORECASE)
_RESULT = re.compile(
    r"(?:[=≈~→:(]|\b(?:is|to|gives?|yields?|predicts?|at|near|of|by|be|becomes|obtains?|gets?|about|only|lies|lands|settles|sits"
    r"|beträgt|ergibt|liefert|von|auf|um|bei|ist|donne|est|vaut|à|de|da|es|en|dà|è|di|a|geeft|bedraagt|naar|op|van|komt)\b)"
    r"(?:\s[^\s\d]{1,24}){0,3}[\s(≈~]{0,3}$|\|\s*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:E_?(?:K|Na|Cl)\b|equilibrium|Nernst|GHK|Goldman|without|no\spump|instead|rather|than|from|measur\w+|blocked|ouabain|stopped"
    r"|inhibit\w+|typical\w*|usual\w*|often|generally|rarely|never|meist|typisch\w*|généralement|suele\w*|ohne|von\s-?\d|sans|sin\sla|senza|zonder|threshold|peak|ATP)\b",
    re.IGNORECASE,
)
_LARGEST_SHIFT = 0.03  # V: what a pump adds is smaller by far than the potential
_LOW, _HIGH = -0.15, 0.03  # V


@dataclass(frozen=True, slots=True)
class _Known:
    """What the document states for its pump."""

    weights: Index[Weights]
    couplings: Index[Coupling]


def _window(context: Context, number: Number) -> str:
    """What stands between the potential before a number, or its sentence's start, and the number."""
    start, _ = sentence_of(context, number)
    start = max(start, number.start - 160)
    earlier = [
        n
        for n in context.numbers_in(start, number.start)
        if n.unit is not None and n.unit.dimension == POTENTIAL
    ]
    return context.text[earlier[-1].unit_end if earlier else start : number.start]


_EQUATION = re.compile(r"constant[- ]field|\bGHK\b|Goldman", re.IGNORECASE)


def _other_equation(context: Context, start: int, number: Number) -> bool:
    """Whether the last equation that a sentence names in front of a number is the one without the pump."""
    named = [m.start() for m in _NAMED.finditer(context.text, start, number.start)]
    other = [m.start() for m in _EQUATION.finditer(context.text, start, number.start)]
    return bool(other) and (not named or other[-1] > named[-1])


def _law(context: Context, number: Number) -> Law | None:
    """Which of the two a number is: the potential, what the pump adds, or neither."""
    start, end = sentence_of(context, number)
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    lead = context.text[max(block, number.start - 400) : number.start]
    sentence = context.text[max(start, number.start - 300) : min(end, number.unit_end + 80)]
    named = _NAMED.search(lead) is not None
    subject = _PUMP.search(sentence) or (named and _PUMP.search(lead) and _SUBJECT.search(sentence))
    if not _NAMED.search(sentence) and not (subject and (named or _PUMP.search(lead))):
        return None
    if _other_equation(context, start, number):
        return None
    window = _window(context, number)
    after = context.text[number.unit_end : min(end, number.unit_end + 30)]
    if _OTHER.search(window[-60:]):
        return None
    if not (_RESULT.search(window) or _ADDED_BY.search(window[-90:])):
        return None
    added = _ADDED.search(window[-90:]) or re.match(r"\)?\s(?:more|lower|below|beyond|negativer)\b", after)
    if added:
        return SHIFT if abs(number.si()) < _LARGEST_SHIFT else None
    return VOLTAGE if _LOW < number.si() < _HIGH and number.sign == "-" else None


def _coupling(context: Context, known: _Known, number: Number) -> Coupling | str:
    """The coupling ratio of a number: the last in front of it in its sentence, else the nearest."""
    start, _ = sentence_of(context, number)
    own = known.couplings.within(max(start, number.start - 300), number.start)
    if own:
        return own[-1]
    found, _ = nearness.nearest(context.layout, number.start, known.couplings, lambda c: round(c.ratio, 4))
    if len(found) != 1:
        return (
            "several coupling ratios of the pump are equally near" if found else "no coupling ratio is stated"
        )
    return found[0]


def _permeabilities(context: Context, known: _Known, number: Number) -> Weights | str:
    before = index(known.weights.within(0, number.start, around=number.start))
    facts = before if before.items else known.weights
    found, _ = nearness.nearest(context.layout, number.start, facts, _relative)
    return found[0] if len(found) == 1 else "no one ratio of permeabilities is stated near it"


def _relative(weights: Weights) -> float:
    value = dict(weights.values)
    return round(value["Na"] / value["K"], 9) if value["K"] > 0.0 else -1.0


def _bind(facts: Facts, known: _Known, number: Number) -> tuple[tuple[Input, ...], Scope] | str:
    context = facts.context
    coupling = _coupling(context, known, number)
    weights = _permeabilities(context, known, number)
    for missing in (coupling, weights):
        if isinstance(missing, str):
            return missing
    if isinstance(coupling, str) or isinstance(weights, str):
        return "nothing is bound"
    inputs: list[Input] = []
    reach = Scope.SENTENCE
    for ion in ("K", "Na"):
        pair = find_pair(context, facts.concentrations, ion, number.start)
        if isinstance(pair, str):
            return pair
        reach = max(reach, pair.scope)
        inputs += [
            concentration_input(f"{ion}_out", pair.out, pair.scope),
            concentration_input(f"{ion}_in", pair.inside, pair.scope),
        ]
    values = dict(weights.values)
    inputs += [exact("P_K", values["K"]), exact("P_Na", values["Na"]), exact("r", coupling.ratio)]
    return tuple(inputs), reach


def _claim(facts: Facts, known: _Known, law: Law, number: Number, unit: Unit) -> Claim | Unbound:
    context = facts.context
    bound = _bind(facts, known, number)
    if isinstance(bound, str):
        return Unbound(number, bound)
    inputs, reach = bound
    start, end = context.layout.bounds(Scope.BLOCK, number.start)
    named = (
        _NAMED.search(context.text, max(start, number.start - 600), min(end, number.start + 300)) is not None
    )
    tied = temperature_is_tied(context, number.start, number.unit_end)
    claim = make_claim(
        context, law, number, unit, inputs, named and not tied, magnitude=law is SHIFT and not number.sign
    )
    prefactor = None if tied else context_prefactor(context, number.start)
    return replace(claim, reach=reach, prefactor=prefactor, damaged=context.damaged)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield membrane potentials with a pump, and what the pump adds."""
    context = facts.context
    if not context.holds(_NAMED) and not re.search(
        r"electrogenic|elektrogen|électrogène|electr[oó]g[eé]n|elettrogen", context.text, re.IGNORECASE
    ):
        return
    known = _Known(find_permeabilities(context), find_couplings(context))
    if not known.weights.items or not known.couplings.items:
        return
    for number in context.by_dimension.get(POTENTIAL, index(())).items:
        law = None if number.unit is None or is_quoted(context, number) else _law(context, number)
        if law is not None and number.unit is not None:
            yield _claim(facts, known, law, number, number.unit)
