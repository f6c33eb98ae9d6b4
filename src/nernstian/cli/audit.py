"""``nernstian audit``: recompute the numbers that documents print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from nernstian.audit.engine import DocumentReport
    from nernstian.audit.reports.lines import Done

T = TypeVar("T")
#: Documents from which on a run shows how far it is.
_LONG = 20


@click.command("audit")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "full", "json", "jsonl", "sarif", "html", "junit", "github"]),
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
@click.option("--dask", metavar="ADDRESS", help='Run on this dask scheduler; "local" starts one.')
@click.option("--resume", is_flag=True, help="With jsonl and -o: go on where an interrupted run was.")
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
    dask: str | None,
    resume: bool,
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
    from nernstian.audit.report import AuditReport, failing_kinds, make_options
    from nernstian.audit.reports import render
    from nernstian.derivations.errors import UsageError

    if explain is not None:
        from nernstian.audit.explain import explain as explained

        click.echo(explained(explain))
        return
    if not paths:
        raise UsageError("no document was named", "give files, folders or globs, or - for standard input")
    asked = _settings(config, isolated, given)
    failing_kinds(asked["fail_on"])  # before anything is read
    options = make_options(asked["celsius"], asked["hedge"], asked["select"], asked["ignore"], stdin_filename)
    for file in (output, write_baseline):
        if file is not None:
            refuse_overwriting(paths, file)
    found = documents(paths, asked["exclude"])
    done = _done(resume, form, output)
    left = [path for path in found if done is None or not done.holds(path)]
    each = audit_each(left, options, processes(asked["jobs"]), dask)
    if asked["baseline"] is not None and write_baseline is None:
        each = baseline.apply(each, asked["baseline"])
    with _progress(each, len(left)) as audited:
        if form == "jsonl" and write_baseline is None:
            sys.exit(_code(_stream(audited, output, done, found, asked["fail_on"]), exit_zero))
        reports = tuple(audited)
    if write_baseline is not None:
        known = baseline.write(reports, write_baseline)
        click.echo(f"{write_baseline}: {known} finding{'' if known == 1 else 's'} known from now on")
        sys.exit(2 if any(report.error is not None for report in reports) else 0)
    report = AuditReport(reports)
    _write(render(report.documents, form, bool(asked["show_unchecked"])), output)
    sys.exit(_code(report.exit_code(asked["fail_on"]), exit_zero))


def _code(code: int, exit_zero: bool) -> int:
    return 0 if exit_zero and code == 1 else code


def _done(resume: bool, form: str, output: str | None) -> Done | None:
    from nernstian.audit.reports.lines import Done
    from nernstian.derivations.errors import UsageError

    if not resume:
        return None
    if form != "jsonl" or output is None:
        raise UsageError("--resume goes on with a file of JSON lines", "add --format jsonl -o FILE")
    return Done(output)


def _stream(
    reports: Iterable[DocumentReport], output: str | None, done: Done | None, found: list[str], fail_on: str
) -> int:
    """Write a line a document as it is done, and return the exit code; nothing is kept but that."""
    from nernstian.audit.report import AuditReport, failing_kinds
    from nernstian.audit.reports.lines import write

    code = done.worst(found, failing_kinds(fail_on)) if done is not None else 0
    with _opened(output, done) as stream:
        for report in write(reports, stream):
            code = max(code, AuditReport((report,)).exit_code(fail_on))
    return code


def _opened(output: str | None, done: Done | None) -> AbstractContextManager[TextIO]:
    from nernstian.derivations.errors import ReadError

    if output is None:
        return nullcontext(sys.stdout)
    try:
        stream = Path(output).open(  # noqa: SIM115  the caller's with statement closes it
            "a" if done else "w", encoding="utf-8", errors="backslashreplace"
        )
        if done is not None:
            stream.truncate(done.size)
    except OSError as error:
        raise ReadError(f"{output}: {error.strerror or error}", "name a file that can be written") from error
    return stream


def _settings(config: str | None, isolated: bool, given: dict[str, Any]) -> dict[str, Any]:
    """What the command line says, else the settings file, else the default."""
    from nernstian.audit.configuration import find, resolved

    said = {**given, **{key: _rules(given[key]) for key in ("select", "ignore") if given[key] is not None}}
    file = Path(config) if config is not None else None if isolated else find(Path.cwd())
    return resolved(file, {**said, "exclude": given["exclude"] or None})


def _progress(audited: Iterator[T], total: int) -> AbstractContextManager[Iterable[T]]:
    """A bar on a terminal, where a run is long enough to be waited for."""
    if total < _LONG or not sys.stderr.isatty():
        return nullcontext(audited)
    return click.progressbar(audited, length=total, label="Auditing", file=sys.stderr)


def _rules(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


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
