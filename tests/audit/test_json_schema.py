"""The JSON report is what its published schema says."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from nernstian.audit import audit
from nernstian.audit.batch import Options, audit_each, documents
from nernstian.audit.reports import render
from nernstian.audit.reports.lines import line

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "audit-schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

TEXTS = [
    "",
    "At 37 °C, 5 mM outside and 140 mM inside give E_K = −65.3 mV.",
    "5 mM outside and 140 mM inside give E_K of about −84 mV, or -2 to -10 mV.",
    "With 0.026 ln(5/140) it is −88 mV; E_K = 61 log([K+]in/[K+]out); 0.050 M (500 mM).",
    "(−70 mV) − (−90 mV) = +20 mV across 5 nm, a field of 14 MV/m; 7.26×10^ mol/cm².",
    "A sphere of radius 10 µm has an area of 1257 µm² and at 1 µF/cm² 12.6 pF.",
]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("text", TEXTS)
def test_a_report_follows_the_schema(text: str) -> None:
    VALIDATOR.validate(json.loads(audit(text, name="a.md").to_json()))


def test_the_examples_and_what_cannot_be_read_follow_it(tmp_path: Path) -> None:
    paths = documents([str(ROOT / "docs"), str(tmp_path / "missing.md")])
    reports = list(audit_each(paths, Options()))
    VALIDATOR.validate(json.loads(render(reports, "json")))
    entry = VALIDATOR.evolve(schema={**SCHEMA["$defs"]["document"], "$defs": SCHEMA["$defs"]})
    for report in reports:
        entry.validate(json.loads(line(report)))


def test_the_schema_refuses_what_is_not_a_report() -> None:
    report = json.loads(audit(TEXTS[1], name="a.md").to_json())
    report["documents"][0]["claims"][0]["verdict"] = "wrong"
    assert not VALIDATOR.is_valid(report)
