"""The command line, called in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from nernstian.cli import main


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def nernstian(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a command line and hand back its exit code, standard output and standard error."""

    def run(*args: str) -> Outcome:
        code = main(args)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run
