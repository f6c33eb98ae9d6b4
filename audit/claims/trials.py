"""Sets of values that a law is tried on: which stand near a number, and what the law makes of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import pi

from nernstian.audit.claims.electrical_table import SPHERE, Choice, Template
from nernstian.audit.claims.slots import Finder, Slot, unitless
from nernstian.audit.evaluate import ARITHMETIC, evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import CHARGE, NUMBER

_NEAREST = 6  # values of one kind that are tried


@dataclass(frozen=True, slots=True)
class Match:
    """A set of values that reproduces a number: what was tried, with which values, how far away."""

    template: Template
    choice: Choice
    numbers: tuple[Number, ...]
    scope: Scope
    named: bool
    valence: float = 1.0
    tried: int = 1

    @property
    def order(self) -> tuple[bool, Scope, int]:
        """What is likelier meant: what words name, what is near."""
        return not self.named, self.scope, -min(number.start for number in self.numbers)


def relative_width(number: Number) -> float:
    """Return the relative width of what a number may stand for; 1 where it says nothing."""
    low, high = sorted(abs(edge) for edge in interval_of(number))
    return (high - low) / abs(number.value) if number.value and low > 0.0 else 1.0


def rounding(number: Number) -> float:
    """Return the relative half-width of an input that looks like a result: digits, and no zero last."""
    digits = re.sub(r"\D", "", re.split(r"[eE×x*]", number.text)[0]).strip("0")
    if len(digits) < 2 or not number.value or number.zero_step:
        return 0.0
    return 0.5 * number.last_digit / abs(number.value)


def candidates(finder: Finder, number: Number, slot: Slot, low: int) -> list[Number]:
    """Return the nearest values of a slot from ``low`` to a number; what follows is rather given by it."""
    if slot.dimension == NUMBER:
        near = unitless(finder.context, number, slot, low, number.start)
    else:
        near = list(finder.fits(slot).within(low, number.start, around=number.start))
    firsts: dict[float, Number] = {}
    for found in reversed(near):
        value = found.si() if slot.signed else abs(found.si())
        if value != 0.0:
            firsts.setdefault(value, found)
        if len(firsts) == _NEAREST:
            break
    return list(firsts.values())


def arguments_of(
    template: Template, choice: Choice, numbers: tuple[Number, ...], z: float
) -> dict[str, float]:
    """Return the arguments of a law as it wants them; those that no text states are one."""
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


def value_of(template: Template, arguments: Mapping[str, float]) -> float:
    """Return the magnitude that a template's law, or product of two arguments, gives."""
    if template.law != ARITHMETIC:
        law = f"{template.law}:{template.solved}" if template.solved else template.law
        return abs(evaluate(law, arguments))
    plain = [value for name, value in arguments.items() if name != "z"]
    second = plain[1] if len(plain) > 1 else 1.0
    value = plain[0] / second if template.ratio else plain[0] * second
    return value * template.constant / arguments.get("z", 1.0)


def is_possible(number: Number, numbers: tuple[Number, ...]) -> bool:
    """Return whether no value is used twice, and a printed sign is not that of the opposite."""
    negative = any(n.value < 0.0 for n in numbers)
    charge = number.unit is not None and number.unit.dimension == CHARGE
    if (negative and number.sign == "+") or (charge and number.sign == "-" and not negative):
        return False
    return len({n.start for n in numbers}) == len(numbers)
