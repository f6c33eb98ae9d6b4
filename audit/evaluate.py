"""The laws, evaluated: the only door from the audit to the generated module."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import isfinite, nan

from nernstian.codegen.emitted import EVALUATORS, INVERSES, LAWS

Interval = tuple[float, float]
_MAX_CORNERS = 8  # 2**8 evaluations


#: What a printed sum or product is an instance of: no law, but the arithmetic of the text itself.
ARITHMETIC = "arithmetic"


def evaluate(law: str, arguments: Mapping[str, float]) -> float:
    """Return the result of a law in SI; NaN outside its domain.

    ``law`` is a name, or ``name:argument`` for the law solved for that argument. The value of a printed sum
    (law ``arithmetic``) is its argument ``value``.
    """
    name, _, solved = law.partition(":")
    if name == ARITHMETIC:
        return arguments["value"]
    try:
        return float(INVERSES[name][solved](**arguments) if solved else EVALUATORS[name](**arguments))
    except (ArithmeticError, ValueError):
        return nan


def needs_temperature(law: str) -> bool:
    """Whether a law depends on the temperature."""
    name, _, solved = law.partition(":")
    return (
        name != ARITHMETIC
        and solved != "T"
        and any(argument.name == "T" for argument in LAWS[name].arguments)
    )


def effective_temperature(prefactor: float, natural: bool) -> float:
    """Return the temperature at which a monovalent ion has this prefactor (both laws are linear in T)."""
    per_kelvin = (
        evaluate("thermal_voltage", {"T": 1.0}) if natural else evaluate("nernst_slope", {"z": 1.0, "T": 1.0})
    )
    return prefactor / per_kelvin


def temperature_for(law: str, arguments: Mapping[str, float], result: float) -> float:
    """Return the temperature at which a law linear in T gives ``result``; NaN where none does, or no line."""
    reference = 300.0
    first, second = (evaluate(law, {**arguments, "T": factor * reference}) for factor in (1.0, 2.0))
    slope = second - first
    if not isfinite(slope) or abs(slope) <= 1e-12 * abs(first):
        return nan
    found = reference * (1.0 + (result - first) / slope)
    if found <= 0.0:
        return found
    check = evaluate(law, {**arguments, "T": found})
    return found if abs(check - result) <= 1e-9 * max(abs(first), abs(result)) else nan


def enclose(law: str, arguments: Mapping[str, Interval]) -> Interval:
    """Return the hull of a law over a box: the laws audited are monotone in each argument."""
    wide = [name for name, (low, high) in arguments.items() if low != high][:_MAX_CORNERS]
    fixed = {name: interval[0] for name, interval in arguments.items()}
    values = [
        evaluate(law, fixed | dict(zip(wide, corner, strict=True)))
        for corner in product(*(arguments[name] for name in wide))
    ]
    return min(values), max(values)
