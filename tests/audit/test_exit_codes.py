"""The exit code is the verdict's, whatever the format, on the terminal or into a file."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from nernstian.cli import main

RIGHT = "At 37 degC, 5 mM outside and 140 mM inside give E_K = -89.1 mV.\n"
DOCUMENTS = {
    "nothing.md": "No number here, and one there: 3.\n",
    "right.md": RIGHT,
    "wrong.md": RIGHT.replace("89.1", "65.3"),
    "conditional.md": RIGHT.replace("At 37 degC, ", "").replace("89.1", "84"),
    "damaged.md": "At 1 µF/cm² and 70 mV the membrane holds 7.26×10^ mol/cm².\n",
    "hushed.md": f'<!-- nernstian: ignore[NE101] reason="x" -->\n{RIGHT.replace("89.1", "65.3")}',
}
FORMATS = ["text", "full", "json", "jsonl", "sarif", "html", "junit", "github"]
CASES = [
    ("nothing found", ["nothing.md"], 0),
    ("right", ["right.md"], 0),
    ("inconsistent", ["right.md", "wrong.md"], 1),
    ("suppressed", ["hushed.md"], 0),
    ("conditional alone", ["conditional.md"], 0),
    ("conditional fails", ["conditional.md", "--fail-on", "conditional"], 1),
    ("unreadable alone", ["damaged.md"], 0),
    ("unreadable fails", ["damaged.md", "--fail-on", "unreadable"], 1),
    ("unchecked fails", ["right.md", "--fail-on", "unchecked"], 1),
    ("a path that is missing, and a good one", ["missing.md", "right.md"], 2),
    ("a path that is missing, and a wrong one", ["missing.md", "wrong.md"], 2),
    ("findings, exit zero", ["wrong.md", "--exit-zero"], 0),
    ("missing, exit zero", ["missing.md", "wrong.md", "--exit-zero"], 2),
]


def run(*arguments: str) -> tuple[int, str]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = main(["audit", "--isolated", *arguments])
    return code, printed.getvalue()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in DOCUMENTS.items():
        Path(name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("arguments", "code"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_format_and_the_file_change_no_exit_code(arguments: list[str], code: int, form: str) -> None:
    found, printed = run(*arguments, "--format", form)
    assert found == code
    filed, silence = run(*arguments, "--format", form, "-o", "report")
    assert (filed, silence) == (code, "")
    assert Path("report").read_text(encoding="utf-8") == printed


def test_every_format_is_tried() -> None:
    from nernstian.cli.audit import command

    (option,) = [parameter for parameter in command.params if parameter.name == "form"]
    assert list(option.type.choices) == FORMATS  # type: ignore[attr-defined]
