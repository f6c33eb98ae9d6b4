"""Numbers whose digits say what they are: one law reproduces them from what the text states near them.

Words bind a number firmly or not at all; authors are freer than any list of words. So where no template of
words has a number, the laws are tried on the values around it: in its sentence, its paragraph, its list, its
section, the document. If the digits come out, and so few values were tried that chance would hardly have
done it, the number is what the law says. A number that no law reproduces is called wrong only if its words
name the quantity, each value stands once in front of it, in its paragraph or list, and a slip (a power of
ten, the valence, a diameter for a radius) gives its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product
from math import isfinite, log10, pi

from nernstian.audit.claims.agreement_table import AGREEMENTS
from nernstian.audit.claims.base import Claim, Facts, Input, exact
from nernstian.audit.claims.counts import as_count, as_rate, with_millions
from nernstian.audit.claims.electrical import bound_claim
from nernstian.audit.claims.electrical_table import SPHERE, Choice, Template
from nernstian.audit.claims.guards import is_answer_option
from nernstian.audit.claims.slots import Finder, Slot, unitless
from nernstian.audit.claims.surface_charge import valence_near
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC, evaluate
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import CHARGE, NUMBER, POTENTIAL, Dimension

_NEAREST = 6  # values of one kind that are tried
_TRIED = 48  # combinations of values that are tried
_DECADES = 3.0  # over how many powers of ten values of one kind are spread
_CHANCE = {
    True: 0.12,
    False: 0.03,
}  # of a match that means nothing: with a word that names the quantity, without
_PRECISE = 0.011  # relative width of three digits
_COARSE = 0.35  # relative width of one digit: wider ones need one product in their own sentence
_CLOSE = 0.06
_QUESTION = 160
_RIVALS = 2  # sets of values that may be meant where a slip is looked for
_FAR = 3  # powers of ten by which a slip is off: farther away is another thing
_GEOMETRIC = {"sphere": [4.0], "sphere_volume": [8.0], "cylinder_side": [2.0], "cylinder_volume": [4.0]}
_ANSWER = re.compile(r"[\W\d_]{0,12}(?:[A-Za-zÀ-ÿ]{1,9}[\W\d_]{0,8}){0,2}")
_REPORTED = re.compile(
    r"\b(?:measur|record|mesur|gemess|medid|misurat|gemeten|literature|typical|range|usually|between|published)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Match:
    """A set of values that reproduces a number: what was tried, with which values, how far away."""

    template: Template
    choice: Choice
    numbers: tuple[Number, ...]
    scope: Scope
    named: bool
    valence: float = 1.0

    @property
    def order(self) -> tuple[bool, Scope, int]:
        """What is likelier meant: what words name, what is near."""
        return not self.named, self.scope, -min(number.start for number in self.numbers)


def _words(context: Context, number: Number) -> str:
    """The words that lead to a number: its sentence, and the question that it answers."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    own = context.text[max(start, number.start - 100) : number.start]
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


def _width(number: Number) -> float:
    """The relative width of what a number may stand for; 1 where it says nothing."""
    low, high = sorted(abs(edge) for edge in interval_of(number))
    return (high - low) / abs(number.value) if number.value and low > 0.0 else 1.0


def _rounding(number: Number) -> float:
    """The relative half-width of an input that looks like a result: several digits, no zero at the end."""
    digits = re.sub(r"\D", "", re.split(r"[eE×x*]", number.text)[0]).strip("0")
    if len(digits) < 2 or not number.value or number.zero_step:
        return 0.0
    return 0.5 * number.last_digit / abs(number.value)


def _given(finder: Finder, number: Number, slot: Slot, low: int) -> list[Number]:
    """The nearest values of a slot between ``low`` and a number: what follows it is rather given by it."""
    if slot.dimension == NUMBER:
        near = unitless(finder.context, number, slot, low, number.start)
    else:
        near = list(finder.fits(slot).within(low, number.start, around=number.start))
    near = [n for n in reversed(near) if n.value != 0.0]
    firsts: dict[float, Number] = {}
    for found in near:
        firsts.setdefault(found.si() if slot.signed else abs(found.si()), found)
    return list(firsts.values())[:_NEAREST]


def _arguments(template: Template, choice: Choice, numbers: tuple[Number, ...], z: float) -> dict[str, float]:
    """The arguments of a law as it wants them; those that no text states are one."""
    values: dict[str, float] = {}
    for slot, number in zip(choice.slots, numbers, strict=True):
        value = (number.si() if slot.signed else abs(number.si())) * slot.factor
        values["A" if slot.name == SPHERE else slot.name] = (
            4.0 * pi * value**2 if slot.name == SPHERE else value
        )
    if choice.product:
        whole = 1.0
        for factor in choice.factors:
            whole *= values.pop(factor)
        values[choice.product] = whole
    if template.needs_area:
        values.setdefault("A", 1.0)
    if template.at_one_volt:
        values["V"] = 1.0
    if template.law == "ohmic_current":
        values.setdefault("E", 0.0)
    if template.valence:
        values["z"] = z
    return values


