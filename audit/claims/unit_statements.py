"""Statements about units and about what a quantity is: "1 S is one coulomb per second per volt"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nernstian.audit.claims.base import Claim, Facts, Unbound
from nernstian.audit.claims.said import statement
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import index
from nernstian.audit.units import (
    CAPACITANCE,
    CHARGE,
    CONCENTRATION,
    CONDUCTANCE,
    CURRENT,
    CURRENT_DENSITY,
    FIELD,
    MEMBRANE_RESISTANCE,
    NUMBER,
    POTENTIAL,
    RESISTANCE,
    SPECIFIC_CAPACITANCE,
    SPECIFIC_CONDUCTANCE,
    TEMPERATURE,
    TIME,
    VELOCITY,
    Dimension,
    Unit,
    parse_unit,
)
from nernstian.codegen.emitted import CONSTANTS

RULE = "NE143"
AMOUNT: Dimension = (0, 0, 0, 0, 0, 1, 0)
ENERGY: Dimension = (1, 2, -2, 0, 0, 0, 0)
FORCE: Dimension = (1, 1, -2, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Said:
    """What may be said, with a literal that it holds; the law it is about, and what is to be said of it."""

    literal: str
    pattern: re.Pattern[str]
    kind: str
    law: str
    message: str


#: Quantities that a text may give a unit for, longest name first, and the dimensions that they have.
_QUANTITIES: tuple[tuple[str, tuple[Dimension, ...]], ...] = (
    (r"relative permeabilit(?:y|ies)", (NUMBER,)),
    (r"permeabilit(?:y|ies)", (VELOCITY,)),
    (r"(?:membrane|equilibrium|reversal|resting|Nernst) potentials?", (POTENTIAL,)),
    (r"(?:membrane )?voltages?|potential differences?|driving forces?", (POTENTIAL,)),
    (r"specific conductances?", (SPECIFIC_CONDUCTANCE,)),
    (r"conductances?", (CONDUCTANCE, SPECIFIC_CONDUCTANCE)),
    (r"specific (?:membrane )?capacitances?", (SPECIFIC_CAPACITANCE,)),
    (r"capacitances?", (CAPACITANCE, SPECIFIC_CAPACITANCE)),
    (r"concentrations?", (CONCENTRATION,)),
    (r"(?:membrane )?currents?", (CURRENT, CURRENT_DENSITY)),
    (r"electric fields?", (FIELD,)),
    (r"(?:membrane )?resistances?", (RESISTANCE, MEMBRANE_RESISTANCE)),
    (r"time constants?", (TIME,)),
    (r"charges?", (CHARGE,)),
    (r"(?:absolute )?temperatures?", (TEMPERATURE,)),
)
_MEASURED = re.compile(
    r"(?<![A-Za-z-])(?:" + "|".join(f"(?P<q{n}>{name})" for n, (name, _) in enumerate(_QUANTITIES)) + r")"
    r"(?:\s(?:of|across|for)\s(?:an?\s|the\s)?[A-Za-z]{1,12}(?:\s[A-Z][+a-z-]{0,3})?)?,?\s(?:(?:is|are)\s)?(?:also\s|usually\s|normally\s|often\s)?"
    r"(?:measured|expressed|given|stated)\sin\s(?:units\sof\s)?",
    re.IGNORECASE,
)
_UNIT_IS = re.compile(
    r"(?<![\w.])(?:(?:1|one|an?|the|the\sunit,?)\s)?(?P<name>siemens|farad|ampere|volt|coulomb|ohm|joule"
    r"|(?<=[^\w.]1\s)(?:S|F|A|V|C|Ω)),?\s"
    r"(?:corresponds\sto|is\sequal\sto|is\sdefined\sas|equals|is|=)\s(?:1|one)\s(?=[A-Za-zΩ])",
)
_PER_CHARGE = re.compile(
    r"(?<![\w.])(?P<name>siemens|ampere|farad|(?<=[^\w.]1\s)(?:S|A|F))\b[^.;\n]{0,60}?"
    r"(?:\bis|=|\bequals|\bcorresponds\sto|\bstands\sfor|\bmeans)\s(?P<one>(?:one|a\ssingle|1)\s"
    r"(?:elementary\s|electronic\s|unit\s)?charge\s(?P<per>per\s(?:second|volt)(?:\sper\s(?:second|volt))?))\b"
)
_AVOGADRO = CONSTANTS["N_A"].value
_ABSURD = 1e6  # mol; no cell, and no beaker, holds so much
_CELL = re.compile(r"\b(?:cells?|membranes?|ions?|potassium|sodium|cytosol|axons?)\b")
_ARE_MOLES = re.compile(r"\b(?:[Tt]hese|[Tt]hose|[Tt]hey)\s(?:\w+\s)?are\smoles(?=\s?[.,;:)])")
_MADE = re.compile(r"\b(?:at|of|to|by|for|per|from|with|every|each)\s(?:1\s|one\s)?$")
_SHARED = re.compile(
    r"(?:,|\b(?:of|for|and|or|to|from|between|versus|against|than|in))\s(?:the\s|each\s|an?\s|its\s)?$"
)
_CONFUSED = frozenset(
    {POTENTIAL, CURRENT, CONDUCTANCE, SPECIFIC_CONDUCTANCE, RESISTANCE, CAPACITANCE, ENERGY, FORCE}
)
_OF_UNIT = {
    "siemens": "S",
    "farad": "F",
    "ampere": "A",
    "volt": "V",
    "coulomb": "C",
    "ohm": "Ω",
    "joule": "J",
}
_PER = {"S": {"second", "volt"}, "A": {"second"}, "F": {"volt"}}
_CHARGES = "6.24×10^18 elementary charges"

_TABLE: tuple[_Said, ...] = (
    _Said(
        "energy",
        re.compile(
            r"\b(?:[Vv]oltages?|[Mm]embrane\spotentials?|[Pp]otential\sdifferences?)\s(?:is|are)"
            r"(?:,?\s(?:after\sall|in\sfact|just|simply|really|basically),?)?\s(?:a\sform\sof\s|the\s)?"
            r"(?:potential\s|electrical\s)?energy(?=\s?[.,;:)])(?![^.;\n]{0,60}\b(?:per|charge|coulomb))"
        ),
        "inconsistent",
        "transport_free_energy",
        "a voltage is energy per charge (1 V = 1 J/C), not an energy",
    ),
    _Said(
        "driving force",
        re.compile(
            r"\b[Dd]riving\sforce\s(?:on\s[^.;\n]{1,20}\s)?is\s(?:simply\s)?the\s(?:net\s)?electric(?:al)?\sforce\b"
            r"(?![^.;\n]{0,80}\b(?:chemical|diffusion|concentration|plus|minus|and\sthe))"
        ),
        "inconsistent",
        "driving_force",
        "a driving force V - E is a voltage, of the electrical and the chemical part together, and no force",
    ),
    _Said(
        "conductance",
        re.compile(
            r"\b[Pp]ermeability\b(?:[^.\n]{0,110}\.\sIt)?\s(?:is|can\sbe)\s(?:usually\s|normally\s|often\s)?"
            r"(?:measured|expressed)\sas\s(?:the\s|an?\s)?\(?(?:electrical\)?\s)?conductance\b"
        ),
        "inconsistent",
        "ghk_current",
        "a permeability (m/s) is no conductance (S): the conductance depends on the concentrations as well, "
        "and is 0 where both are",
    ),
    _Said(
        "permeabilit",
        re.compile(
            r"\b(?:[Rr]elative\s)?[Pp]ermeabilit(?:y|ies)\b[^.;\n]{0,60}?\((?:e\.\s?g\.|i\.\s?e\.|in|measured\sin),?"
            r"\s(?:siemens|m?S)\b"
        ),
        "inconsistent",
        "ghk_current",
        "siemens is the unit of a conductance; a permeability is a velocity (m/s), a relative one a number",
    ),
    _Said(
        "specific c",
        re.compile(
            r"\bspecific\s(?P<what>conductance|capacitance),?\s(?:or|i\.\s?e\.,?|that\sis,?|is|means)\s(?:the\s)?"
            r"(?P=what)\sper\s(?:unit\s)?area\b"
        ),
        "verified",
        "ohmic_current",
        "a specific conductance or capacitance of a membrane is one per area",
    ),
    _Said(
        "weighted",
        re.compile(
            r"(?:[Gg]oldman|GHK)[^.;\n]{0,25}\sequation\sor\s(?:by\s|with\s)?(?:the\s)?weighted\s(?:means?|averages?)(?![^.;\n]{0,120}\b(?:chord|conductances?)\b)"
        ),
        "inconsistent",
        "ghk_voltage",
        "the two are not interchangeable: the GHK voltage is the logarithm of permeability-weighted "
        "concentrations, a weighted mean of equilibrium potentials needs conductances",
    ),
    _Said(
        "concentration difference",
        re.compile(
            r"(?<=[Ee]quilibrium\spotential)[^.;\n]{0,60}\b(?:determined|fixed|given)\sby\sthe\sconcentration\s"
            r"difference\b(?:(?!ratio|valence|charge)[^.;\n]){0,50}\sand\s(?:the\s|its\s)?(?:absolute\s)?temperature\b"
            r"(?![^.;\n]{0,60}(?:valence|charge|ratio))"
        ),
        "inconsistent",
        "nernst",
        "it is determined by the ratio of the concentrations, the temperature and the valence: 10:1 mM and "
        "100:10 mM give the same potential",
    ),
)  # fmt: skip


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the statements about units and definitions."""
    context = facts.context
    for said in _TABLE:
        if said.literal not in context.lowered:
            continue
        for match in context.matches(said.pattern):
            made = statement(context, RULE, said.law, said.kind, said.message, match.span())
            if made is not None:
                yield made
    yield from _measured(context)
    yield from _units(context)
    yield from _charges(context)
    yield from _moles(context)


