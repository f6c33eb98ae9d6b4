"""What a turn of a pump or an exchanger costs: the sum over its ions of n (RT ln(c_to/c_from) + zF ΔV).

``3 Na+ out and 2 K+ in``, ``(3 Na+ in, 1 Ca2+ out)``: the sentence, or what stands above it, says which ions
move, how many, and which way; concentrations, potential and temperature are those that the text states.
A sum may agree; it is called wrong where a slip in one of its ions gives its digits.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nernstian.audit.binding import find_pair
from nernstian.audit.claims import rows
from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound, bind_temperature
from nernstian.audit.claims.coupling import find_couplings
from nernstian.audit.claims.energy_path import voltage_at
from nernstian.audit.claims.energy_sums import LAW
from nernstian.audit.claims.molar import molar_energies
from nernstian.audit.claims.roles import INDEPENDENT
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC, evaluate
from nernstian.audit.ions import VALENCE, ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import Unit

_COUNTS = {
    "one": 1, "a": 1, "an": 1, "each": 1, "single": 1, "two": 2, "three": 3, "four": 4, "ein": 1, "eine": 1, "zwei": 2, "drei": 3,
    "un": 1, "une": 1, "deux": 2, "trois": 3, "dos": 2, "tres": 3, "uno": 1, "una": 1, "due": 2, "tre": 3, "twee": 2, "drie": 3,
}  # fmt: skip
_COUNT = rf"(?<![\w.,/+^-])(?P<n>[1-4]|{'|'.join(_COUNTS)})\s?"
_ION = r"(?P<ion>(?:Na|K|Ca|H|Cl|Mg)(?:\^?\d?\+|\^?-)?|sodium|potassium|calcium|protons?|chloride|Natrium|Kalium|Kalzium|sodio|potasio|potassio|calcio)(?:s|\sions?|-Ionen|ionen)?(?![A-Za-z])"
_WAY = r"(?P<way>out(?:wards?|side)?|in(?:to|wards?|side)?|hinaus|heraus|hinein|herein|nach\saußen|nach\sinnen|dehors|dedans|fuera|dentro|fuori|buiten|binnen)\b"
_MOVE = re.compile(rf"{_COUNT}{_ION}(?:[^.;,\d]{{0,24}}?\s{_WAY})?", re.IGNORECASE)
_OUTWARD = re.compile(r"out|hinaus|heraus|außen|dehors|fuera|fuori|buiten", re.IGNORECASE)
_PUMP = re.compile(r"(?:pump|pumpe|pomp|pompe|bomba|pompa)\b|ATPase", re.IGNORECASE)
_EXCHANGER = re.compile(
    r"exchang|\bNCX\w?\b|antiport|Austausch|échangeur|intercambiador|scambiatore|wisselaar", re.IGNORECASE
)
_SUM = re.compile(
    r"\b(?:turn|cycle|net|in\sall|altogether|together|total\w*|sum|cost\w*|needs?|takes?|spends?|work|balance|left|remain\w*|surplus|make|Umlauf|Zyklus|Bilanz"
    r"|insgesamt|kost\w*|brauch\w*|tour|coût\w*|bilan|ciclo|vuelta|cuest\w*|giro|cyclus|gains?|releas\w+|yields?|ΔG|exchang\w+)\b",
    re.IGNORECASE,
)
_TURN_OF_PUMP = re.compile(
    r"\b(?:turn|cycle|Umlauf|Zyklus|tour|ciclo|giro|cyclus|per\sATP)\b[^.;\d]{0,40}\b(?:Na/K|Na\^?\+/K\^?\+|sodium|Natrium|sodio|natrium)\W?\w{0,9}[-\s]?(?:pump\w*|ATPase|pomp\w*|pompe|bomba|pompa)"
    r"|\b(?:sodium|Na/K|Na\^?\+/K\^?\+|Natrium|natrium)[-\s]?(?:pump\w*|ATPase|pomp\w*)\b[^.;\d]{0,60}\b(?:turn|cycle|Umlauf|Zyklus|cyclus|ATP)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:per|for|of)\s(?:each|the\s(?:two|three)|one|every|mole\sof|ion)\b[^.;,\d]{0,12}$|\bATP\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_REACH = 1500


@dataclass(frozen=True, slots=True)
class _Move:
    """So many ions of a kind that move: ``way`` is 1 into the cell, -1 out of it, 0 where it is not said."""

    ion: str
    count: int
    way: int


def _moves_in(text: str) -> list[_Move]:
    found: dict[str, _Move] = {}
    for match in _MOVE.finditer(text):
        ion = "H" if match["ion"][:1] == "H" else ion_of(match["ion"])
        printed = match["n"].lower()
        if ion is None:
            continue
        way = 0 if match["way"] is None else -1 if _OUTWARD.search(match["way"]) else 1
        move = _Move(ion, _COUNTS.get(printed) or int(printed), way)
        known = found.get(ion)
        if known is not None and known.count != move.count:
            return []  # of the whole cycle, or of a part of it
        if known is None or not known.way:
            found[ion] = move
    return list(found.values())


def _directed(moves: list[_Move], text: str) -> list[_Move]:
    """The moves with their directions: as printed, opposite to the other's, or those of the carrier."""
    ways = [move.way for move in moves]
    if all(ways):
        return moves
    if _EXCHANGER.search(text) and any(ways):
        other = -next(way for way in ways if way)
        return [replace(move, way=move.way or other) for move in moves]
    if {move.ion for move in moves} == {"Na", "K"} and _PUMP.search(text) and not any(ways):
        return [replace(move, way=-1 if move.ion == "Na" else 1) for move in moves]
    return []


