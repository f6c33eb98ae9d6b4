from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

import nernstian as package
from nernstian.cli import application as cli
from nernstian.cli.compute import example
from nernstian.codegen.emitted import LAWS
from nernstian.derivations.errors import ReadError

NERNST = ("nernst", "c_out=5mM", "c_in=140mM", "z=1", "T=37degC")

REFUSED = [
    (("comput",), "there is no command 'comput'", "Did you mean compute?"),
    (("frobnicate",), "there is no command 'frobnicate'", "Run 'nernstian --help'"),
    (("--frobnicate",), "there is no option --frobnicate", "Run 'nernstian --help'"),
    (("list", "--formt", "json"), "there is no option --formt", "Did you mean --format?"),
    (("list", "--format", "xml"), "'xml' is not one of 'text', 'json'", "Run 'nernstian list --help'"),
    (("list", "nernst"), "unexpected extra argument", "Run 'nernstian list --help'"),
    (("compute",), "needs the name of a law", "nernstian compute nernst c_out=5mM"),
    (("compute", "nernts"), "there is no law 'nernts'", "Did you mean nernst?"),
    (("compute", "nernts", "--help"), "there is no law 'nernts'", "Did you mean nernst?"),
    (
        ("compute", "nernst"),
        "c_out in mol/m3, c_in in mol/m3, z, T in K",
        "nernstian compute nernst c_out=5mM",
    ),
    (("compute", "nernst", "c_out=5", "mM"), "'mM' is not NAME=VALUE", "quotes"),
    (("compute", "nernst", "c_out="), "'c_out=' is not NAME=VALUE", "quotes"),
    (("compute", *NERNST, "T=25degC"), "T is given twice: 37degC and 25degC", "T once"),
    (("compute", *NERNST[:-1], "T=37"), "T needs a unit: 37 could be 37degC or 37K", "Write T=37degC."),
    (("compute", *NERNST, "unit=mV"), "unit is an option", "--unit mV"),
    (("compute", *NERNST, "law=mV"), "nernst has no argument law", "c_out, c_in, z, T"),
    (("compute", *NERNST, "--explain", "--format", "json"), "--explain writes text", "Leave one"),
    (("compute", *NERNST, "--unit", "mM"), "E is measured in V, and mM is not", "Ask for mV"),
    (("compute", *NERNST, "--ions", "K:1"), "nernst takes no list of ions", "--ions"),
    (("compute", "ghk_voltage", "T=3K", "--ions", "K"), "'K' is not an ion and its valence", "--ions K:1"),
    (("compute", "ghk_voltage", "T=3K", "--ions", "K:1,K:1"), "the ion K is listed twice", "once"),
    (("compute", "ghk_voltage", "T=3K", "--ions", "Ca:2"), "Ca has valence 2", "ghk_voltage_divalent"),
]


@pytest.mark.parametrize(("args", "cause", "remedy"), REFUSED)
def test_a_mistake_is_told_in_two_lines_and_ends_with_two(nernstian, args, cause, remedy):
    code, out, err = nernstian(*args)
    first, second = err.splitlines()
    assert (code, out) == (2, "")
    assert first.startswith("nernstian: error: ")
    assert cause in first
    assert remedy in second


def test_no_command_shows_the_help_and_ends_with_two(nernstian):
    code, out, err = nernstian()
    assert (code, out) == (2, "")
    assert "Commands:" in err


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_command_with_its_line(nernstian, option):
    code, out, err = nernstian(option)
    assert (code, err) == (0, "")
    assert all(name in out and entry.summary in out for name, entry in cli.COMMANDS.items())


@pytest.mark.parametrize(("name", "entry"), cli.COMMANDS.items())
def test_every_command_of_the_table_is_there(name, entry):
    assert importlib.util.find_spec(entry.module), f"no module for the command {name}"
    command = cli.group.get_command(click.Context(cli.group), name)
    assert isinstance(command, click.Command)


def test_the_version_is_printed(nernstian):
    assert nernstian("--version") == (0, f"nernstian {package.__version__}\n", "")


def test_list_shows_name_kind_status_and_title_in_a_terminal(nernstian):
    code, out, err = nernstian("list")
    assert (code, err) == (0, "")
    header, *rows = out.splitlines()
    assert header.split() == ["name", "kind", "status", "title"]
    assert [row.split(maxsplit=3) for row in rows] == [
        [x.name, x.kind, x.status, x.title] for x in LAWS.values()
    ]
    assert max(map(len, out.splitlines())) <= 100


def test_list_as_json_keeps_its_contract(nernstian):
    listing = json.loads(nernstian("list", "--format", "json").out)
    assert set(listing) == {"schema", "laws"}
    assert listing["schema"] == 1
    by_name = {law["name"]: law for law in listing["laws"]}
    assert list(by_name) == list(LAWS)
    assert all(
        set(law) == {"name", "title", "kind", "status", "routes", "arguments", "result"}
        for law in listing["laws"]
    )
    assert by_name["nernst"]["arguments"] == [
        {"name": "c_out", "unit": "mol/m3"},
        {"name": "c_in", "unit": "mol/m3"},
        {"name": "z", "unit": "1"},
        {"name": "T", "unit": "K"},
    ]
    assert by_name["nernst"]["result"] == {"name": "E", "unit": "V"}


