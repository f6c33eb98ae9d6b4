"""Statements about laws, and the same quantity in two units."""

from __future__ import annotations

import json

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, W, N = Kind.VERIFIED, Kind.CONSISTENT, Kind.INCONSISTENT, Kind.CONDITIONAL


def judged(text: str, rule: str) -> list[Kind]:
    return [v.kind for v in audit(text, name="a.md", select=(rule,)).verdicts]


FORMULAS = [
    # the law, in the notations of the field
    ("E = (RT/zF) ln([out]/[in])", [V]),
    ("E_X = RT/(zF) ln([X]_o/[X]_i)", [V]),
    (
        "$E_\\mathrm{K} = \\frac{RT}{F}\\ln\\frac{[\\mathrm{K}^+]_\\mathrm{out}}{[\\mathrm{K}^+]_\\mathrm{in}}$",
        [V],
    ),
    ("E<sub>Na</sub> = 61.5 log<sub>10</sub>([Na⁺]<sub>o</sub>/[Na⁺]<sub>i</sub>)", [V]),
    ("E_Cl = (RT/zF) ln([Cl-]out/[Cl-]in)", [V]),  # with its valence in front
    ("E_Cl = -61 log([Cl-]out/[Cl-]in)", [V]),
    ("E_Cl = (RT/F) ln([Cl-]in/[Cl-]out)", [V]),
    ("E_K = -61 log([K+]in/[K+]out)", [V]),
    ("E = (RT/zF) ln(c_o/c_i)", [V]),
    # sides swapped
    ("E_K = 61 log([K+]in/[K+]out)", [W]),
    ("E_Na = (RT/F) ln([Na+]_i/[Na+]_o)", [W]),
    ("E_Cl = (RT/F) * ln([Cl-]out / [Cl-]in)", [W]),
    ("E_K = -61 log([K+]out/[K+]in)", [W]),
    # whose sign is a convention
    ("E = (RT/zF) ln([in]/[out])", [N]),
    # nothing to judge
    ("E_K = 61 log([Na+]in/[K+]out)", []),
    ("E_K = 61 log([K+]in/[K+]in)", []),
    ("E_K = 61 log([K+]in/140)", []),
    ("E_K = a + b log([K+]in/[K+]out)", []),
    ("Is it E_K = 61 log([K+]in/[K+]out)?", []),
    ("Students often write E_K = 61 log([K+]in/[K+]out).", []),
    ("It is not true that E_K = 61 log([K+]in/[K+]out).", []),
]


@pytest.mark.parametrize(("text", "kinds"), FORMULAS)
def test_the_sides_of_a_nernst_formula(text: str, kinds: list[Kind]) -> None:
    assert judged(text, "NE141") == kinds


MEANS = [
    ("The GHK equation is a weighted mean of the Nernst potentials.", [W]),
    ("Vm is the average of the equilibrium potentials, weighted by the permeability of each ion.", [W]),
    ("By Goldman it is the Nernst potentials, each weighted with its permeability.", [W]),
    ("Vm is the conductance-weighted average of the reversal potentials.", [V]),
    ("By the chord equation Vm is the mean of the Nernst potentials.", [V]),
    ("The GHK equation is not a weighted mean of the Nernst potentials.", []),
    ("It is tempting to call the GHK voltage a weighted mean of Nernst potentials.", []),
    ("Is the GHK voltage a weighted mean of the Nernst potentials?", []),
    ("Vm is a weighted mean of the Nernst potentials.", []),  # weighted with what?
    ("Neither conductance nor permeability weights make it an average of Nernst potentials.", []),
    ("The mean of five recordings was close to the Nernst potential.", []),
]


@pytest.mark.parametrize(("text", "kinds"), MEANS)
def test_what_is_a_mean_of_nernst_potentials(text: str, kinds: list[Kind]) -> None:
    assert judged(text, "NE141") == kinds


CONVERSIONS = [
    ("0.050 M (50 mM) outside", [V]),
    ("0.050 M (500 mM) outside", [W]),
    ("100 nM = 10⁻⁴ mM", [C]),
    ("1 µF/cm² (0.01 F/m²)", [V]),
    ("1 µF/cm² (0.1 F/m²)", [W]),
    ("-89.1 mV = -0.0891 V", [V]),
    ("E ≈ 0.0891 V = 89.1 mV", [V]),
    ("about 0.09 V (89 mV)", [C]),
    ("5 mM (140 mM inside)", []),
    ("5 mM, 140 µM", []),
    ("E = 2 × 0.05 V = 100 mV", []),  # a product, not a second writing
    ("10 °C (283 K)", []),
    ("0.05 M = 50 mM × 1", []),
]


@pytest.mark.parametrize(("text", "kinds"), CONVERSIONS)
def test_a_quantity_in_two_units(text: str, kinds: list[Kind]) -> None:
    assert judged(text, "NE140") == kinds


def test_a_statement_has_no_value_and_is_quoted() -> None:
    report = audit("So E_K = 61 log([K⁺]in/[K⁺]out) at 37 °C.", name="a.md", select=("NE141",))
    (claim,) = json.loads(report.to_json())["documents"][0]["claims"]
    assert claim["claimed"]["value"] is None
    assert claim["computed"]["value"] is None
    assert claim["quote"] == "E_K = 61 log([K⁺]in/[K⁺]out)"
    assert claim["reproduce"] == "nernstian derive nernst"
