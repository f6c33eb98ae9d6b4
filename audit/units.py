"""A closed, case-sensitive table of units and a small parser: mM is not mm, and mF is not µF.

Nothing outside the table is a unit. A dimension is the exponents of kg, m, s, A, K, mol, cd, as in
``nernstian.codegen.facts``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

Dimension = tuple[int, int, int, int, int, int, int]

NUMBER: Dimension = (0, 0, 0, 0, 0, 0, 0)
POTENTIAL: Dimension = (1, 2, -3, -1, 0, 0, 0)
CONCENTRATION: Dimension = (0, -3, 0, 0, 0, 1, 0)
TEMPERATURE: Dimension = (0, 0, 0, 0, 1, 0, 0)
CAPACITANCE: Dimension = (-1, -2, 4, 2, 0, 0, 0)
SPECIFIC_CAPACITANCE: Dimension = (-1, -4, 4, 2, 0, 0, 0)
AREA: Dimension = (0, 2, 0, 0, 0, 0, 0)
CHARGE: Dimension = (0, 0, 1, 1, 0, 0, 0)
AMOUNT: Dimension = (0, 0, 0, 0, 0, 1, 0)
SURFACE_AMOUNT: Dimension = (0, -2, 0, 0, 0, 1, 0)
LENGTH: Dimension = (0, 1, 0, 0, 0, 0, 0)
VOLUME: Dimension = (0, 3, 0, 0, 0, 0, 0)
TIME: Dimension = (0, 0, 1, 0, 0, 0, 0)
CURRENT: Dimension = (0, 0, 0, 1, 0, 0, 0)
CURRENT_DENSITY: Dimension = (0, -2, 0, 1, 0, 0, 0)
CONDUCTANCE: Dimension = (-1, -2, 3, 2, 0, 0, 0)
SPECIFIC_CONDUCTANCE: Dimension = (-1, -4, 3, 2, 0, 0, 0)
RESISTANCE: Dimension = (1, 2, -3, -2, 0, 0, 0)
MEMBRANE_RESISTANCE: Dimension = (1, 4, -3, -2, 0, 0, 0)
RESISTIVITY: Dimension = (1, 3, -3, -2, 0, 0, 0)
FIELD: Dimension = (1, 1, -3, -1, 0, 0, 0)
VOLTAGE_RATE: Dimension = (1, 2, -4, -1, 0, 0, 0)
MOLAR_ENERGY: Dimension = (1, 2, -2, 0, 0, -1, 0)
VELOCITY: Dimension = (0, 1, -1, 0, 0, 0, 0)
ENERGY: Dimension = (1, 2, -2, 0, 0, 0, 0)

ZERO_CELSIUS = 273.15  # K, exact by the definition of the degree Celsius


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as read: ``si = value * scale + offset``; ``equivalents`` marks Eq, which counts charges."""

    text: str
    scale: float
    dimension: Dimension
    offset: float = 0.0
    equivalents: bool = False

    def to_si(self, value: float) -> float:
        """Convert a value in this unit to SI."""
        return value * self.scale + self.offset

    def from_si(self, value: float) -> float:
        """Convert an SI value to this unit."""
        return (value - self.offset) / self.scale


