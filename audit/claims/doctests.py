"""Examples in documentation: ``>>> nernst(out=5, inside=140, z=1)`` and the potential printed below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.binding import Pair, find_pair
from nernstian.audit.claims.base import (
    CELSIUS,
    DIMENSIONLESS,
    KELVIN,
    Claim,
    Facts,
    Input,
    Unbound,
    bind_temperature,
    concentration_input,
    exact,
    temperature_is_tied,
)
from nernstian.audit.claims.calls import Call, Value, find_calls
from nernstian.audit.claims.ghk_voltage import make_ghk
from nernstian.audit.claims.nernst import LAW, RULE, make_nernst
from nernstian.audit.claims.permeabilities import IONS
from nernstian.audit.context import (
    MILLIVOLT,
    VOLT,
    Context,
    default_temperature,
)
from nernstian.audit.given import Temperature
from nernstian.audit.ions import VALENCE, ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.units import MILLIMOLAR, POTENTIAL, Unit

_NERNST = re.compile(r"nernst|reversal|equilibrium|(?:^|_)E_?(?:rev|eq)(?:$|_)", re.IGNORECASE)
_GHK = re.compile(r"goldman|ghk|constant_field", re.IGNORECASE)
_OTHER = re.compile(r"current|flux|slope|driving|shift|ratio|inverse|solve|error|log", re.IGNORECASE)
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        ("out", r"(?:c|conc|x|ion)?_?(?:out(?:side)?|o|e|ext(?:ernal|racellular)?|bath)"),
        ("in", r"(?:c|conc|x|ion)?_?(?:in(?:side)?_?|i|int(?:ernal|racellular)?|cell|pipette)"),
        ("z", r"z|valen(?:ce|cy)|charge"),
        ("T", r"T|t_?c|temp(?:erature)?\w{0,4}|celsius|kelvin|degc|T_?(?:C|K)"),
    )
)
_PERMEABILITY = re.compile(r"[pP]_?(?P<ion>K|Na|Cl|k|na|cl)")
_CONCENTRATION = re.compile(
    r"(?:c_?)?(?P<ion>K|Na|Cl|k|na|cl)_?(?P<side>out(?:side)?|o|ext|e|in(?:side)?|int|i)"
)
_OUTSIDE = re.compile(r"o|e", re.IGNORECASE)


def _role(key: str) -> str:
    return next((role for role, pattern in _ROLES if pattern.fullmatch(key)), "")


def _kelvin(key: str, value: Value) -> Input | None:
    """The temperature of an argument, in degrees Celsius or kelvins; None for any other number."""
    unit = KELVIN if value.value > 200.0 else CELSIUS
    if unit is KELVIN and "celsius" in key.lower():
        return None
    kelvin = unit.to_si(value.value)
    if not 263.0 < kelvin < 330.0:
        return None
    return Input("T", f"{value.value:g} {unit.text}", kelvin, value.value, unit, "stated")


def _temperature(given: dict[str, tuple[str, Value]], default: Temperature | None) -> Input | str | None:
    """The temperature of a call: its argument, else the default that the document states, else None."""
    if "T" in given:
        found = _kelvin(*given["T"])
        return found if found is not None else "its temperature cannot be read"
    if default is None or default.number is None:
        return None
    unit = default.number.unit
    shown = KELVIN if unit is not None and not unit.offset else CELSIUS
    value = default.number.value
    return Input(
        "T", f"{value:g} {shown.text}", default.kelvin, value, shown, "context", number=default.number
    )


def _unit(call: Call) -> Unit | None:
    """The printed unit, else volts where the number is below one, else millivolts."""
    if call.number.unit is not None:
        return call.number.unit if call.number.unit.dimension == POTENTIAL else None
    return VOLT if 0.0 < abs(call.number.value) < 0.4 and "." in call.number.text else MILLIVOLT


def _concentration(context: Context, name: str, value: Value) -> Input:
    number = context.number_at(value.start, 1)
    return Input(name, f"{value.text} mM", value.value, value.value, MILLIMOLAR, number=number)


def _nernst(facts: Facts, call: Call, default: Temperature | None) -> Claim | Unbound | None:
    given = {role: (key, value) for key, value in call.values.items() if (role := _role(key))}
    unit = _unit(call)
    if len(given) != len(call.values) or unit is None:
        return None
    number = replace(call.number, unit=unit)
    temperature = _temperature(given, default)
    if isinstance(temperature, str):
        return Unbound(number, temperature)
    ion = ion_of(call.word) if call.word else None
    if call.word and ion is None:
        return None
    made = (
        _stated(facts, call, given, ion, temperature is not None)
        if "out" in given and "in" in given
        else None
    )
    if made is None and ion is not None and not {"out", "in"} & set(given):
        pair = find_pair(facts.context, facts.concentrations, ion, call.start)
        if not isinstance(pair, Pair):
            return Unbound(number, pair)
        made = make_nernst(facts, ion, number, pair, symbolic=True)
        made = replace(made, firm=made.firm or (pair.firm and temperature is not None))
    if made is None:
        return Unbound(number, "the call does not say which concentrations it has")
    # a number below one may be in volts or in millivolts: it may agree, and is not called wrong
    made = replace(made, number=number, unit=unit, firm=made.firm and unit.scale < 1.0, prefactor=None)
    return (
        made
        if temperature is None
        else replace(made, temperature=temperature, temperature_scope=Scope.CLAUSE)
    )


def _stated(
    facts: Facts, call: Call, given: dict[str, tuple[str, Value]], ion: str | None, known: bool
) -> Claim | None:
    """The claim of a call that has both concentrations; a charge that it leaves out is the ion's, or one."""
    sides = [given[side][1] for side in ("out", "in")]
    if any(value.value <= 0.0 for value in sides):
        return None
    z = given["z"][1].value if "z" in given else float(VALENCE[ion]) if ion is not None else 1.0
    if z not in (-2.0, -1.0, 1.0, 2.0, 3.0):
        return None
    context = facts.context
    inputs = (
        _concentration(context, "c_out", sides[0]),
        _concentration(context, "c_in", sides[1]),
        exact("z", z, "stated" if "z" in given else "default"),
    )
    assumed = "" if "z" in given or ion is not None else "the charge is one"
    quantity = f"E_{ion}" if ion is not None else "E"
    near, scope = bind_temperature(context, call.number.start, call.number.end)
    tied = temperature_is_tied(context, call.number.start, call.number.end) and not known
    unit = MILLIVOLT or DIMENSIONLESS
    return Claim(
        RULE, LAW, quantity, call.number, unit, inputs, near, scope, firm=not tied, assumed=assumed
    )  # fmt: skip


