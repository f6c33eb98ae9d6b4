"""Energies that words bind loosely: ``-F Δp = -19.9 kJ/mol``, "each sodium 13.3", "two protons yield 49 kJ".

Such a number is compared with everything that the section states and a law makes of it. If exactly one thing
gives its digits, that is what is meant; else nothing is said of it. It is never called wrong, but for a
solute without a charge whose two concentrations stand in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from nernstian.audit.acceptance import contains
from nernstian.audit.binding import find_pair
from nernstian.audit.claims import rows
from nernstian.audit.claims.base import (
    DIMENSIONLESS,
    Claim,
    Facts,
    Input,
    Unbound,
    concentration_input,
    exact,
    printed_input,
)
from nernstian.audit.claims.capacitor import NONE
from nernstian.audit.claims.energy_path import voltage_at
from nernstian.audit.claims.energy_sums import LAW, named_ions
from nernstian.audit.claims.energy_words import NEUTRAL
from nernstian.audit.claims.molar import molar_energies
from nernstian.audit.claims.roles import INDEPENDENT, is_quoted, make_claim
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC, evaluate
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, MOLAR_ENERGY, POTENTIAL, Dimension, Unit
from nernstian.codegen.emitted import CONSTANTS

ENERGY: Dimension = (1, 2, -2, 0, 0, 0, 0)
_FARADAY = CONSTANTS["F"].value
_VOLT = Unit("V", 1.0, POTENTIAL)
_ABOVE = 2000
# F times a symbol: the value of the potential stands elsewhere
_TIMES_FARADAY = re.compile(
    r"(?P<z>[1-3])?\s?[×·*]?\s?F\s?[×·*]?\s?\(?(?:Δ_?\s?(?:p|ψ|Ψ|φ|Φ|V|E|μ\S{0,6})"
    r"|pmf|PMF|[VE]_?\w{0,4}|ψ|φ)\)?"
    r"\s?[=≈]\s?(?:about\s)?$"
)
_COUNTS = {
    "two": 2, "three": 3, "four": 4, "both": 2, "zwei": 2, "drei": 3, "vier": 4, "deux": 2, "trois": 3,
    "quatre": 4, "dos": 2, "tres": 3, "cuatro": 4, "due": 2, "tre": 3, "quattro": 4, "twee": 2, "drie": 3,
}  # fmt: skip
_PARTICLE = (
    r"(?:protons?|Protonen|prótones|protoni|H\^?\+|sodiums?|Natrium\w*|Na\^?\+|potassiums?|K\^?\+|calciums?"
    r"|Ca\^?2\+|ions?|Ionen|iones|ioni|ionen|of\s(?:them|these)|charges?)"
)
_COUNTED = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_COUNTS)})|(?<![-.,\d])(?P<digit>\d{{1,2}}/\d|\d(?:[.,]\d{{1,2}})?))\s?[×·]?\s?"
    rf"(?:mole?s?\s(?:of\s)?)?(?:sodium\s|potassium\s)?(?:{_PARTICLE}|(?:per|pro|par|por)\sATP\b)",
    re.IGNORECASE,
)
_OWN_COUNT = re.compile(rf"\b(?P<word>{'|'.join(_COUNTS)})\s?[(:,]\s?$", re.IGNORECASE)
_YIELDS = re.compile(
    r"\b(?:yield\w*|deliver\w*|provid\w*|releas\w*|available|gives?|gain\w*|cost\w*|needs?|requir\w*|liefer\w*|kost\w*"
    r"|fourni\w*|coût\w*|libèr\w*|liber\w*|suministr\w*|fornisc\w*|lever\w*|together|worth|takes?|mov\w+|through|on\soffer|makes|pays?|pay\sfor|paid|spends?|bring\w*|zahl\w*|paye\w*|paga\w*|betal\w*|per\sATP)\b",
    re.IGNORECASE,
)
_PER_MOLE = re.compile(
    r"\b(?:per|one|a|each)\smole\b|\bwhich\sis\b|\bfor\sthe\s\d|\bpro\sMol\b|\bpar\smole\b|\bpor\smol\b|\bper\smol",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:each|every|per|one|a|pro|jedes|je|ein|chaque|par|un|cada|por|ogni|elke?|één|een)\s(?:mole?\s(?:of\s)?)?$",
    re.IGNORECASE,
)
_AFTER_ION = re.compile(
    r"(?:\sions?)?(?:\s(?:is|are|costs?|needs?|takes?|about|at|=)){0,2}\s?[:=≈,]?\s?\+?$", re.IGNORECASE
)
_FROM_TO = re.compile(r"\b(?:from|von|aus|de|desde|da|van)\s(?:[^.;\d]{0,40}\(?)?$", re.IGNORECASE)
_TO = re.compile(
    r"(?:[^.;?\d]{0,40}?)\s?\b(?:to|into|nach|auf|à|a|hasta|naar)\s(?:[^.;?\d]{0,40})$", re.IGNORECASE
)
# "100 nM → 0.5 mM in the lumen", "20 mM inside to 5 mM in the blood"
_ARROW = re.compile(
    r"[^.;?\d→]{0,30}?\s?(?:→|⟶|->|\b(?:to|into|nach|à|hasta|naar)\b)\s?(?:[^.;?\d]{0,12})?", re.IGNORECASE
)
# from the second concentration to the energy: ": ", "releases", in the same sentence
_BESIDE = re.compile(
    r"[^.;\d]{0,60}(?:[:=]|\b(?:releas\w+|yields?|gives?|liefert|setzt|libère|libera|fornisce|levert))\s?[^.;\d]{0,12}",
    re.IGNORECASE,
)
_NO_VOLTAGE = re.compile(
    r"\b(?:no|without(?:\sa)?|zero|ohne|sans|sin|senza|zonder|keine?)\s(?:membrane\s|any\s|eine\s)?(?:voltage|potential|field|Spannung|Potential"
    r"|tension|potentiel|potencial|voltaje|potenziale|tensione|spanning|potentiaal)",
    re.IGNORECASE,
)
_CALCIUM = re.compile(r"\b(?:SERCA|PMCA)\b")
_ENERGY = re.compile(
    r"Δ\s?_?G\b|\bDG\b|free\senerg|\bcosts?\b|\bwork\b|\benerg\w*|\bneed\w*|\bkostet|\bArbeit|énergie|\bcoûte|\bcuesta"
    r"|\bcosta\b|\bkost\b|\btrabajo|\blavoro",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Energy:
    """A number that is an energy per mole, with the unit it has or shares."""

    number: Number
    unit: Unit
    shared: bool


def _energies(context: Context) -> Iterator[_Energy]:
    """The energies of a text: per mole, in kJ where moles are counted in words, and bare ones of a list."""
    for number in context.with_unit:
        unit = number.unit
        if unit is None or not number.usable or unit.dimension not in (MOLAR_ENERGY, ENERGY):
            continue
        per_mole = Unit(unit.text, unit.scale, MOLAR_ENERGY)
        yield _Energy(replace(number, unit=per_mole), per_mole, False)
        start, _ = context.layout.bounds(Scope.CLAUSE, number.start)
        before = context.numbers_in(max(start, number.start - 40), number.start)
        if before and before[-1].unit is None and before[-1].usable and unit.dimension == MOLAR_ENERGY:
            yield _Energy(replace(before[-1], unit=per_mole), per_mole, True)


def _claim(
    law: str, number: Number, unit: Unit, inputs: tuple[Input, ...], caveat: str = "", magnitude: bool = True
) -> Claim:
    """The claim of an energy that no temperature enters."""
    return Claim(
        LAW.rule, law, LAW.quantity, number, unit, inputs, INDEPENDENT, magnitude=magnitude, caveat=caveat
    )


def _fits(claim: Claim) -> bool:
    """Whether a claim has its printed digits; without a temperature none of them count."""
    if claim.temperature is None:
        return False
    given = {item.name: item.value for item in claim.inputs} | {"T": claim.temperature.value}
    value = claim.unit.from_si(evaluate(claim.formula, given))
    edges = sorted(map(abs, interval_of(claim.number))) if claim.magnitude else interval_of(claim.number)
    return contains((edges[0], edges[1]), abs(value) if claim.magnitude else value)


def _only(claims: list[Claim]) -> Claim | None:
    """The one claim that fits; several that fit by different inputs are none."""
    exact_ones = [claim for claim in claims if _fits(claim)]
    rounded = [c for c in claims if c.law == ARITHMETIC and rows.agrees(c)] if not exact_ones else []
    fitting = {tuple(round(item.value, 12) for item in c.inputs): c for c in exact_ones or rounded}
    return replace(next(iter(fitting.values())), firm=False) if len(fitting) == 1 else None


def _digits(number: Number) -> int:
    return len(re.sub(r"\D", "", number.text).lstrip("0"))


def _above(context: Context, at: int) -> int:
    return max(context.layout.bounds(Scope.SECTION, at)[0], at - _ABOVE)


def _potentials(context: Context, number: Number) -> list[Number]:
    """The potentials that the section states in front of a number, or in its own sentence."""
    end = context.layout.bounds(Scope.SENTENCE, number.start)[1]
    found = context.by_dimension.get(POTENTIAL, NONE).within(_above(context, number.start), end)
    return [n for n in found if n.usable and n.unit is not None and 1e-3 <= abs(n.si()) <= 0.4]


def _times_faraday(context: Context, energy: _Energy) -> list[Claim]:
    """The claims of zF times one of the potentials of the section."""
    number = energy.number
    symbol = _TIMES_FARADAY.search(context.text, max(0, number.start - 40), number.start)
    if symbol is None:
        return []
    one = Input("c_in", "1 mM", 1.0, 1.0, MILLIMOLAR, "default")
    made = []
    for given in _potentials(context, number):
        if given.unit is None:
            continue
        # the sign is that of the path, which the symbol does not tell
        sign = 1.0 if not number.sign or number.value * given.value > 0.0 else -1.0
        volts = replace(printed_input("V", given, given.unit, "context", False), value=sign * given.si())
        printed = sign * given.value
        text = f"{printed:g} {given.unit.text}"
        volts = replace(volts, text=text, printed=printed, low=volts.value, high=volts.value)
        inputs = (volts, one, replace(one, name="c_out"), exact("z", float(symbol["z"] or 1)))
        made.append(_claim(LAW.name, number, energy.unit, inputs, magnitude=not number.sign))
    # of -70 and +70 mV either will do: only the magnitude is compared
    return list({abs(claim.inputs[0].value): claim for claim in made}.values())


def _of_ion(facts: Facts, energy: _Energy) -> list[Claim]:
    """The claims of "each sodium 13.3": both directions of the ion right in front of a number."""
    context, number = facts.context, energy.number
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    named = context.ions.within(max(start, number.start - 40), number.start)
    if not named or not _AFTER_ION.fullmatch(context.text[named[-1].end : number.start]):
        return []
    if not _EACH.search(context.text[max(0, named[-1].start - 24) : named[-1].start]):
        return []
    ion = named[-1].ion
    pair, voltage = (
        find_pair(context, facts.concentrations, ion, number.start),
        voltage_at(context, number.start),
    )
    if isinstance(pair, str) or voltage is None or voltage.unit is None:
        return []
    made = []
    for sign, (end, begin) in ((1.0, (pair.inside, pair.out)), (-1.0, (pair.out, pair.inside))):
        volts = sign * voltage.si()
        inputs = (
            Input("V", f"{volts:g} V", volts, volts, _VOLT, "context"),
            concentration_input("c_in", end, pair.scope),
            concentration_input("c_out", begin, pair.scope),
            exact("z", float(VALENCE[ion]), "context"),
        )
        claim = make_claim(context, LAW, number, energy.unit, inputs, False)
        way = "into" if sign > 0.0 else "out of"
        made.append(replace(claim, reach=pair.scope, caveat=f"the ion moves {way} the cell"))
    return made


def _counted(context: Context, energy: _Energy, earlier: list[_Energy]) -> list[Claim]:
    """The claims of "two protons yield 49 kJ": so many times an energy, or a potential, stated before."""
    number = energy.number
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    start, end = max(start, number.start - 200), min(end, number.end + 80)
    sentence = context.text[start:end]
    counts = {
        float(_COUNTS[m["word"].lower()] if m["word"] else Fraction(m["digit"].replace(",", ".")))
        for m in _COUNTED.finditer(sentence)
    } - {1.0}
    if len(counts) != 1 or not _YIELDS.search(sentence):
        return []
    (count,) = counts
    own = _OWN_COUNT.search(context.text, max(start, number.start - 14), number.start)
    if own is not None and _COUNTS[own["word"].lower()] != count:
        return []  # "three (35.8 kJ/mol) are affordable, four (47.8 kJ/mol) as well"
    bases = [
        (f"{abs(n.value):g} {e.unit.text}", abs(n.si()), 0.5 * n.last_digit * e.unit.scale)
        for e in earlier
        for n in (e.number,)
    ]
    bases += [
        (f"F × {abs(p.value):g} {p.unit.text}", _FARADAY * abs(p.si()), 0.0)
        for p in _potentials(context, number)
        if p.unit is not None
    ]
    made: list[Claim] = []
    known: list[float] = []
    for text, value, half in bases:
        if any(abs(value - other) <= 0.01 * other for other in known):
            continue  # the energy of a potential that was printed already
        known.append(value)
        low, high = count * (value - half), count * (value + half)
        given = Input(
            "value", f"{count:g} × {text}", count * value, count * value, DIMENSIONLESS, "stated", low, high
        )
        made.append(
            _claim(ARITHMETIC, number, energy.unit, (given,), f"{count:g} times {text} if that is meant")
        )
    return made


def _across(context: Context, energy: _Energy) -> list[Claim]:
    """The claims of "per mole of protons this is 19.2 kJ": F times a potential stated just before."""
    number = energy.number
    block, _ = context.layout.bounds(Scope.BLOCK, number.start)
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    words = context.text[max(start, number.start - 120) : min(end, number.unit_end + 40)]
    if not _PER_MOLE.search(words):
        return []
    last = context.layout.bounds(Scope.SENTENCE, max(block, start - 1))[0]
    found = context.by_dimension.get(POTENTIAL, NONE).within(max(block, last, number.start - 400), end)
    one = Input("c_in", "1 mM", 1.0, 1.0, MILLIMOLAR, "default")
    made = {}
    for given in found:
        if given.usable and given.unit is not None and 1e-3 <= abs(given.si()) <= 0.4:
            volts = printed_input("V", given, given.unit, "context", False)
            inputs = (volts, one, replace(one, name="c_out"), exact("z", 1.0))
            claim = _claim(LAW.name, number, energy.unit, inputs, "a charge of one across it is meant")
            made[abs(given.si())] = claim
    return list(made.values())


def _ends(context: Context, number: Number) -> tuple[Number, Number] | None:
    """The two concentrations in front of a number that a solute moves from and to."""
    start, _ = context.layout.bounds(Scope.BLOCK, number.start)
    start = max(start, number.start - 300)
    given = context.by_dimension.get(CONCENTRATION, NONE).within(start, number.start)
    if len(given) != 2 or any(n.unit is None or not n.usable or n.value <= 0.0 for n in given):
        return None
    first, second = given
    gap = context.text[first.unit_end : second.start][:100]
    led = _FROM_TO.search(context.text, max(start, first.start - 60), first.start)
    joined = _TO.fullmatch(gap) if led is not None else _ARROW.fullmatch(gap)
    return (first, second) if joined is not None else None


def _valence(context: Context, start: int, number: Number) -> float | None:
    """The valence of what is said to move without a voltage: none of a solute without a charge."""
    words = context.text[start : number.start]
    ions = named_ions(context, max(start, number.start - 160), number.start)
    if NEUTRAL.search(words) and not ions:
        return 1.0
    if not _NO_VOLTAGE.search(words):
        return None
    ion = ions.pop() if len(ions) == 1 else "Ca" if _CALCIUM.search(words) and not ions else None
    return float(VALENCE[ion]) if ion is not None else None


def _from_to(context: Context, energy: _Energy) -> Claim | None:
    """The claim of "glucose from 5 mM to 50 mM costs 5.7 kJ/mol": no charge, so that nothing else counts."""
    number = energy.number
    start, _ = context.layout.bounds(Scope.BLOCK, number.start)
    start = max(start, number.start - 300)
    ends = _ends(context, number)
    z = _valence(context, start, number) if ends is not None else None
    if ends is None or z is None or _again(context, number):
        return None
    (first, second), words = ends, context.text[start : number.start]
    beside = _BESIDE.fullmatch(context.text[second.unit_end : number.start][:100])
    if first.unit is None or second.unit is None or not (beside or _ENERGY.search(words)):
        return None
    inputs = (
        Input("V", "0 V", 0.0, 0.0, _VOLT, "default"),
        printed_input("c_in", second, second.unit, "stated", False),
        printed_input("c_out", first, first.unit, "stated", False),
        exact("z", z, "default"),
    )
    return replace(make_claim(context, LAW, number, energy.unit, inputs, True), reach=Scope.BLOCK)


def _again(context: Context, number: Number) -> bool:
    """Whether a number is the energy in front of it in another unit, or a multiple of it."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    earlier = molar_energies(context).within(max(start, number.start - 100), number.start)
    return bool(earlier)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the energies whose digits say what they are."""
    context = facts.context
    seen: list[_Energy] = []
    for energy in sorted(_energies(context), key=lambda e: e.number.start):
        number, above = energy.number, _above(context, energy.number.start)
        seen = [e for e in seen if e.number.start >= above]
        neutral = None if energy.shared else _from_to(context, energy)
        if neutral is not None:
            yield replace(neutral, firm=not is_quoted(context, number))
        elif _digits(number) >= 2:
            made = (
                _times_faraday(context, energy) or _of_ion(facts, energy) or _counted(context, energy, seen)
            )
            found = _only(made) or _only(_across(context, energy))
            if found is not None:
                yield found
        seen.append(energy)
