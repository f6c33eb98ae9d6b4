"""Printed logarithms: ``62 log(145/12) = 66.6``; the ratio inside gives both inputs and their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import nan

from nernstian.audit.binding import Pair, find_pair
from nernstian.audit.claims.base import (
    DIMENSIONLESS,
    Claim,
    Facts,
    Input,
    Unbound,
    bind_temperature,
    exact,
    prefactor_input,
    printed_input,
)
from nernstian.audit.claims.expression import Node, quotient_in
from nernstian.audit.claims.labels import chain_after, find_labels, is_potential
from nernstian.audit.claims.spoken_log import OVER, SAID, SPOKEN
from nernstian.audit.context import Context
from nernstian.audit.given import Prefactor
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR

_FUNCTION = re.compile(
    r"[^A-Za-z]{0,8}(?:mV|V)?[^A-Za-z]{0,8}(?:/\s?z\s?\)?)?[^A-Za-z]{0,4}(?:ln|log|lg|Log)(?:_\(?10\)?|10(?=\s?[(\[])|_e)?"
)
_OPEN = re.compile(r"[\s(\[]{0,6}")
_STROKE = re.compile(r"[\s)\]]{0,4}[/:÷][\s(\[]{0,4}")
_CLOSE = re.compile(r"[\s)\]]{0,5}(?:mV|V)?")
# (RT/zF) ln, RT/F × ln, (RT)/(2F) ln
_SYMBOLIC = re.compile(r"(?P<gas>\(?\bRT\)?\s?/\s?\(?(?P<valence>z|-?[12])?\s?F\)?\)?)(?=\s?[×·*]?\s?ln)")
_EQUALS = re.compile(r"\s?(?:=|≈|~|:)\s?[(\[]?\s?$")
_LONGEST_SUMS = 200
_LINE_HEAD = 12  # characters of a line before the ion it is about: a bullet, a number
_SEVERAL = re.compile(r"(?:V_?m|E_?m|V_?rest|E_?rest|U_?m|V_?M|V_?GHK|V|E_?GHK)\s?$")
_ORDINARY_KELVIN = (255.0, 330.0)


@dataclass(frozen=True, slots=True)
class PrintedLog:
    """A prefactor, the ratio behind it, and the ion whose potential it is (if named).

    Without a printed number the prefactor is RT/zF, and ``symbol`` is its valence as printed ("z", "2", "").
    """

    prefactor: Prefactor | None
    above: Number
    below: Number | None
    end: int
    ion: str | None
    membrane: bool
    symbol: str = ""


def find_printed_logs(context: Context) -> Iterator[PrintedLog]:
    """Yield the logarithms of numbers that follow a printed prefactor, or RT/F."""
    labels = {label.end: label for label in find_labels(context)}
    for match in context.matches(_SYMBOLIC):
        if context.text[max(0, match.start() - 3) : match.start()].rstrip("( ").endswith("-"):
            continue  # -(RT/F) ln 12: what the minus turns round is not known
        sums = _sums(context, match.end("gas"))
        ratio = sums or _ratio(context, match.end("gas"))
        if ratio is not None:
            name_end, membrane = _name_before(context, match.start())
            label = labels.get(name_end)
            ion = label.ion if label else None
            yield PrintedLog(None, *ratio, ion, membrane or sums is not None, match["valence"] or "")
    for prefactor in context.prefactors:
        if prefactor.symbolic:
            continue
        sums = _sums(context, prefactor.end)
        ratio = sums or _ratio(context, prefactor.end)
        if ratio is None or not 100.0 < prefactor.kelvin < 700.0:
            continue
        above, below, end = ratio
        name_end, membrane = _name_before(context, prefactor.at)
        label = labels.get(name_end)
        ion = label.ion if label else None
        yield PrintedLog(prefactor, above, below, end, ion, membrane or sums is not None)
    yield from _spoken_logs(context)


def _spoken_logs(context: Context) -> Iterator[PrintedLog]:
    """Yield the logarithms that are said in words behind a prefactor."""
    if not context.may_hold(SPOKEN):
        return
    for prefactor in context.prefactors:
        spoken = SPOKEN.match(context.text, prefactor.number.unit_end) if prefactor.symbolic else None
        above = context.number_at(spoken.end(), 1) if spoken is not None else None
        if above is None or not 255.0 < prefactor.kelvin < 330.0:
            continue
        over = OVER.match(context.text, above.unit_end)
        below = context.number_at(over.end(), 1) if over is not None else None
        end = (below or above).unit_end
        if over is None or below is not None:
            yield PrintedLog(prefactor, above, below, end, None, False)


def _said_behind(context: Context, log: PrintedLog) -> list[Number]:
    """The result that words tie to a logarithm in words."""
    said = SAID.match(context.text, log.end) if log.prefactor is not None and log.prefactor.symbolic else None
    number = context.number_at(said.end(), 1) if said is not None and said.group().strip() else None
    return [number] if number is not None and is_potential(number) and number.usable else []


def _ion_of_line(context: Context, start: int) -> str | None:
    """The one ion that the line begins with: ``4) Cl- 120 mM out, 12 mM in: E = 61.5 log(...)``."""
    line = max(context.text.rfind("\n", 0, start) + 1, start - 200)
    named = context.ions.within(line, start)
    if not named or len({mention.ion for mention in named}) > 1:
        return None
    head = context.text[line : named[0].start]
    return named[0].ion if len(head) < _LINE_HEAD and not any(map(str.isalpha, head)) else None


def _ion_of_head(context: Context, start: int) -> str | None:
    """The one ion that a sentence names before a colon and a logarithm: "Calcium, 2 mM outside: 61.5 log"."""
    low, _ = context.layout.bounds(Scope.SENTENCE, start)
    colon = context.text.rfind(":", max(low, start - 200), start)
    if colon < 0 or start - colon > 16:
        return None
    named = {mention.ion for mention in context.ions.within(max(low, start - 200), colon)}
    return named.pop() if len(named) == 1 else None


_HALVED = re.compile(
    r"\bhal[fv]|divid|/\s?(?:z|2)\b|[Hh]älfte|halb|teil(?:en|t)|moiti|divis|mitad|divid|met[àa]\b|helft|gedeeld|forg[eo]t|without"
    r"|vergess|oubli|olvid|dimentic|ohne|sans|\bsin\b|senza|monovalent|z\s?=\s?\+?1",
    re.IGNORECASE,
)


def _ion_of_sentence(context: Context, log: PrintedLog) -> str | None:
    """The one ion that a sentence is about, where its valence is not the 1 of the printed logarithm."""
    if log.prefactor is None or not _is_ordinary(log.prefactor.kelvin):
        return None
    start, end = context.layout.bounds(Scope.SENTENCE, log.prefactor.at)
    start, end = max(start, log.prefactor.at - 160), min(end, log.end + 60)
    named = {mention.ion for mention in context.ions.within(start, log.prefactor.at)}
    if len(named) != 1 or {mention.ion for mention in context.ions.within(start, end)} != named:
        return None
    (ion,) = named
    return ion if VALENCE[ion] != 1 else None


def _of_other_valence(context: Context, log: PrintedLog) -> tuple[PrintedLog, str]:
    """An unnamed logarithm of an ion that it does not fit: with its ion, or why it is not judged.

    Of a divalent ion the valence is missing; of an anion the ratio's order is not known to be the right one.
    """
    ion = None if log.membrane or log.ion is not None else _ion_of_sentence(context, log)
    if ion is None or log.prefactor is None:
        return log, ""
    if VALENCE[ion] < 0:
        return log, _contradicts(replace(log, ion=ion), "")
    start, end = context.layout.bounds(Scope.SENTENCE, log.prefactor.at)
    start, end = max(start, log.prefactor.at - 300), min(end, log.end + 200)
    potentials = [n for n in context.numbers_in(log.end, end) if is_potential(n)]
    if _HALVED.search(context.text, start, end) or len(potentials) > 1:
        return log, "the valence of the ion named near it may be taken in later"
    return replace(log, ion=ion), ""


def _of_line(facts: Facts, log: PrintedLog) -> tuple[PrintedLog, Pair | str]:
    """An unnamed potential with the ion of its line, where the ratio is that ion's outside over inside."""
    context, at = facts.context, log.above.start
    ion = None if log.membrane else _ion_of_line(context, at) or _ion_of_head(context, at)
    pair = find_pair(facts.context, facts.concentrations, ion, log.above.start) if ion else ""
    if isinstance(pair, Pair) and _is_outside_first(log, pair):
        return replace(log, ion=ion), pair
    return log, ""


