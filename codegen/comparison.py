"""A stored certificate beside what is generated and measured now: what differs.

Three kinds of fields. What the law, the generator, the points and the seed determine must be equal. What was
measured must be equal where it was measured with the same tools, and elsewhere be no better than what is
measured here. The environment may be another one. And a certificate must agree with itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import special
from .accuracy import Reference
from .bounds import promise
from .certificate import CERTIFIED, FAILED, NOT_RUN, Certificate, grid, number
from .generate import Generated
from .provenance import sha256, sha256_of_file
from .special import same_value
from .stored import shown

#: So many changed fields of a section are told.
_TOLD = 3

_FIGURES = ("max_scaled", "max_ulp", "mean_ulp")
_POINTS = ("argmax", "argmax_scaled")

#: The names of tools that were looked for, at the end of why nothing was run: CC decides.
_TRIED = re.compile(r"(?<= found: tried )\S+(, \S+)*\Z")

_Data = dict[str, Any]


def differences(stored: _Data, fresh: Certificate, generated: Generated, path: Path) -> Iterator[str]:
    """What does not agree between a certificate, the files beside it, and what there is now."""
    then, now = stored["relation"]["hash"], generated.law.hash
    if then != now:
        yield f"the law {generated.law.reference} changed: relation {now} now, {shown(then)} certified"
    yield from _code(stored, fresh, generated, path.parent)
    if then == now:
        yield from _sections(stored, fresh.data)
    yield from _itself(stored, generated)
    if NOT_RUN not in {stored["verdict"]["verdict"], fresh.verdict}:
        yield from _measured(stored, fresh, generated)


def same_environment(then: _Data, now: _Data) -> bool:
    """Whether two certificates were measured with the same tools on the same kind of machine."""
    return bool(_tools(then) == _tools(now))


def worse(then: _Data, now: _Data) -> list[str]:
    """Figures that are worse in a certificate than here."""
    both = _pairs(then, now)
    return [
        f"{a['stratum']} {key} {shown(a[key])}, here {b[key]}"
        for a, b in both
        for key in _FIGURES
        if key in a and key in b and number(a[key]) > number(b[key])
    ]


# -- what is determined


def _code(stored: _Data, fresh: Certificate, generated: Generated, folder: Path) -> Iterator[str]:
    """The files, and the generator that wrote them."""
    known, now = stored["code"]["generator"], fresh.data["code"]["generator"]
    changed = [f"{where} changed" for where, _, _ in _leaves(known["modules"], now["modules"])]
    if known["version"] != now["version"]:
        changed.insert(0, f"version {shown(known['version'])} then, {now['version']} now")
    files = stored["code"]["files"]
    found = [
        told
        for name in sorted({*files, *generated.files})
        for told in _file(name, files.get(name), generated.files.get(name), folder, changed)
    ]
    yield from found
    if changed and not any("written otherwise" in told for told in found):
        yield f"the generator is another one ({'; '.join(changed)}): generate it again"


def _file(
    name: str, certified: str | None, text: str | None, folder: Path, changed: list[str]
) -> Iterator[str]:
    if text is None or certified is None:
        yield f"{shown(name)} is {'certified, and no longer written' if text is None else 'not certified'}"
        return
    # Only a name that is generated now is ever opened: a certificate cannot have another file read.
    beside = sha256_of_file(folder / name)
    if beside is None:
        yield f"{name} is not beside the certificate, or cannot be read"
    elif beside != certified:
        then = shown(certified[:16])
        yield f"{name} was changed after it was certified: {beside[:16]} now, {then} certified"
    if sha256(text) != certified:
        by = f" ({'; '.join(changed)})" if changed else ""
        yield f"{name} is written otherwise now{by}: generate it again"


def _sections(stored: _Data, fresh: _Data) -> Iterator[str]:
    """Sections, or what is determined of them, that are not what follows."""
    then, now = _determined(stored), _determined(fresh)
    if stored["code"]["generator"] != fresh["code"]["generator"]:
        del now["about"]  # it names the version: told already
    for section in now:
        found = list(_leaves(then[section], now[section]))
        told = "; ".join(_told(where, a, b, "now") for where, a, b in found[:_TOLD])
        if told:
            yield f"the section {section!r} is not what follows from the law and the target: {told}"


def _determined(data: _Data) -> _Data:
    """What does not depend on where it was measured."""
    code = {key: data["code"][key] for key in ("target", "language", "function")}
    return {
        **{key: data[key] for key in ("about", "relation", "units", "equivalence", "replay")},
        "code": code,
        "accuracy": {key: data["accuracy"][key] for key in ("kind", "points", "seed")},
        "special_values": {"base": data["special_values"]["base"]},
        "environment": {"flags": data["environment"]["flags"]},
    }


def _leaves(then: Any, now: Any, where: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two pieces of data differ, and what stands there in each; nothing is shown as None."""
    if isinstance(then, dict) and isinstance(now, dict):
        for key in sorted({*then, *now}):
            name = f"{where}.{shown(key)}" if where else shown(key)
            yield from _leaves(then.get(key), now.get(key), name)
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for place, (a, b) in enumerate(zip(then, now, strict=True)):
            yield from _leaves(a, b, f"{where}[{place}]")
    elif then != now or isinstance(then, bool) != isinstance(now, bool):
        yield where, then, now


