"""The sodium pump: the work of one turn, in moles or for one pump, and the potential at which it stands still."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isfinite

from nernstian.audit import nearness
from nernstian.audit.binding import find_pair
from nernstian.audit.claims.base import (
    CELSIUS,
    Claim,
    Facts,
    Input,
    Unbound,
    bind_temperature,
    printed_input,
    temperature_is_tied,
)
from nernstian.audit.claims.coupling import find_couplings
from nernstian.audit.claims.driving import Potential, find_potentials
from nernstian.audit.claims.ion_arguments import sentence_of
from nernstian.audit.claims.roles import Law
from nernstian.audit.context import Context
from nernstian.audit.evaluate import enclose, evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import ENERGY, MOLAR_ENERGY, POTENTIAL, Unit
from nernstian.codegen.emitted import CONSTANTS

WORK = Law("NE122", "pump_work", "W")
REVERSAL = Law("NE122", "pump_reversal", "V_rev")
_PUMP = re.compile(
    r"\b(?:\w*pumpe|\w*pomp|pump|pumps|pumping|Pumpe|Natriumpumpe|Natrium-Kalium-Pumpe|pompe|bomba|pompa|pomp|natriumpomp)\b|Na\^?\+?[,/]?\s?K\^?\+?[- ]?(?:pump|ATP)|ATPase",
    re.IGNORECASE,
)
_CALCIUM_PUMP = re.compile(
    r"\b(?:SERCA|PMCA)\b|(?:Ca\^?2?\+?|calcium|Calcium|calcio)[- ]?(?:pump|ATPase)", re.IGNORECASE
)
_COST = re.compile(
    r"(?:\bW(?:_?\w{1,5})?\s?[=≈]|Δ\s?G(?:_?\{?\(?(?:pump|cycle|NaK|Na/K|transport|total)\)?\}?)?\s?[=≈]|\b(?:cost\w*|work\w*|energy|needs?|requires?|takes?|spends?|demands?"
    r"|total\w*|altogether|together|sum|Arbeit|Energie|kostet|braucht|benötigt|travail|coûte|énergie|exige|trabajo|energía|cuesta|requiere|lavoro|energia|costa|richiede|arbeid|verbraucht|consum\w+|consomme|verbruikt|gasta"
    r"|kost|vereist|free\senergy)\b)",
    re.IGNORECASE,
)
_FROM_ATP = re.compile(
    r"(?:Δ?\s?G_?\{?\(?ATP\)?\}?|hydroly[sz]\w+|Hydrolyse|(?<!per\s)(?<!pro\s)(?<!par\s)(?<!por\s)ATP\s(?:\w+\s){0,3}?(?:yields?|gives?|provides?|delivers?|releases?|supplies|liberates|offers|liefert|gibt|fournit|libère|donne|aporta|libera"
    r"|proporciona|fornisce|levert|geeft|of|=|is|at|with)|free\senergy\sof\sATP|phosphorylation\spotential|available)(?:[^.;\n]|\.\d){0,70}$",
    re.IGNORECASE,
)
_ONLY_PART = re.compile(
    r"\b(?:(?:one|a|1)\smole?\sof\s(?:the\s)?(?:Na|K|Ca|sodium|potassium|calcium|ions?)|(?:a|an)\s(?:Na|K|sodium|potassium)\b|each|per\s(?:ion|sodium|potassium|Na|K|mole\sof\s(?:Na|K|sodium|potassium))|pro\s(?:Ion|Natrium|Kalium)|par\sion|por\sion|of\sthe\s(?:three|two)\s(?:Na|K|sodium|potassium)|one\s(?:Na|K|sodium|potassium))\b",
    re.IGNORECASE,
)
_SODIUM = re.compile(r"\bNa\^?\+|\bNa\b|\bE_Na\b|sodium|Natrium|sodio", re.IGNORECASE)
_POTASSIUM = re.compile(r"\bK\^?\+|\bE_K\b|\bK\b|potassium|Kalium|potasio|potassio", re.IGNORECASE)
_ATP_AFTER = re.compile(
    r"\s(?:which|that)\s(?:the\s)?(?:hydroly\w+|ATP)|[^.;,]{0,25}\b(?:from|by|of|aus|de|par|dall'|di)\s(?:the\s)?(?:hydroly\w+|ATP)"
)
_TURN = re.compile(
    r"\b(?:turns?|cycles?|per\sATP|stroke|Umlauf|Zyklus|tour|ciclo|vuelta|giro|cyclus)\b|[3]\s?Na\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:[Tt]o|must|can|could|will|be)\spump\w*|\bpumping\b")  # of what is pumped, no turn
_PER = re.compile(r"\b(?:per|pro|par|por)\b")
_THREE = re.compile(
    r"\b(?:three|3|drei|trois|tres|tre|drie)\s(?:[^\s\d]{1,12}\s)?(?:Na|sodium|sodio)", re.IGNORECASE
)
_TWO = re.compile(r"\b(?:two|2|zwei|deux|dos|due|twee)\s(?:[^\s\d]{1,12}\s)?(?:K|potas)", re.IGNORECASE)
_V_ROW = re.compile(
    r"\|\s*(?:V_?m?|V_?rest|(?:resting\s|membrane\s){1,2}(?:potential|voltage)|Membranpotential|Ruhepotential|potentiel\sde\s(?:membrane|repos)"
    r"|potencial\sde\s(?:membrana|reposo)|potenziale\sdi\smembrana|membraanpotentiaal)[^|\d]{0,20}\|\s*$",
    re.IGNORECASE,
)
_V_WORDS = re.compile(
    r"(?:Ruhe|Membran)potential|potentiel\sde\s(?:membrane|repos)|potencial\sde\s(?:membrana|reposo)|potenziale\sdi\s(?:membrana|riposo)|(?:rust|membraan)potentiaal",
    re.IGNORECASE,
)
_V_WORDS = re.compile(rf"(?:{_V_WORDS.pattern})(?:\s[^\s\d]{{1,12}}){{0,3}}[\s=≈:(]{{0,3}}$", re.IGNORECASE)
_STANDS = re.compile(
    r"(?:revers\w+|stands?\sstill|stall\w*|run(?:s|ning)?\sback\w*|turns?\sround|comes?\sto\sa\s(?:halt|stop)|Umkehr\w*|kehrt\w*|steht\sstill|invers\w+|s'inverse|s'arrête|invierte|se\sdetiene"
    r"|si\sinverte|keert|staat\sstil|omkeer\w*)",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"(?:[=≈~→:(]|\b(?:is|to|gives?|yields?|at|near|of|about|be|below|costs?|needs?|requires?|takes?|than|or|oder|ou|o|of|mindestens|verbraucht|sind|soit|requiert|requiere|exige|richiede|vereist|verbruikt|consum\w+|consomme|cyclus|beträgt|ergibt|bei|von|auf|ist|kostet|braucht|est|vaut|à|de|coûte|es|en|cuesta"
    r"|è|di|a|costa|bedraagt|van|op|kost)\b)(?:\s[^\s\d]{1,24}){0,5}[\s(≈~]{0,3}$|\|\s*$",
    re.IGNORECASE,
)
_NOT_CLAIMED = re.compile(
    r"\bstudents?\b|\bmeasured\b|\bwrong|mistak|\boption\b|\bet\sal\b|^\s?\(?[A-E]\)|typical|usually|literature",
    re.IGNORECASE,
)
_BODY = Input("T", "37 degC", 310.15, 37.0, CELSIUS, "default")
_MILLIVOLT = Unit("mV", 1e-3, POTENTIAL)
_ASSUMED = "at 37 °C, which the text does not state"
_LOW_ATP, _HIGH_ATP = 25e3, 75e3  # J/mol
_TWICE = (1, 2, -2, 0, 0, -2, 0)  # "kJ/mol per mole of ATP"
_MOLES_ARE_MEANT = 1e3  # J: no pump spends a kilojoule
_AVOGADRO = CONSTANTS["N_A"].value


@dataclass(frozen=True, slots=True)
class _Bound:
    """An argument with its distance and what it rests on."""

    given: Input
    scope: Scope
    assumed: str = ""


_Known = dict[str, Index[Potential]]
_NO_POTENTIALS: Index[Potential] = index(())


def _known(context: Context) -> _Known:
    """The potentials that the text names, and that of a row "V_m | -70 mV", by what they are of."""
    named = [p for p in find_potentials(context).items if not _is_reversal(context, p.number)]
    places = {potential.number.start for potential in named}
    for number in context.by_dimension.get(POTENTIAL, index(())).items:
        start, _ = context.layout.bounds(Scope.BLOCK, number.start)
        before = context.text[max(start, number.start - 70) : number.start]
        if number.start not in places and (_V_ROW.search(before) or _V_WORDS.search(before)):
            named.append(Potential(number, "V"))
    sides: dict[str, list[Potential]] = {}
    for potential in named:
        sides.setdefault(potential.of, []).append(potential)
    return {of: index(same) for of, same in sides.items()}


def per_mole(unit: Unit) -> Unit | None:
    """Return a unit of energy as that of a mole of turns; the printed text stays."""
    if unit.dimension == MOLAR_ENERGY:
        return unit
    if unit.dimension == ENERGY and unit.scale >= _MOLES_ARE_MEANT:
        return Unit(unit.text, unit.scale, MOLAR_ENERGY)
    if unit.dimension == ENERGY:
        return Unit(unit.text, unit.scale * _AVOGADRO, MOLAR_ENERGY)
    if unit.dimension == _TWICE:
        return Unit(unit.text.replace("(mol*mol)", "mol"), unit.scale, MOLAR_ENERGY)
    return None


def _stated(context: Context, known: _Known, of: str, number: Number) -> _Bound | None:
    """The potential of an ion or of the membrane as printed."""
    found, scope = nearness.nearest(
        context.layout,
        number.start,
        known.get(of, _NO_POTENTIALS),
        lambda p: f"{p.number.si():.6g}",
        Scope.SECTION,
    )
    if len(found) != 1 or found[0].number.unit is None:
        return None
    name = "V" if of == "V" else f"E_{of}"
    source = "stated" if scope <= Scope.GROUP else "context"
    return _Bound(printed_input(name, found[0].number, found[0].number.unit, source, of != "V"), scope)


def _computed(facts: Facts, ion: str, number: Number) -> _Bound | str:
    """The equilibrium potential of an ion from its concentrations and the temperature."""
    context = facts.context
    pair = find_pair(context, facts.concentrations, ion, number.start)
    if isinstance(pair, str):
        return pair
    if temperature_is_tied(context, number.start, number.unit_end):
        return "several temperatures are equally near"
    temperature, _ = bind_temperature(context, number.start, number.unit_end)
    used = temperature or _BODY
    volts = evaluate(
        "nernst", {"c_out": pair.out.value, "c_in": pair.inside.value, "z": 1.0, "T": used.value}
    )
    if not isfinite(volts) or pair.out.number is None or pair.inside.number is None:
        return f"the concentrations of {ion} give no potential"
    ratio = f"{pair.out.number.value:g}/{pair.inside.number.value:g} {pair.inside.unit.text}"
    text = f"{volts * 1e3:.2f} mV ({ratio}, {used.printed:g} {'K' if used.unit.text == 'K' else '°C'})"
    given = Input(f"E_{ion}", text, volts, volts * 1e3, _MILLIVOLT, "context")
    return _Bound(given, pair.scope, "" if temperature else _ASSUMED)


def _membrane(context: Context, known: _Known, number: Number) -> _Bound | None:
    """The membrane potential: named, or the only potential of the paragraph that is nobody else's."""
    named = _stated(context, known, "V", number)
    if named is not None:
        return named
    start, end = context.layout.bounds(Scope.BLOCK, number.start)
    others = {p.number.start for same in known.values() for p in same.within(start, end, around=number.start)}
    free = {
        f"{n.si():.6g}": n
        for n in context.by_dimension.get(POTENTIAL, index(())).within(start, end, around=number.start)
        if n.start not in others and n.start != number.start and n.value < 0.0 and not context.is_prefactor(n)
    }
    number_, *more = free.values() or (None,)
    if number_ is None or more or number_.unit is None:
        return None
    return _Bound(printed_input("V", number_, number_.unit, "stated", False), Scope.BLOCK)


