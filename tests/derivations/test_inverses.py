"""A law solved for an argument is proved from the law, and a damaged one is noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nernstian.derivations import laws
from nernstian.derivations.checks import stable, status
from nernstian.derivations.checks.mutation import damages
from nernstian.derivations.draft import Draft
from nernstian.derivations.errors import DefinitionError, RuleError, UsageError
from nernstian.derivations.inverses import assumed, divided, solved
from nernstian.derivations.law import Inverse, Law, Stable
from nernstian.derivations.literature import cited
from nernstian.derivations.quantities import E, V
from nernstian.derivations.rational import same
from nernstian.derivations.statements import Statement
from nernstian.derivations.terms import symbol

INVERSES = [(name, inverse.argument) for name in laws.names() for inverse in laws.get(name).inverses]

#: What the derivations assume of what is given: there the answer is defined.
DOMAINS = [
    ("nernst", "T", {"ln(c_out/c_in) != 0"}),
    ("nernst", "z", {"E != 0"}),
    ("nernst", "c_out", set()),
    ("ohmic_current", "g", {"V - E != 0"}),
    ("surface_charge", "c_m", {"V != 0"}),
    ("zero_net_current", "V", {"1 + ratio != 0"}),
    ("chord_conductance_equation", "g_Na", {"E_Na - V != 0"}),
    ("ghk_voltage", "P_Na", {"Na_out - exp(F*V/(R*T))*Na_in != 0"}),
    ("ghk_voltage", "K_in", {"P_K*K_out + P_Na*Na_out + P_Cl*Cl_in > 0", "P_K > 0"}),
]

MEMBERS = [{"K": 1}, {"Cl": -1}, {"K": 1, "Na": 1}, {"K": 1, "Cl": -1}, {"Rb": 1, "Cs": 1, "NO3": -1}]

each = pytest.mark.parametrize(("name", "argument"), INVERSES)


def inverse_of(law: Law, argument: str) -> Inverse:
    return next(inverse for inverse in law.inverses if inverse.argument == argument)


def derive(law: Law, argument: str) -> Draft:
    """The derivation as its author writes it, before it is held against a claim."""
    draft = Draft(law, f"inverse_{argument}", of_itself=True)
    next(c for c in law.consequences if c.name == f"inverse_{argument}").author(draft)
    return draft


def test_there_are_many() -> None:
    assert len(INVERSES) > 80
    assert {"nernst", "boltzmann_ratio", "ghk_voltage", "chord_conductance_equation"} <= {
        n for n, _ in INVERSES
    }


@each
def test_an_inverse_is_proved_and_so_is_its_numeric_form(name: str, argument: str) -> None:
    report = status.check_inverse(laws.get(name), inverse_of(laws.get(name), argument))
    assert (report.status, report.failures) == ("proved", ())


@each
def test_it_is_the_argument_in_the_result_and_the_others(name: str, argument: str) -> None:
    law, made = laws.get(name), solved(laws.get(name), argument)
    assert made.relation[0] == symbol(made.result)
    assert [q.name for q in made.arguments] == [
        law.result.name,
        *(q.name for q in law.arguments if q.name != argument),
    ]
    claim = law.consequence(f"inverse_{argument}").claim
    assert claim == Statement(*made.relation)


@each
def test_a_damaged_inverse_is_not_what_its_derivation_ends_in(name: str, argument: str) -> None:
    law = laws.get(name)
    draft = derive(law, argument)
    wanted, formula = solved(law, argument).relation
    damaged = [term for _, term in damages(formula) if not same(term, formula)]
    assert damaged
    for term in damaged:
        with pytest.raises(RuleError, match="is not the claim"):
            draft.finish(Statement(wanted, term), "damaged")


@pytest.mark.parametrize("ions", MEMBERS, ids=str)
def test_every_member_of_the_family_is_solved_for_what_counts_in_it(ions: dict[str, int]) -> None:
    member = laws.get("ghk_voltage", ions)
    found = {inverse.argument for inverse in member.inverses}
    permeabilities = {f"P_{ion}" for ion in ions} if len(ions) > 1 else set()
    assert found == {"T", *permeabilities, *(f"{ion}_{side}" for ion in ions for side in ("out", "in"))}
    assert {status.check_inverse(member, inverse).status for inverse in member.inverses} == {"proved"}


@pytest.mark.parametrize(("name", "argument", "conditions"), DOMAINS)
def test_what_a_derivation_assumes_is_the_domain_of_the_inverse(
    name: str, argument: str, conditions: set[str]
) -> None:
    law = laws.get(name)
    assert set(map(str, assumed(law, argument))) == conditions
    assert {str(c) for c in solved(law, argument).condition_terms} == conditions


@pytest.mark.parametrize(
    "form",
    [
        "z*F*E/(R*log_quotient(c_in, c_out, c_in - c_out))",
        "z*F*E/(R*log_quotient(c_out, c_in, c_in - c_out))",
        "2*z*F*E/(R*log_quotient(c_out, c_in, c_out - c_in))",
        "F*E/(R*log_quotient(c_out, c_in, c_out - c_in))",
    ],
)
def test_a_damaged_numeric_form_is_refuted(form: str) -> None:
    assert stable.check(replace(solved(laws.get("nernst"), "T"), stable=Stable(form))).status == "refuted"


def test_a_numeric_form_needs_the_condition_of_its_derivation() -> None:
    without = replace(solved(laws.get("nernst"), "T"), conditions=())
    assert stable.check(without).status == "refuted"


def small_law() -> Law:
    return Law(
        name="small",
        title="A small law",
        kind="definition",
        equation="V = 2*E",
        arguments=(E,),
        result=V,
        source=cited("nernst1888"),
    )


def test_a_wrong_division_is_refused_where_it_is_derived() -> None:
    law = small_law()
    divided(law, "E", "V", "3")
    with pytest.raises(RuleError, match="rearrangement"):
        law.consequence("inverse_E")
    right = small_law()
    divided(right, "E", "V", "2")
    assert status.check_inverse(right, inverse_of(right, "E")).failures == ()


def test_a_claim_that_the_derivation_does_not_reach_is_refused() -> None:
    law = small_law()

    @law.inverse("E", "2*V")
    def author(d: Draft) -> None:
        d.cite(law)
        d.rearrange("2*E = V")
        d.divide("2", shows="E = V/2")
        d.witness(V="2*E")

    with pytest.raises(RuleError, match="is not the claim"):
        law.consequence("inverse_E")


def test_a_law_is_solved_for_its_own_arguments_and_once() -> None:
    law = small_law()
    with pytest.raises(DefinitionError, match="no argument T"):
        law.inverse("T", "V")
    divided(law, "E", "V", "2")
    with pytest.raises(DefinitionError, match="already has"):
        divided(law, "E", "V", "2")


def test_without_a_closed_form_the_error_says_which_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        solved(laws.get("ghk_current"), "V")
    assert "no closed form for V" in caught.value.cause
    assert "P, c_in, c_out" in caught.value.remedy
