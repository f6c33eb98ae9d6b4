"""A rule explained: what it recomputes and assumes, and what it says of a right and of a wrong sentence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from nernstian.audit.acceptance import Settings
from nernstian.audit.document import make_document
from nernstian.audit.engine import audit_document
from nernstian.audit.rule import Rule
from nernstian.audit.rules import rule
from nernstian.codegen.emitted import LAWS

_WIDTH = 88


def explain(identifier: str) -> str:
    """Return the explanation of a rule; the verdicts in it are those that the audit gives now.

    Raises
    ------
    UsageError
        No rule has this id.
    """
    found = rule(identifier)
    parts = [f"{found.id} {found.title}", _law(found), _filled(found.explanation)]
    parts.append(_filled(f"Assumed: {found.assumes}"))
    parts += [_example(found, "Right", found.right)] if found.right else []
    parts.append(_example(found, "Wrong" if found.right else "Damaged", found.wrong))
    return "\n\n".join(parts)


def _law(found: Rule) -> str:
    if found.law not in LAWS:
        return "No law: the text's own arithmetic."
    law = LAWS[found.law]
    where = "\n     where B(x) = x/(exp(x) - 1), and B(0) = 1" if "B(" in law.formula else ""
    formula = textwrap.fill(f"Law: {law.formula}", 110, subsequent_indent="     ", break_long_words=False)
    return f"{formula}{where}\n     (nernstian derive {law.name})"


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent or "  " * text.startswith("Assumed")
    )


def _example(found: Rule, name: str, text: str) -> str:
    said = "\n".join(_filled(line, "       ") for line in verdicts(found, text))
    return textwrap.fill(f"{name}: {text}", _WIDTH, subsequent_indent="       ") + f"\n{said}"


def verdicts(found: Rule, text: str) -> Iterator[str]:
    """What the audit says of a sentence by one rule; of one that it does not judge, why."""
    report = audit_document(make_document(text, "example", "text"), Settings(), frozenset({found.id}))
    for verdict in report.verdicts:
        yield f"{verdict.kind.value}: {verdict.message}"
    if not report.verdicts and report.unchecked:
        yield f"unchecked: {report.unchecked[-1].reason}"
