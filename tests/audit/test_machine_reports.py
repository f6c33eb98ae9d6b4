"""GitHub annotations and JUnit: what they hold, and that no document can speak through them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from nernstian.audit.batch import Options, audit_each
from nernstian.audit.engine import DocumentReport
from nernstian.audit.reports import render

WRONG = "At 37 °C, 5 mM outside and 140 mM inside give E_K = −65.3 mV.\n"
HOSTILE = (
    "At 37 °C, 5 mM outside and 140 mM inside give E_K = −65.3 mV.\n\n"
    "]]> </testcase> <script>alert(1)</script> ::error::x %0A \x1b[31m \u202e E_K = -65.3 mV\n"
)
NAME = "a,b: c%0A<&>.md"


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[DocumentReport]:
    monkeypatch.chdir(tmp_path)
    Path("wrong.md").write_text("one\n\n" + WRONG, encoding="utf-8")
    Path("right.md").write_text(WRONG.replace("65.3", "89.1"), encoding="utf-8")
    Path(NAME).write_text(HOSTILE, encoding="utf-8")
    return list(audit_each(["wrong.md", "right.md", NAME, "missing.md"], Options()))


def test_annotations_are_commands_of_one_line(reports: list[DocumentReport]) -> None:
    lines = render(reports, "github").splitlines()
    assert re.fullmatch(
        r"::error file=wrong\.md,line=3,col=53,title=NE101 inconsistent::E_K = -65\.3 mV, recomputed .*",
        lines[0],
    )
    assert all(re.match(r"::(?:error|warning|notice) file=[^:]*::", line) for line in lines)
    assert any(line.startswith("::error file=a%2Cb%3A c%250A<&>.md,line=") for line in lines)
    assert lines[-1].startswith("::error file=missing.md::")


def test_junit_is_xml_with_a_case_a_document(reports: list[DocumentReport]) -> None:
    suite = ET.fromstring(render(reports, "junit"))  # noqa: S314  our own
    assert {key: suite.get(key) for key in ("tests", "failures", "errors")} == {
        "tests": "4",
        "failures": "2",
        "errors": "1",
    }
    assert [case.get("name") for case in suite] == ["wrong.md", "right.md", NAME, "missing.md"]
    failure = suite[0].find("failure")
    assert failure is not None
    assert failure.text is not None
    assert failure.text.startswith("3:53: NE101 E_K = -65.3 mV")
    assert suite[1].find("failure") is None


UNUSED = "<!-- nernstian: ignore NE101 because it is taught so -->\n\nNothing to judge here.\n"


def test_a_comment_that_silences_nothing_is_said_everywhere(tmp_path: Path) -> None:
    (tmp_path / "unused.md").write_text(UNUSED, encoding="utf-8")
    reports = list(audit_each([str(tmp_path / "unused.md")], Options()))
    ((at, text),) = reports[0].notes
    ((path, line, said),) = [
        tuple(note.values()) for note in json.loads(render(reports, "json"))["documents"][0]["notes"]
    ]
    assert (path, line, said) == (reports[0].path, at, text)
    out = ET.fromstring(render(reports, "junit"))[0].find("system-out")  # noqa: S314  our own
    assert out is not None
    assert out.text == f"{path}:{line}: {text}"
    assert text in render(reports, "github")


@pytest.mark.parametrize("form", ["sarif", "github", "junit"])
def test_no_control_character_comes_through(reports: list[DocumentReport], form: str) -> None:
    text = render(reports, form)
    assert "\x1b" not in text
    if form != "sarif":  # JSON keeps what it quotes, as escapes or inside strings
        assert "\u202e" not in text


def test_no_documents_are_a_report_as_well() -> None:
    for form in ("sarif", "github", "junit"):
        render([], form)
