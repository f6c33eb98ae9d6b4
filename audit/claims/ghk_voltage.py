"""Goldman-Hodgkin-Katz voltages: concentrations of several ions and their relative permeabilities."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import find_pair
from nernstian.audit.claims.base import (
    DIMENSIONLESS,
    Claim,
    Facts,
    Input,
    Unbound,
    bind_temperature,
    concentration_input,
    context_prefactor,
    exact,
    temperature_is_tied,
)
from nernstian.audit.claims.labels import chain_after, connected, is_potential
from nernstian.audit.claims.permeabilities import IONS, Weights, find_weights
from nernstian.audit.claims.permeability_changes import find_omissions, is_varied, single_changes
from nernstian.audit.claims.printed_log import PrintedLog, find_printed_logs
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index, nearest
from nernstian.audit.numbers import Number
from nernstian.audit.units import MILLIMOLAR, POTENTIAL, Unit

MILLIVOLT = Unit("mV", 1e-3, POTENTIAL)
_STATED = 24  # characters of a ratio; what follows it may change it
_SUMS = 0.02  # printed sums are rounded, and permeabilities, too
_LABEL = re.compile(
    r"(?<![A-Za-z0-9_])(?:(?:V_?m|E_?m|U_?m|V_?rest|V_?GHK)(?![A-Za-z0-9])|(?:the\s)?(?:GHK|Goldman(?:-Hodgkin-Katz)?"
    r"|constant[- ]field)(?:\s\(GHK\))?(?:\s(?:voltage|equation|formula)){1,2}(?:\s(?:then|now))?\s"
    r"(?=gives|yields|predicts))"
)
_PUTS = re.compile(
    r"(?:GHK|Goldman)[^.;\n\d]{0,60}?\b(?:puts|places|sets|brings|gives|predicts)\s[^.;\n\d]{0,60}?\b(?:at|near|to|of|is)\s"
    r"(?:about\s|roughly\s|around\s|≈\s?|~\s?|approximately\s|some\s)?$"
)
_ASSUMED = re.compile(
    r"\b(?:resting|rests|held|clamped|sits|sitting|kept|starting|assum\w+|taken|take|suppose|given)\s"
    r"(?:at\s|from\s|as\s|a\s|an\s|the\s)*(?:resting\s)?(?:membrane\s)?(?:potential\s)?(?:of\s)?(?:about\s)?"
    r"(?:[VEU]_?(?:m|rest|M)?\s?=\s?)?$"
    r"|\b(?:for|if|für|wenn|pour|si|para|per|se|voor|als)\s(?:the\s)?[VEU]_?(?:m|rest|M)?\s?(?:=|is|ist|est|es|è)\s?$",
    re.IGNORECASE,
)


def nearest_weights(context: Context, weights: Index[Weights], at: int) -> Weights | str:
    """The permeabilities nearest before a number, else behind it, or why there are none."""
    before = index(weights.within(0, at, around=at))
    found, _ = nearest(context.layout, at, before if before.items else weights, lambda w: w.values)
    return found[0] if len(found) == 1 else "several sets of permeabilities are equally near"


def ghk_inputs(
    facts: Facts, weights: Weights, at: int, ions: tuple[str, ...]
) -> tuple[tuple[Input, ...], Scope] | str:
    """All arguments of a law of these ions; an ion that the text leaves out has permeability 0."""
    permeability = dict(weights.values)
    concentrations: list[Input] = []
    reach = Scope.SENTENCE
    for ion in ions:
        if permeability.get(ion, 0.0) == 0.0:
            concentrations += [
                Input(f"{ion}_{side}", "1 mM", 1.0, 1.0, MILLIMOLAR, "default") for side in ("out", "in")
            ]
            continue
        pair = find_pair(facts.context, facts.concentrations, ion, at)
        if isinstance(pair, str):
            return pair
        reach = max(reach, pair.scope)
        concentrations += [
            concentration_input(f"{ion}_out", pair.out, pair.scope),
            concentration_input(f"{ion}_in", pair.inside, pair.scope),
        ]
    given = [
        exact(f"P_{ion}", permeability[ion])
        if ion in permeability
        else Input(f"P_{ion}", "0", 0.0, 0.0, DIMENSIONLESS, "default")
        for ion in ions
    ]
    return (*concentrations, *given), reach


def incomplete(context: Context, weights: Weights, number: Number, changed: bool = False) -> str:
    """Why the permeabilities are not the whole story: another one is printed near them, or another state.

    With ``changed`` the set is the one that the number's sentence changes them to.
    """
    known = dict.fromkeys(IONS) if changed else dict(weights.values)
    for at in (weights.at, number.start):
        start, end = context.layout.bounds(Scope.BLOCK, at)
        start, end = max(start, at - 1000), min(end, at + 1000)
        if any(_spelled(m[1]) not in known for m in _ANY.finditer(context.text, start, end)):
            return "a permeability near it was not read with the others"
    reason = "" if changed else _of_another_state(context, weights, number)
    if reason:
        return reason
    start, end = context.layout.bounds(Scope.SENTENCE, weights.at)
    if len(_RATIO_VALUES.findall(context.text[start:end])) > 1:
        return "several sets of permeabilities are equally near"
    start, end = context.layout.bounds(Scope.BLOCK, number.start)
    if OTHER_LAW.search(context.text, max(start - 160, 0), end):
        return "another law than the constant-field equation is named near it"
    return ""


def _is_changed(context: Context, weights: Weights, number: Number) -> bool:
    """Whether a number's sentence changes a permeability of the set."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    known = dict(weights.values)
    last = single_changes(context, max(start, weights.at + 1), number.start)
    if any(c.factor or known.get(c.ion) != c.value for c in last):
        return True
    if known.get("Cl") and find_omissions(context).within(max(start, weights.at), number.start):
        return True
    stated = weights.at + _STATED if start <= weights.at < number.start else start
    return is_varied(context, min(stated, number.start), number.start)


