"""The rules: one stable id per law, with what it checks. Ids are never reused."""

from __future__ import annotations

from nernstian.audit.rule import Rule
from nernstian.audit.rules_of_laws import LAWS
from nernstian.audit.rules_of_statements import STATEMENTS
from nernstian.derivations.errors import UsageError

RULES: dict[str, Rule] = {found.id: found for found in (*LAWS, *STATEMENTS)}


def rule(identifier: str) -> Rule:
    """Return a rule by its id.

    Raises
    ------
    UsageError
        No rule has this id.
    """
    found = RULES.get(identifier.upper())
    if found is None:
        raise UsageError(f"there is no rule {identifier!r}", f"known rules: {', '.join(RULES)}")
    return found
