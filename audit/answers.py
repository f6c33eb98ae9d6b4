"""Answers far from their questions: "ANSWERS ... 5. E_K = -110.9 mV" belongs to what question 5 states.

An answer is an item below a head such as "Answers"; its question is the item, or the heading, of the same
number above that head. Where the items of neither list are numbered, their order counts. A paragraph that
says "of problem 1", or "as in A", belongs to the section that is headed so.
"""

# ruff: noqa: E501
# the words of a pattern stay in one piece: they are read side by side
from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_HEAD = re.compile(
    r"[ \t#*_=~\\{}-]{0,60}(?:the\s|model\s)?(?:answers?|solutions?|(?:answer\s)?key|lösung(?:en)?|antworten|corrig[ée]s?|réponses|solutions"
    r"|respuestas|soluciones|soluzioni|risposte|antwoorden|oplossingen)"
    r"(?:\s(?:key|to\s(?![^\n]{0,30}(?:\blast\b|previous|earlier|other|old\b))[^\n]{1,40}|at\sthe\sback))?[ \t.:#*_=~{}-]{0,60}",
    re.IGNORECASE,
)
_WORD = r"(?:question|problem|exercise|aufgabe|übung|frage|exercice|ejercicio|problema|pregunta|esercizio|opgave|vraag|part|task|teil)"
_NUMBERED = re.compile(
    rf"[ \t>*_#-]{{0,8}}(?:(?:{_WORD}|q|a)[ .]{{0,2}})?(?P<number>\d{{1,2}})(?:\s?[.):](?!\d)[*_]{{0,2}}\s|(?<=- \d)\s|(?<=- \d\d)\s)",
    re.IGNORECASE,
)
_HEADED = re.compile(
    rf"#{{1,6}}\s(?P<word>{_WORD}\s)?(?P<number>\d{{1,2}}(?:\.\d{{1,2}})?|[A-H](?=[.):]))(?:[.):]|\s|\*|$)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"#{1,6}\s")
_BULLET = re.compile(r"[ \t]{0,4}[-*]\s")
_REFERRED = re.compile(
    r"\b(?:of|from|in|for|von|aus|zu|de|du|di|van|as\sin|wie\sin)\s"
    rf"(?:(?:the\s)?(?:{_WORD}|section|example|Beispiel|Abschnitt|exemple|ejemplo|esempio|voorbeeld)\s"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})?(?![.,]?\d)|[A-H]\b)|(?<=as\sin\s)(?P<letter>[A-H](?=[.,;:)\]]))|(?<=wie\sin\s)(?P<wie>[A-H](?=[.,;:)\]])))"
)
_MOST, _FEW = 60, 20
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the answers of a text stand, and the questions that they belong to.

    ``starts`` and ``ends`` bound the answers, ``asked`` are the places of their questions, as (start, end).
    ``references`` are the passages that belong to a section elsewhere, each with that section.
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    asked: tuple[Span, ...] = ()
    references: tuple[tuple[Span, Span], ...] = ()

    def question(self, offset: int) -> Span | None:
        """Return where the question of an answer stands, or None where an offset is in no answer."""
        at = bisect_right(self.starts, offset) - 1
        return self.asked[at] if at >= 0 and offset < self.ends[at] else None

    def referred(self, offset: int) -> Span | None:
        """Return the section elsewhere that a passage belongs to, or None."""
        return next((there for (start, end), there in self.references if start <= offset < end), None)

    def answer(self, offset: int) -> Span | None:
        """Return the answer that holds an offset, or None where it is in none."""
        at = bisect_right(self.starts, offset) - 1
        return (self.starts[at], self.ends[at]) if at >= 0 and offset < self.ends[at] else None

    def is_of_another(self, offset: int, question: Span) -> bool:
        """Whether an offset lies in another question than this one, or in the answer to another."""
        if any(start <= offset < end for start, end in self.asked if (start, end) != question):
            return True
        asked = self.question(offset)
        return asked is not None and asked != question


NO_ANSWERS = Answers()


