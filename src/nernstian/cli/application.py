"""The command line: a table of commands, imported only when one runs.

Exit codes: 0 clean, 1 findings, 2 usage or unreadable input, 130 interrupted, 141 reader gone.
A command module holds a click command named ``command``; it may return an exit code or None for 0.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, cast

import click

from nernstian.derivations.errors import NernstianError, UsageError
from nernstian.suggestions import did_you_mean

OK, FINDINGS, USAGE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


class Entry(NamedTuple):
    """Where a command lives, and what ``--help`` says of it without importing it."""

    module: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "list": Entry("nernstian.cli.list", "List the laws, their arguments and units."),
    "derive": Entry("nernstian.cli.derive", "Print the derivation of a law."),
    "check": Entry("nernstian.cli.check", "Check derivations, step by step."),
    "compute": Entry("nernstian.cli.compute", "Evaluate a law, units and domain checked."),
    "preparations": Entry("nernstian.cli.preparations", "List the standard preparations and their figures."),
    "generate": Entry(
        "nernstian.cli.generate", "Write a law as source in another language, with a certificate."
    ),
    "certify": Entry(
        "nernstian.cli.certify", "Build, run and measure generated code, or replay certificates."
    ),
    "audit": Entry("nernstian.cli.audit", "Recompute the numbers a document states."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and hand its ``command`` back."""
        entry = COMMANDS.get(cmd_name)
        return cast(click.Command, importlib.import_module(entry.module).command) if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Refuse an unknown command with the nearest known one."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            raise UsageError(
                f"there is no command {name!r}",
                f"{did_you_mean(name, COMMANDS)}Run 'nernstian --help' for the commands.",
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table; click's own way would import every command for its help line."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from nernstian import __version__

        click.echo(f"nernstian {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version.",
)
def group() -> None:
    """Laws of membrane biophysics: derived, checked, computed, and used to audit printed numbers.

    Exit codes: 0 clean, 1 findings, 2 usage or unreadable input.
    """


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    A user's mistake becomes two lines on standard error, cause and remedy; an error of ours keeps its
    traceback.
    """
    _never_fail_to_print()
    try:
        code = _run(list(sys.argv[1:] if args is None else args))
        sys.stdout.flush()
        return code
    except NernstianError as error:
        return complain(error.cause, error.remedy)
    except click.UsageError as error:
        return complain(*_cause_and_remedy(error))
    except click.ClickException as error:
        return complain(error.format_message(), "")
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # The interpreter flushes stdout at exit: give it somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        return PIPE_CLOSED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return complain(f"{where}{error.strerror or error}", "Check the path and its permissions.")


def complain(cause: str, remedy: str) -> int:
    """Print cause and remedy on standard error; the exit code of a usage error."""
    click.echo(f"nernstian: error: {cause}" + (f"\n  {remedy}" if remedy else ""), err=True)
    return USAGE


def warn(text: str) -> None:
    """Print a warning on standard error."""
    click.echo(f"nernstian: warning: {text}", err=True)


def _run(args: list[str]) -> int:
    if not args:
        with click.Context(group, info_name="nernstian") as context:
            click.echo(group.get_help(context), err=True)
        return USAGE
    try:
        with group.make_context("nernstian", args) as context:
            code = group.invoke(context)
    except click.exceptions.Exit as done:
        code = done.exit_code
    except SystemExit as done:
        code = done.code
    return code if isinstance(code, int) else OK


def _cause_and_remedy(error: click.UsageError) -> tuple[str, str]:
    command = error.ctx.command_path if error.ctx else "nernstian"
    usage = f"Run '{command} --help' for usage."
    if isinstance(error, click.NoSuchOption):
        return f"there is no option {error.option_name}", did_you_mean(
            error.option_name, _options(error)
        ) + usage
    message = error.format_message().rstrip(".")
    return message[:1].lower() + message[1:], usage


def _options(error: click.UsageError) -> list[str]:
    parameters = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return [option for parameter in parameters for option in parameter.opts if option.startswith("--")]


def _never_fail_to_print() -> None:
    """Escape what a terminal cannot show: a degree sign or a file name must not end in a traceback.

    A stream that the caller closed is replaced by one that swallows what is written and has nothing to read.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
