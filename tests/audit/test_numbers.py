from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nernstian.audit.context import make_context
from nernstian.audit.document import make_document
from nernstian.audit.hedges import HedgeKind
from nernstian.audit.numbers import Number, interval_of


def scan(source: str) -> tuple[Number, ...]:
    return make_context(make_document(source)).numbers


def one(source: str) -> Number:
    (number,) = scan(source)
    return number


VALUES = [
    # source, value, worth of the last digit, unit
    ("−89 mV", -89.0, 1.0, "mV"),
    ("-92mV", -92.0, 1.0, "mV"),
    ("E = − 0,088 V", -0.088, 0.001, "V"),
    ("+60.6 mV", 60.6, 0.1, "mV"),
    (".18 mV", 0.18, 0.01, "mV"),
    ("negative 92 millivolts", -92.0, 1.0, "mV"),
    ("4.12 × 10^7", 4.12e7, 1e5, None),
    ("1.257×10⁻⁹ m²", 1.257e-9, 1e-12, "m2"),
    ("5e-8 F", 5e-8, 1e-8, "F"),
    ("6.02 times 10 to the 23rd", 6.02e23, 1e21, None),
    ("40,000,000 ions", 4e7, 1.0, None),
    ("10⁻¹² moles of ions per square centimeter", 1e-12, 1e-12, "mol/cm2"),
    ("1 microfarad per square centimeter", 1.0, 1.0, "µF/cm2"),
    ("150mMol/L", 150.0, 1.0, "mmol/L"),
    ("2.5 mEq/L", 2.5, 0.1, "mEq/L"),
    ("0.1 micromolar", 0.1, 0.1, "µM"),
    ("310 K", 310.0, 1.0, "K"),
    ("37 degrees Celsius", 37.0, 1.0, "degC"),
    ("8.314 J/(mol*K)", 8.314, 0.001, "J/(mol*K)"),
    ("8.314 J mol−1 K−1", 8.314, 0.001, "J/(mol*K)"),
    ("2 K+ in per ATP", 2.0, 1.0, None),
    ("61.5 mV per decade", 61.5, 0.1, "mV"),
]


@pytest.mark.parametrize(("source", "value", "last_digit", "unit"), VALUES)
def test_a_number_is_read_with_its_sign_digits_and_unit(source, value, last_digit, unit):
    number = scan(source)[0]
    assert number.value == pytest.approx(value, rel=1e-15)
    assert number.last_digit == pytest.approx(last_digit)
    assert (number.unit.text if number.unit else None) == unit


def test_case_decides_between_units():
    assert one("5 mM").unit != one("5 mm").unit
    assert one("5 mF").unit.scale == pytest.approx(1e3 * one("5 µF").unit.scale)


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("4,5 and 61,5 and 93,215", [4.5, 61.5, 93.215]),  # a text with decimal commas
        ("0.89 of 1,256 and 6,000", [0.89, 1256.0, 6000.0]),  # a text with decimal points
    ],
)
def test_the_document_decides_what_a_comma_is(source, values):
    assert [number.value for number in scan(source)] == values


def test_a_comma_without_evidence_is_doubtful():
    assert one("there are 6,000 of them").doubt


DAMAGED = ["6.022·1023 mol", "3.3×10^ m2", "8.71 × 10^ M", "3.3 × 10-9 m2"]


@pytest.mark.parametrize("source", DAMAGED)
def test_damage_is_marked_and_never_read(source):
    assert scan(source)[0].damage
    assert not scan(source)[0].usable


@pytest.mark.parametrize("source", ["11 578 J/mol", "1.2.3", "± 5 mV"])
def test_doubtful_digits_are_marked(source):
    assert any(number.doubt for number in scan(source))


@pytest.mark.parametrize(
    ("source", "low", "high"),
    [("25–100", 25, 100), ("3.5–5.0 mM", 3.5, 5.0), ("−40 to −60 mV", -60, -40), ("−2 to −10 mV", -10, -2)],
)
def test_a_range_is_one_number(source, low, high):
    number = one(source)
    assert (number.low, number.high) == (low, high)
    assert math.isnan(number.value)


def test_a_difference_and_a_change_are_no_ranges():
    assert len(scan("20 - 5 = 15")) == 3
    assert len(scan("from −90 mV to +20 mV")) == 2


@pytest.mark.parametrize("source", ["- 5 mM", "* 5 mM", "K+ - 5 mM"])
def test_a_dash_that_is_no_sign_stays_out(source):
    assert scan(source)[-1].value == 5.0


def test_a_true_minus_glued_to_a_word_is_a_sign_and_a_hyphen_is_not():
    assert scan("Typical value−70 mV")[0].value == -70.0
    assert all(number.value != -70.0 for number in scan("pre-70 mV"))


HEDGES = [
    ("about 5", HedgeKind.ABOUT), ("≈ −90 mV", HedgeKind.ABOUT), ("~140 mM", HedgeKind.ABOUT),
    ("rund 70 mV", HedgeKind.ABOUT), ("environ 70 mV", HedgeKind.ABOUT), ("omkring 70 mV", HedgeKind.ABOUT),
    ("almost 60 mV", HedgeKind.NEARLY), ("at least 5 mM", HedgeKind.AT_LEAST), ("up to 9 mV", HedgeKind.AT_MOST),
    ("on the order of 10⁻¹² mol", HedgeKind.ORDER), ("70 mV or so", HedgeKind.ABOUT),
]  # fmt: skip


@pytest.mark.parametrize(("source", "kind"), HEDGES)
def test_hedges_are_heard_in_every_language(source, kind):
    assert scan(source)[0].hedge.kind == kind


def test_an_unhedged_number_has_none():
    assert one("E is 5 mV").hedge is None


def test_the_strict_interval_is_half_a_unit_of_the_last_digit():
    assert interval_of(one("−90.8 mV")) == pytest.approx((-90.85, -90.75))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.text(alphabet="0123456789.,-+^×·e10 mMVµK/()|\n", max_size=200)))
def test_the_scanner_never_fails_and_never_loses_its_place(source):
    document = make_document(source)
    numbers = make_context(document).numbers
    for number in numbers:
        span = document.span(number.start, number.unit_end)
        assert document.source[span.start : span.end] == document.quote(number.start, number.unit_end)
        assert 0 <= number.start < number.end <= number.unit_end <= len(document.text)
    assert [n.start for n in numbers] == sorted({n.start for n in numbers})


@given(st.integers(-999, 999), st.integers(0, 3), st.sampled_from(["mV", "V", "mM"]))
def test_printed_numbers_are_read_back(digits, decimals, unit):
    text = f"{digits / 10**decimals:.{decimals}f}"
    number = one(f"x = {text} {unit}")
    assert number.value == float(text)
    assert number.last_digit == pytest.approx(10.0**-decimals)


def test_more_digits_than_a_measurement_has_are_doubtful_and_cheap():
    assert one("9" * 1_000_000).doubt
