"""Replayed certificates: what nothing happened to stands, and whatever was changed differs or is refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nernstian.codegen import provenance, targets
from nernstian.codegen.certificate import CERTIFIED, FAILED, NOT_RUN, certify
from nernstian.codegen.generate import Generated, generate
from nernstian.codegen.replay import replay
from nernstian.derivations.errors import ReadError, UsageError

COUNT = 25
LANGUAGES = targets.languages()


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
