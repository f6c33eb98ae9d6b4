"""What units cost: a bare function in SI, one in units, one of quantities, and pint itself. Never asserted.

    python tests/benchmarks/units_ratio.py [elements]

The four are timed in turns, and the medians are printed: per scalar call, and per call with an array of so many
elements. The goal is that a function in units takes at most 1 us per scalar call more than the bare one.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pint

import nernstian

ROUNDS = 15
SCALAR_CALLS = 2000
Q = pint.UnitRegistry().Quantity
R, F = Q(8.31446261815324, "J/(mol*K)"), Q(96485.33212331001, "C/mol")


def pint_nernst(c_out: Any, c_in: Any, z: Any, T: Any) -> Any:
    """Evaluate the law as one types it for pint."""
    return (R * T / (z * F) * np.log((c_out / c_in).to("").magnitude)).to("mV")


def pint_ghk_current(V: Any, c_in: Any, c_out: Any, P: Any, z: Any, T: Any) -> Any:
    """Evaluate the law as textbooks print it."""
    u = (z * F * V / (R * T)).to("").magnitude
    return (P * z * F * u * (c_in - c_out * np.exp(-u)) / (1 - np.exp(-u))).to("uA/cm^2")


def cases(c: Any, V: Any) -> dict[str, tuple[Callable[..., Any], str, tuple[tuple[float, str, float], ...]]]:
    """The expression for pint, the unit of the result, and the arguments: in a unit, that unit, in SI."""
    return {
        "nernst": (
            pint_nernst,
            "mV",
            ((c, "mM", c), (140.0, "mM", 140.0), (1.0, "", 1.0), (37.0, "degC", 310.15)),
        ),
        "ghk_current": (
            pint_ghk_current,
            "uA/cm2",
            (
                (V, "mV", V * 1e-3),
                (c, "mM", c),
                (5.0, "mM", 5.0),
                (1e-7, "m/s", 1e-7),
                (1.0, "", 1.0),
                (37.0, "degC", 310.15),
            ),
        ),
    }


def seconds(call: Callable[..., Any], arguments: tuple[Any, ...], calls: int) -> float:
    """Time of one call."""
    start = time.perf_counter()
    for _ in range(calls):
        call(*arguments)
    return (time.perf_counter() - start) / calls


def contestants(name: str, c: Any, V: Any) -> dict[str, tuple[Callable[..., Any], tuple[Any, ...]]]:
    """What is compared for a law, each with its arguments."""
    expression, unit, arguments = cases(c, V)[name]
    quantities = tuple(Q(number, unit) if unit else number for number, unit, _ in arguments)
    # Temperatures in K: pint multiplies no temperature on a scale with a zero of its own.
    kelvins = tuple(q.to("K") if str(getattr(q, "units", "")) == "degree_Celsius" else q for q in quantities)
    return {
        "SI": (nernstian.function(name), tuple(si for _, _, si in arguments)),
        "units=": (nernstian.function(name, "physiology"), tuple(number for number, _, _ in arguments)),
        "quantities": (nernstian.quantity_function(name, unit=unit), quantities),
        "pint": (expression, kelvins),
    }


def main() -> None:
    """Print one line per law and shape."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rng = np.random.default_rng(20_260)
    shapes = {
        "scalar": (5.0, -70.0, SCALAR_CALLS),
        f"n = {count}": (rng.uniform(1.0, 150.0, count), rng.uniform(-100.0, 100.0, count), 1),
    }
    for shape, (c, V, calls) in shapes.items():
        for name in ("nernst", "ghk_current"):
            rows = contestants(name, c, V)
            times: dict[str, list[float]] = {label: [] for label in rows}
            for _ in range(ROUNDS):
                for label, (call, arguments) in rows.items():
                    few = calls if label in ("SI", "units=") else max(1, calls // 20)
                    times[label].append(seconds(call, arguments, few))
            extra = statistics.median(u - s for u, s in zip(times["units="], times["SI"], strict=True))
            listed = ", ".join(f"{label} {statistics.median(t) * 1e6:.2f} us" for label, t in times.items())
            print(f"{name:<12} {shape:<12} {listed}; units= costs {extra * 1e6:+.3f} us a call")  # noqa: T201


if __name__ == "__main__":
    main()
