"""What ``generate`` writes: documented, clean in the eyes of other tools, and never over a file of another origin."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nernstian.codegen import provenance, targets, toolchain
from nernstian.codegen.generate import generate
from nernstian.codegen.targets.c import CTarget
from nernstian.derivations import laws
from nernstian.derivations.errors import UsageError
from nernstian.derivations.render.printing import plain

EVERY = [(name, language) for name in laws.names() for language in targets.languages()]
IONS = {"K": 1, "HCO3": -1}


@pytest.fixture(scope="module")
def modules(tmp_path_factory) -> Path:
    """The Python modules of all laws in one folder."""
    folder = tmp_path_factory.mktemp("modules")
    for name in laws.names():
        for file, text in generate(name, "python").files.items():
            (folder / file).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_source_says_everything_of_its_law(name, language):
    law, files = laws.get(name), generate(name, language).files
    text = " ".join(re.sub(r"^ \* ?", "", "\n".join(files.values()), flags=re.MULTILINE).split())
    wanted = [law.title, " = ".join(plain(side) for side in law.relation), law.hash, str(law.source)]
    wanted += [provenance.version(), "CODATA 2022", "Outside the domain of an argument the result is NaN"]
    wanted += [q.name for q in law.arguments] + [q.meaning for q in (*law.arguments, law.result)]
    wanted += [q.unit for q in (*law.arguments, law.result) if q.unit != "1"] + [
        a.text for a in law.assumptions
    ]
    for words in wanted:
        assert " ".join(words.split()) in text, words
    assert all(provenance.is_generated(text) for text in files.values())


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_same_law_gives_the_same_text(name, language):
    assert generate(name, language).files == generate(name, language).files


def test_a_member_of_a_family_has_its_ions_in_its_name():
    made = generate("ghk_voltage", "c", IONS)
    assert set(made.files) == {"ghk_voltage_K_p1_HCO3_m1.h", "ghk_voltage_K_p1_HCO3_m1.c"}
    assert "double HCO3_out" in made.files["ghk_voltage_K_p1_HCO3_m1.h"]
    other = generate("ghk_voltage", "c", {"K": 1, "HCO3": 1})
    assert not set(made.files) & set(other.files)


def test_only_the_helpers_that_are_needed_are_written():
    assert "static" not in generate("ohmic_current", "c").files["ohmic_current.c"]
    nernst, current = (
        generate("nernst", "c").files["nernst.c"],
        generate("ghk_current", "c").files["ghk_current.c"],
    )
    assert ("log_quotient(double" in nernst, "bernoulli(double" in nernst) == (True, False)
    assert ("log_quotient(double" in current, "bernoulli(double" in current) == (False, True)
    python = generate("ghk_current", "python").files["ghk_current.py"]
    assert re.findall(r"^def (\w+)", python, re.MULTILINE) == ["divide", "bernoulli", "select", "ghk_current"]
    # What a helper needs itself comes with it.
    assert re.findall(r"^def (\w+)", generate("nernst", "python").files["nernst.py"], re.MULTILINE) == [
        "divide", "ln", "log_quotient", "nernst",
    ]  # fmt: skip


def test_what_would_end_a_comment_is_taken_apart():
    from nernstian.codegen.targets.c import _commented

    assert _commented("a*/b", "c/*d", "") == ["/* a* /b", " * c/ *d", " *", " */"]


# -- Python


def test_a_module_imports_nothing_but_the_standard_library_and_reads_in_python_3_9(modules):
    for path in modules.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))
        imported = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        plainly = [a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names]
        assert imported == ["__future__"], path
        assert plainly in (["math"], []), path
        assert ast.get_docstring(tree)


@pytest.mark.parametrize(
    "command",
    [("ruff", "check", "--isolated", "--no-cache", "--target-version", "py39"), ("mypy", "--strict")],
)
def test_a_module_is_clean_in_the_eyes_of_linters(command, modules, monkeypatch):
    """Under their defaults: `ruff check` and `mypy --strict`."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    program, *options = command
    found = shutil.which(program)
    if found is None:  # no toolchain: the tests install without them, .ci/run comes here again with them
        pytest.skip(f"{program} is not installed: pip install .[dev]")
    cache = ["--cache-dir", str(modules / ".mypy")] if program == "mypy" else []
    files = sorted(str(path) for path in modules.glob("*.py"))
    done = subprocess.run(
        [found, *options, *cache, *files], capture_output=True, text=True, cwd=modules, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


# -- C


def test_c_is_built_under_every_warning_that_is_promised():
    """Taking a warning away is a change of what is promised."""
    promised = (
        "-std=c99 -pedantic -Wall -Wextra -Werror -Wconversion -Wsign-conversion -Wshadow -Wdouble-promotion "
        "-Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wundef -Wfloat-equal -ffp-contract=off"
    )
    assert set(CTarget.flags) >= set(promised.split())
    assert not any("fast" in flag for flag in CTarget.flags)


def test_c_refuses_to_be_built_with_fast_math(require_tool, tmp_path):
    generate("nernst", "c").write(tmp_path)
    command = [require_tool("cc"), "-ffast-math", "-c", "nernst.c", "-o", "nernst.o"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "ffast-math takes away" in done.stderr


def test_two_laws_link_into_one_program_of_c_and_of_cpp(require_tool, tmp_path):
    """Both hold a helper of the same name, and a header may be read twice."""
    for name in ("nernst", "ghk_voltage"):
        for file, text in generate(name, "c").files.items():
            (tmp_path / file).write_text(text, encoding="utf-8")
    main = '#include "nernst.h"\n#include "ghk_voltage.h"\n#include "nernst.h"\n#include <stdio.h>\n'
    main += 'int main(void) { printf("%.4f\\n", nernst(5.0, 140.0, 1.0, 310.15)); return 0; }\n'
    for file in ("main.c", "main.cpp"):
        (tmp_path / file).write_text(main, encoding="utf-8")
    cc, cpp = require_tool("cc"), require_tool("g++")
    steps = [
        [cc, "-c", "nernst.c", "ghk_voltage.c"],
        [cc, "main.c", "nernst.o", "ghk_voltage.o", "-lm", "-o", "from_c"],
        [cpp, "-Wall", "-Werror", "main.cpp", "nernst.o", "ghk_voltage.o", "-lm", "-o", "from_cpp"],
    ]
    for step in steps:
        subprocess.run(step, cwd=tmp_path, check=True)
    for program in ("from_c", "from_cpp"):
        done = subprocess.run([str(tmp_path / program)], capture_output=True, text=True, check=True)
        assert done.stdout == "-0.0891\n"


# -- writing


def test_write_puts_source_and_certificate_into_a_folder_it_makes(tmp_path):
    written = generate("thermal_voltage", "python").write(tmp_path / "new" / "place")
    assert [path.name for path in written] == [
        "thermal_voltage.py",
        "thermal_voltage.python.certificate.json",
    ]
    assert all(path.parent == tmp_path / "new" / "place" and path.is_file() for path in written)
    assert (
        generate("thermal_voltage", "python").write(tmp_path / "new" / "place") == written
    )  # once more, over itself


@pytest.mark.parametrize("name", ["thermal_voltage.py", "thermal_voltage.python.certificate.json"])
def test_a_file_of_another_origin_is_left_alone_unless_forced(name, tmp_path):
    foreign = tmp_path / name
    foreign.write_text("mine\n", encoding="utf-8")
    with pytest.raises(UsageError, match="was not generated by nernstian") as caught:
        generate("thermal_voltage", "python").write(tmp_path)
    assert "--force" in caught.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert foreign.read_text(encoding="utf-8") == "mine\n"
    generate("thermal_voltage", "python").write(tmp_path, force=True)
    assert provenance.is_generated(foreign.read_text(encoding="utf-8"))


def test_a_link_is_not_written_through(tmp_path):
    (tmp_path / "elsewhere").write_text("mine\n", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thermal_voltage.py").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="is a link to another place"):
        generate("thermal_voltage", "python").write(tmp_path / "out", force=True)
    assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == "mine\n"


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path):
    (tmp_path / "thermal_voltage.py").mkdir()
    with pytest.raises(UsageError, match="is no file"):
        generate("thermal_voltage", "python").write(tmp_path, force=True)


# -- running


def test_a_tool_that_hangs_is_stopped(tmp_path):
    with pytest.raises(toolchain.ToolchainError, match="took longer than"):
        toolchain.run((sys.executable, "-c", "import time; time.sleep(60)"), tmp_path, timeout=0.2)


def test_what_a_tool_complains_of_is_shown_without_the_temporary_folder(tmp_path):
    code = f"import sys; sys.exit({str(tmp_path / 'x.c')!r} + ': wrong')"
    with pytest.raises(toolchain.ToolchainError) as caught:
        toolchain.run((sys.executable, "-c", code), tmp_path)
    assert caught.value.remedy == "x.c: wrong"


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
def test_the_temporary_folder_is_gone_however_it_ends(error):
    seen = []

    def work() -> None:
        with toolchain.workplace({"a.txt": "a"}) as folder:
            seen.append(folder)
            assert (folder / "a.txt").is_file()
            raise error

    with pytest.raises(error):
        work()
    assert not seen[0].exists()


def test_an_interrupt_ends_what_was_started(tmp_path, monkeypatch):
    """The child, and the child of the child: none of them may write its mark afterwards."""
    import subprocess as real

    started = []

    class Interrupted(real.Popen):
        def communicate(self, *args, **kwargs):
            if not started:
                started.append(self)
                raise KeyboardInterrupt
            return super().communicate(*args, **kwargs)

    monkeypatch.setattr(toolchain.subprocess, "Popen", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        toolchain.run((sys.executable, "-c", "import time; time.sleep(60)"), tmp_path)
    assert started[0].poll() is not None


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("cc (Debian 12.2.0-14) 12.2.0\nmore", "cc (Debian 12.2.0-14) 12.2.0"),
        ("/usr/bin/cc 3.1", "3.1"),
        ("", "unknown"),
    ],
)
def test_a_version_has_no_path(said, version):
    assert toolchain._version(said).strip() == version
