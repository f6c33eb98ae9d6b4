"""Area and volume of one ball, of which one shows that the other is wrong.

That a cell is a sphere texts leave unsaid. Where its volume is that of a sphere of the stated size, or its
surface is, the other is one's too; what then only a slip explains is wrong. In a table of one preparation's
properties the rows belong together as the numbers of a sentence do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import Claim, Facts, Input, printed_input
from nernstian.audit.claims.electrical import CONFUSED
from nernstian.audit.claims.electrical_table import FROM_DIAMETER, RADIUS
from nernstian.audit.claims.slots import Finder
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Table, unit_of
from nernstian.audit.units import AREA, LENGTH, VOLUME, Dimension, Unit

_LAWS: dict[Dimension, tuple[str, str]] = {AREA: ("sphere", "area"), VOLUME: ("sphere_volume", "volume")}
_CUES: dict[Dimension, re.Pattern[str]] = {
    AREA: re.compile(r"area|surface|membrane|Oberfläche|superficie|área|oppervlak|Fläche", re.IGNORECASE),
    VOLUME: re.compile(r"volum|holds|contains|Inhalt|enthält|contient|contiene|bevat|inhoud", re.IGNORECASE),
}
_MEMBRANE = re.compile(r"\s?(?:of|de|di|von|van)?\s?(?:the\s)?(?:membran|surface|Membran)", re.IGNORECASE)
_DIAMETER = re.compile(r"diam|Durchmesser|\bwidth|across|middellijn", re.IGNORECASE)
_RADIUS = re.compile(r"radi(?:us|o)|rayon|raggio|straal", re.IGNORECASE)
_LONG = re.compile(
    r"\blong\b|length|Länge|longueur|longitud|lunghezza|lengte|cylind|Zylind|cilind", re.IGNORECASE
)
_OTHER = re.compile(r"measur|gemessen|mesur|medid|misurat|gemeten|\bper\b|electrode|pipette", re.IGNORECASE)
_ROUND = re.compile(
    r"spher|round|4\s?/\s?3|4\s?π|ball|Kugel|sphèr|sphér|esfér|esfera|sfer|bolvorm", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:nucle(?:us|i)|vacuole|organelle|mitochondri\w+|granule|Zellkern|Kern|noyau|núcleo|nucleo|celkern)\b[^.;\d]{0,40}$",
    re.IGNORECASE,
)
_POWERS = (-6, -4, -3, -2, -1, 1, 2, 3, 4, 6)
_DIGITS = 0.12  # relative width of two digits
_ROWS = 40
_ASSUMED = "if it is a sphere"


@dataclass(frozen=True, slots=True)
class _Ball:
    """The numbers of one ball, with its radius and how far away that stands."""

    numbers: dict[Dimension, Number]
    radius: Input
    scope: Scope


def _claim(ball: _Ball, dimension: Dimension) -> Claim | None:
    number = ball.numbers.get(dimension)
    unit = number.unit if number is not None else None
    if number is None or unit is None:
        return None
    law, quantity = _LAWS[dimension]
    radius = replace(ball.radius, name="radius")
    return Claim("NE112", law, quantity, number, unit, (radius,), reach=ball.scope, magnitude=True)


def _value(claim: Claim) -> float:
    return claim.unit.from_si(evaluate(claim.law, {given.name: given.value for given in claim.inputs}))


def _holds(claim: Claim, factor: float = 1.0) -> bool:
    low, high = interval_of(claim.number)
    return low <= _value(claim) * factor <= high


def _is_slip(claim: Claim) -> bool:
    factors = (*CONFUSED[claim.law], *(float(f"1e{power}") for power in _POWERS))
    low, high = interval_of(claim.number)
    precise = low > 0.0 and high - low <= _DIGITS * claim.number.value
    return precise and any(_holds(claim, factor) for factor in factors)


def _judged(context: Context, ball: _Ball) -> Iterator[Claim]:
    """The claims of a ball of which one agrees; the other agrees too, or is a slip."""
    claims = [claim for dimension in _LAWS if (claim := _claim(ball, dimension)) is not None]
    if len(claims) != 2 or not any(_holds(claim) for claim in claims):
        return
    for claim in claims:
        if _holds(claim):
            said = _is_said(context, claim.number)
            yield replace(claim, assumed="" if said else _ASSUMED, firm=False)
        elif _is_slip(claim):
            yield claim


def _is_said(context: Context, number: Number) -> bool:
    """Whether the text around a number says that the thing is round."""
    start, _ = context.layout.bounds(Scope.SECTION, number.start)
    return _ROUND.search(context.text, max(start, number.start - 800), number.unit_end + 60) is not None


def _named(context: Context, number: Number) -> bool:
    unit = number.unit
    if unit is None or unit.dimension not in _LAWS or not number.usable or number.value <= 0.0:
        return False
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.text[max(start, number.start - 60) : number.start]
    if _PART.search(before):
        return False
    return _CUES[unit.dimension].search(before) is not None or (
        unit.dimension == AREA and _MEMBRANE.match(context.text, number.unit_end) is not None
    )


def _sentences(context: Context) -> Iterator[_Ball]:
    """The area and the volume of one sentence, with a size in it or in front of it."""
    finder = Finder(context)
    groups: dict[int, list[Number]] = {}
    for dimension in _LAWS:
        same = context.by_dimension.get(dimension)
        for number in same.items if same is not None else ():
            if context.layout.block_at(number.start).kind != "row" and _named(context, number):
                groups.setdefault(context.layout.bounds(Scope.SENTENCE, number.start)[0], []).append(number)
    for numbers in groups.values():
        found = {number.unit.dimension: number for number in numbers if number.unit is not None}
        first = min(numbers, key=lambda number: number.start)
        if len(numbers) == len(found) == len(_LAWS) and not _is_long(context, first):
            yield from _sized(finder, first, found)


def _sized(finder: Finder, first: Number, found: dict[Dimension, Number]) -> Iterator[_Ball]:
    """The ball of the radius or diameter that stands in front of its first number."""
    for slot in (RADIUS, FROM_DIAMETER):
        bound = finder.fill(first, slot)
        given = bound.given
        if given is not None and given.number is not None and given.number.start < first.start:
            yield _Ball(found, given, min(bound.scope, Scope.SECTION))
            return
        if bound.tied:
            return


def _is_long(context: Context, number: Number) -> bool:
    """Whether the words around a number speak of something long, or of what was measured."""
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    _, end = context.layout.bounds(Scope.SENTENCE, number.start)
    around = context.text[max(block, number.start - 400) : min(end, number.start + 300)]
    return _LONG.search(around) is not None or _OTHER.search(around) is not None


def _with_unit(context: Context, table: Table, row: int, column: int) -> Number | None:
    cell = table.rows[row][column]
    number = cell_number(context, cell)
    unit: Unit | None = unit_of(table.rows[row][0].text)
    if number is None or not number.usable or number.value <= 0.0:
        return None
    return replace(number, unit=unit) if number.unit is None and unit is not None else number


def _tables(context: Context) -> Iterator[_Ball]:
    """The balls of tables with a property a row, and a preparation a column."""
    for table in context.tables:
        if not any(_LONG.search(row[0].text) for row in table.rows[:_ROWS]):
            for column in range(1, len(table.header)):
                yield from _column(context, table, column)


def _column(context: Context, table: Table, column: int) -> Iterator[_Ball]:
    """The ball of one column: its size, its area and its volume, each once."""
    sizes: list[tuple[Number, float]] = []
    found: dict[Dimension, list[Number]] = {AREA: [], VOLUME: []}
    for at, row in enumerate(table.rows[:_ROWS]):
        label = row[0].text
        number = _with_unit(context, table, at, column)
        if number is None or number.unit is None or _OTHER.search(label):
            continue
        dimension = number.unit.dimension
        if dimension == LENGTH and (_DIAMETER.search(label) or _RADIUS.search(label)):
            sizes.append((number, 0.5 if _DIAMETER.search(label) else 1.0))
        elif dimension in _LAWS and _CUES[dimension].search(label):
            found[dimension].append(number)
    if len(sizes) == 1 and all(len(numbers) == 1 for numbers in found.values()):
        radius = _radius(*sizes[0])
        yield _Ball({kind: numbers[0] for kind, numbers in found.items()}, radius, Scope.GROUP)


def _radius(size: Number, factor: float) -> Input:
    if size.unit is None:
        raise ValueError("a size without a unit is no input")
    made = printed_input("radius", size, size.unit, "table", False, factor)
    printed = size.value * factor
    return replace(made, text=f"{printed:g} {size.unit.text}", printed=printed)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield areas and volumes of balls where one of the two agrees with the stated size."""
    for ball in (*_sentences(facts.context), *_tables(facts.context)):
        yield from _judged(facts.context, ball)
