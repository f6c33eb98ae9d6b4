"""The layer contract of pyproject.toml holds, and each way of breaking it is seen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LAYERS = "Rooms import downwards only"
FACTS_ONLY = "The audit reads the generated facts"
LIGHT = "The audit, the facts and the list answer without the heavy libraries"

VIOLATIONS = [
    ("derivations/intruder.py", "import nernstian.codegen.facts", LAYERS),
    ("derivations/intruder.py", "import nernstian", LAYERS),
    ("codegen/intruder.py", "from nernstian.audit import claims", LAYERS),
    ("audit/intruder.py", "def late():\n    import nernstian.computation", LAYERS),
    ("src/nernstian/layout.py", "from nernstian import cli", LAYERS),
    ("src/nernstian/newcomer.py", "", LAYERS),
    ("audit/intruder.py", "from nernstian.derivations import quantities", FACTS_ONLY),
    ("audit/intruder.py", "from nernstian.codegen import targets", FACTS_ONLY),
    ("audit/intruder.py", "def late():\n    import sympy", LIGHT),
    ("audit/intruder.py", "import numpy.linalg", LIGHT),
    ("codegen/facts.py", "import flint", LIGHT),
    ("derivations/errors.py", "import lark", LIGHT),
    ("src/nernstian/literals.py", "import pint", LIGHT),
]


_LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    pytest.importorskip("importlinter", reason="import-linter is not installed: pip install .[test]")
    if not (root / "src" / "nernstian" / "audit").is_symlink():
        pytest.skip("import-linter reads the rooms through the links beside the front door")
    for folder in ("derivations", "codegen", "audit", "src"):
        shutil.copytree(
            root / folder,
            tmp_path / folder,
            symlinks=True,
            ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"),
        )
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def _lint(copy: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", _LINT, "--config", str(copy / "pyproject.toml"), "--no-cache"],
        cwd=copy / "src",
        env=os.environ | {"PYTHONPATH": str(copy / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_contracts_hold(copy):
    code, told = _lint(copy)
    assert code == 0, told
    assert "3 kept, 0 broken" in told


@pytest.mark.parametrize(("path", "line", "contract"), VIOLATIONS)
def test_a_violation_is_seen(copy, path, line, contract):
    with (copy / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    code, told = _lint(copy)
    assert code == 1, told
    broken = [verdict for verdict in told.splitlines() if " BROKEN" in verdict]
    assert any(verdict.startswith(contract) for verdict in broken), told
