r"""Units and chemistry of LaTeX packages in plain notation: siunitx's macros, ``\\ce`` of mhchem."""

from __future__ import annotations

import re

_PREFIXES = {
    "femto": "f",
    "pico": "p",
    "nano": "n",
    "micro": "µ",
    "milli": "m",
    "centi": "c",
    "deci": "d",
    "hecto": "h",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "tera": "T",
}
_UNITS = {
    "volt": "V",
    "ampere": "A",
    "coulomb": "C",
    "farad": "F",
    "siemens": "S",
    "metre": "m",
    "meter": "m",
    "second": "s",
    "mole": "mol",
    "molar": "M",
    "Molar": "M",
    "litre": "L",
    "liter": "L",
    "joule": "J",
    "newton": "N",
    "pascal": "Pa",
    "hertz": "Hz",
    "ohm": "Ω",
    "gram": "g",
    "kelvin": "K",
    "celsius": "°C",
    "degreeCelsius": "°C",
    "degree": "°",
    "percent": "%",
    "minute": "min",
    "hour": "h",
    "electronvolt": "eV",
    "elementarycharge": "e",
    "watt": "W",
    "tesla": "T",
    "day": "d",
    "angstrom": "Å",
    "cal": "cal",
    "osmole": "Osm",
}
_ABBREVIATIONS = (
    "fV pV nV uV mV kV fA pA nA uA mA fC pC nC uC fF pF nF uF mF pS nS uS mS nm um mm cm dm km fs ps "
    "ns us ms fmol pmol nmol umol mmol mol kmol nM uM mM ul mL ml uL J kJ mJ eV meV Hz kHz MHz kohm "
    "Mohm Gohm mg ug g kg K V A C F S m s min h L l Pa kPa N "
)
_KNOWN = {name: name.replace("u", "µ", 1).replace("ohm", "Ω") for name in _ABBREVIATIONS.split()}
_BEFORE = {"square": 2, "cubic": 3}
_AFTER = {"squared": 2, "cubed": 3}
_PIECE = re.compile(
    r"\\(?P<macro>[A-Za-z]{1,30})|\{(?P<power>-?[0-9]{1,2})\}|(?P<times>[.~*]|\\,|\\cdot)|(?P<plain>[^\\{}.~*]{1,80})|."
)


class _Units:
    """The factors of a unit while its macros are read."""

    def __init__(self) -> None:
        self.factors: list[tuple[str, int]] = []
        self.prefix, self.power, self.below = "", 1, False

    def factor(self, symbol: str) -> None:
        """Add a factor with what was said before it."""
        self.factors.append((self.prefix + symbol, -self.power if self.below else self.power))
        self.prefix, self.power, self.below = "", 1, False

    def raise_last(self, power: int) -> None:
        """Raise the last factor to a power."""
        if self.factors:
            symbol, held = self.factors[-1]
            self.factors[-1] = (symbol, held * power)

    def text(self) -> str:
        """The unit in plain notation."""
        above = [_power(symbol, power) for symbol, power in self.factors if power > 0]
        below = [_power(symbol, -power) for symbol, power in self.factors if power < 0]
        if not above:
            return "·".join(_power(symbol, power) for symbol, power in self.factors)
        divisor = below[0] if len(below) == 1 else f"({'·'.join(below)})"
        return "·".join(above) + (f"/{divisor}" if below else "")


def _power(symbol: str, power: int) -> str:
    return symbol if power == 1 else f"{symbol}^{power}"


def unit_text(source: str, own: dict[str, str] | None = None) -> str:
    r"""Return a unit of siunitx in plain notation; one that is written out is kept.

    Parameters
    ----------
    source : str
        What stands between the braces, such as ``\\milli\\volt`` or ``mV.s^{-1}``.
    own : dict, optional
        Units that the document declares.
    """
    if "\\" not in source or not re.search(r"\\[A-Za-z]", source):
        return re.sub(r"[.~]", "·", source.replace("{", "").replace("}", "")).strip()
    units, known = _Units(), _KNOWN | _UNITS | (own or {})
    for match in _PIECE.finditer(source):
        macro = match["macro"]
        if match["power"] is not None:
            units.raise_last(int(match["power"]))
        elif macro is not None:
            _macro(units, macro, known)
        elif match["plain"] is not None and match["plain"].strip():
            units.factor(match["plain"].strip())
    return units.text()


def _macro(units: _Units, macro: str, known: dict[str, str]) -> None:
    if macro in _PREFIXES:
        units.prefix = _PREFIXES[macro]
    elif macro == "per":
        units.below = True
    elif macro in _BEFORE:
        units.power = _BEFORE[macro]
    elif macro in _AFTER:
        units.raise_last(_AFTER[macro])
    elif macro in known:
        units.factor(known[macro])
    elif macro not in ("tothe", "raiseto", "of", "highlight", "text", "mathrm"):
        units.factor(macro)


_CHARGE = re.compile(r"(?<=[A-Za-z0-9)}\]])(?P<sign>[+-])(?=$|[\s_,;/)\]^-])")
_COUNT = re.compile(r"(?<=[A-Za-z)\]])(?P<count>\d{1,2})(?![\d+-])")


def formula_pieces(formula: str) -> list[tuple[str, int, int]]:
    """Return a chemical formula as pieces (text, start, end): charges raised, counts lowered."""
    pieces: list[tuple[str, int, int]] = []
    charges = {match.start() for match in _CHARGE.finditer(formula)}
    counts = {match.start() for match in _COUNT.finditer(formula)}
    for at, character in enumerate(formula):
        shown = {"{": "", "}": "", "$": ""}.get(character, character)
        if at in charges and not (formula[at - 1].isdigit() or formula[at - 1] in "^{"):
            shown = "^" + character
        elif at in counts:
            shown = "_" + character
        if shown:
            pieces.append((shown, at, at + 1))
    return pieces
