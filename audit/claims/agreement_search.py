"""The laws tried on the values around one number: what agrees, what a slip explains, what a question asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product
from math import isfinite, log10

from nernstian.audit.claims.agreement_table import AGREEMENTS
from nernstian.audit.claims.electrical_table import Choice, Template
from nernstian.audit.claims.slots import Finder, Slot
from nernstian.audit.claims.surface_charge import valence_near
from nernstian.audit.claims.trials import (
    Match,
    arguments_of,
    candidates,
    is_possible,
    relative_width,
    rounding,
    value_of,
)
from nernstian.audit.context import Context
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import NUMBER, POTENTIAL, Dimension

_TRIED = 48  # combinations of values that are tried
_DECADES = 3.0  # over how many powers of ten values of one kind are spread
# how likely a match that means nothing may be: with a word that names the quantity, and without
_CHANCE = {True: 0.04, False: 0.01}
_PRECISE = 0.011  # relative width of three digits
_COARSE = 0.35  # relative width of one digit: wider ones need one product in their own sentence
_CLOSE = 0.06
_ALONE = 2  # sets of values of a whole document that are as good as one
_QUESTION = 160
_RIVALS = 2  # sets of values that may be meant where a slip is looked for
_LIST_INDEX = 6  # characters of a question that may hold its own number
_FAR = 3  # powers of ten by which a slip is off: farther away is another thing
_GEOMETRIC = {"sphere": [4.0], "sphere_volume": [8.0], "cylinder_side": [2.0], "cylinder_volume": [4.0]}
_REVERSAL = re.compile(
    r"(?:\bE_?\(?[A-Za-z]{0,4}[\d+^\-]{0,3}\)?|\b(?:reversal|equilibrium|Nernst)\spotential[^.;\d]{0,30}|Umkehrpotential[^.;\d]{0,20}"
    r"|potentiel\sd'(?:inversion|équilibre)[^.;\d]{0,20}|potencial\sde\s(?:inversión|equilibrio)[^.;\d]{0,20})"
    r"[\s=:≈(]{0,4}(?:is|of|was|being|ist|von|de)?\s?[+\-−]?$"
)
# of many channels the current is a multiple of that of one
_SEVERAL = re.compile(r"\d\s(?:\w+\s)?(?:channels|Kanäle|canaux|canales|canali|kanalen)\b", re.IGNORECASE)
_ANSWER = re.compile(r"[\W\d_]{0,12}(?:[A-Za-zÀ-ÿ]{1,9}[\W\d_]{0,8}){0,2}")


def _words(context: Context, number: Number) -> str:
    """The words that lead to a number: its sentence, and the question that it answers."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    own = context.text[max(start, number.start - 100) : number.start]
    asked = context.layout.answers.question(number.start)
    if asked is not None and _ANSWER.fullmatch(own[:60]) is not None:
        return context.text[max(asked[0], asked[1] - _QUESTION) : asked[1]] + own
    section, _ = context.layout.bounds(Scope.SECTION, number.start)
    if start > section and _ANSWER.fullmatch(own[:60]) is not None:
        return context.text[max(section, start - _QUESTION) : start] + own
    return own


