"""Concentrations bound to an ion and a side, by role: in and out words, subscripts, table headers.

A number with no clear role stays unbound: a tie abstains.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.concentrations import (
    Concentrations,
    blocked,
    is_concentration,
    is_mentioned,
    made_concentration,
    same_concentration,
)
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.ion_tables import table_concentrations
from nernstian.audit.ions import IonMention
from nernstian.audit.labelled import TOTAL, exchanged, labelled, modelled, multiplied
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index, nearest
from nernstian.audit.numbers import Number
from nernstian.audit.pairs import slashed
from nernstian.audit.preparations import head_label, of_preparation
from nernstian.audit.side_lists import side_lists
from nernstian.audit.sides import Side, side_after, sides_in
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, Unit

_AFTER_GAP = re.compile(
    r"\s?\(?(?:of\s)?(?:the\s)?(?:(?:potassium|sodium|chloride|calcium|[A-Z][a-z]?\^?\d?[+-]?)(?:\sions?)?\s)?"
    r"(?:on\sthe\s|on\sits\s)?(?:is\s)?(?:the\s)?(?:dans\sle\s(?:milieu\s)?)?\(?"
)
_BEFORE_GAP = re.compile(
    r"\s?(?:the\s(?:cell|axon|membrane|fibre|fiber|neuron)|de\scel|der\sZelle|la\sc[eé]l(?:lule|ula))?\s?"
    r"(?:concentrations?|free)?\s?(?:\(|is|are|=|:|≈|~|of|was|at|about|around|some|roughly|there\sis|has|holds|contains"
    r"|\[[A-Za-z+0-9^-]{1,6}\]|ist|est|liegt|bei|a|von|,|\s|K\^?\+|Na\^?\+|Cl\^?-|Ca\^?2\+)*\s?",
    re.IGNORECASE,
)
# "the internal potassium is set to 126 mM": a few plain words may stand between a side and its number
_WORDS_GAP = re.compile(r"(?:\s?[A-Za-zÀ-ÿ]{2,13}(?:'s)?){1,5}\s?(?:of|is|to|op|at|bei|auf|à|a|en)?\s?")
_BLOCKING = re.compile(
    r"\b(?:from|than|and|und|et|y|e|en|or|by|rais\w+|rises?|rose|falls?|fell|increas\w+|decreas\w+|lower\w*|drop\w*|chang\w*|doubl\w+"
    r"|versus|against|but|while|per|times|steigt|sinkt|auf|von|stijgt|daalt|outside|inside|between|potential|permeab\w+)\b",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\b(?:separat|trenn|sépar|separa|scheid)\w*", re.IGNORECASE)
_TAKEN = re.compile(r"\d(?:\s?[A-Za-zµ/]{1,6})?\s(?:\w{2,3}\s)?$")  # a number in front of a side has it
_KINETIC = re.compile(r"\bK_?[mdi]\b|affinit|\b[EI]C_?50\b|half[- ](?:max|sat)|dissociation", re.IGNORECASE)
_NOT_PLAIN = re.compile(
    r"(?:by|from|rais\w+|increas\w+|lower\w+|fall\w*|drop\w*|chang\w+|between)\s(?:\w+\s)?$", re.IGNORECASE
)
_BARE_SIDE = re.compile(
    r"\s(?:out|in|outside|inside|außen|innen|dehors|dedans|(?:à\sl')?(?:ext|int)érieur|fuera|dentro|fuori|buiten|binnen|ude|inde"
    r"|extracellular(?:ly)?|intracellular(?:ly)?|in\sthe\s(?:bath|saline|a?CSF|pipette|cell|cytosol|cytoplasm|axon))"
    r"(?=\s?[,;.:)/*→=|·•(–-]|(?<=side)\s(?:the\s|E_?[A-Z]|gives?\b|yields?\b|makes?\b|we\b|you\b|I\b|at\b)|\s->|\s(?:and|und|et|y|e|en|versus|vs|against|gegen|contre)\b|\s?$|\n)"
)
# of a pH the value is no concentration, nor that of the other side: "the pH is 7.1 inside and 7.4 outside"
_NO_CONCENTRATION = re.compile(r"pH(?:-?Wert)?[^;\n+A-Z\[]{0,44}$|\d\s?:\s?$|\d/$")
_IN_ORDER = re.compile(r"respectively|respectivement|respectivamente|beziehungsweise|bzw\.|respectievelijk")
_LISTED = re.compile(r"\s?(?:,|/|\band\b|\bund\b|\bet\b|\by\b|&)\s?(?:and\s|of\s)?")
INSTEAD = re.compile(
    r"\s?\(?(?:instead\sof|rather\sthan|in\splace\sof|statt|anstatt|anstelle\svon|au\slieu\sde|en\s(?:lugar|vez)\sde|invece\sdi"
    r"|in\splaats\svan)\s(?=[\d.,]|\Z)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Both concentrations of an ion, how far from the claim, and whether before it or in its clause."""

    out: Concentration
    inside: Concentration
    scope: Scope
    firm: bool = True


