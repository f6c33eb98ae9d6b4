"""``nernstian audit``: recompute the numbers that documents print."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click


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
@click.option("--select", metavar="RULES", default="", help="Report only these rules (NE101,NE104).")
@click.option("--ignore", metavar="RULES", default="", help="Leave these rules out.")
@click.option(
    "--fail-on",
    type=click.Choice(["inconsistent", "unreadable", "conditional", "unchecked"]),
    default="inconsistent",
    show_default=True,
    help="Lowest severity that makes the exit code 1.",
)
@click.option("--temperature", metavar="T", help="Temperature to assume where none is stated (37degC, 310K).")
@click.option("--hedge", type=float, default=0.05, show_default=True, help='Relative half-width of "about".')
@click.option(
    "--show-unchecked", is_flag=True, help="List the numbers that were not judged, with the reason."
)
@click.option("--explain", metavar="RULE", help="Explain a rule and exit.")
@click.option("--stdin-filename", metavar="NAME", default="-", help="Name (and format) of standard input.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 instead of 1 when there are findings.")
def command(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    select: str,
    ignore: str,
    fail_on: str,
    temperature: str | None,
    hedge: float,
    show_unchecked: bool,
    explain: str | None,
    stdin_filename: str,
    exit_zero: bool,
) -> None:
    """Recompute the numbers about membrane potentials in documents.

    PATH is a file, a folder, a glob, or - for standard input. Exit code 0: nothing at or above
    --fail-on; 1: findings; 2: usage, or a path that could not be read (the others are still audited).
    """
    from nernstian.audit.batch import audit_paths, refuse_overwriting
    from nernstian.audit.report import AuditReport, make_options
    from nernstian.audit.reports import render
    from nernstian.derivations.errors import UsageError

    if explain is not None:
        click.echo(_explanation(explain))
        return
    if not paths:
        raise UsageError("no document was named", "give files, folders or globs, or - for standard input")
    options = make_options(_celsius(temperature), hedge, _rules(select), _rules(ignore), stdin_filename)
    if output is not None:
        refuse_overwriting(paths, output)
    report = AuditReport(audit_paths(paths, options))
    _write(render(report.documents, form, show_unchecked), output)
    code = report.exit_code(fail_on)
    sys.exit(0 if exit_zero and code == 1 else code)


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
