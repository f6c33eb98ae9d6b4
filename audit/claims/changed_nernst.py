"""Shifts and new values of an equilibrium potential where a sentence changes what it follows from.

"[K]o 20 -> 200 mM: EK moves by +58 mV, to -17 mV"; "recorded at 22 °C instead, E_K is then -54 mV". A shift
follows from the change alone. Where the change is the only one of its sentence, its side is known and the
other side has one value, name and change leave one result: another one is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import (
    Claim,
    Facts,
    Input,
    Unbound,
    bind_temperature,
    context_prefactor,
    exact,
    prefactor_is_far,
)
from nernstian.audit.claims.candidates import NOTHING
from nernstian.audit.claims.inferred import fits
from nernstian.audit.claims.labels import Label
from nernstian.audit.claims.roles import Law, make_claim
from nernstian.audit.claims.searched_nernst import NernstSearch, search_of
from nernstian.audit.claims.what_if import Change, question_start
from nernstian.audit.given import Concentration
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR

_NERNST = Law("NE101", "nernst", "E")
_SHIFTED = re.compile(
    r"\b(?:mov\w+|shift\w*|chang\w+|falls?|fell|rises?|rose|drops?|dropped|increas\w+|decreas\w+|depolari\w+|hyperpolari\w+|climbs?|lost|gain\w*"
    r"|verschieb\w+|ändert|steigt|sinkt|varie|augmente|diminue|se\sdéplace|aumenta|disminuye|cambia|sposta|scende|sale)\s"
    r"(?:sich\s)?(?:by|um|de|en|di|of|nearly|about|almost|fast|presque|casi|quasi)\s(?:about\s|nearly\s|etwa\s|rund\s|only\s)?$",
    re.IGNORECASE,
)
_SHIFT_BEHIND = re.compile(
    r"\s(?:(?:less|more)\s(?:negative|positive)|(?:towards?|away\sfrom)\szero|lower|higher|weniger|mehr|più|meno|más|menos|de\s(?:plus|moins))\b"
)
_KEYED = re.compile(r"\bkey\b|\banswer\b|\brisposta|\brespuesta|\bréponse|\bAntwort|\bLösung", re.IGNORECASE)
_CHANGES_BY = re.compile(
    r"chang\w*\sby|shift\w*\sby|mov\w+\sby|by\show\s(?:much|many)|ändert|varie\sde|cambia", re.IGNORECASE
)
_TIED = re.compile(
    r"(?:[^\d]|\d(?=\s?°))*?\b(?:becomes?|is\s(?:then|now)|would\s(?:then\s)?be|(?:falls?|rises?|drops?|goes|moves?|climbs?|changes|shifts?)\s(?:up\s|down\s)?to"
    r"|wird|steigt\sauf|sinkt\sauf|fällt\sauf|devient|passe\sà|tombe\sà|monte\sà|diventa|passa\sa|scende\sa|sale\sa|pasa\sa|baja\sa|sube\sa"
    r"|raddoppia,|se\sdimezza,)\s(?:about\s|only\s)?$",
    re.IGNORECASE,
)
# "verschiebt sich E_K auf", "verschuift E_K naar", "this moves E_K to"
_GOES = re.compile(
    r"\b(?:verschiebt|ändert|steigt|sinkt|fällt|verschuift|stijgt|daalt|verandert|shifts?|moves?|brings?|takes?|raises|lowers|drives|porte|amène|fait\spasser"
    r"|lleva|desplaza|porta|sposta|bringt|brengt)\s(?:sich\s|dan\s|so\s|dann\s|der\s|the\s|l')?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s(?:then\s|dann\s|dan\s)?(?:auf|naar|to|à|a)\s")
_STATE = re.compile(r"=\s?$|:\s?$")
_OTHER = re.compile(
    r"\bV_?m\b|\brest(?:ing|s)?\b|membrane\spotential|reposo|riposo|repos\b|Ruhe|measur|record(?:ed|s)\s|GHK|Goldman|driving|threshold|peak",
    re.IGNORECASE,
)
_CHANCE, _SPREAD, _MOST = 0.06, 0.1, 4
_REACH = 420
_NONE: Index[Number] = index(())


def ratio_claim(search: NernstSearch, ion: str, number: Number, after: float, before: float) -> Claim:
    """Return the claim that a number is the shift between two concentrations."""
    inputs = (
        Input("c_out", f"{after:g} mM", after, after, MILLIMOLAR),
        Input("c_in", f"{before:g} mM", before, before, MILLIMOLAR),
        exact("z", abs(VALENCE[ion]), "context"),
    )
    law = replace(_NERNST, quantity=f"ΔE_{ion}")
    unit = number.unit or MILLIMOLAR
    claim = make_claim(search.context, law, number, unit, inputs, False, magnitude=True)
    if (
        claim.temperature is None
        and claim.prefactor is None
        and not prefactor_is_far(search.context, number.start)
    ):
        return replace(claim, prefactor=context_prefactor(search.context, number.start))
    return claim


def _subject(search: NernstSearch, number: Number) -> Label | None:
    """The name E_X that a number of the same sentence, or of an answer to its question, belongs to."""
    layout = search.context.layout
    for scope in (Scope.SENTENCE, Scope.BLOCK):
        start, _ = layout.bounds(scope, number.start)
        found = search.labels.within(max(start, number.start - _REACH), number.start)
        if found:
            label = found[-1].label
            return None if _OTHER.search(search.context.text, label.end, number.start) else label
    return None


def _is_shift(search: NernstSearch, number: Number) -> bool:
    text = search.context.text
    start, _ = search.context.layout.bounds(Scope.SENTENCE, number.start)
    if _SHIFTED.search(text, max(start, number.start - 40), number.start):
        return True
    if _SHIFT_BEHIND.match(text, number.unit_end):
        return True
    question = question_start(search.context, number)
    block = search.context.layout.bounds(Scope.BLOCK, number.start)[0] if question is None else question
    asked = _CHANGES_BY.search(text, max(block, number.start - _REACH), number.start)
    return asked is not None and _KEYED.search(text, asked.end(), number.start) is not None


def _ratios(search: NernstSearch, ion: str, number: Number) -> Iterator[tuple[float, float]]:
    """What concentrations change from and to, the nearest change first; then pairs of columns."""
    for change in reversed(search.changes.near(ion, number, Scope.BLOCK)[-_MOST:]):
        yield from _of_change(search, ion, change)
    cells = [c for c in search.known.get(ion, NOTHING).near(number.start) if c.words][:_MOST]
    for at, first in enumerate(cells):
        yield from ((second.value, first.value) for second in cells[at + 1 :])


def _of_change(search: NernstSearch, ion: str, change: Change) -> Iterator[tuple[float, float]]:
    if change.ratio is not None:
        yield change.ratio * (change.before or 1.0), change.before or 1.0
        return
    stated = {
        c.value
        for c in search.known.get(ion, NOTHING).before(change.at)
        if c.side == change.side and not c.changed
    }
    if change.after is not None and change.side:
        yield from ((change.after, before) for before in sorted(stated)[:2])


def _shift(search: NernstSearch, number: Number) -> Claim | None:
    """The shift that a change makes; wrong only where one change and the name leave one."""
    ion = search.ion_of(number) or _only_ion(search, number)
    if ion is None:
        return None
    for tried, (after, before) in enumerate(_ratios(search, ion, number), start=1):
        if after <= 0.0 or before <= 0.0 or after == before:
            continue
        if tried * _width(number) > _CHANCE * _SPREAD:
            break
        for one in search.readings(ratio_claim(search, ion, number, after, before)):
            if fits(one):
                return replace(one, firm=False)
    return _firm_shift(search, ion, number)


def _firm_shift(search: NernstSearch, ion: str, number: Number) -> Claim | None:
    """The shift that the only change of a sentence makes to the potential that it names."""
    own = search.changes.near(ion, number, Scope.SENTENCE)
    label = _subject(search, number)
    if len(own) != 1 or label is None or label.ion != ion or number.hedge is not None:
        return None
    ratios = list(_of_change(search, ion, own[0]))
    if len(ratios) != 1 or not own[0].side or label.start <= own[0].at - 80:
        return None
    if not _is_alone(search, number, own[0]) or _may_differ(search, number, own[0]):
        return None
    return replace(ratio_claim(search, ion, number, *ratios[0]), firm=True, reach=Scope.SENTENCE)


def _width(number: Number) -> float:
    """The worth of the last printed digit in volts."""
    return number.last_digit * (number.unit.scale if number.unit is not None else 1e-3)


def _is_alone(search: NernstSearch, number: Number, change: Change | None) -> bool:
    """Whether no other concentration stands in a number's sentence, or between the change and the number."""
    start, end = search.context.layout.bounds(Scope.SENTENCE, number.start)
    used = (-1, -1)
    if change is not None:
        start = min(start, change.at)
        used = change.at, change.number.end if change.number is not None else change.at
    stated = search.context.by_dimension.get(CONCENTRATION, _NONE).within(start, end)
    return all(used[0] <= other.start < used[1] for other in stated)