def _sums(context: Context, position: int) -> tuple[Number, Number, int] | None:
    """The sums of a constant-field logarithm, ``(4 + 0.04·150)/(120 + 0.04·15)``, as two numbers."""
    text = context.text
    function = _FUNCTION.match(text, position)
    bracket = re.compile(r"[\s(]{0,2}[(\[]").match(text, function.end()) if function else None
    if bracket is None:
        return None
    opening = bracket.end() - 1 if text[bracket.end() - 1] == "[" else text.index("(", bracket.start())
    depth, end = 0, opening
    for end in range(opening, min(len(text), opening + _LONGEST_SUMS)):
        depth += {"(": 1, ")": -1, "[": 1, "]": -1}.get(text[end], 0)
        if depth == 0 or text[end] in "\n=|":
            break
    if depth != 0 or "+" not in text[opening:end]:
        return None
    sides = quotient_in(text, opening + 1, end)
    if sides is None or any(side.value <= 0.0 for side in sides):
        return None
    above, below = (
        Number(opening, end, end, f"{side.value:.6g}", side.value / _scale(side), 0.0, 0.0, "")
        for side in sides
    )
    return above, below, end + 1


def _scale(side: Node) -> float:
    return side.unit.scale if side.unit is not None else 1.0


def _ratio(context: Context, position: int) -> tuple[Number, Number | None, int] | None:
    """The numbers inside the logarithm: one, or two with a stroke between them."""
    text = context.text
    function = _FUNCTION.match(text, position)
    opening = _OPEN.match(text, function.end()) if function else None
    above = context.number_at(opening.end(), 2) if opening else None
    if above is None:
        return None
    stroke = _STROKE.match(text, above.unit_end)
    below = context.number_at(stroke.end(), 2) if stroke else None
    last = below if below is not None else above
    closing = _CLOSE.match(text, last.unit_end)
    return above, below, closing.end() if closing and ")" in closing.group() else last.unit_end


