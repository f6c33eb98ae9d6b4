"""Columns of membrane potentials: a row for each state, solution or preparation.

A row states what it varies: permeabilities in columns of their own or as one ratio, a concentration, the
chloride of that cell. The rest stands above the table. The reading of the rest that most rows agree with is
meant, and a row that does not agree while its siblings do is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from nernstian.audit.claims.base import Claim, Facts
from nernstian.audit.claims.ghk_sets import Scenario, scenarios
from nernstian.audit.claims.ghk_voltage import ghk_inputs, make_ghk
from nernstian.audit.claims.inferred import fits
from nernstian.audit.claims.nernst_tables import potential_unit
from nernstian.audit.claims.permeabilities import IONS, Weights, find_weights
from nernstian.audit.claims.rows import agrees
from nernstian.audit.claims.searched_ghk import Chosen, GhkSearch, ghk_search, slots_of
from nernstian.audit.concentrations import made_concentration
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.ions import mentions
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.sides import sides_in
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table
from nernstian.audit.units import MILLIMOLAR, POTENTIAL

_PERMEABILITY = re.compile(
    r"\s*\$?[Pp]_?\(?(?P<ion>K|Na|Cl)\)?(?:\s?/\s?[Pp]_?\(?(?P<of>K|Na|Cl)\)?)?(?![A-Za-z])"
)
_RATIO = re.compile(r"\s*\$?[Pp]_?(?:K|Na|Cl)\s?:\s?[Pp]_?(?:K|Na|Cl)")
_POTENTIAL = re.compile(
    r"(?<![A-Za-z])[VEU]_?(?:m|M|rest|GHK|calc)?(?![A-Za-z_])|\bGHK\b|Goldman|potential|Potential|potentiel|potencial|potenziale|voltage|\brest\b"
    r"|\bpredict|\bcalc|\btheor|constant[- ]field"
)
_OTHER = re.compile(
    r"measur|observ|record|gemessen|mesur|medid|misurat|E_?\(?(?:K|Na|Cl|Ca|HCO_?3|GABA\w*)\b|Nernst|±|equilib|reversal|driving|[Gg]leichgewicht|\bSD\b|\bSEM\b"
    r"|\bn\b|E_?(?:ion|rev|GABA)|hold|clamp|command|threshold",
    re.IGNORECASE,
)
_CALLED = re.compile(r"GHK|Goldman|constant[- ]field|calc|predict|theor", re.IGNORECASE)
_VARIED = re.compile(
    r"[Pp]erm[eé]ab|(?<![A-Za-z])P_?(?:K|Na|Cl)\b|TTX|ouabain|block|toxin|drug|without|\bno\b", re.IGNORECASE
)
_RECIPES = 40  # readings of what a row does not state
_JUDGED = 12  # rows that choose among them


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its potential, the permeabilities of its own (or None), its own concentrations.

    A ``silent`` one states nothing that is read, or changes a permeability in words: it is never wrong.
    """

    number: Number
    own: Weights | None
    given: Chosen
    silent: bool = False


def permeability_columns(table: Table) -> dict[int, str]:
    """Return the columns of single permeabilities, by ion; none where one ion has two."""
    found: dict[int, str] = {}
    for at, cell in enumerate(table.header):
        match = _PERMEABILITY.match(cell.text)
        if match is not None and not _RATIO.match(cell.text) and match["of"] in (None, "K"):
            found[at] = match["ion"]
    ions = list(found.values())
    return found if len(set(ions)) == len(ions) and set(ions) - {"K"} else {}


def _potential_columns(table: Table, permeabilities: dict[int, str]) -> list[int]:
    named = [
        at
        for at, cell in enumerate(table.header)
        if at not in permeabilities and _POTENTIAL.search(cell.text) and not _OTHER.search(cell.text)
    ]
    called = [at for at in named if _CALLED.search(table.header[at].text)]
    return called or named


def _weights(context: Context, row: tuple[Cell, ...], columns: dict[int, str]) -> Weights | None:
    """The permeabilities of a row: in columns of their own, or one ratio."""
    if columns:
        values = {"K": 1.0}
        for at, ion in columns.items():
            number = cell_number(context, row[at])
            if number is None or not number.usable or number.value < 0.0:
                return None
            values[ion] = number.value
        return Weights(tuple((ion, values[ion]) for ion in IONS if ion in values), row[0].start)
    own = find_weights(context).within(row[0].start, row[-1].end)
    return own[0] if len({one.values for one in own}) == 1 else None


def _sided_cell(context: Context, cell: Cell) -> Iterator[Concentration]:
    """The two concentrations of a cell such as ``Cl- 110 out, 10 in``, whose unit stands elsewhere."""
    ions = {mention.ion for mention in mentions(context.text, cell.start, cell.end)}
    numbers = list(context.numbers_in(cell.start, cell.end))
    sides = [one.side for one in sides_in(context.text, cell.start, cell.end)]
    if len(ions) != 1 or len(numbers) != 2 or sorted(sides) != ["in", "out"]:
        return
    ion = ions.pop()
    for number, side in zip(numbers, sides, strict=True):
        made = made_concentration(ion, side, number, number.unit or MILLIMOLAR, True)
        if made is not None:
            yield made


