"""Thermal voltages and slopes as authors word them: in sentences of six languages, in lists, in tables."""

from __future__ import annotations

import json

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, A, X = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL, Kind.INCONSISTENT


def kinds(text: str, rules: tuple[str, ...] = ("NE102", "NE103")) -> list[Kind]:
    return [v.kind for v in audit(text, name="a.md").verdicts if v.claim.rule in rules]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RT/F at 20 degrees C is 25.3 mV.", [V]),
        ("RT/F at 20 degrees C is 26.3 mV.", [X]),
        ("At 22 °C, kT/e = 25.4 mV; at 37 °C, 26.7 mV.", [V, V]),
        ("At 22 °C, kT/e = 25.4 mV; at 37 °C, 28.7 mV.", [V, X]),
        ("The thermal voltage is 25.3 mV at 20 °C, 25.7 mV at 25 °C and 26.7 mV at 37 °C.", [V, V, V]),
        ("La tension thermique vaut à 37 °C 26,7 mV.", [V]),
        ("Die Temperaturspannung beträgt bei 20 °C 25,3 mV.", [V]),
        ("A 37 °C il termine RT/F vale 26,7 mV.", [V]),
        ("A 18 °C el término RT/F vale 25,1 mV.", [V]),
        ("Bij 37 °C bedraagt RT/F dus 26,7 mV.", [V]),
        ("At room temperature (25 °C) kT/e ≈ 25.7 mV.", [V]),
        ("With T = 293.15 K and F = 96485, RT/F comes to 26.26 mV.", [X]),
        ("At 21 °C the ratio is exp(−12.4/25.3).", [V]),
        ("At 21 °C the ratio is exp(−12.4/26.9).", []),  # it may be a slope factor
        ("RT/F = 25.7 mV · decade = 59.2 mV", [A, C]),
    ],
)
def test_thermal_voltages(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 37 °C one pH unit is worth 61.5 mV.", [V]),
        ("At 37 °C one pH unit is worth 58.2 mV.", [X]),
        ("At 20 °C it moves 58.2 mV for every tenfold change.", [V]),
        ("At 20 °C it moves 61.5 mV for every tenfold change.", [X]),
        ("At 20 °C, for base-10 logarithms use 58.2 mV.", [V]),
        ("RT/F is 26.7 mV here; for base-10 logarithms use 61.5 mV instead.", [A, C]),
        ("RT/F is 26.7 mV here; for base-10 logarithms use 57.5 mV instead.", [A, X]),
        (
            "At 37 °C a decade of a monovalent ion is 61.5 mV, that of a divalent one half of it, 30.8 mV.",
            [V, V],
        ),
        ("Bei 37 °C verschiebt eine Verzehnfachung das Potential um 61,5 mV.", [V]),
        ("À 20 °C, un facteur 10 vaut 58,2 mV.", [V]),
        ("A 20 °C, con logaritmos decimales, 58,2 mV.", [V]),
        ("A 37 °C con i logaritmi decimali si scrive 61,5 mV.", [V]),
        ("Bij 18 °C (291 K) is de helling per tienvoudige verandering 57,8 mV.", [V]),
        ("At 37 °C the slope is 61.5 mV for a monovalent and 30.8 mV for a divalent ion.", [V, V]),
        ("At 37 °C it is 61.5 mV per decade, for divalent ions 30.8 mV.", [V, V]),
        ("At 37 °C it is 61.5 mV per decade, for divalent ions 61.5 mV.", [V]),
        ("Bei 37 °C sind es 61,5 mV pro Zehnerpotenz, bei zweiwertigen Ionen 30,8 mV.", [V, V]),
        ("Nernst slope at 25 °C: 59.16 mV (z = 1), 29.58 mV (z = 2).", [V, V]),
        ("At 37 °C, an e-fold change in the ratio changes E by 26.7 mV.", [V]),
        ("À 20 °C une multiplication par dix déplace le potentiel de 58,2 mV.", [V]),
        # what was found with an electrode is no law
        ("At 37 °C the measured potential moved by 52 mV for a tenfold change.", []),
        ("At 37 °C the electrode gave only 57 mV for a tenfold change.", []),
        ("At 37 °C an order of magnitude more potassium kills the cell at 55 mV.", []),
    ],
)
def test_slopes_in_words(text: str, expected: list[Kind]) -> None:
    # a tenfold change is the Nernst potential of a ratio of ten as well
    assert kinds(text, ("NE101", "NE102", "NE103")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18.5 mV for a doubling at 37 °C.", [V]),
        ("At 37 °C each doubling of the ratio adds 18.5 mV.", [V]),
        ("Eine Verdopplung verschiebt E um 18,5 mV (37 °C).", [V]),
        ("At 37 °C doubling the potassium outside makes E_K −70.0 mV.", []),
    ],
)
def test_folds(text: str, expected: list[Kind]) -> None:
    assert kinds(text, ("NE101",)) == expected


