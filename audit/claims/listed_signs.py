"""Whether a force without a sign is a magnitude, or has lost its minus: where another one has a plus."""

from __future__ import annotations

import re

from nernstian.audit.context import Context
from nernstian.audit.layout import Scope
from nernstian.audit.numbers import Number
from nernstian.audit.tables import row_at, table_at

_LOOK = 220  # characters
_AND = r"(?:and|und|et|y|e|en|while)\s"
_ON = r"(?:on|for|of|für|auf|pour|sur|para|sobre|per|su|sul|voor|op)"
_LISTED_PLUS = re.compile(
    rf"\s?(?:,|;)?\s?(?:{_AND})?(?:{_ON}\s(?:the\s|el\s|le\s|la\s)?[A-Za-zÀ-ÿ]{{1,10}}(?:\^?\d?[+\-])?\s?(?:is\s|=\s?|:\s?)?)?\s?"
)


def signs_count(context: Context, number: Number) -> bool:
    """Return whether a force without a sign stands beside one with a plus: its sign is lost."""
    table = table_at(context.tables, number.start)
    row = row_at(table, number.start) if table is not None else None
    if table is not None and row is not None:
        column = next((at for at, cell in enumerate(row) if cell.end >= number.start), None)
        cells = [r[column] for r in table.rows if column is not None and column < len(r)]
        found = (context.numbers_in(cell.start, cell.end) for cell in cells)
        return any(each[0].sign == "+" for each in found if each)
    start, _ = context.layout.bounds(Scope.SENTENCE, number.start)
    before = context.numbers_in(max(start, number.start - _LOOK), number.start)
    if not before or before[-1].sign != "+":
        return False
    return _LISTED_PLUS.fullmatch(context.text[before[-1].unit_end : number.start]) is not None
