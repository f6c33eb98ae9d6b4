"""What ATP gives in a cell: ΔG°' + RT ln([ADP][Pi]/[ATP]) from the concentrations that a text states.

The claim is recomputed from the standard free energy and the three concentrations of the section, in mol/L.
It may agree, and is called wrong where a slip in the logarithm gives its digits.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log

from nernstian.audit.claims import rows
from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound, bind_temperature
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.expression import expression_before
from nernstian.audit.claims.molar import molar_energies
from nernstian.audit.claims.roles import INDEPENDENT
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, Unit
from nernstian.codegen.emitted import CONSTANTS

_RULE, _QUANTITY = "NE122", "ΔG(ATP)"
_GAS = CONSTANTS["R"].value
_NAMES = (
    ("ATP", r"\[?\bATP\b\]?"),
    ("ADP", r"\[?\bADP\b\]?"),
    (
        "Pi",
        r"\[?(?:\bP_?\(?i\)?(?!\w)|\b(?:inorganic\s|free\s)?phosphate\b|\bPhosphat\b|\bphosphate\sinorganique\b|\bfosfato\b|\bfosfaat\b)\]?",
    ),
)
_BEFORE = {
    name: re.compile(
        rf"{pattern}(?:\s(?:is|at|of|concentration|ist|est|es|è))*\s?(?:=|:|≈|\()?\s?$", re.IGNORECASE
    )
    for name, pattern in _NAMES
}
_AFTER = {name: re.compile(rf"\s(?:of\s|de\s)?{pattern}", re.IGNORECASE) for name, pattern in _NAMES}
_STANDARD = re.compile(
    r"(?:ΔG|DG)[^\s=\d]{0,4}[°º0o⁰][^\s=\d]{0,4}\s?(?:=|≈|is|of|:)\s?$|\bstandard\b[^.;\d]{0,60}$",
    re.IGNORECASE,
)
_OF_ATP = re.compile(
    r"ΔG|\bDG\b|\bATP\b|free\senergy|phosphorylation\spotential|freie\sEnergie|énergie\slibre|energía\slibre|energia\slibera",
    re.IGNORECASE,
)
_REACH = 1500
_SHARP = 3


@dataclass(frozen=True, slots=True)
class _State:
    """The standard free energy of a section, and the logarithm's term at its temperature, in J/mol.

    ``thousand`` is what a factor of a thousand in the logarithm is worth.
    """

    standard: float
    term: float
    shown: str
    thousand: float


def _concentrations(context: Context, top: int, number: Number) -> dict[str, Number]:
    """The concentrations of ATP, ADP and phosphate in front of a number, where each has just one."""
    found: dict[str, dict[float, Number]] = {name: {} for name, _ in _NAMES}
    for given in context.by_dimension.get(CONCENTRATION, NONE).within(top, number.start, around=number.start):
        if not given.usable or given.value <= 0.0:
            continue
        before, after = (
            context.text[max(top, given.start - 40) : given.start],
            context.text[given.unit_end : given.unit_end + 30],
        )
        name = next((n for n in _BEFORE if _BEFORE[n].search(before)), None)
        name = name or next((n for n in _AFTER if _AFTER[n].match(after)), None)
        if name is not None:
            found[name][given.si()] = given
    return {name: next(iter(values.values())) for name, values in found.items() if len(values) == 1}


def _standard(context: Context, top: int, number: Number) -> Number | None:
    values = {
        n.si(): n
        for n in molar_energies(context).within(top, number.start)
        if 25e3 <= abs(n.si()) <= 38e3 and _STANDARD.search(context.text[max(top, n.start - 80) : n.start])
    }
    return next(iter(values.values())) if len(values) == 1 else None


def _state(context: Context, number: Number) -> _State | None:
    top = max(context.layout.bounds(Scope.SECTION, number.start)[0], number.start - _REACH)
    standard, known = _standard(context, top, number), _concentrations(context, top, number)
    temperature, _ = bind_temperature(context, number.start, number.unit_end)
    if standard is None or len(known) != 3 or temperature is None:
        return None
    quotient = known["ADP"].si() * known["Pi"].si() / known["ATP"].si() / 1e3  # in mol/L, as the standard is
    term = _GAS * temperature.value * log(quotient)
    shown = f"{-abs(standard.value):g} + RT ln({quotient:.3g}), {temperature.text.replace('degC', '°C')}"
    return _State(-abs(standard.si()), term, shown, _GAS * temperature.value * log(1e3))


def _claim(number: Number, unit: Unit, value: float, shown: str, firm: bool = False) -> Claim:
    given = Input("value", shown, value, value, DIMENSIONLESS, "context")
    return Claim(
        _RULE, ARITHMETIC, _QUANTITY, number, unit, (given,), INDEPENDENT, reach=Scope.SECTION, magnitude=number.value > 0.0, firm=firm,
    )  # fmt: skip


def _slips(state: _State) -> Iterator[float]:
    """The free energies with a slip in the logarithm: decimal, turned over, in mmol/L instead of mol/L."""
    yield state.standard + state.term / log(10.0)
    yield state.standard - state.term
    yield state.standard + state.term + state.thousand


def _total(context: Context, number: Number, unit: Unit) -> Claim | None:
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    words = context.text[max(start, number.start - 160) : min(end, number.unit_end + 40)]
    state = _state(context, number) if _OF_ATP.search(words) else None
    if state is None or not 30e3 <= abs(number.si()) <= 75e3:
        return None
    claim = _claim(number, unit, state.standard + state.term, state.shown)
    if rows.agrees(claim):
        return claim
    digits = re.sub(r"\D", "", number.text).lstrip("0")
    slips = (_claim(number, unit, value, "") for value in _slips(state))
    sharp = len(digits) >= _SHARP and number.hedge is None
    return replace(claim, firm=True) if sharp and any(map(rows.agrees, slips)) else None


def _terms(context: Context, number: Number, unit: Unit) -> Iterator[Claim]:
    """The claim of the logarithm's term in a printed sum: "= -30.5 - 17.6 = -48.1"."""
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    found = expression_before(context.text, number.start, block)
    state = _state(context, number) if found is not None and len(found.leaves) == 2 else None
    if found is None or state is None:
        return
    for term in context.numbers_in(found.start, found.end):
        if (
            term.usable
            and term.unit is None
            and abs(abs(term.value) - abs(unit.from_si(state.standard))) > 1e-9
        ):
            minus = term.start == found.leaves[1].start and found.operators == "-" and term.value > 0.0
            given = replace(term, unit=unit, value=-term.value if minus else term.value)
            claim = _claim(given, unit, state.term, f"RT ln of {state.shown.partition('ln')[2]}")
            if rows.agrees(claim):
                yield claim


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the free energies of ATP at stated concentrations."""
    context = facts.context
    if "ADP" not in context.text or "ATP" not in context.text:
        return
    for number in molar_energies(context).items:
        if number.unit is None:
            continue
        found = _total(context, number, number.unit)
        if found is not None:
            yield found
        yield from _terms(context, number, number.unit)
