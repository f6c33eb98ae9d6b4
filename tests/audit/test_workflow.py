"""Settings files, baselines and runs on several processes."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nernstian.audit.batch import Options, audit_each, documents
from nernstian.audit.cluster import in_order as on_cluster
from nernstian.audit.configuration import find, load
from nernstian.audit.parallel import in_order
from nernstian.cli import main
from nernstian.derivations.errors import ReadError, UsageError

WRONG = "At 37 degC, 5 mM outside and 140 mM inside give E_K = -65.3 mV.\n"
RIGHT = "At 37 degC, 5 mM outside and 140 mM inside give E_K = -89.1 mV.\n"


@dataclass(frozen=True)
class Run:
    exit_code: int
    output: str


def run(*arguments: str) -> Run:
    """What the command prints, on both streams, and its exit code."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = main(["audit", *arguments])
    return Run(code, printed.getvalue())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(WRONG)
    (tmp_path / "b.md").write_text(RIGHT)
    return tmp_path


# -- settings


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("pyproject.toml", "", 1),
        ("pyproject.toml", "[tool.nernstian.audit]\n", 1),
        ("pyproject.toml", '[tool.nernstian.audit]\nignore = ["NE101"]\n', 0),
        ("pyproject.toml", '[tool.other.audit]\nignore = ["NE101"]\n', 1),
        ("pyproject.toml", "[tool.nernstian.audit\n", 1),  # broken: for others to report
        ("nernstian.toml", 'ignore = ["NE101"]\n', 0),
        ("nernstian.toml", '[audit]\nignore = ["NE101"]\n', 0),
        ("nernstian.toml", 'exclude = ["a.*"]\n', 0),
        ("nernstian.toml", 'select = ["NE104"]\n', 0),
        ("nernstian.toml", "jobs = 2\n", 1),
    ],
)
def test_a_settings_file_is_obeyed(folder: Path, name: str, content: str, code: int) -> None:
    (folder / name).write_text(content)
    assert run("a.md", "b.md").exit_code == code


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("ingore = []", "there is no setting 'ingore'"),
        ('ignore = "NE101"', "a list of rule ids is wanted"),
        ("ignore = [1]", "a list of rule ids is wanted"),
        ("jobs = true", "a whole number is wanted"),
        ("hedge = '5 %'", "a fraction such as 0.05 is wanted"),
        ("temperature = 37", "is wanted"),
        ("audit = 3", "no table"),
        ('ignore = ["NE999"]', "there is no rule 'NE999'"),
        ('fail-on = "never"', "there is no severity 'never'"),
    ],
)
def test_a_wrong_setting_is_named(folder: Path, content: str, cause: str) -> None:
    (folder / "nernstian.toml").write_text(content)
    result = run("b.md")
    assert result.exit_code == 2
    assert cause in result.output
    assert run("b.md", "--isolated").exit_code == 0


def test_the_command_line_counts_more(folder: Path) -> None:
    (folder / "nernstian.toml").write_text('ignore = ["NE101"]\nfail-on = "conditional"\n')
    assert run("a.md", "--ignore", "NE104").exit_code == 1
    assert run("a.md", "--isolated").exit_code == 1


def test_the_nearest_file_counts(folder: Path) -> None:
    (folder / "nernstian.toml").write_text("")
    inner = folder / "book" / "chapter"
    inner.mkdir(parents=True)
    assert find(inner) == folder / "nernstian.toml"
    (folder / "book" / "pyproject.toml").write_text("[tool.nernstian]\n")
    assert find(inner) == folder / "book" / "pyproject.toml"


def test_a_baseline_in_a_settings_file_counts_from_its_folder(folder: Path) -> None:
    (folder / "nernstian.toml").write_text('baseline = "known.json"\n')
    assert load(folder / "nernstian.toml")["baseline"] == str(folder / "known.json")


def test_what_is_no_toml_says_so(folder: Path) -> None:
    (folder / "nernstian.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ReadError, match="not TOML"):
        load(folder / "nernstian.toml")
    assert run("b.md", "--config", "missing.toml").exit_code == 2


# -- baseline


def test_a_known_finding_does_not_fail_and_a_new_one_does(folder: Path) -> None:
    assert run(".", "--write-baseline", "known.json").exit_code == 0
    assert run(".", "--baseline", "known.json").exit_code == 0
    (folder / "a.md").write_text("A line more.\n\n" + WRONG)  # moved: still known
    assert run(".", "--baseline", "known.json").exit_code == 0
    (folder / "a.md").write_text(WRONG + "\n" + WRONG)  # the same again: another finding
    assert run(".", "--baseline", "known.json").exit_code == 1
    (folder / "a.md").write_text(WRONG.replace("65.3", "66.3"))
    assert run(".", "--baseline", "known.json").exit_code == 1


def test_a_baseline_is_about_files_wherever_the_run_starts(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("a.md", "--write-baseline", "known.json")
    inner = folder / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    assert run("../a.md", "--baseline", "../known.json").exit_code == 0


def test_a_baseline_holds_no_right_number(folder: Path) -> None:
    result = run("b.md", "--write-baseline", "known.json")
    assert "0 findings" in result.output
    assert json.loads((folder / "known.json").read_text()) == {"schema": 1, "findings": {}}


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"schema": 2, "findings": {}}', '{"schema": 1, "findings": {"a": 1}}']
)
def test_what_is_no_baseline_is_refused(folder: Path, content: str) -> None:
    (folder / "known.json").write_text(content)
    result = run("a.md", "--baseline", "known.json")
    assert result.exit_code == 2
    assert "is not a baseline" in result.output


