"""Numbers behind a printed sum or product of numbers: ``(-70 mV) - (-90 mV) = +20 mV``.

The numbers that a claim is recomputed from stand in its own expression: no binding is surer. Where the
expression is an instance of a law, the law is named; else it is the arithmetic of the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log10

from nernstian.audit.claims.base import DIMENSIONLESS, Claim, Facts, Input, Unbound, printed_input
from nernstian.audit.claims.counts import as_count, with_millions
from nernstian.audit.claims.driving import NAMED
from nernstian.audit.claims.expression import EXP, Expression, Leaf, Node, expression_before
from nernstian.audit.claims.guards import is_answer_option
from nernstian.audit.claims.stated import reversals
from nernstian.audit.claims.wholes import ONE_VOLT, UNIT_AREA, per_area
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC, evaluate
from nernstian.audit.ions import SYMBOL, ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number, interval_of
from nernstian.audit.units import (
    AREA,
    CAPACITANCE,
    CHARGE,
    CONCENTRATION,
    CONDUCTANCE,
    CURRENT,
    CURRENT_DENSITY,
    FIELD,
    LENGTH,
    MEMBRANE_RESISTANCE,
    MOLAR_ENERGY,
    NUMBER,
    POTENTIAL,
    RESISTANCE,
    SPECIFIC_CAPACITANCE,
    SPECIFIC_CONDUCTANCE,
    TIME,
    VOLTAGE_RATE,
    VOLUME,
    Dimension,
    Unit,
)
from nernstian.codegen.emitted import CONSTANTS

MILLIVOLT = Unit("mV", 1e-3, POTENTIAL)
ELEMENTARY, AVOGADRO = CONSTANTS["e"].value, CONSTANTS["N_A"].value
_NANOSIEMENS = Unit("nS", 1e-9, CONDUCTANCE)
_DRIVING = re.compile(
    r"[Dd]riving|[VE]_?m\b|\bV_?m?\s?-\s?[EV]|\bDF\b|treibende|force\smotrice|fuerza\simpulsora|drijvende|electrochemical"
)
_PERMITTIVITY = re.compile(r"(?:ε_?r|κ|eps(?:ilon)?_r|permittivity|dielectric\sconstant)[^.;]{0,60}$")
_CONTINUES = re.compile(r"\s?[)\]]?\s?[-+×·*/^]\s?[\d(]|\s?\(\d")
_RULES: dict[Dimension, tuple[str, str]] = {
    POTENTIAL: ("NE107", "difference"),
    CURRENT: ("NE108", "I"),
    CURRENT_DENSITY: ("NE108", "i"),
    FIELD: ("NE110", "field"),
    SPECIFIC_CAPACITANCE: ("NE111", "c_m"),
    AREA: ("NE112", "area"),
    VOLUME: ("NE112", "volume"),
    CAPACITANCE: ("NE105", "C"),
    CHARGE: ("NE105", "Q"),
    CONCENTRATION: ("NE114", "change of concentration"),
    VOLTAGE_RATE: ("NE115", "dV/dt"),
    TIME: ("NE116", "tau"),
    MOLAR_ENERGY: ("NE122", "W"),
}
_FLUXES = re.compile(
    r"Ussing|flux[- ]ratio|M_?\(?(?:out|in|o|i)\)?\s?/\s?M_?\(?|J_?\(?(?:out|in|o|i)\)?\s?/\s?J_?\(?",
    re.IGNORECASE,
)
_GATES = re.compile(r"\b(?:apparent|gating|effective)\s(?:charge|valence)\b|slope\sfactor", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """A law as a product of printed factors: which argument has which dimension.

    ``solved`` names the argument that is printed as the result, where that is not the law's own.
    """

    rule: str
    law: str
    quantity: str
    result: Dimension
    factors: tuple[tuple[str, Dimension], ...]
    solved: str = ""


FORMS: tuple[Form, ...] = (
    Form("NE110", "membrane_field", "field", FIELD, (("V", POTENTIAL), ("d", LENGTH))),
    Form("NE110", "membrane_field", "V", POTENTIAL, (("field", FIELD), ("d", LENGTH)), "V"),
    Form("NE105", "capacitor_charge", "Q", CHARGE, (("c_m", CAPACITANCE), ("V", POTENTIAL))),
    Form("NE105", "capacitor_charge", "Q", CHARGE,
         (("c_m", SPECIFIC_CAPACITANCE), ("A", AREA), ("V", POTENTIAL))),
    Form("NE105", "capacitor_charge", "C", CAPACITANCE, (("c_m", SPECIFIC_CAPACITANCE), ("A", AREA))),
    Form("NE115", "capacitor_current", "I", CURRENT, (("c_m", CAPACITANCE), ("dV_dt", VOLTAGE_RATE))),
    Form("NE115", "capacitor_current", "I", CURRENT,
         (("c_m", SPECIFIC_CAPACITANCE), ("A", AREA), ("dV_dt", VOLTAGE_RATE))),
    Form("NE115", "capacitor_current", "dV/dt", VOLTAGE_RATE,
         (("I_c", CURRENT), ("c_m", CAPACITANCE)), "dV_dt"),
    Form("NE116", "time_constant", "tau", TIME,
         (("R_m", MEMBRANE_RESISTANCE), ("c_m", SPECIFIC_CAPACITANCE))),
    Form("NE116", "time_constant", "tau", TIME, (("R_m", RESISTANCE), ("c_m", CAPACITANCE))),
    Form("NE108", "ohmic_current", "I", CURRENT, (("g", CONDUCTANCE), ("V", POTENTIAL))),
    Form("NE108", "ohmic_current", "i", CURRENT_DENSITY, (("g", SPECIFIC_CONDUCTANCE), ("V", POTENTIAL))),
)  # fmt: skip
_NEUTRAL = Input("E", "0 mV", 0.0, 0.0, MILLIVOLT, "default")


def _leaf_input(context: Context, name: str, leaf: Leaf) -> Input:
    unit = leaf.unit or DIMENSIONLESS
    value, half = unit.to_si(leaf.value), leaf.half * unit.scale
    made = Input(
        name, leaf.text, value, leaf.value, unit, "stated", value - half, value + half,
        context.number_at(leaf.start, 1),
    )  # fmt: skip
    return per_area(made)


def _node_input(name: str, node: Node, unit: Unit) -> Input:
    scale = 1.0 if node.unit is not None else unit.scale
    shown = node.unit or unit
    printed = float(f"{node.value * scale / shown.scale:.12g}")
    return Input(
        name, f"{printed:g} {shown.text}", node.value * scale, printed, shown, "stated",
        node.low * scale, node.high * scale,
    )  # fmt: skip


def _as_law(context: Context, found: Expression, unit: Unit) -> tuple[Form, tuple[Input, ...]] | None:
    """The law that a product of numbers with units is an instance of, if its value is the law's."""
    differences = found.differences
    if found.operators == "-" and unit.dimension == POTENTIAL and differences:
        form = Form("NE107", "driving_force", "V - E", POTENTIAL, ())
        return form, (_node_input("V", differences[0][0], unit), _node_input("E", differences[0][1], unit))
    if found.operators == "*-" and len(differences) == 1 and len(found.leaves) == 3:
        inputs: tuple[Input, ...] = (
            _leaf_input(context, "g", found.leaves[0]),
            _node_input("V", differences[0][0], MILLIVOLT),
            _node_input("E", differences[0][1], MILLIVOLT),
        )
        return _if_equal(Form("NE108", "ohmic_current", "I", unit.dimension, ()), inputs, found)
    for form in FORMS:
        by_dimension = {leaf.unit.dimension: leaf for leaf in found.leaves if leaf.unit is not None}
        wanted = {dimension for _, dimension in form.factors}
        if form.result != unit.dimension or len(found.leaves) != len(wanted) or set(by_dimension) != wanted:
            continue
        made = tuple(_leaf_input(context, name, by_dimension[d]) for name, d in form.factors)
        law = _if_equal(form, made, found)
        if law is not None:
            return law
    return None


