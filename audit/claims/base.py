"""What a claim is: a printed number, the law it is an instance of, and what it is bound to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from nernstian.audit.concentrations import Concentrations
from nernstian.audit.context import UNSTATED, Context, once
from nernstian.audit.given import Concentration, Prefactor, Temperature, same_temperature
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import MANY, Index, index, nearest
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.preparations import head_label, of_preparation
from nernstian.audit.table_rows import row_label
from nernstian.audit.tables import row_at, table_at
from nernstian.audit.units import TEMPERATURE, ZERO_CELSIUS, Unit

KELVIN = Unit("K", 1.0, TEMPERATURE)
CELSIUS = Unit("degC", 1.0, TEMPERATURE, ZERO_CELSIUS)
DIMENSIONLESS = Unit("1", 1.0, (0, 0, 0, 0, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class Input:
    """One argument of a law as the text states it.

    ``value`` is in SI, ``low`` to ``high`` its rounding interval (equal to ``value`` where the text is
    taken as exact). ``text`` is what was printed, ``printed`` the number in ``unit``.
    """

    name: str
    text: str
    value: float
    printed: float
    unit: Unit
    source: str = "stated"
    low: float = field(default=float("nan"))
    high: float = field(default=float("nan"))
    number: Number | None = None

    def __post_init__(self) -> None:
        """Make an input without an interval exact."""
        if self.low != self.low:
            object.__setattr__(self, "low", self.value)
            object.__setattr__(self, "high", self.value)


@dataclass(frozen=True, slots=True)
class Settled:
    """The verdict of a statement that holds no number to recompute: its kind and why."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A number with a law, a quantity and bound inputs.

    ``prefactor`` is the temperature that a printed prefactor stands for; ``inline`` says that it stands in
    the claim's own expression. ``magnitude`` says that the law's sign is not meant (a charge, a slope).
    ``symbolic`` marks a quantity printed as a symbol (``E_K``): there a missing sign is an error.
    ``firm`` says that the inputs surely belong to the claim: else it may agree, but not be called wrong.
    ``caveat`` names what keeps agreement from being a verification.
    ``assumed`` names what the text does not state and the claim rests on ("if 10 µm is the diameter"): then
    it is conditional at best, and never wrong.
    ``obstacle`` says why the claim must not be judged at all.
    ``solved`` names the argument that the law is solved for where the printed number is not its result; the
    result then stands among the inputs.
    ``times`` is for how many the text counts what the law gives for one (three ions).
    ``settled`` is the verdict of a statement, whose number has no value.
    ``spread`` says that an input has several equally near values, ``damaged`` that the text lost characters.
    """

    rule: str
    law: str
    quantity: str
    number: Number
    unit: Unit
    inputs: tuple[Input, ...]
    temperature: Input | None = None
    temperature_scope: Scope = Scope.SENTENCE
    prefactor: Input | None = None
    inline: bool = False
    reach: Scope = Scope.SENTENCE
    magnitude: bool = False
    symbolic: bool = True
    spread: bool = False
    firm: bool = True
    caveat: str = ""
    assumed: str = ""
    damaged: bool = False
    obstacle: str = ""
    solved: str = ""
    times: int = 1
    settled: Settled | None = None

    @property
    def result_unit(self) -> Unit:
        """The unit that makes the printed number of the law's result: smaller where several are counted."""
        if self.times == 1:
            return self.unit
        return replace(self.unit, scale=self.unit.scale / self.times)

    @property
    def formula(self) -> str:
        """What is evaluated: the law, or the law solved for an argument."""
        return f"{self.law}:{self.solved}" if self.solved else self.law


