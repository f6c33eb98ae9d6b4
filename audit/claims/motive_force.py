"""Protons: their equilibrium potential, the proton-motive force, and what a difference of pH is worth."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit import nearness
from nernstian.audit.claims.acidity import Acidity, find_acidities
from nernstian.audit.claims.base import (
    Claim,
    Facts,
    Input,
    Unbound,
    exact,
    printed_input,
)
from nernstian.audit.claims.expression import expression_before
from nernstian.audit.claims.ion_arguments import Given, is_role, sentence_of, voltage_of
from nernstian.audit.claims.roles import INDEPENDENT, Law, is_quoted, make_claim
from nernstian.audit.context import MILLIVOLT, Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import MILLIMOLAR, MOLAR_ENERGY, POTENTIAL, Unit

FORCE = Law("NE121", "proton_motive_force", "Δp")
EQUILIBRIUM = Law("NE121", "proton_motive_force", "E_H")
CHEMICAL = Law("NE121", "proton_motive_force", "ΔpH term")
SLOPE = Law("NE103", "nernst_slope", "slope")
ENERGY = Law("NE121", "transport_free_energy", "ΔG")
# from the name to the number few words lead
_TIES = r"(?:\s(?:at|bei|à|a|bij)\s\d{1,3}\s?(?:°C|K))?(?:\s[^\s\d]{1,16}){0,4}[\s=≈~:(,|]{0,5}$"
_PROTONS = r"(?:protons?|H\^?\+|hydrogen\sions?|Protonen|Wasserstoffionen|protones|protoni|protonen|(?:des|los|dei|van\sde)\sprot\w+)"
_PMF = re.compile(
    r"(?:\bpmf|Δp(?!H)|Δµ_?(?:H\^?\+?)?|proton[- ]?motive\sforce|protonmotorische\sKraft|force\sproton[- ]?motrice|fuerza\sproto\w*motriz|forza\sproton[- ]?motrice"
    r"|protonmotorische\skracht|protonendrijvende\skracht)(?:\s\((?:pmf|Δp|PMF)\))?" + _TIES,
    re.IGNORECASE,
)
_E_H = re.compile(
    rf"(?:\bE_?\(?H\^?\+?\)?|(?:equilibrium|reversal|Nernst)\spotential\s(?:of|for)\s(?:the\s)?{_PROTONS}|{_PROTONS}\s(?:equilibrium|reversal|Nernst)\spotential"
    rf"|(?:Gleichgewichts|Nernst|Umkehr)-?potential\s(?:der|von|für)\s{_PROTONS}|potentiel\sd'(?:équilibre|inversion)\s(?:des|du|de)\s{_PROTONS}"
    rf"|potencial\sde\s(?:equilibrio|inversión)\s(?:de\s)?(?:los\s|del\s)?{_PROTONS}|potenziale\sdi\s(?:equilibrio|inversione)\s(?:dei\s|del\s)?{_PROTONS}"
    rf"|evenwichtspotentiaal\s(?:van|voor)\s(?:de\s)?{_PROTONS})(?:\s\(E_?H\^?\+?\))?" + _TIES,
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"(?:=|≈|→|(?<=\w):|\b(?:or|oder|ou|that\sis|das\ssind|soit|is\sworth|worth|equals?|corresponds?\sto|equivalent\sto|amounts?\sto|gives?|yields?|contribut\w+|adds?|means|is|costs?|entspricht|liefert|ergibt|beträgt|kostet|trägt"
    r"|correspond\sà|équivaut\sà|donne|coûte|vaut|corresponde\sa|equivale\sa|da|cuesta|vale|corrisponde\sa|komt\sovereen\smet|levert|geeft|kost))\s?(?:\w+\s){0,2}[≈~(]?\s?$",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(r"\b(?:entspr(?:icht|echen)|liefer[tn]|ergeben|ergibt|komt|komen|levert)\b")
_SHIFTED = re.compile(
    r"\b(?:by|um|shift\w*|mov\w+|depend\w*|versch\w+|décal\w+|desplaz\w+)\s(?:about\s|some\s|only\s)?$|shift|verschieb|décal|desplaz",
    re.IGNORECASE,
)
_NERNSTIAN = re.compile(
    r"slope|Nernst|electrode|E_?H\b|RT/F|2\.303|Steigung|Elektrode|pente|électrode|pendiente|electrodo|pendenza|elettrodo|helling|(?:is|are|sind|son)\s$",
    re.IGNORECASE,
)
_PER_UNIT = re.compile(
    r"\s?(?:per|/|pro|par|por|je|a)\s?(?:unit\sof\spH|pH(?:[- ]?(?:units?|Einheit|eenheid))?|unité\s(?:de\s)?pH|unidad\sde\spH|unità\sdi\spH|Einheit\spH)(?!\w|\.\d)",
    re.IGNORECASE,
)
_FORCE = re.compile(r"\bpmf\b|Δp(?!H)|proton[- ]?motive|protonmot|protonendrijv", re.IGNORECASE)
_POTENTIAL = re.compile(
    r"Δ\s?[ψΨφϕ]|\bV_?m\b|(?:membrane|electrical)\s(?:potential|voltage)|Membran|\bV\s?="
    r"|potentiel\sde\smembrane|potencial\sde\smembrana|potenziale\sdi\smembrana|membraanpotentiaal",
    re.IGNORECASE,
)
# the name of a force with that of one of its terms behind it: the number is the term's
_TERM = re.compile(r"Δ\s?[ψΨφϕ]|Δ\s?pH")
_ATP = re.compile(r"\bATP\b|synthas|per\s(?:two|three|four)\b", re.IGNORECASE)


_WORTH_OF_PH = re.compile(r"pH\b[^.;\d]{0,40}$")
_NAMED_V = re.compile(rf"(?:{_POTENTIAL.pattern})[^.;\d]{{0,20}}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The pH of both sides of the membrane for one number, and how far away the farther stands."""

    inside: Acidity
    out: Acidity
    scope: Scope