def _lines(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


def _items(lines: list[tuple[int, str]]) -> list[tuple[int, int, int]]:
    """The numbered items of some lines: number, start and end; an item ends at an empty line or the next item."""
    items: list[tuple[int, int, int]] = []
    number = start = -1
    for at, line in (*lines, (lines[-1][0] + len(lines[-1][1]), "")) if lines else ():
        match = _NUMBERED.match(line) if not _HEADING.match(line) else None
        if number >= 0 and (match or not line.strip()):
            items.append((number, start, at))
            number = -1
        if match:
            number, start = int(match["number"]), at
    return items


def _bullets(lines: list[tuple[int, str]]) -> list[tuple[int, int, int]]:
    """The items of the last list without numbers, counted; nothing but empty lines stands between them."""
    items: list[tuple[int, int, int]] = []
    start, gap = -1, False
    for at, line in (*lines, (lines[-1][0] + len(lines[-1][1]) + 1, "")) if lines else ():
        bullet = _BULLET.match(line) is not None
        if start >= 0 and (bullet or not line.strip()):
            items.append((len(items) + 1, start, at))
            start = -1
        if bullet:
            start = at
            items = [] if gap else items
            gap = False
        elif line.strip() and start < 0:
            gap = True
    return items


def _sections(lines: list[tuple[int, str]], worded: bool = False) -> dict[str, Span]:
    """The sections headed by a number or a letter, or only by "Problem 1" (``worded``), up to the next heading."""
    found: dict[str, Span] = {}
    name, start = "", -1
    end = lines[-1][0] + len(lines[-1][1]) if lines else 0
    for at, line in (*lines, (end, "# ")):
        if not _HEADING.match(line):
            continue
        if name:
            found.setdefault(name, (start, at))
        match = _HEADED.match(line)
        named = match is not None and (match["word"] or not worded)
        name, start = (match["number"].upper() if match and named else ""), at
    return found


def _listed(above: list[tuple[int, str]], below: list[tuple[int, str]]) -> Iterator[tuple[Span, Span]]:
    """The answers below a head with their questions above it."""
    numbered = _items(below)[:_MOST]
    questions: dict[int, Span] = {
        int(name): span for name, span in _sections(above, worded=True).items() if name.isdecimal()
    }
    if not questions:
        items = _items(above)[-_MOST:]
        often = Counter(number for number, _, _ in items)
        questions = {number: (start, end) for number, start, end in items if often[number] == 1}
    if not questions:
        questions = {int(name): span for name, span in _sections(above).items() if name.isdecimal()}
    counted = _bullets(above)[-_MOST:]
    answers = numbered or _bullets(below)[:_MOST]
    if not questions and len(counted) == len(answers):
        questions = {number: (start, end) for number, start, end in counted}
    if not numbered and len(answers) != len(questions):
        return
    for number, start, end in answers:
        if number in questions:
            yield (start, end), questions[number]


def _referred(text: str, lines: list[tuple[int, str]]) -> Iterator[tuple[Span, Span]]:
    """The paragraphs that belong to a section elsewhere: "for the axon of problem 1"."""
    if not _REFERRED.search(text):
        return
    sections = _sections(lines)
    for match in _REFERRED.finditer(text):
        name = (match["number"] or match["letter"] or match["wie"]).upper()
        span = sections.get(name)
        if span is None or span[0] <= match.start() < span[1]:
            continue
        heading = text.rfind("\n", 0, match.start()) + 1
        if text.startswith("#", heading):  # a heading speaks of its whole section
            end = next((at for at, line in lines if at > match.end() and line.startswith("#")), len(text))
        else:
            end = text.find("\n\n", match.end())
        yield (match.start(), end if end >= 0 else len(text)), span


def find_answers(text: str) -> Answers:
    """Return the answers below the last head of answers with their questions, and what refers to a section."""
    lines = _lines(text)
    heads = [at for at, (_, line) in enumerate(lines) if 3 < len(line) < 140 and _HEAD.fullmatch(line)]
    found = sorted(_listed(lines[: heads[-1]], lines[heads[-1] + 1 :])) if heads else []
    return Answers(
        tuple(answer[0] for answer, _ in found),
        tuple(answer[1] for answer, _ in found),
        tuple(question for _, question in found),
        tuple(islice(_referred(text, lines), _FEW)),
    )
