"""The line an audit gives for doing a number over again runs, and gives the audit's number."""

from __future__ import annotations

import json
import shlex

import pytest

PAGES = "docs/examples"


def test_the_line_of_every_claim_gives_the_number_of_the_audit(nernstian, root, monkeypatch):
    monkeypatch.chdir(root)
    report = json.loads(nernstian("audit", PAGES, "--exit-zero", "--format", "json").out)
    claims = [claim for document in report["documents"] for claim in document["claims"]]
    lines = {claim["reproduce"]: claim for claim in claims if claim.get("reproduce")}
    assert lines
    for line, claim in lines.items():
        program, *args = shlex.split(line)
        assert program == "nernstian"
        code, out, err = nernstian(*args, "--format", "json")
        assert code == 0, (line, err)
        computed = claim["computed"]
        if computed["value"] is None:  # a statement: the line derives its law
            assert args[0] == "derive"
            continue
        result = json.loads(out)["result"]
        if computed["unit"] == result["unit"]:
            assert computed["low"] - 1e-9 <= result["value"] <= computed["high"] + 1e-9 or (
                result["value"] == pytest.approx(computed["value"], rel=1e-9)
            ), line
