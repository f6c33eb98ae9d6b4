"""Plain text in columns."""

from __future__ import annotations

from collections.abc import Sequence


def aligned(rows: Sequence[tuple[str, ...]], indent: str = "") -> list[str]:
    """Rows of text in columns of equal width, two spaces apart.

    Examples
    --------
    >>> aligned([("name", "unit"), ("c_out", "mM")])
    ['name   unit', 'c_out  mM']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [indent + "  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
