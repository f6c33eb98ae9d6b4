"""PROVISIONAL, hand-written until the generator lands; the generated file has the same names."""

from __future__ import annotations

import math
from collections.abc import Callable

from nernstian.codegen.facts import ConstantFacts, LawFacts, QuantityFacts

_CODATA = "CODATA 2022"
CONSTANTS: dict[str, ConstantFacts] = {
    "R": ConstantFacts("molar gas constant", "R", 8.31446261815324, "J/(mol*K)", True, _CODATA),
    "F": ConstantFacts("Faraday constant", "F", 96485.33212331001, "C/mol", True, _CODATA),
    "e": ConstantFacts("elementary charge", "e", 1.602176634e-19, "C", True, _CODATA),
    "k_B": ConstantFacts("Boltzmann constant", "k_B", 1.380649e-23, "J/K", True, _CODATA),
    "N_A": ConstantFacts("Avogadro constant", "N_A", 6.02214076e23, "1/mol", True, _CODATA),
    "eps_0": ConstantFacts("vacuum electric permittivity", "eps_0", 8.8541878188e-12, "F/m", False, _CODATA),
}

_DIM = {
    "V": (1, 2, -3, -1, 0, 0, 0),
    "K": (0, 0, 0, 0, 1, 0, 0),
    "mol/m3": (0, -3, 0, 0, 0, 1, 0),
    "1": (0,) * 7,
    "m/s": (0, 1, -1, 0, 0, 0, 0),
    "A/m2": (0, -2, 0, 1, 0, 0, 0),
    "J/mol": (1, 2, -2, 0, 0, -1, 0),
    "m2/s": (0, 2, -1, 0, 0, 0, 0),
    "mol/m4": (0, -4, 0, 0, 0, 1, 0),
    "V/m": (1, 1, -3, -1, 0, 0, 0),
    "mol/(m2*s)": (0, -2, -1, 0, 0, 1, 0),
    "F/m2": (-1, -4, 4, 2, 0, 0, 0),
    "m2": (0, 2, 0, 0, 0, 0, 0),
    "C": (0, 0, 1, 1, 0, 0, 0),
    "mol/m2": (0, -2, 0, 0, 0, 1, 0),
}


def _q(name: str, unit: str, domain: str, meaning: str) -> QuantityFacts:
    return QuantityFacts(name, name, unit, _DIM[unit], domain, meaning)


_T = _q("T", "K", "positive", "absolute temperature")
_Z = _q("z", "1", "nonzero", "valence of the ion, with its sign")
_CO = _q("c_out", "mol/m3", "positive", "concentration outside")
_CI = _q("c_in", "mol/m3", "positive", "concentration inside")
_V = _q("V", "V", "real", "membrane potential, inside minus outside")


def _law(
    name: str, title: str, kind: str, arguments: tuple[QuantityFacts, ...], result: QuantityFacts, formula: str
) -> LawFacts:
    return LawFacts(name, title, kind, "unchecked", (), arguments, result, formula, (), "", (), "")


_GHK_ARGS = tuple(
    _q(f"{ion}_{side}", "mol/m3", "nonnegative", f"{ion} concentration {word}")
    for ion in ("K", "Na", "Cl")
    for side, word in (("out", "outside"), ("in", "inside"))
) + tuple(_q(f"P_{ion}", "m/s", "nonnegative", f"permeability of {ion}") for ion in ("K", "Na", "Cl"))

