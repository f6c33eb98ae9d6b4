"""Damaged numbers of a chain: what they must have been, where exactly one repair satisfies the chain.

From the size of a cell follow its area and volume, from these its capacitance, the current that charges it,
the ions that carry it, and what they do to a concentration. A number that lost its power of ten is never
wrong: it is unreadable, and if the numbers around it leave it one value, that value is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import log10, nan, pi

from nernstian.audit.chain import Reading, Relation, repaired
from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Settled, Unbound
from nernstian.audit.claims.chain_facts import LITERAL, NAMES, Token, same_digits, token_of
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.units import AREA, CONCENTRATION, POTENTIAL, SPECIFIC_CAPACITANCE, TIME, VOLUME, Unit
from nernstian.codegen.emitted import CONSTANTS

RULE = "NE142"
_E, _AVOGADRO = CONSTANTS["e"].value, CONSTANTS["N_A"].value
_REACH = 3000  # a chain is broken where no damaged number stands for so many characters
_INPUTS = 0.003  # what rounded constants and inputs may add
_LITRE, _MOLAR = Unit("L", 1e-3, VOLUME), Unit("mol/L", 1e3, CONCENTRATION)
_BASE = {
    "A": Unit("m2", 1.0, AREA), "V": Unit("m3", 1.0, VOLUME), "I": Unit("A", 1.0, (0, 0, 0, 1, 0, 0, 0)),
    "dc": _MOLAR, "e": Unit("1/C", 1.0, (0, 0, -1, -1, 0, 0, 0)),
    "N_A": Unit("1/mol", 1.0, (0, 0, 0, 0, 0, -1, 0)), "Q": Unit("C", 1.0, (0, 0, 1, 1, 0, 0, 0)),
}  # fmt: skip
_SHOWN = _BASE | {
    "c_m": Unit("F/m2", 1.0, SPECIFIC_CAPACITANCE), "dV": Unit("V", 1.0, POTENTIAL),
    "dt": Unit("s", 1.0, TIME),
}  # fmt: skip
_Found = dict[str, Reading | None]
#: The laws of the chain: powers of the quantities, and a constant; their product is 1.
_LAWS: tuple[tuple[tuple[tuple[str, int], ...], float], ...] = (
    ((("I", 1), ("c_m", -1), ("A", -1), ("dV", -1), ("dt", 1)), 1.0),
    ((("n", 1), ("c_m", -1), ("A", -1), ("dV", -1)), _E),
    ((("n", 1), ("I", -1), ("dt", -1)), _E),
    ((("Q", 1), ("I", -1), ("dt", -1)), 1.0),
    ((("n", 1), ("Q", -1)), _E),
    ((("dc", 1), ("V", 1), ("n", -1)), _AVOGADRO),
    ((("e", 1),), _E),
    ((("N_A", 1),), 1.0 / _AVOGADRO),
)
_MAY_LOSE = frozenset({"A", "V", "e", "N_A"})  # parts whose power of ten may be lost without a trace
_OPERANDS = re.compile(r"[^=;\n]{0,150}$")
_LOST_FRACTION = re.compile(r"\\[dt]?frac(?!\s*[{\d])")


@dataclass(frozen=True, slots=True)
class _Chain:
    """The numbers of one chain, with the units that lost ones are taken to have had."""

    tokens: tuple[Token, ...]
    litres: bool
    unknown: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    def base(self, token: Token) -> Unit:
        """Return the unit of a token without one."""
        return _LITRE if token.part == "V" and self.litres else _BASE.get(token.part, DIMENSIONLESS)

    def of(self, part: str) -> list[Token]:
        """Return the tokens of a part."""
        return [token for token in self.tokens if token.part == part]


def recognise_repaired(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the numbers that lost their power of ten and have exactly one repair."""
    for chain, found in _solved(facts.context):
        for token in chain.tokens:
            reading = found.get(token.name)
            if reading is None or reading.shown == LITERAL:
                continue
            if token.damaged or token.bare or _is_lost(chain, token, reading):
                yield _unreadable(facts.context, chain, token, found)


