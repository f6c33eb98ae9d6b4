"""Lists of concentrations that one word for a side governs: "outside: 145 mM Na+, 5 mM K+; inside: ...".

Also the other way round, one ion and both sides: "K+: out 4, in 140 mM". Between the words for the sides
there may be nothing but ions, numbers and small words: else the text says something that is not read here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.ions import VALENCE, IonMention
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.sides import Side, sides_in, without_holders
from nernstian.audit.units import CONCENTRATION, Unit, parse_unit

_MAX_CLAUSE, _MAX_NUMBERS = 600, 40
# heads of a list that are no words for a side elsewhere
_HEADS = re.compile(
    r"(?<![A-Za-z-])(?:(?P<out>[Ss]eawater|[Ss]ea\swater|[Ss]aline|Ringer(?:'s)?|[Mm]edium|[Ii]nterstiti\w+|[Ss]oil\ssolution|[Aa]poplast"
    r"|fluid\saround\sit|[Hh]a?emolymph|[Hh]ämolymphe|[Ss]urrounding\s(?:fluid|solution|medium)|cerebrospinal\sfluid|CSF|[Bb]lood|Blut)"
    r"|(?P<in>[Aa]xoplasma?|[Mm]yoplasm|[Ss]arcoplasm|[Pp]ipette|[Ss]ap"
    r"|(?P<holder>(?:[Mm]uscle|músculo|[Mm]uskel|[Ff]ib(?:re|er)|fibra|[Ff]aser|[Cc]ell|célula|cellule|Zelle|cellula)\s(?:water\s)?(?:contains|holds|has"
    r"|contiene|tiene|enthält|hat|contient|bevat|heeft))"
    r"|(?<=[,;:(]\s)in(?=\s\d)|(?<=\sand\s)in(?=\s\d)))(?![A-Za-z])(?=[^\d.;]{0,40}\d)",
)
# what makes of a list a change, a comparison or a sum: such text is not read as one
_NOT_LISTED = re.compile(
    r"\b(?:from|to|than|instead|between|exceed\w*|rais\w+|rises?|rose|falls?|fell|increas\w+|decreas\w+|lower\w*|higher|drop\w*"
    r"|changes?|changed|doubl\w+|halv\w+|until|per|times|fold|total|each|added|replac\w+|remov\w+|von|auf|nach|statt|steigt|sinkt|mehr"
    r"|plus|moins|monte|baisse|sube|baja|más|menos|stijgt|daalt|sale|scende|più|meno)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?]\s|\n\s*\n|\|")
_UNIT = re.compile(r"[(,\s\[](?:in\s)?(?=(?:m?M|mmol/[lL]|mol/[lL]|mEq/[lL]|[µu]M|nM)\b)")
_JOINED = re.compile(r"\s?\^?\d?[+-]?\]?(?:_?[a-z]{1,3}\b)?\s?(?:[:=]|of|is|at|ions?|concentrations?)?\s?\(?")
_AND = re.compile(r"\s?(?:,|/|\band\b|\bund\b|\bet\b|\by\b|\ben\b|\be\b|,\sand)\s?")
_PERMEABILITY = re.compile(r"\bP_?(K|Na|Cl|Ca)\b")
_BACK = 400
_TWICE = "two concentrations of the same ion and side are listed"
_BEHIND = re.compile(r"\s?(?:(?:of|de|d'|von|van|di|an)\s?)?(?:free\s)?\[?")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A number with the ion it is the concentration of."""

    ion: str
    number: Number


def side_lists(context: Context) -> Iterator[Concentration]:
    """Yield the concentrations of every list that words for the sides govern."""
    clauses = context.layout.clauses
    for at, start in enumerate(clauses):
        end = clauses[at + 1] if at + 1 < len(clauses) else context.layout.length
        if end - start > _MAX_CLAUSE or context.layout.block_at(start).kind == "row":
            continue
        numbers = _relevant(context, start, end)
        if not 2 <= len(numbers) <= _MAX_NUMBERS:
            continue
        sides = _heads(context, start, end)
        if sides:
            yield from _clause(context, start, end, sides, numbers)


