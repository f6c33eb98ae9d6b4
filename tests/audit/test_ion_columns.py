"""Ion tables that say less: one side beside them, columns known by their rows, temperatures in words."""

from __future__ import annotations

import pytest

from nernstian.audit import audit

V, C, A, X = "verified", "consistent", "conditional", "inconsistent"


def cells(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    found = [v for v in audit(text, name=name).verdicts if v.claim.law == "nernst"]
    return [(v.claim.number.text, v.kind.value) for v in sorted(found, key=lambda v: v.claim.number.start)]


ONE_SIDE = """The experiment ran at 22 °C. {above}

| Solution | K outside (mM) | calculated E_K (mV) | recorded (mV) |
|---|---|---|---|
| A | 3 | -98.1 | -88.0 |
| B | 12 | -62.8 | -61.2 |
| C | 48 | {last} | -26.9 |

{below}
"""
STATED = "Internal potassium was read from the laboratory's own list as 142 mM."


@pytest.mark.parametrize(("above", "below"), [(STATED, ""), ("", STATED)])
@pytest.mark.parametrize(("last", "kind"), [("-27.6", V), ("-35.1", X)])
def test_the_side_that_a_table_lacks_stands_once_beside_it(
    above: str, below: str, last: str, kind: str
) -> None:
    found = cells(ONE_SIDE.format(above=above, below=below, last=last))
    assert found == [("-98.1", V), ("-62.8", V), (last, kind)]


@pytest.mark.parametrize(
    "stated",
    [
        "Internal potassium rose from 120 mM in the course of the day.",
        "Internal sodium was taken to be 142 mM.",
        "Internal potassium was 142 mM in one list, and internal potassium is 120 mM in another.",
    ],
)
def test_a_concentration_of_something_else_is_not_that_side(stated: str) -> None:
    assert cells(ONE_SIDE.format(above=stated, below="", last="-27.6")) == []


THEORY = """At 25 °C:

| Ion | out (mM) | in (mM) | {header} |
|---|---|---|---|
| K+ | 5 | 140 | {first} |
| Na+ | 150 | 15 | {second} |
| Cl- | 120 | 6 | {third} |
"""


@pytest.mark.parametrize("header", ["theory (mV)", "expected, mV"])
@pytest.mark.parametrize(("third", "kind"), [("-77.0", V), ("77.0", X)])
def test_a_column_that_follows_by_majority_is_the_law_s(header: str, third: str, kind: str) -> None:
    text = THEORY.format(header=header, first="-85.6", second="59.2", third=third)
    assert cells(text) == [("-85.6", V), ("59.2", V), (third, kind)]


@pytest.mark.parametrize("header", ["value (mV)", "measured (mV)", "rest (mV)", "V - E (mV)", "recorded, mV"])
def test_a_column_that_does_not_follow_is_silent(header: str) -> None:
    assert cells(THEORY.format(header=header, first="-80.2", second="55.0", third="-77.0")) == []


def test_two_tables_behind_each_other_are_two() -> None:
    first = THEORY.format(header="E (mV)", first="-85.6", second="59.2", third="-77.0")
    second = first.partition("\n\n")[2].replace("150 | 15", "100 | 10")
    assert [kind for _, kind in cells(first + "\n" + second)] == [V] * 6


CSV = """# T = 30 degC; concentrations in mM
cell,ion,z,c_out,c_in,E_mV
vacuole,H,1,0.01,0.0001,120.3
vacuole,K,1,80,100,-5.8
plasma,H,1,0.001,0.0001,{last}
"""


@pytest.mark.parametrize(("last", "kind"), [("60.1", C), ("60.2", V), ("-60.2", X)])
def test_in_a_column_of_ions_a_bare_h_is_the_proton(last: str, kind: str) -> None:
    found = cells(CSV.format(last=last), name="a.txt")
    assert found[:2] == [("120.3", V), ("-5.8", V)]
    assert found[2][1] == kind if kind != C else found[2][1] in (V, C)


@pytest.mark.parametrize(
    ("temperature", "potential"),
    [
        ("The bath was held at eighteen degrees Celsius.", "-85.7"),
        ("The bath was held at thirty-seven degrees.", "-91.3"),
        ("Everything was done at twenty degrees centigrade.", "-86.3"),
    ],
)
def test_temperatures_may_be_spelled_out(temperature: str, potential: str) -> None:
    text = f"{temperature} With 4.6 mM potassium outside and 140 mM inside, E_K = {potential} mV."
    assert cells(text) == [(potential, V)]


def test_degrees_of_something_else_are_no_temperature() -> None:
    text = "Turned by thirty degrees; north of forty degrees of latitude. At 20 °C with 4.6 mM potassium outside and 140 mM inside, E_K = -86.3 mV."
    assert cells(text) == [("-86.3", V)]


def test_a_temperature_that_is_only_supposed_holds_in_its_own_sentence() -> None:
    text = (
        "We worked at 18 °C. Outside is 4.6 mM potassium, inside 140 mM.\n\nE_K = -85.7 mV.\n\n"
        "Had we worked at 37 °C, the axon would not have survived."
    )
    assert cells(text) == [("-85.7", V)]


def test_a_driving_force_is_computed_with_the_mean_of_the_membrane_potential() -> None:
    text = (
        "The resting potential was -48 ± 6 mV (n = 9), so the driving force on potassium was +44 mV"
        " and on sodium -103 mV. E_K = -92 mV, E_Na = +55 mV."
    )
    found = [(v.claim.number.text, v.kind.value) for v in audit(text, name="a.md").verdicts]
    assert ("+44", V) in found
    assert ("-103", V) in found
