"""The rules explained: each by a sentence that it finds right and one that it does not."""

from __future__ import annotations

import pytest

from nernstian.audit.explain import explain, verdicts
from nernstian.audit.lessons import LESSONS
from nernstian.audit.rules import RULES
from nernstian.codegen.emitted import LAWS
from nernstian.derivations.errors import UsageError

#: Rules that do not call the sentence wrong that explains them: it stays unchecked.
CAUTIOUS = {"NE111"}
#: The rule of damaged numbers calls nothing wrong that it cannot read.
DAMAGED = "NE142"


def kinds(identifier: str, text: str) -> set[str]:
    return {said.partition(":")[0] for said in verdicts(RULES[identifier], text)}


def test_every_rule_has_a_lesson() -> None:
    assert list(LESSONS) == list(RULES)


@pytest.mark.parametrize("identifier", RULES)
def test_the_right_example_is_found_right(identifier: str) -> None:
    found = kinds(identifier, LESSONS[identifier].right)
    assert found & {"verified", "consistent"}
    assert found <= {"verified", "consistent", *(["unreadable"] if identifier == DAMAGED else [])}


@pytest.mark.parametrize("identifier", RULES)
def test_the_wrong_example_is_not_found_right(identifier: str) -> None:
    expected = {DAMAGED: "unreadable"} | dict.fromkeys(CAUTIOUS, "unchecked")
    assert kinds(identifier, LESSONS[identifier].wrong) == {expected.get(identifier, "inconsistent")}


@pytest.mark.parametrize("identifier", RULES)
def test_an_explanation_is_complete(identifier: str) -> None:
    text, rule = explain(identifier), RULES[identifier]
    for part in (rule.title, "Assumed: ", "Right: ", "Wrong: ", "Law: " if rule.law in LAWS else "No law: "):
        assert part in text
    if rule.law in LAWS:
        assert LAWS[rule.law].formula in text
    assert all(len(line) <= 90 for line in text.splitlines() if not line.startswith("Law:"))
    if identifier in CAUTIOUS:
        assert "agrees or stays unchecked" in " ".join(text.split())


@pytest.mark.parametrize("identifier", RULES)
def test_an_explanation_is_in_whole_sentences(identifier: str) -> None:
    lesson = LESSONS[identifier]
    for text in (RULES[identifier].explanation, lesson.assumes, lesson.right, lesson.wrong):
        assert text.endswith(".")
        assert "  " not in text


def test_a_function_that_nobody_knows_is_said() -> None:
    assert "B(x) = x/(exp(x) - 1)" in explain("NE125")


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UsageError):
        explain("NE000")
