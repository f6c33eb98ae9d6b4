"""``nernstian audit``: recompute the numbers that documents print."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

import click

T = TypeVar("T")
#: Documents from which on a run shows how far it is.
_LONG = 20


@click.command("audit")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "full", "json"]),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the report to a file.")
@click.option("--select", metavar="RULES", help="Report only these rules (NE101,NE104).")
@click.option("--ignore", metavar="RULES", help="Leave these rules out.")
@click.option("--exclude", metavar="PATTERN", multiple=True, help="Leave out paths that match (build/*).")
@click.option(
    "--fail-on",
    type=click.Choice(["inconsistent", "unreadable", "conditional", "unchecked"]),
    help="Lowest severity that makes the exit code 1.  [default: inconsistent]",
)
@click.option("--temperature", metavar="T", help="Temperature to assume where none is stated (37degC, 310K).")
@click.option("--hedge", type=float, help='Relative half-width of "about".  [default: 0.05]')
@click.option(
    "--show-unchecked",
    is_flag=True,
    default=None,
    help="List the numbers that were not judged, with the reason.",
)
@click.option("--baseline", metavar="FILE", help="Leave out the findings this file knows.")
@click.option("--write-baseline", metavar="FILE", help="Write the findings of this run as known, and exit.")
@click.option(
    "--jobs", type=click.IntRange(0, 256), metavar="N", help="Processes; 0 for all cores.  [default: 1]"
)
@click.option("--config", metavar="FILE", help="Settings, instead of the nearest pyproject.toml.")
@click.option("--isolated", is_flag=True, help="Read no settings file.")
@click.option("--explain", metavar="RULE", help="Explain a rule and exit.")
@click.option("--stdin-filename", metavar="NAME", default="-", help="Name (and format) of standard input.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 instead of 1 when there are findings.")
def command(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    explain: str | None,
    stdin_filename: str,
    exit_zero: bool,
    write_baseline: str | None,
    config: str | None,
    isolated: bool,
    **given: Any,
) -> None:
    """Recompute the numbers about membrane potentials in documents.

    PATH is a file, a folder, a glob, or - for standard input. Exit code 0: nothing at or above
    --fail-on; 1: findings; 2: usage, or a path that could not be read (the others are still audited).
    Settings also stand in [tool.nernstian.audit] of pyproject.toml, or in nernstian.toml.
    """
    from nernstian.audit import baseline
    from nernstian.audit.batch import audit_each, documents, refuse_overwriting
    from nernstian.audit.parallel import processes
    from nernstian.audit.report import AuditReport, make_options
    from nernstian.audit.reports import render
    from nernstian.derivations.errors import UsageError

    if explain is not None:
        click.echo(_explanation(explain))
        return
    if not paths:
        raise UsageError("no document was named", "give files, folders or globs, or - for standard input")
    asked = _settings(config, isolated, given)
    options = make_options(
        _celsius(asked["temperature"]), asked["hedge"], asked["select"], asked["ignore"], stdin_filename
    )
    for file in (output, write_baseline):
        if file is not None:
            refuse_overwriting(paths, file)
    found = documents(paths, asked["exclude"])
    with _progress(audit_each(found, options, processes(asked["jobs"])), len(found)) as audited:
        reports = tuple(audited)
    if write_baseline is not None:
        known = baseline.write(reports, write_baseline)
        click.echo(f"{write_baseline}: {known} finding{'' if known == 1 else 's'} known from now on")
        sys.exit(2 if any(report.error is not None for report in reports) else 0)
    if asked["baseline"] is not None:
        reports = baseline.apply(reports, asked["baseline"])
    report = AuditReport(reports)
    _write(render(report.documents, form, bool(asked["show_unchecked"])), output)
    code = report.exit_code(asked["fail_on"])
    sys.exit(0 if exit_zero and code == 1 else code)


_DEFAULTS: dict[str, Any] = {
    "select": (), "ignore": (), "exclude": (), "fail_on": "inconsistent", "temperature": None, "hedge": 0.05,
    "baseline": None, "jobs": 1, "show_unchecked": False,
}  # fmt: skip


def _settings(config: str | None, isolated: bool, given: dict[str, Any]) -> dict[str, Any]:
    """What the command line says, else the settings file, else the default."""
    from nernstian.audit.configuration import Configuration, find, load

    file = Path(config) if config is not None else None if isolated else find(Path.cwd())
    kept = load(file) if file is not None else Configuration()
    said = {**given, **{key: _rules(given[key]) for key in ("select", "ignore") if given[key] is not None}}
    said["exclude"] = given["exclude"] or None
    chosen = {}
    for key, default in _DEFAULTS.items():
        value = said[key] if said[key] is not None else getattr(kept, key)
        chosen[key] = default if value is None else value
    return chosen


def _progress(audited: Iterator[T], total: int) -> AbstractContextManager[Iterable[T]]:
    """A bar on a terminal, where a run is long enough to be waited for."""
    if total < _LONG or not sys.stderr.isatty():
        return nullcontext(audited)
    return click.progressbar(audited, length=total, label="Auditing", file=sys.stderr)


def _rules(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _celsius(text: str | None) -> float | None:
    """The assumed temperature in degrees Celsius."""
    from nernstian.audit.numbers import is_temperature, scan_numbers
    from nernstian.audit.units import ZERO_CELSIUS
    from nernstian.derivations.errors import UnitError

    if text is None:
        return None
    kelvin = re.fullmatch(r"\s*([+-]?\d+(?:\.\d+)?)\s*K\s*", text)
    if kelvin is not None:
        return round(float(kelvin[1]) - ZERO_CELSIUS, 9)
    numbers = scan_numbers(text)
    if len(numbers) != 1 or not is_temperature(numbers[0]) or numbers[0].unit_end != len(text):
        raise UnitError(f"{text!r} is not a temperature", "write it with its unit: 37degC or 310K")
    return round(numbers[0].si() - ZERO_CELSIUS, 9)


def _explanation(name: str) -> str:
    import textwrap

    from nernstian.audit.rules import rule

    found = rule(name)
    return f"{found.id} {found.title} (law: {found.law})\n\n{textwrap.fill(found.explanation, 88)}"


def _write(text: str, output: str | None) -> None:
    from nernstian.derivations.errors import ReadError

    if output is None:
        click.echo(text, nl=False)
        return
    try:
        with Path(output).open("w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(text)
    except OSError as error:
        raise ReadError(f"{output}: {error.strerror or error}", "name a file that can be written") from error
