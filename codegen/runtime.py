"""The numeric primitives for NumPy arrays: the same meanings as in ``primitives``, element by element.

They are to be called under ``np.errstate(all="ignore")``, as ``function`` does: every branch is computed for
every element, and what the branch not taken divides by is nobody's concern.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

#: Where expm1 comes to overflow.
_FAR = 700.0


def bernoulli(x: Array) -> Array:
    """Bernoulli function x/(exp(x) - 1), 1 at 0."""
    value: Array = x / np.expm1(x)
    if (x == 0.0).any():
        value = np.where(x == 0.0, 1.0, value)
    if x.max(initial=0.0) <= _FAR:  # False for a NaN, too
        return value
    # exp(x) - 1 is exp(x) here to the last bit; in two halves nothing underflows before the result does.
    near = np.minimum(x, 800.0)
    half = np.exp(-near / 2.0)
    return np.where(x > _FAR, half * near * half, value)


def log_quotient(a: Array, b: Array, d: Array) -> Array:
    """Logarithm of a/b from a, b >= 0 and their difference d = a - b, accurate also where a is near b.

    -inf for a = 0, inf for b = 0, NaN for a or b below 0, for both 0 and for both infinite.
    """
    small = np.minimum(a, b)
    ratio = np.abs(d) / np.abs(small)  # the sign of -0.0 must not turn the ratio around
    value: Array = np.copysign(np.log1p(ratio), d)
    if small.min(initial=np.inf) > 0.0 and ratio.max(initial=0.0) < np.inf:  # False for a NaN, too
        return value
    # Where a side is 0 or the ratio overflows; d may have come to 0 or infinity on another way.
    far = np.isinf(ratio) | (small == 0.0)
    value = np.where(far, np.log(np.abs(a)) - np.log(np.abs(b)), value)
    return np.where((small < 0.0) | np.isnan(d), np.nan, value)


def select(x: Array, a: Array, b: Array) -> Array:
    """``a`` where x > 0, ``b`` elsewhere."""
    chosen: Array = np.where(x > 0.0, a, b)
    return chosen
