"""The SARIF log: what the standard's own schema says, what it tells, and what stays the same from run to run."""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from nernstian.audit import audit, baseline
from nernstian.audit.batch import Options, audit_each
from nernstian.audit.engine import DocumentReport
from nernstian.audit.reports import render
from nernstian.audit.rules import RULES

WRONG = "At 37 °C, 5 mM outside and 140 mM inside give E_K = −65.3 mV.\n"
ALIKE = f"{WRONG}\n\nThe same again: {WRONG[0].lower()}{WRONG[1:]}"
HUSH = '<!-- nernstian: ignore[NE101] reason="as in the {0} [book](1)" -->'
#: A text for every verdict that is reported, and the kinds that it holds.
KINDS = {
    "": set(),
    "Nothing to see here, 5 mM or not.": set(),
    WRONG.replace("65.3", "89.1"): set(),
    WRONG: {"inconsistent"},
    WRONG.replace("At 37 °C, ", "").replace("65.3", "84"): {"conditional"},
    "At 1 µF/cm² and 70 mV the membrane holds 7.26×10^ mol/cm².": {"unreadable"},
    "For potassium, E_K = 61 mV log([K+]in/[K+]out).": {"inconsistent", "conditional"},
}
HOSTILE = [
    "]]> <script>alert(1)</script> \x1b[31m \u202e \x00 {0} [x](javascript:alert(1))",
    "\\", "\"},]", "\ud800", "%s %n $(x) `x`", "\u2028\u2029\ufeff",
]  # fmt: skip
# RFC 3986, the characters of a reference; a scheme would need letters before the first colon
_URI = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})*|[a-z][a-z0-9+.-]*://.*")


def log_of(reports: list[DocumentReport]) -> Any:
    return json.loads(render(reports, "sarif"))


def run_of(*paths: str) -> Any:
    return log_of(list(audit_each(paths, Options())))["runs"][0]


def check(log: Any, schema: Any) -> None:
    """What the schema says, and what the standard asks for in words."""
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    assert {bool("suppressions" in result) for result in run["results"]} <= {True}
    for place in _places(run):
        assert _URI.fullmatch(place["uri"]), place
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def _places(found: Any) -> list[Any]:
    """Every artifactLocation of a run."""
    if isinstance(found, list):
        return [place for part in found for place in _places(part)]
    if not isinstance(found, dict):
        return []
    own = [found] if "uri" in found else []
    return own + [place for part in found.values() for place in _places(part)]


