"""Printed formulas: driving forces, currents through conductances, and formulas that lost their arguments."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from nernstian.audit.claims.base import Claim, Facts, Unbound
from nernstian.audit.claims.said import statement
from nernstian.audit.context import Context
from nernstian.audit.evaluate import ARITHMETIC

RULE, DAMAGED = "NE141", "NE142"
_V = r"(?:V(?:_?\(?m(?:em)?\)?)?|E_?m|U)"
_E = r"E_?\(?(?:i(?:on)?|X|x|K|Na|Cl|Ca|rev|eq)\)?(?:\^?\d?[+-])?"
_END = r"(?![a-z\d_+])"  # words may run into each other
#: Each pattern with its law, and the verdict where V stands first, which is the usual sign.
_DRIVING = re.compile(
    r"\b[Dd]riving\sforce\b(?:[^.;\n\d]|(?<=e)\.(?=g)){0,150}?(?:[=:]|\bis\b|\bpotential\b|\bas\b|\()\s?\(?\s?"
    rf"(?P<formula>(?P<v>{_V})\s?-\s?{_E}{_END}|{_E}\s?-\s?{_V}{_END})"
)
_OHMIC = re.compile(
    r"(?<![A-Za-z])[iI]_?\(?\w{0,4}\)?(?:\^?\+)?\s?=\s?[gG]_?\(?\w{0,4}\)?(?:\^?\+)?\s?[·×*]?\s?\(\s?"
    rf"(?P<formula>(?P<v>{_V})\s?-\s?{_E}\s?\)|{_E}\s?-\s?{_V}\s?\))"
)
_WEIGHT = re.compile(
    r"\b[Ww]eights?\sis\s(?:just\s|simply\s)?the\s(?:relative\s)?permeability\sof\s(?:each|the|that)\sion\b"
)
_MEAN = re.compile(r"\b(?:weighted\s(?:average|mean))\b[^.;\n]{0,60}\bequilibrium\spotentials?\b")
_MESSAGES = {
    "driving_force": "the driving force V - E",
    "ohmic_current": "the current through a (chord) conductance, outward positive",
}
_CONVENTION = "the other way round than usual: it holds if the driving force is counted as E - V"
# A command that lost its braces on the way into the text: \fracV t, \frac =
_LOST = re.compile(r"\\[dt]?frac(?!\s*(?:[{\d\\]|[A-Za-z]{2}))")
_PIECE = re.compile(r"[^\n,;]{0,80}=[^\n,;]{0,80}")


def recognise(facts: Facts) -> Iterator[Claim | Unbound]:
    """Yield the statements that are printed formulas."""
    context = facts.context
    for law, pattern in (("driving_force", _DRIVING), ("ohmic_current", _OHMIC)):
        for match in context.matches(pattern):
            kind = "verified" if match["v"] else "conditional"
            message = _MESSAGES[law] if match["v"] else _CONVENTION
            start = match.start("formula") if law == "driving_force" else match.start()
            made = statement(context, RULE, law, kind, message, (start, match.end("formula")))
            if made is not None:
                yield made
    yield from _weights(context)
    yield from _lost(context)


def _weights(context: Context) -> Iterator[Claim]:
    """A mean of equilibrium potentials has conductances for weights, wherever they are named."""
    for match in context.matches(_WEIGHT):
        around = context.text[max(0, match.start() - 250) : match.end() + 250]
        if not _MEAN.search(around) or "chord" in around or "weighted with conductances" in around:
            continue
        message = "the weights of a mean of equilibrium potentials are chord conductances, not permeabilities"
        made = statement(context, RULE, "chord_conductance_equation", "inconsistent", message, match.span())
        if made is not None:
            yield made


def _lost(context: Context) -> Iterator[Claim]:
    """Fractions without numerator and denominator: one statement for the formula that they stand in."""
    source, starts = context.document.source, context.document.starts
    if "frac" not in source:
        return
    done = -1
    for match in _LOST.finditer(source):
        at = min(bisect_left(starts, match.start()), len(context.text))
        if at <= done:
            continue
        line = max(context.text.rfind("\n", max(0, at - 80), at) + 1, at - 80, 0)
        piece = _PIECE.search(context.text, line, min(len(context.text), at + 120))
        if piece is None or not piece.start() <= at <= piece.end():
            continue
        done = piece.end()
        message = "a fraction lost its numerator and denominator: the formula cannot be read"
        end = min(piece.end(), at + 30)
        made = statement(
            context, DAMAGED, ARITHMETIC, "unreadable", message, (max(piece.start(), at - 10), end)
        )
        if made is not None:
            yield made
