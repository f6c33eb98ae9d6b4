"""Comments by which authors speak to the audit.

``<!-- nernstian: ignore[NE101] reason="..." until=2027-01-01 -->`` silences a rule on its own and the next
line; rule and reason are required, the date is not. ``ignore-begin[...]`` and ``ignore-end`` enclose a block.
``<!-- nernstian: T=37degC -->`` states a temperature for the rest of its section. In LaTeX the comments begin
with ``%``. A comment that is not obeyed, or silences nothing, is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from nernstian.audit.context import Context
from nernstian.audit.document import Document
from nernstian.audit.given import Temperature, same_temperature
from nernstian.audit.nearness import index
from nernstian.audit.numbers import Number
from nernstian.audit.rules import RULES
from nernstian.audit.units import parse_unit
from nernstian.audit.verdict import Verdict

_COMMENT = re.compile(r"<!--\s{0,4}nernstian:\s{0,4}(?P<body>[^>\n]{1,300}?)\s{0,4}-->")
_LATEX_COMMENT = re.compile(r"(?<!\\)%+\s{0,4}nernstian:\s{0,4}(?P<body>[^\n]{1,300})")
_IGNORE = re.compile(r"ignore(?P<begin>-begin)?\s?(?:\[(?P<rules>[A-Za-z0-9, ]{0,100})\])?")
# In the source of a notebook, which is JSON, a backslash stands before each quotation mark.
_REASON = re.compile(r"reason=\\?\"(?P<reason>[^\"]{1,200}?)\\?\"")
_UNTIL = re.compile(r"until=(?P<date>[0-9-]{1,12})")
_MAX_BLOCKS = 200  # each is compared with each verdict
_END = re.compile(r"ignore-end\b")
_TEMPERATURE = re.compile(r"T\s?=\s?(?P<value>-?\d{1,3}(?:\.\d{1,3})?)(?=\s?(?:degC|°C|K))")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Rules silenced from a line to another."""

    rules: frozenset[str]
    line: int
    last: int
    reason: str
    block: bool = False


@dataclass(frozen=True)  # its look-up tables are made when the first verdict asks for them
class Directives:
    """What the comments of a document ask for."""

    suppressions: tuple[Suppression, ...] = ()
    temperatures: tuple[Temperature, ...] = ()
    complaints: tuple[tuple[int, str], ...] = ()

    @cached_property
    def _by_line(self) -> dict[int, list[Suppression]]:
        """The comments that hold for a line, blocks apart: a document may have as many as lines."""
        found: dict[int, list[Suppression]] = {}
        for one in self.suppressions:
            if not one.block:
                for line in range(one.line, one.last + 1):
                    found.setdefault(line, []).append(one)
        return found

    @cached_property
    def _blocks(self) -> list[Suppression]:
        return [one for one in self.suppressions if one.block]

    def silencing(self, document: Document, verdict: Verdict) -> list[Suppression]:
        """The comments that silence this verdict."""
        number = verdict.claim.number
        line = document.span(number.start, number.end).line
        near = (*self._by_line.get(line, ()), *self._blocks)
        return [s for s in near if verdict.claim.rule in s.rules and s.line <= line <= s.last]

    def notes(self, used: Iterable[Suppression]) -> tuple[tuple[int, str], ...]:
        """What is to be said of the comments, by line: those not obeyed, and those that silence nothing."""
        known = set(used)
        unused = [
            (s.line, f"the comment that ignores {', '.join(sorted(s.rules))} silences nothing")
            for s in self.suppressions
            if s not in known
        ]
        return tuple(sorted((*self.complaints, *unused)))

    def apply(self, context: Context) -> Context:
        """Add the temperatures that the author states."""
        if not self.temperatures:
            return context
        placed = (_placed(context, temperature) for temperature in self.temperatures)
        stated = (*placed, *context.temperatures.items)
        return replace(context, temperatures=index(stated, same_temperature), bound={})


