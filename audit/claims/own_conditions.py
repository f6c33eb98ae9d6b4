"""The condition that a result's own row or clause states: a result of another condition is not that one's.

"λ is 1.0 mm at a radius of 2 µm and 1.4 mm at 4 µm" pairs two results with two radii. A row of a table pairs
its cells. What is recomputed from the radius of the other pair says nothing of a result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nernstian.audit.claims.base import Claim, Input
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import row_at, table_at
from nernstian.audit.units import LENGTH, POTENTIAL, TEMPERATURE

RULES = frozenset(("NE112", "NE116", "NE117", "NE124"))  # sizes, time and length constants, Debye lengths
_SAME = 1e-6
_LARGE = 0.04  # V, of a cell rather than of two solutions
_REACH = 300  # characters of a sentence on each side
_MOST = 4  # results of a sentence that are paired
_RADIUS = re.compile(r"radi[oiu]|\brayon|\bstraal|\braggio", re.IGNORECASE)
_SIZE = re.compile(
    r"(?:\bdiam\w*|\bradius|\bDurchmesser|\bdiamètre|\bdiámetro|\brayon|\bradio|\braggio|\bstraal)\s?(?:=|:|of|von|de|di|van)?\s?$",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"(?:\brevers\w*|\bUmkehr\w*|\bkehrt\w*|s'inverse\w*|\binviert\w*|\binvert\w*|\bkeert\w*)\s(?:\w+\s){0,2}"
    r"(?:at|near|bei|à|en|a|op|bij)\s(?:[+-]?\d[\d.,]*\s?mV\s(?:or|and|oder|und|ou|et|o|y|of|en)\s)?[+-]?$",
    re.IGNORECASE,
)
_SHIFTED = re.compile(r"\bE_?\{?(?:K|Na|Cl|Ca)\}?\s(?:by|um|de|di|met)\s$")
_DIAMETER = re.compile(r"diam|Durchmesser|diám", re.IGNORECASE)


def contradicts(context: Context, number: Number, used: Iterable[Number]) -> bool:
    """Return whether the row or clause of a number states another value of what it is recomputed from."""
    held = list(used)
    places = {one.start for one in held}
    return any(is_other_row(context, number, one) or _is_other(context, number, one, places) for one in held)


def is_of_another_condition(context: Context, claim: Claim) -> bool:
    """Return whether a claim of a size, a constant or a length uses the condition of another result."""
    if claim.rule == "NE103":
        return _is_a_level(context, claim)
    if claim.rule == "NE101":
        return _is_turned(claim)
    if claim.rule not in RULES or claim.inline:
        return False
    if any(is_halved_radius(context, given) for given in claim.inputs):
        return True
    return contradicts(context, claim.number, [g.number for g in claim.inputs if g.number is not None])


def is_halved_radius(context: Context, given: Input) -> bool:
    """Return whether a size was halved that its column's head, or its sentence, calls a radius."""
    number = given.number
    if number is None or not _is_same(given.printed, 0.5 * abs(number.value)):
        return False
    table = table_at(context.tables, number.start)
    if table is None:
        start, end = context.layout.bounds(Scope.SENTENCE, number.start)
        said = context.text[max(start, number.start - _REACH) : min(end, number.start + _REACH)]
    else:
        row = row_at(table, number.start) or ()
        at = next((i for i, c in enumerate(row) if c.start <= number.start <= c.end), len(table.header))
        said = table.header[at].text if at < len(table.header) else ""
    return _RADIUS.search(said) is not None and not _DIAMETER.search(said)


def _is_a_level(context: Context, claim: Claim) -> bool:
    """Whether a slope's digits are a potential that is reached, or a shift whose sign the sentence counts."""
    number = claim.number
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    start, end = max(start, number.start - _REACH), min(end, number.start + _REACH)
    before = context.text[start : number.start]
    if _REACHED.search(before):
        return True
    signed = any(
        n.sign and n.unit is not None and n.unit.dimension == POTENTIAL and n.start != number.start
        for n in context.numbers_in(start, end)
    )
    return not number.sign and signed and _SHIFTED.search(before) is not None


