"""From the source to one plain notation, with the offset of every character kept.

Minus signs, spaces, micro signs, superscripts, entities, tags and light LaTeX each have several spellings;
after this stage each has one. A subscript is never deleted: it becomes ``_x``, a superscript ``^x``.
One pattern finds what must change; everything between its matches is copied as it is.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Callable, Iterator

NARROW = "\u2009"  # a no-break or thin space: may group digits, which a plain space may not

_SUPERSCRIPT = {**dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", strict=True)), **dict.fromkeys("−–‐‑-", "-")}
_SUBSCRIPT = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₒₓᵢₙₜₘ", "0123456789+-aeoxintm", strict=True))
_CHARACTERS: dict[str, str] = {
    **dict.fromkeys("−‐‑‒–﹣－", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f", NARROW),
    **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u205f\u3000\t\f\v", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\r`", ""),
    **dict.fromkeys("º˚", "°"),
    **dict.fromkeys("∼～", "~"),
    **dict.fromkeys("≃≅≒", "≈"),
    **dict.fromkeys("⋅∙‧", "·"),
    **dict.fromkeys("✕⨯✖", "×"),
    **dict.fromkeys("∕⁄", "/"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("’‘", "'"),
    **dict.fromkeys("⟶➔➝", "→"),
    "μ": "µ",
    "\u2126": "Ω",
    "℃": "°C",
}
_TAGS = {"sup": "^", "sub": "_", "br": " ", "p": " ", "li": " ", "td": " ", "th": " ", "tr": "\n"}
_COMMANDS = {
    "times": "×", "cdot": "·", "approx": "≈", "simeq": "≈", "sim": "~", "log": "log", "ln": "ln", "lg":
    "lg", "Delta": "Δ", "mu": "µ", "circ": "°", "degree": "°", "pm": "±", "to": "→", "rightarrow": "→",
    "quad": " ", "qquad": " ", "epsilon": "ε", "varepsilon": "ε", "Omega": "Ω", "pi": "π", "lambda": "λ",
    "tau": "τ", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "eta": "η", "theta": "θ", "kappa":
    "κ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi":
    "ψ", "omega": "ω", "Psi": "Ψ", "Phi": "Φ", "Sigma": "Σ", "sum": "Σ", "sqrt": "√", "propto": "∝",
    "exp": "exp", "div": "÷", "equiv": "≡", "neq": "≠", "ne": "≠", "le": "≤", "leq": "≤", "ge": "≥",
    "geq": "≥",
}  # fmt: skip
_ESCAPES = {",": NARROW, " ": " ", ";": " ", ":": " ", "!": "", "\\": " ", "(": "", ")": "", "[": "", "]": ""}

_SPECIAL = re.compile(
    rf"""
    (?P<comment><!--)
  | (?P<escaped_tag>&lt;/?su[bp]&gt;)
  | (?P<tag></?[A-Za-z][^<>\n]{{0,200}}+>)
  | (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z]{{2,8}});)
  | (?P<url>https?://[^\s<>|)]{{1,2000}}+)
  | (?P<sup>[−–‐‑-]?(?=[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ])[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]++)
  | (?P<sub>[₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₒₓᵢₙₜₘ]++)
  | (?P<degree>\^\{{?\\circ(?![A-Za-z])\}}?)
  | (?P<command>\\[A-Za-z]{{1,30}}+\*?)
  | (?P<escape>\\[^A-Za-z])
  | (?P<script>[\^_]\{{)
  | (?P<brace>[{{}}])
  | (?P<power>(?<=\d)\*\*(?=\(?[−+-]?\d))
  | (?P<emphasis>\$\$? | \*\*\*? | ''++ | (?<![\w)\]*])\*(?=[^\s*\d(]) | (?<=[^\s*])\*(?![\w(*\s]|\s?\d))
  | (?P<line>\r(?!\n))
  | (?P<character>[{re.escape("".join(_CHARACTERS))}])
    """,
    re.VERBOSE,
)
_OTHERS = re.escape("".join({*_CHARACTERS, *_SUPERSCRIPT, *_SUBSCRIPT} - {"-"}))
_RAISED = re.escape("".join(_SUPERSCRIPT.keys() - _CHARACTERS.keys() - {"-"}))
_FIRST = re.compile(  # of those that are ordinary letters and hyphens, only the few that matter
    rf"[<&\\^_{{}}$*'h\-{_OTHERS}](?:(?<![h_-])|(?<=h)(?=ttps?://)|(?<=_)(?=\{{)|(?<=-)(?=[{_RAISED}]))"
)
_FRACTION = re.compile(r"\\[dt]?frac\s{0,3}\{")
_BRACE = re.compile(r"[{}]")
_REACH = 400  # how far a fraction's closing brace or a comment's end is looked for

Piece = tuple[int, int, str]


def _closing_braces(source: str) -> dict[int, int]:
    """Where each brace is closed, if it is near; in one pass, so that nesting costs nothing."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(source):
        if match.group() == "{":
            opened.append(match.start())
        elif opened:
            opening = opened.pop()
            if match.start() - opening < _REACH:
                closing[opening] = match.start()
    return closing


def _fraction_braces(source: str) -> dict[int, str]:
    """What the braces of a fraction become, so that it reads ``(a)/(b)``."""
    braces: dict[int, str] = {}
    closing = _closing_braces(source)
    for match in _FRACTION.finditer(source):
        first = match.end() - 1
        middle = closing.get(first, -1)
        if middle < 0 or source[middle + 1 : middle + 2] != "{":
            continue
        last = closing.get(middle + 1, -1)
        if last > 0:
            braces |= {first: "(", middle: ")/", middle + 1: "(", last: ")"}
    return braces


def _entity(text: str) -> str:
    plain = html.unescape(text)
    return text if plain == text else "".join(_CHARACTERS.get(c, c) for c in plain)


def _tag(text: str) -> str:
    name = re.sub(r"[^A-Za-z].*", "", text[1:].lstrip("/"), flags=re.DOTALL).lower()
    replacement = _TAGS.get(name, "")
    return "" if text[1] == "/" and replacement in "^_" else replacement


def _scripted(mark: str, table: dict[str, str], text: str) -> str:
    return mark + "".join(table[c] for c in text)


_REPLACEMENTS: dict[str, Callable[[str], str]] = {
    "tag": _tag,
    "escaped_tag": lambda text: "" if "/" in text else _TAGS[text[4:7]],
    "entity": _entity,
    "sup": lambda text: _scripted("^", _SUPERSCRIPT, text),
    "sub": lambda text: _scripted("_", _SUBSCRIPT, text),
    "command": lambda text: _COMMANDS.get(text[1:].rstrip("*"), ""),
    "escape": lambda text: _ESCAPES.get(text[1], text[1]),
    "character": lambda text: _CHARACTERS[text],
    "degree": lambda text: "°",  # the whole command is the sign
    "script": lambda text: text[0],
    "power": lambda text: "^",  # 10**-3, as programs write it
    "line": lambda text: "\n",  # as old Macs write it; deleting it would join two numbers
    "url": lambda text: " ",  # an address holds no claims
}


def _replacement(kind: str, text: str) -> str:
    """What a special piece of the source becomes."""
    replace = _REPLACEMENTS.get(kind)
    return replace(text) if replace is not None else ""


def _next(source: str, position: int) -> re.Match[str] | None:
    """The next special piece: looked for by its first character, which is much faster."""
    while (first := _FIRST.search(source, position)) is not None:
        match = _SPECIAL.match(source, first.start())
        if match is not None:
            return match
        position = first.end()
    return None


def _pieces(source: str) -> Iterator[Piece]:
    """The pieces that change: (start, end, replacement), in order."""
    braces = _fraction_braces(source) if "frac" in source else {}
    position = 0
    while (match := _next(source, position)) is not None:
        start, end, kind = match.start(), match.end(), match.lastgroup or ""
        if kind == "comment":
            close = source.find("-->", end, end + 10 * _REACH)
            end = end if close < 0 else close + 3
        if kind == "brace" and start in braces:
            yield start, end, braces[start]
        else:
            yield start, end, _replacement(kind, match.group())
        position = end


def normalise(source: str) -> tuple[str, array[int], array[int]]:
    """Return the normalised text and, for each of its characters, where its source starts and ends."""
    parts: list[str] = []
    starts, ends = array("L"), array("L")
    done = 0
    for start, end, replacement in _pieces(source):
        parts += (source[done:start], replacement)
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        starts.extend([start] * len(replacement))
        ends.extend([end] * len(replacement))
        done = end
    parts.append(source[done:])
    starts.extend(range(done, len(source)))
    ends.extend(range(done + 1, len(source) + 1))
    return "".join(parts), starts, ends
