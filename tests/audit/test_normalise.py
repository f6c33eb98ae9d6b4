from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.audit.document import make_document

SPELLINGS = [
    ("−89 mV", "-89 mV"),
    ("10⁻¹² mol", "10^-12 mol"),
    ("10−¹² mol", "10^-12 mol"),
    ("10<sup>−12</sup> mol", "10^-12 mol"),
    ("K&lt;sup&gt;+&lt;/sup&gt;", "K^+"),
    ("K<sub>o</sub>", "K_o"),
    ("log₁₀(2)", "log_10(2)"),
    ("&minus;5&nbsp;mV", "-5\u2009mV"),
    ("5 &micro;F", "5 µF"),
    ("5 μF", "5 µF"),
    ("about **-69 mV**", "about -69 mV"),
    (r"$61.5\,\log_{10}$", "61.5\u2009log_10"),
    (r"\frac{15.3}{200}", "(15.3)/(200)"),
    (r"-68.6 \text{ mV}", "-68.6  mV"),
    (r"3 \times 10^{7}", "3 × 10^7"),
    ("E''K is", "EK is"),
    ("a * b", "a * b"),
    ("*emphasis*", "emphasis"),
    ("a<!-- b -->c", "ac"),
    ("2 * 10**-3 M, 10**(−6) M, 9**9", "2 * 10^-3 M, 10^(-6) M, 9^9"),
    ("**5** mM", "5 mM"),
    ("pH 7\r140 mM\r\n", "pH 7\n140 mM\n"),
]


@pytest.mark.parametrize(("source", "text"), SPELLINGS)
def test_every_spelling_becomes_the_one_notation(source, text):
    assert make_document(source).text == text


ODD = st.text(
    alphabet=st.sampled_from(list("aK5.,−-–⁻¹²µμ <>&;supb/\\frac{}^_$*'`~°\n\t\u00a0\u200b→×·")), max_size=80
)


@given(st.one_of(st.text(max_size=200), ODD))
def test_offsets_lead_back_to_the_source(source):
    document = make_document(source)
    assert len(document.text) == len(document.starts) == len(document.ends)
    for at, (start, end) in enumerate(zip(document.starts, document.ends, strict=True)):
        assert 0 <= start < end <= len(source)
        if end - start == 1 and document.text[at] == source[start]:
            assert document.quote(at, at + 1) == source[start]
    assert list(document.starts) == sorted(document.starts)


@given(st.text(alphabet="ab\n", max_size=60), st.integers(0, 59))
def test_lines_and_columns_count_from_one(source, at):
    document = make_document(source)
    if at < len(source):
        span = document.span(at, at + 1)
        assert span.line == source.count("\n", 0, at) + 1
        assert span.column == at - (source.rfind("\n", 0, at) + 1) + 1


def test_a_quote_is_an_exact_substring_of_the_source():
    document = make_document("the answer is **−68.6 mV**, they say")
    at = document.text.index("-68.6")
    assert document.quote(at, at + 8) == "−68.6 mV"