def _nearest(context: Context, known: Index[Acidity], at: int) -> tuple[Acidity | None, Scope, bool]:
    found, scope = nearness.nearest(context.layout, at, known, lambda a: round(a.value, 6), Scope.SECTION)
    if len(found) > 1:
        start, _ = context.layout.bounds(Scope.SENTENCE, at)
        before = [a for a in known.within(start, at) if a.at < at]
        found = before[-1:] or found
    return (found[0] if len(found) == 1 else None), scope, len(found) > 1


def _beside(context: Context, known: Index[Acidity], other: Acidity) -> Acidity | None:
    """The one pH that stands in the sentence of the pH of the other side."""
    start, end = context.layout.bounds(Scope.SENTENCE, other.at)
    found = known.within(max(start, other.at - 300), min(end, other.at + 300), around=other.at)
    return found[0] if len(found) == 1 else None


def _negative(context: Context, number: Number) -> Given | None:
    """The one negative potential of the paragraph in front of a force: what a pH is worth has no sign."""
    start, _ = context.layout.bounds(Scope.BLOCK, number.start)
    before = context.by_dimension[POTENTIAL].within(
        max(start, number.start - 800), number.start, around=number.start
    )
    found = [n for n in before if n.value < 0.0 and n.start != number.start and is_role(context, n)]
    if len(found) != 1 or found[0].unit is None:
        return None
    return Given(printed_input("V", found[0], found[0].unit, "stated", False), Scope.BLOCK)


def _membrane(context: Context, number: Number) -> Given | None:
    """The membrane potential of a force; what ΔpH is worth may stand nearer than the potential does."""
    found = voltage_of(context, number)
    if found is None or found.value.number is None or not _is_chemical(context, found.value.number):
        return found
    start, _ = context.layout.bounds(Scope.BLOCK, number.start)
    before = context.by_dimension[POTENTIAL].within(max(start, number.start - 800), number.start)
    named = [
        n
        for n in before
        if n.usable
        and n.unit is not None
        and _NAMED_V.search(context.text[max(start, n.start - 40) : n.start])
    ]
    if not named or named[-1].unit is None:
        return None
    return Given(printed_input("V", named[-1], named[-1].unit, "stated", False), Scope.BLOCK)


def _is_chemical(context: Context, number: Number) -> bool:
    """Whether a potential is what a difference of pH is worth."""
    return _WORTH_OF_PH.search(context.text[max(0, number.start - 50) : number.start]) is not None


def _sides(context: Context, known: dict[str, Index[Acidity]], number: Number) -> _Sides | None:
    inside, first, _ = _nearest(context, known["in"], number.start)
    out, second, _ = _nearest(context, known["out"], number.start)
    if inside is not None and out is None:
        out, second = _beside(context, known["out"], inside), first
    elif out is not None and inside is None:
        inside, first = _beside(context, known["in"], out), second
    if inside is None or out is None:
        return None
    return _Sides(inside, out, max(first, second))


