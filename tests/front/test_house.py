"""Rules about the tree itself."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("derivations", "codegen", "audit")
CODE = sorted(
    path
    for folder in (*ROOMS, "tests", "src/nernstian")
    for path in (ROOT / folder).rglob("*.py")
    # The links beside the front door show the rooms a second time.
    if not any((ROOT / parent).is_symlink() for parent in path.relative_to(ROOT).parents)
)
GENERATED = {ROOT / "codegen/emitted.py"}
LONGEST_FILE = 450


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module or "")
    return names


def _id(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_tree_is_seen():
    assert {"derivations/errors.py", "src/nernstian/__init__.py", "tests/conftest.py"} <= set(map(_id, CODE))
    assert "src/nernstian/derivations/errors.py" not in map(_id, CODE)


@pytest.mark.parametrize("path", CODE, ids=_id)
def test_a_room_is_imported_by_its_full_name_only(path):
    tops = {name.split(".")[0] for name in _imports(path)}
    assert not tops & set(ROOMS), "a generic top-level name would load the module twice"


@pytest.mark.parametrize("path", [path for path in CODE if path not in GENERATED], ids=_id)
def test_no_file_is_longer_than_one_can_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("room", ROOMS)
def test_the_links_beside_the_front_door_lead_to_the_rooms(room):
    link = ROOT / "src" / "nernstian" / room
    if not link.is_symlink():
        pytest.skip("this checkout has no symbolic links; they serve editors and type checkers only")
    assert link.resolve() == ROOT / room
