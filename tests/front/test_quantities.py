"""`nernstian.quantity_function`: what it takes, what it refuses and how it says so, what it warns of."""

from __future__ import annotations

import math
import pickle
import warnings
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import numpy as np
import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nernstian
from nernstian.codegen.emitted import LAWS
from nernstian.derivations.errors import DomainError, GrammarError, NernstianWarning, UnitError, UsageError

REGISTRY = pint.UnitRegistry()
Q = REGISTRY.Quantity
OUT, IN, BODY = Q(5, "mM"), Q(140, "mM"), Q(37, "degC")
E_K = -89.05869403673  # mV
IONS = tuple(Q(c, "mM") for c in (5, 140, 145, 12, 110, 10))
UNDEFINED = pint.UnitRegistry(None)

nernst = nernstian.quantity_function("nernst", unit="mV")
voltage = nernstian.quantity_function("ghk_voltage", unit="mV")


def registry_of(quantity: pint.Quantity) -> pint.UnitRegistry:
    return quantity._REGISTRY


TAKEN = [
    ("integers", (OUT, IN, 1, BODY)),
    ("other units of the same dimension", (Q(0.005, "mol/L"), Q(140e3, "uM"), 1, Q(310.15, "K"))),
    ("degrees Fahrenheit", (OUT, IN, 1, Q(98.6, "degF"))),
    ("text", ("5 mM", "140mM", "1", "37 °C")),
    ("text beside quantities", (OUT, "140 mM", 1, "310.15 K")),
    ("a pure number as a quantity", (OUT, IN, Q(1, ""), BODY)),
    ("percent", (OUT, IN, Q(100, "percent"), BODY)),
    ("decimals", (Q(Decimal(5), "mM"), Q(Decimal(140), "mM"), 1, Q(Decimal(37), "degC"))),
]