def _source(scope: Scope) -> str:
    return "stated" if scope <= Scope.GROUP else "context"


def zero_input(name: str) -> Input:
    """Return a potential that is nothing."""
    if MILLIVOLT is None:
        raise ValueError("the table of units lacks mV")
    return Input(name, "0 mV", 0.0, 0.0, MILLIVOLT, "default")


def _equilibrium(context: Context, number: Number, unit: Unit, sides: _Sides) -> Claim:
    """E_H is the membrane potential at which no force is left."""
    inputs = (
        sides.inside.as_input("pH_in", _source(sides.scope)),
        sides.out.as_input("pH_out", _source(sides.scope)),
        zero_input("dp"),
    )
    claim = make_claim(context, EQUILIBRIUM, number, unit, inputs, True)
    return replace(claim, reach=sides.scope, solved="V", damaged=context.damaged)


def _force(facts: Facts, number: Number, unit: Unit, known: dict[str, Index[Acidity]]) -> Claim | Unbound:
    """The proton-motive force, as a magnitude: texts differ in the sign convention."""
    context = facts.context
    found = _membrane(context, number) or _negative(context, number)
    voltage = found.value if found is not None else None
    sides = _sides(context, known, number)
    if voltage is not None and sides is not None:
        inputs = (
            voltage,
            sides.inside.as_input("pH_in", _source(sides.scope)),
            sides.out.as_input("pH_out", _source(sides.scope)),
        )
        near = sides.scope <= Scope.GROUP and voltage.value < 0.0
        claim = make_claim(context, FORCE, number, unit, inputs, near, magnitude=True)
        return replace(claim, reach=sides.scope)
    step, scope, _ = _nearest(context, known["-"], number.start)
    if step is None or voltage is None or voltage.value == 0.0:
        return Unbound(number, "no one membrane potential and pH difference are stated near it")
    # inside negative and alkaline: both drive protons inwards
    driving = replace(voltage, value=-abs(voltage.value), low=-abs(voltage.value), high=-abs(voltage.value),
                      printed=-abs(voltage.printed), text=f"{-abs(voltage.printed):g} {voltage.unit.text}")  # fmt: skip
    inputs = (driving, step.as_input("pH_in", _source(scope)), exact("pH_out", 0.0, "default"))
    caveat = "both terms driving protons inwards"
    claim = make_claim(
        context, FORCE, number, unit, inputs, scope <= Scope.SENTENCE, magnitude=True, caveat=caveat
    )
    firm = claim.firm and not _opposed(claim) and _is_membranes(context, voltage)
    return replace(claim, reach=scope, firm=firm)


def _is_membranes(context: Context, voltage: Input) -> bool:
    """Whether a potential is named as the membrane's; what ΔpH is worth may stand beside it."""
    at = voltage.number.start if voltage.number is not None else 0
    before = re.split(r"\d", context.text[max(0, at - 40) : at])[-1]
    return _POTENTIAL.search(before) is not None


def _opposed(claim: Claim) -> bool:
    """Whether a force is that of terms which drive protons in opposite directions."""
    values = {given.name: given.value for given in claim.inputs}
    if claim.temperature is None:
        return False
    values |= {"T": claim.temperature.value, "pH_in": -values["pH_in"]}
    low, high = sorted(abs(edge) for edge in interval_of(claim.number))
    return low <= abs(claim.unit.from_si(evaluate(claim.law, values))) <= high


def _is_worth(context: Context, start: int, step: Acidity, number: Number) -> bool:
    """Whether a verb says that a number is what a step of pH is worth; German may put it in front of both."""
    if _WORTH.search(context.text, max(start, number.start - 60), number.start):
        return True
    gap = context.text[step.at : number.start]
    return (
        re.search(r"(?:Einheit(?:en)?|eenhe\w+|\d)\s$", gap) is not None
        and _VERB_FIRST.search(context.text, max(start, step.at - 80), step.at) is not None
    )


