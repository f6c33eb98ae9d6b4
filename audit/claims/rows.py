"""Whether the rows of a table follow a law: most rows that do show what a column means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nernstian.audit.acceptance import contains
from nernstian.audit.claims.base import Claim, Unbound
from nernstian.audit.evaluate import enclose
from nernstian.audit.numbers import interval_of


def agrees(claim: Claim) -> bool:
    """Whether a row holds to the rounding of what it is computed from."""
    boxes = {given.name: (given.low, given.high) for given in claim.inputs}
    if claim.temperature is not None:
        boxes["T"] = (claim.temperature.low, claim.temperature.high)
    low, high = sorted(claim.unit.from_si(v) for v in enclose(claim.formula, boxes))
    printed = interval_of(claim.number)
    if claim.magnitude:
        low, high = sorted((abs(low), abs(high)))
        printed = (min(abs(printed[0]), abs(printed[1])), max(abs(printed[0]), abs(printed[1])))
    return (low <= printed[1] and printed[0] <= high) or contains(printed, low)


def by_majority(rows: Sequence[Claim | Unbound]) -> list[Claim | Unbound]:
    """Return the rows of a column, firm where two and half of those with a temperature follow the law."""
    settled = [claim for claim in rows if isinstance(claim, Claim) and claim.temperature is not None]
    following = sum(map(agrees, settled))
    if following < 2 or 2 * following < len(settled):
        return list(rows)
    return [
        replace(claim, firm=True) if isinstance(claim, Claim) and claim.temperature is not None else claim
        for claim in rows
    ]
