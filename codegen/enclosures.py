"""The primitives for balls (python-flint): rigorous enclosures of what the relations of the laws are made of.

Needs the library only when called. The target of balls copies their source into what it generates.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

Ball = Any  # flint.arb; python-flint ships no types


def ball(value: Any) -> Ball:
    """A ball from a ball, or exactly from an int or a float."""
    return import_module("flint").arb(value)


def pi_ball() -> Ball:
    """Enclosure of the circle constant, at the precision in force."""
    return import_module("flint").arb.pi()


def bernoulli_ball(x: Ball) -> Ball:
    """Enclosure of the Bernoulli function x/(exp(x) - 1), 1 at 0.

    It falls everywhere, so that its values at the two ends enclose it; an end is a number, and delicate only
    where it is 0.
    """
    if not x.contains(0):
        return x / x.expm1()
    low, high = (1 if end == 0 else end / end.expm1() for end in (x.upper(), x.lower()))
    return ball(low).union(ball(high))
