"""Where the numbered problems of a sheet begin: each has data, a temperature and answers of its own.

"1. Squid axon at 37 °C ...", "Exercise 2. ...": a sheet without headings is divided by its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_NUMBERED = re.compile(
    r"\s*[*_]{0,2}(?:(?:[Ee]xercises?|[Ee]xercice|[Pp]roblem|[Qq]uestion|[Aa]ufgabe|[Ff]rage|[Ee]jercicio|[Pp]roblema|[Ee]sercizio|[Dd]omanda"
    r"|[Oo]pgave|[Qq])\s?)?(?P<number>\d{1,2})[.):]?[*_]{0,2}\s"
)
_NAMED = re.compile(r"\s*[*_]{0,2}[A-Za-z]")
_SHORTEST, _FEWEST = 60, 3


def problem_starts(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return which of the blocks ``spans`` begin the problems 1, 2, 3, ... of a sheet (none, if it has none).

    A list of short steps is no sheet: its lines follow each other, and belong together.
    """
    found: list[int] = []
    for at, (start, _) in enumerate(spans):
        match = _NUMBERED.match(text, start)
        if match is None or int(match["number"]) != len(found) + 1:
            continue
        if not _NAMED.match(match.group()) and match.group().strip(" *_\n").isdigit():
            continue  # a number without a point: a quantity
        found.append(at)
    if len(found) < _FEWEST or not _are_apart(text, spans, found):
        return []
    return found


def _are_apart(text: str, spans: Sequence[tuple[int, int]], found: list[int]) -> bool:
    """Whether a blank line stands in front of every problem, and most of them are long."""
    if any(at and text[spans[at - 1][1] - 1 : spans[at][0] + 1].count("\n") < 1 for at in found):
        return False
    if any(not _is_after_blank(text, spans[at][0]) for at in found):
        return False
    lengths = [spans[second][0] - spans[first][0] for first, second in pairwise(found)]
    return sorted(lengths)[len(lengths) // 2] >= _SHORTEST


def _is_after_blank(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t") if start < 200 else text[start - 200 : start].rstrip(" \t")
    return (
        before.endswith("\n\n") or not before.strip() or re.search(r"\n[ \t]*\n[ \t]*$", before) is not None
    )
