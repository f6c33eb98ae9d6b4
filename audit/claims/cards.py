"""Lists that give concentrations and a potential on every line: "K+, 4 out, 150 in: -94 mV".

Such a line has one reading; without a temperature beside the list it is conditional. Where most lines
of a list hold, one that does not is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.acceptance import contains
from nernstian.audit.binding import Pair
from nernstian.audit.claims.base import Claim, Facts
from nernstian.audit.claims.inferred import LARGEST, SMALLEST
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.nernst import make_nernst
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import ZERO_CELSIUS

_LEADS = re.compile(
    r"[\s)\]]{0,3}(?:out|in|outside|inside|außen|innen|fuera|dentro|fuori|dehors|dedans|ext\w{0,8}|int\w{0,8})?[\s)\]]{0,3}(?:[:→⇒=]|->|gives)\s?"
)
_COLDEST, _WARMEST, _STEP = 15, 38, 1
_FEWEST = 3


def _card(facts: Facts, number: Number) -> Claim | None:
    """The potential at the end of a line that states both concentrations of one ion and nothing else."""
    context = facts.context
    block = context.layout.block_at(number.start)
    if block.kind == "row" or number.start - block.start > 160:
        return None
    stated = facts.concentrations.all.within(block.start, number.start)
    sides = {c.side: c for c in stated if not c.blocked and c.number is not None}
    if len(stated) != 2 or set(sides) != {"out", "in"} or sides["out"].ion != sides["in"].ion:
        return None
    last = max((c.number for c in stated if c.number is not None), key=lambda n: n.start)
    others = [
        n for n in context.numbers_in(block.start, block.end) if is_potential(n) and n.start != number.start
    ]
    if others or _LEADS.fullmatch(context.text, last.unit_end, number.start) is None:
        return None
    ions = {mention.ion for mention in context.ions.within(block.start, number.start)}
    if ions != {sides["out"].ion}:
        return None
    pair = Pair(sides["out"], sides["in"], Scope.CLAUSE, firm=False)
    return _placed(make_nernst(facts, sides["out"].ion, number, pair, symbolic=True))


def _placed(claim: Claim) -> Claim:
    """A claim without the temperature of another part of the text."""
    far = claim.temperature_scope >= Scope.SECTION and not claim.inline
    return replace(claim, temperature=None, prefactor=None) if far else claim


def _holds(claim: Claim) -> bool:
    """Whether a claim holds at its temperature, or else at one that cells are kept at."""
    given = {item.name: item.value for item in claim.inputs}
    known = [item.value for item in (claim.temperature, claim.prefactor) if item is not None]
    swept = [ZERO_CELSIUS + t for t in range(_COLDEST, _WARMEST + 1, _STEP)]
    return any(
        contains(
            interval_of(claim.number), claim.result_unit.from_si(evaluate(claim.law, {**given, "T": kelvin}))
        )
        for kelvin in known or swept
    )


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the potentials of lists of concentrations."""
    lists: dict[int, list[Claim]] = {}
    for number in facts.context.with_unit:
        if not is_potential(number) or not number.usable or not SMALLEST <= abs(number.si()) <= LARGEST:
            continue
        claim = _card(facts, number)
        if claim is not None:
            group = facts.context.layout.block_at(number.start).group
            lists.setdefault(group, []).append(claim)
    for claims in lists.values():
        held = sum(map(_holds, claims))
        firm = held >= _FEWEST - 1 and 2 * held > len(claims) >= _FEWEST
        yield from (replace(claim, firm=firm) for claim in claims)
