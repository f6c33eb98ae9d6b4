"""Free energies of transport by search: both terms, and their sum, of the ion that a passage names.

Answers print the chemical term, the electrical one and the total each by itself, or as "5.3 + 6.8 = 12.1 kJ"
with one unit. What agrees with the concentrations and the potential of the passage is taken where few sets were
tried. A term that words name, and a total, are wrong where a usual slip gives their digits: the valence left
out of the electrical term, and the terms subtracted for added or added for subtracted.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log

from nernstian.audit.claims.base import Claim, Facts, Input, bind_temperature, concentration_input, exact
from nernstian.audit.claims.energy_path import voltage_at
from nernstian.audit.claims.energy_sums import LAW, named_ions
from nernstian.audit.claims.molar import molar_energies, molar_unit
from nernstian.audit.claims.roles import is_quoted, make_claim
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.ions import VALENCE
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index, index
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import MILLIMOLAR, POTENTIAL, Unit
from nernstian.codegen.emitted import CONSTANTS

_R, _F = CONSTANTS["R"].value, CONSTANTS["F"].value
_VOLT = Unit("V", 1.0, POTENTIAL)
_ELECTRICAL = re.compile(
    r"(?:electr\w*|elektr\w*|élect\w*|eléct\w*|elettr\w*|\bz?F\s?[Δ×·*]?\s?[VψE]\w*|membrane\spotential\scontributes)[^.;\d]{0,40}(?:[\d.,]+\s?[×·*]\s?[\d.,]+\s?=\s?)?[+-]?$",
    re.IGNORECASE,
)
_CHEMICAL = re.compile(
    r"(?:chemi\w*|chimi\w*|químic\w*|quimic\w*|concentration|konzentration\w*|RT\sln)[^.;]{0,40}$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:\btogether|altogether|\btotal\w*|\bsum\b|\bsumma?\b|in\sall|zusammen|Summe|gesamt|ensemble|somme|suma|somma|releas\w+|libera|libère|cost\w*|costs|cuesta|coûte|kostet|needs?|=)[^.;\d]{0,30}[+-]?$",
    re.IGNORECASE,
)
_NAMED_TOTAL = re.compile(
    r"(?:\btogether|altogether|\btotal\w*|\bsum\b|in\sall|zusammen|Summe|gesamt|ensemble|somme|suma|somma|releas\w+|libera|libère)[^.;\d]{0,24}[+-]?$",
    re.IGNORECASE,
)
_PER_CHARGE = re.compile(
    r"\bper\s(?:\w+\s)?charge|\b(?:one|single|unit|elementary)\s(?:\w+\s)?charge|monovalent|univalent|einwertig|each\scharge|pro\sLadung|par\scharge|por\scarga|per\scarica",
    re.IGNORECASE,
)
_LEAF = re.compile(r"\s?[+\-]\s?[\d.,]+\s?=\s?[+-]?[\d.,]+\s?k(?:J|cal)|\s?=\s?[+-]?[\d.,]+\s?k(?:J|cal)")
_VALUES = 4  # pairs of concentrations that are tried
_MANY = 12
_NOTHING: Index[Concentration] = index(())
_CHANCE = 0.08
_DECADES = 3.0  # powers of e, over which energies are spread
_BEFORE = 90


@dataclass(frozen=True, slots=True)
class _Path:
    """An ion with both concentrations, a potential and a temperature; ``sign`` is 1 into the cell."""

    ion: str
    out: Concentration
    inside: Concentration
    volts: Input
    kelvin: float

    @property
    def chemical(self) -> float:
        """The chemical term into the cell, in J/mol."""
        return _R * self.kelvin * log(self.inside.value / self.out.value)

    def electrical(self, valence: float) -> float:
        """The electrical term into the cell, in J/mol."""
        return valence * _F * self.volts.value

    @property
    def z(self) -> float:
        """The valence of the ion."""
        return float(VALENCE[self.ion])


class EnergySearch:
    """The free energies of one document."""

    def __init__(self, facts: Facts) -> None:
        self.context = facts.context
        found: dict[tuple[str, str], list[Concentration]] = {}
        for stated in facts.concentrations.all.items:
            if not stated.blocked and stated.number is not None and stated.value > 0.0:
                found.setdefault((stated.ion, stated.side), []).append(stated)
        self.stated = {key: index(same) for key, same in found.items()}

    def ion(self, number: Number) -> str | None:
        """The one ion that the words before a number name, in its sentence or farther up."""
        for scope in (Scope.SENTENCE, Scope.BLOCK, Scope.GROUP):
            start, _ = self.context.layout.bounds(scope, number.start)
            near = self.context.ions.within(max(start, number.start - 300), number.start)
            ions = named_ions(self.context, max(start, number.start - 300), number.start)
            if ions:
                return near[-1].ion if near and near[-1].ion in ions else None
        asked = self.context.layout.answers.question(number.start)
        ions = named_ions(self.context, *asked) if asked is not None else set()
        return ions.pop() if len(ions) == 1 else None

    def paths(self, number: Number) -> list[_Path]:
        """The paths of the ion of a number with the nearest concentrations and potential."""
        ion = self.ion(number)
        voltage = voltage_at(self.context, number.start) if ion is not None else None
        temperature, _ = bind_temperature(self.context, number.start, number.unit_end)
        if ion is None or voltage is None or voltage.unit is None or temperature is None:
            return []
        value = voltage.si()
        volts = Input(
            "V", f"{voltage.value:g} {voltage.unit.text}", value, voltage.value, voltage.unit, "context",
            number=voltage,
        )  # fmt: skip
        return [
            _Path(ion, out, inside, volts, temperature.value)
            for out, inside in self._pairs(ion, number.start)
            if out.value != inside.value
        ]

    def _pairs(self, ion: str, at: int) -> list[tuple[Concentration, Concentration]]:
        """The concentrations outside that were stated last, each with the one inside that stands nearest to it."""
        outside, inside = self._stated(ion, "out", at), self._stated(ion, "in", at)
        if not inside:
            return []
        made = [(out, min(inside, key=lambda c: abs(c.at - out.at))) for out in outside]
        return list({(out.value, within.value): (out, within) for out, within in reversed(made)}.values())[
            ::-1
        ][:_VALUES]

    def _stated(self, ion: str, side: str, at: int) -> list[Concentration]:
        """The concentrations of an ion on one side in front of a place, the last ones first."""
        known = self.stated.get((ion, side), _NOTHING)
        return list(reversed(known.within(0, at, around=at)))[:_MANY]

    def claim(self, number: Number, unit: Unit, path: _Path, kind: str, sign: float, firm: bool) -> Claim:
        """The claim that a number is a term of a path, or the total; out of the cell where ``sign`` is -1."""
        reach = Scope.GROUP
        ends = (path.inside, path.out) if sign > 0.0 else (path.out, path.inside)
        volts = sign * path.volts.value
        printed = sign * path.volts.printed
        potential = replace(
            path.volts,
            text=f"{printed:g} {path.volts.unit.text}",
            value=volts,
            low=volts,
            high=volts,
            printed=printed,
        )
        if kind == "chemical":
            potential = Input("V", "0 V", 0.0, 0.0, _VOLT, "default")
        one = Input("c_in", "1 mM", 1.0, 1.0, MILLIMOLAR, "default")
        concentrations = (
            (one, replace(one, name="c_out"))
            if kind == "electrical"
            else (concentration_input("c_in", ends[0], reach), concentration_input("c_out", ends[1], reach))
        )
        inputs = (potential, *concentrations, exact("z", path.z, "context"))
        made = make_claim(self.context, LAW, number, unit, inputs, firm, magnitude=not number.sign or firm)
        return replace(made, reach=Scope.BLOCK if firm else reach)

    def kinds(self, number: Number) -> list[str]:
        """What a number is called; each of the terms and the total where it is called nothing."""
        before = self._before(number)
        if _ELECTRICAL.search(before):
            return ["electrical"]
        if _CHEMICAL.search(before):
            return ["chemical"]
        if _NAMED_TOTAL.search(before):
            return ["total"]
        # without a sign, and where no words say so, a total may be that of the other way
        return ["chemical", "electrical", *(["total"] if number.sign else [])]

    def _before(self, number: Number) -> str:
        start, _ = self.context.layout.bounds(Scope.SENTENCE, number.start)
        start = max(start, number.start - _BEFORE)
        earlier = molar_energies(self.context).within(start, number.start)
        return self.context.text[earlier[-1].unit_end if earlier else start : number.start]

    def agreeing(self, number: Number, unit: Unit, bare: bool) -> Claim | None:
        """The term that a number is, if few were tried; one without a unit is no total."""
        low, high = sorted(abs(unit.to_si(edge)) for edge in interval_of(number))
        tried = 0
        for path in self.paths(number):
            for kind in self.kinds(number)[: 2 if bare else 3]:
                tried += 1
                value = _value(path, kind)
                if low <= abs(value) * (1.0 + 1e-9) and abs(value) * (1.0 - 1e-9) <= high:
                    sign = -1.0 if number.value * value < 0.0 else 1.0
                    close = tried * (high - low) / (abs(value) * _DECADES) <= _CHANCE
                    return self.claim(number, unit, path, kind, sign, False) if close else None
        return None

    def slipped(self, number: Number, unit: Unit) -> Claim | None:
        """The named term, or the total, of the only path, where a slip gives a number's digits."""
        paths, kinds = self.paths(number), self.kinds(number)
        if len(paths) > 1:  # the one whose chemical term stands beside it
            paths = [path for path in paths if self._is_printed(number, path.chemical)]
        if len(paths) != 1 or len(kinds) != 1 or number.hedge is not None or kinds == ["chemical"]:
            return None
        path, (kind,) = paths[0], kinds
        start, end = self.context.layout.bounds(Scope.SENTENCE, number.start)
        if _PER_CHARGE.search(self.context.text, start, end):
            return None
        low, high = sorted(abs(unit.to_si(edge)) for edge in interval_of(number))
        trusted = kind == "electrical" or path.volts.value < 0.0  # "F × 0.070 V" leaves out the sign
        if low <= abs(_value(path, kind)) <= high or not trusted:
            return None
        for value in _slips(path, kind):
            slack = 0.005 * value  # terms that were rounded before they were added
            if low - slack <= value <= high + slack:
                given = _released(self._before(number), number)
                sign = 1.0 if given.value * _value(path, kind) > 0.0 else -1.0
                return self.claim(given, unit, path, kind, sign, True)
        return None

    def _is_printed(self, number: Number, value: float) -> bool:
        """Whether the sentence of a number holds an energy of this magnitude."""
        start, _ = self.context.layout.bounds(Scope.SENTENCE, number.start)
        near = molar_energies(self.context).within(max(start, number.start - 200), number.start)
        return any(
            n.unit is not None
            and min(map(abs, map(n.unit.to_si, interval_of(n))))
            <= abs(value)
            <= max(map(abs, map(n.unit.to_si, interval_of(n))))
            for n in near
        )


