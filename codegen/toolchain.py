"""Compilers and interpreters: found on the path, run without a shell, within a time, in a private folder."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nernstian.derivations.errors import ToolchainError

#: Seconds after which a compiler or a program is stopped: hundreds of times what the largest law needs.
TIMEOUT = 120.0
#: Lines of what a tool complained of that are worth showing.
_SHOWN = 12


@dataclass(frozen=True)
class Tool:
    """A program that builds or runs generated code.

    Parameters
    ----------
    command
        The program and the options it always gets.
    name, version
        What it is, without the folder it lies in.
    """

    command: tuple[str, ...]
    name: str
    version: str


def find(candidates: Sequence[Sequence[str]], version_option: str = "--version") -> Tool | None:
    """The first of the candidates (program and options) that is on the path and answers; None without one."""
    for program, *options in candidates:
        path = shutil.which(program)
        if path is None:
            continue
        with contextlib.suppress(ToolchainError):
            said = run((path, version_option), Path.cwd())
            return Tool((path, *options), Path(program).name, _version(said))
    return None


def _version(said: str) -> str:
    """The first line of what a tool says of itself, without any path."""
    lines = said.strip().splitlines() or ["unknown"]
    return re.sub(r"\s*\S*[/\\]\S*", "", lines[0]).strip() or "unknown"


def run(
    command: Sequence[str],
    folder: Path,
    given: str = "",
    *,
    timeout: float = TIMEOUT,
    env: Mapping[str, str] | None = None,
) -> str:
    """Standard output of a program, given its standard input.

    Raises
    ------
    ToolchainError
        If it cannot be started, ends with another code than 0, or takes longer than ``timeout`` seconds.
    """
    name = Path(command[0]).name
    try:
        process = subprocess.Popen(  # noqa: S603  no shell; the command is ours
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "LC_ALL": "C", **(env or {})},
            start_new_session=True,
        )
    except OSError as error:
        raise ToolchainError(
            f"{name} cannot be started: {error.strerror}", "Check its installation."
        ) from None
    try:
        out, complaint = process.communicate(given, timeout=timeout)
    except subprocess.TimeoutExpired:
        _stop(process)
        raise ToolchainError(f"{name} took longer than {timeout:g} s and was stopped") from None
    except BaseException:  # an interrupt above all: nothing that we started goes on
        _stop(process)
        raise
    if process.returncode != 0:
        shown = "\n".join((complaint or out).strip().splitlines()[:_SHOWN])
        raise ToolchainError(f"{name} ended with {process.returncode}", _without(shown, folder))
    return out


def _stop(process: subprocess.Popen[str]) -> None:
    """End a program with everything it started: a compiler has children of its own."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _without(text: str, folder: Path) -> str:
    return text.replace(f"{folder}{os.sep}", "")


@contextlib.contextmanager
def workplace(files: Mapping[str, str]) -> Iterator[Path]:
    """A private temporary folder with the files; gone at the end, however it ends."""
    with tempfile.TemporaryDirectory(prefix="nernstian-") as name:
        folder = Path(name)
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
        yield folder


def machine() -> dict[str, str]:
    """What the measured figures may depend on beside the tool: processor, system, math library."""
    library, version = platform.libc_ver()
    return {
        "architecture": platform.machine() or "unknown",
        "libc": f"{library} {version}".strip() or "unknown",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": platform.system() or "unknown",
    }
