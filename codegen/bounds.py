"""What is promised of a computed law: which strata, and how large an error.

One table for the tests of the functions and for the certificates of generated code. ``scaled`` bounds the
error in units of u (1 + kappa), the error that rounding the arguments alone may cause, u = 2**-53. The bounds
are half again the largest error seen over 1500 points in each stratum (1.4, with glibc and with NumPy's own
vector functions); where products alone are at work they are what counting the roundings proves. ``ulp``
bounds the error in units in the last place for laws that lose nothing to cancellation anywhere, delicate
places included.

What is not promised is measured all the same, and said.
"""

from __future__ import annotations

from dataclasses import dataclass

from nernstian.derivations.law import Law


@dataclass(frozen=True)
class Promise:
    """The largest error a stratum may show: in u (1 + kappa), and in ulp where that is promised too."""

    scaled: float
    ulp: float | None = None

    def kept(self, scaled: float, ulp: float) -> bool:
        """Whether errors stay within it; an error that is not a number does not."""
        return scaled <= self.scaled and (self.ulp is None or ulp <= self.ulp)


#: Laws that were measured by themselves: everything is promised in every stratum they have.
BOUNDS: dict[str, Promise] = {
    "electrochemical_potential": Promise(2.0),
    "thermal_voltage": Promise(1.0, 1.0),  # constant and product: 2 roundings over 1 + kappa = 2
    "nernst": Promise(2.0, 3.5),  # constant, product, quotient, product, difference, quotient, log1p
    "nernst_slope": Promise(2.2, 3.5),  # constant, ln 10, 2 products, quotient
    "nernst_planck": Promise(1.1),
    "ghk_current": Promise(1.7),
    "ghk_voltage": Promise(1.7),
    "capacitor_charge": Promise(0.5, 2.0),  # 2 products over 1 + kappa = 4
    "surface_charge": Promise(1.34, 4.0),  # constant, 2 products, quotient over 1 + kappa = 3
}

#: A law without a row of its own: a dozen roundings, none of them multiplied.
DEFAULT = Promise(6.0)

#: Where that is promised. Beyond, a product may pass through the subnormal numbers: that needs a form made
#: for it, and a row.
DEFAULT_STRATA = frozenset({"physiological", "wide", "near"})

#: Strata in which a law with cancellation elsewhere has none: ulp.
STRATUM_ULPS: dict[tuple[str, str], float] = {
    ("ghk_current", "near_zero"): 3.5,
    ("ghk_voltage", "overflow"): 3.5,
}

#: Laws that lose digits at some extreme points, and why: a better form is owed there.
OUT_OF_DEPTH: dict[str, str] = {
    "concentration_change": "a product passes through the subnormal numbers",
    "donnan": "squares of concentrations leave the range of the floats beyond 1e-150 and 1e150",
    "electrogenic_shift": "products of two permeabilities and two concentrations do, beyond 1e-75 and 1e75",
    "ghk_voltage_divalent": "squares of permeabilities do, beyond 1e-150 and 1e150",
    "slope_conductance": "B of the logarithm of a huge ratio loses about as many u as the logarithm is large",
}


def promise(law: Law, stratum: str) -> Promise | None:
    """What is promised of a law in a stratum; None where nothing is.

    A member of a family with other ions than the measured ones has the promise of a law without a row.
    """
    if law.reference in BOUNDS:
        row = BOUNDS[law.reference]
        return Promise(row.scaled, STRATUM_ULPS.get((law.reference, stratum), row.ulp))
    return DEFAULT if stratum in DEFAULT_STRATA else None
