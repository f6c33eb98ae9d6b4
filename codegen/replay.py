"""A stored certificate, looked at again.

Is it still about this law and these files, and do its figures stand? Nothing is run but what the generator
writes now; a file beside the certificate is compared with that, byte for byte, and never run itself. So a
certificate that came from elsewhere can be replayed without trust in its files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nernstian.derivations import laws
from nernstian.derivations.errors import NernstianError, UsageError

from .certificate import FAILED, NOT_RUN, Certificate, certify
from .comparison import differences, same_environment, worse
from .generate import Generated, generate
from .stored import read, shown

#: What becomes of a certificate. Only the first is a pass.
STANDS, DIFFERS, UNMEASURED = "stands", "differs", "not measured again"
AS_NOT_RUN, AS_FAILED = "stands as not run", "stands as failed"

#: More than this no certificate needs; the truth at every point costs a millisecond.
_MOST_POINTS = 10_000


@dataclass(frozen=True)
class Replayed:
    """A certificate that was looked at again.

    Parameters
    ----------
    path
        Where the stored one lies.
    certificate
        What was found now, of the code as it is generated now.
    outcome
        ``stands``; or ``differs``, ``stands as not run``, ``stands as failed``, ``not measured again``.
    findings
        Why it is no pass: what does not agree, does not hold, or could not be measured. Empty if it stands.
    notes
        What may be otherwise, and is: the environment, and figures that are better in this one.
    """

    path: Path
    certificate: Certificate
    outcome: str
    findings: tuple[str, ...]
    notes: tuple[str, ...]


def replay(path: Path) -> Replayed:
    """Generate again, compare with the certificate and the files beside it, run and measure again.

    Raises
    ------
    ReadError
        If the file cannot be read.
    UsageError
        If it is no certificate of this schema, or of a law or a target that is not known.
    """
    stored = read(path)
    count, seed = stored["accuracy"]["points"], stored["accuracy"]["seed"]
    if not 1 <= count <= _MOST_POINTS:
        raise UsageError(
            f"{path} asks for {count} points in a stratum", f"1 to {_MOST_POINTS} can be asked for."
        )
    generated = _generated(stored, path)
    fresh = certify(generated, count=count, seed=seed)
    found = tuple(differences(stored, fresh, generated, path))
    outcome, findings = _outcome(stored["verdict"]["verdict"], fresh, found)
    return Replayed(path, fresh, outcome, findings, tuple(_notes(stored, fresh.data)))


def _generated(stored: dict[str, Any], path: Path) -> Generated:
    """The law and the language that a certificate names, generated now."""
    try:
        law = laws.get(stored["relation"]["reference"])
        return generate(law.name, stored["code"]["target"], dict(law.ions) or None)
    except NernstianError as error:
        remedy = error.remedy or "Generate it again."
        raise UsageError(f"{path} is a certificate of nothing known: {error.cause}", remedy) from None


def _outcome(said: str, fresh: Certificate, found: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """What becomes of a certificate, and why it is no pass."""
    if found:
        return DIFFERS, (*found, *fresh.findings)
    if said == NOT_RUN:
        now_run = () if fresh.verdict == NOT_RUN else (_NEVER_MEASURED,)
        return AS_NOT_RUN, (*now_run, *fresh.findings)
    if fresh.verdict == NOT_RUN:
        return UNMEASURED, fresh.findings
    return (AS_FAILED, fresh.findings) if said == FAILED else (STANDS, ())


_NEVER_MEASURED = "nothing was measured when it was made, and here it can be: generate it again"


def _notes(stored: dict[str, Any], fresh: dict[str, Any]) -> Iterator[str]:
    """What another environment explains."""
    if same_environment(stored, fresh):
        return
    yield f"made with {_described(stored)}, replayed with {_described(fresh)}"
    found = worse(stored, fresh)
    if found:
        yield f"worse than here, as other tools may be: {'; '.join(found)}"


def _described(data: dict[str, Any]) -> str:
    """The environment of a certificate, in a line."""
    environment = data["environment"]
    tool, place = environment["tool"], [environment[key] for key in ("libc", "python")]
    options = "".join(f" {option}" for option in tool["options"]) if tool else ""
    # Compilers say their name in the line of their version.
    named = tool and tool["version"].startswith(tool["name"])
    name = "" if named or not tool else f"{tool['name']}: "
    what = f"{name}{tool['version']}{options}" if tool else "no tool"
    where = f"{environment['system']} {environment['architecture']} ({', '.join(place)})"
    return f"{shown(what)} on {shown(where)}"
