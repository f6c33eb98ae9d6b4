"""What stands beside a PDF: entries that silence, a temperature, and nothing that can hurt."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.audit.batch import Options, audit_each
from nernstian.audit.configuration import load
from nernstian.audit.engine import DocumentReport
from nernstian.audit.reports import FORMATS, render
from nernstian.audit.sidecar import MAX_ENTRIES, SUFFIX, _sidecar, read_sidecar
from nernstian.derivations.errors import ReadError, UsageError

WRONG = "At 37 °C, 5 mM outside and 140 mM inside give E_K = −65.3 mV."
OBEYED = '[[ignore]]\nrule = "NE101"\nreason = "as in the book"\n'


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document; no PDF, whose reader is a process of its own and slow to start."""
    monkeypatch.chdir(tmp_path)
    Path("paper.txt").write_text(WRONG, encoding="utf-8")
    return Path("paper.txt")


def audited(path: Path, sidecar: str | bytes | None = None) -> DocumentReport:
    if sidecar is not None:
        content = sidecar if isinstance(sidecar, bytes) else sidecar.encode()
        Path(f"{path}{SUFFIX}").write_bytes(content)
    (report,) = audit_each([str(path)], Options())
    return report


# -- what is obeyed


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "until = 2999-01-01",
        'until = "2999-01-01"',
        "until = 2999-01-01T12:00:00",
        'quote = "-65.3 mV"',
        'quote = "−65.3 mV"',
        'quote = "give   E_K = −65.3"',
        "line = 1",
        'line = 1\nquote = "E_K = −65.3 mV"',
    ],
)
def test_an_entry_silences_what_it_names(paper: Path, entry: str) -> None:
    report = audited(paper, OBEYED + entry)
    assert (len(report.verdicts), report.suppressed, report.beside) == (0, 1, ())
    assert report.silenced[0].by == "sidecar"
    assert report.silenced[0].reason == "as in the book"


@pytest.mark.parametrize(
    "entry", ["page = 1", 'page = 1\nline = 1\nquote = "E_K = −65.3 mV"', 'quote = "65.3"']
)
def test_a_pdf_has_pages(tmp_path: Path, pdf_page: Callable[[str], bytes], entry: str) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf_page(WRONG))
    report = audited(path, OBEYED + entry)
    assert report.suppressed == ("page" in entry)
    assert len(report.beside) == ("page" not in entry)


@pytest.mark.parametrize("rule", ['"ne101"', '["NE104", "NE101"]', '" NE101 "'])
def test_a_rule_is_named_as_elsewhere(paper: Path, rule: str) -> None:
    assert audited(paper, OBEYED.replace('"NE101"', rule)).suppressed == 1


@pytest.mark.parametrize(
    "entry", ["page = 2", "line = 2", 'quote = "−66.3 mV"', 'quote = "5"', 'quote = "65.3"', 'quote = "."']
)
def test_an_entry_silences_nothing_else_and_that_is_told(paper: Path, entry: str) -> None:
    report = audited(paper, OBEYED + entry)
    assert len(report.verdicts) == 1
    assert report.beside == ("entry 1 (NE101) silences nothing",)


def test_a_rule_that_is_not_asked_for_leaves_its_entry_used(paper: Path) -> None:
    Path(f"{paper}{SUFFIX}").write_text(OBEYED)
    (report,) = audit_each([str(paper)], Options(ignore=frozenset({"NE101"})))
    assert report.beside == ()


@pytest.mark.parametrize("stated", ["25degC", "25 °C", "298.15K", " 25 degC "])
def test_a_temperature_is_stated(paper: Path, stated: str) -> None:
    paper.write_text("5 mM outside and 140 mM inside give E_K = −85.6 mV.", encoding="utf-8")
    assert [v.kind.value for v in audited(paper).verdicts] == ["conditional"]
    (verdict,) = audited(paper, f'T = "{stated}"').verdicts
    assert verdict.kind.value == "verified"


