"""Comments by which authors speak to the audit."""

from __future__ import annotations

import json
from datetime import date

import pytest

from nernstian.audit.acceptance import Settings
from nernstian.audit.document import make_document
from nernstian.audit.engine import DocumentReport, audit_document
from nernstian.audit.readers import notebook
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


def test_the_comment_of_a_notebook_is_obeyed() -> None:
    cell = {"cell_type": "markdown", "metadata": {}, "source": [f"<!-- {OBEYED} -->\n", WRONG]}
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    source = json.dumps(book, indent=1, ensure_ascii=False)
    document = make_document(source, "a.ipynb", "notebook", extract=notebook.extract(source))
    report = audit_document(document, Settings())
    assert (len(report.verdicts), report.suppressed, report.notes) == (0, 1, ())
    assert report.silenced[0].reason == "as in the book"


def test_a_comment_on_a_rule_that_is_not_asked_for_is_no_comment_too_many() -> None:
    document = make_document(f"<!-- {OBEYED} -->\n{WRONG}", "a", "markdown")
    assert audit_document(document, Settings(), select=frozenset({"NE104"})).notes == ()


IN_THE_COLD = "5 mM outside and 140 mM inside give E_K = −85.6 mV."


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- nernstian: T=25degC -->\n{IN_THE_COLD}",
        f"<!-- nernstian: T=25degC -->\n\n{IN_THE_COLD}",
        f"<!-- nernstian: T=25degC -->\n\n{IN_THE_COLD}\n\n# Colder\n\nAt 20 °C all is other.",
        f"# Warm\n\n<!-- nernstian: T=25degC -->\n\n{IN_THE_COLD}\n\n# Colder\n\nAt 20 °C all is other.",
        f"# Cold\n\nAt 20 °C all is other.\n\n# Warm\n\n<!-- nernstian: T=25degC -->\n{IN_THE_COLD}",
    ],
)
def test_a_temperature_holds_for_what_follows_in_its_section(text: str) -> None:
    assert [verdict.kind.value for verdict in audited(text).verdicts] == ["verified"]


@pytest.mark.parametrize(
    "text",
    [
        "{0}\n\n<!-- nernstian: T=25degC -->\n\n{1}",
        "<!-- nernstian: T=25degC -->\n\n{1}\n\n{0}",
        "<!-- nernstian: T=25degC -->\n{0}",
        "<!-- nernstian: T=25degC -->\n\n{0}\n\n# More\n\nNothing.",
    ],
)
def test_a_text_that_states_its_own_temperature_keeps_to_that(text: str) -> None:
    own = WRONG.replace("65.3", "89.1")
    report = audited(text.format(own, IN_THE_COLD))
    assert {verdict.kind.value for verdict in report.verdicts} == {"verified"}
    assert len(report.verdicts) == 1 + ("{1}" in text)