def test_a_magnitude_is_reported_with_its_printed_sign() -> None:
    report = audit('For "-58 mV per decade" read "-61.5 mV per decade" (37 °C).', name="a.md").to_json()
    (claim,) = json.loads(report)["documents"][0]["claims"]
    assert claim["claimed"]["value"] == -61.5
    assert claim["verdict"] in ("verified", "consistent")


def test_rounded_slopes_beside_a_formula_agree_with_a_temperature() -> None:
    text = "E = (61/z) log([out]/[in]). In the cold room they use 58 mV, in the clinic 62 mV."
    assert kinds(text) == [A, A, A]


TABLE = (
    "| T (°C) | RT/F (mV) | slope (mV/decade) |\n|---|---|---|\n| 20 | 25.3 | 58.2 |\n| 37 | 26.7 | {} |\n"
)


@pytest.mark.parametrize(("last", "kind"), [("61.5", V), ("60.5", X)])
def test_a_table_with_a_temperature_a_row(last: str, kind: Kind) -> None:
    assert kinds(TABLE.format(last)) == [V, V, V, kind]


def test_a_table_with_a_temperature_a_column() -> None:
    text = (
        "| | 20 °C | 37 °C |\n|---|---|---|\n| RT/F (mV) | 25.3 | 26.7 |\n| 2.303 RT/F (mV) | 58.2 | 66.5 |\n"
    )
    assert kinds(text) == [V, V, V, X]


PLAIN = """Prefactors

   t/degC    T/K      RT/F/mV   2.303RT/F/mV   2.303RT/2F/mV
   ------   ------    -------   ------------   -------------
      5     278.15     23.97       55.19          27.60
     20     293.15     25.26       {}          29.08

Then text.
"""


@pytest.mark.parametrize(("slope", "kind"), [("58.17", V), ("59.16", X)])
def test_a_table_of_plain_text(slope: str, kind: Kind) -> None:
    assert kinds(PLAIN.format(slope)) == [V, V, V, V, kind, V]


def test_a_temperature_that_is_only_named_is_not_replaced_by_another() -> None:
    text = "RT/F is 26.47 mV at the default temperature and 24.08 mV at the 6.3 °C of the squid."
    assert X not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        'For "58 mV per decade" read "61.5 mV per decade" (37 °C).',
        "At 25 °C the slope is 59.2 mV per decade (and not 61.5 mV, which supposes 37 °C).",
        "À 25 °C la pente est de 59,2 mV par décade (et non 61,5 mV, valeur qui suppose 37 °C).",
    ],
)
def test_a_value_that_is_replaced_by_another_is_not_judged(text: str) -> None:
    assert kinds(text) == [V]


def test_this_temperature_is_the_one_stated_before() -> None:
    text = "The axon is at 18 °C.\n\nAt this temperature RT/F is 25.1 mV. Whoever uses 26.7 mV computes for 37 °C."
    assert kinds(text) == [V]


def test_of_several_temperatures_the_one_that_gives_the_digits_may_be_meant_and_none_is_wrong() -> None:
    text = "1. At 22 °C: ...\n\nE = {} mV × ln 0.5\n\n2. At 37 °C: ...\n\nFor 37 °C as above.\n\n3. And at 15 °C?"
    assert kinds(text.format("25.4")) == [V]
    assert kinds(text.format("27.4")) == []


SYMBOLS = """
   t/degC    T/K       RT/F/mV    2.303RT/F/mV   2.303RT/2F/mV
   ------   ------     -------    ------------   -------------
     10     283.15      24.40        56.18          28.09
     25     298.15      25.69        59.16          29.58
     35     {kelvin}      26.55        {last}          30.57
"""


@pytest.mark.parametrize(
    ("kelvin", "last", "expected"),
    [("308.15", "61.14", [V] * 9), ("308.15", "61.41", [*[V] * 7, X, V]), ("300.15", "61.41", [V] * 6)],
)
def test_a_table_whose_headers_are_symbols_over_units(kelvin: str, last: str, expected: list[Kind]) -> None:
    text = SYMBOLS.format(kelvin=kelvin, last=last)
    found = sorted(audit(text, name="a.txt").verdicts, key=lambda v: v.claim.number.start)
    assert [v.kind for v in found] == expected


def test_slopes_of_which_few_are_the_law_s_may_be_measured() -> None:
    text = "| T (°C) | slope (mV/decade) |\n|---|---|\n| 20 | 55.1 |\n| 25 | 56.8 |\n| 37 | 61.5 |\n"
    assert X not in kinds(text)