MILLIMOLAR = Unit("mM", 1.0, CONCENTRATION)
_PREFIX = {
    "": 0,
    "k": 3,
    "M": 6,
    "G": 9,
    "d": -1,
    "c": -2,
    "m": -3,
    "µ": -6,
    "u": -6,
    "n": -9,
    "p": -12,
    "f": -15,
    "a": -18,
    "z": -21,
}
_BASES: tuple[tuple[str, str, int, Dimension], ...] = (
    # symbol, allowed prefixes, power of ten to SI, dimension
    ("V", "MkmµunG", 0, POTENTIAL),
    ("A", "mµunpf", 0, (0, 0, 0, 1, 0, 0, 0)),
    ("C", "mµunpf", 0, CHARGE),
    ("F", "mµunpf", 0, CAPACITANCE),
    ("S", "mµunp", 0, (-1, -2, 3, 2, 0, 0, 0)),
    ("m", "kdcmµun", 0, (0, 1, 0, 0, 0, 0, 0)),
    ("s", "mµun", 0, (0, 0, 1, 0, 0, 0, 0)),
    ("mol", "kmµunpf", 0, (0, 0, 0, 0, 0, 1, 0)),
    ("Eq", "mµu", 0, (0, 0, 0, 0, 0, 1, 0)),
    ("M", "mµunpf", 3, CONCENTRATION),
    ("L", "dmµunpf", -3, (0, 3, 0, 0, 0, 0, 0)),
    ("l", "dmµunpf", -3, (0, 3, 0, 0, 0, 0, 0)),
    ("J", "kmMµunpfaz", 0, (1, 2, -2, 0, 0, 0, 0)),
    ("N", "mµnp", 0, (1, 1, -2, 0, 0, 0, 0)),
    ("Pa", "kM", 0, (1, -1, -2, 0, 0, 0, 0)),
    ("Hz", "kM", 0, (0, 0, -1, 0, 0, 0, 0)),
    ("Ω", "mkMG", 0, (1, 2, -3, -2, 0, 0, 0)),
    ("ohm", "kMG", 0, (1, 2, -3, -2, 0, 0, 0)),
    ("Ohm", "kMG", 0, (1, 2, -3, -2, 0, 0, 0)),
    ("g", "kmµun", -3, (1, 0, 0, 0, 0, 0, 0)),
    ("K", "", 0, TEMPERATURE),
    ("Osm", "m", 0, (0, 0, 0, 0, 0, 1, 0)),
)
_PLAIN: dict[str, Unit] = {
    "%": Unit("%", 0.01, NUMBER),
    "percent": Unit("%", 0.01, NUMBER),
    "cal": Unit("cal", 4.184, (1, 2, -2, 0, 0, 0, 0)),  # the thermochemical calorie
    "kcal": Unit("kcal", 4184.0, (1, 2, -2, 0, 0, 0, 0)),
    "eV": Unit("eV", 1.602176634e-19, (1, 2, -2, 0, 0, 0, 0)),  # exact by the SI's elementary charge
    "meV": Unit("meV", 1.602176634e-22, (1, 2, -2, 0, 0, 0, 0)),
    "min": Unit("min", 60.0, (0, 0, 1, 0, 0, 0, 0)),
    "h": Unit("h", 3600.0, (0, 0, 1, 0, 0, 0, 0)),
    "decade": Unit("decade", 1.0, NUMBER),
    "décade": Unit("decade", 1.0, NUMBER),
    "Dekade": Unit("decade", 1.0, NUMBER),
}
_COUNTED = frozenset(name for name, unit in _PLAIN.items() if unit.text == "decade")
_WORD_PREFIX = {
    "": "",
    "milli": "m",
    "micro": "µ",
    "nano": "n",
    "pico": "p",
    "femto": "f",
    "kilo": "k",
    "centi": "c",
}
_WORDS = {
    "volt": "V", "molar": "M", "mole": "mol", "mol": "mol", "liter": "L", "litre": "L", "farad": "F",
    "coulomb": "C", "meter": "m", "metre": "m", "equivalent": "Eq", "kelvin": "K", "amp": "A", "ampere": "A",
    "siemens": "S", "second": "s", "joule": "J",
}  # fmt: skip
_ALIASES = {"mMol": "mmol", "mmole": "mmol", "mEquiv": "mEq", "meq": "mEq", "mval": "mEq", "mMolar": "mM",
            "micron": "µm", "microns": "µm", "megohm": "MΩ", "megohms": "MΩ", "MOhms": "MΩ",
            "centímetro": "cm", "centimètre": "cm", "centimetro": "cm", "Zentimeter": "cm",
            "milímetro": "mm", "millimètre": "mm", "millimetro": "mm", "Millimeter": "mm",
            **dict.fromkeys(("Millivolt", "milivoltio", "milivoltios", "milivolt", "milivolts"), "mV"),
            **dict.fromkeys(("Millimolar", "milimolar", "milimolares", "millimolaire", "millimolaires",
                             "millimolare"), "mM"),
            "gigaohm": "GΩ", "gigaohms": "GΩ"}  # fmt: skip


