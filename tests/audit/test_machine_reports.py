"""SARIF, GitHub annotations and JUnit: what they hold, and that no document can speak through them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from nernstian.audit.batch import Options, audit_each
from nernstian.audit.engine import DocumentReport
from nernstian.audit.reports import render
from nernstian.audit.rules import RULES

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


def test_a_sarif_log_points_to_the_place(reports: list[DocumentReport]) -> None:
    log = json.loads(render(reports, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    result = run["results"][0]
    assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "NE101"
    assert result["level"] == "error"
    assert "recomputed -89.06 mV" in result["message"]["text"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "wrong.md"
    source = Path("wrong.md").read_text(encoding="utf-8")
    region = place["region"]
    assert source[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"] == "−65.3 mV"
    assert source.split("\n")[region["startLine"] - 1][region["startColumn"] - 1 :].startswith("−65.3")
    assert run["columnKind"] == "unicodeCodePoints"
    notification = run["invocations"][0]["toolExecutionNotifications"][0]
    assert "missing.md" in notification["message"]["text"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_uri_is_percent_encoded(reports: list[DocumentReport]) -> None:
    uris = {a["location"]["uri"] for a in json.loads(render(reports, "sarif"))["runs"][0]["artifacts"]}
    assert "a%2Cb:%20c%250A%3C%26%3E.md" in uris


def test_a_fingerprint_outlives_a_move(reports: list[DocumentReport]) -> None:
    def prints() -> list[str]:
        log = json.loads(render(list(audit_each(["wrong.md"], Options())), "sarif"))
        return [result["partialFingerprints"]["nernstian/v1"] for result in log["runs"][0]["results"]]

    before = prints()
    Path("wrong.md").write_text("many\n\nlines\n\nmore\n\n" + WRONG, encoding="utf-8")
    assert prints() == before
    assert len(before) == 1


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


@pytest.mark.parametrize("form", ["sarif", "github", "junit"])
def test_no_control_character_comes_through(reports: list[DocumentReport], form: str) -> None:
    text = render(reports, form)
    assert "\x1b" not in text
    if form != "sarif":  # JSON keeps what it quotes, as escapes or inside strings
        assert "\u202e" not in text


def test_no_documents_are_a_report_as_well() -> None:
    for form in ("sarif", "github", "junit"):
        render([], form)
