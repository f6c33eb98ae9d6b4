"""``derive`` and ``check`` on the command line: formats, routes, files, exit codes, and what a mistake is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nernstian.cli.check import command as check
from nernstian.cli.derive import command as derive
from nernstian.derivations.errors import NernstianError


def test_derive_prints_text_by_default() -> None:
    result = CliRunner().invoke(derive, ["nernst"])
    assert result.exit_code == 0
    assert result.output.startswith("Nernst potential  (nernst, route equilibrium)")


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("latex", "\\ifdefined"),
        ("markdown", "## Nernst"),
        ("json", '{\n  "schema": 1'),
        ("text", "Nernst potential"),
    ],
)
def test_derive_writes_every_format_to_a_file(form: str, start: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    result = CliRunner().invoke(derive, ["nernst", "--format", form, "-o", str(target)])
    assert (result.exit_code, result.output) == (0, "")
    assert target.read_text(encoding="utf-8").startswith(start)


def test_several_laws_make_one_article_and_one_list() -> None:
    article = (
        CliRunner().invoke(derive, ["nernst", "thermal_voltage", "--format", "latex", "--standalone"]).output
    )
    assert article.count("\\section*") == 2
    assert article.count("\\begin{document}") == 1
    data = json.loads(CliRunner().invoke(derive, ["nernst", "thermal_voltage", "--format", "json"]).output)
    assert [d["law"] for d in data["derivations"]] == ["nernst", "thermal_voltage"]


def test_a_limiting_form_is_a_route() -> None:
    result = CliRunner().invoke(derive, ["nernst", "--route", "equal_concentrations"])
    assert "E_equal = 0" in result.output


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["nerst"], "there is no law 'nerst'"),
        (["nernst", "--route", "magic"], "has no route 'magic'"),
        (["thermal_voltage", "--route", "magic"], "stated, not derived"),
        (["nernst", "thermal_voltage", "--route", "x"], "--route names a route of one law"),
        (["nernst", "--standalone"], "--standalone belongs to --format latex"),
        (["nernst", "-o", "/no/such/folder/file"], "cannot write"),
    ],
)
def test_a_mistake_names_cause_and_remedy(arguments: list[str], cause: str) -> None:
    result = CliRunner().invoke(derive, arguments)
    assert isinstance(result.exception, NernstianError)
    assert cause in result.exception.cause
    assert result.exception.remedy


def test_check_passes_at_proved_and_fails_at_kernel() -> None:
    assert CliRunner().invoke(check, ["nernst"]).exit_code == 0
    result = CliRunner().invoke(check, ["nernst", "--level", "kernel", "--format", "json"])
    assert result.exit_code == 1
    data = json.loads(result.output)
    assert (data["level"], data["passed"]) == ("kernel", False)


def test_a_law_without_a_derivation_falls_below_any_level() -> None:
    for level in ("sampled", "proved"):
        result = CliRunner().invoke(check, ["debye_length", "--level", level])
        assert result.exit_code == 1
        assert "unchecked  derivation: the derivation is not written yet" in result.output


def test_a_law_without_a_derivation_is_shown_as_stated_and_unchecked() -> None:
    result = CliRunner().invoke(derive, ["debye_length"])
    assert result.exit_code == 0
    assert "status: unchecked" in result.output
    assert "Not derived here yet" in result.output


def test_check_names_every_statement_with_its_status() -> None:
    data = json.loads(CliRunner().invoke(check, ["nernst_slope", "--format", "json"]).output)
    (law,) = data["laws"]
    assert law["status"] == "proved"
    found = {s["name"]: s["status"] for s in law["statements"]}
    names = ("tenfold", "divalent", "inverse_z", "inverse_T", "at_37_degC", "at_25_degC", "at_20_degC")
    assert found == dict.fromkeys((*names, "stable_form"), "proved")
