"""What a text states, each with its place: temperatures, prefactors, concentrations, permeabilities.

These are the facts that claims are bound to. Nothing is judged here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from math import nan
from typing import TypeVar, cast

from nernstian.audit.bracketed import with_bracketed_units
from nernstian.audit.document import Document
from nernstian.audit.evaluate import effective_temperature
from nernstian.audit.given import Prefactor, Temperature, same_temperature
from nernstian.audit.ions import IonIndex
from nernstian.audit.layout import Layout, Scope, make_layout
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, is_temperature, scan_numbers
from nernstian.audit.sieve import Sieve
from nernstian.audit.simulator import setting_temperatures
from nernstian.audit.spelled import spelled_temperatures
from nernstian.audit.tables import Table, find_tables
from nernstian.audit.units import POTENTIAL, TEMPERATURE, Dimension, Unit, parse_unit


@dataclass(frozen=True, slots=True)
class Context:
    """A document with everything that claims are bound to."""

    document: Document
    layout: Layout
    numbers: tuple[Number, ...]
    number_starts: tuple[int, ...]
    ions: IonIndex
    tables: tuple[Table, ...]
    with_unit: tuple[Number, ...]
    sieve: Sieve
    by_dimension: dict[Dimension, Index[Number]]
    temperatures: Index[Temperature]
    prefactors: tuple[Prefactor, ...]
    slopes: Index[Prefactor]
    damaged: bool
    #: Temperatures that were looked up already, by the place of the claim.
    bound: dict[tuple[int, int], tuple[list[Temperature], Scope]] = field(default_factory=dict, compare=False)
    #: Whether the words of a pattern are in the text, by the identity of the pattern.
    gates: dict[int, bool] = field(default_factory=dict, compare=False)
    #: Where the words of a pattern are, by the identity of the pattern.
    spans: dict[int, list[tuple[int, int]]] = field(default_factory=dict, compare=False)
    #: What was found of the whole document, by the function that finds it.
    kept: dict[object, object] = field(default_factory=dict, compare=False)

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.document.text

    @property
    def lowered(self) -> str:
        """The text in small letters, every character in its place."""
        return self.sieve.small

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield what ``pattern.finditer(context.text)`` does, sooner."""
        return self.sieve.matches(pattern)

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Return whether the text holds what a pattern finds."""
        return self.sieve.holds(pattern)

    def may_hold(self, pattern: re.Pattern[str]) -> bool:
        """Return False where no part of the text matches a pattern of a module: its words are not there."""
        if id(pattern) not in self.gates:
            self.gates[id(pattern)] = self.sieve.may_hold(pattern)
        return self.gates[id(pattern)]

    def speaks(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Return whether a match of a module's pattern lies in ``start:end``; the text is searched once."""
        if id(pattern) not in self.spans:
            self.spans[id(pattern)] = [match.span() for match in self.matches(pattern)]
        spans = self.spans[id(pattern)]
        at = bisect_left(spans, (start, start))
        return at < len(spans) and spans[at][1] <= end

    def numbers_in(self, start: int, end: int) -> tuple[Number, ...]:
        """Return the numbers that start in ``start:end``."""
        return self.numbers[bisect_left(self.number_starts, start) : bisect_left(self.number_starts, end)]

    def is_prefactor(self, number: Number) -> bool:
        """Whether a number stands before a logarithm, or is called a slope."""
        at = bisect_left(self.prefactors, number.start, key=lambda prefactor: prefactor.at)
        return at < len(self.prefactors) and self.prefactors[at].at == number.start

    def number_at(self, start: int, reach: int = 4) -> Number | None:
        """Return the first number that starts within ``reach`` after ``start``."""
        found = self.numbers_in(start, start + reach)
        return found[0] if found else None


T = TypeVar("T")


def once(find: Callable[[Context], T]) -> Callable[[Context], T]:
    """Keep what a function finds in a document, for all that ask for it."""

    @wraps(find)
    def found(context: Context) -> T:
        if find not in context.kept:
            context.kept[find] = find(context)
        return cast(T, context.kept[find])

    return found


