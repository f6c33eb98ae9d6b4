"""Lists of potentials by ion, "EK -92 mV   ENa +71 mV   ECl -75 mV": several names, each with a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nernstian.audit.context import Context, once
from nernstian.audit.ions import SYMBOL, symbol_of
from nernstian.audit.numbers import Number
from nernstian.audit.units import POTENTIAL, Unit

_NAMED = re.compile(
    rf"(?<![A-Za-z0-9ΔÀ-ÿ])(?:[EVU](?:_?(?:rev|eq))?[_,]?[(\[]?(?P<symbol>{SYMBOL})(?:\^?\d?\^?[+-])?[)\]]?"
    r"|e[-_]?(?P<lower>k|na|cl|ca|mg))(?![A-Za-z0-9])[\s:=|≈~]{1,14}(?=[-+\d])"
)
_GAP = 120
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A potential of a list with its ion."""

    ion: str
    number: Number


def _entries(context: Context) -> list[Entry]:
    found = []
    for match in context.matches(_NAMED):
        number = context.number_at(match.end(), 1)
        ion = symbol_of(match["symbol"] or match["lower"].capitalize())
        if number is None or ion is None or not number.usable or not number.value:
            continue
        unit = number.unit or _unit_of_line(context, number)
        if unit is not None and unit.dimension == POTENTIAL:
            found.append(Entry(ion, replace(number, unit=unit)))
    return found


_LINE_UNIT = re.compile(
    r"[(\[,]\s?(?:(?:all|alle|tous|todos|tutti)\s)?(?:in\s|en\s)?(?=mV\b)|\b(?:in|en)\s(?=mV\b)"
)
_MILLIVOLT = Unit("mV", 1e-3, POTENTIAL)


def _unit_of_line(context: Context, number: Number) -> Unit | None:
    """Millivolts, where the line, or the end of the one above, says so apart from a number: "(mV)"."""
    above = context.text.rfind("\n", 0, max(0, context.text.rfind("\n", 0, number.start)))
    end = context.text.find("\n", number.start)
    start = max(above, number.start - 200, 0)
    stop = min(end if end >= 0 else number.start + 200, number.start + 200)
    return _MILLIVOLT if _LINE_UNIT.search(context.text, start, stop) else None


@once
def potential_lists(context: Context) -> list[list[Entry]]:
    """Return the lists of two ions or more; one begins anew where an ion is named again."""
    runs: list[list[Entry]] = []
    for entry in _entries(context):
        last = runs[-1] if runs else []
        between = context.text[last[-1].number.unit_end : entry.number.start] if last else ""
        if not last or len(between) > _GAP or "\n\n" in between or entry.ion in {e.ion for e in last}:
            runs.append([entry])
        else:
            last.append(entry)
    return [run for run in runs if len(run) >= FEWEST]