def _told(where: str, then: object, now: object, when: str) -> str:
    """One difference, in words."""
    if shown(then) == shown(now):  # they differ behind what is shown, or in their type
        return f"{where} is another one in the certificate".strip()
    return f"{where} {shown(then)} in the certificate, {shown(now)} {when}".strip()


# -- what a certificate says of itself


def _itself(stored: _Data, generated: Generated) -> Iterator[str]:
    """Where the verdict is not what the rest of the certificate allows."""
    verdict, findings = stored["verdict"]["verdict"], stored["verdict"]["findings"]
    rows, table, tool = stored["accuracy"]["strata"], stored["special_values"]["table"], _tool(stored)
    says = f"the certificate says {verdict}, and"
    if verdict == NOT_RUN:
        if rows or table or tool:
            yield f"{says} holds what only running it gives"
        if not _is_reason(findings, stored, generated):
            yield f"{says} its findings are not why"
        return
    if tool is None:
        yield f"{says} names no tool"
    if verdict == FAILED and not findings:
        yield f"{says} not why"
    if verdict == CERTIFIED:
        yield from (f"{says} {told}" for told in _against(rows, table, findings))


def _against(rows: list[_Data], table: list[_Data], findings: list[str]) -> Iterator[str]:
    """What a certificate that says `certified` must not hold, and must not lack."""
    if not rows or not table:
        yield "holds no measurement"
    if findings:
        yield "has findings"
    if any(row.get("kept") is False for row in rows):
        yield "a promise was not kept"
    if not all(row["agrees"] for row in table):
        yield "a special value is wrong"


def _is_reason(findings: list[str], stored: _Data, generated: Generated) -> bool:
    """Whether findings are those of code that was not run, whichever tools were looked for."""
    *others, missing = findings or [""]
    refuted = [f"stable form: {failure}" for failure in stored["equivalence"]["failures"]]
    reason = _TRIED.sub("", missing), _TRIED.sub("", generated.target.missing())
    return others == refuted and reason[0] == reason[1]


def _tool(data: _Data) -> Any:
    return data["environment"]["tool"]


def _tools(data: _Data) -> _Data:
    return {key: value for key, value in data["environment"].items() if key != "flags"}


# -- what was measured


