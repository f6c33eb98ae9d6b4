"""Ranges: relative permeabilities "25 to 100", the resting potentials they allow, and what the pump may add.

The GHK voltage falls as potassium becomes more permeable, and a range of the ratio is a range of voltages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.binding import find_pair
from nernstian.audit.claims.base import Claim, Facts, Settled, Unbound, bind_temperature
from nernstian.audit.claims.formulas import is_doubted
from nernstian.audit.claims.guards import is_corrected
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.ions import ion_of
from nernstian.audit.nearness import index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import POTENTIAL, ZERO_CELSIUS, Unit

RULE = "NE146"
_TIMES = re.compile(
    r"(?:-?\s?fold|\stimes)\smore\spermeable\s(?:to|for)\s(?P<first>[^.;,\n]{1,14}?)\sthan\s(?:it\sis\s)?"
    r"(?:to\s|for\s)?(?P<second>[^.;,\n\s]{1,12})"
)
_PEAK = re.compile(r"\b(?:overshoots?|peaks?|swings?\spositive)\b[^.;|\n\d]{0,40}$", re.IGNORECASE)
_REST = re.compile(r"\b(?:rest(?:s|ing)?\b|typical\svalue|lands\b|landing\b)[^.;|\n]{0,60}$", re.IGNORECASE)
_OTHER = re.compile(
    r"equilibrium|Nernst|reversal|\bE_?(?:K|Na|Cl)\b|muscle|glia|threshold|peak|pacemaker|rather\sthan|not\b",
    re.IGNORECASE,
)
_ELECTROGENIC = re.compile(r"\belectrogenic", re.IGNORECASE)
_ADDS = re.compile(r"\b(?:adds?|adding|contribut\w+|extra)\b[^.;\n]{0,60}$", re.IGNORECASE)
_CYCLE = re.compile(
    r"\b(?:3|three)\s(?:Na\b|sodium)[^.;\n]{0,40}\b(?:2|two)\s(?:K\b|potassium)", re.IGNORECASE
)
_COUPLING = 1.5  # what the sodium pump moves: three sodium for two potassium ions
_BODY = 37.0 + ZERO_CELSIUS


@dataclass(frozen=True, slots=True)
class _Span:
    """A range of P_K/P_Na with the concentrations that belong to it, and its GHK voltages in volts."""

    number: Number
    ratios: tuple[float, float]
    given: dict[str, float]
    voltages: tuple[float, float]

    @property
    def shown(self) -> str:
        """What the range gives, in words."""
        low, high = (1e3 * voltage for voltage in self.voltages)
        ratio = (
            f"{self.ratios[0]:g} to {self.ratios[1]:g}"
            if self.ratios[0] != self.ratios[1]
            else f"{self.ratios[0]:g}"
        )
        degrees = self.given["T"] - ZERO_CELSIUS
        volts = f"{high:.1f} to {low:.1f} mV" if low != high else f"{low:.1f} mV"
        return f"P_K/P_Na = {ratio} gives {volts} by GHK with K and Na alone, at {degrees:g} °C"


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield ranges of permeabilities, the resting potentials in them, and what a pump is said to add."""
    context = facts.context
    if "more permeable" not in context.text:
        return
    spans = list(_spans(facts))
    if len({span.ratios for span in spans}) != 1:
        return  # several cells, or none
    rests = [n for n in context.numbers if _is_rest(context, n)]
    inside = [n for n in rests if _lies_in(n, spans[0])]
    for span in spans:
        if inside:
            which = f"; the {inside[0].text.strip()} mV of the text lies there" if inside[0].unit else ""
            yield _conditional(span.number, span.shown + which)
        else:
            yield Unbound(span.number, span.shown)
    for number in inside:
        needed = _ratio_for(number, spans[0])
        yield _conditional(number, f"{spans[0].shown}; {number.text.strip()} mV needs {needed:.3g}")
    yield from _peaks(context, spans[0])
    yield from _pumps(context, spans[0])


def _spans(facts: Facts) -> Iterator[_Span]:
    """The statements of how much more permeable a membrane is to potassium than to sodium."""
    context = facts.context
    for number in context.numbers:
        if number.unit is not None or number.damage or number.doubt:
            continue
        match = _TIMES.match(context.text, number.end)
        ions = (ion_of(match["first"]), ion_of(match["second"])) if match is not None else (None, None)
        if ions != ("K", "Na"):
            continue
        given = _concentrations(facts, number)
        if given is None:
            continue
        low, high = (number.low, number.high) if number.is_range else (number.value, number.value)
        if low is None or high is None or low <= 0.0:
            continue
        voltages = sorted(_ghk(given, ratio) for ratio in (low, high))
        yield _Span(number, (low, high), given, (voltages[0], voltages[1]))