REFUSED = [
    (nernst, (5, IN, 1, BODY), UnitError, "c_out needs a unit: 5 could be 5 mM or 5 M", "c_out (concentration outside) as a quantity of pint, or as text: '5 mM'"),
    (nernst, (OUT, [1.0, 2.0], 1, BODY), UnitError, "c_in needs a unit: an array of plain numbers could be mM or M", "c_in"),
    (nernst, (OUT, IN, 1, 37), UnitError, "T needs a unit: 37 could be 37 degC or 37 K", "degC"),
    (nernst, (OUT, IN, 1, "37"), UnitError, "T needs a unit: 37 could be 37degC or 37K", "degC"),
    (nernst, (Q(5, "mV"), IN, 1, BODY), UnitError, "c_out is measured in mol/m3, and 5 mV is not: mV is kg m2 s-3 A-1, mol/m3 is m-3 mol", "Give c_out (concentration outside) in mM or the like."),
    (nernst, (Q([5, 6], "mV"), IN, 1, BODY), UnitError, "c_out is measured in mol/m3, and an array in mV is not", "mM"),
    (nernst, (Q(5, "mM**0.5"), IN, 1, BODY), UnitError, "mM ** 0.5 is m-1.5 mol0.5", "mM"),
    (nernst, (Q(5, ""), IN, 1, BODY), UnitError, "c_out is measured in mol/m3, and 5 is not", "mM"),
    (nernst, (OUT, IN, Q(1, "mM"), BODY), UnitError, "z is a pure number, and 1 mM is not", "without a unit"),
    (nernst, (OUT, IN, "1 mM", BODY), UnitError, "z is a pure number", "z=1"),
    (nernst, (OUT, IN, Q(3, "dB"), BODY), UnitError, "z: decibel is a logarithmic unit", "linear"),
    (nernst, (OUT, IN, 1, Q(5, "delta_degC")), UnitError, "T: delta_degree_Celsius is a temperature difference", "degC or K"),
    (nernst, (OUT, IN, 1, Q(5, REGISTRY.degC**2 / REGISTRY.K)), UnitError, "T: Cannot convert", "Give T in degC"),
    (nernst, (OUT, IN, Q(3, "pixel"), BODY), UnitError, "z measures [printing_unit]", "SI"),
    (nernst, ("5 mQ", IN, 1, BODY), UnitError, "c_out: unknown unit mQ", "case-sensitive"),
    (nernst, ("9**9**9", IN, 1, BODY), GrammarError, "c_out: the unit", "mM"),
    (nernst, (True, IN, 1, BODY), UsageError, "c_out must be real numbers", "float"),
    (nernst, (OUT, IN, 1j, BODY), UsageError, "z must be real numbers", "float"),
    (nernst, (Q(5j, "mM"), IN, 1, BODY), UsageError, "c_out must be real numbers", "float"),
    (nernst, (pint.UnitRegistry().Quantity(5, "mM"), IN, 1, BODY), UsageError, "c_out and c_in belong to different registries", "one pint.UnitRegistry"),
    (nernst, ("5 mM", "140 mM", UNDEFINED.Quantity(1, ""), "37 degC"), UnitError, "lacks a unit of the law: 'mV' is not defined", "Define it"),
    (nernst, (OUT, IN, 0, BODY), DomainError, "z=0 is outside the domain of nernst, where z is other than zero", "valence"),
    (nernst, (Q(0, "mM"), IN, 1, BODY), DomainError, "c_out=0 mM (0 mol/m3) is outside the domain of nernst, where c_out is greater than zero", "greater than zero"),
    (nernst, (Q([5, -1, 3], "mM"), IN, 1, BODY), DomainError, "c_out[1]=-1 mM (-1 mol/m3) is outside", "concentration outside"),
    (nernst, (OUT, Q([[140, 0]], "mM"), 1, BODY), DomainError, "c_in[0, 1]=0 mM", "greater than zero"),
    (nernst, (OUT, IN, [1, 2, 0], BODY), DomainError, "z[2]=0 is outside", "other than zero"),
    (nernst, (OUT, IN, 1, Q(-300, "degC")), DomainError, "T=-300 °C (-26.85 K) is outside", "greater than zero"),
    (nernst, (OUT, IN, 1, Q(-273.15, "degC")), DomainError, "T=-273.15 °C (0 K) is outside", "greater than zero"),
    (nernst, (OUT, IN, 1, Q(-0.0, "K")), DomainError, "T=-0 K", "greater than zero"),
    (nernst, (Q([5, math.nan], "mM"), IN, 1, BODY), DomainError, "c_out[1]=nan mM is no finite number", "nernstian.function"),
    (nernst, (Q(1e308, "M"), IN, 1, BODY), DomainError, "c_out=1e+308 M is no finite number in SI units", "Leave"),
    (voltage, (*IONS, 0, 0, 0, BODY), DomainError, "P_K, P_Na, P_Cl are all zero: no ion permeates", "at least one"),
    (voltage, (*IONS, [1, 0], [1, 0], 0, BODY), DomainError, "P_K, P_Na, P_Cl are all zero at element [1]", "at least one"),
    (voltage, (Q(0, "mM"), *IONS[1:], [1, 1], 0, [1, 0], BODY), DomainError, "ghk_voltage has no finite value with K_out, P_Na, P_Cl at zero at element [1]", "ln"),
    (voltage, (*IONS, Q(1, "nS"), Q(40, "pS"), 0.45, BODY), UnitError, "only the ratios of P_K, P_Na, P_Cl count, so they must share one dimension: P_K in nS, P_Na in pS, P_Cl in no unit", "the same unit"),
    (voltage, (*IONS, Q(-1, "nS"), Q(40, "pS"), Q(1, "nS"), BODY), DomainError, "P_K=-1 nS", "zero or greater"),
]  # fmt: skip

WARNED = [
    ((OUT, IN, 1, Q(400, "K")), ["T=400 K is outside 273-320 K: is the unit right?"]),
    ((OUT, IN, 1, Q([310, 37], "K")), ["T[1]=37 K is outside 273-320 K: is the unit right?"]),
    ((OUT, IN, 1.5, BODY), ["z=1.5 is not a whole number: valences are"]),
    ((OUT, Q(140, "M"), 1, BODY), ["c_in=140 M is above 10000 mM: is the unit right?"]),
    ((Q([5, 1e-25], "M"), IN, 1, BODY), ["the result E at element [1] is beyond 1 V: is the unit right?"]),
    ((Q(1e-25, "M"), IN, 1, BODY), ["the result E is beyond 1 V: is the unit right?"]),
    ((OUT, IN, 1, BODY), []),
]