def _cycle(context: Context, number: Number) -> list[_Move]:
    """The two ions of the narrowest scope that tells how many of both move, and which way."""
    for scope in (Scope.SENTENCE, Scope.BLOCK, Scope.GROUP, Scope.SECTION):
        start, end = context.layout.bounds(scope, number.start)
        end = min(end, number.unit_end + 200) if scope == Scope.SENTENCE else number.start
        text = context.text[max(start, number.start - _REACH) : end]
        moves = _moves_in(text)
        if len(moves) == 2:
            return _directed(moves, text)
        if len(moves) > 2:
            return []
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    text = context.text[max(start, number.start - 200) : number.unit_end]
    return list(_ORDINARY) if _TURN_OF_PUMP.search(text) and _is_ordinary(context) else []


def _is_ordinary(context: Context) -> bool:
    """Whether the sodium pump of a text moves three ions for two, or the text leaves that out."""
    return all(round(coupling.ratio, 6) == _THREE_FOR_TWO for coupling in find_couplings(context).items)


_ORDINARY = (_Move("Na", 3, -1), _Move("K", 2, 1))
_THREE_FOR_TWO = 1.5


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the moves take place in: concentrations by ion and side, potential (V), temperature (K)."""

    sides: dict[str, tuple[float, float]]
    volts: float
    kelvin: float
    words: str


def _scene(facts: Facts, number: Number, moves: list[_Move]) -> _Scene | str:
    context = facts.context
    voltage = voltage_at(context, number.start)
    temperature, _ = bind_temperature(context, number.start, number.unit_end)
    if voltage is None or voltage.unit is None or voltage.value >= 0.0:
        return "no one membrane potential is stated near it"
    if temperature is None:
        return "no one temperature is stated near it"
    sides: dict[str, tuple[float, float]] = {}
    for move in moves:
        pair = find_pair(context, facts.concentrations, move.ion, number.start)
        if isinstance(pair, str):
            return pair
        sides[move.ion] = (pair.out.value, pair.inside.value)
    shown = f"V = {voltage.value:g} {voltage.unit.text}, {temperature.text.replace('degC', '°C')}"
    return _Scene(sides, voltage.si(), temperature.value, shown)


def _worth(move: _Move, scene: _Scene, way: int, z: float) -> float:
    """The free energy of a move, per mole of turns."""
    out, inside = scene.sides[move.ion]
    ends = {"c_in": inside, "c_out": out} if move.way > 0 else {"c_in": out, "c_out": inside}
    return move.count * evaluate(LAW.name, {**ends, "V": way * scene.volts, "z": z, "T": scene.kelvin})


def _value(moves: list[_Move], scene: _Scene) -> float:
    return sum(_worth(move, scene, move.way, float(VALENCE[move.ion])) for move in moves)


def _slips(moves: list[_Move], scene: _Scene) -> Iterator[float]:
    """The sums with a slip in one ion: its valence forgotten, the sign of its electrical term, one of its sign."""
    right = [_worth(move, scene, move.way, float(VALENCE[move.ion])) for move in moves]
    for at, move in enumerate(moves):
        rest = sum(right) - right[at]
        yield rest + _worth(move, scene, -move.way, float(VALENCE[move.ion]))
        if abs(VALENCE[move.ion]) == 2:
            yield rest + _worth(move, scene, move.way, 1.0)
        if move.count > 1:
            yield rest + right[at] / move.count


def _claim(number: Number, unit: Unit, value: float, text: str, terms: int, firm: bool = False) -> Claim:
    half = 0.5 * terms * number.last_digit * unit.scale
    given = Input("value", text, value, value, DIMENSIONLESS, "context", value - half, value + half)
    unsigned = not number.sign
    return Claim(
        LAW.rule, ARITHMETIC, LAW.quantity, number, unit, (given,), INDEPENDENT, reach=Scope.SECTION, magnitude=unsigned, firm=firm,
    )  # fmt: skip


def _is_sum(context: Context, number: Number) -> bool:
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.text[max(start, number.start - 200) : number.start]
    after = context.text[number.unit_end : min(end, number.unit_end + 30)]
    return (
        _SUM.search(before) is not None
        and not _PART.search(before)
        and not after.startswith((" per ion", " for each"))
    )


def _above(context: Context, number: Number) -> str:
    start, end = context.layout.bounds(Scope.SENTENCE, number.start)
    return context.text[max(start, number.start - _REACH) : min(end, number.unit_end + 200)]


def _one(facts: Facts, number: Number, unit: Unit) -> Claim | Unbound | None:
    moves = _cycle(facts.context, number) if _is_sum(facts.context, number) else []
    if not moves:
        return None
    scene = _scene(facts, number, moves)
    if isinstance(scene, str):
        return Unbound(number, scene)
    names = " and ".join(f"{m.count} {m.ion} {'in' if m.way > 0 else 'out'}" for m in moves)
    value, text = _value(moves, scene), f"{names} at {scene.words}"
    claim = _claim(number, unit, value, text, len(moves))
    if rows.agrees(claim):
        return claim
    digits = re.sub(r"\D", "", number.text).lstrip("0")
    exact = [rows.agrees(_claim(number, unit, slip, text, 1)) for slip in _slips(moves, scene)]
    stated = moves != list(_ORDINARY) or len(_moves_in(_above(facts.context, number))) == 2
    if stated and len(digits) >= 3 and number.hedge is None and any(exact):
        return replace(claim, firm=True)
    return Unbound(number, "it is not what the ions of the cycle that the text names give")


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the free energies of the turns of pumps and exchangers of two ions."""
    context = facts.context
    if not (context.holds(_PUMP) or context.holds(_EXCHANGER)):
        return
    for number in molar_energies(context).items:
        if number.unit is not None and number.value != 0.0:
            found = _one(facts, number, number.unit)
            if found is not None:
                yield found
