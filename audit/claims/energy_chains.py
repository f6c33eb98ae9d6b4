"""Printed expressions of free energies: ``RT ln(12/145) + F(-0.060) = -6.42 - 5.79 = -12.21 kJ/mol``.

What a number is recomputed from stands in its own expression; only the temperature is looked for. A total is
compared with the path that the text states as well, where it states one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.claims.base import KELVIN, Claim, Facts, Input, Unbound, exact
from nernstian.audit.claims.energy_sums import LAW, agrees, sum_claim
from nernstian.audit.claims.energy_words import claim_of
from nernstian.audit.claims.roles import INDEPENDENT, make_claim
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import CONCENTRATION, MILLIMOLAR, MOLAR_ENERGY, POTENTIAL, Unit
from nernstian.codegen.emitted import CONSTANTS

_GAS, _FARADAY = CONSTANTS["R"].value, CONSTANTS["F"].value
ENERGY = (1, 2, -2, 0, 0, 0, 0)
_VOLT = Unit("V", 1.0, POTENTIAL)
_MOLAR = {"mM": 1.0, "µM": 1e-3, "nM": 1e-6, "M": 1e3}
_N = r"[+-]?\d{1,9}(?:[.,]\d{1,9})?"
_C = r"(?:\s?(?:mM|µM|nM|M)(?![A-Za-z]))?"
_RATIO = (
    rf"[(\[]{{0,3}}\s?(?:10\^\(?(?P<power>-?\d{{1,2}})\)?|(?P<to>{_N})(?P<to_unit>{_C})\s?\)?"
    rf"(?:\s?/\s?\(?\s?(?P<start>{_N})(?P<start_unit>{_C}))?)\s?[)\]]{{0,3}}"
)
_FACTORS = (  # RT in letters, as a product of numbers, as a number
    r"(?:(?P<ten>2[.,]303?\s?[×·*]?\s?)?R\s?[×·*]?\s?T"
    r"|\(?(?P<R>8[.,]31\d{0,3})(?:\s?J[^()\s]{0,12})?\)?\s?[×·*]?\s?\(?(?P<T>[23]\d\d(?:[.,]\d{1,2})?)(?:\s?K)?\)?"
    r"|(?P<RT>2[.,][2-7]\d{0,3}(?:\s?kJ/mol)?|2[2-7]\d\d(?:[.,]\d)?(?:\s?J/mol)?))"
)
_CHEMICAL = re.compile(
    rf"(?P<minus>-\s?)?{_FACTORS}\s?[×·*]?\s?(?:(?P<natural>ln|log_?e)|log_?(?:10)?)\s?{_RATIO}"
)
_BRACKET = re.compile(r"R\s?[×·*]?\s?T\s?[×·*]?\s?[\[({]\s?(?=[+-]?\s?\d?\s?[×·*]?\s?ln)")
_LOGARITHM = re.compile(
    rf"\s?(?P<sign>[+-])?\s?(?P<times>[1-9])?\s?[×·*]?\s?ln\s?[(\[]{{1,3}}\s?(?P<to>{_N})(?:\s?mM)?\s?\)?"
    rf"\s?/\s?\(?\s?(?P<start>{_N})(?:\s?mM)?\s?[)\]]{{1,3}}?"
)
_CLOSE = re.compile(r"\s?[)\]}]")
_ELECTRICAL = re.compile(
    r"(?:\(?(?P<z>[+-]?[1-3])\)?\s?[×·*]?\s?)?"
    r"\(?(?P<F>F|96[ ,\u2009\u202f]?485(?:\.\d{1,4})?|96[ ,\u2009\u202f]?500|96[.,](?:485|49|5))"
    r"(?:\s?k?[CJ][^()\s]{0,12})?\)?"
    rf"\s?[×·*]?\s?[(×·*]?\s?\(?(?P<V>{_N})\)?(?:\s?(?P<unit>mV|V)(?![A-Za-z]))?\s?\)?"
)
_BEGINS = re.compile(
    r"(?<![\w)×·*/+-])(?<![×·*/+-][ ])(?<!\d[ ])(?<!\b[a-z][ ])(?:(?:-\s?(?=R))?(?:2[.,]303?\s?[×·*]?\s?)?"
    r"(?:R\s?[×·*]?\s?T\s?[×·*]?\s?(?:ln|log|[\[({])|2[.,]?[2-7]\d{0,3}[^\n=]{0,12}\bln"
    r"|\(?8[.,]31[^\n=]{4,30}\bln)|\(?(?:[+-]?[1-3]\)?\s?[×·*]?\s?)?"
    r"\(?(?:F|96[ ,]?485|96[ ,]?500|96[.,][45]\d{0,2})[^\n=]{0,14}[×·*(])"
)
# the second term in symbols: its value stands elsewhere
_SYMBOLIC = re.compile(
    r"[1-3]?\s?z?\s?[×·*]?\s?F\s?[×·*]?\s?\(?(?:Δ_?\s?)?(?:[VE](?:_?m)?|ψ|Ψ|φ|Φ)(?![\w])\)?"
)
_DECIMAL = re.compile(r"[^\n=]{0,8}96[.,][45]")
_SIGN = re.compile(r"\s?(?P<sign>[+-])\s?")
_EQUALS = re.compile(r"\s?(?:kJ/mol|J/mol|kJ\s?mol\^-1)?\s?\)?\s?[=≈]\s?\(?")
_PLUS = re.compile(r"\)?\s?(?P<sign>[+-])?\s?\(?")
_CAVEAT = "if the printed expression is that of the path"


@dataclass(frozen=True, slots=True)
class Formula:
    """A printed expression: the ratio of its logarithm, z and V of the other term (V = 0 without one).

    ``kinds`` are its terms in order, ``signs`` what stands in front; ``RT`` is what is printed for it.
    """

    ratio: tuple[Input, Input] | None
    volts: float
    z: float
    kinds: str
    signs: tuple[float, ...]
    RT: str
    end: int


def _value(printed: str) -> float:
    return float(printed.replace(",", "."))


def _concentration(name: str, printed: str, unit: str) -> Input:
    shown = Unit(unit, _MOLAR[unit], CONCENTRATION)
    value = _value(printed)
    return Input(name, f"{printed} {unit}", shown.to_si(value), value, shown)


def _ratio(match: re.Match[str]) -> tuple[Input, Input] | None:
    """The concentrations at the end and at the start of the path."""
    if match["power"]:
        to, start, units = f"1e{match['power']}", "1", ("mM", "mM")
    else:
        to, start = match["to"], match["start"] or "1"
        last = (match["start_unit"] or match["to_unit"] or "").strip() or "mM"
        units = ((match["to_unit"] or "").strip() or last, last)
    if _value(to) <= 0.0 or _value(start) <= 0.0:
        return None
    ends = _concentration("c_in", to, units[0]), _concentration("c_out", start, units[1])
    if match["minus"]:
        return replace(ends[1], name="c_in"), replace(ends[0], name="c_out")
    return ends


def _product(text: str, at: int) -> tuple[tuple[Input, Input], int] | None:
    """The sum of logarithms in brackets as one ratio: RT[ln(12/145) + 2 ln(15/110)]."""
    value, shown = 1.0, list[str]()
    for _ in range(6):
        match = _LOGARITHM.match(text, at)
        if match is None or (shown and not match["sign"]):
            break
        to, start, times = _value(match["to"]), _value(match["start"]), int(match["times"] or 1)
        if to <= 0.0 or start <= 0.0:
            return None
        value *= (to / start) ** (-times if match["sign"] == "-" else times)
        shown.append(" ".join(match.group().split()))
        at = match.end()
    close = _CLOSE.match(text, at)
    if len(shown) < 2 or close is None:
        return None
    text = " ".join(shown)
    return (
        Input("c_in", f"exp[{text}]", value, value, MILLIMOLAR),
        Input("c_out", "1 mM", 1.0, 1.0, MILLIMOLAR, "default"),
    ), close.end()


def _formula(text: str, at: int) -> Formula | None:
    """The expression that begins at a place: one or two terms, of which one is a logarithm."""
    ratio: tuple[Input, Input] | None = None
    volts, z, kinds, given = 0.0, 1.0, "", ""
    signs: list[float] = []
    start = at
    for _ in range(2):
        sign = _SIGN.match(text, at) if kinds else None
        if kinds and sign is None:
            break
        begin = sign.end() if sign is not None else at
        factor = -1.0 if sign is not None and sign["sign"] == "-" else 1.0
        if "c" not in kinds and (found := _chemical(text, begin)) is not None:
            ratio, given, at = found
            if factor < 0.0:
                ratio = replace(ratio[1], name="c_in"), replace(ratio[0], name="c_out")
            kinds += "c"
        elif kinds == "c" and (symbol := _SYMBOLIC.match(text, begin)) is not None:
            return Formula(ratio, 0.0, 1.0, "cs", (1.0, factor), given, symbol.end())
        elif "e" not in kinds and (match := _ELECTRICAL.match(text, begin)) is not None:
            volts = factor * _value(match["V"]) * (1e-3 if match["unit"] == "mV" else 1.0)
            volts *= _printed_faraday(match["F"]) / _FARADAY
            z, at = float(match["z"] or 1), match.end()
            kinds += "e"
        else:
            break
        signs.append(factor)
    last = text[start:at].rstrip()[-1:]
    clear = last in ")V" and volts > 0.0
    if kinds == "e" and not clear and not _DECIMAL.match(text, start):
        return None  # the other recogniser knows more of it
    return Formula(ratio, volts, z, kinds, tuple(signs), given, at) if kinds else None


def _printed_faraday(printed: str) -> float:
    """The Faraday constant as the expression rounds it: F itself, 96 500, or 96.5 kJ/(V mol)."""
    if printed == "F":
        return _FARADAY
    kilo = re.fullmatch(r"96[.,](?:49|5)|96\.485", printed)
    return 1e3 * _value(printed) if kilo else float(re.sub(r"[^\d.]", "", printed))


def _chemical(text: str, at: int) -> tuple[tuple[Input, Input], str, int] | None:
    bracket = _BRACKET.match(text, at)
    if bracket is not None:
        product = _product(text, bracket.end())
        return (product[0], "", product[1]) if product is not None else None
    match = _CHEMICAL.match(text, at)
    if match is None or (match["natural"] is None) != (match["ten"] is not None):
        return None
    ratio = _ratio(match)
    given = match["RT"] or (f"{match['R']} × {match['T']} K" if match["T"] else "")
    return (ratio, given, match.end()) if ratio is not None else None


@dataclass(frozen=True, slots=True)
class _Printed:
    """What stands behind an expression: its terms, if they are printed, and its total.

    ``added`` is the sum of the printed terms, which may differ from the total's value in the last digit.
    """

    terms: tuple[Number, ...]
    added: float
    total: Number | None
    unit: Unit


def _printed(context: Context, formula: Formula) -> _Printed | None:
    """The numbers that equals signs join to an expression."""
    text, at = context.text, formula.end
    terms: tuple[Number, ...] = ()
    added = 0.0
    total: Number | None = None
    units: list[Unit] = []
    for _ in range(3):
        equals = _EQUALS.match(text, at)
        first = context.number_at(equals.end(), 3) if equals is not None else None
        if first is None or not first.usable or "\n\n" in text[at : first.start]:
            break
        units += [first.unit] if first.unit is not None else []
        second = _second(context, first)
        if second is not None and not terms and len(formula.kinds) == 2:
            minus = "-" in context.text[first.unit_end : second.end]
            added = first.value + (-abs(second.value) if minus else abs(second.value))
            terms, at = (first, second), second.unit_end
            units += [second.unit] if second.unit is not None else []
            continue
        if second is not None or re.match(r"\s?[×·*/^]", text[first.unit_end : first.unit_end + 2]):
            return None  # another step of the calculation
        total, at = first, first.unit_end
    if units and units[-1].dimension == ENERGY:
        units[-1] = replace(units[-1], dimension=MOLAR_ENERGY)  # of the mole that the words name
    if not units or units[-1].dimension != MOLAR_ENERGY or (total is None and not terms):
        return None
    return _Printed(terms, added, total, units[-1])


def _second(context: Context, first: Number) -> Number | None:
    """The second term of a printed sum."""
    following = context.number_at(first.unit_end, 7)
    if following is None or not following.usable:
        return None
    gap = _PLUS.fullmatch(context.text[first.unit_end : following.start])
    return following if gap is not None and (gap["sign"] or following.sign) else None


def _claim(
    context: Context, number: Number, unit: Unit, formula: Formula, kinds: str, magnitude: bool = False
) -> Claim:
    """The claim that a number is the terms ``kinds`` of an expression."""
    own = number.unit if number.unit is not None and number.unit.dimension == MOLAR_ENERGY else unit
    given = replace(number, unit=own)
    unit = given.unit or unit
    volts = formula.volts if "e" in kinds else 0.0
    one = Input("c_in", "1 mM", 1.0, 1.0, MILLIMOLAR, "default")
    ratio = formula.ratio if "c" in kinds and formula.ratio else (one, replace(one, name="c_out"))
    voltage = Input("V", f"{volts:g} V", volts, volts, _VOLT, "stated" if volts else "default")
    inputs = (voltage, *ratio, exact("z", formula.z if "e" in kinds else 1.0))
    claim = replace(make_claim(context, LAW, given, unit, inputs, True), inline=True, magnitude=magnitude)
    if "c" not in kinds:
        return replace(claim, temperature=INDEPENDENT)
    return replace(claim, temperature=_stands_for(formula.RT)) if formula.RT else claim


def _stands_for(printed: str) -> Input:
    """The temperature of an RT that is printed as a number."""
    if printed.endswith(" K"):
        gas, kelvin = map(_value, printed.removesuffix(" K").split(" × "))
        return Input("T", f"{kelvin:g} K", kelvin * gas / _GAS, kelvin, KELVIN)
    digits = re.sub(r"\s?k?J/mol", "", printed)
    value = _value(digits)
    scale = 1e3 if value < 10.0 else 1.0
    decimals = len(digits.replace(",", ".").partition(".")[2])
    kelvin, half = value * scale / _GAS, 0.5 * 10.0**-decimals * scale / _GAS
    shown = f"RT = {digits} {'kJ/mol' if scale > 1.0 else 'J/mol'}"
    return Input("T", shown, kelvin, kelvin, KELVIN, "stated", kelvin - half, kelvin + half)


def _is_sum(own: Claim, printed: _Printed) -> bool:
    """Whether a total is off, but by no more than the rounding of the terms that were added."""
    if not printed.terms or printed.total is None or own.temperature is None:
        return False
    given = {item.name: item.value for item in own.inputs} | {"T": own.temperature.value}
    value = own.unit.from_si(evaluate(own.law, given))
    low, high = interval_of(printed.total)
    half = 0.51 * sum(term.last_digit for term in (*printed.terms, printed.total))
    added = abs(printed.added - printed.total.value) <= 0.51 * printed.total.last_digit
    return added and not low <= value <= high and abs(value - printed.total.value) <= half


def _total(facts: Facts, number: Number, printed: _Printed, formula: Formula) -> Claim | Unbound | None:
    """The total of both terms: that of the path, if the text states one, else that of the expression."""
    own = _claim(facts.context, number, printed.unit, formula, formula.kinds)
    if len(formula.kinds) < 2:
        return own
    if _is_sum(own, printed):
        return sum_claim(facts, own.number, own.unit, claim_of)
    bound = claim_of(facts, own.number, own.unit, True)
    if isinstance(bound, Claim) and bound.temperature is not None:
        if agrees(bound, own.number, own.unit):
            return replace(bound, firm=False)
        if bound.firm:
            return bound
    return replace(own, caveat=_CAVEAT)


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the terms and totals behind printed expressions of a free energy."""
    context, done = facts.context, 0
    for begin in context.matches(_BEGINS):
        if begin.start() < done:
            continue
        formula = _formula(context.text, begin.start())
        printed = _printed(context, formula) if formula is not None else None
        if formula is None or printed is None:
            continue
        done = formula.end
        uncharged = (
            formula.z == 1.0 and "e" in formula.kinds and _names_another_charge(context, begin.start())
        )
        for claim in _claims(facts, formula, printed):
            if isinstance(claim, Unbound) or not uncharged:
                yield claim
            else:
                yield replace(claim, caveat=_CHARGE)


_CHARGE = "if the charge that the expression leaves out is one"


def _names_another_charge(context: Context, at: int) -> bool:
    """Whether an ion that is not of charge one is named in the paragraph in front, or in this one."""
    block, _ = context.layout.bounds(Scope.BLOCK, at)
    before, _ = context.layout.bounds(Scope.BLOCK, max(0, block - 2))
    near = context.ions.within(max(before, at - 600), at)
    return any(abs(VALENCE[mention.ion]) != 1 for mention in near)


def _claims(facts: Facts, formula: Formula, printed: _Printed) -> Iterator[Claim | Unbound]:
    """The claims of the terms and the total behind one expression."""
    for kind, number in zip(formula.kinds, printed.terms, strict=False):
        if kind == "s" or not number.text.strip("+-. 0"):
            continue
        # the sign of the second may be the operator in front of it: the total shows whether it is right
        bare = number is not printed.terms[0] and not number.sign
        yield _claim(facts.context, number, printed.unit, formula, kind, magnitude=bare)
    if printed.total is not None and "s" not in formula.kinds:
        found = _total(facts, printed.total, printed, formula)
        if found is not None:
            yield found
