"""How a statement becomes a claim: its place, its verdict, and the doubt that keeps it from being wrong."""

from __future__ import annotations

import re
from math import nan

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Settled
from nernstian.audit.claims.formulas import is_doubted
from nernstian.audit.claims.guards import is_corrected
from nernstian.audit.context import Context
from nernstian.audit.numbers import Number

_SHOWN = 110
_OPENS = re.compile(r'(?:^|[\s(])"[^"\n]{0,80}$')
_CLOSES = re.compile(r'[^"\n]{0,80}"')


def _is_quoted(context: Context, start: int, end: int) -> bool:
    """Whether a statement stands in quotation marks: what is quoted is not said."""
    text = context.text
    opened = _OPENS.search(text[max(0, start - 82) : start])
    return opened is not None and _CLOSES.match(text, end) is not None


def statement(
    context: Context, rule: str, law: str, kind: str, message: str, place: tuple[int, int]
) -> Claim | None:
    """Return the claim of a statement; None for one that is wrong and is denied, quoted or asked."""
    start, end = place[0], min(place[1], place[0] + _SHOWN)
    text = context.text[start:end]
    number = Number(start, end, end, text, nan, nan, 0.0, "")
    claim = Claim(rule, law, "statement", number, DIMENSIONLESS, (), settled=Settled(kind, message))
    if kind == "inconsistent" and (
        _is_quoted(context, *place) or is_doubted(context, *place) or is_corrected(context, claim)
    ):
        return None
    return claim
