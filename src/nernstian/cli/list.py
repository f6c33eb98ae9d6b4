"""``nernstian list``: the laws, from the generated facts alone."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click

from nernstian.codegen.emitted import LAWS
from nernstian.codegen.facts import LawFacts, QuantityFacts
from nernstian.layout import aligned


@click.command("list")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output.",
)
def command(output_format: str) -> None:
    """List the laws: name, kind, status and title.

    Status says what checked the derivation: unchecked < sampled < proved < kernel; "stated" is a
    definition or constitutive law, which nothing derives.
    """
    click.echo(_FORMATS[output_format](LAWS.values()))


def _text(laws: Iterable[LawFacts]) -> str:
    rows = [
        ("name", "kind", "status", "title"),
        *((law.name, law.kind, law.status, law.title) for law in laws),
    ]
    return "\n".join(aligned(rows))


def _json(laws: Iterable[LawFacts]) -> str:
    return json.dumps({"schema": 1, "laws": [_law(law) for law in laws]}, indent=2, ensure_ascii=False)


def _law(law: LawFacts) -> dict[str, object]:
    return {
        "name": law.name,
        "title": law.title,
        "kind": law.kind,
        "status": law.status,
        "routes": list(law.routes),
        "arguments": [_quantity(argument) for argument in law.arguments],
        "result": _quantity(law.result),
    }


def _quantity(quantity: QuantityFacts) -> dict[str, str]:
    return {"name": quantity.name, "unit": quantity.unit}


_FORMATS = {"text": _text, "json": _json}
