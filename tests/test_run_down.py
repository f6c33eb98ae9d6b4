"""How long a cell takes to lose its voltage when the pump is stopped, under assumptions that no document states.

The membrane has the stated resistance at rest, as the sum of the chord conductances of K and Na there; P_K/P_Na is 27.7;
K and Na alone move, by the GHK current; neither the bath nor the volume changes; at every instant the voltage is the GHK
voltage, since the membrane charges in milliseconds. The equations are integrated here, by Runge and Kutta.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest

import nernstian

T, ALPHA = 310.15, 1 / 27.7
OUT, REST = {"K": 5.0, "Na": 145.0}, {"K": 140.0, "Na": 15.0}
#: Surface over volume of the cardiomyocyte of the encyclopaedia's article: a closed cylinder of 5 um and 100 um.
CARDIOMYOCYTE = 2 / 5e-6 + 2 / 1e-4

current = nernstian.function("ghk_current")
potential = nernstian.function("nernst")
rate = nernstian.function("gradient_rundown")
voltage = nernstian.function("ghk_voltage", ions={"K": 1, "Na": 1})
Inside = tuple[float, float]


@dataclass(frozen=True)
class Cell:
    """A cell by its surface over volume (1/m), its resistance (ohm m2), and the minutes to half of its voltage."""

    what: str
    surface_to_volume: float
    resistance: float
    minutes: float

    @property
    def permeability(self) -> float:
        """P_K in m/s at which the chord conductances add up to that of the membrane at rest."""
        V = rest(tuple(REST.values()))
        chords = 0.0
        for ion, share in (("K", 1.0), ("Na", ALPHA)):
            E = potential(OUT[ion], REST[ion], 1.0, T)
            chords += current(V, REST[ion], OUT[ion], share, 1.0, T) / (V - E)
        return 1 / self.resistance / chords

    def slope(self, inside: Inside, P: float) -> Inside:
        """Rates of change of K and Na inside, mM/s."""
        V = rest(inside)
        currents = [
            current(V, c, OUT[ion], P * share, 1.0, T)
            for (ion, share), c in zip((("K", 1.0), ("Na", ALPHA)), inside, strict=True)
        ]
        first, second = (rate(i, 1.0, self.surface_to_volume, 1.0) for i in currents)
        return first, second


def rest(inside: Inside) -> float:
    K, Na = inside
    return float(voltage(OUT["K"], K, OUT["Na"], Na, 1.0, ALPHA, T))


CELLS = (
    Cell("the cardiomyocyte, 10 kOhm cm2", CARDIOMYOCYTE, 1.0, 31.7),
    Cell("the cardiomyocyte, 50 kOhm cm2", CARDIOMYOCYTE, 5.0, 158),
    Cell("an axon of 0.5 um, 10 kOhm cm2", 2 / 0.5e-6, 1.0, 3.32),
    Cell("a squid axon of 250 um, 1 kOhm cm2", 2 / 250e-6, 0.1, 166),
)


def minutes_to_half(cell: Cell, step: float) -> float:
    """Integrate until the voltage is half of what it was; ``step`` in seconds."""
    P, inside, seconds = cell.permeability, (REST["K"], REST["Na"]), 0.0
    half = rest(inside) / 2
    while rest(inside) < half:
        a = cell.slope(inside, P)
        b = cell.slope(moved(inside, a, step / 2), P)
        c = cell.slope(moved(inside, b, step / 2), P)
        d = cell.slope(moved(inside, c, step), P)
        mean = tuple((w + 2 * x + 2 * y + z) / 6 for w, x, y, z in zip(a, b, c, d, strict=True))
        inside, seconds = moved(inside, (mean[0], mean[1]), step), seconds + step
    return seconds / 60


def moved(inside: Inside, slope: Inside, step: float) -> Inside:
    return inside[0] + step * slope[0], inside[1] + step * slope[1]


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.what)
def test_the_time_to_half_of_the_voltage_under_the_stated_assumptions(cell: Cell) -> None:
    assert minutes_to_half(cell, 60 * cell.minutes / 400) == pytest.approx(cell.minutes, rel=0.01)


def test_the_first_minute_brings_four_millimolar_of_sodium() -> None:
    cell = CELLS[0]
    _, sodium = cell.slope((REST["K"], REST["Na"]), cell.permeability)
    assert 60 * sodium == pytest.approx(4.34, abs=0.01)


def test_charging_takes_micromoles_once_and_the_leak_thousands_of_times_more_every_minute() -> None:
    once = nernstian.function("concentration_change")(0.01, CARDIOMYOCYTE, 0.07, 1.0, 1.0)
    cell = CELLS[0]
    assert once == pytest.approx(3.05e-3, rel=5e-3)
    assert 60 * cell.slope((REST["K"], REST["Na"]), cell.permeability)[1] > 1000 * once


def test_at_rest_two_currents_are_equal_and_opposite() -> None:
    V = rest((REST["K"], REST["Na"]))
    K, Na = (current(V, REST[ion], OUT[ion], P, 1.0, T) for ion, P in (("K", 1.0), ("Na", ALPHA)))
    assert math.isclose(K, -Na, rel_tol=1e-12)