class Column:
    """A column of membrane potentials."""

    def __init__(self, facts: Facts, table: Table, column: int, permeabilities: dict[int, str]) -> None:
        self.facts, self.table, self.column = facts, table, column
        self.search: GhkSearch = ghk_search(facts)
        made = (self._row(row, permeabilities) for row in table.rows if column < len(row))
        self.rows = [row for row in made if row is not None]

    def _row(self, row: tuple[Cell, ...], permeabilities: dict[int, str]) -> Row | None:
        context = self.facts.context
        number = cell_number(context, row[self.column])
        if number is None or not number.usable:
            return None
        unit = potential_unit(context, self.table, number, self.table.header[self.column].text)
        if unit is None or unit.dimension != POTENTIAL:
            return None
        weights = _weights(context, row, permeabilities)
        if permeabilities and weights is None:
            return None
        given = self._given(row)
        words = any(_VARIED.search(cell.text) for at, cell in enumerate(row) if at != self.column)
        silent = weights is None and (not given or words)
        return Row(replace(number, unit=unit), weights, given, silent)

    def _given(self, row: tuple[Cell, ...]) -> dict[tuple[str, str], Concentration]:
        """The concentrations that a row states; one without a side is that of the bath."""
        start, end = row[0].start, row[-1].end
        given: dict[tuple[str, str], Concentration] = {}
        for concentration in self.facts.concentrations.all.within(start, end):
            if not concentration.blocked:
                given.setdefault((concentration.ion, concentration.side), concentration)
        for cell in row:
            for concentration in _sided_cell(self.facts.context, cell):
                given.setdefault((concentration.ion, concentration.side), concentration)
        for ion, known in self.search.nernst.known.items():
            own = [c for c in known.near(start) if start <= c.at < end and not c.side]
            if len(own) == 1 and (ion, "out") not in given:
                given[ion, "out"] = replace(own[0].concentration, side="out")
        return given

    # -- readings ------------------------------------------------------------------------------------

    def _sets(self) -> list[Scenario]:
        """The sets of permeabilities that stand around the table."""
        return [replace(one, own=True) for one in scenarios(self.facts.context, self.rows[0].number)]

    def _recipes(self) -> Iterator[tuple[Scenario | None, Chosen]]:
        """Readings of what the rows do not state, the likeliest first."""
        first = self.rows[0]
        if all(row.own is not None for row in self.rows):
            everything = Scenario(Weights(tuple((ion, 1.0) for ion in self._ions()), 0), True)
            common = self._common([row.given for row in self.rows], everything)
            for chosen in self.search.choices(slots_of(everything), first.number, common):
                yield None, chosen
            return
        for one in self._sets():
            for chosen in islice(
                self.search.choices(slots_of(one), first.number, self._common([first.given], one)), 12
            ):
                yield one, chosen

    def _ions(self) -> list[str]:
        """The ions that some row needs a concentration of and does not state it itself."""
        needed = {
            ion
            for row in self.rows
            if row.own is not None
            for ion, value in row.own.values
            if value and not {(ion, "out"), (ion, "in")} <= set(row.given)
        }
        return [ion for ion in IONS if ion in needed]

    @staticmethod
    def _common(given: Sequence[Chosen], scenario: Scenario) -> dict[tuple[str, str], Concentration]:
        """What a row states of what is needed: it need not be looked for."""
        found: dict[tuple[str, str], Concentration] = {}
        for row in given:
            for slot in slots_of(scenario):
                if slot in row:
                    found.setdefault(slot, row[slot])
        return found

    def _claim(self, row: Row, recipe: tuple[Scenario | None, Chosen]) -> Claim | None:
        common, chosen = recipe
        scenario = Scenario(row.own, True) if row.own is not None else common
        if scenario is None:
            return None
        stated = {**chosen, **row.given}
        if any(slot not in stated for slot in slots_of(scenario)):
            return None
        if not slots_of(scenario):
            return None
        return self.search.claim(row.number, scenario, stated)

    def judged(self) -> Iterator[Claim]:
        """The claims of the reading that most rows agree with; wrong ones where most of them do."""
        best: list[Claim] = []
        most = 0
        for recipe in islice(self._recipes(), _RECIPES):
            claims = [claim for row in self.rows if (claim := self._claim(row, recipe)) is not None]
            count = sum(map(_agrees, claims[:_JUDGED]))
            if count > most:
                best, most = claims, count
            if most and count == len(claims[:_JUDGED]):
                break
        following = sum(map(_agrees, best)) if best else 0
        firm = following >= 2 and 2 * following >= len(best)
        silent = {row.number.start for row in self.rows if row.silent}
        for claim in best:
            if _agrees(claim):
                yield replace(claim, firm=False)
            elif (
                firm
                and claim.number.start not in silent
                and (claim.temperature or claim.prefactor) is not None
            ):
                yield replace(claim, firm=True, reach=min(claim.reach, Scope.SECTION))


def _agrees(claim: Claim) -> bool:
    return fits(claim, hedged=False) or (claim.temperature is not None and agrees(claim))


def _plain(facts: Facts, row: Row) -> Claim | None:
    """A row's claim with what is nearest, where no reading gives its number."""
    bound = ghk_inputs(facts, row.own, row.number.start, IONS) if row.own is not None else ""
    return None if isinstance(bound, str) else replace(make_ghk(facts, row.number, *bound), firm=False)


def _of_column(column: Column, stated: bool) -> Iterator[Claim]:
    found = list(column.judged())
    yield from found
    judged = {claim.number.start for claim in found}
    if stated:
        for row in column.rows:
            claim = _plain(column.facts, row) if row.number.start not in judged else None
            if claim is not None:
                yield claim


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the membrane potentials of tables that permeabilities and concentrations give."""
    context = facts.context
    for table in context.tables:
        permeabilities = permeability_columns(table)
        if not permeabilities and not find_weights(context).items:
            continue
        columns = _potential_columns(table, permeabilities)
        for at in columns if len(columns) == 1 or not permeabilities else ():
            column = Column(facts, table, at, permeabilities)
            if column.rows:
                yield from _of_column(column, bool(permeabilities))
