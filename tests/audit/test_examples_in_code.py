"""Examples in documentation: a printed call with plain arguments, and the potential below it."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, A, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL, Kind.INCONSISTENT


def kinds(text: str) -> list[Kind]:
    return [verdict.kind for verdict in audit(text, name="a.txt").verdicts]


@pytest.mark.parametrize(
    ("example", "kind"),
    [
        (">>> round(nernst(c_out=4.0, c_in=120.0, z=1, celsius=25), 1)\n-87.4", V),
        (">>> round(nernst(c_out=4.0, c_in=120.0, z=1, celsius=25), 1)\n-78.4", X),
        (">>> round(1e3 * nernst(c_out=4, c_in=120, z=1, T=298.15), 1)\n-87.4", V),
        (">>> nernst(c_out=4, c_in=120, z=1, T=298.15)\n-0.0874", V),
        (">>> reversal_potential(outside=110, inside=10, valence=-1, temperature=20)  # Cl\n-60.6", V),
        (">>> reversal_potential(outside=110, inside=10, valence=-1, temperature=20)  # Cl\n60.6", X),
        (">>> print(eq.reversal(out=2.0, inside=1e-4, z=2, celsius=37))\n132.3", V),
        ("E_K = nernst(out=4.0, inside=120.0, z=1, celsius=25)  # -87.4 mV", V),
        ("nernst(out=4.0, inside=120.0, z=1, celsius=25)  # -> -78.4", X),
        ("E = nernst(out=4, inside=120, z=1, celsius=25); % -87.4", V),
        ("In [3]: nernst(out=4.0, inside=120.0, z=1, celsius=25)\nOut[3]: -87.4", V),
    ],
)
def test_a_call_with_named_arguments_says_what_its_number_is(example: str, kind: Kind) -> None:
    assert kinds(example) == [kind]


MODULE = """\
``celsius`` defaults to 22.

def nernst(out, inside, z=1, celsius=22.0):

>>> round(nernst(5.0, 130.0), 1)
{first}
>>> round(nernst(1.5, 2e-4, 2), 1)
113.5
>>> round(nernst(5.0, 130.0, celsius=6.0), 1)
-78.4
"""


@pytest.mark.parametrize(("first", "kind"), [("-82.9", V), ("-92.8", X)])
def test_a_definition_names_the_arguments_and_gives_the_defaults(first: str, kind: Kind) -> None:
    assert kinds(MODULE.format(first=first)) == [kind, V, V]


def test_arguments_without_names_are_not_guessed() -> None:
    assert kinds(">>> nernst(5.0, 130.0, 1)\n-95.0\n") == []


DEFAULTS = """\
Default temperature: 293.15 K. Concentrations (mM):

    ion      out     in
    ===== ======= =======
    K         4.0    135
    Na      142       14
    Cl      118        9

>>> round(nernst('K'), 1)
{potassium}
>>> nernst("Cl")
-65.0
>>> round(ghk(pK=1.0, pNa=0.03, pCl=0.2), 1)
{membrane}
"""


@pytest.mark.parametrize(
    ("potassium", "membrane", "expected"),
    [("-88.9", "-69.7", [V, V, V]), ("88.9", "-69.7", [X, V, V]), ("-88.9", "-67.9", [V, V, X])],
)
def test_the_ion_takes_its_concentrations_from_the_table(
    potassium: str, membrane: str, expected: list[Kind]
) -> None:
    assert kinds(DEFAULTS.format(potassium=potassium, membrane=membrane)) == expected


@pytest.mark.parametrize(
    "example",
    [
        ">>> nernst_slope(z=1, celsius=25)\n-87.4",
        ">>> nernst(out=4.0, inside=x, z=1, celsius=25)\n-78.4",
        ">>> nernst(out=4.0, inside=120.0, z=1, mode=3)\n-78.4",
        ">>> nernst(out=4.0, inside=120.0, z=1, celsius=25) + 3\n-78.4",
        ">>> nernst(out=4.0, inside=120.0, z=1, celsius=25)\n-78.4 and more",
        ">>> ghk_current(pK=1.0, pNa=0.03)\n-37.1",
        "nernst(out=4.0, inside=120.0, z=1, celsius=25)\n-78.4",
        "nernst(out=4.0, inside=120.0, z=1, celsius=25)  # 3 of the 5 arguments matter",
        "nernst(out=4.0, inside=120.0, z=1, celsius=25)  # 78.4 pA",
    ],
)
def test_what_is_no_plain_example_is_left_alone(example: str) -> None:
    assert X not in kinds(example)


def test_a_number_below_one_is_never_wrong_for_its_unit_is_not_printed() -> None:
    assert kinds(">>> nernst(out=140.0, inside=139.0, z=1, celsius=25)\n0.2") != [X]


def test_the_default_temperature_is_the_one_that_the_text_gives() -> None:
    assert kinds("``celsius`` defaults to 25.\n\nAt the default temperature RT/F is 25.69 mV.") == [V]
