"""Donnan potentials and the ions inside, from a fixed negative charge and the salt outside."""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound, exact
from nernstian.audit.claims.donnan_facts import Stated, charges_of, inner_labels, nearest_stated, salts_of
from nernstian.audit.claims.roles import INDEPENDENT, Law, is_quoted, make_claim
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC, evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import CONCENTRATION, POTENTIAL, Unit

LAW = Law("NE123", "donnan", "V")
_DONNAN = re.compile(r"\bDonnan\b")
_POSITIVE = re.compile(r"\bpositive\s(?:fixed\s)?charge|\bfixed\scations?|\bpolycation", re.IGNORECASE)
_INNER = r"in|i|inside|int|cell|gel|bag|innen|dentro|dedans|binnen"
_ION = re.compile(
    rf"(?:\[(?:K|Na|(?P<symbol>Cl))[^\]]{{0,6}}\]_?\{{?(?P<label>{_INNER}|[A-Zα-ω12]{{1,2}})(?![\w])\}}?"
    r"|\b(?:[Pp]otassium|[Ss]odium|[Kk]alium|[Nn]atrium|[Pp]otasio|[Ss]odio|[Pp]otassio|(?P<word>[Cc]hlor(?:ide|id|ure|uro)|[Cc]loruro))\b(?!\soutside)(?:\s(?:in|inside|of|im|dans|en|nel)\s(?:the\s)?(?:\w{3,12}\s)?(?P<where>[A-Zα-ω12]{1,2})(?![\w]))?)"
    r"[^.;,\d\[]{0,25}?(?:=|≈|\bto|\bis|\bat|\breaches|\bbecomes|\berreicht|\bbeträgt|\batteint|\balcanza|\braggiunge|\bauf|\bà|\ba)\s?(?:about\s)?$"
)
_E_DONNAN = re.compile(
    r"(?:\b[EVUψφ]|Δ[ψΨφΦ])_\{?(?:D|Don(?:nan)?|d)\}?\s?(?:=|≈|is|of|:)\s?$|\bDonnan\s(?:potential|voltage)\s?(?:=|≈|is|of|:|then|now|becomes|\s){1,6}$"
)
_VOLTAGE = re.compile(
    r"Donnan|potent|potenz|voltage|interior|Spannung|tension|tensión|spanning", re.IGNORECASE
)
_CATION = re.compile(
    r"\b(?:cations?|Kation\w*|catione?s?|cationi|kation\w*|potassium|sodium|Kalium|Natrium|K\^?\+?|Na\^?\+?)(?![\w])",
    re.IGNORECASE,
)
_ANION = re.compile(
    r"\b(?:anions?|Anion\w*|anione?s?|anioni|chloride|Chlorid|chlorure|cloruro|Cl\^?-?)(?![\w])",
    re.IGNORECASE,
)
_NAMES = r"(?:potassium|sodium|chloride|K\^?\+|Na\^?\+|Cl\^?-|(?:the\s)?(?:cations?|anions?)|Chlorid|Natrium|Kalium|chlorure|cloruro)"
_PAIRED = re.compile(
    rf",?\s(?:(?:and|und|et|y|e|en)\s)?\[?{_NAMES}\]?\s?(?:(?:is|are|at|of|to|becomes?|ist|est|es|=|≈)\s?)?",
    re.IGNORECASE,
)
_BATH = re.compile(
    r"\s?\(?(?:(?:in|of|im|dans|en|nel|in\shet)\s)?(?:the\s|le\s|el\s)?(?:out|bath|medium|dialys|extracell|extern|solution|salt|reservoir|Bad|außen|bain|baño|bagno|buiten)",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"(?:Donnan[- ](?:ratio|factor|Verhältnis|Faktor|verhouding)|(?:rapport|facteur|cociente|razón|factor|rapporto|fattore)\s(?:de|di)\sDonnan|(?<![A-Za-z_])r(?=\s?[=≈]))(?:\s(?:r\b|is|of|=|≈|ist|von|est|de|es|vale|è|di|then|here|thus|only)|\s?[=≈(:]){0,4}\s?$",
    re.IGNORECASE,
)
_THREE = 3  # digits that no other number has by chance


