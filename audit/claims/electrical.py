"""The electrical and geometric laws in prose: one table of templates over one way to find arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isfinite, log10, pi

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound, exact
from nernstian.audit.claims.counts import as_count, with_millions
from nernstian.audit.claims.electrical_table import AMOUNT, NAMES, SPHERE, TABLE, THICKNESS, Choice, Template
from nernstian.audit.claims.guards import is_answer_option
from nernstian.audit.claims.slots import Bound, Finder, is_round
from nernstian.audit.claims.surface_charge import valence_near
from nernstian.audit.claims.wholes import ONE_VOLT, UNIT_AREA
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC, evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import AREA, CHARGE, LENGTH, NUMBER, POTENTIAL, SPECIFIC_CAPACITANCE, Unit

# what sizes give that take the diameter for the radius, and a sphere's section for its surface
CONFUSED = {
    "sphere": (4.0, 0.25), "sphere_volume": (8.0, 0.125),
    "cylinder_side": (2.0, 0.5), "cylinder_volume": (4.0, 0.25),
}  # fmt: skip
_PRINTED = 0.01
_WALL = 1e-6  # m
_CLOSE = 0.06  # which of several readings a text means: the one that fits
# what is counted carries one elementary charge, whatever ion is named nearby
_ELEMENTARY = re.compile(
    r"\s?(?:(?:elementary\s|unit\s)?charges\b|(?:singly[\s-]charged|monovalent|univalent)\s)"
)
_COMPUTED = re.compile(
    r"=|√|comput|calculat|deriv|predict|berechn|calcul|bereken|[CR]_?[mi]\s?[·×*/]?\s?[CR]_?m"
)
_NEUTRAL = Input("E", "0 mV", 0.0, 0.0, Unit("mV", 1e-3, POTENTIAL), "default")
_FARAD = Unit("F/m2", 1.0, SPECIFIC_CAPACITANCE)  # a whole capacitance, as that of one square metre
_SQUARE_MICRON, _COULOMB = Unit("µm2", 1e-12, AREA), Unit("C", 1.0, CHARGE)


@dataclass(frozen=True, slots=True)
class _Filled:
    """The arguments of one choice and the widest scope that one was found in."""

    inputs: tuple[Input, ...]
    scope: Scope


def _sphere_area(radius: Input) -> Input:
    area = [4.0 * pi * value * value for value in (radius.value, radius.low, radius.high)]
    return Input(
        "A", f"4π({radius.text})^2", area[0], area[0] / _SQUARE_MICRON.scale, _SQUARE_MICRON, radius.source,
        area[1], area[2], radius.number,
    )  # fmt: skip


def _multiplied(name: str, factors: tuple[Input, ...]) -> Input:
    """The product of arguments as one: Q of a capacitance and a voltage, C of one per area and an area."""
    value, low, high = 1.0, 1.0, 1.0
    for factor in factors:
        value, low, high = value * factor.value, low * factor.low, high * factor.high
    shown = [factor.text for factor in factors if factor.source != "default"]
    unit = _FARAD if name == "c_m" else _COULOMB
    return Input(name, " × ".join(shown), value, value, unit, factors[0].source, low, high, factors[0].number)


def _fill(finder: Finder, number: Number, choice: Choice) -> _Filled | str:
    """The arguments of a choice, or which is missing."""
    bounds: list[Bound] = []
    for slot in choice.slots:
        bound = finder.fill(number, slot)
        if bound.given is None:
            named = NAMES.get(slot.name, slot.name)
            return (
                f"several values of the {named} are equally near"
                if bound.tied
                else f"no {named} is stated near it"
            )
        bounds.append(bound)
    inputs = tuple(bound.given for bound in bounds if bound.given is not None)
    places = [given.number.start for given in inputs if given.number is not None]
    if len(set(places)) != len(places):
        return "one number would be two arguments"
    if choice.follows and any(place > number.start for place in places):
        return "what it would be recomputed from follows it"
    scopes = [
        _scope(finder.context, number, given, bound.scope)
        for given, bound in zip(inputs, bounds, strict=True)
    ]
    return _Filled(_shaped(choice, inputs), max(scopes, default=Scope.CLAUSE))


def _scope(context: Context, number: Number, given: Input, scope: Scope) -> Scope:
    """How far away an input stands; the items of one list belong together as a sentence does.

    So do the rows of a list of parameters, where the row says that its value is computed, and an answer with
    its question.
    """
    if given.number is None:
        return scope
    if is_asked(context, number, given.number.start):
        return Scope.SENTENCE
    if scope != Scope.GROUP:
        return scope
    kinds = {context.layout.block_at(at).kind for at in (number.start, given.number.start)}
    row = context.text[slice(*context.layout.bounds(Scope.BLOCK, number.start))]
    listed = kinds == {"item"} or (kinds == {"row"} and _COMPUTED.search(row) is not None)
    return Scope.SENTENCE if listed else scope


def is_asked(context: Context, number: Number, at: int) -> bool:
    """Return whether a place lies in the question that a number's answer belongs to."""
    question = context.layout.answers.question(number.start)
    return question is not None and question[0] <= at < question[1]