def _of_another_state(context: Context, weights: Weights, number: Number) -> str:
    """Why a number is no potential of these permeabilities, by the words of its sentence ("" where it is)."""
    if _is_changed(context, weights, number):
        return "a permeability near it is changed"
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.text[max(start, number.start - 80) : number.start]
    if _ASSUMED.search(before) and not re.search(r"rests\sat\s", before):
        return "a membrane potential that is assumed"
    if _FOUND.match(context.text, number.unit_end):
        return "a membrane potential that was measured"
    named = weights.at if start <= weights.at < number.start else start  # "at the peak, with 1:20:0.45"
    if _STATE.search(context.text, named, number.start):
        return "a membrane potential in another state than the permeabilities'"
    return ""


def _spelled(ion: str) -> str:
    return {"potassium": "K", "sodium": "Na", "chloride": "Cl"}.get(ion, ion)


_ANY = re.compile(r"\bP_?\(?(K|Na|Cl|Ca|Mg|HCO3|H|X|A|Li)\b")
_RATIO_VALUES = re.compile(r"(?<![\d:.,])\s?\d[\d.,]*+\s?:\s?\d[\d.,]*+(?:\s?:\s?\d[\d.,]*+)?")
_STATE = re.compile(
    r"\b(?:fires?|firing|threshold|peak|overshoot|spike|action\spotential|clamp\w*|held|holding|when|whenever|during|after"
    r"|depolari[sz]\w+|hyperpolari[sz]\w+|undershoot|ouabain|digox\w+|strophanth\w+|TTX|tetrodotoxin|toxins?|drugs?|blockers?"
    r"|in\sthe\s(?:\w+\s)?model|simulat\w+|but\s(?:its|the|their)|however|although|jedoch|cependant|sin\sembargo|tuttavia)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"[\s),]{0,3}(?:is|was|are|were)\s(?:what\s)?(?:\w+\s){0,2}?(?:found|measured|observed|recorded|seen|reported|used|assumed|taken|chosen)\b"
    r"|[\s),]{0,3}(?:wurde|wird|gemessen|mesuré|medido|misurato|gemeten)\b|\s?\(?measured\b"
)
OTHER_LAW = re.compile(r"Mullins|Noda|chord|conductance|electrogenic|\bpump", re.IGNORECASE)


