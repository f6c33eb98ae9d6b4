"""Membrane potentials of the constant-field equation that a search over sets and concentrations finds."""

from __future__ import annotations

from math import log

import pytest

from nernstian.audit import audit
from nernstian.audit.verdict import Kind

V, X = Kind.VERIFIED, Kind.INCONSISTENT
Ions = dict[str, tuple[float, float]]
AXON: Ions = {"K": (11.0, 370.0), "Na": (420.0, 48.0), "Cl": (500.0, 38.0)}
NERVE: Ions = {"K": (4.5, 140.0), "Na": (145.0, 12.0), "Cl": (110.0, 9.0)}
AXON_TEXT = (
    "At 18 °C there are 11 mM K⁺ and 420 mM Na⁺ outside the axon and 370 mM K⁺ and 48 mM Na⁺ inside.\n\n"
)
NERVE_TEXT = (
    "At 37 °C: K⁺ 4.5 mM out and 140 mM in, Na⁺ 145 mM out and 12 mM in, Cl⁻ 110 mM out and 9 mM in.\n\n"
)


def rest(celsius: float, ions: Ions, sodium: float, chloride: float = 0.0, **outside: float) -> float:
    """The constant-field potential in mV, with some concentrations outside replaced."""
    out = {ion: outside.get(ion, pair[0]) for ion, pair in ions.items()}
    inside = {ion: pair[1] for ion, pair in ions.items()}
    above = out["K"] + sodium * out["Na"] + chloride * inside["Cl"]
    below = inside["K"] + sodium * inside["Na"] + chloride * out["Cl"]
    return 8.314462618 * (273.15 + celsius) / 96.48533212 * log(above / below)


def axon(sodium: float, **outside: float) -> str:
    return f"{rest(18, AXON, sodium, **outside):.1f}"


def nerve(sodium: float, chloride: float = 0.0, **outside: float) -> str:
    return f"{rest(37, NERVE, sodium, chloride, **outside):.1f}"


def kinds(text: str, name: str = "a.md") -> list[tuple[str, Kind]]:
    return [(v.claim.number.text, v.kind) for v in audit(text, name=name).verdicts if v.claim.rule == "NE104"]


FIRST = f"With P_Na/P_K = 0.04 the Goldman equation gives {axon(0.04)} mV. "
SETS = f"P_K : P_Na : P_Cl = 1 : 0.04 : 0.45. The GHK equation gives V_m = {nerve(0.04, 0.45)} mV. "


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("If the ratio were 0.4, it would be {} mV.", axon(0.4)),
        ("If the ratio doubles, the resting potential becomes {} mV.", axon(0.08)),
        ("Raising [K]o to 22 mM shifts the resting potential to {} mV.", axon(0.04, K=22.0)),
        ("With 210 mM Na⁺ outside instead the cell would rest at {} mV.", axon(0.04, Na=210.0)),
    ],
)
def test_what_a_sentence_changes(text: str, value: str) -> None:
    assert kinds(AXON_TEXT + FIRST + text.format(value)) == [(axon(0.04), V), (value, V)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The permeability to sodium is 4 % of that to potassium, so the membrane rests at {} mV.", 0.04),
        ("P_K = 1.5e-6 cm/s and P_Na = 6e-8 cm/s. V_m = {} mV.", 0.04),
        ("Equal permeability to K⁺ and Na⁺: V_m = {} mV.", 1.0),
        ("P_Na = P_K, so V_m = {} mV.", 1.0),
        ("A membrane that passes K⁺ and Na⁺ as 100 : 4 rests at {} mV.", 0.04),
        ("The membrane is 25 times more permeable to K⁺ than to Na⁺; it rests at {} mV.", 0.04),
        ("P_Na/P_K is 1/25. It rests at {} mV.", 0.04),
    ],
)
def test_how_permeabilities_are_stated(text: str, value: float) -> None:
    printed = axon(value)
    assert kinds(AXON_TEXT + text.format(printed)) == [(printed, V)]


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("With α = P_Na/P_K = 0.04, V_m = {} mV. For α = 0.1, V_m = {} mV.", "."),
        (
            "Wenn P_Na/P_K = 0,04 ist, liefert die Goldman-Gleichung {} mV. Steigt das Verhältnis auf 0,1, so ergibt sich {} mV.",
            ",",
        ),
        ("Con P_Na/P_K = 0,04 la ecuación de Goldman da {} mV; si P_Na/P_K sube a 0,1, Vm = {} mV.", ","),
        (
            "Avec P_Na/P_K = 0,04 l'équation de Goldman donne {} mV ; si le rapport était de 0,1 on aurait {} mV.",
            ",",
        ),
    ],
)
def test_a_ratio_that_rises(text: str, point: str) -> None:
    values = [axon(sodium).replace(".", point) for sodium in (0.04, 0.1)]
    assert kinds(AXON_TEXT + text.format(*values)) == [(value, V) for value in values]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("At the peak P_Na rises to 20 and the potential to {} mV.", nerve(20.0, 0.45)),
        ("Without chloride it would be {} mV.", nerve(0.04)),
        ("Removing the sodium permeability altogether gives {} mV.", nerve(0.0, 0.45)),
        ("If the chloride permeability rises tenfold, the cell rests at {} mV.", nerve(0.04, 4.5)),
        ("With [K]o = 8 mM the resting potential is {} mV.", nerve(0.04, 0.45, K=8.0)),
    ],
)
def test_what_is_varied_or_left_out(text: str, value: str) -> None:
    """A later sentence that changes a concentration leaves the earlier number right."""
    assert kinds(NERVE_TEXT + SETS + text.format(value)) == [(nerve(0.04, 0.45), V), (value, V)]