def _measured(stored: _Data, fresh: Certificate, generated: Generated) -> Iterator[str]:
    verdict = stored["verdict"]["verdict"]
    if verdict != fresh.verdict:
        yield f"the certificate says {verdict}, and now it is {fresh.verdict}"
    same = same_environment(stored, fresh.data)
    yield from _strata(stored, fresh.data)
    points = grid(generated.law, stored["accuracy"]["points"], stored["accuracy"]["seed"]).strata
    for then, now in _pairs(stored, fresh.data):
        name = now["stratum"]
        told = _equal(then, now) if same else _possible(then, now, points[name], generated)
        yield from (f"{name}: {one}" for one in told)
    if not _same_table(stored, fresh.data, generated, same):
        yield "the special values are not those of the certificate"
    if same and verdict == fresh.verdict and stored["verdict"] != fresh.data["verdict"]:
        yield "the findings of the certificate are not those of now"


def _strata(stored: _Data, fresh: _Data) -> Iterator[str]:
    """Strata that are not in both, once, in the same order."""
    then, now = ([row["stratum"] for row in data["accuracy"]["strata"]] for data in (stored, fresh))
    yield from (f"{shown(name)}: not measured now" for name in then if name not in now)
    yield from (f"{name}: not in the certificate" for name in now if name not in then)
    if set(then) == set(now) and then != now:
        yield "the strata are in another order, or there twice"


def _pairs(stored: _Data, fresh: _Data) -> list[tuple[_Data, _Data]]:
    """The rows of the strata that both have."""
    now = {row["stratum"]: row for row in fresh["accuracy"]["strata"]}
    return [(row, now[row["stratum"]]) for row in stored["accuracy"]["strata"] if row["stratum"] in now]


def _equal(then: _Data, now: _Data) -> Iterator[str]:
    """What differs in a stratum that was measured with the same tools."""
    for key in sorted({*then, *now}):
        if key in _POINTS:
            if then.get(key) != now.get(key):
                yield f"{key} is another point in the certificate than here"
            continue
        here = "measured here" if key in _FIGURES else "now"
        yield from (_told(*found, here) for found in _leaves(then.get(key), now.get(key), key))


def _possible(then: _Data, now: _Data, points: tuple[Reference, ...], generated: Generated) -> Iterator[str]:
    """What other tools cannot explain in a stratum."""
    measured = (*_FIGURES, *_POINTS, "kept")
    rest = ({key: value for key, value in row.items() if key not in measured} for row in (then, now))
    yield from _equal(*rest)
    if not (then["points"] and now["points"]):
        return
    for key in _FIGURES:
        # So written that NaN is not taken for better nor for worse.
        if then[key] != now[key] and not number(then[key]) > number(now[key]):
            yield f"{key} {shown(then[key])} in the certificate, {now[key]} here: no better may be claimed"
    if number(then["mean_ulp"]) > number(then["max_ulp"]):
        yield f"mean_ulp {shown(then['mean_ulp'])} is above max_ulp {shown(then['max_ulp'])}"
    known = [{name: value.hex() for name, value in r.values.items()} for r in points]
    yield from (f"{key} is none of the points" for key in _POINTS if then[key] not in known)
    promised = promise(generated.law, now["stratum"])
    kept = promised.kept(number(then["max_scaled"]), number(then["max_ulp"])) if promised else None
    if then["kept"] is not kept:
        yield f"kept {then['kept']} in the certificate, and its figures say {kept}"


def _same_table(stored: _Data, fresh: _Data, generated: Generated, same: bool) -> bool:
    """Whether two tables of special values say the same; values of other tools must be right themselves."""
    then, now = (data["special_values"]["table"] for data in (stored, fresh))
    if same or then == now:
        return not list(_leaves(then, now))
    if [(row["changed"], row["by"]) for row in then] != [(row["changed"], row["by"]) for row in now]:
        return False
    judged = special.judge(generated.routine.lowered, [float.fromhex(row["value"]) for row in then])
    return all(
        _same_expected(a, b) and a["agrees"] is j.agrees for a, b, j in zip(then, now, judged, strict=True)
    )


def _same_expected(then: _Data, now: _Data) -> bool:
    """The truth is the same everywhere; what the plain evaluator gives, but for the last places."""
    if now["by"] != "evaluator":
        return bool(then["expected"] == now["expected"])
    return same_value(float.fromhex(then["expected"]), float.fromhex(now["expected"]))
