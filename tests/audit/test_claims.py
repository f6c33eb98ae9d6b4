"""What the audit says of sentences: a table of texts, each with the verdicts of its judged numbers."""

from __future__ import annotations

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, C, A, X, U = Kind.VERIFIED, Kind.CONSISTENT, Kind.CONDITIONAL, Kind.INCONSISTENT, Kind.UNREADABLE
BOTH = "Potassium is 5 mM outside and 140 mM inside. "


def judged(text: str) -> list[tuple[str, Kind]]:
    report = audit(text, name="<test>")
    return [(verdict.claim.rule, verdict.kind) for verdict in report.verdicts]


def message(text: str) -> str:
    (verdict,) = audit(text, name="<test>").verdicts
    return verdict.message


NERNST = [
    # stated temperature
    ("At 37 °C and with K+ at 5 mM outside and 140 mM inside, E_K = −89.1 mV.", [V]),
    ("At 37 °C and with K+ at 5 mM outside and 140 mM inside, E_K = −89 mV.", [V]),
    ("At 37 °C and with K+ at 5 mM outside and 140 mM inside, E_K ≈ −92 mV.", [C]),
    ("At 37 °C and with K+ at 5 mM outside and 140 mM inside, E_K = −90 mV.", [C]),  # a trailing zero
    ("At 37 °C and with K+ at 5 mM outside and 140 mM inside, E_K = −92 mV.", [X]),
    ("At 37 °C and with K+ at 5 mM outside and 140 mM inside, E_K = +89.1 mV.", [X]),
    ("At 25 °C and with K+ at 5 mM outside and 140 mM inside, E_K = −89.1 mV.", [X]),
    ("At 310 K chloride is 110 mM outside and 10 mM inside: E_Cl = −64.1 mV.", [V]),
    ("At 310 K chloride is 110 mM outside and 10 mM inside: E_Cl = +64.1 mV.", [X]),
    ("At 37 °C [Ca2+]o = 1.2 mM and [Ca2+]i = 100 nM, hence E_Ca = 125.5 mV.", [V]),
    ("At 37 °C [Ca2+]o = 1.2 mM and [Ca2+]i = 100 nM, hence E_Ca = 251 mV.", [X]),
    ("At 37 °C with sodium 145 mEq/L outside and 15 mEq/L inside E_Na is about +60 mV.", [C]),
    ("At 37 °C, E_K = −98 mV for 5 mM outside and 140 mM inside.", [X]),
    # no temperature
    (BOTH + "E_K = −89.1 mV.", [A]),
    (BOTH + "E_K is about −84 mV.", [A]),
    (BOTH + "E_K = −120 mV.", [X]),
    # words for the quantity
    (BOTH + "At 37 °C the equilibrium potential for potassium is −89 mV.", [V]),
    (BOTH + "At 37 °C the K+ equilibrium potential is −89 mV.", [V]),
    (BOTH + "At 37 °C the equilibrium potential for potassium is 89 mV.", [A]),  # a magnitude
    # nothing to judge
    (BOTH + "At 37 °C the resting potential is −70 mV.", []),
    (BOTH + "At 37 °C E_K lies 19 mV below rest.", []),
    (BOTH + "At 37 °C E_K shifts by 12 mV.", []),
    ("At 37 °C E_K = −95 mV in most textbooks.", []),
    ("E_K is more negative than −80 mV at 37 °C. " + BOTH, []),
    # ties abstain
    (BOTH + "Later potassium is 8 mM outside. At 37 °C E_K = −95 mV.", []),
    (("The squid axon has 400 mM K+ inside and 20 mM outside. The neuron has 140 mM inside and 4 mM outside.\n\n"
     "At 18 °C, E_K = −60 mV."), []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), NERNST)
def test_nernst_potentials_in_prose(text, kinds):
    assert judged(text) == [("NE101", kind) for kind in kinds]


