"""A stored certificate, looked at again.

Is it still about this law and these files, and do its figures stand? Nothing is run but what the generator
writes now; a file beside the certificate is compared with that, byte for byte, and never run itself. So a
certificate that came from elsewhere can be replayed without trust in its files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nernstian.derivations import laws
from nernstian.derivations.errors import ReadError, UsageError

from .certificate import CERTIFIED, NOT_RUN, SCHEMA, Certificate, certify, number
from .generate import Generated, generate
from .provenance import sha256
from .special import same_value

#: Figures of another math library may differ by so much: half a unit, and half the figure.
_SLACK = 0.5

#: What follows from the law and the generator alone, and must be again what it was.
_DETERMINED = ("relation", "units", "equivalence", "replay")


@dataclass(frozen=True)
class Replayed:
    """A certificate that was looked at again.

    Parameters
    ----------
    path
        Where the stored one lies.
    certificate
        What was found now.
    findings
        What does not agree, or does not hold.
    """

    path: Path
    certificate: Certificate
    findings: tuple[str, ...]


def replay(path: Path) -> Replayed:
    """Generate again, compare with the certificate and the files beside it, run and measure again.

    Raises
    ------
    ReadError
        If the file cannot be read.
    UsageError
        If it is no certificate of this schema, or of a law or a target that is not known.
    """
    stored = _read(path)
    try:
        relation, code, accuracy = stored["relation"], stored["code"], stored["accuracy"]
        generated = _generated(str(relation["reference"]), str(code["target"]))
        count, seed = int(accuracy["points"]), int(accuracy["seed"])
        if not 1 <= count <= _MOST_POINTS:
            raise UsageError(
                f"{path} asks for {count} points in a stratum", f"1 to {_MOST_POINTS} can be asked for."
            )
        fresh = certify(generated, count=count, seed=seed)
        findings = [
            *_changes(stored, fresh, generated, path),
            *fresh.findings,
            *_figures(stored, fresh.data),
            *_verdict(stored, fresh),
        ]
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise UsageError(f"{path} is not a certificate: {error!r}", "Generate it again.") from None
    return Replayed(path, fresh, tuple(findings))


#: More than this no certificate needs; the truth at every point costs a millisecond.
_MOST_POINTS = 10_000


def _read(path: Path) -> dict[str, Any]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}", "Check the path.") from None
    except ValueError:
        raise UsageError(f"{path} is not a certificate: it is no JSON", "Generate it again.") from None
    if not isinstance(stored, dict) or stored.get("schema") != SCHEMA:
        raise UsageError(
            f"{path} is not a certificate of schema {SCHEMA}", "Generate it again with this version."
        )
    return stored


def _generated(reference: str, target: str) -> Generated:
    law = laws.get(reference)
    return generate(law.name, target, dict(law.ions) or None)


def _changes(stored: dict[str, Any], fresh: Certificate, generated: Generated, path: Path) -> Iterator[str]:
    """What the certificate is about and what there is now: law, generator, files."""
    then, now = stored["relation"]["hash"], generated.law.hash
    if then != now:
        yield f"the law {generated.law.reference} changed: relation {now} now, {then} certified"
    modules, known = fresh.data["code"]["generator"]["modules"], stored["code"]["generator"]["modules"]
    changed = sorted(name for name in {*modules, *known} if modules.get(name) != known.get(name))
    names = {*stored["code"]["files"], *generated.files}
    for name in sorted(names):
        yield from _file(
            name, stored["code"]["files"].get(name), generated.files.get(name), path.parent, changed
        )
    for section in _DETERMINED:
        if stored[section] != fresh.data[section] and then == now:
            yield f"the section {section!r} of the certificate is not what follows from the law"


def _file(
    name: str, certified: str | None, text: str | None, folder: Path, changed: list[str]
) -> Iterator[str]:
    if text is None or certified is None:
        yield f"{name} is {'certified, and no longer written' if text is None else 'not certified'}"
        return
    try:
        beside = sha256((folder / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        yield f"{name} is not beside the certificate, or cannot be read"
    else:
        if beside != certified:
            yield f"{name} was changed after it was certified: {beside[:16]} now, {certified[:16]} certified"
    if sha256(text) != certified:
        by = f" ({', '.join(changed)} changed)" if changed else ""
        yield f"{name} is written otherwise now{by}: generate it again"


def _figures(stored: dict[str, Any], fresh: dict[str, Any]) -> Iterator[str]:
    """The same points, and values that agree as far as two math libraries may; where both were run."""
    then, now = ({row["stratum"]: row for row in data["accuracy"]["strata"]} for data in (stored, fresh))
    if not then or not now:
        return
    for name in sorted({*then, *now}):
        if name in then and name in now:
            yield from (f"{name}: {told}" for told in _row(then[name], now[name]))
        else:
            yield f"{name}: {'not in the certificate' if name in now else 'not measured now'}"
    tables = (data["special_values"] for data in (stored, fresh))
    if not _same_table(*tables):
        yield "the special values are not those of the certificate"


def _row(then: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for key in ("points", "skipped", "promised", "bound", "kept"):
        if now.get(key) != then.get(key):
            yield f"{key} {then.get(key)} in the certificate, {now.get(key)} now"
    # Where nothing is promised, nothing need be again what it was.
    for key in ("max_scaled", "max_ulp", "mean_ulp") if now.get("kept") else ():
        if _apart(number(then[key]), number(now[key])):
            yield f"{key} {then[key]} in the certificate, {now[key]} measured now"


def _same_table(then: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether two tables of special values say the same, but for the last places of a value."""

    def words(table: dict[str, Any]) -> list[Any]:
        return [(row["changed"], row["by"], row["agrees"]) for row in table["table"]]

    def values(table: dict[str, Any]) -> list[float]:
        return [float.fromhex(row[key]) for row in table["table"] for key in ("value", "expected")]

    return (
        then["base"] == now["base"]
        and words(then) == words(now)
        and all(same_value(a, b) for a, b in zip(values(then), values(now), strict=True))
    )


def _apart(then: float, now: float) -> bool:
    """Whether two figures differ by more than another math library explains; NaN differs from everything."""
    return not (then == now or abs(now - then) <= _SLACK * (1.0 + min(then, now)))


def _verdict(stored: dict[str, Any], fresh: Certificate) -> Iterator[str]:
    verdict = stored["verdict"]["verdict"]
    if verdict != fresh.verdict and NOT_RUN not in {verdict, fresh.verdict}:
        yield f"the certificate says {verdict}, and now it is {fresh.verdict}"
    if verdict == CERTIFIED and not stored["accuracy"]["strata"]:
        yield "the certificate says certified, and holds no measurement"