def _if_equal(
    form: Form, inputs: tuple[Input, ...], found: Expression
) -> tuple[Form, tuple[Input, ...]] | None:
    whole = any(given.unit.text.endswith("/m2") and given.name in ("c_m", "g", "R_m") for given in inputs)
    if form.law == "ohmic_current" and not any(given.name == "E" for given in inputs):
        inputs = (*inputs, _NEUTRAL)
    if (
        whole
        and form.law in ("capacitor_charge", "capacitor_current")
        and not any(g.name == "A" for g in inputs)
    ):
        inputs = (*inputs, UNIT_AREA)
    if form.law == "capacitor_charge" and not any(given.name == "V" for given in inputs):
        inputs = (*inputs, ONE_VOLT)
    law = f"{form.law}:{form.solved}" if form.solved else form.law
    value = evaluate(law, {given.name: given.value for given in inputs})
    if abs(abs(value) - abs(found.node.value)) > 1e-6 * abs(value):
        return None
    turned = value * found.node.value < 0.0
    return form, tuple(_negative(given) if turned and given.name == "V" else given for given in inputs)


def _negative(given: Input) -> Input:
    """A factor with the minus sign that its leaf leaves to the expression: "0.8 nS × (-141.6 mV)"."""
    return replace(
        given, value=-given.value, low=-given.high, high=-given.low, printed=-given.printed,
        text=f"-{given.text}" if given.value > 0.0 else given.text.lstrip("-−"),
    )  # fmt: skip


