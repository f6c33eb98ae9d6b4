"""The worked examples of four teaching documents, recomputed through the front door.

The documents: an encyclopaedia's stub on equilibrium potentials (STUB), its long article on membrane potentials with a
cardiomyocyte as example (ARTICLE), a video lesson on potassium with the questions under it (LESSON), a teaching page on
the resting potential (PAGE). Every row says what a document prints, what it is by hand (plain arithmetic in this file,
none of it this package's), and how the two stand to each other: ``rounds`` (the value rounds to what is printed; a hedged
figure in fives to the next five) or ``off`` (it does not hold).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest

from nernstian.computation import compute

STUB, ARTICLE, LESSON, PAGE = "stub", "article", "lesson", "page"
R, F, E_CHARGE, BODY = 8.31446261815324, 96485.33212331001, 1.602176634e-19, 310.15
VT = 1e3 * R * BODY / F  # mV at 37 degC

#: The cardiomyocyte of the article: a closed cylinder, 100 mV in 2 ms.
AREA, SIDE, VOLUME = (
    2 * math.pi * 5e-6 * 1e-4 + 2 * math.pi * 25e-12,
    2 * math.pi * 5e-10,
    math.pi * 25e-12 * 1e-4,
)
IONS = 0.02 * AREA * 0.1 / E_CHARGE
CYLINDER = {"radius": "5um", "length": "100um"}

#: The table of the page, 37 degC.
K, NA, CL, CA = (5, 140), (145, 15), (110, 10), (1.2, 0.0001)
E_K, E_NA = VT * math.log(5 / 140), VT * math.log(145 / 15)


def two_ions(alpha: float, outside: float = 5.0, r: float = 1.0) -> float:
    """GHK voltage (Mullins-Noda for r) in mV of K and Na of the page, alpha = P_Na/P_K."""
    return VT * math.log((r * outside + alpha * 145) / (r * 140 + alpha * 15))


def cell(alpha: str, outside: str = "5mM") -> dict[str, str]:
    return {
        "K_out": outside, "K_in": "140mM", "Na_out": "145mM", "Na_in": "15mM", "P_K": "1", "P_Na": alpha, "T": "37degC",
    }  # fmt: skip


def nernst(pair: tuple[float, float], z: int = 1, T: str = "37degC") -> dict[str, str]:
    return {"c_out": f"{pair[0]}mM", "c_in": f"{pair[1]}mM", "z": str(z), "T": T}


@dataclass(frozen=True)
class Row:
    """What is printed (``None``: it follows and is not printed), in ``unit``, with the last printed digit in ``digit``."""

    document: str
    what: str
    law: str
    arguments: dict[str, str]
    unit: str
    by_hand: float
    printed: float | None = None
    digit: float = 0.0
    verdict: str = "rounds"
    ions: dict[str, int] | None = None


KNA = {"K": 1, "Na": 1}
WEIGHTED = {
    "g_K": "1mS/cm2",
    "g_Na": "0.05mS/cm2",
    "g_Cl": "0mS/cm2",
    "E_K": "-80mV",
    "E_Na": "60mV",
    "E_Cl": "0mV",
}

ROWS = (
    # the cardiomyocyte, link by link
    Row(ARTICLE, "area with both ends", "cylinder", CYLINDER, "m2", AREA, 3.3e-9, 1e-10),
    Row(ARTICLE, "the side alone is not what is printed", "cylinder_side", CYLINDER, "m2", SIDE, 3.3e-9, 1e-10, "off"),
    Row(ARTICLE, "volume", "cylinder_volume", CYLINDER, "pL", VOLUME * 1e15, 7.85, 0.01),
    Row(ARTICLE, "current of the upstroke", "capacitor_current", {"c_m": "0.02F/m2", "A": f"{AREA!r}m2", "dV_dt": "50V/s"}, "nA",
        0.02 * AREA * 50 * 1e9, 3.3, 0.1),
    Row(ARTICLE, "ions of the charge", "charge_to_ions", {"Q": f"{0.02 * AREA * 0.1!r}C", "z": "1"}, "1", IONS, 4.12e7, 1e5),
    Row(ARTICLE, "41 million ions", "charge_to_ions", {"Q": "6.5973pC", "z": "1"}, "1", 6.5973e-12 / E_CHARGE, 41e6, 1e6),
    Row(ARTICLE, "the same from the printed numbers", "charge_to_ions", {"Q": "6.6pC", "z": "1"}, "1", 6.6e-12 / E_CHARGE, 4.12e7, 1e5),
    Row(ARTICLE, "rise of sodium", "concentration_change",
        {"c_m": "0.02F/m2", "A": f"{AREA!r}m2", "DV": "100mV", "z": "1", "volume": f"{VOLUME!r}m3"}, "uM", IONS / 6.02214076e23 / VOLUME * 1e3, 8.7, 0.1),
    Row(ARTICLE, "rise in a thin axon", "concentration_change",
        {"c_m": "0.01F/m2", "A": f"{2 * math.pi * 1e-7 * 1e-4!r}m2", "DV": "100mV", "z": "1", "volume": f"{math.pi * 1e-14 * 1e-4!r}m3"}, "uM",
        0.01 * 0.1 * 2 / 1e-7 / F * 1e3),
    # means and forces
    Row(ARTICLE, "rest as a weighted mean", "chord_conductance_equation", WEIGHTED, "mV", (-80 + 0.05 * 60) / 1.05, -73, 1),
    Row(ARTICLE, "the same by the Goldman equation", "ghk_voltage",
        {"K_out": f"{140 * math.exp(-80 / VT)!r}mM", "K_in": "140mM", "Na_out": "145mM", "Na_in": f"{145 * math.exp(-60 / VT)!r}mM",
         "P_K": "1", "P_Na": "0.05", "T": "37degC"}, "mV",
        VT * math.log((140 * math.exp(-80 / VT) + 0.05 * 145) / (140 + 0.05 * 145 * math.exp(-60 / VT))), -73, 1, "off", KNA),
    Row(ARTICLE, "equal weights", "chord_conductance_equation", WEIGHTED | {"g_Na": "1mS/cm2", "E_Na": "80mV"}, "mV", 0.0, 0, 1),
    Row(ARTICLE, "driving force on potassium", "driving_force", {"V": "-73mV", "E": "-80mV"}, "mV", 7, 7, 1),
    Row(ARTICLE, "driving force on sodium", "driving_force", {"V": "-73mV", "E": "60mV"}, "mV", -133, -133, 1),
    Row(ARTICLE, "current ratio at rest is not that of the conductances", "zero_net_current", {"V": f"{-77 / 1.05!r}mV", "E_K": "-80mV", "E_Na": "60mV"},
        "1", 20.0),
    Row(PAGE, "force on sodium at 0 mV is not gone", "driving_force", {"V": "0mV", "E": "60.634mV"}, "mV", -60.634, 0, 1, "off"),
    Row(STUB, "a tenth of a siemens per area", "ohmic_current", {"g": "1mS/cm2", "V": "-70mV", "E": "-80mV"}, "uA/cm2", 10.0),
    # slopes and Nernst potentials
    Row(PAGE, "slope per decade", "nernst_slope", {"z": "1", "T": "37degC"}, "mV", VT * math.log(10), 61.5, 0.1),
    Row(PAGE, "slope at 25 degC", "nernst_slope", {"z": "1", "T": "25degC"}, "mV", 1e3 * R * 298.15 / F * math.log(10), 59.16, 0.01),
    Row(PAGE, "slope at 20 degC", "nernst_slope", {"z": "1", "T": "20degC"}, "mV", 1e3 * R * 293.15 / F * math.log(10), 58.17, 0.01),
    Row(PAGE, "E_K", "nernst", nernst(K), "mV", E_K, -90, 5),
    Row(PAGE, "E_Na", "nernst", nernst(NA), "mV", E_NA, 60, 5),
    Row(PAGE, "E_Cl", "nernst", nernst(CL, -1), "mV", -VT * math.log(11), -65, 5),
    Row(PAGE, "E_Cl without its sign", "nernst", nernst(CL, 1), "mV", VT * math.log(11), -65, 5, "off"),
    Row(PAGE, "E_Ca at 37 degC", "nernst", nernst(CA, 2), "mV", VT / 2 * math.log(12000), 120, 5, "off"),
    Row(PAGE, "E_Ca is that of room temperature", "nernst", nernst(CA, 2, "23.37degC"), "mV", 1e3 * R * 296.52 / F / 2 * math.log(12000), 120, 1),
    Row(PAGE, "E_Ca, or of 151 nM", "nernst", nernst((1.2, 0.000151), 2), "mV", VT / 2 * math.log(1.2 / 0.000151), 120, 1),
    Row(LESSON, "E_K of 150:5", "nernst", nernst((5, 150)), "mV", -VT * math.log(30), -92, 1, "off"),
    Row(LESSON, "E_K of 150:5 at 40.74 degC", "nernst", nernst((5, 150), 1, "40.74degC"), "mV", -1e3 * R * 313.89 / F * math.log(30), -92, 1),
    Row(LESSON, "one potassium ion leaves", "nernst", nernst((149, 150)), "mV", VT * math.log(149 / 150), -0.18, 0.01),
    Row(LESSON, "and arrives outside", "nernst", nernst((6, 149)), "mV", VT * math.log(6 / 149)),
    Row(LESSON, "one ion in thirty", "boltzmann_ratio", {"V": f"{-VT * math.log(30)!r}mV", "z": "1", "T": "37degC"}, "1", 30.0, 30, 1),
    Row(LESSON, "energy of the gradient", "transport_free_energy", {"V": "0mV", "c_in": "150mM", "c_out": "5mM", "z": "1", "T": "37degC"}, "kJ/mol",
        R * BODY * math.log(30) / 1e3, 8.771, 0.001),
    Row(ARTICLE, "flux ratio at 0 mV", "ussing_flux_ratio", {"V": "0mV", "c_in": "140mM", "c_out": "5mM", "z": "1", "T": "37degC"}, "1", 28.0, 28, 1),
    Row(ARTICLE, "a single ion at -70 mV", "ussing_flux_ratio", {"V": "-70mV", "c_in": "5mM", "c_out": "5mM", "z": "1", "T": "37degC"}, "1",
        math.exp(-70 / VT)),
    # rest, by permeabilities
    *(Row(PAGE, f"{ratio} times more permeable to K", "ghk_voltage", cell(str(1 / ratio)), "mV", two_ions(1 / ratio), ions=KNA) for ratio in (25, 100, 27.7)),
    Row(PAGE, "rest needs P_Na/P_K = 0.03614", "ghk_voltage", cell("0.03614"), "mV", two_ions(0.03614), -70, 1, ions=KNA),
    Row(PAGE, "a thousandfold sodium permeability from 1/25", "ghk_voltage", cell("40"), "mV", two_ions(40), 55.05, 0.01, ions=KNA),
    Row(PAGE, "and from 1/100", "ghk_voltage", cell("10"), "mV", two_ions(10), 43.11, 0.01, ions=KNA),
    Row(PAGE, "+40 mV needs 7.953", "ghk_voltage", cell("7.953"), "mV", two_ions(7.953), 40, 1, ions=KNA),
    Row(ARTICLE, "equal ratios without mirroring", "ghk_voltage",
        {"K_out": "5mM", "K_in": "150mM", "Na_out": "300mM", "Na_in": "10mM", "P_K": "1", "P_Na": "1", "T": "37degC"}, "mV",
        VT * math.log(305 / 160), 0, 1, "off", KNA),
    # the pump
    Row(PAGE, "pump shift at 25", "electrogenic_shift", cell("0.04") | {"r": "1.5"}, "mV", two_ions(0.04, r=1.5) - two_ions(0.04), -5.23, 0.01),
    Row(PAGE, "pump shift at 100", "electrogenic_shift", cell("0.01") | {"r": "1.5"}, "mV", two_ions(0.01, r=1.5) - two_ions(0.01), -2.07, 0.01),
    Row(PAGE, "the largest shift there is", "electrogenic_shift", cell("0.695") | {"r": "1.5"}, "mV",
        two_ions(0.695, r=1.5) - two_ions(0.695), -10, 0.1, "off"),
    Row(PAGE, "work per ATP", "pump_work", {"V": "-70mV", "E_K": f"{E_K!r}mV", "E_Na": f"{E_NA!r}mV"}, "kJ/mol",
        (3 * (E_NA + 70) + 2 * (-70 - E_K)) * F / 1e6, 41.49, 0.01),
    # charge, field, layers, energy
    Row(PAGE, "field in the membrane", "membrane_field", {"V": "-70mV", "d": "4nm"}, "MV/m", -17.5, -17.5, 0.1),
    Row(PAGE, "ions per area", "surface_charge", {"c_m": "1uF/cm2", "V": "70mV", "z": "1"}, "mol/cm2", 0.01 * 0.07 / F / 1e4, 7.255e-13, 1e-16),
    Row(PAGE, "permittivity that 1 uF/cm2 and 4 nm imply", "plate_capacitance", {"eps_r": "4.518", "d": "4nm"}, "uF/cm2",
        4.518 * 8.8541878188e-12 / 4e-9 * 100, 1, 0.01),
    Row(PAGE, "layer of charge", "debye_length", {"ionic_strength": "150mM", "eps_r": "74.2", "T": "37degC"}, "nm",
        math.sqrt(74.2 * 8.8541878188e-12 * 1.380649e-23 * BODY / (2 * 6.02214076e23 * E_CHARGE**2 * 150)) * 1e9, 0.779, 0.001),
    Row(PAGE, "energy of the charged membrane", "capacitor_energy", {"c_m": "1uF/cm2", "V": "-70mV"}, "J/m2", 2.45e-5),
    Row(ARTICLE, "decay along a fibre", "length_constant", {"a": "5um", "R_m": "10kohm*cm2", "R_i": "100ohm*cm"}, "mm", math.sqrt(2.5e-6) * 1e3, 1.581, 0.001),
    Row(LESSON, "time constant", "time_constant", {"R_m": "10kohm*cm2", "c_m": "1uF/cm2"}, "ms", 10.0),
)  # fmt: skip


def value(row: Row) -> float:
    return compute(row.law, unit=row.unit, ions=row.ions, **row.arguments).value


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.document}: {row.what}")
def test_a_worked_example_is_what_it_is_by_hand(row: Row) -> None:
    assert value(row) == pytest.approx(row.by_hand, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    "row", [r for r in ROWS if r.printed is not None], ids=lambda row: f"{row.document}: {row.what}"
)
def test_what_is_printed_stands_to_it_as_the_row_says(row: Row) -> None:
    assert row.printed is not None
    assert row.verdict == ("rounds" if abs(value(row) - row.printed) <= row.digit / 2 else "off")


# -- what takes more than one law


def test_the_chain_of_the_cardiomyocyte_hangs_together() -> None:
    """Every link takes the unrounded one before it; the last is 0.058 % of 15 mM."""
    area = compute("cylinder", unit="m2", **CYLINDER).value
    volume = compute("cylinder_volume", unit="m3", **CYLINDER).value
    current = compute("capacitor_current", unit="A", c_m="0.02F/m2", A=f"{area!r}m2", dV_dt="50V/s").value
    ions = compute("charge_to_ions", Q=f"{current * 2e-3!r}C", z="1").value
    change = compute(
        "concentration_change",
        unit="mM",
        c_m="0.02F/m2",
        A=f"{area!r}m2",
        DV="100mV",
        z="1",
        volume=f"{volume!r}m3",
    ).value
    assert ions == pytest.approx(IONS, rel=1e-12)
    assert change == pytest.approx(ions / 6.02214076e23 / volume, rel=1e-12)
    assert round(100 * change / 15, 3) == 0.058


@pytest.mark.parametrize("milliseconds", [0.1, 2.0, 50.0])
def test_the_number_of_ions_does_not_depend_on_the_duration(milliseconds: float) -> None:
    rate = f"{100 / milliseconds!r}V/s"
    current = compute("capacitor_current", unit="A", c_m="0.02F/m2", A=f"{AREA!r}m2", dV_dt=rate).value
    ions = compute("charge_to_ions", Q=f"{current * milliseconds * 1e-3!r}C", z="1").value
    assert ions == pytest.approx(IONS, rel=1e-12)


def test_the_linear_form_of_the_mean_is_a_third_of_a_millivolt_off() -> None:
    mean = compute("chord_conductance_equation", unit="mV", **WEIGHTED).value
    assert -80 + 0.05 * 140 - mean == pytest.approx(0.3333, abs=5e-5)


def test_the_largest_pump_shift_is_where_and_what_it_is_in_closed_form() -> None:
    """At alpha = sqrt(r K_out K_in/(Na_out Na_in)); bounded by RT/F ln r, whatever the gradients."""
    best = math.sqrt(1.5 * 5 * 140 / (145 * 15))
    rho = math.exp((E_NA - E_K) / (2 * VT))
    largest = -2 * VT * math.log((1 + math.sqrt(1.5) * rho) / (rho + math.sqrt(1.5)))

    def shift(alpha: float) -> float:
        return compute("electrogenic_shift", unit="mV", r="1.5", **cell(repr(alpha))).value

    assert best == pytest.approx(0.695, abs=5e-4)
    assert shift(best) == pytest.approx(largest, rel=1e-12)
    assert largest == pytest.approx(-9.588, abs=5e-4)
    assert all(shift(best * factor) > largest for factor in (0.5, 0.99, 1.01, 2.0))
    assert -VT * math.log(1.5) == pytest.approx(-10.837, abs=5e-4)
    assert shift(best) > -VT * math.log(1.5)


@pytest.mark.parametrize(
    ("outside", "of_potassium", "of_the_cell"), [("8mM", 12.56, 6.87), ("3.5mM", -9.53, -4.23)]
)
def test_potassium_of_the_blood_moves_the_cell_less_than_its_own_potential(
    outside: str, of_potassium: float, of_the_cell: float
) -> None:
    alpha = repr(1 / 27.7)
    moved = compute("nernst", unit="mV", c_out=outside, c_in="140mM", z="1", T="37degC").value - E_K
    rest = [compute("ghk_voltage", unit="mV", ions=KNA, **cell(alpha, k)).value for k in ("5mM", outside)]
    assert moved == pytest.approx(of_potassium, abs=5e-3)
    assert rest[1] - rest[0] == pytest.approx(of_the_cell, abs=1e-2)


def test_one_millimolar_of_uncompensated_charge_would_be_volts() -> None:
    charge = 1.0 * VOLUME * F  # 1 mM of a monovalent ion in the cell, as coulombs
    per_volt = compute("capacitor_charge", c_m="0.02F/m2", A=f"{AREA!r}m2", V="1V").value
    assert charge / per_volt == pytest.approx(11.49, abs=5e-3)


def test_the_gradients_hold_a_hundred_thousand_times_the_energy_of_the_membrane() -> None:
    stored = sum(
        compute("gradient_energy", c_out=f"{out}mM", c_in=f"{inside}mM", T="37degC").value
        for out, inside in (K, NA)
    )
    membrane = compute("capacitor_energy", c_m="1uF/cm2", V="-70mV").value
    assert stored * VOLUME / AREA / membrane == pytest.approx(1.071e5, rel=5e-4)


def test_there_is_one_excess_ion_for_many_lipids() -> None:
    moles = compute("surface_charge", c_m="1uF/cm2", V="70mV", z="1").value
    assert 1e18 / (moles * 6.02214076e23) == pytest.approx(229, abs=0.5)  # nm2


def test_a_donnan_equilibrium_is_neutral_and_keeps_the_product() -> None:
    X, c = 120.0, 150.0
    V = compute("donnan", X=f"{X}mM", c_out=f"{c}mM", T="37degC").value
    cation, anion = (c * math.exp(-z * F * V / (R * BODY)) for z in (1, -1))
    assert V < 0
    assert cation * anion == pytest.approx(c * c, rel=1e-12)
    assert cation == pytest.approx(anion + X, rel=1e-12)
