"""Numbers, temperatures and logarithms in words, as captions and transcripts have them."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.number_words import spelled_numbers
from nernstian.audit.numbers import scan_numbers

WORDS = [
    ("minus eighty-nine millivolts", -89.0, "mV"),
    ("a hundred and forty-five millimolar", 145.0, "mM"),
    ("two hundred nanomolar", 200.0, "nM"),
    ("sechsundsechzig Millivolt", 66.0, "mV"),
    ("menos setenta y cinco milivoltios", -75.0, "mV"),
    ("moins quatre-vingt-dix millivolts", -90.0, "mV"),
    ("soixante et onze millivolts", 71.0, "mV"),
    ("meno sessantotto millivolt", -68.0, "mV"),
    ("tweeënveertig millivolt", 42.0, "mV"),
    ("menos 70 milivoltios", -70.0, "mV"),
    ("-61 Millivolt", -61.0, "mV"),
]


@pytest.mark.parametrize(("text", "value", "unit"), WORDS)
def test_a_number_in_words_is_read_with_its_place(text: str, value: float, unit: str) -> None:
    whole = f"It is {text} here."
    (number,) = scan_numbers(whole)
    assert number.value == value
    assert number.unit is not None
    assert number.unit.text == unit
    assert whole[number.start : number.unit_end] == text


@pytest.mark.parametrize(
    "text", ["one of the millivolts", "seventy cells", "the two millivoltmeters", "a few millivolts"]
)
def test_words_without_a_unit_behind_are_no_numbers(text: str) -> None:
    assert list(spelled_numbers(text)) == []


def test_a_minus_behind_a_number_subtracts() -> None:
    first, second, third = scan_numbers("minus 70 minus 63, or 5 minus minus 90")[:3]
    assert (first.value, second.value, third.value) == (-70.0, 63.0, 5.0)
    assert scan_numbers("minus 70 minus minus 95")[1].value == -95.0


SPOKEN = [
    ("We are at room temperature, 20 degrees, with potassium 3 outside and 130 inside, all in millimolar. So 58 times the log"
     " of 3 over 130, and that is about minus 95 millivolts."),
    "At thirty-seven degrees Celsius [K+]o = 5 mM and [K+]i = 140 mM. E_K is minus eighty-nine millivolts.",
    "Bei 37 °C ist [K+]a 5 mM und [K+]i 140 mM. E_K ist minus neunundachtzig Millivolt.",
    "At 37 °C we have chloride, 110 mM out and 8 mM in, you turn it around, and we get about minus 70 millivolts.",
]  # fmt: skip


@pytest.mark.parametrize("text", SPOKEN)
def test_a_spoken_potential_is_found_right(text: str) -> None:
    kinds = [verdict.kind.value for verdict in audit(text + "\n", name="a.md").verdicts]
    assert kinds
    assert set(kinds) <= {"verified", "consistent"}


def test_a_spoken_potential_is_found_wrong() -> None:
    text = "Remember the 58 millivolts per decade. So 58 times the log of 3 over 130, and that is minus 59 millivolts.\n"
    assert "inconsistent" in [verdict.kind.value for verdict in audit(text, name="a.md").verdicts]


SILENT = [
    "The axon holds 130 mM potassium, the bath 3 mM. At 20 °C: 58 times the 5 mV step is 290 mV.",
    "Turn the stage by 20 degrees. The potassium is 3 mM outside and 130 mM inside, E_K is near -95 mV.",
    "At 37 °C, K+ is 4 mM outside and 140 mM inside; the step took it to minus ninety-five millivolts for 50 ms.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_spoken_potential_is_not_called_wrong(text: str) -> None:
    assert "inconsistent" not in [verdict.kind.value for verdict in audit(text + "\n", name="a.md").verdicts]


# right sentences that the readings of this file could hit
RIGHT = [
    "At 20 degrees, [K+]o = 3 mM and [K+]i = 130 mM: E_K = -95.2 mV. If you warm the bath to 37, E_K is -100.7 mV.",
    ("The values are calculated at 20 °C; the recordings were made at 35 °C.\n\n| ion | out (mM) | in (mM) | E (mV) |\n|---|---|---|---|\n"
    "| K+ | 3 | 130 | -95.2 |\n| Na+ | 140 | 10 | +66.7 |"),
    "58 times the log of 3 over 130, so that is minus 95 millivolts.",
    "58 times the log of 130 over 3 is 95 millivolts, and the sign is negative because the cell has more of it.",
    "For calcium we take half of 58. 58 times the log of 1 over 0.0001 is 232 millivolts, and half of that is 116.",
    "With 58 times the log of 8 over 110 you have minus 66 millivolts for chloride, since its sign turns the ratio round.",
    "At 20 °C, [K+]o = 3 mM, [K+]i = 130 mM. We rise from minus 95 millivolts, and minus 70 minus minus 95 is 25 millivolts.",
    "The table tilts by 20 degrees. At 37 °C with [K+]o = 4 mM and [K+]i = 140 mM E_K = -95.0 mV.",
    "We cooled the slice to 15. At 15 °C with [K+]o = 4 mM and [K+]i = 140 mM E_K = -88.3 mV.",
    "Add 5 mM to 20, stir. At 37 °C [K+]o = 4 mM and [K+]i = 140 mM give E_K = -95.0 mV.",
]  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_sentence_is_never_called_wrong(text: str) -> None:
    wrong = [v.message for v in audit(text + "\n", name="a.md").verdicts if v.kind.value == "inconsistent"]
    assert wrong == []


def test_rt_over_f_is_a_thermal_voltage() -> None:
    text = "At 30 °C RT over F is 26.1 millivolts, at 30 °C again RT over F is 29.1 millivolts.\n"
    assert [v.kind.value for v in audit(text, name="a.md").verdicts] == ["verified", "inconsistent"]
