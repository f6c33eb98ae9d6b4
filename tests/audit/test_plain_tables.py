"""Tables and lists of plain text: columns held by blanks, tabs or separators, sides that govern a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.audit import audit
from nernstian.audit.readers.aligned import extract
from nernstian.audit.verdict import Kind

V, C, A, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL, Kind.INCONSISTENT


def kinds(text: str) -> list[Kind]:
    return [verdict.kind for verdict in audit(text, name="a.txt").verdicts]


def rows(text: str) -> list[str]:
    found = extract(text)
    return [] if found is None else [line for line in found.text.splitlines() if line.startswith("|")]


BLANKS = """\
Concentrations at 37 °C

Ion    Outside   Inside    E
       (mM)      (mM)      (mV)
-------------------------------
K+     4         140       -95.0
Na+    145       12        76.6
"""
TABS = "At 37 °C:\n\nion\tout (mM)\tin (mM)\tE (mV)\nK+\t4\t140\t-95.0\nNa+\t145\t12\t66.6\n"
COMMAS = "At 37 °C:\n\nion,outside mM,inside mM,E (mV)\nK+,4,140,-95.0\nNa+,145,12,76.6\n"
SEMICOLONS = "Bei 37 °C:\n\nIon;außen (mM);innen (mM);E (mV)\nK+;4;140;-95,0\nNa+;145;12;66,6\n"
COMMENTED = """\
# at 37 degC
#
# ion   outside   inside   E_rev
#       (mM)      (mM)     (mV)
# K+    4         140      -95.0
# Cl-   110       5        -82.6
"""
PREPARATIONS = """\
               inside       outside
squid   K+     400 mM       20 mM
        Na+    50 mM        440 mM
frog    K+     140 mM       2.5 mM

At 20 °C the squid axon has E_K = -75.7 mV and E_Na = +54.9 mV.

In frog muscle at 20 °C, E_K = -101.7 mV.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BLANKS, [V, X]),
        (TABS, [V, V]),
        (COMMAS, [V, X]),
        (SEMICOLONS, [V, V]),
        (COMMENTED, [V, V]),
        (PREPARATIONS, [V, V, V]),
        (PREPARATIONS.replace("In frog muscle", "In newt muscle"), [V, V]),  # a tie abstains
    ],
)
def test_tables_without_bars_are_judged(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


def test_an_empty_first_cell_says_again_what_stands_above_it() -> None:
    assert rows(PREPARATIONS)[1:3] == ["| squid | K+ | 400 mM | 20 mM |", "| squid | Na+ | 50 mM | 440 mM |"]


@pytest.mark.parametrize(
    "text",
    [
        "bath     NaCl 125, KCl 2.5 (mM), 32 degC\npipette  KCl 4, HEPES 10 (mM), pH 7.3\nsteps    -120 to +60 mV\n",
        "Two sentences here.  Then more.\nAnother line stands.  With more.\nAnd a third one is.  Also more.\n",
        "1  2  3\n4  5  6\n7  8  9\n",  # no header
        "a, b, and c were given at 5 mM, 6 mM, or 7 mM\nd, e, and f at 5 mM, 6 mM, or 7 mM\ng, h, i, j, k\n",
        "",
    ],
)
def test_what_is_no_table_stays_as_it_is(text: str) -> None:
    assert extract(text) is None


@given(st.lists(st.text(alphabet="ab 12,;\t-=.+|\n(m)V", max_size=40), max_size=12))
def test_every_character_has_its_place_in_the_source(lines: list[str]) -> None:
    source = "\n".join(["ion  out  in", *lines])
    found = extract(source)
    if found is None:
        return
    assert list(found.starts) == sorted(found.starts)
    assert all(0 <= low <= high <= len(source) for low, high in zip(found.starts, found.ends, strict=True))
    kept = [c for c, at, end in zip(found.text, found.starts, found.ends, strict=True) if end == at + 1]
    assert not set("".join(kept)) - set(source) - set("|\n ")


LISTS = [
    ("Outside: 145 mM Na+, 5 mM K+; inside: 12 mM Na+, 140 mM K+. At 37 °C E_K = -89.1 mV.", [V]),
    ("Extracellular (mM): Na 145, K 4; intracellular: Na 12, K 140. At 37 °C E_Na is 66.6 mV.", [V]),
    (
        "There is 5 mM K+ and 145 mM Na+ outside, 140 mM K+ and 12 mM Na+ inside. At 37 °C, E_K = -98.1 mV.",
        [X],
    ),
    ("- bath: Na+ 440, K+ 20 mM\n- axoplasm: Na+ 50, K+ 400 mM\n\nAt 20 °C E_Na = +54.9 mV.", [V]),
    ("At 37 °C:\n\nK+: out 4, in 140 mM\n\nHence E_K = -95.0 mV.", [V]),
    ("Außen: 145 mM Na+, 5 mM K+; innen: 12 mM Na+, 140 mM K+. Bei 37 °C ist E_K = -89,1 mV.", [V]),
    ("Buiten: 145 mM Na+, 5 mM K+; binnen: 12 mM Na+, 140 mM K+. Bij 37 °C is E_K = -89,1 mV.", [V]),
    # twice on one side: a change, or two cells
    ("Outside: 5 mM K+, 8 mM K+; inside: 140 mM K+. At 37 °C E_K = -70 mV.", []),
    # other words in between are not read over
    ("Outside: 5 mM K+ exceeds 4 mM Na+; inside: 12 mM Na+, 140 mM K+. At 37 °C E_Na = -70 mV.", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_side_governs_the_list_behind_it(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


GIVEN = "At 37 °C sodium is 145 mM outside and 12 mM inside; potassium 5 mM outside and 140 mM inside. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The equilibrium potential for sodium is +66.6 mV, for potassium -89.1 mV.", [V, V]),
        ("Sodium's equilibrium potential is +66.6 mV, potassium's -98.1 mV.", [V, X]),
        ("The Nernst potential of sodium is +66.6 mV and that of potassium -89.1 mV.", [V, V]),
        ("Sodium would be in equilibrium at +66.6 mV, potassium at -89.1 mV.", [V, V]),
        ("From the gradients above E_Na = +66.6 mV.", [V]),
        ("The equilibrium potential for sodium is +66.6 mV, and potassium channels close at -60 mV.", [V]),
        ("Rest lies 20 mV above E_K, and 130 mV below E_Na.", []),
    ],
)
def test_a_name_goes_on_to_the_next_ion(text: str, expected: list[Kind]) -> None:
    assert kinds(GIVEN + text) == expected