def _name_before(context: Context, start: int) -> tuple[int, bool]:
    """Where the name in front of ``= prefactor`` ends, and whether it is a membrane potential."""
    window_start = max(0, start - 40)
    window = context.text[window_start:start]
    equals = _EQUALS.search(window)
    if equals is None:
        return -1, False
    name = window[: equals.start()]
    return window_start + len(name.rstrip()), _SEVERAL.search(name) is not None


def _valence(log: PrintedLog, pair: Pair | None) -> float:
    """The valence that the prefactor holds, corrected by the ion's where the ratio's order is known."""
    if log.prefactor is None:
        return _printed_valence(log, pair)
    sign = -1.0 if log.prefactor.number.value < 0.0 else 1.0
    if log.ion is None:
        divalent = _is_ordinary(2.0 * log.prefactor.kelvin) and not _is_ordinary(log.prefactor.kelvin)
        return sign * (2.0 if divalent else 1.0)
    valence = VALENCE[log.ion]
    if valence > 0:
        return sign * valence
    ordered = pair is not None and log.below is not None and _is_outside_first(log, pair)
    return float(valence) if ordered else sign


def _printed_valence(log: PrintedLog, pair: Pair | None) -> float:
    """The valence of RT/zF: as printed, or the ion's where it is a letter or left out."""
    if log.symbol.lstrip("-").isdigit():
        return float(log.symbol)
    if log.ion is None:
        return 1.0
    if VALENCE[log.ion] > 0 or log.symbol == "z" or (pair is not None and _is_outside_first(log, pair)):
        return float(VALENCE[log.ion])
    return 1.0  # inside over outside: the order holds the sign of the anion's valence