def test_two_occasions_of_a_case() -> None:
    first = {"K": (2.6, 140.0), "Na": (138.0, 12.0), "Cl": (1.0, 1.0)}
    one, two = f"{rest(37, first, 0.02):.1f}", f"{rest(37, first, 0.02, K=4.1):.1f}"
    text = (
        "# Case\n\nOn admission K⁺ was 2.6 mmol/L and Na⁺ 138 mmol/L, next morning K⁺ 4.1 mmol/L. We take 140 mmol/L K⁺ "
        "and 12 mmol/L Na⁺ in the cell and 37 °C. With P_Na/P_K = 0.02 the Goldman equation gives "
        f"{one} mV on admission and {two} mV next morning."
    )
    assert kinds(text) == [(one, V), (two, V)]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("P_Na = P_K, so V_m = {} mV.", "-20.1", X),
        ("With P_Na/P_K = 0.04 V_m = {} mV.", "-61.3", X),
        ("If the ratio were 0.4, V_m would be {} mV.", "-44.3", None),  # of what it was nothing is said
    ],
)
def test_what_nothing_gives(text: str, value: str, kind: Kind | None) -> None:
    assert kinds(AXON_TEXT + text.format(value)) == ([(value, kind)] if kind is not None else [])


def test_chloride_that_was_not_turned_round() -> None:
    turned: Ions = {**NERVE, "Cl": (9.0, 110.0)}
    wrong = f"{rest(37, turned, 0.04, 0.45):.1f}"
    text = f"P_K : P_Na : P_Cl = 1 : 0.04 : 0.45. The GHK equation gives V_m = {wrong} mV."
    assert kinds(NERVE_TEXT + text) == [(wrong, X)]


@pytest.mark.parametrize(
    "text",
    [
        "With P_Na/P_K = 0.04 the cell was found at -55.0 mV.",
        "With P_Na/P_K = 0.04 the membrane potential is close to -60 mV in most fibres.",
        FIRST + "We measured -62 mV; the holding potential was -60 mV and the threshold -45 mV.",
        FIRST + "After the drug V_m = -51.3 mV. With ouabain V_m = -53.0 mV.",
        FIRST + "In the model of 2011 V_m = -51.3 mV was used.",
        FIRST + "A depolarization by 12.3 mV is enough. From -58.5 mV it takes 3 ms.",
        FIRST + "Glia have P_Na/P_K = 0.01 (and other concentrations) and rest at -65.2 mV.",
        "The axon has P_Na/P_K = 0.04, but its V_m = -58.3 mV shows that chloride matters, too.",
        FIRST + "With P_Na = 0.06 and the pump (r = 1.5) V_m = -66.3 mV.",
        FIRST + "With P_Ca = 0.1 in addition V_m = -61.0 mV.",
        FIRST + "In muscle P_Na/P_K is 0.01 and V_m = -88.1 mV (other concentrations).",
        FIRST + "At the peak V_m = +31 mV; sodium channels inactivate.",
        FIRST + "For V_m = -50 mV P_Na/P_K must be 0.12.",
        FIRST + "A student who swapped the sides got +64.1 mV.",
    ],
)
def test_what_is_no_result_of_the_equation(text: str) -> None:
    assert X not in [kind for _, kind in kinds(AXON_TEXT + text)]


ROWS = "P_Na/P_K = 0.04.\n\n| [K⁺]o (mM) | measured (mV) | GHK (mV) |\n|---|---|---|\n{}"


def test_a_column_whose_rows_vary_a_concentration() -> None:
    values = [axon(0.04, K=k) for k in (5.0, 11.0, 22.0, 60.0)]
    rows = [f"| {k} | −60 ± 3 | {v} |\n" for k, v in zip((5, 11, 22, 60), values, strict=True)]
    assert kinds(AXON_TEXT + ROWS.format("".join(rows))) == [(v, V) for v in values]
    rows[2] = "| 22 | −60 ± 3 | -49.7 |\n"
    found = dict(kinds(AXON_TEXT + ROWS.format("".join(rows))))
    assert found["-49.7"] == X
    assert list(found.values()).count(V) == 3


