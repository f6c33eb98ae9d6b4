"""What tests of single laws share: the verdicts of a text, and its ``nernstian compute`` lines, run."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable

import pytest

from nernstian.audit import audit
from nernstian.audit.reports.common import reproduce
from nernstian.cli import main

Judged = list[tuple[str, str, str]]


#: Rules of statements about a law, which have tests of their own.
STATEMENTS = ("NE141", "NE145", "NE146", "NE148")


@pytest.fixture
def judged() -> Callable[[str, tuple[str, ...]], Judged]:
    """Return the verdicts of a text about some laws: (law, what was printed, verdict)."""

    def judge(text: str, laws: tuple[str, ...]) -> Judged:
        return [
            (v.claim.law, v.claim.number.text, v.kind.value)
            for v in audit(text, name="a.md").verdicts
            if v.claim.law in laws and v.claim.rule not in STATEMENTS
        ]

    return judge


@pytest.fixture
def reruns(capsys: pytest.CaptureFixture[str]) -> Callable[[str], int]:
    """Run the line that reproduces each verdict of a text; it must print the recomputed value."""

    def rerun(text: str) -> int:
        count = 0
        for verdict in audit(text, name="a.md").verdicts:
            line = reproduce(verdict)
            if not line.startswith("nernstian compute"):
                continue
            assert main([*shlex.split(line)[1:], "--format", "json"]) == 0, line
            value = json.loads(capsys.readouterr().out)["result"]["value"]
            scale = ENERGIES.get(verdict.claim.unit.text, 1.0)
            assert abs(value) == pytest.approx(abs(verdict.computed) * scale, rel=1e-4), line
            count += 1
        return count

    return rerun


#: units of the energy of one particle in kJ/mol, in which the command line answers
ENERGIES = {"meV": 0.0964853321, "eV": 96.4853321, "zJ": 0.602214076, "J": 6.02214076e20}