def _is_ordinary(kelvin: float) -> bool:
    return _ORDINARY_KELVIN[0] < kelvin < _ORDINARY_KELVIN[1]


def _is_outside_first(log: PrintedLog, pair: Pair) -> bool:
    below = log.below.value if log.below is not None else 1.0
    out, inside = pair.out.number, pair.inside.number
    if out is None or inside is None:
        return False
    if (log.above.value, below) == (out.value, inside.value):
        return True
    return (
        abs(
            _quotient(log.above.si(), log.below.si() if log.below else 1.0)
            * pair.inside.value
            / pair.out.value
            - 1.0
        )
        < 1e-6
    )


def effective_prefactor(log: PrintedLog, valence: float) -> Input | None:
    """Return the prefactor as a temperature for this valence; fitting only z = 1 it shows a forgotten one."""
    if log.prefactor is None:
        return None
    prefactor = prefactor_input(log.prefactor, "stated")
    factor = abs(valence)
    if factor != 1.0 and not _is_ordinary(prefactor.value * factor):
        factor = 1.0
    return replace(
        prefactor, value=prefactor.value * factor, low=prefactor.low * factor, high=prefactor.high * factor
    )


def _ratio_input(name: str, number: Number | None) -> Input:
    """A number of the ratio: only the quotient counts, so that bare numbers read as mM."""
    if number is None:
        return Input(name, "1", 1.0, 1.0, MILLIMOLAR)
    unit = number.unit if number.unit is not None and number.unit.dimension == CONCENTRATION else MILLIMOLAR
    return printed_input(name, number, unit, "stated", False)


def nernst_inputs(log: PrintedLog, valence: float) -> tuple[Input, ...]:
    """Return the inputs of a printed ratio, the outside above."""
    return (_ratio_input("c_out", log.above), _ratio_input("c_in", log.below), exact("z", valence, "default"))


def ghk_ratio_inputs(log: PrintedLog) -> tuple[Input, ...]:
    """The sums of a constant-field logarithm, as one cation of permeability 1."""
    unused = {"Na_out": 1.0, "Na_in": 1.0, "Cl_out": 1.0, "Cl_in": 1.0, "P_Na": 0.0, "P_Cl": 0.0}
    return (
        replace(_ratio_input("K_out", log.above), text=log.above.text),
        _ratio_input("K_in", log.below),
        Input("P_K", "1", 1.0, 1.0, DIMENSIONLESS, "default"),
        *(
            Input(
                name,
                f"{value:g}",
                value,
                value,
                MILLIMOLAR if "_o" in name or "_i" in name else DIMENSIONLESS,
                "default",
            )
            for name, value in unused.items()
        ),
    )


def _quotient(above: float, below: float) -> float:
    """The quotient, or NaN, which is near nothing: texts print zeros and numbers beyond all floats."""
    return above / below if below else nan


def _caveat(log: PrintedLog, pair: Pair | str) -> str:
    """What keeps right arithmetic from being a verification: sums, or concentrations other than stated."""
    if log.membrane:
        return "if the printed sums are right"
    if not isinstance(pair, Pair) or pair.scope > Scope.GROUP or log.below is None or not pair.firm:
        return ""
    stated = _quotient(pair.out.value, pair.inside.value)
    printed = _quotient(log.above.si(), log.below.si())
    fits = any(abs(_quotient(printed, ratio) - 1.0) < 0.01 for ratio in (stated, _quotient(1.0, stated)))
    return "" if fits else "if the concentrations inside the logarithm are meant, not those stated near it"


