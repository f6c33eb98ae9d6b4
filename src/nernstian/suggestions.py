"""The one way this package says "did you mean"."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """``"Did you mean nernst? "``, or nothing when no name is near.

    Examples
    --------
    >>> did_you_mean("nernts", ["nernst", "ghk_current"])
    'Did you mean nernst? '
    >>> did_you_mean("xyz", ["nernst", "ghk_current"])
    ''
    """
    by_folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(given.casefold(), by_folded, 1, 0.5)
    return f"Did you mean {by_folded[near[0]]}? " if near else ""
