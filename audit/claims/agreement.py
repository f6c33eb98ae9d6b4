"""Numbers whose digits say what they are: one law reproduces them from what the text states near them.

Words bind a number firmly or not at all; authors are freer than any list of words. So where no template of
words has a number, the laws are tried on the values around it: in its sentence, its paragraph, its list, its
section, the document. If the digits come out, and so few values were tried that chance would hardly have
done it, the number is what the law says. A number that no law reproduces is called wrong only if its words
name the quantity, each value stands once in front of it, in its paragraph or list, and a slip (a power of
ten, the valence, a diameter for a radius) gives its digits; or if it answers a question that states exactly
what the law needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.agreement_search import Search
from nernstian.audit.claims.agreement_table import AGREEMENTS
from nernstian.audit.claims.base import Claim, Facts, Input, exact
from nernstian.audit.claims.counts import as_count, as_rate, with_millions
from nernstian.audit.claims.electrical import bound_claim, is_printed_before
from nernstian.audit.claims.guards import is_answer_option
from nernstian.audit.claims.size_slips import PART
from nernstian.audit.claims.slots import Finder, Slot
from nernstian.audit.claims.trials import Match, rounding
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import POTENTIAL, Dimension

_REPORTED = re.compile(
    r"\b(?:measur|record|mesur|gemess|medid|misurat|gemeten|literature|typical|range|usually|between|published)",
    re.IGNORECASE,
)


def _with_rounding(given: Input, number: Number) -> Input:
    half = rounding(number) * abs(given.value)
    return replace(given, low=given.value - half, high=given.value + half)


def _signed(given: Input, slot: Slot, found: Number, number: Number, match: Match) -> Input:
    """A driving force with the sign that is printed, where the current has the same: -60 mV and -1.2 pA."""
    if match.template.law != "ohmic_current" or slot.signed or slot.dimension != POTENTIAL:
        return given
    if found.value >= 0.0 or number.value >= 0.0:
        return given
    return replace(
        given, value=-given.value, low=-given.high, high=-given.low, printed=-given.printed,
        text=f"{-given.printed:g} {given.unit.text}",
    )  # fmt: skip


def _claim(finder: Finder, number: Number, match: Match, several: bool) -> Claim | None:
    signed = any(slot.signed for slot in match.choice.slots)
    inputs = tuple(
        given if signed else _with_rounding(given, n)
        for slot, n in zip(match.choice.slots, match.numbers, strict=True)
        for given in (_signed(finder.made(slot, n, match.scope), slot, n, number, match),)
    )
    if match.template.valence:
        inputs = (*inputs, exact("z", match.valence, "context"))
    claim = bound_claim(finder.context, number, match.template, match.choice, inputs, match.scope)
    if isinstance(claim, str):
        return None
    caveat = "if it is meant as this law and not as another near it" if several else ""
    return replace(claim, firm=False, caveat=caveat)


def _slip_claim(finder: Finder, number: Number, match: Match) -> Claim | None:
    """The claim of a number that a slip explains; its inputs surely belong to it."""
    start, _ = finder.context.layout.bounds(Scope.SENTENCE, number.start)
    if PART.search(finder.context.text, max(start, number.start - 60), number.start):
        return None
    claim = _claim(finder, number, match, False)
    if claim is not None:
        arguments = {given.name: given.value for given in claim.inputs}
        computed = abs(claim.unit.from_si(evaluate(claim.formula, arguments)))
        if computed > 0.0 and is_printed_before(finder.context, claim, computed):
            return None  # the right result stands there already: this one is of something else
    return replace(claim, firm=True, reach=min(match.scope, Scope.BLOCK)) if claim is not None else None


def _counted(context: Context, number: Number, rows: Dimension | None) -> Number | None:
    """The number as it is compared: a count of ions has the unit 1, others have their own."""
    if rows is not None and number.unit is not None:
        return number if number.unit.text != "%" else None
    return as_count(context, number) or as_rate(context, number)


def _around(context: Context, number: Number) -> str:
    """The words between the last number of the clause and a number, and the first behind it."""
    start, end = context.layout.bounds(Scope.CLAUSE, number.start)
    start = max(start, number.start - 120)
    before = context.numbers_in(start, number.start)
    return context.text[before[-1].unit_end if before else start : min(end, number.unit_end + 12)]


def _is_bare_option(context: Context, number: Number) -> bool:
    """Whether a number is an answer to be chosen: a letter, and hardly a word beside it."""
    block = context.layout.block_at(number.start)
    short = block.end - block.start < 60
    return short and is_answer_option(context, number)


_KNOWN = frozenset(template.dimension for template in AGREEMENTS)


def _compared(context: Context, printed: Number) -> Number | None:
    """The number as laws are tried on it; None where it is given, measured, or to be chosen."""
    if not printed.usable or printed.value == 0.0:
        return None
    scaled = with_millions(context, printed) if printed.unit is None else printed
    dimension = scaled.unit.dimension if scaled.unit is not None else None
    if dimension is not None and dimension not in _KNOWN:
        return None
    number = _counted(context, scaled if scaled.unit is not None else printed, dimension)
    if number is None or _is_bare_option(context, number) or _REPORTED.search(_around(context, number)):
        return None
    return number


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the numbers that exactly one law reproduces."""
    context = facts.context
    finder = Finder(context)
    for printed in context.numbers:
        number = None if context.layout.is_wide(printed.start) else _compared(context, printed)
        if number is None:
            continue
        search = Search(finder, number)
        found = search.matches()
        claim = None
        if found:
            best = min(found, key=lambda match: match.order)
            laws = {match.template.rule for match in found}
            claim = _claim(finder, number, best, len(laws) > 1)
        elif not context.damaged:  # else a power of ten may have been lost on the way into the text
            slips = search.slips() or search.answers()
            claim = _slip_claim(finder, number, slips[0]) if slips else None
        if claim is not None:
            yield claim
