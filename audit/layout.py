"""The scopes of a text: sentence, block, group (a list with its lead-in), section.

Binding asks "what is stated nearby?"; this module says what "nearby" means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from nernstian.audit.answers import NO_ANSWERS, Answers, find_answers
from nernstian.audit.problems import problem_starts


class Scope(IntEnum):
    """How far apart two places are, nearest first."""

    CLAUSE = 0
    SENTENCE = 1
    BLOCK = 2
    GROUP = 3
    SECTION = 4
    DOCUMENT = 5


_FARTHEST = {Scope.CLAUSE: 2000, Scope.SENTENCE: 2000, Scope.BLOCK: 6000}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading, table row or code paragraph."""

    kind: str
    start: int
    end: int
    section: int
    group: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks, sentences and clauses of a text, each as sorted offsets."""

    blocks: tuple[Block, ...]
    block_starts: tuple[int, ...]
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]
    groups: tuple[int, ...]
    sections: tuple[int, ...]
    length: int
    answers: Answers = NO_ANSWERS
    #: Bounds that were looked up already, by scope and offset.
    known: dict[tuple[Scope, int], tuple[int, int]] = field(default_factory=dict, compare=False)
    #: Those of all scopes around an offset.
    rings: dict[int, tuple[tuple[int, int, Scope], ...]] = field(default_factory=dict, compare=False)

    def block_at(self, offset: int) -> Block:
        """Return the block that holds an offset."""
        return self.blocks[max(0, bisect_right(self.block_starts, offset) - 1)]

    def _piece(self, starts: tuple[int, ...], offset: int) -> tuple[int, int]:
        at = max(0, bisect_right(starts, offset) - 1)
        return starts[at] if starts else 0, starts[at + 1] if at + 1 < len(starts) else self.length

    def bounds(self, scope: Scope, offset: int) -> tuple[int, int]:
        """Return start and end of a scope around an offset.

        A sentence or a paragraph without end reaches only so far: what every claim looks through is bounded.
        """
        found = self.known.get((scope, offset))
        if found is None:
            start, end = self.whole(scope, offset)
            reach = _FARTHEST.get(scope)
            found = (start, end) if reach is None else (max(start, offset - reach), min(end, offset + reach))
            self.known[scope, offset] = found
        return found

    def whole(self, scope: Scope, offset: int) -> tuple[int, int]:
        """Return start and end of a scope around an offset, however far they are."""
        if scope == Scope.DOCUMENT:
            return 0, self.length
        pieces = (self.clauses, self.sentences, self.block_starts, self.groups, self.sections)
        return self._piece(pieces[scope], offset)

    def is_wide(self, offset: int) -> bool:
        """Whether an offset lies in a row of a table that nobody reads as a sentence."""
        block = self.block_at(offset)
        return block.kind == "row" and block.end - block.start > _WIDE

    def is_of_later_item(self, fact: int, at: int) -> bool:
        """Return whether a fact stands in a later item of the list whose item an offset lies in."""
        if fact < at or self.block_at(at).kind != "item":
            return False
        block = self.block_at(fact)
        return block.kind == "item" and block.start > at

    def distance(self, a: int, b: int) -> Scope:
        """Return the narrowest scope that holds both offsets."""
        around = self.rings.get(a)
        if around is None:
            around = self.rings[a] = tuple((*self.bounds(scope, a), scope) for scope in Scope)
        for start, end, scope in around:
            if start <= b < end:
                return scope
        return Scope.DOCUMENT


_LINE = re.compile(r"[^\n]*\n?")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s|={2,}[^=\n]{1,80}={2,}\s*$")
_ITEM = re.compile(
    r"\s*(?:[-*+•;>]|(?:\*\*)?(?:[A-Z]{1,3})?\d{1,2}[.)](?:\*\*)?|(?:\*\*)?\([a-z0-9]\)(?:\*\*)?|[a-h]\)|p\.\s?\d{1,4}\b[^\n.]{0,12}?)\s"
)
# an answer belongs to its question, as one block
_ANSWER = re.compile(
    r"\s*[*_]{0,2}(?:(?:answer\s)?key|answer|ans|solution|correct|réponse|corrigé|antwort|lösung|respuesta|solución"
    r"|risposta|soluzione|antwoord)\b[*_]{0,2}\s?[:.*]",
    re.IGNORECASE,
)
_INDENTED = re.compile(r"(?: {4}|\t)\s*\S")
_RULE = re.compile(r"\s{0,3}(?:-{3,}|={3,}|\*{3,}|[;#%]*\s*-{5,})\s*$")
_SENTENCE = re.compile(
    r"(?<=[.!?])[\"')\]]{0,2}\s+(?=[A-ZÀ-Ý(\[\"'*¿¡Δ0-9])(?<!e\.g\.\s)(?<!i\.e\.\s)(?<!vs\.\s)(?<!ca\.\s)(?<!Fig\.\s)"
)
_WIDE = 4000
_LONG = 160  # no hard-wrapped line is longer: such a line is a paragraph by itself


def _kind(line: str) -> str:
    for kind, pattern in (("heading", _HEADING), ("rule", _RULE)):
        if pattern.match(line):
            return kind
    if line.count("|") >= 2:
        return "row"
    return "item" if _ITEM.match(line) else "code" if _INDENTED.match(line) else "text"


def _is_title(line: str, following: str) -> bool:
    """A line of plain text that is a heading: all capitals, or short and unended before a long line."""
    stripped = line.strip()
    if not stripped or len(stripped) > 80 or stripped[-1] in ".,;:!?=" or any(c in stripped for c in "=|"):
        return False
    letters = [c for c in stripped if c.isalpha()]
    if len(letters) >= 4 and all(c.isupper() for c in letters):
        return True
    return len(following) > _LONG and stripped[0].isupper() and len(line) < 80


def _starts_block(kind: str, line: str, previous_kind: str, previous: str) -> bool:
    if previous_kind in ("item", "text") and _ANSWER.match(line):
        return False
    if kind in ("heading", "row", "item", "rule") or previous_kind in ("heading", "row", "rule", "title"):
        return True
    if not previous.strip():
        return True
    if len(line) > _LONG or len(previous) > _LONG:
        ended = previous.rstrip().rstrip("\"'*_)]")[-1:] in (".", "!", "?", ":", ";", "|")
        return ended or line.strip()[:1].isupper() or kind != "text" or previous_kind == "code"
    if kind == "code" and previous_kind != "item":
        return previous_kind != "code"
    short = len(previous.strip()) < 50 and previous.strip()[-1] not in ",;:-("
    return kind == "text" and short and line.strip()[:1].isupper() and previous_kind == "text"


def _lines(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield (offset, line, kind, previous line) of every line that is not blank."""
    spans = [(m.start(), m.group()) for m in _LINE.finditer(text) if m.group()]
    previous, previous_kind = "", ""
    for at, (start, line) in enumerate(spans):
        if line.strip():
            kind = _kind(line)
            following = spans[at + 1][1] if at + 1 < len(spans) else ""
            if kind == "text" and _is_title(line, following):
                kind = "heading"
            fresh = _starts_block(kind, line, previous_kind, previous)
            yield start, line, kind, "new" if fresh else "more"
            previous_kind = kind
        previous = line


