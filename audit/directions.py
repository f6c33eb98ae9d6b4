"""Free energies of one sentence or row have one direction: a term that only the other way gives is none of it.

Each term is bound by itself, and either way may give its digits: "-9.2 and -6.7 kJ/mol" are no two terms of
one path where one of them has the sign of the way in and the other that of the way out.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterable

from nernstian.audit.claims.base import Claim, Facts
from nernstian.audit.claims.energy_path import direction_at
from nernstian.audit.claims.energy_sums import named_ions
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.tables import row_at, table_at
from nernstian.audit.verdict import Kind, Verdict

_LAW = "transport_free_energy"
# what an energy without a sign may be that the ion gives back
_GIVEN = re.compile(
    r"\b(?:yield\w*|giv\w+|gain\w*|releas\w+|free[sd]?|help\w*|return\w*|deliver\w*|provid\w+|suppl\w+|liefer\w*|gibt|frei\w*|gewinn\w*|hilft|libèr\w*|libér\w*|donne"
    r"|fourni\w*|gagne|aide|aport\w*|libera\w*|ayuda|cede|forni\w*|aiuta|lever\w*|geeft|helpt|downhill|spontan\w*|bergab)\b",
    re.IGNORECASE,
)
_LEAST = 2
TURNED = "its sign is that of the other direction"
_TERM = re.compile(r"[\d)]\s?(?:kJ|kcal|J)?(?:/mol)?\s?[-+]\s?$")  # of a sum: its sign is the operator's


def turned(facts: Facts, verdicts: Iterable[Verdict]) -> dict[int, str]:
    """Return where free energies agree with the sign of the other way, and why that is odd."""
    groups: dict[tuple[int, int], list[Claim]] = {}
    for claim in (v.claim for v in verdicts if v.kind in (Kind.VERIFIED, Kind.CONSISTENT)):
        if claim.rule == "NE120" and claim.law == _LAW and claim.times == 1 and not claim.inline:
            groups.setdefault(_span(facts, claim), []).append(claim)
    found: set[int] = set()
    for (start, end), group in groups.items():
        found |= _odd(facts, start, end, group)
    return dict.fromkeys(found, TURNED)


def _span(facts: Facts, claim: Claim) -> tuple[int, int]:
    """The row, or the sentence, that a number stands in."""
    table = table_at(facts.context.tables, claim.number.start)
    row = row_at(table, claim.number.start) if table is not None else None
    if row:
        return row[0].start, row[-1].end
    return facts.context.layout.bounds(Scope.SENTENCE, claim.number.start)


def _odd(facts: Facts, start: int, end: int, group: list[Claim]) -> set[int]:
    context = facts.context
    if not any(claim.number.sign for claim in group) or len(named_ions(context, start, end)) > 1:
        return set()
    stated, scope = direction_at(context, group[0].number.start, (Scope.SENTENCE,))
    if scope == Scope.SENTENCE and not stated:
        return set()  # both ways are spoken of
    ways = {claim.number.start: way for claim in group if (way := _way(facts, claim))}
    total = sum(ways.values())
    meant = stated or (1 if total > 0 else -1 if total < 0 else 0)
    if not meant and len(ways) < _LEAST:
        return set()
    return {at for at, way in ways.items() if way != meant}


def _way(facts: Facts, claim: Claim) -> int:
    """The way that the sign of a number belongs to: 1 into the cell, -1 out of it, 0 where it has none."""
    way = _bound_way(facts, claim)
    number = claim.number
    if _TERM.search(facts.context.text, max(0, number.start - 14), number.start):
        return 0
    start, _ = facts.context.layout.bounds(Scope.SENTENCE, number.start)
    if not way or (not number.sign and _GIVEN.search(facts.context.text, start, number.unit_end + 60)):
        return 0
    given = {item.name: item.value for item in claim.inputs}
    kelvin = claim.temperature.value if claim.temperature is not None else 310.15
    value = evaluate(claim.law, {**given, "T": kelvin})
    return way if value * number.value > 0.0 else -way


def _bound_way(facts: Facts, claim: Claim) -> int:
    """The way that a claim's inputs are those of: by the side of the concentration that it ends at, or by V."""
    inputs = {item.name: item for item in claim.inputs}
    end = inputs["c_in"].number if "c_in" in inputs else None
    if end is not None:
        known = facts.concentrations.all.within(end.start - 1, end.end + 1)
        sides = {c.side for c in known if c.number is not None and c.number.start == end.start}
        return {"in": 1, "out": -1}.get(sides.pop(), 0) if len(sides) == 1 else 0
    volts = inputs.get("V")
    if volts is None or volts.number is None or not volts.value:
        return 0
    return 1 if volts.value * volts.number.value > 0.0 else -1
