"""Untrusted input: nothing raises, and twice the text is about twice the work."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nernstian.audit import audit

FRAGMENTS = st.sampled_from([
    "E_K", " = ", "≈", "−89 mV", "5 mM", "140 mM", " outside ", " inside ", "37 °C", "log(", "ln ", "/", ")", "|", "\n",
    "| K+ | 5 | 140 | −89 |\n", "|---|---|\n", "[K+]o", "[K+]i", "P_K : P_Na = 1 : 0", "Vm = ", "61.5", "0", "-", "^", "×10",
    "10⁻¹²", "mol/cm²", "1 µF/cm²", "1 µm²", "20 pF", "Q = ", "1e-9 C", "RT/F", "per decade", ". ", "; ", "Na+", "Cl-", "1e308", "9" * 50,
    "at 0 K", "0 mM", "z", "<!-- nernstian: T=-300degC -->", "# ", "- ", "**", "$", "\\frac{", "}", "{", "&minus;", "\x00", "\ud800",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_no_text_makes_the_audit_fail(text):
    report = audit(text, name="<fuzz>")
    report.to_text(show_unchecked=True)
    report.to_json()


@pytest.mark.parametrize("text", ["3×10^-\n6 M", "10^(-\u20096) M", "5e+", "×10^", "10 to the minus 3"])
def test_broken_powers_of_ten_do_not_fail(text):
    audit(text, name="<power>").to_json()


def steps(text: str) -> int:
    """Calls and lines executed in the audit: a clock that does not depend on the machine."""
    count = 0

    def trace(frame, event, _):
        nonlocal count
        if "audit" not in frame.f_code.co_filename:
            return None
        count += 1
        return trace

    sys.settrace(trace)
    try:
        audit(text, name="<steps>")
    finally:
        sys.settrace(None)
    return count


PARAGRAPH = "At 37 °C K+ is 5 mM outside and 140 mM inside, so that E_K = −89.1 mV; Vm is −70 mV, and 3.5 nA flow.\n\n"
ROW = "| K+ | 5 | 140 | −89 mV |\n"
GROWING = [
    lambda n: PARAGRAPH * n,
    lambda n: "| ion | out (mM) | in (mM) | E at 37 °C |\n|---|---|---|---|\n" + ROW * n,
    lambda n: "|" * 50 * n + "\n" + "|" * 50 * n,
    lambda n: "9" * 500 * n,
    lambda n: "1,1" * 100 * n,
    lambda n: "about " * 100 * n,
    lambda n: "\\frac{" * 50 * n,
    lambda n: "<!--" * 50 * n,
    lambda n: "E_K = " * 50 * n,
    lambda n: "10^" * 50 * n,
    lambda n: "5 mM inside " * 20 * n,
    lambda n: "1 pF 1 µm² 1 µF/cm² 1 C Q ",
]


@pytest.mark.slow
@pytest.mark.parametrize("grow", GROWING)
def test_twice_the_text_is_about_twice_the_work(grow):
    small, large = steps(grow(20)), steps(grow(40))
    assert large < 3.0 * small + 3000


def test_a_very_wide_table_is_bounded():
    cells = "|".join(["K+", "5 mM", "140 mM"] * 34_000)
    report = audit(f"|{cells}|\n|{cells}|\n", name="<wide>")
    assert report.documents[0].numbers > 100_000


def test_a_very_long_line_is_read():
    assert audit("E_K = −89 mV and so on, " * 20_000, name="<long>").documents[0].numbers == 20_000


@pytest.mark.parametrize("one", ["0", "1e-400", "1e400", "1e-320"])
@pytest.mark.parametrize("other", ["5", "0", "1e-320", "1e308"])
def test_absurd_numbers_in_a_logarithm_break_nothing(one, other):
    for above, below in ((one, other), (other, one)):
        audit(
            f"K+ is {above} mM outside and {below} mM inside. At 37 degC E_K = 58 log10({above}/{below}) = -77 mV; "
            f"E_K = 61.5 mV x log10({above} mM/{below} mM) = -77 mV, and 5 log({below}/{above}) = 3 mV.\n",
            name="a.md",
        )
