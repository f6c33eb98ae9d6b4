"""Results that a text scales from one that it has just given: "ten times higher, 0.4 %", "twice as thick: 1.3 mm".

The length constant grows with the root of the diameter and of the resistance of the membrane; that a text
forgets the root is the one thing said of it here that can be wrong.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log10

from nernstian.audit.claims.base import Claim, Facts, Input
from nernstian.audit.claims.cable_facts import derived
from nernstian.audit.claims.measures import Measure, measures
from nernstian.audit.claims.physical_targets import Target, target
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import LENGTH, NUMBER

_TIMES = re.compile(
    r"\b(?:(?P<two>twice|doubl\w*|doppelt\w*|verdoppel\w*|(?:deux|dos|due)\s(?:fois|veces|volte)|doppi[oa]|raddoppi\w*|doble|duplic\w*|dubbel\w*|verdubbel\w*|tweemaal|zweimal|two\stimes)"
    r"|(?P<three>tripl\w*|three\stimes|dreimal|dreifach\w*|trois\sfois|tres\sveces|tre\svolte|drie\w*maal)"
    r"|(?P<four>four\stimes|fourfold|quadrupl\w*|viermal|vierfach\w*|quatre\sfois|cuatro\sveces|quattro\svolte|viermaal)"
    r"|(?P<nine>nine\stimes|ninefold|neunmal|neuf\sfois|nueve\sveces|nove\svolte)"
    r"|(?P<ten>ten\stimes|tenfold|zehnmal|zehnfach\w*|dix\sfois|diez\sveces|dieci\svolte|tienmaal|10\stimes|10-fold)"
    r"|(?P<hundred>(?:a\s|one\s)?hundred\stimes|hundredfold|hundertmal|hundertfach\w*|cent\sfois|cien\sveces|cento\svolte|100\stimes|100-fold)"
    r"|(?P<half>half\b|halv\w*|halb\w*|la\smoitié|mitad|metà|dimezz\w*|helft))",
    re.IGNORECASE,
)
_FACTORS = {"two": 2.0, "three": 3.0, "four": 4.0, "nine": 9.0, "ten": 10.0, "hundred": 100.0, "half": 0.5}
_THICKER = re.compile(
    r"thick|diam|radi(?:us|o)|\bgros|dick|Durchmesser|gross[oa]|grues|spess|rayon|raggio|wide|middellijn|dikk?e?|calib",
    re.IGNORECASE,
)
_TIGHTER = re.compile(
    r"\bR_?\{?[mM]\b|membrane\sresist|Membranwiderstand|résistance\s(?:de\s(?:la\s)?)?membran|resistenza\sdi\smembrana|resistencia\sde\s(?:la\s)?membrana",
)
_INNER = re.compile(r"\bR_?\{?[iaA]\b|axial|inside\sresist|resistivit|axoplasm", re.IGNORECASE)
_LAMBDA = re.compile(
    r"(?:λ|\blambda\b|(?:length|space)\sconstant|Längskonstante|constante\sd(?:'espace|e\s(?:longueur|longitud|espacio))|costante\sdi\s(?:spazio|lunghezza)|lengteconstante)"
    r"(?:[^.;\d\n]|\.\s?(?=\d)){0,30}$",
    re.IGNORECASE,
)
# the words behind a factor: it is ten times "higher"
_HIGHER = re.compile(
    r"\s(?:as\s)?(?:(?:higher|larger|greater|bigger|more|as\s(?:much|many|large|high)|that|höher|größer|mehr|so\s\w+|plus\s\w+|más\s\w+|mayor|superiore|maggiore|più\s\w+|hoger|groter|meer)\b)[^.;\d]{0,16}$",
    re.IGNORECASE,
)
_REACH = 1500
_NONE: Index[Measure] = index(())


@dataclass(frozen=True, slots=True)
class _Change:
    """By what a property is multiplied, and which power of it the length constant follows."""

    factor: float
    power: float


def _factor(text: str) -> float | None:
    """The one factor that a text names, its last one."""
    found = list(_TIMES.finditer(text))
    values = {_FACTORS[match.lastgroup] for match in found if match.lastgroup is not None}
    return values.pop() if len(values) == 1 else None


def _change(near: str) -> _Change | None:
    factor = _factor(near)
    if factor is None:
        return None
    named = [
        power for pattern, power in ((_THICKER, 0.5), (_TIGHTER, 0.5), (_INNER, -0.5)) if pattern.search(near)
    ]
    return _Change(factor, named[0]) if len(named) == 1 else None


def _sentence(context: Context, number: Number) -> str:
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    return context.text[max(start, number.start - 260) : number.start]


def _before(context: Context, number: Number) -> Measure | None:
    """The length constant that a sentence before this one gives."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    question = context.layout.answers.question(number.start)
    section, _ = context.layout.bounds(Scope.SECTION, number.start)
    known = measures(context).get("lambda", _NONE)
    low = question[0] if question is not None else max(section, number.start - _REACH)
    found = known.within(low, question[1] if question is not None else start)
    return found[-1] if found else None