def _only_ion(search: NernstSearch, number: Number) -> str | None:
    """The one ion whose concentration the paragraph changes."""
    block, _ = search.context.layout.bounds(Scope.BLOCK, number.start)
    ions = {
        change.ion for change in search.changes.all.within(max(block, number.start - _REACH), number.start)
    }
    return ions.pop() if len(ions) == 1 else None


# -- a new value ---------------------------------------------------------------------------------------


def _after(search: NernstSearch, change: Change, number: Number) -> Concentration | None:
    """What a change leads to, as a concentration."""
    if change.number is not None and change.after is not None:
        value = change.number
        return Concentration(change.ion, change.side, value, change.unit, change.after, False, value.start)
    stated = search.known.get(change.ion, NOTHING).before(number.start)
    made = search.changes.folded(change.ion, change.side, number, stated)
    folded = [c for c in made if c.at == change.at and c.side == change.side]
    return folded[0].concentration if len({round(c.value, 9) for c in folded}) == 1 else None


def _new_value(search: NernstSearch, number: Number) -> Claim | None:
    """A potential that a sentence says a change leads to; one pair and one temperature must be left."""
    label = _subject(search, number)
    if label is None or number.hedge is not None or not _is_tied(search, label, number):
        return None
    changes = search.changes.near(label.ion, number, Scope.SENTENCE)
    changes = changes or search.changes.near(label.ion, number, Scope.BLOCK)[-1:]
    if len({(c.side, c.after, c.factor) for c in changes}) > 1:
        return None
    change = changes[-1] if changes else None
    if not _is_alone(search, number, change) or _may_differ(search, number, change):
        return None
    sides = _left(search, label.ion, number, change)
    out, inside = sides.get("out"), sides.get("in")
    if out is None or inside is None:
        return None
    claim = search.claim_of(label.ion, number, out, inside)
    claim = _at_partner(search, claim, inside if change is not None and change.side == "out" else out)
    if claim.temperature is None and claim.prefactor is None:
        return None
    return replace(claim, firm=True, reach=Scope.SECTION, symbolic=label.symbolic)


