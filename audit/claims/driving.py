"""Driving forces: V - E named in prose, or a column of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit import nearness
from nernstian.audit.claims.base import Claim, Facts, Input, Unbound, printed_input
from nernstian.audit.claims.listed_signs import signs_count
from nernstian.audit.context import Context
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.table_rows import cell_number, row_ion
from nernstian.audit.tables import Cell, Table, role_of, unit_of
from nernstian.audit.units import POTENTIAL, Unit, parse_unit

RULE, LAW, QUANTITY = "NE107", "driving_force", "V - E"
_NAME = (
    r"(?:driving[\s_]forces?|(?:driven|pushed|pulled)\s(?:in|out)(?:wards?)?(?![a-z])|\bDF\b|V_?m?\s?-\s?E(?:_?(?:ion|eq|rev|[A-Z]\w{0,2}))?"
    r"|treibenden?\sKr[aä]fte?|Triebkr[aä]fte?|elektromotorische\sKraft|force\s(?:électro|é)?motrice|forza\s(?:elettro)?motrice"
    r"|fuerza\s(?:impulsora|electromotriz|motriz)|(?:aan)?drijvende\skracht|drijfkracht)"
)
NAMED = re.compile(_NAME, re.IGNORECASE)
_WORDS = (
    "driving",
    "driven",
    "pushed",
    "pulled",
    "df",
    "treibende",
    "triebkr",
    "kraft",
    "force",
    "forza",
    "fuerza",
    "drijvende",
    "drijfkr",
)
_DIFFERENCE = re.compile(r"[vV]_?[mM]?\s?-\s?[eE]")
_AT = r"(?:\s(?:at|bei|à|a|bij)\s[-+]?\d{1,3}(?:[.,]\d)?\s?mV(?:\s?:|\s?=|\s(?:is|vale|ist))\s?)?"
_DIRECT = re.compile(
    _NAME + r"(?:[^\d.;=|]|\.\D){0,60}" + _AT + r"=?\s?(?:about\s|roughly\s|≈\s?|~\s?)?[(]?\s?$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:,\s?|,?\s(?:and|while|und|et|y|e|en)\s|;\s)(?:(?:that|the\sone|quella|celle|die|la|das)\s)?"
    r"(?:on|for|für|auf|pour|sur|para|sobre|per|su[il]|sul|voor|op)\s[^.;\d]{1,30}$"
)
_V = re.compile(
    r"(?:\bV(?:_?(?:m|rest|r|R))?\s?(?:=|$)|\bV_?m\s(?:is|of)\b|\brest(?:s|ing)?\b|\bsits?\b|\b(?:de\s)?repos\b|\breposo\b|\briposo\b"
    r"|\bRuhe(?:poten[tz]ial|spannung)s?\b|\brustpotentiaal\b|\bMembranpoten[tz]ials?\b|\bMembranspannung\b|\bheld\b|\bclamp\w*|\bhold\w*|\bstep\w*\sto\b|\bmembrane\spotential\b"
    r"|\bmembrane\svoltage\b|\bpotenc?z?ia(?:l|le)\sd[ei]\s(?:la\s)?membrana\b|\bpotentiel\sde\s(?:la\s)?membrane\b|\bmembraanpotentiaal\b"
    r"|\b(?:resting|ruhend|au\srepos|en\sreposo|a\sriposo)\s(?:at|bei|à|a)\b|\b[Cc](?:ellule|élula|ellula)\s(?:à|a)\b|\b(?:[Aa]t|[Bb]ei|[Bb]ij|À|A)\s)(?:[^\d;=])*=?\s?$"
)
_V_NEXT = re.compile(
    r"\b(?:rest(?:s|ing)?|held|clamped|sits?|holding)(?:\s(?:membrane\s)?potential)?\s(?:at|near|of)\s(?:about\s|roughly\s)?$"
)
_NOT_V = re.compile(r"revers|equilib|nernst|balance|\bE_?\w{0,3}\s?=|threshold|peak|overshoot", re.IGNORECASE)
MEMBRANE_COLUMN = re.compile(
    r"^\s*(?:V_?\{?\(?(?:m|r|rest|hold)?\b(?!\s?-)|membrane\s(?:potential|voltage)|rest|Ruhe(?:potential|spannung)|Membran(?:potential|spannung)"
    r"|pot(?:enziale|encial|entiel)\sd[ei]\s(?:membran|rep|rip))",
    re.IGNORECASE,
)
_OPERAND = re.compile(r"\)?\s?-\s?\(?[-+]?\s?\d")
_SUBTRACTED = re.compile(r"[\d)V]\s?-\s?\(?$")
_SETTING = re.compile(r"\bV_(?:rest|m|hold|clamp|membrane)_(?P<unit>mV|V)\s?[=:]\s?")
_V_SYMBOL = re.compile(r"\bV(?:_?m)?\s?=\s?$")
# some books define it the other way round: then only magnitudes are compared
_REVERSED = re.compile(r"\bE(?:_?\w{1,4})?\s?-\s?V(?:_?m)?\b")
_CHANGES = re.compile(
    r"\b(?:from|by|rose|rises|fell|falls|drops?|dropped|grows?|grew|increas\w+|decreas\w+|chang\w+|shifts?)\b"
)


@dataclass(frozen=True, slots=True)
class Potential:
    """A potential and what it is: of an ion ("K"), of the membrane ("V"), or a driving force ("-")."""

    number: Number
    of: str

    @property
    def at(self) -> int:
        """Where the potential stands."""
        return self.number.start


def _window(context: Context, number: Number) -> str:
    """What stands between the last potential (or the sentence's start) and a number."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    start = max(start, number.start - 120)
    before = [
        n
        for n in context.numbers_in(start, number.start)
        if n.unit is not None and n.unit.dimension == POTENTIAL
    ]
    before = [n for n in before if not context.is_prefactor(n)]
    return context.text[before[-1].unit_end if before else start : number.start]


def _kind(context: Context, number: Number) -> str:
    if _OPERAND.match(context.text, number.unit_end) or _SUBTRACTED.search(
        context.text[max(0, number.start - 4) : number.start]
    ):
        return ""  # a term of a printed difference: the words in front of it are of its result
    window = _window(context, number)
    if _V_SYMBOL.search(window) or _V_NEXT.search(window):
        return "V"
    if NAMED.search(window) or _NEXT.search(window):
        return "-"
    ion = ion_of(window)
    if ion is not None:
        return ion
    return "V" if _V.search(window) and not _NOT_V.search(window) else ""


def find_potentials(context: Context) -> Index[Potential]:
    """Return the potentials of a text that are said to be the membrane's, or an ion's."""
    found = context.by_dimension.get(POTENTIAL, index(())).items
    made = [Potential(number, _kind(context, number)) for number in found if not context.is_prefactor(number)]
    made += [Potential(number, "V") for number in _settings(context)]
    made += [
        mean for number in _means(context) if (mean := Potential(number, _kind(context, number))).of == "V"
    ]
    inside = [p for table in context.tables for p in _tabulated(context, table)]
    cells = {p.number.start for p in inside}
    return index([*inside, *(p for p in made if p.of not in ("", "-") and p.number.start not in cells)])


_TOLERANCE = re.compile(r"\s?±\s?\d{1,3}(?:[.,]\d{1,2})?\s?(?P<unit>mV|V)\b")


def _means(context: Context) -> Iterator[Number]:
    """The means of "-42 ± 7 mV": what is subtracted from them is computed with the mean."""
    for at in (m.start() for m in re.finditer("±", context.text)):
        before = context.numbers_in(max(0, at - 9), at)
        number = before[-1] if before else None
        tolerance = _TOLERANCE.match(context.text, number.end) if number is not None else None
        if number is not None and tolerance is not None and number.usable and number.unit is None:
            yield replace(number, unit=parse_unit(tolerance["unit"], 0)[0])


def _settings(context: Context) -> Iterator[Number]:
    """The membrane potentials of lines such as ``V_rest_mV = -65``: the unit stands in the name."""
    for match in context.matches(_SETTING):
        number = context.number_at(match.end())
        if number is not None and number.usable and number.unit is None:
            yield replace(number, unit=parse_unit(match["unit"], 0)[0])


def _tabulated(context: Context, table: Table) -> Iterator[Potential]:
    """The reversal potentials of a table, whose unit may stand in the header."""
    columns = [at for at, cell in enumerate(table.header) if role_of(cell.text) == "potential"]
    if len(columns) != 1:
        return
    for row in table.rows:
        found, ion = _cell_value(context, table, row, columns[0]), row_ion(table, row)
        if found is not None and ion is not None:
            yield Potential(replace(found[0], unit=found[1]), ion)


def bind_potential(
    context: Context, number: Number, known: Index[Potential], of: str
) -> tuple[Number | None, Scope, bool]:
    """Return the one potential nearest to a number that is an ion's, or the membrane's ("V")."""
    _, end = context.layout.bounds(Scope.SENTENCE, number.start)
    all_over = known.within(0, context.layout.length, around=number.start)
    same = [p for p in all_over if p.of == of and p.number.start != number.start]
    # what a later sentence changes is not yet so
    near = index([p for p in same if p.number.start < end] or same)
    found, scope = nearness.nearest(context.layout, number.start, near, lambda p: f"{p.number.si():.6g}")
    return (found[0].number if len(found) == 1 else None), scope, len(found) > 1


def _input(name: str, number: Number, unit: Unit, scope: Scope, rounded: bool = False) -> Input:
    return printed_input(name, number, unit, "stated" if scope <= Scope.GROUP else "context", rounded)


def _named_ion(context: Context, number: Number, known: Index[Potential]) -> str | None:
    """The ion whose driving force a number is: named nearest, or the only one of the section."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.ions.within(max(start, number.start - 80), number.start)
    if before:
        return before[-1].ion
    after = context.ions.within(number.unit_end, min(end, number.unit_end + 30))
    if after:
        return after[0].ion
    only = {
        p.of for p in known.within(*context.layout.bounds(Scope.SECTION, number.start), around=number.start)
    }
    only -= {"V"}
    return only.pop() if len(only) == 1 else None


def is_magnitude(context: Context, number: Number) -> bool:
    """Return whether the sign of a driving force is not that of V - E: none printed, or E - V in the text."""
    start, end = context.layout.bounds(Scope.SECTION, number.start)
    near = context.text[max(start, number.start - 1000) : min(end, number.start + 500)]
    unsigned = not number.sign and not signs_count(context, number)
    return unsigned or _REVERSED.search(near) is not None


def _is_driving_force(context: Context, number: Number) -> bool:
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.text[max(start, number.start - 110) : number.start]
    if _DIRECT.search(before):
        return True
    return (
        _NEXT.search(before[-45:]) is not None
        and NAMED.search(context.text, max(start, number.start - 250), number.start) is not None
    )


def _is_named(context: Context) -> bool:
    """A cheap look for the words and the difference that name a driving force."""
    return any(word in context.lowered for word in _WORDS) or context.holds(_DIFFERENCE)


def _is_slip(number: Number, membrane: Number, potential: Number) -> bool:
    """Whether a driving force is the sum of its potentials: then they surely belong to it."""
    if number.unit is None or number.is_range or number.value == 0.0:
        return False
    low, high = (number.unit.to_si(edge) for edge in interval_of(number))
    total, difference = membrane.si() + potential.si(), membrane.si() - potential.si()
    slack = 1e-9 * abs(total)
    return low - slack <= total <= high + slack and not low <= abs(difference) <= high


def _is_listed_behind(context: Context, number: Number, potential: Number) -> bool:
    """Whether a potential behind a driving force is the next one: "+20 mV for K+, -127 mV for Na+"."""
    _, end = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.text[max(0, potential.start - 16) : potential.start]
    return number.start < potential.start < end and not re.search(
        r"E_?[A-Z]|=|\b(?:potential|Nernst)", before
    )


def recognise_prose(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the driving forces that sentences name."""
    context = facts.context
    if not _is_named(context) or not context.holds(NAMED):
        return
    known = find_potentials(context)
    for number in context.by_dimension.get(POTENTIAL, index(())).items:
        if not _is_driving_force(context, number) or number.unit is None:
            continue
        ion = _named_ion(context, number, known)
        if ion is None:
            yield Unbound(number, "the driving force of which ion is not said")
            continue
        potential, first, tied = bind_potential(context, number, known, ion)
        membrane, second, also = bind_potential(context, number, known, "V")
        if potential is None or membrane is None or potential.unit is None or membrane.unit is None:
            missing = f"E_{ion}" if potential is None else "membrane potential"
            several = tied if potential is None else also
            yield Unbound(number, f"{'several values of the' if several else 'no one'} {missing} near it")
            continue
        reach = max(first, second)
        slip = _is_slip(number, membrane, potential)
        changes = _CHANGES.search(_window(context, number)[-60:])
        doubtful = changes is not None or _is_listed_behind(context, number, potential)
        yield Claim(
            RULE, LAW, QUANTITY, number, number.unit,
            (_input("V", membrane, membrane.unit, second), _input("E", potential, potential.unit, first)),
            reach=min(reach, Scope.SECTION) if slip else reach,
            firm=(reach <= Scope.SENTENCE or slip) and not doubtful,
            magnitude=is_magnitude(context, number),
        )  # fmt: skip


def _column(table: Table, pattern: re.Pattern[str]) -> int | None:
    found = [at for at, cell in enumerate(table.header) if pattern.search(cell.text)]
    return found[0] if len(found) == 1 else None


def _cell_value(
    context: Context, table: Table, row: tuple[Cell, ...], column: int
) -> tuple[Number, Unit] | None:
    number = cell_number(context, row[column])
    unit = (number.unit if number is not None else None) or unit_of(table.header[column].text)
    if number is None or unit is None or not number.usable or unit.dimension != POTENTIAL:
        return None
    return number, unit


def _stated_potential(
    context: Context, table: Table, column: int, known: Index[Potential]
) -> tuple[Number, Unit] | None:
    """The one membrane potential that a header or the text around a table states."""
    header = table.header[column]
    inside = [n for n in context.numbers_in(header.start, header.end) if n.usable and n.unit is not None]
    inside = [n for n in inside if n.unit is not None and n.unit.dimension == POTENTIAL]
    start, end = context.layout.bounds(Scope.SECTION, table.start)
    near = known.within(max(start, table.start - 1500), min(end, table.end + 600))
    around = [
        p.number for p in near
        if p.of == "V" and not table.start <= p.number.start < table.end
    ]  # fmt: skip
    found = {f"{n.si():.6g}": n for n in (inside or around)}
    number = next(iter(found.values())) if len(found) == 1 else None
    return (number, number.unit) if number is not None and number.unit is not None else None


_FEW = 6  # membrane potentials of a document that a table's differences are compared with


def _explaining(
    context: Context, table: Table, columns: tuple[int, int], known: Index[Potential]
) -> tuple[Number, Unit] | None:
    """The one membrane potential of a document that makes most of a table's driving forces true."""
    cells = [[_cell_value(context, table, row, column) for column in columns] for row in table.rows]
    values = [(force, e) for force, e in cells if force is not None and e is not None]
    voltages = {f"{p.number.si():.6g}": p.number for p in known.items if p.of == "V"}
    nearest = sorted(voltages.values(), key=lambda number: abs(number.start - table.start))[:_FEW]
    fits: list[tuple[int, Number]] = []
    for voltage in nearest:
        agreeing = 0
        for (force, unit), (e, of) in values:
            room = 0.51 * (unit.scale * force.last_digit + of.scale * e.last_digit)
            agreeing += abs(voltage.si() - of.to_si(e.value) - unit.to_si(force.value)) < room
        fits.append((agreeing, voltage))
    most, best = max(fits, key=lambda fit: fit[0], default=(0, None))
    if best is None or most < _LEAST or 2 * most < len(values) or best.unit is None:
        return None
    return best, best.unit


_LEAST = 2  # rows of a table that say which membrane potential it is computed with


def recognise_tables(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the driving forces of tables with a column of reversal potentials."""
    context = facts.context
    known: Index[Potential] | None = None  # made for the first table that asks for it
    for table in context.tables:
        column = _column(table, NAMED)
        potentials = [
            at for at, cell in enumerate(table.header) if at != column and role_of(cell.text) == "potential"
        ]
        if column is None or len(potentials) != 1:
            continue
        voltage = _column(table, MEMBRANE_COLUMN)
        if voltage is None and known is None:
            known = find_potentials(context)
        stated = (
            None
            if voltage is not None or known is None
            else _stated_potential(context, table, column, known)
            or _explaining(context, table, (column, potentials[0]), known)
        )
        for row in table.rows:
            yield from _row(facts, table, row, (column, potentials[0], voltage), stated)


def _row(
    facts: Facts,
    table: Table,
    row: tuple[Cell, ...],
    columns: tuple[int, int, int | None],
    stated: tuple[Number, Unit] | None,
) -> Iterator[Claim | Unbound]:
    context = facts.context
    column, potential_column, voltage_column = columns
    claimed = _cell_value(context, table, row, column)
    potential = _cell_value(context, table, row, potential_column)
    voltage = _cell_value(context, table, row, voltage_column) if voltage_column is not None else stated
    if claimed is None or potential is None or (row_ion(table, row) is None and voltage_column is None):
        return
    number, unit = claimed
    if voltage is None:
        yield Unbound(number, "no one membrane potential is stated for the table")
        return
    inputs = (
        _input("V", *voltage, Scope.SENTENCE),
        _input("E", *potential, Scope.SENTENCE, rounded=True),
    )
    tied_to_row = voltage_column is not None or table.start <= voltage[0].start < table.end
    yield Claim(
        RULE, LAW, QUANTITY, replace(number, unit=unit), unit, inputs,
        reach=Scope.SENTENCE if tied_to_row else Scope.SECTION, firm=True,
        magnitude=is_magnitude(context, number),
    )  # fmt: skip