@pytest.mark.parametrize("arguments", [row for _, row in TAKEN], ids=[name for name, _ in TAKEN])
def test_arguments_in_any_shape_of_unit_give_the_same(arguments):
    found = nernst(*arguments)
    assert found.units == registry_of(found).mV
    assert type(found.magnitude) is float
    assert found.magnitude == pytest.approx(E_K, rel=1e-12)


@pytest.mark.parametrize(("made", "arguments", "error", "cause", "remedy"), REFUSED)
def test_a_mistake_is_refused_with_cause_and_remedy(made, arguments, error, cause, remedy):
    with pytest.raises(error) as caught:
        made(*arguments)
    assert cause in caught.value.cause
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(("arguments", "expected"), WARNED)
def test_what_no_living_cell_shows_is_computed_with_a_warning(arguments, expected):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        nernst(*arguments)
    assert [str(w.message) for w in caught] == expected
    assert all(w.category is NernstianWarning and w.filename == __file__ for w in caught)


def test_the_result_is_in_the_unit_asked_for_or_in_si():
    bare = nernstian.quantity_function("nernst")(OUT, IN, 1, BODY)
    assert bare.units == REGISTRY.V
    assert bare.to("mV").magnitude == pytest.approx(E_K, rel=1e-12)
    assert nernstian.quantity_function("boltzmann_ratio")(Q(0, "mV"), 1, BODY).units == REGISTRY.dimensionless
    current = nernstian.quantity_function("ohmic_current", unit="uA/cm2")
    assert str(current(Q(2, "mS/cm**2"), Q(-70, "mV"), Q(-90, "mV")).units) == "microampere / centimeter ** 2"
    with pytest.raises(UnitError, match="E is measured in V, and mM is not"):
        nernstian.quantity_function("nernst", unit="mM")


def test_the_result_belongs_to_the_registry_of_the_arguments():
    other = pint.UnitRegistry()
    assert registry_of(nernst(OUT, "140 mM", 1, "37 degC")) is REGISTRY
    found = nernst(other.Quantity(5, "mM"), "140 mM", 1, "37 degC")
    assert registry_of(found) is other
    assert (found + other.Quantity(1, "mV")).magnitude == pytest.approx(E_K + 1)
    assert registry_of(nernst("5 mM", "140 mM", 1, "37 degC")) is pint.application_registry.get()


@pytest.mark.parametrize(
    "options",
    [{"non_int_type": Decimal}, {"system": "cgs"}, {"autoconvert_offset_to_baseunit": True}, {"force_ndarray": True}],
    ids=lambda options: next(iter(options)),
)  # fmt: skip
@pytest.mark.parametrize("kind", [int, float])
def test_any_registry_will_do(options, kind):
    make = pint.UnitRegistry(**options).Quantity
    found = nernst(make(kind(5), "mM"), make(kind(140), "mM"), 1, make(kind(37), "degC"))
    assert float(found.magnitude) == pytest.approx(E_K, rel=1e-12)


def test_a_unit_means_what_its_registry_says():
    own = pint.UnitRegistry()
    own.define("dose = 2.5 mmol")
    found = nernst(own.Quantity(2, "dose/L"), own.Quantity(140, "mM"), 1, own.Quantity(37, "degC"))
    assert found.magnitude == pytest.approx(E_K, rel=1e-12)


def test_arrays_broadcast_and_may_be_empty():
    found = nernst(Q([[1.0], [5.0]], "mM"), IN, [1, -1, 2], BODY)
    assert found.magnitude.shape == (2, 3)
    assert found.magnitude[1] == pytest.approx([E_K, -E_K, E_K / 2], rel=1e-12)
    assert nernst(Q([], "mM"), IN, 1, BODY).magnitude.shape == (0,)
    assert nernst(Q(np.empty((0, 3)), "mM"), IN, 1, BODY).magnitude.shape == (0, 3)
    assert nernst(Q([5, 6], "mM"), IN, 1, BODY).magnitude[0] == pytest.approx(E_K, rel=1e-12)