LOGARITHMS = [
    ("E_Na = 62 log(145/12) = 66.6 mV", [C]),  # the prefactor's rounding
    ("E_Na = 62 log(145/12) = 67.1 mV", [V]),
    ("EK = 61.5 mV × log₁₀(5/140) = −89 mV", [V]),
    ("EK = 61.5 mV × log₁₀(5/140) = +89 mV", [X]),
    ("$E_K = 61.5\\,\\log_{10}\\left(\\frac{5}{150}\\right) = -85.9$ mV", [X]),
    ("EK ≈ 0,026 ln (5/140) ≈ −0,088 V = −88 mV", [C, C]),
    ("E_Ca = (61.5/2) log10(1.2/0.0001) = +125 mV", [V]),
    ("ECl = −59.8 mV log10(560/52) = −61.7 mV.", [V]),
    ("E_Cl = 61.5 log(10/110) = −64 mV", [V]),
    ("ENa = 60 × log(145/12) ≈ +56 mV", [X]),
    ("E = 61.5 log(−2) = 18 mV", []),
    ("At 37 °C E_K = (RT/F) ln(5/140) = −89.1 mV", [V]),
    ("At 37 °C E_K = (RT/F) ln(5/140) = −98.1 mV", [X]),
    ("$E_{Ca} = \\frac{RT}{2F}\\ln\\frac{1.2}{0.0001} = +125$ mV at 310 K", [V]),
    ("At 37 °C E_Ca = (RT/F) ln(1.2/0.0001) = +251 mV", [X]),
    ("At 37 °C E_Cl = (RT/zF) ln(110/10) = −64 mV", [V]),
    ("At 37 °C E_Cl = (RT/F) ln(10/110) = −64 mV", [V]),
    # right arithmetic, but the line is about an ion of another valence
    ("- Cl-, 110 mM outside, 10 mM inside: E = 61.5 log(110/10) = +64 mV", [X]),
    ("- Cl-, 110 mM outside, 10 mM inside: E = 61.5 log(10/110) = −64 mV", [V]),
    ("- Ca2+, 2 mM outside, 0.0002 mM inside: E = 61.5 log(2/0.0002) = +246 mV", [X]),
    ("- Ca2+, 2 mM outside, 0.0002 mM inside: E = 30.75 log(2/0.0002) = +123 mV", [V]),
    ("- K+, 5 mM outside, 140 mM inside: E = 61.5 log(5/140) = −89 mV", [V]),
]


@pytest.mark.parametrize(("text", "kinds"), LOGARITHMS)
def test_printed_logarithms(text, kinds):
    assert [kind for rule, kind in judged(text) if rule == "NE101"] == kinds


OTHERS = [
    ("At 37 °C RT/F = 26.7 mV.", [("NE102", V)]),
    ("At 37 °C RT/F = 61.5 mV.", [("NE102", X)]),
    ("RT/F = 25.7 mV.", [("NE102", A)]),
    ("Cooling from 37 °C to 20 °C lowers RT/F from about 26.7 mV to about 25.3 mV.", [("NE102", V)] * 2),
    ("At 25 °C the slope is 61.5 mV per decade.", [("NE103", X)]),
    ("At 37 °C E = 61.5 mV × log10([out]/[in]).", [("NE141", V), ("NE103", V)]),
    ("At 37 °C E = 60 mV × log10([out]/[in]).", [("NE141", V), ("NE103", C)]),
    ("For divalent ions at 37 °C the slope is 123 mV per decade.", [("NE103", X)]),
    ("Bei 37 °C sind es je Zehnerpotenz rund 107 mV.", [("NE103", X)]),
    ("Bei 20 °C sind es 58 mV je Zehnerpotenz.", [("NE103", V)]),
    ("The slope is 62 mV per decade at 310 K (halved for Ca2+).", [("NE103", V)]),
    ("At 37 °C RT/F = (8.314 × 310)/96485 = 0.0267 V.", [("NE102", V)]),
    ("A cell of 2000 µm² with 1 µF/cm² has a capacitance of 20 pF.", [("NE105", V)]),
    ("A cell of 2000 µm² with 1 µF/cm² has a capacitance of 200 pF.", [("NE105", X)]),
    ("Membranes have 1 µF/cm². A spine of 1 µm² was seen. The cell had a capacitance of 30 pF.", []),
    ("The charge is Q = CV = (5×10⁻⁸ F)(0.110 V) = 5.5×10⁻⁹ C.", [("NE105", V)]),
    ("The charge is Q = CV = (5×10⁻⁸ F)(0.110 V) = 5.5×10⁻⁸ C.", [("NE105", X)]),
    (
        "With 1 µF/cm², −70 mV takes on the order of 10⁻¹² moles of ions per square centimeter.",
        [("NE106", C)],
    ),
    ("With 1 µF/cm², −70 mV takes 10−¹⁵ mol/cm².", [("NE106", X)]),
    ("With 1 µF/cm², −70 mV takes 7.25×10⁻¹³ mol/cm².", [("NE106", V)]),
    ("With 1 µF/cm², −70 mV takes 7.26×10⁻¹³ mol/cm².", [("NE106", C)]),
    ("With 1 µF/cm² and −70 mV it is 7.26×10^ mol/cm².", [("NE106", U)]),
]


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_the_other_laws(text, expected):
    assert judged(text) == expected