def _lambda(context: Context, number: Number) -> Claim | None:
    """A length constant scaled from the one before it."""
    near = _sentence(context, number)
    if not _LAMBDA.search(near[-80:]):
        return None
    change = _change(near)
    base = _before(context, number) if change is not None else None
    made = target(context, "lambda", number) if base is not None else None
    if change is None or base is None or made is None or base.number.unit is None:
        return None
    root = change.factor**change.power
    shown = Input(
        "lambda", f"{base.number.text.strip()} {base.number.unit.text}", base.value, base.number.value,
        base.number.unit, "stated", base.low, base.high, base.number,
    )  # fmt: skip
    text = f"λ × √{change.factor:g}" if change.power > 0.0 else f"λ / √{change.factor:g}"
    claim = derived(number, "lambda", text, lambda x: x * root, (shown,), Scope.SENTENCE)
    if claim is None:
        return None
    return _judged(claim, made, base.value * root, base.value * change.factor ** (2.0 * change.power))


def _judged(claim: Claim, made: Target, right: float, slipped: float) -> Claim | None:
    """The claim where it agrees, and firmly where the slip gives the number."""
    if made.low * (1.0 - 1e-9) <= right <= made.high * (1.0 + 1e-9):
        return claim
    wrong = abs(slipped / made.value - 1.0) < 0.03
    if not wrong:
        return None
    return _firm(claim)


def _firm(claim: Claim) -> Claim:
    return replace(claim, firm=True)


def _direct(context: Context, number: Number) -> Claim | None:
    """A value that is said to be so many times the one before it."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    near = context.text[max(start, number.start - 60) : number.start]
    higher = _HIGHER.search(near)
    factor = _factor(near[: higher.start()][-18:]) if higher is not None else None
    unit = number.unit
    if higher is None or factor is None or unit is None:
        return None
    section, _ = context.layout.bounds(Scope.SECTION, number.start)
    earlier = [
        n
        for n in context.numbers_in(max(section, number.start - _REACH), number.start)
        if n.usable and n.unit is not None and n.unit.dimension == unit.dimension and n.value != 0.0
        and (unit.dimension != NUMBER or n.unit.text == unit.text)
    ]  # fmt: skip
    made = target(context, "share", number) if earlier else None
    if not earlier or made is None:
        return None
    base = earlier[-1]
    if base.unit is None:
        return None
    shown = Input(
        "value", f"{base.text.strip()} {base.unit.text}", base.si(), base.value, base.unit, number=base
    )
    times = factor
    claim = derived(number, "multiple", f"{times:g} ×", lambda x: x * times, (shown,), Scope.SENTENCE)
    if claim is None:
        return None
    right = abs(base.si()) * factor
    if made.low * (1.0 - 1e-9) <= right <= made.high * (1.0 + 1e-9):
        return claim
    power = log10(made.value / right)
    decade = abs(power - round(power)) < 0.01 and round(power) != 0
    return _firm(claim) if decade and len({n.si() for n in earlier}) == 1 else None


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield length constants and other values that are scaled from one before them."""
    context = facts.context
    if not context.holds(_TIMES):
        return
    for number in context.with_unit:
        if not number.usable or number.unit is None or number.value == 0.0:
            continue
        found = _lambda(context, number) if number.unit.dimension == LENGTH else _direct(context, number)
        if found is not None:
            yield found
