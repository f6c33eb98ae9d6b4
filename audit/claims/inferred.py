"""Potentials that no name ties to a law, but that one law gives from what the text states near them.

"If nothing but potassium could cross, the membrane would settle at −95.4 mV": the digits themselves say which
concentrations are meant. Such a number may agree with a law; it is never called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from nernstian.audit.acceptance import Settings, contains, relaxations
from nernstian.audit.binding import Pair, nearest_concentrations
from nernstian.audit.claims.base import CELSIUS, Claim, Facts, Input, temperature_input
from nernstian.audit.claims.labels import is_potential
from nernstian.audit.claims.nernst import make_nernst
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate, needs_temperature
from nernstian.audit.given import Concentration
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import CONCENTRATION

SMALLEST, LARGEST = 1e-3, 0.4  # V: what is no potential of a membrane is not looked at
UNNAMED = "if this number, which the text does not name, is what the law gives"
_MOST_IONS, _MOST_VALUES = 4, 3
_REACH = 400
_FROM = re.compile(r"\b(?:from|von|de|da|van|del|dai)\s(?:about\s)?$", re.IGNORECASE)
_CUED = 240
_CUE_BEHIND = re.compile(r"\bpredict|\bnernst|equilibri", re.IGNORECASE)
_USUAL = (20.0, 22.0, 25.0, 37.0)  # degC, where no temperature is stated
_CUE = re.compile(
    r"nernst|equilibri|évenwicht|evenwicht|gleichgewicht|umkehr|équilibre|revers|balanc|\bsettles?\b|\bpredict\w*|\balone\b|\bonly\b"
    r"|nothing\sbut|\bpurely\b|\bperfect|\bideal|\bgives?\b|\bgave\b|\byields?\b|\bobtain\w*|\bfinds?\b|\bfound\b|\bwould\b|\bcomput\w*"
    r"|\bcalculat\w*|\bexpect\w*|\bquot(?:e|ed|es)\b|\btheor\w*|\bbecomes?\b|\bputs?\b|\bsolution\b|\banswer\b|\bcorrect\b|\blog|\bln\b|→|=|⇒"
    r"|\bergibt|\bliegt|\bbeträgt|\bberechn\w*|\bfällt|\bsteigt|\ballein\b|\bwird\b|\bdonne\b|\bvaut\b|\bdevient|\bcalcul\w*|\bseul\b"
    r"|\bda\b|\bvale\b|\bresulta|\bdiventa|\bwordt\b|\bbedraagt|\bberekend\w*|\bvolgens",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:\bmeasur\w*|\brecord\w*|\bobserv\w*|\breport\w*|\bthreshold|\bpeak|\bovershoot\b|\bspikes?\b|\b(?:pre-?)?pulses?\b|\bclamp\w*|\bheld\b|\bholding|\bsteps?\b|\bstepped"
    r"|\bdriving\sforce|\bjunction|\bdifference|\bcorrect\sfor|\bramps?\b|\bgemessen\w*|\bgemeten|\bmesur\w*|\bmedid\w*"
    r"|\bat\s(?:a\s)?(?:V|voltage|potential)\w*|\btreibende|\bforce\s(?:électro)?motrice|\bforza|\bfuerza)[^.;:]{0,40}$|\b(?:from|between)\s(?:about\s)?$",
    re.IGNORECASE,
)
# "E_Na = ": no other ion is meant
_LABEL = re.compile(
    r"\bE_?\{?\(?(?P<ion>K|Na|Cl|Ca|Mg)\b[+\-\d^})]{0,5}\s{0,2}(?:=|≈|is|was|ist|est|es|è)?\s{0,2}[+\-−]?$"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the words around a number say: the sentence in front of it, whether they point to a law."""

    before: str
    cue: bool
    excluded: bool


def words_around(context: Context, number: Number) -> Words:
    """Return what the sentence of a number says in front of it and just behind."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.text[max(start, number.start - _REACH) : number.start]
    after = context.text[number.unit_end : min(end, number.unit_end + 60)]
    return _words(before, after)


@lru_cache(maxsize=256)
def _words(before: str, after: str) -> Words:
    """What a number's words say; several recognisers ask for the same number one after another."""
    cue = _CUE.search(before[-_CUED:]) is not None or _CUE_BEHIND.search(after) is not None
    return Words(before, cue, _OTHER.search(before[-70:]) is not None)


def is_sharp(number: Number) -> bool:
    """Whether a number has digits enough to tell laws apart: a decimal, or three significant ones."""
    digits = re.sub(r"\D", "", re.split(r"[eE×]", number.text)[0]).lstrip("0")
    return number.last_digit < 1.0 or (len(digits) >= 3 and number.zero_step == 0.0)


def readings(claim: Claim) -> list[Input]:
    """Return the temperatures a claim may be read at: the stated ones, else the usual ones."""
    stated = [given for given in (claim.temperature, claim.prefactor) if given is not None]
    return stated or [Input("T", f"{t:g} degC", CELSIUS.to_si(t), t, CELSIUS, "default") for t in _USUAL]


def fits(claim: Claim, hedged: bool = True) -> bool:
    """Whether a law gives a claim's number: to the last digit, or within its hedge."""
    number = replace(claim.number, value=abs(claim.number.value)) if claim.magnitude else claim.number
    intervals = [interval_of(number)]
    if hedged and number.hedge is not None:
        intervals += [interval for _, interval in relaxations(number, Settings())][:1]
    given = {item.name: item.value for item in claim.inputs}
    arguments = (
        [{**given, "T": temperature.value} for temperature in readings(claim)]
        if needs_temperature(claim.formula)
        else [given]
    )
    for values in arguments:
        value = claim.result_unit.from_si(evaluate(claim.formula, values))
        value = abs(value) if claim.magnitude else value
        if any(contains(interval, value) for interval in intervals):
            return True
    return False