def test_arguments_are_not_written_to():
    given = np.array([5.0, 6.0])
    nernst(Q(given, "uM"), IN, 1, BODY)
    assert list(given) == [5.0, 6.0]


def test_permeabilities_may_share_any_dimension():
    bare = voltage(*IONS, 1, 0.04, 0.45, BODY).magnitude
    in_siemens = voltage(*IONS, Q(1, "nS"), Q(40, "pS"), Q(0.45, "nS"), BODY).magnitude
    assert bare == pytest.approx(-67.3262, abs=1e-4)
    assert in_siemens == pytest.approx(bare, rel=1e-12)


def test_equal_concentrations_give_zero_without_a_sign():
    assert str(nernst(IN, IN, -1, BODY)) == "0.0 millivolt"


@given(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3), st.sampled_from([-2, -1, 1, 2]), st.floats(0, 45))
def test_it_agrees_with_the_command_line(c_out, c_in, z, T):
    from nernstian.computation import compute

    texts = {"c_out": f"{c_out!r}uM", "c_in": f"{c_in!r}mM", "z": str(z), "T": f"{T!r}degC"}
    expected = compute("nernst", unit="mV", **texts).value
    found = nernst(Q(c_out, "uM"), Q(c_in, "mM"), z, Q(T, "degC")).magnitude
    assert found == pytest.approx(expected, rel=1e-13, abs=1e-12)


@pytest.mark.parametrize("name", nernstian.laws())
def test_every_law_takes_quantities(name):
    law, made = LAWS[name], nernstian.quantity_function(name)
    bare = nernstian.function(name)
    values = {q.name: 300.0 if q.unit == "K" else 1.0 + n / 8 for n, q in enumerate(law.arguments)}
    given_ = {q.name: v if q.unit == "1" else Q(v, boundary_text(q.unit)) for q, v in zip(law.arguments, values.values(), strict=True)}  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NernstianWarning)
        found = made(**given_)
    assert found.magnitude == pytest.approx(bare(**values), rel=1e-12)
    assert found.dimensionality == Q(1, boundary_text(law.result.unit)).dimensionality


def boundary_text(unit: str) -> str:
    """A unit of a law as pint reads it: m3 is m**3."""
    return "".join(f"**{c}" if c.isdigit() and n and unit[n - 1].isalpha() else c for n, c in enumerate(unit))


def test_it_takes_keywords_and_tells_of_a_wrong_call():
    assert nernst(T=BODY, z=1, c_in=IN, c_out=OUT) == nernst(OUT, IN, 1, BODY)
    with pytest.raises(TypeError, match=r"nernst\(c_out, c_in, z, T\): missing a required argument: 'T'"):
        nernst(OUT, IN, 1)


def test_ions_are_chosen():
    made = nernstian.quantity_function("ghk_voltage", unit="mV", ions={"K": 1})
    assert made(OUT, IN, 1, BODY).magnitude == pytest.approx(E_K, rel=1e-12)
    with pytest.raises(UsageError, match="nernst takes no list of ions"):
        nernstian.quantity_function("nernst", ions={"K": 1})


def test_it_tells_what_it_is():
    assert repr(nernst) == "<nernst(c_out, c_in, z, T) of quantities: Nernst potential, in mV>"
    for line in (
        "c_out : quantity of the dimension of mol/m3",
        "z : number",
        "E : quantity, mV",
        LAWS["nernst"].source,
    ):
        assert line in nernst.__doc__


def test_it_survives_a_pickle():
    made = nernstian.quantity_function("ghk_voltage", unit="mV", ions={"K": 1, "Cl": -1})
    copy = pickle.loads(pickle.dumps(made))  # noqa: S301
    arguments = (OUT, IN, Q(110, "mM"), Q(10, "mM"), 1, 0.5, BODY)
    assert copy(*arguments) == made(*arguments)
    assert repr(copy) == repr(made)


def test_threads_do_not_disturb_each_other():
    def run(count: int) -> list[float]:
        return list(nernst(Q(np.linspace(1, 10, count), "mM"), IN, 1, BODY).magnitude)

    alone = [run(n) for n in range(1, 33)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(run, range(1, 33))) == alone
