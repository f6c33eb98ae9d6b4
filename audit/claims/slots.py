"""Finding the arguments of a law near a number: by dimension, size and the words beside them.

The narrowest scope that holds a candidate decides; several different candidates there are a tie, and a tie
gives nothing. What stands between the last number of the claim's own kind and the claim comes first, since
a list pairs each result with what is stated just before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from nernstian.audit import nearness
from nernstian.audit.claims.base import DIMENSIONLESS, Input, printed_input
from nernstian.audit.claims.capacitor import NONE, Found, is_hypothetical, magnitude_input
from nernstian.audit.claims.counts import as_count
from nernstian.audit.claims.wholes import per_area
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import AREA, CAPACITANCE, CHARGE, NUMBER, VOLUME, Dimension

_INSTEAD = re.compile(
    r"\b(?:pipette|electrode|stray|amplifier|series|access|seal(?!\sthe)|typical(?:ly)?|usually|between)\b",
    re.IGNORECASE,
)


_REACH = 1200
_RESULTS = (CAPACITANCE, CHARGE, AREA, VOLUME)  # mostly results themselves, and rounded
_SAME = 0.01


_OF_LENGTH = re.compile(
    r"\s(?:of\s(?:the\s|this\s)?(?:axon|dendrite|cable|fib(?:re|er))|long\b|lang\b|in\slength)"
)
_CONTAINED = re.compile(
    r"\b(?:contains?|holds?|inside|contained|enthält|darin|enthalten|contient|contiene|contengono|bevat)\b[^.;\d]{0,40}$",
    re.IGNORECASE,
)
_MINUS = re.compile(r"\)?\s?-\s?\(?[-+]?\s?\d")


@dataclass(frozen=True, slots=True)
class Slot:
    """An argument of a law and how texts state it.

    ``before`` and ``after`` are patterns for the words around it, of which one must fit (None: no words are
    needed); ``low`` to ``high`` is the range of plausible magnitudes in SI. ``factor`` makes a radius of a
    diameter. ``limit`` is the widest scope that is searched. ``signed`` keeps the sign of the number.
    ``whole`` refuses the first operand of a printed difference. ``symbol`` names it where the text holds
    ``defined``: "d = 2 µm" where "d is the diameter".
    """

    name: str
    dimension: Dimension
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    low: float = 0.0
    high: float = float("inf")
    factor: float = 1.0
    limit: Scope = Scope.SECTION
    signed: bool = False
    whole: bool = False
    symbol: re.Pattern[str] | None = None
    defined: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A found argument and how far away it stands; ``tied`` where several are equally near."""

    given: Input | None
    scope: Scope
    tied: bool = False


def _accepts(context: Context, slot: Slot, number: Number) -> bool:
    if not number.usable or not slot.low <= abs(number.si()) <= slot.high:
        return False
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.text[max(start, number.start - 40) : number.start]
    after = context.text[number.unit_end : min(end, number.unit_end + 25)]
    if _INSTEAD.search(before[-30:]):
        return False
    if slot.whole and _MINUS.match(context.text, number.unit_end):
        return False
    if slot.before is None and slot.after is None:
        return True
    if slot.symbol is not None and slot.symbol.search(before):
        return slot.defined is None or context.holds(slot.defined)
    return bool(
        (slot.before is not None and slot.before.search(before))
        or (slot.after is not None and slot.after.match(after))
    )


def _segment(context: Context, number: Number, slot: Slot) -> Found | None:
    """What stands between the last number of the claim's own dimension and the claim."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    start = max(start, number.start - 300)
    before = context.numbers_in(start, number.start)
    own = number.unit.dimension if number.unit is not None else None
    same = [n for n in before if own is not None and n.unit is not None and n.unit.dimension == own]
    if own == slot.dimension:
        return None
    fits = [
        n
        for n in before
        if n.unit is not None and n.unit.dimension == slot.dimension and _accepts(context, slot, n)
    ]
    if not same:
        _, end = context.layout.bounds(Scope.SENTENCE, number.start)
        after = context.numbers_in(number.unit_end, min(end, number.unit_end + 200))
        listed = any(n.unit is not None and n.unit.dimension == own for n in after)
        return Found(tuple(fits), Scope.CLAUSE) if listed and len(fits) == 1 else None
    if not any(n.start < same[0].start for n in fits):
        return None  # the list names each result first, and what it follows from behind it
    last = tuple(n for n in fits if n.start > same[-1].start)
    return Found(last, Scope.CLAUSE) if len(last) == 1 else None


def unitless(context: Context, number: Number, slot: Slot, low: int, high: int) -> list[Number]:
    """Return the numbers near another that have no unit and fit a slot: permittivities, counts of ions."""
    near = context.numbers_in(max(low, number.start - _REACH), min(high, number.start + _REACH // 4))
    counting = slot.before is None  # a slot without words
    made = [as_count(context, n) if counting else n for n in near if n.start != number.start]
    fits = [
        n if n.unit is not None else replace(n, unit=DIMENSIONLESS)
        for n in made
        if n is not None and (counting or n.unit is None) and n.usable
    ]
    found = [n for n in fits if _accepts(context, slot, n)]
    if counting and len(found) > 1:
        # of ions, those that a cell contains are no change of it
        text = context.text
        return [n for n in found if not _CONTAINED.search(text, max(0, n.start - 50), n.start)] or found
    return found


def _without_unit(context: Context, number: Number, slot: Slot) -> Found:
    low, high = context.layout.bounds(slot.limit, number.start)
    fits = unitless(context, number, slot, low, high)
    counting = slot.before is None
    earlier = [n for n in fits if n.start < number.start]
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    if not counting and earlier and earlier[-1].start >= start:
        return Found((earlier[-1],), Scope.CLAUSE)  # "with 2 it is 0.35, with 10 it is 1.77": each its own
    found, scope = nearness.nearest(
        context.layout, number.start, index(fits), lambda n: f"{n.value:.6g}", slot.limit
    )
    return Found(tuple(found), scope)


def _has_own(context: Context, number: Number, slot: Slot) -> bool:
    """Whether the sentence states such a quantity itself, in a role that is not clear: a "10 µm cell"."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    near = context.numbers_in(max(start, number.start - 300), min(end, number.start + 300))
    return any(
        n.start != number.start and n.unit is not None and n.unit.dimension == slot.dimension
        and not (n.usable and not slot.low <= abs(n.si()) <= slot.high)
        and not _OF_LENGTH.match(context.text, n.unit_end)
        and abs(n.si() - number.si()) > _SAME * abs(number.si())  # λ = 0.082 cm = 820 µm
        for n in near
    )  # fmt: skip


