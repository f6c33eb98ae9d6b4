"""The rules explained: each by a sentence that it finds right and one that it does not."""

from __future__ import annotations

import pytest

from nernstian.audit.explain import explain, verdicts
from nernstian.audit.rules import RULES
from nernstian.codegen.emitted import LAWS
from nernstian.derivations.errors import UsageError

#: Rules that only say what cannot be read.
DAMAGED = {"NE142"}


def kinds(identifier: str, text: str) -> set[str]:
    return {said.partition(":")[0] for said in verdicts(RULES[identifier], text)}


@pytest.mark.parametrize("identifier", sorted(RULES.keys() - DAMAGED))
def test_the_right_example_is_found_right(identifier: str) -> None:
    assert kinds(identifier, RULES[identifier].right) <= {"verified", "consistent"}
    assert kinds(identifier, RULES[identifier].right)


@pytest.mark.parametrize("identifier", RULES)
def test_the_wrong_example_is_not_found_right(identifier: str) -> None:
    expected = "unreadable" if identifier in DAMAGED else "inconsistent"
    assert kinds(identifier, RULES[identifier].wrong) == {expected}


@pytest.mark.parametrize("identifier", RULES)
def test_an_explanation_is_complete(identifier: str) -> None:
    text, rule = explain(identifier), RULES[identifier]
    for part in (
        rule.title,
        "Assumed: ",
        "Damaged: " if identifier in DAMAGED else "Right: ",
        "Law: " if rule.law in LAWS else "No law: ",
    ):
        assert part in text
    if rule.law in LAWS:
        assert " ".join(LAWS[rule.law].formula.split()) in " ".join(text.split())
    assert all(len(line) <= 120 for line in text.splitlines())


@pytest.mark.parametrize("identifier", RULES)
def test_an_explanation_is_in_whole_sentences(identifier: str) -> None:
    rule = RULES[identifier]
    for text in (rule.explanation, rule.assumes, rule.right or "None.", rule.wrong):
        assert text.endswith(".")
        assert "  " not in text


def test_a_function_that_nobody_knows_is_said() -> None:
    assert "B(x) = x/(exp(x) - 1)" in explain("NE125")


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UsageError):
        explain("NE000")