def _build_atoms() -> dict[str, Unit]:
    atoms = dict(_PLAIN)
    for symbol, prefixes, power, dimension in _BASES:
        for prefix in ("", *prefixes):
            text = (prefix + symbol).replace("u", "µ") if prefix == "u" else prefix + symbol
            exponent = _PREFIX[prefix] + power
            atoms[prefix + symbol] = Unit(text, float(f"1e{exponent}"), dimension, 0.0, symbol == "Eq")
    for word, symbol in _WORDS.items():
        for prefix, short in _WORD_PREFIX.items():
            unit = atoms.get(short + symbol)
            if unit is not None:
                atoms |= dict.fromkeys((prefix + word, prefix + word + "s"), unit)
    return atoms | {alias: atoms[name] for alias, name in _ALIASES.items()}


_ATOMS = _build_atoms()
_CELSIUS = Unit("degC", 1.0, TEMPERATURE, ZERO_CELSIUS)
_CELSIUS_PATTERN = re.compile(
    r"(?:°\s?C|deg(?:\.|rees?)?\s?(?:C(?:elsius)?)|Grad(?: Celsius)?|degrés?(?: C)?)(?![A-Za-z])"
)
_ATOM_PATTERN = re.compile(
    r"(?:(?P<power_word>square|cubic)\s)?(?P<atom>"
    + "|".join(re.escape(name) for name in sorted(_ATOMS, key=len, reverse=True))
    + r")(?![A-Za-zµÀ-ÖØ-öø-ÿ]|_[{(]?[A-Za-z])(?:\^?(?P<power>-?[1-4])(?![\d.,]\d|\d))?"
)
_GLUED_OHM = re.compile(r"(?P<atom>[kMGm]?(?:Ω|Ohm|ohm))(?=c?m(?:\^?[23])?(?![A-Za-z]))")  # kΩcm^2
_SEPARATOR = re.compile(r"(?P<over>\s?/\s?|\sper\s|\spar\s|\spro\s)|(?P<times>\s?[·*]\s?|\s)")
_OF = re.compile(r"\sof\s[A-Za-z]{1,12}[+-]?(?=\sper\s)")  # "moles of ions per square centimeter"
_POWER_WORD = {"square": 2, "cubic": 3, None: 1}
_MAX_ATOMS = 6


_FIRST = frozenset(name[0] for name in _ATOMS) | frozenset("°dGsc")  # of Celsius, and of square and cubic


@dataclass(frozen=True, slots=True)
class _Factor:
    name: str
    power: int
    explicit: bool
    end: int


def _factor(text: str, position: int) -> _Factor | None:
    match = _ATOM_PATTERN.match(text, position)
    if match is None:
        glued = _GLUED_OHM.match(text, position)
        return _Factor(glued["atom"], 1, False, glued.end()) if glued and glued["atom"] in _ATOMS else None
    if _is_ion(text, match):
        return None
    power = _POWER_WORD[match["power_word"]] * int(match["power"] or 1)
    return _Factor(match["atom"], power, match["power"] is not None, match.end())


def _is_ion(text: str, match: re.Match[str]) -> bool:
    """K followed by a charge, a bracket or a hyphenated word is potassium, not kelvin."""
    return (
        match["atom"] == "K"
        and re.match(r"\^?\+|\]|-[A-Za-z]", text[match.end() : match.end() + 2]) is not None
    )


def _label(factors: list[tuple[Unit, int]]) -> str:
    def one(unit: Unit, power: int) -> str:
        return unit.text + (str(abs(power)) if abs(power) != 1 else "")

    above = "*".join(one(u, p) for u, p in factors if p > 0) or "1"
    below = [one(u, p) for u, p in factors if p < 0]
    if len(below) > 1:
        return f"{above}/({'*'.join(below)})"
    return above + "".join("/" + part for part in below)


