"""What is installed is what is tested: the list of packages, the sdist, the wheel in an empty environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import nernstian

ROOMS = {"nernstian.derivations": "derivations", "nernstian.codegen": "codegen", "nernstian.audit": "audit"}
NOT_SOURCE = shutil.ignore_patterns(
    ".git", ".venv*", "build", "dist", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis"
)
# What pip and build say when there is no index to ask.
OFFLINE = (
    "No matching distribution",
    "Could not find a version",
    "NewConnectionError",
    "Temporary failure",
    "ConnectError",
)
DOCUMENT = "At 37 °C the Nernst slope of a monovalent cation is 61.5 mV per decade.\n"


def _settings(root: Path) -> dict[str, object]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def _packages_in(folder: Path, name: str) -> set[str]:
    found = {name}
    for init in folder.rglob("__init__.py"):
        inner = init.parent.relative_to(folder)
        # The links beside the front door show the rooms a second time.
        if not any(
            (folder / parent).is_symlink() for parent in (inner, *inner.parents) if str(parent) != "."
        ):
            found.add(".".join((name, *inner.parts)))
    return found


def _clean_environment() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_TARGET"))
    }


def _run(*command: object, cwd: Path) -> str:
    """Run a tool; without an index to install from, skip, unless toolchains are required."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=_clean_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        told = done.stdout + done.stderr
        if any(sign in told for sign in OFFLINE) and os.environ.get("NERNSTIAN_REQUIRE_TOOLCHAINS") != "1":
            pytest.skip("no package index can be reached, so nothing can be built or installed")
        pytest.fail(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{told}")
    return done.stdout


def test_every_package_of_the_tree_is_declared(root: Path):
    found = _packages_in(root / "src" / "nernstian", "nernstian")
    for name, folder in ROOMS.items():
        found |= _packages_in(root / folder, name)
    assert sorted(found) == sorted(_settings(root)["packages"])


def test_every_room_is_mapped(root: Path):
    assert _settings(root)["package-dir"] == {"nernstian": "src/nernstian", **ROOMS}


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist and the wheel, the wheel built from the sdist."""
    pytest.importorskip("build", reason="the build front end is not installed: pip install .[test]")
    folder = tmp_path_factory.mktemp("packaging")
    # A copy: an old build/ folder in the checkout would end up in the wheel.
    shutil.copytree(root, folder / "checkout", ignore=NOT_SOURCE, symlinks=True)
    _run(sys.executable, "-m", "build", "--outdir", folder / "dist", folder / "checkout", cwd=folder)
    return folder / "dist"


def _modules(root: Path, packages: list[str]) -> set[str]:
    folders = {
        "nernstian": root / "src" / "nernstian",
        **{name: root / folder for name, folder in ROOMS.items()},
    }
    modules = set()
    for package in packages:
        top = max((name for name in folders if f"{package}.".startswith(f"{name}.")), key=len)
        folder = folders[top].joinpath(*package.removeprefix(top).strip(".").split("."))
        modules |= {f"{package.replace('.', '/')}/{path.name}" for path in folder.glob("*.py")}
    return modules


@pytest.mark.slow
def test_the_wheel_holds_every_module_once_and_nothing_else(root: Path, built: Path):
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    held = [name for name in names if ".dist-info/" not in name]
    assert sorted(held) == sorted(_modules(root, _settings(root)["packages"]) | {"nernstian/py.typed"})
    assert any(name.endswith("licenses/LICENSE") for name in names)


@pytest.mark.slow
def test_the_sdist_holds_the_rooms_and_no_leftovers(built: Path):
    (sdist,) = built.glob("*.tar.gz")
    top = sdist.name.removesuffix(".tar.gz")
    with tarfile.open(sdist) as archive:
        names = set(archive.getnames())
    assert {f"{top}/{folder}/__init__.py" for folder in (*ROOMS.values(), "src/nernstian")} <= names
    assert {f"{top}/{name}" for name in ("pyproject.toml", "README.md", "LICENSE")} <= names
    assert not [name for name in names if name.endswith(".pyc")]


@pytest.fixture(scope="module")
def scripts(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment that holds the wheel, its dependencies and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder / "env", with_pip=True)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    (wheel,) = built.glob("*.whl")
    _run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return scripts


@pytest.mark.slow
def test_the_wheel_answers_in_an_empty_environment_outside_the_checkout(scripts: Path, tmp_path: Path):
    where = _run(scripts / "python", "-c", "import nernstian; print(nernstian.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(scripts.parent)
    assert "Commands:" in _run(scripts / "nernstian", "--help", cwd=tmp_path)
    assert _run(scripts / "nernstian", "--version", cwd=tmp_path) == f"nernstian {nernstian.__version__}\n"
    assert "nernst " in _run(scripts / "nernstian", "list", cwd=tmp_path)
    line = ("compute", "nernst", "c_out=5mM", "c_in=140mM", "z=1", "T=37degC", "--unit", "mV")
    assert _run(scripts / "nernstian", *line, cwd=tmp_path) == "E = -89.0587 mV\n"
    assert _run(scripts / "python", "-m", "nernstian", *line, cwd=tmp_path) == "E = -89.0587 mV\n"


@pytest.mark.slow
def test_the_wheel_derives_and_checks(scripts: Path, tmp_path: Path):
    assert "ln" in _run(scripts / "nernstian", "derive", "nernst", cwd=tmp_path)
    _run(scripts / "nernstian", "check", "nernst", "--level", "sampled", cwd=tmp_path)


@pytest.mark.slow
def test_the_wheel_audits_a_document(scripts: Path, tmp_path: Path):
    document = tmp_path / "page.md"
    document.write_text(DOCUMENT, encoding="utf-8")
    assert "61.5" in _run(
        scripts / "nernstian", "audit", document, "--exit-zero", "--format", "json", cwd=tmp_path
    )
