"""The chord-conductance equation: a mean of reversal potentials, weighted by conductances."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from nernstian.audit import nearness
from nernstian.audit.claims.base import Claim, Facts, Input, Unbound, printed_input
from nernstian.audit.claims.wholes import per_area
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.table_rows import cell_number, row_ion
from nernstian.audit.tables import Table, unit_of
from nernstian.audit.units import CONDUCTANCE, POTENTIAL, SPECIFIC_CONDUCTANCE, Unit

RULE, LAW = "NE109", "chord_conductance_equation"
IONS = ("K", "Na", "Cl")
_SUBJECT = re.compile(
    r"chord|conductance[\s-]weighted|weighted\sby\s(?:\w+\s){0,3}conductance|Σ\s?g|sum\sof\sg|parallel[\s-]conductance"
    r"|\bg_?(?:K|Na|Cl)\s?[·×*]?\s?[EV]_?(?:K|Na|Cl)\b|Sehnenleitf|leitwert[\s-]?gewichtet|conductance\sde\scorde",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"\bg_?(?:K|Na|Cl)\s?[·×*]?\s?[EV]_?(?:K|Na|Cl)\b[^=;\n]{0,90}[)\]}]\s?[=≈]\s?$")
_SYMBOL = re.compile(r"\b[gGE]_?(?P<ion>K|Na|Cl)\s?=\s?$")
_V_SYMBOL = re.compile(r"\bV(?:_?m)?\s?[=≈]\s?$")
_ZERO = re.compile(r"\bg_?(?P<ion>K|Na|Cl)\s?=\s?$")
_WORDS = ("chord", "conductance", "σ", "ς", "sum", "g_", "leitwert", "leitf")
_CLAIM = re.compile(
    r"(?:\bV_?m?\s?[=≈]|resting\spotential|\brests?\b|settles|membrane\spotential|weighted|prediction|predicts|gives|yields"
    r"|\bcell\b|equation|chord|moves|shifts)(?:[^\d;]){0,60}$",
    re.IGNORECASE,
)
_COMPUTED = re.compile(r"equation|weighted|formula|predict|comput|calculat|Σ", re.IGNORECASE)
_NOT = re.compile(
    r"\bE_?(?:K|Na|Cl|rev)\b|revers|equilibrium|Nernst|Goldman|GHK|measur|record", re.IGNORECASE
)
_ALTERED = re.compile(
    r"block|without|remov|ignor|halv|doubl|tripl|times|wash|open|close|if\b|instead|only|leave|omit|reduc|increas|rais|lower"
    r"|drop|average|mean\sof",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A conductance or a reversal potential of an ion."""

    ion: str
    number: Number
    unit: Unit
    conductance: bool
    tabulated: bool

    @property
    def at(self) -> int:
        """Where its number stands."""
        return self.number.start


def _in_prose(context: Context) -> Iterator[Known]:
    for dimension in (CONDUCTANCE, SPECIFIC_CONDUCTANCE, POTENTIAL):
        for number in context.by_dimension.get(dimension, index(())).items:
            start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
            start = max(start, number.start - 60)
            before = context.numbers_in(start, number.start)
            window = context.text[before[-1].unit_end if before else start : number.start]
            symbol = _SYMBOL.search(window)
            ion = symbol["ion"] if symbol is not None else ion_of(_symbols(window))
            if dimension == POTENTIAL and _V_SYMBOL.search(window):
                continue
            if ion in IONS and number.unit is not None:
                yield Known(ion, number, number.unit, dimension != POTENTIAL, False)
    for number in context.numbers:  # "with g_K = 0"
        led = (
            _ZERO.search(context.text[max(0, number.start - 8) : number.start])
            if number.value == 0.0
            else None
        )
        if led is not None and number.unit is None:
            yield Known(led["ion"], number, _PER_AREA, True, False)


