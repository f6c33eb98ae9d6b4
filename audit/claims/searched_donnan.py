"""Donnan equilibria by search: the impermeant charge and the salt may stand anywhere in the passage.

The words that tell a concentration of impermeant charge from that of the salt are looked for around it, in any
order. What agrees with one pair of the passage is taken where few pairs were tried; what is named (the ion, the
potential) and agrees with none is wrong where a usual slip gives its digits: a turned sign, another power of
ten, the salt subtracted for the charge, all of the charge added to the salt, twice the potential for twice the
charge.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log, sqrt

from nernstian.audit.claims.base import Claim, Facts, Input
from nernstian.audit.claims.donnan import LAW
from nernstian.audit.claims.donnan_facts import Stated, charges_of, plain, salts_of
from nernstian.audit.claims.roles import INDEPENDENT, is_quoted, make_claim
from nernstian.audit.claims.stated import is_found
from nernstian.audit.context import Context
from nernstian.audit.evaluate import evaluate
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import CONCENTRATION, POTENTIAL, Unit

_DONNAN = re.compile(r"\bDonnan\b")
_POSITIVE = re.compile(r"\bpositive\s(?:fixed\s)?charge|\bfixed\scations?|\bpolycation", re.IGNORECASE)
_CHARGE = re.compile(
    r"imperm\w*|imperméa?\w*|indiffus\w*|non[\s-](?:diffus|perm)\w*|nicht\s(?:diffus|perm)\w*|fixed|immobile|negative\scharge|polyanion|macroion"
    r"|(?:charge|carga|carica|lading)s?\s(?:négative\s|negativa\s)?(?:fixe|fija|fissa|vaste)|Festladung\w*|feste\w?\s(?:negative\w?\s)?Ladung\w*|unbewegl\w+|onbeweeg\w+|vaste\slading"
    r"|cargas?\s(?:negativas?\s)?fijas?|cariche?\s(?:negativ[ae]\s)?fiss[ae]|charges?\s(?:négatives?\s)?fixes?|\bl'anione?\b|\bthe\s(?:poly)?anions?\b|\bdas\s(?:Poly)?[aA]nion\b|\bel\sanión\b|\bprotein\w*",
    re.IGNORECASE,
)
_SALT = re.compile(
    r"\b(?:KCl|NaCl|salt|Salz\w*|sel\b|sal\b|sale\b|zout|electrolyte|Elektrolyt\w*|bath|Bad\b|bain|baño|bagno|reservoir|dialysate)",
    re.IGNORECASE,
)
_CATION = re.compile(
    r"\bcations?\b|\bKation|\bcatione?|\bkation|potass|sodium|Kalium|Natrium|potasio|sodio|\[?\b(?:K|Na)(?:\^?\+|\])",
    re.IGNORECASE,
)
_ANION = re.compile(r"\banions?\b|\bAnion|\banione?s?\b|chlor|clor[uo]|\[?\bCl(?:\^?-|\]|\b)", re.IGNORECASE)
_VOLTAGE = re.compile(
    r"Donnan|potent|potenz|voltage|Spannung|tension|tensión|spanning|settles|\b[EVU]_?\w{0,3}\s?[-=]|mV",
    re.IGNORECASE,
)
_FILLED = re.compile(
    r"^\s?(?:(?:of|de|di|von|van|an|aan|à)\s(?=\w))?(?:(?:an?|une?|una|eine[rsn]?|een|monovalent\w*|net|univalent\w*)\s)*(?:d'|l')?"
)
_BESIDE = re.compile(r"\s?(?:of\s|de\s|di\s|von\s|an\s|d')?\[?[A-Za-zÀ-ÿ]{1,12}\^?[+\-]?\]?")
_PAIRS = 4  # charges and salts that are tried
_SHARP = 0.011
_DIGITS = 2
_CHANCE = 0.06
_SPREAD = 0.1  # V, of Donnan potentials
_USUAL = (293.15, 295.15, 298.15, 310.15)
_NONE: Index[Number] = index(())


@dataclass(frozen=True, slots=True)
class _Pair:
    """An impermeant charge and the salt outside, in mol/m3."""

    charge: Stated
    salt: Stated

    def inside(self, valence: float) -> float:
        """The concentration inside of a cation or an anion of the salt."""
        half = 0.5 * self.charge.value
        return valence * half + sqrt(half * half + self.salt.value * self.salt.value)

    def volts(self, kelvin: float) -> float:
        """The potential inside."""
        return evaluate(LAW.name, {"X": self.charge.value, "c_out": self.salt.value, "T": kelvin})


class DonnanSearch:
    """The Donnan equilibria of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.numbers = context.by_dimension.get(CONCENTRATION, _NONE)
        known = charges_of(context)
        salts = {s.at for s in salts_of(context).items}
        self.charges = index([*known.items, *self._named(_CHARGE, {s.at for s in known.items} | salts)])
        given = {s.at for s in self.charges.items}
        self.salts = index([*salts_of(context).items, *self._named(_SALT, given | salts)])

    def _named(self, words: re.Pattern[str], taken: set[int]) -> Iterator[Stated]:
        """The concentrations with words near them, in their clause and not past another concentration."""
        for number in self.numbers.items:
            if number.start in taken or not number.usable or number.value <= 0.0:
                continue
            before, behind = self.around(number)
            stated = plain(number)
            if stated is not None and (words.search(before) or words.match(_FILLED.sub("", behind, count=1))):
                yield stated

    def around(self, number: Number) -> tuple[str, str]:
        """The words in front of a concentration and behind it, to the next ones."""
        start, end = self.context.layout.bounds(Scope.SENTENCE, number.start)
        start, end = max(start, number.start - 70), min(end, number.unit_end + 45)
        before = [n for n in self.context.numbers_in(start, number.start) if n.unit is not None]
        behind = [n for n in self.context.numbers_in(number.unit_end, end) if n.unit is not None]
        return (
            self.context.text[before[-1].unit_end if before else start : number.start],
            self.context.text[number.unit_end : behind[0].start if behind else end],
        )

    def pairs(self, at: int) -> list[_Pair]:
        """The charges and salts stated before a place in its section, the last ones first."""
        low, _ = self.context.layout.bounds(Scope.SECTION, at)
        _, end = self.context.layout.bounds(Scope.SENTENCE, at)
        charges, salts = (
            sorted(
                (s for s in known.within(low, end, around=at) if s.at != at),
                key=lambda s: (s.at > at, abs(s.at - at)),
            )
            for known in (self.charges, self.salts)
        )
        firsts = [list({s.value: s for s in reversed(found)}.values())[::-1] for found in (charges, salts)]
        return [_Pair(charge, salt) for charge in firsts[0][:_PAIRS] for salt in firsts[1][:_PAIRS]]

    def valences(self, number: Number) -> list[float]:
        """What the words at a concentration name: 1 a cation, -1 an anion; both where they name none."""
        before, behind = self.around(number)
        behind = re.split(r"[,;.]|\sand\s|\sund\s|\set\s|\sy\s|\se\s", behind, maxsplit=1)[0]
        beside = _BESIDE.match(behind)
        for text in (beside.group() if beside is not None else "", before[-30:], behind, before):
            named = [z for z, word in ((1.0, _CATION), (-1.0, _ANION)) if word.search(text)]
            if len(named) == 1:
                return named
        return [1.0, -1.0]


