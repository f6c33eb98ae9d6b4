"""Nernst potentials: named in prose, and in bare lists of concentrations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import Pair, find_pair
from nernstian.audit.claims.base import (
    Claim,
    Facts,
    Input,
    Unbound,
    bind_temperature,
    concentration_input,
    context_prefactor,
    exact,
    prefactor_beside,
    prefactor_input,
    prefactor_is_far,
    temperature_is_tied,
)
from nernstian.audit.claims.labels import (
    Label,
    chain_after,
    continued,
    find_labels,
    first_number,
    is_potential,
    listed,
)
from nernstian.audit.context import Context, prefactor_unit
from nernstian.audit.evaluate import effective_temperature, evaluate
from nernstian.audit.given import Prefactor
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, POTENTIAL, Unit

NONE: Index[Number] = index(())
RULE, LAW = "NE101", "nernst"
_PRODUCT = re.compile(r"\s?(?:mV|V)?\s?[×·*]\s?[(\[]?\s?[+-]?\s?[\d(]")
_SUBJECTS = (
    "nernst",
    "equilibrium",
    "reversal",
    "evenwicht",
    "gleichgewicht",
    "équilibre",
    "equilibrio",
    "log",
)
SUBJECT = re.compile("|".join(_SUBJECTS), re.IGNORECASE)
_OTHER_POTENTIAL = re.compile(
    r"rest|threshold|peak|hold|clamp|measur|record|goldman|GHK|constant.field|V_?m\b|E_?m\b", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"\s(?:below|above|more|less|higher|lower|away|apart|from|positive|negative\s(?:to|of)|smaller|greater|larger|further|of\s)"
)
_COMPARED = re.compile(
    r"(?:(?:positive|negative|relative|respect)\s(?:to|than|of)"
    r"|(?<!gradients\s)(?<!concentrations\s)(?<!table\s)(?<!values\s)(?<!numbers\s)(?<!given\s)(?<!data\s)\b(?:above|below)"
    r"|\b(?:than|from|minus|beyond|past|between|plus))\s(?:the\s)?$"
    r"|(?:[Vv]|[VEU]_?m|[VEU]_?[A-Z][a-z]?|[)\]])\s?[-+/]\s?\(?$|\w\s-\s$|[|]\s?$"
    r"|\b(?:difference|distance|gap)\s(?:between|of|from)[^.;=\d]{0,40}$|\bdriving\sforce[^.;,\d]{0,40}$"
    r"|\b(?:magnitude|absolute\svalue|change|shift|size)\s(?:of|in)\s(?:the\s)?$|\bbetween\s[^.;\d]{0,30}\band\s$",
)
_CALLED = re.compile(r"\bcall(?:ed|s)?\s(?:that|this|it)\s(?:the\s|its\s)?$")
_GIVES = re.compile(
    r"(?:(?::|→|->|gives|yields|give)\s?(?:about|roughly|≈|~)?|(?<![A-Za-z_])E(?:_?(?:eq|rev|ion|X|N))?\s?[=≈])\s?[(\"]?$"
)


def make_nernst(
    facts: Facts, ion: str, number: Number, pair: Pair, symbolic: bool, own: Input | None = None
) -> Claim:
    """Make the claim that a number is the equilibrium potential of an ion with these concentrations."""
    context = facts.context
    temperature, scope = bind_temperature(context, number.start, number.unit_end)
    tied = temperature_is_tied(context, number.start, number.unit_end)
    own = own or _prefactor_behind(context, number)
    prefactor = own or (prefactor_beside if tied else context_prefactor)(context, number.start)
    if (
        own is None
        and prefactor is not None
        and temperature is None
        and prefactor_is_far(context, number.start)
    ):
        prefactor = prefactor if _gives(ion, number, pair, prefactor.value) else None
    if prefactor is not None:
        factor = abs(VALENCE[ion]) if own is not None and not 255.0 < prefactor.value < 330.0 else 1
        prefactor = replace(
            prefactor,
            value=prefactor.value * factor,
            low=prefactor.low * factor,
            high=prefactor.high * factor,
        )
    return Claim(
        rule=RULE,
        law=LAW,
        quantity=f"E_{ion}",
        number=number,
        unit=number.unit or _fallback_unit(),
        inputs=(
            concentration_input("c_out", pair.out, pair.scope),
            concentration_input("c_in", pair.inside, pair.scope),
            exact("z", VALENCE[ion], "context"),
        ),
        temperature=temperature,
        temperature_scope=scope,
        prefactor=prefactor,
        inline=own is not None,
        reach=pair.scope,
        firm=pair.firm and (own is not None or not tied) and not _has_own_numbers(facts, number, pair),
        symbolic=symbolic,
        damaged=context.damaged,
    )


def _gives(ion: str, number: Number, pair: Pair, kelvin: float) -> bool:
    """Whether a prefactor, as a temperature, gives a number to its last digit."""
    unit = number.unit or _fallback_unit()
    given = {"c_out": pair.out.value, "c_in": pair.inside.value, "z": float(VALENCE[ion]), "T": kelvin}
    return abs(unit.from_si(evaluate(LAW, given)) - number.value) <= number.last_digit


_WITH = re.compile(
    r"\s?\(?(?:with|using|mit|avec|con|met)\s(?:(?:the|a|dem|einem|le|un|il|een)\s)?(?:(?:slope|factor|prefactor|Faktor|facteur|factor|fattore)\s"
    r"(?:of|von|de|di|van)?\s?)?(?=[56]\d)",
    re.IGNORECASE,
)


def _prefactor_behind(context: Context, number: Number) -> Input | None:
    """The prefactor that stands right behind a potential: "-89.6 mV with 58"."""
    behind = _WITH.match(context.text, number.unit_end)
    slope = context.number_at(behind.end(), 1) if behind else None
    unit = prefactor_unit(slope) if slope is not None and slope.usable else None
    if slope is None or unit is None or not 50.0 <= abs(unit.to_si(slope.value)) * 1e3 <= 65.0:
        return None
    kelvin = effective_temperature(abs(unit.to_si(slope.value)), False)
    made = Prefactor(slope, unit, False, kelvin, False, False, slope.start, slope.unit_end)
    return prefactor_input(made, "stated")


def _has_own_numbers(facts: Facts, number: Number, pair: Pair) -> bool:
    """Whether the clause states concentrations of its own that found no role: "E_K = -97 mV (4/150 mM)"."""
    if pair.scope <= Scope.CLAUSE:
        return False
    layout = facts.context.layout
    places = [layout.bounds(Scope.CLAUSE, number.start), layout.answers.question(number.start)]
    for start, end in (place for place in places if place is not None):
        bound = {concentration.at for concentration in facts.concentrations.all.within(start, end)}
        inside = facts.context.by_dimension.get(CONCENTRATION, NONE).within(start, end)
        if any(other.start not in bound for other in inside):
            return True
    return False


def _fallback_unit() -> Unit:
    return Unit("mV", 1e-3, POTENTIAL)


def _bound(
    facts: Facts, ion: str, number: Number, symbolic: bool, own: Input | None = None
) -> Claim | Unbound:
    pair = find_pair(facts.context, facts.concentrations, ion, number.start)
    if isinstance(pair, str):
        return Unbound(number, pair)
    return make_nernst(facts, ion, number, pair, symbolic, own)


def _own_prefactor(context: Context, number: Number) -> Input | None:
    """The prefactor of ``E_K = 61 × (-1.45)``: a plausible slope in front of a product."""
    unit = prefactor_unit(number)
    if unit is None or not number.usable or not _PRODUCT.match(context.text, number.end):
        return None
    volts = abs(unit.to_si(number.value))
    for natural in (False, True):
        kelvin = effective_temperature(volts, natural)
        if any(270.0 < kelvin * valence < 325.0 for valence in (1, 2)):
            return prefactor_input(
                Prefactor(number, unit, natural, kelvin, False, False, number.start, number.unit_end),
                "stated",
            )
    return None


def _labelled(facts: Facts, label: Label) -> Iterator[Claim | Unbound]:
    """The numbers tied to a name such as ``E_K`` or "the equilibrium potential for potassium"."""
    context = facts.context
    number = first_number(context, label) or _behind_formula(context, label)
    if number is not None and _is_compared(context, label):
        yield Unbound(number, "a difference or a comparison, not the potential itself")
        return
    if number is None or _RELATIVE.match(context.text, number.unit_end):
        return
    if context.is_prefactor(number):
        return  # a printed logarithm follows: it is recognised by itself
    if is_potential(number) and not _PRODUCT.match(context.text, number.unit_end):
        yield _bound(facts, label.ion, number, label.symbolic)
        restated = chain_after(context, number.unit_end, bare=False)
        own = None
    else:
        own = _own_prefactor(context, number)
        restated = chain_after(context, _product_end(context, number), bare=False) if own is not None else []
    for claimed in _with_hedge(number, restated):
        yield _bound(facts, label.ion, claimed, True, own)


# E_K = RT/F ln([K]out/[K]in) = -66 mV
_FORMULA = re.compile(
    r"\s?=\s?[^=\n\d]{0,24}(?:2[.,]30?3?)?[^=\n\d]{0,24}(?<![A-Za-z])(?:ln|log)(?:_?10)?[^=\n\d]{2,60}[=≈]\s?"
)


def _behind_formula(context: Context, label: Label) -> Number | None:
    """The potential behind a formula without numbers."""
    formula = _FORMULA.match(context.text, label.end)
    number = context.number_at(formula.end(), 2) if formula is not None else None
    return number if is_potential(number) else None


def _is_compared(context: Context, label: Label) -> bool:
    """Whether the name is one side of a difference: "V - E_K", "15 mV positive to E_K"."""
    start, _ = context.layout.bounds(Scope.CLAUSE, label.start)
    return _COMPARED.search(context.text, max(start, label.start - 60), label.start) is not None


def _product_end(context: Context, number: Number) -> int:
    match = re.compile(r"[^=≈\n]{0,40}").match(context.text, number.unit_end)
    return match.end() if match else number.unit_end


def _with_hedge(first: Number, restated: list[Number]) -> list[Number]:
    """A value restated in another unit keeps the hedge of the first."""
    if first.hedge is None or first.unit is None:
        return restated
    return [n if n.hedge is not None else replace(n, hedge=first.hedge) for n in restated]


def recognise_prose(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the claims that a text ties to the name of an equilibrium potential."""
    for label in find_labels(facts.context):
        if facts.context.layout.block_at(label.start).kind != "row":
            yield from _labelled(facts, label)
            yield from _named_afterwards(facts, label)
            yield from _going_on(facts, label)


