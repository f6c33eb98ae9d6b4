"""What a rule of the audit is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule checks, what it assumes, and a sentence that is right and one that is not."""

    id: str
    law: str
    title: str
    explanation: str
    assumes: str
    right: str
    wrong: str
