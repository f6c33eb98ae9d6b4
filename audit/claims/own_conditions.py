"""The condition that a result's own row or clause states: a result of another condition is not that one's.

"λ is 1.0 mm at a radius of 2 µm and 1.4 mm at 4 µm" pairs two results with two radii. A row of a table pairs
its cells. What is recomputed from the radius of the other pair says nothing of a result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nernstian.audit.claims.base import Claim
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import row_at, table_at
from nernstian.audit.units import TEMPERATURE

RULES = frozenset(("NE112", "NE116", "NE117", "NE124"))  # sizes, time and length constants, Debye lengths
_SAME = 1e-6
_REACH = 300  # characters of a sentence on each side
_MOST = 4  # results of a sentence that are paired
_DIAMETER = re.compile(r"diam|Durchmesser|diám", re.IGNORECASE)


def contradicts(context: Context, number: Number, used: Iterable[Number]) -> bool:
    """Return whether the row or clause of a number states another value of what it is recomputed from."""
    return any(_is_other_row(context, number, one) or _is_other(context, number, one) for one in used)


def is_of_another_condition(context: Context, claim: Claim) -> bool:
    """Return whether a claim of a size, a constant or a length uses the condition of another result."""
    if claim.rule not in RULES or claim.inline:
        return False
    return contradicts(context, claim.number, [g.number for g in claim.inputs if g.number is not None])


def _is_other_row(context: Context, number: Number, used: Number) -> bool:
    """Whether a value stands in another row of the number's table, whose own row has one in that column."""
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


def _is_other(context: Context, number: Number, used: Number) -> bool:
    """Whether the sentence of a number pairs it with another value of the kind that it is recomputed from."""
    if number.unit is None or used.unit is None or used.unit == number.unit:
        return False
    if used.unit.dimension == TEMPERATURE or table_at(context.tables, number.start) is not None:
        return False
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    near = context.numbers_in(max(start, number.start - _REACH), min(end, number.start + _REACH))
    results = [n for n in near if n.unit == number.unit and n.usable]
    stated = [n for n in near if n.unit == used.unit and n.usable and n.unit != number.unit]
    own = _paired(number, results, stated)
    if own is None or _is_same(own.value, used.value):
        return False
    return not _is_half(context, own, used)


def _paired(number: Number, results: list[Number], stated: list[Number]) -> Number | None:
    """The value that a result goes with: the only one, or that of its place where they take turns."""
    if len(results) == 1:
        return stated[0] if len(stated) == 1 else None
    if not 2 <= len(results) == len(stated) <= _MOST:
        return None
    order = "".join(
        "r" if n in results else "s" for n in sorted((*results, *stated), key=lambda n: n.start)
    )
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
