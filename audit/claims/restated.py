"""Values said again: the answer behind a calculation, rounded, and a number of ions as an amount in moles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.acceptance import Settings, contains, relaxations
from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.counts import as_count
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.printed_log import claims_of, find_printed_logs
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import AMOUNT
from nernstian.codegen.emitted import CONSTANTS

_AVOGADRO = CONSTANTS["N_A"].value
_REACH = 320
_ANSWER = re.compile(
    r"\b(?:answer|result|quote[ds]?|round(?:ed|s)?|so\swe\s(?:write|say)|Ergebnis|Antwort|gerundet|résultat|réponse|arrondi"
    r"|resultado|respuesta|risultato|risposta|antwoord|uitkomst|afgerond)\b[^.;\n\d]{0,40}$",
    re.IGNORECASE,
)
# "3.4 × 10^10 sodium ions, or 5.7 × 10^-14 mol"
_OR = re.compile(
    r"\b(?:ions?|charges|cations|anions|of\sthem|\w{0,12}ionen|Ladungen|iones|cargas|ioni|cariche|ionen|ladingen)\W{0,3}"
    r"(?:or|i\.e\.|that\sis|which\sis|=|≈|oder|das\s(?:sind|ist)|also|soit|c'est-à-dire|ou|o\ssea|es\sdecir|ossia|cioè|oftewel|dat\sis)"
    r"\s?(?:about\s|only\s|some\s|≈\s?)?$",
    re.IGNORECASE,
)


def _rounds(number: Number, first: Number) -> bool:
    """Whether a potential is another one with fewer digits, or within its hedge."""
    if number.unit is None or first.unit is None:
        return False
    value = number.unit.from_si(first.si())
    hedged = [interval for _, interval in relaxations(number, Settings())][:1] if number.hedge else []
    return any(contains(interval, value) for interval in (interval_of(number), *hedged))


def _answers(facts: Facts) -> Iterator[Claim]:
    """The answer that a text quotes behind a printed logarithm: "So the answer is about −69 mV"."""
    context = facts.context
    for log in find_printed_logs(context):
        worked = [claim for claim in claims_of(facts, log) if isinstance(claim, Claim)]
        if not worked:
            continue
        last = worked[-1]
        _, end = context.layout.bounds(Scope.SECTION, last.number.start)
        for number in context.numbers_in(last.number.unit_end, min(end, last.number.unit_end + _REACH)):
            if not is_potential(number) or not number.usable:
                continue
            before = context.text[max(last.number.unit_end, number.start - 60) : number.start]
            if _ANSWER.search(before) and _rounds(number, last.number):
                yield replace(last, number=number, unit=number.unit or last.unit, inline=False, firm=False)
            break


def _amount(context: Context, number: Number) -> Claim | None:
    """The amount in moles of the ions that a sentence has just counted."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    if number.unit is None or not _OR.search(context.text[max(start, number.start - 50) : number.start]):
        return None
    counted = [as_count(context, n) for n in context.numbers_in(max(start, number.start - 160), number.start)]
    counts = [n for n in counted if n is not None and n.value >= 1e3]
    if not counts:
        return None
    last = counts[-1]
    low, high = (edge / _AVOGADRO for edge in interval_of(last))
    text = f"{last.text.strip()} ions / N_A"
    value = Input("value", text, last.value / _AVOGADRO, last.value, DIMENSIONLESS, "stated", low, high, last)
    return Claim("NE140", ARITHMETIC, "amount", number, number.unit, (value,))


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield values that a text says again."""
    yield from _answers(facts)
    for number in facts.context.by_dimension.get(AMOUNT, NONE).items:
        found = _amount(facts.context, number) if number.usable else None
        if found is not None:
            yield found
