"""Equilibrium potentials of tables and lists whose numbers prove what they are.

Where three values or more follow from the concentrations beside them, or of a table elsewhere, at one
temperature, the values are computed, and one that does not follow is wrong. No header and no word is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from nernstian.audit.acceptance import contains
from nernstian.audit.binding import Pair, find_pair
from nernstian.audit.claims.acidity import find_acidities
from nernstian.audit.claims.base import CELSIUS, Claim, Facts, Input, temperature_input, temperature_obstacle
from nernstian.audit.claims.nernst import make_nernst
from nernstian.audit.claims.nernst_tables import at_row_temperature, potential_unit, turned_rows
from nernstian.audit.claims.rows import agrees
from nernstian.audit.concentrations import made_concentration
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.given import Concentration, Temperature, same_temperature
from nernstian.audit.grids import MEASURED, Fit, Recipe, fitted, holds, recipes_of, temperatures
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.potential_lists import Entry, potential_lists
from nernstian.audit.table_rows import cell_number, row_ion
from nernstian.audit.tables import Table, unit_above, unit_of
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, POTENTIAL, ZERO_CELSIUS, Unit

_MOLAR = Unit("M", 1e3, CONCENTRATION)
_BESIDE, _BEHIND, _LEAD = 200, 80, 300
_SHARED = "if it is meant at the temperature that the values beside it have"
_MOST_TABLES = 4
_USUAL = (20.0, 37.0, 25.0, 22.0)
_ORDINARY = (ZERO_CELSIUS + 15.0, ZERO_CELSIUS + 38.0)


def _intervals(claims: Sequence[Claim]) -> list[tuple[float, float]]:
    """The temperatures at which each claim holds."""
    given = [{each.name: each.value for each in claim.inputs} for claim in claims]
    ratios = [(g["c_out"] / g["c_in"], claim.quantity[2:]) for g, claim in zip(given, claims, strict=True)]
    edges = [tuple(claim.result_unit.to_si(edge) for edge in interval_of(claim.number)) for claim in claims]
    return temperatures(ratios, [(low, high) for low, high in edges])


def _before(context: Context, start: int) -> list[Temperature]:
    """The temperature of a heading, caption or line in front of a table or list, if it is its only one."""
    low, _ = context.layout.bounds(Scope.SECTION, start)
    found = context.temperatures.within(max(low, start - _BESIDE), start)
    if not found or found[-1].blocked or found[-1].number is None:
        return []
    line = context.text.rfind("\n", 0, found[-1].at)
    beside = {same_temperature(t) for t in found if t.at > line}
    return [found[-1]] if len(beside) == 1 else []


def _most(claims: Sequence[Claim], given: Input) -> bool:
    """Whether most claims, and two at least, hold at a temperature."""
    held = sum(agrees(replace(claim, temperature=given)) for claim in claims)
    return held >= 2 and 2 * held > len(claims)


def _stated(context: Context, claims: Sequence[Claim], start: int, end: int) -> Input | None:
    """The stated temperature at which most claims hold: one in front of them, or their own, or one behind."""
    own = [claim.temperature for claim in claims if claim.temperature is not None and _has_temperature(claim)]
    ahead = [temperature_input(t, Scope.SENTENCE) for t in _before(context, start)]
    _, high = context.layout.bounds(Scope.SECTION, start)
    after = context.temperatures.within(end, min(high, end + _BEHIND)) if end else ()
    behind = [temperature_input(t, Scope.SENTENCE) for t in after if not t.blocked and t.number is not None]
    return next((given for given in (*ahead, *own[:1], *behind) if _most(claims, given)), None)


def _common(fit: Fit, intervals: Sequence[tuple[float, float]]) -> Input:
    """The temperature of the claims that agree, a usual one where it is among them."""
    kept = [each for each, good in zip(intervals, fit.agreeing, strict=True) if good]
    low, high = max(each[0] for each in kept), min(each[1] for each in kept)
    usual = (ZERO_CELSIUS + degrees for degrees in _USUAL)
    kelvin = next((t for t in usual if low <= t <= high), (low + high) / 2.0)
    degrees = round(kelvin - ZERO_CELSIUS, 1)
    return Input("T", f"{degrees:g} degC", ZERO_CELSIUS + degrees, degrees, CELSIUS, "default")


def _settled(context: Context, claim: Claim, interval: tuple[float, float], common: Input) -> Claim:
    """A claim without a stated temperature: wrong only at that of the others and at every ordinary one."""
    low, high = _ORDINARY
    unstated = replace(claim, temperature=None, firm=True)
    if claim.prefactor is not None or interval[0] <= common.value <= interval[1]:
        tied = temperature_obstacle(context, claim.number.start, claim.number.unit_end)
        if not tied or claim.prefactor is not None:
            return unstated
        # of several temperatures that are stated this one is meant, as the numbers beside it say
        return replace(unstated, temperature=common, temperature_scope=Scope.SECTION, assumed=_SHARED)
    if not (interval[0] <= high and interval[1] >= low):
        return replace(unstated, temperature=common, temperature_scope=Scope.SECTION)
    return unstated


def judged(
    context: Context, claims: Sequence[Claim], start: int, end: int = 0, tried: int = 2
) -> Iterator[Claim]:
    """Yield claims that stand together, if most of them hold at one temperature."""
    if len(claims) < 2:
        return
    if _by_prefactor(claims):
        yield from (replace(claim, firm=True, reach=_near(claim)) for claim in claims)
        return
    stated = _stated(context, claims, start, end)
    if stated is None and any(_has_temperature(claim) for claim in claims):
        return  # at the temperature that is stated most do not hold: they may be measured
    signed = any(claim.number.sign for claim in claims)  # else they may be magnitudes
    fit = fitted(_intervals(claims), [stated.value] if stated is not None else [])
    if fit is None or not holds(fit, tried):
        return
    near = [replace(claim, symbolic=signed, firm=True, reach=_near(claim)) for claim in claims]
    yield from _at_stated(near, stated) if stated is not None else _at_common(context, near, fit)


def _at_stated(claims: Sequence[Claim], stated: Input) -> Iterator[Claim]:
    for claim in claims:
        yield replace(claim, temperature=stated, temperature_scope=Scope.SENTENCE)


def _at_common(context: Context, claims: Sequence[Claim], fit: Fit) -> Iterator[Claim]:
    """Claims without a stated temperature, if they have one of cells."""
    intervals = _intervals(claims)
    common = _common(fit, intervals)
    if _ORDINARY[0] <= common.value <= _ORDINARY[1]:
        for claim, interval in zip(claims, intervals, strict=True):
            yield _settled(context, claim, interval, common)


def _has_temperature(claim: Claim) -> bool:
    return claim.temperature is not None and claim.temperature_scope < Scope.DOCUMENT


def _near(claim: Claim) -> Scope:
    return min(claim.reach, Scope.BLOCK)


def _by_prefactor(claims: Sequence[Claim]) -> bool:
    """Whether most claims hold with the slope that is bound to them."""
    held = 0
    for claim in claims:
        if claim.prefactor is None:
            return False
        given = {each.name: each.value for each in claim.inputs} | {"T": claim.prefactor.value}
        held += contains(interval_of(claim.number), claim.result_unit.from_si(evaluate(claim.law, given)))
    return held >= 2 and 2 * held > len(claims)


def _tables(facts: Facts) -> Iterator[Claim]:
    """The potentials of tables that state their own concentrations."""
    for table in facts.context.tables:
        for recipe in recipes_of(facts.context, table):
            if recipe.turned and recipe.potential < len(table.rows):
                found = list(turned_rows(facts, table, [table.rows[recipe.potential]]))
                claims = [one for one in found if isinstance(one, Claim)]
            elif not recipe.turned and _is_own(facts.context, table, recipe.potential):
                claims = list(_of_columns(facts, table, recipe))
            else:
                continue  # the potentials of a list elsewhere
            claims = [claim for claim in claims if not claim.obstacle]
            if not _in_rows(claims, table):
                proven = judged(facts.context, claims, table.start, table.end)
                yield from unless_measured(facts.context, table, proven)


def _is_own(context: Context, table: Table, column: int) -> bool:
    """Whether a table has a column, and its head no temperature of its own."""
    if column >= len(table.header):
        return False
    head = table.header[column]
    return not context.temperatures.within(head.start, head.end)


def unless_measured(context: Context, table: Table, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims of a table; where words in front of it speak of measuring, none may be wrong."""
    start, _ = context.layout.bounds(Scope.SECTION, table.start)
    measured = MEASURED.search(context.text, max(start, table.start - _LEAD), table.start) is not None
    yield from (replace(claim, firm=False) if measured else claim for claim in claims)


