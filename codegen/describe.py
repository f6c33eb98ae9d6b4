"""What generated functions say of themselves: docstrings from the law."""

from __future__ import annotations

from nernstian.derivations.law import Law
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.render.printing import plain

_DOMAINS = {"real": "", "nonzero": ", not 0", "nonnegative": ", >= 0", "positive": ", > 0"}


def formula(law: Law) -> str:
    """The relation in plain text."""
    lhs, rhs = law.relation
    return f"{plain(lhs)} = {plain(rhs)}"


def unit_phrase(quantity: Quantity) -> str:
    """The unit, as one says it."""
    return "a pure number" if quantity.unit == "1" else quantity.unit


def array_docstring(law: Law) -> str:
    """NumPy-style docstring of an array function."""
    parameters = [line for q in law.arguments for line in _entry(q)]
    parts = (
        [f"{law.title}: {formula(law)}"],
        ["Parameters", "----------", *parameters],
        ["Returns", "-------", *_entry(law.result)],
        ["Notes", "-----", *_NOTES],
        [f"Source: {law.source}"],
    )
    return "\n\n".join("\n".join(part) for part in parts)


_NOTES = (
    "Computed in float64; arguments broadcast, and scalars give a float. Outside the domain: NaN;",
    "at 0 of a positive argument the limit stands. Nothing raises for a single element.",
)


def _entry(quantity: Quantity) -> tuple[str, str]:
    return (
        f"{quantity.name} : float or array, {unit_phrase(quantity)}{_DOMAINS[quantity.domain]}",
        f"    {quantity.meaning}",
    )


def scalar_docstring(law: Law) -> str:
    """One line for a plain evaluator."""
    return f"{law.title} {law.result.name} in {unit_phrase(law.result)}; NaN outside the domain."


def ball_docstring(law: Law) -> str:
    """One line for a ball evaluator."""
    return f"Enclosure of the {law.title} {law.result.name} in {unit_phrase(law.result)}."
