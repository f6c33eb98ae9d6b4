"""The GHK voltage for any list of monovalent ions: derived, replayed, and right in its limits."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import flint
import pytest

from nernstian.derivations import laws
from nernstian.derivations.checks.arithmetic import Point, exact
from nernstian.derivations.checks.replay import replay
from nernstian.derivations.checks.status import check, check_law
from nernstian.derivations.errors import DomainError, UsageError
from nernstian.derivations.rational import same
from nernstian.derivations.statements import Witness
from nernstian.derivations.terms import neg, number, substitute, symbol

NAMES = ("K", "Na", "Cl", "HCO3", "Cs")
LISTS = [dict(zip(NAMES, signs, strict=False)) for n in range(1, 4) for signs in product((1, -1), repeat=n)]
LISTS += [
    dict(zip(NAMES, s, strict=True))
    for s in ((1, 1, -1, -1, 1), (-1, -1, -1, -1, -1), (1, -1, 1, -1, 1), (-1, 1, 1, 1, 1))
]
LISTS += [{"K": 1, "Na": 1, "Cl": -1, "HCO3": -1}]

lists = pytest.mark.parametrize(
    "ions", LISTS, ids=lambda d: "".join(k + ("+" if v > 0 else "-") for k, v in d.items())
)


@lists
def test_every_list_of_monovalent_ions_is_derived_and_replays(ions: dict[str, int]) -> None:
    law = laws.get("ghk_voltage", ions)
    for derivation in (law.derivation(), *(law.consequence(c.name) for c in law.consequences)):
        assert replay(derivation, law, laws.get) == {}


@lists
def test_the_arguments_are_two_concentrations_and_a_permeability_for_each_ion(ions: dict[str, int]) -> None:
    law = laws.get("ghk_voltage", ions)
    expected = [f"{k}_{side}" for k in ions for side in ("out", "in")] + [f"P_{k}" for k in ions] + ["T"]
    assert [q.name for q in law.arguments] == expected
    limits = {c.name for c in law.consequences} - {inverse.name for inverse in law.inverses}
    like = list(ions.values()).count(next(iter(ions.values())))
    always = {"one_permeant_ion", "above_lowest", "below_highest", "only_ratios", "sides_swapped"}
    pulls = ["pulled_up", "pulled_down"] if len(ions) > 1 else []
    assert limits == {*always, *pulls, *(["mirrored_ions"] if like > 1 else [])}


@pytest.mark.parametrize("ions", [{"K": 1}, {"Cl": -1}, {"Cl": -1, "HCO3": -1, "K": 1}], ids=str)
def test_other_lists_are_proved_like_the_usual_one(ions: dict[str, int]) -> None:
    found = check_law(laws.get("ghk_voltage", ions))
    assert [(p.name, p.status, p.failures) for p in found.parts if p.status != "proved"] == []
    assert found.status == "proved"


@lists
def test_turning_every_charge_turns_the_voltage(ions: dict[str, int]) -> None:
    """With ln(a/b) = -ln(b/a): the mirrored list swaps numerator and denominator."""
    law, mirrored = laws.get("ghk_voltage", ions), laws.get("ghk_voltage", {k: -v for k, v in ions.items()})
    values = {symbol(q): exact(Fraction(3 + 7 * i, 5)) for i, q in enumerate(law.arguments)}
    with flint.ctx.workprec(200):
        total = sum((Point(values, Witness()).evaluate(x.relation[1]) for x in (law, mirrored)), flint.arb(0))
        assert total.contains(0)


@lists
def test_the_voltage_is_that_of_the_textbook_formula(ions: dict[str, int]) -> None:
    """An outside oracle: the formula as Hodgkin and Katz print it, in plain numbers."""
    law = laws.get("ghk_voltage", ions)
    values = {q.name: Fraction(2 + 3 * i * i % 17 + i, 7) for i, q in enumerate(law.arguments)}
    above = below = Fraction(0)
    for ion, valence in ions.items():
        outer, inner = ("out", "in") if valence == 1 else ("in", "out")
        above += values[f"P_{ion}"] * values[f"{ion}_{outer}"]
        below += values[f"P_{ion}"] * values[f"{ion}_{inner}"]
    with flint.ctx.workprec(200):
        ours = Point({symbol(q): exact(values[q.name]) for q in law.arguments}, Witness()).evaluate(
            law.relation[1]
        )
        gas, faraday = Fraction("8.31446261815324"), Fraction("96485.3321233100184")
        theirs = exact(gas * values["T"] / faraday) * exact(above / below).log()
        assert (ours - theirs).contains(0)
        assert (ours - theirs).rad() < 1e-40


def test_an_impermeant_ion_drops_out() -> None:
    three, two = laws.get("ghk_voltage"), laws.get("ghk_voltage", {"K": 1, "Na": 1})
    closed = substitute(three.relation[1], {three.scope["P_Cl"]: number(0)})
    assert same(closed, two.relation[1])
    assert not same(closed, neg(two.relation[1]))


@pytest.mark.parametrize("valence", [2, -2, 0, 3])
def test_ions_that_are_not_monovalent_are_refused(valence: int) -> None:
    with pytest.raises(DomainError, match="monovalent"):
        laws.get("ghk_voltage", {"K": 1, "Ca": valence})


@pytest.mark.parametrize("name", ["", "K+", "Na ion", "1K", "K" * 13, "K-L", "a.b"])
def test_what_is_not_a_name_for_an_ion_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        laws.get("ghk_voltage", {name: 1})


def test_no_ions_at_all_are_refused() -> None:
    with pytest.raises(UsageError, match="at least one"):
        laws.get("ghk_voltage", {})


@pytest.mark.parametrize(
    "name",
    [
        "T",
        "V",
        "F",
        "R",
        "e",
        "u",
        "low",
        "lowest",
        "k",
        "scaled",
        "in",
        "out",
        "K_in",
        "lambda",
        "Σ",
        "int",
        "B",
        "x",
    ],
)
def test_an_unlucky_name_is_refused_or_works(name: str) -> None:
    """No name of an ion collides with a quantity in silence."""
    try:
        law = laws.get("ghk_voltage", {name: 1, "Na": 1})
    except UsageError:
        return
    assert check(law.derivation(), law).status == "proved"
    assert all(replay(law.consequence(c.name), law, laws.get) == {} for c in law.consequences)


def test_an_ion_called_like_another_ones_side_is_no_collision() -> None:
    law = laws.get("ghk_voltage", {"K": 1, "K_in": 1})
    assert check(law.derivation(), law).status == "proved"


DIVALENT = [
    {"K": 1, "Ca": 2},
    {"Ca": 2, "K": 1, "Cl": -1},
    {"Cl": -1, "SO4": -2},
    {"K": 1, "Ca": 2, "SO4": -2, "Mg": 2},
]


@pytest.mark.parametrize("ions", DIVALENT, ids=str)
def test_every_list_with_divalent_ions_is_derived_and_replays(ions: dict[str, int]) -> None:
    law = laws.get("ghk_voltage_divalent", ions)
    for derivation in (law.derivation(), *(law.consequence(c.name) for c in law.consequences)):
        assert replay(derivation, law, laws.get) == {}


@pytest.mark.parametrize("ions", DIVALENT[:3], ids=str)
def test_lists_with_divalent_ions_are_proved(ions: dict[str, int]) -> None:
    found = check_law(laws.get("ghk_voltage_divalent", ions))
    assert [(p.name, p.status, p.failures) for p in found.parts if p.status != "proved"] == []


@pytest.mark.parametrize("ions", DIVALENT, ids=str)
def test_at_the_voltage_with_divalent_ions_the_currents_cancel(ions: dict[str, int]) -> None:
    """An outside oracle: the GHK currents in their textbook form, added up in balls."""
    law = laws.get("ghk_voltage_divalent", ions)
    values = {q.name: Fraction(2 + 3 * i * i % 17 + i, 7) for i, q in enumerate(law.arguments)}
    with flint.ctx.workprec(200):
        V = Point({symbol(q): exact(values[q.name]) for q in law.arguments}, Witness()).evaluate(
            law.relation[1]
        )
        u = exact(Fraction("96485.3321233100184") / Fraction("8.31446261815324") / values["T"]) * V
        total = flint.arb(0)
        for ion, z in ions.items():
            c_in, c_out = exact(values[f"{ion}_in"]), exact(values[f"{ion}_out"])
            gone = (-z * u).exp()
            total += exact(values[f"P_{ion}"]) * z**2 * u * (c_in - c_out * gone) / (1 - gone)
        assert total.contains(0)
        assert total.rad() < 1e-30


@pytest.mark.parametrize("ions", [{"K": 1}, {"Ca": 2}, {"K": 1, "La": 3}, {}], ids=str)
def test_lists_for_which_there_is_another_law_are_refused(ions: dict[str, int]) -> None:
    with pytest.raises(DomainError) as caught:
        laws.get("ghk_voltage_divalent", ions)
    assert caught.value.remedy
