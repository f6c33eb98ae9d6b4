"""Every leaf of a certificate, changed: it differs or is refused, and the few that may vary are listed here.

What is generated and measured now does not depend on what was changed, but for the law, the language, the
points and the seed: it is measured once for each of these.
"""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nernstian.codegen import certificate as certificates
from nernstian.codegen import replay as replaying
from nernstian.codegen import targets
from nernstian.codegen.generate import Generated, generate
from nernstian.codegen.replay import AS_NOT_RUN, DIFFERS, STANDS, Replayed, replay
from nernstian.derivations.errors import NernstianError, UsageError

COUNT = 12
#: A law of which everything is promised, and one of which some strata are not.
LAWS = {"c": "nernst", "python": "concentration_change"}
Where = tuple[str | int, ...]

#: Leaves that may be others than here, and why. That they are is said in a note.
ELSEWHERE = {
    ("environment", "architecture"): "another machine",
    ("environment", "libc"): "another math library",
    ("environment", "python"): "another interpreter",
    ("environment", "system"): "another system",
    ("environment", "tool", "name"): "another compiler",
    ("environment", "tool", "version"): "another compiler",
    ("environment", "tool", "options"): "options that CC adds",
}
#: And those of a certificate that was not run, which is a pass nowhere.
UNMEASURED = {
    ("accuracy", "points"): "nothing was measured at them",
    ("accuracy", "seed"): "nothing was measured with it",
    ("verdict", "findings", 0): "which tools were looked for depends on CC",
}


@pytest.fixture(scope="module")
def _fresh() -> Callable[..., certificates.Certificate]:
    """`certify`, once for each law, language, number of points and seed."""
    known: dict[Any, certificates.Certificate] = {}

    def certify(generated, *, count, seed):
        key = (generated.law.reference, generated.target.name, count, seed)
        if key not in known:
            known[key] = certificates.certify(generated, count=count, seed=seed)
        return known[key]

    return certify


def _generated(name: str, target: str, ions: dict[str, int] | None) -> Generated:
    """`generate`, once for each law and language."""
    return _known(name, target) if ions is None else generate(name, target, ions)


_known = cache(generate)