def _is_bare(text: str, number: Number) -> bool:
    """A number without unit counts only with its side right behind it: "5 out/100 in"."""
    if not number.usable or number.unit is not None or number.value <= 0.0:
        return False
    before = text[max(0, number.start - 48) : number.start]
    return _BARE_SIDE.match(text, number.end) is not None and not _NO_CONCENTRATION.search(before)


def is_exchanged(context: Context, number: Number) -> bool:
    """Whether another value takes the place of this one: the 17 of "34 instead of 17 mM"."""
    before = INSTEAD.search(context.text, max(0, number.start - 24), number.start + 1)
    return before is not None and before.end() == number.start


def _takes_place(context: Context, at: int) -> bool:
    """Whether a bare number takes the place of a concentration, whose unit it has: "34 instead of 17 mM"."""
    number = context.numbers[at]
    following = context.numbers[at + 1] if at + 1 < len(context.numbers) else None
    if following is None or number.unit is not None or not number.usable or not is_concentration(following):
        return False
    gap = INSTEAD.match(context.text, number.end, following.start + 1)
    return gap is not None and gap.end() == following.start


def _shares_unit(context: Context, at: int) -> bool:
    """A bare number right before "and 5 mM" or ", 5 mM" has its unit, where "respectively" orders them."""
    number = context.numbers[at]
    following = context.numbers[at + 1] if at + 1 < len(context.numbers) else None
    if following is None or number.unit is not None or not number.usable or not is_concentration(following):
        return False
    gap = context.text[number.end : following.start]
    start, end = context.layout.bounds(Scope.CLAUSE, number.start)
    return gap in (" and ", ", ") and _IN_ORDER.search(context.text, start, end) is not None


def _why_blocked(context: Context, number: Number, start: int) -> str:
    """Why a concentration is not what its ion has for a claim ("" where it is)."""
    if not is_concentration(number) and number.unit is not None:
        return "a concentration near it is a range, has a tolerance, is zero or cannot be read"
    before = context.text[max(start, number.start - 24) : number.start]
    if _NOT_PLAIN.search(before) and not _SEPARATED.search(context.text, start, number.start):
        return "a concentration near it is changed"
    if TOTAL.search(context.text, max(start, number.start - 40), number.start):
        return "a concentration near it is a total"
    return ""


def _side_of(text: str, number: Number, sides: list[Side], before_first: bool) -> str | None:
    """The side of a number: the word that touches it, or the clause's habit where two do."""
    after = next((s for s in sides if s.start >= number.unit_end), None)
    before = next((s for s in reversed(sides) if s.end <= number.start), None)
    follows = after is not None and _AFTER_GAP.fullmatch(text[number.unit_end : after.start][:40]) is not None
    gap = text[before.end : number.start] if before else ""
    leads = before is not None and len(gap) <= 40 and _BEFORE_GAP.fullmatch(gap) is not None
    if not leads and not follows and before is not None and len(gap) <= 50:
        plain = _WORDS_GAP.fullmatch(gap) is not None and _BLOCKING.search(gap) is None
        leads = plain and not _TAKEN.search(text[max(0, before.start - 16) : before.start])
    if follows and leads and after and before and after.side != before.side:
        taken = _TAKEN.search(text[max(0, before.start - 16) : before.start])
        return before.side if before_first and not taken and not before.holder else after.side
    if follows and after:
        return after.side
    return before.side if leads and before else None


def _ion_of_number(context: Context, number: Number, start: int) -> str | None:
    """The ion a number belongs to: right behind it, else the nearest before it, else the only one near."""
    after = context.ions.within(number.unit_end, number.unit_end + 5)
    if after and re.fullmatch(r"\s?(?:of\s)?\[?", context.text[number.unit_end : after[0].start]):
        return after[0].ion
    for low in (
        start,
        context.layout.bounds(Scope.SENTENCE, number.start)[0],
        context.layout.bounds(Scope.BLOCK, number.start)[0],
    ):
        before = context.ions.within(low, number.start)
        if before:
            return None if _is_listed(context.text, before) else before[-1].ion
    low, high = context.layout.bounds(Scope.SENTENCE, number.start)
    behind = {mention.ion for mention in context.ions.within(number.end, high)}
    if behind:
        return behind.pop() if len(behind) == 1 else None
    return context.ions.only  # a text about one ion need not name it each time