def test_a_column_whose_rows_vary_the_ratio() -> None:
    head = "| state | P_K : P_Na : P_Cl | V_m (mV) |\n|---|---|---|\n"
    sets = ((0.04, 0.45), (20.0, 0.45), (1.0, 0.0), (0.01, 0.0))
    values = [nerve(*one) for one in sets]
    rows = [
        f"| s{at} | 1 : {p} : {c} | {v} |\n" for at, ((p, c), v) in enumerate(zip(sets, values, strict=True))
    ]
    assert kinds(NERVE_TEXT + head + "".join(rows)) == [(v, V) for v in values]
    rows[1] = "| s1 | 1 : 20 : 0.45 | 63.9 |\n"
    assert dict(kinds(NERVE_TEXT + head + "".join(rows)))["63.9"] == X


def test_a_row_states_the_chloride_of_its_cell() -> None:
    text = NERVE_TEXT.replace(", Cl⁻ 110 mM out and 9 mM in", "")
    head = "| cell | P_K : P_Na : P_Cl | other | V_m (mV) |\n|---|---|---|---|\n"
    values = [nerve(0.01), nerve(20.0), nerve(0.04, 0.45)]
    rows = (
        f"| muscle | 1 : 0.01 : 0 | – | {values[0]} |\n| peak | 1 : 20 : 0 | – | {values[1]} |\n"
        f"| neuron | 1 : 0.04 : 0.45 | Cl⁻ 110 out, 9 in | {values[2]} |\n"
    )
    assert kinds(text + head + rows) == [(v, V) for v in values]


@pytest.mark.parametrize(
    "table",
    [
        "| cell | V_rest (mV) | n |\n|---|---|---|\n| A | -59.8 | 4 |\n| B | -66.1 | 5 |\n| C | -71.2 | 7 |\n",
        "| [K⁺]o (mM) | V_m (mV) |\n|---|---|\n| 5 | -75.6 |\n| 11 | -71.2 |\n| 22 | -64.7 |\n",
        "| [K⁺]o (mM) | measured V_m (mV) |\n|---|---|\n| 5 | -72.6 |\n| 11 | -61.2 |\n| 22 | -54.7 |\n",
    ],
)
def test_columns_that_were_measured(table: str) -> None:
    assert X not in [kind for _, kind in kinds(AXON_TEXT + "P_Na/P_K = 0.04.\n\n" + table)]


def test_a_row_that_changes_what_is_not_read() -> None:
    table = (
        f"| condition | V_m |\n|---|---|\n| control | {axon(0.04)} mV |\n| 22 mM K⁺ | {axon(0.04, K=22.0)} mV |\n"
        f"| P_Na × 10 | {axon(0.4)} mV |\n| gramicidin | -3.1 mV |\n"
    )
    found = kinds(AXON_TEXT + "P_Na/P_K = 0.04.\n\n" + table)
    assert found == [(axon(0.04), V), (axon(0.04, K=22.0), V)]


def test_sides_that_were_read_the_wrong_way_blame_nobody() -> None:
    text = (
        "At 18 °C the axon has 11 mM K⁺, 420 mM Na⁺ outside and 370 mM K⁺, 48 mM Na⁺ inside.\n\n"
        f"With P_Na/P_K = 0.04 the Goldman equation gives {axon(0.04)} mV."
    )
    assert X not in [kind for _, kind in kinds(text)]


ANIONS = (
    "At 33 °C [Cl⁻]o was 128 mM; [Cl⁻]i was 24 mM and 7 mM at the two ages. With [HCO₃⁻]i = 15 mM and "
    "[HCO₃⁻]o = 25 mM a permeability ratio P_HCO3/P_Cl of 0.2 predicts E_GABA = {} mV in the mature cell. "
    "In the young cell the same ratio gives {} mV. A ratio of 0.3 would give {} mV in the mature cell."
)


def gaba(chloride: float, ratio: float) -> str:
    value = log((chloride + ratio * 15.0) / (128.0 + ratio * 25.0))
    return f"{8.314462618 * 306.15 / 96.48533212 * value:.1f}"


def test_two_ages_and_two_ratios() -> None:
    values = (gaba(7.0, 0.2), gaba(24.0, 0.2), gaba(7.0, 0.3))
    assert kinds(ANIONS.format(*values)) == [(value, V) for value in values]


def test_exchanged_digits_beside_two_that_follow() -> None:
    right = gaba(7.0, 0.3)
    wrong = f"-{right[2]}{right[1]}{right[3:]}"
    found = dict(kinds(ANIONS.format(gaba(7.0, 0.2), gaba(24.0, 0.2), wrong)))
    assert found[wrong] == X