LAWS: dict[str, LawFacts] = {
    law.name: law
    for law in (
        _law("electrochemical_potential", "Electrochemical potential", "constitutive",
             (_q("mu_ref", "J/mol", "real", "chemical potential at c_ref and zero potential"),
              _q("c", "mol/m3", "positive", "concentration"), _q("c_ref", "mol/m3", "positive", "reference"),
              _Z, _q("phi", "V", "real", "electric potential"), _T),
             _q("mu", "J/mol", "real", "electrochemical potential"),
             "mu = mu_ref + R*T*ln(c/c_ref) + z*F*phi"),
        _law("thermal_voltage", "Thermal voltage", "definition", (_T,),
             _q("V_T", "V", "positive", "thermal voltage"), "V_T = R*T/F"),
        _law("nernst", "Nernst potential", "derived", (_CO, _CI, _Z, _T),
             _q("E", "V", "real", "Nernst potential"), "E = R*T/(z*F)*ln(c_out/c_in)"),
        _law("nernst_slope", "Nernst slope per decade", "derived", (_Z, _T),
             _q("s", "V", "real", "change of the Nernst potential per tenfold concentration ratio"),
             "s = R*T*ln(10)/(z*F)"),
        _law("nernst_planck", "Nernst-Planck flux", "constitutive",
             (_q("D", "m2/s", "positive", "diffusion coefficient"), _q("c", "mol/m3", "nonnegative", "concentration"),
              _q("dc_dx", "mol/m4", "real", "concentration gradient"), _Z,
              _q("dphi_dx", "V/m", "real", "potential gradient"), _T),
             _q("J", "mol/(m2*s)", "real", "flux towards larger x"), "J = -D*(dc_dx + z*F/(R*T)*c*dphi_dx)"),
        _law("ghk_current", "Goldman-Hodgkin-Katz current", "derived",
             (_V, _CI, _CO, _q("P", "m/s", "nonnegative", "permeability"), _Z, _T),
             _q("i", "A/m2", "real", "outward current density"),
             "i = z*F*P*(B(-u)*c_in - B(u)*c_out), u = z*F*V/(R*T)"),
        _law("ghk_voltage", "Goldman-Hodgkin-Katz voltage", "derived", (*_GHK_ARGS, _T), _V,
             "V = R*T/F*ln((P_K*K_out + P_Na*Na_out + P_Cl*Cl_in)/(P_K*K_in + P_Na*Na_in + P_Cl*Cl_out))"),
        _law("capacitor_charge", "Charge on the membrane capacitor", "constitutive",
             (_q("c_m", "F/m2", "positive", "specific capacitance"), _q("A", "m2", "positive", "membrane area"), _V),
             _q("Q", "C", "real", "charge"), "Q = c_m*A*V"),
        _law("surface_charge", "Ions per area on the membrane capacitor", "derived",
             (_q("c_m", "F/m2", "positive", "specific capacitance"), _V, _Z),
             _q("n", "mol/m2", "real", "excess amount of the ion per area"), "n = c_m*V/(z*F)"),
    )
}

_R, _F = CONSTANTS["R"].value, CONSTANTS["F"].value


def _log_quotient(a: float, b: float) -> float:
    if not (a >= 0.0 and b >= 0.0) or a == b == 0.0:
        return math.nan
    return math.inf if b == 0.0 else -math.inf if a == 0.0 else math.log(a / b)


def _bernoulli(x: float) -> float:
    return 1.0 if x == 0.0 else 0.0 if x > 700.0 else x / math.expm1(x)


def electrochemical_potential(mu_ref: float, c: float, c_ref: float, z: float, phi: float, T: float) -> float:
    return mu_ref + _R * T * _log_quotient(c, c_ref) + z * _F * phi


def thermal_voltage(T: float) -> float:
    return _R * T / _F


def nernst(c_out: float, c_in: float, z: float, T: float) -> float:
    return _R * T / (z * _F) * _log_quotient(c_out, c_in) if z else math.nan


def nernst_slope(z: float, T: float) -> float:
    return _R * T * math.log(10.0) / (z * _F) if z else math.nan


def nernst_planck(D: float, c: float, dc_dx: float, z: float, dphi_dx: float, T: float) -> float:
    return -D * (dc_dx + z * _F / (_R * T) * c * dphi_dx)


def ghk_current(V: float, c_in: float, c_out: float, P: float, z: float, T: float) -> float:
    u = z * _F * V / (_R * T)
    return z * _F * P * (_bernoulli(-u) * c_in - _bernoulli(u) * c_out)


def ghk_voltage(
    K_out: float, K_in: float, Na_out: float, Na_in: float, Cl_out: float, Cl_in: float,
    P_K: float, P_Na: float, P_Cl: float, T: float,
) -> float:
    above = P_K * K_out + P_Na * Na_out + P_Cl * Cl_in
    below = P_K * K_in + P_Na * Na_in + P_Cl * Cl_out
    return _R * T / _F * _log_quotient(above, below)


def capacitor_charge(c_m: float, A: float, V: float) -> float:
    return c_m * A * V


def surface_charge(c_m: float, V: float, z: float) -> float:
    return c_m * V / (z * _F) if z else math.nan


EVALUATORS: dict[str, Callable[..., float]] = {name: globals()[name] for name in LAWS}
