"""What the numbers of a table say of its columns: two and a third that obey the Nernst relation.

Headers call outside and inside by any word ("Bathing fluid", "cell water", A and B). Where three rows or
more agree with E = RT/zF ln(a/b) at one temperature, and half of all do, the columns are what the relation
says, whatever they are called. How unlikely chance is follows from the digits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, inf, log

from nernstian.audit.context import Context, once
from nernstian.audit.evaluate import evaluate
from nernstian.audit.ions import VALENCE, ion_of
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.potential_lists import Entry, potential_lists
from nernstian.audit.table_rows import cell_number, row_ion
from nernstian.audit.tables import Table, role_of, unit_of
from nernstian.audit.units import CONCENTRATION, NUMBER, POTENTIAL, Dimension

COLDEST, WARMEST = 273.0, 315.0
_FEWEST = 3
_MOST_COLUMNS, _MOST_LINES, _MOST_LISTS = 9, 60, 6
_CHANCE, _CHANCE_OF_TWO = 1e-3, 5e-4
# of a cell, not of an ion
MEASURED = re.compile(
    r"measur|observ|record|found|gemessen|mesur|medid|misurat|gemeten|experiment|±|\bSEM?\b|\bSD\b",
    re.IGNORECASE,
)
_IN_RANGE = 0.2  # how often a potential divided by a logarithm is a temperature of cells at all
_SMALLEST, _LARGEST = 1.0, 400.0  # mV


@dataclass(frozen=True, slots=True)
class Fit:
    """A temperature at which several rows hold: how many of how many, and how likely by chance."""

    kelvin: float
    agreeing: tuple[bool, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The numbers of a table by lines of one ion each and fields; ``turned`` where ions are columns."""

    ions: tuple[str, ...]
    lines: tuple[tuple[Number | None, ...], ...]
    heads: tuple[str, ...]
    turned: bool


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which fields of a grid are outside, inside and potential."""

    out: int
    inside: int
    potential: int
    turned: bool
    fit: Fit


def temperatures(
    ratios: Sequence[tuple[float, str]], potentials: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return the temperatures at which each potential (in V, an interval) is that of its ratio and ion."""
    found = []
    for (ratio, ion), edges in zip(ratios, potentials, strict=True):
        per_kelvin = evaluate("nernst_slope", {"z": float(VALENCE[ion]), "T": 1.0}) * log(ratio) / log(10.0)
        low, high = sorted(edge / per_kelvin for edge in edges) if per_kelvin else (inf, inf)
        found.append((low, high))
    return found


def fitted(intervals: Sequence[tuple[float, float]], stated: Sequence[float] = ()) -> Fit | None:
    """Return the temperature that most intervals hold, a stated one first."""
    tried = [t for t in stated if COLDEST <= t <= WARMEST]
    tried += [
        min(max(low, COLDEST), WARMEST) for low, high in intervals if high >= COLDEST and low <= WARMEST
    ]
    best: Fit | None = None
    for kelvin in tried:
        agreeing = tuple(low <= kelvin <= high for low, high in intervals)
        if best is None or sum(agreeing) > sum(best.agreeing):
            best = Fit(kelvin, agreeing, 1.0)
    if best is None or not any(best.agreeing):
        return None
    kept = [i for i, good in zip(intervals, best.agreeing, strict=True) if good]
    odds = sorted(_IN_RANGE * min(1.0, (high - low) / (WARMEST - COLDEST)) for low, high in kept)
    chance = float(comb(len(intervals), len(kept)))
    if best.kelvin in tried[: len(stated)]:
        chance *= min(len(stated) * odds[-1], 1.0)  # no temperature had to be found
    for one in odds[:-1]:
        chance *= one
    return Fit(best.kelvin, best.agreeing, chance)


def holds(fit: Fit | None, tried: int) -> bool:
    """Whether enough rows agree that they are hardly so by chance."""
    if fit is None:
        return False
    agreeing, total = sum(fit.agreeing), len(fit.agreeing)
    limit = _CHANCE if agreeing >= _FEWEST else _CHANCE_OF_TWO
    return agreeing >= 2 and 2 * agreeing > total and fit.chance * tried < limit