def _atp(context: Context, number: Number) -> _Bound | None:
    """What the text says that ATP gives."""
    top, end = context.layout.bounds(Scope.SECTION, number.start)
    energies = [
        n
        for n in context.by_dimension.get(MOLAR_ENERGY, index(())).within(top, end, around=number.start)
        if n.start != number.start and _LOW_ATP <= abs(n.si()) <= _HIGH_ATP and is_atp(context, n)
    ]
    found, scope = nearness.nearest(
        context.layout, number.start, index(energies), lambda n: f"{abs(n.si()):.6g}", Scope.SECTION
    )
    if len(found) != 1 or found[0].unit is None:
        return None
    sign = -1.0 if found[0].value < 0.0 else 1.0
    made = printed_input(
        "DG_ATP", found[0], found[0].unit, "stated" if scope <= Scope.GROUP else "context", False, sign
    )
    shown = f"{abs(made.printed):g} {made.unit.text}"
    return _Bound(replace(made, printed=abs(made.printed), text=shown), scope)


def is_atp(context: Context, number: Number) -> bool:
    """Return whether an energy is what ATP gives, not what a turn costs per mole of ATP."""
    start, end = sentence_of(context, number)
    before = context.text[max(start, number.start - 110) : number.start]
    after = context.text[number.unit_end : min(end, number.unit_end + 60)]
    if _FROM_ATP.search(before):
        return True
    per = _PER.search(context.text[number.end : number.unit_end]) or _PER.search(after[:20])
    return per is None and _ATP_AFTER.match(after) is not None


