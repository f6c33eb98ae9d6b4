"""A child process with limits for formats whose parsers meet untrusted containers.

The child gets the bytes of the document on its standard input and answers with one JSON object. Memory and
processor time are limited where the platform can; the wall clock and the size of the answer always are.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import subprocess  # the same interpreter, with fixed arguments
import sys
import tempfile

from nernstian.audit.readers import marks
from nernstian.derivations.errors import ReadError

MAX_MEMORY = 1 << 30
MAX_CPU_SECONDS = 30
MAX_WALL_SECONDS = 60
MAX_TEXT = 8_000_000
MAX_ANSWER = 6 * MAX_TEXT + 1_000  # JSON spells a character with up to six
_READERS = {"pdf": "nernstian.audit.readers.pdf", "docx": "nernstian.audit.readers.docx"}
_REMEDY = "convert it to text or Markdown first"


def extract(kind: str, content: bytes, path: str) -> str:
    """Return the marked text of a document, read in a child process.

    Raises
    ------
    ReadError
        The reader refused the document, died of it, or took too long.
    """
    command = [sys.executable, "-P", "-W", "ignore", "-m", "nernstian.audit.readers.sandbox", kind]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(content)
        given.seek(0)
        try:
            code = subprocess.run(  # noqa: S603  # no part of the command comes from the document
                command, stdin=given, stdout=answer, stderr=subprocess.DEVNULL,
                timeout=MAX_WALL_SECONDS, check=False,
            ).returncode  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise ReadError(f"{path}: reading took longer than {MAX_WALL_SECONDS} s", _REMEDY) from error
        except OSError as error:
            raise ReadError(f"{path}: no child process to read it in: {error}", _REMEDY) from error
        answer.seek(0)
        return _answer(answer.read(MAX_ANSWER + 1), code, path)


def _answer(raw: bytes, code: int, path: str) -> str:
    """Return the text in the child's answer, or raise what it says."""
    if len(raw) > MAX_ANSWER:
        raise ReadError(f"{path}: holds more than {MAX_TEXT} characters", "split the document")
    try:
        found = json.loads(raw)
    except ValueError as error:
        cause = f"{path}: the reader ran out of memory or time, or crashed (exit {code})"
        raise ReadError(cause, _REMEDY) from error
    if "text" not in found:
        raise ReadError(f"{path}: {found['cause']}", found["remedy"])
    return str(found["text"])


def _limit() -> None:
    """Lower this process's limits; a platform without them still has the wall clock of the parent."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MAX_ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a lower limit may be in force already
            resource.setrlimit(kind, (most, most))


def _attempt(kind: str, content: bytes) -> dict[str, str]:
    try:
        text: str = importlib.import_module(_READERS[kind]).marked_text(content)
    except ReadError as error:
        return {"cause": error.cause, "remedy": error.remedy}
    except MemoryError:
        return {"cause": f"reading it needs more than {MAX_MEMORY >> 20} MB", "remedy": _REMEDY}
    except Exception as error:  # noqa: BLE001  # a parser may raise anything on a hostile file
        return {"cause": f"is damaged or no {kind} file ({type(error).__name__})", "remedy": _REMEDY}
    if len(text) > MAX_TEXT:
        return {"cause": f"holds more than {MAX_TEXT} characters", "remedy": "split the document"}
    if not text.strip(marks.PAGE + " \t\n\ufffd"):
        return {"cause": "holds no text", "remedy": "a scanned document needs text recognition (OCR) first"}
    return {"text": text}


def main() -> None:
    """Read the document on standard input as the format named in the arguments."""
    _limit()
    json.dump(_attempt(sys.argv[1], sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