GHK = "P_K : P_Na : P_Cl = 1 : 0.04 : 0.45. At 37 °C K+ is 5 mM outside and 140 mM inside, Na+ is 145 mM outside and 15 mM inside, Cl- is 110 mM outside and 10 mM inside. "


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Then Vm = −67.3 mV.", V), ("Then Vm = −77.3 mV.", X), ("The GHK equation gives about −69 mV.", C)],
)
def test_constant_field_voltages(text, kind):
    assert judged(GHK + text) == [("NE104", kind)]


def test_a_measured_potential_is_no_constant_field_claim():
    assert judged(GHK + "The electrode read −50 mV.") == []


LISTS = [
    (
        "For 1, 2, 4 and 8 mM outside and 100 mM K+ inside we got −123.1, −104.6, −68.0 and −67.5 mV.",
        "K+ at 37 °C. ",
        [V, V, X, V],
    ),
    ("Every doubling of K+ outside shifts E_K by 18.5 mV.", "At 37 °C: ", [V]),
    ("Every doubling of K+ outside shifts E_K by 26.7 mV.", "At 37 °C: ", [X]),
    ("Doubling K+ outside depolarizes the resting potential by 8 mV.", "At 37 °C: ", []),
    (
        "Inside and outside K+ concentrations are 140 and 5 mM, respectively. E_K is −89 mV.",
        "At 37 °C: ",
        [V],
    ),
]


@pytest.mark.parametrize(("text", "lead", "kinds"), LISTS)
def test_parallel_lists_and_folds(text, lead, kinds):
    assert [kind for _, kind in judged(lead + text)] == kinds


QUESTION = """Squid axon, 310 K. [Na+] is 0.050 M inside and 0.440 M outside. (a) What is E_ion?

| Script | (a) |
|---|---|
| 1 | 0.0581 V |
| 2 | −0.0581 V |
"""


def test_a_table_of_answers_is_bound_to_its_question():
    assert judged(QUESTION) == [("NE101", V), ("NE101", X)]


CAVEATS = [
    # the sums leave chloride unswapped: their logarithm is right, the voltage is not verified
    "V_m = 26.7 × ln(920/7565) = −56.3 mV",
    # the logarithm's numbers are not the concentrations that the text states
    "K+ is 5 mM outside and 140 mM inside: E_K = 61.5 log(5/150) = −90.8 mV",
]


@pytest.mark.parametrize("text", CAVEATS)
def test_right_arithmetic_with_doubtful_numbers_is_not_verified(text):
    assert [kind for rule, kind in judged(text) if rule in ("NE101", "NE104")] == [C]


def test_a_value_may_be_named_after_it_is_given():
    text = "K+ is 5 mM outside and 150 mM inside. It is about negative 92 millivolts. We call that the equilibrium potential for potassium."
    assert judged(text) == [("NE101", A)]


NOT_CLAIMS = [
    "At 37 °C K+ is 5 mM outside and 140 mM inside. Elsewhere E_K = −96.9 mV (4/150 mM).",
    "Sodium enters (150 mM outside, 10 mM in the cytosol, 20 °C, ΔΨ = −50 mV).",
    "Channels: 120, 36 and 0.3 mS/cm² for Na, K and leak; reversal potentials +50, −77 and −54.4 mV at 6.3 °C.",
    "bath NaCl 125, KCl 2.5, CaCl2 2 (mM), 32 degC; holding −70 mV, steps −120 to +60 mV in 10 mV increments.",
    "E_K = −77 mV (Hodgkin–Huxley at 6.3 °C). In other squid axons K+ is 400 mM inside and 20 mM outside.",
    "With 100 mM K+ in the vacuole and 100 mM in the cytosol E_K = 0 mV at 25 °C; outside 1 mM gives more.",
    "At 37 °C E_K = −95 mV in the rat; K+ is 5 mM outside and 140 mM inside in the frog; see Fig. 3 of ref. 12.",
    "Plasma K+ is kept between 3.5 and 5.0 mEq/L; cells hold 120 to 150 mEq/L; fibres rest at −90 mV.",
    "Version 2.3.1 of 2017-05-02 (ISBN 0-8153-3218-1), pages 500–544, 10 % faster.",
    "At 37 °C, raising K+ outside from 5 mM to 10 mM with 140 mM inside moves E_K from −89 mV to −70.5 mV.",
]


@pytest.mark.parametrize("text", NOT_CLAIMS)
def test_texts_that_claim_nothing_raise_no_alarm(text):
    assert all(kind != X for _, kind in judged(text))


TABLE = """Ions at 37 °C

| Ion | Inside (mM) | Outside (mM) | Equilibrium potential |
|---|---|---|---|
| K+ | ~140 | ~5 | ≈ −90 mV |
| Na+ | 15 | 145 | +60.6 mV |
| Cl− | 10 | 110 | +64.1 mV |
| Ca²+ | ~0.0001 | ~1.2 | ≈ +120 mV |
| Mg²+ | 0.5 | | −9 mV |
"""


