"""What every room's tests share."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent

# No timed asserts: benchmarks measure. The same examples for everyone: a red run can be repeated.
hypothesis.settings.register_profile("nernstian", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("nernstian")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT
