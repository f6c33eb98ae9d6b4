"""Certificates: what they hold, that damage fails them, that they are replayed, and that nothing missing is a pass."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path
from typing import Any

import pytest

from nernstian.codegen import certificate as certificates
from nernstian.codegen import provenance, special, targets
from nernstian.codegen.certificate import CERTIFIED, FAILED, NOT_RUN, Certificate, certify
from nernstian.codegen.generate import generate
from nernstian.derivations import laws
from nernstian.derivations.checks.reports import Report

COUNT = 25
LANGUAGES = targets.languages()


@pytest.fixture
def no_tools(monkeypatch, tmp_path):
    """A machine without any compiler."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CC", raising=False)


def _made(name: str, language: str, **changed: Any) -> Certificate:
    return certify(dataclasses.replace(generate(name, language), **changed), count=COUNT)


# -- what it holds

SECTIONS = {
    "about", "schema", "relation", "code", "units", "equivalence", "accuracy", "special_values", "environment",
    "verdict", "replay",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", laws.names())
def test_every_law_is_certified_in_every_language(name, language, runnable):
    made = _made(name, runnable(language))
    assert (made.verdict, made.findings) == (CERTIFIED, ())
    data = json.loads(made.to_json())
    assert set(data) == SECTIONS
    assert data["schema"] == 1
    law, generated = laws.get(name), generate(name, language)
    assert (data["relation"]["hash"], data["relation"]["reference"]) == (law.hash, name)
    assert data["code"]["files"] == {f: provenance.sha256(text) for f, text in generated.files.items()}
    assert [row["name"] for row in data["units"]["arguments"]] == [q.name for q in law.arguments]
    assert data["equivalence"]["status"] == "proved"
    assert data["accuracy"]["kind"] == "sampled"
    assert {row["stratum"] for row in data["accuracy"]["strata"]} == set(certificates.strata(law, 1))
    assert all(row["points"] + row["skipped"] <= COUNT for row in data["accuracy"]["strata"])
    assert all(row["kept"] for row in data["accuracy"]["strata"] if row["promised"])
    assert all(row["kept"] is None for row in data["accuracy"]["strata"] if not row["promised"])
    assert all(row["agrees"] for row in data["special_values"]["table"])
    assert data["replay"] == f"nernstian certify {generated.certificate_name}"


def test_a_certificate_is_sorted_json_without_infinities_and_the_same_twice(runnable):
    first, second = (_made("slope_conductance", runnable("python")).to_json() for _ in range(2))
    assert first == second
    data = json.loads(first, parse_constant=pytest.fail)
    assert list(data) == sorted(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_certificate_names_no_place_of_the_machine(language, runnable, tmp_path):
    text = _made("nernst", runnable(language)).to_json()
    for place in (str(Path.home()), str(Path.cwd()), str(tmp_path.parent), "/usr", "/tmp"):  # noqa: S108
        assert place not in text


def test_strata_that_are_not_promised_are_measured_and_reported(runnable):
    made = certify(generate("concentration_change", runnable("python")))
    assert made.verdict == CERTIFIED
    assert made.beyond["near_zero"] > 100
    assert "near_zero" in made.to_json()
    assert made.worst_scaled < 6 < made.beyond["near_zero"]


def test_a_law_of_listed_ions_is_certified_under_its_reference(runnable):
    made = certify(generate("ghk_voltage", runnable("c"), {"K": 1, "HCO3": -1}), count=COUNT)
    assert (made.verdict, made.data["relation"]["reference"]) == (CERTIFIED, "ghk_voltage[K:1,HCO3:-1]")


@pytest.mark.parametrize("name", laws.names())
def test_the_table_of_special_values_asks_for_every_argument(name):
    law = laws.get(name)
    changed = special.changes(law)
    for q in law.arguments:
        asked = [c[q.name] for c in changed if list(c) == [q.name]]
        assert [repr(v) for v in asked] == [repr(v) for v in special.SPECIAL]
    vanishing = [q for q in law.arguments if q.domain in ("positive", "nonnegative")]
    pairs = len(vanishing) * (len(vanishing) - 1) // 2
    assert len(changed) == len(law.arguments) * len(special.SPECIAL) + pairs + (len(vanishing) > 2)


def test_special_values_are_judged_by_the_domain_the_oracle_and_the_evaluator():
    lowered = generate("ghk_current", "python").routine.lowered
    right = [math.nan] * len(special.changes(lowered.law))
    by = {j.by for j in special.judge(lowered, right)}
    assert by == {"domain", "oracle", "evaluator"}
    wrong = special.judge(lowered, right)
    assert all(j.agrees for j in wrong if j.by == "domain")  # NaN is right there
    assert not any(j.agrees for j in wrong if j.by == "oracle")


# -- damage fails it

DAMAGES = [
    ("nernst", "c", "nernst.c", "copysign(log1p(ratio), d)", "log1p(ratio)", "physiological"),
    ("nernst", "c", "nernst.c", "8.617333262145177e-05", "8.617333e-05", "physiological"),
    ("nernst", "python", "nernst.py", "c_out - c_in", "c_in - c_out", "physiological"),
    (
        "ghk_current",
        "c",
        "ghk_current.c",
        "(c_in - c_out) * bernoulli",
        "(c_out - c_in) * bernoulli",
        "physiological",
    ),
    ("ghk_current", "c", "ghk_current.c", "x / expm1(x)", "x / (exp(x) - 1.0)", "near_zero"),
    ("ghk_current", "c", "ghk_current.c", "fpclassify(z) == FP_ZERO", "0", "special value at z = 0.0"),
    ("ghk_current", "c", "ghk_current.c", "return 1.0;", "return x;", "special value at V = 0.0"),
    (
        "ghk_current",
        "python",
        "ghk_current.py",
        "min(c_in, c_out, P, T) < 0.0 or ",
        "",
        "special value at c_in = -inf",
    ),
    ("ghk_voltage", "python", "ghk_voltage.py", "P_Cl * Cl_in", "P_Cl * Cl_out", "physiological"),
    ("driving_force", "c", "driving_force.c", "V - E", "V + E", "physiological"),
]


@pytest.mark.parametrize(("name", "language", "file", "old", "new", "told"), DAMAGES)
def test_a_damaged_source_fails_and_the_point_is_told(name, language, file, old, new, told, runnable):
    files = generate(name, runnable(language)).files
    assert old in files[file]
    made = _made(name, language, files=files | {file: files[file].replace(old, new)})
    assert made.verdict == FAILED
    assert any(finding.startswith(told) and " = " in finding for finding in made.findings), made.findings


def test_a_promise_in_ulp_that_is_broken_alone_is_told_in_ulp(runnable, monkeypatch):
    tight = certificates.promise(laws.get("nernst"), "wide")
    monkeypatch.setattr(certificates, "promise", lambda law, stratum: dataclasses.replace(tight, ulp=0.1))
    made = _made("nernst", runnable("python"))
    assert made.verdict == FAILED
    assert any("ulp, promised 0.1, at c_out = " in finding for finding in made.findings)


BROKEN = [
    ("c", "nernst.c", "return", "retrun", "error"),
    ("c", "nernst.c", "const double", "double const unused = 1.0; const double", "unused"),
    ("python", "nernst.py", "import math", "import mathematics", "mathematics"),
    ("python", "nernst.py", "return divide", "raise ValueError; return divide", "ValueError"),
]


@pytest.mark.parametrize(("language", "file", "old", "new", "told"), BROKEN)
def test_what_cannot_be_built_or_run_fails_with_what_the_tool_says(language, file, old, new, told, runnable):
    files = generate("nernst", runnable(language)).files
    assert old in files[file]
    made = _made("nernst", language, files=files | {file: files[file].replace(old, new)})
    assert made.verdict == FAILED
    assert told in " ".join(made.findings)
    assert made.worst_scaled is None


def test_a_stable_form_that_is_refuted_fails_whatever_is_measured(runnable, monkeypatch):
    report = Report("nernst", "stable_form", "the form", (), "refuted", ("the sides differ",))
    monkeypatch.setattr(certificates.stable, "check", lambda law: report)
    made = _made("nernst", runnable("python"))
    assert (made.verdict, made.findings) == (FAILED, ("stable form: the sides differ",))


# -- nothing missing is a pass


def test_without_a_compiler_the_certificate_says_so_and_is_written_all_the_same(no_tools, tmp_path):
    generated = generate("nernst", "c")
    written = generated.write(tmp_path / "out")
    stored = json.loads(written[-1].read_text(encoding="utf-8"))
    assert stored["verdict"] == {
        "verdict": NOT_RUN,
        "findings": ["no C compiler found: tried cc, gcc, clang"],
    }
    assert (stored["accuracy"]["strata"], stored["special_values"]["table"]) == ([], [])
    assert stored["environment"]["tool"] is None
    assert {path.name for path in written} == {"nernst.c", "nernst.h", "nernst.c.certificate.json"}


def test_a_compiler_that_is_asked_for_and_missing_is_named(monkeypatch):
    monkeypatch.setenv("CC", "no-such-compiler -O3")
    assert _made("nernst", "c").findings == ("no C compiler found: tried no-such-compiler",)


def test_a_law_defined_at_no_point_of_a_stratum_is_no_pass(runnable, monkeypatch):
    monkeypatch.setattr(certificates, "references", lambda law, points: ())
    certificates.grid.cache_clear()
    made = _made("nernst", runnable("python"))
    certificates.grid.cache_clear()
    assert made.verdict == FAILED
    assert "physiological: the law is defined at no point" in made.findings