def _value(template: Template, arguments: Mapping[str, float]) -> float:
    if template.law != ARITHMETIC:
        law = f"{template.law}:{template.solved}" if template.solved else template.law
        return abs(evaluate(law, arguments))
    plain = [value for name, value in arguments.items() if name != "z"]
    second = plain[1] if len(plain) > 1 else 1.0
    value = plain[0] / second if template.ratio else plain[0] * second
    return value * template.constant / arguments.get("z", 1.0)


def _is_possible(number: Number, numbers: tuple[Number, ...]) -> bool:
    """Whether no value is used twice, and a printed sign is not that of the opposite."""
    negative = any(n.value < 0.0 for n in numbers)
    charge = number.unit is not None and number.unit.dimension == CHARGE
    if (negative and number.sign == "+") or (charge and number.sign == "-" and not negative):
        return False
    return len({n.start for n in numbers}) == len(numbers)


class _Search:
    """The laws tried on one number; the chance of a match that means nothing grows with every trial."""

    def __init__(self, finder: Finder, number: Number) -> None:
        self.finder, self.number = finder, number
        self.context = finder.context
        self.words = _words(self.context, number)
        self.width = _width(number)
        self.tried = 0
        self.valences = _valences(self.context, number)

    def _rows(self) -> list[tuple[Template, bool]]:
        number = self.number
        dimension = number.unit.dimension if number.unit is not None else NUMBER
        rows: list[tuple[Template, bool]] = []
        for template in AGREEMENTS:
            if template.dimension != dimension:
                continue
            if template.after is not None and not template.after.match(self.context.text, number.unit_end):
                continue
            named = bool(template.cue.search(self.words))
            if template.where is not None:
                low, _ = self.context.layout.bounds(Scope.SECTION, number.start)
                around = self.context.text[max(low, number.start - 800) : number.start]
                named = named and template.where.search(around) is not None
            if named or (self.width <= _PRECISE and dimension != POTENTIAL and template.where is None):
                rows.append((template, named))
        return rows

    def matches(self) -> list[_Match]:
        """The sets of values of the narrowest scope that reproduce the number; none where chance may have."""
        rows = self._rows()
        # of two digits in another section, or of one in another sentence, the match says nothing
        reach = 1 if self.width > _COARSE else 5 if self.width > _PRECISE else 6
        for low in self._windows()[:reach]:
            self.tried = 0
            found = [match for template, named in rows for match in self._of(template, named, low)]
            if found:
                return found if self._is_no_chance(min(found, key=lambda match: match.order)) else []
        return []

    def _is_no_chance(self, best: _Match) -> bool:
        """Whether so few values were tried that their agreement says something."""
        if self.width > _COARSE:
            value = self._si(best)
            near = self.number.unit is not None and abs(self.number.unit.from_si(value) / self.number.value)
            return best.named and self.tried == 1 and abs(near - 1.0) < _CLOSE
        decades = log10((1.0 + self.width) / (1.0 - self.width))
        return 0.5 * self.tried * decades / _DECADES <= _CHANCE[best.named]

    def _windows(self) -> list[int]:
        """Where the sentence, the block, the one before it, the list, the section and the document begin."""
        layout, at = self.context.layout, self.number.start
        section, _ = layout.bounds(Scope.SECTION, at)
        block, _ = layout.bounds(Scope.BLOCK, at)
        before = layout.block_at(max(section, block - 1)).start
        group, _ = layout.bounds(Scope.GROUP, at)
        sentence, _ = layout.bounds(Scope.SENTENCE, at)
        return [sentence, block, before, min(group, before), section, 0]

    def _of(self, template: Template, named: bool, low: int) -> Iterator[_Match]:
        for choice in template.choices:
            lists = [_given(self.finder, self.number, slot, low) for slot in choice.slots]
            for numbers in islice(product(*lists), _TRIED):
                if not _is_possible(self.number, numbers):
                    continue
                self.tried += 1
                for valence in self.valences if template.valence else (1.0,):
                    if self._fits(template, choice, numbers, valence):
                        yield _Match(template, choice, numbers, self._reach(numbers), named, valence)

    def _reach(self, numbers: tuple[Number, ...]) -> Scope:
        layout = self.context.layout
        return max(layout.distance(self.number.start, n.start) for n in numbers)

    def _fits(self, template: Template, choice: Choice, numbers: tuple[Number, ...], valence: float) -> bool:
        number = self.number
        value = _value(template, _arguments(template, choice, numbers, valence))
        if number.unit is None or not isfinite(value) or value == 0.0:
            return False
        low, high = sorted(abs(number.unit.to_si(edge)) for edge in interval_of(number))
        signed = any(slot.signed for slot in choice.slots)
        slack = 0.0 if signed else sum(_rounding(n) for n in numbers)
        return low * (1.0 - 1e-9) <= value * (1.0 + slack) and value * (1.0 - slack) <= high * (1.0 + 1e-9)

    def slips(self) -> list[_Match]:
        """The one set of values that a slip makes the number of; none where another set is as near."""
        if not _has_digits(self.number):
            return []
        for low in self._windows()[:4]:
            sets: list[_Match] = []
            for template, named in self._rows():
                sets += self._only(template, low) if named and self._is_called(template) else []
            if sets:
                fits = [match for match in sets if self._slipped(match)]
                values = {f"{self._si(match):.2g}" for match in sets}
                return fits if len(values) <= _RIVALS else []
        return []

    def _only(self, template: Template, low: int) -> Iterator[_Match]:
        for choice in template.choices:
            lists = [_given(self.finder, self.number, slot, low) for slot in choice.slots]
            if all(len(found) == 1 for found in lists):
                numbers = tuple(found[0] for found in lists)
                if _is_possible(self.number, numbers):
                    yield _Match(template, choice, numbers, self._reach(numbers), True, self.valences[0])

    def _is_called(self, template: Template) -> bool:
        """Whether the words name the quantity itself, and not only that there is one."""
        return template.firm and (template.derived is None or template.derived.search(self.words) is not None)

    def _si(self, match: _Match) -> float:
        return _value(match.template, self._given(match))

    def _given(self, match: _Match) -> dict[str, float]:
        return _arguments(match.template, match.choice, match.numbers, match.valence)

    def _slipped(self, match: _Match) -> bool:
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
    return len(digits) >= 2 and number.hedge is None