def _candidates(facts: Facts, known: _Known, ion: str, number: Number) -> list[_Bound] | str:
    """The equilibrium potential from the concentrations, and as printed."""
    computed = _computed(facts, ion, number)
    printed = _stated(facts.context, known, ion, number)
    found = [bound for bound in (printed, computed) if isinstance(bound, _Bound)]
    return found or (computed if isinstance(computed, str) else "nothing is stated")


def _claim(number: Number, unit: Unit, law: Law, bounds: tuple[_Bound, ...], firm: bool) -> Claim:
    reach = max(bound.scope for bound in bounds)
    assumed = next((bound.assumed for bound in bounds if bound.assumed), "")
    inputs = tuple(bound.given for bound in bounds)
    return Claim(
        law.rule, law.name, law.quantity, number, unit, inputs, reach=reach, magnitude=law is WORK,
        firm=firm and not assumed, assumed=assumed,
    )  # fmt: skip


def _distance(claim: Claim) -> float:
    """How far a claim is from what its inputs give, in its own precision: 0 where it holds."""
    low, high = sorted(
        claim.unit.from_si(v) for v in enclose(claim.formula, {g.name: (g.low, g.high) for g in claim.inputs})
    )
    if claim.magnitude:
        low, high = sorted((abs(low), abs(high)))
    value = abs(claim.number.value) if claim.magnitude else claim.number.value
    edges = interval_of(claim.number)
    half = 0.5 * abs(edges[1] - edges[0])
    return max(0.0, low - value - half, value - half - high)


