"""Concentrations behind a symbol with a subscript, ``[K+]o = 5 mM``, and those that a sentence changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nernstian.audit.concentrations import blocked, is_concentration, is_mentioned, made_concentration
from nernstian.audit.context import Context
from nernstian.audit.given import Concentration
from nernstian.audit.ions import ion_of
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.sides import sides_in
from nernstian.audit.units import MILLIMOLAR

_LABEL = re.compile(  # [K+]o =, [K+]_out is, K_i =
    r"(?:\[\s?(?P<ion>[A-Z][A-Za-z0-9_^+-]{0,7})\s?\]|(?P<bare>\b(?:K|Na|Cl|Ca))(?=_))\s?"
    r"_?\(?(?P<side>outside|out|ext|extern|o|e|inside|int|in|i)\)?(?![A-Za-z])"
)
_LABEL_GAP = re.compile(
    r"\s?(?:=|≈|~|:|is|es|est|ist|è|vale|vaut|beträgt|is\sdan|of|was|at|from|,|about|around|\s)*\s?"
)
_FROM = re.compile(r"\bfrom\b")
TOTAL = re.compile(r"\btotal\b[^.;]*$", re.IGNORECASE)
_MULTIPLIED = re.compile(
    r"\b(?:doubled|halved|tripled|quadrupled|removed|omitted|replaced"
    r"|(?:increased|raised|reduced|lowered|decreased|elevated)\s(?:by|two|three|four|five|ten|\d|several|many))",
    re.IGNORECASE,
)
_MULTIPLYING = re.compile(r"(?:doubl|halv|tripl)ing\s(?:the\s)?$", re.IGNORECASE)
# "half of the sodium is replaced by potassium": both ions change
_EXCHANGED = re.compile(
    r"\b(?:replac(?:ed|es|ing)|substitut(?:ed|es|ing)|swapp(?:ed|ing)|exchang(?:ed|ing)|ersetz\w+|ausgetauscht|remplac\w+|substitu(?:é|ant)\w*"
    r"|sustitu\w+|reemplaz\w+|sostitui\w+|rimpiazz\w+|vervang\w+|vervangen)\b",
    re.IGNORECASE,
)
_OUT_SIDES = frozenset(("outside", "out", "ext", "extern", "o", "e"))


def labelled(context: Context) -> Iterator[Concentration | None]:
    """Yield the concentrations behind a symbol with a subscript: ``[K+]o = 5 mM``."""
    for match in context.matches(_LABEL):
        number = context.number_at(match.end(), 12)
        ion = ion_of(match["ion"] or match["bare"])
        if ion is None:
            continue
        side = "out" if match["side"] in _OUT_SIDES else "in"
        gap = context.text[match.end() : number.start] if number is not None else ""
        plain = number is not None and _LABEL_GAP.fullmatch(gap) is not None and not _FROM.search(gap)
        if number is not None and plain and number.unit is None:
            number = _with_shared_unit(context, number)
        if number is not None and plain and is_concentration(number):
            start, _ = context.layout.bounds(Scope.CLAUSE, match.start())
            total = TOTAL.search(context.text, max(start, match.start() - 40), match.start())
            yield (
                made_concentration(ion, side, number, number.unit)
                if not total
                else blocked(ion, side, number, number.start, "a concentration near it is a total")
            )
        else:
            yield _hidden(context, match, ion, side)


# how simulators name them: ki0 = 54.4 mM, nao = 140; in small letters, and both sides of an ion
_MODEL = re.compile(
    r"(?<![A-Za-z0-9_.])(?P<ion>k|na|ca|cl|mg)(?P<side>[io])(?:0|_bath|_init)?"
    r"(?:_(?:k|na|ca|cl|mg)_ion)?[ \t]{0,4}[=:][ \t]{0,4}(?=\d)"
)


def modelled(context: Context) -> Iterator[Concentration | None]:
    """Yield the concentrations that a simulator's names are set to; without a unit they are in mM."""
    found = list(context.matches(_MODEL))
    names = {(match["ion"], match["side"]) for match in found}
    for match in found:
        number = context.number_at(match.end(), 1)
        both = {(match["ion"], "i"), (match["ion"], "o")} <= names
        if number is None or not both or not number.usable:
            continue
        if number.unit is None or is_concentration(number):
            side = "out" if match["side"] == "o" else "in"
            yield made_concentration(match["ion"].capitalize(), side, number, number.unit or MILLIMOLAR)


_NEXT_LABEL = re.compile(r"\s?(?:,|;|/|and|und|et|y|e|en)\s(?=\[)")


def _with_shared_unit(context: Context, number: Number) -> Number:
    """A labelled number with the unit of the next label's: "[Cl]o = 128, [Cl]i = 32 mM"."""
    gap = _NEXT_LABEL.match(context.text, number.end)
    label = _LABEL.match(context.text, gap.end()) if gap is not None else None
    following = context.number_at(label.end(), 6) if label is not None else None
    shared = following is not None and number.usable and is_mentioned(following)
    return replace(number, unit=following.unit) if following is not None and shared else number


def _hidden(context: Context, label: re.Match[str], ion: str, side: str) -> Concentration | None:
    """A labelled concentration that is changed or cannot be used; None for a mere symbol."""
    _, end = context.layout.bounds(Scope.CLAUSE, label.start())
    start, _ = context.layout.bounds(Scope.CLAUSE, label.start())
    following = _LABEL.search(context.text, label.end(), min(end, label.end() + 60))
    stop = min(end, label.end() + 60, following.start() if following else end)
    window = context.text[label.end() : stop]
    values = [n for n in context.numbers_in(label.end(), stop) if is_mentioned(n)]
    before = context.text[max(start, label.start() - 30) : label.start()]
    if values:
        return blocked(
            ion, side, values[0], label.start(), "a concentration near it is changed or cannot be read"
        )
    if _MULTIPLIED.search(window) or _MULTIPLYING.search(before):
        return blocked(ion, side, None, label.start(), "a concentration near it is changed")
    return None


def multiplied(context: Context) -> Iterator[Concentration]:
    """Yield the ions whose concentration a sentence changes, not to what: "external K+ was doubled"."""
    for match in context.matches(_MULTIPLIED):
        start, _ = context.layout.bounds(Scope.CLAUSE, match.start())
        start = max(start, match.start() - 300)
        sides = {side.side for side in sides_in(context.text, start, match.start())} or {"out", "in"}
        for at, mention in enumerate(context.ions.within(start, match.start())[-2:]):
            for side in sorted(sides):
                yield blocked(
                    mention.ion, side, None, match.start() - at, "a concentration near it is changed"
                )


def exchanged(context: Context) -> Iterator[Concentration]:
    """Yield the ions of which one takes the place of another, on both sides where none is said."""
    for match in context.matches(_EXCHANGED):
        start, end = context.layout.bounds(Scope.SENTENCE, match.start())
        start, end = max(start, match.start() - 120), min(end, match.end() + 80)
        mentioned = context.ions.within(start, end)
        if len({mention.ion for mention in mentioned}) < 2 or any(
            is_mentioned(n) for n in context.numbers_in(start, end)
        ):
            continue  # what stands in for it is no other ion, or the text says how much there is then
        sides = {side.side for side in sides_in(context.text, start, end)} or {"out", "in"}
        for at, ion in enumerate(sorted({mention.ion for mention in mentioned})):
            for side in sorted(sides):
                yield blocked(ion, side, None, match.start() + at, "a concentration near it is changed")