def _measured(context: Context) -> Iterator[Claim]:
    """``the membrane potential, measured in volts``: the unit has the dimension of the quantity, or not."""
    for match in context.matches(_MEASURED):
        unit, end = parse_unit(context.text, match.end())
        kind = (match.lastgroup or "q0")[1:]
        name, dimensions = match[f"q{kind}"], _QUANTITIES[int(kind)][1]
        if unit is None or context.text[end : end + 1] == "-":
            continue
        right = unit.dimension in dimensions
        if not right and (unit.dimension not in _CONFUSED or _is_shared(context, match)):
            continue  # a quantity of another kind may have another unit (pA/pF, nS/pF, mg/mL)
        message = f"{unit.text} {'is' if right else 'is not'} a unit of a {name.lower()}"
        made = statement(
            context, RULE, ARITHMETIC, "verified" if right else "inconsistent", message, (match.start(), end)
        )
        if made is not None:
            yield made


def _is_shared(context: Context, match: re.Match[str]) -> bool:
    """Whether a unit may be that of another noun: "half-activation of the conductance, in mV"."""
    before = context.text[max(0, match.start() - 14) : match.start()]
    return (
        _SHARED.search(before) is not None or "respectively" in context.text[match.end() : match.end() + 60]
    )


def _units(context: Context) -> Iterator[Claim]:
    """``one siemens is 1 C/(s*V)``: both sides are read as units and compared."""
    for match in context.matches(_UNIT_IS):
        left, _ = parse_unit(_OF_UNIT.get(match["name"], match["name"]), 0)
        right, end = parse_unit(context.text, match.end())
        if left is None or right is None or right.text == left.text:
            continue
        message, kind = _compared(left, right)
        scaled = _MADE.search(context.text[max(0, match.start() - 12) : match.start()]) is not None
        if kind == "inconsistent" and (scaled or not re.search(r"[*/]", right.text)):
            continue  # "the current at 1 V is 1 mA", "1 mV is 1 cm on the screen"
        made = statement(context, RULE, ARITHMETIC, kind, message, (match.start("name"), end))
        if made is not None:
            yield made