def _best(claims: list[Claim]) -> Claim:
    """The reading that fits best: E as printed, or from the concentrations."""
    return min(claims, key=_distance)


def _parts(context: Context, number: Number) -> list[str]:
    """What a number may be: all of a turn (""), or the share of the one ion that the words before it name."""
    start, _ = sentence_of(context, number)
    start = max(start, number.start - 160)
    energies = [n for n in context.numbers_in(start, number.start) if n.unit is not None and per_mole(n.unit)]
    before = context.text[energies[-1].unit_end if energies else start : number.start]
    named = [
        ion
        for ion, name, count in (("Na", _SODIUM, _THREE), ("K", _POTASSIUM, _TWO))
        if name.search(before) and count.search(before)
    ]
    return ["", *named] if len(named) == 1 else [""]


def _options(
    facts: Facts, known: _Known, number: Number, part: str, voltage: _Bound
) -> list[tuple[_Bound, _Bound]] | str:
    """The potentials of sodium and potassium; the other ion's share is nothing where its own is the membrane's."""
    options: list[list[_Bound]] = []
    for ion in ("Na", "K"):
        if part not in ("", ion):
            still = replace(voltage.given, name=f"E_{ion}", source="default")
            options.append([_Bound(still, voltage.scope)])
            continue
        found = _candidates(facts, known, ion, number)
        if isinstance(found, str):
            return found
        options.append(found)
    return [(sodium, potassium) for sodium in options[0] for potassium in options[1]]


