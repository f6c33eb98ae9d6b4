"""Comments by which authors speak to the audit."""

from __future__ import annotations

from datetime import date

import pytest

from nernstian.audit.acceptance import Settings
from nernstian.audit.document import make_document
from nernstian.audit.engine import DocumentReport, audit_document
from nernstian.audit.readers.latex import extract
from nernstian.audit.suppress import read_directives

WRONG = "At 37 °C, 5 mM outside and 140 mM inside give E_K = −65.3 mV."
OBEYED = 'nernstian: ignore[NE101] reason="as in the book"'


def audited(text: str, kind: str = "markdown") -> DocumentReport:
    document = make_document(text, "a", kind, extract=extract(text) if kind == "latex" else None)
    return audit_document(document, Settings())


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- {OBEYED} -->\n{WRONG}",
        f"{WRONG} <!-- {OBEYED} -->",
        f"<!-- {OBEYED} until=2999-01-01 -->\n{WRONG}",
        f"<!-- {OBEYED.replace('ignore', 'ignore-begin')} -->\n\n{WRONG}\n\n<!-- nernstian: ignore-end -->\n",
        f"<!-- {OBEYED.replace('ignore', 'ignore-begin')} -->\n\nnever closed\n\n{WRONG}",
        f"<!-- {OBEYED.replace('NE101', 'ne101, NE104')} -->\n{WRONG}",
    ],
)
def test_a_comment_with_a_reason_is_obeyed(text: str) -> None:
    report = audited(text)
    assert not report.verdicts
    assert report.suppressed == 1
    assert not report.notes


@pytest.mark.parametrize(
    ("comment", "note"),
    [
        ("nernstian: ignore[NE101]", "gives no reason"),
        ('nernstian: ignore[] reason="x"', "names no rule"),
        ('nernstian: ignore reason="x"', "names no rule"),
        ('nernstian: ignore[NE999] reason="x"', "no such rule"),
        (f"{OBEYED} until=2001-01-01", "held until 2001-01-01"),
        (f"{OBEYED} until=2001-13-01", "is no date"),
        ("nernstian: please look away", "is not understood"),
        ('nernstian: ignore[NE104] reason="x"', "silences nothing"),
    ],
)
def test_a_comment_that_is_not_obeyed_is_told(comment: str, note: str) -> None:
    report = audited(f"<!-- {comment} -->\n{WRONG}")
    assert [verdict.kind.value for verdict in report.verdicts] == ["inconsistent"]
    ((line, text),) = report.notes
    assert line == 1
    assert note in text


def test_a_comment_holds_on_its_own_and_the_next_line_alone() -> None:
    assert len(audited(f"<!-- {OBEYED} -->\n\n{WRONG}").verdicts) == 1


def test_a_block_ends() -> None:
    begin = OBEYED.replace("ignore", "ignore-begin")
    report = audited(f"<!-- {begin} -->\n{WRONG}\n\n<!-- nernstian: ignore-end -->\n\n{WRONG}")
    assert (len(report.verdicts), report.suppressed) == (1, 1)


def test_latex_has_its_own_comments() -> None:
    assert not audited(f"% {OBEYED}\n{WRONG}", "latex").verdicts
    assert audited(f"<!-- {OBEYED} -->\n{WRONG}", "latex").verdicts
    assert audited(f"\\% {OBEYED}\n{WRONG}", "latex").verdicts


def test_the_last_day_counts() -> None:
    document = make_document(f"<!-- {OBEYED} until=2027-01-01 -->\n{WRONG}", "a", "markdown")
    assert read_directives(document, date(2027, 1, 1)).suppressions
    assert not read_directives(document, date(2027, 1, 2)).suppressions


def test_an_author_states_a_temperature() -> None:
    text = "<!-- nernstian: T=25degC -->\n5 mM outside and 140 mM inside give E_K = −85.6 mV."
    (verdict,) = audited(text).verdicts
    assert verdict.kind.value == "verified"
