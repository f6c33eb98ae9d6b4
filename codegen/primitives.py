"""The numeric primitives for plain floats: the language of the stable forms, in the standard library.

They follow IEEE 754 where Python's own operators and ``math`` raise: nothing here raises for a float. The
python target copies their source into what it generates; ``runtime`` holds the same for arrays.
"""

from __future__ import annotations

import math


def divide(a: float, b: float) -> float:
    """Quotient a/b as IEEE 754 has it: division by zero gives an infinity, 0/0 NaN."""
    if b != 0.0:
        return a / b
    if a == 0.0 or math.isnan(a):
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def ln(x: float) -> float:
    """Natural logarithm: -inf at 0, NaN below."""
    if x > 0.0:
        return math.log(x)
    return -math.inf if x == 0.0 else math.nan


def sqrt(x: float) -> float:
    """Square root: NaN below 0."""
    return math.sqrt(x) if x >= 0.0 else math.nan


def exp(x: float) -> float:
    """Exponential: inf where it overflows."""
    return math.inf if x > 709.782712893384 else math.exp(x)


def bernoulli(x: float) -> float:
    """Bernoulli function x/(exp(x) - 1), 1 at 0.

    Beyond 700, where expm1 comes to overflow, exp(x) - 1 is exp(x) to the last bit; in two halves, so
    that nothing underflows before the result does.
    """
    if x == 0.0:
        return 1.0
    if x > 700.0:
        half = math.exp(-min(x, 800.0) / 2.0)
        return half * min(x, 800.0) * half
    return x / math.expm1(x)


def log_quotient(a: float, b: float, d: float) -> float:
    """Logarithm of a/b from a, b >= 0 and their difference d = a - b, accurate also where a is near b.

    -inf for a = 0, inf for b = 0, NaN for a or b below 0, for both 0 and for both infinite.
    """
    small = min(a, b)
    if small < 0.0 or math.isnan(a) or math.isnan(b) or math.isnan(d) or a == b == 0.0:
        return math.nan
    ratio = abs(d) / small if small > 0.0 else math.inf
    if math.isinf(ratio):
        return ln(a) - ln(b)
    return math.copysign(math.log1p(ratio), d)


def select(x: float, a: float, b: float) -> float:
    """``a`` where x > 0, ``b`` elsewhere."""
    return a if x > 0.0 else b