def _with_rounding(given: Input, number: Number) -> Input:
    half = _rounding(number) * abs(given.value)
    return replace(given, low=given.value - half, high=given.value + half)


def _claim(finder: Finder, number: Number, match: _Match, several: bool) -> Claim | None:
    signed = any(slot.signed for slot in match.choice.slots)
    inputs = tuple(
        given if signed else _with_rounding(given, n)
        for slot, n in zip(match.choice.slots, match.numbers, strict=True)
        for given in (finder.made(slot, n, match.scope),)
    )
    if match.template.valence:
        inputs = (*inputs, exact("z", match.valence, "context"))
    claim = bound_claim(finder.context, number, match.template, match.choice, inputs, match.scope)
    if isinstance(claim, str):
        return None
    caveat = "if it is meant as this law and not as another near it" if several else ""
    return replace(claim, firm=False, caveat=caveat)


def _slip_claim(finder: Finder, number: Number, match: _Match) -> Claim | None:
    """The claim of a number that a slip explains; its inputs surely belong to it."""
    claim = _claim(finder, number, match, False)
    return replace(claim, firm=True, reach=min(match.scope, Scope.BLOCK)) if claim is not None else None


def _counted(context: Context, number: Number, rows: Dimension | None) -> Number | None:
    """The number as it is compared: a count of ions has the unit 1, others have their own."""
    if rows is not None and number.unit is not None:
        return number if number.unit.text != "%" else None
    return as_count(context, number) or as_rate(context, number)


def _around(context: Context, number: Number) -> str:
    """The words between the last number of the clause and a number, and the first behind it."""
    start, end = context.layout.bounds(Scope.CLAUSE, number.start)
    start = max(start, number.start - 120)
    before = context.numbers_in(start, number.start)
    return context.text[before[-1].unit_end if before else start : min(end, number.unit_end + 12)]


def _is_bare_option(context: Context, number: Number) -> bool:
    """Whether a number is an answer to be chosen: a letter, and hardly a word beside it."""
    block = context.layout.block_at(number.start)
    short = block.end - block.start < 60
    return short and is_answer_option(context, number)


_KNOWN = frozenset(template.dimension for template in AGREEMENTS)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the numbers that exactly one law reproduces."""
    context = facts.context
    finder = Finder(context)
    for printed in context.numbers:
        if not printed.usable or printed.value == 0.0:
            continue
        scaled = with_millions(context, printed) if printed.unit is None else printed
        dimension = scaled.unit.dimension if scaled.unit is not None else None
        if dimension is not None and dimension not in _KNOWN:
            continue
        number = _counted(context, scaled if scaled.unit is not None else printed, dimension)
        if number is None or _is_bare_option(context, number):
            continue
        if _REPORTED.search(_around(context, number)):
            continue
        search = _Search(finder, number)
        found = search.matches()
        if found:
            best = min(found, key=lambda match: match.order)
            laws = {match.template.rule for match in found}
            claim = _claim(finder, number, best, len(laws) > 1)
        else:
            slips = search.slips()
            claim = _slip_claim(finder, number, slips[0]) if slips else None
        if claim is not None:
            yield claim
