"""Replayed certificates: what nothing happened to stands, and whatever was changed differs or is refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nernstian.codegen import certificate as certificates
from nernstian.codegen import provenance, targets
from nernstian.codegen.certificate import CERTIFIED, FAILED, NOT_RUN, certify
from nernstian.codegen.generate import Generated, generate
from nernstian.codegen.replay import AS_FAILED, AS_NOT_RUN, DIFFERS, STANDS, UNMEASURED, replay
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
    assert (again.outcome, again.findings, again.notes) == (STANDS, (), ())
    assert again.certificate.verdict == CERTIFIED


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


def _not_run(data: dict[str, Any]) -> None:
    data["accuracy"]["strata"], data["special_values"]["table"] = [], []
    data["environment"]["tool"] = None
    data["verdict"] = {"verdict": NOT_RUN, "findings": ["no C compiler found: tried cc, gcc, clang"]}


@pytest.fixture
def take_tools_away(monkeypatch, tmp_path) -> Callable[[], None]:
    """From now on there is no compiler."""

    def take() -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("CC", raising=False)

    return take


MISSING = "no C compiler found: tried cc, gcc, clang"


def test_a_replay_without_the_tool_measures_nothing_and_is_no_pass(stored, take_tools_away):
    path = stored("c")
    take_tools_away()
    again = replay(path)
    assert (again.outcome, again.findings) == (UNMEASURED, (MISSING,))


def test_what_was_not_run_stands_as_that_without_the_tool(stored, take_tools_away):
    path = stored("c", _not_run)
    take_tools_away()
    again = replay(path)
    assert (again.outcome, again.findings, again.notes) == (AS_NOT_RUN, (MISSING,), ())


def test_what_generate_writes_without_the_tool_stands_as_not_run(tmp_path, take_tools_away):
    take_tools_away()
    *_, path = generate("nernst", "c").write(tmp_path / "out")
    assert replay(path).outcome == AS_NOT_RUN


def test_what_was_not_run_stands_as_that_with_the_tool_too(stored):
    again = replay(stored("c", _not_run))
    assert (again.outcome, again.certificate.verdict) == (AS_NOT_RUN, CERTIFIED)
    assert again.findings == ("nothing was measured when it was made, and here it can be: generate it again",)
    assert again.notes[0].startswith("made with no tool on ")


NOT_AS_NOT_RUN = [
    (lambda d: d["environment"].update(tool={"name": "cc", "version": "cc 1", "options": []}), "holds what only"),
    (lambda d: d["verdict"].update(findings=[]), "its findings are not why"),
    (lambda d: d["verdict"].update(findings=["no C compiler found: tried cc", "and so on"]), "its findings are"),
    (lambda d: d["verdict"].update(verdict=CERTIFIED, findings=[]), "names no tool"),
    (lambda d: d["verdict"].update(verdict=CERTIFIED, findings=[]), "holds no measurement"),
    (lambda d: d["verdict"].update(verdict=FAILED, findings=[]), "not why"),
]  # fmt: skip


@pytest.mark.parametrize("tools", [True, False])
@pytest.mark.parametrize(("change", "told"), NOT_AS_NOT_RUN)
def test_a_certificate_without_measurements_says_no_more_than_not_run(
    change, told, tools, stored, take_tools_away
):
    def changed(data: dict[str, Any]) -> None:
        _not_run(data)
        change(data)

    path = stored("c", changed)
    if not tools:
        take_tools_away()
    again = replay(path)
    assert again.outcome == DIFFERS
    assert any(told in finding for finding in again.findings), again.findings


def test_what_failed_stands_as_that_and_is_no_pass(stored, monkeypatch):
    monkeypatch.setattr(certificates, "_broken", lambda law, measured: ["physiological: broken"])
    again = replay(stored())
    assert (again.outcome, again.findings) == (AS_FAILED, ("physiological: broken",))
    assert replay(stored(change=lambda d: d["verdict"].update(findings=["mine"]))).outcome == DIFFERS


def test_what_fails_now_differs_from_what_was_certified_and_is_told(stored, monkeypatch):
    path = stored()
    monkeypatch.setattr(certificates, "_broken", lambda law, measured: ["physiological: broken"])
    again = replay(path)
    assert again.outcome == DIFFERS
    assert again.findings == (
        "the certificate says certified, and now it is failed",
        "physiological: broken",
    )


def test_a_source_with_other_line_ends_was_changed(stored, tmp_path):
    """The certificate holds the hash of the bytes."""
    path = stored()
    source = tmp_path / "nernst.py"
    source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n"))
    (finding,) = replay(path).findings
    assert finding.startswith("nernst.py was changed after it was certified")


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
