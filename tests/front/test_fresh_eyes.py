"""What a fresh reader stumbled over: messages and refusals."""

from __future__ import annotations

import numpy as np
import pytest

import nernstian
from nernstian.codegen.emitted import LAWS
from nernstian.computation import compute
from nernstian.derivations import laws
from nernstian.derivations.errors import DomainError, UsageError
from nernstian.derivations.preparations import preparations
from nernstian.derivations.render import markdown, text
from nernstian.derivations.render.view import view
from nernstian.requirements import choices


@pytest.mark.parametrize("law", ["cylinder", "cylinder_side", "cylinder_volume"])
def test_a_cylinder_can_be_taken_from_a_preparation(law: str) -> None:
    assert compute(law, preparation="cardiomyocyte_cylinder").value > 0


@pytest.mark.parametrize("law", ["sphere", "sphere_volume"])
def test_a_cylinder_is_no_sphere(law: str) -> None:
    with pytest.raises(UsageError, match="is a cylinder"):
        compute(law, preparation="cardiomyocyte_cylinder")
    assert compute(law, preparation="cardiomyocyte_cylinder", radius="5um").value > 0


def test_every_figure_of_geometry_has_the_name_of_an_argument() -> None:
    arguments = {argument.name for law in LAWS.values() for argument in law.arguments}
    geometry = {f.name for p in preparations().values() for f in p.figures if f.unit in ("um", "nm", "um2")}
    assert geometry <= arguments


@pytest.mark.parametrize("ion", [None, "K", "Ca"])
def test_the_salt_of_donnan_is_not_one_ion_of_a_cell(ion: str | None) -> None:
    with pytest.raises(UsageError, match="permeant 1:1 salt"):
        compute("donnan", X="10mM", preparation="mammalian_neuron", ion=ion)


def test_an_ion_that_says_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="says nothing here"):
        compute("ghk_voltage", preparation="squid_axon", ion="K")


def test_the_only_ion_need_not_be_named() -> None:
    value = compute("nernst", preparation="potassium_cell", T="37degC", unit="mV").value
    assert value == pytest.approx(-90.90, abs=0.01)


@pytest.mark.parametrize("ions", ["K", [("K", 1)], {"K": "1"}, {"K": 1.0}, {"K": True}, {1: 1}])
def test_what_is_no_list_of_ions_is_refused_in_words(ions: object) -> None:
    for entry in (nernstian.function, nernstian.quantity_function):
        with pytest.raises(UsageError, match=r"ions is|is not the name|and not a whole number"):
            entry("ghk_voltage", ions=ions)
    with pytest.raises(UsageError):
        compute("ghk_voltage", ions=ions)  # type: ignore[arg-type]


def test_the_potential_of_an_ion_is_taken_from_a_preparation() -> None:
    value = compute("driving_force", preparation="resting_neuron", ion="K", V="-70mV", unit="mV").value
    assert value == pytest.approx(20.0, abs=0.5)
    with pytest.raises(UsageError, match="does not say which"):
        compute("driving_force", preparation="resting_neuron", V="-70mV")


def test_the_range_of_a_law_ends_at_its_extremum() -> None:
    with pytest.raises(DomainError, match="runs from 0 J/m3 beyond all bounds"):
        compute("gradient_energy", w="-1 J/m3", c_in="140mM", T="37degC")


def test_masked_arrays_are_refused() -> None:
    masked = np.ma.masked_array([5.0, 3.0], mask=[False, True])
    with pytest.raises(UsageError, match="masked"):
        nernstian.function("nernst")(masked, 140.0, 1.0, 310.0)
    whole = np.ma.masked_array([5.0, 3.0])
    assert np.isfinite(nernstian.function("nernst")(whole, 140.0, 1.0, 310.0)).all()


def test_every_argument_with_a_unit_has_one_to_suggest() -> None:
    for law in LAWS.values():
        for argument in law.arguments:
            assert choices(argument)


@pytest.mark.parametrize("name", ["nernst", "ghk_voltage", "donnan"])
def test_markdown_says_what_text_says_of_conditions(name: str) -> None:
    page = view(laws.get(name))
    shown, plain = markdown.render([page]), text.render(page)
    assert ("Domain: " in shown) == ("domain: " in plain)
    assert shown.count("since ") + shown.count("as assumed") >= plain.count(", since ")


@pytest.mark.parametrize(
    ("law", "given"),
    [("nernst", {"E": "0mV", "c_out": "5mM", "c_in": "140mM", "z": "1"})],
)
def test_no_range_is_advised_that_holds_the_value(law: str, given: dict[str, str]) -> None:
    with pytest.raises(DomainError) as error:
        compute(law, **given)
    assert "in this range" not in error.value.remedy
