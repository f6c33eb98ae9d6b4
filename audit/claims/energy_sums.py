"""Printed sums of the terms of a free energy of transport: ``23.7 + 11.6 = 35.3 kJ/mol``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound
from nernstian.audit.claims.expression import Expression, expression_before
from nernstian.audit.claims.molar import molar_energies
from nernstian.audit.claims.roles import INDEPENDENT, Law, only
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC, evaluate
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import MOLAR_ENERGY, POTENTIAL, Unit
from nernstian.codegen.emitted import CONSTANTS

LAW = Law("NE120", "transport_free_energy", "ΔG")
_TERMS = "if the printed terms are right"
_FARADAY = CONSTANTS["F"].value
_TOGETHER = re.compile(
    r"\b(?:together|altogether|in\s(?:all|total|sum)|the\ssum\sis|sum|leav(?:es|ing)|remain\w*|zusammen|au\stotal|en\stotal|samen|in\stutto)\s?"
    r"(?:is|are|=|:|they\s(?:make|give)|that\sis|about|≈)?\s?(?:Δ\s?_?G\s?[=≈]?)?\s?$",
    re.IGNORECASE,
)
_SUM_OF_LIST = re.compile(
    r"[\s>*•;+-]{0,8}(?:\d{1,2}[.)]\s)?(?:sum|total|net|together|both|altogether|in\sall|Summe|zusammen|gesamt|somme|suma|somma|totale?|som)\b[^\d.;\n]{0,40}$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:each|per|both|two|three|four|cycle|turn|times|je|pro|zwei|drei|chaque|par|deux|trois|cada|por|dos|tres|ogni|due|tre|twee|drie)\b|[234]\s?(?:Na|K|Ca|H)\b|[×]",
    re.IGNORECASE,
)
_MOST_ITEMS = 4
NO_TERM = "it is none of the terms of the path that the text states"
Total = Callable[[Facts, Number, Unit, bool], Claim | Unbound | None]


def named_ions(context: Context, start: int, end: int) -> set[str]:
    """Return the ions that a text names; the K of "310 K" is none."""
    units = [(n.end, n.unit_end) for n in context.numbers_in(start, end) if n.unit is not None]
    return {
        mention.ion
        for mention in context.ions.within(start, end)
        if not any(low <= mention.start < high for low, high in units)
    }


def one_ion(context: Context, at: int) -> str | None:
    """Return the one ion named in the narrowest of sentence, block and list; None for none or several."""
    for scope in (Scope.SENTENCE, Scope.BLOCK, Scope.GROUP):
        ions = named_ions(context, *context.layout.bounds(scope, at))
        if ions:
            return ions.pop() if len(ions) == 1 else None
    return None


def _sum_before(context: Context, number: Number, unit: Unit) -> Expression | None:
    """The sum of two energies, with or without their units, that an equals sign joins to a number."""
    block = context.layout.bounds(Scope.BLOCK, number.start)[0]
    found = expression_before(context.text, number.start, block)
    if found is None or found.operators not in ("+", "-") or len(found.leaves) != 2:
        return None
    return found if found.node.unit is None or found.node.dimension == unit.dimension else None


def _together(context: Context, number: Number, unit: Unit) -> Claim | None:
    """The sum of the two energies that a sentence has just stated: "5.8 and 6.8, together 12.6 kJ/mol"."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    start = max(start, number.start - 300)
    said = _TOGETHER.search(context.text, max(start, number.start - 40), number.start) is not None
    terms = list(molar_energies(context).within(start, number.start)) if said else []
    said_terms = bool(terms)
    terms = terms or _items_before(context, number)
    if len(terms) != 2:
        return None
    value = sum(term.si() for term in terms)
    half = sum(0.5 * term.last_digit * term.unit.scale for term in terms if term.unit is not None)
    text = " + ".join(f"{term.value:g} {term.unit.text}" for term in terms if term.unit is not None)
    added = Input("value", text, value, value, DIMENSIONLESS, "stated", value - half, value + half)
    several = _SEVERAL.search(context.text, min(terms[0].start, start), number.unit_end) is not None
    # of several ions each may count several times, and listed terms may lack the sign that a word gives them
    return replace(_arithmetic(number, unit, added, _TERMS), firm=said_terms and not several)


