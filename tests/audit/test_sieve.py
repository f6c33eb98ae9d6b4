"""Slow patterns tried only near their literals find what they find everywhere."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nernstian.audit
from nernstian.audit import ions, normalise, pairs
from nernstian.audit.claims import labels
from nernstian.audit.sieve import Sieve, lowered, needed, sieved

Starts = Iterable[tuple[int, int]]


def _strokes(text: str) -> Starts:
    return ((max(0, m.start() - 14), m.start()) for m in pairs._STROKES.finditer(text))


def _labels(text: str) -> Starts:
    symbols = ((m.start(), m.start()) for m in labels._SYMBOL_AT.finditer(text))
    return (*symbols, *Sieve(text).stretches(labels._NOUN_BY))


SIEVED = {"pairs": (pairs._LEAD, _strokes), "labels": (labels._LABEL, _labels)}
PIECES = st.sampled_from([
    "room", "Physiological", "body", " ", " ", "\n", "temperature", "temperatures", "COOLED", "warming", "on", "ice", "twice", "degrees", "Celsius",
    "doubled", "Raised", "increased", "by", "two", "threefold", "weighted", "average", "mean", "of", "between", "the", "Nernst", "equilibrium",
    "reversal", "potentials", "potential", "for", "potassium", "K+", "Na", "E_K", "E(Ca)", "EK", "Vrev", "V_rev,Na", "U_Cl-", "'s", "voltage", "outside",
    "inside", "ext", "intracellular", "extracellular", "/", "in", "out", "au\u00dfen", "innen", ":", ",", ".", "5", "mM", "(", ")", "potentiel d'\u00e9quilibre",
    "Gleichgewichtspotential", "von", "Kalium", "potencial\nde equilibrio", "del", "potenziale di equilibrio", "Umkehrpotential", "\u0130", "HCO3", "_", "e_K", "natrium",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of the audit's modules that names literals."""
    for found in pkgutil.walk_packages(nernstian.audit.__path__, "nernstian.audit."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            of_text = isinstance(value, re.Pattern) and isinstance(value.pattern, str)
            if of_text and needed(value):
                yield f"{found.name.rsplit('.', 1)[1]}.{name}", value


PATTERNS = dict(_patterns())


def _same(pattern: re.Pattern[str], text: str) -> None:
    sieve = Sieve(text)
    spans = [match.span() for match in pattern.finditer(text)]
    assert [match.span() for match in sieve.matches(pattern)] == spans
    assert sieve.holds(pattern) == bool(spans)
    assert sieve.may_hold(pattern) or not spans


def test_patterns_name_literals() -> None:
    assert len(PATTERNS) > 300


@pytest.mark.parametrize("name", PATTERNS)
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_every_pattern_finds_the_same_near_its_literals(name: str, data: st.DataObject) -> None:
    pattern = PATTERNS[name]
    own = st.from_regex(pattern)
    pieces = data.draw(st.lists(st.one_of(own, PIECES), max_size=8))
    text = "".join(pieces)
    for written in (text, text.upper(), text.swapcase()):
        _same(pattern, written)


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("abc", {"abc": 0}),
        (r"\d{1,3}\s?mV", {"mv": 4}),
        ("(?:colou?r|shade)s", {"colo": 0, "shade": 0}),
        ("[Ff]ield", {"field": 0}),
        (r"x?(?:driving\sforce)+", {"driving": 1}),
    ],
)
def test_literals_are_read_from_a_pattern(pattern: str, literals: dict[str, int]) -> None:
    assert dict(needed(re.compile(pattern))[0].literals) == literals


@pytest.mark.parametrize("pattern", [r"\w+", "[aeiou]|bcd", "(?=driving)", "(?:driving)?", r"\d{2}", ""])
def test_patterns_without_literals_are_tried_everywhere(pattern: str) -> None:
    assert needed(re.compile(pattern)) == ()
    assert Sieve("").may_hold(re.compile(pattern))


def test_a_literal_far_behind_the_beginning_of_a_match() -> None:
    pattern = re.compile(r"ion[^.]*driving")
    _same(pattern, "an ion " + "and " * 500 + "its driving force. ion. driving")


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
    assert lowered("\u0130K\u0131\u017f") == "ikis"
