"""A derivation as JSON (schema 1)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from .view import View


def as_dict(page: View) -> dict[str, Any]:
    """The page as plain data. Every formula stands in the plain grammar and in LaTeX."""
    data = asdict(page)
    steps = data.pop("steps")
    for step in steps:
        step["statement"] = step.pop("formula")
        step["statement"].pop("sides")
        step["side_conditions"] = step.pop("sides")
    data["relation"].pop("sides")
    for shown, item in zip(data["assumptions"], page.assumptions, strict=True):
        shown["source"] = str(item.source)
    return {"schema": 1, **data, "steps": steps}


def render(pages: list[View]) -> str:
    """One page as an object, several as {"schema": 1, "derivations": [...]}."""
    found = [as_dict(page) for page in pages]
    content = found[0] if len(found) == 1 else {"schema": 1, "derivations": found}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
