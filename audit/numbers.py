"""The scanner: every number of a text with its sign, hedge, unit and the unit of its last digit.

Recall first: nothing is decided here about what a number means. A token whose digits cannot be trusted
(a lost exponent, a flattened superscript, a comma that may be either kind) is kept and marked.
All patterns take time linear in the text: repeats are possessive or bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf, nan

from nernstian.audit.hedges import Hedge, hedge_around
from nernstian.audit.normalise import NARROW
from nernstian.audit.number_words import spelled_numbers
from nernstian.audit.units import TEMPERATURE, Unit, parse_unit

MAX_DIGITS = 40  # longer strings are no measured numbers


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed.

    ``start`` to ``end`` cover sign, digits and exponent in the normalised text, ``unit_end`` the unit too.
    ``last_digit`` is the worth of one step in the last printed digit; ``zero_step`` the worth of a step in
    the last digit that is not a trailing zero (0 where there is none). ``low`` and ``high`` are set for a
    printed range, whose ``value`` is NaN. ``damage`` and ``doubt`` say why the digits cannot be trusted.
    """

    start: int
    end: int
    unit_end: int
    text: str
    value: float
    last_digit: float
    zero_step: float
    sign: str
    unit: Unit | None = None
    hedge: Hedge | None = None
    bare_power: bool = False
    low: float | None = None
    high: float | None = None
    damage: str = ""
    doubt: str = ""

    @property
    def is_range(self) -> bool:
        """Whether this is a printed range ``a-b``."""
        return self.low is not None

    @property
    def at(self) -> int:
        """Where the number stands."""
        return self.start

    @property
    def usable(self) -> bool:
        """Whether the number is a single value with trusted digits."""
        return self.low is None and not self.damage and not self.doubt

    def si(self) -> float:
        """Return the value in SI (or as it is, where no unit is printed)."""
        return self.unit.to_si(self.value) if self.unit else self.value


@dataclass(frozen=True, slots=True)
class Locale:
    """What this document uses for decimals: a comma, a point, or no evidence for either."""

    decimal_comma: bool
    decimal_point: bool