def _chemical(context: Context, number: Number, unit: Unit, known: dict[str, Index[Acidity]]) -> Claim | None:
    """What a difference of pH alone is worth: in mV, or as a free energy."""
    start, end = sentence_of(context, number)
    steps = known["-"].within(max(start, number.start - 160), number.start)
    sentence = context.text[start : min(end, number.unit_end + 100)]
    if not steps or not _is_worth(context, start, steps[-1], number) or _ATP.search(sentence):
        return None
    between = context.numbers_in(steps[-1].at + 1, number.start)
    if any(n.unit is not None and n.unit.dimension == unit.dimension for n in between):
        return None
    step = steps[-1]
    if unit.dimension == POTENTIAL:
        inputs = (zero_input("V"), step.as_input("pH_in", "stated"), exact("pH_out", 0.0, "default"))
        # where a potential or the whole force is spoken of as well, the number may be the sum of both
        alone = not _FORCE.search(sentence) and not _POTENTIAL.search(sentence)
        return make_claim(context, CHEMICAL, number, unit, inputs, alone, magnitude=True)
    ratio = 10.0**step.value
    path = (
        zero_input("V"),
        Input("c_in", f"10^{step.text} mM", ratio, ratio, MILLIMOLAR),
        Input("c_out", "1 mM", 1.0, 1.0, MILLIMOLAR),
        exact("z", 1.0, "context"),
    )
    return make_claim(context, ENERGY, number, unit, path, True, magnitude=True)


def _of_force(context: Context, number: Number, unit: Unit) -> Claim | None:
    """The free energy of a mole of protons at a proton-motive force that is stated in front of it."""
    start, end = sentence_of(context, number)
    sentence = context.text[max(start, number.start - 300) : min(end, number.unit_end + 100)]
    if unit.dimension != MOLAR_ENERGY or not _FORCE.search(sentence) or _ATP.search(sentence):
        return None
    if not _WORTH.search(context.text, max(start, number.start - 60), number.start):
        return None
    forces = [
        n
        for n in context.numbers_in(max(start, number.start - 300), number.start)
        if n.usable and n.unit is not None and n.unit.dimension == POTENTIAL
    ]
    if len(forces) != 1 or forces[0].unit is None:
        return None
    inputs = (
        printed_input("V", forces[0], forces[0].unit, "stated", False),
        Input("c_in", "1 mM", 1.0, 1.0, MILLIMOLAR, "default"),
        Input("c_out", "1 mM", 1.0, 1.0, MILLIMOLAR, "default"),
        exact("z", 1.0, "context"),
    )
    return Claim(
        ENERGY.rule,
        ENERGY.name,
        ENERGY.quantity,
        number,
        unit,
        inputs,
        INDEPENDENT,
        magnitude=True,
        inline=True,
    )


def _slope(context: Context, number: Number, unit: Unit) -> Claim | None:
    """A slope per unit of pH; what shifts by some mV per unit is another thing than the Nernst potential."""
    start, end = sentence_of(context, number)
    if _SHIFTED.search(context.text, max(start, number.start - 60), number.start):
        return None
    meant = _NERNSTIAN.search(context.text, max(start, number.start - 200), min(end, number.unit_end + 100))
    inputs = (exact("z", 1.0, "context"),)
    return make_claim(context, SLOPE, number, unit, inputs, meant is not None, magnitude=True)


def _one(
    facts: Facts, number: Number, unit: Unit, known: dict[str, Index[Acidity]]
) -> Claim | Unbound | None:
    context = facts.context
    if unit.dimension == POTENTIAL and _PER_UNIT.match(context.text, number.unit_end):
        return _slope(context, number, unit)
    before = context.text[max(sentence_of(context, number)[0], number.start - 110) : number.start]
    if unit.dimension == POTENTIAL and _E_H.search(before):
        sides = _sides(context, known, number)
        if sides is None:
            return Unbound(number, "no one pH inside and outside are stated near it")
        return _equilibrium(context, number, unit, sides)
    named = _PMF.search(before) if unit.dimension == POTENTIAL else None
    if named is not None and not _TERM.search(named.group()):
        return _force(facts, number, unit, known)
    if expression_before(context.text, number.start) is not None:
        return None  # a printed sum of both terms is judged as the sum it is
    return _chemical(context, number, unit, known) or _of_force(context, number, unit)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the potentials, forces and energies of protons that a pH or its difference gives."""
    context = facts.context
    if "pH" not in context.text and not context.holds(_FORCE):
        return
    known = find_acidities(context)
    for number in context.numbers:
        unit = number.unit
        if unit is None or not number.usable or unit.dimension not in (POTENTIAL, MOLAR_ENERGY):
            continue
        found = None if is_quoted(context, number) else _one(facts, number, unit, known)
        if found is not None:
            yield found
