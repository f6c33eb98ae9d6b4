"""``nernstian preparations``: the standard preparations, their figures and where these stand."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import click

from nernstian.derivations.preparations import Figure, Preparation, preparation, preparations
from nernstian.layout import aligned


@click.command("preparations")
@click.argument("name", required=False)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output.",
)
def command(name: str | None, output_format: str) -> None:
    """List the standard preparations, or show the figures of one with their sources.

    Each can be used by name: nernstian compute nernst --preparation squid_axon --ion K
    """
    if output_format == "json":
        chosen = [preparation(name)] if name else list(preparations().values())
        click.echo(_json(chosen))
    else:
        click.echo(_page(preparation(name)) if name else _list(list(preparations().values())))


def _list(rows: Sequence[Preparation]) -> str:
    return "\n".join(aligned([("name", "ions", "figures", "title"), *map(_line, rows)]))


def _line(row: Preparation) -> tuple[str, ...]:
    return row.name, ",".join(row.ions) or "-", str(len(row.figures)), row.title


def _page(row: Preparation) -> str:
    figures = aligned([(f.name, f.text, f.meaning, f.origin) for f in row.figures], "  ")
    notes = [f"  {f.name}: {f.note}" for f in row.figures if f.note]
    sections = [
        [row.title, f"  {row.description}"],
        ["Figures", *figures],
        ["Notes", *notes],
        ["References", *(f"  {reference.marked}" for reference in row.references)],
    ]
    return "\n\n".join("\n".join(section) for section in sections if len(section) > 1)


def _json(rows: Sequence[Preparation]) -> str:
    content = {"schema": 1, "preparations": [_preparation(row) for row in rows]}
    return json.dumps(content, indent=2, ensure_ascii=False)


def _preparation(row: Preparation) -> dict[str, object]:
    return {
        "name": row.name,
        "title": row.title,
        "description": row.description,
        "ions": list(row.ions),
        "figures": [_figure(figure) for figure in row.figures],
        "references": [
            {"key": r.key, "text": r.full, "confirmed": r.is_confirmed, "standing": r.standing}
            for r in row.references
        ],
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {key: field(figure) for key, field in _FIELDS.items()}


_FIELDS: dict[str, Callable[[Figure], object]] = {
    "name": lambda figure: figure.name,
    "value": lambda figure: figure.value,
    "upper": lambda figure: figure.upper,
    "unit": lambda figure: figure.unit,
    "meaning": lambda figure: figure.meaning,
    "source": lambda figure: figure.source.key,
    "place": lambda figure: figure.source.locator,
    "confirmed": lambda figure: figure.is_confirmed,
    "seen": lambda figure: figure.seen,
    "note": lambda figure: figure.note,
}
