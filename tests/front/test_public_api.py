from __future__ import annotations

import inspect
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import nernstian
from nernstian.codegen.emitted import LAWS
from nernstian.derivations import errors

HEAVY = {"sympy", "numpy", "pint", "flint", "lark", "click", "importlib.metadata", "hashlib", "json"}
HEAVY_FOR_A_COMMAND = HEAVY - {"click", "hashlib", "json"}

QUICK = [
    ("import nernstian", HEAVY),
    ("import nernstian; nernstian.__version__; nernstian.laws(); dir(nernstian)", HEAVY),
    ("import nernstian; nernstian.function, nernstian.quantity_function", HEAVY),
    ("import nernstian.cli", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['--help'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['--version'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['list'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['list', '--format', 'json'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['compute', '--help'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['compute', 'nernst', '--help'])", HEAVY_FOR_A_COMMAND),
    ("import nernstian; nernstian.preparations(); nernstian.preparation('squid_axon')", HEAVY),
    ("from nernstian.cli import main; main(['preparations'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['preparations', 'squid_axon'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['preparations', '--help'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['audit', '--help'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['derive', '--help'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['check', '--help'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['generate', '--help'])", HEAVY_FOR_A_COMMAND),
    ("from nernstian.cli import main; main(['certify', '--help'])", HEAVY_FOR_A_COMMAND),
]


def _modules_after(code: str) -> set[str]:
    script = f"import sys; {code}; print('\\n' + '\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize(("code", "heavy"), QUICK, ids=[code for code, _ in QUICK])
def test_what_must_answer_at_once_loads_nothing_heavy(code, heavy):
    loaded = _modules_after(code)
    assert "nernstian" in loaded
    assert not loaded & heavy


def test_a_computation_loads_no_computer_algebra():
    loaded = _modules_after(
        "import nernstian.computation as c; c.compute('nernst', c_out='5mM', c_in='140mM', z='1', T='310K')"
    )
    assert "pint" in loaded
    assert not loaded & {"sympy", "lark"}  # python-flint confirms the number, in milliseconds


def test_the_public_names_are_there_and_documented():
    assert sorted(nernstian.__all__) == dir(nernstian)
    for name in nernstian.__all__:
        assert getattr(nernstian, name).__doc__, name


def test_the_error_family_is_public():
    family = {name: value for name, value in vars(errors).items() if inspect.isclass(value)}
    assert family
    for name, value in family.items():
        assert issubclass(value, errors.NernstianError) != issubclass(value, errors.NernstianWarning)
        assert getattr(nernstian, name) is value


def test_there_is_no_other_attribute():
    with pytest.raises(AttributeError, match="goldman"):
        nernstian.goldman  # noqa: B018


def test_the_laws_are_those_of_the_list():
    assert nernstian.laws() == tuple(LAWS)


def test_the_version_is_that_of_the_project(root: Path):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "nernstian.__version__"}
    assert f"## {nernstian.__version__}" in (root / "CHANGELOG.md").read_text(encoding="utf-8") or (
        "## Unreleased" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
    )
    assert f"version: {nernstian.__version__}" in (root / "CITATION.cff").read_text(encoding="utf-8")


def test_the_audit_stays_callable_after_its_room_is_imported():
    code = "import nernstian, nernstian.audit.claims as c; assert c; print(callable(nernstian.audit))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_every_law_can_be_had_by_name():
    assert [nernstian.law(name).name for name in nernstian.laws()] == list(nernstian.laws())


@pytest.mark.parametrize(
    "ask", [nernstian.law, nernstian.derivation, nernstian.function, nernstian.quantity_function]
)
def test_an_unknown_law_is_refused_with_a_remedy(ask):
    with pytest.raises(nernstian.UsageError) as caught:
        ask("nernts")
    assert "nernts" in caught.value.cause
    assert caught.value.remedy


def test_a_function_takes_numbers_in_si():
    potential = nernstian.function("nernst")
    assert float(potential(5.0, 140.0, 1.0, 310.15)) == pytest.approx(-0.0890587, rel=1e-6)


def test_a_derivation_has_steps():
    assert nernstian.derivation("nernst").steps


def test_an_audit_recomputes_the_numbers_of_a_text():
    for _ in range(2):  # the first call imports the room and must not take the name away
        report = nernstian.audit("At 37 °C the Nernst slope is 61.5 mV per decade.")
    assert report
