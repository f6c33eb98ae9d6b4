"""What a pump does to a potential, and where it stands still, from what a text states of its cell.

The values are those of the section: concentrations of sodium and potassium, permeabilities, coupling ratios,
the free energy of ATP. Such a number may agree, but is never called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import isfinite

from nernstian.audit.claims.base import (
    Facts,
    Input,
    bind_temperature,
    concentration_input,
    exact,
)
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.coupling import Coupling, find_couplings, find_permeabilities
from nernstian.audit.claims.inferred import known
from nernstian.audit.claims.permeabilities import Weights
from nernstian.audit.claims.roles import Law
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number
from nernstian.audit.units import MOLAR_ENERGY, POTENTIAL, Unit

VOLTAGE, SHIFT = Law("NE126", "mullins_noda", "V_m"), Law("NE126", "electrogenic_shift", "shift")
REVERSAL = Law("NE122", "pump_reversal", "V_rev")
PUMP = re.compile(
    r"Mullins|Noda\b|\b(?:sodium|natrium|Na)\b[^.;\n]{0,12}\b(?:pump|pomp)|pumpe\b|\bpump\b|\bpompe\b|\bbomba\b|\bpompa\b|\bpomp\b|electrogenic|elektrogen"
    r"|électrogène|electr[oó]g[eé]n|elettrogen",
    re.IGNORECASE,
)
_ELECTROGENIC = re.compile(
    r"Mullins|Noda\b|electrogenic|elektrogen|électrogène|electr[oó]g[eé]n|elettrogen", re.IGNORECASE
)
_STALLS = re.compile(
    r"revers\w+|stands?\sstill|\bstall\w*|run(?:s|ning)?\sback\w*|\bstop\w*|\bhalt\b|Umkehr\w*|kehrt\w*|steht\sstill|s'inverse|s'arrête|invierte|se\sdetiene"
    r"|si\sinverte|si\sferma|keert|staat\sstil|omkeer\w*",
    re.IGNORECASE,
)
_REACH, _FAR = 1500, 3000
_LOW_ATP, _HIGH_ATP = 25e3, 75e3  # J/mol


@dataclass(frozen=True, slots=True)
class Trial:
    """A law with one set of values that a number may be its result from, and how far away they stand."""

    law: Law
    inputs: tuple[Input, ...]
    at: int
    magnitude: bool = False
    caveat: str = ""


def is_near(context: Context, number: Number, cue: re.Pattern[str]) -> bool:
    """Return whether words that name the law stand in the section in front of a number, or beside it."""
    top, _ = context.layout.bounds(Scope.SECTION, number.start)
    _, end = context.layout.bounds(Scope.SENTENCE, number.start)
    low, high = max(top, number.start - _REACH), min(end, number.unit_end + 120)
    return cue.search(context.text, low, high) is not None


def _sides(facts: Facts, number: Number) -> dict[str, Input] | None:
    """The concentrations of potassium and sodium on both sides; None unless there is one of each."""
    sides: dict[str, Input] = {}
    for ion, side in product(("K", "Na"), ("out", "in")):
        found = known(facts, ion, side, number.start)
        if len(found) != 1:
            return None
        sides[f"{ion}_{side}"] = concentration_input(f"{ion}_{side}", found[0], Scope.SECTION)
    return sides


def _potentials(facts: Facts, number: Number) -> tuple[Input, ...]:
    """The equilibrium potentials of sodium and potassium; nothing where one is not known."""
    sides = _sides(facts, number)
    temperature, _ = bind_temperature(facts.context, number.start, number.unit_end)
    if sides is None or temperature is None:
        return ()
    found = []
    for ion in ("Na", "K"):
        out, inside = sides[f"{ion}_out"], sides[f"{ion}_in"]
        values = {"c_out": out.value, "c_in": inside.value, "z": 1.0, "T": temperature.value}
        volts = evaluate("nernst", values)
        if not isfinite(volts):
            return ()
        text = f"{volts * 1e3:.4g} mV from {out.text} and {inside.text}"
        found.append(Input(f"E_{ion}", text, volts, volts * 1e3, Unit("mV", 1e-3, POTENTIAL)))
    return tuple(found)


def stalled(facts: Facts, number: Number) -> Iterator[Trial]:
    """Yield the potential at which the free energy of ATP just pays for a turn of three Na and two K."""
    context = facts.context
    top, _ = context.layout.bounds(Scope.SECTION, number.start)
    if number.sign != "-" or not _STALLS.search(context.text, max(top, number.start - 300), number.start):
        return
    potentials = _potentials(facts, number) if is_near(context, number, PUMP) else ()
    energies = context.by_dimension.get(MOLAR_ENERGY, NONE)
    near = energies.within(max(top, number.start - _FAR), number.start, around=number.start)
    stated = {abs(n.si()): n for n in near if _LOW_ATP <= abs(n.si()) <= _HIGH_ATP and _is_atp(context, n)}
    for joules, given in stated.items() if potentials else ():
        if given.unit is not None:
            text = f"{abs(given.value):g} {given.unit.text}"
            energy = Input("DG_ATP", text, joules, abs(given.value), given.unit, number=given)
            yield Trial(REVERSAL, (*potentials, energy), given.start)


def _is_atp(context: Context, number: Number) -> bool:
    """Whether the sentence of an energy speaks of ATP."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    return "ATP" in context.text[max(start, number.start - 120) : min(end, number.unit_end + 60)]


@dataclass(frozen=True, slots=True)
class PumpFacts:
    """The permeabilities and coupling ratios of a document, found once."""

    weights: Index[Weights]
    couplings: Index[Coupling]


def find_pump_facts(context: Context) -> PumpFacts:
    """Return what a document states of its pump; nothing where it names none."""
    if not context.holds(_ELECTROGENIC):
        return PumpFacts(index(()), index(()))
    return PumpFacts(find_permeabilities(context), find_couplings(context))


def pumped(facts: Facts, number: Number, stated: PumpFacts) -> Iterator[Trial]:
    """Yield the membrane potential with a pump, or what it adds, at the stated coupling ratios."""
    context = facts.context
    if not is_near(context, number, _ELECTROGENIC):
        return
    low, _ = context.layout.bounds(Scope.SECTION, number.start)
    weights = stated.weights.within(0, number.start, around=number.start)[-2:]
    known_ratios = stated.couplings.within(low, number.start, around=number.start)
    couplings = {round(c.ratio, 4): c for c in known_ratios}
    law = SHIFT if abs(number.si()) < 0.02 else VOLTAGE
    found = _sides(facts, number)
    if found is None:
        return
    sides = tuple(found.values())
    for weight, coupling in product(weights, list(couplings.values())[-3:]):
        values = dict(weight.values)
        if coupling.ratio != 1.0:
            more = (exact("P_K", values["K"]), exact("P_Na", values["Na"]), exact("r", coupling.ratio))
            yield Trial(law, (*sides, *more), coupling.at, magnitude=law is SHIFT and not number.sign)