def _relevant(context: Context, start: int, end: int) -> tuple[Number, ...]:
    """The numbers of a clause that may be concentrations: with such a unit, or without any."""
    return tuple(
        n for n in context.numbers_in(start, end) if n.unit is None or n.unit.dimension == CONCENTRATION
    )


def _heads(context: Context, start: int, end: int) -> list[Side]:
    found = sides_in(context.text, start, end)
    found += [
        Side("out" if m["out"] else "in", m.start(), m.end(), bool(m["holder"]))
        for m in _HEADS.finditer(context.text, start, end)
        if not any(_beside(context.text, side, m) for side in found)
    ]
    found = without_holders(context.text, sorted(found, key=lambda side: side.start))
    return [s for at, s in enumerate(found) if at == 0 or s.side != found[at - 1].side]


def _beside(text: str, side: Side, match: re.Match[str]) -> bool:
    """Whether a head only says again what a word beside it says: "the medium outside"."""
    low, high = min(side.end, match.end()), max(side.start, match.start())
    return high - low <= 12 and not re.search(r"\d", text[low:high])


def _ordered(context: Context, low: int, high: int) -> list[_Entry]:
    """Numbers without ions between them, in the order of the last list of as many ions: "130, 10, 8 mM"."""
    run: list[Number] = []
    for number in _relevant(context, low, high):
        if run and _AND.fullmatch(context.text[run[-1].unit_end : number.start]) is None:
            break
        run.append(number)
    if len(run) < 2 or context.ions.within(low, run[-1].unit_end + 6):
        return []
    back = max(0, low - _BACK)
    places = [(mention.start, mention.ion) for mention in context.ions.within(back, low)]
    places += [(match.start(), match.group(1)) for match in _PERMEABILITY.finditer(context.text, back, low)]
    named = [ion for _, ion in sorted(places)]
    for at in range(len(named) - len(run), -1, -1):
        ions = named[at : at + len(run)]
        if len(set(ions)) == len(run):
            return [_Entry(ion, number) for ion, number in zip(ions, run, strict=True)]
    return []


def _clause(
    context: Context, start: int, end: int, sides: list[Side], numbers: tuple[Number, ...]
) -> Iterator[Concentration]:
    """The concentrations of a clause whose words for the sides all lead, or all follow, their numbers."""
    found: list[tuple[_Entry, str]] = []
    if numbers[-1].start > sides[-1].start:
        behind = [*(side.start for side in sides[1:]), end]
        found = _listed(context, start, sides, [side.end for side in sides], behind, _ordered)
    if not found and numbers[0].start < sides[0].start:
        before = [start, *(side.end for side in sides[:-1])]
        found = _listed(context, start, sides, before, [side.start for side in sides], None)
    places = Counter((entry.ion, side) for entry, side in found)
    shared = _shared_unit(context, start, end, found)
    for entry, side in found:
        concentration = _concentration(entry, side, shared)
        if concentration is not None:
            twice = places[entry.ion, side] > 1  # a change, or two cells
            yield replace(concentration, blocked=_TWICE if twice else "")


def _listed(
    context: Context,
    start: int,
    sides: list[Side],
    lows: list[int],
    highs: list[int],
    ordered: Callable[[Context, int, int], list[_Entry]] | None,
) -> list[tuple[_Entry, str]]:
    """The entries of the pieces that sides govern: each with its ion, else in the order of the ions."""
    pieces = list(zip(lows, highs, strict=True))
    for read in (_entries, ordered):
        listed = [read(context, low, high) for low, high in pieces] if read is not None else []
        if listed and all(listed) and any(len(entries) > 1 for entries in listed):
            return [
                (entry, side.side) for entries, side in zip(listed, sides, strict=True) for entry in entries
            ]
    return _of_one_ion(context, start, sides, pieces)