def _arithmetic(context: Context, found: Expression, scale: float) -> Input:
    text = " ".join(context.text[found.start : found.end].split())
    value = found.node.value * scale
    return Input(
        "value", text, value, value, DIMENSIONLESS, "stated", found.node.low * scale, found.node.high * scale
    )


def _rule(unit: Unit, found: Expression) -> tuple[str, str]:
    """The rule of an expression by the unit of its result, and what the result is called."""
    rule, quantity = _RULES.get(unit.dimension, ("NE113", "N"))
    if unit.dimension == POTENTIAL and "-" not in found.operators:
        quantity = "mean" if "/" in found.operators else "sum" if "+" in found.operators else "V"
    return rule, quantity


def _claim(context: Context, number: Number, found: Expression, unit: Unit) -> Claim | Unbound | None:
    if unit.dimension not in _RULES and unit.dimension != NUMBER:
        return None
    firm = not is_answer_option(context, number)
    rule, quantity = _rule(unit, found)
    before = context.text[max(0, found.start - 200) : found.end]
    law = None
    scale = 1.0
    if found.node.unit is None:
        bare = _bare_scale(context, number, found, unit)
        if bare is None:
            return None
        scale, sure = bare
        firm = firm and sure
        if unit.dimension == POTENTIAL:
            law = _as_law(context, found, unit)
    elif found.node.dimension != unit.dimension:
        return None
    else:
        law = _as_law(context, found, unit)
    if law is not None and (law[0].law != "driving_force" or _DRIVING.search(before)):
        form, inputs = law
        return Claim(form.rule, form.law, form.quantity, number, unit, inputs, inline=True, firm=firm,
                     solved=form.solved, magnitude=not number.sign and found.node.value < 0.0)  # fmt: skip
    if unit.dimension == NUMBER:
        rule, quantity = _named_number(context, number, found) or (rule, quantity)
    inputs = (_arithmetic(context, found, scale),)
    guessed = found.node.unit is None and unit.dimension not in (POTENTIAL, NUMBER)
    caveat = "the units that the expression leaves out" if guessed else ""
    return Claim(rule, ARITHMETIC, quantity, number, unit, inputs, inline=True, firm=firm, caveat=caveat)


_WHOSE = re.compile(
    rf"(?:\b[IiJ]|-\s?[EU]|[Ff]orce\s(?:on|für|sur|sobre)\s)_?[{{(]?(?P<ion>{SYMBOL})(?:\^?\d?\^?[+-]+)?[)}}]?\s?[=≈:]\s?$"
)


