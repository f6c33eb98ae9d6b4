"""Numbers in words with a unit in words: "seventy millivolts", "sechzig Millivolt", "setenta milivoltios".

A word is a number only in front of a unit that is spelled out as well, so that "one" and "un" stay words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_UNIT = re.compile(
    r"\s(?=(?:milli|micro|nano|pico|mili|mikro|piko|micro)(?:volt|molar|amp|siemens|farad|second|sekunde)[a-zé]{0,4}\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:[^\W\d_]+[\s-]){0,4}[^\W\d_]+$")
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 48

_EN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_DE = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_DE_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_ES = [
    "cero",
    "un",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
]
_ES_TENS = ["veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_FR = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FR_TENS = ["vingt", "trente", "quarante", "cinquante", "soixante"]
_IT = [
    "zero",
    "un",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
]
_IT_TENS = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]
_NL = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_NL_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def _below_hundred() -> Iterator[tuple[str, int]]:
    """The names of the numbers below a hundred, with blanks for hyphens."""
    for names in (_EN, _DE, _ES, _FR, _IT, _NL):
        yield from ((name.replace("-", " "), value) for value, name in enumerate(names))
    for at, ten in enumerate(_EN_TENS):
        for unit in range(10):
            value = 10 * (at + 2) + unit
            german, dutch, italian = _DE_TENS[at], _NL_TENS[at], _IT_TENS[at]
            one = unit or None
            yield ten + (f" {_EN[unit]}" if one else ""), value
            yield (f"{_DE[unit]}und{german}" if one else german), value
            yield (f"{_NL[unit]}{'ën' if _NL[unit].endswith('e') else 'en'}{dutch}" if one else dutch), value
            yield (italian[:-1] if unit in (1, 8) else italian) + (_IT[unit] if one else ""), value
            spanish = f" y {_ES[unit]}" if one else ""
            yield (f"veinti{_ES[unit]}" if at == 0 and one else _ES_TENS[at] + spanish), value
            if at < len(_FR_TENS):
                joint = " et " if unit == 1 else " "
                yield _FR_TENS[at] + (f"{joint}{_FR[unit]}" if one else ""), value
    for unit in range(10, 20):
        joint = " et " if unit == 11 else " "
        yield f"soixante{joint}{_FR[unit].replace('-', ' ')}", 60 + unit
        yield f"quatre vingt {_FR[unit].replace('-', ' ')}", 80 + unit
    yield "quatre vingts", 80
    yield from ((f"quatre vingt {_FR[unit]}", 80 + unit) for unit in range(1, 10))


@cache
def _names() -> dict[str, int]:
    """What every name of a number up to some hundreds says."""
    known = dict(_below_hundred())
    hundreds = {"hundred": 100, "a hundred": 100, "hundert": 100, "einhundert": 100, "cien": 100, "cent": 100,
                "cento": 100, "honderd": 100}  # fmt: skip
    small = [(name, value) for name, value in known.items() if 0 < value < 100]
    english = [*_EN[1:], *(name for name, value in small if name.split()[0] in _EN_TENS)]
    for name in english:
        for head in ("a hundred", "one hundred"):
            hundreds |= {f"{head} {name}": 100 + known[name], f"{head} and {name}": 100 + known[name]}
    hundreds |= {f"{name} hundred": 100 * value for value, name in enumerate(_EN) if 0 < value < 10}
    return {**known, **hundreds}


def spelled_numbers(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and value of every number in words that a spelled-out unit follows."""
    for unit in _UNIT.finditer(text):
        end = unit.start()
        before = _BEFORE.search(text, max(0, end - _REACH), end)
        if before is None:
            continue
        words = list(_WORD.finditer(text, before.start(), end))
        for at in range(len(words)):
            start = words[at].start()
            value = _names().get(" ".join(word.group() for word in words[at:]).lower())
            if value is not None:
                yield start, end, value
                break
