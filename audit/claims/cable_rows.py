"""Constants of cables that are told elsewhere: in the row of a table, or of a cable that is changed.

"The squid membrane has τ = 0.7 ms" takes its resistance from the row of the squid; "if the diameter doubles, λ
becomes 3.2 mm" takes twice the diameter of the cable before it.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import Claim, Facts, Input, printed_input
from nernstian.audit.claims.cable_facts import (
    LAMBDA_WORDS,
    R_I,
    R_M,
    TAU_WORDS,
    cable_of,
    is_only,
    last_before,
    lead,
    sentence,
)
from nernstian.audit.claims.columns import header_unit
from nernstian.audit.claims.electrical_table import C_M, CABLE, CABLE_DIAMETER
from nernstian.audit.claims.slots import Finder
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.table_rows import cell_number
from nernstian.audit.tables import Cell, Table
from nernstian.audit.units import LENGTH, MEMBRANE_RESISTANCE, TIME, Unit

_TO = r"(?:[\s=≈~:]|is|of|ist|est|es|è|vale|di|de|about|becomes|grows|to|diventa|devient|wird|pasa|a){0,8}$"
_TAU = re.compile(TAU_WORDS + _TO, re.IGNORECASE)
_LAMBDA = re.compile(LAMBDA_WORDS + _TO, re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_TOKENS, _ROWS = 12, 60
_TIMES = (
    (2.0, r"doubl(?:es|ed|ing)|twice\sas|raddoppi\w*|verdoppel\w*|double\b|duplica\w*|verdubbel\w*"),
    (0.5, r"halv(?:es|ed|ing)|half\sas|dimezz\w*|halbier\w*|réduit\sde\smoitié|mitad|gehalveerd"),
    (3.0, r"tripl\w*|threefold|three\stimes|verdreifach\w*"),
    (4.0, r"quadrupl\w*|fourfold|four\stimes|vervierfach\w*|cuadruplic\w*"),
    (10.0, r"tenfold|ten\stimes|verzehnfach\w*|décupl\w*|decuplic\w*"),
)
_CHANGED = re.compile(
    r"\b(?:[Ii]f|[Ww]hen|[Ss]e|[Ss]i|[Ww]enn|[Qq]uando|[Qq]uand|[Cc]uando|[Aa]ls|[Dd]oubling|[Hh]alving|[Ww]ith)\b[^.;:]{0,80}?"
    r"(?P<what>diam\w*|di[aá]metro|Durchmesser|middellijn|radi(?:us|o)|raggio|rayon|R_?[mM]\b|R_?[iaA]\b|C_?[mM]\b|membrane\sresistance|resistivity)"
)


def _tokens(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text)[:_TOKENS])


def _row_of(context: Context, table: Table, number: Number) -> tuple[Cell, ...] | None:
    """The row whose name stands between the last number and this one: more of it than of any other's."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    start = max(start, number.start - 120)
    before = context.numbers_in(start, number.start)
    named = _tokens(context.text[before[-1].unit_end if before else start : number.start])
    labels = [_tokens(row[0].text) for row in table.rows[:_ROWS]]
    common = frozenset.intersection(*labels) if labels else frozenset()
    shared = [len((label - common) & named) for label in labels]
    most = max(shared, default=0)
    return table.rows[shared.index(most)] if most and shared.count(most) == 1 else None


def _column(table: Table) -> tuple[int, Unit] | None:
    """The one column of membrane resistances, with its unit."""
    units = [header_unit(cell.text) for cell in table.header]
    found = [
        (at, unit)
        for at, unit in enumerate(units)
        if unit is not None and unit.dimension == MEMBRANE_RESISTANCE
    ]
    return found[0] if len(found) == 1 else None


def _of_row(context: Context, finder: Finder, number: Number) -> Claim | None:
    """A time constant from the membrane resistance of a row above it and the capacitance in its sentence."""
    top, _ = context.layout.bounds(Scope.SECTION, number.start)
    for table in reversed([t for t in context.tables if top <= t.start < number.start][-3:]):
        column = _column(table)
        row = _row_of(context, table, number) if column is not None else None
        if column is None or row is None:
            continue
        at, unit = column
        printed = cell_number(context, row[at])
        capacitance = last_before(finder, number, C_M)
        if printed is None or not printed.usable or capacitance is None or number.unit is None:
            return None
        resistance = printed_input("R_m", printed, printed.unit or unit, "table", False)
        return Claim(
            "NE116", "time_constant", "tau", number, number.unit, (resistance, capacitance[0]),
            reach=Scope.SECTION, magnitude=True, firm=capacitance[1] <= Scope.SENTENCE,
        )  # fmt: skip
    return None


def _factor(text: str) -> float | None:
    found = [factor for factor, words in _TIMES if re.search(rf"\b(?:{words})", text)]
    return found[0] if len(found) == 1 else None


def _times(given: Input, factor: float) -> Input:
    return replace(
        given, value=given.value * factor, low=given.low * factor, high=given.high * factor,
        printed=given.printed * factor, text=f"{factor:g} × {given.text}",
    )  # fmt: skip


def _of_change(context: Context, finder: Finder, number: Number) -> Claim | None:
    """The length constant of the cable before it, of which one property is multiplied."""
    near = sentence(context, number, after=0)
    changed = _CHANGED.search(near)
    factor = _factor(near) if changed is not None else None
    found = cable_of(finder, number) if factor is not None else None
    if changed is None or factor is None or found is None or number.unit is None:
        return None
    radius, membrane, inside = found[0]
    what = changed["what"].lower()
    power = 0.5
    if what.startswith(("d", "ra", "m", "r_m", "rm")) and not what.startswith("membrane"):
        radius = _times(radius, factor) if not what.startswith(("r_m", "rm")) else radius
        membrane = _times(membrane, factor) if what.startswith(("r_m", "rm")) else membrane
    elif what.startswith("membrane"):
        membrane = _times(membrane, factor)
    elif what.startswith(("r_i", "ri", "r_a", "resist")):
        inside, power = _times(inside, factor), -0.5
    else:
        return None
    inputs = (replace(radius, name="a"), replace(membrane, name="R_m"), replace(inside, name="R_i"))
    claim = Claim(
        "NE117",
        "length_constant",
        "lambda",
        number,
        number.unit,
        inputs,
        reach=found[1],
        magnitude=True,
        firm=False,
    )
    # wrong is only what forgets the square root
    before = evaluate(claim.law, {given.name: given.value for given in claim.inputs}) / factor**power
    low, high = interval_of(number)
    forgot = low <= number.unit.from_si(before * factor ** (2.0 * power)) <= high
    only = is_only(finder, number, (CABLE, CABLE_DIAMETER, R_M, R_I))
    return replace(claim, firm=forgot and only and found[1] <= Scope.SECTION)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield time constants of rows, and length constants of cables that are changed."""
    context = facts.context
    if not (context.holds(_TAU_ANY) or context.holds(_LAMBDA_ANY)):
        return
    finder = Finder(context)
    for number in context.with_unit:
        unit = number.unit
        if unit is None or not number.usable or unit.dimension not in (TIME, LENGTH):
            continue
        named = lead(context, number, 60)
        found = None
        if unit.dimension == TIME and _TAU.search(named):
            found = _of_row(context, finder, number)
        elif unit.dimension == LENGTH and _LAMBDA.search(named):
            found = _of_change(context, finder, number)
        if found is not None:
            yield found


_TAU_ANY, _LAMBDA_ANY = re.compile(TAU_WORDS, re.IGNORECASE), re.compile(LAMBDA_WORDS, re.IGNORECASE)