def _compared(left: Unit, right: Unit) -> tuple[str, str]:
    if left.dimension != right.dimension:
        return f"{left.text} and {right.text} are units of different quantities", "inconsistent"
    if left.scale != right.scale:
        return f"1 {left.text} is {left.scale / right.scale:g} {right.text}", "inconsistent"
    return f"1 {left.text} = 1 {right.text}", "verified"


def _charges(context: Context) -> Iterator[Claim]:
    """``one charge per second per volt`` is no siemens: a coulomb is, and it holds very many charges."""
    if "charge per" not in context.lowered:
        return
    for match in context.matches(_PER_CHARGE):
        symbol = _OF_UNIT.get(match["name"], match["name"])
        if set(re.findall("second|volt", match["per"])) != _PER[symbol]:
            continue
        message = f"1 {symbol} is one coulomb {match['per']}, which is {_CHARGES}, and not one"
        made = statement(context, RULE, "charge_to_ions", "inconsistent", message, match.span("one"))
        if made is not None:
            yield made


def _moles(context: Context) -> Iterator[Claim]:
    """Moles where something else is meant: "10 to the 20 moles" of ions, or concentrations called moles."""
    for number in context.by_dimension.get(AMOUNT, index(())).items:
        around = context.text[max(0, number.start - 400) : number.unit_end + 100]
        if number.si() < _ABSURD or not _CELL.search(around):
            continue
        message = (
            f"{number.si():.0e} mol are {number.si() * _AVOGADRO:.0e} particles: a number of ions is meant"
        )
        made = statement(context, RULE, ARITHMETIC, "inconsistent", message, (number.start, number.unit_end))
        if made is not None:
            yield made
    for match in context.matches(_ARE_MOLES):
        before = context.numbers_in(context.layout.bounds(Scope.BLOCK, match.start())[0], match.start())
        levels = [n for n in before if n.unit is not None and n.unit.dimension in (AMOUNT, CONCENTRATION)]
        if not levels or any(n.unit is not None and n.unit.dimension == AMOUNT for n in levels):
            continue
        message = "the text gives concentrations (moles per volume), not amounts"
        made = statement(context, RULE, ARITHMETIC, "inconsistent", message, match.span())
        if made is not None:
            yield made