def find_known(context: Context) -> Index[Known]:
    """Return the conductances and reversal potentials of a text that are said to be an ion's."""
    return index([*_in_prose(context), *_in_tables(context, context.tables)])


def _symbols(text: str) -> str:
    """The text with ``g_K`` spelled as the ion, so that its ion is seen."""
    return re.sub(r"\b[gG]_?(?=(?:K|Na|Cl)\b)", " ", text)


def _in_tables(context: Context, tables: tuple[Table, ...]) -> Iterator[Known]:
    for table in tables:
        units = [unit_of(cell.text) for cell in table.header]
        for row in table.rows:
            ion = row_ion(table, row)
            for cell, column_unit in zip(row, units, strict=True):
                number = cell_number(context, cell)
                unit = (number.unit if number else None) or column_unit
                if ion is None or ion not in IONS or number is None or unit is None or not number.usable:
                    continue
                if unit.dimension in (CONDUCTANCE, SPECIFIC_CONDUCTANCE, POTENTIAL):
                    yield Known(ion, number, unit, unit.dimension != POTENTIAL, True)


def nearest_known(
    context: Context, at: int, known: Index[Known], ion: str, conductance: bool
) -> tuple[Known | None, Scope, bool]:
    """Return the one conductance or potential of an ion nearest to a place, how far, and if several are."""
    low, high = context.layout.bounds(Scope.SECTION, at)
    _, told = context.layout.bounds(Scope.SENTENCE, at)  # what a later sentence changes is not yet so
    same = index(
        k for k in known.within(low, high, around=at)
        if k.ion == ion and k.conductance == conductance and k.number.start != at
        and (k.tabulated or k.at < told)
    )  # fmt: skip
    found, scope = nearness.nearest(
        context.layout, at, same, lambda k: f"{k.unit.to_si(k.number.value):.6g}", Scope.SECTION
    )
    return (found[0] if len(found) == 1 else None), scope, len(found) > 1


Bound = tuple[tuple[Input, ...], Scope]


