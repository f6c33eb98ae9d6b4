"""Preparations used by name: what they give, what overrides them, and what is said when they lack something."""

from __future__ import annotations

import json

import pytest

import nernstian
from nernstian.cli import main
from nernstian.computation import compute
from nernstian.derivations.errors import UsageError
from nernstian.derivations.preparations import preparations
from nernstian.explanation import explain

CELLS = preparations()
WITH_IONS = [(name, ion) for name, cell in CELLS.items() for ion in cell.ions]


def _nernst(name: str, ion: str) -> float:
    given = {} if CELLS[name].find("T") else {"T": "37degC"}
    return compute("nernst", preparation=name, ion=ion, unit="mV", **given).value


@pytest.mark.parametrize(("name", "ion"), WITH_IONS)
def test_every_ion_with_two_concentrations_has_a_nernst_potential(name, ion):
    assert -150 < _nernst(name, ion) < 150
    assert (_nernst(name, ion) > 0) == (ion in {"Na", "Ca"})


# Printed values: the table itself (slopes rounded to 58 and 62 mV), the abstract of the red cell's membrane
# potential, which is that of chloride, and the text of the lesson and the page.
PRINTED = [
    ("squid_axon", "K", -75.5, 0.3), ("squid_axon", "Na", 54.8, 0.3), ("squid_axon", "Cl", -66.5, 0.3),
    ("frog_muscle", "K", -101, 0.5), ("frog_muscle", "Na", 59.2, 0.3), ("frog_muscle", "Cl", -99.4, 0.4),
    ("mammalian_neuron", "K", -89.7, 0.8), ("mammalian_neuron", "Na", 61.1, 0.6), ("mammalian_neuron", "Cl", -89.2, 0.7),
    ("red_cell", "Cl", -9, 1), ("potassium_cell", "K", -92, 1.5),
    ("resting_neuron", "K", -90, 1), ("resting_neuron", "Na", 60, 1), ("resting_neuron", "Cl", -65, 1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "ion", "printed", "within"), PRINTED)
def test_the_potentials_are_those_the_sources_print(name, ion, printed, within):
    assert _nernst(name, ion) == pytest.approx(printed, abs=within)


def test_the_resting_and_the_peak_potential_of_the_squid_axon_are_those_of_the_textbooks():
    # -60 mV at rest and +42 mV with 20 times the permeability to Na, at 18 degC with 52 mM of Cl inside.
    axon = {"preparation": "squid_axon", "unit": "mV", "Cl_in": "52mM", "T": "18degC"}
    assert compute("ghk_voltage", **axon).value == pytest.approx(-60, abs=0.6)
    assert compute("ghk_voltage", P_Na="20", **axon).value == pytest.approx(42, abs=0.6)


@pytest.mark.parametrize(
    ("name", "ions"),
    [
        ("squid_axon", {"K": 1, "Na": 1, "Cl": -1}),
        ("squid_axon", {"K": 1, "Na": 1}),
        ("frog_muscle", {"K": 1, "Na": 1}),
    ],
)
def test_the_goldman_voltage_lies_between_the_nernst_potentials(name, ions):
    potentials = [_nernst(name, ion) for ion in ions]
    voltage = compute("ghk_voltage", preparation=name, ions=ions, unit="mV").value
    assert min(potentials) < voltage < max(potentials)


def test_figures_of_membrane_and_shape_are_used_where_a_law_has_an_argument_of_their_name():
    # 2619 ohm cm2 times 5.15 uF/cm2, and the 8.7 uM of the article's own calculation.
    assert compute("time_constant", preparation="human_muscle", unit="ms").value == pytest.approx(
        13.488, abs=1e-3
    )
    change = compute(
        "concentration_change", preparation="cardiomyocyte_cylinder", ion="Na", DV="100mV", unit="uM"
    )
    assert change.value == pytest.approx(8.71, abs=0.01)
    lengths = compute("length_constant", preparation="human_muscle", a="25um", unit="mm")
    assert lengths.value == pytest.approx((0.0025 * 2619 / (2 * 123.2)) ** 0.5 * 10, rel=1e-6)


def test_an_absolute_permeability_is_one_and_a_ratio_is_none():
    assert compute("ghk_current", preparation="red_cell", ion="Cl", V="-9mV").si_value > 0
    with pytest.raises(UsageError, match="given as a ratio only"):
        compute("ghk_current", preparation="squid_axon", ion="K", V="-60mV")


def test_what_is_given_goes_first():
    computation = compute("nernst", preparation="squid_axon", ion="K", T="37degC", c_out="10mM", unit="mV")
    assert computation.value == pytest.approx(
        compute("nernst", c_out="10mM", c_in="400mM", z="1", T="37degC", unit="mV").value
    )
    assert {f.name for f in computation.filling.arguments} == {"c_in", "z"}


