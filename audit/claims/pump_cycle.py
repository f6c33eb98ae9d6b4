"""What a cycle of the sodium pump moves: three sodium ions out, two potassium ions in, one net charge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nernstian.audit.claims.base import Claim, Facts, Unbound
from nernstian.audit.claims.said import statement
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC

RULE = "NE146"
_COUNTS = {"1": 1, "one": 1, "2": 2, "two": 2, "3": 3, "three": 3, "4": 4, "four": 4, "5": 5, "five": 5}
_COUNT = r"(?<![\w.,/+-])(?P<{0}>[1-5]|one|two|three|four|five)\s"
_OUT = r"(?:out|outwards?|outside|ejected|expelled|extruded|leave)"
_IN = r"(?:in|inwards?|inside|imported|enter)"
_SODIUM = r"(?:Na\^?\+?|sodiums?)(?:\sions?)?"
_POTASSIUM = r"(?:K\^?\+?|potassiums?)(?:\sions?)?"
_GAP = r"[^.;\n\d]{0,70}?"
_CYCLES = tuple(
    re.compile(
        _COUNT.format(first) + one + _GAP + _COUNT.format(second) + other + r"(?![\w-])", re.IGNORECASE
    )
    for first, one, second, other in (("na", _SODIUM, "k", _POTASSIUM), ("k", _POTASSIUM, "na", _SODIUM))
)
_PUMP = re.compile(r"\bpumps?\b|\bpumped\b|ATPase", re.IGNORECASE)
_NO_PUMP = re.compile(
    r"co-?transport|symport|NKCC|exchanger|antiport|channel\slets|chloride\sions|calcium", re.IGNORECASE
)
_NET = re.compile(
    r"\b(?:each|per|every)\scycle\b[^.;\n]{0,40}?\b(?:nets|exports|moves)\s(?:a\snet\s)?(?P<n>[1-5]|one|two|three)\s(?:net\s)?"
    r"(?:positive\s)?charges?\b|\bnet\s(?P<m>[1-5]|one|two|three)\+?\s(?:positive\s)?charges?\s(?:is\s|are\s)?"
    r"(?:exported|moved|leaves|out)\s(?:per|each|every)\s(?:cycle|turn)",
    re.IGNORECASE,
)
_MOVED = (
    r"\s(?:(?:are|is|get|gets)\s(?:\w+\s)?)?"
    r"(?:kicked|pumped|thrown|moved|carried|pushed|transported|go|goes)\s"
)
_SINGLE = (
    re.compile(
        r"(?<![\w.,/+-])(?:3|three)\s" + _SODIUM + _MOVED + r"out\b(?!\sof\s(?:ten|\d))", re.IGNORECASE
    ),
    re.compile(r"(?<![\w.,/+-])(?:2|two)\s" + _POTASSIUM + _MOVED + r"in(?:to|side)?\b", re.IGNORECASE),
)
_SODIUM_OUT, _POTASSIUM_IN = 3, 2


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield what a text says of the cycle of the sodium pump."""
    context = facts.context
    if not context.holds(_PUMP):
        return
    for pattern in _CYCLES:
        for match in context.matches(pattern):
            made = _cycle(context, match) if _is_pump(context, match) else None
            if made is not None:
                yield made
    yield from _halves(context)
    stated = any(context.holds(pattern) for pattern in _CYCLES)
    for match in context.matches(_NET):
        count = _COUNTS[(match["n"] or match["m"]).lower()]
        right = count == _SODIUM_OUT - _POTASSIUM_IN
        if not right and not stated:
            continue
        made = _said(context, right, f"three out and two in leave {count} net charge a cycle", match)
        if made is not None and _is_pump(context, match):
            yield made


def _halves(context: Context) -> Iterator[Claim]:
    """One half of the cycle alone: "three sodiums are kicked out"; it is only ever right."""
    for pattern in _SINGLE:
        for match in context.matches(pattern):
            whole = context.text[max(0, match.start() - 90) : match.end() + 90]
            if _is_pump(context, match) and not any(cycle.search(whole) for cycle in _CYCLES):
                made = _said(context, True, "the sodium pump moves 3 Na out for 2 K in", match)
                if made is not None:
                    yield made


def _cycle(context: Context, match: re.Match[str]) -> Claim | None:
    sodium, potassium = (_COUNTS[match[name].lower()] for name in ("na", "k"))
    right = (sodium, potassium) == (_SODIUM_OUT, _POTASSIUM_IN)
    if not right and (potassium, sodium) != (_SODIUM_OUT, _POTASSIUM_IN):
        return None  # a step of the cycle, a variant, a pump that is only supposed
    message = f"the sodium pump moves {_SODIUM_OUT} Na out for {_POTASSIUM_IN} K in"
    return _said(context, right, message, match)


def _said(context: Context, right: bool, message: str, match: re.Match[str]) -> Claim | None:
    shown = message if right else f"{message}, and leaves 1 net charge a cycle"
    return statement(context, RULE, ARITHMETIC, "verified" if right else "inconsistent", shown, match.span())


def _is_pump(context: Context, match: re.Match[str]) -> bool:
    text, low, high = context.text, match.start(), match.end() + 120
    near = _PUMP.search(text, max(0, low - 250), high)
    return near is not None and not _NO_PUMP.search(text, max(0, low - 150), high)