@dataclass(frozen=True, slots=True)
class Unbound:
    """A number that a recogniser knows but cannot judge, and why."""

    number: Number
    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What recognisers see: the context and the concentrations bound in it."""

    context: Context
    concentrations: Concentrations


Recogniser = Callable[[Facts], Iterator[Claim | Unbound]]
_LED = re.compile(r"(?:\bat|@|bei|à|T\s?=|\()\s?$", re.IGNORECASE)
_LEADS = re.compile(r"[^\d;\n]*+")
_AT = re.compile(r"['\")]?\s?(?:\(|at|@|bei|à|a|\(at)\s?\(?")


def printed_input(
    name: str, number: Number, unit: Unit, source: str, rounded: bool, scale: float = 1.0
) -> Input:
    """Make the input of a printed number; ``rounded`` gives it its rounding interval."""
    value = unit.to_si(number.value) * scale
    text = f"{number.text.strip()} {unit.text}" if unit.text != "1" else number.text.strip()
    if not rounded:
        return Input(name, text, value, number.value, unit, source, number=number)
    low, high = (unit.to_si(v) * scale for v in interval_of(number))
    positive = low if low > 0.0 or value <= 0.0 else value / 2.0
    return Input(
        name, text, value, number.value, unit, source, min(positive, high), max(positive, high), number
    )


def concentration_input(name: str, concentration: Concentration, scope: Scope) -> Input:
    """Make the input of a bound concentration."""
    number, unit = concentration.number, concentration.unit
    if number is None:
        raise ValueError("a concentration without a number is no input")
    source = "table" if concentration.tabulated else "stated" if scope <= Scope.GROUP else "context"
    rounded = concentration.tabulated or number.hedge is not None
    scale = concentration.value / unit.to_si(number.value)
    return printed_input(name, number, unit, source, rounded, scale)


def exact(name: str, value: float, source: str = "stated") -> Input:
    """Make an input that is a plain number, such as a valence."""
    return Input(name, f"{value:g}", value, value, DIMENSIONLESS, source)


def temperature_input(temperature: Temperature, scope: Scope) -> Input:
    """Make the input of a stated temperature."""
    number = temperature.number
    if number is None:
        raise ValueError("a temperature without a number is no input")
    stated = number.unit is not None and number.unit.dimension == TEMPERATURE
    unit = number.unit if number.unit is not None and stated else CELSIUS
    source = "stated" if scope <= Scope.GROUP else "context"
    return Input(
        "T", f"{number.value:g} {unit.text}", temperature.kelvin, number.value, unit, source, number=number
    )


def _is_led_by(context: Context, temperature: Temperature, at: int) -> bool:
    """Whether a temperature stands directly in front of a claim: "at 20 °C E_K = -84 mV"."""
    if temperature.number is None:
        return False
    gap = context.text[temperature.number.unit_end : at]
    led = _LED.search(context.text[max(0, temperature.at - 6) : temperature.at]) is not None
    led = led or gap.startswith(":")  # "squid, 6.3 °C: RT/F = 24.1 mV"
    return led and len(gap) <= 50 and _LEADS.fullmatch(gap) is not None


# a row that states the temperature itself, and a name: three letters in a row
_PARAMETER = re.compile(r"\btemp|^\W*(?:T|θ|ϑ)\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]{3}")
# The temperature of a value that is named to be rejected: "59.2 mV (and not 61.5 mV, which supposes 37 °C)".
_REJECTED = re.compile(
    r"\((?:and\s|und\s|et\s|y\s|e\s|en\s)?(?:not|nicht|non|no|niet|pas|instead\sof|rather\sthan|statt|anstatt)\b[^()]{0,160}$"
)
# "at that temperature": one that was stated before the sentence
_SAME = re.compile(
    r"\b(?:(?:at|for)\s(?:the\ssame|that|this)\stemperature|bei\s(?:der(?:selben)?|dieser|gleicher|derselben)\s(?:gleichen\s)?Temperatur"
    r"|à\s(?:cette|la\smême)\stempérature|a\s(?:esa|esta|la\smisma)\stemperatura|a\s(?:questa|tale|quella)\stemperatura"
    r"|\bsame\stemperature\b|bij\s(?:deze|die|dezelfde)\stemperatuur)",
    re.IGNORECASE,
)


# what a sentence merely supposes holds in it alone: "had we worked at 37 °C, ..."
_SUPPOSED = re.compile(
    r"\b[Hh]ad\s(?:we|you|they|one|he|she|I|it|the\s\w+)\b[^.;]{0,60}$"
    r"|\b(?:[Ii]f|[Ww]enn|[Ss]i|[Ss]e|[Aa]ls)\s[^.;]{0,50}\b(?:had|were|hätte\w*|wäre\w*|avait|était|hubiera\w*|fuera|fosse|avesse\w*|was|had)\b[^.;]{0,40}$"
)


# "at 22 °C instead": said of this paragraph alone
_SUPPOSED_BEHIND = re.compile(
    r",?\s(?:instead|stattdessen|invece|à\sla\splace|en\ssu\slugar|en\s(?:cambio|lugar))\b", re.IGNORECASE
)


def _is_supposed(context: Context, temperature: Temperature) -> bool:
    start, _ = context.layout.bounds(Scope.SENTENCE, temperature.at)
    return _SUPPOSED.search(context.text, max(start, temperature.at - 120), temperature.at) is not None


def _is_rejected(context: Context, temperature: Temperature, at: int) -> bool:
    """Whether a temperature stands in a bracket that rejects another value than the claim's own."""
    low = max(0, temperature.at - 170)
    rejected = _REJECTED.search(context.text, low, temperature.at)
    return rejected is not None and not rejected.start() <= at


def _is_the_same(context: Context, at: int) -> bool:
    """Whether the sentence says "at this temperature": one that was stated in front of the sentence."""
    start, end = context.layout.bounds(Scope.SENTENCE, at)
    return _SAME.search(context.text, max(start, at - 300), min(end, at + 200)) is not None