def _of_columns(facts: Facts, table: Table, recipe: Recipe) -> Iterator[Claim]:
    """The potentials of a column, from the columns that its numbers show it to follow from."""
    context = facts.context
    columns = (recipe.out, recipe.inside, recipe.potential)
    heads = [table.header[at].text for at in columns]
    shared = unit_above(context.text, table) or MILLIMOLAR
    for row in table.rows:
        ion, numbers = row_ion(table, row), [cell_number(context, row[at]) for at in columns]
        out, inside, number = numbers
        if ion is None or out is None or inside is None or number is None or not number.usable:
            continue
        unit = potential_unit(context, table, number, heads[2])
        made = [
            made_concentration(ion, side, one, one.unit or unit_of(head) or shared, tabulated=True)
            for side, one, head in zip(("out", "in"), (out, inside), heads, strict=False)
        ]
        if unit is None or unit.dimension != POTENTIAL or made[0] is None or made[1] is None:
            continue
        pair = Pair(made[0], made[1], Scope.SENTENCE)
        claim = make_nernst(facts, ion, replace(number, unit=unit), pair, symbolic=True)
        yield at_row_temperature(facts, claim, table, row)


def _in_rows(claims: Sequence[Claim], table: Table) -> bool:
    """Whether rows, or their groups, state temperatures of their own."""
    low = table.rows[0][0].start if table.rows else table.start
    bound = (claim.temperature.number for claim in claims if claim.temperature is not None)
    return any(number is not None and low <= number.start < table.end for number in bound)


