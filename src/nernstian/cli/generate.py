"""``nernstian generate``: laws as source in another language, with the certificate of what they are worth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nernstian.codegen.emitted import TARGETS

if TYPE_CHECKING:
    from nernstian.codegen.certificate import Certificate

_EXAMPLES = """\b
Examples:
  nernstian generate nernst --target python
  nernstian generate ghk_current ghk_voltage --target c -o src/laws
  nernstian generate ghk_voltage --ions K:1,Na:1 --target c
"""


@click.command("generate", epilog=_EXAMPLES)
@click.argument("laws", nargs=-1, required=True, metavar="LAW...")
@click.option("--target", required=True, metavar="NAME", help=f"The language: {', '.join(TARGETS)}.")
@click.option(
    "-o",
    "--output",
    default=".",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder to write to, made if need be; this one if not given.",
)
@click.option("--ions", metavar="K:1,Cl:-1", help="For a law that takes a list of ions: names and valences.")
@click.option("--force", is_flag=True, help="Also overwrite files that were not generated.")
def command(laws: tuple[str, ...], target: str, output: Path, ions: str | None, force: bool) -> None:
    """Write LAW as documented source, and beside it a certificate.

    The certificate says what was measured of the code when it was built and run here. Without the tools
    for that it says so: 'not run' is no pass; generate again where they are. Exit code 1 if code was run and
    failed.
    """
    from nernstian.cases import parse_ions
    from nernstian.codegen.certificate import FAILED
    from nernstian.codegen.generate import check_place, generate

    listed = parse_ions(ions) if ions is not None else None
    every = [generate(name, target, listed) for name in dict.fromkeys(laws)]
    check_place(every, output, force=force)
    for generated in every:
        for path in generated.write(output, force=force):
            click.echo(str(path))
    certificates = [generated.certificate() for generated in every]
    for certificate in certificates:
        click.echo("\n".join(verdict_lines(certificate)))
    raise SystemExit(1 if any(c.verdict == FAILED for c in certificates) else 0)


def verdict_lines(certificate: Certificate) -> list[str]:
    """The verdict in one line, and what there is to say of it indented below."""
    line = f"{certificate.verdict:<9}  {measured_line(certificate)}"
    beyond = ", ".join(f"{name} {_figure(error)}" for name, error in certificate.beyond.items())
    notes = [f"measured, not promised: {beyond} u(1+kappa)"] if beyond else []
    return [line, *indented(*notes, *certificate.findings)]


def measured_line(certificate: Certificate) -> str:
    """What was measured, and how large its errors are, without a verdict."""
    relation, code = certificate.data["relation"], certificate.data["code"]
    worst, ulp = certificate.worst_scaled, certificate.physiological_ulp
    line = f"{relation['reference']} in {code['language']}"
    if worst is None or ulp is None:
        return line
    return f"{line}: at most {_figure(worst)} u(1+kappa); physiological {_figure(ulp)} ulp"


def indented(*lines: str) -> list[str]:
    """Lines below a verdict."""
    return [f"           {line}" for line in lines]


def _figure(value: float) -> str:
    """Two digits, and no exponent where a reader does without."""
    return f"{value:.0f}" if 100 <= value < 1e6 else f"{value:.2g}"
