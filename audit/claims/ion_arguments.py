"""Arguments that laws of one ion share: its concentrations, the membrane potential, one value of a dimension."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from dataclasses import dataclass

from nernstian.audit.binding import find_pair
from nernstian.audit.claims.base import Facts, Input, concentration_input, printed_input
from nernstian.audit.claims.capacitor import NONE, nearest
from nernstian.audit.context import MILLIVOLT, Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, POTENTIAL, Dimension

_SIDE = re.compile(r"\bc_?[({]?(?P<side>in?|o(?:ut)?)[)}]?\s?[=≈]\s?$", re.IGNORECASE)
_SAME = re.compile(
    r"\bsame\s(?:voltage|potential|membrane\spotential)|gleichen?\s(?:Spannung|Potential)|même\s(?:potentiel|voltage)|mismo\s(?:potencial|voltaje)",
    re.IGNORECASE,
)
_ZERO = re.compile(
    r"(?:\bV(?:_?m)?\s?=\s?|\b(?:at|bei|à|a|bij)\s)0(?![.,]?\d|\s?(?:°|K\b))(?:\s?mV)?|\b(?:at|bei|à|a)\szero\s(?:voltage|potential)"
)
_AT = re.compile(
    r"\s?(?:\(|,)?\s?(?:at|bei|à|a|bij|for|für)\s(?:V(?:_m)?\s?=\s?|a\smembrane\spotential\sof\s)?"
)
_NOT_V = re.compile(
    r"(?:\bE_?\w{0,3}\s?[=≈]|revers\w+|equilib\w+|Nernst|Umkehr\w+|Gleichgewicht\w+)(?:[^\d;.]|\.\D){0,20}$",
    re.IGNORECASE,
)


_BEFORE, _AFTER = 600, 300  # a text without full stops takes no more than linear time


def sentence_of(context: Context, number: Number, scope: Scope = Scope.SENTENCE) -> tuple[int, int]:
    """Return the sentence of a number, or its clause; of a very long one only what stands near the number."""
    start, end = context.layout.bounds(scope, number.start)
    return max(start, number.start - _BEFORE), min(end, number.unit_end + _AFTER)


@dataclass(frozen=True, slots=True)
class Given:
    """An argument with how far away it stands."""

    value: Input
    scope: Scope


def only_one(context: Context, name: str, number: Number, dimension: Dimension, limit: Scope) -> Given | None:
    """The one number of a dimension nearest to a claim; the last in front of it in its own sentence."""
    start, _ = sentence_of(context, number)
    own = [
        n
        for n in context.numbers_in(max(start, number.start - 400), number.start)
        if n.usable and n.unit is not None and n.unit.dimension == dimension and is_role(context, n)
    ]
    found = nearest(context, number, dimension, limit, lambda n: is_role(context, n))
    chosen = own[-1] if own else found.numbers[0] if len(found.numbers) == 1 else None
    if chosen is None or chosen.unit is None:
        return None
    scope = Scope.SENTENCE if own else _in_list(context, number, chosen, found.scope)
    source = "stated" if scope <= Scope.GROUP else "context"
    return Given(printed_input(name, chosen, chosen.unit, source, False), scope)


def _in_list(context: Context, number: Number, given: Number, scope: Scope) -> Scope:
    """The items of one list, or the rows of one table, belong together as a paragraph does."""
    kinds = {context.layout.block_at(at).kind for at in (number.start, given.start)}
    return Scope.BLOCK if scope == Scope.GROUP and kinds in ({"item"}, {"row"}) else scope


def is_role(context: Context, number: Number) -> bool:
    """Return whether a potential may be that of the membrane, and is no equilibrium potential."""
    before = context.text[max(0, number.start - 40) : number.start]
    return number.unit is None or number.unit.dimension != POTENTIAL or not _NOT_V.search(before)


def _behind(context: Context, number: Number) -> Given | None:
    """The potential that stands directly behind a number: "1.69 µA/cm2 at -70 mV and 5.06 at -40 mV"."""
    following = context.numbers_in(number.unit_end, number.unit_end + 30)[:1]
    if not following or following[0].unit is None or following[0].unit.dimension != POTENTIAL:
        return None
    if not _AT.fullmatch(context.text[number.unit_end : following[0].start]) or not following[0].usable:
        return None
    return Given(printed_input("V", following[0], following[0].unit, "stated", False), Scope.SENTENCE)


def voltage_of(context: Context, number: Number) -> Given | None:
    """The membrane potential: in the sentence, a bare ``V = 0``, "the same voltage", else the nearest."""
    touching = _behind(context, number)
    if touching is not None:
        return touching
    start, _ = sentence_of(context, number)
    zero = _ZERO.search(context.text, max(start, number.start - 200), number.start)
    if zero is not None and MILLIVOLT is not None:
        return Given(Input("V", "0 mV", 0.0, 0.0, MILLIVOLT), Scope.SENTENCE)
    same = _SAME.search(context.text, start, number.start) is not None
    listed = context.layout.block_at(number.start).kind in ("item", "row")
    return only_one(context, "V", number, POTENTIAL, Scope.GROUP if same or listed else Scope.BLOCK)


def _labelled(context: Context, number: Number) -> dict[str, Input] | None:
    """The concentrations printed as c_i and c_o in the claim's block; None unless there is one of each."""
    start, end = context.layout.bounds(Scope.BLOCK, number.start)
    found: dict[str, Input] = {}
    for given in context.by_dimension.get(CONCENTRATION, NONE).within(start, end, around=number.start):
        label = _SIDE.search(context.text[max(start, given.start - 12) : given.start])
        if label is None or given.unit is None or not given.usable:
            continue
        name = "c_in" if label["side"].startswith("i") else "c_out"
        if name in found:
            return None
        found[name] = printed_input(name, given, given.unit, "stated", False)
    return found if len(found) == 2 else None


def sides_of(facts: Facts, ion: str, number: Number) -> tuple[dict[str, Input], Scope] | str:
    """Both concentrations, by the labels c_i and c_o or by what is said of the ion; else why not."""
    labelled = _labelled(facts.context, number)
    if labelled is not None:
        return labelled, Scope.BLOCK
    pair = find_pair(facts.context, facts.concentrations, ion, number.start)
    if isinstance(pair, str):
        return pair
    sides = {"c_in": pair.inside, "c_out": pair.out}
    return {name: concentration_input(name, side, pair.scope) for name, side in sides.items()}, pair.scope


def _ions(context: Context, start: int, end: int) -> set[str]:
    """The ions named in a piece of text; the K of "298 K" is none."""
    kelvins = {
        n.unit_end for n in context.numbers_in(start, end) if n.unit is not None and n.unit.text == "K"
    }
    return {mention.ion for mention in context.ions.within(start, end) if mention.end not in kelvins}


def ion_of_claim(context: Context, number: Number) -> str | None:
    """The one ion of the clause or sentence, else of the paragraph or list in front of a number."""
    listed = context.layout.block_at(number.start).kind in ("item", "row")
    ions: set[str] = set()
    for scope in (Scope.CLAUSE, Scope.SENTENCE):
        ions = _ions(context, *sentence_of(context, number, scope))
        if len(ions) == 1:
            return ions.pop()
    if not ions:
        block, _ = context.layout.bounds(Scope.GROUP if listed else Scope.BLOCK, number.start)
        ions = _ions(context, max(block, number.start - 2000), number.start)
    return ions.pop() if len(ions) == 1 else None