def _is_listed(text: str, before: list[IonMention]) -> bool:
    """Whether several ions are listed side by side, so that a number behind belongs to no one of them."""
    if len(before) < 2 or before[-1].ion == before[-2].ion:
        return False
    return _LISTED.fullmatch(text[before[-2].end : before[-1].start]) is not None


def _prose(context: Context) -> Iterator[Concentration | None]:
    """Concentrations in sentences, clause by clause."""
    text = context.text
    clauses = context.layout.clauses
    numbers = [
        n
        for at, n in enumerate(context.numbers)
        if (is_mentioned(n) and not is_exchanged(context, n))
        or _is_bare(text, n)
        or _shares_unit(context, at)
        or _takes_place(context, at)
    ]
    starts = [n.start for n in numbers]
    for at, start in enumerate(clauses):
        end = clauses[at + 1] if at + 1 < len(clauses) else context.layout.length
        inside = numbers[bisect_left(starts, start) : bisect_left(starts, end)]
        if not inside or context.layout.block_at(start).kind == "row":
            continue
        yield from _clause(context, text, start, end, inside)


def _clause(
    context: Context, text: str, start: int, end: int, numbers: list[Number]
) -> Iterator[Concentration | None]:
    sides = sides_in(text, start, end)
    if not sides or len(numbers) > 40:
        return
    shared = _shared_unit(numbers)
    # "inside (140 mM in, 5 mM out)": where each number has its own side behind it, that one counts
    own = all(side_after(text, number.unit_end) for number in numbers)
    before_first = sides[0].start < numbers[0].start and not own
    assigned = _respectively(text, start, end, sides, numbers) or _opposed(context, start, sides, numbers)
    for at, number in enumerate(numbers):
        side = assigned[at] if assigned else _side_of(text, number, sides, before_first)
        ion = _ion_of_number(context, number, start) if side else None
        unit = number.unit if number.unit is not None else shared
        if not side or not ion or _KINETIC.search(text, start, number.start):
            continue
        reason = _why_blocked(context, number, start)
        yield (
            blocked(ion, side, number, number.start, reason)
            if reason
            else _local(context, made_concentration(ion, side, number, unit))
        )


def _respectively(text: str, start: int, end: int, sides: list[Side], numbers: list[Number]) -> list[str]:
    """The sides of "inside and outside are 140 and 5 mM, respectively", in the order of the numbers."""
    if not _IN_ORDER.search(text, start, end) or len(sides) != len(numbers):
        return []
    apart = sides[-1].end <= numbers[0].start or numbers[-1].end <= sides[0].start
    return [side.side for side in sides] if apart else []


# what sets the other concentration against the one whose side is named
_OPPOSED = re.compile(
    r"(?:\s\w+)?,?\s(?:and|against|versus|vs\.?|but|und|gegen|et|contre|y|frente\sa|e|contro|en|tegen)\s(?:only\s|about\s|nur\s)?",
    re.IGNORECASE,
)


def _local(context: Context, found: Concentration | None) -> Concentration | None:
    """A concentration, marked as merely supposed where it takes another's place."""
    if found is None or found.number is None:
        return found
    gap = INSTEAD.match(context.text, found.number.unit_end, found.number.unit_end + 30)
    return replace(found, local=True) if gap is not None else found


_LATER = re.compile(
    r"[^.;:]{0,30}\b(?:after|later|then|when|during|following|in\sthe\s(?:other|second)|nach|später|wenn|après|quand|después|luego|cuando|dopo)\b",
    re.IGNORECASE,
)


def _opposed(context: Context, start: int, sides: list[Side], numbers: list[Number]) -> list[str]:
    """The sides of two concentrations of one ion that are set against each other, where one side is named."""
    if len(numbers) != 2 or len({side.side for side in sides}) != 1 or any(n.unit is None for n in numbers):
        return []
    first, second = numbers
    if _OPPOSED.fullmatch(context.text, first.unit_end, second.start) is None:
        return []
    ions = {_ion_of_number(context, number, start) for number in numbers}
    before_first = sides[0].start < first.start
    known = [_side_of(context.text, number, sides, before_first) for number in numbers]
    if (
        len(ions) != 1
        or known.count(None) != 1
        or _LATER.search(context.text, second.unit_end, second.unit_end + 60)
    ):
        return []
    other = "in" if sides[0].side == "out" else "out"
    return [side or other for side in known]


