"""The computation of a verdict as three lines: the law, the numbers put in, the result.

What a text leaves out (an ion of permeability 0, the area of a whole cell) is left out here as well. Values
are those that the audit has parsed; no text of a document is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import isclose, isfinite

from nernstian.audit import wording
from nernstian.audit.claims.base import Claim, Input
from nernstian.audit.evaluate import ARITHMETIC, evaluate
from nernstian.audit.reports import mathml
from nernstian.audit.reports.common import safe
from nernstian.audit.reports.formula import Node, parse, without
from nernstian.audit.verdict import Verdict, arguments
from nernstian.codegen.emitted import CONSTANTS, LAWS

_POWERS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_EXPONENT = re.compile(r"(?<=[A-Za-zµμΩ)])-?\d+")
_TEN = re.compile(r"(?<=\d)e([+-]?\d{1,3})(?= |$)")
_MINUS = re.compile(r"(?<![\w)])-(?=[\d.])")
_DIFFERENCE = mathml.fenced("<mrow><mi>V</mi><mo>−</mo><mi>E</mi></mrow>")
_DEBYE = "<msub><mi>λ</mi><mtext>D</mtext></msub>"
_PH_STEP = '<mrow><mi mathvariant="normal">Δ</mi><mi>pH</mi></mrow>'
_ORIGINS = {"context": "from the context", "table": "from a table", "default": "assumed"}


@dataclass(frozen=True, slots=True)
class _Set:
    """A computation to be set: the formula, what its names are called here, and what is put in."""

    left: str
    tree: Node
    names: dict[str, str]
    values: dict[str, str]


def pretty(unit: str) -> str:
    """A unit as print has it: µF/cm² for µF/cm2."""
    if unit == "1":
        return ""
    shown = _EXPONENT.sub(lambda match: match.group().translate(_POWERS), unit)
    return shown.replace("*", "·").replace("degC", "°C").replace("mol/m³", "mM")


def computation(verdict: Verdict) -> str:
    """The lines of a verdict's computation as HTML with MathML, or nothing where no law is computed."""
    claim = verdict.claim
    if claim.law == ARITHMETIC:
        return _arithmetic(verdict)
    if claim.law not in LAWS:
        return ""
    made = _made(verdict)
    rows = [_row(made.left + mathml.operator("="), _pieces(made, {}))]
    if "B(" in LAWS[claim.law].formula:
        left, tree = (parse(f"B = {side}")[1] for side in ("B(x)", "x/(exp(x) - 1)"))
        rows.append(
            _row(mathml.Setter(_plain).row(left) + mathml.operator("="), mathml.Setter(_plain).pieces(tree))
        )
    if made.values:
        rows.append(_row(mathml.operator("="), _pieces(made, made.values)))
    if isfinite(verdict.computed):
        rows.append(_row(*_result(verdict, made)))
    return f'<div class="formula">{"".join(rows)}</div>\n'


def _plain(name: str) -> tuple[str, bool]:
    return mathml.symbol(name), False