def _edges(number: Number) -> tuple[float, float]:
    if number.unit is None:
        return 0.0, 0.0
    low, high = sorted(number.unit.to_si(edge) for edge in interval_of(number))
    return low - 1e-9 * abs(low), high + 1e-9 * abs(high)


def _given(context: Context, pair: _Pair, at: int) -> tuple[tuple[Input, Input], Scope]:
    scope = max(context.layout.distance(at, s.at) for s in (pair.charge, pair.salt))
    return (pair.charge.given("X", scope), pair.salt.given("c_out", scope)), scope


def _concentration(context: Context, number: Number, pair: _Pair, valence: float, firm: bool) -> Claim:
    (charge, salt), scope = _given(context, pair, number.start)
    volts = pair.volts(INDEPENDENT.value)
    text = f"{volts * 1e3:.4g} mV at 25 °C, the Donnan potential with X = {charge.text}"
    potential = Input("E", text, volts, volts * 1e3, Unit("mV", 1e-3, POTENTIAL))
    sort = "anion" if valence < 0.0 else "cation"
    z = Input("z", f"{valence:g}", valence, valence, Unit("1", 1.0, (0, 0, 0, 0, 0, 0, 0)), "context")
    unit = number.unit or salt.unit
    reach = min(scope, Scope.BLOCK) if firm else scope
    return Claim(
        LAW.rule, "nernst", f"c_in({sort})", number, unit, (salt, z, potential), INDEPENDENT,
        reach=reach, firm=firm, solved="c_in",
    )  # fmt: skip


def _concentrations(search: DonnanSearch) -> Iterator[Claim]:
    """Yield the concentrations inside that a Donnan equilibrium gives."""
    context = search.context
    given = {s.at for s in (*search.charges.items, *search.salts.items)}
    for number in search.numbers.items:
        if number.start in given or not number.usable or number.value <= 0.0 or is_quoted(context, number):
            continue
        pairs = search.pairs(number.start)
        valences = search.valences(number)
        low, high = _edges(number)
        wide = (high - low) / high
        if not pairs or wide > 0.08 or is_found(context, number):
            continue
        sets = [(pair, z) for pair in pairs for z in valences]
        fits = [(pair, z) for pair, z in sets if low <= pair.inside(z) <= high]
        if fits and len(sets) * wide <= 4.0 * _CHANCE:
            yield _concentration(context, number, *fits[0], False)
        elif not fits and len(valences) == 1 and number.hedge is None:
            pair, z = pairs[0], valences[0]
            if any(low <= value <= high for value in _wrong(pair, z)):
                yield _concentration(context, number, pair, z, True)