def _shared_unit(numbers: list[Number]) -> Unit | None:
    """The unit that bare numbers of a clause share; mM where nobody printed one ("5 out/100 in")."""
    units = {n.unit.text: n.unit for n in numbers if n.unit is not None}
    if len(units) == 1 and sum(n.unit is not None for n in numbers) * 2 < len(numbers):
        return MILLIMOLAR  # one of many that has a unit has one of its own: "Ca 1.5 out, 100 nM in"
    return next(iter(units.values())) if len(units) == 1 else MILLIMOLAR if not units else None


def bind_concentrations(context: Context) -> Concentrations:
    """Return every concentration with a clear ion and side, one per number."""
    found: dict[int, Concentration] = {}
    for table in context.tables:
        found.update({c.at: c for c in table_concentrations(context, table)})
    for concentration in (
        *slashed(context),
        *labelled(context),
        *modelled(context),
        *side_lists(context),
        *_prose(context),
    ):
        if concentration is not None:
            label = head_label(context.text, context.layout, concentration.at)
            found.setdefault(
                concentration.at, replace(concentration, label=label) if label else concentration
            )
    return Concentrations((*found.values(), *multiplied(context), *exchanged(context)))


def nearest_concentrations(
    context: Context, concentrations: Concentrations, ion: str, side: str, at: int
) -> tuple[list[Concentration], Scope]:
    """Return the nearest concentrations of an ion on a side; one that blocks stands alone."""
    facts = concentrations.of(ion, side)
    found, scope = nearest(context.layout, at, facts, same_concentration)
    later = context.layout.is_of_later_item
    if scope > Scope.BLOCK and any(c.local or later(c.at, at) for c in found):
        lasting = index(
            c for c in facts.within(0, context.layout.length, around=at) if not (c.local or later(c.at, at))
        )
        found, scope = nearest(context.layout, at, lasting, same_concentration)
    if scope > Scope.SENTENCE and any(c.at < at and not c.blocked for c in found):
        found = [c for c in found if c.at < at or not c.blocked]
    if scope == Scope.DOCUMENT and any(not c.blocked for c in found):
        found = [c for c in found if not c.blocked]
    blocked = [c for c in found if c.blocked]
    labels = [c.label for c in found]
    return blocked or of_preparation(context.text, context.layout, found, labels, at), scope


def _stray(context: Context, concentrations: Concentrations, after: int, at: int) -> bool:
    """Whether a concentration without a role stands between the bound ones and the claim."""
    start, _ = context.layout.bounds(Scope.SENTENCE, at)
    _, end = context.layout.bounds(Scope.CLAUSE, at)
    if context.layout.block_at(at).kind == "row":
        return False
    block, _ = context.layout.bounds(Scope.BLOCK, at)
    low = max(after + 1, block) if after < at else start
    low, end = max(low, at - 2000), min(end, at + 2000)
    near = [c.number for c in concentrations.all.within(max(block, at - 2000), end) if c.number is not None]
    bound = {number.start for number in near}
    said = [number.si() for number in near if number.usable]
    between = context.by_dimension.get(CONCENTRATION, NO_NUMBERS).within(low, at)
    return any(
        n.start not in bound and not _is_restated(n, said) and not is_exchanged(context, n) for n in between
    )


def _is_restated(number: Number, said: list[float]) -> bool:
    """Whether a concentration says one of those near it again: "0.050 M (50 mM)"."""
    return any(abs(number.si() - value) <= 0.01 * value for value in said)


NO_NUMBERS: Index[Number] = index(())


def find_pair(context: Context, concentrations: Concentrations, ion: str, at: int) -> Pair | str:
    """Return both concentrations of an ion for a claim at ``at``, or the reason why there are none."""
    sides: dict[str, Concentration] = {}
    reach = Scope.CLAUSE
    for side, word in (("out", "outside"), ("in", "inside")):
        found, scope = nearest_concentrations(context, concentrations, ion, side, at)
        if found and found[0].blocked:
            return found[0].blocked
        if not found:
            return f"no concentration of {ion} {word} is stated"
        if len(found) > 1:
            return f"several concentrations of {ion} {word} are equally near"
        sides[side], reach = found[0], max(reach, scope)
    clause_end = context.layout.bounds(Scope.CLAUSE, at)[1]
    firm = all(side.at < clause_end for side in sides.values())
    if _stray(context, concentrations, max(sides["out"].at, sides["in"].at), at):
        return "a concentration without a clear ion and side stands nearer"
    return Pair(sides["out"], sides["in"], reach, firm)