def _of_one_ion(
    context: Context, start: int, sides: list[Side], pieces: list[tuple[int, int]]
) -> list[tuple[_Entry, str]]:
    """Both concentrations of the one ion that heads a clause: "K+: out 4, in 140 mM"."""
    first = min(pieces[0][0], sides[0].start)
    mentions = context.ions.within(start, first)
    if len(sides) != 2 or len({mention.ion for mention in mentions}) != 1:
        return []
    last = pieces[-1][1] if pieces[-1][1] > sides[-1].start else context.layout.bounds(Scope.CLAUSE, start)[1]
    if len(_relevant(context, mentions[0].end, last)) != 2:
        return []  # a number that belongs to neither side
    found: list[tuple[_Entry, str]] = []
    for (low, high), side in zip(pieces, sides, strict=True):
        stop = _end(context, low, high)
        inside = _relevant(context, low, stop)
        if len(inside) != 1 or context.ions.within(low, inside[0].start):
            return []
        if not _is_plain(context, low, inside[0].start, [], ()):
            return []
        found.append((_Entry(mentions[-1].ion, inside[0]), side.side))
    bare = [entry.number.unit is None for entry, _ in found]
    short = any(context.text[side.start : side.end].lower() == "in" for side in sides)
    return found if any(bare) or short else []  # with units on both, prose is read as prose


def _end(context: Context, low: int, high: int) -> int:
    """Where the list ends: at the end of a sentence, or at the second line break in a row."""
    stop = _STOP.search(context.text, low, high)
    return stop.start() if stop else high


def _entries(context: Context, low: int, high: int) -> list[_Entry]:
    """The pairs of ion and number in a piece of text that holds nothing else; none where it holds more."""
    mentions = context.ions.within(low, high)
    numbers = [n for n in _relevant(context, low, high) if not _is_charge(n, mentions)]
    if not mentions or not numbers:
        return []
    leads = mentions[0].start < numbers[0].start
    entries: list[_Entry] = []
    for mention, number in zip(mentions, numbers, strict=False):
        first, second = (mention.end, number.start) if leads else (number.unit_end, mention.start)
        joined = _JOINED if leads else _BEHIND
        if second < first or joined.fullmatch(context.text[first:second]) is None:
            break
        entries.append(_Entry(mention.ion, number))
    if not entries:
        return []
    last = max(entries[-1].number.unit_end, mentions[len(entries) - 1].end)
    used = [entry.number for entry in entries]
    return entries if _is_plain(context, low, last, mentions, used) else []


def _is_charge(number: Number, mentions: list[IonMention]) -> bool:
    return any(mention.start <= number.start < mention.end for mention in mentions)


def _is_plain(
    context: Context, low: int, high: int, mentions: list[IonMention], numbers: list[Number] | tuple[()]
) -> bool:
    """Whether a piece of text holds no other number, and no word that makes it more than a list."""
    used = {number.start for number in numbers}
    inside = [n for n in _relevant(context, low, high) if not _is_charge(n, mentions)]
    if any(n.start not in used for n in inside) and numbers:
        return False
    return _NOT_LISTED.search(context.text, low, high) is None


def _shared_unit(context: Context, start: int, end: int, found: list[tuple[_Entry, str]]) -> Unit | None:
    """The unit of numbers that have none: the one of the others, or the one in the sentence's lead."""
    units = {e.number.unit.text: e.number.unit for e, _ in found if e.number.unit is not None}
    if units:
        return next(iter(units.values())) if len(units) == 1 else None
    sentence, stop = context.layout.bounds(Scope.SENTENCE, start)
    group, _ = context.layout.bounds(Scope.GROUP, start)
    for low, high in ((sentence, min(stop, end + 40)), (max(group, start - 300), sentence)):
        places = list(_UNIT.finditer(context.text, low, high))
        if places:
            return parse_unit(context.text, places[-1].end())[0]
    return None


def _concentration(entry: _Entry, side: str, shared: Unit | None) -> Concentration | None:
    number = entry.number
    unit = number.unit or shared
    if unit is None or unit.dimension != CONCENTRATION or not number.usable or number.value <= 0.0:
        return None
    value = unit.to_si(number.value) / (abs(VALENCE[entry.ion]) if unit.equivalents else 1)
    return Concentration(entry.ion, side, number, unit, value, False, number.start)
