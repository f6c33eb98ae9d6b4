"""Constants against independent exact products and the CODATA 2022 listings; quantities check themselves."""

from __future__ import annotations

from decimal import Decimal, getcontext
from fractions import Fraction

import pytest

from nernstian.derivations import constants
from nernstian.derivations.constants import ALL, Constant
from nernstian.derivations.dimensions import UNITS, unit_dimension
from nernstian.derivations.errors import DefinitionError, UnitError
from nernstian.derivations.quantities import Quantity

getcontext().prec = 60

# Digits as CODATA 2022 lists them (an ellipsis means exact, cut off).
LISTED = {
    "R": "8.314462618",
    "F": "96485.33212",
    "e": "1.602176634E-19",
    "k_B": "1.380649E-23",
    "N_A": "6.02214076E+23",
    "eps_0": "8.8541878188E-12",
    "pi": "3.14159265358979323846264338327950288",
}


@pytest.mark.parametrize("constant", ALL, ids=lambda k: k.symbol)
def test_the_value_begins_with_the_listed_digits(constant: Constant) -> None:
    listed = Decimal(LISTED[constant.symbol])
    value = Decimal(constant.value.numerator) / Decimal(constant.value.denominator)
    unit_in_last_place = Decimal(1).scaleb(listed.as_tuple().exponent)  # type: ignore[arg-type]
    assert listed <= value < listed + unit_in_last_place


def test_products_of_exact_constants_are_exact() -> None:
    # Integers only: 6.02214076e23, 1.380649e-23 and 1.602176634e-19 written out.
    assert constants.R.value == Fraction(602214076 * 10**15 * 1380649, 10**29)
    assert constants.F.value == Fraction(602214076 * 10**15 * 1602176634, 10**28)
    assert str(Decimal(constants.R.value.numerator) / constants.R.value.denominator) == "8.31446261815324"
    assert str(Decimal(constants.F.value.numerator) / constants.F.value.denominator) == "96485.3321233100184"


def test_only_the_vacuum_permittivity_is_measured() -> None:
    assert [k.symbol for k in ALL if not k.exact] == ["eps_0"]
    assert constants.eps_0.uncertainty == Fraction(14, 10**22)  # 8.854 187 8188(14) e-12 F/m


def test_every_constant_names_its_source_and_a_unit() -> None:
    assert all(unit_dimension(k.unit) == k.dimension for k in ALL)
    assert all("CODATA 2022" in k.source for k in ALL if k is not constants.pi)


def test_the_gas_constant_is_energy_per_amount_and_temperature() -> None:
    per_volt = UNITS["J"] / UNITS["K"] / UNITS["mol"]
    assert constants.R.dimension == per_volt
    assert constants.R.dimension * UNITS["K"] / constants.F.dimension == UNITS["V"]


@pytest.mark.parametrize(
    "changes",
    [{"source": ""}, {"value": Fraction(0)}, {"value": Fraction(-1)}, {"uncertainty": Fraction(-1)}],
)
def test_a_constant_without_source_or_with_an_impossible_value_cannot_be_built(
    changes: dict[str, object],
) -> None:
    good = {
        "name": "n", "symbol": "q", "value": Fraction(1), "uncertainty": Fraction(0), "unit": "1", "source": "s",
        "latex": "q",
    }  # fmt: skip
    Constant(**good)  # type: ignore[arg-type]
    with pytest.raises(DefinitionError):
        Constant(**good | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "c out"},
        {"name": "9"},
        {"name": ""},
        {"domain": "large"},
        {"low": Fraction(1)},
        {"low": Fraction(2)},
        {"domain": "positive", "low": Fraction(-1)},
        {"domain": "nonnegative", "low": Fraction(-1)},
    ],
)
def test_a_quantity_that_contradicts_itself_cannot_be_built(changes: dict[str, object]) -> None:
    good = {
        "name": "q",
        "unit": "V",
        "domain": "real",
        "meaning": "m",
        "low": Fraction(0),
        "high": Fraction(1),
    }
    Quantity(**good)  # type: ignore[arg-type]
    with pytest.raises(DefinitionError):
        Quantity(**good | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "unit", ["mV", "mol/L", "degC", "volt", "V V", "m^2", "(m", "m)", "2", "mol/(m2*s", "½"]
)
def test_a_quantity_is_in_coherent_units_only(unit: str) -> None:
    with pytest.raises(UnitError):
        Quantity("q", unit, "real", "m")
