"""Answers far below their questions: "ANSWERS ... 5. E_K = -110.9 mV" belongs to what question 5 states.

An answer is a numbered item below a head such as "Answers"; its question is the item of the same number above
that head.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

_HEAD = re.compile(
    r"[ \t#*_=~\\{}-]{0,60}(?:the\s|model\s)?(?:answers?|solutions?|(?:answer\s)?key|lösung(?:en)?|antworten"
    r"|corrig[ée]s?|réponses|respuestas|soluciones|soluzioni|risposte|antwoorden|oplossingen)"
    r"(?:\s(?:key|to\s[^\n]{1,40}|at\sthe\sback))?[ \t.:#*_=~{}-]{0,60}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"[ \t>*_#-]{0,8}(?:(?:question|problem|exercise|aufgabe|frage|exercice|ejercicio|problema|pregunta"
    r"|esercizio|opgave|vraag|q|a)[ .]{0,2})?(?P<number>\d{1,2})\s?[.):](?!\d)[*_]{0,2}\s",
    re.IGNORECASE,
)
_MOST = 60


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the answers of a text stand, and the questions that they belong to.

    ``starts`` and ``ends`` bound the answers, ``asked`` are the places of their questions, as (start, end).
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    asked: tuple[tuple[int, int], ...] = ()

    def question(self, offset: int) -> tuple[int, int] | None:
        """Return where the question of an answer stands, or None where an offset is in no answer."""
        at = bisect_right(self.starts, offset) - 1
        return self.asked[at] if at >= 0 and offset < self.ends[at] else None

    def is_of_another(self, offset: int, question: tuple[int, int]) -> bool:
        """Whether an offset lies in another question than this one."""
        return any(start <= offset < end for start, end in self.asked if (start, end) != question)


NO_ANSWERS = Answers()


def _lines(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


def _items(lines: list[tuple[int, str]]) -> list[tuple[int, int, int]]:
    """The numbered items of some lines, as number, start and end: up to an empty line or the next item."""
    items: list[tuple[int, int, int]] = []
    number = start = -1
    for at, line in (*lines, (lines[-1][0] + len(lines[-1][1]), "")) if lines else ():
        match = _NUMBERED.match(line)
        if number >= 0 and (match or not line.strip()):
            items.append((number, start, at))
            number = -1
        if match:
            number, start = int(match["number"]), at
    return items


def find_answers(text: str) -> Answers:
    """Return the answers below the last head of answers, with the questions of the same numbers above it."""
    lines = _lines(text)
    heads = [at for at, (_, line) in enumerate(lines) if 3 < len(line) < 140 and _HEAD.fullmatch(line)]
    if not heads:
        return Answers()
    head = heads[-1]
    items = _items(lines[:head])[-_MOST:]
    often = Counter(number for number, _, _ in items)
    questions = {number: (start, end) for number, start, end in items if often[number] == 1}
    answers = [item for item in _items(lines[head + 1 :])[:_MOST] if item[0] in questions]
    return Answers(
        tuple(start for _, start, _ in answers),
        tuple(end for _, _, end in answers),
        tuple(questions[number] for number, _, _ in answers),
    )
