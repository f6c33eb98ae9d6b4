from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.derivations.errors import GrammarError
from nernstian.literals import MAX_NAME, MAX_TEXT, parse_literal, parse_unit

LITERALS = [
    ("5mM", "5", (("mM", 1),)),
    ("5 mM", "5", (("mM", 1),)),
    (" 5 mM ", "5", (("mM", 1),)),
    ("-70mV", "-70", (("mV", 1),)),
    ("\N{MINUS SIGN}70 mV", "-70", (("mV", 1),)),
    ("\N{MINUS SIGN}89.06\N{NARROW NO-BREAK SPACE}mV", "-89.06", (("mV", 1),)),
    ("+2", "2", ()),
    (".5", "0.5", ()),
    ("5.", "5", ()),
    ("1e-6 cm/s", "0.000001", (("cm", 1), ("s", -1))),
    ("1e-6cm/s", "0.000001", (("cm", 1), ("s", -1))),
    ("1E3", "1000", ()),
    ("1e", "1", (("e", 1),)),
    ("37degC", "37", (("degC", 1),)),
    ("37 °C", "37", (("degC", 1),)),
    ("37\N{DEGREE CELSIUS}", "37", (("degC", 1),)),
    ("2 kΩ", "2", (("kohm", 1),)),
    ("2 k\N{OHM SIGN}", "2", (("kohm", 1),)),
    ("3 µA/cm2", "3", (("uA", 1), ("cm", -2))),
    ("3 μA/cm²", "3", (("uA", 1), ("cm", -2))),
    ("3 uA cm-2", "3", (("uA", 1), ("cm", -2))),
    ("3 uA·cm⁻²", "3", (("uA", 1), ("cm", -2))),
    ("3 uA*cm^-2", "3", (("uA", 1), ("cm", -2))),
    ("3 uA*cm**-2", "3", (("uA", 1), ("cm", -2))),
    ("8.314 J/(mol*K)", "8.314", (("J", 1), ("mol", -1), ("K", -1))),
    ("8.314 J/(mol K)", "8.314", (("J", 1), ("mol", -1), ("K", -1))),
    ("8.314 J/mol/K", "8.314", (("J", 1), ("mol", -1), ("K", -1))),
    ("8.314 J mol-1 K-1", "8.314", (("J", 1), ("mol", -1), ("K", -1))),
]

REFUSED = [
    ("", "does not start with a number"),
    ("mM", "does not start with a number"),
    ("-", "does not start with a number"),
    ("inf", "does not start with a number"),
    ("nan", "does not start with a number"),
    ("((((((5mM", "does not start with a number"),
    ("1e400 V", "beyond the range"),
    ("1e-400 V", "beyond the range"),
    ("1e9999999 V", "cannot be read"),
    ("5,4mM", "comma"),
    ("1/3", "cannot be read"),
    ("9**9**9", "a power to a power"),
    ("9 m**9**9", "a power to a power"),
    ("9 m^9^9", "a power to a power"),
    ("5 m**99", "cannot be read"),
    ("5 m99", "cannot be read"),
    ("5(mM)", "cannot be read"),
    ("5 m(s)", "cannot be read"),
    ("5 J/((mol))", "cannot be read"),
    ("5 J/(mol", "no ')'"),
    ("5 J/mol K", "two ways"),
    ("5 J/mol*K", "two ways"),
    ("5 mM/", "stops short"),
    ("5 mM#", "cannot be read"),
    ("5 %", "cannot be read"),
    ("5\N{ARABIC-INDIC DIGIT THREE} mM", "cannot be read"),
    ("5 __import__('os')", "cannot be read"),
    ("5 " + "m" * (MAX_NAME + 1), "longer than 32"),
    ("5 " + "m " * MAX_TEXT, "longer than 80"),
    ("5" * (MAX_TEXT + 1), "longer than 80"),
]


@pytest.mark.parametrize(("text", "number", "unit"), LITERALS)
def test_a_literal_is_its_number_and_the_factors_of_its_unit(text, number, unit):
    literal = parse_literal(text)
    assert (literal.number, literal.unit) == (Decimal(number), unit)


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_is_not_in_the_grammar_is_refused_with_a_reason(text, why):
    with pytest.raises(GrammarError) as caught:
        parse_literal(text)
    assert why in caught.value.cause
    assert caught.value.remedy


@given(st.text(max_size=MAX_TEXT + 5))
def test_any_text_is_a_literal_or_a_grammar_error(text):
    try:
        parse_literal(text)
    except GrammarError as error:
        assert error.cause
        assert error.remedy


@given(st.text(alphabet="59.e+-−*^/() mMVsAK²⁻µ°·", max_size=40))
def test_text_of_the_right_characters_is_a_literal_or_a_grammar_error(text):
    try:
        literal = parse_literal(text)
    except GrammarError:
        return
    assert literal.number.is_finite()
    assert all(abs(exponent) <= 9 for _, exponent in literal.unit)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4))
def test_a_minus_sign_from_a_paper_is_a_minus_sign(number):
    written = f"{number:f}".replace("-", "\N{MINUS SIGN}")
    assert parse_literal(written + " mV").number == number


def test_the_unit_one_has_no_factors():
    assert parse_unit("1") == ()
