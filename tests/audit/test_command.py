from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from nernstian.cli import main

GOOD = "At 37 °C K+ is 5 mM outside and 140 mM inside, so that E_K = −89.1 mV.\n"
BAD = GOOD.replace("89.1", "98.1")


def run(capsys, *arguments):
    code = main(["audit", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.md").write_text(BAD, encoding="utf-8")
    return tmp_path


def test_a_folder_is_audited_and_findings_give_one(folder, capsys):
    code, out, _ = run(capsys, folder)
    assert code == 1
    assert "2 documents" in out
    assert run(capsys, folder, "--exit-zero")[0] == 0
    assert run(capsys, folder / "good.md")[0] == 0


def test_a_glob_is_expanded(folder, capsys):
    code, out, _ = run(capsys, folder / "*.md")
    assert code == 0
    assert "1 document," in out


UNREADABLE = [
    ("a.odt", b"<p>1</p>", "format not supported yet"),
    ("a.md", b"\xff\xfe\xfa\x00\xd8", "not valid"),
    ("a.txt", b"a\0b", "NUL"),
]


@pytest.mark.parametrize(("name", "content", "cause"), UNREADABLE)
def test_an_unreadable_document_gives_two_and_the_others_are_audited(folder, capsys, name, content, cause):
    (folder / name).write_bytes(content)
    code, out, _ = run(capsys, folder / name, folder / "good.md", "--format", "json")
    first, second = json.loads(out)["documents"]
    assert code == 2
    assert cause in first["error"]
    assert second["claims"][0]["verdict"] == "verified"


def test_a_missing_file_gives_two(folder, capsys):
    code, out, _ = run(capsys, folder / "none.md")
    assert code == 2
    assert "none.md" in out


def test_a_huge_document_is_refused(folder, capsys, monkeypatch):
    monkeypatch.setattr("nernstian.audit.readers.MAX_BYTES", 10)
    code, out, _ = run(capsys, folder / "good.md")
    assert code == 2
    assert "larger than" in out


def test_utf16_with_a_mark_is_read(folder, capsys):
    (folder / "wide.txt").write_bytes(GOOD.encode("utf-16"))
    assert "1 verified" in run(capsys, folder / "wide.txt")[1]


def test_the_report_goes_to_a_file(folder, capsys):
    code, out, _ = run(capsys, folder / "good.md", "-o", folder / "report.json", "--format", "json")
    assert (code, out) == (0, "")
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["schema"] == 1
    assert run(capsys, folder / "good.md", "-o", folder / "no" / "report")[0] == 2


USAGE = [
    ["--select", "NE999", "x.md"], ["--temperature", "warm", "x.md"], ["--temperature", "37", "x.md"],
    ["--hedge", "7", "x.md"], ["--format", "yaml", "x.md"], ["--explain", "NE000"], [],
]  # fmt: skip


@pytest.mark.parametrize("arguments", USAGE)
def test_a_usage_error_names_cause_and_remedy(arguments, capsys):
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) >= 2 or "--help" in err


def test_a_rule_explains_itself(capsys):
    code, out, _ = run(capsys, "--explain", "ne101")
    assert code == 0
    assert "equilibrium potential" in out


def test_an_assumed_temperature_is_a_unit_and_a_value(folder, capsys):
    (folder / "t.md").write_text(GOOD.replace("At 37 °C ", ""), encoding="utf-8")
    for given in ("37degC", "310.15 K", "37 °C"):
        assert "37 °C" in run(capsys, folder / "t.md", "--temperature", given)[1]


@pytest.mark.slow
def test_standard_input_is_a_document():
    command = [sys.executable, "-m", "nernstian", "audit", "-", "--stdin-filename", "page.md"]
    done = subprocess.run(command, input=BAD.encode(), capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stdout.decode().startswith("page.md:1:")


def test_importing_the_room_is_light():
    code = (
        "import sys, nernstian.audit; "
        "print(sorted(set(sys.modules) & {'sympy', 'numpy', 'pint', 'flint', 'nernstian.audit.engine'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_refused(tmp_path, capsys):
    os.mkfifo(tmp_path / "pipe.md")
    code, out, _ = run(capsys, tmp_path / "pipe.md")
    assert code == 2
    assert "not a regular file" in out


def test_a_folder_without_documents_is_reported(tmp_path, capsys):
    code, out, _ = run(capsys, tmp_path)
    assert code == 2
    assert "no document in this folder" in out
    assert "0 documents" in out
    assert "1 not read" in out


def test_a_folder_that_cannot_be_listed_is_reported(folder, capsys, monkeypatch):
    (folder / "locked").mkdir()
    real = os.scandir

    def scandir(path="."):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "listdir", lambda path: list(map(str, scandir(path))))
    code, out, _ = run(capsys, folder)
    assert code == 2
    assert "locked: folder cannot be read: Permission denied" in out


def test_a_report_never_overwrites_a_document(folder, capsys):
    before = (folder / "good.md").read_bytes()
    code, _, err = run(capsys, folder / "good.md", "-o", folder / "good.md")
    assert code == 2
    assert "one of the documents" in err
    assert (folder / "good.md").read_bytes() == before


@pytest.mark.parametrize("given", ["-300degC", "0K", "400 K", "90degC"])
def test_an_impossible_temperature_is_refused(given, folder, capsys):
    code, _, err = run(capsys, folder / "good.md", f"--temperature={given}")
    assert code == 2
    assert "living membrane" in err