@pytest.mark.parametrize(
    "text",
    [
        "{cold}",
        "{warm} {cold}",
        "{warm}\n\n# Later\n\n{cold}",
        "# Now\n\n{cold}\n\n# Later\n\n{cold}\n\n# Last\n\n{warm}",
    ],
)
def test_a_section_that_states_its_own_temperature_keeps_to_that(tmp_path: Path, text: str) -> None:
    own = WRONG.replace("65.3", "89.1")
    cold = "5 mM outside and 140 mM inside give E_K = −85.6 mV."
    path = tmp_path / "a.md"
    path.write_text(text.format(warm=own, cold=cold), encoding="utf-8")
    verdicts = audited(path, 'T = "25degC"').verdicts
    if "{warm} {cold}" in text:
        assert verdicts[0].kind.value == "verified"  # the second claim shares a section with 37 °C
        return
    assert [verdict.kind.value for verdict in verdicts] == ["verified"] * text.count("{")


def test_the_last_day_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    Path(f"{path}{SUFFIX}").write_text(f"{OBEYED}until = 2027-01-01")
    assert read_sidecar(str(path), date(2027, 1, 1)).entries
    late = read_sidecar(str(path), date(2027, 1, 2))
    assert late.entries == ()
    assert late.complaints == ("entry 1 held until 2027-01-01, and is not obeyed any more",)


# -- what is not


BROKEN = [
    ('[[ignore]]\nrule = "NE101"', "entry 1 gives no reason"),
    ('[[ignore]]\nreason = "x"', "entry 1 gives no rule"),
    (OBEYED.replace("as in the book", " "), "entry 1 has reason = ' '"),
    (OBEYED.replace('"as in the book"', "1"), "a text of at most 500 characters is wanted"),
    (OBEYED.replace("NE101", "NE999"), "entry 1 ignores 'NE999'"),
    (OBEYED.replace('"NE101"', "[]"), 'a rule such as "NE101"'),
    (OBEYED.replace('"NE101"', '["NE101", 1]'), 'a rule such as "NE101"'),
    (OBEYED.replace('"NE101"', "{a = 1}"), 'a rule such as "NE101"'),
    (OBEYED + "until = 2001-01-01", "held until 2001-01-01"),
    (OBEYED + 'until = "soon"', "a date such as 2027-01-01 is wanted"),
    (OBEYED + "until = 3", "a date such as 2027-01-01 is wanted"),
    (OBEYED + "until = 12:00:00", "a date such as 2027-01-01 is wanted"),
    (OBEYED + "page = 0", "a whole number from 1 on is wanted"),
    (OBEYED + "page = true", "a whole number from 1 on is wanted"),
    (OBEYED + 'line = "1"', "a whole number from 1 on is wanted"),
    (OBEYED + "quote = 65.3", "a text of at most 500 characters is wanted"),
    (OBEYED + f'quote = "{"x" * 501}"', "a text of at most 500 characters is wanted"),
    (OBEYED + 'qoute = "−65.3 mV"', "entry 1 has a key 'qoute'"),
    ("ignore = 3", "ignore is no list"),
    ("ignore = [3]", "entry 1 is no table"),
    ("ignore = {}", "ignore is no list"),
    ("[ignroe]", "there is no key 'ignroe'"),
    ("T = 37", "T = 37 is no temperature"),
    ('T = "37"', "is no temperature"),
    ('T = "37 mV"', "is no temperature"),
    ('T = "37degC, or so"', "is no temperature"),
    ("not TOML", "not TOML: "),
    (b"\xff\xfe\x00", "not TOML: "),
    (b"\x00" * 1000, "not TOML: "),
    ("a = " + "[" * 90_000, "not TOML: "),
    ("# " + "x" * 200_000, "larger than 200 kB"),
    ("a" + ".a" * 90_000 + " = 1", "thousands of dots in one line"),
    (OBEYED + "page" + ".a" * 2000 + " = 1", "a whole number from 1 on is wanted"),
    (OBEYED + f"page = {'9' * 5000}", "not TOML: "),
]


@pytest.mark.parametrize(("sidecar", "cause"), BROKEN, ids=[cause for _, cause in BROKEN])
def test_what_is_not_obeyed_is_told_in_one_line(paper: Path, sidecar: str | bytes, cause: str) -> None:
    report = audited(paper, sidecar)
    assert [verdict.kind.value for verdict in report.verdicts] == ["inconsistent"]
    (told,) = report.beside
    assert cause in told
    assert "\n" not in told
    assert len(told) < 300
    (line,) = [line for line in render([report], "text").splitlines() if SUFFIX in line]
    assert line == f"paper.txt{SUFFIX}: note: {told}"