def question_of(context: Context, number: Number) -> str:
    """Return the question that a number's answer belongs to, or the section it refers to ("" for none)."""
    answers = context.layout.answers
    there = answers.question(number.start) or answers.referred(number.start)
    return context.text[there[0] : min(there[1], there[0] + 1500)] + "\n" if there is not None else ""


def _shaped(choice: Choice, inputs: tuple[Input, ...]) -> tuple[Input, ...]:
    """The inputs as the law wants them: areas of spheres, charges of capacitors."""
    if choice.sphere:
        inputs = tuple(_sphere_area(given) if given.name == SPHERE else given for given in inputs)
    if choice.product:
        merged = tuple(given for given in inputs if given.name in choice.factors)
        rest = tuple(given for given in inputs if given.name not in choice.factors)
        inputs = (_multiplied(choice.product, merged), *rest)
    return inputs


def _completed(
    context: Context, number: Number, template: Template, inputs: tuple[Input, ...]
) -> tuple[Input, ...] | str:
    """The inputs with what no text states: one square metre, one volt, the valence."""
    names = {given.name for given in inputs}
    extra: list[Input] = []
    if template.needs_area and "A" not in names:
        extra.append(UNIT_AREA)
    if template.at_one_volt:
        extra.append(ONE_VOLT)
    if template.law == "ohmic_current" and "E" not in names:
        extra.append(_NEUTRAL)
    if template.valence and "z" not in names:
        counted = _ELEMENTARY.match(context.text, number.unit_end)
        valence = 1.0 if counted is not None else valence_near(context, number)
        if valence is None:
            return "ions of several valences are named near it"
        extra.append(exact("z", valence, "context"))
    return (*inputs, *extra)


def bound_claim(
    context: Context,
    number: Number,
    template: Template,
    choice: Choice,
    inputs: tuple[Input, ...],
    scope: Scope,
) -> Claim | str:
    """Make the claim of a template whose arguments are known, or say why there is none."""
    return _claim(context, number, template, _Filled(_shaped(choice, inputs), scope))


def _claim(context: Context, number: Number, template: Template, filled: _Filled) -> Claim | str:
    inputs = _completed(context, number, template, filled.inputs)
    if isinstance(inputs, str) or number.unit is None:
        return inputs if isinstance(inputs, str) else "no unit"
    if template.law == ARITHMETIC:
        inputs = (_computed(template, inputs),)
    return Claim(
        template.rule,
        template.law,
        template.quantity,
        number,
        number.unit,
        inputs,
        reach=filled.scope,
        magnitude=_is_magnitude(template, number, inputs),
        solved=template.solved,
        firm=_is_firm(context, number, template, filled) and not is_answer_option(context, number),
    )


def _is_magnitude(template: Template, number: Number, inputs: tuple[Input, ...]) -> bool:
    """Whether signs are left out of account: all are, but that of a current which agrees."""
    if template.law != "ohmic_current" or not number.sign:
        return True
    value = evaluate(template.law, {given.name: given.value for given in inputs})
    return (value < 0.0) != (number.value < 0.0)


def _is_firm(context: Context, number: Number, template: Template, filled: _Filled) -> bool:
    """Whether the arguments surely belong to the number: stated before it, in its sentence or list."""
    places = [given.number.start for given in filled.inputs if given.number is not None]
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    derived = template.derived is None or template.derived.search(
        context.text, max(start, number.start - max(80, template.reach)), number.start
    )
    own = number.unit.dimension if number.unit is not None else None
    earlier = [
        n.start
        for n in context.numbers_in(max(start, number.start - 300), number.start)
        if n.unit is not None and n.unit.dimension == own and n.start not in places
    ]
    # "... is 0.8 mm; in a squid axon it is 5 mm": the second value has no arguments of its own
    spent = bool(earlier) and all(place < earlier[-1] for place in places)
    before = all(place < number.start for place in places) and not spent
    return template.firm and filled.scope <= Scope.SENTENCE and before and derived is not None


