"""What the words of a sentence do to the branches of a membrane: which is left out, and what is not told in numbers."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re

from nernstian.audit.claims.conductance_facts import sources_of, weights_of
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number

_LESS = re.compile(
    r"\b(?:fall\w*|fell|drop\w*|decreas\w*|reduc\w*|lower\w*|less|smaller|divid\w*|halv\w*|sink\w*|fäll\w*|kleiner|geteilt|verringer\w*|baisse\w*|diminu\w*|divis\w*|baj\w*|disminu\w*|cala\w*|scend\w*|daal\w*|kleinere?)\b",
    re.IGNORECASE,
)
# what a mean of the stated values does not give
_OTHER_STATE = re.compile(
    r"open\sprobability|Offenwahrscheinlichkeit|probabilité\sd'ouverture|probabilidad\sde\sapertura|probabilità\sdi\sapertura|\d\s?%|exchanged|swapped|vertauscht|current\sof|\badded\b"
    r"|\b(?:second|third|another|other)\s(?:cell|experiment|neuron|preparation|solution)|zweite\w*\s(?:Zelle|Versuch)|Strom\svon|courant\sde|corriente\sde|corrente\sdi|abolish\w*",
    re.IGNORECASE,
)
_LOOK = 250  # characters
_ROUNDED = 3e-3  # V: another rounding of the same potential, or that of another temperature


def _sentence(context: Context, number: Number) -> tuple[int, int]:
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    return max(start, number.start - _LOOK), min(end, number.unit_end + _LOOK)


def falls(context: Context, start: int, end: int) -> bool:
    """Return whether words in ``start:end`` make something smaller."""
    return _LESS.search(context.text, start, end) is not None


def is_left_out(context: Context, number: Number, name: str, names: set[str], gone: bool) -> bool:
    """Return whether a sentence may leave one branch out: it names that one, or all others, or none."""
    start, end = _sentence(context, number)
    named = {m.ion for m in context.ions.within(start, end)} & names
    if not named:
        return gone
    return name in named if gone and len(named) == 1 else named == names - {name} or (gone and name in named)


def is_changed(context: Context, number: Number) -> bool:
    """Return whether a number may be that of another state than the stated values give.

    Where a reversal potential has several values, or a conductance was changed before and the sentence does not
    say which value counts, no mean is surely meant.
    """
    start, end = _sentence(context, number)
    if _OTHER_STATE.search(context.text, start, end):
        return True
    if (
        context.text[max(0, start - 3) : start].rstrip().endswith("?")
    ):  # "What if g_Na rises to 40 nS? Then ..."
        start = max(start - _LOOK, context.layout.bounds(Scope.SENTENCE, max(0, start - 3))[0])
    known = {w.name for same in weights_of(context).values() for w in same.items}
    stated = [(s.name, s.number.si(), s.at) for s in sources_of(context).items if s.name in known]
    if _is_open(stated, start, number.start, _ROUNDED):
        return True
    weights = [
        [(w.name, w.value, w.at) for w in same.within(0, number.start)]
        for same in weights_of(context).values()
    ]
    return any(_is_open(each, start, number.start) for each in weights)


def _is_open(stated: list[tuple[str, float, int]], start: int, end: int, room: float = 0.0) -> bool:
    """Whether something with a name has several values, and ``start:end`` states none of them."""
    values: dict[str, set[float]] = {}
    for name, value, _ in stated:
        if name:
            values.setdefault(name, set()).add(round(value, 12))
    told = {name for name, _, at in stated if start <= at < end}
    if "" in told:
        return False  # the values alone: "with chloride left out (30 nS and 1 nS)"
    return any(max(each) - min(each) > room and name not in told for name, each in values.items())