MILLIVOLT, _ = parse_unit("mV", 0)
VOLT, _ = parse_unit("V", 0)
_BARE_CELSIUS = re.compile(r"(?:\bat|T\s?=|\bbei|\bà|\ba|\|[^|\n\d]{2,60},)\s$")
# "(18 C)", "Table 2 (mM), 18 C": a temperature that is set apart
_SET_APART, _CLOSED = re.compile(r"[,(;]\s?$"), re.compile(r"\s?C(?=\s?[),.;:]|\s?\n|\s?$)")
_CHARGE = re.compile(r"charge|Ladung|\bcarga|\bcarica|\bQ\b|Coulomb", re.IGNORECASE)
# a line of settings: "temperature_C = 22"
_SET_CELSIUS = re.compile(r"\b(?:temp(?:erature)?|T)(?:_|\s\(?|\()(?:deg_?)?C\)?\s?[=:]\s?$", re.IGNORECASE)
UNSTATED = "unstated"  # "at body temperature": as if none were stated, but nearer than one that is
_UNREAD_SCALE = re.compile(
    r"(?:\(\d{1,2}\))?\s?(?:°|º|deg(?:rees)?)\s?(?:F\b|Fahrenheit|(?!\s?[CK]\b))|\s?(?:Fahrenheit|degF|centigrade)\b|\s?[oO]C\b"
    r"|\(\d{1,2}\)\s?(?:°\s?C|K\b)|\s?±\s?[\d.]+\s?(?:K\b|°\s?C)"
)
# degrees of no scale, in a text that does not speak of Fahrenheit: "room temperature, 20 degrees"
_DEGREES = re.compile(
    r"\s?(?:degrees|grados|gradi|degrés|Grad|graden)(?=\s?[,.;:)\n]|\s(?:and|so|the|we|y|e|et|und|en)\b)"
)
_WARMTH = re.compile(
    r"(?:temperat\w+|Temperatur|température|\bat|warm\w*|cool\w*|heat\w*|\bbath|\bbei|\bà|\ba)\W[^.;\d]{0,24}$",
    re.IGNORECASE,
)
_WARMED = re.compile(
    r"\b(?:warm|cool|heat|chill)(?:s|ed|ing)?\s(?:\w+\s){0,4}(?:up\s|down\s)?to\s$", re.IGNORECASE
)
_STOPS = re.compile(r"\s?[,.;?)](?!\d)|\s?\n|\s?$")
_FAHRENHEIT = re.compile(r"fahrenheit|°\s?F\b|\brotat|\bangle|\blatitude")
_ZERO_KELVIN = re.compile(r"\s?K(?![A-Za-z0-9+^_])")
_SET = re.compile(r"(?:\bat|T\s?=|temperature of)\s$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:stored|stor(?:age|ing)|kept\s(?:frozen|on\sice|in\s(?:the|a)\s(?:fridge|freezer|refrigerator))|frozen|thawed|an(?:a)?esthe\w+|incubat\w+|cultur\w+|dissect\w+|prepared|autoclav\w+"
    r"|centrifug\w+|dissolv\w+|shipped|housed|raised at|reared|refrigerat\w+|fridge|freezer|calibrat\w+)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:(?:room|ambient|laboratory|default|low|high(?:er)?|lower|cold|warm)\stemperatures?|(?P<body>(?:body|physiological|normal|default|usual|standard|reference)\stemperatures?"
    r"|(?:does|did)\snot\s(?:give|state|say|mention|record)\s(?:its|the|a|any|their)\stemperature|no\stemperature\s(?:is|was)\s(?:given|stated|noted)"
    r"|without\s(?:stating\s|giving\s)(?:its|the|a|any)\stemperature)"
    r"|cooled|cooling|warmed|warming|heated|chilled|on\sice|degrees\s(?:Celsius|centigrade|Fahrenheit))\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(?:\bby|\bper|\bevery|\beach|\bof a|rise of|step of|±|Q_?10)\s?$", re.IGNORECASE)
