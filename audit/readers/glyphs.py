"""Characters that office formats hide: the Symbol font in private use, ligatures, soft hyphens."""

from __future__ import annotations

_SYMBOL = dict(zip(
    "abcdefghiklmnopqrstuwxyzDFGLPQSWXYpV", "αβχδεφγηικλμνοπθρστυωξψζΔΦΓΛΠΘΣΩΞΨπς", strict=True))  # fmt: skip
_SYMBOL_CODES = {
    0x2D: "−", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xD6: "√", 0xD7: "·", 0xE5: "∑", 0xAE: "→", 0xAC: "←",
}  # fmt: skip
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0xFEFF), "")


def symbol(code: int) -> str:
    """Return what a code of the Symbol font shows; private-use codes stand 0xF000 higher."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if low in _SYMBOL_CODES:
        return _SYMBOL_CODES[low]
    return _SYMBOL.get(chr(low), chr(low) if 0x20 <= low < 0x7F else "\ufffd")


# Private-use codes are Symbol's wherever they stand in running text.
UNKNOWN = "\ufffd"
_CONTROLS = {**dict.fromkeys(range(0x80, 0xA0), UNKNOWN), 0x88: "•"}  # TeX's text symbols have it there
TABLE = {**LIGATURES, **_CONTROLS, **_UNSEEN, **{code: symbol(code) for code in range(0xF020, 0xF0FF)}}