# not of the whole change: "E_K becomes -81 mV after the first", "in the second cell"
_PARTLY = re.compile(
    r"[^.;\n]{0,30}\b(?:first|second|third|half-?way|other|another|next|control|erste\w*|zweite\w*|premi\w+|second\w*|prim[oa]|otr[oa]|altr[oa])\b",
    re.IGNORECASE,
)
_UNMEASURED = re.compile(
    r"\b(?:replac\w+|substitu\w+|swapp\w+|exchang\w+|vervang\w+|reemplaz\w+|rais\w+|lower\w+|increas\w+|decreas\w+|reduc\w+|remov\w+|added|ersetz\w+|erhöh\w+|remplac\w+|sostitu\w+|sustitu\w+)",
    re.IGNORECASE,
)


def _may_differ(search: NernstSearch, number: Number, change: Change | None) -> bool:
    """Whether a sentence asks, or speaks of several temperatures, of another cell or of part of a change."""
    context = search.context
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    if (
        len(context.temperatures.within(start, end)) > 1
        or context.text[number.end : end].rstrip()[-1:] == "?"
    ):
        return True
    if _PARTLY.match(context.text, number.unit_end):
        return True
    if change is None:
        block, _ = context.layout.bounds(Scope.BLOCK, number.start)
        return _UNMEASURED.search(context.text, max(block, number.start - _REACH), number.start) is not None
    clause, stop = context.layout.bounds(Scope.CLAUSE, number.start)
    return change.at < clause and start < clause and bool(context.temperatures.within(clause, stop))