def _upright(context: Context, table: Table) -> Grid | None:
    width = len(table.header)
    if not 3 <= width <= _MOST_COLUMNS or len(table.rows) < 2:
        return None
    found = [(row_ion(table, row), row) for row in table.rows[:_MOST_LINES]]
    rows = [(ion, row) for ion, row in found if ion is not None]
    lines = tuple(tuple(cell_number(context, cell) for cell in row) for _, row in rows)
    return Grid(tuple(ion for ion, _ in rows), lines, tuple(c.text for c in table.header), False)


def _turned(context: Context, table: Table) -> Grid | None:
    """A table with ions as columns, read column by column."""
    ions = [ion_of(cell.text) for cell in table.header]
    columns = [at for at, ion in enumerate(ions) if ion is not None and at]
    rows = table.rows
    if len(columns) < 2 or not 3 <= len(rows) <= _MOST_COLUMNS:
        return None
    lines = tuple(tuple(cell_number(context, row[at]) for row in rows) for at in columns)
    return Grid(tuple(ions[at] or "" for at in columns), lines, tuple(row[0].text for row in rows), True)


def _of_kind(number: Number | None, dimensions: tuple[Dimension, ...]) -> bool:
    if number is None or not number.usable or not number.value:
        return False
    return number.unit is None or number.unit.dimension in dimensions


def _fields(grid: Grid, dimensions: tuple[Dimension, ...], others: frozenset[str]) -> list[int]:
    """The fields that may hold numbers of a kind."""
    found = []
    for at, head in enumerate(grid.heads):
        unit = unit_of(head)
        if role_of(head) in others or (unit is not None and unit.dimension not in dimensions):
            continue
        fitting = sum(_of_kind(line[at], dimensions) for line in grid.lines)
        if fitting >= 2 and 2 * fitting > len(grid.lines):
            found.append(at)
    return found


_NO_CONCENTRATION = frozenset(("potential", "permeability", "temperature", "ratio"))
_NO_POTENTIAL = frozenset(("out", "in", "permeability", "temperature", "ratio"))


def _molar(number: Number, head: str) -> float:
    unit = number.unit or unit_of(head)
    return unit.to_si(number.value) if unit is not None else number.value


def _volts(number: Number, head: str) -> tuple[float, float]:
    unit = number.unit or unit_of(head)
    low, high = interval_of(number)
    return (unit.to_si(low), unit.to_si(high)) if unit is not None else (low * 1e-3, high * 1e-3)


def ratio_and_potential(
    grid: Grid, out: int, inside: int, potential: int
) -> tuple[list[tuple[float, str]], list[tuple[float, float]]]:
    """The ratios with their ions, and the intervals of the potentials, of the lines that state all three."""
    ratios, potentials = [], []
    for ion, line in zip(grid.ions, grid.lines, strict=True):
        a, b, e = line[out], line[inside], line[potential]
        if a is None or b is None or e is None or not (a.usable and b.usable and e.usable):
            continue
        first, second = _molar(a, grid.heads[out]), _molar(b, grid.heads[inside])
        if first <= 0.0 or second <= 0.0 or first == second:
            continue
        ratios.append((first / second, ion))
        potentials.append(_volts(e, grid.heads[potential]))
    return ratios, potentials


def _recipes(grid: Grid, stated: Sequence[float]) -> Iterator[Recipe]:
    amounts = _fields(grid, (CONCENTRATION, NUMBER), _NO_CONCENTRATION)
    voltages = _fields(grid, (POTENTIAL,), _NO_POTENTIAL)
    voltages = [at for at in voltages if not MEASURED.search(grid.heads[at])]
    tried = [(a, b, e) for a, b in combinations(amounts, 2) for e in voltages if e not in (a, b)]
    for fields in tried:
        yield from _sides(grid, fields, stated, 2 * len(tried))