def _table_pairs(facts: Facts) -> list[tuple[int, dict[str, Pair]]]:
    """What each table states both sides of, once: where it stands, and the pairs by ion."""
    found = []
    for table in facts.context.tables:
        sides: dict[tuple[str, str], list[Concentration]] = {}
        for one in facts.concentrations.all.within(table.start, table.end):
            if not one.blocked:
                sides.setdefault((one.ion, one.side), []).append(one)
        pairs = {
            ion: Pair(sides[ion, "out"][0], sides[ion, "in"][0], Scope.BLOCK)
            for ion, side in sides
            if side == "out" and len(sides[ion, "out"]) == len(sides.get((ion, "in"), ())) == 1
        }
        found += [(table.start, pairs)] if len(pairs) > 1 else []
    return found


def _lists(facts: Facts) -> Iterator[Claim]:
    """The potentials of lists, from concentrations that are stated elsewhere."""
    runs = potential_lists(facts.context)
    tables = _table_pairs(facts) if runs else []
    for run in runs:
        start = run[0].number.start
        near = sorted(tables, key=lambda one: (one[0] > start, abs(one[0] - start)))[:_MOST_TABLES]
        tried = [pairs for _, pairs in near if len(pairs.keys() & {e.ion for e in run}) > 1]
        for pairs in (*tried, {}):
            claims = list(_of_list(facts, run, pairs))
            found = list(judged(facts.context, claims, start, 0, len(tried) + 1))
            if found:
                yield from found
                break


def _of_list(facts: Facts, run: Sequence[Entry], pairs: Mapping[str, Pair]) -> Iterator[Claim]:
    for entry in run:
        pair = pairs.get(entry.ion) or find_pair(
            facts.context, facts.concentrations, entry.ion, entry.number.start
        )
        if isinstance(pair, Pair):
            yield make_nernst(facts, entry.ion, entry.number, pair, symbolic=True)
        elif entry.ion == "H":
            yield from _of_protons(facts, entry.number)


def _of_protons(facts: Facts, number: Number) -> Iterator[Claim]:
    """The potential of protons, from the one pH of each side that the section states."""
    low, high = facts.context.layout.bounds(Scope.SECTION, number.start)
    known = find_acidities(facts.context)
    found = {side: known[side].within(low, high, around=number.start) for side in ("out", "in")}
    made = []
    for side, acidities in found.items():
        values = {one.value: one for one in acidities if one.number is not None}
        for value, one in values.items() if len(values) == 1 else ():
            if one.number is not None:
                made.append(
                    Concentration("H", side, one.number, MILLIMOLAR, 10.0 ** (3.0 - value), True, one.at)
                )
    if len(made) == 2:
        claim = make_nernst(facts, "H", number, Pair(made[0], made[1], Scope.BLOCK), symbolic=True)
        yield replace(
            claim,
            inputs=(
                *(_acid(c, given) for c, given in zip(made, claim.inputs, strict=False)),
                claim.inputs[2],
            ),
        )


def _acid(stated: Concentration, given: Input) -> Input:
    """The concentration of protons that a pH stands for."""
    ph = given.printed
    return replace(
        given, text=f"pH {ph:g}", value=stated.value, low=stated.value, high=stated.value,
        printed=10.0**-ph, unit=_MOLAR,
    )  # fmt: skip


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the equilibrium potentials of tables and lists that most of their values prove."""
    yield from _tables(facts)
    yield from _lists(facts)
