"""How fast `nernstian.function` is beside the plain NumPy expression: ratios, never asserted.

    python tests/benchmarks/function_ratio.py [elements]

Each pair is timed in turns and the median of the paired ratios is printed: absolute times drift, ratios hold.
A ratio above 1 means faster than the plain expression, which is NaN at V = 0 and loses digits near equality.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from nernstian.codegen.function import function

R, F = 8.31446261815324, 96485.33212331001
ROUNDS = 11


def plain_nernst(c_out: Any, c_in: Any, z: Any, T: Any) -> Any:
    """Evaluate the law as one types it."""
    return R * T / (z * F) * np.log(c_out / c_in)


def plain_ghk_current(V: Any, c_in: Any, c_out: Any, P: Any, z: Any, T: Any) -> Any:
    """Evaluate the law as textbooks print it."""
    u = z * F * V / (R * T)
    return P * z * F * u * (c_in - c_out * np.exp(-u)) / (1 - np.exp(-u))


def plain_ghk_voltage(
    K_out: Any, K_in: Any, Na_out: Any, Na_in: Any, Cl_out: Any, Cl_in: Any, **rest: Any
) -> Any:
    """Evaluate the law as one types it."""
    above = rest["P_K"] * K_out + rest["P_Na"] * Na_out + rest["P_Cl"] * Cl_in
    below = rest["P_K"] * K_in + rest["P_Na"] * Na_in + rest["P_Cl"] * Cl_out
    return R * rest["T"] / F * np.log(above / below)


def cases(count: int) -> dict[str, tuple[Callable[..., Any], dict[str, Any]]]:
    """The plain expression and arguments of every law compared: three arrays, the rest scalars."""
    rng = np.random.default_rng(20_260)
    V, a, b, c = rng.uniform(-0.1, 0.1, count), *rng.uniform(1.0, 150.0, (3, count))
    ions = {"K_out": a, "K_in": b, "Na_out": c, "Na_in": 12.0, "Cl_out": 110.0, "Cl_in": 10.0}
    return {
        "nernst": (plain_nernst, {"c_out": a, "c_in": b, "z": 1.0, "T": 310.0}),
        "ghk_current": (plain_ghk_current, {"V": V, "c_in": a, "c_out": b, "P": 1e-7, "z": 1.0, "T": 310.0}),
        "ghk_voltage": (plain_ghk_voltage, {**ions, "P_K": 1.0, "P_Na": 0.04, "P_Cl": 0.45, "T": 310.0}),
    }


def seconds(call: Callable[[], Any]) -> float:
    """Time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def main() -> None:
    """Print one line per law."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    for name, (plain, arguments) in cases(count).items():
        made = function(name)
        pairs = [
            (seconds(lambda p=plain, a=arguments: p(**a)), seconds(lambda m=made, a=arguments: m(**a)))
            for _ in range(ROUNDS)
        ]
        ratio = statistics.median(p / m for p, m in pairs)
        per_element = statistics.median(m for _, m in pairs) / count * 1e9
        print(  # noqa: T201
            f"{name:<12} {ratio:5.2f}x the plain expression, {per_element:8.1f} ns per element, n = {count}"
        )


if __name__ == "__main__":
    main()
