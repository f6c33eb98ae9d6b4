"""Comments by which authors speak to the audit.

``<!-- nernstian: ignore[NE101] reason="..." -->`` silences a rule on its own and the next line; rule and
reason are required. ``<!-- nernstian: T=37degC -->`` states a temperature for the rest of its section.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from nernstian.audit.context import Context, Temperature
from nernstian.audit.document import Document
from nernstian.audit.nearness import index
from nernstian.audit.numbers import Number
from nernstian.audit.units import parse_unit
from nernstian.audit.verdict import Verdict

_COMMENT = re.compile(r"<!--\s{0,4}nernstian:\s{0,4}(?P<body>[^>\n]{1,300}?)\s{0,4}-->")
_IGNORE = re.compile(r"ignore\[(?P<rules>[A-Z0-9, ]{1,100})\]\s{1,4}reason=\"(?P<reason>[^\"]{1,200})\"")
_TEMPERATURE = re.compile(r"T\s?=\s?(?P<value>-?\d{1,3}(?:\.\d{1,3})?)(?=\s?(?:degC|°C|K))")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A rule silenced on a line and the one after it."""

    rules: frozenset[str]
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Directives:
    """What the comments of a document ask for."""

    suppressions: tuple[Suppression, ...] = ()
    temperatures: tuple[Temperature, ...] = ()

    def suppresses(self, document: Document, verdict: Verdict) -> bool:
        """Whether a comment silences this verdict."""
        number = verdict.claim.number
        line = document.span(number.start, number.end).line
        return any(verdict.claim.rule in s.rules and line in (s.line, s.line + 1) for s in self.suppressions)

    def apply(self, context: Context) -> Context:
        """Add the temperatures that the author states."""
        if not self.temperatures:
            return context
        return replace(context, temperatures=index((*self.temperatures, *context.temperatures.items)))


def _temperature(document: Document, match: re.Match[str], body: re.Match[str]) -> Temperature | None:
    text = match["body"]
    unit, _ = parse_unit(text, body.end("value"))
    if unit is None:
        return None
    value = float(body["value"])
    at = min(bisect_left(document.starts, match.end()), max(0, len(document.text) - 1))
    number = Number(at, at, at, body["value"], value, 1.0, 0.0, "", unit)
    return Temperature(number, unit.to_si(value), at)


def read_directives(document: Document) -> Directives:
    """Collect the comments of a document that speak to the audit."""
    suppressions: list[Suppression] = []
    temperatures: list[Temperature] = []
    if "nernstian:" not in document.source:
        return Directives()
    for match in _COMMENT.finditer(document.source):
        ignore, stated = _IGNORE.search(match["body"]), _TEMPERATURE.search(match["body"])
        if ignore is not None:
            rules = frozenset(part.strip() for part in ignore["rules"].split(","))
            line = bisect_right(document.line_starts, match.start())
            suppressions.append(Suppression(rules, line, ignore["reason"]))
        elif stated is not None:
            temperature = _temperature(document, match, stated)
            temperatures += [temperature] if temperature is not None else []
    return Directives(tuple(suppressions), tuple(temperatures))