def _lost_sign(context: Context, claim: Claim, found: Expression) -> Claim | None:
    """A difference in which the magnitude of a stated E was subtracted: "18 × (-75 - 88.6)" for E = -88.6 mV.

    The arithmetic may be right; the current, or the driving force, is not.
    """
    label = _WHOSE.search(context.text, max(0, found.start - 40), found.start)
    ion = ion_of(label["ion"]) if label is not None else None
    number, unit = claim.number, claim.unit
    if ion is None or len(found.differences) != 1 or found.operators not in ("-", "*-"):
        return None
    if unit.dimension not in (POTENTIAL, CURRENT):
        return None
    first, second = (
        node.value if node.unit is not None else 1e-3 * node.value for node in found.differences[0]
    )
    stated = {round(r.number.si(), 7): r.number for r in reversals(context).items if r.ion == ion}
    reversal = stated.get(round(-second, 7))
    if reversal is None or reversal.unit is None or second <= 0.0 or round(second, 7) in stated:
        return None
    voltage = Input("V", f"{1e3 * first:g} mV", first, 1e3 * first, MILLIVOLT, "stated")
    inputs = (voltage, printed_input("E", reversal, reversal.unit, "context", False))
    if found.operators == "-":
        made = Claim("NE107", "driving_force", "V - E", number, unit, inputs, reach=Scope.SECTION)
        return replace(made, firm=claim.firm)
    bare = _bare_scale(context, number, found, unit) if found.node.unit is None else None
    factor = found.node.value * (bare[0] if bare is not None else 1.0) / (first - second)
    conductance = per_area(Input("g", f"{1e9 * factor:.6g} nS", factor, 1e9 * factor, _NANOSIEMENS, "stated"))
    made = Claim("NE108", "ohmic_current", "I", number, unit, (conductance, *inputs), reach=Scope.SECTION)
    return replace(made, firm=claim.firm)


# "Ca^2+: -60 + 126 = ...": nothing else is said of the ion than this sum
_OF_ION = re.compile(r"[\^_{}\d+\-)\]$]{0,6}\s?[:=]\s?[($]{0,2}\s?")


def _added_force(context: Context, claim: Claim, found: Expression) -> Claim | None:
    """A reversal potential that was added to the membrane potential, where a driving force is wanted.

    "calcium: -70 + 123 = +53 mV" for E = +123 mV: the sum is right, the force is not.
    """
    if found.operators != "+" or len(found.leaves) != 2 or claim.unit.dimension != POTENTIAL:
        return None
    ions = context.ions.within(max(0, found.start - 30), found.start)[-1:]
    if not ions or not context.holds(NAMED):
        return None
    low, _ = context.layout.bounds(Scope.GROUP, found.start)
    called = context.speaks(NAMED, max(low, found.start - 600), found.start)
    if not called and not _OF_ION.fullmatch(context.text, ions[0].end, found.start):
        return None
    second = found.leaves[1].value * (
        found.leaves[1].unit.scale if found.leaves[1].unit is not None else 1e-3
    )
    first = found.node.value * (1.0 if found.node.unit is not None else 1e-3) - second
    stated = {round(r.number.si(), 7): r.number for r in reversals(context).items if r.ion == ions[0].ion}
    reversal = stated.get(round(second, 7))
    if (
        reversal is None
        or reversal.unit is None
        or round(-second, 7) in stated
        or claim.number.start == reversal.start
    ):
        return None
    voltage = Input("V", f"{1e3 * first:g} mV", first, 1e3 * first, MILLIVOLT, "stated")
    inputs = (voltage, printed_input("E", reversal, reversal.unit, "context", False))
    made = Claim("NE107", "driving_force", "V - E", claim.number, claim.unit, inputs, reach=Scope.SECTION)
    return replace(made, firm=claim.firm)


def _named_number(context: Context, number: Number, found: Expression) -> tuple[str, str] | None:
    """The rule and name of a result without a unit: a permittivity, an exponential, a ratio of fluxes."""
    if _PERMITTIVITY.search(context.text[max(0, found.start - 60) : found.start]):
        return "NE111", "eps_r"
    if EXP in found.operators:
        return "NE132", "exponential"
    named = _ratio_named(context, number, found)
    return (named, "ratio") if named else None


def _ratio_named(context: Context, number: Number, found: Expression) -> str:
    """The rule of a printed product that is a ratio of fluxes, or the charge of a gate ("" for another)."""
    start = max(context.layout.bounds(Scope.SENTENCE, number.start)[0], found.start - 160)
    lead = context.text[start : found.end]
    return "NE131" if _FLUXES.search(lead) else "NE132" if _GATES.search(lead) else ""