def _placed(context: Context, temperature: Temperature) -> Temperature:
    """The temperature of a comment between two paragraphs, placed at the second, for which it is meant.

    Between them it would count as part of the first, and before the first paragraph as part of no section. A
    paragraph that states a temperature of its own keeps to that.
    """
    layout = context.layout
    before = bisect_right(layout.block_starts, temperature.at) - 1
    inside = before >= 0 and temperature.at < layout.blocks[before].end
    if inside or before + 1 == len(layout.blocks):
        return temperature
    following = layout.blocks[before + 1]
    own = context.temperatures.within(following.start, following.end)
    return temperature if own else replace(temperature, at=following.start)


def stated_temperature(text: str, at: int, whole: bool = False) -> Temperature | None:
    """The temperature in ``T=37degC``, placed at a character of the normalised text; None if there is none.

    ``whole`` refuses a text in which something follows it.
    """
    match = _TEMPERATURE.search(text)
    unit, end = parse_unit(text, match.end("value")) if match is not None else (None, 0)
    if match is None or unit is None or (whole and text[end:].strip()):
        return None
    value = float(match["value"])
    number = Number(at, at, at, match["value"], value, 1.0, 0.0, "", unit)
    return Temperature(number, unit.to_si(value), at)


def read_directives(document: Document, today: date | None = None) -> Directives:
    """Collect the comments of a document that speak to the audit."""
    if "nernstian:" not in document.source:
        return Directives()
    suppressions: list[Suppression] = []
    temperatures: list[Temperature] = []
    complaints: list[tuple[int, str]] = []
    opened: list[Suppression] = []
    blocks = 0
    pattern = _LATEX_COMMENT if document.format == "latex" else _COMMENT
    for match in pattern.finditer(document.source):
        line = bisect_right(document.line_starts, match.start())
        at = min(bisect_left(document.starts, match.end()), max(0, len(document.text) - 1))
        stated, ignore = stated_temperature(match["body"], at), _IGNORE.match(match["body"])
        if _END.match(match["body"]):
            suppressions += [replace(one, last=line) for one in opened]
            opened = []
        elif ignore is not None:
            blocks += ignore["begin"] is not None
            made = _suppression(ignore, line, today or date.today())  # noqa: DTZ011  the reader's own day
            if blocks > _MAX_BLOCKS and ignore["begin"]:
                made = f"of more than {_MAX_BLOCKS} ignore-begin only the first are obeyed"
            if isinstance(made, str):
                complaints.append((line, made))
            else:
                (opened if made.block else suppressions).append(made)
        elif stated is not None:
            temperatures.append(stated)
        else:
            complaints.append((line, f"the comment {match['body'].strip()[:40]!r} is not understood"))
    suppressions += [replace(one, last=len(document.line_starts)) for one in opened]
    return Directives(tuple(suppressions), tuple(temperatures), tuple(complaints))


def _suppression(ignore: re.Match[str], line: int, today: date) -> Suppression | str:
    """The suppression of a comment, or why it is not obeyed."""
    reason, until = _REASON.search(ignore.string), _UNTIL.search(ignore.string)
    named = [part.strip().upper() for part in (ignore["rules"] or "").split(",") if part.strip()]
    if not named:
        return "the comment names no rule to ignore: write ignore[NE101]"
    unknown = [name for name in named if name not in RULES]
    if unknown:
        return f"the comment ignores {unknown[0]}, and there is no such rule"
    if reason is None:
        return 'the comment gives no reason, and is not obeyed: add reason="..."'
    if until is not None:
        try:
            last = date.fromisoformat(until["date"])
        except ValueError:
            return f"until={until['date']} is no date: write until=2027-01-01"
        if last < today:
            return f"the comment held until {last.isoformat()}, and is not obeyed any more"
    return Suppression(frozenset(named), line, line + 1, reason["reason"], ignore["begin"] is not None)
