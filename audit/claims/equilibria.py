"""Ratios that a potential makes: one-way fluxes (Ussing), concentrations and occupancies at equilibrium (Boltzmann)."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound, exact
from nernstian.audit.claims.ion_arguments import (
    Given,
    ion_of_claim,
    only_one,
    sentence_of,
    sides_of,
    voltage_of,
)
from nernstian.audit.claims.roles import Law, is_quoted, make_claim
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import MOLAR_ENERGY, POTENTIAL, Unit
from nernstian.codegen.emitted import CONSTANTS

USSING = Law("NE131", "ussing_flux_ratio", "efflux/influx")
BOLTZMANN = Law("NE132", "boltzmann_ratio", "ratio")
_USSING = re.compile(
    r"Ussing|flux[- ]ratio|ratio\sof\s(?:the\s)?(?:one-way\s|unidirectional\s)?(?:fluxes|efflux|influx|outward|inward)|(?:efflux|influx)\s?(?:/|to|over|:)\s?(?:efflux|influx)"
    r"|\bJ_?\(?(?:out|o|e|in|i)\)?\s?/\s?J_?\(?(?:out|o|e|in|i)\)?|Flussverhältnis|Verhältnis\s(?:der|von)\s(?:\w+\s)?(?:Flüsse|Ausstrom|Efflux|Einstrom|Influx)|rapport\s(?:des|de)\sflux"
    r"|(?:cociente|razón|relación)\s(?:de|entre)\s(?:los\s)?flujos|rapporto\s(?:dei|fra\si|tra\si)\sflussi|fluxverhouding",
    re.IGNORECASE,
)
_OUT_OVER_IN = re.compile(
    r"efflux\s?(?:/|to|over|:|and|zu)\s?(?:the\s)?influx|outward\s(?:to|over)\sinward|\bJ_?\(?(?:out|o|e)\)?\s?/\s?J_?\(?(?:in|i)\)?|Ausstrom\s(?:zu|und)\s(?:\w+\s)?Einstrom|efflux\s(?:sur|y|e)\s(?:l')?influx",
    re.IGNORECASE,
)
_IN_OVER_OUT = re.compile(
    r"influx\s?(?:/|to|over|:|and|zu)\s?(?:the\s)?efflux|inward\s(?:to|over)\soutward|\bJ_?\(?(?:in|i)\)?\s?/\s?J_?\(?(?:out|o|e)\)?|Einstrom\s(?:zu|und)\s(?:\w+\s)?Ausstrom|influx\s(?:sur|y|e)\s(?:l')?efflux",
    re.IGNORECASE,
)
_DISTRIBUTION = re.compile(
    r"Boltzmann|accumulat\w+|concentrat(?:ed|es|ing)\s|distribut\w+|\bc_?\(?(?:in|i|out|o)\)?\s?/\s?c_?\(?(?:in|i|out|o)\)?|\]_?\(?(?:in|i|out|o)\)?\s?/\s?\[[A-Za-z0-9+^-]{1,6}\]_?\(?(?:in|i|out|o)\)?"
    r"|equilibrium\sratio|ratio\sof\s(?:the\s)?concentrations|concentration\sratio|inside[- ]to[- ]outside|Anreicherung|angereichert|Konzentrationsverhältnis|ac?cumul\w+|rapport\sde\sconcentrations?"
    r"|cociente\sde\sconcentraciones|rapporto\sdi\sconcentrazion\w|concentratieverhouding",
    re.IGNORECASE,
)
_TIE = re.compile(
    r"(?:[=≈~→:(]|\b(?:is|are|be|of|to|gives?|yields?|about|by|with|at|becomes|predicts?|exceeds?|a|an|beträgt|ergibt|ist|von|auf|liefert|est|vaut|donne|de|d'|à|es|da|vale|è|di"
    r"|bedraagt|van|geeft))(?:\s[^\s\d]{1,32}){0,9}[\s(≈~]{0,3}$",
    re.IGNORECASE,
)
_RATIO_AFTER = re.compile(
    r"[\s-]?(?:fold|times|-fach|fach|fois|veces|volte|keer|\s?:\s?1(?!\d)|to\s(?:1|one)\b)", re.IGNORECASE
)
# behind a ratio the clause ends, or a small word goes on; behind a count stands what is counted
_ENDS = re.compile(
    r"\s?(?:[.,;:)\]|](?!\d)|$|\n)|\s(?:at|for|in|and|or|when|so|if|which|by|as|but|with|than|inside|because|since|on|is|here|there|under|bei|für|und|im|mit|à|pour|et|dans|avec"
    r"|en|para|y|con|a|per|e|voor|bij|op)\b",
    re.IGNORECASE,
)
_GATING = re.compile(
    r"(?:gating\scharge|effective\svalence|valence|Gatingladung|charge\s(?:de\sporte|d'activation)|carga\sde\s(?:compuerta|activación)|\bz(?:_?\w{1,2})?)\s?(?:\w+\s){0,2}(?:=|≈|is|of|von|de|di|ist|est|es)?\s?(?P<value>\d(?:[.,]\d)?)(?![\d.,]*\d)\s?(?:e_?0?\b|elementary|Elementarladungen)?",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?:\bV_?\(?(?:1/2|½|half|0\.5|h|mid)\)?|half[- ](?:activation|maximal)\w*|midpoint|halbmaximal\w*|Halbaktivierung\w*|demi-activation|semiactivación|media\sactivación)",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\s?(?:above|beyond|positive\s(?:to|of)|more\spositive\sthan|over|oberhalb|über|positiver|au-dessus|por\sencima|más\spositivo)\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\s?(?:below|negative\s(?:to|of)|more\snegative\sthan|under|unterhalb|unter|au-dessous|por\sdebajo)\b",
    re.IGNORECASE,
)
_OPEN_RATIO = re.compile(
    r"open\s?(?:/|:|to)\s?closed|(?:open|P_?o)[^.;]{0,30}ratio|ratio[^.;]{0,40}(?:open|occupan|states?|P_?o)|odds|occupanc\w+\sratio|Verhältnis[^.;]{0,30}(?:offen|Zuständ)|rapport[^.;]{0,30}(?:ouvert|états)|cociente[^.;]{0,30}(?:abiert|estados)",
    re.IGNORECASE,
)
_POPULATION = re.compile(
    r"Boltzmann|population\w*|occupan\w+|states?\b|conformation\w*|Besetzung\w*|Zuständ\w*|états?|estados?",
    re.IGNORECASE,
)
_FARADAY = CONSTANTS["F"].value
_CLOSE = 0.06


def _ratio_of(context: Context, number: Number, cue: re.Pattern[str]) -> bool:
    """Whether a bare number is a ratio that the words of its sentence name."""
    if number.unit is not None or not number.usable or number.value <= 0.0:
        return False
    text = context.text
    if not _ENDS.match(text, number.end) and not _RATIO_AFTER.match(text, number.end):
        return False
    start, end = sentence_of(context, number)
    before = text[max(start, number.start - 200) : number.start]
    if re.search(r"[×·/^_]\s?$|\d\s?:\s?$|10\^$|pH\s?$|\bz\s?=\s?$|\bexp\s?\($|[A-Za-z]$", before):
        return False
    named = cue.search(before) or cue.search(text, number.end, min(end, number.end + 60))
    return bool(named and (_TIE.search(before) or _RATIO_AFTER.match(text, number.end)))


def _turned(given: Input) -> Input:
    """A potential with its sign turned, for a ratio the other way up."""
    return replace(
        given, value=-given.value, low=-given.high, high=-given.low, printed=-given.printed,
        text=f"{-given.printed:g} {given.unit.text}",
    )  # fmt: skip


def _fits(claim: Claim) -> bool:
    temperature = claim.temperature.value if claim.temperature is not None else 310.15
    value = evaluate(claim.law, {**{given.name: given.value for given in claim.inputs}, "T": temperature})
    return abs(value / claim.number.value - 1.0) <= _CLOSE


def _either(forward: Claim, backward: Claim, stated: int) -> Claim:
    """The ratio as the text says it, 1 or -1; where it does not say, the one that fits."""
    if stated:
        return forward if stated > 0 else backward
    if not _fits(forward) and _fits(backward):
        return replace(backward, caveat="the ratio taken as that of the other side", firm=False)
    return forward


def _flux(facts: Facts, number: Number) -> Claim | Unbound:
    context = facts.context
    ion, voltage = ion_of_claim(context, number), voltage_of(context, number)
    if ion is None or voltage is None:
        return Unbound(number, "no one ion and membrane potential are stated near it")
    found = sides_of(facts, ion, number)
    if isinstance(found, str):
        return Unbound(number, found)
    sides, reach = found
    start, end = sentence_of(context, number)
    outward = _OUT_OVER_IN.search(context.text, start, end) is not None
    inward = _IN_OVER_OUT.search(context.text, start, end) is not None
    valence = exact("z", float(VALENCE[ion]), "context")
    near = voltage.scope <= Scope.BLOCK
    inputs = (voltage.value, sides["c_in"], sides["c_out"], valence)
    swapped = (
        _turned(voltage.value), replace(sides["c_out"], name="c_in"), replace(sides["c_in"], name="c_out"), valence,
    )  # fmt: skip
    claims = [make_claim(context, USSING, number, DIMENSIONLESS, given, near) for given in (inputs, swapped)]
    other = replace(claims[1], quantity="influx/efflux")
    return replace(_either(claims[0], other, outward - inward), reach=reach)


_IN_FIRST = re.compile(
    r"\bc_?\(?(?:in|i)\)?\s?/|\]_?\(?(?:in|i)\)?\s?/|\bin\s?/\s?out\b|inside[- ]to[- ]outside|inside\s(?:to|over)\soutside|ac?cumul|concentrated\s(?:inside|in\sthe)|angereichert|Anreicherung",
    re.IGNORECASE,
)
_OUT_FIRST = re.compile(
    r"\bc_?\(?(?:out|o)\)?\s?/|\]_?\(?(?:out|o)\)?\s?/|\bout\s?/\s?in\b|outside[- ]to[- ]inside|outside\s(?:to|over)\sinside",
    re.IGNORECASE,
)


def _distribution(facts: Facts, number: Number) -> Claim | Unbound:
    context = facts.context
    voltage = voltage_of(context, number)
    start, end = sentence_of(context, number)
    ion = None if _is_unnamed(context, number) else ion_of_claim(context, number)
    if voltage is None or voltage.value.value == 0.0:
        return Unbound(number, "no one membrane potential is stated near it")
    charge = float(VALENCE[ion]) if ion is not None else _charge_words(context, number)
    if charge is None:
        return Unbound(number, "the charge of what is distributed is not stated")
    valence = exact("z", charge, "context")
    # a positive potential is often a magnitude: "165 mV, negative inside"
    near = voltage.scope <= Scope.BLOCK and voltage.value.value < 0.0
    claims = [
        make_claim(context, BOLTZMANN, number, DIMENSIONLESS, (given, valence), near)
        for given in (voltage.value, _turned(voltage.value))
    ]
    inside = _IN_FIRST.search(context.text, start, end) is not None
    outside = _OUT_FIRST.search(context.text, start, end) is not None
    forward = replace(claims[0], quantity="c_in/c_out")
    backward = replace(claims[1], quantity="c_out/c_in")
    return replace(_either(forward, backward, inside - outside), reach=voltage.scope)


_CHARGES = re.compile(
    r"\b(?:(?P<cation>cation|Kation|catión|catione|kation)|(?P<anion>anion|anión|anione))",
    re.IGNORECASE,
)


def _is_unnamed(context: Context, number: Number) -> bool:
    """Whether the clause speaks of a cation or an anion without a name, whatever ion the sentence names."""
    start, end = context.layout.bounds(Scope.CLAUSE, number.start)
    return _CHARGES.search(context.text, start, end) is not None and not context.ions.within(start, end)


_TWICE = re.compile(r"divalent|bivalent|zweiwertig|doubly|divalente|tweewaardig", re.IGNORECASE)


def _charge_words(context: Context, number: Number) -> float | None:
    """The charge of "a monovalent cation", where no ion is named."""
    start, end = sentence_of(context, number)
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    low = max(block, start - 300)
    signs = {-1.0 if match["anion"] else 1.0 for match in _CHARGES.finditer(context.text, low, end)}
    size = 2.0 if _TWICE.search(context.text, low, end) else 1.0
    found = {sign * size for sign in signs}
    return found.pop() if len(found) == 1 else None


def _gate(context: Context, number: Number) -> Claim | Unbound | None:
    """The ratio of open to closed channels some millivolts from where half of them are open."""
    _, end = sentence_of(context, number)
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    window = context.text[max(block, number.start - 500) : min(end, number.end + 80)]
    charges = {float(m["value"].replace(",", ".")) for m in _GATING.finditer(window)}
    if not charges or not _HALF.search(window):
        return None
    shift = _from_half(context, number, max(block, number.start - 500))
    if len(charges) != 1 or shift is None:
        return Unbound(number, "no one gating charge and distance from half activation are stated near it")
    # open channels grow with the potential: the law has the other sign
    inputs = (_turned(shift.value), exact("z", charges.pop()))
    claim = make_claim(context, BOLTZMANN, number, DIMENSIONLESS, inputs, shift.scope <= Scope.BLOCK)
    return replace(claim, quantity="open/closed", reach=shift.scope)


def _from_half(context: Context, number: Number, low: int) -> Given | None:
    """How far the potential lies above that of half activation."""
    shifts: list[tuple[Number, float]] = []
    for n in context.numbers_in(low, number.start):
        if n.unit is None or n.unit.dimension != POTENTIAL or not n.usable:
            continue
        after = context.text[n.unit_end : n.unit_end + 70]
        if _HALF.search(after) and (_BEYOND.match(after) or _BELOW.match(after)):
            shifts.append((n, 1.0 if _BEYOND.match(after) else -1.0))
    if len(shifts) == 1:
        n, sign = shifts[0]
        return _potential(context, number, sign * n.value, n)
    return None


def _potential(context: Context, number: Number, printed: float, n: Number) -> Given | None:
    if n.unit is None:
        return None
    value = n.unit.to_si(printed)
    given = Input("V", f"{printed:g} {n.unit.text}", value, printed, n.unit, "stated", value, value, n)
    return Given(given, context.layout.distance(number.start, n.start))


def _energy(context: Context, number: Number) -> Claim | None:
    """The ratio of two occupancies from a difference of energy, as the potential that gives a charge this energy."""
    start, end = sentence_of(context, number)
    energy = only_one(context, "V", number, MOLAR_ENERGY, Scope.BLOCK)
    if energy is None or not _POPULATION.search(context.text, max(start, number.start - 300), end):
        return None
    volts = abs(energy.value.value) / _FARADAY
    sign = -1.0 if number.value > 1.0 else 1.0
    unit = Unit("mV", 1e-3, POTENTIAL)
    text = f"({energy.value.text})/F"
    given = Input(
        "V", text, sign * volts, sign * volts * 1e3, unit, energy.value.source, number=energy.value.number
    )
    claim = make_claim(
        context,
        BOLTZMANN,
        number,
        DIMENSIONLESS,
        (given, exact("z", 1.0, "default")),
        energy.scope <= Scope.SENTENCE,
    )
    return replace(claim, reach=energy.scope)


def _one(facts: Facts, number: Number) -> Claim | Unbound | None:
    context = facts.context
    if _ratio_of(context, number, _USSING):
        return _flux(facts, number)
    if _ratio_of(context, number, _OPEN_RATIO):
        found = _gate(context, number)
        if found is not None:
            return found
    if _ratio_of(context, number, _POPULATION):
        energy = _energy(context, number)
        if energy is not None:
            return energy
    if _ratio_of(context, number, _DISTRIBUTION):
        return _distribution(facts, number)
    return None


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield ratios of fluxes, concentrations and occupancies."""
    context = facts.context
    if not any(context.holds(cue) for cue in (_USSING, _DISTRIBUTION, _OPEN_RATIO, _POPULATION)):
        return
    for number in context.numbers:
        if number.unit is not None or not number.usable:
            continue
        found = _one(facts, number)
        if found is not None and not is_quoted(context, number):
            yield found