def _stated_before(context: Context, at: int) -> list[Temperature]:
    """The last temperature of the section in front of a sentence."""
    low, _ = context.layout.bounds(Scope.SECTION, at)
    start, _ = context.layout.bounds(Scope.SENTENCE, at)
    before = context.temperatures.within(low, start, around=at)
    return [before[-1]] if before else []


def _of_preparation(context: Context, found: list[Temperature], at: int) -> list[Temperature]:
    """Of several temperatures the one of the preparation that the claim names: of a row, or of a head."""
    labels: list[frozenset[str]] = []
    for temperature in found:
        table = table_at(context.tables, temperature.at)
        row = row_at(table, temperature.at) if table is not None else None
        labels.append(
            row_label(row) if row is not None else head_label(context.text, context.layout, temperature.at)
        )
    labelled = [(t, label) for t, label in zip(found, labels, strict=True) if label]
    chosen = of_preparation(
        context.text, context.layout, [t for t, _ in labelled], [x for _, x in labelled], at
    )
    return chosen if 0 < len(chosen) < len(labelled) else found


def _near_temperatures(context: Context, at: int, end: int) -> tuple[list[Temperature], Scope]:
    """The temperatures that a claim may be bound to: one, several equally near, or one that blocks."""
    if (at, end) not in context.bound:
        context.bound[at, end] = _look_up_temperatures(context, at, end)
    return context.bound[at, end]


@once
def _labels_of_rows(context: Context) -> dict[int, int]:
    """Where the names of rows state temperatures ("yeast, 30 °C"), with the beginnings of their tables."""
    found: dict[int, int] = {}
    for table in context.tables:
        for row in table.rows if len(table.rows) > 1 else ():
            first = row[0]
            if _PARAMETER.search(first.text) or not _NAME.search(first.text):
                continue
            found |= {t.at: table.start for t in context.temperatures.within(first.start, first.end)}
    return found


@once
def _tables_with_labels(context: Context) -> frozenset[int]:
    return frozenset(_labels_of_rows(context).values())


@once
def _outside_rows(context: Context) -> Index[Temperature]:
    labels = _labels_of_rows(context)
    return index((t for t in context.temperatures.items if t.at not in labels), same_temperature)


def _temperatures_for(context: Context, at: int) -> Index[Temperature]:
    """The temperatures that a claim may be bound to: those that name another row of a table are not.

    Where rows name their own temperature, one without any has none.
    """
    labels = _labels_of_rows(context) if context.tables else {}
    if not labels:
        return context.temperatures
    table = table_at(context.tables, at)
    if table is None or table.start not in _tables_with_labels(context):
        return _outside_rows(context)
    row = row_at(table, at)
    own = context.temperatures.within(row[0].start, row[0].end) if row else ()
    if any(t.at in labels for t in own):
        return index(t for t in own if t.at in labels)
    start, end = context.layout.bounds(Scope.SECTION, at)
    return index(t for t in context.temperatures.within(start, end, around=at) if t.at not in labels)


def _end_of(temperature: Temperature) -> int:
    return temperature.at if temperature.number is None else temperature.number.unit_end


def _accepted(context: Context, at: int) -> tuple[list[Temperature], Scope]:
    """The nearest temperatures but those that are rejected, or of another item of a list."""
    stated = _temperatures_for(context, at)
    found, scope = nearest(context.layout, at, stated, same_temperature)

    block = context.layout.bounds(Scope.BLOCK, at)

    def refused(temperature: Temperature) -> bool:
        elsewhere = scope > Scope.BLOCK and not block[0] <= temperature.at < block[1]
        return (
            _is_rejected(context, temperature, at)
            or context.layout.is_of_later_item(temperature.at, at)
            or (elsewhere and _SUPPOSED_BEHIND.match(context.text, _end_of(temperature)) is not None)
            or (elsewhere and temperature.blocked == UNSTATED and temperature.at > at)
        )

    if any(map(refused, found)):
        accepted = index(t for t in stated.within(0, context.layout.length, around=at) if not refused(t))
        found, scope = nearest(context.layout, at, accepted, same_temperature)
    return found, scope


def _of_those_near(context: Context, found: list[Temperature], scope: Scope, at: int) -> list[Temperature]:
    """Of several temperatures outside of the claim's sentence those that it may be meant at."""
    if len(found) > 1:
        found = _of_preparation(context, found, at)
    before = [t for t in found if t.at < at]
    if scope == Scope.BLOCK and before and _SUPPOSED_BEHIND.match(context.text, _end_of(before[-1])):
        return [before[-1]]  # it takes the place of those before it
    if scope == Scope.DOCUMENT:
        found = [t for t in found if not t.blocked]
        found = found if len(found) == 1 else []  # of other parts of the text: none is stated here
    elif any(t.at < at and not t.blocked for t in found):
        found = [t for t in found if t.at < at or not t.blocked]
    return ([t for t in found if not _is_supposed(context, t)] or found) if len(found) > 1 else found


