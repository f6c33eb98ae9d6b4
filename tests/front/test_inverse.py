"""A law solved for an argument as a NumPy function."""

from __future__ import annotations

import inspect
import math
import pickle

import numpy as np
import pytest

import nernstian
from nernstian.codegen import emitted
from nernstian.computation import compute

BODY = 8.31446261815324 * 310.15 / 96485.33212331001


@pytest.mark.parametrize(
    ("law", "of", "values", "expected"),
    [
        ("nernst", "T", {"E": -0.092, "c_out": 5, "c_in": 150, "z": 1}, 313.894),
        ("nernst", "c_in", {"E": 0.12, "c_out": 1.2, "z": 2, "T": 310.15}, 151.1e-6),
        ("boltzmann_ratio", "V", {"ratio": 19.95, "z": 1, "T": 310.15}, -0.08),
        (
            "ghk_current",
            "V",
            {"i": 0, "c_in": 140, "c_out": 5, "P": 1e-8, "z": 1, "T": 310.15},
            BODY * math.log(5 / 140),
        ),
        ("rc_charging", "t", {"V": -0.065, "V_0": -0.06, "V_inf": -0.07, "tau": 0.01}, 0.01 * math.log(2)),
    ],
)
def test_it_takes_the_result_first_or_names(law, of, values, expected):
    solve = nernstian.inverse(law, of)
    assert list(inspect.signature(solve).parameters) == list(values)
    assert solve(*values.values()) == pytest.approx(expected, rel=1e-3)
    assert solve(**values) == solve(*values.values())
    assert isinstance(solve(**values), float)
    assert solve.closed == (of in emitted.INVERSES.get(law, {}))


def test_arrays_broadcast_and_where_there_is_no_answer_it_is_nan():
    temperature = nernstian.inverse("nernst", "T")
    found = temperature([-0.092, 0.092, 0.0], np.array([[5.0], [10.0]]), 150.0, 1)
    assert found.shape == (2, 3)
    assert np.isnan(found).tolist() == [[False, True, True]] * 2
    voltage = nernstian.inverse("ghk_current", "V")
    currents = voltage([-0.01, 0.0, np.nan, np.inf], 140, 5, [[1e-8], [0.0]], 1, 310.15)
    assert np.isnan(currents).tolist() == [[False, False, True, True], [True, True, True, True]]
    assert temperature(np.array([]), 5, 150, 1).shape == (0,)


def test_outside_the_hull_there_is_no_permeability():
    permeability = nernstian.inverse("ghk_voltage", "P_Na", ions={"K": 1, "Na": 1})
    found = permeability([-0.07, 0.04, -0.09, 0.061], 5, 140, 145, 15, 1, 310.15)
    assert found[:2] == pytest.approx([0.03614, 7.953], rel=1e-3)
    assert np.isnan(found[2:]).all()


def test_of_several_answers_it_gives_none():
    permeability = nernstian.inverse("electrogenic_shift", "P_Na")
    assert not permeability.closed
    assert math.isnan(permeability(-0.005, 5, 140, 145, 15, 1, 1.5, 310.15))
    assert permeability(0.0, 5, 140, 145, 15, 1, 1.5, 310.15) == 0.0


@pytest.mark.parametrize("of", ["P_Na", "K_out", "T"])
def test_it_agrees_with_the_command_line(of):
    texts = {"K_out": "5mM", "K_in": "140mM", "Na_out": "145mM", "Na_in": "15mM", "Cl_out": "110mM",
             "Cl_in": "10mM", "P_K": "1", "P_Na": "0.04", "P_Cl": "0.1", "T": "310.15K"}  # fmt: skip
    rest = {name: text for name, text in texts.items() if name != of}
    computed = compute("ghk_voltage", V="-0.07V", **rest)
    values = {argument.facts.name: argument.value for argument in computed.arguments}
    assert nernstian.inverse("ghk_voltage", of)(**values) == pytest.approx(computed.si_value, rel=1e-12)


@pytest.mark.parametrize(("law", "of"), [("nernst", "T"), ("ghk_current", "V")])
def test_it_pickles_and_says_what_it_is(law, of):
    solve = nernstian.inverse(law, of)
    again = pickle.loads(pickle.dumps(solve))  # noqa: S301
    assert (again.law.name, again.of, again.closed) == (law, of, solve.closed)
    assert ("closed form" if solve.closed else "bracketed") in repr(solve)
    assert of in solve.__doc__


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (("nernst", "E"), "no argument E"),
        (("nernst", "c_int"), "no argument c_int"),
        (("nernts", "T"), "no law"),
    ],
)
def test_what_cannot_be_solved_for_is_refused(arguments, cause):
    with pytest.raises(nernstian.UsageError) as caught:
        nernstian.inverse(*arguments)
    assert cause in caught.value.cause
    assert caught.value.remedy


def test_missing_arguments_are_named():
    with pytest.raises(TypeError, match=r"nernst_inverse_T\(E, c_out, c_in, z\): missing"):
        nernstian.inverse("nernst", "T")(-0.09)