_LOGARITHM = (
    r"\s?(?:mV|V)?\s?\)?\s?(?:/\s?(?P<valence>z|[12])\s?\)?)?\s?(?:[×·*x]|times(?: the)?)?\s?"
    r"(?P<function>ln|log_?e|log_?10|log|lg|Log)(?![A-Za-z])"
)
_BEFORE_LOGARITHM = re.compile(_LOGARITHM)
_DIVIDED = re.compile(r"[\d)V]\s?/\s?$")
_NUMERIC_ARGUMENT = re.compile(r"[_\s(\[]{0,5}[+-]?\s?[\d.]")
_SLOPE_BEFORE = re.compile(
    r"(?:(?:je|pro|per|par|por)\s(?:Dekade|Zehnerpotenz|decade|tenfold\schange|décade|década)"
    r"|slope|factor|Steigung|Faktor|facteur|pente|pendiente|helling)\s(?:of|is|von|de|=|:|est|ist)?\s?"
    r"(?:about|approximately|rund|etwa|ca\.|environ|unos|circa|≈|~)?\s?$",
    re.IGNORECASE,
)
_PER_DECADE = re.compile(r"(?:per|/|par|pro|por)\s?(?:dec|tenfold|ten-fold|10-?fold|décade|Dekade|década)")
_SLOPE_AFTER = re.compile(
    r'["\']?\s?(?:per|/|par|pro|por|je)\s?(?:decade|tenfold|ten-fold|10-fold|10fold|décade|Dekade|Zehnerpotenz|década)'
    r'|["\']?\s(?:slope|factor|form)\b'
)


def _is_of_something_else(text: str, number: Number) -> bool:
    """Whether a temperature is that of a freezer, a bottle or an anaesthesia."""
    start = max(text.rfind(mark, max(0, number.start - 60), number.start) for mark in (". ", ";", "\n\n"))
    return _ELSEWHERE.search(text, max(start, number.start - 60, 0), number.start) is not None


def _blocked_temperature(text: str, number: Number) -> str:
    """Why a number that is a temperature to a reader cannot be used as one ("" where it is none)."""
    if number.unit is None and _UNREAD_SCALE.match(text, number.end):
        return "the temperature near it is in a scale or form that is not read"
    dimension = number.unit.dimension if number.unit is not None else None
    kelvin = _ZERO_KELVIN.match(text, number.end) and _SET.search(
        text[max(0, number.start - 10) : number.start]
    )
    if dimension != TEMPERATURE and not kelvin:
        return ""
    if number.is_range or number.doubt or number.damage:
        return "the temperature near it is a range, has a tolerance or cannot be read"
    return "the temperature near it is impossible for a membrane"


# of a module: celsius "defaults to" 34, or a line that is headed so
_DEFAULT = re.compile(
    r"(?:\b(?:celsius|temp(?:erature)?(?:_?C)?|T)\W{0,3}\s?(?:defaults?\sto|\(default\)?[:=]?|is\sby\sdefault)"
    r"|\bdefault\stemperature\s?(?:is|of|[:=(])?"
    r"|\bcelsius\W{0,3}\s?\((?=[\d.]{1,5}\s(?:unless|by\sdefault)))\s?(?=\d)",
    re.IGNORECASE,
)


def default_temperature(text: str, numbers: tuple[Number, ...]) -> Temperature | None:
    """Return the one temperature that a document calls its default, in Celsius unless it says so."""
    found: dict[float, Temperature] = {}
    for match in _DEFAULT.finditer(text):
        at = bisect_left(numbers, match.end(), key=lambda number: number.start)
        number = numbers[at] if at < len(numbers) and numbers[at].start == match.end() else None
        if number is None or not number.usable:
            continue
        unit = number.unit if number.unit is not None else parse_unit("degC", 0)[0]
        kelvin = unit.to_si(number.value) if unit is not None and unit.dimension == TEMPERATURE else nan
        if 263.0 < kelvin < 330.0:
            found[round(kelvin, 3)] = Temperature(number, kelvin, number.start)
    return next(iter(found.values())) if len(found) == 1 else None


def _named_temperatures(
    sieve: Sieve, stated: list[Temperature], numbers: tuple[Number, ...]
) -> list[Temperature]:
    """Temperatures in words, without a number beside them."""
    text = sieve.text
    known = [t.at for t in stated]
    body = _body_temperature(stated)
    default = default_temperature(text, numbers) if "default" in sieve.small else None
    found: list[Temperature] = []
    for match in sieve.matches(_NAMED):
        at = bisect_left(known, match.start() - 25)
        if at < len(known) and known[at] < match.end() + 16:
            continue
        word = match.group()
        if default is not None and word.lower().startswith("default"):
            found.append(Temperature(default.number, default.kelvin, match.start()))
            continue
        if body is not None and word.lower().startswith(("body", "physiological")):
            found.append(Temperature(body.number, body.kelvin, match.start()))
            continue
        reason = (
            UNSTATED if match["body"] else f'"{word}" stands near it, which is no temperature to compute with'
        )
        found.append(Temperature(None, nan, match.start(), reason))
    return found