_RELEASED = re.compile(r"(?:releas\w+|libera\w*|libère\w*|frei\w*)[^.;\d]{0,24}$", re.IGNORECASE)


def _released(before: str, number: Number) -> Number:
    """A number that is released is negative."""
    if number.sign or not _RELEASED.search(before):
        return number
    return replace(number, value=-number.value, sign="-")


def _value(path: _Path, kind: str) -> float:
    """A term, or the total, into the cell."""
    if kind == "chemical":
        return path.chemical
    electrical = path.electrical(path.z)
    return electrical if kind == "electrical" else path.chemical + electrical


def _slips(path: _Path, kind: str) -> Iterator[float]:
    """What usual slips make of a term or a total, as magnitudes."""
    if kind == "electrical":
        if abs(path.z) != 1.0:
            yield abs(path.electrical(1.0))
        return
    yield abs(path.chemical - path.electrical(path.z))
    if abs(path.z) != 1.0:
        yield abs(path.chemical + path.electrical(path.z / abs(path.z)))


def _energies(context: Context) -> Iterator[tuple[Number, Unit, bool]]:
    """The energies of a text, and the terms of printed sums that take their unit from the result."""
    for number in molar_energies(context).items:
        if number.unit is not None:
            yield number, number.unit, False
    for number in context.numbers:
        if number.unit is None and number.usable and "." in number.text.replace(",", "."):
            leaf = _LEAF.match(context.text, number.end)
            if leaf is None:
                continue
            result = context.numbers_in(leaf.end() - 14, leaf.end())
            unit = molar_unit(context, result[-1]) if result else None
            if unit is not None:
                yield replace(number, unit=unit), unit, True


def _has_energies(context: Context) -> bool:
    return bool(molar_energies(context).items)


def recognise_slips(facts: Facts) -> Iterator[Claim]:
    """Yield the terms and totals whose digits a usual slip gives."""
    if not _has_energies(facts.context):
        return
    search = EnergySearch(facts)
    for number in molar_energies(facts.context).items:
        if number.unit is not None and not is_quoted(facts.context, number):
            found = search.slipped(number, number.unit)
            if found is not None:
                yield found


def recognise(facts: Facts) -> Iterator[Claim]:
    """Yield the terms and totals that agree with the path that is named."""
    if not _has_energies(facts.context):
        return
    search = EnergySearch(facts)
    for number, unit, bare in _energies(facts.context):
        found = search.agreeing(number, unit, bare)
        if found is not None:
            yield found
