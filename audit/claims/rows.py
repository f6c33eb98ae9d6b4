"""Whether the rows of a table follow a law: most rows that do show what a column means."""

from __future__ import annotations

from nernstian.audit.acceptance import contains
from nernstian.audit.claims.base import Claim
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
