"""Numbers of cable theory in prose: attenuation, input resistances, electrotonic lengths, alternating currents.

Most of them are only judged where they agree: a text has more ways to say what a number is than words here.
Input resistances of endless cables and axial resistances, whose formula the words fix, may be wrong.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import cosh, exp, pi, sqrt, tanh

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, printed_input
from nernstian.audit.claims.cable_facts import (
    FREQUENCY,
    LAMBDA,
    LAMBDA_WORDS,
    R_I,
    R_M,
    TAU,
    TAU_WORDS,
    agrees,
    cable_of,
    derived,
    is_multiple,
    is_only,
    last_before,
    lead,
    sentence,
)
from nernstian.audit.claims.electrical_table import CABLE, CABLE_DIAMETER
from nernstian.audit.claims.slots import Finder, Slot
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import LENGTH, NUMBER, POTENTIAL, RESISTANCE, Dimension

_CABLE = re.compile(
    rf"{LAMBDA_WORDS}|\bcable|electroton|elektroton|\bcavo\b|\bKabel|Rall\b|{TAU_WORDS}|axial\sres|\bR_?[iaA]\s?=",
    re.IGNORECASE,
)
_DIGIT = r"\d{1,5}(?:[.,]\d{1,4})?"
_EXPONENT = re.compile(rf"\be\^\(?-\s?(?P<x>{_DIGIT})\s?/\s?(?P<over>{_DIGIT})\)?\s?[=≈]\s?$")
_EXPONENT_IN = re.compile(rf"\be\^\(?-\s?(?P<x>{_DIGIT})\s?/\s?(?P<over>{_DIGIT})\)?\s?[=≈]")
_PLACE = re.compile(r"\s(?:at|a|à|bei|en|op|in|after|nach|après|dopo|na|di)\s(?:x\s?=\s?|the\s)?")
_BOTH = re.compile(
    r"(?:both|two|either|beide\w*|due|entrambe|deux|dos|ambas|twee)\s(?:the\s)?(?:direction|side|end|Richtung|Seite|direzion|sens|direccion|kant)"
    r"|(?<!semi-)(?<!semi)(?<!halb)\b(?:infinite|unendlich\w*|infini|infinit[oa]|oneindige?)\s(?:cable|axon|dendrite|fib(?:re|er)|Kabel|Faser|cavo|câble|fibra)",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"R_?\{?(?:∞|inf)\w*\}?\s?[=≈]\s?$")
_SEMI = re.compile(
    r"semi-?infini|halbunendlich|half-infinite|half-oneindig|R_∞|R_inf|R_\{?\\?infty", re.IGNORECASE
)
_SEALED = re.compile(
    r"\bcoth|\btanh|sealed|closed\send|geschlossen|chius[oa]|fermé|sellad[oa]|L\s?(?:=|≈)\s?$", re.IGNORECASE
)
_INPUT = re.compile(
    r"input\sresistance|\bR_?\{?(?:in|N|∞|inf|input)\}?|Eingangswiderstand|resistenza\sd'ingresso|résistance\sd'entrée|resistencia\sde\sentrada|ingangsweerstand",
    re.IGNORECASE,
)
_AXIAL = re.compile(
    r"\bcore\b|axial\sresist|internal\sresist|longitudinal\sresist|Innenwiderstand|Längswiderstand|resistenza\s(?:assiale|interna)|résistance\s(?:axiale|interne)",
    re.IGNORECASE,
)
_PER = re.compile(
    rf"\s?(?:per|pro|je|par|por|for|over|each|every|su|ogni)\s(?:the\s|each\s|every\s)?(?={_DIGIT})"
)
_ELECTROTONIC = re.compile(
    r"(?:electrotonic|elektrotonische|electrotonique|elettrotonica|electrotónica)\s(?:length|distance|Länge|longueur|lunghezza|longitud)|\bL\s?=\s?(?:ℓ|l|\blength)?\s?/?\s?λ?\s?=?\s?$",
    re.IGNORECASE,
)
_SIZE = Slot(
    "length", LENGTH, low=1e-6, high=0.1,
    before=re.compile(r"(?:ℓ|\bl|\blength|\blong|sealed\sat|seal\sit\sat|ends?\sat|Länge|longueur|lunghezza|longitud)(?:[\s=≈]|of|is|von|de|di){0,4}$"),
    after=re.compile(r"[\s-](?:long\b|in\slength|lang\b|de\slong)"),
)  # fmt: skip
_COSH = re.compile(r"cosh|V\(L\)\s?/\s?V\(0\)|V_L\s?/\s?V_0|sealed|closed\send|far\send", re.IGNORECASE)
_L = re.compile(rf"\bL\s?=[^.;\d]{{0,14}}(?P<value>{_DIGIT})")
_OMEGA = re.compile(r"ω\s?τ\s?[=≈]\s?$|\bomega\s?\*?\s?tau\s?=\s?$")
_AC = re.compile(
    r"λ_?\{?(?:AC|ac|f)\b|\bAC\slength\sconstant|frequency|\bHz\b|alternating|Wechselstrom", re.IGNORECASE
)
_AFTER_TAU = re.compile(
    rf"[^.;%]{{0,80}}?\b(?:after|nach|après|dopo|después\sde|na|at|in)\s(?:[^.;%\d]{{0,24}})?(?P<times>\d(?:[.,]\d)?)?\s?(?:\w{{1,8}}\s(?:to|a)\s)?{TAU_WORDS}"
)
_RISE = re.compile(
    r"ris|charg|reach|step|final|Endwert|erreicht|aufgeladen|porta|valore\sfinale|atteint|finale|llega|alcanza",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"fall|drop|decay|reduc|ridott|left|1\s?/\s?e|abgefallen|sinkt|réduit|tombe|reducid|cae", re.IGNORECASE
)
_DAUGHTERS = re.compile(r"daughter|Tochter|figli[ae]|filles?|hij[ao]s|dochter", re.IGNORECASE)
_PARENT = re.compile(r"parent|mother|trunk|Mutter|Stamm|madre|genitore|mère|tronco|stam", re.IGNORECASE)
_DOUBLED = (4.0, 2.0, 0.5, 0.25)  # halves taken for doubles
_SQUARED = (0.25, 4.0)  # the diameter for the radius
_FREQUENCY = Slot("f", FREQUENCY)


def _read(text: str) -> float:
    return float(text.replace(",", "."))


def _ends(context: Context, number: Number) -> float | None:
    """The share of R_∞ that a cable has as input resistance: half without ends, all with one; None if unsaid."""
    before = lead(context, number, 200)
    if _SYMBOL.search(before[-12:]):
        return 1.0
    near = before if _SEMI.search(before) or _BOTH.search(before) else sentence(context, number)
    semi, both = ([match.start() for match in pattern.finditer(near)] for pattern in (_SEMI, _BOTH))
    if not semi and not both:
        return None
    return 0.5 if max(both, default=-1) > max(semi, default=-1) else 1.0


def _endless(context: Context, finder: Finder, number: Number) -> Claim | None:
    """The input resistance of a cable without end, in one direction or in both."""
    if not _INPUT.search(lead(context, number, 200)) or _SEALED.search(lead(context, number, 40)):
        return None
    factor = _ends(context, number)
    found = cable_of(finder, number) if factor is not None else None
    if found is None:
        return None

    def resistance(radius: float, membrane: float, inside: float) -> float:
        return (factor or 1.0) * 2.0 * sqrt(membrane * inside) / (pi * sqrt(2.0 * radius) ** 3)

    text = f"{'half of ' if factor == 0.5 else ''}2√(R_m R_i)/(π d^(3/2))"
    return _slipped(
        finder, derived(number, "input resistance", text, resistance, found[0], found[1]), _DOUBLED
    )


def _slipped(finder: Finder, claim: Claim | None, factors: tuple[float, ...]) -> Claim | None:
    """The claim where it agrees, or where a slip explains it and no other cable is described."""
    if claim is None or agrees(claim):
        return claim
    only = is_only(finder, claim.number, (CABLE, CABLE_DIAMETER, R_I, R_M))
    return replace(claim, firm=True) if only and is_multiple(claim, factors) else None


def _sealed(context: Context, finder: Finder, number: Number) -> Claim | None:
    """R_∞ coth L, with the last R_∞ and the last L in front of it."""
    if not re.search(r"coth|R_∞", lead(context, number, 40)) or not _INPUT.search(lead(context, number)):
        return None
    start, _ = context.layout.bounds(Scope.SECTION, number.start)
    endless = [
        n
        for n in context.numbers_in(start, number.start)
        if n.usable and n.unit is not None and n.unit.dimension == RESISTANCE
        and re.search(r"R_?(?:∞|inf)\w*\s?[=≈]\s?$", context.text[max(start, n.start - 14) : n.start])
    ]  # fmt: skip
    length = _printed_length(context, number)
    if not endless or length is None or endless[-1].unit is None:
        return None
    resistance = printed_input("R", endless[-1], endless[-1].unit, "stated", True)
    return _if(
        derived(
            number,
            "input resistance",
            "R_∞ coth L",
            lambda r, x: r / tanh(x),
            (resistance, length),
            Scope.SECTION,
        )
    )


def _if(claim: Claim | None) -> Claim | None:
    """The claim where it agrees."""
    return claim if claim is not None and agrees(claim) else None


def _printed_length(context: Context, number: Number) -> Input | None:
    """The last "L = 0.49" in front of a number."""
    start, _ = context.layout.bounds(Scope.SECTION, number.start)
    start = max(start, number.start - 600)
    found = list(_L.finditer(context.text, start, number.start))
    if not found:
        return None
    printed = context.number_at(found[-1].start("value"), 1)
    if printed is None or not printed.usable or printed.unit is not None or not 0.0 < printed.value < 20.0:
        return None
    half = 0.5 * printed.last_digit
    text = f"L = {printed.text}"
    return Input(
        "L",
        text,
        printed.value,
        printed.value,
        DIMENSIONLESS,
        "stated",
        printed.value - half,
        printed.value + half,
        printed,
    )


def _axial(context: Context, finder: Finder, number: Number) -> Claim | None:
    """The resistance of the inside of a piece of cable: R_i l/(π a²)."""
    per = _PER.match(context.text, number.unit_end)
    if not _AXIAL.search(lead(context, number)) or per is None:
        return None
    piece = context.number_at(per.end(), 1)
    if piece is None or piece.unit is None or piece.unit.dimension != LENGTH or not piece.usable:
        return None
    inside = last_before(finder, number, R_I)
    sizes = [found for slot in (CABLE, CABLE_DIAMETER) if (found := last_before(finder, number, slot))]
    if inside is None or len(sizes) != 1:
        return None
    length = printed_input("l", piece, piece.unit, "stated", False)
    claim = derived(
        number, "axial resistance", "R_i l/(π a^2)", lambda r, x, a: r * x / (pi * a * a),
        (inside[0], length, sizes[0][0]), max(inside[1], sizes[0][1]),
    )  # fmt: skip
    return _slipped(finder, claim, _SQUARED)


def _attenuated(context: Context, finder: Finder, number: Number) -> Claim | None:
    """What is left of a potential some way along: "6.4 mV at 1 mm" of the 10 mV of the same sentence."""
    place = _PLACE.match(context.text, number.unit_end)
    there = context.number_at(place.end(), 1) if place is not None else None
    if there is None or there.unit is None or there.unit.dimension != LENGTH or not there.usable:
        return None
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = [
        n for n in context.numbers_in(max(start, number.start - 300), number.start)
        if n.usable and n.unit is not None and n.unit.dimension == POTENTIAL
    ]  # fmt: skip
    constant = last_before(finder, number, LAMBDA)
    if not before or constant is None or before[0].unit is None:
        return None
    whole = printed_input("V_0", before[0], before[0].unit, "stated", False)
    distance = printed_input("x", there, there.unit, "stated", False)
    return _if(
        derived(
            number,
            "V(x)",
            "V_0 exp(-x/λ)",
            lambda v, x, c: v * exp(-x / c),
            (whole, distance, constant[0]),
            constant[1],
        )
    )


def _exponential(context: Context, finder: Finder, number: Number) -> Claim | None:
    """A printed ``e^-200/816 = 0.78``, and the percentage behind it."""
    del finder
    own = _EXPONENT.search(lead(context, number, 40))
    if own is None and number.unit is not None and number.unit.text == "%":
        found = list(_EXPONENT_IN.finditer(lead(context, number, 80)))
        own = found[-1] if found else None
    if own is None:
        return None
    value = exp(-_read(own["x"]) / _read(own["over"]))
    claim = derived(number, "attenuation", f"exp(-{own['x']}/{own['over']})", lambda: value, (), Scope.CLAUSE)
    if claim is None or number.unit is not None:
        return _if(claim)
    return replace(claim, firm=True)


def _share(context: Context, finder: Finder, number: Number) -> Claim | None:
    """63 % after τ, 95 % after 3τ, 37 % at λ."""
    del finder
    if number.unit is None or number.unit.text != "%":
        return None
    near = sentence(context, number)
    behind = _AFTER_TAU.match(context.text, number.unit_end)
    if behind is not None and _RISE.search(near):
        times = _read(behind["times"]) if behind["times"] else 1.0
        value = 1.0 - exp(-times)
        return _if(
            derived(
                number, "share of the final value", f"1 - exp(-{times:g})", lambda: value, (), Scope.CLAUSE
            )
        )
    if re.search(LAMBDA_WORDS, near, re.IGNORECASE) and _FALL.search(near) and 36.0 <= number.value <= 38.0:
        return _if(derived(number, "share left", "exp(-1)", lambda: exp(-1.0), (), Scope.CLAUSE))
    return None


def _electrotonic(context: Context, finder: Finder, number: Number) -> Claim | None:
    """The electrotonic length, and what a sealed end leaves: 1/cosh L."""
    if number.unit is not None or not 0.0 < number.value < 20.0 or "." not in number.text.replace(",", "."):
        return None
    before = lead(context, number)
    if re.search(r"cosh|V\([Ll]\)\s?/\s?V\(0\)", before):
        length = _printed_length(context, number)
        claim = length and derived(
            number, "attenuation", "1/cosh L", lambda x: 1.0 / cosh(x), (length,), Scope.SECTION
        )
        return _if(claim or None)
    if not _ELECTROTONIC.search(before[-90:]):
        return None
    size, constant = last_before(finder, number, _SIZE), last_before(finder, number, LAMBDA)
    if size is None or constant is None:
        return None
    scope = max(size[1], constant[1])
    return _if(
        derived(number, "electrotonic length", "l/λ", lambda x, c: x / c, (size[0], constant[0]), scope)
    )


def _omega(context: Context, finder: Finder, number: Number) -> Claim | None:
    """ωτ beside a frequency."""
    if number.unit is not None or not _OMEGA.search(lead(context, number, 20)):
        return None
    constant = last_before(finder, number, TAU)
    behind = [n for n in context.numbers_in(number.end, number.end + 30) if n.unit is not None]
    if constant is None or not behind or behind[0].unit is None or behind[0].unit.dimension != FREQUENCY:
        return None
    frequency = printed_input("f", behind[0], behind[0].unit, "stated", False)
    return _if(
        derived(number, "ωτ", "2π f τ", lambda f, t: 2.0 * pi * f * t, (frequency, constant[0]), constant[1])
    )


def _alternating(context: Context, finder: Finder, number: Number) -> Claim | None:
    """The length constant at a frequency."""
    near = lead(context, number, 260)
    if not _AC.search(near):
        return None
    frequency, constant = last_before(finder, number, _FREQUENCY), last_before(finder, number, LAMBDA)
    tau = last_before(finder, number, TAU)
    if frequency is None or constant is None or tau is None:
        return None

    def shortened(length: float, f: float, t: float) -> float:
        return length * sqrt(2.0 / (1.0 + sqrt(1.0 + (2.0 * pi * f * t) ** 2)))

    scope = max(frequency[1], constant[1], tau[1])
    return _if(
        derived(
            number, "λ_AC", "λ√(2/(1+√(1+(ωτ)^2)))", shortened, (constant[0], frequency[0], tau[0]), scope
        )
    )


def _rall(context: Context, finder: Finder, number: Number) -> Claim | None:
    """The diameter of a parent that two daughters match: the sum of d^(3/2)."""
    del finder
    near = lead(context, number, 200)
    if not (_DAUGHTERS.search(near) and _PARENT.search(near)):
        return None
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    sizes = [
        n for n in context.numbers_in(max(start, number.start - 200), number.start)
        if n.usable and (n.unit is None or n.unit.dimension == LENGTH) and "^" not in context.text[n.end : n.end + 1]
    ]  # fmt: skip
    units = [n.unit for n in sizes if n.unit is not None]
    last = max((n.start for n in sizes if n.unit is not None), default=0)
    sizes = [n for n in sizes if n.start <= last]  # "1.0 and 1.5 µm"
    if not units or not 1 <= len(sizes) <= 2:
        return None
    inputs = tuple(printed_input("d", n, n.unit or units[0], "stated", False) for n in sizes)
    both = inputs if len(inputs) == 2 else inputs * 2
    return _if(
        derived(
            number,
            "diameter of the parent",
            "(Σ d^(3/2))^(2/3)",
            lambda a, b: (a**1.5 + b**1.5) ** (2.0 / 3.0),
            both,
            Scope.SENTENCE,
        )
    )


_Finds = Callable[[Context, Finder, Number], Claim | None]
_BY_DIMENSION: dict[Dimension, tuple[_Finds, ...]] = {
    RESISTANCE: (_sealed, _endless, _axial),
    POTENTIAL: (_attenuated,),
    LENGTH: (_rall, _alternating),
    NUMBER: (_exponential, _share, _electrotonic, _omega),
}


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the numbers of cable theory that the values near them give."""
    context = facts.context
    if not context.holds(_CABLE):
        return
    finder = Finder(context)
    for number in context.numbers:
        if not number.usable or number.value == 0.0:
            continue
        dimension = number.unit.dimension if number.unit is not None else NUMBER
        for find in _BY_DIMENSION.get(dimension, ()):
            found = find(context, finder, number)
            if found is not None:
                yield found
                break
