"""Debye lengths by search: every salt that a section states, tried on a length that may be one.

"Doubling the salt to 0.30 M reduces it to 0.56 nm", "0.96 nm in the original bath and 3.04 nm in the diluted
one": which salt is meant only the digits say. The length falls with the root of the ionic strength; where a
text has it fall with the strength itself, starting from a length that is right, the number is wrong.
"""

# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log10

from nernstian.audit.claims.base import Claim, Facts, printed_input
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.debye import MULTIVALENT, NAMED, debye_claim, is_length, medium_of, watery
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import CONCENTRATION

_TRIED = 6
_CHANCE = 0.06
_DECADES = 1.5  # over how many powers of ten Debye lengths are spread
_EXACT = 0.012  # how exactly a slip must give the number
_REACH = 2000
_STRENGTH = re.compile(
    r"\b(?:I|ionic\sstrength|Ionenstärke|force\sionique|fuerza\siónica|forza\sionica|ionsterkte)\s?(?:=|of|von|de|di|:)?\s?\(?$"
)
_SALT = re.compile(
    r"\s?(?:of\s|de\s|di\s|von\s)?(?:(?:a|an|the)\s)?(?:NaCl|KCl|salt|1:1|saline|monovalent|electrolyte|Salz|sel\b|sal\b)"
)
_OTHER = re.compile(
    r"thick|Dicke|épais|espes|spess|dik\b|apart|spacing|away|Bjerrum|membrane\sof|bilayer|core|protein|pore|radius|diam",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Trial:
    """An ionic strength with the length that it gives, in the unit of the number that it was tried on."""

    claim: Claim
    value: float


def _salts(context: Context, number: Number) -> list[Number]:
    """The concentrations that may be the ionic strength: those of the sentence, then those in front of it."""
    known = context.by_dimension.get(CONCENTRATION, NONE)
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    own = known.within(max(start, number.start - 300), min(end, number.start + 200), around=number.start)
    section, _ = context.layout.bounds(Scope.SECTION, number.start)
    before = known.within(max(section, number.start - _REACH), start, around=start)
    ranked = sorted(own, key=lambda n: (n.start > number.start, abs(n.start - number.start)))
    ranked += [n for n in reversed(before) if _is_salt(context, n)]
    firsts: dict[str, Number] = {}
    for n in ranked:
        if n.usable and n.value > 0.0:
            firsts.setdefault(f"{n.si():.5g}", n)
    return list(firsts.values())[:_TRIED]


def _is_salt(context: Context, number: Number) -> bool:
    """Whether a concentration is that of a salt, or of what a bath is changed to."""
    text = context.text
    if _STRENGTH.search(text[max(0, number.start - 24) : number.start]) or _SALT.match(text, number.unit_end):
        return True
    return (
        re.search(
            r"\b(?:bath|salt|dilut\w*|saline|Bad|bain|baño|bagno|concentr\w*)\b[^.;\d]{0,20}$",
            text[max(0, number.start - 40) : number.start],
            re.IGNORECASE,
        )
        is not None
    )


def _trials(context: Context, number: Number) -> list[_Trial]:
    found: list[_Trial] = []
    medium = medium_of(context)
    for salt in _salts(context, number):
        if salt.unit is None or number.unit is None:
            continue
        multivalent = MULTIVALENT.search(context.text, max(0, salt.start - 40), salt.unit_end + 40)
        if multivalent and not _STRENGTH.search(context.text[max(0, salt.start - 24) : salt.start]):
            continue
        strength = printed_input("ionic_strength", salt, salt.unit, "stated", False)
        claim = debye_claim(context, number, number.unit, strength, medium, False)
        if claim.temperature is None:
            continue
        arguments = {given.name: given.value for given in claim.inputs} | {"T": claim.temperature.value}
        claim = replace(claim, reach=context.layout.distance(number.start, salt.start))
        found.append(_Trial(claim, number.unit.from_si(evaluate(claim.law, arguments))))
    return found


def _is_meant(context: Context, number: Number) -> bool:
    """Whether a length may be a Debye length: one is named in its paragraph, and nothing else beside it."""
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    start, end = context.layout.bounds(Scope.CLAUSE, number.start)
    before = context.text[max(block, number.start - 500) : number.start]
    beside = context.text[max(start, number.start - 40) : min(end, number.unit_end + 24)]
    return NAMED.search(before) is not None and _OTHER.search(beside) is None


def _agreeing(number: Number, trials: list[_Trial]) -> _Trial | None:
    low, high = interval_of(number)
    if number.hedge is not None:
        low, high = min(low, 0.95 * number.value), max(high, 1.05 * number.value)
    width = log10(high / low) / _DECADES if low > 0.0 else 1.0
    for tried, trial in enumerate(trials, 1):
        if low * (1.0 - 1e-9) <= trial.value <= high * (1.0 + 1e-9):
            return trial if tried * width <= _CHANCE else None
    return None


def _linear(number: Number, trials: list[_Trial], right: list[float]) -> _Trial | None:
    """The strength with which the length was taken to fall in proportion, from one that is right."""
    if number.hedge is not None or number.unit is None:
        return None
    low, high = interval_of(number)
    for trial in trials[:3]:
        for other in right:
            base = number.unit.from_si(other)
            slipped = trial.value**2 / base
            near = abs(slipped / number.value - 1.0) < _EXACT or low <= slipped <= high
            if near and abs(trial.value / base - 1.0) > 0.1:
                return trial
    return None


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the Debye lengths that one of the salts of a section gives."""
    context = facts.context
    if not context.holds(NAMED) or not watery(medium_of(context)):
        return
    right: list[float] = []
    rest: list[tuple[Number, list[_Trial]]] = []
    for number in context.with_unit:
        if (
            number.unit is None
            or not number.usable
            or not is_length(number)
            or not _is_meant(context, number)
        ):
            continue
        trials = _trials(context, number)
        found = _agreeing(number, trials)
        if found is not None:
            right.append(number.unit.to_si(found.value))
            yield found.claim
        elif trials:
            rest.append((number, trials))
    for number, trials in rest:
        slip = _linear(number, trials, right)
        if slip is not None:
            yield replace(slip.claim, firm=True, reach=Scope.SENTENCE)