def recognise_asked(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield bare answers to questions for one equilibrium potential: "1. What is ENa?" ... "1. +67.5 mV"."""
    context = facts.context
    answers = context.layout.answers
    labels = list(find_labels(context)) if answers.starts else []
    for start, end, asked in zip(answers.starts, answers.ends, answers.asked, strict=True):
        ions = {label.ion for label in labels if asked[0] <= label.start < asked[1]}
        numbers = context.numbers_in(start, end)[1:2]  # behind the number of the question
        if len(ions) != 1 or not numbers or not is_potential(numbers[0]) or not numbers[0].usable:
            continue
        given = context.by_dimension.get(POTENTIAL, NONE).within(*asked)
        if (
            given
            or _CHANGE.search(context.text, *asked)
            or any(start <= label.start < end for label in labels)
        ):
            continue
        if _BARE.fullmatch(context.text, start, numbers[0].start):
            yield _bound(facts, ions.pop(), numbers[0], symbolic=False)


_BARE = re.compile(
    r"[^A-Za-z]{0,6}(?:[A-Za-z]{1,10}[ .]{1,2})?\d{1,2}\s?[.):][*_\s]{1,8}(?:about\s|≈\s?|~\s?)?"
)
_CHANGE = re.compile(
    r"chang|shift|how\smuch|how\smany|mov(?:e|es)\b|differ|ändert|verschieb|combien|variation|cuánto|cambia|quanto|driving"
    r"|current|conductance|resting|V_?m\b|Goldman|GHK|ratio|temperature|concentration\sof",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:it|this|that|es|er|elle|il|sie|ella|esso)\s(?:would|will|should|wäre|würde|serait|sería|sarebbe)(?:\s(?:then|now|have\sbeen|be|have|become|sein))?\s"
    r"(?:about\s|≈\s?|~\s?)?(?=[-+\d])",
    re.IGNORECASE,
)


def recognise_pronouns(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield another value of a potential named before: "E_Na is +64 mV; with 142 mM it would be +66 mV"."""
    context = facts.context
    if not context.may_hold(_PRONOUN):
        return
    labels = list(find_labels(context))
    for match in context.matches(_PRONOUN):
        start, _ = context.layout.bounds(Scope.SENTENCE, match.start())
        before = [label for label in labels if start <= label.start < match.start()]
        number = context.number_at(match.end(), 2)
        if not before or number is None or not (is_potential(number) and number.usable):
            continue
        own = facts.concentrations.all.within(before[-1].end, match.start())
        if len({c.side for c in own if c.ion == before[-1].ion and not c.blocked}) == 1:
            yield _bound(facts, before[-1].ion, number, before[-1].symbolic)


def recognise_headed(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the potentials of a list that is headed by their name."""
    for label in listed(facts.context):
        yield from _labelled(facts, label)


def _going_on(facts: Facts, label: Label) -> Iterator[Claim | Unbound]:
    """The values that follow without the name being said again: "sodium's is +62 mV, potassium's -87 mV"."""
    context = facts.context
    _, end = context.layout.bounds(Scope.SENTENCE, label.start)
    for _ in VALENCE:
        number = first_number(context, label)
        following = continued(context, label, number.unit_end) if number is not None else None
        if number is None or not is_potential(number) or following is None or following.end >= end:
            return
        yield from _labelled(facts, following)
        label = following


def _named_afterwards(facts: Facts, label: Label) -> Iterator[Claim | Unbound]:
    """The value before "we call that the equilibrium potential for potassium"."""
    context = facts.context
    if not _CALLED.search(context.text, max(0, label.start - 24), label.start):
        return
    start, _ = context.layout.bounds(Scope.BLOCK, label.start)
    before = [n for n in context.numbers_in(max(start, label.start - 400), label.start) if is_potential(n)]
    if before and before[-1].usable:
        yield _bound(facts, label.ion, before[-1], symbolic=False)


def recognise_lists(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield claims of bare lines: "K+ 150 in, 4 out: -92 mV"."""
    context = facts.context
    if not any(word in context.lowered for word in _SUBJECTS):
        return
    for number in context.with_unit:
        if not is_potential(number) or not number.usable:
            continue
        start, end = context.layout.bounds(Scope.SENTENCE, number.start)
        before = context.text[max(start, number.start - 30) : number.start]
        if not _GIVES.search(before) or _OTHER_POTENTIAL.search(context.text[start:end]):
            continue
        ions = facts.concentrations.ions_in(start, number.start)
        if len(ions) != 1:
            continue
        pair = find_pair(context, facts.concentrations, ions.pop(), number.start)
        if isinstance(pair, Pair) and pair.scope <= Scope.SENTENCE:
            claim = make_nernst(facts, pair.out.ion, number, pair, symbolic=False)
            low, high = context.layout.bounds(Scope.SECTION, number.start)
            named = (
                SUBJECT.search(context.text, max(low, number.start - 2000), min(high, number.start + 6000))
                is not None
            )
            yield replace(claim, firm=claim.firm and named)