def _work(facts: Facts, known: _Known, number: Number, unit: Unit) -> Claim | Unbound:
    voltage = _membrane(facts.context, known, number)
    if voltage is None:
        return Unbound(number, "no one membrane potential is stated near it")
    claims: list[Claim] = []
    parts = _parts(facts.context, number)
    reason = ""
    for part in parts:
        options = _options(facts, known, number, part, voltage)
        if isinstance(options, str):
            reason = reason or options
            continue
        firm = len(parts) == 1 and _is_turn(facts.context, number)
        claims += [_claim(number, unit, WORK, (voltage, *pair), firm) for pair in options]
    best = _best(claims) if claims else None
    if best is None or not (best.firm or _distance(best) == 0.0):
        return Unbound(number, reason or "it is not what a turn of the pump costs, and not said to be")
    return best


def _reversal(facts: Facts, known: _Known, number: Number, unit: Unit) -> Claim | Unbound:
    atp = _atp(facts.context, number)
    if atp is None:
        return Unbound(number, "no one free energy of ATP is stated near it")
    options = [_candidates(facts, known, ion, number) for ion in ("Na", "K")]
    missing = next((found for found in options if isinstance(found, str)), "")
    if missing:
        return Unbound(number, missing)
    claims = [
        _claim(number, unit, REVERSAL, (sodium, potassium, atp), True)
        for sodium in options[0]
        for potassium in options[1]
        if isinstance(sodium, _Bound) and isinstance(potassium, _Bound)
    ]
    return _best(claims)


def is_cost(context: Context, number: Number) -> bool:
    """Return whether the words before an energy say that it is spent."""
    start, _ = sentence_of(context, number)
    before = context.text[max(start, number.start - 160) : number.start]
    return _COST.search(before) is not None and _RESULT.search(before) is not None


def _is_turn(context: Context, number: Number) -> bool:
    """Whether the sentence or row of an energy names the pump or its turn: else it may be another cost."""
    start, end = sentence_of(context, number)
    sentence = context.text[max(start, number.start - 300) : min(end, number.unit_end + 60)]
    return _PUMP.search(_VERB.sub("", sentence)) is not None or _TURN.search(sentence) is not None


def _is_work(context: Context, number: Number) -> bool:
    start, end = sentence_of(context, number)
    sentence = context.text[max(start, number.start - 300) : min(end, number.unit_end + 100)]
    if _ONLY_PART.search(sentence) or is_atp(context, number):
        return False
    return is_cost(context, number)


def _is_reversal(context: Context, number: Number) -> bool:
    start, end = sentence_of(context, number)
    before = context.text[max(start, number.start - 140) : number.start]
    if not (_STANDS.search(before) and _RESULT.search(before) and number.value < 0.0):
        return False
    return (
        _PUMP.search(context.text, max(start, number.start - 300), min(end, number.unit_end + 60)) is not None
    )


def _is_ordinary(context: Context) -> bool:
    """Whether the pump moves three sodium ions for two potassium ions, or the text leaves that out."""
    return all(round(coupling.ratio, 6) == 1.5 for coupling in find_couplings(context).items)


def _one(facts: Facts, known: _Known, number: Number, unit: Unit) -> Claim | Unbound | None:
    context = facts.context
    start, end = sentence_of(context, number)
    sentence = context.text[max(start, number.start - 300) : min(end, number.unit_end + 200)]
    if _NOT_CLAIMED.search(sentence):
        return None
    molar = per_mole(unit)
    if molar is not None and _is_work(context, number):
        return _work(facts, known, replace(number, unit=molar), molar)
    if unit.dimension == POTENTIAL and _is_reversal(context, number):
        return _reversal(facts, known, number, unit)
    return None


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the work of the sodium pump and its reversal potential."""
    context = facts.context
    if not context.holds(_PUMP) or not context.holds(_SODIUM) or not context.holds(_POTASSIUM):
        return
    if not _is_ordinary(context):
        return
    known = _known(context)
    for number in context.numbers:
        unit = number.unit
        if unit is None or not number.usable or not (unit.dimension == POTENTIAL or per_mole(unit)):
            continue
        top = max(context.layout.bounds(Scope.SECTION, number.start)[0], number.start - 1200)
        near = context.text[top : number.unit_end + 100]
        if not _PUMP.search(near) or _CALCIUM_PUMP.search(near):
            continue
        found = _one(facts, known, number, unit)
        if found is not None:
            yield found
