"""Tables with a column for every quantity of a law: ``g (nS) | E (mV) | I (pA)``, ``R_m | C_m | τ``.

A table of measurements has such columns, too. So a row may only be called wrong where the table shows that
it is computed: other rows agree with the law, or the header or what leads into the table says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import Claim, Facts, Input, printed_input
from nernstian.audit.claims.columns_table import COLUMNS, ONCE, RELATIONS, Column, Relation
from nernstian.audit.claims.rows import agrees
from nernstian.audit.claims.slots import Finder, is_round
from nernstian.audit.claims.wholes import ONE_VOLT, UNIT_AREA, per_area
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table, unit_of
from nernstian.audit.units import POTENTIAL, Unit, parse_unit

_STROKE = re.compile(r"/\s?(?=[A-Za-zµΩ])")
_COMPUTED = re.compile(
    r"comput|calculat|=\s?[gRc]|predict|expected|theor|from\sthe|berechn|calcul|bereken|formula",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"measur|record|±|\bn\s?=|gemessen|mesur|medid|observ|gemeten|misurat", re.IGNORECASE)
_NEUTRAL = Input("E", "0 mV", 0.0, 0.0, Unit("mV", 1e-3, POTENTIAL), "default")
_BEFORE, _AFTER, _MAX_ROWS = 800, 300, 300


@dataclass(frozen=True, slots=True)
class _Place:
    """A column of a table: which, and the unit of its header."""

    at: int
    column: Column
    unit: Unit | None


def header_unit(text: str) -> Unit | None:
    """Return the unit of a header such as ``I (pA)``, ``I, pA`` or ``I/pA``."""
    found = unit_of(text)
    if found is not None:
        return found
    for stroke in _STROKE.finditer(text):
        unit, end = parse_unit(text, stroke.end())
        if unit is not None and not text[end : end + 1].isalnum():
            return unit
    return None


def _unit(context: Context, table: Table, at: int) -> Unit | None:
    """The unit of a column: of its header, else of the first cell that has one."""
    unit = header_unit(table.header[at].text)
    if unit is not None:
        return unit
    numbers = (cell_number(context, row[at]) for row in table.rows[:3])
    return next((number.unit for number in numbers if number is not None and number.unit is not None), None)


def _places(context: Context, table: Table) -> dict[str, _Place] | None:
    """The columns by what they hold; None where two hold the same."""
    found: dict[str, _Place] = {}
    for at, cell in enumerate(table.header):
        unit = _unit(context, table, at)
        if unit is None:
            continue
        column = next(
            (c for c in COLUMNS if unit.dimension in c.dimensions and c.header.search(cell.text)), None
        )
        if column is None:
            continue
        if column.name in found:
            return None
        found[column.name] = _Place(at, column, header_unit(cell.text))
    return found


def _scaled(given: Input, factor: float) -> Input:
    if factor == 1.0:
        return given
    printed = given.printed * factor
    return replace(
        given, value=given.value * factor, low=given.low * factor, high=given.high * factor,
        printed=printed, text=f"{printed:g} {given.unit.text}",
    )  # fmt: skip


def _value(context: Context, row: tuple[Cell, ...], place: _Place) -> tuple[Number, Unit] | None:
    number = cell_number(context, row[place.at])
    if number is None or not number.usable:
        return None
    unit = number.unit or place.unit
    return (number, unit) if unit is not None and unit.dimension in place.column.dimensions else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """A table with its columns, and what is stated once beside it."""

    facts: Facts
    finder: Finder
    table: Table
    places: dict[str, _Place]

    def argument(self, name: str, row: tuple[Cell, ...], at: Number) -> tuple[Input, Scope] | None:
        """Return an argument of a row: from its column, else stated once beside the table."""
        context = self.facts.context
        place = self.places.get(name)
        if place is not None:
            value = _value(context, row, place)
            if value is None:
                return None
            made = printed_input(_law_name(name), *value, "table", _is_rounded(*value))
            return per_area(_scaled(made, place.column.factor)), Scope.SENTENCE
        header = self._in_header(name)
        if header is not None:
            return header, Scope.SENTENCE
        bounds = [self.finder.fill(at, slot) for slot in ONCE.get(name, ())]
        given = [(bound.given, bound.scope) for bound in bounds if bound.given is not None]
        if len(given) != 1 or any(bound.tied for bound in bounds):
            return None
        return (replace(given[0][0], name=_law_name(name)), given[0][1])

    def _in_header(self, name: str) -> Input | None:
        """A value that a header states: ``I (pA) at V = -60 mV``."""
        context = self.facts.context
        found: list[Input] = []
        for cell in self.table.header:
            for number in context.numbers_in(cell.start, cell.end):
                for slot in ONCE.get(name, ()):
                    if number.unit is None or number.unit.dimension != slot.dimension or not number.usable:
                        continue
                    if slot.before is None or slot.before.search(context.text[cell.start : number.start]):
                        made = printed_input(_law_name(name), number, number.unit, "table", False)
                        found.append(per_area(_scaled(made, slot.factor)))
        return found[0] if len(found) == 1 else None


def _is_rounded(number: Number, unit: Unit) -> bool:
    """Whether a cell is a result: a potential, or digits behind a point; "1 µF/cm2" is exact."""
    digits = re.sub(r"\D", "", number.text).lstrip("0")
    return unit.dimension == POTENTIAL or ("." in number.text and len(digits) > 1)


def _law_name(name: str) -> str:
    return {"V - E": "V", "c_m once": "c_m", "area": "A"}.get(name, name)


def _completed(relation: Relation, inputs: tuple[Input, ...]) -> tuple[Input, ...]:
    """The inputs with what no table states, under the names that the law knows."""
    names = {given.name for given in inputs}
    if relation.law == "ohmic_current" and "E" not in names:
        inputs = (*inputs, _NEUTRAL)
    if relation.law == "capacitor_charge":
        inputs += () if "A" in names else (UNIT_AREA,)
        inputs += () if "V" in names else (ONE_VOLT,)
    if relation.rule == "NE112":
        inputs = tuple(replace(given, name="radius") if given.name == "a" else given for given in inputs)
    return inputs


def _claim(reader: _Reader, relation: Relation, row: tuple[Cell, ...]) -> Claim | None:
    place = reader.places[relation.result]
    value = _value(reader.facts.context, row, place)
    if value is None or value[1].dimension not in relation.dimensions:
        return None
    number, unit = value
    found = [reader.argument(name, row, number) for name in relation.arguments]
    given = [each for each in found if each is not None]
    if len(given) != len(found):
        return None
    inputs = _completed(relation, tuple(each[0] for each in given))
    wholes = {each.unit.text.endswith(("/m2", "*m2")) for each in inputs if each.name in ("c_m", "R_m")}
    if relation.law == "time_constant" and len(wholes) > 1 and not _matched(inputs):
        return None  # the resistance of a cell beside a capacitance per area
    scope = max(each[1] for each in given)
    return Claim(
        relation.rule, relation.law, relation.quantity, replace(number, unit=unit), unit, inputs, reach=scope
    )


def _matched(inputs: tuple[Input, ...]) -> bool:
    """Whether resistance and capacitance are both printed per area, or both of a whole cell."""
    whole = [
        each.unit.text.endswith(("F/m2", "Ω*m2", "hm*m2", "hms*m2")) and "m2" not in each.text
        for each in inputs
    ]
    return len(set(whole)) == 1


def _signed(context: Context, table: Table, place: _Place) -> bool:
    numbers = [cell_number(context, row[place.at]) for row in table.rows]
    return any(number is not None and number.sign != "" for number in numbers)


def _judgeable(context: Context, table: Table, relation: Relation, claims: list[Claim]) -> bool:
    """Whether a row that disagrees may be called wrong."""
    agreeing = sum(agrees(claim) for claim in claims)
    start = max(context.layout.bounds(Scope.SECTION, table.start)[0], table.start - _BEFORE)
    lead = context.text[start : table.rows[0][0].start if table.rows else table.start]
    if _MEASURED.search(lead):
        return False
    return (2 * agreeing >= len(claims) and agreeing >= 1) or _COMPUTED.search(lead) is not None


def _relation(reader: _Reader, relation: Relation) -> Iterator[Claim]:
    context, table = reader.facts.context, reader.table
    start = max(context.layout.bounds(Scope.SECTION, table.start)[0], table.start - _BEFORE)
    end = min(context.layout.bounds(Scope.SECTION, table.start)[1], table.end + _AFTER)
    if relation.needed is not None and not relation.needed.search(context.text, start, end):
        return
    signed = relation.signed and _signed(context, table, reader.places[relation.result])
    made = (_claim(reader, relation, row) for row in table.rows[:_MAX_ROWS])
    claims = [replace(claim, magnitude=not signed) for claim in made if claim is not None]
    firm = _judgeable(context, table, relation, claims)
    for claim in claims:
        value = evaluate(claim.formula, {given.name: given.value for given in claim.inputs})
        opposed = not claim.magnitude and (value < 0.0) != (claim.number.value < 0.0)
        rounded = not opposed and is_round(claim.number, claim.unit.from_si(value))
        yield replace(claim, firm=firm and not rounded)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the numbers of columns that other columns determine."""
    context = facts.context
    finder = Finder(context)
    for table in context.tables:
        places = _places(context, table) if table.rows else None
        if not places:
            continue
        reader = _Reader(facts, finder, table, places)
        for relation in RELATIONS:
            if relation.result in places:
                yield from _relation(reader, relation)