def _claim(
    context: Context, number: Number, charges: Index[Stated], salts: Index[Stated]
) -> Claim | Unbound | None:
    low, high = context.layout.bounds(Scope.SENTENCE, number.start)
    beside = any(low <= given.at < high for given in salts.items)
    named = _VOLTAGE.search(context.text, max(low, number.start - 200), number.start) is not None
    called = _E_DONNAN.search(context.text, max(low, number.start - 60), number.start) is not None
    if number.unit is None or not (named or beside or called):
        return None
    charge = nearest_stated(context, "X", charges, number.start)
    salt = nearest_stated(context, "c_out", salts, number.start)
    if charge is None or salt is None:
        return Unbound(number, "no one fixed charge and salt concentration are stated near it")
    firm = _DONNAN.search(context.text, low, high) is not None and charge[1] <= Scope.SENTENCE
    firm = firm or (called and max(charge[1], salt[1]) <= Scope.BLOCK)
    claim = make_claim(context, LAW, number, number.unit, (charge[0], salt[0]), firm)
    return replace(claim, reach=max(charge[1], salt[1]), symbolic=called)


def _oriented(found: list[Claim | Unbound]) -> Iterator[Claim | Unbound]:
    """The potentials; a lost sign is only sure where another one is printed with it."""
    signed = any(
        isinstance(claim, Claim) and claim.number.value < 0.0 and _has_value(claim) for claim in found
    )
    for claim in found:
        yield replace(claim, symbolic=claim.symbolic and signed) if isinstance(claim, Claim) else claim


def _has_value(claim: Claim) -> bool:
    """Whether a Donnan potential agrees at some ordinary temperature, to its printed digits."""
    arguments = {given.name: given.value for given in claim.inputs}
    kelvin = [claim.temperature.value] if claim.temperature is not None else [293.15, 298.15, 310.15]
    low, high = interval_of(claim.number)
    values = [claim.unit.from_si(evaluate(claim.law, arguments | {"T": each})) for each in kelvin]
    return any(low <= value <= high for value in values)


def _ion_inside(
    context: Context, number: Number, charges: Index[Stated], salts: Index[Stated]
) -> Claim | None:
    """The concentration inside that the Donnan potential holds in equilibrium; the temperature cancels."""
    named = _ION.search(context.text[max(0, number.start - 60) : number.start])
    charge = nearest_stated(context, "X", charges, number.start)
    salt = nearest_stated(context, "c_out", salts, number.start)
    if named is None or charge is None or salt is None or number.unit is None:
        return None
    anion = named["symbol"] is not None or named["word"] is not None
    claim = _inside(number, number.unit, charge, salt, -1.0 if anion else 1.0)
    label = named["label"] or named["where"]
    if label is None:
        return claim
    inside = label in inner_labels(context) or re.fullmatch(_INNER, label) is not None
    if not inside and not _agrees(claim):
        return None  # that of the other side
    return replace(claim, firm=inside and max(charge[1], salt[1]) <= Scope.BLOCK)


def _inside(
    number: Number, unit: Unit, charge: tuple[Input, Scope], salt: tuple[Input, Scope], valence: float
) -> Claim:
    arguments = {"X": charge[0].value, "c_out": salt[0].value, "T": INDEPENDENT.value}
    volts = evaluate(LAW.name, arguments)
    text = f"{volts * 1e3:.4g} mV at 25 °C, the Donnan potential with X = {charge[0].text}"
    potential = Input("E", text, volts, volts * 1e3, Unit("mV", 1e-3, POTENTIAL))
    return Claim(
        LAW.rule,
        "nernst",
        f"c_in({'anion' if valence < 0.0 else 'cation'})",
        number,
        unit,
        (salt[0], exact("z", valence, "context"), potential),
        INDEPENDENT,
        reach=max(charge[1], salt[1]),
        firm=False,
        solved="c_in",
    )


def _digits(number: Number) -> int:
    return len(re.sub(r"\D", "", number.text).lstrip("0"))


def _words(context: Context, number: Number) -> str:
    """The words that may name a number: back to the quantity before it, and up to the next comma."""
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    start = max(start, number.start - 160)
    before = [n.unit_end for n in context.numbers_in(start, number.start) if n.unit is not None]
    behind = context.text[number.unit_end : min(end, number.unit_end + 50)]
    return (
        context.text[max(before, default=start) : number.start]
        + re.split(r"[,;.\d]| and | und | et | y | e | en ", behind, maxsplit=1)[0]
    )


