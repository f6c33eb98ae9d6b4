"""Slow patterns tried only near their literals find what they find everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nernstian.audit import binding, context, ions, normalise, pairs
from nernstian.audit.claims import formulas, labels
from nernstian.audit.sieve import lowered, places, sieved

Starts = Iterable[tuple[int, int]]


def _strokes(text: str) -> Starts:
    return ((max(0, m.start() - 14), m.start()) for m in pairs._STROKES.finditer(text))


def _labels(text: str) -> Starts:
    symbols = ((m.start(), m.start()) for m in labels._SYMBOL_AT.finditer(text))
    return (*symbols, *places(lowered(text), labels._NOUN_BY))


SIEVED = {
    "temperatures in words": (context._NAMED, lambda text: places(lowered(text), context._NAMED_BY)),
    "multiplied": (binding._MULTIPLIED, lambda text: places(lowered(text), binding._MULTIPLIED_BY)),
    "means": (formulas._MEAN, lambda text: places(lowered(text), formulas._MEAN_BY)),
    "pairs": (pairs._LEAD, _strokes),
    "labels": (labels._LABEL, _labels),
}
PIECES = st.sampled_from([
    "room", "Physiological", "body", " ", " ", "\n", "temperature", "temperatures", "COOLED", "warming", "on", "ice", "twice", "degrees", "Celsius",
    "doubled", "Raised", "increased", "by", "two", "threefold", "weighted", "average", "mean", "of", "between", "the", "Nernst", "equilibrium",
    "reversal", "potentials", "potential", "for", "potassium", "K+", "Na", "E_K", "E(Ca)", "EK", "Vrev", "V_rev,Na", "U_Cl-", "'s", "voltage", "outside",
    "inside", "ext", "intracellular", "extracellular", "/", "in", "out", "au\u00dfen", "innen", ":", ",", ".", "5", "mM", "(", ")", "potentiel d'\u00e9quilibre",
    "Gleichgewichtspotential", "von", "Kalium", "potencial\nde equilibrio", "del", "potenziale di equilibrio", "Umkehrpotential", "\u0130", "HCO3", "_", "e_K", "natrium",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@pytest.mark.parametrize("name", SIEVED)
@settings(max_examples=150)
@given(text=TEXTS)
def test_a_sieved_pattern_finds_the_same(name: str, text: str) -> None:
    pattern, starts = SIEVED[name]
    found = [match.span() for match in sieved(pattern, text, starts(text))]
    assert found == [match.span() for match in pattern.finditer(text)]


@settings(max_examples=300)
@given(text=TEXTS)
def test_ions_are_found_by_their_first_letters(text: str) -> None:
    made = [ions._mention(match) for match in ions._MENTION.finditer(text)]
    assert ions.mentions(text) == [mention for mention in made if mention is not None]


@given(text=st.lists(st.sampled_from([*list("aK5\u2212-\u207b\u00b9\u00b2\u2083h_\\{}^$*'`~&;<>/ \n\r\t\u00a0"), "https://x", "<sup>", "&minus;", "**", "^{"]), max_size=40).map("".join))  # fmt: skip
def test_special_pieces_are_found_by_their_first_character(text: str) -> None:
    at, found = 0, []
    while (match := normalise._next(text, at)) is not None:
        found.append(match.span())
        at = match.end()
    assert found == [match.span() for match in re.finditer(normalise._SPECIAL, text)]


def test_small_letters_keep_their_places() -> None:
    assert lowered("\u0130K") == "ik"
