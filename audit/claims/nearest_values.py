"""Which values of a kind stand nearest to a number: in its line, call, sentence, paragraph or question."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from nernstian.audit.claims.measures import Measure
from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.nearness import Index
from nernstian.audit.tables import row_at, table_at, unit_of

_NEAREST = 4  # values of a kind that are kept
_LOOKED = 20  # values of a kind that are looked at
_AFTER, _OTHER_LINE, _PREVIOUS = 0.4, 0.6, 1.5
_COLUMN, _ROWS = 0.5, 60
_FAR = 20000.0
_CALL = re.compile(r"[ \t#*:]{0,12}(?:>>>|In ?\[\d{0,4}\]:)[^\n]{0,160}\(")
_CODE = re.compile(r"[ \t#*:]{0,12}(?:>>>|In ?\[\d{0,4}\]:)")
_BARE = re.compile(r"[\s#:*]*[-+]?$")
_CALLS = 2000  # characters in which another call may follow


@dataclass(frozen=True, slots=True)
class Near:
    """A value with how far away it stands: 0 in the own line, 5 in another part of the document."""

    measure: Measure
    distance: float
    after: bool


class Nearby:
    """What stands around one number."""

    def __init__(self, context: Context, at: int) -> None:
        self.context, self.at = context, at
        layout = context.layout
        self.bounds = [layout.bounds(scope, at) for scope in Scope if scope < Scope.DOCUMENT]
        start = self.bounds[Scope.SENTENCE][0]
        block = self.bounds[Scope.BLOCK][0]
        before = layout.bounds(Scope.SENTENCE, start - 1)[0] if start > block else start
        self.previous = (max(block, before), start)
        self.question = layout.answers.question(at)
        text = context.text
        line = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        self.line = (line, end if end >= 0 else len(text))
        self.call = self._call(line)
        self.others = (0, 0)
        self.column = self._column()

    def _call(self, line: int) -> tuple[int, int]:
        """Where the call stands whose result is printed alone on this line, below it."""
        text = self.context.text
        if not line or not _BARE.match(text[line : self.at]):
            return (0, 0)
        start = text.rfind("\n", 0, line - 1) + 1
        return (start, line) if _CODE.match(text, start) is not None else (0, 0)

    def _column(self) -> list[tuple[int, int]]:
        """The cells of the own column, where each column is of one thing and its header has no unit."""
        table = table_at(self.context.tables, self.at)
        row = row_at(table, self.at) if table is not None else None
        if table is None or row is None or len(table.rows) > _ROWS:
            return []
        at = next((i for i, cell in enumerate(row) if cell.start <= self.at < cell.end + 1), 0)
        if at == 0 or at >= len(table.header) or unit_of(table.header[at].text) is not None:
            return []
        self.others = (row[1].start, row[-1].end + 1)
        cells = [table.header[at], *(other[at] for other in table.rows if len(other) > at)]
        return [(cell.start, cell.end + 1) for cell in cells]

    def of(self, known: Index[Measure]) -> list[Near]:
        """Return the nearest values, one of each."""
        middle = bisect_left(known.starts, self.at)
        around = known.items[max(0, middle - _LOOKED) : middle + _LOOKED // 2]
        asked = known.within(*self.question, around=self.at) if self.question is not None else ()
        ranked = sorted(((self._distance(m.at), m.at, m) for m in (*around, *asked)), key=lambda one: one[:2])
        found: dict[float, Near] = {}
        for distance, at, measure in ranked:
            if at == self.at or measure.value in found or self._is_of_other_call(at):
                continue
            found[measure.value] = Near(measure, distance, at > self.at)
            if len(found) == _NEAREST:
                break
        return list(found.values())

    def _distance(self, there: int) -> float:
        if self.call[0] <= there < self.call[1]:
            return 0.0
        if any(low <= there < high for low, high in self.column):
            return _COLUMN
        scope = next((i for i, (low, high) in enumerate(self.bounds) if low <= there < high), 5)
        distance = float(scope)
        if self.others[0] <= there < self.others[1]:
            return float(Scope.SECTION)  # what stands in its row is of another thing
        if scope == 0 and not self.line[0] <= there < self.line[1]:
            distance = _OTHER_LINE
        if scope == Scope.BLOCK and self.previous[0] <= there < self.previous[1]:
            distance = _PREVIOUS
        if self.question is not None and self.question[0] <= there < self.question[1]:
            distance = min(distance, 2.0)
        after = _AFTER if there > self.at else 0.0
        return distance + after + min(abs(self.at - there) / _FAR, 0.3)

    def _is_of_other_call(self, there: int) -> bool:
        """Whether a value stands in a call that is not the last one in front of the number."""
        text = self.context.text
        line = text.rfind("\n", 0, there) + 1
        if _CALL.match(text, line) is None:
            return False
        if there > self.at:
            return True
        following = text.find("\n", there, self.at)
        while following >= 0 and following < there + _CALLS:
            if _CALL.match(text, following + 1) is not None:
                return True
            following = text.find("\n", following + 1, self.at)
        return False