def _concentrations(facts: Facts, number: Number) -> dict[str, float] | None:
    given: dict[str, float] = {}
    for ion in ("K", "Na"):
        pair = find_pair(facts.context, facts.concentrations, ion, number.start)
        if isinstance(pair, str):
            return None
        given |= {f"{ion}_out": pair.out.value, f"{ion}_in": pair.inside.value}
    temperature, _ = bind_temperature(facts.context, number.start, number.unit_end)
    return given | {"T": temperature.value if temperature is not None else _BODY}


def _ghk(given: dict[str, float], ratio: float) -> float:
    return evaluate(
        "ghk_voltage", {**given, "Cl_out": 1.0, "Cl_in": 1.0, "P_K": 1.0, "P_Na": 1.0 / ratio, "P_Cl": 0.0}
    )


def _ratio_for(number: Number, span: _Span) -> float:
    """The ratio that gives a potential, by bisection on its logarithm."""
    low, high = span.ratios[0] / 2.0, span.ratios[1] * 2.0
    for _ in range(60):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if _ghk(span.given, middle) > number.si() else (low, middle)
    return low


def _peaks(context: Context, span: _Span) -> Iterator[Claim]:
    """The peak of an action potential: how much more permeable to sodium the membrane must then be."""
    edges = sorted(_ghk(span.given, ratio) for ratio in (1e4, 1e-4))
    for number in context.by_dimension.get(POTENTIAL, index(())).items:
        before = context.text[max(0, number.start - 60) : number.start]
        if number.sign != "+" or not _PEAK.search(before) or not edges[0] < number.si() < edges[1]:
            continue
        low, high = 1e-4, 1e4
        for _ in range(80):
            middle = (low * high) ** 0.5
            low, high = (middle, high) if _ghk(span.given, middle) > number.si() else (low, middle)
        yield _conditional(
            number, f"{number.text.strip()} mV needs P_Na/P_K = {1 / low:.3g} by GHK with K and Na alone"
        )


def _is_rest(context: Context, number: Number) -> bool:
    if not number.usable or number.unit is None or number.unit.dimension != POTENTIAL:
        return False
    before = context.text[max(0, number.start - 75) : number.start]
    found = _REST.search(before)
    return found is not None and not _OTHER.search(found.group())


def _lies_in(number: Number, span: _Span) -> bool:
    return span.voltages[0] <= number.si() <= span.voltages[1]


def _conditional(number: Number, message: str) -> Claim:
    unit = number.unit or Unit("1", 1.0, (0, 0, 0, 0, 0, 0, 0))
    return Claim(RULE, "ghk_voltage", "V_rest", number, unit, (), settled=Settled("conditional", message))


def _pumps(context: Context, span: _Span) -> Iterator[Claim]:
    """A range of what an electrogenic pump adds, beside what it can with the text's own permeabilities."""
    if not context.holds(_CYCLE):
        return
    shifts = [1e3 * _shift(span.given, ratio) for ratio in span.ratios]
    most = 1e3 * min(_shift(span.given, 1.05**k) for k in range(-120, 120))
    for number in context.numbers:
        if not _is_pump_range(context, number):
            continue
        low, high = interval_of(number)
        message = (
            f"with 3 Na for 2 K and P_K/P_Na = {span.ratios[0]:g} to {span.ratios[1]:g} the pump adds "
            f"{max(shifts):.1f} to {min(shifts):.1f} mV; no permeabilities give more than {most:.1f} mV here"
        )
        outside = number.low is not None and number.low < min(shifts) - 3.0
        within = low <= min(shifts) and max(shifts) <= high
        kind = "inconsistent" if outside else "consistent" if within else ""
        made = replace(number, unit=number.unit)
        unit = number.unit or Unit("mV", 1e-3, POTENTIAL)
        claim = Claim(
            RULE,
            "electrogenic_shift",
            "shift",
            made,
            unit,
            (),
            settled=Settled(kind or "consistent", message),
        )
        doubtful = is_doubted(context, number.start, number.unit_end) or is_corrected(context, claim)
        if kind and not (outside and doubtful):
            yield claim


def _shift(given: dict[str, float], ratio: float) -> float:
    return evaluate("electrogenic_shift", {**given, "P_K": 1.0, "P_Na": 1.0 / ratio, "r": _COUPLING})


def _is_pump_range(context: Context, number: Number) -> bool:
    """Whether a number is a range of potentials that an electrogenic pump is said to add."""
    if not number.is_range or number.unit is None or number.unit.text != "mV":
        return False
    before = context.text[max(0, number.start - 160) : number.start]
    return _ELECTROGENIC.search(before) is not None and _ADDS.search(before) is not None