def _computed(template: Template, inputs: tuple[Input, ...]) -> Input:
    """The value of a template that is no law of the book: a product or a ratio of its arguments."""
    valence = next((given.value for given in inputs if given.name == "z"), 1.0)
    first, *rest = (given for given in inputs if given.name != "z")
    value, low, high, text = first.value, first.low, first.high, first.text
    for second in rest:
        if template.ratio:
            value, low, high = value / second.value, low / second.high, high / second.low
        else:
            value, low, high = value * second.value, low * second.low, high * second.high
        text += f" {'/' if template.ratio else '×'} {second.text}"
    scale = template.constant / valence
    return Input(
        "value", text, value * scale, value * scale, DIMENSIONLESS, "stated", low * scale, high * scale
    )


def _agrees(claim: Claim) -> bool:
    computed = claim.unit.from_si(
        evaluate(claim.formula, {given.name: given.value for given in claim.inputs})
    )
    return isfinite(computed) and abs(abs(computed) - abs(claim.number.value)) <= _CLOSE * abs(
        claim.number.value
    )


def _is_slip(claim: Claim) -> bool:
    """Whether a number has the digits of its law's result at another power of ten, or confuses two sizes."""
    value = claim.unit.from_si(evaluate(claim.formula, {given.name: given.value for given in claim.inputs}))
    if not (isfinite(value) and value != 0.0 and claim.number.value != 0.0):
        return False
    power = round(log10(abs(claim.number.value / value)))
    low, high = sorted(abs(edge) for edge in interval_of(claim.number))
    factors = [*CONFUSED.get(claim.law, ()), *([float(f"1e{power}")] if power else [])]
    return any(low <= abs(value) * factor <= high for factor in factors)


def _with_slip(context: Context, template: Template, claim: Claim) -> Claim:
    """Return the claim with what its digits say of the binding.

    Where they are right and only the power of ten is not, the inputs surely belong to it, though they stand
    in an earlier sentence of the paragraph.
    """
    low, high = sorted(abs(edge) for edge in interval_of(claim.number))
    arguments = {given.name: given.value for given in claim.inputs}
    computed = abs(claim.unit.from_si(evaluate(claim.formula, arguments)))
    places = [given.number.start for given in claim.inputs if given.number is not None]
    near = claim.reach <= Scope.BLOCK and all(place < claim.number.start for place in places)
    precise = low > 0.0 and high / low < 1.11 and isfinite(computed) and computed > 0.0
    if not (isfinite(computed) and computed > 0.0 and claim.number.value != 0.0):
        return claim
    if is_round(claim.number, computed):
        return replace(claim, firm=False)
    power = round(log10(abs(claim.number.value) / computed))
    slip = precise and power != 0 and low <= computed * float(f"1e{power}") <= high
    if slip and (is_printed_before(context, claim, computed) or _has_other_thickness(context, claim)):
        return replace(claim, firm=False)  # the right result stands there: this one is of something else
    if precise and template.firm and any(low <= computed * f <= high for f in CONFUSED.get(claim.law, ())):
        # a diameter for a radius, or a section for a surface: the size is surely the one that was meant
        earlier = all(place < claim.number.start for place in places)
        return replace(claim, firm=claim.reach <= Scope.SECTION and earlier)
    if claim.firm:
        # a value of quite another size, with other digits, is rather that of another thing; and what is not
        # said to be a ball or a cylinder may have another shape
        shaped = claim.rule != "NE112" or _SHAPE.search(_around(context, claim.number)) is not None
        return replace(claim, firm=(abs(power) < 2 and shaped and not template.slips) or slip)
    sure = slip and near and template.firm and template.derived is None
    return replace(claim, firm=sure and not is_answer_option(context, claim.number))


def is_printed_before(context: Context, claim: Claim, computed: float) -> bool:
    """Return whether the paragraph has the result of a law already, with the digits of the number."""
    number = claim.number
    start, _ = context.layout.bounds(Scope.BLOCK, number.start)
    return any(
        n.usable and n.unit is not None and n.unit.dimension == claim.unit.dimension
        and abs(abs(claim.unit.from_si(n.si())) / computed - 1.0) < _PRINTED
        for n in context.numbers_in(max(start, number.start - 300), number.start)
    )  # fmt: skip


