r"""What siunitx commands print: ``\milli\volt`` is mV, ``1.5e10`` is 1.5×10^10."""

from __future__ import annotations

import re

_PREFIXES = {
    "femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "kilo":
    "k", "mega": "M", "giga": "G",
}  # fmt: skip
_UNITS = {
    "volt": "V", "ampere": "A", "amp": "A", "farad": "F", "coulomb": "C", "siemens": "S", "ohm": "Ω",
    "metre": "m", "meter": "m", "second": "s", "kelvin": "K", "mole": "mol", "molar": "M", "litre": "L",
    "liter": "L", "joule": "J", "newton": "N", "hertz": "Hz", "pascal": "Pa", "gram": "g", "percent": "%",
    "celsius": "°C", "degreeCelsius": "°C", "degree": "°", "electronvolt": "eV", "minute": "min", "hour":
    "h", "Molar": "M", "watt": "W",
}  # fmt: skip
# The abbreviations of siunitx that are not spelled as they are printed.
_ABBREVIATIONS = {
    "uV": "µV", "uA": "µA", "uF": "µF", "us": "µs", "um": "µm", "umol": "µmol", "uM": "µM", "kohm": "kΩ",
    "Mohm": "MΩ",
}  # fmt: skip
_SYMBOLS = {**_UNITS, **_ABBREVIATIONS}
_POWERS = {"square": "^2", "squared": "^2", "cubic": "^3", "cubed": "^3"}
_PART = re.compile(
    r"\\(?P<command>[A-Za-z]{1,30}+)|(?P<power>\^\s?\{?\s?-?\d\}?)|(?P<slash>/)|(?P<dot>[.~\s]|\\,|\\cdot)|"
    r"(?P<word>[A-Za-zµΩ°%]{1,8}+)"
    r"|\{|\}|."
)
_EXPONENT = re.compile(r"(?P<mantissa>[^eEdD]*)[eEdD](?P<power>[+-]?\d{1,3})")


def printed_number(text: str) -> str:
    """The number as it is printed: ``1.5e10`` is 1.5×10^10, ``-70`` stays."""
    text = text.strip().replace(" ", "").replace("\\pm", "±").replace("+-", "±")
    match = _EXPONENT.fullmatch(text)
    if match is None:
        return text
    power = f"10^{int(match['power'])}"
    return f"{match['mantissa']}×{power}" if match["mantissa"] else power


def printed_unit(text: str) -> str:
    r"""The unit as it is printed: ``\mole\per\square\centi\metre`` is mol/cm^2, ``mV.s^{-1}`` is mV s^-1."""
    reader = _Unit()
    for match in _PART.finditer(text.strip()):
        reader.take(match)
    return reader.text


class _Unit:
    """A unit being read: what is written, and what waits for the next symbol."""

    def __init__(self) -> None:
        self.text = ""
        self._before = {"slash": "", "prefix": "", "power": ""}

    def take(self, match: re.Match[str]) -> None:
        name = match["command"] or match["word"] or ""
        if name == "per" or match["slash"]:
            self._before["slash"] = "/"
        elif match["command"] and name in _PREFIXES:
            self._before["prefix"] = _PREFIXES[name]
        elif name in ("square", "cubic"):
            self._before["power"] = _POWERS[name]
        elif name in ("squared", "cubed"):
            self.text += _POWERS[name]
        elif match["power"]:
            self.text += "^" + re.sub(r"[^-\d]", "", match["power"])
        elif name and name != "tothe":
            self._symbol(name)

    def _symbol(self, name: str) -> None:
        before = self._before
        slash = before["slash"] or (" " if self.text else "")
        self.text += slash + before["prefix"] + (_SYMBOLS.get(name) or name) + before["power"]
        self._before = dict.fromkeys(before, "")
