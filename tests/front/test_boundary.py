from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nernstian import boundary
from nernstian.codegen.emitted import LAWS
from nernstian.derivations.errors import NernstianError, UnitError

# One of each unit in SI, from the definitions in the SI brochure.
SCALES = [
    ("mM", "1", "m-3 mol"),
    ("M", "1000", "m-3 mol"),
    ("uM", "0.001", "m-3 mol"),
    ("µM", "0.001", "m-3 mol"),
    ("mmol/L", "1", "m-3 mol"),
    ("mol/m3", "1", "m-3 mol"),
    ("mV", "0.001", "kg m2 s-3 A-1"),
    ("cm/s", "0.01", "m s-1"),
    ("uA/cm2", "0.01", "m-2 A"),
    ("uF/cm2", "0.01", "kg-1 m-4 s4 A2"),
    ("kohm", "1000", "kg m2 s-3 A-2"),
    ("kcal/mol", "4184", "kg m2 s-2 mol-1"),
    ("um2", "1e-12", "m2"),
    ("h", "3600", "s"),
    ("K", "1", "K"),
    ("1", "1", "no unit"),
]

TEMPERATURES = [
    ("degC", 37, 310.15),
    ("°C", 25, 298.15),
    ("degF", Decimal("98.6"), 310.15),
    ("K", 310, 310.0),
]

REFUSED = [
    ("mv", "unknown unit mv", "Did you mean mV?"),
    ("millimolarity", "unknown unit", "case-sensitive"),
    ("nan", "unknown unit", "case-sensitive"),
    ("kdegC", "unknown unit", "degC"),
    ("delta_degC", "temperature difference", "degC or K"),
    ("J/degC", "temperature scale", "J/K"),
    ("degC2", "temperature scale", "K2"),
    ("dB", "logarithmic", "linear"),
    ("pixel", "[printing_unit]", "SI"),
    ("F9*F9", "exponent beyond", "powers"),
]


@pytest.mark.parametrize(("text", "scale", "base"), SCALES)
def test_a_unit_has_its_scale_and_dimension(text, scale, base):
    unit = boundary.unit(text)
    assert (unit.scale, unit.offset) == (Decimal(scale), 0)
    assert boundary.describe(unit.dimension) == base


@pytest.mark.parametrize(("text", "number", "kelvin"), TEMPERATURES)
def test_a_temperature_scale_keeps_its_zero(text, number, kelvin):
    unit = boundary.unit(text)
    assert unit.to_si(Decimal(number)) == kelvin
    assert unit.from_si(kelvin) == float(number)


@pytest.mark.parametrize(("text", "why", "remedy"), REFUSED)
def test_an_unfit_unit_is_refused_with_a_remedy(text, why, remedy):
    with pytest.raises(UnitError) as caught:
        boundary.unit(text)
    assert why in caught.value.cause
    assert remedy in caught.value.remedy


def test_the_units_of_all_laws_have_the_dimensions_stated_with_them():
    for law in LAWS.values():
        for quantity in (*law.arguments, law.result):
            unit = boundary.unit(quantity.unit)
            assert (unit.dimension, unit.scale) == (quantity.dimension, 1), (law.name, quantity.name)


@given(st.text(alphabet="munkMcdVAFsKCLol_gehPpa", min_size=1, max_size=8))
def test_any_name_is_a_unit_or_an_error_of_ours(name):
    try:
        unit = boundary.unit(name)
    except NernstianError as error:
        assert error.remedy
    else:
        assert unit.scale > 0


@given(st.floats(-1e6, 1e6), st.sampled_from(["mV", "degF", "kcal/mol", "uA/cm2"]))
def test_a_value_survives_the_way_to_a_unit_and_back(value, text):
    unit = boundary.unit(text)
    back = unit.to_si(Decimal(unit.from_si(value)))
    assert back == pytest.approx(value, rel=1e-14, abs=1e-12)