def _input(slot: Slot, found: Found) -> Input:
    number = found.numbers[0]
    if not slot.signed or number.unit is None:
        return magnitude_input(slot.name, number, found.scope)
    return printed_input(
        slot.name, number, number.unit, "stated" if found.scope <= Scope.GROUP else "context", False
    )


def _with_rounding(given: Input, number: Number) -> Input:
    """An input of several digits behind a point is mostly a result: it has its rounding interval."""
    text = given.text.removesuffix(" 1")
    if number.hedge is not None and number.zero_step > 0.0:  # "about 1500 ions"
        half = 0.5 * number.zero_step * given.unit.scale
        return replace(given, text=text, low=given.value - half, high=given.value + half)
    digits = re.split(r"[eE×x*·]", number.text)[0]
    plain = re.sub(r"\D", "", digits).lstrip("0")
    result = given.unit.dimension in _RESULTS and len(plain.rstrip("0")) > 1
    if ("." not in digits or len(plain) < 2) and not result:
        return replace(given, text=text)
    half = 0.5 * number.last_digit * given.unit.scale
    return replace(given, text=text, low=given.value - half, high=given.value + half)


def is_round(number: Number, computed: float) -> bool:
    """Whether an integer such as 31400 holds to its last digit that is no zero: it may be meant so."""
    digits = re.sub(r"\D", "", number.text) if "." not in number.text else ""
    zeros = len(digits) - len(digits.rstrip("0"))
    return zeros >= 2 and abs(abs(computed) - abs(number.value)) <= 0.5 * 10.0**zeros * number.last_digit


@dataclass(frozen=True, slots=True)
class Finder:
    """The arguments of one document; what fits a slot is found once and kept."""

    context: Context
    fitting: dict[Slot, Index[Number]] = field(default_factory=dict)

    def fits(self, slot: Slot) -> Index[Number]:
        """Return the numbers of the document that fit a slot."""
        if slot not in self.fitting:
            same = self.context.by_dimension.get(slot.dimension, NONE).items
            self.fitting[slot] = index(
                n for n in same if _accepts(self.context, slot, n) and not is_hypothetical(self.context, n)
            )
        return self.fitting[slot]

    def nearest(self, number: Number, slot: Slot) -> Found:
        """Return what fits a slot in the narrowest scope that holds any, one per distinct value."""
        known = self.fits(slot)
        if number.unit is not None and number.unit.dimension == slot.dimension:
            start, end = self.context.layout.bounds(slot.limit, number.start)
            near = known.within(start, end, around=number.start)
            known = index(n for n in near if n.start != number.start)
        found, scope = nearness.nearest(
            self.context.layout, number.start, known, lambda n: f"{abs(n.si()):.6g}", slot.limit
        )
        return Found(tuple(found), scope)

    def fill(self, number: Number, slot: Slot) -> Bound:
        """Return the argument that a slot asks for, or why there is none."""
        context = self.context
        if slot.dimension == NUMBER:
            found = _without_unit(context, number, slot)
        else:
            found = _segment(context, number, slot) or self.nearest(number, slot)
        if len(found.numbers) != 1:
            return Bound(None, found.scope, len(found.numbers) > 1)
        if found.scope > Scope.SENTENCE and _has_own(context, number, slot):
            return Bound(None, found.scope, True)
        return Bound(self.made(slot, found.numbers[0], found.scope), found.scope)

    def made(self, slot: Slot, number: Number, scope: Scope) -> Input:
        """Return a number as the argument that a slot asks for."""
        made = _with_rounding(_input(slot, Found((number,), scope)), number)
        if slot.factor != 1.0:
            printed = made.printed * slot.factor
            text = f"{printed:g} {made.unit.text}"
            made = replace(
                made, value=made.value * slot.factor, low=made.low * slot.factor,
                high=made.high * slot.factor, printed=printed, text=text,
            )  # fmt: skip
        return per_area(made)
