"""Everything a document states that the laws of membranes, capacitors and cables are computed from.

A measure has a kind: the radius, the diameter, the length or the thickness of something, or a size that the
text leaves open; a capacitance, a charge, a number of ions. It is read wherever it stands: in a sentence, in
a table whose header holds the unit, in a call (``space_constant(2*um)``), or behind a name whose unit the
text declares ("diam, L (um)"; "diam = 2").
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from nernstian.audit.claims.base import DIMENSIONLESS
from nernstian.audit.claims.counts import as_count, with_millions
from nernstian.audit.claims.electrical_table import AMOUNT, FROM_DIAMETER, LENGTH_OF, RADIUS
from nernstian.audit.claims.slots import Finder
from nernstian.audit.context import Context, once
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import unit_of
from nernstian.audit.units import (
    AREA,
    CAPACITANCE,
    CHARGE,
    CONCENTRATION,
    CONDUCTANCE,
    CURRENT,
    CURRENT_DENSITY,
    ENERGY,
    FIELD,
    LENGTH,
    MEMBRANE_RESISTANCE,
    NUMBER,
    POTENTIAL,
    RESISTANCE,
    RESISTIVITY,
    SPECIFIC_CAPACITANCE,
    SPECIFIC_CONDUCTANCE,
    SURFACE_AMOUNT,
    TIME,
    VOLTAGE_RATE,
    VOLUME,
    Dimension,
    Unit,
    parse_unit,
)

CHARGE_DENSITY: Dimension = (0, -2, 1, 1, 0, 0, 0)
KINDS: dict[Dimension, str] = {
    AREA: "A", VOLUME: "vol", CAPACITANCE: "C", SPECIFIC_CAPACITANCE: "c_m", CHARGE: "Q", CHARGE_DENSITY: "q",
    POTENTIAL: "V", CONCENTRATION: "c", TIME: "t", CURRENT: "I", RESISTANCE: "R", MEMBRANE_RESISTANCE: "R_m",
    RESISTIVITY: "R_i", CONDUCTANCE: "G", SPECIFIC_CONDUCTANCE: "g", VOLTAGE_RATE: "rate", FIELD: "field", AMOUNT: "n",
    CURRENT_DENSITY: "i", SURFACE_AMOUNT: "n_A", ENERGY: "W",
}  # fmt: skip
_RESULTS = frozenset(
    ("A", "vol", "C", "Q", "q", "N", "n", "c", "lambda")
)  # what mostly was computed, and rounded
_THIN, _THICK = 1e-9, 3e-8  # m: what is so thin is a membrane
_LARGEST = 0.5  # V
_LEAST_CHARGE = 1e-18  # C: less is an elementary charge
_DECLARED = re.compile(
    r"(?P<names>[A-Za-zλτ]\w{0,12}(?:,\s?[A-Za-z]\w{0,12}){0,3})\s\(\s?(?P<unit>[A-Za-zµΩ][^()\n]{0,14})\)"
)
_NAMED = re.compile(r"(?<![\w.])(?P<name>[A-Za-z]\w{0,12})\s?=\s?$")
_TIMES_UNIT = re.compile(r"\s?\*\s?(?=[A-Za-zµΩ])")
_DIAMETER_NAME = re.compile(r"\b(?:diam(?:eter)?|d)\s?=\s?$")
_RADIUS_NAME = re.compile(r"\b(?:radius|rad|a|r)\s?=\s?$")
_LENGTH_NAME = re.compile(r"\b(?:[Ll]|len(?:gth)?)\s?=\s?$")
_CALCULATED = re.compile(r"\s?[x×*·/+-]\s?[\d(A-Za-z]")
_LONG_BEHIND = re.compile(
    r"\s?-?\s?(?:from|away|along|apart|long\b|lang\b|de\slong|weit|entfernt|deep|spac|beyond|to\sthe)|\s?[×x]\s?\d"
)
# "a 0.5 µm branch": of a cable, the size is its diameter
_CABLE_BEHIND = re.compile(
    r"[\s-](?:thick\s|thin\s|apical\s|basal\s)?(?:branch|trunk|dendrite|cable|axon|fib(?:re|er)|neurite|process\b|Dendrit|Faser|Axon\b)"
)
_LAMBDA_BEFORE = re.compile(
    r"(?:λ|lambda|(?:length|space)\sconstant|Längskonstante|constante\sd|costante\sdi)[^.;\n\d]{0,24}$"
    r"|(?:λ|lambda)\w{0,4}\s?=\s?(?:√|sqrt)[^;:\n=]{1,40}=\s?$",
    re.IGNORECASE,
)
_NAMES = (
    ("lambda", _LAMBDA_BEFORE), ("d", _DIAMETER_NAME), ("r", _RADIUS_NAME), ("l", _LENGTH_NAME),
)  # fmt: skip
_PIECE = re.compile(
    r"(?:portion|piece|segment|stretch|Stück|tronçon|longueur|trozo|tratto|stuk)\s(?:of|de|d'|di|van|von)\s$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:pipette|electrode|coverslip|slice|section|pore|tip|wavelength|filter|stray|series|access|seal)\b[^.;\d]{0,24}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A value that something can be computed from: in SI, with the interval that its digits leave open."""

    kind: str
    value: float
    low: float
    high: float
    number: Number

    @property
    def at(self) -> int:
        """Where it stands."""
        return self.number.start


