"""``nernstian certify``: build, run and measure generated code, or replay stored certificates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from nernstian.cli.generate import indented, measured_line, verdict_lines
from nernstian.codegen.emitted import TARGETS
from nernstian.derivations.errors import UsageError

if TYPE_CHECKING:
    from nernstian.codegen.certificate import Certificate

_EXAMPLES = """\b
Examples:
  nernstian certify                                   every law in every language
  nernstian certify nernst ghk_current --target c
  nernstian certify src/laws/nernst.c.certificate.json
"""


class Outcome(NamedTuple):
    """What was found now: of a law, or of the stored certificate that lies at ``path``.

    ``outcome`` is the verdict on a law, or what becomes of a stored certificate; ``findings`` are why it is
    no pass, and ``notes`` what may be otherwise than it was.
    """

    certificate: Certificate
    path: Path | None
    outcome: str
    findings: tuple[str, ...]
    notes: tuple[str, ...]


@click.command("certify", epilog=_EXAMPLES)
@click.argument("items", nargs=-1, metavar="[LAW|CERTIFICATE]...")
@click.option("--target", metavar="NAME", help=f"One language: {', '.join(TARGETS)}; all if not given.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def command(items: tuple[str, ...], target: str | None, form: str) -> None:
    """Build, run and measure LAW (all laws if none is named), or replay the certificates that are named.

    An item that ends in .json is a certificate. It is replayed: the law, the source beside it and the figures
    must be what it says. Exit code 1 if anything differs or fails, or is not run because a tool is missing,
    now or when the certificate was made.
    """
    files = [Path(item) for item in items if item.endswith(".json")]
    names = [item for item in items if not item.endswith(".json")]
    if files and target is not None and not names:
        raise UsageError("a certificate names its own target", "Leave --target out.")
    outcomes = []
    for outcome in _all(names if items else None, files, target):
        outcomes.append(outcome)
        if form == "text":
            click.echo("\n".join(_lines(outcome)))
    passed = not any(outcome.findings for outcome in outcomes)
    click.echo(_as_json(outcomes, passed) if form == "json" else _summary(outcomes))
    raise SystemExit(0 if passed else 1)


def _all(names: list[str] | None, files: list[Path], target: str | None) -> Iterator[Outcome]:
    """One outcome after the other, every mistake in the arguments seen before the first is made."""
    from nernstian.codegen import targets
    from nernstian.codegen.generate import generate
    from nernstian.codegen.replay import replay
    from nernstian.derivations import laws

    languages = targets.languages() if target is None else (targets.language(target).name,)
    wanted = [laws.get(name) for name in (laws.names() if names is None else names)]
    for law in wanted:
        for language in languages:
            made = generate(law.name, language, dict(law.ions) or None).certificate()
            yield Outcome(made, None, made.verdict, _reasons(made), ())
    for path in files:
        found = replay(path)
        yield Outcome(found.certificate, path, found.outcome, found.findings, found.notes)


def _reasons(certificate: Certificate) -> tuple[str, ...]:
    """What keeps a certificate from being a pass."""
    passed = certificate.verdict == "certified"
    return () if passed else certificate.findings or (f"the verdict is {certificate.verdict}",)


def _lines(outcome: Outcome) -> list[str]:
    if outcome.path is None:
        return verdict_lines(outcome.certificate)
    if not outcome.findings:
        head = f"{outcome.path}: {outcome.outcome}"
        return [head, *verdict_lines(outcome.certificate), *indented(*outcome.notes)]
    # The verdict on what is generated now is not one on the certificate: beside a finding it is not shown.
    no_pass = "" if outcome.outcome == "differs" else ", which is no pass"
    measured = bool(outcome.certificate.data["accuracy"]["strata"])
    more = [*outcome.notes, *([_ANEW + measured_line(outcome.certificate)] if measured else [])]
    return [f"{outcome.path}: {outcome.outcome}{no_pass}", *indented(*outcome.findings, *more)]


_ANEW = "measured was what is generated now, and no file beside the certificate: "


def _summary(outcomes: list[Outcome]) -> str:
    clean = sum(not outcome.findings for outcome in outcomes)
    what = "1 certificate" if len(outcomes) == 1 else f"{len(outcomes)} certificates"
    return f"{what}: {clean} without a finding"


def _as_json(outcomes: list[Outcome], passed: bool) -> str:
    data: dict[str, Any] = {
        "schema": 1,
        "passed": passed,
        "certificates": [
            {
                "path": str(outcome.path) if outcome.path else None,
                "outcome": outcome.outcome,
                "findings": list(outcome.findings),
                "notes": list(outcome.notes),
                # Of a replay only where the stored one stands: else its verdict would be read as that one's.
                "certificate": None if outcome.path and outcome.findings else outcome.certificate.data,
            }
            for outcome in outcomes
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)