def test_a_baseline_is_not_written_over_a_document(folder: Path) -> None:
    assert run("a.md", "--write-baseline", "a.md").exit_code == 2
    assert (folder / "a.md").read_text() == WRONG


# -- many documents


def test_several_processes_report_what_one_does(folder: Path) -> None:
    for number in range(7):
        (folder / f"c{number}.md").write_text(WRONG if number % 2 else RIGHT)
    (folder / "d.md").write_bytes(b"\x00\x01\x02\xff" * 50)
    one, two = (run(".", "--format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.output == two.output
    assert one.exit_code == two.exit_code


def _die_on_three(item: int) -> int:
    if item == 3:
        os._exit(1)
    return item * item


def test_a_process_that_dies_is_one_result_and_the_others_come_still() -> None:
    assert list(in_order(_die_on_three, range(12), 2, lambda item: -item)) == [
        -3 if n == 3 else n * n for n in range(12)
    ]


def test_what_is_excluded_is_not_read(folder: Path) -> None:
    build = folder / "build" / "deep"
    build.mkdir(parents=True)
    (build / "x.md").write_text(WRONG)
    assert documents([str(folder)], ["build"]) == [str(folder / "a.md"), str(folder / "b.md")]
    assert documents([str(folder)], ["*.md"]) == []


def test_reports_come_one_by_one(folder: Path) -> None:
    reports = audit_each(["a.md", "missing.md", "b.md"], Options())
    assert [report.error is None for report in reports] == [True, False, True]


# -- JSON lines


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_holds_what_the_json_report_holds(folder: Path) -> None:
    one = json.loads(run("a.md", "b.md", "--format", "json").output)["documents"]
    lines = [json.loads(line) for line in run("a.md", "b.md", "--format", "jsonl").output.splitlines()]
    assert [{key: value for key, value in line.items() if key != "schema"} for line in lines] == one


@pytest.mark.parametrize("cut", [0, 1, 40])
def test_an_interrupted_run_goes_on(folder: Path, cut: int) -> None:
    for number in range(4):
        (folder / f"c{number}.md").write_text(RIGHT)
    arguments = (".", "--format", "jsonl", "-o", "out.jsonl", "--exclude", "out.jsonl")
    assert run(*arguments).exit_code == 1
    whole = (folder / "out.jsonl").read_text(encoding="utf-8")
    kept = whole.splitlines(keepends=True)
    (folder / "out.jsonl").write_text("".join(kept[:3]) + kept[3][:cut], encoding="utf-8")
    assert run(*arguments, "--resume").exit_code == 1  # a.md, of the first run, still counts
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == whole


def test_a_changed_document_is_audited_again(folder: Path) -> None:
    arguments = ("a.md", "b.md", "--format", "jsonl", "-o", "out.jsonl", "--resume")
    assert run(*arguments).exit_code == 1
    (folder / "a.md").write_text(RIGHT)
    run(*arguments)
    assert [line["path"] for line in _lines(folder / "out.jsonl")] == ["a.md", "b.md", "a.md"]


def test_only_a_file_of_lines_can_be_resumed(folder: Path) -> None:
    assert run("a.md", "--resume").exit_code == 2
    assert run("a.md", "--resume", "--format", "json", "-o", "out.json").exit_code == 2


# -- clusters and addresses


def test_a_local_cluster_reports_what_one_process_does(folder: Path) -> None:
    here = run(".", "--format", "json")
    there = run(".", "--format", "json", "--dask", "local")
    assert json.loads(there.output) == json.loads(here.output)
    assert there.exit_code == here.exit_code == 1


def test_a_scheduler_that_is_not_there_is_an_error() -> None:
    with pytest.raises((ReadError, UsageError)):
        list(on_cluster(str, [1], "nonsense://nowhere:1", str))


def test_an_address_is_read_through_its_file_system() -> None:
    fsspec = pytest.importorskip("fsspec")
    with fsspec.open("memory://notes/a.md", "wb") as stream:
        stream.write(WRONG.encode())
    (report,) = audit_each(["memory://notes/a.md"], Options())
    assert report.error is None
    assert [verdict.kind.value for verdict in report.verdicts] == ["inconsistent"]
    (missing,) = audit_each(["memory://notes/b.md"], Options())
    assert missing.error is not None
    (unknown,) = audit_each(["nosuchthing://b.md"], Options())
    assert unknown.error is not None


# -- pytest and pre-commit


def _pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_plugin_makes_a_test_of_each_document(folder: Path) -> None:
    done = _pytest(folder, "--nernstian", ".")
    assert done.returncode == 1
    assert "1 failed, 1 passed" in done.stdout
    assert "recomputed -89.06 mV" in done.stdout
    assert "Traceback" not in done.stdout


def test_the_plugin_obeys_the_settings_and_is_silent_unless_asked(folder: Path) -> None:
    assert _pytest(folder, ".").returncode == 5  # nothing collected
    (folder / "pyproject.toml").write_text('[tool.nernstian.audit]\nexclude = ["a.md"]\n')
    assert "1 passed" in _pytest(folder, "--nernstian", ".").stdout


def test_the_hook_calls_the_command() -> None:
    hooks = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
    assert "entry: nernstian audit\n" in hooks.read_text(encoding="utf-8")
