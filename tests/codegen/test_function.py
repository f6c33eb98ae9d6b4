"""How the NumPy functions are called: arrays, scalars, keywords, broadcasting, threads, pickles, errors."""

from __future__ import annotations

import inspect
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from nernstian.codegen.function import function
from nernstian.derivations import laws
from nernstian.derivations.errors import DomainError, UnitError, UsageError

NERNST = (5.0, 140.0, 1.0, 310.15)
E_K = -0.08905869403673


@pytest.mark.parametrize("name", laws.names())
def test_a_function_knows_its_law(name):
    made = function(name)
    law = laws.get(name)
    assert made.law == law
    assert made.__name__ == name
    assert list(inspect.signature(made).parameters) == [q.name for q in law.arguments]
    assert repr(made).startswith(f"<{name}({law.arguments[0].name}")


@pytest.mark.parametrize("name", laws.names())
def test_a_docstring_tells_units_domain_formula_and_source(name):
    law, text = laws.get(name), function(name).__doc__
    assert law.title in text
    assert str(law.source) in text
    assert " = " in text.splitlines()[0]
    for quantity in (*law.arguments, law.result):
        unit = "a pure number" if quantity.unit == "1" else quantity.unit
        assert f"{quantity.name} : float or array, {unit}" in text
        assert quantity.meaning in text


@pytest.mark.parametrize(
    "scalar",
    [float, np.float64, np.float32, np.array, Fraction, Decimal],
    ids=["float", "float64", "float32", "0-d array", "Fraction", "Decimal"],
)
def test_scalars_give_a_python_float(scalar):
    found = function("nernst")(scalar(5.0), scalar(140.0), scalar(1.0), scalar(310.0))
    assert type(found) is float
    assert found == function("nernst")(5, 140, 1, 310)


def test_arguments_go_by_position_by_keyword_or_both():
    nernst = function("nernst")
    c_out, c_in, z, T = NERNST
    assert nernst(*NERNST) == pytest.approx(E_K, rel=1e-12)
    assert nernst(T=T, z=z, c_in=c_in, c_out=c_out) == nernst(*NERNST) == nernst(c_out, c_in, T=T, z=z)


@pytest.mark.parametrize(
    ("args", "kwargs", "told"),
    [
        (NERNST[:3], {}, "missing a required argument: 'T'"),
        ((*NERNST, 1.0), {}, "too many positional arguments"),
        (NERNST, {"T": 300.0}, "multiple values for argument 'T'"),
        (NERNST[:3], {"t": 300.0}, "nernst"),
    ],
)
def test_a_wrong_call_is_a_type_error_that_names_the_function(args, kwargs, told):
    with pytest.raises(TypeError, match=told) as caught:
        function("nernst")(*args, **kwargs)
    assert "nernst(c_out, c_in, z, T)" in str(caught.value)


def test_arrays_broadcast_and_keep_their_shape():
    outside = np.array([[1.0], [5.0], [20.0]])
    valence = [1, -1]
    found = function("nernst")(outside, 140.0, valence, 310.15)
    assert found.shape == (3, 2)
    assert found.dtype == np.float64
    for row, c_out in enumerate(outside[:, 0]):
        for column, z in enumerate(valence):
            assert found[row, column] == pytest.approx(function("nernst")(c_out, 140.0, z, 310.15), rel=1e-15)


def test_large_arrays_give_what_their_elements_give():
    rng = np.random.default_rng(7)
    V = rng.uniform(-0.2, 0.2, (3, 9001))
    V[0, ::100], V[1, ::100], V[2, ::100] = 0.0, np.nan, np.inf
    c_in = rng.uniform(0.0, 150.0, 9001)
    c_in[::70], c_in[1::70] = 0.0, -1.0
    found = function("ghk_current")(V, c_in, 5.0, 1e-7, 1.0, 310.0)
    assert found.shape == V.shape
    for row in range(3):
        for start in range(0, 9001, 1000):
            part = slice(start, start + 1000)
            small = function("ghk_current")(V[row, part], c_in[part], 5.0, 1e-7, 1.0, 310.0)
            assert np.allclose(found[row, part], small, rtol=1e-14, atol=0.0, equal_nan=True)


def test_lists_empty_arrays_and_strides_are_arrays_too():
    voltage = function("thermal_voltage")
    assert voltage([300.0, 310.0]).shape == (2,)
    assert voltage([]).shape == (0,)
    assert voltage(np.empty((0, 3))).shape == (0, 3)
    strided = np.linspace(270.0, 330.0, 100)[::-3]
    assert np.array_equal(voltage(strided), voltage(strided.copy()))


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="broadcast"):
        function("nernst")([1.0, 2.0], [1.0, 2.0, 3.0], 1.0, 300.0)


def test_float32_is_read_exactly_and_computed_in_double():
    single = np.array([5.3, 0.1], dtype=np.float32)
    found = function("nernst")(single, np.float32(140.0), np.float32(1.0), np.float32(310.15))
    assert found.dtype == np.float64
    exact = function("nernst")(single.astype(float), 140.0, 1.0, float(np.float32(310.15)))
    assert np.array_equal(found, exact)