def _claim(facts: Facts, weights: Index[Weights], number: Number) -> Claim | Unbound:
    context = facts.context
    chosen = nearest_weights(context, weights, number.start)
    if isinstance(chosen, str):
        return Unbound(number, chosen)
    reason = incomplete(context, chosen, number)
    if reason:
        return Unbound(number, reason)
    bound = ghk_inputs(facts, chosen, number.start, IONS)
    if isinstance(bound, str) or number.unit is None:
        return Unbound(number, bound if isinstance(bound, str) else "no unit")
    # a membrane potential is also measured: only inputs of the same section let it be called wrong
    return make_ghk(facts, number, *bound)


def make_ghk(facts: Facts, number: Number, inputs: tuple[Input, ...], reach: Scope) -> Claim:
    """Make the claim that a number is the membrane potential of these concentrations and permeabilities."""
    context = facts.context
    temperature, scope = bind_temperature(context, number.start, number.unit_end)
    tied = temperature_is_tied(context, number.start, number.unit_end)
    prefactor = None if tied else context_prefactor(context, number.start)
    return Claim(
        "NE104",
        "ghk_voltage",
        "V_m",
        number,
        number.unit or MILLIVOLT,
        inputs,
        temperature,
        scope,
        prefactor,
        reach=reach,
        firm=not tied,
        damaged=context.damaged,
    )


_RESTS = re.compile(
    r"(?:cell|membrane|neuron|axon)?[^.;\n]{0,60}\b(?:rests|would rest|settles)\s(?:at|near)\s?(?:about\s)?$"
)


def _just_before(labels: list[int], at: int) -> list[int]:
    return labels[bisect_left(labels, at - 60) : bisect_left(labels, at)]


def _is_named(context: Context, number: Number, labels: list[int]) -> bool:
    """Whether a name of the membrane potential, or "rests at" beside permeabilities, ties to the number."""
    if any(connected(context.text, end, number.start) for end in _just_before(labels, number.start)):
        return True
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.text[start : number.start]
    if _PUTS.search(before[-150:]):
        return True
    return (
        _RESTS.search(before[-90:]) is not None
        and re.search(r"passing|permea|P_?K|\d\s?:\s?\d", before) is not None
    )


def _wrong_sums(facts: Facts, weights: Index[Weights]) -> Iterator[Claim]:
    """The result behind a printed logarithm whose sums are not those of the ions that the text states."""
    for log in find_printed_logs(facts.context):
        numbers = chain_after(facts.context, log.end, bare=log.prefactor is not None) if log.membrane else []
        for number in numbers:
            if log.prefactor is None or log.below is None:
                continue
            claim = _claim(facts, weights, replace(number, unit=number.unit or log.prefactor.unit))
            if isinstance(claim, Claim) and claim.reach <= Scope.SECTION and not _has_sums(claim, log):
                yield claim


def _has_sums(claim: Claim, log: PrintedLog) -> bool:
    """Whether the printed ratio is that of the claim's ions, to the precision sums are printed with."""
    value = {given.name: given.value for given in claim.inputs}
    above = value["P_K"] * value["K_out"] + value["P_Na"] * value["Na_out"] + value["P_Cl"] * value["Cl_in"]
    below = value["P_K"] * value["K_in"] + value["P_Na"] * value["Na_in"] + value["P_Cl"] * value["Cl_out"]
    if log.below is None or below <= 0.0 or log.below.value <= 0.0 or log.above.value <= 0.0:
        return True
    return abs(log.above.value / log.below.value * below / above - 1.0) < _SUMS


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the membrane potentials that a text derives from permeabilities."""
    context = facts.context
    weights = find_weights(context)
    if not weights.items:
        return
    yield from _wrong_sums(facts, weights)
    labels = [match.end() for match in context.matches(_LABEL)]
    for number in context.with_unit:
        if is_potential(number) and number.usable and _is_named(context, number, labels):
            yield _claim(facts, weights, number)