def recognise_rest(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the damaged numbers that nothing repairs, and the intact ones that a repaired chain confirms."""
    context = facts.context
    for chain, found in _solved(context):
        yield from _confirmed(chain, found)
        for token in chain.tokens:
            if found.get(token.name) is None and _is_unread(context, token):
                yield _unreadable(context, chain, token, found)


def _solved(context: Context) -> Iterator[tuple[_Chain, _Found]]:
    """Each chain of the text with what could be read of it; nothing where no number is damaged."""
    if not any(number.damage for number in context.numbers):
        return
    for tokens in _chains(context):
        litres = any(t.part == "V" and t.unit and t.unit.text.endswith(("L", "l")) for t in tokens)
        chain = _Chain(tokens, litres)
        _fill(chain)
        _adopt(chain, repaired(chain.unknown, chain.relations))
        _printed_products(context, chain)
        yield chain, repaired(chain.unknown, chain.relations)


def _is_unread(context: Context, token: Token) -> bool:
    """Whether a number cannot be read as it stands; "3 × 1012" may be, where nothing says what it is."""
    number = token.number
    symbolic = context.text[number.end : number.end + 1].isalpha()  # 10^n
    sure = not token.flattened and not number.text.lstrip("+- ").startswith("10")
    return token.damaged and not symbolic and (token.part != "" or sure)


def _is_lost(chain: _Chain, token: Token, reading: Reading) -> bool:
    """Whether a number without a mark of damage must have lost its power of ten."""
    literal = (token.unit or chain.base(token)).to_si(token.digits)
    return token.part in _MAY_LOSE and not 0.5 < reading.value / literal < 2.0


def _chains(context: Context) -> Iterator[tuple[Token, ...]]:
    """The numbers around each run of damaged ones."""
    damaged = [number.start for number in context.numbers if number.damage]
    runs: list[list[int]] = []
    for at in damaged:
        near = runs and at - runs[-1][-1] <= _REACH and (
            context.layout.distance(runs[-1][-1], at) <= Scope.SECTION
        )  # fmt: skip
        if near:
            runs[-1].append(at)
        else:
            runs.append([at])
    for run in runs:
        low, _ = context.layout.bounds(Scope.SECTION, run[0])
        _, high = context.layout.bounds(Scope.SECTION, run[-1])
        around = context.numbers_in(max(low, run[0] - 1500), min(high, run[-1] + 1500))[:200]
        yield tuple(token for number in around if (token := token_of(context, number)) is not None)


def _fill(chain: _Chain) -> None:
    """Name the quantities of the chain and the laws between them."""
    for token in chain.tokens:
        chain.unknown[token.name] = token.readings(chain.base(token), token.part in _MAY_LOSE)
    geometry = _geometry(chain)
    for part in ("A", "V"):
        for token in chain.of(part) if geometry[part] else ():
            chain.unknown[f"{part}:geometry"] = geometry[part]
            chain.relations.append(Relation(((token.name, 1), (f"{part}:geometry", -1)), 1.0, _INPUTS))
    variables = {part: _variable(chain, part) for part in ("I", "c_m", "A", "dV", "dt", "n", "Q", "dc", "V")}
    for terms, constant in _LAWS:
        for part, _ in terms:
            if part in ("e", "N_A"):
                chain.relations.extend(Relation(((t.name, 1),), constant, _INPUTS) for t in chain.of(part))
        named = [(variables.get(part), power) for part, power in terms]
        if all(name is not None for name, _ in named):
            bound = tuple((name, power) for name, power in named if name is not None)
            chain.relations.append(Relation(bound, constant, _INPUTS))


def _variable(chain: _Chain, part: str) -> str | None:
    """The one variable of a quantity: its damaged token, else all values that are printed for it."""
    tokens = chain.of(part)
    intact = [t for t in tokens if not (t.damaged or t.bare) and part not in _MAY_LOSE]
    unsure = [t for t in tokens if t not in intact]
    for token in unsure:
        peers = [t for t in intact if same_digits(t, token)]
        if peers:
            values = tuple(r for t in peers for r in t.readings(chain.base(t), False))
            chain.unknown[f"{token.name}:peers"] = values
            chain.relations.append(Relation(((token.name, 1), (f"{token.name}:peers", -1)), 1.0, 1e-9))
    for token in unsure[1:]:
        if same_digits(token, unsure[0]):
            chain.relations.append(Relation(((token.name, 1), (unsure[0].name, -1)), 1.0, 1e-9))
    if unsure:
        return unsure[0].name if all(same_digits(t, unsure[0]) for t in unsure) else None
    if not intact or len(intact) > 6:
        return None
    readings = {r.value: r for t in intact for r in t.readings(chain.base(t), False)}
    chain.unknown[part] = tuple(readings.values())
    return part


def _geometry(chain: _Chain) -> dict[str, tuple[Reading, ...]]:
    """Areas and volumes of the cylinder or the sphere that the text gives the size of."""
    sizes = {part: {t.unit.to_si(t.digits) for t in chain.of(part) if t.unit} for part in ("r", "L")}
    areas: list[Reading] = []
    volumes: list[Reading] = []
    for r in sorted(sizes["r"])[:3]:
        for length in sorted(sizes["L"])[:3]:
            areas.append(Reading(2.0 * pi * r * (r + length), _INPUTS, " of a closed cylinder"))
            areas.append(Reading(2.0 * pi * r * length, _INPUTS, " of a cylinder's side"))
            volumes.append(Reading(pi * r * r * length, _INPUTS, " of a cylinder"))
        if not sizes["L"]:
            areas.append(Reading(4.0 * pi * r * r, _INPUTS, " of a sphere"))
            volumes.append(Reading(4.0 / 3.0 * pi * r**3, _INPUTS, " of a sphere"))
    return {"A": tuple(areas), "V": tuple(volumes)}


def _adopt(chain: _Chain, found: _Found) -> None:
    """A damaged number of no stated part has the value of one that is read and has its digits."""
    for token in chain.tokens:
        if not token.damaged or token.part:
            continue
        peers = [t for t in chain.tokens if t.part and same_digits(t, token) and t.part != "c"]
        read = [(found.get(peer.name), chain.base(peer).scale) for peer in peers]
        # in equations values stand in units without prefixes
        values = {reading.value / scale for reading, scale in read if reading is not None}
        if values:
            fits = [r for r in token.readings(DIMENSIONLESS, True) if any(_near(r, v, token) for v in values)]
            chain.unknown[token.name] = tuple(fits) or chain.unknown[token.name]


def _near(reading: Reading, value: float, token: Token) -> bool:
    return abs(reading.value / value - 1.0) <= 2.0 * token.spread + 1e-6


def _printed_products(context: Context, chain: _Chain) -> None:
    """Printed products are relations between the numbers as they stand: ``(3.3×10^)(0.002) = 6.6×10^``."""
    known = {token.number.start: token for token in chain.tokens}
    for token in chain.tokens:
        operands = _operands(context, token)
        if operands is None:
            continue
        terms: list[tuple[str, int]] = [(token.name, 1)]
        constant, spread = 1.0 / chain.base(token).scale, _INPUTS
        for number in operands:
            operand = known.get(number.start)
            if operand is not None and operand.damaged:
                terms.append((operand.name, -1))
                constant *= chain.base(operand).scale if operand.part else 1.0
            elif number.usable and number.value > 0.0:
                constant /= number.si()
                spread += 0.5 * number.last_digit / number.value
            else:
                break
        else:
            if len(terms) > 1 or token.damaged:
                chain.relations.append(Relation(tuple(terms), constant, spread))


def _operands(context: Context, token: Token) -> tuple[Number, ...] | None:
    """The numbers in brackets between the two equals signs in front of a result; None where one was lost."""
    at = token.number.start
    head = context.text[max(0, at - 4) : at]
    if head.rstrip()[-1:] != "=":
        return None
    end = at - len(head) + head.rindex("=")
    match = _OPERANDS.search(context.text, max(0, end - 150), end)
    start = match.start() if match is not None else end
    low, high = context.document.starts[start], context.document.ends[end - 1]
    found = context.numbers_in(start, end)
    brackets = context.text[start:end].count("(")
    if len(found) < 2 or brackets != len(found) or _LOST_FRACTION.search(context.document.source, low, high):
        return None
    return found


def _unreadable(context: Context, chain: _Chain, token: Token, found: _Found) -> Claim:
    number, reading = token.number, found.get(token.name)
    what = number.damage or ("its superscript was lost" if token.bare else "its power of ten was lost")
    printed = " ".join(context.text[number.start : number.unit_end].split())
    message = f'"{printed}": {what}; '
    message += (
        f"the value must be {_repair(chain, token, reading, found)}: no other fits what stands around it"
        if reading is not None
        else "what stands around it leaves several values, or none"
    )
    blank = replace(number, value=nan, unit=None)
    return Claim(RULE, ARITHMETIC, "number", blank, DIMENSIONLESS, (), settled=Settled("unreadable", message))


def _repair(chain: _Chain, token: Token, reading: Reading, found: _Found) -> str:
    """The repaired value, and what it is of: ``3.3×10^-9 m2, the area of a closed cylinder``."""
    unit = token.unit or (chain.base(token) if token.part else DIMENSIONLESS)
    digits = 1.0 if token.bare else token.digits
    power = round(log10(unit.from_si(reading.value) / digits))
    shown = f" {unit.text}" if unit.text != "1" else ""
    shape = found.get(f"{token.part}:geometry")
    named = f", the {NAMES[token.part]}{shape.shown if shape else ''}" if token.part in NAMES else ""
    return f"{'' if token.bare else f'{digits:g}×'}10^{power}{shown}{named}"


def _confirmed(chain: _Chain, found: _Found) -> Iterator[Claim]:
    """Intact numbers that follow from the repaired ones, judged by rounding and never called wrong."""
    values = _values(chain, found)
    for token in chain.tokens:
        if token.damaged or token.part not in ("I", "n", "dc", "Q"):
            continue
        for terms, constant in _LAWS:
            rest = [(part, power) for part, power in terms if part != token.part]
            own = dict(terms).get(token.part)
            if own != 1 or not rest or not all(part in values for part, _ in rest):
                continue
            value = 1.0 / constant
            for part, power in rest:
                value *= values[part].value ** (-power)
            yield _agreement(
                token, value, ", ".join(f"{NAMES[part]} {_shown(part, values)}" for part, _ in rest)
            )
            break


def _values(chain: _Chain, found: _Found) -> dict[str, Reading]:
    values: dict[str, Reading] = {}
    for part in ("I", "c_m", "A", "dV", "dt", "n", "Q", "dc", "V"):
        read = [found.get(part), *(found.get(token.name) for token in chain.of(part))]
        best = _agreed([reading for reading in read if reading is not None])
        if best is not None:
            values[part] = best
    return values


def _agreed(readings: list[Reading]) -> Reading | None:
    """The most precise of several values that agree within their rounding; None where they do not."""
    best = min(readings, key=lambda reading: reading.spread, default=None)
    if best is None:
        return None
    apart = [abs(r.value / best.value - 1.0) > r.spread + best.spread + _INPUTS for r in readings]
    return None if any(apart) else best


def _shown(part: str, values: dict[str, Reading]) -> str:
    unit = _SHOWN.get(part, DIMENSIONLESS)
    return f"{unit.from_si(values[part].value):.3g}{' ' + unit.text if unit.text != '1' else ''}"


def _agreement(token: Token, value: float, shown: str) -> Claim:
    unit = token.unit or DIMENSIONLESS
    number = replace(token.number, unit=unit)
    given = Input(
        "value",
        shown,
        value,
        unit.from_si(value),
        unit,
        "context",
        value * (1 - _INPUTS),
        value * (1 + _INPUTS),
    )
    return Claim(
        RULE, ARITHMETIC, token.part, number, unit, (given,), firm=False, reach=Scope.SECTION, magnitude=True
    )