def test_arguments_are_not_written_to():
    values = [np.array([0.0, -0.0, 0.1]), *(np.full(3, v) for v in (140.0, 5.0, 1e-7, 1.0, 310.0))]
    before = [v.copy() for v in values]
    for value in values:
        value.flags.writeable = False
    function("ghk_current")(*values)
    assert all(np.array_equal(a, b) for a, b in zip(values, before, strict=True))


def test_a_result_may_be_written_to():
    found = function("nernst")([5.0, 6.0], 140.0, 1.0, 310.0)
    found[0] = 1.0


def test_the_error_state_of_numpy_is_left_as_it_was():
    with np.errstate(all="raise"):
        before = np.geterr()
        assert np.isnan(function("nernst")(-1.0, -2.0, 1.0, 300.0))
        function("ghk_current")([0.0, 1e6, -1e6], 140.0, 5.0, 1e-7, 1.0, 310.0)
        assert np.geterr() == before
        with pytest.raises(FloatingPointError):
            np.log(np.array([-1.0]))


@pytest.mark.parametrize(
    "value",
    [1j, np.array([1 + 2j]), "5", ["5", "6"], True, None, np.array([object()]), [[1.0], [1.0, 2.0]]],
    ids=["complex", "complex array", "text", "texts", "truth", "None", "objects", "ragged"],
)
def test_what_is_no_real_number_is_refused(value):
    with pytest.raises((UsageError, ValueError), match=r"c_in|inhomogeneous"):
        function("nernst")(5.0, value, 1.0, 300.0)


def test_a_quantity_with_a_unit_is_refused_and_its_unit_not_dropped():
    pint = pytest.importorskip("pint")
    with pytest.raises(UnitError, match="c_in carries a unit"):
        function("nernst")(5.0, pint.UnitRegistry().Quantity(140.0, "mM"), 1.0, 300.0)


@pytest.mark.parametrize("name", laws.names())
def test_a_function_survives_a_pickle(name, truths):
    made = function(name)
    copy = pickle.loads(pickle.dumps(made))  # noqa: S301
    values = truths(name)["physiological"][0].values
    assert copy(**values) == made(**values)


def test_a_function_of_chosen_ions_survives_a_pickle():
    made = function("ghk_voltage", ions={"Na": 1, "Cl": -1})
    copy = pickle.loads(pickle.dumps(made))  # noqa: S301
    assert str(inspect.signature(copy)) == "(Na_out, Na_in, Cl_out, Cl_in, P_Na, P_Cl, T)"
    assert copy(145, 12, 110, 10, 1, 2, 310) == made(145, 12, 110, 10, 1, 2, 310)


def test_the_order_of_the_ions_is_the_order_of_the_arguments():
    assert list(inspect.signature(function("ghk_voltage", ions={"Rb": 1, "K": 1})).parameters) == [
        "Rb_out", "Rb_in", "K_out", "K_in", "P_Rb", "P_K", "T",
    ]  # fmt: skip


def test_twenty_ions_are_as_good_as_three():
    ions = {f"X{n}": (-1) ** n for n in range(20)}
    made = function("ghk_voltage", ions=ions)
    one = dict.fromkeys(inspect.signature(made).parameters, 0.0)
    one |= {"X0_out": 5.0, "X0_in": 140.0, "P_X0": 1.0, "T": 310.15}
    assert made(**one) == pytest.approx(E_K, rel=1e-12)


def test_a_function_is_made_once():
    assert function("nernst") is function("nernst")
    assert function("ghk_voltage", ions={"K": 1}) is function("ghk_voltage", ions={"K": 1})
    assert function("ghk_voltage", ions={"K": 1}) is not function("ghk_voltage", ions={"K": -1})


def test_threads_do_not_disturb_each_other():
    current = function("ghk_current")
    voltages = [np.linspace(-0.2 - n, 0.2 + n, 4001) for n in range(8)]

    def run(V: np.ndarray) -> np.ndarray:
        return current(V, 140.0, 5.0, 1e-7, 1.0, 310.0)

    alone = [run(V) for V in voltages]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(run, voltages))
    assert all(np.array_equal(a, b) for a, b in zip(alone, together, strict=True))


def test_an_unknown_law_is_refused_with_a_remedy():
    with pytest.raises(UsageError, match="there is no law 'nersnt'") as caught:
        function("nersnt")
    assert "nernst" in caught.value.remedy


def test_a_list_of_ions_goes_to_laws_that_take_one():
    with pytest.raises(UsageError, match="nernst takes no list of ions"):
        function("nernst", ions={"K": 1})
    with pytest.raises(UsageError, match="at least one ion"):
        function("ghk_voltage", ions={})
    with pytest.raises(DomainError, match="monovalent"):
        function("ghk_voltage", ions={"Ca": 2})