def inputs(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """What was put in, by its symbol, and where it comes from; as HTML."""
    if verdict.claim.law not in LAWS:
        return
    names = _made(verdict).names
    for given in (*verdict.claim.inputs, verdict.temperature):
        if given is None or given.source == "irrelevant" or _is_left_out(given):
            continue
        origin = f" ({_ORIGINS[given.source]})" if given.source in _ORIGINS else ""
        yield mathml.math(names.get(given.name) or mathml.symbol(given.name)), f"{_stated(given)}{origin}"


def _stated(given: Input) -> str:
    """What was printed; a prefactor is said to stand for its temperature."""
    shown = _TEN.sub(lambda match: "×10" + str(int(match[1])).translate(_POWERS), given.text)
    shown = _MINUS.sub("−", shown)
    shown = escape(safe(re.sub(r"(?<=[\d⁰¹²³⁴⁵⁶⁷⁸⁹] )\S+$", lambda unit: pretty(unit.group()), shown)))
    if given.name == "T" and given.unit.text not in ("degC", "K"):
        return f"{shown}, which stands for {given.value:.4g} K"
    return shown


def _row(lead: str, pieces: list[str]) -> str:
    first, *rest = pieces
    return f"<p>{mathml.math(f'<mrow>{lead}{first}</mrow>', *rest)}</p>"


def _pieces(made: _Set, values: dict[str, str]) -> list[str]:
    def shown(name: str) -> tuple[str, bool]:
        if name in values:
            return values[name], True
        return made.names.get(name) or mathml.symbol(name), False

    return mathml.Setter(shown).pieces(made.tree)


def _arithmetic(verdict: Verdict) -> str:
    """A printed sum, or a conversion of units: no law, but the text's own arithmetic."""
    if not isfinite(verdict.computed):
        return ""
    lead, pieces = _result(verdict, None)
    given = ", ".join(_stated(item) for item in verdict.claim.inputs)
    return f'<div class="formula"><p>{given} {mathml.math(f"<mrow>{lead}{pieces[0]}</mrow>")}</p></div>\n'


# -- what is put in


def _is_left_out(given: Input) -> bool:
    """Whether an input only fills a place of the law: the text has nothing there."""
    return given.source == "default" and given.number is None and given.value in (0.0, 1.0)


def _made(verdict: Verdict) -> _Set:
    claim = verdict.claim
    law = LAWS[claim.law]
    solutions = {inverse.argument: inverse.formula for inverse in law.inverses}
    left, tree = parse(solutions.get(claim.solved, law.formula))
    empty = [given for given in claim.inputs if _is_left_out(given)]
    ones = {given.name for given in empty if given.value == 1.0}
    zeros = {given.name for given in empty if given.value == 0.0}
    names = _names(claim, ones, zeros)
    units = {quantity.name: quantity.unit for quantity in (*law.arguments, law.result)}
    values = {given.name: _value(given, units.get(given.name, "")) for given in claim.inputs}
    if verdict.temperature is not None:
        values["T"] = mathml.number(f"{verdict.temperature.value:.5g}", "K")
    if values:
        values |= {
            constant.symbol: mathml.number(f"{constant.value:.5g}", pretty(constant.unit))
            for constant in CONSTANTS.values()
            if constant.unit != "1"
        }
    return _Set(names.get(left) or mathml.symbol(left), without(tree, ones, zeros), names, values)


def _names(claim: Claim, ones: set[str], zeros: set[str]) -> dict[str, str]:
    """What quantities are called where a place of the law is empty, or its name for them is a word."""
    whole = {given.name for given in claim.inputs if _is_whole(given)}
    called = {
        "c_m": ("C", "c_m" in whole),
        "R_m": ("R", "R_m" in whole),
        "Q": ("C", claim.law == "capacitor_charge" and "V" in ones),
    }
    names = {name: mathml.symbol(symbol) for name, (symbol, holds) in called.items() if holds}
    if claim.law == "ohmic_current" and "E" in zeros:
        names["V"] = _DIFFERENCE
    if "pH_out" in zeros:
        names["pH_in"] = _PH_STEP
    if claim.law == "debye_length":
        names["length"] = _DEBYE
    return names


def _is_whole(given: Input) -> bool:
    """Whether an input is that of a whole cell, which the law has per area: it is kept as that of 1 m2."""
    unit = given.unit.text
    return unit.endswith(("/m2", "*m2")) and "m2" not in given.text


def _value(given: Input, si: str) -> str:
    """A value with the unit it was printed in, or in SI where that is not the value the law gets."""
    unit, shown = given.unit.text, given.printed
    if given.unit.equivalents or not isclose(given.unit.to_si(shown), given.value, rel_tol=1e-9):
        unit, shown = si, given.value
    if _is_whole(given):
        unit = unit[:-3]
    return mathml.number(f"{shown:.6g}", pretty(unit))


# -- what comes out


def _result(verdict: Verdict, made: _Set | None) -> tuple[str, list[str]]:
    """The result, as the message of the verdict has it."""
    claim = verdict.claim
    text = wording.value(verdict.computed, claim.number.last_digit)
    exact = not isfinite(verdict.computed) or isclose(float(text), verdict.computed, rel_tol=1e-9)
    lead = mathml.operator("=" if exact else "≈")
    if made is not None and claim.magnitude:
        signed = evaluate(claim.formula, arguments(claim, verdict.temperature))
        lead = mathml.fenced(made.left, "||") + lead if signed < 0.0 else lead
    return lead, [mathml.number(text, pretty(claim.unit.text))]
