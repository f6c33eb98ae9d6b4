"""Diffusion coefficients from electrical mobilities (Einstein), and the energy per volume that a gradient stores."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts, Unbound, exact, printed_input
from nernstian.audit.claims.columns import header_unit
from nernstian.audit.claims.ion_arguments import ion_of_claim, only_one, sentence_of, sides_of
from nernstian.audit.claims.roles import Law, is_quoted, make_claim
from nernstian.audit.context import Context
from nernstian.audit.ions import VALENCE, ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Table
from nernstian.audit.units import Dimension, Unit

DIFFUSION: Dimension = (0, 2, -1, 0, 0, 0, 0)
MOBILITY: Dimension = (-1, 0, 2, 1, 0, 0, 0)
ENERGY_DENSITY: Dimension = (1, -1, -2, 0, 0, 0, 0)
EINSTEIN = Law("NE133", "einstein_relation", "D")
GRADIENT = Law("NE130", "gradient_energy", "w")
_EINSTEIN = re.compile(r"Einstein|k_?B?\s?T\s?/|R\s?T\s?/|\bu\s?[×·*]?\s?(?:R\s?T|k\s?T)", re.IGNORECASE)
_DERIVED = re.compile(
    r"Einstein|\b(?:so|thus|hence|therefore|gives?|yields?|follows?|corresponds?|means|then|folgt|ergibt|liefert|also|daher|donne|donc|correspond|d'où|da|luego|entonces|resulta"
    r"|quindi|dunque|dus|volgt|geeft)\b|[=≈]\s?$",
    re.IGNORECASE,
)
_STORED = re.compile(
    r"gradient|stor(?:es?|ed)|Gradient|gespeichert|emmagasin|stock|almacen|immagazz|opgeslagen|gradiënt|gradiente",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"viscos|Stokes|water\sself|measured|tracer", re.IGNORECASE)


def _valence(context: Context, number: Number, ion: str | None) -> tuple[float, bool] | None:
    """The magnitude of the valence, and whether an ion says so; 1 where none is named; None where several are."""
    if ion is not None:
        return float(abs(VALENCE[ion])), True
    start, end = sentence_of(context, number)
    return None if context.ions.within(start, end) else (1.0, False)


def _einstein(facts: Facts, number: Number, unit: Unit) -> Claim | Unbound | None:
    """D from u, or u from D."""
    context = facts.context
    listed = _listed(context, number, unit)
    if listed is not None:
        return listed
    wanted = MOBILITY if unit.dimension == DIFFUSION else DIFFUSION
    name = "u" if wanted == MOBILITY else "D"
    start, end = sentence_of(context, number)
    if _COUNTER.search(context.text, start, end):
        return None
    given = only_one(context, name, number, wanted, Scope.BLOCK)
    if given is None or given.value.number is None:
        return None
    clause_end = sentence_of(context, number, Scope.CLAUSE)[1]
    if any(
        n.unit is not None and n.unit.dimension == wanted for n in context.numbers_in(number.end, clause_end)
    ):
        return None  # the other follows from it
    between = context.numbers_in(given.value.number.start + 1, number.start)
    if any(n.unit is not None and n.unit.dimension in (DIFFUSION, MOBILITY) for n in between):
        return None  # another pair of values stands between them
    if given.value.number.start > number.start:
        return None  # what it would be recomputed from follows it: rather the other way round
    valence = _valence(context, number, ion_of_claim(context, number))
    if valence is None:
        return Unbound(number, "ions of several valences are named near it")
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    derived = _DERIVED.search(context.text, max(block, number.start - 160), number.start) is not None
    # in another sentence than what it follows from it may be that of another substance
    beside = given.scope <= Scope.SENTENCE or _EINSTEIN.search(context.text, start, end) is not None
    printed = given.value.number
    rounded = printed_input(name, printed, printed.unit or unit, given.value.source, True)
    inputs = (rounded, exact("z", valence[0], "context"))
    claim = make_claim(context, EINSTEIN, number, unit, inputs, derived and valence[1] and beside)
    claim = replace(claim, reach=given.scope, magnitude=True)
    return claim if name == "u" else replace(claim, solved="u", quantity="u")


def _inherited(context: Context, number: Number) -> tuple[Number, float] | None:
    """The mobility without a unit behind the ion: "chloride: 7.9 × 10^-8, therefore 2.0 × 10^-9 m2/s".

    Its unit is that of the mobility before it in the paragraph; it is the only number since the last result.
    """
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    before = context.numbers_in(max(block, number.start - 500), number.start)
    kinds = [n.unit.dimension if n.unit is not None else None for n in before]
    if MOBILITY not in kinds or len(before) < 3 or kinds[-1] is not None or kinds[-2] != DIFFUSION:
        return None
    first = [n for n, kind in zip(before, kinds, strict=True) if kind == MOBILITY][-1]
    last, earlier = before[-1], before[-2]
    ions = {mention.ion for mention in context.ions.within(earlier.unit_end, number.start)}
    same = last.usable and 1.0 / 30.0 < abs(last.value / first.value) < 30.0 and last.value > 0.0
    if first.unit is None or len(ions) != 1 or not same or "10^" not in last.text:
        return None
    return replace(last, unit=first.unit), float(abs(VALENCE[ions.pop()]))


def _listed(context: Context, number: Number, unit: Unit) -> Claim | None:
    """The diffusion coefficient of an ion in a list that states the unit of the mobilities once."""
    found = _inherited(context, number)
    if found is None or unit.dimension != DIFFUSION:
        return None
    given, valence = found
    if given.unit is None:
        return None
    inputs = (printed_input("u", given, given.unit, "stated", True), exact("z", valence, "context"))
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    named = _EINSTEIN.search(context.text, max(block, number.start - 500), number.start) is not None
    return replace(make_claim(context, EINSTEIN, number, unit, inputs, named), magnitude=True)


def _gradient(facts: Facts, number: Number, unit: Unit) -> Claim | Unbound | None:
    context = facts.context
    start, end = sentence_of(context, number)
    if "J" not in unit.text or not _STORED.search(context.text, max(start, number.start - 300), end):
        return None
    ion = ion_of_claim(context, number)
    found = sides_of(facts, ion, number) if ion is not None else "no one ion is named beside it"
    if isinstance(found, str):
        return Unbound(number, found)
    sides, reach = found
    claim = make_claim(context, GRADIENT, number, unit, (sides["c_out"], sides["c_in"]), True)
    return replace(claim, reach=reach)


def _columns(table: Table, dimension: Dimension) -> list[int]:
    units = [header_unit(cell.text) for cell in table.header]
    return [at for at, unit in enumerate(units) if unit is not None and unit.dimension == dimension]


def _tables(facts: Facts) -> Iterator[Claim]:
    """Diffusion coefficients in a table with a column of mobilities."""
    context = facts.context
    for table in context.tables:
        results, givens = _columns(table, DIFFUSION), _columns(table, MOBILITY)
        if len(results) != 1 or len(givens) != 1:
            continue
        top = max(context.layout.bounds(Scope.SECTION, table.start)[0], table.start - 800)
        firm = (
            _EINSTEIN.search(context.text, top, table.rows[0][0].start if table.rows else table.start)
            is not None
        )
        unit, given_unit = (header_unit(table.header[at].text) for at in (results[0], givens[0]))
        for row in table.rows:
            number, given = cell_number(context, row[results[0]]), cell_number(context, row[givens[0]])
            ion = ion_of(row[0].text)
            if number is None or given is None or ion is None or unit is None or given_unit is None:
                continue
            if not (number.usable and given.usable):
                continue
            inputs = (
                printed_input("u", given, given_unit, "table", True),
                exact("z", float(abs(VALENCE[ion])), "context"),
            )
            claim = make_claim(context, EINSTEIN, replace(number, unit=unit), unit, inputs, firm)
            yield replace(claim, magnitude=True)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield diffusion coefficients, mobilities, and energies per volume."""
    context = facts.context
    yield from _tables(facts)
    for number in context.numbers:
        unit = number.unit
        if unit is None or not number.usable or number.bare_power or number.value <= 0.0:
            continue
        found: Claim | Unbound | None = None
        if unit.dimension in (DIFFUSION, MOBILITY):
            found = _einstein(facts, number, unit)
        elif unit.dimension == ENERGY_DENSITY:
            found = _gradient(facts, number, unit)
        if found is not None and not is_quoted(context, number):
            yield found