def _measure(kind: str, number: Number) -> Measure | None:
    """The measure of a number; a result that was rounded keeps its rounding, a size of two digits too."""
    value = number.si()
    digits = re.sub(r"\D", "", re.split(r"[eE×x*·]", number.text)[0]).strip("0")
    rounded = kind in _RESULTS or (
        "." in number.text.replace(",", ".") and len(digits) > 1 and kind not in ("r", "d")
    )
    if (kind == "V" and (abs(value) > _LARGEST or value == 0.0)) or (
        kind == "Q" and abs(value) < _LEAST_CHARGE
    ):
        return None
    if not rounded or number.zero_step or len(digits) < 2:
        return Measure(kind, abs(value), abs(value), abs(value), number)
    unit = number.unit or DIMENSIONLESS
    low, high = sorted(abs(unit.to_si(edge)) for edge in interval_of(number))
    return Measure(kind, abs(value), low, high, number)


class _Reader:
    """The measures of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        finder = Finder(context)
        self.called = {
            kind: {n.start for n in finder.fits(slot).items}
            for kind, slot in (("r", RADIUS), ("d", FROM_DIAMETER), ("l", LENGTH_OF))
        }
        self.units = _declared_units(context)
        self.arguments = _arguments(context)

    def read(self) -> Iterator[Measure]:
        """All measures, those of tables with the unit of their header."""
        seen: set[int] = set()
        for number in self._numbers():
            kind = self._kind(number)
            if number.start in seen or not kind or number.value == 0.0:
                continue
            seen.add(number.start)
            found = _measure(kind, number)
            if found is not None:
                yield found

    def _numbers(self) -> Iterator[Number]:
        yield from _cells(self.context)
        for number in self.context.numbers:
            if not number.usable:
                continue
            if number.unit is not None:
                yield number
            else:
                yield from self._with_unit(number)

    def _with_unit(self, number: Number) -> Iterator[Number]:
        """A number whose unit stands elsewhere, or a number of ions."""
        text = self.context.text
        times = _TIMES_UNIT.match(text, number.end)
        if times is not None:
            unit, end = parse_unit(text, times.end())
            if unit is not None:
                yield replace(number, unit=unit, unit_end=end)
                return
        named = _NAMED.search(text, max(0, number.start - 18), number.start)
        declared = (
            self.units.get(named["name"]) if named is not None and self._is_set(number, named) else None
        )
        if declared is not None:
            yield replace(number, unit=declared)
            return
        counted = loose_count(self.context, number)
        if counted is not None:
            yield counted

    def _is_set(self, number: Number, named: re.Match[str]) -> bool:
        """Whether a name is given a number, and not a calculation."""
        text = self.context.text
        if _CALCULATED.match(text, number.end):
            return False
        line = text[max(0, named.start() - 3) : named.start()].rstrip(" ")
        return not line[-1:].isupper() and line[-1:] not in ("=", "·", "*", "/", "+", "-", "×")

    def _kind(self, number: Number) -> str:
        if number.unit is None:
            return ""
        dimension = number.unit.dimension
        if dimension == NUMBER:
            return "N" if number.unit.text == "1" else ""
        return self._role(number) if dimension == LENGTH else KINDS.get(dimension, "")

    def _role(self, number: Number) -> str:
        """Which length a number is."""
        if _THIN <= number.si() <= _THICK:
            return "w"
        text, at = self.context.text, number.start
        if at in self.arguments:
            return self.arguments[at]
        start, _ = self.context.layout.bounds(Scope.SENTENCE, at)
        before = text[max(start, at - 60) : at]
        if _OTHER.search(before):
            return ""
        return self._said(number, before) or next(
            (kind for kind, places in self.called.items() if at in places), self._shaped(number, before)
        )

    def _said(self, number: Number, before: str) -> str:
        """What the name in front of a length says, or the cable behind it."""
        if _CABLE_BEHIND.match(self.context.text, number.unit_end):
            return "d"
        return next((kind for kind, pattern in _NAMES if pattern.search(before)), "")

    def _shaped(self, number: Number, before: str) -> str:
        """Whether a length is that of a piece, or a size that may be a diameter."""
        long = _LONG_BEHIND.match(self.context.text, number.unit_end) or _PIECE.search(before)
        return "l" if long else "s"


def _declared_units(context: Context) -> dict[str, Unit]:
    """The units of names: declared in brackets, or printed behind the same name elsewhere."""
    found: dict[str, set[Unit]] = {}
    if "=" not in context.text:
        return {}
    for match in context.matches(_DECLARED):
        unit, end = parse_unit(context.text, match.start("unit"))
        if unit is not None and end == match.end("unit"):
            for name in match["names"].split(","):
                found.setdefault(name.strip(), set()).add(unit)
    for number in context.with_unit:
        named = _NAMED.search(context.text, max(0, number.start - 18), number.start)
        if named is not None and number.unit is not None:
            found.setdefault(named["name"], set()).add(number.unit)
    return {name: next(iter(units)) for name, units in found.items() if len(units) == 1}


_SIGNATURE = re.compile(
    r"(?:\bdef|function::|^\s{0,8}(?:function|proc)\b:?|\.\.\smethod::)\s{1,3}(?P<name>[A-Za-z_]\w{0,40})\((?P<names>[^()\n]{1,120})\)",
    re.MULTILINE,
)
_CALLED = re.compile(r"\b(?P<name>[A-Za-z_]\w{0,40})\((?P<values>[^()\n]{1,120})\)")
_ROLES = (
    ("d", re.compile(r"di[a]?m\w*|d|width")),
    ("r", re.compile(r"rad\w*|r|a")),
    ("l", re.compile(r"l|len\w*|L")),
)


def _arguments(context: Context) -> dict[int, str]:
    """The roles of lengths in calls, by the names that the signature of the function gives its parameters."""
    found: dict[int, str] = {}
    signatures: dict[str, list[str]] = {}
    for match in context.matches(_SIGNATURE):
        signatures[match["name"]] = [
            next((kind for kind, pattern in _ROLES if pattern.fullmatch(name.split("=")[0].strip())), "")
            for name in match["names"].split(",")
        ]
    for match in context.matches(_CALLED) if signatures else ():
        roles = signatures.get(match["name"], [])
        at = match.start("values")
        for role, value in zip(roles, match["values"].split(","), strict=False):
            number = context.number_at(at, len(value))
            if role and number is not None and "=" not in value:
                found[number.start] = role
            at += len(value) + 1
    return found


def _cells(context: Context) -> Iterator[Number]:
    """The numbers of tables with the unit of their column, or of the name of their row."""
    for table in context.tables:
        columns = [unit_of(cell.text) for cell in table.header]
        for row in table.rows:
            named = unit_of(row[0].text)
            for cell, column in zip(row, columns, strict=False):
                number = cell_number(context, cell) if column is not None or named is not None else None
                if number is not None and number.usable and number.unit is None:
                    yield replace(number, unit=column or named)


_ABOUT_IONS = re.compile(
    r"\b(?:ions?|charges|cations|Ionen|Ladungen|iones|cargas|ioni|cariche|ionen|ladingen)\b|\w{3,12}[Ii]onen\b"
)
_CHARGES_BEHIND = re.compile(
    r"\s?(?:Elementarladungen|[ÜU]berschussionen|Überschussladungen|\w{3,14}[Ii]onen\b|elementary\scharges|elementaire\sladingen|cariche\selementari|cargas\selementales|charges\sélémentaires)"
)
_ION_BEHIND = re.compile(
    r"\s?(?:(?:K|Na|Cl|Ca|Mg|Li)\^?\d?[+-]|(?:sodium|potassium|calcium|chloride)s?\b)(?!\s?(?:channel|pump|\]))"
)
# a question for the number of ions or charges, with its answer behind it
_ASKED = re.compile(
    r"(?:how\smany|wie\sviele|combien\sd[e']|cuánt[oa]s|quant[ie]|hoeveel)\s(?:\S{1,14}\s){0,2}\S{0,14}(?:ions?|charges|[Ii]onen|[Ll]adungen|iones|cargas|ioni|cariche|ladingen)[?:.]"
    r"[^\d?]{0,40}$",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\s(?P<digits>\d{3})(?![\d.,])(?=\s?[^\W\d_]{0,16}[\s-]?[^\W\d_]{0,20}(?:[Ii]on(?:s|en|i|es)?|charges|[Ll]adungen|cariche|cargas|ladingen)\b)"
)
_FEW = 100.0
_MANY = 1e4


def _grouped(context: Context, number: Number) -> Number:
    """The number with the three digits behind it, which only a blank sets apart: "62 400 ions"."""
    text = context.text
    plain = number.usable and number.unit is None and text[number.start : number.end].isdigit()
    group = _GROUP.match(text, number.end) if plain and number.end - number.start <= 3 else None
    if group is None:
        return number
    whole = number.value * 1000.0 + float(group["digits"])
    step = 1.0
    while whole % (10.0 * step) == 0.0 and 10.0 * step <= 0.2 * whole:
        step *= 10.0
    return replace(
        number, value=whole, end=group.end(), unit_end=group.end(), text=text[number.start : group.end()],
        zero_step=step if step > 1.0 else 0.0,
    )  # fmt: skip


def loose_count(context: Context, number: Number) -> Number | None:
    """Return a number of ions with the unit 1: named behind it, before it in its line, or an ion's own sign."""
    number = _grouped(context, number)
    counted = as_count(context, number)
    if counted is not None:
        return counted
    scaled = with_millions(context, number)
    if scaled.unit is not None or not scaled.usable or scaled.value < _FEW:
        return None
    if scaled.value >= 1000.0 and _ION_BEHIND.match(context.text, scaled.end):
        return replace(scaled, unit=DIMENSIONLESS)
    if scaled.value >= _FEW and _ASKED.search(context.text, max(0, number.start - 90), number.start):
        return replace(scaled, unit=DIMENSIONLESS)
    if _CHARGES_BEHIND.match(context.text, scaled.end):
        return replace(scaled, unit=DIMENSIONLESS)
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.text[max(start, number.start - 110) : number.start]
    behind = context.text[scaled.end : scaled.end + 2].strip()
    bare = not behind or not (behind[0].isalnum() or behind[0] in "^/×*=")
    if scaled.value >= _MANY and bare and _ABOUT_IONS.search(before):
        return replace(scaled, unit=DIMENSIONLESS)
    return None


_FROM_TO = re.compile(r"\s?(?:to|auf|bis|à|a|naar|tot|hasta|up\sto|->|→)\s?\(?[-+]?$")
_SPAN = 16


def _swings(context: Context) -> Iterator[Measure]:
    """The difference of two potentials: "from -75 mV to +40 mV"."""
    known = context.by_dimension.get(POTENTIAL)
    items = known.items if known is not None else ()
    for first, second in pairwise(items):
        gap = context.text[first.unit_end : second.start]
        if len(gap) > _SPAN or not _FROM_TO.search(gap) or not (first.usable and second.usable):
            continue
        swing = abs(first.si() - second.si())
        if 0.0 < swing <= _LARGEST:
            yield Measure("V", swing, swing, swing, second)


@once
def measures(context: Context) -> dict[str, Index[Measure]]:
    """Return the measures of a document by their kind."""
    found: dict[str, list[Measure]] = {}
    for measure in (*_Reader(context).read(), *_swings(context)):
        found.setdefault(measure.kind, []).append(measure)
    return {kind: index(same) for kind, same in found.items()}
