"""What every room's tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
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


@pytest.fixture
def require_tool() -> Callable[[str], str]:
    """Path of a program; without it the test is skipped, or fails where toolchains are required."""

    def require(name: str) -> str:
        found = shutil.which(name)
        if found is None:
            reason = f"{name} is not installed"
            if os.environ.get("NERNSTIAN_REQUIRE_TOOLCHAINS") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
        return found

    return require