def _by_value(context: Context, number: Number, charges: Index[Stated], salts: Index[Stated]) -> Claim | None:
    """The one ion whose concentration inside has the digits of a number that no words bind firmly."""
    if number.unit is None or not number.usable or number.value <= 0.0 or _digits(number) < _THREE - 1:
        return None
    near = _words(context, number)
    named = {sign for sign, word in ((1.0, _CATION), (-1.0, _ANION)) if word.search(near)}
    charge = nearest_stated(context, "X", charges, number.start)
    salt = nearest_stated(context, "c_out", salts, number.start)
    if charge is None or salt is None or (_digits(number) < _THREE and not named):
        return None
    low, high = (number.unit.to_si(edge) for edge in interval_of(number))
    fitting = []
    for sign in named or {1.0, -1.0}:
        claim = _inside(number, number.unit, charge, salt, sign)
        value = evaluate(
            claim.formula, {given.name: given.value for given in claim.inputs} | {"T": INDEPENDENT.value}
        )
        if low <= value <= high:
            fitting.append(claim)
    return fitting[0] if len(fitting) == 1 else None


def _ratio(context: Context, number: Number, charges: Index[Stated], salts: Index[Stated]) -> Claim | None:
    """The Donnan ratio, by which cations are enriched and anions depleted; the temperature cancels."""
    if not _RATIO.search(context.text, max(0, number.start - 60), number.start):
        return None
    charge = nearest_stated(context, "X", charges, number.start)
    salt = nearest_stated(context, "c_out", salts, number.start)
    if charge is None or salt is None:
        return None
    half = 0.5 * charge[0].value / salt[0].value
    ratio = half + (half * half + 1.0) ** 0.5
    ratio = 1.0 / ratio if number.value < 1.0 else ratio
    text = f"of X = {charge[0].text} in {salt[0].text}"
    given = Input("value", text, ratio, ratio, DIMENSIONLESS, "stated")
    reach = max(charge[1], salt[1])
    return Claim(
        LAW.rule, ARITHMETIC, "Donnan ratio", number, DIMENSIONLESS, (given,), reach=reach, firm=False
    )


def _ratios(context: Context, charges: Index[Stated], salts: Index[Stated]) -> Iterator[Claim]:
    for number in context.numbers:
        if number.unit is None and number.usable and number.value > 0.0:
            found = _ratio(context, number, charges, salts)
            if found is not None and _agrees(found):
                yield found


def _named_beside(
    context: Context, number: Number, before: Claim | None, stated: tuple[Index[Stated], Index[Stated]]
) -> Claim | None:
    """The claim of an ion that is named between its number and that of the other ion."""
    gap = context.text[before.number.unit_end : number.start][:60] if before is not None else ""
    charge, salt = (
        nearest_stated(context, name, found, number.start)
        for name, found in zip(("X", "c_out"), stated, strict=True)
    )
    if not _PAIRED.fullmatch(gap) or charge is None or salt is None or number.unit is None:
        return None
    if number.si() == salt[0].value or _BATH.match(context.text, number.unit_end):
        return None
    return _inside(number, number.unit, charge, salt, -1.0 if _ANION.search(gap) else 1.0)


def _agrees(claim: Claim) -> bool:
    low, high = (claim.unit.to_si(edge) for edge in interval_of(claim.number))
    arguments = {given.name: given.value for given in claim.inputs}
    return low <= evaluate(claim.formula, arguments | {"T": INDEPENDENT.value}) <= high


def _beside_its_partner(context: Context, found: Claim, before: Claim | None) -> Claim:
    """An ion named directly in front of its number, behind the other ion's right number, is surely meant."""
    if before is None or _agrees(found) or not _agrees(before):
        return found
    gap = context.text[before.number.unit_end : found.number.start]
    paired = _PAIRED.fullmatch(gap) is not None and before.quantity != found.quantity
    return replace(found, firm=True, reach=min(found.reach, Scope.BLOCK)) if paired else found


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the Donnan potentials of a negative fixed charge."""
    context = facts.context
    if not context.holds(_DONNAN) or context.holds(_POSITIVE):
        return
    charges, salts = charges_of(context), salts_of(context)
    potentials = [
        found
        for number in context.by_dimension.get(POTENTIAL, index(())).items
        if not is_quoted(context, number) and (found := _claim(context, number, charges, salts)) is not None
    ]
    yield from _oriented(potentials)
    given = {n.at for n in (*charges.items, *salts.items)}
    yield from _ratios(context, charges, salts)
    before: Claim | None = None
    for number in context.by_dimension.get(CONCENTRATION, index(())).items:
        if number.start in given:
            continue
        inside = _ion_inside(context, number, charges, salts) or _by_value(context, number, charges, salts)
        inside = inside or _named_beside(context, number, before, (charges, salts))
        if inside is not None and not is_quoted(context, number):
            yield _beside_its_partner(context, inside, before)
        before = inside