def _contradicts(log: PrintedLog, pair: Pair | str) -> str:
    """Why a printed logarithm cannot be the potential of the ion it is named after ("" where it can)."""
    if log.ion is None or log.membrane or log.below is None or not (log.above.usable and log.below.usable):
        return ""
    factor = log.prefactor.number.value if log.prefactor is not None else 1.0
    larger_above = (log.above.value > log.below.value) == (factor > 0.0)
    if isinstance(pair, Pair):
        printed = _quotient(log.above.si(), log.below.si())
        swapped = abs(_quotient(printed * pair.out.value, pair.inside.value) - 1.0) < 0.01
        if swapped and VALENCE[log.ion] > 0 and factor > 0.0 and log.above.value != log.below.value:
            return "the printed ratio is inside over outside"
        return ""
    # without sides: a cell holds more K and less of the others, and the order of a ratio shows in the sign
    negative = log.ion in ("K", "Cl", "HCO3")
    symbolic_anion = log.prefactor is None and VALENCE[log.ion] < 0
    return (
        ""
        if larger_above != negative or symbolic_anion
        else "which of its concentrations is outside is not stated"
    )


def claims_of(facts: Facts, log: PrintedLog) -> Iterator[Claim | Unbound]:
    """Yield the claims that a printed logarithm makes of the numbers behind it."""
    context = facts.context
    usable = log.above.usable and (log.below is None or log.below.usable)
    positive = log.above.value > 0.0 and (log.below is None or log.below.value > 0.0)
    if log.ion is None:
        log, pair = _of_line(facts, log)
    else:
        pair = find_pair(context, facts.concentrations, log.ion, log.above.start)
    log, unfit = _of_other_valence(context, log)
    contradiction = unfit or _contradicts(log, pair)
    valence = 1.0 if log.membrane else _valence(log, pair if isinstance(pair, Pair) else None)
    claimed = chain_after(context, log.end, bare=log.prefactor is not None)
    for number in claimed or _in_front(context, log) or _said_behind(context, log):
        if context.is_prefactor(number):
            continue  # the same logarithm with its sums worked out: it is read by itself
        unit = number.unit or (log.prefactor.unit if log.prefactor is not None else None)
        if not usable or not positive or unit is None:
            yield Unbound(number, "the logarithm's argument cannot be used")
            continue
        if contradiction:
            yield Unbound(number, contradiction)
            continue
        temperature, scope = bind_temperature(context, number.start, number.unit_end)
        yield Claim(
            rule="NE104" if log.membrane else "NE101",
            law="ghk_voltage" if log.membrane else "nernst",
            quantity="V_m" if log.membrane else f"E_{log.ion}" if log.ion else "E",
            number=number,
            unit=unit,
            inputs=ghk_ratio_inputs(log) if log.membrane else nernst_inputs(log, valence),
            temperature=temperature,
            temperature_scope=scope,
            prefactor=effective_prefactor(log, valence),
            inline=log.prefactor is not None,
            caveat=_caveat(log, pair),
            firm=log.prefactor is not None or valence > 0.0 or isinstance(pair, Pair),
            damaged=context.damaged,
        )


_IS = re.compile(r"\s?[=≈]\s?")
_BEGINS = re.compile(r"(?:^|[|\n(:])\s{0,3}$")


def _in_front(context: Context, log: PrintedLog) -> list[Number]:
    """The result of ``-75.5 = 58 log(20/400)``, where it begins a cell, a line or a bracket."""
    if log.prefactor is None:
        return []
    found = context.numbers_in(max(0, log.prefactor.at - 40), log.prefactor.at)
    number = found[-1] if found else None
    if number is None or not (number.unit is None or is_potential(number)):
        return []
    tied = _IS.fullmatch(context.text, number.unit_end, log.prefactor.at)
    if tied is None or not _BEGINS.search(context.text[max(0, number.start - 4) : number.start]):
        return []
    row = context.layout.bounds(Scope.BLOCK, number.start)
    anion = any(VALENCE[mention.ion] < 0 for mention in context.ions.within(row[0], number.start))
    above, below = log.above.value, log.below.value if log.below is not None else 1.0
    turned = (number.value > 0.0) != (above > below)
    return [] if anion and turned else [number]  # the valence that turns an anion's sign is left unsaid


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the results claimed behind printed logarithms."""
    for log in find_printed_logs(facts.context):
        yield from claims_of(facts, log)