def _body_temperature(stated: list[Temperature]) -> Temperature | None:
    """The temperature of a body that a document states in digits, if it states no other temperature."""
    values = {same_temperature(t): t for t in stated}
    only = next(iter(values.values())) if len(values) == 1 else None
    return only if only is not None and 309.0 < only.kelvin < 312.0 else None


_SCALES = frozenset("CKFcdoO°º(±")  # with which a scale or what else makes a number a temperature begins


def _may_be_temperature(text: str, number: Number) -> bool:
    """A cheap look at the unit, or what stands behind: nearly all numbers are no temperatures."""
    if number.unit is not None and number.unit.dimension == TEMPERATURE:
        return True
    behind = text[number.end : number.end + 2]
    return behind[:1] in _SCALES or (behind[1:] in _SCALES and behind[:1].isspace())


def _may_be_said(text: str, number: Number) -> bool:
    """A cheap look for "degrees" behind a number, or "to" before one that ends a clause."""
    behind = text[number.end : number.end + 2].strip()[:1]
    said = behind in ("d", "g", "G") or text[max(0, number.start - 3) : number.start] == "to "
    return number.unit is None and said


def _is_bare_celsius(text: str, number: Number) -> bool:
    """Whether a number is a temperature without a sign of degrees: "at 37 C", "temperature_C = 22"."""
    before = text[max(0, number.start - 70) : number.start]
    if number.unit is None and _SET_CELSIUS.search(before[-24:]):
        return True
    if number.unit is None and 3.0 <= number.value <= 42.0 and _is_of_no_scale(text, number, before):
        return True
    if (
        _SET_APART.search(before[-3:])
        and not _CHARGE.search(before)
        and _CLOSED.match(text, number.end)
        and 4.0 <= number.value <= 42.0
    ):
        return True
    return (
        _BARE_CELSIUS.search(before) is not None
        and re.match(r"\s?C\b", text[number.end : number.end + 3]) is not None
    )


def _is_of_no_scale(text: str, number: Number, before: str) -> bool:
    """Whether a temperature is said without its scale: "at 20 degrees", "warm the slice to 37"."""
    degrees = _DEGREES.match(text, number.end) and _WARMTH.search(before)
    warmed = _STOPS.match(text, number.end) and _WARMED.search(before)
    return bool(degrees or warmed) and _FAHRENHEIT.search(text) is None


_ROUNDING = 0.6  # K, between 20 °C and the 293 K that it is said to be


def _said_once(text: str, found: list[Temperature]) -> list[Temperature]:
    """The temperatures without those that a bracket or a sign says again: "20 °C (293 K)"."""
    kept: list[Temperature] = []
    for temperature in found:
        last = kept[-1] if kept else None
        if last is not None and last.number is not None and temperature.number is not None:
            gap = text[last.number.unit_end : temperature.number.start].strip()
            if gap in ("(", "=", ",", "or", "[") and abs(last.kelvin - temperature.kelvin) < _ROUNDING:
                continue
        kept.append(temperature)
    return kept