def _look_up_temperatures(context: Context, at: int, end: int) -> tuple[list[Temperature], Scope]:
    found, scope = _accepted(context, at)
    if scope > Scope.CLAUSE and _is_the_same(context, at):
        return _stated_before(context, at), Scope.BLOCK
    if Scope.SENTENCE < scope < Scope.SECTION and all(t.at > at for t in found):
        # what comes later may be the next question's; what was stated before it is as near
        earlier = [t for t in _stated_before(context, at) if not t.blocked]
        known = {same_temperature(t) for t in found}
        found = [t for t in earlier if same_temperature(t) not in known] + found
    if scope > Scope.SENTENCE:
        found = _of_those_near(context, found, scope, at)
        if scope > Scope.BLOCK and found and all(t.at > at for t in found):
            scope = Scope.DOCUMENT  # what is stated below only may be another example's
    if len(found) > 1:
        low, high = context.layout.bounds(Scope.SENTENCE, at)
        beside = context.temperatures.within(low, high, around=at)
        touching = [t for t in beside if t.at >= end and _AT.fullmatch(context.text[end : t.at][:20])]
        leading = [t for t in beside if t.at < at and _is_led_by(context, t, at)]
        found = touching[:1] or leading[-1:] or found
    return found, scope


def bind_temperature(context: Context, at: int, end: int) -> tuple[Input | None, Scope]:
    """Return the temperature stated for a number, and how far away; None where none or several are."""
    found, scope = _near_temperatures(context, at, end)
    single = found[0] if len(found) == 1 and not found[0].blocked else None
    return (temperature_input(single, scope) if single else None), scope


def temperature_obstacle(context: Context, at: int, end: int) -> str:
    """Why no temperature is bound although some are stated ("" where none is, or one is bound)."""
    found, _ = _near_temperatures(context, at, end)
    blocked = [t.blocked for t in found if t.blocked]
    if [reason for reason in blocked if reason != UNSTATED]:
        return next(reason for reason in blocked if reason != UNSTATED)
    return "several temperatures are equally near" if len(found) > 1 else ""


def temperature_is_tied(context: Context, at: int, end: int) -> bool:
    """Whether several temperatures are equally near, or one that cannot be used, so that none is bound."""
    found, _ = _near_temperatures(context, at, end)
    return len(found) > 1 or any(t.blocked for t in found)


def prefactor_input(prefactor: Prefactor, source: str) -> Input:
    """Make the effective temperature of a prefactor, with the rounding interval of the printed digits."""
    number = prefactor.number
    low, high = interval_of(number)
    ratio = prefactor.kelvin / abs(number.value)
    bounds = sorted((abs(low) * ratio, abs(high) * ratio))
    text = f"{number.text.strip()} {prefactor.unit.text}"
    return Input(
        "T", text, prefactor.kelvin, abs(number.value), prefactor.unit, source, bounds[0], bounds[1], number
    )


def prefactor_beside(context: Context, at: int) -> Input | None:
    """Return the prefactor beside a temperature that is only named: "at body temperature it is 61"."""
    found, _ = nearest(context.layout, at, context.temperatures, same_temperature)
    if not found or any(t.blocked != UNSTATED for t in found):
        return None
    start, end = context.layout.bounds(Scope.SENTENCE, found[0].at)
    return context_prefactor(context, at) if context.slopes.within(start, end) else None


def prefactor_is_far(context: Context, at: int) -> bool:
    """Whether the prefactor stands in another part of a text that states several temperatures."""
    _, scope = nearest(context.layout, at, context.slopes, lambda p: round(p.kelvin, 2))
    stated = {same_temperature(t) for t in context.temperatures.items[:MANY] if not t.blocked}
    return scope == Scope.DOCUMENT and len(stated) > 1 and not _is_general(context)


def _is_general(context: Context) -> bool:
    """Whether the one prefactor stands in the preamble of a sheet, in front of all temperatures."""
    if not context.temperatures.items or not context.slopes.items:
        return False
    first, prefactor = context.temperatures.items[0], context.slopes.items[0]
    start, end = context.layout.bounds(Scope.SECTION, prefactor.at)
    return start == 0 and end <= first.at


def context_prefactor(context: Context, at: int) -> Input | None:
    """Return the one prefactor that the text gives for general use near ``at``; a tie gives None."""
    found, _ = nearest(context.layout, at, context.slopes, lambda p: round(p.kelvin, 2))
    everywhere = {round(p.kelvin, 2) for p in context.slopes.items[:MANY]}
    return prefactor_input(found[0], "context") if len(found) == 1 and len(everywhere) == 1 else None
