"""Functions in other units: exact scales folded into the constants, as near to the truth as those in SI.

The truth is the relation at the exactly converted arguments, in balls. The unit of the errors is u (1 + kappa), as in
``test_accuracy``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian.codegen.accuracy import Reference, measure, references
from nernstian.codegen.folding import gather
from nernstian.codegen.function import function
from nernstian.codegen.lowering import lower
from nernstian.codegen.oracle import exact, reach
from nernstian.codegen.strata import strata
from nernstian.codegen.targets.python import PythonTarget
from nernstian.codegen.units import SI, Scale, Units, least_double
from nernstian.derivations import laws
from nernstian.derivations.errors import DefinitionError, UsageError
from nernstian.derivations.grammar import parse
from nernstian.derivations.law import Law
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.render.printing import plain
from nernstian.derivations.terms import CONSTANT_SYMBOLS, symbol
from nernstian.units import resolve

MM, UM = Scale("mM"), Scale("uM", Fraction(1, 1000))
MV, CELSIUS = Scale("mV", Fraction(1, 1000)), Scale("degC", Fraction(1), Fraction("273.15"))
FAHRENHEIT = Scale("degF", Fraction(5, 9), Fraction("459.67") * Fraction(5, 9))
SCOPE = {**CONSTANT_SYMBOLS, **{n: symbol(Quantity(n, "1", "real", n)) for n in ("a", "b", "c", "x")}}

# Units nobody chooses together; arguments of one dimension take them in turn.
STRESS = {
    "mol/m3": ("uM", "nM", "M"), "V": ("uV", "V", "kV"), "K": ("degF",), "J/mol": ("kcal/mol", "kJ/mol"), "m2": ("um2",),
    "m": ("um", "nm"), "m3": ("fL",), "C": ("pC",), "A": ("pA",), "m/s": ("cm/s",), "A/m2": ("pA/um2",),
    "F/m2": ("uF/cm2",), "S/m2": ("nS/um2", "mS/cm2"), "ohm*m2": ("Mohm*um2",), "ohm*m": ("ohm*cm",),
    "s": ("us", "min"), "V/m": ("V/cm",), "m2/s": ("um2/ms",), "mol/m4": ("mM/um",), "mol/(m2*s)": ("pmol/(cm2*s)",),
    "m2/(V*s)": ("cm2/(V*s)",), "mol/m2": ("pmol/cm2",), "V/s": ("mV/ms",), "J/m2": ("pJ/um2",), "J/m3": ("kcal/L",),
    "1": ("1", "percent"), "mol/(m3*s)": ("mM/min",), "1/m": ("1/um",),
}  # fmt: skip
RATIO_LAWS = {"ghk_voltage", "ghk_voltage_divalent", "mullins_noda", "electrogenic_shift"}
RATIOS = {"P_K": "nS", "P_Na": "pS", "P_Cl": "uS", "P_Ca": "nS"}  # only ratios count: any common dimension

#: Half again the largest error seen; gradient_energy subtracts without a numeric form of its own.
BOUND = defaultdict(lambda: 3.2, {"gradient_energy": 7.0})
#: Products and quotients lose a rounding per factor and no more, whatever the units.
ULPS = {
    "physiology": {
        "nernst": 3.5, "thermal_voltage": 2.5, "capacitor_charge": 3.5, "membrane_field": 2.5, "time_constant": 1.0,
        "surface_charge": 3.5, "capacitor_energy": 3.0,
    },
    "stress": {
        "thermal_voltage": 2.5, "capacitor_charge": 3.5, "membrane_field": 2.5, "time_constant": 2.5,
        "surface_charge": 3.5, "capacitor_energy": 3.0,
    },
}  # fmt: skip
STRATA = ("physiological", "wide", "near")


def stress_table(name: str) -> dict[str, str]:
    law, seen, table = laws.get(name), defaultdict(int), {}
    ratios = RATIOS if name in RATIO_LAWS else {}
    for quantity in (*law.arguments, law.result):
        if not quantity.integer:
            choices = STRESS[quantity.unit]
            table[quantity.name] = ratios.get(quantity.name, choices[seen[quantity.unit] % len(choices)])
            seen[quantity.unit] += 1
    return table


@cache
def units_of(name: str, table: str) -> Units:
    return resolve(name, table if table == "physiology" else stress_table(name))


def moved(law: Law, units: Units, values: dict[str, float]) -> dict[str, float] | None:
    """A point in the units, to the nearest doubles; None where rounding has moved it out of the domain."""
    found = {q.name: float(units[q].from_si(values[q.name])) for q in law.arguments}
    below = [
        q
        for q in law.arguments
        if q.domain in ("positive", "nonnegative") and units[q].to_si(found[q.name]) < 0
    ]
    return None if below else found


@cache
def truths(name: str, table: str, count: int = 20) -> dict[str, tuple[Reference, ...]]:
    law, units = laws.get(name), units_of(name, table)
    points = {
        s: [moved(law, units, p) for p in found] for s, found in strata(law, count).items() if s in STRATA
    }
    return {s: references(law, [p for p in found if p], units) for s, found in points.items()}


# -- scales


def test_a_scale_goes_to_si_and_back_exactly():
    assert FAHRENHEIT.to_si(Fraction("98.6")) == Fraction("310.15")
    assert FAHRENHEIT.from_si(Fraction("310.15")) == Fraction("98.6")
    assert CELSIUS.shift == Fraction("273.15")
    assert FAHRENHEIT.shift == Fraction("459.67")


def test_a_scale_is_above_zero():
    with pytest.raises(DefinitionError, match="needs one above 0"):
        Scale("nothing", Fraction(0))


def test_a_quantity_without_a_unit_is_in_si():
    T, E = laws.get("nernst").arguments[3], laws.get("nernst").result
    assert Units.of({"T": CELSIUS})[T] == CELSIUS
    assert Units.of({"T": CELSIUS})[E] == Scale("V")
    assert not SI
    assert not Units.of({"c_in": MM})
    assert Units.of({"c_in": MM, "T": CELSIUS})


@given(st.fractions(-1000, 1000))
def test_the_least_double_separates_what_is_below_a_bound(bound):
    least = least_double(bound)
    assert least >= bound
    assert math.nextafter(least, -math.inf) < bound


# -- folding


@pytest.mark.parametrize(
    ("text", "gathered"),
    [
        ("7*a - 7*b", "7*(a - b)"),
        ("a*(3*b + 3*c)*2", "6*a*(b + c)"),
        ("3/1000*a - 2/1000*b - 1/1000*c", "(1/1000)*(3*a - 2*b - c)"),
        ("a/1000 - b", "(1/1000)*(a - 1000*b)"),
        ("a + b/3", "(1/3)*(3*a + b)"),
        ("(5/9)*(a + b)", "(5/9)*(a + b)"),
        ("log_quotient(a/7, b/7, a/7 - b/7)", "log_quotient(a, b, a - b)"),
        ("log_quotient(a/1000, b, a/1000 - b)", "log_quotient(a, 1000*b, a - 1000*b)"),
        ("select(2*x, 3*a, 3*b)", "3*select(x, a, b)"),
        ("select(-2*x, 3*a, 3*b)", "3*select(-x, a, b)"),
        ("abs(-3*a)", "3*abs(a)"),
        ("abs(-3)", "3"),
        ("exp(2*a + 2*b)*3", "3*exp(2*(a + b))"),
        ("sqrt(2*a)", "sqrt(2*a)"),
        ("(7*a + 7*b)^2/49", "(a + b)*(a + b)"),
    ],
)
def test_what_terms_share_goes_outside(text, gathered):
    assert plain(gather(parse(text, SCOPE))) == gathered


@pytest.mark.parametrize(
    ("name", "units", "result"),
    [
        ("nernst", {"c_out": UM, "c_in": UM}, plain(lower(laws.get("nernst")).result)),
        ("driving_force", {"V": MV, "E": MV}, "(1/1000)*(V - E)"),
        ("ohmic_current", {"V": MV, "E": MV, "i": Scale("mA/m2", Fraction(1, 1000))}, "g*(V - E)"),
        ("capacitor_charge", {"V": MV}, "(1/1000)*c_m*A*V"),
        ("cable_decay", {"x": Scale("um", Fraction(1, 10**6)), "lam": Scale("um", Fraction(1, 10**6))}, "V_0*exp(-abs(x)/lam)"),
    ],
)  # fmt: skip
def test_a_scale_that_cancels_is_not_computed(name, units, result):
    law = laws.get(name)
    term = lower(law, Units.of(units)).result
    assert plain(term).replace(" ", "") == result.replace(" ", "")


@pytest.mark.parametrize("name", laws.names())
def test_si_units_change_nothing(name):
    law = laws.get(name)
    stated = Units.of({q.name: Scale(q.unit) for q in (*law.arguments, law.result)})
    assert replace(lower(law, stated), units=SI) == lower(law)


def test_the_zero_of_a_temperature_is_added_once():
    code = PythonTarget().function(lower(laws.get("nernst_planck"), Units.of({"T": CELSIUS})), "f", "")
    assert code.count("273.15") == 2  # the guard and the sum
    assert "T_absolute = T + 273.15" in code
    assert "T < -273.15" in code


def test_the_name_of_an_absolute_temperature_is_free():
    ions = {"T_absolute": 1, "K": 1}
    lowered = lower(laws.get("ghk_voltage", ions), Units.of({"T": CELSIUS}))
    names = [s.name for s in (*lowered.arguments, *(n for n, _ in lowered.lets))]
    assert len(set(names)) == len(names)


def test_a_result_on_a_scale_with_a_zero_has_it_subtracted():
    law = laws.get("thermal_voltage")
    odd = Units.of({"V_T": Scale("odd", Fraction(1, 1000), Fraction(20, 1000))})
    assert function("thermal_voltage", odd)(310.15) == pytest.approx(
        1000 * function("thermal_voltage")(310.15) - 20
    )
    assert float(exact(law, {"T": 310.15}, odd).mid()) == pytest.approx(6.7267, abs=1e-4)


@pytest.mark.parametrize("name", laws.names())
def test_bounds_are_the_zeros_of_si(name):
    law = laws.get(name)
    for table in ("physiology", "stress"):
        units = units_of(name, table)
        lowered = lower(law, units)
        assert list(lowered.lower_bounds) == list(lowered.nonnegative) == list(lower(law).nonnegative)
        for quantity in law.arguments:
            if quantity.name in lowered.lower_bounds:
                assert units[quantity].to_si(lowered.lower_bounds[quantity.name]) == 0


def test_a_unit_for_what_the_law_has_not_is_refused():
    with pytest.raises(UsageError, match="thermal_voltage has no c_in to give a unit to"):
        function("thermal_voltage", Units.of({"c_in": MM}))


# -- accuracy


@pytest.mark.parametrize("arrays", [False, True], ids=["scalars", "arrays"])
@pytest.mark.parametrize("table", ["physiology", "stress"])
@pytest.mark.parametrize("name", laws.names())
def test_a_law_in_units_is_computed_to_its_bound(name, table, arrays):
    made = function(name, units_of(name, table))
    found = truths(name, table)
    assert len(found["physiological"]) >= 15
    for stratum, points in found.items():
        if points:
            measured = measure(laws.get(name), made, points, arrays=arrays, stratum=stratum)
            assert measured.max_scaled <= BOUND[name], measured
            if stratum == "physiological":
                assert measured.max_ulp <= ULPS[table].get(name, math.inf), measured


def test_equal_concentrations_in_one_unit_lose_nothing():
    points = truths("nernst", "physiology")["near"]
    made = function("nernst", units_of("nernst", "physiology"))
    assert measure(laws.get("nernst"), made, points).max_ulp <= 3.5


@pytest.mark.parametrize("table", ["physiology", "stress"])
@pytest.mark.parametrize("name", laws.names())
def test_a_scale_off_in_the_ninth_digit_is_seen(name, table):
    """The control: damage to any scale or zero misses the bound."""
    units = units_of(name, table)
    points = truths(name, table)["physiological"]
    for number, (quantity, scale) in enumerate(units.rows):
        damaged = replace(scale, scale=scale.scale * (1 + Fraction(1, 10**9)))
        others = (*units.rows[:number], *units.rows[number + 1 :])
        made = function(name, Units((*others, (quantity, damaged))))
        assert measure(laws.get(name), made, points).max_scaled > 10 * BOUND[name], quantity


def test_a_temperature_counts_with_its_zero():
    law, units = laws.get("thermal_voltage"), Units.of({"T": CELSIUS})
    value = exact(law, {"T": 37.0}, units)
    assert float((value / exact(law, {"T": Fraction(37) + Fraction("273.15")})).mid()) == 1.0
    assert float(
        (reach(law, {"T": -272.15}, units) / exact(law, {"T": -272.15}, units)).mid()
    ) == pytest.approx(546.3)