def _temperatures(sieve: Sieve, numbers: tuple[Number, ...]) -> list[Temperature]:
    text = sieve.text
    found: list[Temperature] = []
    for number in numbers:
        set_in_celsius = number.unit is None and _SET_CELSIUS.search(
            text[max(0, number.start - 24) : number.start]
        )
        if not (
            set_in_celsius or _may_be_temperature(text, number) or _may_be_said(text, number)
        ) or _is_of_something_else(text, number):
            continue
        before = text[max(0, number.start - 10) : number.start]
        if is_temperature(number) and not _CHANGE.search(before) and 250.0 < number.si() < 330.0:
            found.append(Temperature(number, number.si(), number.start))
        elif number.usable and _is_bare_celsius(text, number):
            celsius, _ = parse_unit("degC", 0)
            if celsius is not None and 0.0 <= number.value <= 45.0:
                found.append(Temperature(number, celsius.to_si(number.value), number.start))
        elif not _CHANGE.search(before.removesuffix("± ").removesuffix("±")):
            reason = _blocked_temperature(text, number)
            found += [Temperature(number, nan, number.start, reason)] if reason else []
    found += [
        Temperature(number, number.si(), number.start)
        for number in spelled_temperatures(text, sieve.small)
        if not _is_of_something_else(text, number)
        and not _CHANGE.search(text[max(0, number.start - 10) : number.start])
    ]
    known = {temperature.at for temperature in found}
    found += [
        Temperature(number, kelvin, number.start)
        for number, kelvin in (setting_temperatures(text, numbers) if "celsius" in text else ())
        if number.start not in known
    ]
    found.sort(key=lambda temperature: temperature.at)
    found = _said_once(text, found)
    return found + _named_temperatures(sieve, found, numbers)


def prefactor_unit(number: Number) -> Unit | None:
    """Return the unit of a prefactor; without one, below 1 it is volts and above millivolts."""
    if number.unit is not None:
        return number.unit if number.unit.dimension == POTENTIAL else None
    return VOLT if abs(number.value) < 1.0 else MILLIVOLT


_FUNCTIONS = frozenset("mV)/×·*xtlL")  # with which what stands between a prefactor and its logarithm begins


def _prefactor(text: str, number: Number) -> Prefactor | None:
    behind = text[number.end : number.end + 5].lstrip()
    if number.unit is None and behind and behind[0] not in _FUNCTIONS:
        return None
    unit = prefactor_unit(number)
    if (
        unit is None
        or not number.usable
        or number.value == 0.0
        or _DIVIDED.search(text[max(0, number.start - 4) : number.start])
    ):
        return None
    match = _BEFORE_LOGARITHM.match(text, number.unit_end)
    if match is not None:
        natural = match["function"].startswith("ln") or match["function"].endswith("e")
        symbolic = _NUMERIC_ARGUMENT.match(text, match.end()) is None
        valence = match["valence"] or ""
    elif number.unit is not None and (
        _SLOPE_AFTER.match(text, number.unit_end)
        or _PER_DECADE.search(text[number.end : number.unit_end])
        or _SLOPE_BEFORE.search(text[max(0, number.start - 40) : number.start])
    ):
        natural, symbolic, valence = False, True, ""
    else:
        return None
    kelvin = effective_temperature(abs(unit.to_si(number.value)), natural)
    kelvin /= 2.0 if valence == "2" else 1.0
    return Prefactor(number, unit, natural, kelvin, symbolic, valence == "z", number.start, number.unit_end)


def _is_damaged(numbers: Iterable[Number], source: str) -> bool:
    """Whether the text lost markup on its way: then a missing minus sign proves nothing."""
    return any(number.damage for number in numbers) or "\ufffd" in source


def _by_dimension(numbers: Iterable[Number]) -> dict[Dimension, Index[Number]]:
    """The usable numbers with a unit, by its dimension."""
    found: dict[Dimension, list[Number]] = {}
    for number in numbers:
        if number.usable and number.unit is not None:
            found.setdefault(number.unit.dimension, []).append(number)
    return {dimension: index(same) for dimension, same in found.items()}


def make_context(document: Document) -> Context:
    """Scan a document and collect what it states."""
    text = document.text
    minus = frozenset(
        m.start() for m in re.finditer("-", text) if document.source[document.starts[m.start()]] == "−"
    )
    numbers = with_bracketed_units(text, scan_numbers(text, minus))
    layout = make_layout(text)
    sieve = Sieve(text)
    prefactors = tuple(p for p in (_prefactor(text, number) for number in numbers) if p is not None)
    return Context(
        document,
        layout,
        numbers,
        tuple(number.start for number in numbers),
        IonIndex(text),
        find_tables(layout.blocks, text),
        tuple(number for number in numbers if number.unit is not None),
        sieve,
        _by_dimension(numbers),
        index(_temperatures(sieve, numbers), same_temperature),
        prefactors,
        index(p for p in prefactors if p.symbolic and 270.0 < p.kelvin < 325.0),
        _is_damaged(numbers, document.source),
    )