def test_the_schema_refuses_what_is_no_log(sarif_schema: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check({"version": "2.1.0", "runs": [{"tool": {}}]}, sarif_schema)


@pytest.mark.parametrize("text", KINDS)
def test_every_verdict_makes_a_valid_log(text: str, sarif_schema: Any) -> None:
    log = log_of(list(audit(text, name="a.md").documents))
    check(log, sarif_schema)
    assert {result["properties"]["verdict"] for result in log["runs"][0]["results"]} == KINDS[text]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_document_makes_a_valid_log(hostile: str, sarif_schema: Any) -> None:
    text = f"{hostile}\n\n{WRONG}\n5 mM {hostile} <!-- nernstian: {hostile} -->\n"
    log = log_of(list(audit(text, name=f"{hostile}: a.md").documents))
    check(log, sarif_schema)
    assert log["runs"][0]["results"]


def test_no_document_is_a_valid_log(sarif_schema: Any) -> None:
    check(log_of([]), sarif_schema)


def test_documents_of_all_kinds_make_a_valid_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pdf_page: Callable[[str], bytes], sarif_schema: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a: b,%0A<&>.md").write_text(WRONG, encoding="utf-8")
    Path(os.fsdecode(b"\xff.md")).write_text(WRONG, encoding="utf-8")
    Path("p.pdf").write_bytes(pdf_page(WRONG))
    paragraph = f"<w:p><w:r><w:t>{WRONG}</w:t></w:r></w:p>"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile("w.docx", "w") as archive:
        body = f'<w:document xmlns:w="{space}"><w:body>{paragraph}</w:body></w:document>'
        archive.writestr("word/document.xml", body)
    Path("broken.pdf").write_bytes(b"%PDF-1.4 no")
    Path("nul.txt").write_bytes(b"a\0b")
    paths = [*sorted(os.listdir()), "missing [x](1) {0}.md", "a.rtf"]  # noqa: PTH208  names, not paths
    log = log_of(list(audit_each(paths, Options())))
    check(log, sarif_schema)
    run = log["runs"][0]
    assert len(run["results"]) == 4
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]
    }
    assert uris == {"a%3A%20b%2C%250A%3C%26%3E.md", "%FF.md", "p.pdf", "w.docx"}
    in_pdf = next(r["locations"][0] for r in run["results"] if "p.pdf" in str(r))
    assert in_pdf["logicalLocations"] == [{"name": "page 1", "kind": "page"}]
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 4
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_result_points_to_its_place() -> None:
    text = f"one\n\n{WRONG}"
    (result,) = log_of(list(audit(text, name="a.md").documents))["runs"][0]["results"]
    assert RULES[result["ruleId"]].law == "nernst"
    assert result["level"] == "error"
    assert "recomputed -89.06 mV" in result["message"]["text"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert text[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"] == "−65.3 mV"
    line = text.split("\n")[region["startLine"] - 1]
    assert region["endLine"] == region["startLine"] == 3
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "−65.3 mV"


def test_a_message_is_neither_link_nor_placeholder(tmp_path: Path) -> None:
    told = run_of(str(tmp_path / "{0} [x](javascript:alert).md"))["invocations"][0]
    assert r"{{0}} \[x](javascript:alert).md" in told["toolExecutionNotifications"][0]["message"]["text"]


def test_what_a_comment_silences_is_a_suppressed_result(sarif_schema: Any) -> None:
    log = log_of(list(audit(f"{HUSH}\n{WRONG}\n\n{WRONG}", name="a.md").documents))
    check(log, sarif_schema)
    first, second = log["runs"][0]["results"]
    assert first["suppressions"] == [{"kind": "inSource", "justification": "as in the {0} [book](1)"}]
    assert second["suppressions"] == []


def test_what_a_baseline_knows_is_suppressed_from_outside(tmp_path: Path, sarif_schema: Any) -> None:
    path, known = tmp_path / "a.md", tmp_path / "known.json"
    path.write_text(WRONG, encoding="utf-8")
    baseline.write(list(audit_each([str(path)], Options())), str(known))
    path.write_text(f"New: {WRONG.replace('65.3', '66.3')}\n\n\n{WRONG}", encoding="utf-8")
    log = log_of(list(baseline.apply(audit_each([str(path)], Options()), str(known))))
    check(log, sarif_schema)
    new, old = log["runs"][0]["results"]
    assert old["suppressions"] == [{"kind": "external", "justification": "known in known.json"}]
    assert new["suppressions"] == []


def test_a_comment_that_is_not_obeyed_is_told_and_is_no_failure(sarif_schema: Any) -> None:
    log = log_of(list(audit(f"<!-- nernstian: ignore[NE101] -->\n{WRONG}", name="a.md").documents))
    check(log, sarif_schema)
    (invocation,) = log["runs"][0]["invocations"]
    (note,) = invocation["toolConfigurationNotifications"]
    assert "gives no reason" in note["message"]["text"]
    assert note["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert invocation["executionSuccessful"] is True


# -- what stays the same


def prints(text: str) -> list[str]:
    results = log_of(list(audit(text, name="a.md").documents))["runs"][0]["results"]
    return [result["partialFingerprints"]["nernstian/v1"] for result in results]


@pytest.mark.parametrize(
    "moved",
    [
        f"many\n\nlines\n\nmore\n\n{ALIKE}",
        ALIKE.replace("\n", "\r\n"),
        ALIKE.replace("−65.3 mV", "−65.3\u00a0mV"),
        ALIKE.replace("outside and", "outside\nand"),
        f"{HUSH}\n{ALIKE}",
        f"{ALIKE}\n\n{WRONG.replace('65.3', '66.3')}",
    ],
)
def test_fingerprints_outlive_a_move(moved: str) -> None:
    before = prints(ALIKE)
    assert len(set(before)) == 2
    assert prints(moved)[:2] == before


def test_a_region_follows_its_text() -> None:
    def regions(text: str) -> list[Any]:
        results = log_of(list(audit(text, name="a.md").documents))["runs"][0]["results"]
        return [result["locations"][0]["physicalLocation"]["region"] for result in results]

    for before, after in zip(regions(ALIKE), regions(f"a\n\n\n\n{ALIKE}"), strict=True):
        assert after["startLine"] == before["startLine"] + 4
        same = ("startColumn", "endColumn", "charLength", "snippet")
        assert [after[key] for key in same] == [before[key] for key in same]


def test_silencing_one_finding_hides_no_other(tmp_path: Path) -> None:
    path, known = tmp_path / "a.md", tmp_path / "known.json"
    path.write_text(WRONG, encoding="utf-8")
    baseline.write(list(audit_each([str(path)], Options())), str(known))
    # The first is silenced twice over, by the comment and the baseline; the second, quoted alike, by neither.
    path.write_text(f"{HUSH}\n{ALIKE}", encoding="utf-8")
    (report,) = baseline.apply(audit_each([str(path)], Options()), str(known))
    assert len(report.verdicts) == 1
