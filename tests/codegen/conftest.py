"""What the tests of generated code share: the truth at seeded points, computed once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from nernstian.codegen.accuracy import Reference, references
from nernstian.codegen.strata import strata
from nernstian.derivations import laws

POINTS = 40


@pytest.fixture(scope="session")
def truths() -> Callable[[str], dict[str, tuple[Reference, ...]]]:
    """Reference points of a law, by stratum."""

    @cache
    def known(name: str) -> dict[str, tuple[Reference, ...]]:
        law = laws.get(name)
        return {stratum: references(law, points) for stratum, points in strata(law, POINTS).items()}

    return known
