"""``nernstian compute``: one law, one set of arguments, one number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from nernstian.cases import law_facts, parse_ions, shared_dimension
from nernstian.cli.application import warn
from nernstian.codegen.facts import LawFacts, QuantityFacts
from nernstian.derivations.errors import UsageError
from nernstian.layout import aligned

if TYPE_CHECKING:
    from nernstian.computation import Computation

# A mammalian cell at rest, for example lines: by name first, then by unit.
_EXAMPLES_BY_NAME = {
    "c_out": "5mM", "c_in": "140mM", "c_ref": "1M", "K_out": "5mM", "K_in": "140mM", "Na_out": "145mM",
    "Na_in": "12mM", "Cl_out": "110mM", "Cl_in": "10mM", "Ca_out": "1.8mM", "Ca_in": "1e-4mM",
    "P_K": "1", "P_Na": "0.04",
    "P_Cl": "0.45", "P_Ca": "0.01", "A": "1000um2",
    "E": "-89mV", "E_K": "-89mV", "E_Na": "60mV", "E_Cl": "-65mV", "DG_ATP": "50kJ/mol", "r": "1.5",
    "eps_r": "74", "V_0": "0mV", "ionic_strength": "150mM", "d": "4nm", "R_m": "10kohm*cm2",
    "R_i": "100ohm*cm", "tau": "10ms", "t": "5ms", "a": "5um", "pH_in": "7.2", "pH_out": "7.4",
}  # fmt: skip
_EXAMPLES_BY_UNIT = {
    "1": "1", "K": "37degC", "V": "-70mV", "mol/m3": "100mM", "m/s": "1e-6cm/s", "F/m2": "1uF/cm2",
    "m2/s": "1e-9m2/s", "J/mol": "0J/mol", "mol/m4": "1mM/um", "V/m": "1e6V/m",
}  # fmt: skip
_OPTIONS = ("unit", "format", "ions", "preparation", "ion")
_RESULT_UNITS = {"V": "mV", "A/m2": "uA/cm2"}


class ComputeCommand(click.Command):
    """A command whose help knows the law it was asked about: ``compute nernst --help``."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Add the arguments of the law, or a general example."""
        law = ctx.params.get("law")
        facts = law_facts(law or "nernst")
        if law:
            with formatter.section(f"{facts.title}: {facts.formula}"):
                formatter.write("\n".join(aligned([_row(q) for q in facts.arguments], "  ")) + "\n")
        with formatter.section("Example"):
            formatter.write(f"  {example(facts)}\n")


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(ctx.get_help())
        ctx.exit()


@click.command("compute", cls=ComputeCommand, add_help_option=False)
@click.argument("law", required=False, is_eager=True)  # eager: --help tells of the law
@click.argument("arguments", metavar="NAME=VALUE...", nargs=-1)
@click.option("--unit", help="Unit of the answer; the law's SI unit if not given.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output.",
)
@click.option(
    "--explain", is_flag=True, help="Show the formula, the substitution, the assumptions and the source."
)
@click.option("--ions", metavar="K:1,Cl:-1", help="GHK voltages: ions other than the usual ones.")
@click.option("--preparation", metavar="NAME", help="Take what is not given from a standard preparation.")
@click.option("--ion", metavar="K", help="With --preparation: the ion of a law that is about one.")
@click.option(
    "-h", "--help", is_flag=True, expose_value=False, callback=_show_help, help="Show this message."
)
def command(
    law: str | None,
    arguments: Sequence[str],
    unit: str | None,
    output_format: str,
    explain: bool,
    ions: str | None,
    preparation: str | None,
    ion: str | None,
) -> None:
    """Evaluate a law.

    Every argument is NAME=VALUE with a number and its unit; valences and other pure numbers take none.
    With the result given, the one argument that is left out (or written NAME=?) is solved for, and --unit is
    its unit. 'nernstian preparations' lists what --preparation knows.
    """
    if law is None:
        raise UsageError("compute needs the name of a law", f"For example: {example(law_facts('nernst'))}")
    if explain and output_format == "json":
        raise UsageError("--explain writes text, and --format json was asked for", "Leave one of them out.")
    facts = law_facts(law)
    texts = _pairs(arguments)
    if not texts and facts.arguments and preparation is None:
        listed = ", ".join(f"{q.name}{'' if q.unit == '1' else f' in {q.unit}'}" for q in facts.arguments)
        raise UsageError(f"{law} needs its arguments: {listed}", f"For example: {example(facts)}")
    # pint takes a third of a second to load: not for --help, nor for the mistakes above.
    from nernstian.computation import evaluate

    computation = evaluate(law, texts, unit, None if ions is None else parse_ions(ions), preparation, ion)
    for warning in computation.warnings:
        warn(warning)
    click.echo(_render(computation, output_format, explain))


def example(law: LawFacts) -> str:
    """A command line for a law that runs as it stands."""
    texts = [f"{q.name}={_example_value(law, q)}" for q in law.arguments]
    unit = _RESULT_UNITS.get(law.result.unit)
    return " ".join(["nernstian compute", law.name, *texts, *(["--unit", unit] if unit else [])])


def _example_value(law: LawFacts, quantity: QuantityFacts) -> str:
    known = _EXAMPLES_BY_NAME.get(quantity.name)
    if quantity.name.startswith("P_") and quantity.name not in shared_dimension(law):
        known = None  # a ratio is an example only where ratios are all that counts
    return known or _EXAMPLES_BY_UNIT.get(quantity.unit) or quantity.example


def _row(quantity: QuantityFacts) -> tuple[str, ...]:
    return quantity.name, "pure number" if quantity.unit == "1" else quantity.unit, quantity.meaning


def _pairs(arguments: Sequence[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for argument in arguments:
        name, equals, text = (part.strip() for part in argument.partition("="))
        if not equals or not name or not text:
            raise UsageError(
                f"{argument!r} is not NAME=VALUE",
                "Write c_out=5mM; put quotes around a value with a space: 'c_out=5 mM'.",
            )
        if name in _OPTIONS:
            raise UsageError(f"{name} is an option, not an argument of a law", f"Write --{name} {text}.")
        if name in texts:
            raise UsageError(f"{name} is given twice: {texts[name]} and {text}", f"Give {name} once.")
        texts[name] = text
    return texts


def _render(computation: Computation, output_format: str, explained: bool) -> str:
    if output_format == "json":
        return json.dumps(computation.to_json(), indent=2, ensure_ascii=False)
    if not explained:
        return f"{computation}\n{computation.filling.summary()}" if computation.filling else str(computation)
    from nernstian.explanation import explain

    return explain(computation)