def _valences(context: Context, number: Number) -> tuple[float, ...]:
    """The valences that may be meant: of the ion that the sentence names, else of those around it, or one."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    own = valence_near(context, number) or 1.0
    start, end = max(start, number.start - 400), min(end, number.start + 400)
    if own != 1.0 or context.ions.within(start, end):
        return (own,)
    section, _ = context.layout.bounds(Scope.SECTION, number.start)
    around = context.ions.within(max(section, number.start - 1500), number.start)
    return tuple(dict.fromkeys((*(float(abs(VALENCE[mention.ion])) for mention in around[-1:]), 1.0)))


_BY_DIMENSION: dict[Dimension, list[Template]] = {}
for _template in AGREEMENTS:
    _BY_DIMENSION.setdefault(_template.dimension, []).append(_template)


class Search:
    """The laws tried on one number; the chance of a match that means nothing grows with every trial."""

    def __init__(self, finder: Finder, number: Number) -> None:
        self.finder, self.number = finder, number
        self.context = finder.context
        self.words = _words(self.context, number)
        self.width = relative_width(number)
        self.valences = _valences(self.context, number)
        edges = interval_of(number) if number.unit is not None else (0.0, 0.0)
        low, high = sorted(abs(number.unit.to_si(edge)) if number.unit else 0.0 for edge in edges)
        self.low, self.high = low * (1.0 - 1e-9), high * (1.0 + 1e-9)
        self.rows = self._rows()
        self.tried: dict[int, list[list[int]]] = {}
        self.near: dict[int, list[Number]] = {}

    def _rows(self) -> list[tuple[Template, bool]]:
        number = self.number
        dimension = number.unit.dimension if number.unit is not None else NUMBER
        rows: list[tuple[Template, bool]] = []
        for template in _BY_DIMENSION.get(dimension, ()):
            if template.after is not None and not template.after.match(self.context.text, number.unit_end):
                continue
            named = self.context.may_hold(template.cue) and bool(template.cue.search(self.words))
            if template.where is not None:
                low, _ = self.context.layout.bounds(Scope.SECTION, number.start)
                around = self.context.text[max(low, number.start - 800) : number.unit_end + 40]
                named = named and template.where.search(around) is not None
            if named or (self.width <= _PRECISE and dimension != POTENTIAL and template.where is None):
                rows.append((template, named))
        return rows

    def matches(self) -> list[Match]:
        """The sets of values of the narrowest scope that reproduce the number; none where chance may have."""
        # of two digits in another section, or of one in another sentence, the match says nothing, unless
        # words name the quantity and its values stand alone in the document
        reach = 5 if self.width > _PRECISE else 6
        rows = [(*row, choices) for row in self.rows if (choices := self._possible(row[0]))]
        windows = self._windows()[: 1 if self.width > _COARSE else 6] if rows else []
        for at, low in enumerate(windows):
            found = [match for row in rows for match in self._of(*row, low)]
            if at >= reach:
                found = [match for match in found if match.named and match.tried <= _ALONE]
            if found:
                return found if self._is_no_chance(min(found, key=lambda match: match.order)) else []
        return []

    def _is_no_chance(self, best: Match) -> bool:
        """Whether so few values were tried that their agreement says something."""
        if self.width > _COARSE:
            value = self._si(best)
            near = self.number.unit is not None and abs(self.number.unit.from_si(value) / self.number.value)
            return best.named and best.tried == 1 and abs(near - 1.0) < _CLOSE
        decades = log10((1.0 + self.width) / (1.0 - self.width))
        return 0.5 * best.tried * decades / _DECADES <= _CHANCE[best.named]

    def _windows(self) -> list[int]:
        """Where the sentence, the block, the one before it, the list, the section and the document begin."""
        layout, at = self.context.layout, self.number.start
        section, _ = layout.bounds(Scope.SECTION, at)
        block, _ = layout.bounds(Scope.BLOCK, at)
        before = layout.block_at(max(section, block - 1)).start
        group, _ = layout.bounds(Scope.GROUP, at)
        sentence, _ = layout.bounds(Scope.SENTENCE, at)
        return [sentence, block, before, min(group, before), section, 0]

    def _possible(self, template: Template) -> list[Choice]:
        """The choices of a template for whose every slot the document states something."""
        return [choice for choice in template.choices if all(self._near(slot, 0) for slot in choice.slots)]

    def _of(self, template: Template, named: bool, choices: list[Choice], low: int) -> Iterator[Match]:
        for choice in choices:
            lists = [self._near(slot, low) for slot in choice.slots]
            if not all(lists) or not self._is_new(choice, lists):
                continue
            tries = islice(product(*lists), _TRIED)
            sets = [n for n in tries if is_possible(self.number, n) and self._in_place(choice, n)]
            valences = self.valences if template.valence else (1.0,)
            for numbers, valence in product(sets, valences):
                if self._fits(template, choice, numbers, valence):
                    tried = len(sets) * len(valences)
                    yield Match(template, choice, numbers, self._reach(numbers), named, valence, tried)

    def _near(self, slot: Slot, low: int) -> list[Number]:
        """The nearest values of a slot from ``low`` on: the first of those of the whole document."""
        if id(slot) not in self.near:
            self.near[id(slot)] = candidates(self.finder, self.number, slot, 0)
        return [number for number in self.near[id(slot)] if number.start >= low]

    def _in_place(self, choice: Choice, numbers: tuple[Number, ...]) -> bool:
        """Whether no reversal potential that the words name stands for the membrane potential."""
        names = [slot.name for slot in choice.slots]
        if "E" not in names or "V" not in names:
            return True
        voltage, reversal = numbers[names.index("V")], numbers[names.index("E")]
        return not self._is_reversal(voltage) or self._is_reversal(reversal)

    def _is_reversal(self, number: Number) -> bool:
        return _REVERSAL.search(self.context.text, max(0, number.start - 60), number.start) is not None

    def _is_new(self, choice: Choice, lists: list[list[Number]]) -> bool:
        """Whether a wider window holds values that a narrower one did not."""
        places = [[n.start for n in found] for found in lists]
        old = self.tried.get(id(choice))
        self.tried[id(choice)] = places
        return places != old

    def _reach(self, numbers: tuple[Number, ...]) -> Scope:
        layout = self.context.layout
        return max(layout.distance(self.number.start, n.start) for n in numbers)

    def _fits(self, template: Template, choice: Choice, numbers: tuple[Number, ...], valence: float) -> bool:
        value = value_of(template, arguments_of(template, choice, numbers, valence))
        if not isfinite(value) or not 0.5 * self.low <= value <= 2.0 * self.high:
            return False
        signed = any(slot.signed for slot in choice.slots)
        slack = 0.0 if signed else sum(rounding(n) for n in numbers)
        return self.low <= value * (1.0 + slack) and value * (1.0 - slack) <= self.high

    def slips(self) -> list[Match]:
        """The one set of values that a slip makes the number of; none where another set is as near."""
        if not _has_digits(self.number) or _SEVERAL.search(self.words):
            return []
        for low in self._windows()[:4]:
            sets: list[Match] = []
            for template, named in self.rows:
                sets += self._only(template, low) if named and self._is_called(template) else []
            if sets:
                fits = [match for match in sets if self._slipped(match)]
                values = {f"{self._si(match):.2g}" for match in sets}
                return fits if len(values) <= _RIVALS else []
        return []

    def answers(self) -> list[Match]:
        """The one set of values that a question states, all of them and no more, for the answer behind it."""
        question = self._question()
        if question is None or self.width > _COARSE:
            return []
        start, end = question
        asked = list(self.context.numbers_in(start + _LIST_INDEX, end))
        sets = [
            match
            for template, named in self.rows
            if named and self._is_called(template)
            for match in self._only(template, start)
            if {n.start for n in asked} == {n.start for n in match.numbers}
        ]
        return sets if len({f"{self._si(match):.3g}" for match in sets}) == 1 else []

    def _question(self) -> tuple[int, int] | None:
        """Where the question is that a number answers; None where there is none, or more is said."""
        layout, at = self.context.layout, self.number.start
        section, _ = layout.bounds(Scope.SECTION, at)
        block = layout.block_at(at)
        answer = block.start
        if answer > section:
            before = layout.block_at(answer - 1)
            start, end = before.start, before.end
        else:
            start, end = answer, answer
        mark = self.context.text.rfind("?", block.start, at)
        if mark >= 0:
            start, end = block.start, mark + 1
        said = self.context.text[end:at]
        asks = self.context.text[start:end].rstrip(" \n*_").endswith("?")
        return (start, end) if asks and len(said) < 40 and not re.search(r"\d", said) else None

    def _only(self, template: Template, low: int) -> Iterator[Match]:
        for choice in template.choices:
            lists = [self._near(slot, low) for slot in choice.slots]
            if all(len(found) == 1 for found in lists):
                numbers = tuple(found[0] for found in lists)
                if is_possible(self.number, numbers):
                    yield Match(template, choice, numbers, self._reach(numbers), True, self.valences[0])

    def _is_called(self, template: Template) -> bool:
        """Whether the words name the quantity itself, and not only that there is one."""
        return template.firm and (template.derived is None or template.derived.search(self.words) is not None)

    def _si(self, match: Match) -> float:
        return value_of(match.template, self._given(match))

    def _given(self, match: Match) -> dict[str, float]:
        return arguments_of(match.template, match.choice, match.numbers, match.valence)

    def _slipped(self, match: Match) -> bool:
        arguments, number, value = self._given(match), self.number, self._si(match)
        if number.unit is None or not isfinite(value) or value <= 0.0:
            return False
        value = number.unit.from_si(value)
        low, high = sorted(abs(edge) for edge in interval_of(number))
        power = round(log10(abs(number.value) / value))
        factors = [float(f"1e{power}")] if 0 < abs(power) <= _FAR else []
        factors += [arguments["z"]] if arguments.get("z", 1.0) != 1.0 else []
        factors += _GEOMETRIC.get(match.template.law, []) if match.choice.slots[0].factor != 1.0 else []
        return any(low * (1.0 - 1e-9) <= value * factor <= high * (1.0 + 1e-9) for factor in factors)


def _has_digits(number: Number) -> bool:
    """Whether a number has two digits that say something: those of 1.0 and 200 are common."""
    digits = re.sub(r"\D", "", re.split(r"[eE×x*·]", number.text)[0]).strip("0")
    return len(digits) >= 2 and number.hedge is None and not number.bare_power