def _named(call: Call, pattern: re.Pattern[str], side: str = "") -> dict[str, Value]:
    """The arguments whose names say an ion, and its side."""
    found: dict[str, Value] = {}
    for key, value in call.values.items():
        match = pattern.fullmatch(key)
        if match is None:
            continue
        ion = match["ion"].capitalize()
        if not side or ("out" if _OUTSIDE.match(match["side"]) else "in") == side:
            found[ion] = value
    return found


def _ghk(facts: Facts, call: Call, default: Temperature | None) -> Claim | Unbound | None:
    unit = _unit(call)
    weights = _named(call, _PERMEABILITY)
    given = {role: (key, value) for key, value in call.values.items() if (role := _role(key)) == "T"}
    printed = {side: _named(call, _CONCENTRATION, side) for side in ("out", "in")}
    known = len(weights) + len(given) + sum(map(len, printed.values()))
    if len(weights) < 2 or "K" not in weights or known != len(call.values) or call.word or unit is None:
        return None
    number = replace(call.number, unit=unit)
    temperature = _temperature(given, default)
    if isinstance(temperature, str):
        return Unbound(number, temperature)
    inputs: list[Input] = []
    for ion in IONS:
        found = _both_sides(facts, call, ion, printed) if ion in weights else _absent(ion)
        if isinstance(found, str):
            return Unbound(number, found)
        inputs += found
    inputs += [
        exact(f"P_{ion}", weights[ion].value)
        if ion in weights
        else Input(f"P_{ion}", "0", 0.0, 0.0, DIMENSIONLESS, "default")
        for ion in IONS
    ]
    made = replace(make_ghk(facts, number, tuple(inputs), Scope.SENTENCE), prefactor=None)
    if temperature is None:
        return made
    firm = unit.scale < 1.0
    return replace(made, temperature=temperature, temperature_scope=Scope.CLAUSE, firm=firm)


def _absent(ion: str) -> list[Input]:
    """The concentrations of an ion that does not count."""
    return [Input(f"{ion}_{side}", "1 mM", 1.0, 1.0, MILLIMOLAR, "default") for side in ("out", "in")]


def _both_sides(
    facts: Facts, call: Call, ion: str, printed: dict[str, dict[str, Value]]
) -> list[Input] | str:
    """The concentrations of an ion: arguments of the call, else what the document states; or why not."""
    pair = find_pair(facts.context, facts.concentrations, ion, call.start)
    found: list[Input] = []
    for side in ("out", "in"):
        if ion in printed[side]:
            found.append(_concentration(facts.context, f"{ion}_{side}", printed[side][ion]))
        elif isinstance(pair, Pair):
            stated = pair.out if side == "out" else pair.inside
            found.append(concentration_input(f"{ion}_{side}", stated, Scope.SENTENCE))
        else:
            return pair
    return found


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the potentials that examples in documentation print."""
    calls = list(find_calls(facts.context))
    default = default_temperature(facts.context.text, facts.context.numbers) if calls else None
    for call in calls:
        if _OTHER.search(call.name):
            continue
        found = _ghk(facts, call, default) if _GHK.search(call.name) else None
        if found is None and _NERNST.search(call.name):
            found = _nernst(facts, call, default)
        if found is not None:
            yield found