def _joins_group(kind: str, previous: Block | None, text: str) -> bool:
    """Items, indented lines and rows belong to the paragraph that leads into them."""
    if previous is None or previous.kind in ("heading", "rule"):
        return False
    if kind in ("item", "code", "row"):
        return True
    tail = text[previous.start : previous.end].rstrip()
    leads = tail[-1:] in (":", ",") or tail.endswith((" is", " so")) or (tail[-1:] == "?" and len(tail) < 60)
    return previous.kind in ("text", "code") and leads


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    section = group = 0
    for start, line, kind, state in _lines(text):
        end = start + len(line)
        if state == "more" and blocks:
            last = blocks.pop()
            blocks.append(Block(last.kind, last.start, end, last.section, last.group))
            continue
        section += kind == "heading"
        group += not _joins_group(kind, blocks[-1] if blocks else None, text)
        blocks.append(Block(kind, start, end, section, group))
    return _apart(text, blocks) or [Block("text", 0, len(text), 0, 0)]


def _apart(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks of a sheet of problems, each problem a section of its own."""
    starts = set(problem_starts(text, [(block.start, block.end) for block in blocks]))
    problem = 0
    found: list[Block] = []
    for at, block in enumerate(blocks):
        problem += at in starts
        found.append(
            Block(block.kind, block.start, block.end, block.section + problem, block.group + problem)
        )
    return found


def _sentences(text: str, blocks: list[Block]) -> list[int]:
    starts: list[int] = []
    for block in blocks:
        starts.append(block.start)
        if block.kind == "row":
            continue
        starts += [match.end() for match in _SENTENCE.finditer(text, block.start, block.end)]
    return sorted({start for start in starts if start < len(text)})


def _firsts(blocks: list[Block], key: Callable[[Block], int]) -> tuple[int, ...]:
    """Where each group or section begins."""
    return tuple(
        block.start for at, block in enumerate(blocks) if at == 0 or key(block) != key(blocks[at - 1])
    )


def make_layout(text: str) -> Layout:
    """Divide a normalised text into its scopes."""
    blocks = _blocks(text)
    sentences = _sentences(text, blocks)
    clauses = sorted({*sentences, *(match.end() for match in re.finditer(r";\s", text))})
    return Layout(
        tuple(blocks),
        tuple(block.start for block in blocks),
        tuple(sentences),
        tuple(clauses),
        _firsts(blocks, lambda block: block.group),
        _firsts(blocks, lambda block: block.section),
        len(text),
        find_answers(text),
    )