@pytest.fixture
def looked_at(tmp_path, monkeypatch, runnable, _fresh) -> Callable[[Any, str], Replayed]:
    """Replay data as a certificate, with its files beside it."""
    monkeypatch.setattr(replaying, "certify", _fresh)
    monkeypatch.setattr(replaying, "generate", _generated)

    def look(data: Any, language: str) -> Replayed:
        for name, text in generate(LAWS[runnable(language)], language).files.items():
            (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
        path = tmp_path / "x.certificate.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        return replay(path)

    return look


@pytest.fixture
def fresh(runnable, _fresh) -> Callable[[str], dict[str, Any]]:
    """The data of a certificate, to be changed."""
    return lambda language: copy.deepcopy(
        _fresh(generate(LAWS[runnable(language)], language), count=COUNT, seed=certificates.SEED).data
    )


def _not_run(data: dict[str, Any]) -> dict[str, Any]:
    """The certificate that a machine without a compiler would have made."""
    data["accuracy"]["strata"], data["special_values"]["table"] = [], []
    data["environment"]["tool"] = None
    data["verdict"] = {"verdict": "not run", "findings": ["no C compiler found: tried cc, gcc, clang"]}
    return data


def _leaves(data: Any, where: Where = ()) -> Iterator[Where]:
    """Where the leaves are; an empty list is one."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    if not inside or data in ({}, []):
        yield where
    for key, value in inside:
        yield from _leaves(value, (*where, key))


def _nodes(data: Any, kind: type, where: Where = ()) -> Iterator[Where]:
    """Where the objects or lists are that have something in them."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    if isinstance(data, kind) and data:
        yield where
    for key, value in inside:
        yield from _nodes(value, kind, (*where, key))


def _at(data: Any, where: Where) -> Any:
    for key in where:
        data = data[key]
    return data


def _alike(places: Iterator[Where]) -> list[Where]:
    """One place of each kind: lists hold items of one shape."""
    found = {tuple(0 if isinstance(key, int) else key for key in where): where for where in places}
    return list(found.values())


def _with(data: Any, where: Where, value: Any) -> Any:
    """The data with another value at a place."""
    if not where:
        return value
    changed = copy.deepcopy(data)
    _at(changed, where[:-1])[where[-1]] = value
    return changed


def _others(value: Any) -> list[Any]:
    """Other values of the same type."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [value + 1, value / 2 if isinstance(value, float) else value - 1, -value - 5, 0 * value]
    if isinstance(value, list):
        return [["x"]]
    if value is None:
        return []
    try:
        number = float.fromhex(value)
    except ValueError:
        return [f"{value}x", f"{value} ", "", value.swapcase()]
    return [(1.5 * number + 1.0).hex(), (-number).hex(), "nan", "inf"]


WRONG_TYPES = [
    "x",
    "",
    7,
    -1,
    0.5,
    1e308,
    True,
    None,
    [],
    [[]],
    {},
    {"x": 1},
    "nan",
    "0x1p99999",
    10**30,
    "\ud800\x00\n",
]


def _seen(look: Callable[[Any, str], Replayed], data: Any, language: str) -> Replayed | None:
    """What a replay finds; None if it is refused, which takes one line and a remedy."""
    try:
        return look(data, language)
    except NernstianError as error:
        assert error.cause.isprintable()
        assert error.remedy
        assert len(error.cause) < 300
        return None


def _differs_or_is_refused(look: Callable[[Any, str], Replayed], data: Any, language: str) -> bool:
    found = _seen(look, data, language)
    return found is None or (found.outcome == DIFFERS and bool(found.findings))


def _group(where: Where, table: dict[Where, str]) -> bool:
    return any(where[: len(known)] == known for known in table)


@pytest.mark.parametrize("language", targets.languages())
def test_a_changed_leaf_differs_or_is_refused(language, looked_at, fresh):
    data = fresh(language)
    assert looked_at(data, language).outcome == STANDS
    accepted, unlisted, unnoted = set(), [], []
    for where in _leaves(data):
        value = _at(data, where)
        for other in _others(value):
            if other == value or str(other) == str(value):
                continue
            found = _seen(looked_at, _with(data, where, other), language)
            if found is None or found.outcome == DIFFERS:
                continue
            accepted.add(where)
            if not _group(where, ELSEWHERE):
                unlisted.append((where, value, other))
            elif not any(note.startswith("made with ") and "replayed with " in note for note in found.notes):
                unnoted.append((where, other))
    assert (unlisted, unnoted) == ([], [])
    assert all(any(w[: len(known)] == known for w in accepted) for known in ELSEWHERE), (
        "a leaf need not be listed"
    )


def test_a_changed_leaf_of_what_was_not_run_differs_or_is_refused(looked_at, fresh):
    data = _not_run(fresh("c"))
    assert looked_at(data, "c").outcome == AS_NOT_RUN
    unlisted = []
    for where in _leaves(data):
        for other in _others(_at(data, where)):
            if other == _at(data, where):
                continue
            found = _seen(looked_at, _with(data, where, other), "c")
            if found is not None and found.outcome != DIFFERS and not _group(where, ELSEWHERE | UNMEASURED):
                unlisted.append((where, other))
            assert found is None or found.findings
    assert unlisted == []


@pytest.mark.parametrize("made", [lambda data: data, _not_run], ids=["run", "not run"])
def test_a_wrong_type_or_a_missing_field_is_refused_in_one_line(made, looked_at, fresh):
    data = made(fresh("c"))
    for where in _alike(iter((*_nodes(data, dict), *_nodes(data, list), *_leaves(data)))):
        for wrong in WRONG_TYPES:
            if type(wrong) is not type(_at(data, where)):
                assert _differs_or_is_refused(looked_at, _with(data, where, wrong), "c"), (where, wrong)
    for where in _alike(_nodes(data, dict)):
        for key in _at(data, where):
            less = copy.deepcopy(data)
            del _at(less, where)[key]
            assert _differs_or_is_refused(looked_at, less, "c"), (*where, key)
        more = _with(data, (*where, "x"), 1)
        assert _differs_or_is_refused(looked_at, more, "c"), where


def test_a_shorter_longer_or_reordered_list_differs_or_is_refused(looked_at, fresh):
    data = fresh("c")
    for where in _nodes(data, list):
        items = _at(data, where)
        others = [items[:-1], items[1:], [], [*items, items[-1]], [items[0], *items], items[::-1]]
        for other in others:
            if other != items:
                assert _differs_or_is_refused(looked_at, _with(data, where, other), "c"), (where, len(other))


REPORTED = [
    (lambda d: d["accuracy"].update(kind="proved"), "kind proved in the certificate, sampled now"),
    (lambda d: d["environment"]["flags"].append("-ffast-math"), "flags"),
    (lambda d: d["code"].update(function="f"), "function f in the certificate, nernst now"),
    (lambda d: d.update(about="Mine."), "the section 'about'"),
    (lambda d: d.update(about=d["about"] + "x"), "is another one in the certificate"),
    (lambda d: d["accuracy"]["strata"][0].update(mean_ulp=0.0), "physiological: mean_ulp 0.0 in the certificate"),
    (lambda d: d["accuracy"]["strata"][0]["argmax"].update(c_in="0x1p+3"), "physiological: argmax is another point"),
    (lambda d: d["accuracy"].update(seed=-5), "physiological: "),
    (lambda d: d["code"]["generator"].update(version="9.9"), "the generator is another one"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), REPORTED, ids=[told for _, told in REPORTED])
def test_what_was_changed_is_told(change, told, looked_at, fresh):
    data = fresh("c")
    change(data)
    found = looked_at(data, "c")
    assert found.outcome == DIFFERS
    assert any(told in finding for finding in found.findings), found.findings


# -- another environment


def _elsewhere(data: dict[str, Any]) -> dict[str, Any]:
    data["environment"]["tool"]["version"] = "gcc 1.0"
    return data


def _first(data: dict[str, Any], **changed: Any) -> dict[str, Any]:
    data["accuracy"]["strata"][0].update(changed)
    return data


@pytest.mark.parametrize("figure", ["max_ulp", "mean_ulp", "max_scaled"])
def test_a_figure_of_another_environment_may_be_worse_and_never_better(figure, looked_at, fresh):
    data = _elsewhere(fresh("c"))
    value = data["accuracy"]["strata"][0][figure]
    worse = looked_at(_first(data, **{figure: value + 0.001}), "c")
    assert (worse.outcome, worse.findings) == (STANDS, ())
    assert worse.notes[0].startswith("made with cc: gcc 1.0 on ")
    assert f"physiological {figure}" in worse.notes[1]
    better = looked_at(_first(data, **{figure: value - 0.001}), "c")
    assert better.outcome == DIFFERS
    assert better.findings[0].startswith(f"physiological: {figure} {value - 0.001}")
    for nonsense in ("nan", -1.0, 0):
        assert looked_at(_first(data, **{figure: nonsense}), "c").outcome == DIFFERS


INCONSISTENT = [
    (lambda row: row.update(max_scaled=1e9), "kept"),
    (lambda row: row.update(max_scaled=1e9, kept=False), "the certificate says certified, and a promise was not kept"),
    (lambda row: row.update(mean_ulp=row["max_ulp"] + 1.0), "mean_ulp"),
    (lambda row: row.update(argmax=dict.fromkeys(row["argmax"], "0x1p+0")), "argmax"),
    (lambda row: row.update(argmax_scaled={}), "argmax_scaled"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), INCONSISTENT)
def test_what_no_environment_can_have_measured_differs(change, told, looked_at, fresh):
    data = _elsewhere(fresh("c"))
    change(data["accuracy"]["strata"][0])
    found = looked_at(data, "c")
    assert found.outcome == DIFFERS
    assert any(told in finding for finding in found.findings), found.findings


def test_a_worst_point_of_another_environment_is_one_of_the_points(looked_at, fresh):
    data = _elsewhere(fresh("c"))
    row = data["accuracy"]["strata"][0]
    grid = certificates.grid(generate(LAWS["c"], "c").law, COUNT, certificates.SEED).strata[row["stratum"]]
    for reference in grid:
        point = {name: value.hex() for name, value in reference.values.items()}
        assert looked_at(_first(data, argmax=point), "c").outcome == STANDS


def test_a_special_value_of_another_environment_must_be_right_itself(looked_at, fresh):
    data = _elsewhere(fresh("c"))
    for number, row in enumerate(data["special_values"]["table"]):
        value = float.fromhex(row["value"])
        where = ("special_values", "table", number, "value")
        near = _with(data, where, (value * (1.0 + 2.0**-51)).hex())
        assert looked_at(near, "c").outcome == STANDS, row
        for wrong in ("0x1p+0" if math.isnan(value) else "nan", (value * 1.5 + 1.0).hex()):
            if wrong != row["value"]:
                assert looked_at(_with(data, where, wrong), "c").outcome == DIFFERS, (row, wrong)


# -- what is no certificate

TEXTS = [
    "", "[]", "1", "null", '"x"', "{}", '{"schema": 1}', '{"schema": true}', '{"schema": 1.0}', "{" * 5,
    "[" * 100_000, '{"schema": 1, "schema": 1}', "\ufeff{}", '{"schema": NaN}', '{"schema": ' + "9" * 5000 + "}",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_text_that_is_no_certificate_is_refused_in_one_line(text, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="is not a certificate") as error:
        replay(path)
    assert error.value.cause.isprintable()
    assert "Error" not in error.value.cause


@pytest.mark.parametrize("text", [b"\xff\xfe", b"\x00" * 9])
def test_bytes_that_are_no_text_are_refused(text, tmp_path):
    path = Path(tmp_path / "x.json")
    path.write_bytes(text)
    with pytest.raises(UsageError, match="it is no JSON"):
        replay(path)


def test_a_name_that_stands_twice_is_refused(looked_at, fresh, tmp_path):
    """Readers of JSON take the last, and people the first."""
    data = fresh("c")
    looked_at(data, "c")
    path = tmp_path / "x.certificate.json"
    path.write_text('{"about": "mine", ' + json.dumps(data)[1:], encoding="utf-8")
    with pytest.raises(UsageError, match="'about' stands twice"):
        replay(path)


REFERENCES = ["", "nernst[K:1]", "ghk_voltage[K:1,K:1]", "ghk_voltage[K:0]", "ghk_voltage[:1]", "ghk_voltage[K:1",
              "ghk_voltage[if:1]", "../nernst", "a\x00b", "nernst\n", "__init__"]  # fmt: skip


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_reference_to_no_law_differs_or_is_refused(reference, looked_at, fresh):
    data = fresh("python")
    data["relation"]["reference"] = reference
    assert _differs_or_is_refused(looked_at, data, "python")
