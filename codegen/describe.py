"""What generated functions say of themselves: docstrings from the law."""

from __future__ import annotations

from nernstian.derivations.law import Law
from nernstian.derivations.quantities import Quantity
from nernstian.derivations.render.printing import plain

from .units import SI, Scale, Units, least_double

_DOMAINS = {"real": "", "nonzero": ", not 0", "nonnegative": ", >= 0", "positive": ", > 0"}


def formula(law: Law) -> str:
    """The relation in plain text."""
    lhs, rhs = law.relation
    return f"{plain(lhs)} = {plain(rhs)}"


def unit_phrase(quantity: Quantity) -> str:
    """The unit, as one says it."""
    return "a pure number" if quantity.unit == "1" else quantity.unit


def array_docstring(law: Law, units: Units = SI) -> str:
    """NumPy-style docstring of an array function."""
    parameters = [line for q in law.arguments for line in _entry(q, units[q])]
    parts = (
        [f"{law.title}: {formula(law)}"],
        ["Parameters", "----------", *parameters],
        ["Returns", "-------", *_entry(law.result, units[law.result])],
        ["Notes", "-----", *_NOTES],
        [f"Source: {law.source}"],
    )
    return "\n\n".join("\n".join(part) for part in parts)


_NOTES = (
    "Computed in float64; arguments broadcast, and scalars give a float. Outside the domain: NaN;",
    "at 0 of a positive argument the limit stands. Nothing raises for a single element.",
)


def _entry(quantity: Quantity, scale: Scale) -> tuple[str, str]:
    unit = scale.text if scale.text != quantity.unit else unit_phrase(quantity)
    return f"{quantity.name} : float or array, {unit}{_domain(quantity, scale)}", f"    {quantity.meaning}"


def _domain(quantity: Quantity, scale: Scale) -> str:
    """The domain, as a number of the unit: a positive temperature is above -273.15 degC."""
    zero = f"{least_double(-scale.shift):g}" if scale.shift else "0"
    return _DOMAINS[quantity.domain].replace("0", zero)


def scalar_docstring(law: Law) -> str:
    """One line for a plain evaluator."""
    return f"{law.title} {law.result.name} in {unit_phrase(law.result)}; NaN outside the domain."


def ball_docstring(law: Law) -> str:
    """One line for a ball evaluator."""
    return f"Enclosure of the {law.title} {law.result.name} in {unit_phrase(law.result)}."