def test_many_entries_are_cut_off(paper: Path) -> None:
    report = audited(paper, (OBEYED + 'quote = "nowhere"\n') * (MAX_ENTRIES + 1))
    assert report.beside[0] == f"only the first {MAX_ENTRIES} entries are obeyed"
    assert len(report.beside) == MAX_ENTRIES + 1


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (lambda path: path.symlink_to(path), "symbolic links"),
        (lambda path: path.symlink_to("/nowhere/at/all"), "No such file"),
        (lambda path: path.mkdir(), "directory"),
        (os.mkfifo, "not a regular file"),
    ],
    ids=["loop", "dangling", "folder", "pipe"],
)
def test_what_is_no_file_is_told_in_one_line(paper: Path, make: Callable[[Path], None], cause: str) -> None:
    make(Path(f"{paper}{SUFFIX}"))
    report = audited(paper)
    assert len(report.verdicts) == 1
    (told,) = report.beside
    assert cause in told
    assert "and is not obeyed" in told


def test_no_sidecar_is_nothing(paper: Path) -> None:
    assert audited(paper).beside == ()
    assert read_sidecar("x" * 5000 + ".pdf").complaints == ()
    assert read_sidecar("a\0b.pdf").complaints == ()


PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates() | st.times()
)
VALUES = st.recursive(
    PLAIN | st.sampled_from(["NE101", "37degC"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["rule", "reason", "until", "quote", "page", "line", "x"])


@given(
    st.dictionaries(
        st.sampled_from(["T", "ignore", "x"]), VALUES | st.lists(st.dictionaries(KEYS, VALUES), max_size=3)
    )
)
def test_whatever_stands_there_is_obeyed_or_told(content: dict[str, Any]) -> None:
    made = _sidecar(content, date(2027, 1, 1))
    assert all("\n" not in told and len(told) < 300 for told in made.complaints)
    listed = content.get("ignore", [])
    refused = sum(told.startswith("entry ") for told in made.complaints)
    assert not isinstance(listed, list) or len(made.entries) + refused == len(listed)


@given(st.text(max_size=300))
def test_any_text_is_a_sidecar_that_hurts_nobody(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.pdf"
    Path(f"{path}{SUFFIX}").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert all("\n" not in told for told in read_sidecar(str(path)).complaints)


# -- where it is told


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("json", "junit")])
def test_every_report_for_people_and_editors_tells(paper: Path, form: str) -> None:
    shown = render([audited(paper, OBEYED + 'quote = "nowhere"')], form)
    assert "entry 1 (NE101) silences nothing" in shown
    assert f"paper.txt{SUFFIX}" in shown


def test_a_silenced_finding_is_suppressed_from_outside_in_sarif(paper: Path) -> None:
    (result,) = json.loads(render([audited(paper, OBEYED)], "sarif"))["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "as in the book"}]


def test_a_hostile_sidecar_does_not_speak_in_any_report(paper: Path) -> None:
    key = "<script>\\u001b[31m\\u202e"
    report = audited(paper, f'"{key}" = 1')
    for form in FORMATS:
        shown = render([report], form)
        assert "<script>" not in shown or form not in ("html", "junit")
        assert "\x1b" not in shown


# -- settings are read by the same reader


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("a" + ".a" * 90_000 + " = 1", "thousands of dots"),
        ("#" * 1_000_001, "larger than 1000 kB"),
        ("hedge" + ".a" * 2000 + " = 1", "a fraction such as 0.05 is wanted"),
        (f'hedge = "{"x" * 10_000}"', "a fraction such as 0.05 is wanted"),
    ],
)
def test_hostile_settings_are_refused_in_short(tmp_path: Path, content: str, cause: str) -> None:
    path = tmp_path / "nernstian.toml"
    path.write_text(content)
    with pytest.raises((ReadError, UsageError), match=cause) as caught:
        load(path)
    assert len(str(caught.value)) < 500