LACKING = [
    ("nernst", "squid_axon", None, {}, "nernst is about one ion", "--ion: K or Na or Cl"),
    ("nernst", "squid_axon", "Ca", {}, "of which it has the total alone", "c_in=VALUE"),
    ("nernst", "cardiac_myocyte", "Cl", {}, "c_out (concentration outside); c_in", "c_out=VALUE, c_in=VALUE"),
    ("nernst", "potassium_cell", "K", {}, "T (absolute temperature)", "Give T=VALUE."),
    ("nernst", "squid_axon", "k", {}, "'k' is no ion", "Did you mean K?"),
    ("nernst", "squid_axno", "K", {}, "no preparation 'squid_axno'", "Did you mean squid_axon?"),
    ("nernst", "human_muscle", None, {}, "nernst is about one ion", "one by one"),
    ("nernst", "squid_axon", "K", {"c_oot": "5mM"}, "no argument c_oot", "Did you mean c_out?"),
    ("ghk_voltage", "frog_muscle", None, {}, "P_Cl (permeability to Cl)", "--ions K:1,Na:1"),
    (
        "ghk_voltage",
        "resting_neuron",
        None,
        {},
        "P_K (permeability to K), a range of 25-100",
        "Give P_K=VALUE, P_Cl=VALUE.",
    ),
    ("time_constant", "squid_axon", None, {}, "R_m", "Give R_m=VALUE."),
]


@pytest.mark.parametrize(("law", "name", "ion", "given", "cause", "remedy"), LACKING)
def test_what_a_preparation_lacks_is_an_error_that_says_so(law, name, ion, given, cause, remedy):
    with pytest.raises(UsageError) as caught:
        compute(law, preparation=name, ion=ion, **given)
    assert cause in caught.value.cause
    assert remedy in caught.value.remedy


def test_an_ion_without_a_preparation_is_refused():
    with pytest.raises(UsageError, match="--ion K"):
        compute("nernst", ion="K", c_out="5mM", c_in="140mM", z="1", T="37degC")


def test_the_explanation_says_which_values_came_from_where():
    computation = compute("ghk_voltage", preparation="red_cell", P_K="1", P_Na="1", P_Cl="100", T="25degC")
    section = (
        explain(computation).split("From the preparation red_cell (Human red cell)\n")[1].split("\n\n")[0]
    )
    rows = [line.split() for line in section.splitlines()]
    assert [row[0] for row in rows] == ["K_out", "K_in", "Na_out", "Na_in", "Cl_out", "Cl_in"]
    assert all("Keener & Sneyd 2009, table 2.1 (figure unconfirmed)" in line for line in section.splitlines())
    assert "From the preparation" not in explain(compute("thermal_voltage", T="37degC"))


# -- the command line


def test_compute_prints_the_value_and_below_it_where_the_figures_came_from(capsys):
    assert (
        main(["compute", "nernst", "--preparation", "squid_axon", "--ion", "K", "T=18degC", "--unit", "mV"])
        == 0
    )
    assert capsys.readouterr().out.splitlines() == [
        "E = -75.161 mV",
        "  from squid_axon: c_out=20mM, c_in=400mM, z=1",
        "  Johnston & Wu 1995, table 2.1",
    ]


def test_json_says_it_too_and_only_then(capsys):
    assert main(["compute", "nernst", "--preparation", "red_cell", "--ion", "Cl", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == 1
    assert (data["preparation"]["name"], data["preparation"]["ion"]) == ("red_cell", "Cl")
    assert {
        a["name"]: (a["figure"], a["text"], a["confirmed"]) for a in data["preparation"]["arguments"]
    } == {
        "c_out": ("Cl_out", "112mM", False),
        "c_in": ("Cl_in", "78mM", False),
        "z": ("valence", "-1", True),
        "T": ("T", "37degC", False),
    }
    assert main(["compute", "thermal_voltage", "T=37degC", "--format", "json"]) == 0
    assert "preparation" not in json.loads(capsys.readouterr().out)


def test_the_list_names_every_preparation(capsys):
    assert main(["preparations"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(CELLS)
    assert all(cell.title in line for cell, line in zip(CELLS.values(), lines[1:], strict=True))


@pytest.mark.parametrize("cell", CELLS.values(), ids=list(CELLS))
def test_a_preparation_is_shown_with_every_figure_its_source_and_what_to_note(cell, capsys):
    assert main(["preparations", cell.name]) == 0
    out = capsys.readouterr().out
    for figure in cell.figures:
        assert any(
            line.split()[:2] == [figure.name, figure.text] and figure.origin in line
            for line in out.splitlines()
        )
        assert figure.note in out
    assert all(reference.marked in out for reference in cell.references)


def test_json_of_the_preparations_has_every_figure(capsys):
    assert main(["preparations", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == 1
    assert [row["name"] for row in data["preparations"]] == list(CELLS)
    for row, cell in zip(data["preparations"], CELLS.values(), strict=True):
        assert [(f["name"], f["value"], f["unit"], f["confirmed"]) for f in row["figures"]] == [
            (f.name, f.value, f.unit, f.is_confirmed) for f in cell.figures
        ]
    assert main(["preparations", "squid_axon", "--format", "json"]) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out)["preparations"]] == ["squid_axon"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["preparations", "squid"], "Did you mean squid_axon?"),
        (["compute", "nernst", "--preparation", "squid_axon"], "Choose one with --ion"),
        (["compute", "nernst", "ion=K"], "Write --ion K."),
        (["compute", "nernst", "preparation=squid_axon"], "Write --preparation squid_axon."),
    ],
)
def test_a_mistake_exits_2_with_its_remedy(args, said, capsys):
    assert main(args) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


def test_python_has_them_by_name():
    assert nernstian.preparations() == tuple(CELLS)
    figure = nernstian.preparation("squid_axon").find("K_in")
    assert (figure.value, figure.unit, str(figure.source.reference.label)) == (
        400,
        "mM",
        "Johnston & Wu 1995",
    )
    assert nernstian.preparation("squid_axon").find("P_Ca") is None
    with pytest.raises(nernstian.UsageError, match="no preparation"):
        nernstian.preparation("oyster")
