"""What is said of each law, and that damage to its stable form, printed values or limits lowers it."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import flint
import pytest

from nernstian.derivations import laws
from nernstian.derivations.checks import balls, stable
from nernstian.derivations.checks.arithmetic import Point, exact
from nernstian.derivations.checks.reports import LADDER, LineReport, weakest
from nernstian.derivations.checks.status import check_law, check_numeric, report, rounds_to
from nernstian.derivations.errors import DefinitionError, GrammarError, UsageError
from nernstian.derivations.grammar import parse
from nernstian.derivations.law import Law, NumericStatement, Stable
from nernstian.derivations.literature import Source, cited
from nernstian.derivations.quantities import E, T, c_in, c_out, z
from nernstian.derivations.statements import Witness
from nernstian.derivations.terms import symbol

NAMES = laws.names()
DERIVED = [name for name in NAMES if laws.get(name).routes]
PRINTED = [(name, s) for name in NAMES for s in laws.get(name).numeric_statements]


def stable_status(name: str, form: Stable) -> str:
    return stable.check(replace(laws.get(name), stable=form)).status


# -- the laws


@pytest.mark.parametrize("name", NAMES)
def test_derived_laws_are_proved_and_others_stated(name: str) -> None:
    law, found = laws.get(name), report(name)
    cited = {c for route in law.routes for c in law.derivation(route).cited} | {name}
    missing = [c for c in cited | law.rests_on() if laws.get(c).kind == "derived" and not laws.get(c).routes]
    expected = "unchecked" if missing else "proved" if name in DERIVED else "stated"
    assert found.status == expected
    following = (*found.limits, found.stable)
    assert [(p.name, p.status, p.failures) for p in following if p.status != "proved"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_law_that_is_derived_has_a_route_and_one_that_is_stated_has_none(name: str) -> None:
    law = laws.get(name)
    if not law.routes:
        reason = "is not written yet" if law.kind == "derived" else "stated, not derived"
        with pytest.raises(UsageError, match=reason):
            law.derivation()
    else:
        assert law.kind == "derived"


def test_the_laws_asked_for_are_there() -> None:
    assert {
        "electrochemical_potential", "thermal_voltage", "nernst", "nernst_slope", "nernst_planck", "ghk_current",
        "ghk_voltage", "capacitor_charge",
    } <= set(NAMES)  # fmt: skip
    limits = {(name, c.name) for name in NAMES for c in laws.get(name).consequences}
    assert limits >= {
        ("ghk_voltage", "one_permeant_ion"), ("ghk_voltage", "mirrored_ions"), ("ghk_current", "fick"), ("ghk_current", "reversal"),
    }  # fmt: skip


def test_a_derived_law_without_a_route_is_unchecked() -> None:
    law = Law(
        "lonely",
        "Lonely law",
        "derived",
        "E = R*T/(z*F)*ln(c_out/c_in)",
        (c_out, c_in, z, T),
        E,
        cited("textbook_convention"),
    )
    assert check_law(law).status == "unchecked"


# -- the ladder


@pytest.mark.parametrize(
    ("flaw", "status"),
    [
        ({}, "proved"),
        ({"algebra": "?"}, "sampled"),
        ({"balls": "empty", "undecided": True}, "unchecked"),
        ({"balls": "empty", "undecided": True, "algebra": "?"}, "unchecked"),
        ({"balls": "1 is not 2"}, "refuted"),
        ({"replay": "?"}, "refuted"),
        ({"dimension": "?"}, "refuted"),
        ({"dimension": "?", "balls": "?", "undecided": True}, "refuted"),
    ],
)
def test_a_line_stands_on_the_rung_of_its_worst_check(flaw: dict[str, str], status: str) -> None:
    made = LineReport(**{"number": 1, "dimension": "", "replay": "", "balls": "", "algebra": ""} | flaw)  # type: ignore[arg-type]
    assert made.status == status
    assert len(made.failures) == len([k for k in flaw if k != "undecided"])


def test_the_weakest_decides() -> None:
    assert LADDER == ("refuted", "unchecked", "sampled", "proved", "kernel")
    assert weakest(["proved", "sampled", "kernel"]) == "sampled"
    assert weakest(["proved", "unchecked", "sampled"]) == "unchecked"
    assert weakest(["proved", "refuted", "unchecked"]) == "refuted"
    assert weakest([]) == "unchecked"


# -- printed values


@pytest.mark.parametrize(("name", "printed"), PRINTED, ids=[s.name for _, s in PRINTED])
def test_a_printed_value_is_proved_and_its_neighbours_are_refuted(
    name: str, printed: NumericStatement
) -> None:
    law = laws.get(name)
    assert check_numeric(law, printed).status == "proved"
    digits = len(printed.printed.partition(".")[2])
    for step in (1, -1):
        neighbour = f"{float(printed.printed) + step * 10**-digits:.{digits}f}"
        found = check_numeric(law, replace(printed, printed=neighbour))
        assert found.status == "refuted", neighbour
        assert f"does not round to {neighbour}" in found.failures[0]


def test_the_slope_at_37_degrees_is_61_5_and_not_61_6() -> None:
    law = laws.get("nernst_slope")
    (slope,) = [s for s in law.numeric_statements if s.name == "at_37_degC"]
    verdicts = {
        p: check_numeric(law, replace(slope, printed=p)).status
        for p in ("61.5", "61.54", "61.6", "61", "62", "-61.5")
    }
    assert verdicts == {
        "61.5": "proved",
        "61.54": "proved",
        "61.6": "refuted",
        "61": "refuted",
        "62": "proved",
        "-61.5": "refuted",
    }


@pytest.mark.parametrize(
    ("ball", "printed", "inside"),
    [("61.54", "61.5", True), ("61.5499", "61.5", True), ("61.55", "61.5", False), ("61.45", "61.5", False), ("61.5501", "61.5", False),
     ("-61.54", "-61.5", True), ("0.04", "0.0", True), ("60", "60", True), ("60.5", "60", False)],
)  # fmt: skip
def test_a_value_rounds_to_its_print_strictly_inside_half_a_unit(
    ball: str, printed: str, inside: bool
) -> None:
    assert rounds_to(exact(Fraction(ball)), printed) is inside
    wide = flint.arb(exact(Fraction(ball)).mid(), 1)
    assert rounds_to(wide, printed) is False


@pytest.mark.parametrize("printed", ["", "6.15e1", "61,5", "~61.5", "61.", ".5", "61.5 mV", "nan"])
def test_a_printed_value_is_a_plain_decimal(printed: str) -> None:
    with pytest.raises(DefinitionError, match="decimal"):
        replace(laws.get("thermal_voltage")).printed(
            "p", printed, unit="mV", scale="1/1000", title="", T="300"
        )


@pytest.mark.parametrize("at", [{}, {"T": "300", "z": "1"}, {"z": "1"}])
def test_a_printed_value_needs_exactly_the_arguments(at: dict[str, str]) -> None:
    with pytest.raises(DefinitionError, match="values are needed for T"):
        replace(laws.get("thermal_voltage")).printed("p", "25.3", unit="mV", scale="1/1000", title="", **at)


# -- stable forms

NERNST = "log_quotient(c_out, c_in, c_out - c_in)"
CURRENT = "z*F*P*((c_in - c_out)*B(abs(u)) + u*select(u, c_in, c_out))"
U = (("u", "z*F*V/(R*T)"),)

FORMS = [
    ("nernst", Stable(f"R*T/(z*F)*{NERNST}"), "proved"),
    ("nernst", Stable("R*T*ln(c_out/c_in)/F/z"), "proved"),
    (
        "nernst",
        Stable("k*log_quotient(c_out, c_in, d)", (("d", "c_out - c_in"), ("k", "R*T/(z*F)"))),
        "proved",
    ),
    ("nernst", Stable(f"-R*T/(z*F)*{NERNST}"), "refuted"),
    ("nernst", Stable(f"R*T/F*{NERNST}"), "refuted"),
    ("nernst", Stable(f"2*R*T/(z*F)*{NERNST}"), "refuted"),
    ("nernst", Stable("R*T/(z*F)*log_quotient(c_in, c_out, c_in - c_out)"), "refuted"),
    ("nernst", Stable("R*T/(z*F)*log_quotient(c_out, c_in, c_in - c_out)"), "refuted"),
    ("nernst", Stable("R*T/(z*F)*log_quotient(c_out, c_in, c_out)"), "refuted"),
    ("nernst", Stable("R*T/(z*F)*(ln(c_out) - ln(c_in))"), "refuted"),
    ("ghk_current", Stable(CURRENT, U), "proved"),
    ("ghk_current", Stable(CURRENT.replace("c_in - c_out", "c_out - c_in"), U), "refuted"),
    (
        "ghk_current",
        Stable(CURRENT.replace("select(u, c_in, c_out)", "select(u, c_out, c_in)"), U),
        "refuted",
    ),
    ("ghk_current", Stable(CURRENT.replace("select(u,", "select(-u,"), U), "refuted"),
    ("ghk_current", Stable(CURRENT.replace("abs(u)", "u"), U), "refuted"),
    ("ghk_current", Stable(CURRENT.replace("+ u*", "- u*"), U), "refuted"),
    ("ghk_current", Stable(CURRENT.replace("z*F*P", "F*P"), U), "refuted"),
    ("ghk_current", Stable(CURRENT, (("u", "F*V/(R*T)"),)), "refuted"),
    ("ghk_current", Stable(CURRENT, (("u", "-z*F*V/(R*T)"),)), "refuted"),
    ("surface_charge", Stable("c_m*V/(z*F)"), "proved"),
    ("surface_charge", Stable("c_m*V^2/(z*F*V)"), "refuted"),
    ("capacitor_charge", Stable("A*(c_m*V)"), "proved"),
    ("capacitor_charge", Stable("A*c_m*V + A - A*(V/V)"), "refuted"),
    ("nernst", Stable(f"R*T/(z*F)*{NERNST}*(c_out - c_in)/(c_out - c_in)"), "refuted"),
]


@pytest.mark.parametrize(("name", "form", "status"), FORMS)
def test_a_stable_form_is_proved_only_if_it_is_the_law_everywhere(
    name: str, form: Stable, status: str
) -> None:
    assert stable_status(name, form) == status


@pytest.mark.parametrize("name", NAMES)
def test_every_stable_form_is_proved_and_its_double_refuted(name: str) -> None:
    law = laws.get(name)
    form = law.stable or Stable(law.equation.partition("=")[2])
    assert stable.check(law).status == "proved"
    assert stable_status(name, replace(form, result=f"2*({form.result})")) == "refuted"
    assert stable_status(name, replace(form, result=f"-({form.result})")) == "refuted"


@pytest.mark.parametrize("name", NAMES)
def test_the_stable_form_has_the_value_of_the_law_at_seeded_points(name: str) -> None:
    """Evidence from another side: no rewriting, only balls."""
    law = laws.get(name)
    term = stable.stable_term(law)
    rng = random.Random(name)
    with flint.ctx.workprec(200):
        for _ in range(8):
            point = Point({symbol(q): exact(balls.sample(q, rng)) for q in law.arguments}, Witness())
            gap = point.evaluate(term) - point.evaluate(law.relation[1])
            assert gap.contains(0)
            assert gap.rad() < 1e-30


# -- laws that contradict themselves


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"source": ""}, DefinitionError),
        ({"source": "Goldman 1943"}, DefinitionError),
        ({"source": Source()}, DefinitionError),
        ({"arguments": (c_out, c_in, z, T, T)}, DefinitionError),
        ({"arguments": (c_out, c_in, z, T, E)}, DefinitionError),
        ({"arguments": (c_out, c_in, z)}, GrammarError),
        ({"equation": "c_in = R*T/(z*F)*ln(c_out/c_in)"}, DefinitionError),
        ({"equation": "E = R*T/F*ln(c_out/c_in)"}, DefinitionError),
        ({"equation": "R*T/(z*F)*ln(c_out/c_in)"}, GrammarError),
    ],
)
def test_a_law_that_contradicts_itself_cannot_be_built(
    changes: dict[str, object], error: type[Exception]
) -> None:
    good = {
        "name": "n", "title": "t", "kind": "derived", "equation": "E = R*T/(z*F)*ln(c_out/c_in)",
        "arguments": (c_out, c_in, z, T), "result": E, "source": cited("textbook_convention"),
    }  # fmt: skip
    Law(**good)  # type: ignore[arg-type]
    with pytest.raises(error):
        Law(**good | changes)  # type: ignore[arg-type]


def test_the_hash_changes_with_what_the_law_says() -> None:
    law = laws.get("nernst")
    other = replace(law, equation="E = -R*T/(z*F)*ln(c_in/c_out)")
    assert law.hash == laws.get("nernst").hash != other.hash
    assert replace(law, title="another title").hash == law.hash


def test_an_unknown_law_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match="nernst_slope"):
        laws.get("nernst_slop")
    with pytest.raises(UsageError, match="list of ions"):
        laws.get("nernst", {"K": 1})


def test_intermediate_names_of_a_stable_form_are_written_out() -> None:
    law = replace(laws.get("nernst"), stable=Stable("k*a", (("a", f"{NERNST}"), ("k", "R*T/(z*F)"))))
    assert stable.stable_term(law) == parse(f"(R*T/(z*F))*({NERNST})", law.scope)