def _own(context: Context, number: Number, known: Index[Known]) -> Bound | None:
    """What the sentence of a number states by itself: conductances of two ions, and no others count."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    stated = [k for k in known.within(start, number.start) if not k.tabulated]
    if len({k.ion for k in stated if k.conductance}) < 2:
        return None
    found = _inputs(context, number.start, index(stated))
    return None if isinstance(found, str) else found


def _agrees(number: Number, inputs: tuple[Input, ...]) -> bool:
    if number.unit is None:
        return False
    low, high = (number.unit.to_si(edge) for edge in interval_of(number))
    value = evaluate(LAW, {given.name: given.value for given in inputs})
    return low - 1e-12 <= value <= high + 1e-12


def _among(
    context: Context, number: Number, known: Index[Known], inputs: tuple[Input, ...], scope: Scope
) -> tuple[tuple[Input, ...], Scope, bool]:
    """The same with other conductances that the section states, if exactly one set gives the digits."""
    low, _ = context.layout.bounds(Scope.SECTION, number.start)
    near = [k for k in known.within(low, number.start, around=number.start) if k.conductance]
    choices: list[list[Input]] = []
    for ion in IONS:
        values = {k.unit.to_si(k.number.value): k for k in near if k.ion == ion}
        choices.append([_input(f"g_{ion}", k, Scope.SECTION) for k in values.values()][:_SETS])
        choices[-1] = choices[-1] or [_zero(f"g_{ion}", _PER_AREA)]
    sets = list(product(*choices))
    rest = tuple(given for given in inputs if not given.name.startswith("g_"))
    fits = [(*conductances, *rest) for conductances in sets if _agrees(number, (*conductances, *rest))]
    chance = len(sets) * number.last_digit * (number.unit.scale if number.unit else 1.0) / _SPREAD
    if len(fits) != 1 or chance > _MEANS_NOTHING:
        return inputs, scope, False
    return fits[0], max(scope, Scope.SECTION), True


_SETS = 3  # conductances of one ion that are tried
_SPREAD = 0.15  # V, over which membrane potentials are spread
_MEANS_NOTHING = 0.05


def _inputs(context: Context, at: int, known: Index[Known]) -> Bound | str:
    inputs: list[Input] = []
    widest, bound = Scope.CLAUSE, 0
    dimension = None
    for ion in IONS:
        conductance, first, tied = nearest_known(context, at, known, ion, True)
        potential, second, also = nearest_known(context, at, known, ion, False)
        if tied or (conductance is not None and also):
            return f"several conductances or reversal potentials of {ion} are equally near"
        if conductance is None or conductance.number.value == 0.0:
            inputs += [_zero(f"g_{ion}", _PER_AREA), _zero(f"E_{ion}", _MILLIVOLT)]
            continue
        if potential is None:
            return f"no reversal potential of {ion} is stated near it"
        if dimension not in (None, conductance.unit.dimension):
            return "conductances of different kinds stand near it"
        dimension = conductance.unit.dimension
        bound += 1
        widest = max(widest, first, second)
        inputs += [_input(f"g_{ion}", conductance, first), _input(f"E_{ion}", potential, second)]
    return (tuple(inputs), widest) if bound >= 2 else "fewer than two conductances are stated near it"


_MILLIVOLT, _PER_AREA = Unit("mV", 1e-3, POTENTIAL), Unit("S/m2", 1.0, SPECIFIC_CONDUCTANCE)


def _zero(name: str, unit: Unit) -> Input:
    return Input(name, f"0 {unit.text}", 0.0, 0.0, unit, "default")


def _input(name: str, known: Known, scope: Scope) -> Input:
    source = "table" if known.tabulated else "stated" if scope <= Scope.GROUP else "context"
    rounded = known.tabulated and not known.conductance
    return per_area(printed_input(name, known.number, known.unit, source, rounded))


def _since_number(context: Context, number: Number) -> str:
    """What stands between the last number of the sentence and this one."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    start = max(start, number.start - 110)
    before = context.numbers_in(start, number.start)
    return context.text[before[-1].unit_end if before else start : number.start]


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the membrane potentials that a text computes from conductances."""
    context = facts.context
    if not any(word in context.lowered for word in _WORDS) or not context.holds(_SUBJECT):
        return
    known = find_known(context)
    tabulated = {k.number.start for k in known.items}
    for number in context.by_dimension.get(POTENTIAL, index(())).items:
        start, end = context.layout.bounds(Scope.SENTENCE, number.start)
        before = context.text[max(start, number.start - 110) : number.start]
        low, high = context.layout.bounds(Scope.SECTION, number.start)
        section = context.text[max(low, number.start - 1500) : min(high, number.start + 600)]
        if (
            number.start in tabulated
            or not (_CLAIM.search(before) or _FORMULA.search(before))
            or (_NOT.search(_since_number(context, number)) and not _FORMULA.search(before))
        ):
            continue
        if number.unit is None or not _SUBJECT.search(section):
            continue
        found = _own(context, number, known) or _inputs(context, number.start, known)
        if isinstance(found, str):
            yield Unbound(number, found)
            continue
        inputs, scope = found
        if not _agrees(number, inputs):
            inputs, scope, tried = _among(context, number, known, inputs, scope)
            if tried:
                yield Claim(RULE, LAW, "V", number, number.unit, inputs, reach=scope, firm=False)
                continue
        sentence = context.text[max(start, number.start - 400) : min(end, number.start + 200)]
        stated = all(given.number is None or given.number.start < number.start for given in inputs)
        sure = stated and scope <= Scope.SENTENCE and not _ALTERED.search(sentence)
        sure = sure and _COMPUTED.search(sentence) is not None
        yield Claim(RULE, LAW, "V", number, number.unit, inputs, reach=scope, firm=sure, symbolic=True)
