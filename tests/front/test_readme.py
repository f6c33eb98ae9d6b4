"""Everything the README shows is run: commands to the letter of their output, Python as doctests.

``python tests/front/test_readme.py`` writes the present output into the README; read the difference before you
commit it. A shortened output, with a line of three dots, it leaves alone.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import nernstian
from nernstian.cli import main

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
CUT = "..."
SET_UP = re.compile(r"^python3 -m venv .*$", re.MULTILINE)


class Session(NamedTuple):
    """A command of a console block and the output printed under it."""

    command: str
    shown: str


def blocks(language: str) -> list[str]:
    return [
        m["body"] for m in _BLOCK.finditer(README.read_text(encoding="utf-8")) if m["language"] == language
    ]


def sessions(block: str) -> Iterator[Session]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = re.sub(r" \\\n> +", " ", part).partition("\n")
        yield Session(command, shown.strip("\n"))


def run(command: str) -> str:
    """What a reader sees in a terminal: messages and warnings first, then the answer."""
    program, *args = shlex.split(command)
    assert program == "nernstian"
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _readers_folder():
        main(args)
    return (err.getvalue() + out.getvalue()).strip("\n")


@contextlib.contextmanager
def _readers_folder() -> Iterator[None]:
    """The documents of the checkout, in a folder that what a command writes may lie in."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "docs").symlink_to(ROOT / "docs")
        with contextlib.chdir(folder):
            yield


def _agrees(printed: str, shown: str) -> bool:
    """Line by line; a line of three dots stands for any lines left out."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == CUT else re.escape(line) + r"\n" for line in shown.splitlines()
    )
    return re.fullmatch(pattern, printed + "\n") is not None


ALL_SESSIONS = [session for block in blocks("console") for session in sessions(block)]


def test_the_readme_shows_every_command():
    shown = {session.command.split()[1] for session in ALL_SESSIONS}
    assert {"list", "compute", "derive", "check", "generate", "certify", "preparations", "audit"} <= shown


@pytest.mark.parametrize("session", ALL_SESSIONS, ids=[session.command for session in ALL_SESSIONS])
def test_a_command_of_the_readme_prints_what_the_readme_shows(session):
    assert _agrees(run(session.command), session.shown)


@pytest.mark.parametrize(
    ("printed", "shown", "agrees"),
    [
        ("a\nb\nc", "a\nb\nc", True),
        ("a\nb\nc", "a\nb", False),
        ("a\nb\nc", "a\n...", True),
        ("a\nb\nc", "...\nc", True),
        ("a\nb\nc\nd", "a\n...\nc\nd", True),
        ("a\nb\nc\nd", "a\n...\nb\n...\nd", True),
        ("a\nb\nc\nd", "a\n...\nc\n...\nb\n...\nd", False),
        ("a\nb\nc", "b\n...", False),
        ("a\nb\nc", "...\nb", False),
        ("a\nbc", "a\n...\nc", False),
    ],
)
def test_a_line_of_three_dots_stands_for_lines_left_out(printed, shown, agrees):
    assert _agrees(printed, shown) is agrees


@pytest.mark.parametrize("block", blocks("python"))
def test_the_python_of_the_readme_does_what_the_readme_shows(block):
    test = doctest.DocTestParser().get_doctest(block, {}, "README.md", str(README), 0)
    assert test.examples
    results = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test)
    assert results.failed == 0


def test_the_c_of_the_readme_is_what_is_generated():
    source = "".join(nernstian.generate("ghk_current", "c").files.values())
    assert blocks("c")
    assert all(block in source for block in blocks("c"))


def test_two_commands_do_all_the_setting_up():
    first, second = SET_UP.findall(README.read_text(encoding="utf-8"))
    assert first.endswith("nernstian audit docs/examples --exit-zero")
    assert second.endswith("python -m pytest")


def _present(session: Session) -> str:
    """The present output; what a person shortened, a person brings up to date."""
    return session.shown if CUT in session.shown.splitlines() else run(session.command)


def _update() -> None:
    text = README.read_text(encoding="utf-8")
    for block in blocks("console"):
        fresh = re.sub(
            r"^(\$ (?:.*\\\n)*.*\n)(?:(?!\$ ).*\n)*",
            lambda match: match[1] + _present(next(sessions(match[0]))) + "\n",
            block,
            flags=re.MULTILINE,
        )
        text = text.replace(block, fresh)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(_update())
