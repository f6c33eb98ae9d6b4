"""``nernstian derive``: the derivation of one or more laws, checked, in the format asked for."""

from __future__ import annotations

from pathlib import Path

import click

FORMATS = ("text", "latex", "markdown", "json")


_EXAMPLES = """\b
Examples:
  nernstian derive nernst
  nernstian derive ghk_current --route fick
  nernstian derive nernst ghk_voltage --format latex --standalone -o laws.tex
"""


@click.command("derive", epilog=_EXAMPLES)
@click.argument("laws", nargs=-1, required=True, metavar="LAW...")
@click.option("--route", metavar="NAME", help="Another route, or a limiting form, of the law.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--standalone", is_flag=True, help="LaTeX: a whole article instead of a fragment.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
def command(
    laws: tuple[str, ...], route: str | None, form: str, standalone: bool, output: Path | None
) -> None:
    """Derive LAW step by step; every step carries its reason, side conditions and status."""
    from nernstian.derivations import laws as registry
    from nernstian.derivations.errors import UsageError
    from nernstian.derivations.render import json, latex, markdown, text
    from nernstian.derivations.render.view import view

    if standalone and form != "latex":
        raise UsageError(
            "--standalone belongs to --format latex", "Add --format latex, or drop --standalone."
        )
    if route is not None and len(laws) > 1:
        raise UsageError("--route names a route of one law", "Derive the laws one by one.")
    pages = [view(registry.get(name), route) for name in laws]
    writers = {
        "text": lambda: "\n\n".join(text.render(page) for page in pages),
        "latex": lambda: latex.render(pages, standalone=standalone),
        "markdown": lambda: markdown.render(pages),
        "json": lambda: json.render(pages),
    }
    write(writers[form](), output)


def write(content: str, output: Path | None) -> None:
    """To the file, or to standard output.

    Raises
    ------
    UsageError
        If the file cannot be written.
    """
    from nernstian.derivations.errors import UsageError

    if output is None:
        click.echo(content, nl=False)
        return
    try:
        output.write_text(content, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"cannot write {output}: {error.strerror}", "Choose another place with -o."
        ) from None