def _wrong(pair: _Pair, valence: float) -> Iterator[float]:
    """What usual slips make of a concentration inside."""
    charge, salt = pair.charge.value, pair.salt.value
    cation, anion = pair.inside(1.0), pair.inside(-1.0)
    yield anion if valence > 0.0 else cation
    yield cation - salt if valence < 0.0 else salt + charge
    yield abs(salt - charge)
    yield pair.inside(valence) * 10.0
    yield pair.inside(valence) / 10.0
    full = sqrt(charge * charge + salt * salt)
    yield charge + full if valence > 0.0 else full - charge


def _potentials(search: DonnanSearch) -> Iterator[Claim]:
    """Yield the Donnan potentials."""
    context = search.context
    right: list[Number] = []
    for number in context.by_dimension.get(POTENTIAL, _NONE).items:
        pairs = search.pairs(number.start) if _may_be_potential(context, number) else []
        if not pairs:
            continue
        low, high = _edges(number)
        found, tried = _agreeing(context, number, pairs)
        if found is not None and tried * (high - low) / _SPREAD <= _CHANCE:
            right.append(number)
            yield found
        elif found is None and number.hedge is None and _is_named(context, number):
            claim = _claim(context, number, pairs[0], True)
            if _is_slip(claim, pairs[0], low, high, right):
                yield claim


def _may_be_potential(context: Context, number: Number) -> bool:
    """Whether a number may be a Donnan potential: no prefactor, not measured, and words for one near it."""
    if context.is_prefactor(number) or is_quoted(context, number) or is_found(context, number):
        return False
    start, _ = context.layout.bounds(Scope.BLOCK, number.start)
    return _VOLTAGE.search(context.text, max(start, number.start - 160), number.unit_end) is not None


def _agreeing(context: Context, number: Number, pairs: list[_Pair]) -> tuple[Claim | None, int]:
    """The first pair whose potential a number is, and how many were tried."""
    low, high = _edges(number)
    tried = 0
    for pair in pairs:
        claim = _claim(context, number, pair, False)
        kelvins = [claim.temperature.value] if claim.temperature is not None else list(_USUAL)
        tried += len(kelvins)
        if any(low <= pair.volts(t) <= high for t in kelvins):
            return claim, tried
    return None, tried


_NAMED = re.compile(
    r"Donnan|potential\sdifference|différence\sde\spotentiel|diferencia\sde\spotencial|differenza\sdi\spotenziale|Potentialdifferenz|settles|\binside\b|interior"
    r"|membrane\spotential|\b[EVU]_?(?:D|Don\w*|[12i])\b",
    re.IGNORECASE,
)


_OTHER_WAY = re.compile(
    r"(?:potential|voltage)\sof\sthe\s(?:outside|bath|salt|reservoir)|seen\sfrom|(?:relative|respect)\sto\sthe\s(?:inside|gel|cell)|revers\w+|outside\sminus|other\sway",
    re.IGNORECASE,
)


def _is_named(context: Context, number: Number) -> bool:
    """Whether words call a number the potential inside, and do not turn it round."""
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    if _OTHER_WAY.search(context.text, max(start, number.start - 160), number.start):
        return False
    return _NAMED.search(context.text, max(start, number.start - 120), number.start) is not None


def _claim(context: Context, number: Number, pair: _Pair, firm: bool) -> Claim:
    inputs, scope = _given(context, pair, number.start)
    unit = number.unit or Unit("mV", 1e-3, POTENTIAL)
    claim = make_claim(context, LAW, number, unit, inputs, firm)
    return replace(claim, reach=min(scope, Scope.BLOCK) if firm else scope, symbolic=firm)


def _is_slip(claim: Claim, pair: _Pair, low: float, high: float, right: list[Number]) -> bool:
    """Whether a usual slip in the potential of a pair gives a number's digits."""
    if claim.temperature is None:
        return False
    kelvin = claim.temperature.value
    volts = pair.volts(kelvin)
    ratio = log(10.0)
    halved, doubled = (
        _Pair(replace(pair.charge, value=factor * pair.charge.value), pair.salt).volts(kelvin)
        for factor in (0.5, 2.0)
    )
    values = [10.0 * volts, 0.1 * volts, volts / ratio, volts * ratio, doubled]
    values += [2.0 * halved] if right else []
    if claim.number.sign == "+" or low > 0.0:
        values.append(-volts)
    return any(low <= value <= high for value in values)


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the concentrations and potentials of Donnan equilibria of a negative fixed charge."""
    context = facts.context
    if not context.holds(_DONNAN) or context.holds(_POSITIVE):
        return
    search = DonnanSearch(context)
    if search.charges.items and search.salts.items:
        yield from _concentrations(search)
        yield from _potentials(search)
