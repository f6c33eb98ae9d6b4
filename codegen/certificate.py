"""The certificate of generated code: of what law it is, what was measured of it, where, and the verdict.

A certificate says `certified` only where the code was built, run, and kept every promise; `failed` where it
did not; `not run` where the tools are missing, which is no pass. Errors are sampled at seeded points, and
called so. All of it is determined by the law, the generator and the seed, but for ``environment`` and the
measured figures, which depend on the math library.
"""

from __future__ import annotations

import inspect
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nernstian.derivations.checks import stable, status
from nernstian.derivations.errors import ToolchainError
from nernstian.derivations.law import Law
from nernstian.derivations.quantities import Quantity

from . import describe, lowering, primitives, provenance, special, toolchain
from . import emitted as facts
from .accuracy import Measurement, Reference, judge, references
from .bounds import promise
from .strata import COUNT, SEED, strata
from .targets import base as printing
from .targets import source as sources

if TYPE_CHECKING:
    from .generate import Generated
    from .targets.source import SourceTarget
    from .toolchain import Tool

SCHEMA = 1
CERTIFIED, FAILED, NOT_RUN = "certified", "failed", "not run"
#: The stratum that a reader asks for first.
MAIN = "physiological"

#: What decides what is written, beside the file of the target.
_GENERATOR = [lowering, primitives, describe, printing, sources]