def _sides(grid: Grid, fields: tuple[int, int, int], stated: Sequence[float], tried: int) -> Iterator[Recipe]:
    """Two fields of concentrations and one of potentials, if they obey the law one way round."""
    a, b, e = fields
    ratios, potentials = ratio_and_potential(grid, a, b, e)
    if not all(_SMALLEST * 1e-3 <= abs(low + high) / 2.0 <= _LARGEST * 1e-3 for low, high in potentials):
        return
    signed = any(number is not None and number.sign for number in (line[e] for line in grid.lines))
    intervals = temperatures(ratios, potentials)
    mirrored = [(-high, -low) for low, high in intervals]
    for out, inside, found in ((a, b, intervals), (b, a, mirrored)):
        fit = fitted(found, stated) if len(found) >= 2 else None
        if fit is not None and holds(fit, tried) and (signed or all(fit.agreeing)):
            yield Recipe(out, inside, e, grid.turned, fit)


def _contradicts(grid: Grid, recipe: Recipe) -> bool:
    """Whether a header names the other side."""
    return role_of(grid.heads[recipe.out]) == "in" or role_of(grid.heads[recipe.inside]) == "out"


def _elsewhere(grid: Grid, lists: list[list[Entry]], stated: Sequence[float]) -> Iterator[Recipe]:
    """The sides of two fields from which a list of potentials follows, matched by ion."""
    amounts = _fields(grid, (CONCENTRATION, NUMBER), _NO_CONCENTRATION)
    pairs = list(combinations(amounts, 2))
    if len(set(grid.ions)) < len(grid.ions):
        return  # of several preparations: which one is meant is not said
    for run in lists[:_MOST_LISTS]:
        for a, b in pairs:
            rows = [
                (entry, (*line, entry.number))
                for entry in run
                for ion, line in zip(grid.ions, grid.lines, strict=True)
                if ion == entry.ion
            ]
            joined = Grid(
                tuple(e.ion for e, _ in rows), tuple(r for _, r in rows), (*grid.heads, "E"), grid.turned
            )
            yield from _sides(joined, (a, b, len(grid.heads)), stated, 2 * len(pairs) * len(lists))


def stated_temperatures(context: Context) -> list[float]:
    """The temperatures of a document, the commonest first."""
    stated = [t.kelvin for t in context.temperatures.items[:40] if not t.blocked]
    return [kelvin for kelvin, _ in Counter(stated).most_common()]


@once
def _found(context: Context) -> dict[int, list[Recipe]]:
    stated = stated_temperatures(context)
    lists = potential_lists(context) if context.tables else []
    found: dict[int, list[Recipe]] = {}
    for table in context.tables:
        for grid in (_upright(context, table), _turned(context, table)):
            if grid is None or table.start in found:
                continue
            recipes = list(_recipes(grid, stated)) or list(_elsewhere(grid, lists, stated))
            kept = _apart([recipe for recipe in recipes if not _contradicts(grid, recipe)])
            if kept:
                found[table.start] = kept
    return found


def _apart(recipes: list[Recipe]) -> list[Recipe]:
    """The best recipe, and those of other sides and potentials: "E in the first bath", "E in the second"."""
    kept: list[Recipe] = []
    for recipe in sorted(recipes, key=lambda r: (-sum(r.fit.agreeing), r.fit.chance)):
        known = {(other.out, other.inside) for other in kept}
        if (recipe.out, recipe.inside) not in known and recipe.potential not in {o.potential for o in kept}:
            kept.append(recipe)
    return kept


def recipes_of(context: Context, table: Table) -> list[Recipe]:
    """Return the recipes that the numbers of a table obey, the surest first."""
    return _found(context).get(table.start, [])


def recipe_of(context: Context, table: Table) -> Recipe | None:
    """Return which columns (or rows) of a table are outside, inside and potential, by its numbers."""
    found = recipes_of(context, table)
    return found[0] if found else None