@lru_cache(maxsize=1024)  # a document has few units and many numbers
def _combine(named: tuple[tuple[str, int], ...]) -> Unit:
    scale, dimension = 1.0, [0] * 7
    factors = [(_ATOMS[name], power) for name, power in named]
    for unit, power in factors:
        scale *= unit.scale**power
        dimension = [d + power * e for d, e in zip(dimension, unit.dimension, strict=True)]
    a, b, c, d, e, f, g = dimension
    # 1e-3 * 1e-2**-2 carries rounding noise; a product of powers of ten is a short decimal again
    shown = _label([pair for pair in factors if pair[0].text != "decade"])
    return Unit(
        shown,
        float(f"{scale:.12g}"),
        (a, b, c, d, e, f, g),
        0.0,
        any(unit.equivalents for unit, _ in factors),
    )


def parse_unit(text: str, position: int) -> tuple[Unit | None, int]:
    """Read a unit that starts at ``position`` (blanks before it are skipped).

    Returns
    -------
    (Unit or None, int)
        The unit and the offset after it; ``(None, position)`` where no unit of the table stands.
    """
    begin = position
    while begin < len(text) and begin < position + 2 and text[begin].isspace():
        begin += 1
    if text[begin : begin + 1] not in _FIRST:
        return None, position
    celsius = _CELSIUS_PATTERN.match(text, begin)
    if celsius is not None:
        return _CELSIUS, celsius.end()
    first = _factor(text, begin)
    if first is None:
        return None, position
    factors, end = [(first.name, first.power)], first.end
    while len(factors) < _MAX_ATOMS:
        skipped = _OF.match(text, end)
        separator = _SEPARATOR.match(text, skipped.end() if skipped else end)
        following = _group_or_factor(text, separator, factors) if separator else _joined(text, end, factors)
        if following is None:
            break
        end = following
    return _combine(tuple(factors)), end


def _joined(text: str, end: int, factors: list[tuple[str, int]]) -> int | None:
    """Append the factor that is typeset without a blank behind a power: pmol cm^-2s^-1; kΩcm^2."""
    if text[end - 1] in "Ωm" and _ATOMS[factors[-1][0]].text.endswith(("Ω", "hm")):
        centimetres = _factor(text, end)
        if centimetres is not None and centimetres.name in ("cm", "m"):
            factors.append((centimetres.name, centimetres.power))
            return centimetres.end
    factor = _factor(text, end) if text[end - 1].isdigit() else None
    if factor is None or not factor.explicit or factor.power > 0:
        return None
    factors.append((factor.name, factor.power))
    return factor.end


def _group_or_factor(text: str, separator: re.Match[str], factors: list[tuple[str, int]]) -> int | None:
    """Append the factors after a separator: one, or a bracketed product below a stroke."""
    over = separator["over"] is not None
    position, sign = separator.end(), -1 if over else 1
    bracket = over and text[position : position + 1] == "("
    factor = _factor(text, position + bracket)
    bound = factor is not None and (factor.explicit or _ATOMS[factors[-1][0]].text.endswith(("Ω", "hm")))
    if factor is not None and not over and factor.name in _COUNTED:
        return None  # "25.7 mV · decade = 59.2 mV" names the decade, and mV decade is no unit
    if factor is None or (not over and not bound and separator.group().isspace()):
        return None  # "50 mM s": a word; "100 Ω cm" is a product, since no word cm follows an ohm
    factors.append((factor.name, sign * factor.power))
    end = factor.end
    # inside a bracket a blank is a product, too: pmol/(cm2 s)
    while bracket and len(factors) < _MAX_ATOMS and text[end : end + 1] in ("*", "·", " ", "\u2009"):
        factor = _factor(text, end + 1)
        if factor is None:
            return None
        factors.append((factor.name, -factor.power))
        end = factor.end
    return end + 1 if bracket and text[end : end + 1] == ")" else end
