"""What a document states of one ion: its conductances and its potentials.

Searches try laws on them. Nothing here is bound to a claim: a search has to show that chance did not match.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.labels import Label, find_labels, first_number, is_potential
from nernstian.audit.context import Context, once
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.potential_lists import potential_lists
from nernstian.audit.table_rows import cell_number, row_ion
from nernstian.audit.tables import Cell, Table, role_of, unit_of
from nernstian.audit.units import CONDUCTANCE, POTENTIAL, SPECIFIC_CONDUCTANCE, Dimension, Unit

_CONDUCTANCE = re.compile(r"[gG]_?\{?\(?(?P<ion>[A-Z][A-Za-z]{0,3})[+\-\d^]{0,3}\)?\}?\s?[=≈:]\s?$")
_PREFIX = re.compile(r"\b[gG]_?\{?\(?(?=[A-Z][a-z]?\b)")
_OF_ION = re.compile(
    r"\s(?:of\s|de\s|di\s|von\s|für\s|for\s|to\s|per\s|pour\s|para\s|voor\s)?(?:conductan\w+\s|conduttanz\w\s|\w{0,3}leitwert\w*\s)?(?:del?\s|di\s|du\s)?[A-Z]?[a-z]{0,12}[+\-^\d]{0,4}"
)
_FOR = re.compile(r"\s(?:for|per|pour|para|für|voor)\s")
_FOUND = re.compile(
    r"measur\w*|record\w*|gemess\w*|mesur\w*|medid\w*|misurat\w*|gemeten|registr\w*", re.IGNORECASE
)
_AT_FOUND = re.compile(
    r"\b(?:at|for|with|from|beim|bei\s(?:de[rm]|einem)|au|avec|al|con(?:\sel)?|bij\s(?:de|het)|met\s(?:de|het))\s(?:the\s|that\s|this\s|a\s)?"
    r"(?:(?:measured|recorded|gemessene[nrm]?|gemeten)\s(?:\w+\s)?(?:rest\w*|membrane|potential|value|Ruhe\w+|Membran\w+|Potential|Wert|rust\w+|membraan\w+)"
    r"|(?:potentiel|potencial|potenziale|valeur|valor|valore|repos|reposo|riposo)\s(?:de\s\w+\s|di\s\w+\s)?(?:mesurée?|medid[oa]|misurat[oa]))",
    re.IGNORECASE,
)
_RESULT = re.compile(r"[^=≈\n;]{0,70}[=≈]\s?")
MILLIVOLT = Unit("mV", 1e-3, POTENTIAL)
_CALLED_E = re.compile(r"^\W{0,3}(?:E|V_?(?=rev))(?:_?[{(]?[A-Za-z0-9^+\-]{1,12}[)}]?)?(?=\s*(?:$|[(\[/,]))")
_SUBTRACTED = re.compile(r"\b[VUE]_?\{?\(?(?:m|M|rest|r|hold|cmd)?\)?\}?\s?-\s?\(?$")


@dataclass(frozen=True, slots=True)
class Reversal:
    """A printed reversal potential of an ion."""

    ion: str
    number: Number

    @property
    def at(self) -> int:
        """Where it stands."""
        return self.number.start


def is_found(context: Context, number: Number) -> bool:
    """Return whether the words in front of a number say that it was measured."""
    start, _ = context.layout.bounds(Scope.CLAUSE, number.start)
    start = max(start, number.start - 70)
    if not context.speaks(_FOUND, start, number.start):
        return False
    # at the measured resting potential another quantity is computed
    return _FOUND.search(_AT_FOUND.sub(" ", context.text[start : number.start])) is not None


def is_difference(context: Context, at: int) -> bool:
    """Return whether the name of a reversal potential at ``at`` is subtracted: "V - E_K is"."""
    return _SUBTRACTED.search(context.text, max(0, at - 14), at) is not None


def column_cells(context: Context, table: Table, names: re.Pattern[str]) -> Iterator[Number]:
    """Yield the potentials of columns whose header has a name; without a unit they are millivolts."""
    for row in table.rows:
        for header, cell in zip(table.header, row, strict=False):
            number = cell_number(context, cell) if names.search(header.text) else None
            if number is None or not number.usable:
                continue
            unit = number.unit or unit_of(header.text) or MILLIVOLT
            if unit.dimension == POTENTIAL:
                yield replace(number, unit=unit)


@once
def named_cells(context: Context) -> Index[Number]:
    """Return the potentials of columns called E, whatever they are of: ``E_GABA (mV)``, ``E_K``."""
    return index(cell for table in context.tables for cell in column_cells(context, table, _CALLED_E))


def _potential_cells(context: Context, table: Table) -> Iterator[Reversal]:
    for row in table.rows:
        for header, cell in zip(table.header, row, strict=False):
            ion = _ion_of_column(table, row, header)
            number = cell_number(context, cell) if ion is not None else None
            if ion is None or number is None or not number.usable:
                continue
            unit = number.unit or unit_of(header.text)
            if unit is None and abs(number.value) >= 1.0:
                unit = MILLIVOLT
            if unit is not None and unit.dimension == POTENTIAL:
                yield Reversal(ion, replace(number, unit=unit))


def _ion_of_column(table: Table, row: tuple[Cell, ...], header: Cell) -> str | None:
    """The ion of a cell in a column of reversal potentials, of the header or of the row."""
    if role_of(header.text) != "potential":
        return None
    return ion_of(header.text) or row_ion(table, row)


def cells_of(context: Context, dimension: Dimension) -> Iterator[tuple[Number, str | None]]:
    """Yield the cells of a dimension with the ion of their row; the unit may stand in the header."""
    for table in context.tables:
        units = [unit_of(cell.text) for cell in table.header]
        for row in table.rows:
            ion = row_ion(table, row)
            for cell, header_unit in zip(row, units, strict=False):
                number = cell_number(context, cell)
                unit = number.unit or header_unit if number is not None else None
                if number is not None and unit is not None and unit.dimension == dimension and number.usable:
                    yield replace(number, unit=unit), ion


@dataclass(frozen=True, slots=True)
class Conductance:
    """A printed conductance, whole or per area, and the ion that it is of ("" where none is named)."""

    ion: str
    number: Number

    @property
    def at(self) -> int:
        """Where it stands."""
        return self.number.start


def _ion_of_conductance(context: Context, number: Number) -> str:
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    start = max(start, number.start - 70)
    before = context.numbers_in(start, number.start)
    window = context.text[before[-1].unit_end if before else start : number.start]
    symbol = _CONDUCTANCE.search(window)
    named = symbol["ion"] if symbol is not None else _PREFIX.sub(" ", window)
    behind = context.text[number.unit_end : min(end, number.unit_end + 30)]
    following = _OF_ION.match(behind)
    led = ion_of(following.group()) if following is not None and _FOR.match(behind) else None
    if led is not None and symbol is None:  # "10 nS for K, 1 nS for Na"
        return led
    return ion_of(named) or (ion_of(following.group()) if following is not None else None) or ""


_MANY = 60


def values_near(known: Index[Number], at: int, most: int) -> list[Number]:
    """Return the nearest numbers of different values, those in front of a place first."""
    middle = bisect_left(known.starts, at)
    near = known.items[max(0, middle - _MANY) : middle + _MANY // 2]
    firsts: dict[float, Number] = {}
    for number in sorted(near, key=lambda n: (n.start > at, abs(n.start - at))):
        if number.start != at:
            firsts.setdefault(round(number.si(), 15), number)
    return list(firsts.values())[:most]


def by_ion(known: Index[Reversal] | Index[Conductance]) -> dict[str, Index[Number]]:
    """Return the numbers of every ion."""
    found: dict[str, list[Number]] = {}
    for one in known.items:
        found.setdefault(one.ion, []).append(one.number)
    return {ion: index(numbers) for ion, numbers in found.items()}


@once
def conductances(context: Context) -> Index[Conductance]:
    """Return the conductances of a text, each with its ion."""
    found: dict[int, Conductance] = {}
    for dimension in (CONDUCTANCE, SPECIFIC_CONDUCTANCE):
        for number, ion in cells_of(context, dimension):
            found.setdefault(number.start, Conductance(ion or "", number))
        for number in context.by_dimension.get(dimension, index(())).items:
            found.setdefault(number.start, Conductance(_ion_of_conductance(context, number), number))
    return index(found.values())


def _value_of(context: Context, label: Label) -> Number | None:
    """The potential that a name is tied to, behind the logarithm that it is computed with."""
    number = first_number(context, label)
    if number is not None and context.is_prefactor(number):
        result = _RESULT.match(context.text, number.unit_end)
        number = context.number_at(result.end(), 3) if result is not None else None
    return number


@once
def reversals(context: Context) -> Index[Reversal]:
    """Return the printed reversal potentials, of names and of tables."""
    found: dict[int, Reversal] = {}
    for label in find_labels(context):
        number = None if is_difference(context, label.start) else _value_of(context, label)
        if number is not None and is_potential(number) and number.usable:
            found.setdefault(number.start, Reversal(label.ion, number))
    for entry in (entry for run in potential_lists(context) for entry in run):
        found.setdefault(entry.number.start, Reversal(entry.ion, entry.number))
    for table in context.tables:
        for cell in _potential_cells(context, table):
            found.setdefault(cell.at, cell)
    return index(found.values())