def _left(
    search: NernstSearch, ion: str, number: Number, change: Change | None
) -> dict[str, Concentration | None]:
    """The one concentration of each side that a change, or a change of temperature, leaves."""
    known = search.known.get(ion, NOTHING)
    if change is None:
        said = _temperature_said(search, number)
        return {side: known.stated_once(side, number.start) for side in ("out", "in")} if said else {}
    if not change.side:
        return {}
    other = "in" if change.side == "out" else "out"
    return {change.side: _after(search, change, number), other: known.stated_once(other, number.start)}


def _at_partner(search: NernstSearch, claim: Claim, partner: Concentration) -> Claim:
    """A claim without a temperature at the one that the unchanged concentration is stated for."""
    start, end = search.context.layout.bounds(Scope.BLOCK, claim.number.start)
    own = search.context.temperatures.within(start, end)
    if claim.temperature is not None or claim.prefactor is not None or own:
        return claim
    stated, _ = bind_temperature(search.context, partner.at, partner.at)
    return replace(claim, temperature=stated, temperature_scope=Scope.SECTION)


def _is_tied(search: NernstSearch, label: Label, number: Number) -> bool:
    """Whether words of becoming stand between a name and its number, and no other potential."""
    text = search.context.text
    if _TO.fullmatch(text, label.end, number.start):
        return _GOES.search(text, max(0, label.start - 30), label.start) is not None
    return _TIED.search(text, max(label.end, number.start - 60), number.start) is not None


def _temperature_said(search: NernstSearch, number: Number) -> bool:
    """Whether the sentence, or else the paragraph, states one temperature in front of a number."""
    context = search.context
    low, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    stated = context.temperatures.within(max(low, number.start - _REACH), number.start)
    stated = stated or context.temperatures.within(max(block, number.start - _REACH), number.start)
    return len(stated) == 1 and not stated[0].blocked


def _of_column(search: NernstSearch, number: Number) -> Claim | None:
    """The potential of the occasion that is named behind it, a column of a table: "-80.6 mV after 3 h"."""
    label = _lead(search, number)
    if label is None or number.hedge is not None:
        return None
    cells = [c for c in search.known.get(label.ion, NOTHING).near(number.start) if c.words]
    named = search.column_of(cells, number) if len(cells) > 1 else None
    inside = search.known.get(label.ion, NOTHING).stated_once("in", number.start)
    outside = search.known.get(label.ion, NOTHING).stated_once("out", number.start)
    if named is None or (inside is None) == (outside is None):
        return None
    cell = named.concentration
    pair = (replace(cell, side="out"), inside) if inside is not None else (outside, replace(cell, side="in"))
    if pair[0] is None or pair[1] is None:
        return None
    claim = search.claim_of(label.ion, number, pair[0], pair[1])
    if claim.temperature is None and claim.prefactor is None:
        return None
    return replace(claim, firm=True, reach=Scope.GROUP)


def _lead(search: NernstSearch, number: Number) -> Label | None:
    """The name at the end of the line that leads a list, the first number of whose item this is."""
    layout = search.context.layout
    block, _ = layout.bounds(Scope.BLOCK, number.start)
    group, _ = layout.bounds(Scope.GROUP, number.start)
    if group >= block or search.context.text[block : number.start].strip(" -*•\n"):
        return None
    found = search.labels.within(group, block)
    between = search.context.text[found[-1].label.end : block] if found else "x" * 99
    first = between.split("\n\n")[0].strip()
    return (
        found[-1].label
        if found and first in ("was", "is", "were", "ist", "war", "est", "es", "è", ":", "was:", "is:", "=")
        else None
    )


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield shifts and new values of equilibrium potentials."""
    search = search_of(facts)
    if not search.known:
        return
    for number in facts.context.with_unit:
        if not search.is_open(number):
            continue
        if _is_shift(search, number):
            found = _shift(search, number)
        else:
            found = _new_value(search, number) or _of_column(search, number)
        if found is not None:
            yield found