def _items_before(context: Context, number: Number) -> list[Number]:
    """The energies of the items above one that is called their sum: the last energy of each item."""
    block = context.layout.block_at(number.start)
    if block.kind != "item" or not _SUM_OF_LIST.match(context.text, block.start, number.start):
        return []
    found: list[Number] = []
    at = block.start
    while at > 0 and len(found) <= _MOST_ITEMS:
        above = context.layout.block_at(at - 1)
        if above.kind != "item" or above.group != block.group:
            break
        own = molar_energies(context).within(above.start, above.end)
        found[:0] = own[-1:]
        at = above.start
    return found


def _terms(found: Expression, unit: Unit) -> tuple[float, float]:
    """Both terms in SI, with their signs."""
    scale = 1.0 if found.node.unit is not None else unit.scale
    last = found.leaves[1]
    second = last.value * (last.unit.scale if last.unit else unit.scale if scale != 1.0 else 1.0)
    second = -second if found.operators == "-" else second
    return found.node.value * scale - second, second


def _arithmetic(number: Number, unit: Unit, value: Input, caveat: str = "") -> Claim:
    return Claim(
        LAW.rule, ARITHMETIC, LAW.quantity, number, unit, (value,), INDEPENDENT, inline=True, caveat=caveat
    )


def _without_valence(
    context: Context, number: Number, unit: Unit, terms: tuple[float, float]
) -> Claim | None:
    """A sum whose electrical term is FV where the ion is divalent: the sum with the valence is the claim."""
    ion = one_ion(context, number.start)
    voltage = only(context, "V", number, POTENTIAL, Scope.SENTENCE)
    if ion is None or voltage is None or abs(VALENCE[ion]) != 2:
        return None
    plain = _FARADAY * abs(voltage.value)
    half = 0.06 * unit.scale  # terms are printed with a decimal at least
    matches = [term for term in terms if abs(abs(term) - plain) <= half]
    if len(matches) != 1 or any(abs(abs(term) - 2.0 * plain) <= half for term in terms):
        return None
    (term,) = matches
    other = sum(terms) - term
    value = other + (2.0 * plain if term > 0.0 else -2.0 * plain)
    text = f"{other / unit.scale:g} {unit.text} and the term zFV with z = 2, V = {voltage.text}"
    return _arithmetic(
        number, unit, Input("value", text, value, value, DIMENSIONLESS, "stated", value - half, value + half)
    )


def agrees(claim: Claim, number: Number, unit: Unit) -> bool:
    """Whether a free energy is what its path gives, but for the rounding of terms that were added."""
    given = {item.name: item.value for item in claim.inputs}
    if claim.temperature is not None:
        given["T"] = claim.temperature.value
    elif "T" not in given:
        return False
    low, high = (unit.to_si(edge) for edge in interval_of(number))
    value = evaluate(claim.law, given) * claim.times
    value = abs(value) if claim.magnitude else value
    slack = 0.01 * abs(value)  # terms that were rounded before they were added
    return low - slack <= value <= high + slack


def sum_claim(facts: Facts, number: Number, unit: Unit, total: Total) -> Claim | Unbound | None:
    """Return the claim of a printed sum: the total from its path, else the sum itself.

    A total that the concentrations, the potential and the direction confirm is bound to those. A sum that
    only adds up may still have wrong terms: it is consistent at best.
    """
    context = facts.context
    found = _sum_before(context, number, unit)
    if found is None or unit.dimension != MOLAR_ENERGY:
        added = _together(context, number, unit)
        path = total(facts, number, unit, True) if added is not None else None
        known = isinstance(path, Claim) and path.temperature is not None
        return (
            path if known and isinstance(path, Claim) and (path.firm or agrees(path, number, unit)) else added
        )
    bound = total(facts, number, unit, True)
    if isinstance(bound, Claim) and bound.temperature is not None:
        if agrees(bound, number, unit):
            return replace(bound, firm=False)
        if bound.firm:
            return bound
        return Unbound(number, "the path's concentrations and potential give another total than the sum")
    terms = _terms(found, unit)
    slip = _without_valence(context, number, unit, terms)
    if slip is not None:
        return slip
    scale = 1.0 if found.node.unit is not None else unit.scale
    text = " ".join(context.text[found.start : found.end].split())
    node = found.node
    value = Input(
        "value", text, node.value * scale, node.value * scale, DIMENSIONLESS, "stated",
        node.low * scale, node.high * scale,
    )  # fmt: skip
    low, high = (unit.to_si(edge) for edge in interval_of(number))
    if terms[0] * terms[1] < 0.0 and low <= value.high and value.low <= high:
        return Unbound(number, "the sum holds, but which sign its terms have depends on the direction")
    return _arithmetic(number, unit, value, _TERMS)
