"""``nernstian check``: run every check on laws and on everything said of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from nernstian.derivations.checks.status import LawReport

LEVELS = ("sampled", "proved", "kernel")


@click.command("check")
@click.argument("laws", nargs=-1, metavar="[LAW...]")
@click.option(
    "--level", type=click.Choice(LEVELS), default="proved", show_default=True, help="What is demanded."
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def command(laws: tuple[str, ...], level: str, form: str) -> None:
    """Check LAW (all laws if none is named): dimensions, replay, balls and exact algebra on every step.

    Exit code 1 if a derived law, a limiting form or a stable form falls below the level. A stated law
    (definition, constitutive) has nothing to prove; what follows from it is checked. No law is checked by
    a proof assistant yet, so ``--level kernel`` fails.
    """
    from nernstian.derivations import laws as registry
    from nernstian.derivations.checks.status import report

    for name in laws:
        registry.get(name)
    reports = [report(name) for name in laws or registry.names()]
    below = [part for r in reports for part in r.parts if not part.demanding(level).reaches]
    click.echo(
        _as_json(reports, level, not below) if form == "json" else _as_text(reports, level, len(below))
    )
    raise SystemExit(1 if below else 0)


def _as_text(reports: list[LawReport], level: str, below: int) -> str:
    lines = []
    for r in reports:
        lines.append(f"{r.law}  [{r.status}]")
        for part in r.parts:
            counted = f", {len(part.lines)} lines" if part.lines else ""
            lines.append(f"    {part.status:<9}  {part.name}: {part.title}{counted}")
            lines += [f"               {failure}" for failure in part.failures]
    parts = sum(len(r.parts) for r in reports)
    verdict = f"all {parts} reach {level}" if not below else f"{below} of {parts} fall below {level}"
    laws = "1 law" if len(reports) == 1 else f"{len(reports)} laws"
    return "\n".join([*lines, f"{laws}, {parts} statements: {verdict}"])


def _as_json(reports: list[LawReport], level: str, passed: bool) -> str:
    data: dict[str, Any] = {"schema": 1, "level": level, "passed": passed, "laws": []}
    for r in reports:
        parts = [
            {
                "name": part.name,
                "title": part.title,
                "status": part.status,
                "failures": list(part.failures),
                "lines": [
                    {"number": x.number, "status": x.status, "failures": list(x.failures)} for x in part.lines
                ],
            }
            for part in r.parts
        ]
        data["laws"].append({"name": r.law, "kind": r.kind, "status": r.status, "statements": parts})
    return json.dumps(data, indent=2)
