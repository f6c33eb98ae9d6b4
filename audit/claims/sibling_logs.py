"""Printed logarithms of anions whose sign their siblings show to be wrong.

"EK = 61.5 log(4/140) = -95, ENa = 61.5 log(145/12) = +66.6, ECl = 61.5 log(110/8) = +70": cations write
outside over inside, so that the same order makes the anion's potential negative; its valence was forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nernstian.audit.claims.base import Claim, Facts, bind_temperature
from nernstian.audit.claims.labels import chain_after
from nernstian.audit.claims.printed_log import (
    PrintedLog,
    effective_prefactor,
    find_printed_logs,
    nernst_inputs,
)
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number

_TURNED = re.compile(
    r"wrong|mistake|error|forg[oe]t|\bsign\b|instead|should|\bnot\b|falsch|Vorzeichen|statt|vergess|faux|erreur|signe|signo|olvid|segno|dimentic"
    r"|sbagli|teken|fout|vergeten|swap|flip|revers(?:e|ing)\b|upside|inverted",
    re.IGNORECASE,
)
_INSIDE_HIGH = frozenset({"K"})
_OUTSIDE_HIGH = frozenset({"Na", "Ca"})


def _is_outside_first(log: PrintedLog) -> bool:
    """Whether a cation's logarithm has the outside above: a cell holds more K and less Na and Ca."""
    if log.below is None or log.prefactor is None or log.prefactor.number.value <= 0.0:
        return False
    if log.above.si() == log.below.si():
        return False
    more_above = log.above.si() > log.below.si()
    return (log.ion in _OUTSIDE_HIGH and more_above) or (log.ion in _INSIDE_HIGH and not more_above)


def _is_inside_first(log: PrintedLog) -> bool:
    if log.below is None or log.prefactor is None or log.ion not in _INSIDE_HIGH | _OUTSIDE_HIGH:
        return False
    return not _is_outside_first(log)


def _claim(context: Context, log: PrintedLog, number: Number) -> Claim | None:
    """The claim of an anion's result that has the magnitude of its ratio and the sign of a cation's."""
    prefactor = effective_prefactor(log, -1.0)
    if number.unit is None or prefactor is None or number.hedge is not None or number.value <= 0.0:
        return None
    inputs = nernst_inputs(log, -1.0)
    given = {one.name: one.value for one in inputs} | {"T": prefactor.value}
    if abs(number.unit.from_si(evaluate("nernst", given)) + number.value) > 2.0 * number.last_digit:
        return None
    temperature, scope = bind_temperature(context, number.start, number.unit_end)
    return Claim(
        "NE101", "nernst", f"E_{log.ion}", number, number.unit, inputs, temperature, scope, prefactor,
        inline=True,
    )  # fmt: skip


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the potentials of anions that have a cation's sign, where their siblings show the order."""
    context = facts.context
    logs = [log for log in find_printed_logs(context) if log.ion is not None and not log.membrane]
    anions = [
        log
        for log in logs
        if log.ion in ("Cl", "HCO3") and log.prefactor is not None and log.below is not None
    ]
    for log in anions:
        start, end = context.layout.bounds(Scope.BLOCK, log.end)
        near = [one for one in logs if start <= one.end < end and VALENCE[one.ion or "K"] > 0]
        ordered = any(_is_outside_first(one) for one in near) and not any(
            _is_inside_first(one) for one in near
        )
        if not ordered or log.prefactor is None or log.below is None or log.prefactor.number.value <= 0.0:
            continue
        low, high = max(start, log.end - 300), min(end, log.end + 160)
        if log.above.si() <= log.below.si() or context.speaks(_TURNED, low, high):
            continue
        for number in chain_after(context, log.end, bare=True)[:1]:
            claim = _claim(context, log, number)
            if claim is not None:
                yield claim