def _of_moles(number: Number, found: Expression, unit: Unit) -> tuple[float, bool]:
    """The sum of what ions cost, in the unit of the result; R times T is in J, whatever the result is in."""
    low, high = (unit.to_si(edge) for edge in interval_of(number))
    scale = 1.0 if low <= found.node.value <= high else unit.scale
    return scale, "+" in found.operators and "/" not in found.operators


def _bare_scale(context: Context, number: Number, found: Expression, unit: Unit) -> tuple[float, bool] | None:
    """What makes SI of an expression without units, and whether that is sure."""
    if set(found.operators) <= {"+", "-"}:
        return (unit.scale, True) if unit.dimension == POTENTIAL else None
    if unit.dimension == MOLAR_ENERGY:
        return _of_moles(number, found, unit)
    if unit.dimension == POTENTIAL:
        # a mean of potentials; a prefactor times a logarithm is known to other recognisers
        mean = "/" in found.operators and found.operators.count("*") >= 2 and "+" in found.operators
        return (unit.scale, True) if mean else None
    if unit.dimension == NUMBER:
        known = as_count(context, number) is not None or _named_number(context, number, found) is not None
        return (1.0, True) if known else None
    return _scale_of_product(number, found, unit)


def _scale_of_product(number: Number, found: Expression, unit: Unit) -> tuple[float, bool] | None:
    """What makes SI of a product without units: powers of ten, or the prefix of the result."""
    powers = sum("10^" in leaf.text or "e-" in leaf.text for leaf in found.leaves) >= 2
    # numbers with powers of ten are SI (or moles per litre), never multiples such as µM
    scales = [1.0] if powers else [1.0, unit.scale]
    scales += [1e3] if unit.dimension == CONCENTRATION else []
    # nanosiemens times millivolts are picoamperes, and so on
    scales += [1e-6, 1e-9, 1e-12, 1e-15] if unit.dimension == CURRENT else []
    counted = any(abs(leaf.value / AVOGADRO - 1.0) < 0.01 for leaf in found.leaves)
    if unit.dimension == CONCENTRATION and not counted:
        return None
    low, high = (unit.to_si(edge) for edge in interval_of(number))
    for scale in scales:
        if low <= found.node.value * scale <= high:
            return scale, True
    if "-" in found.operators and _is_decade_off(number, found.node.value):
        return unit.scale, True
    return (scales[-1] if counted else 1.0), counted or (powers and unit.scale == 1.0)


def _is_decade_off(number: Number, value: float) -> bool:
    """Whether a product has the printed digits, but no prefix of its units makes up for the power of ten."""
    low, high = sorted(abs(edge) for edge in interval_of(number))
    if value == 0.0 or number.value == 0.0 or high > 1.05 * low:
        return False
    power = round(log10(abs(number.value / value)))
    return power % 3 != 0 and low <= abs(value) * float(f"1e{power}") <= high


def _unit(context: Context, number: Number, found: Expression) -> Unit | None:
    """The unit of the result; one that is left out is that of the sum, or mV of a driving force."""
    if number.unit is not None:
        return number.unit
    if set(found.operators) <= {"+", "-"}:
        if found.node.unit is not None:
            return found.node.unit if found.node.dimension == POTENTIAL else None
        before = context.text[max(0, found.start - 80) : found.end]
        return MILLIVOLT if _DRIVING.search(before) and abs(found.node.value) >= 1.0 else None
    return DIMENSIONLESS


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the numbers that an equals sign joins to a printed sum or product."""
    context = facts.context
    for plain in context.numbers:
        before = context.text[max(0, plain.start - 8) : plain.start]
        if "=" not in before and "≈" not in before:
            continue
        number = with_millions(context, plain)
        if number.is_range or number.doubt or _CONTINUES.match(context.text, number.unit_end):
            continue
        block = context.layout.bounds(Scope.BLOCK, number.start)[0]
        found = expression_before(context.text, number.start, block)
        unit = _unit(context, number, found) if found is not None else None
        if found is None or unit is None:
            continue
        printed = number if unit.text == "1" else replace(number, unit=unit)
        claim = _claim(context, printed, found, unit)
        if claim is not None:
            lost = None
            if isinstance(claim, Claim):
                lost = _lost_sign(context, claim, found) or _added_force(context, claim, found)
            yield lost or claim
