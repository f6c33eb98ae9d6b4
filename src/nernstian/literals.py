"""The literals of the command line: ``5mM``, ``-70 mV``, ``1e-6 cm/s``, ``37 °C``, ``2``.

A closed grammar stands before pint, because pint's own reader is no boundary for untrusted text: it reads
``−89 mV`` (with a minus sign from a paper) as +89, and evaluates ``9**9**9``. Nothing here loads pint:
`nernstian.boundary` gives the symbols their meaning.

    literal  = number [unit]
    number   = [sign] digits [. digits] [e [sign] digits]
    unit     = factor { (* | · | space) factor } [/ (factor | "(" factor { * factor } ")")] { / ... }
    factor   = name [^ | **] [[-] digit]            cm2, cm^2, m-2, s⁻¹
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from nernstian.derivations.errors import GrammarError

MAX_TEXT = 80
MAX_NAME = 32

_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
_SPELLINGS = {
    **dict.fromkeys("\N{MINUS SIGN}\N{EN DASH}\N{SMALL HYPHEN-MINUS}\N{FULLWIDTH HYPHEN-MINUS}", "-"),
    **dict.fromkeys("\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{HAIR SPACE}", " "),
    **dict.fromkeys("\N{MIDDLE DOT}\N{DOT OPERATOR}\N{MULTIPLICATION SIGN}", "*"),
    **dict.fromkeys("\N{GREEK SMALL LETTER MU}\N{MICRO SIGN}", "u"),
    **dict.fromkeys("\N{GREEK CAPITAL LETTER OMEGA}\N{OHM SIGN}", "ohm"),
    "\N{DEGREE CELSIUS}": "degC",
    "\N{DEGREE SIGN}": "deg",
    **_SUPERSCRIPTS,
}
_CANONICAL = str.maketrans(_SPELLINGS)

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3}(?!\d))?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d", re.ASCII)
_POWER_TOWER = re.compile(r"(?:\*\*|\^)\s*[+-]?\d+\s*(?:\*\*|\^)", re.ASCII)
_FACTOR = re.compile(
    r"(?P<name>[A-Za-z_]+)(?:\s?(?:\^|\*\*)\s?(?P<raised>-?\d)|(?P<plain>-?\d))?(?![\w^])", re.ASCII
)
_TIMES = re.compile(r"\s*\*(?!\*)\s*|\s+(?=[A-Za-z_])", re.ASCII)
_DIVIDED_BY = re.compile(r"\s*/\s*")

_UNIT_REMEDY = "Write units like mM, mV, cm/s, uA/cm2 or J/(mol*K)."

Factors = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Literal:
    """A number as written and the factors of its unit: ``5 uA/cm2`` is 5 and ``(("uA", 1), ("cm", -2))``."""

    text: str
    number: Decimal
    unit_text: str
    unit: Factors


def parse_literal(text: str) -> Literal:
    """Read a number with or without a unit.

    Parameters
    ----------
    text : str
        At most 80 characters; a unicode minus, ``µ``, ``Ω``, ``°C`` and superscripts are understood.

    Raises
    ------
    GrammarError
        If the text is not a finite number followed by a unit of the closed grammar.

    Examples
    --------
    >>> parse_literal("−70 mV").number
    Decimal('-70')
    >>> parse_literal("1e-6cm/s").unit
    (('cm', 1), ('s', -1))
    """
    canonical = _canonical(text)
    match = _NUMBER.match(canonical)
    if match is None:
        raise GrammarError(
            f"{text!r} does not start with a number", "Write a number and its unit, such as 5mM or -70mV."
        )
    if _DECIMAL_COMMA.match(canonical):
        raise GrammarError(
            f"{text!r} has a comma in its number",
            f"Write the decimal point as a point: {text.replace(',', '.')}.",
        )
    unit_text = canonical[match.end() :].strip()
    return Literal(text, _finite(match.group(), text), unit_text, parse_unit(unit_text) if unit_text else ())


def parse_unit(text: str) -> Factors:
    """Read a unit into (name, exponent) pairs, in the order they are written.

    Examples
    --------
    >>> parse_unit("J/(mol*K)")
    (('J', 1), ('mol', -1), ('K', -1))
    >>> parse_unit("µA cm⁻²")
    (('uA', 1), ('cm', -2))
    """
    canonical = _canonical(text)
    if _POWER_TOWER.search(canonical):
        raise GrammarError(f"the unit {text!r} raises a power to a power", _UNIT_REMEDY)
    if canonical == "1":
        return ()
    reader = _UnitReader(canonical, text)
    factors = reader.read()
    if too_long := [name for name, _ in factors if len(name) > MAX_NAME]:
        raise GrammarError(
            f"the unit name {too_long[0][:MAX_NAME]}... is longer than {MAX_NAME} characters", _UNIT_REMEDY
        )
    return factors


def _canonical(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise GrammarError(
            f"{text[:20]!r}... is longer than {MAX_TEXT} characters",
            "Write a number and its unit, such as 5mM.",
        )
    return text.translate(_CANONICAL).strip()


def _finite(digits: str, text: str) -> Decimal:
    number, as_float = Decimal(digits), float(digits)
    if not math.isfinite(as_float) or (as_float == 0.0 and number != 0):
        raise GrammarError(
            f"{text!r} is beyond the range of double precision", "Give a number between 1e-307 and 1e308."
        )
    return number


class _UnitReader:
    """Recursive descent without recursion: the grammar has one level of parentheses, after a slash."""

    def __init__(self, canonical: str, text: str) -> None:
        self._canonical, self._text, self._at = canonical, text, 0

    def read(self) -> Factors:
        factors = self._product()
        divided = False
        while self._accept(_DIVIDED_BY):
            divided = True
            grouped = self._accept_text("(")
            below = self._product() if grouped else [self._factor()]
            if grouped and not self._accept_text(")"):
                raise self._refusal("has no ')' where one is expected")
            factors += [(name, -exponent) for name, exponent in below]
        if divided and _TIMES.match(self._canonical, self._at):
            raise self._refusal("can be read in two ways after its '/'")
        if self._at < len(self._canonical):
            raise self._refusal(f"cannot be read from {self._canonical[self._at :]!r} on")
        return tuple(factors)

    def _product(self) -> list[tuple[str, int]]:
        factors = [self._factor()]
        while self._accept(_TIMES):
            factors.append(self._factor())
        return factors

    def _factor(self) -> tuple[str, int]:
        match = _FACTOR.match(self._canonical, self._at)
        if match is None:
            rest = self._canonical[self._at :]
            raise self._refusal(f"cannot be read from {rest!r} on" if rest else "stops short")
        self._at = match.end()
        return match["name"], int(match["raised"] or match["plain"] or 1)

    def _accept(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self._canonical, self._at)
        self._at = match.end() if match else self._at
        return match is not None

    def _accept_text(self, text: str) -> bool:
        found = self._canonical.startswith(text, self._at)
        self._at += len(text) if found else 0
        return found

    def _refusal(self, why: str) -> GrammarError:
        return GrammarError(f"the unit {self._text!r} {why}", _UNIT_REMEDY)
