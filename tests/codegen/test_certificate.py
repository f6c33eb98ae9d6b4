"""Certificates: what they hold, that damage fails them, that they are replayed, and that nothing missing is a pass."""

from __future__ import annotations

import copy
import dataclasses
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nernstian.codegen import certificate as certificates
from nernstian.codegen import provenance, special, targets
from nernstian.codegen.certificate import CERTIFIED, FAILED, NOT_RUN, Certificate, certify
from nernstian.codegen.generate import Generated, generate
from nernstian.codegen.replay import replay
from nernstian.derivations import laws
from nernstian.derivations.checks.reports import Report
from nernstian.derivations.errors import ReadError, UsageError

COUNT = 25
LANGUAGES = targets.languages()


@pytest.fixture
def runnable(require_tool) -> Callable[[str], str]:
    """A language whose tools are there."""

    def need(language: str) -> str:
        if targets.language(language).find() is None:
            require_tool(targets.language(language).tools()[0][0])
        return language

    return need


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


# -- replay


@pytest.fixture
def stored(tmp_path, runnable) -> Callable[..., Path]:
    """A certificate in a folder of its own, with its files beside it; ``change`` alters it first."""

    def write(language: str = "python", change: Callable[[dict[str, Any]], None] | None = None) -> Path:
        generated: Generated = generate("nernst", runnable(language))
        for name, text in generated.files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        data = copy.deepcopy(certify(generated, count=COUNT).data)
        if change:
            change(data)
        path = tmp_path / generated.certificate_name
        path.write_text(json.dumps(data), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_certificate_that_nothing_happened_to_stands(language, stored):
    again = replay(stored(language))
    assert (again.findings, again.certificate.verdict) == ((), CERTIFIED)


def _row(data: dict[str, Any]) -> dict[str, Any]:
    return data["accuracy"]["strata"][0]


TAMPERED = [
    (lambda d: d["relation"].update(hash="0" * 16), "the law nernst changed"),
    (lambda d: d["relation"].update(formula="E = 0"), "the section 'relation'"),
    (lambda d: d["units"]["arguments"][0].update(unit="mM"), "the section 'units'"),
    (lambda d: d["equivalence"].update(status="kernel"), "the section 'equivalence'"),
    (lambda d: d.update(replay="true"), "the section 'replay'"),
    (lambda d: d["code"]["files"].update({"nernst.py": "0" * 64}), "nernst.py was changed after it was certified"),
    (lambda d: d["code"]["files"].update({"other.py": "0" * 64}), "other.py is certified, and no longer written"),
    (lambda d: d["code"]["files"].clear(), "nernst.py is not certified"),
    (lambda d: _row(d).update(max_scaled=9.0), "physiological: max_scaled 9.0 in the certificate"),
    (lambda d: _row(d).update(max_ulp=9.0), "physiological: max_ulp 9.0 in the certificate"),
    (lambda d: _row(d).update(max_scaled="nan"), "physiological: max_scaled nan in the certificate"),
    (lambda d: _row(d).update(mean_ulp="inf"), "physiological: mean_ulp inf in the certificate"),
    (lambda d: _row(d).update(points=24), "physiological: points 24 in the certificate, 25 now"),
    (lambda d: _row(d).update(bound={"scaled": 1e9, "ulp": None}), "physiological: bound"),
    (lambda d: _row(d).update(promised=False, bound=None, kept=None), "physiological: promised False"),
    (lambda d: _row(d).update(stratum="leisure"), "leisure: not measured now"),
    (lambda d: d["accuracy"]["strata"].pop(), "overflow: not in the certificate"),
    (lambda d: d["special_values"]["table"].pop(), "the special values are not those"),
    (lambda d: d["special_values"]["table"][0].update(value="0x1p+9"), "the special values are not those"),
    (lambda d: d["verdict"].update(verdict=FAILED), "the certificate says failed, and now it is certified"),
    (lambda d: d["accuracy"].update(strata=[]), "the certificate says certified, and holds no measurement"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), TAMPERED, ids=[told for _, told in TAMPERED])
def test_a_certificate_that_was_tampered_with_is_a_finding(change, told, stored):
    assert any(finding.startswith(told) for finding in replay(stored(change=change)).findings)


def test_a_changed_source_is_a_finding_and_is_not_run(stored, tmp_path):
    path = stored()
    mark = tmp_path / "ran"
    with (tmp_path / "nernst.py").open("a", encoding="utf-8") as file:
        file.write(f"open({str(mark)!r}, 'w').close()\n")
    (finding,) = replay(path).findings
    assert finding.startswith("nernst.py was changed after it was certified")
    assert not mark.exists()


def test_a_source_that_is_gone_is_a_finding(stored, tmp_path):
    path = stored()
    (tmp_path / "nernst.py").unlink()
    assert replay(path).findings == ("nernst.py is not beside the certificate, or cannot be read",)


def test_another_generator_is_named_where_it_writes_otherwise(stored, monkeypatch):
    path = stored()
    monkeypatch.setattr(provenance, "mark", lambda what: f"{what}. {provenance.MARK} 99; do not edit.")
    monkeypatch.setattr(provenance, "hashes_of", lambda modules: {m.__name__: "0" for m in modules})
    (finding,) = replay(path).findings
    assert finding.startswith("nernst.py is written otherwise now (nernstian.codegen.describe")
    assert finding.endswith("generate it again")


def test_a_replay_without_the_tool_is_no_pass(stored, monkeypatch):
    path = stored("c")
    monkeypatch.setenv("PATH", str(path.parent))
    monkeypatch.delenv("CC", raising=False)
    again = replay(path)
    assert again.findings == ("no C compiler found: tried cc, gcc, clang",)


def test_a_certificate_that_was_not_run_is_run_now(stored):
    def strip(data: dict[str, Any]) -> None:
        data["accuracy"]["strata"], data["special_values"]["table"] = [], []
        data["verdict"] = {"verdict": NOT_RUN, "findings": ["no C compiler found"]}

    again = replay(stored(change=strip))
    assert (again.findings, again.certificate.verdict) == ((), CERTIFIED)


UNREADABLE = [
    ("", "it is no JSON"),
    ("[]", "is not a certificate of schema 1"),
    ('{"schema": 2}', "is not a certificate of schema 1"),
    ('{"schema": 1}', "is not a certificate: KeyError"),
    ('{"schema": 1, "relation": 1, "code": {}, "accuracy": {}}', "is not a certificate"),
]


@pytest.mark.parametrize(("text", "told"), UNREADABLE)
def test_what_is_no_certificate_is_refused(text, told, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        replay(path)


def test_a_certificate_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ReadError, match="cannot be read"):
        replay(tmp_path / "x.json")


@pytest.mark.parametrize("count", [0, 10**9])
def test_a_certificate_cannot_ask_for_any_number_of_points(count, stored):
    with pytest.raises(UsageError, match="points in a stratum"):
        replay(stored(change=lambda d: d["accuracy"].update(points=count)))


def test_an_unknown_law_or_target_of_a_certificate_is_refused(stored):
    with pytest.raises(UsageError, match="there is no law"):
        replay(stored(change=lambda d: d["relation"].update(reference="nernts")))
    with pytest.raises(UsageError, match="there is no target"):
        replay(stored(change=lambda d: d["code"].update(target="cobol")))