_DIGITS = rf"(?:\d++(?:[.,'{NARROW}]\d++)*+|\.\d++)"
_POWER = r"\s?\^\s?\(?(?P<exponent>[+-]?\s?\d{1,3})(?!\d)\)?"
_TOKEN = re.compile(
    rf"""
    (?<![\w^\\.])(?:
      (?P<bare>10{_POWER.replace("exponent", "bare_exponent")})(?![\w.]*\d)
    | (?P<lost_bare>10\s?\^(?!\s?\(?[+-]?\d))
    | (?P<word_power>10\sto\sthe\s(?P<spoken_bare>(?:minus\s|negative\s)?\d{{1,3}})(?:st|nd|rd|th)?(?![\w.]))
    | (?P<digits>{_DIGITS})
      (?: (?P<e>[eE][+-]?\d{{1,3}}(?![\w.]))
        | \s?(?:×|·|x|\*|times)\s?10(?:{_POWER}
            | \sto\sthe\s(?P<spoken>(?:minus\s|negative\s)?\d{{1,3}})(?:st|nd|rd|th)?(?![\w.])
            | (?P<flat>(?!0+(?!\d))-?\d{{1,3}})(?![\d.,]) | (?P<lost>\s?\^(?!\s?\d)) )
        | (?:(?<=(?<!\d)\d)|(?<=[.,]\d)|(?<=[.,]\d\d)|(?<=[.,]\d\d\d))  # a mantissa: not 2000 × 10 × 0.3
          \s?(?:×|·|x|\*|times)\s?10(?P<dropped>(?=\s?[×·]|\s*$))
      )?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GLUED = re.compile(rf"(?<=[A-Za-z])-(?P<digits>{_DIGITS})")  # "value-70 mV": a sign only if it was a minus
# A digit first, and then what is not in front of it: a search is fast if it knows its first character.
# "one microfarad", "un centímetro de axón": with a unit that is spelled out as well
_SPELLED = re.compile(
    r"\b(?:[Oo]ne|[Uu]n|[Ee]in|[Ee]én)(?=\s(?:milli|micro|nano|pico|centi|centí|Zenti|Milli|milí)m[eèé]t(?:er|re|ro)s?\b)"
)
_COMMA_DECIMAL = re.compile(r"\d(?<![\d.,]\d)(?:\d{0,5},\d{1,2}|\d{0,5},\d{4,8}|(?<=0),\d{3})(?![\d,]|\.\d)")
_POINT_DECIMAL = re.compile(r"\d(?<![\d.,]\d)\d{0,5}\.\d{1,8}(?![\d.,]\d|\d)")
_NEGATIVE_WORD = re.compile(r"(?:negative|minus|moins|menos|meno)\s$", re.IGNORECASE)
_MINUEND = re.compile(r"\d\s?$")  # "minus 70 minus 63" is a difference
_NAMED = re.compile(r"[ \t]{0,3}[=≈:]")
_RANGE_GAP = re.compile(r"\s?(?:-|to|bis|à|tot|hasta|—)\s?-?$|\.\.\.?$")
_STEP = re.compile(r"\b(?:by|um|di)\s$")
_LED = re.compile(
    r"[=≈~(:]\s?$|\b(?:about|around|roughly|approximately|rund|etwa|circa|ca\.|environ|unos|unas|ongeveer)\s$",
    re.IGNORECASE,
)
_IN_LOG = re.compile(r"(?:log|ln|lg)(?:_?10)?\s?\($")  # "log(12 000)"
_FLAT_GROUP = re.compile(r"^\d{1,3} \d{3}$")


def document_locale(text: str) -> Locale:
    """Decide which decimal mark the document uses, from the tokens that allow one reading only."""
    commas, points = len(_COMMA_DECIMAL.findall(text)), len(_POINT_DECIMAL.findall(text))
    return Locale(commas > points, points >= commas and points > 0)


def _plain_digits(token: str, locale: Locale) -> tuple[str, str]:
    """Return the token as a plain decimal string, and a doubt where two readings are possible."""
    head, point, tail = token.partition(".")
    if head.isdecimal() and (not point or (len(tail) != 3 and tail.isdecimal())):
        return token, ""  # most are read at a glance
    token = token.replace(NARROW, "").replace("'", "")
    marks = {c for c in token if c in ".,"}
    if not marks:
        return token, ""
    if len(marks) == 2:
        return _two_marks(token)
    mark = marks.pop()
    head, *groups = token.split(mark)
    if len(groups) > 1:
        grouped = 1 <= len(head) <= 3 and all(len(group) == 3 for group in groups)
        return ("".join([head, *groups]), "") if grouped else (token, "several decimal marks")
    return _one_mark(mark, head, groups[0], locale)


def _two_marks(token: str) -> tuple[str, str]:
    decimal = max(".,", key=token.rfind)
    thousands = "," if decimal == "." else "."
    if token.count(decimal) != 1:
        return token, "several decimal marks"
    whole = token[: token.index(decimal)].split(thousands)
    if not (1 <= len(whole[0]) <= 3 and all(len(group) == 3 for group in whole[1:])):
        return token, "several decimal marks"
    return token.replace(thousands, "").replace(decimal, "."), ""


def _one_mark(mark: str, head: str, tail: str, locale: Locale) -> tuple[str, str]:
    """A single point or comma: the document decides, unless the token itself leaves no choice."""
    own, other = (
        (locale.decimal_comma, locale.decimal_point)
        if mark == ","
        else (locale.decimal_point, locale.decimal_comma)
    )
    may_group = len(tail) == 3 and 1 <= len(head) <= 3 and head.strip("0") != ""
    decimal = f"{head or '0'}.{tail}"
    if not may_group:
        clear = mark == "." or own or head == "0" or not other
        return decimal, "" if clear else "a decimal comma in a text with decimal points"
    if mark == ".":
        return decimal, "" if own or not other else "a point that may group digits"
    if own:
        return decimal, ""
    return head + tail, "" if other else "a comma that may group digits or be decimal"


@lru_cache(maxsize=256)
def _power_of_ten(exponent: int) -> float:
    return float(f"1e{exponent}")


def _steps(digits: str, exponent: int) -> tuple[float, float]:
    """Worth of the last printed digit, and of the last one that is not a trailing zero of an integer."""
    decimals = len(digits.partition(".")[2])
    last = _power_of_ten(exponent - decimals)
    stripped = digits.rstrip("0")
    # one insignificant zero is ordinary (60 may mean 60 +- 5); more would rescue anything
    zero = last * 10.0 if "." not in digits and stripped and stripped != digits else 0.0
    return last, zero


def _exponent(match: re.Match[str]) -> int | None:
    for name in ("exponent", "bare_exponent", "spoken", "spoken_bare"):
        if match[name]:
            plain = re.sub(r"minus\s|negative\s", "-", match[name], flags=re.IGNORECASE)
            return int("".join(plain.split()))
    return int(match["e"][1:]) if match["e"] else None


_MISSING = "the exponent of the power of ten was lost"
_FLATTENED = "the superscript of the power of ten was flattened"


def _damage(match: re.Match[str]) -> str:
    if match["lost"] is not None or match["dropped"] is not None or match["lost_bare"]:
        return _MISSING
    return _FLATTENED if match["flat"] else ""


def _word_before(text: str, start: int) -> bool:
    """Whether a word may stand in front of a number: a cheap look, since mostly none does."""
    return (
        start > 4 and text[start - 1].isspace() and (text[start - 2].isalpha() or text[start - 3].isalpha())
    )


def _sign_before(text: str, start: int) -> tuple[int, str]:
    """Where the sign of the digits at ``start`` begins, and which it is ("" for none)."""
    word = _NEGATIVE_WORD.search(text, max(0, start - 10), start) if _word_before(text, start) else None
    if word is not None and not _MINUEND.search(text, max(0, word.start() - 2), word.start()):
        return word.start(), "-"
    at = start - 1
    gap = at >= 0 and text[at] in f" {NARROW}"
    at -= gap
    if at < 0 or text[at] not in "+-" or (at > 0 and text[at - 1] == text[at]):
        return start, ""
    before = text[max(0, at - 3) : at]
    if before[-1:].isalnum() or before[-1:] in (")", "]", "%", "^", "°"):
        return start, ""
    if gap and (not before.strip(" " + NARROW) or before[-1:] == "\n"):
        return start, ""  # a bullet
    if gap and before[-1:].isspace() and (before.rstrip()[-1:].isalnum() or before.rstrip()[-1:] in ")]%+"):
        return start, ""  # "20 - 5", "K+ - 5": a dash or a difference
    return at, text[at]


def _make(text: str, match: re.Match[str], locale: Locale) -> Number:
    start, end = match.span()
    token = match["digits"] or "1"
    plain = end == match.end("digits")  # nothing of a power of ten
    exponent, damage = (None, "") if plain else (_exponent(match), _damage(match))
    begin, sign = _sign_before(text, start)
    digits, doubt = _plain_digits(token, locale)
    if len(digits) > MAX_DIGITS:
        doubt = "more digits than a measured number has"
    if doubt or damage:
        value, last, zero = nan, nan, 0.0
        if not doubt:
            value = float(digits) * (-1.0 if sign == "-" else 1.0)
    else:
        value = float(f"{digits}e{exponent or 0}") * (-1.0 if sign == "-" else 1.0)
        last, zero = _steps(digits, exponent or 0)
    bare = match["digits"] is None and not damage
    unit, unit_end = _unit_behind(text, end, value)
    hedge = _hedge(text, begin, end, unit_end)
    printed = text[begin:end]
    return Number(
        begin, end, unit_end, printed, value, last, zero, sign, unit, hedge, bare, None, None, damage, doubt
    )


def _unit_behind(text: str, end: int, value: float) -> tuple[Unit | None, int]:
    """The unit behind a number that ends at ``end``, and where it ends."""
    position = end
    if text[position : position + 2] in (". ", ".\n") and text[position + 2 : position + 4] in ("mV", "mM"):
        position += 1
    unit, unit_end = parse_unit(text, position)
    if unit is None or (unit.text == "K" and not 200.0 <= value <= 400.0):
        return None, end  # "2 K in per ATP"
    if "\n" in text[position:unit_end] and _NAMED.match(text, unit_end):
        return None, end  # the next line begins with a name: "= 604.72", "V = 58 log ..."
    return unit, unit_end


def _hedge(text: str, start: int, end: int, unit_end: int) -> Hedge | None:
    hedge = hedge_around(text, start, unit_end)
    if hedge is None and text[start - 1 : start] == "(":
        return hedge_around(text, start - 1, end)
    return hedge


def _join_ranges(text: str, numbers: list[Number]) -> list[Number]:
    """Make one range of two numbers joined by a dash or "to" (not after "from": that is a change)."""
    joined: list[Number] = []
    for number in numbers:
        if joined and _are_range(text, joined[-1], number):
            joined[-1] = _range(text, joined[-1], number)
        else:
            joined.append(number)
    return joined


def _are_range(text: str, first: Number, second: Number) -> bool:
    gap = text[first.unit_end : second.start]
    if len(gap) > 6 or not gap or gap.isspace() or not (first.usable and second.usable):
        return False
    if _RANGE_GAP.fullmatch(gap) is None:
        return False
    if gap.strip() == "-" and gap not in ("-", f"{NARROW}-{NARROW}"):
        return False  # "20 - 5" is a difference
    same = first.unit is None or (second.unit is not None and first.unit.text == second.unit.text)
    changes = (
        re.search(r"\b(?:from|von|de|van|fra)\s$", text[max(0, first.start - 6) : first.start]) is not None
    )
    # "falls by 18.5 mV to +50 mV": a change and what it leads to
    step = first.unit is not None and _STEP.search(text[max(0, first.start - 4) : first.start]) is not None
    return same and not changes and not step


def _range(text: str, first: Number, second: Number) -> Number:
    low, high = sorted((first.value, second.value))
    return Number(
        first.start,
        second.end,
        second.unit_end,
        text[first.start : second.end],
        nan,
        max(first.last_digit, second.last_digit),
        0.0,
        first.sign,
        second.unit,
        first.hedge,
        False,
        low,
        high,
    )


def _is_tolerance(text: str, number: Number) -> bool:
    before = text[max(0, number.start - 2) : number.start]
    return "±" in before and before.rstrip().endswith("±")


def scan_numbers(text: str, was_minus: frozenset[int] = frozenset()) -> tuple[Number, ...]:
    """Find every number of a normalised text.

    Parameters
    ----------
    text : str
        The normalised text.
    was_minus : frozenset of int
        Offsets of hyphens that are a true minus sign in the source: there a sign may follow a letter.
    """
    locale = document_locale(text)
    found = [_make(text, match, locale) for match in _TOKEN.finditer(text)]
    found += [_glued(text, m, locale) for m in _GLUED.finditer(text) if m.start() in was_minus]
    found += [_spelled(text, match.start(), match.end(), 1) for match in _SPELLED.finditer(text)]
    found += [_spelled(text, *words) for words in spelled_numbers(text)]
    found = _without_overlaps(found)
    marked = [replace(n, doubt="a tolerance") if _is_tolerance(text, n) else n for n in found]
    return tuple(_join_ranges(text, _plain_groups(text, marked)))


def _without_overlaps(numbers: list[Number]) -> list[Number]:
    """Drop digits that belong to the number or unit before them ("mol-1")."""
    kept: list[Number] = []
    for number in sorted(numbers, key=lambda n: n.start):
        if not kept or number.start >= kept[-1].unit_end:
            kept.append(number)
    return kept


def _spelled(text: str, start: int, end: int, value: int) -> Number:
    """The number of "minus seventy millivolts": words are one only where a spelled-out unit follows."""
    begin, sign = _sign_before(text, start)
    signed = float(-value if sign == "-" else value)
    unit, unit_end = _unit_behind(text, end, signed)
    hedge = _hedge(text, begin, end, unit_end)
    last, zero = _steps(str(value), 0)
    return Number(begin, end, unit_end, f"{signed:g}", signed, last, zero, sign, unit, hedge)


def _glued(text: str, match: re.Match[str], locale: Locale) -> Number:
    digits, doubt = _plain_digits(match["digits"], locale)
    doubt = doubt or ("more digits than a measured number has" if len(digits) > MAX_DIGITS else "")
    last, zero = (nan, 0.0) if doubt else _steps(digits, 0)
    value = nan if doubt else -float(digits)
    start, end = match.span()
    unit, unit_end = _unit_behind(text, end, value)
    hedge = _hedge(text, start, end, unit_end)
    return Number(
        start, end, unit_end, match.group(), value, last, zero, "-", unit, hedge, False, None, None, "", doubt
    )


def _plain_groups(text: str, numbers: list[Number]) -> list[Number]:
    """Read "= 11 578 J/mol" as one number; elsewhere a plain space may group digits or part two numbers."""
    made: list[Number] = []
    for second in numbers:
        first = made[-1] if made else None
        if first is not None and second.start - first.end == 1 and second.end - first.start <= 8:
            near = first.unit is None and _FLAT_GROUP.match(text[first.start : second.end].lstrip("+-"))
            if (
                near
                and _IN_LOG.search(text, max(0, first.start - 8), first.start)
                and text[second.end : second.end + 1] == ")"
            ):
                made[-1] = _grouped(text, first, second)
                continue
            if near and second.unit is not None and _LED.search(text[max(0, first.start - 15) : first.start]):
                made[-1] = _grouped(text, first, second)
                continue
            if near:
                made.append(replace(second, doubt="a space that may group digits"))
                continue
        made.append(second)
    return made


def _grouped(text: str, first: Number, second: Number) -> Number:
    value = (-1.0 if first.value < 0.0 or first.sign == "-" else 1.0) * (
        1e3 * abs(first.value) + second.value
    )
    return replace(
        second, start=first.start, text=text[first.start : second.end], value=value, sign=first.sign,
        hedge=first.hedge,
        zero_step=second.zero_step if second.value else 1e3 * (first.zero_step or 1.0),
    )  # fmt: skip


def interval_of(number: Number) -> tuple[float, float]:
    """Return the strict rounding interval in the printed unit."""
    if number.is_range:
        half = 0.5 * number.last_digit
        return (number.low or 0.0) - half, (number.high or 0.0) + half
    if number.bare_power:
        return number.value / 2.0, number.value * 2.0
    if not number.usable:
        return -inf, inf
    half = 0.5 * number.last_digit
    return number.value - half, number.value + half


def is_temperature(number: Number) -> bool:
    """Whether a number is a plain temperature."""
    return number.usable and number.unit is not None and number.unit.dimension == TEMPERATURE