def at_stated_temperature(facts: Facts, claim: Claim) -> Claim:
    """Return a claim at the last temperature in front of it that gives its number.

    "At 20 °C ... In winter, at 10 °C ...": both are near, and a number that agrees with one says which.
    """
    if claim.temperature is not None or claim.prefactor is not None:
        return claim
    start, _ = facts.context.layout.bounds(Scope.SECTION, claim.number.start)
    stated = facts.context.temperatures.within(start, claim.number.start, around=claim.number.start)
    for temperature in reversed(
        [t for t in stated if not t.blocked and t.number is not None][-_MOST_VALUES:]
    ):
        given = temperature_input(temperature, Scope.SECTION)
        placed = replace(claim, temperature=given, temperature_scope=Scope.SECTION)
        if fits(placed):
            return placed
    return claim


def ions_near(facts: Facts, number: Number) -> tuple[list[str], bool]:
    """Return the ions that a number may be about, and whether its own sentence names them."""
    context = facts.context
    label = _LABEL.search(context.text, max(0, number.start - 24), number.start)
    if label is not None:
        return [label["ion"]], True
    asked = context.layout.answers.question(number.start)
    for scope in (Scope.CLAUSE, Scope.SENTENCE, Scope.BLOCK):
        start, end = context.layout.bounds(scope, number.start)
        near = context.ions.within(max(start, number.start - _REACH), min(end, number.start + _REACH // 4))
        before = [mention.ion for mention in near if mention.start < number.start]
        found = list(dict.fromkeys(reversed(before))) or list(dict.fromkeys(m.ion for m in near))
        if found:
            return found[:_MOST_IONS], scope <= Scope.SENTENCE
        if asked is not None and scope == Scope.SENTENCE:
            named = list(dict.fromkeys(mention.ion for mention in context.ions.within(*asked)))
            if named:
                return named[:_MOST_IONS], True
    stated = list(dict.fromkeys(c.ion for c in facts.concentrations.all.items[:50]))
    return (stated if len(stated) <= _MOST_IONS else []), False


def free_concentrations(facts: Facts, number: Number) -> list[Number]:
    """Return the concentrations of a sentence that no ion and side is known of."""
    context = facts.context
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    start, end = max(start, number.start - _REACH), min(end, number.start + _REACH)
    bound = {
        c.number.start for c in facts.concentrations.all.within(start, end) if c.number and not c.blocked
    }
    stated = [
        n
        for n in context.numbers_in(start, end)
        if n.usable and n.unit is not None and n.unit.dimension == CONCENTRATION and n.value > 0.0
    ]
    # of a change only what it leads to: "fell from 5 mM to 2 mM"
    return [
        n
        for n in stated
        if n.start not in bound and not _FROM.search(context.text[max(0, n.start - 12) : n.start])
    ][:2]


def known(facts: Facts, ion: str, side: str, at: int) -> list[Concentration]:
    """Return the nearest concentrations of an ion on a side that can be used."""
    found, _ = nearest_concentrations(facts.context, facts.concentrations, ion, side, at)
    usable = [c for c in found if not c.blocked and c.number is not None]
    if len(usable) > 1 and all(c.label for c in usable):
        return []  # rows of several preparations, of which the text names none
    return usable[:_MOST_VALUES]


def _free(ion: str, side: str, number: Number) -> Concentration:
    if number.unit is None:
        raise ValueError("a concentration has a unit")
    value = number.si() / (abs(VALENCE[ion]) if number.unit.equivalents else 1)
    return Concentration(ion, side, number, number.unit, value, False, number.start)


def _pairs(facts: Facts, ion: str, number: Number) -> Iterator[tuple[Concentration, Concentration]]:
    """Concentrations outside and inside that a number may follow from, those of its own sentence first."""
    outs, ins = known(facts, ion, "out", number.start), known(facts, ion, "in", number.start)
    strays = free_concentrations(facts, number)
    for stray in strays:
        yield from ((_free(ion, "out", stray), inside) for inside in ins)
        yield from ((out, _free(ion, "in", stray)) for out in outs)
    if not strays:
        yield from ((out, inside) for out in outs for inside in ins)


def _hypotheses(facts: Facts, number: Number, ions: Iterable[str]) -> Iterator[Claim]:
    layout = facts.context.layout
    for ion in ions:
        for out, inside in _pairs(facts, ion, number):
            scope = max(layout.distance(number.start, c.at) for c in (out, inside))
            yield make_nernst(facts, ion, number, Pair(out, inside, scope, firm=False), symbolic=False)


def _inferred(facts: Facts, number: Number) -> Claim | None:
    words = words_around(facts.context, number)
    if words.excluded:
        return None
    ions, named = ions_near(facts, number)
    if not (is_sharp(number) or (words.cue and named)):
        return None
    agreeing = [claim for claim in _hypotheses(facts, number, ions) if fits(claim, words.cue and named)]
    if len({claim.quantity for claim in agreeing}) != 1:
        return None
    found = agreeing[0]
    if found.temperature is None and found.prefactor is None and not (words.cue and named):
        return None
    return replace(found, firm=False, caveat="" if named and words.cue else UNNAMED)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the potentials that the Nernst equation gives from concentrations near them."""
    for number in facts.context.with_unit:
        if not is_potential(number) or not number.usable or facts.context.is_prefactor(number):
            continue
        if SMALLEST <= abs(number.si()) <= LARGEST and (found := _inferred(facts, number)) is not None:
            yield at_stated_temperature(facts, found)