@dataclass(frozen=True)
class Certificate:
    """A certificate as it is written: plain data, see ``docs/generate.md`` for every field."""

    data: dict[str, Any]

    @property
    def verdict(self) -> str:
        """``certified``, ``failed`` or ``not run``."""
        return str(self.data["verdict"]["verdict"])

    @property
    def findings(self) -> tuple[str, ...]:
        """Why it failed, or was not run."""
        return tuple(self.data["verdict"]["findings"])

    @property
    def worst_scaled(self) -> float | None:
        """The largest error in u (1 + kappa) over the strata that are promised; None if nothing was run."""
        rows = self.data["accuracy"]["strata"]
        found = [number(row["max_scaled"]) for row in rows if row["promised"] and row["points"]]
        return max(found) if found else None

    @property
    def physiological_ulp(self) -> float | None:
        """The largest error in ulp inside the ranges of the quantities; None if nothing was run."""
        rows = self.data["accuracy"]["strata"]
        return next(
            (number(row["max_ulp"]) for row in rows if row["stratum"] == MAIN and row["points"]), None
        )

    @property
    def beyond(self) -> dict[str, float]:
        """The largest errors in u (1 + kappa) in strata of which nothing is promised."""
        rows = self.data["accuracy"]["strata"]
        return {
            row["stratum"]: number(row["max_scaled"]) for row in rows if not row["promised"] and row["points"]
        }

    def to_json(self) -> str:
        """The text of the file."""
        return json.dumps(self.data, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class Grid:
    """The points of a law with the truth there, computed once for all languages."""

    strata: dict[str, tuple[Reference, ...]]
    skipped: dict[str, int]


@lru_cache(maxsize=4)
def grid(law: Law, count: int, seed: int) -> Grid:
    """The seeded points of a law."""
    points = strata(law, count, seed)
    known = {name: references(law, found) for name, found in points.items()}
    return Grid(known, {name: len(points[name]) - len(found) for name, found in known.items()})


def certify(generated: Generated, *, count: int = COUNT, seed: int = SEED) -> Certificate:
    """Build the source, run it at the seeded points, and judge what comes out.

    Parameters
    ----------
    generated
        The source, as it stands in its ``files``.
    count, seed
        How many points in a stratum at most, and their seed.
    """
    law, target = generated.law, generated.target
    tool, proof = target.find(), stable.check(law)
    found = _outcome(generated, tool, count, seed)
    findings = [*(f"stable form: {failure}" for failure in proof.failures), *found.findings]
    held = proof.status == "proved" and not findings
    verdict = NOT_RUN if tool is None else CERTIFIED if held else FAILED
    return Certificate(
        {
            "about": provenance.mark(f"Certificate of {law.reference} in {target.title}"),
            "schema": SCHEMA,
            "relation": _relation(law),
            "code": _code(generated),
            "units": {"arguments": [_unit(q) for q in law.arguments], "result": _unit(law.result)},
            "equivalence": {
                "statement": proof.title,
                "status": proof.status,
                "failures": list(proof.failures),
            },
            "accuracy": {"kind": "sampled", "points": count, "seed": seed, "strata": found.rows},
            "special_values": _special(law, found.judged),
            "environment": _environment(target, tool),
            "verdict": {"verdict": verdict, "findings": findings},
            "replay": f"nernstian certify {generated.certificate_name}",
        }
    )


def number(stored: float | str) -> float:
    """A figure of a certificate: JSON has no infinities, so that those are words."""
    return float(stored)


# -- running


@dataclass(frozen=True)
class _Outcome:
    """What running the code gave."""

    rows: list[dict[str, Any]]
    judged: tuple[special.Judged, ...]
    findings: list[str]


def _outcome(generated: Generated, tool: Tool | None, count: int, seed: int) -> _Outcome:
    law = generated.law
    if tool is None:
        return _Outcome([], (), [generated.target.missing()])
    try:
        measured, judged = _run(generated, tool, count, seed)
    except ToolchainError as error:
        return _Outcome([], (), [f"{error.cause} {error.remedy}".strip()])
    points = grid(law, count, seed)
    empty = [
        _empty_row(law, name, points.skipped[name]) for name, found in points.strata.items() if not found
    ]
    findings = [f"{row['stratum']}: the law is defined at no point" for row in empty if row["promised"]]
    findings += [*_broken(law, measured), *(str(j) for j in judged if not j.agrees)]
    return _Outcome([*(_row(law, m) for m in measured), *empty], judged, findings)


def _run(
    generated: Generated, tool: Tool, count: int, seed: int
) -> tuple[list[Measurement], tuple[special.Judged, ...]]:
    """All points of all strata and all special values, in one run of one program."""
    law, points = generated.law, grid(generated.law, count, seed)
    base = special.base(law)
    wanted = [r.values for found in points.strata.values() for r in found]
    wanted += [base | changed for changed in special.changes(law)]
    rows = [(0, [values[q.name] for q in law.arguments]) for values in wanted]
    with generated.target.program(tool, [generated.routine], generated.files) as program:
        computed = iter(program.evaluate(rows))
    measured = [
        judge(law, _next(computed, len(found)), found, stratum=name, skipped=points.skipped[name], seed=seed)
        for name, found in points.strata.items()
        if found
    ]
    return measured, special.judge(generated.routine.lowered, list(computed))


def _next(values: Iterator[float], count: int) -> list[float]:
    return [next(values) for _ in range(count)]


def _broken(law: Law, measured: Sequence[Measurement]) -> list[str]:
    """Promises that were not kept, each with its point."""
    found = []
    for m in measured:
        promised = promise(law, m.stratum)
        if promised is None or promised.kept(m.max_scaled, m.max_ulp):
            continue
        if not m.max_scaled <= promised.scaled:
            told, at = f"{m.max_scaled:.3g} u(1+kappa), promised {promised.scaled:g}", m.argmax_scaled
        else:
            told, at = f"{m.max_ulp:.3g} ulp, promised {promised.ulp:g}", m.argmax
        point = ", ".join(f"{name} = {float.fromhex(value)!r}" for name, value in at)
        found.append(f"{m.stratum}: {told}, at {point}")
    return found


# -- what is written


def _row(law: Law, m: Measurement) -> dict[str, Any]:
    promised = promise(law, m.stratum)
    return {
        "stratum": m.stratum,
        "points": m.points,
        "skipped": m.skipped,
        "max_ulp": _figure(m.max_ulp),
        "mean_ulp": _figure(m.mean_ulp),
        "argmax": dict(m.argmax),
        "max_scaled": _figure(m.max_scaled),
        "argmax_scaled": dict(m.argmax_scaled),
        "promised": promised is not None,
        "bound": {"scaled": promised.scaled, "ulp": promised.ulp} if promised else None,
        "kept": promised.kept(m.max_scaled, m.max_ulp) if promised else None,
    }


def _empty_row(law: Law, stratum: str, skipped: int) -> dict[str, Any]:
    """A stratum at no point of which the law is defined: nothing was measured, and that is said."""
    return {
        "stratum": stratum,
        "points": 0,
        "skipped": skipped,
        "promised": promise(law, stratum) is not None,
    }


def _figure(value: float) -> float | str:
    return float(f"{value:.4g}") if math.isfinite(value) else str(value)


def _relation(law: Law) -> dict[str, Any]:
    return {
        "name": law.name,
        "reference": law.reference,
        "title": law.title,
        "formula": describe.formula(law),
        "hash": law.hash,
        "constants": provenance.constants_edition(),
        "source": str(law.source),
        "assumptions": [a.text for a in law.assumptions],
        "status": _status(law),
    }


def _status(law: Law) -> str:
    """The trust in the law itself: from the generated facts, if they are about this very relation."""
    known = facts.LAWS.get(law.reference)
    return known.status if known and known.relation_hash == law.hash else status.check_law(law).status


def _code(generated: Generated) -> dict[str, Any]:
    module = inspect.getmodule(type(generated.target))
    return {
        "target": generated.target.name,
        "language": generated.target.title,
        "function": generated.routine.name,
        "files": {name: provenance.sha256(text) for name, text in generated.files.items()},
        "generator": {
            "version": provenance.version(),
            "modules": provenance.hashes_of([*_GENERATOR, *([module] if module else [])]),
        },
    }


def _unit(quantity: Quantity) -> dict[str, str]:
    return {
        "name": quantity.name,
        "unit": quantity.unit,
        "dimension": str(quantity.dimension),
        "domain": quantity.domain,
        "meaning": quantity.meaning,
    }


def _special(law: Law, judged: Sequence[special.Judged]) -> dict[str, Any]:
    return {
        "base": {name: value.hex() for name, value in special.base(law).items()},
        "table": [
            {
                "changed": {name: value.hex() for name, value in j.changed},
                "value": j.value.hex(),
                "expected": j.expected.hex(),
                "by": j.by,
                "agrees": j.agrees,
            }
            for j in judged
        ],
    }


def _environment(target: SourceTarget, tool: Tool | None) -> Mapping[str, Any]:
    found = {"name": tool.name, "version": tool.version, "options": list(tool.command[1:])} if tool else None
    return {**toolchain.machine(), "tool": found, "flags": list(target.flags)}