def test_an_ion_table_is_judged_row_by_row():
    assert judged(TABLE) == [("NE101", kind) for kind in (C, V, X, C)]


def test_a_hedged_value_near_its_edge_says_where_it_holds():
    text = audit(TABLE, name="<test>").to_text()
    assert "125.5 mV at 37 °C" in text
    assert "120 holds at 23.4 °C" in text


MESSAGES = [
    ("At 37 °C, E_K = +89.1 mV for 5 mM outside and 140 mM inside.", "the sign is wrong"),
    ("At 37 °C, E_K = −98 mV for 5 mM outside and 140 mM inside.", "digits were exchanged"),
    ("At 37 °C, E_K = −205 mV for 5 mM outside and 140 mM inside.", "natural logarithm"),
    ("At 37 °C, E_K = −10.6 mV for 5 mM outside and 140 mM inside.", "°C was used for kelvin"),
    ("At 37 °C, E_K = −89.06 V for 5 mM outside and 140 mM inside.", "factor 1000"),
    ("At 37 °C, E_Ca = +251 mV for 1.2 mM outside and 0.0001 mM inside.", "valence was forgotten"),
    ("At 37 °C, E_Cl = +64.1 mV for 110 mM outside and 10 mM inside.", "sign of the valence"),
    ("At 25 °C, E_K = −89.1 mV for 5 mM outside and 140 mM inside.", "37 °C was used"),
    ("K+ is 5 mM outside and 150 mM inside, so that E_K is −92 mV.", "40.7 °C"),
    ("K+ is 5 mM outside and 150 mM inside, so that E_K is −92 mV.", "62 mV"),
    ("With 1 µF/cm² and −70 mV it is 7.26×10^ mol/cm².", "the value must be 7.26×10^-13"),
]


@pytest.mark.parametrize(("text", "part"), MESSAGES)
def test_the_message_names_the_slip_or_the_missing_assumption(text, part):
    assert part in message(text)


def test_a_contradicting_prefactor_is_a_finding_and_does_not_excuse_what_it_computes():
    text = "At 25 °C E = 61.5 mV × log10(15/150) = −61.5 mV"
    assert judged(text) == [("NE103", X), ("NE101", X)]


def test_a_prefactor_that_rounds_the_stated_temperature_is_one_relaxation():
    text = "At 37 °C: E_K = (26 mV) ln(5/140) = −89 mV"
    assert ("NE101", C) in judged(text)


def test_an_author_may_state_a_temperature():
    text = "E_K = −84.2 mV for 5 mM outside and 140 mM inside.\n"
    assert judged(text) == [("NE101", A)]
    assert judged("<!-- nernstian: T=20degC -->\n" + text) == [("NE101", V)]


def test_a_comment_silences_a_rule_with_a_reason_only():
    text = "At 37 °C, E_K = −38.7 mV for 5 mM outside and 140 mM inside.\n"
    report = audit('<!-- nernstian: ignore[NE101] reason="quoted" -->\n' + text)
    assert not report.verdicts
    assert report.documents[0].suppressed == 1
    assert judged("<!-- nernstian: ignore[NE101] -->\n" + text) == [("NE101", X)]
    assert judged('<!-- nernstian: ignore[NE102] reason="other" -->\n' + text) == [("NE101", X)]


def test_the_assumed_temperature_never_verifies():
    report = audit(BOTH + "E_K = −84.2 mV.\n", temperature=20.0)
    assert [verdict.kind for verdict in report.verdicts] == [A]
    assert "20 °C" in report.verdicts[0].message


def test_a_wider_hedge_is_a_choice():
    text = "At 37 °C, E_K ≈ −96 mV for 5 mM outside and 140 mM inside.\n"
    assert [v.kind for v in audit(text).verdicts] == [X]
    assert [v.kind for v in audit(text, hedge=0.1).verdicts] == [C]


LANGUAGES = [
    "Bei 37 °C ist Kalium außen 5 mmol/l und innen 140 mmol/l, daher E_K = −89,1 mV.",
    "À 37 °C : potassium 5 mmol/L dehors, 140 mmol/L dedans, d'où E(K⁺) = −89,1 mV.",
    "Bij 37 °C is [K⁺] buiten 5 mmol/l, binnen 140 mmol/l; E_K = −89,1 mV.",
    "A 37 °C: potasio 5 mM fuera y 140 mM dentro, E_K = −89,1 mV.",
]


@pytest.mark.parametrize("text", LANGUAGES)
def test_other_languages_are_read(text):
    assert judged(text) == [("NE101", V)]