def _is_turned(claim: Claim) -> bool:
    """Whether the sides of two concentrations without sides were taken the way that no cell has them."""
    if "side" not in claim.caveat or claim.law != "nernst" or abs(claim.number.si()) < _LARGE:
        return False
    given = {item.name: item.value for item in claim.inputs}
    ion = claim.quantity.removeprefix("E_")
    outside = given.get("c_out", 0.0) > given.get("c_in", 0.0)
    return (ion == "K" and outside) or (ion in ("Na", "Ca", "Cl") and not outside)


def is_other_row(context: Context, number: Number, used: Number) -> bool:
    """Return whether a value is of another row than the number, whose own row has one in that column."""
    table = table_at(context.tables, number.start)
    if table is None or not table.start <= used.start < table.end:
        return False
    own, other = row_at(table, number.start), row_at(table, used.start)
    if own is None or other is None or own is other or len(own) != len(other):
        return False
    at = next((i for i, cell in enumerate(other) if cell.start <= used.start <= cell.end), None)
    mine = cell_number(context, own[at]) if at is not None else None
    return mine is not None and mine.start != number.start and not _is_same(mine.value, used.value)


def _is_same(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * max(abs(one), abs(other))


def _is_other(context: Context, number: Number, used: Number, places: set[int]) -> bool:
    """Whether the sentence of a number pairs it with another value of the kind that it is recomputed from."""
    if number.unit is None or used.unit is None:
        return False
    if used.unit.dimension == LENGTH == number.unit.dimension:
        return _has_own_size(context, number, used)
    if used.unit == number.unit:
        return False
    if used.unit.dimension == TEMPERATURE or table_at(context.tables, number.start) is not None:
        return False
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    start, end = max(start, number.start - _REACH), min(end, number.start + _REACH)
    start = context.text.rfind("\n", start, number.start) + 1 or start
    following = context.text.find("\n", number.unit_end, end)
    near = context.numbers_in(start, following if following >= 0 else end)
    results = [n for n in near if n.unit == number.unit and n.usable]
    stated = [n for n in near if n.unit == used.unit and n.usable and not _is_said_again(n, number)]
    if start <= used.start < end and used.start not in {n.start for n in stated}:
        return False  # its unit stands elsewhere: what it is paired with is not seen
    own = _paired(number, results, stated)
    if own is None or own.start in places or _is_same(own.value, used.value):
        return False
    return not _is_half(context, own, used)


def _has_own_size(context: Context, number: Number, used: Number) -> bool:
    """Whether the line of a length states another diameter or radius than is used."""
    start = context.text.rfind("\n", max(0, number.start - _REACH), number.start) + 1
    if start <= used.start < number.start:
        return False
    sizes = [
        n
        for n in context.numbers_in(start, number.start)
        if _SIZE.search(context.text[max(start, n.start - 24) : n.start])
    ]
    return bool(sizes) and not any(_is_same(n.value, used.value) for n in sizes)


def _is_said_again(one: Number, number: Number) -> bool:
    """Whether a value is the result itself in another unit: "0.08 cm = 800 µm"."""
    if one.unit is None or number.unit is None or one.unit.dimension != number.unit.dimension:
        return False
    return abs(one.si() - number.si()) <= 0.05 * abs(number.si())


def _paired(number: Number, results: list[Number], stated: list[Number]) -> Number | None:
    """The value that a result goes with: the only one, or that of its place where they take turns."""
    if len(results) == 1:
        return stated[0] if len(stated) == 1 else None
    if not 2 <= len(results) == len(stated) <= _MOST:
        return None
    order = "".join("r" if n in results else "s" for n in sorted((*results, *stated), key=lambda n: n.start))
    count = len(results)
    regular = order in ("rs" * count, "sr" * count, "r" * count + "s" * count, "s" * count + "r" * count)
    at = next((i for i, n in enumerate(results) if n.start == number.start), None)
    return stated[at] if regular and at is not None else None


def _is_half(context: Context, own: Number, used: Number) -> bool:
    """Whether two values are the diameter and the radius of one thing."""
    ratio = own.value / used.value if used.value else 0.0
    if not (_is_same(ratio, 2.0) or _is_same(ratio, 0.5)):
        return False
    return _is_diameter(context, own) != _is_diameter(context, used)


def _is_diameter(context: Context, number: Number) -> bool:
    """Whether the word beside a size is "diameter"."""
    around = context.text[max(0, number.start - 24) : number.unit_end + 20]
    return _DIAMETER.search(around) is not None