def _has_other_thickness(context: Context, claim: Claim) -> bool:
    """Whether the sentence of a field states a thickness that is no membrane's: that of a wall."""
    if claim.law != "membrane_field":
        return False
    start, _ = context.layout.bounds(Scope.SENTENCE, claim.number.start)
    return any(
        n.unit is not None and n.unit.dimension == LENGTH and THICKNESS.high < n.si() <= _WALL
        for n in context.numbers_in(max(start, claim.number.start - 200), claim.number.start)
    )


_SHAPE = re.compile(
    r"spher|\bround|ball\b|Kugel|sphèr|sphér|esfér|esfera|sfer|bol(?:vorm)?\b|cylind|[Zz]ylind|cilind|π|\baxon|axón|Axon|assone|fib(?:re|er|ra)|Faser|vezel",
    re.IGNORECASE,
)


def _around(context: Context, number: Number) -> str:
    """The section around a number, with its question."""
    low, _ = context.layout.bounds(Scope.SECTION, number.start)
    return question_of(context, number) + context.text[max(low, number.start - 800) : number.unit_end + 60]


_LETTERS = re.compile(r"[^\W\d_]{3}")


def _is_meant(context: Context, number: Number, template: Template) -> bool:
    """Whether the words around a number say that it is an instance of a template."""
    if template.after is None and not context.may_hold(template.cue):
        return False
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.text[max(start, number.start - template.reach) : number.start]
    after = context.text[number.unit_end : min(end, number.unit_end + 30)]
    if not _LETTERS.search(before):  # the words stand in the question
        before = question_of(context, number) + before
    if not template.cue.search(before) and not (template.after is not None and template.after.match(after)):
        return False
    sentence = context.text[max(start, number.start - 400) : min(end, number.unit_end + 200)]
    if template.never is not None and template.never.search(sentence):
        return False
    if template.where is not None:
        low, _ = context.layout.answers.answer(number.start) or context.layout.bounds(
            Scope.SECTION, number.start
        )
        around = context.text[max(low, number.start - 800) : number.unit_end + 60]
        return template.where.search(question_of(context, number) + around) is not None
    return True


def _recognise(finder: Finder, number: Number) -> Claim | Unbound | None:
    context = finder.context
    claims: list[Claim] = []
    reasons: list[str] = []
    dimension = number.unit.dimension if number.unit is not None else None
    for template in TABLE:
        if dimension == NUMBER and number.unit is not None and number.unit.text != "1":
            break  # a percentage counts no ions
        if template.dimension != dimension or not _is_meant(context, number, template):
            continue
        for choice in template.choices:
            filled = _fill(finder, number, choice)
            made = filled if isinstance(filled, str) else _claim(context, number, template, filled)
            if isinstance(made, str):
                reasons += [made] if template.cue.pattern else []
            else:
                claims.append(_with_slip(context, template, made))
    if claims:
        return _likeliest(claims)
    return Unbound(number, reasons[0]) if reasons else None


def _likeliest(claims: list[Claim]) -> Claim:
    """Which of several readings a text means: the one that fits, else the nearest, and that not firmly."""
    fits = [claim for claim in claims if _agrees(claim)]
    if fits:
        others = {claim.law for claim in claims if claim not in fits}
        caveat = "if it is meant as this law and not as another near it" if others else ""
        return replace(fits[0], caveat=fits[0].caveat or caveat)
    nearest = min(claims, key=lambda claim: claim.reach)
    sure = [claim for claim in claims if claim.firm and _is_slip(claim)]
    if len(sure) == 1:
        return sure[0]  # its own digits, after a slip
    return nearest if len(claims) == 1 else replace(nearest, firm=False)


def _is_spare(found: Claim | Unbound) -> bool:
    """Whether a claim says nothing of an amount, which may be that of counted ions instead."""
    if not isinstance(found, Claim) or found.unit.dimension != AMOUNT:
        return False
    return not found.firm and not _agrees(found)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the numbers that the table of templates knows."""
    context = facts.context
    finder = Finder(context)
    for printed in context.numbers:
        if printed.is_range or printed.doubt or printed.damage:
            continue
        if printed.unit is None and not context.text[printed.end : printed.end + 2].strip()[:1].isalpha():
            continue  # neither "million" nor "ions" stands behind it
        number = as_count(context, printed) or with_millions(context, printed)
        if number.unit is not None:
            found = _recognise(finder, number)
            if found is not None and not _is_spare(found):
                yield found
