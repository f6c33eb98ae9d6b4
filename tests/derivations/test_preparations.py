"""The table of preparations: every figure has a unit of its dimension and a known source, and is not invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nernstian import boundary
from nernstian.derivations.errors import DefinitionError, UsageError
from nernstian.derivations.literature import Citation, bibliography
from nernstian.derivations.preparations import VALENCES, Figure, Preparation, preparation, preparations
from nernstian.literals import parse_literal

ROWS = list(preparations().values())
FIGURES = [
    pytest.param(row, figure, id=f"{row.name}-{figure.name}") for row in ROWS for figure in row.figures
]

#: SI units by the first part of a figure's name, written here apart from the table.
SI = {
    "in": "mol/m3", "out": "mol/m3", "E": "V", "V": "V", "T": "K", "c": "F/m2", "R_m": "ohm*m2",
    "R_i": "ohm*m", "radius": "m", "length": "m", "d": "m", "A": "m2", "volume": "m3",
}  # fmt: skip

#: What a living cell keeps to, in SI: a slip of a power of ten falls out of it.
PLAUSIBLE = {
    "in": (5e-5, 500), "out": (0.5, 600), "E": (-0.15, 0.15), "V": (-0.1, 0), "T": (270, 312), "c": (5e-3, 0.1),
    "R_m": (0.01, 10), "R_i": (0.2, 5), "radius": (1e-7, 1e-3), "length": (1e-6, 1), "d": (2e-9, 2e-8), "A": (1e-12, 1e-6),
    "volume": (1e-18, 1e-9),
}  # fmt: skip


def _family(name: str) -> str:
    parts = name.split("_")
    return name if name in SI else parts[-1] if parts[-1] in ("in", "out") else parts[0]


@pytest.mark.parametrize(("row", "figure"), FIGURES)
def test_a_figure_has_a_unit_of_its_dimension_and_a_plausible_size(row: Preparation, figure: Figure) -> None:
    assert figure.source.key in bibliography()
    assert figure.meaning
    if figure.name.startswith("P_"):
        assert figure.unit in ("1", "cm/s")
        assert figure.value > 0
        return
    unit = boundary.unit(figure.unit)
    assert unit.dimension == boundary.unit(SI[_family(figure.name)]).dimension
    low, high = PLAUSIBLE[_family(figure.name)]
    assert low <= unit.to_si(parse_literal(figure.text).number) <= high


@pytest.mark.parametrize(("row", "figure"), FIGURES)
def test_a_figure_says_whether_it_was_confirmed(row: Preparation, figure: Figure) -> None:
    assert ("unconfirmed" in figure.origin) is not figure.is_confirmed
    assert figure.is_confirmed == (bool(figure.source.reference.confirmed) and bool(figure.seen))
    assert figure.source.reference.label in figure.origin


def test_the_figures_from_memory_are_these_and_no_others() -> None:
    unconfirmed = {
        (row.name, figure.name) for row in ROWS for figure in row.figures if not figure.is_confirmed
    }
    assert unconfirmed == {
        ("frog_muscle", "P_K"), ("frog_muscle", "P_Na"), ("red_cell", "K_out"), ("red_cell", "K_in"),
        ("red_cell", "Na_out"), ("red_cell", "Na_in"), ("red_cell", "Cl_out"), ("red_cell", "Cl_in"),
        ("red_cell", "T"), ("red_cell", "P_Cl"),
    }  # fmt: skip


def test_calcium_that_is_bound_is_called_total_and_has_no_nernst_potential() -> None:
    for row in ROWS:
        free = row.find("Ca_in")
        assert free is None or free.value < 1e-3
        assert (row.find("Ca_total_in") is None) or "Ca" not in row.ions


def test_the_cylinder_of_the_article_has_the_area_and_volume_of_its_radius_and_length() -> None:
    cell = preparation("cardiomyocyte_cylinder")
    a, length, area, volume = (cell.find(name) for name in ("radius", "length", "A", "volume"))
    assert a
    assert length
    assert area
    assert volume
    # The area with both ends; 1 pL is 1000 um3. Both are printed with two or three digits.
    assert area.value == pytest.approx(2 * 3.141593 * a.value * (length.value + a.value), rel=0.005)
    assert 1000 * volume.value == pytest.approx(3.141593 * a.value**2 * length.value, rel=0.001)


def test_a_range_is_no_value() -> None:
    figure = preparation("resting_neuron").find("P_K")
    assert figure is not None
    assert (figure.value, figure.upper, figure.text) == (25, 100, "25-100")


GOLDMAN = Citation("goldman1943")


@pytest.mark.parametrize(
    ("name", "value", "unit", "upper"),
    [
        ("Li_in", 1.0, "mM", None),
        ("K", 1.0, "mM", None),
        ("K_in", 1.0, "mV", None),
        ("P_K", 1.0, "mM", None),
        ("T", float("nan"), "degC", None),
        ("P_K", 25.0, "1", 25.0),
    ],
)
def test_a_figure_that_makes_no_sense_cannot_be_built(
    name: str, value: float, unit: str, upper: float | None
) -> None:
    with pytest.raises(DefinitionError):
        Figure(name, value, unit, GOLDMAN, upper=upper)


def test_a_preparation_without_figures_or_with_one_twice_cannot_be_built() -> None:
    figure = Figure("T", 20, "degC", GOLDMAN)
    mixed = (Figure("P_K", 1, "1", GOLDMAN), Figure("P_Na", 1e-8, "cm/s", GOLDMAN))
    for figures in ((), (figure, replace(figure, value=37)), mixed):
        with pytest.raises(DefinitionError):
            Preparation("n", "t", "d", figures)


def test_an_unknown_name_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UsageError) as caught:
        preparation("Squid_axn")
    assert "Did you mean squid_axon?" in caught.value.remedy


def test_every_ion_has_a_valence_and_every_name_is_its_key() -> None:
    assert all(set(row.ions) <= set(VALENCES) for row in ROWS)
    assert all(preparations()[row.name] is row for row in ROWS)