def test_compute_prints_one_line(nernstian):
    assert nernstian("compute", *NERNST, "--unit", "mV") == (0, "E = -89.0587 mV\n", "")


def test_compute_warns_on_standard_error_and_still_computes(nernstian):
    code, out, err = nernstian("compute", *NERNST[:-1], "T=370degC", "--unit", "mV")
    assert (code, out.startswith("E = -184.")) == (0, True)
    assert err == "nernstian: warning: T=370degC is outside 273-320 K: is the unit right?\n"


def test_compute_as_json_keeps_its_contract(nernstian):
    code, out, err = nernstian("compute", *NERNST[:-1], "T=370degC", "--unit", "mV", "--format", "json")
    computation = json.loads(out)
    result = computation["result"]
    assert (code, err.count("warning")) == (0, 1)
    assert list(computation) == ["schema", "law", "arguments", "result", "warnings"]
    assert (computation["schema"], computation["law"]) == (1, "nernst")
    assert computation["arguments"][3] == {"name": "T", "text": "370degC", "value": 643.15, "unit": "K"}
    assert (result["name"], result["unit"], result["si_unit"]) == ("E", "mV", "V")
    assert result["value"] == pytest.approx(1000 * result["si_value"], rel=1e-15)
    assert computation["warnings"] == ["T=370degC is outside 273-320 K: is the unit right?"]


@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
def test_the_help_of_a_law_names_its_arguments_and_an_example_that_runs(nernstian, law):
    code, out, _ = nernstian("compute", law.name, "--help")
    assert code == 0
    assert all(f"  {argument.name} " in out and argument.meaning in out for argument in law.arguments)
    assert example(law) in out
    code, out, err = nernstian(*example(law).split()[1:])
    assert (code, err) == (0, "")
    assert out.startswith(f"{law.result.name} = ")


def test_an_unreadable_document_is_a_usage_error(nernstian, monkeypatch):
    def unreadable(_args):
        raise ReadError("there is no file x.md", "Check the path.")

    monkeypatch.setattr(cli, "_run", unreadable)
    assert nernstian("list") == (2, "", "nernstian: error: there is no file x.md\n  Check the path.\n")


def test_a_file_that_cannot_be_written_is_a_usage_error(nernstian, monkeypatch):
    def unwritable(_args):
        Path("/proc/nothing/here").write_text("", encoding="utf-8")

    monkeypatch.setattr(cli, "_run", unwritable)
    code, out, err = nernstian("list")
    assert (code, out) == (2, "")
    assert err.startswith("nernstian: error: /proc/nothing/here: ")


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, click.Abort])
def test_an_interruption_is_quiet(nernstian, monkeypatch, interruption):
    def interrupted(_args):
        raise interruption

    monkeypatch.setattr(cli, "_run", interrupted)
    assert nernstian("list") == (130, "", "")


@pytest.mark.parametrize(("returned", "code"), [(None, 0), (0, 0), (1, 1), (2, 2)])
def test_a_command_returns_its_exit_code(nernstian, monkeypatch, returned, code):
    command = click.Command("stub", callback=lambda: returned)
    monkeypatch.setattr(cli.LazyGroup, "get_command", lambda *_: command)
    assert nernstian("list").code == code


@pytest.mark.parametrize("code", [0, 1, 2])
def test_a_command_may_exit_by_itself(nernstian, monkeypatch, code):
    monkeypatch.setattr(
        cli.LazyGroup, "get_command", lambda *_: click.Command("stub", callback=lambda: sys.exit(code))
    )
    assert nernstian("list").code == code


def test_an_error_of_ours_keeps_its_traceback(nernstian, monkeypatch):
    def broken(_args):
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "_run", broken)
    with pytest.raises(ZeroDivisionError):
        nernstian("list")


def _run(*args: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "nernstian", *args], capture_output=True, check=False, **options
    )


def test_the_module_runs_as_the_command_does():
    done = _run("compute", *NERNST, "--unit", "mV")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, b"E = -89.0587 mV", b"")


def test_a_file_name_that_is_no_text_does_not_end_in_a_traceback():
    done = _run("compute", b"nern\xffst")  # type: ignore[arg-type]
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_terminal_without_unicode_still_gets_its_answer():
    done = _run("compute", *NERNST[:-1], "T=400°C", env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"is outside 273-320 K" in done.stderr


@pytest.mark.parametrize("args", [("list",), ("--help",), ("compute", *NERNST)])
def test_a_reader_that_has_left_is_no_error(args):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "nernstian", *args], stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
