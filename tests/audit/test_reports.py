from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from nernstian.audit import audit
from nernstian.audit.reports import render
from nernstian.audit.rules import RULES
from nernstian.cli import main
from nernstian.codegen.emitted import LAWS
from nernstian.derivations.errors import UsageError

TEXT = """# Cells at 37 °C

K+ is 5 mM outside and 140 mM inside; E_K = −89.1 mV and not E_K = **−98 mV**.
At rest the cell is at −70 mV, roughly.
"""


def report():
    return audit(TEXT, name="cells.md")


def test_the_text_report_has_a_line_per_judged_number_and_a_line_of_totals():
    lines = report().to_text().splitlines()
    assert lines[0].startswith(
        "cells.md:3:45: NE101 verified: E_K = -89.1 mV, recomputed -89.06 mV (5/140 mM, z = 1, 37 °C)"
    )
    assert "NE101 inconsistent: E_K = -98 mV, recomputed -89.1 mV" in lines[1]
    assert lines[-1] == "1 document, 6 numbers seen, 2 judged: 1 verified, 1 inconsistent"


def test_unchecked_numbers_are_listed_with_a_reason_when_asked():
    text = report().to_text(show_unchecked=True)
    assert "-70 mV: no law is bound to it" in text
    assert "an input of a judged number" in text


def test_the_json_report_keeps_the_contract():
    data = json.loads(report().to_json())
    assert data["schema"] == 1
    assert set(data["summary"]) == {
        "documents", "numbers", "claims", "verified", "consistent", "conditional", "inconsistent", "unreadable", "unchecked",
    }  # fmt: skip
    (document,) = data["documents"]
    assert set(document) >= {"path", "sha256", "format", "error", "numbers", "claims", "unchecked"}
    for claim in document["claims"]:
        assert set(claim) >= {
            "id", "rule", "law", "verdict", "quote", "span", "claimed", "computed", "inputs", "temperature",
            "assumptions", "repairs", "message", "reproduce",
        }  # fmt: skip
        span = claim["span"]
        assert TEXT[span["start"] : span["end"]] == claim["quote"]
        assert claim["claimed"]["unit"] == "mV"
        assert claim["law"] in LAWS
        for given in claim["inputs"]:
            assert set(given) == {"name", "text", "value", "unit", "source", "span"}
            assert given["source"] in ("stated", "context", "table", "default")


def test_the_reproduce_line_is_a_compute_command():
    claims = json.loads(report().to_json())["documents"][0]["claims"]
    assert claims[0]["reproduce"] == "nernstian compute nernst c_out=5mM c_in=140mM z=1 T=37degC --unit mV"


REPRODUCED = """At 37 °C K+ is 5 mEq/L outside and 140 mEq/L inside; E_K = −89.1 mV. RT/F = 26.7 mV at 37 °C.

A cell of 2000 µm² with 1 µF/cm² has a capacitance of 20 pF. With 1 µF/cm², −70 mV takes 7.25×10⁻¹³ mol/cm².

E_Na = 62 log(145/12) = 67.1 mV. P_K : P_Na = 1 : 0.04, with Na+ 145 mM outside and 15 mM inside, Vm = −68.6 mV at 37 °C.
"""


def test_the_reproduce_lines_give_the_recomputed_values(capsys):
    claims = json.loads(audit(REPRODUCED).to_json())["documents"][0]["claims"]
    assert {claim["rule"] for claim in claims} == {"NE101", "NE102", "NE103", "NE104", "NE105", "NE106"}
    for claim in claims:
        assert main([*shlex.split(claim["reproduce"])[1:], "--format", "json"]) == 0
        value = json.loads(capsys.readouterr().out)["result"]["value"]
        assert abs(value) == pytest.approx(abs(claim["computed"]["value"]), rel=1e-9)


def test_the_full_report_points_at_the_number():
    from nernstian.audit.reports import render

    lines = render(report().documents, "full").splitlines()
    source = next(line for line in lines if "−98 mV" in line and line.lstrip().startswith("|"))
    caret = lines[lines.index(source) + 1]
    assert source[caret.index("^") : caret.rindex("^") + 1] == "−98 mV" or "^" in caret
    assert any("reproduce: nernstian compute nernst" in line for line in lines)


def test_terminal_escapes_in_a_document_do_not_reach_the_terminal():
    text = audit(
        "At 37 °C, E_K = −38\u200b.7 mV \x1b[31m for 5 mM outside and 140 mM inside.\n", name="a\x1b]0;b"
    ).to_text(True)
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("nothing here\n", "inconsistent", 0),
        (TEXT, "inconsistent", 1),
        ("E_K = −84.2 mV for 5 mM outside and 140 mM inside.\n", "inconsistent", 0),
        ("E_K = −84.2 mV for 5 mM outside and 140 mM inside.\n", "conditional", 1),
        ("There are 3 of them.\n", "conditional", 0),
        ("There are 3 of them.\n", "unchecked", 1),
    ],
)
def test_the_exit_code_follows_the_severity(text, fail_on, code):
    assert audit(text).exit_code(fail_on) == code


def test_select_and_ignore_choose_rules():
    assert not audit(TEXT, ignore=("NE101",)).verdicts
    assert len(audit(TEXT, select=("NE101",)).verdicts) == 2
    with pytest.raises(UsageError, match="NE999"):
        audit(TEXT, select=("NE999",))


def test_every_rule_names_a_law_of_the_generated_module():
    assert {rule.law for rule in RULES.values()} <= {*LAWS, "arithmetic"}


def test_the_handbook_lists_every_rule():
    page = (Path(__file__).parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")
    assert [name for name in RULES if f"| {name} |" not in page] == []


def test_what_no_law_computes_has_no_line_to_reproduce_it():
    shown = render(audit("The bath holds 0.050 M (5 mM) of potassium.", name="a.md").documents, "full")
    assert "inconsistent" in shown
    assert "reproduce" not in shown
