"""Constants of nature that a text prints, sums in words, and the check digits of book numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound
from nernstian.audit.claims.said import statement
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import CHARGE, NUMBER, Dimension, Unit
from nernstian.codegen.emitted import CONSTANTS

CONSTANT, BOOK = "NE144", "NE147"
_E, _N_A = CONSTANTS["e"].value, CONSTANTS["N_A"].value


@dataclass(frozen=True, slots=True)
class _Constant:
    """A constant, a literal of the words in front of it, and the unit meant where none is printed."""

    name: str
    literal: str
    before: re.Pattern[str]
    value: float
    unit: Unit
    dimension: Dimension


_PER_MOLE: Dimension = (0, 0, 0, 0, 0, -1, 0)
_FARADAY: Dimension = (0, 0, 1, 1, 0, -1, 0)
_GAS: Dimension = (1, 2, -2, 0, -1, -1, 0)
_OF = r"[^\d.;\n]{0,40}$"
_TABLE: tuple[_Constant, ...] = (
    _Constant(
        "the Avogadro constant", "vogadro",
        re.compile(r"\bAvogadro(?:'s)?\s(?:number|constant)\b[^\d.;\n]{0,60}$"),
        _N_A, Unit("1/mol", 1.0, _PER_MOLE), _PER_MOLE,
    ),
    _Constant(
        "the elementary charge", "charge",
        re.compile(r"\b(?:elementary\scharge|charge\s(?:of|on)\s(?:an?|the)\s(?:electron|proton))\b" + _OF),
        _E, Unit("C", 1.0, CHARGE), CHARGE,
    ),
    _Constant(
        "the Faraday constant", "faraday", re.compile(r"\bFaraday(?:'s)?\s(?:constant|number)\b" + _OF),
        CONSTANTS["F"].value, Unit("C/mol", 1.0, _FARADAY), _FARADAY,
    ),
    _Constant(
        "the gas constant", "gas constant", re.compile(r"\bgas\sconstant\b" + _OF),
        CONSTANTS["R"].value, Unit("J/(mol*K)", 1.0, _GAS), _GAS,
    ),
    _Constant(
        "the charges of a coulomb", "coulomb",
        re.compile(r"(?:\b1|\b[Oo]ne|\b[Aa])\s[Cc]oulomb\s(?:is|has|holds|contains|equals|makes)" + _OF),
        1.0 / _E, DIMENSIONLESS, NUMBER,
    ),
)  # fmt: skip
_SPOKEN = re.compile(r"\s(?P<what>times|plus)\s$")
_RESULT = {"times": "product", "plus": "sum"}
_IS = re.compile(
    r"\s(?:is|are|makes?|gives?|equals?)\s(?:about\s|roughly\s|approximately\s|around\s|some\s)?$"
)
_OPERAND_BEFORE = re.compile(r"[×·*/(+-]\s?$")
_OPERAND_AFTER = re.compile(r"\s?[×·*/)+-]")
_ALONE = re.compile(r"(?:\d|times|plus|minus|by|of|\^)\s?$")
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s?(?P<code>(?:97[89][- ]?)?\d[\d -]{7,14}[\dX])(?![\dX]|-\d)")


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield printed constants, sums in words and book numbers."""
    yield from _constants(facts.context)
    yield from _sums(facts.context)
    yield from _books(facts.context)


def _constants(context: Context) -> Iterator[Claim]:
    avogadro, *others = _TABLE
    table = [avogadro, *(constant for constant in others if constant.literal in context.lowered)]
    for number in context.numbers:
        if not number.usable or number.value <= 0.0 or (len(table) == 1 and number.value < 1e23):
            continue
        before = context.text[max(0, number.start - 90) : number.start]
        for constant in table:
            named = constant.literal in before.lower() and constant.before.search(before) is not None
            if (named or _is_avogadro(context, constant, number)) and (
                made := _constant(number, constant)
            ) is not None:
                yield made
                break


def _is_avogadro(context: Context, constant: _Constant, number: Number) -> bool:
    """Whether the digits alone say what a number is: nothing else in this field is 6.02×10^23."""
    if _OPERAND_BEFORE.search(context.text[max(0, number.start - 3) : number.start]) or _OPERAND_AFTER.match(
        context.text, number.end
    ):
        return False
    known = constant.value == _N_A and number.unit is None and not number.bare_power
    return known and abs(number.value / _N_A - 1.0) < 0.005 and number.last_digit <= 1e21


def _constant(number: Number, constant: _Constant) -> Claim | None:
    unit = number.unit or constant.unit
    if unit.dimension != constant.dimension:
        return None
    given = Input("value", constant.name, constant.value, unit.from_si(constant.value), unit, "constant")
    bare = number.unit is None and constant.unit.text != "1"
    return Claim(
        CONSTANT, ARITHMETIC, constant.name.removeprefix("the "), replace(number, unit=unit), unit, (given,),
        firm=False, caveat=f"the unit {constant.unit.text}, which is not printed" if bare else "",
    )  # fmt: skip


def _sums(context: Context) -> Iterator[Claim]:
    """``6 times 5 is about 30``: three plain numbers, side by side."""
    if " times " not in context.lowered and " plus " not in context.lowered:
        return
    plain = [n for n in context.numbers if n.usable and n.unit is None and not n.bare_power]
    for first, second, third in zip(plain, plain[1:], plain[2:], strict=False):
        if third.start - first.start > 60:
            continue
        what = _SPOKEN.fullmatch(context.text[first.end : second.start])
        if what is None or not _IS.fullmatch(context.text[second.end : third.start]):
            continue
        if _ALONE.search(context.text[max(0, first.start - 8) : first.start]):
            continue
        times = what["what"] == "times"
        value = first.value * second.value if times else first.value + second.value
        shown = f"{first.text} {what['what']} {second.text}"
        given = Input("value", shown, value, value, DIMENSIONLESS, "stated", number=first)
        yield Claim(
            CONSTANT, ARITHMETIC, _RESULT[what["what"]], replace(third, unit=DIMENSIONLESS), DIMENSIONLESS,
            (given,), reach=Scope.SENTENCE,
        )  # fmt: skip


def _books(context: Context) -> Iterator[Claim]:
    """ISBNs carry a check digit; where it fails, the one swap of neighbours that repairs it is named."""
    for match in context.matches(_ISBN):
        digits = re.sub(r"[ -]", "", match["code"])
        if len(digits) not in (10, 13) or "X" in digits[:-1]:
            continue
        right = _checks(digits)
        message = f"ISBN {match['code']}: its check digit {'holds' if right else 'fails'}"
        swaps = [] if right else [s for s in _swapped(digits) if _checks(s)]
        if len(swaps) == 1:
            message += f"; {swaps[0]} holds, with two neighbours swapped"
        made = statement(
            context, BOOK, ARITHMETIC, "verified" if right else "inconsistent", message, match.span("code")
        )
        if made is not None:
            yield made


def _checks(digits: str) -> bool:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    if len(values) == 10:
        return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0
    return sum((1, 3)[at % 2] * value for at, value in enumerate(values)) % 10 == 0


def _swapped(digits: str) -> Iterator[str]:
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1] and "X" not in digits[at : at + 2]:
            yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
